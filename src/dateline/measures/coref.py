"""Coreference: MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998), CEAFe (Luo 2005); mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.evaluation.figures import PRF, Figures
from dateline.evaluation.items import Item, Json, Pair, lists
from dateline.evaluation.kinds import PARTIES, Kinds
from dateline.evaluation.spans import check_span_list
from dateline.syntax import base
from dateline.what.roles import head_word

if TYPE_CHECKING:
    from dateline.data import Document, Token

LAYER = "entities"
Chain = frozenset[tuple[int, int]]


def from_document(doc: Document, item: Item) -> list[Json]:
    """The mentions of each entity of a document."""
    return [list(entity.mentions) for entity in doc.entities]


def from_line(layer: Json) -> list[Json]:
    """The mentions of each entity of a JSON line."""
    return [entity.get("mentions") or [] for entity in layer]


def check(pred: Json, size: int) -> None:
    """Raise ``ValueError`` for a prediction that cannot be scored."""
    if not isinstance(pred, list):
        raise ValueError(f"a list is expected, not {type(pred).__name__}")
    seen: set[tuple[int, int]] = set()
    for chain in pred:
        check_span_list(chain, size)
        for start, end in chain:
            if (start, end) in seen:
                raise ValueError(f"mention {start}-{end} stands in two chains")
            seen.add((start, end))


def _chains(value: Json) -> list[Chain]:
    return [frozenset((s, e) for s, e in chain) for chain in value if chain]


def muc(key: Sequence[Chain], other: Sequence[Chain]) -> tuple[float, float]:
    """Links of ``key`` that ``other`` keeps, and all links of ``key``."""
    where = {mention: n for n, chain in enumerate(other) for mention in chain}
    kept = links = 0
    for chain in key:
        parts = {where.get(mention, mention) for mention in chain}
        kept += len(chain) - len(parts)
        links += len(chain) - 1
    return kept, links


def b_cubed(key: Sequence[Chain], other: Sequence[Chain]) -> tuple[float, float]:
    """Sum over mentions of the share of its chain that is also in its other chain; mentions."""
    where = {mention: chain for chain in other for mention in chain}
    kept = 0.0
    for chain in key:
        for mention in chain:
            kept += len(chain & where.get(mention, frozenset())) / len(chain)
    return kept, sum(map(len, key))


def ceaf_e(key: Sequence[Chain], other: Sequence[Chain]) -> float:
    """Largest total similarity of a one-to-one pairing of chains (2 · shared / both sizes)."""
    where = {mention: n for n, chain in enumerate(other) for mention in chain}
    shared: Counter[tuple[int, int]] = Counter()
    for i, chain in enumerate(key):
        for mention in chain:
            if mention in where:
                shared[i, where[mention]] += 1
    weights = {(i, j): 2.0 * n / (len(key[i]) + len(other[j])) for (i, j), n in shared.items()}
    return best_pairing(weights)


def best_pairing(weights: dict[tuple[int, int], float]) -> float:
    """Total weight of the best one-to-one pairing of rows and columns with weights above 0.

    >>> best_pairing({(0, 0): 2.0, (0, 1): 3.0, (1, 1): 2.5})
    4.5
    """
    columns: dict[int, list[int]] = {}
    rows: dict[int, list[int]] = {}
    for i, j in weights:
        columns.setdefault(i, []).append(j)
        rows.setdefault(j, []).append(i)
    total = 0.0
    done: set[int] = set()
    for first in sorted(columns):
        if first in done:
            continue
        part_rows, part_columns, todo = {first}, set[int](), [first]
        while todo:
            for j in columns[todo.pop()]:
                if j not in part_columns:
                    part_columns.add(j)
                    fresh = set(rows[j]) - part_rows
                    part_rows |= fresh
                    todo.extend(fresh)
        done |= part_rows
        left, right = sorted(part_rows), sorted(part_columns)
        gain = [[weights.get((i, j), 0.0) for j in right] for i in left]
        if len(left) > len(right):
            gain = [list(column) for column in zip(*gain, strict=True)]
        total += _hungarian(gain)
    return total


def _hungarian(gain: list[list[float]]) -> float:
    """Largest total of one entry per row, no column twice; at least as many columns as rows.

    The Hungarian method with row and column prices, one augmenting path per row.
    """
    n, m = len(gain), len(gain[0])
    row_price, column_price = [0.0] * (n + 1), [0.0] * (m + 1)
    row_of, previous = [0] * (m + 1), [0] * (m + 1)  # row 0 and column 0 stand for "none"
    for row in range(1, n + 1):
        row_of[0] = row
        column = 0
        slack = [float("inf")] * (m + 1)
        visited = [False] * (m + 1)
        while row_of[column]:
            visited[column] = True
            i = row_of[column]
            step, nearest = float("inf"), 0
            for j in range(1, m + 1):
                if visited[j]:
                    continue
                reduced = -gain[i - 1][j - 1] - row_price[i] - column_price[j]
                if reduced < slack[j]:
                    slack[j], previous[j] = reduced, column
                if slack[j] < step:
                    step, nearest = slack[j], j
            for j in range(m + 1):
                if visited[j]:
                    row_price[row_of[j]] += step
                    column_price[j] -= step
                else:
                    slack[j] -= step
            column = nearest
        while column:
            row_of[column] = row_of[previous[column]]
            column = previous[column]
    return sum(gain[row_of[j] - 1][j - 1] for j in range(1, m + 1) if row_of[j])


def score(pairs: Iterable[Pair]) -> Figures:
    """The three measures, their mean (CoNLL F1), and mentions found."""
    n: Counter[str] = Counter()
    t: dict[str, float] = dict.fromkeys(
        ("muc r", "muc rn", "muc p", "muc pn", "b3 r", "b3 rn", "b3 p", "b3 pn", "ceaf"), 0.0
    )
    for item, pred in lists(pairs):
        key, found = _chains(item.gold), _chains(pred)
        for name, measure in (("muc", muc), ("b3", b_cubed)):
            for side, (part, whole) in (("r", measure(key, found)), ("p", measure(found, key))):
                t[f"{name} {side}"] += part
                t[f"{name} {side}n"] += whole
        t["ceaf"] += ceaf_e(key, found)
        n["key"] += len(key)
        n["found"] += len(found)
        key_mentions = frozenset[tuple[int, int]]().union(*key)
        found_mentions = frozenset[tuple[int, int]]().union(*found)
        n["mentions"] += len(key_mentions & found_mentions)
        n["key mentions"] += len(key_mentions)
        n["found mentions"] += len(found_mentions)
    three = {
        "MUC": PRF(t["muc p"], t["muc pn"], t["muc rn"], t["muc r"]),
        "B3": PRF(t["b3 p"], t["b3 pn"], t["b3 rn"], t["b3 r"]),
        "CEAFe": PRF(t["ceaf"], n["found"], n["key"]),
    }
    return {
        **three,
        "mentions": PRF(n["mentions"], n["found mentions"], n["key mentions"]),
        "CoNLL F1": sum(x.f1 for x in three.values()) / 3,
    }


# --- persons, organisations and places --------------------------------------------------------


def of_parties(item: Item, doc: Document, kinds: Kinds) -> Pair:
    """Restrict gold and predicted chains to persons, organisations and places.

    ``kinds`` tells the sort of the gold mentions; a chain has the sort that most of its mentions
    have. A mention is its head word, in gold and prediction alike, so that the extent of noun
    phrases plays no part. Of the predicted mentions those are left out that stand in gold chains of
    other sorts, and those that the rules of the gold have no mentions for: relative pronouns, and
    what stands in apposition to another mention of its entity. What else stands in no gold chain
    counts as wrong. Chains of one mention are left out.
    """
    gold: list[Chain] = []
    others: set[int] = set()
    taken: set[int] = set()
    for chain in item.gold:
        heads = {h for start, end in chain if (h := head_word(doc, start, end)) is not None}
        sorts = Counter(kind for m in chain if (kind := kinds.get(tuple(m))) is not None)
        if sorts and sorts.most_common(1)[0][0] in PARTIES:
            gold.append(frozenset((h, h) for h in heads - taken))
            taken |= heads
        else:
            others |= heads
    found: list[Chain] = []
    others -= taken
    seen: set[int] = set()
    for entity in doc.entities:
        heads = {
            h for start, end in entity.mentions if (h := head_word(doc, start, end)) is not None
        }
        heads -= {h for h in heads if _is_part(doc.tokens[h], h, heads)}
        found.append(frozenset((h, h) for h in heads - others - seen))
        seen |= heads
    pruned = [[sorted(c) for c in side if len(c) > 1] for side in (gold, found)]
    return replace(item, gold=pruned[0]), pruned[1]


def of_labelled(item: Item, doc: Document) -> Pair:
    """Restrict predicted chains to the entities that our labels tell of: participants and sources.

    As ``of_parties``, a mention is its head word, relative pronouns and words in apposition are no
    mentions, and chains of one mention count. A predicted chain without any mention of a labelled
    entity is left out, as most entities of a report have no label.
    """
    gold: list[Chain] = []
    taken: set[int] = set()
    for chain in item.gold:
        heads = {h for start, end in chain if (h := head_word(doc, start, end)) is not None}
        gold.append(frozenset((h, h) for h in heads - taken))
        taken |= heads
    found: list[Chain] = []
    seen: set[int] = set()
    for entity in doc.entities:
        heads = {
            h for start, end in entity.mentions if (h := head_word(doc, start, end)) is not None
        }
        heads -= {h for h in heads if h not in taken and _is_part(doc.tokens[h], h, heads)}
        if heads & taken:
            found.append(frozenset((h, h) for h in heads - seen))
            seen |= heads
    pruned = [[sorted(c) for c in side if c] for side in (gold, found)]
    return replace(item, gold=pruned[0]), pruned[1]


def _is_part(token: Token, i: int, heads: set[int]) -> bool:
    """Whether a mention is a relative pronoun, or stands in apposition to another one."""
    if token.xpos.startswith("W"):
        return True
    return base(token.deprel) in ("appos", "flat") and token.head != i and token.head in heads
