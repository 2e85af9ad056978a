"""Whole records of an article: event mentions with every field.

A predicted mention is paired with at most one gold mention: their wordings touch, or they have the
same type and the same countries and lie within 150 characters of each other. See ``judge``.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dateline.evaluation.figures import PRF, Figures, percent
from dateline.evaluation.items import Item, Json, Pair, lists
from dateline.evaluation.spans import check_span, one_to_one
from dateline.what.plover import RECIPROCAL
from dateline.where.distance import distance_km

if TYPE_CHECKING:
    from dateline.data import Document, EventMention, Participant

LAYER = "events"

NEAR_CHARS = 150
SAME_PLACE_KM = 50
FIELDS = ("dyad", "status", "when", "where", "source")
LEAD = 3
COUNT_HITS = ("count hit", "count pred", "count gold")


# --- predictions --------------------------------------------------------------------------------


def from_document(doc: Document, item: Item | None) -> list[Json]:
    """The event mentions of a document, in the gold's form."""
    return [_mention(event) for event in doc.events]


def _mention(event: EventMention) -> Json:
    when, where = event.when, event.where
    return {
        "type": event.event_type,
        "modes": list(event.modes),
        "status": event.status,
        "trigger": list(event.trigger),
        "also": [list(span) for span in event.also],
        "actors": [_party(p) for p in event.actors],
        "recipients": [_party(p) for p in event.recipients],
        "when": {"start": when.start.isoformat(), "end": when.end.isoformat()} if when else None,
        "where": {"name": where.name, "country": where.country, "lat": where.lat, "lon": where.lon}
        if where
        else None,
        "sources": [
            {
                "start": s.start, "end": s.end, "text": s.text, "kind": s.kind,
                "country": s.country, "sectors": list(s.sectors),
            }
            for s in event.sources
        ],
        "counts": {c.role: [c.low, c.high] for c in event.counts},
    }  # fmt: skip


def _party(party: Participant) -> Json:
    return {
        "start": party.start,
        "end": party.end,
        "text": party.text,
        "country": party.country,
        "sectors": list(party.sectors),
    }


def from_line(layer: Json) -> list[Json]:
    """The events of a JSON line, in the gold's form."""
    return [{**event, "type": event["event_type"]} for event in layer]


def check(pred: Json, size: int) -> None:
    """Raise ``ValueError`` for a prediction that cannot be scored."""
    if not isinstance(pred, list):
        raise ValueError(f"a list is expected, not {type(pred).__name__}")
    for p in pred:
        missing = [k for k in ("type", "status", "trigger", "actors", "recipients") if k not in p]
        if missing:
            raise ValueError(f"{', '.join(missing)} missing in an event")
        for start, end in wordings(p):
            check_span(start, end, size)
        for key in ("actors", "recipients", "sources"):
            for party in p.get(key) or ():
                check_span(party["start"], party["end"], size)


