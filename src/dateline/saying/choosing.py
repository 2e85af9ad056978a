"""In whose voice an event is told: the outlet's own, or that of somebody who is said to say so.

One table of weights (``model/sources.tsv``) ranks the voices; two rules stand beside it, for what
is denied and for quotations that go on.

    choosing = Choosing(voices)
    choosing.choose(event, weights)     # None: the outlet's own
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.data import EventMention
from dateline.linear import Remembered
from dateline.saying.describing import Describing
from dateline.saying.voices import Voice, Voices
from dateline.what.plover import SPEECH

HANDICAP = 0.5
"""What the outlet's own voice must be ahead by: to show a claim as fact is the worse error. Not of
a claim that its own sentence makes beside it, or that stands in one behind it (``_LEVEL``)."""
_LEVEL = frozenset({"same", "after"})
LONG_AGO, KNOWN = 60, -0.3
"""Days from which an event is long past, and the same lead for it, below nothing: such events are
known, whoever speaks of them."""
_TOLD_ONLY = frozenset({"planned", "negated"})
"""Statuses of speech acts that are not the claims they stand in: who "said he would ask for aid"
only tells of a request. In the labels 152 of 170 have a source."""
LONG, RUNS_ON = 8, 3
"""Words from which a quotation is a sentence, and sentences over which one goes on."""


class Choosing:
    """Chooses among the voices of one document."""

    def __init__(self, voices: Voices) -> None:
        self.voices, self.describing = voices, Describing(voices)

    def choose(self, event: EventMention, weights: Remembered[float]) -> Voice | None:
        """The voice that tells an event; ``None`` for the outlet's own.

        What did not happen and is denied around it has the one who denies it.
        """
        found = self.voices.about(event)
        if not found:
            return None
        by_rule = self._denying(event, found) or self._quoted_on(event, found)
        if by_rule is not None:
            return by_rule
        rows = self.describing.groups(event, found)
        lead = KNOWN if self._is_long_past(event) else HANDICAP
        level = [True, *(voice.place in _LEVEL for voice in found)]
        scores = [
            weights.weigh(row, 0.0) - lead * even for row, even in zip(rows, level, strict=True)
        ]
        best = scores.index(max(scores))
        if not best and event.status in _TOLD_ONLY and event.event_type in SPEECH:
            said = [i for i, v in enumerate(found, 1) if v.place == "around" and _says(v)]
            best = max(said, key=scores.__getitem__, default=0)
        return found[best - 1] if best else None

    def _is_long_past(self, event: EventMention) -> bool:
        """Whether an event took place long before the report."""
        published, when = self.voices.doc.report.published, event.when
        return when is not None and (published - when.end).days > LONG_AGO

    def _denying(self, event: EventMention, found: Sequence[Voice]) -> Voice | None:
        """The innermost voice that denies what did not happen, as it is named there."""
        if event.status != "negated":
            return None
        around = (v for v in reversed(found) if v.place == "around" and v.recalled is None)
        return next((v for v in around if v.claim.attribution.negated), None)

    def _quoted_on(self, event: EventMention, found: Sequence[Voice]) -> Voice | None:
        """The speaker whose quotation goes on over an event, though no claim says so: who spoke
        last, where a whole sentence is quoted and somebody else acts."""
        doc, claims = self.voices.doc, self.voices.claims
        quotation = claims.quotations.span_at(event.trigger[0])
        if quotation is None or not event.actors:
            return None
        first, last = quotation
        sent = doc.sentences[self.voices.sentence_number(event)]
        whole = first <= sent.start and sent.end <= last
        if not (whole or doc.text.count(" ", first, last) >= LONG):
            return None
        around = (v.claim for v in found if v.place == "around")
        if any(not first <= doc.tokens[claim.cue].start < last for claim in around):
            return None
        before = self._spoke_last(event)
        if before is None or "actor" in self.voices.part_of(before.claim, event):
            return None
        return before

    def _spoke_last(self, event: EventMention) -> Voice | None:
        """Who spoke last before the sentence of an event, outside quotations: "He calls on them to
        leave" in one is told by the one who is quoted."""
        voices, number = self.voices, self.voices.sentence_number(event)
        for step in range(-1, -RUNS_ON - 1, -1):
            claim = voices.claims.spoken_in.get(number + step)
            if claim is not None and not voices.claims.is_quoted(claim.cue):
                return Voice(claim, voices.speaker(claim), "before", step)
        return None

    def quoting(self, event: EventMention) -> Voice | None:
        """The outlet that quotes a speaker whose own act the event is: a ministry's refusal has no
        source but the agency that the ministry was quoted by. Whom the speaker told is none."""
        voices, claims = self.voices, self.voices.claims
        nested = [claim for claim in claims.covering(event) if len(claim.holders) > 1]
        if not nested or event.event_type not in SPEECH:
            return None
        claim = nested[-1]
        if voices.part_of(claim, event) != "actor":
            return None
        told = claims.holders.told(claim.cue)
        for holder in claim.holders[:-1]:
            if holder != told and voices.speakers.kind(holder) == "media":
                return Voice(claim, voices.fullest.resolve(holder), "around")
        return None


def _says(voice: Voice) -> bool:
    """Whether a voice is that of a claim that somebody says."""
    return voice.claim.kind in ("say", "report")
