"""Attributions: who says what; spans of source, cue and content, and the pair of both."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.evaluation.figures import PRF, Figures
from dateline.evaluation.items import Item, Json, Pair, lists, same_list
from dateline.evaluation.spans import check_span_list, one_to_one

if TYPE_CHECKING:
    from dateline.data import Document

LAYER = "attributions"
from_line = same_list

ROLES = ("source", "cue", "content")
WORD = re.compile(r"\w+|[^\w\s]")
Words = frozenset[int]


def from_document(doc: Document, item: Item) -> list[Json]:
    """The attributions of a document."""
    return [
        {"source": list(a.source), "cue": list(a.cue), "content": list(a.content)}
        for a in doc.attributions
    ]


def check(pred: Json, size: int) -> None:
    """Raise ``ValueError`` for a prediction that cannot be scored."""
    if not isinstance(pred, list) or not all(isinstance(p, dict) for p in pred):
        raise ValueError("a list of objects is expected")
    for p in pred:
        for role in ROLES:
            check_span_list(p.get(role) or [], size)


def quote_kind(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Tell by quotation marks: ``direct`` (all of it quoted), ``mixed`` or ``indirect``.

    >>> quote_kind('It is “too early”, he said.', [(0, 17)])
    'mixed'
    """
    quoted = bytearray(len(text))
    inside = False
    for i, char in enumerate(text):
        if char == "\n" or char in "”»":
            inside = False
        elif char in "“‟«":
            inside = True
        elif char == '"':
            inside = not inside
        elif inside:
            quoted[i] = 1
    letters = [quoted[i] for start, end in spans for i in range(start, end) if text[i].isalnum()]
    if not letters or not any(letters):
        return "indirect"
    return "direct" if sum(letters) / len(letters) >= 0.95 else "mixed"


def same_source(a: Words, b: Words) -> bool:
    """Half of the shorter one's words shared; two without a source are the same too."""
    if not a or not b:
        return not a and not b
    return len(a & b) >= 0.5 * min(len(a), len(b))


class Text:
    """The words of a text, numbered."""

    def __init__(self, text: str) -> None:
        spans = [m.span() for m in WORD.finditer(text)]
        self.starts = [s for s, _ in spans]
        self.ends = [e for _, e in spans]

    def words(self, spans: Json) -> Words:
        """Numbers of the words that spans touch."""
        touched: set[int] = set()
        for start, end in spans or ():
            touched.update(range(bisect_right(self.ends, start), bisect_left(self.starts, end)))
        return frozenset(touched)


def score(pairs: Iterable[Pair]) -> Figures:
    """Spans by role (exact, and by word), and pairs: content overlaps by half, same source."""
    spans = {f"{role} {name}": Counter[str]() for role in ROLES for name in ("exact", "tokens")}
    n: Counter[str] = Counter()
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for item, pred in lists(pairs):
        text = Text(item.text)
        gold_words = [{r: text.words(a.get(r)) for r in ROLES} for a in item.gold]
        pred_words = [{r: text.words(a.get(r)) for r in ROLES} for a in pred]
        for role in ROLES:
            exact, tokens = spans[f"{role} exact"], spans[f"{role} tokens"]
            _count_role(role, gold_words, pred_words, exact, tokens)
        gold_kind = [
            a.get("kind") or quote_kind(item.text, a.get("content") or ()) for a in item.gold
        ]
        pred_kind = [quote_kind(item.text, a.get("content") or ()) for a in pred]
        n["gold"] += len(gold_kind)
        n["pred"] += len(pred_kind)
        for kind in gold_kind:
            kinds[kind]["gold"] += 1
        for kind in pred_kind:
            kinds[kind]["pred"] += 1
        for i, j, right in _pair(gold_words, pred_words):
            n["content"] += 1
            if right:
                n["pair"] += 1
                n["source exact"] += gold_words[i]["source"] == pred_words[j]["source"]
                kinds[gold_kind[i]]["tp gold"] += 1
                kinds[pred_kind[j]]["tp"] += 1
    return {
        **{name: PRF(c["tp"], c["pred"], c["gold"]) for name, c in spans.items()},
        **{name: PRF(n[key], n["pred"], n["gold"]) for name, key in _PAIRS.items()},
        "pair by kind": {
            kind: PRF(c["tp"], c["pred"], c["gold"], c["tp gold"])
            for kind, c in sorted(kinds.items())
        },
    }


_PAIRS = {
    "content overlap>=0.5": "content",
    "pair": "pair",
    "pair, source exact": "source exact",
}
"""Figures over pairs of claims, and what is counted for each."""


def _count_role(
    role: str,
    gold: list[dict[str, Words]],
    pred: list[dict[str, Words]],
    exact: Counter[str],
    tokens: Counter[str],
) -> None:
    gold_spans = Counter(a[role] for a in gold if a[role])
    pred_spans = Counter(a[role] for a in pred if a[role])
    exact["tp"] += (gold_spans & pred_spans).total()
    exact["pred"] += pred_spans.total()
    exact["gold"] += gold_spans.total()
    gold_union = frozenset().union(*gold_spans)
    pred_union = frozenset().union(*pred_spans)
    tokens["tp"] += len(gold_union & pred_union)
    tokens["pred"] += len(pred_union)
    tokens["gold"] += len(gold_union)


def _pair(
    gold: list[dict[str, Words]], pred: list[dict[str, Words]]
) -> list[tuple[int, int, bool]]:
    """Pair contents that overlap by half (intersection over union), same source first."""
    candidates = []
    for i, g in enumerate(gold):
        for j, p in enumerate(pred):
            shared = len(g["content"] & p["content"])
            union = len(g["content"]) + len(p["content"]) - shared
            if union and shared / union >= 0.5:
                wrong = not same_source(g["source"], p["source"])
                candidates.append(((wrong, -shared / union), i, j))
    return [
        (i, j, same_source(gold[i]["source"], pred[j]["source"])) for i, j in one_to_one(candidates)
    ]