# --- what counts as the same --------------------------------------------------------------------


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two stretches share a character."""
    return a[0] < b[1] and b[0] < a[1]


def _countries(parties: Json) -> frozenset[str]:
    return frozenset(p["country"] for p in parties if p.get("country"))


def dyad(mention: Json) -> object:
    """The countries of both sides; of a reciprocal type, of both together."""
    actors, recipients = _countries(mention["actors"]), _countries(mention["recipients"])
    return actors | recipients if mention["type"] in RECIPROCAL else (actors, recipients)


def wordings(mention: Json) -> list[tuple[int, int]]:
    """Where a mention is told: its trigger, and its further wordings."""
    return [(s, e) for s, e in (mention["trigger"], *mention.get("also", ()))]


def same_when(gold: Json, pred: Json) -> bool:
    """Both have no time, or shared days are at least half of all the days of both."""
    if not gold or not pred:
        return not gold and not pred
    g1, g2, p1, p2 = (dt.date.fromisoformat(w[k]) for w in (gold, pred) for k in ("start", "end"))
    shared = (min(g2, p2) - max(g1, p1)).days + 1
    return shared > 0 and shared / ((max(g2, p2) - min(g1, p1)).days + 1) >= 0.5


def same_where(gold: Json, pred: Json) -> bool:
    """Both have no place, or the same name and country, or they lie within 50 km."""
    if not gold or not pred:
        return not gold and not pred
    same_name = gold["name"].casefold() == pred["name"].casefold()
    if same_name and gold.get("country") == pred.get("country"):
        return True
    km = distance_km(*(where.get(key) for where in (gold, pred) for key in ("lat", "lon")))
    return km is not None and km <= SAME_PLACE_KM


def same_source(gold: Json, pred: Json) -> bool:
    """Both have no source, or the innermost sources touch and are of one kind."""
    g, p = gold.get("sources") or [], pred.get("sources") or []
    if not g or not p:
        return not g and not p
    a, b = g[-1], p[-1]
    touch = overlap((a["start"], a["end"]), (b["start"], b["end"]))
    return touch and a["kind"] == b.get("kind")


# --- pairing and verdicts -----------------------------------------------------------------------


def pair(golds: list[Json], preds: list[Json]) -> list[tuple[int, int]]:
    """Pair gold and predicted mentions of an article one to one, best agreement first."""
    candidates = []
    for i, g in enumerate(golds):
        for j, p in enumerate(preds):
            places = [(a, b) for a in wordings(g) for b in wordings(p)]
            touch = any(overlap(a, b) for a, b in places)
            same_type, same_dyad = g["type"] == p["type"], dyad(g) == dyad(p)
            near = min(abs(a[0] - b[0]) for a, b in places) <= NEAR_CHARS
            if not (touch or (near and same_type and same_dyad)):
                continue
            score = (
                1.0 * touch
                + 4 * same_type
                + 2 * same_dyad
                + (g["status"] == p["status"])
                + 0.5 * same_when(g.get("when"), p.get("when"))
                + 0.25 * same_source(g, p)
            )
            candidates.append(((-score,), i, j))
    return one_to_one(candidates)


def right_dyads(golds: list[Json], preds: list[Json]) -> set[int]:
    """The numbers of the predicted mentions whose type and countries are right."""
    return {
        j
        for i, j in pair(golds, preds)
        if golds[i]["type"] == preds[j]["type"] and dyad(golds[i]) == dyad(preds[j])
    }


@dataclass(frozen=True, slots=True)
class Judgement:
    """A gold mention, a predicted one, or a pair of both; ``right`` tells for each of ``FIELDS``
    whether the pair agrees, and is empty unless the type is right."""

    gold: Json | None
    pred: Json | None
    right: dict[str, bool]

    @property
    def verdict(self) -> str:
        """In a few words: ``right``, ``missed``, ``spurious``, ``type X`` or the wrong fields."""
        if self.pred is None:
            return "missed"
        if self.gold is None:
            return "spurious"
        if not self.right:
            return f"type {self.pred['type']}"
        return " ".join(f for f in FIELDS if not self.right[f]) or "right"


def judge(golds: list[Json], preds: list[Json]) -> list[Judgement]:
    """Compare the mentions of one article: the gold ones in order, then the spurious ones."""
    partner = dict(pair(golds, preds))
    judgements = []
    for i, g in enumerate(golds):
        p = preds[partner[i]] if i in partner else None
        right = _agreement(g, p) if p is not None and p["type"] == g["type"] else {}
        judgements.append(Judgement(g, p, right))
    used = set(partner.values())
    judgements += [Judgement(None, p, {}) for j, p in enumerate(preds) if j not in used]
    return judgements


def _agreement(gold: Json, pred: Json) -> dict[str, bool]:
    return {
        "dyad": dyad(gold) == dyad(pred),
        "status": gold["status"] == pred["status"],
        "when": same_when(gold.get("when"), pred.get("when")),
        "where": same_where(gold.get("where"), pred.get("where")),
        "source": same_source(gold, pred),
    }


def _sector_hits(gold: Json, pred: Json) -> tuple[int, int]:
    """Participants found on both sides, and how many of those have the same sectors."""
    hits = n = 0
    parties = [*pred["actors"], *pred["recipients"]]
    for g in (*gold["actors"], *gold["recipients"]):
        for p in parties:
            if overlap((g["start"], g["end"]), (p["start"], p["end"])):
                n += 1
                hits += set(g["sectors"]) == set(p.get("sectors") or ())
                break
    return hits, n


def score(pairs: Iterable[Pair]) -> Figures:
    """Found, type, dyad and record F1; fields over the type-right pairs; recall of the leads.

    Beside the fields that make up a record: sectors, modes, counts, chains of sources of depth
    two, and ``claim leakage``, the share of type-right events that the text reports only as
    somebody's claim, plan, denial or possibility but the record shows as plain fact. Modes and
    counts are compared one by one, a count by its role, low and high; ``counts if labelled``
    leaves out the articles in whose gold no event has a count.
    """
    n: Counter[str] = Counter()
    for item, preds in lists(pairs):
        n.update(_tally(item.gold, preds))
    return {
        **{k: PRF(n[k], n["pred"], n["gold"]) for k in ("found", "type", "dyad", "record")},
        **{k: percent(n[k], n["type"]) for k in FIELDS[1:]},
        "sector": percent(n["sector"], n["sectors"]),
        "lead": percent(n["lead"], n["leads"]),
        "source kind": percent(n["kind"], n["kinds"]),
        "sources of depth 2": percent(n["deep"], n["deeps"]),
        "modes": PRF(n["mode hit"], n["mode pred"], n["mode gold"]),
        "counts": PRF(*(n[k] for k in COUNT_HITS)),
        "claim leakage": percent(n["leaked"], n["claims"]),
        "n": {
            k: n[k] for k in ("gold", "pred", "found", "type", "dyad", "record", "lead", "leads")
        },
        "counts if labelled": PRF(*(n[f"counted {k}"] for k in COUNT_HITS)),
    }


def _tally(golds: list[Json], preds: list[Json]) -> Counter[str]:
    """What is counted of one article."""
    n: Counter[str] = Counter(gold=len(golds), pred=len(preds))
    counted = any(_counts(g) for g in golds)
    for judgement in judge(golds, preds):
        g, p, right = judgement.gold, judgement.pred, judgement.right
        lead = g is not None and g.get("salience") == LEAD
        n["leads"] += lead
        if g is None or p is None:
            continue
        n["found"] += 1
        if not right:
            continue
        n["type"] += 1
        n.update(field for field, ok in right.items() if ok)
        n["record"] += all(right.values())
        n["lead"] += lead and right["dyad"]
        n.update(dict(_extras(g, p)))
        if counted:
            n.update({f"counted {key}": value for key, value in _count_hits(g, p)})
    return n


def _extras(gold: Json, pred: Json) -> Iterator[tuple[str, int]]:
    """Counts for the figures that are not part of ``record``."""
    hits, parties = _sector_hits(gold, pred)
    yield from (("sector", hits), ("sectors", parties))
    g, p = gold.get("sources") or [], pred.get("sources") or []
    if g and p and overlap((g[-1]["start"], g[-1]["end"]), (p[-1]["start"], p[-1]["end"])):
        yield from (("kinds", 1), ("kind", g[-1]["kind"] == p[-1].get("kind")))
    if len(g) > 1:
        same = len(g) == len(p) and all(
            overlap((a["start"], a["end"]), (b["start"], b["end"])) and a["kind"] == b.get("kind")
            for a, b in zip(g, p, strict=True)
        )
        yield from (("deeps", 1), ("deep", same))
    if g or gold["status"] not in ("happened", "ongoing"):
        plain = not p and pred["status"] in ("happened", "ongoing")
        yield from (("claims", 1), ("leaked", plain))
    gm, pm = set(gold.get("modes") or ()), set(pred.get("modes") or ())
    yield from (("mode hit", len(gm & pm)), ("mode gold", len(gm)), ("mode pred", len(pm)))
    yield from _count_hits(gold, pred)


def _count_hits(gold: Json, pred: Json) -> Iterator[tuple[str, int]]:
    g, p = _counts(gold), _counts(pred)
    yield from zip(COUNT_HITS, (len(g & p), len(p), len(g)), strict=True)


def _counts(mention: Json) -> set[tuple[str, int, int | None]]:
    """Counts as (role, low, high), from the gold's lists and the output's objects alike."""
    found = set()
    for role, value in (mention.get("counts") or {}).items():
        low, high = (value["low"], value["high"]) if isinstance(value, dict) else value
        found.add((role, low, high))
    return found


# --- reading the differences --------------------------------------------------------------------


def describe(mention: Json, text: str) -> str:
    """One line for a reader: status, type, who to whom, when, where, according to whom."""

    def side(parties: Json) -> str:
        return " + ".join(
            f"{p.get('text') or text[p['start'] : p['end']]} [{p.get('country') or '-'}"
            f" {'/'.join(p.get('sectors') or ()) or '-'}]"
            for p in parties
        )

    def chain(sources: Json) -> str:
        return " > ".join(f"{s.get('text') or '?'} ({s.get('kind')})" for s in sources)

    start, end = mention["trigger"]
    modes = "/".join(mention.get("modes") or ())
    parts = [
        f"{mention['type']}{f' {modes}' if modes else ''}, {mention['status']}",
        f"“{' '.join(text[start:end].split())}”",
        f"{side(mention['actors']) or '–'} → {side(mention['recipients']) or '–'}",
    ]
    if when := mention.get("when"):
        parts.append(
            when["start"] if when["start"] == when["end"] else f"{when['start']}/{when['end']}"
        )
    if where := mention.get("where"):
        parts.append(f"at {where['name']}")
    if mention.get("sources"):
        parts.append(f"says {chain(mention['sources'])}")
    if mention.get("counts"):
        parts.append(", ".join(f"{r} {lo}–{hi}" for r, lo, hi in sorted(_counts(mention), key=str)))
    return "; ".join(parts)


class Error(NamedTuple):
    """One difference: its class, a finer label, and a line to read."""

    kind: str
    detail: str
    line: str


def errors(item: Item, preds: list[Json]) -> Iterator[Error]:
    """The differences of one article: missed, spurious, duplicate, wrong type, wrong participant,
    and the other fields of the type-right."""
    judgements = judge(item.gold, preds)
    for j in judgements:
        if j.gold is None:
            assert j.pred is not None
            double = any(
                o.gold
                and o.pred
                and o.pred["type"] == j.pred["type"]
                and dyad(o.pred) == dyad(j.pred)
                for o in judgements
            ) or any(
                overlap(a, b) for g in item.gold for a in wordings(g) for b in wordings(j.pred)
            )
            kind = "duplicate" if double else "spurious"
            yield Error(kind, j.pred["type"], f"{kind}: {describe(j.pred, item.text)}")
            continue
        line = f"gold {describe(j.gold, item.text)}"
        if j.pred is None:
            yield Error("missed", j.gold["type"], line)
            continue
        line += f"\n      ours {describe(j.pred, item.text)}"
        if not j.right:
            yield Error("wrong type", f"{j.gold['type']} as {j.pred['type']}", line)
            continue
        for field in FIELDS:
            if not j.right[field]:
                detail = _party_fault(j.gold, j.pred) if field == "dyad" else j.gold["type"]
                kind = "wrong participant" if field == "dyad" else f"wrong {field}"
                yield Error(kind, detail, line)


def _party_fault(gold: Json, pred: Json) -> str:
    """Name what is wrong about the participants of a pair."""
    sides = ("actors", "recipients")
    g, p = ({s: _countries(m[s]) for s in sides} for m in (gold, pred))
    if g["actors"] | g["recipients"] == p["actors"] | p["recipients"]:
        return "sides swapped or merged"
    missing = False
    for party in (*gold["actors"], *gold["recipients"]):
        others = (*pred["actors"], *pred["recipients"])
        touching = [
            o for o in others if overlap((party["start"], party["end"]), (o["start"], o["end"]))
        ]
        if touching and all(o.get("country") != party.get("country") for o in touching):
            return "country"
        missing |= not touching and bool(party.get("country"))
    return "missing" if missing else "extra"
