"""What sort of thing a mention means, from the Entity column of GUM's CoNLL-U files.

Entity=(1-person-new-…)     a mention of one word
Entity=(2-place-new-…  …  Entity=2)     a mention that opens here and closes there
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dateline.evaluation import conllu

PARTIES = frozenset({"person", "organization", "place"})
"""The sorts that news is about; the others are things, events, abstractions, times and animals."""

_FAR = 60
"""Characters between two words from which on the text is not that of the file."""
_ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
_BRACKET = re.compile(r"\(([^()-]+)-([^()-]+)[^()]*(\)?)|([^()]+)\)")

Kinds = dict[tuple[int, int], str]
"""Sort of each mention, by its span."""


@dataclass(slots=True)
class _Annotated:
    """A document: its words, and its mentions as sort, first word, last word."""

    words: list[str] = field(default_factory=list)
    mentions: list[tuple[str, int, int]] = field(default_factory=list)


def read_kinds(path: Path, texts: Mapping[str, str]) -> dict[str, Kinds]:
    """Read the sorts of the mentions of those documents whose texts are given, by their ids."""
    return {
        name: _placed(document, texts[name]) for name, document in _documents(path) if name in texts
    }


def _documents(path: Path) -> Iterator[tuple[str, _Annotated]]:
    name: str | None = None
    document, opened = _Annotated(), dict[str, list[tuple[str, int]]]()
    for rows in conllu.read(path):
        if rows.document is not None:
            if name is not None:
                yield name, document
            name, document, opened = rows.document, _Annotated(), {}
        for cells, _ in conllu.words(rows.lines):
            document.words.append(cells[1])
            found = _ENTITY.search(cells[9])
            if found is not None:
                _read_brackets(found.group(1), document, opened)
    if name is not None:
        yield name, document


def _read_brackets(
    cell: str, document: _Annotated, opened: dict[str, list[tuple[str, int]]]
) -> None:
    here = len(document.words) - 1
    for entity, kind, closed, closing in _BRACKET.findall(cell):
        if closing:
            kind, first = opened[closing].pop()
            document.mentions.append((kind, first, here))
        elif closed:
            document.mentions.append((kind, here, here))
        else:
            opened.setdefault(entity, []).append((kind, here))


def _placed(document: _Annotated, text: str) -> Kinds:
    spans, at = [], 0
    for word in document.words:
        start = text.find(word, at)
        if start < 0 or start - at > _FAR:
            start = at  # a word that the text writes otherwise
            spans.append((start, start))
            continue
        at = start + len(word)
        spans.append((start, at))
    return {(spans[first][0], spans[last][1]): kind for kind, first, last in document.mentions}
