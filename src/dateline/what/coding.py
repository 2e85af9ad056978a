"""Codes the events of a document from the network's event heads.

    scores → wordings → groups → participants, status, modes → EventMention

Which words name an event, and which of them the same one, ``wordings.py`` says; who takes part, by
the probabilities of single words, ``taking_part.py``. Here the two become events with their status
and the reasons for it (``Why``).
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from dateline.data import Document, EventMention, Part, Participant, PartyWord, Span, Why
from dateline.linear import Linear
from dateline.saying.cues import Cues
from dateline.what import roles
from dateline.what.decided import decided
from dateline.what.heads import WORDINGS, EventHeads, Reading
from dateline.what.pairs import Played
from dateline.what.roles import ACTOR, PLACE, RECIPIENT, TIME
from dateline.what.status_model import ASKED, STATUSES, StatusModel
from dateline.what.status_words import Signs
from dateline.what.statuses import StatusReader
from dateline.what.taking_part import UNLIKELY, participants, parts_of, source_words, told
from dateline.what.thresholds import Thresholds
from dateline.what.triggers import NO_LIGHT, Light, apart, trigger_span
from dateline.what.typed import Typed
from dateline.what.wordings import Candidate, Wordings


class Telling(NamedTuple):
    """What reads the status of an event off the words around it."""

    model: StatusModel
    cues: Cues
    signs: Signs


class EventCoder:
    """Decodes the event heads."""

    def __init__(
        self,
        model: Path | None = None,
        thresholds: Thresholds | None = None,
        telling: Telling | None = None,
        keeping: Linear | None = None,
        light: Light = NO_LIGHT,
        typed: Typed | None = None,
    ) -> None:
        self.heads = EventHeads(model)
        self.thresholds = thresholds or self.heads.thresholds
        self.wordings = Wordings(self.heads, self.thresholds, keeping, typed)
        self.telling = telling  # reads the status off the words too
        self.light = light  # verbs that name an event with their object

    def __call__(self, doc: Document) -> tuple[EventMention, ...]:
        """Find the events of a document, in text order."""
        if doc.scores is None or not len(doc.tokens):
            return ()
        groups = self.wordings.groups(doc)
        if not groups:
            return ()
        reader = StatusReader(doc, self.telling.cues, self.telling.signs) if self.telling else None
        events = self.events(doc, groups, reader)
        return tuple(sorted(events, key=lambda e: e.trigger))

    def events(
        self, doc: Document, groups: Sequence[Sequence[Candidate]], reader: StatusReader | None
    ) -> list[EventMention]:
        """The events that groups of wordings name, the best of each group first."""
        wordings = [[(c.word, c.type) for c in group[:WORDINGS]] for group in groups]
        played = iter(
            self.heads.roles(doc, [pair for own in wordings for pair in own], UNLIKELY / 2)
        )
        readings = self.heads.read(doc, [group[0].word for group in groups])
        return [
            self._event(doc, group, reading, [next(played) for _ in own], reader)
            for group, own, reading in zip(groups, wordings, readings, strict=True)
        ]

    def _event(
        self,
        doc: Document,
        group: Sequence[Candidate],
        reading: Reading,
        every: Sequence[Played],
        reader: StatusReader | None,
    ) -> EventMention:
        """The event that wordings name, the best of them first, each with what the words around it
        are in it (``every``)."""
        best, played = group[0], every[0]
        actors, recipients, parts = self._sides(doc, group, every)
        sent = doc.sentences[roles.sentence_numbers(doc)[best.word]]
        chances = reading.statuses
        if reader is not None:
            chances = self._chances(doc, group, chances, reader)
        status = STATUSES[chances.index(max(chances))]
        parties = *actors, *recipients
        spans = [trigger_span(doc, c.word, self.light, parties, c.last) for c in group]
        wordings = apart(spans)
        modes = self.heads.mode_chances(doc, best.type, [c.word for c in group])
        return EventMention(
            event_type=self.heads.types[best.type],
            trigger=wordings[0],
            sentence=(sent.start, sent.end),
            status=status,
            status_cue=self._status_cue(doc, best.word, status),
            modes=tuple(m for m, p in next(iter(modes), {}).items() if p >= self.thresholds.mode),
            mode_chances=modes or None,
            also=tuple(sorted(wordings[1:])),
            actors=actors,
            recipients=recipients,
            source_words=source_words(played),
            confidence=round(best.score, 3),
            time_words=_time_words(played),
            place_words=told(every, PLACE),
            party_words=_party_words(group[:WORDINGS], every),
            why=self._why(group, spans, reading, chances, parts),
        )

    def _sides(
        self, doc: Document, group: Sequence[Candidate], every: Sequence[Played]
    ) -> tuple[tuple[Participant, ...], tuple[Participant, ...], list[Part]]:
        """Actors and recipients of an event, and why they are: those of its best wording; a side
        that it leaves out, those of a further one."""
        best, played = group[0], every[0]
        actors, recipients = participants(doc, played, self.thresholds)
        parts = parts_of(doc, best.word, played, actors, recipients)
        for other, more in zip(group[1:WORDINGS], every[1:], strict=True):
            if actors and recipients:
                break
            more_actors, more_recipients = participants(doc, more, self.thresholds, lone=False)
            new = (() if actors else more_actors, () if recipients else more_recipients)
            parts += parts_of(doc, other.word, more, *new)
            actors, recipients = actors or more_actors, recipients or more_recipients
        return actors, recipients, parts

    def _chances(
        self,
        doc: Document,
        group: Sequence[Candidate],
        learned: tuple[float, ...],
        reader: StatusReader,
    ) -> tuple[float, ...]:
        """The probabilities of the statuses of an event, by its best wordings and the words around
        them; ``learned``: what the network gives the best one."""
        assert self.telling is not None
        kind = self.heads.types[group[0].type]
        model, cues, signs = self.telling
        settled = decided(doc, cues, signs, group[0].word, kind)
        if settled is not None:
            return tuple(float(s == settled) for s in STATUSES)
        asked = group[:ASKED]
        told = [model.told_by(reader.groups(c.word, kind)) for c in asked]
        others = (
            self.heads.learned_status(doc, [c.word for c in asked[1:]]) if len(asked) > 1 else []
        )
        weighed = model.weighed(list(zip(told, [learned, *others], strict=True)))
        if kind == "REJECT":  # told by what is not done, it took place: none of 622 is negated
            weighed = tuple(
                0.0 if s == "negated" else p for s, p in zip(STATUSES, weighed, strict=True)
            )
        return weighed

    def _why(
        self,
        group: Sequence[Candidate],
        spans: Sequence[Span],
        reading: Reading,
        chances: Sequence[float],
        parts: Sequence[Part],
    ) -> Why:
        """The probabilities behind an event."""
        best = group[0]
        kinds = zip(self.heads.types, reading.types, strict=True)
        likeliest = sorted(kinds, key=itemgetter(1), reverse=True)[:3]
        also = [
            (span, round(c.link or best.link or 0.0, 3))
            for c, span in zip(group[1:], spans[1:], strict=True)
        ]
        ranked = sorted(zip(STATUSES, chances, strict=True), key=itemgetter(1), reverse=True)
        return Why(
            event=round(best.event, 3),
            first=round(reading.first, 3),
            types=tuple((kind, round(p, 3)) for kind, p in likeliest),
            statuses=tuple((status, round(p, 3)) for status, p in ranked),
            parts=tuple(parts),
            also=tuple(sorted(also)),
        )

    def _status_cue(self, doc: Document, word: int, status: str) -> Span | None:
        """The word that shows a status other than ``happened``: an auxiliary, negation or mark of
        the trigger, or a verb that governs it."""
        wanted = self.telling.signs.of.get(status) if self.telling else None
        if not wanted:
            return None
        chain = roles.upwards(doc.tokens, word)[:4]
        for place, node in enumerate(chain):
            near = [
                i
                for i in range(max(0, node - 12), min(len(doc.tokens), node + 6))
                if doc.tokens[i].head == node and i != node and i != word
            ]
            for i in [*near, *([node] if place else [])]:
                token = doc.tokens[i]
                if token.lemma.lower() in wanted and (i == node or token.deprel != "cop"):
                    return token.start, token.end
        return None


def _time_words(played: Played) -> tuple[tuple[int, float], ...]:
    """The words that may tell when an event was, with the probability of that."""
    return tuple((word, row[TIME]) for word, row in played.items() if row[TIME] >= UNLIKELY)


def _party_words(wordings: Sequence[Candidate], every: Sequence[Played]) -> tuple[PartyWord, ...]:
    """The words that may take part in an event, around each of its wordings."""
    return tuple(
        PartyWord(word, wording.word, tuple(row))
        for wording, played in zip(wordings, every, strict=True)
        for word, row in played.items()
        if row[ACTOR] + row[RECIPIENT] >= UNLIKELY
    )
