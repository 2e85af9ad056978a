"""Who may be the source of an event: the *voices* around it and in sentences nearby.

The first choice is always the outlet's own voice, so that is none of these. ``describing.py`` says
what tells for each, ``choosing.py`` chooses one, and ``relays.py`` finds who else passes its words
on.

    voices = Voices(doc, lexicon, said)
    voices.about(event)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dateline.data import Document, EventMention, Participant
from dateline.saying.claims import Claim, Claims
from dateline.saying.fullest import Fullest
from dateline.saying.lexicon import Lexicon
from dateline.saying.said import Said
from dateline.saying.speakers import Mention, Speakers

FAR = 30
"""Sentences before and after an event's in which the claim of a voice may stand."""
BEFORE, AFTER = 2, 1
"""Voices that are taken from the sentences before and after, each another one's."""

_JUDGING = frozenset({"accuse", "praise"})
_NAMING = frozenset({"describe"})
"""Classes of verbs, and verbs, whose object is there, whatever is thought of it."""

_MAIN = frozenset({"root", "ccomp", "parataxis", "conj"})
_WILL = frozenset({"will", "shall", "would"})
"""Relations of a main clause in a quotation, and auxiliaries of what one does by saying so."""
_NEAR = 4
"""Words behind "called" of which one is "for": "called again on Monday for talks"."""
_THIRD = frozenset({"he", "she", "it", "they"})

