"""Builds the record of an event from the mentions that tell of it.

What is counted is texts, not mentions: copies of one text, and several wordings within one, have
one voice between them. A version of a report that its outlet has since replaced stays in the
history, but decides nothing as long as another mention is left.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from dateline.data import Participant, Status, When, Where
from dateline.merge.contradictions import ASSERTED, contradictions
from dateline.merge.pairs import NEAR_KM, name_stems
from dateline.merge.types import (
    EventRecord,
    Figure,
    Party,
    StoredMention,
    Tally,
    Telling,
    in_order,
    record_id,
)
from dateline.merge.voices import first_outlets, rests_on, voices
from dateline.where.distance import distance_km

T = TypeVar("T", bound=Hashable)

GRANULARITIES = ("day", "week", "range", "month", "season", "quarter", "year", "decade")
"""From the most to the least precise."""
PRECISIONS = ("site", "city", "district", "region", "country", None)
"""From the most to the least precise; ``None``: not known."""
ORDER: tuple[Status, ...] = ("happened", "ongoing", "negated", "planned", "possible")
"""Which status is taken where equally many texts of one day give several."""
DOUBT = 0.5
"""Share of the confidence that is lost where as many voices deny an event as tell of it."""


def build(mentions: Iterable[StoredMention]) -> EventRecord:
    """Make the record of a group of mentions."""
    group = in_order(mentions)
    current = [m for m in group if not m.superseded] or group
    rests = rests_on(group)
    event_type = _most_texts((m, m.event.event_type) for m in current)
    typed = [m for m in current if m.event.event_type == event_type]
    actors, recipients = _parties(typed)
    figures = _figures(group)
    shown = {m.id for m in current}
    return EventRecord(
        id=record_id(group),
        event_type=event_type,
        status=_status(current, rests),
        mentions=tuple(m.id for m in group),
        first_published=group[0].published,
        last_published=group[-1].published,
        modes=tuple(sorted({mode for m in typed for mode in m.event.modes})),
        contexts=tuple(sorted({context for m in current for context in m.event.contexts})),
        actors=actors,
        recipients=recipients,
        when=_when(current),
        where=_where(current),
        history=tuple(
            Telling(m.published, m.event.status, m.id, m.publisher, voices(m)) for m in group
        ),
        counts=_tallies(f for f in figures if f.mention in shown),
        figures=figures,
        outlets=len(set(first_outlets(group).values())),
        sources=len(set(rests.values())),
        source_kinds=tuple(sorted({s.kind for m in group for s in m.event.sources})),
        publishers=tuple(sorted({m.publisher for m in group if m.publisher})),
        contradictions=contradictions(group, rests),
        confidence=_confidence(current, rests),
        superseded=all(m.superseded for m in group),
    )


def _most_texts(told: Iterable[tuple[StoredMention, T]]) -> T:
    """What most texts say; where equally many do, what was said first."""
    texts: dict[T, set[str]] = defaultdict(set)
    for mention, value in told:
        texts[value].add(mention.copy_group)
    return max(texts, key=lambda value: len(texts[value]))  # the first of equals: they are in order


# --- status -----------------------------------------------------------------------------------


def _status(current: Sequence[StoredMention], rests: Mapping[str, str]) -> Status:
    """The status as of the last report.

    Once it is told as a fact, a plan that is mentioned later does not undo that, nor does the
    denial of somebody who did not tell it: denial and claim then stand in the contradictions. It
    is negated where those who told it as a fact take it back, or where nobody did.
    """
    facts = [m for m in current if m.event.status in ASSERTED]
    denials = [m for m in current if m.event.status == "negated"]
    if facts:
        last = max(m.published for m in facts)
        tellers = {rests[m.id] for m in facts}
        deniers = {rests[m.id] for m in denials if m.published >= last}
        return "negated" if tellers <= deniers else _latest(facts)
    return _latest(current)


def _latest(some: Sequence[StoredMention]) -> Status:
    last = max(m.published for m in some)
    texts: dict[Status, set[str]] = defaultdict(set)
    for m in some:
        if m.published == last:
            texts[m.event.status].add(m.copy_group)
    return max(ORDER, key=lambda status: (len(texts.get(status, ())), -ORDER.index(status)))


# --- participants -----------------------------------------------------------------------------


def _parties(
    group: Sequence[StoredMention],
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Actors and recipients, those whom most texts name first.

    Somebody who is actor here and recipient there is what more texts say. A description
    ("soldiers") gives way to a name of the same country and sectors that more texts have.
    """
    kinds: list[list[tuple[Participant, str, StoredMention]]] = []
    for m in group:
        for role, parties in (("actor", m.event.actors), ("recipient", m.event.recipients)):
            for party in parties:
                for kind in kinds:
                    if _same_party(kind[0][0], party):
                        kind.append((party, role, m))
                        break
                else:
                    kinds.append([(party, role, m)])
    actors: list[tuple[Party, int]] = []
    recipients: list[tuple[Party, int]] = []
    for kind in kinds:
        acting, receiving = (
            len({m.copy_group for _, r, m in kind if r == role}) for role in ("actor", "recipient")
        )
        found = _party([(p, m) for p, _, m in kind])
        (actors if acting >= receiving else recipients).append(found)
    return _best(actors), _best(recipients)


def _same_party(a: Participant, b: Participant) -> bool:
    if a.entity is not None or b.entity is not None:
        return a.entity == b.entity
    if a.country is not None and b.country is not None and a.country != b.country:
        return False
    one, two = name_stems(a.name or a.text), name_stems(b.name or b.text)
    return bool(one and two) and (one <= two or two <= one)


