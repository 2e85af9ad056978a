"""CoNLL-U files, in which treebanks of Universal Dependencies come: sentence by sentence."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import ReportError

Cells = list[str]
"""The ten columns of a line: ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A sentence: its comments by their keys, and its lines."""

    comments: Mapping[str, str]
    lines: tuple[Cells, ...]

    @property
    def document(self) -> str | None:
        """The id of the document that opens here, ``""`` if it has none; else ``None``."""
        return self.comments.get("newdoc id", self.comments.get("newdoc"))

    @property
    def opens_paragraph(self) -> bool:
        """Whether a paragraph opens here."""
        return any(key.split(" ")[0] == "newpar" for key in self.comments)


def read(path: Path) -> Iterator[Rows]:
    """Yield the sentences of a file (also ``.gz``).

    Raises ``ReportError`` with file and line for a line that is no CoNLL-U.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    comments: dict[str, str] = {}
    rows: list[Cells] = []
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, raw in enumerate(lines, 1):
            line = raw.rstrip("\n")
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                comments[key.strip()] = value.strip()
            elif line:
                cells = line.split("\t")
                if len(cells) != 10:
                    raise ReportError(f"{len(cells)} columns, not 10", path=str(path), line=number)
                rows.append(cells)
            elif rows:
                yield Rows(comments, tuple(rows))
                comments, rows = {}, []
    if rows:
        yield Rows(comments, tuple(rows))


def words(lines: Iterable[Cells]) -> Iterator[tuple[Cells, bool]]:
    """Yield the words of a sentence, and whether white space follows each.

    Empty nodes are left out. A token of several words leaves no trace but its ``SpaceAfter``,
    which its last word takes.
    """
    last, spaced_behind = 0, True
    for cells in lines:
        spaced = "SpaceAfter=No" not in cells[9]
        if "-" in cells[0]:
            last, spaced_behind = int(cells[0].split("-")[1]), spaced
        elif "." not in cells[0]:
            at = int(cells[0])
            if at <= last:
                spaced = at == last and spaced_behind
            yield cells, spaced