Place = Literal["around", "same", "before", "after"]
_SIDES: tuple[tuple[Place, int, int], ...] = (("before", -1, BEFORE), ("after", 1, AFTER))


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who may be the source of an event: the claim in which he speaks, the mention that
    tells who he is, where the claim stands, and how far away in sentences. ``recalled`` tells how a
    short description was followed to a fuller mention; ``None`` where it was taken as it is."""

    claim: Claim
    mention: Mention
    place: Place
    step: int = 0
    recalled: str | None = None


class Voices:
    """The voices of one document. ``said``: what the network takes for attributed, if asked."""

    def __init__(self, doc: Document, lexicon: Lexicon, said: Said | None = None) -> None:
        self.doc, self.said = doc, said
        self.speakers = Speakers(doc, lexicon)
        self.claims = Claims(self.speakers)
        self.fullest = Fullest(self.claims)
        self.spoken: Counter[Mention] = Counter(map(self.speaker, self.claims.spoken_in.values()))
        """In how many sentences each speaks."""
        self.all_spoken = sum(self.spoken.values())
        self._most_spoken = max(self.spoken.values(), default=0)

    def speaker(self, claim: Claim) -> Mention:
        """The fullest mention of the innermost holder of a claim, who says it in his own words."""
        return self.fullest.resolve(claim.holders[-1])

    def is_main(self, speaker: Mention) -> bool:
        """Whether nobody speaks more often in the report."""
        return self._most_spoken > 1 and self.spoken[speaker] == self._most_spoken

    def sentence_number(self, event: EventMention) -> int:
        """The number of the sentence of an event."""
        return self.speakers.sentence_of[self.speakers.range_of(*event.trigger)[0]]

    # --- who may be the source ------------------------------------------------------------------

    def about(self, event: EventMention) -> list[Voice]:
        """The voices that may tell an event: those around it from the outermost in, those of the
        sentences before and after, and that of its own sentence."""
        number = self.sentence_number(event)
        word = self.speakers.head_of(*self.speakers.range_of(*event.trigger))
        covering = [claim for claim in self.claims.covering(event) if claim.holders]
        around = [claim for claim in covering if not self._is_judged(word, claim)]
        found = [voice for claim in around for voice in self._of(claim, "around")]
        taken = set(map(id, covering))
        speakers = set(map(self.speaker, around))
        for place, side, most in _SIDES:
            for claim, step in self._on_side(number, side, most, taken, speakers):
                taken.add(id(claim))
                speakers.add(self.speaker(claim))
                found += self._of(claim, place, step)
        own = self.claims.spoken_in.get(number)
        if own is not None and id(own) not in taken and not _is_cue(event, own):
            found += self._of(own, "same")
        return found

    def _is_judged(self, word: int, claim: Claim) -> bool:
        """Whether an event is what somebody condemns or praises, or part of what he demands: he
        does not say that it took place ("Oslo condemned the raid")."""
        token = self.doc.tokens[word]
        judged = token.head == claim.cue and token.deprel == "obj"
        if claim.kind == "demand" or self._is_call(claim):
            return True
        return judged and (claim.kind in _JUDGING or claim.key[0] in _NAMING)

    def _is_call(self, claim: Claim) -> bool:
        """Whether somebody calls for something, or on somebody to do it; not what calls the raid a
        crime."""
        if claim.key[0] != "call":
            return False
        tokens, cue = self.doc.tokens, claim.cue
        if any(tokens[j].deprel == "obj" for j in self.speakers.below[cue]):
            return False
        near = (token.text for token in tokens[cue + 1 : cue + _NEAR] if token.upos == "ADP")
        return next(near, None) in ("for", "on")

    def _on_side(
        self, number: int, side: int, most: int, taken: set[int], speakers: set[Mention]
    ) -> Iterator[tuple[Claim, int]]:
        """The claims of the nearest sentences on one side: the first one, then those of others than
        have spoken. What is taken, and who speaks in it, is to be known before the next is asked
        for."""
        left = most
        for step in range(side, side * FAR, side):
            claim = self.claims.spoken_in.get(number + step)
            if claim is None or id(claim) in taken:
                continue
            if left < most and self.speaker(claim) in speakers:
                continue
            yield claim, step
            left -= 1
            if not left:
                break

    def _of(self, claim: Claim, place: Place, step: int = 0) -> Iterator[Voice]:
        """The voice of a claim, and the same with a fuller mention."""
        yield Voice(claim, self.speaker(claim), place, step)
        fuller = self.fullest.recalled(claim.holders[-1])
        if fuller is not None:
            yield Voice(claim, fuller[0], place, step, fuller[1])

    # --- what they are to an event --------------------------------------------------------------

    def part_of(self, claim: Claim, event: EventMention) -> str:
        """What the source is to the event: actor, recipient, fellow countryman, none. The
        government is not the "government source" who speaks of what it does."""
        if self._acts_by_saying(event):
            return "actor"
        holder = claim.holders[-1]
        heads = {self.doc.tokens[m.head].start for m in (holder, self.fullest.resolve(holder))}
        entity = self.speakers.entity_at.get(holder.head)
        spans = entity.mentions if entity is not None else ()
        actors = [party for party in event.actors if not self._is_another(party, claim)]
        sides = (("actor", actors), ("recipient", event.recipients))
        for side, parties in sides:
            if any(
                any(p.start <= head < p.end for head in heads)
                or any(s < p.end and p.start < e for s, e in spans)
                for p in parties
            ):
                return side
        country = entity.country if entity is not None else None
        if country is not None:
            for side, parties in sides:
                if any(party.country == country for party in parties):
                    return f"{side} country"
        return "no"

    def _acts_by_saying(self, event: EventMention) -> bool:
        """Whether an event is what a quoted speaker does as he speaks: "We urge them to leave"."""
        word = self.speakers.head_of(*self.speakers.range_of(*event.trigger))
        tokens, below = self.doc.tokens, self.speakers.below[word]
        if tokens[word].deprel not in _MAIN or not self.claims.is_quoted(word):
            return False
        subjects = (tokens[j].text.lower() for j in below if tokens[j].deprel == "nsubj")
        if next(subjects, None) not in ("i", "we"):
            return False
        finite = next((tokens[j] for j in below if tokens[j].upos == "AUX"), tokens[word])
        return finite.lemma in _WILL or (finite.xpos == "VBP" and finite.lemma != "have")

    def _is_another(self, party: Participant, claim: Claim) -> bool:
        """Whether a party is not who speaks: named in what "he" says, before "he" (Principle C:
        "the minister asked for aid, he said")."""
        token = self.doc.tokens[claim.holders[-1].head]
        if token.upos != "PRON" or token.text.lower() not in _THIRD or token.start < party.start:
            return False
        if not any(s <= party.start < e for s, e in claim.attribution.content):
            return False
        head = self.speakers.head_of(*self.speakers.range_of(party.start, party.end))
        return self.doc.tokens[head].upos != "PRON"


def _is_cue(event: EventMention, claim: Claim) -> bool:
    """Whether an event is the speaking itself."""
    start, end = event.trigger
    return any(s < end and start < e for s, e in claim.attribution.cue)