def _party(named: Sequence[tuple[Participant, StoredMention]]) -> tuple[Party, int]:
    """The party that participants make together, and how many texts name it."""
    if len(named) == 1:
        only, _ = named[0]
        name = only.name or only.text
        return Party(name, only.country or None, only.sectors, only.entity or None), 1
    names = Counter(p.name or p.text for p, _ in named)
    name = max(names, key=lambda n: (names[n], len(n), n))
    countries = Counter(p.country for p, _ in named if p.country)
    sectors = Counter(p.sectors for p, _ in named if p.sectors)
    party = Party(
        name,
        _commonest(countries),
        _commonest(sectors) or (),
        next((p.entity for p, _ in named if p.entity), None),
        len({m.id for _, m in named}),
    )
    return party, len({m.copy_group for _, m in named})


def _commonest(counted: Counter[T]) -> T | None:
    return max(counted, key=lambda value: (counted[value], str(value))) if counted else None


def _best(found: Sequence[tuple[Party, int]]) -> tuple[Party, ...]:
    ranked = sorted(found, key=lambda one: (-one[1], one[0].entity is None, -one[0].mentions))
    kept: list[tuple[Party, int]] = []
    for party, texts in ranked:
        if not any(_covers(other, party) and more > texts for other, more in kept):
            kept.append((party, texts))
    return tuple(party for party, _ in kept)


def _covers(known: Party, other: Party) -> bool:
    """Whether a party that is not in the knowledge base may be another one, told less clearly."""
    if other.entity is not None or known.country != other.country or known.country is None:
        return False
    return not other.sectors or bool(set(other.sectors) & set(known.sectors))


# --- time and place ---------------------------------------------------------------------------


def _when(group: Sequence[StoredMention]) -> When | None:
    """The most precise days that most texts agree with; of equals what most say, then the latest.

    Where the event is told as a fact, only such mentions count: a plan's day may have passed.
    """
    facts = [m for m in group if m.event.status in ASSERTED and m.event.when]
    told = [(m, m.event.when) for m in (facts or group) if m.event.when is not None]

    texts = len({m.copy_group for m, _ in told})

    def rank(item: tuple[StoredMention, When]) -> tuple[int, int, int, int]:
        mention, when = item
        agree = {m.copy_group for m, w in told if w.start <= when.end and when.start <= w.end}
        equal = {m.copy_group for m, w in told if (w.start, w.end) == (when.start, when.end)}
        precise = -GRANULARITIES.index(when.granularity)
        return min(len(agree), texts // 2 + 1), precise, len(equal), mention.published.toordinal()

    if not told:
        return None
    best = max(told, key=rank)[1]
    return When(best.start, best.end, best.granularity)


def _where(group: Sequence[StoredMention]) -> Where | None:
    """The most precise place that most texts agree with; of equals what most say."""
    told = [(m, m.event.where) for m in group if m.event.where is not None]
    texts = len({m.copy_group for m, _ in told})

    def rank(item: tuple[StoredMention, Where]) -> tuple[int, int, int]:
        _, where = item
        agree = {m.copy_group for m, w in told if _agree(where, w)}
        equal = {m.copy_group for m, w in told if w.name == where.name}
        precise = -PRECISIONS.index(where.precision)
        return min(len(agree), texts // 2 + 1), precise, len(equal)

    if not told:
        return None
    best = max(told, key=rank)[1]
    return Where(best.name, best.lat, best.lon, best.country, best.geonameid, best.precision)


def _agree(one: Where, two: Where) -> bool:
    """Whether one is the other, or a part of it, as far as country and distance tell."""
    if one.name == two.name or (one.geonameid is not None and one.geonameid == two.geonameid):
        return True
    if one.country is None or one.country != two.country:
        return False
    if "country" in (one.precision, two.precision):
        return True
    km = distance_km(one.lat, one.lon, two.lat, two.lon)
    return km is not None and km <= NEAR_KM


# --- numbers ----------------------------------------------------------------------------------


def _figures(group: Sequence[StoredMention]) -> tuple[Figure, ...]:
    return tuple(
        Figure(c.role, c.low, c.high, m.published, m.id, m.publisher, voices(m))
        for m in group
        for c in m.event.counts
    )


def _tallies(figures: Iterable[Figure]) -> tuple[Tally, ...]:
    by_role: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_role[figure.role].append(figure)
    return tuple(_tally(role, given) for role, given in sorted(by_role.items()))


def _tally(role: str, given: Sequence[Figure]) -> Tally:
    highs = [figure.high for figure in given]
    high = None if None in highs else max(h for h in highs if h is not None)
    return Tally(role, min(figure.low for figure in given), high)


# --- confidence -------------------------------------------------------------------------------


def _confidence(group: Sequence[StoredMention], rests: Mapping[str, str]) -> float | None:
    """How sure the record is: the chance that not all its independent voices are misread.

    Each voice counts once, with the surest of its mentions. Voices that deny what others tell
    take away up to the share ``DOUBT``.
    """
    surest: dict[str, float] = {}
    for m in group:
        if m.event.confidence is not None:
            voice = rests[m.id]
            surest[voice] = max(surest.get(voice, 0.0), m.event.confidence)
    if not surest:
        return None
    wrong = 1.0
    for voice in sorted(surest):
        wrong *= 1.0 - surest[voice]
    tellers = {rests[m.id] for m in group if m.event.status != "negated"}
    deniers = {rests[m.id] for m in group if m.event.status == "negated"} - tellers
    doubt = len(deniers) / (len(deniers) + len(tellers)) if tellers else 0.0
    return round((1.0 - wrong) * (1.0 - 2 * DOUBT * min(doubt, 0.5)), 3)
