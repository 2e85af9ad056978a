"""Breaks the figures of whole records down: by type, by region of the world, by kind of source.

By region and publisher, reports are grouped; by type, mentions: what is gold of a type is found or
missed, what is predicted of a type is right or not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from dateline.evaluation.figures import PRF, Figures, percent, pick
from dateline.evaluation.items import Item, Json, Pair, lists
from dateline.knowledge import Knowledge
from dateline.measures import articles

SHOWN = ("found", "type", "dyad", "record")
FIELDS = ("lead", "status", "when", "where", "source")
NOWHERE = "none named"
_NAME = re.compile(r"[^\W\d_]+(?:[-_ ](?!ENG_)[^\W\d_]+)*")


def by_group(pairs: Iterable[Pair], name: Callable[[Item], str]) -> dict[str, Figures]:
    """The figures of the articles of each group, in the order of the groups' names."""
    groups: dict[str, list[Pair]] = {}
    for item, pred in pairs:
        groups.setdefault(name(item), []).append((item, pred))
    return {group: articles.score(groups[group]) for group in sorted(groups)}


def region_namer(knowledge: Knowledge) -> Callable[[Item], str]:
    """Read the regions; give the function that names the region of an article."""
    regions = {
        code: region
        for region, codes in knowledge.toml("world.toml").items()
        for code in codes.split()
    }

    def name(item: Item) -> str:
        """The region that most of the countries of the gold participants lie in."""
        parties = [p for g in item.gold for p in (*g["actors"], *g["recipients"])]
        seen = Counter(regions[p["country"]] for p in parties if p.get("country") in regions)
        return min(seen, key=lambda region: (-seen[region], region)) if seen else NOWHERE

    return name


def publisher(item: Item) -> str:
    """The publisher of an article; where it has none, the corpus that its id names.

    >>> publisher(Item("AFP_ENG_19970408.0311", "", []))
    'AFP'
    """
    given = item.line.get("publisher")
    if given:
        return str(given)
    found = _NAME.match(item.id)
    return found[0] if found else item.id


def by_type(pairs: Iterable[Pair]) -> dict[str, Figures]:
    """The figures of the mentions of each type.

    Recall is over the gold mentions of a type, precision over the predicted ones.
    """
    gold: Counter[str] = Counter()
    pred: Counter[str] = Counter()
    hits: Counter[tuple[str, str]] = Counter()
    touched: Counter[str] = Counter()
    for item, preds in lists(pairs):
        for judgement in articles.judge(item.gold, preds):
            g, p, right = judgement.gold, judgement.pred, judgement.right
            if g is not None:
                gold[g["type"]] += 1
                hits[g["type"], "leads"] += g.get("salience") == articles.LEAD
            if p is not None:
                pred[p["type"]] += 1
            if g is None or p is None:
                continue
            hits[g["type"], "found"] += 1
            touched[p["type"]] += 1
            if right:
                _count(hits, g, right)
    return {
        kind: _type_figures(kind, gold[kind], pred[kind], touched[kind], hits)
        for kind in sorted({*gold, *pred})
    }


def _count(hits: Counter[tuple[str, str]], gold: Json, right: dict[str, bool]) -> None:
    kind = gold["type"]
    hits[kind, "type"] += 1
    hits[kind, "record"] += all(right.values())
    hits[kind, "lead"] += gold.get("salience") == articles.LEAD and right["dyad"]
    hits.update((kind, field) for field, ok in right.items() if ok)


def _type_figures(
    kind: str, gold: int, pred: int, touched: int, hits: Counter[tuple[str, str]]
) -> Figures:
    def share(field: str, whole: str) -> float:
        return percent(hits[kind, field], hits[kind, whole])

    return {
        "found": PRF(touched, pred, gold, hits[kind, "found"]),
        **{k: PRF(hits[kind, k], pred, gold) for k in SHOWN[1:]},
        "lead": share("lead", "leads"),
        **{k: share(k, "type") for k in FIELDS[1:]},
        "n": {"gold": gold, "pred": pred},
    }


def table(figures: dict[str, Figures]) -> Iterator[str]:
    """Yield the lines of a table with a row for each group: F1, then recall of the leads, then
    the share of the type-right mentions whose other fields are right."""
    width = max([len(name) for name in figures] + [5])
    columns = [*(f"{name} F1" for name in SHOWN), *FIELDS]
    yield f"{'':{width}}  {'gold':>5} {'pred':>5} " + " ".join(f"{c:>9}" for c in columns)
    for name, of in figures.items():
        n = of["n"]
        assert isinstance(n, dict)
        paths = [*((field, "f1") for field in SHOWN), *((field,) for field in FIELDS)]
        numbers = " ".join(f"{pick(of, path):9.1f}" for path in paths)
        yield f"{name:{width}}  {n['gold']:>5} {n['pred']:>5} {numbers}"
