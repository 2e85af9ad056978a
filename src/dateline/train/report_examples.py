"""Examples of reports: events with their parts, attributions, factuality, names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from dateline.chances import softmax
from dateline.evaluation.gold_files import report_in
from dateline.parsers.pieces import Pieces
from dateline.train import treebank
from dateline.train.corpora import Corpora, Json, Parsed
from dateline.train.examples import Array, Example, encode
from dateline.train.tasks import NAMES, STATUSES, TYPES
from dateline.what import roles
from dateline.what.heads import link_columns, link_features

LIKELY = 0.3
"""Probability from which a word of an unlabelled report is taken for a possible trigger."""
LINKED = 30  # triggers before one that may be linked to it
_MERGED = {"YIELD": ("CONCEDE", "RETREAT")}  # an older PLOVER had one type for the two


class Reports:
    """Makes examples of reports. Ask for the label sets (``modes``, ``paths``) at the end."""

    def __init__(self, corpora: Corpora) -> None:
        self.corpora = corpora
        self.types = {x: i for i, x in enumerate(TYPES)}
        self.statuses = {x: i for i, x in enumerate(STATUSES)}
        self.modes: dict[str, int] = {}
        self.paths: Counter[str] = Counter()
        self.found: list[tuple[Example, list[list[Any]], list[list[Any]]]] = []

    def add(
        self,
        item: Json,
        part: str,
        *,
        events: Sequence[Json] | None = None,
        names: Sequence[Json] | None = None,
        said: Sequence[Json] | None = None,
        facts: Sequence[Json] | None = None,
        kind: str | None = None,
    ) -> None:
        """Add a report with what gold there is."""
        parsed = self.corpora.parse(report_in(item))
        example = _of_document(parsed, part, self.corpora.pieces)
        size = len(example.first)
        if not size:
            return
        gold: dict[str, Array] = {}
        tokens = parsed.doc.tokens
        if names is not None:
            spans = [(t.start, t.end) for t in tokens[:size]]
            marks = treebank.bio(spans, [(g["start"], g["end"], g["type"]) for g in names])
            gold["names"] = np.array([NAMES.index(x) for x in marks], np.int16)
        rows = (
            [t for t in self._gold_triggers(parsed, events) if t[0] < size]
            if events is not None
            else self._likely(parsed, size)
        )
        role_rows: list[list[Any]] = []
        if rows or events is not None:
            gold["triggers"] = np.array([r[:6] for r in rows], np.int32).reshape(-1, 6)
            gold["labelled"] = np.array([events is not None])
            gold["modes"] = np.array(
                [(n, m) for n, r in enumerate(rows) for m in r[6]], np.int32
            ).reshape(-1, 2)
            role_rows = [x for n, r in enumerate(rows) for x in self._roles(parsed, n, r, size)]
            gold["links"] = _links(parsed, rows)
        if facts is not None:
            gold["facts"] = self._facts(parsed, facts, size)
        if kind is not None:
            gold["type"] = np.array([sum(1 << self.types[k] for k in _MERGED.get(kind, (kind,)))])
        said_rows: list[list[Any]] = []
        if said is not None:
            cues, content, said_rows = self._said(parsed, said, size)
            gold["cues"], gold["content"] = cues, content
        elif events is not None or part == "raw":
            said_rows = self._likely_said(parsed, size)
        self.paths.update(x[2] for x in role_rows + said_rows)
        self.found.append((replace(example, gold=gold), role_rows, said_rows))

    def examples(self, paths: Sequence[str]) -> Iterator[Example]:
        """All that was added, with paths by their number in a list (0 where they are not in it)."""
        numbers = {p: i for i, p in enumerate(paths)}
        for example, *rows in self.found:
            gold = dict(example.gold)
            for name, found in zip(("roles", "said"), rows, strict=True):
                if found:
                    gold[name] = np.array(
                        [[*x[:2], numbers.get(x[2], 0), x[3]] for x in found], np.int32
                    )
            yield replace(example, gold=gold)

    # events

    def _gold_triggers(self, parsed: Parsed, events: Sequence[Json]) -> list[list[Any]]:
        doc, taken = parsed.doc, set[int]()
        rows: list[list[Any]] = []
        for event, g in enumerate(events):
            for n, (start, end) in enumerate([g["trigger"], *g.get("also", [])]):
                word = roles.head_word(doc, start, end)
                if word is None or word in taken:
                    continue
                taken.add(word)
                modes = [
                    self.modes.setdefault(f"{g['type']}:{m}", len(self.modes)) for m in g["modes"]
                ]
                plays = (
                    role_gold(parsed, word, g) if n == 0 else same_names(parsed, word, g)
                )  # fmt: skip
                rows.append(
                    [word, doc.tokens[word].head, self.types[g["type"]],
                     self.statuses[g["status"]], int(n == 0), event, modes, plays]
                )  # fmt: skip
        return sorted(rows)

    def _likely(self, parsed: Parsed, size: int) -> list[list[Any]]:
        if not len(parsed.scores):
            return []
        probability = softmax(parsed.scores[:size, :-1].astype(np.float32))
        kinds = probability[:, 1:].argmax(1)
        tokens = parsed.doc.tokens
        return [
            [int(i), tokens[i].head, int(kinds[i]), -1, -1, -1, [], None]
            for i in np.flatnonzero(1 - probability[:, 0] >= LIKELY)
            if tokens[i].upos != "PUNCT"
        ]

    def _roles(self, parsed: Parsed, row: int, trigger: list[Any], size: int) -> list[list[Any]]:
        word, is_first, plays = trigger[0], trigger[4], trigger[7]
        doc, numbers, trees = parsed.doc, parsed.numbers, roles.trees_of(parsed.doc)
        known = plays is not None and (is_first == 1 or bool(plays))
        pool = set(roles.candidates(doc, numbers[word])) | (plays or {}).keys()
        rows = []
        for i in sorted(pool - {word}):
            if i >= size:
                continue
            role = plays.get(i, 0) if known else -1
            if known and is_first == 0 and numbers[i] != numbers[word]:
                role = -1  # a further wording tells of its own sentence only
            rows.append([row, i, trees.way(word, i), role])
        return rows

    # attributions and factuality

    def _said(
        self, parsed: Parsed, said: Sequence[Json], size: int
    ) -> tuple[Array, Array, list[list[Any]]]:
        doc, tokens = parsed.doc, parsed.doc.tokens
        cues, content = np.zeros(size, np.int8), np.zeros(size, np.int8)
        plays: dict[int, dict[int, int]] = {}
        for g in said:
            for start, end in sorted(g["content"]):
                inside = [i for i, t in enumerate(tokens[:size]) if start <= t.start < end]
                content[inside] = 2
                if inside:
                    content[inside[0]] = 1
            heads = [w for s, e in g["cue"] if (w := roles.head_word(doc, s, e)) is not None]
            if not heads or heads[0] >= size:
                continue
            cues[heads[0]] = 1
            own = plays.setdefault(heads[0], {})
            for role, key in ((2, "content"), (1, "source")):
                for start, end in g[key]:
                    word = roles.head_word(doc, start, end)
                    if word is not None and word != heads[0]:
                        own[word] = role
        rows = [x for cue in sorted(plays) for x in self._around(parsed, cue, size, plays[cue])]
        return cues, content, rows

    def _likely_said(self, parsed: Parsed, size: int) -> list[list[Any]]:
        """Pairs for words that often are cues: verbs that govern a clause, and "according"."""
        tokens = parsed.doc.tokens
        cues = {t.head for t in tokens[:size] if t.deprel in ("ccomp", "parataxis")}
        cues |= {i for i, t in enumerate(tokens[:size]) if t.text.lower() == "according"}
        return [x for c in sorted(cues) if c < size for x in self._around(parsed, c, size, None)]

    def _around(
        self, parsed: Parsed, cue: int, size: int, plays: dict[int, int] | None
    ) -> list[list[Any]]:
        doc, numbers = parsed.doc, parsed.numbers
        first = doc.sentences[max(0, numbers[cue] - 1)].start_token
        last = doc.sentences[min(len(doc.sentences) - 1, numbers[cue] + 1)].end_token
        trees = roles.trees_of(doc)
        return [
            [cue, i, trees.way(cue, i), -1 if plays is None else plays.get(i, 0)]
            for i in range(first, min(last, size))
            if i != cue and doc.tokens[i].upos not in ("PUNCT", "DET", "ADP", "CCONJ", "PART")
        ]  # fmt: skip

    def _facts(self, parsed: Parsed, facts: Sequence[Json], size: int) -> Array:
        rows = []
        for g in facts:
            word = roles.head_word(parsed.doc, g["start"], g["end"])
            if word is not None and word < size:
                rows.append((word, parsed.doc.tokens[word].head, round(100 * g["value"])))
        return np.array(rows, np.int32).reshape(-1, 3)


def _links(parsed: Parsed, rows: Sequence[Sequence[Any]]) -> Array:
    found = []
    words, types = [row[0] for row in rows], [row[2] for row in rows]
    columns = link_columns(parsed.doc, parsed.numbers, words, types)
    for j, b in enumerate(rows):
        features = link_features(columns, slice(j, j + 1))[0].tolist()
        for i in range(max(0, j - LINKED), j):
            a = rows[i]
            same = -1 if a[5] < 0 or b[5] < 0 else int(a[5] == b[5])
            found.append([i, j, same, *(round(64 * x) for x in features[i])])
    return np.array(found, np.int32).reshape(-1, 6)


def role_gold(parsed: Parsed, trigger: int, g: Json) -> dict[int, int]:
    """The role of each candidate word that has one, −1 for other mentions of the same names."""
    doc, numbers, tokens = parsed.doc, parsed.numbers, parsed.doc.tokens
    plays: dict[int, int] = {}
    names: set[str] = set()
    pool = roles.candidates(doc, numbers[trigger])
    for number, key in ((3, "sources"), (2, "recipients"), (1, "actors")):
        inside = False
        for p in g.get(key, []):
            word = roles.head_word(doc, p["start"], p["end"])
            if word is None:
                continue
            word = roles.name_head(tokens, word)
            plays[word] = number
            inside |= numbers[word] == numbers[trigger]
            parts = [t for t in tokens if t.start < p["end"] and t.end > p["start"]]
            names.update(t.text for t in parts if t.upos == "PROPN")
        if g.get(key) and not inside and number != 3:
            # The clause has a pronoun where the gold names who is meant.
            wanted = ("nsubj", "nmod:poss") if number == 1 else ("obj", "nmod:poss", "nsubj:pass")
            for i in pool:
                if tokens[i].upos == "PRON" and tokens[i].head == trigger and (
                    tokens[i].deprel in wanted
                ):  # fmt: skip
                    plays.setdefault(i, number)
    for i in pool:
        if i not in plays and tokens[i].upos == "PROPN" and tokens[i].text in names:
            plays[i] = -1
    for i, number in _when_where(parsed, pool, g).items():
        plays.setdefault(i, number)
    return plays


def _when_where(parsed: Parsed, pool: Sequence[int], g: Json) -> dict[int, int]:
    """The candidates that tell the event's place (4) or its time (5)."""
    doc, found = parsed.doc, dict[int, int]()
    if where := g.get("where"):
        parts = {w for w in where["name"].replace(",", " ").split() if w[:1].isupper()}
        named = [i for i in pool if doc.tokens[i].upos == "PROPN" and doc.tokens[i].text in parts]
        found |= dict.fromkeys(named, 4)
    if when := g.get("when"):
        days = (when["start"], when["end"])
        for t in doc.times:
            if t.first is None or (str(t.first), str(t.last)) != days:
                continue
            word = roles.head_word(doc, t.start, t.end)
            if word is not None and word in pool:
                found[word] = 5
    return found


def same_names(parsed: Parsed, trigger: int, g: Json) -> dict[int, int]:
    """The roles around a further wording: words of its sentence that name a gold participant.

    Nothing is known of other words that could stand for one: pronouns are left open, and an
    empty result means that this wording teaches nothing about roles.
    """
    doc = parsed.doc
    known: dict[str, int] = {}
    for number, key in ((2, "recipients"), (1, "actors")):
        for p in g.get(key, []):
            word = roles.head_word(doc, p["start"], p["end"])
            if word is not None and doc.tokens[word].upos in ("PROPN", "NOUN"):
                known[doc.tokens[word].text] = number
    sent = doc.sentences[parsed.numbers[trigger]]
    plays = {}
    for i in range(sent.start_token, sent.end_token):
        token = doc.tokens[i]
        if token.upos == "PRON":
            plays[i] = -1
        elif token.text in known and i != trigger:
            plays[i] = known[token.text]
    return plays if any(r > 0 for r in plays.values()) else {}


def _of_document(parsed: Parsed, part: str, pieces: Pieces) -> Example:
    doc = parsed.doc
    words = [[t.text for t in doc.tokens[s.start_token : s.end_token]] for s in doc.sentences]
    return encode(doc.report.id, part, words, pieces)[0]
