"""Who else passes on what a voice says: the radio that the minister was quoted by.

One table of weights (``model/chains.tsv``) tells how likely each of those who may do it does.

    relays = Relays(voices)
    relays.chain(voice, model)     # outermost first, the voice last
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.linear import Linear
from dateline.saying._voice_features import distance
from dateline.saying.claims import Claim
from dateline.saying.speakers import Mention
from dateline.saying.voices import Voice, Voices

STORY_GIVEN = 2
"""The last sentence, from 0, in which a report may give its story to an outlet."""
DEEPEST = 3
"""Levels of a chain above the one who passes a speaker's words on."""
PASSED_ON = 0.5
"""Probability from which somebody is taken to pass another one's words on."""


@dataclass(frozen=True, slots=True)
class Relay:
    """Somebody who may pass on what another one says, how that is known, and the claim."""

    mention: Mention
    route: Literal["holds", "with", "passes", "opens"]
    claim: Claim


class Relays:
    """Those who pass on the voices of one document."""

    def __init__(self, voices: Voices) -> None:
        self.voices, self.speakers, self.fullest = voices, voices.speakers, voices.fullest
        self.tokens, self.sentence_of = voices.doc.tokens, voices.speakers.sentence_of
        self._passed: dict[object, list[Claim]] = {}
        self._opening: Claim | None = None
        self._outlets: set[object] = set()
        for claim in voices.claims.all:
            self._see_outlet(claim)

    def _see_outlet(self, claim: Claim) -> None:
        """Note whom an outlet passes on, and the outlet of the report's opening."""
        if not claim.holders or self.speakers.kind(claim.holders[0]) != "media":
            return
        self._outlets.add(self._who(self.fullest.resolve(claim.holders[0])))
        if len(claim.holders) > 1:
            self._passed.setdefault(self._who(self.voices.speaker(claim)), []).append(claim)
        if self._opening is None and self.sentence_of[claim.cue] <= STORY_GIVEN:
            self._opening = claim

    def _who(self, mention: Mention) -> object:
        """The entity of a mention, or its last word: the same for all mentions of one speaker."""
        entity = self.speakers.entity_at.get(mention.head)
        if entity is not None:
            return entity.mentions[0]
        return self.tokens[mention.last - 1].text

    def of(self, voice: Voice) -> list[Relay]:
        """Those who may pass on what a voice says, outermost first: whose claim holds its claim,
        who quotes it or was told, the outlet that passes on the same speaker elsewhere, and the one
        to which the report's opening gives its story."""
        resolve, claim = self.fullest.resolve, voice.claim
        found = [
            Relay(self.voices.speaker(other), "holds", other)
            for other in self.voices.claims.holding(claim)
        ]
        found += [Relay(resolve(holder), "with", claim) for holder in claim.holders[:-1]]
        here = self.sentence_of[claim.cue]
        near = sorted(self._passing(claim), key=lambda c: abs(self.sentence_of[c.cue] - here))
        found += [Relay(resolve(c.holders[0]), "passes", c) for c in near[:1] if c != claim]
        if self._opening is not None and self._opening != claim:
            found.append(Relay(resolve(self._opening.holders[0]), "opens", self._opening))
        return [r for r in found if self._who(r.mention) != self._who(voice.mention)]

    def _passing(self, claim: Claim) -> list[Claim]:
        """The claims in which an outlet passes on the speaker of a claim."""
        return self._passed.get(self._who(self.voices.speaker(claim)), [])

    def features(self, voice: Voice, relay: Relay) -> list[str]:
        """What tells whether somebody passes on what a voice says."""
        route, lemma = relay.route, relay.claim.key[0]
        kind, inner = self.speakers.kind(relay.mention), self.speakers.kind(voice.mention)
        wire = any(self.tokens[i].text in self.speakers.lexicon.wires for i in relay.mention.inside)
        step = self.sentence_of[relay.claim.cue] - self.sentence_of[voice.claim.cue]
        passed = min(3, len(self._passing(voice.claim)))
        return [
            f"r={route}",
            f"rk={route}/{kind}",
            f"rki={route}/{kind}/{inner}",
            f"rw={route}/{wire}",
            f"rl={route}/{lemma}",
            f"rlk={lemma}/{kind}",
            f"rs={route}/{distance(step)}",
            f"ri={route}/{voice.claim.key[0]}",
            f"rp={route}/{passed}",
            f"ro={route}/{min(3, len(self._outlets))}",
            f"rn={route}/{min(4, len(self.voices.spoken))}",
            f"rv={route}/{voice.place}",
            f"rvk={route}/{voice.place}/{kind}",
            f"kind={kind}/{inner}",
        ]

    def chain(self, voice: Voice, model: Linear, depth: int = DEEPEST) -> list[Mention]:
        """Who says it, outermost first: those who likely pass a voice's words on, with those who
        pass on theirs, and the voice."""
        found = [(r, model.probability(self.features(voice, r))) for r in self.of(voice)]
        quoted = self.voices.claims.is_quoted_as(voice.claim)
        likely = [r for r, p in found if p >= PASSED_ON or (quoted and r.route == "opens")]
        parts: list[list[Mention]] = []
        for relay in likely:
            if relay.route == "with":
                parts.append([relay.mention])
            elif relay.route == "holds" and depth:
                outer = Voice(relay.claim, relay.mention, "around")
                parts.append(self.chain(outer, model, depth - 1))
        parts.sort(key=len, reverse=True)  # the longest has them in their order
        kept = [mention for part in parts for mention in part]
        if likely and not kept:
            kept = [max(found, key=lambda f: f[1])[0].mention]
        return [*dict.fromkeys(kept), voice.mention]
