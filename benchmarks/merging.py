"""Measures wire copies, merging, contradictions and order, and writes docs/scores.md.

    python benchmarks/merging.py [--corpora FOLDER] [--cache FILE] [--only PART ...] [--dry]

``--corpora`` is the folder that ``dateline train`` takes (default ../shared); ``--cache`` keeps the
coded reports of the gold between runs with one coder; ``--only`` takes copies, gold,
contradictions, order; ``--dry`` leaves docs/scores.md alone.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import pickle
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from _report import met, table, write_part

from dateline import merge
from dateline.data import Count, Document, EventMention, Participant, Report, Source, When
from dateline.measures.coref import b_cubed, ceaf_e, muc
from dateline.merge import clusters
from dateline.merge.blocks import Block
from dateline.merge.copies import CopyFinder, group
from dateline.merge.types import EventRecord, StoredMention
from dateline.train.merging import Labelled, labelled, read_gold, read_wire, stored

ROOT = Path(__file__).parent.parent
LABELS = ROOT / "labels"
Row = tuple[str, str, str, str, str]

BASES = 600
"""Reports of which copies are planted."""
PLANTED = 240
"""Contradictions that are planted, and as many rivals that agree."""
OPENINGS = (
    "Details of the case came to light late in the day.",
    "There was no comment from the other side for several hours.",
    "It was the second such report within days, and readers had waited for it.",
)


def row(what: str, value: float, goal: float | None = None, *, most: bool = False) -> Row:
    bound = "" if goal is None else f"{'≤' if most else '≥'} {goal:g}"
    figure = f"{value:.2f}" if value < 5 else f"{value:.1f}"
    return (what, figure, bound, met(value, goal, most=most), "")


# --- copies -----------------------------------------------------------------------------------


def copies(wire: Sequence[Report]) -> list[Row]:
    """Plant copies with edits among all reports of the wire and look for them."""
    rng = random.Random(3)  # the bounds of copies.py were set on the plants of other seeds
    known = natural_pairs()
    twins = {i for pair in known for i in pair}
    long = [r for r in wire if len(r.text.split()) >= 80 and r.id not in twins]
    bases = rng.sample(long, BASES)
    planted = {
        f"{base.id}+{n}": (base, copy)
        for base in bases
        for n in range(rng.choice((1, 1, 2)))
        for copy in [edited(base, rng, wire)]
    }
    finder = CopyFinder()
    edges = {r.id: finder.add(r.id, r.published, r.text) for r in wire}
    edges |= {
        i: finder.add(i, base.published + dt.timedelta(rng.randrange(3)), copy)
        for i, (base, copy) in planted.items()
    }
    groups = group(edges)
    family = {r.id: r.id for r in wire} | {i: base.id for i, (base, _) in planted.items()}
    found = sum(groups.get(i) is not None and groups[i] == groups.get(b.id)
                for i, (b, _) in planted.items())  # fmt: skip
    right = wrong = 0
    for i, others in edges.items():
        for other in others:
            pair = tuple(sorted((family[i], family[other])))
            if pair[0] == pair[1] or known.get(pair) == "yes":
                right += 1
            else:
                wrong += 1
    judged = Counter(known.values())
    return [
        row(f"planted copies found ({len(planted)} among {len(wire)} reports)",
            100 * found / len(planted), 95),
        row("precision of the pairs found", 100 * right / (right + wrong), 99),
        row(f"precision of the {len(known)} pairs found among the reports as they are",
            100 * judged["yes"] / len(known)),
    ]  # fmt: skip


def natural_pairs() -> dict[tuple[str, ...], str]:
    lines = (LABELS / "copies.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and line[0] != "#"][1:]
    return {tuple(sorted(r[:2])): r[2] for r in rows}


def edited(base: Report, rng: random.Random, wire: Sequence[Report]) -> str:
    """A text as another outlet might print it: two to four edits of what agencies and desks do."""
    paragraphs = [p for p in re.split(r"\n\s*\n", base.text) if p.strip()]
    if len(paragraphs) < 3:
        sentences = re.split(r"(?<=[.!?])\s+", base.text)
        paragraphs = sentences if len(sentences) >= 3 else paragraphs
    edits: list[Callable[[list[str]], list[str]]] = [
        lambda ps: ps[: max(1, round(len(ps) * rng.uniform(0.45, 0.9)))],  # cut from below
        lambda ps: [rng.choice(OPENINGS), *ps[1:]] if len(ps) > 3 else [OPENINGS[0], *ps],
        lambda ps: [p for p in ps if rng.random() < 0.85] or ps,  # paragraphs left out
        lambda ps: [words_changed(p, rng) for p in ps],
        lambda ps: [*ps, *stranger(ps, rng, wire)],  # background of another story
        lambda ps: [*ps[:1], *rng.sample(ps[1:], len(ps) - 1)],  # moved about
        lambda ps: [re.sub(r"\d+", lambda m: str(int(m[0][:9]) + 1), ps[0]), *ps[1:]],  # new toll
        lambda ps: [ps[0].upper(), *(p.replace('"', "”") for p in ps[1:])],
    ]
    for edit in rng.sample(edits, rng.randrange(2, 5)):
        paragraphs = edit(paragraphs)
    return "\n\n".join(paragraphs)


def words_changed(text: str, rng: random.Random) -> str:
    share = rng.uniform(0.02, 0.08)
    return " ".join("so-called" if rng.random() < share else w for w in text.split())


def stranger(paragraphs: Sequence[str], rng: random.Random, wire: Sequence[Report]) -> list[str]:
    """Paragraphs of another report, up to a third of the length of either."""
    other = rng.choice([r for r in rng.sample(wire, 40) if len(r.text.split()) >= 200])
    room = min(len(" ".join(paragraphs)), len(other.text)) / 3
    taken: list[str] = []
    for p in re.split(r"\n\s*\n", other.text):
        if len(" ".join(taken)) + len(p) > room:
            break
        taken.append(p)
    return taken


# --- gold -------------------------------------------------------------------------------------


def gold_mentions(
    gold: Sequence[Labelled], docs: dict[str, Document]
) -> tuple[list[StoredMention], dict[str, str | None]]:
    mentions, events = [], {}
    for one in gold:
        found = stored(docs[one.report.id])
        events |= labelled(found, one)
        mentions += found
    return with_copies(mentions, [one.report for one in gold]), events


def with_copies(
    mentions: Iterable[StoredMention], reports: Iterable[Report]
) -> list[StoredMention]:
    """Give mentions the copy groups that their reports have among each other."""
    finder = CopyFinder()
    copies = {r.id: finder.add(r.id, r.published, r.text) for r in reports}
    groups = group(copies)
    return [replace(m, copy_group=groups.get(m.report, m.report)) for m in mentions]


def merging(gold: Sequence[Labelled], docs: dict[str, Document]) -> list[Row]:
    test = [one for one in gold if one.split == "test"]
    mentions, events = gold_mentions(test, docs)
    groups = merge.cluster(mentions)
    key = chains({i: e for i, e in events.items() if e is not None})
    place = {m.id: str(n) for n, g in enumerate(groups) for m in g}
    found = chains({i: place[i] for i, e in events.items() if e is not None})
    marked = sum(e is not None for one in test for e in one.events.values())
    name = f"test groups ({len({o.group for o in test})} of {len({o.group for o in gold})}"
    scored = sum(len(c) for c in key)
    rows = [
        row(f"{name}, {scored} of {marked} labelled mentions are coded): CoNLL F1",
            conll(key, found), 75),
        *(row(f"{measure} F1", value) for measure, value in three(key, found).items()),
        row("rows per true event", len(found) / len(key), 1.15, most=True),
        row("the same, nothing merged: CoNLL F1", conll(key, alone(key))),
        row("the same, nothing merged: rows per true event", scored / len(key)),
    ]  # fmt: skip
    return [*rows, *reprinted(mentions), *agreement(gold)]


def reprinted(mentions: Sequence[StoredMention]) -> list[Row]:
    """Print every report once more elsewhere: each mention should join its twin, and no record
    be added."""
    twins = [
        replace(m, id=f"{m.id}'", report=f"{m.report}'", address=f"{m.address}'", publisher="Copy")
        for m in mentions
    ]
    before, after = merge.cluster(mentions), merge.cluster([*mentions, *twins])
    place = {m.id: n for n, g in enumerate(after) for m in g}
    joined = sum(place[m.id] == place[f"{m.id}'"] for m in mentions)
    return [
        row("every report printed twice: mentions that join their twin",
            100 * joined / len(mentions)),
        row("the same: records for each record before", len(after) / len(before)),
    ]  # fmt: skip


Chain = frozenset[tuple[int, int]]


def chains(of: dict[str, str]) -> list[Chain]:
    """Clusters in the form that the coreference measures take: mentions as pairs of numbers."""
    number = {i: n for n, i in enumerate(sorted(of))}
    found: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for i, cluster in of.items():
        found[cluster].add((number[i], number[i] + 1))
    return [frozenset(c) for c in found.values()]


def alone(key: Sequence[Chain]) -> list[Chain]:
    return [frozenset([m]) for chain in key for m in chain]


def three(key: Sequence[Chain], found: Sequence[Chain]) -> dict[str, float]:
    def f(r: float, rn: float, p: float, pn: float) -> float:
        return 200 * p * r / (p * rn + r * pn) if p and r else 0.0

    ceaf = ceaf_e(key, found)
    return {
        "MUC": f(*muc(key, found), *muc(found, key)),
        "B³": f(*b_cubed(key, found), *b_cubed(found, key)),
        "CEAFe": f(ceaf, len(key), ceaf, len(found)),
    }


def conll(key: Sequence[Chain], found: Sequence[Chain]) -> float:
    return sum(three(key, found).values()) / 3


Readings = dict[str, str | None]
"""The event that a reader has each trigger name, by report and span."""


def agreement(gold: Sequence[Labelled]) -> list[Row]:
    """How far the readings of a fifth of the groups agree: of the same reader, and of another."""
    first = {f"{one.report.id}:{s}": e for one in gold for s, e in one.events.items()}
    again = {f"{one.report.id}:{s}": e for one in gold for s, e in one.second.items()}
    lines = (LABELS / "merging-second.jsonl").read_text(encoding="utf-8").splitlines()
    second = {
        f"{line['id']}:{tuple(m['trigger'])}": m["event"]
        for line in map(json.loads, lines)
        for m in line["mentions"]
    }
    return [
        *agreeing("a second reader", first, second),
        *agreeing("the first reader an hour later", first, again),
    ]


def agreeing(who: str, first: Readings, second: Readings) -> list[Row]:
    """Compare what two readers have put together, among the triggers that both take for events."""
    both = [i for i in second if first[i] is not None and second[i] is not None]
    one = chains({i: e for i in both if (e := first[i]) is not None})
    two = chains({i: e for i in both if (e := second[i]) is not None})
    same = sum((first[i] is None) == (second[i] is None) for i in second)
    return [
        row(f"{who}, {len(both)} of {len(second)} triggers: CoNLL F1", conll(one, two)),
        *(row(f"{who}: {measure} F1", value) for measure, value in three(one, two).items()),
        row(f"{who}: agree whether the words name an event, %", 100 * same / len(second)),
    ]


# --- contradictions ---------------------------------------------------------------------------


def contradictions(gold: Sequence[Labelled], docs: dict[str, Document]) -> list[Row]:
    """Let other outlets tell labelled events anew, half of them with something changed.

    Planted in mentions, so that merging and comparing are measured, and not the coder. A pair
    found is right if the two tell of one event by the gold and one of them is a rival changed so;
    pairs with a mention that the gold does not label cannot be judged and are left out.
    """
    mentions, events = gold_mentions([one for one in gold if one.split == "test"], docs)
    rng = random.Random(2)
    kinds = ("figures", "date", "actors", "denial")
    planted: dict[str, tuple[str, str]] = {}  # by rival: what was changed, and whose rival it is
    told = [m for m in mentions if events.get(m.id) and m.event.status in ("happened", "ongoing")]
    rng.shuffle(told)
    changed = dict.fromkeys(kinds, 0)
    texts = {m.id: m for m in mentions}
    everybody = sorted(
        {a for m in mentions for a in m.event.actors if a.country}, key=lambda a: (a.start, a.text)
    )
    rivals: list[StoredMention] = []
    for n, m in enumerate(told):
        fits = [k for k in kinds if suits(m, k)]
        kind = min(fits, key=lambda k: changed[k], default=None)
        change = len(planted) < PLANTED and kind is not None and changed[kind] < PLANTED // 4
        if change:
            changed[kind] += 1
            mine, theirs = altered(m, kind, rng, everybody)
            texts[m.id] = replace(m, event=mine)
        else:
            theirs = m.event
        rival = retold(replace(m, event=theirs), n, rng)
        if change:
            planted[rival.id] = (kind, m.id)
        rivals.append(rival)
        events[rival.id] = events[m.id]
    records = merge.merge([*texts.values(), *rivals])
    names = {r.id for r in rivals}
    found, right, wrong, unplanted = set(), 0, 0, 0
    for record in records:
        for c in record.contradictions:
            pair = {c.first, c.second}
            if not pair & names:
                unplanted += 1
                continue
            if any(events.get(i) is None for i in pair):
                continue  # the gold does not say whether this is one event
            hits = [i for i in pair if c.kind == planted.get(i, ("",))[0]]
            hits += [i for i, (k, m) in planted.items() if m in pair and k == c.kind]
            one_event = len({events.get(i) for i in pair}) == 1
            right, wrong = (right + 1, wrong) if hits and one_event else (right, wrong + 1)
            found |= {i for i in hits if planted[i][1] in pair and i in pair}
    by_kind = Counter(planted[i][0] for i in found)
    joined = sum(any({i, m} <= set(r.mentions) for r in records) for i, (_, m) in planted.items())
    return [
        row(f"planted contradictions ({len(planted)} among {len(rivals)} retold mentions): recall",
            100 * len(found) / len(planted), 80),
        row("precision of the pairs found", 100 * right / max(1, right + wrong), 90),
        *(row(f"recall, {k}", 100 * by_kind[k] / changed[k]) for k in kinds if changed[k]),
        row("planted pairs that merging puts in one record", 100 * joined / len(planted)),
        row("pairs found between reports as they are (number, not judged)", unplanted),
    ]  # fmt: skip


def suits(m: StoredMention, kind: str) -> bool:
    event = m.event
    if kind == "figures":
        return event.event_type in ("ASSAULT", "COERCE", "PROTEST")
    if kind == "date":
        when = event.when
        return when is not None and when.start == when.end and when.span is not None
    return kind == "denial" or any(a.country for a in event.actors)


def altered(
    m: StoredMention, kind: str, rng: random.Random, everybody: Sequence[Participant]
) -> tuple[EventMention, EventMention]:
    """The event as the report tells it, and as its rival does."""
    event = m.event
    if kind == "figures":
        role = {"ASSAULT": "killed", "COERCE": "arrested"}.get(event.event_type, "participants")
        n = rng.randrange(2, 40)
        other = n + rng.randrange(1, 9)
        rest = tuple(c for c in event.counts if c.role != role)
        mine = next((c for c in event.counts if c.role == role), Count(role, n, n, event.trigger))
        theirs = replace(mine, low=mine.low + other, high=mine.low + other)
        return replace(event, counts=(*rest, mine)), replace(event, counts=(*rest, theirs))
    if kind == "date":
        assert event.when is not None
        day = event.when.start + dt.timedelta(rng.choice((-2, -1, 1, 2)))
        return event, replace(event, when=When(day, day, "day", event.when.span))
    if kind == "actors":
        taken = {p.country for p in (*event.actors, *event.recipients)}
        other = rng.choice([a for a in everybody if a.country not in taken])
        return event, replace(event, actors=(other,))
    return event, replace(event, status="negated", sources=(Source(
        0, 1, "rival spokesman", "institution", "denied", country=None),))  # fmt: skip


def retold(m: StoredMention, n: int, rng: random.Random) -> StoredMention:
    """The mention as another outlet tells it, in fewer and partly other words, by the next day."""
    sentence = m.sentence or ""
    at = m.event.trigger[0] - m.event.sentence[0]

    def anew(text: str) -> str:
        kept = [w for w in text.split() if rng.random() > 0.35]
        return " ".join("reportedly" if rng.random() < 0.08 else w for w in kept)

    before, after = anew(sentence[:at]), anew(sentence[at + len(m.words) :])
    text = f"{before} {m.words} {after}"
    start = len(before) + 1
    event = replace(
        m.event, trigger=(start, start + len(m.words)), sentence=(0, len(text)), status_cue=None
    )
    report = f"rival-{n}"
    return replace(
        m, id=f"{report}:{start}", event=event, report=report, address=report, copy_group=report,
        published=m.published + dt.timedelta(rng.randrange(2)),
        publisher=f"Rival {n % 7}", title=None, sentence=text,
    )  # fmt: skip


# --- order ------------------------------------------------------------------------------------


def order(gold: Sequence[Labelled], docs: dict[str, Document]) -> list[Row]:
    """Merge in shuffled order and in batches, component by component, as the store does."""
    mentions, _ = gold_mentions([one for one in gold if one.split == "test"], docs)
    chance = clusters.chance
    known: dict[tuple[str, str], float] = {}

    def remembered(a: clusters.Told, b: clusters.Told, scorer: None = None) -> float:
        # a pure function of the pair: sixty runs need not compute it sixty times
        key = (min(a.mention.id, b.mention.id), max(a.mention.id, b.mention.id))
        if key not in known:
            known[key] = chance(a, b)
        return known[key]

    clusters.chance = remembered  # type: ignore[assignment]
    digests = set()
    for seed in range(20):
        shuffled = list(mentions)
        random.Random(seed).shuffle(shuffled)
        for batches in (1, 2, 4):
            digests.add(digest(in_batches(shuffled, batches)))
    clusters.chance = chance
    name = f"different results of 20 orders × 1, 2, 4 batches ({len(mentions)} mentions)"
    return [row(name, len(digests), 1, most=True)]


def in_batches(mentions: Sequence[StoredMention], batches: int) -> list[EventRecord]:
    by_key: dict[Block, list[int]] = defaultdict(list)
    told = [merge.prepared(m) for m in mentions]
    edges: list[tuple[int, int]] = []
    size = -(-len(mentions) // batches)
    for start in range(0, len(mentions), size):
        for n in range(start, min(start + size, len(mentions))):
            seen: set[int] = set()
            for key in merge.blocks(told[n]):
                seen.update(by_key[key])
                by_key[key].append(n)
            edges += [(n, o) for o in sorted(seen) if merge.linked(told[n], told[o])]
    parts = clusters.components(len(mentions), edges)
    records = [r for part in parts for r in merge.merge([mentions[n] for n in part])]
    return sorted(records, key=lambda r: r.id)


def digest(records: Iterable[EventRecord]) -> str:
    return hashlib.sha256(repr(list(records)).encode()).hexdigest()


# --- all --------------------------------------------------------------------------------------


def coded(gold: Sequence[Labelled], cache: Path | None) -> dict[str, Document]:
    if cache is not None and cache.exists():
        return pickle.loads(cache.read_bytes())
    from dateline import pipeline

    coder = pipeline.load()
    docs = {one.report.id: coder.code(one.report) for one in gold}
    if cache is not None:
        cache.write_bytes(pickle.dumps(docs))
    return docs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--dry", action="store_true")
    asked = parser.parse_args()
    wanted = asked.only or ["copies", "gold", "contradictions", "order"]
    rows: list[Row] = []
    if "copies" in wanted:
        rows += copies(read_wire(asked.corpora))
    if set(wanted) & {"gold", "contradictions", "order"}:
        gold = read_gold(LABELS / "merging.jsonl", asked.corpora)
        docs = coded(gold, asked.cache)
        for name, part in (("gold", merging), ("contradictions", contradictions), ("order", order)):
            if name in wanted:
                rows += part(gold, docs)
    lines = table(("figure", "value", "goal", "met"), [r[:4] for r in rows])
    print("\n".join(lines))
    if not asked.dry:
        write_part("merging", ["## Merging", "", "`python benchmarks/merging.py`", "", *lines])


if __name__ == "__main__":
    main()
