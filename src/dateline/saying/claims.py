"""The claims of a report: what is said in it, and by whom, outermost first.

A claim is an attribution with those who hold it (``holders.py``). Two kinds of claims are told
without an attribution: a statement that a sentence of its own opens ("The minister said:"), and the
denial of what somebody else claims ("Iran dismissed reports that it had supplied missiles").

    claims = Claims(Speakers(doc, lexicon))
    claims.covering(event)           # the claims around it, outermost first
    claims.spoken_in.get(number)     # the widest claim that a sentence makes
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.data import Attribution, EventMention, Sentence, Span
from dateline.saying.cues import QUOTING, key_of
from dateline.saying.disputed import disputed
from dateline.saying.holders import Holders
from dateline.saying.quotations import Quotations
from dateline.saying.speakers import Mention, Speakers
from dateline.syntax import base, index_of, subtree

_SPOKEN = frozenset({"say", "report", "show", "deny", "accuse"})
"""Classes of cues that make whoever holds them a speaker of his sentence."""


@dataclass(frozen=True, slots=True)
class Claim:
    """An attribution with what is read off it once."""

    attribution: Attribution
    cue: int  # the token of the cue
    key: tuple[str, str]  # lemma and part of speech
    kind: str  # class of the cue
    size: int  # characters of the content
    holders: tuple[Mention, ...]  # who says it, outermost first


class Claims:
    """The claims of one document."""

    def __init__(self, speakers: Speakers) -> None:
        self.speakers, self.holders = speakers, Holders(speakers)
        self.doc, self.tokens, self.below = speakers.doc, speakers.tokens, speakers.below
        self.quotations = Quotations(speakers.doc.text)
        self._cues, self._known = speakers.lexicon.cues, index_of(speakers.doc)
        found = [*self.doc.attributions, *self._statements(), *self._denials()]
        self.all = [claim for each in found if (claim := self._claim(each)) is not None]
        self.spoken_in: dict[int, Claim] = {}
        """The widest claim that is made in a sentence, by its number."""
        for claim in sorted(self.all, key=lambda c: (-c.size, c.cue)):
            if claim.holders and claim.kind in _SPOKEN:
                self.spoken_in.setdefault(speakers.sentence_of[claim.cue], claim)

    def _claim(self, attribution: Attribution) -> Claim | None:
        tokens, cues = self.tokens, self._cues
        words = [i for s, e in attribution.cue for i in range(*self.speakers.range_of(s, e))]
        if not words:
            return None
        known = [i for i in words if key_of(self._known, cues, i) in cues]
        verbs = [i for i in words if tokens[i].upos == "VERB"]
        cue = (known or verbs or words)[-1]
        key = key_of(self._known, cues, cue)
        kind = cues.get(key, "-")
        if tokens[cue].text.lower() in ("according", "to"):
            key, kind = ("according to", "ADP"), "say"
        size = sum(e - s for s, e in attribution.content)
        holders = tuple(dict.fromkeys(self.holders.of(attribution, cue)))
        return Claim(attribution, cue, key, kind, size, holders)

    # --- claims that are no attributions --------------------------------------------------------

    def _statements(self) -> Iterator[Attribution]:
        """The statements that a sentence of its own opens: "The minister said:", and then what he
        said, to the end of the quotation or, where no marks stand, up to the next such sentence or
        the next one who speaks. What the attributions give of them is theirs."""
        sentences, text = self.doc.sentences, self.doc.text
        cues = [start for a in self.doc.attributions for start, _ in a.cue]
        starts, sentence_of = self.speakers.starts, self.speakers.sentence_of
        told = {sentence_of[bisect_right(starts, at) - 1] for at in cues}
        opening = {
            number
            for number, sent in enumerate(sentences)
            if sent.end_token > sent.start_token and text[sent.end - 1] == ":"
        }
        for number, sent in enumerate(sentences[:-1]):
            stater = self._stater(sent) if number in opening - told else None
            if stater is None:
                continue
            cue, who = self.tokens[stater[0]], stater[1]
            yield Attribution(
                cue=((cue.start, cue.end),),
                source=(self.speakers.span(who),),
                content=(self._stated(number + 1, opening | told),),
            )

    def _stater(self, sent: Sentence) -> tuple[int, Mention] | None:
        """The verb of saying that heads a sentence, and its subject; or any verb, where the
        sentence ends with the name of what is said ("issued the following statement:")."""
        tokens, first, last = self.tokens, sent.start_token, sent.end_token
        lists = self.speakers.lexicon.lists
        named = last - first > 1 and tokens[last - 2].lemma.lower() in lists.statement
        for i in range(first, last):
            if tokens[i].upos == "VERB" and tokens[i].head == i and (
                named or self._cues.get(key_of(self._known, self._cues, i)) == "say"
            ):  # fmt: skip
                subject = self._subject(i)
                if subject is not None:
                    return i, subject
        return None

    def _stated(self, number: int, others: set[int]) -> Span:
        """What is stated from a sentence on: its quotation, or what stands before the next of some
        other sentences."""
        sentences = self.doc.sentences
        start = sentences[number].start
        quotation = self.quotations.number_at(start)
        if quotation is not None:
            return start, self.quotations.end_of(quotation)
        while number + 1 < len(sentences) and number + 1 not in others:
            number += 1
        return start, sentences[number].end

    def _denials(self) -> Iterator[Attribution]:
        """The denials of what somebody else claims, where the attributions give but that claim, or
        none: "Iran dismissed reports that it had supplied missiles"."""
        tokens, shares = self.tokens, self.speakers.lexicon.lists.share
        cues = {start for a in self.doc.attributions if a.negated for start, _ in a.cue}
        for i in range(len(tokens)):
            claim = disputed(self._known, self._cues, self.speakers.lexicon.lists, i)
            if claim is None or not claim.denied:
                continue
            if tokens[claim.verb].start in cues:
                continue
            verb, who = tokens[claim.verb], self._subject(claim.verb)
            if who is not None:
                above = tokens[i].head  # "denied a role in the raid": the role, too
                top = above if self._known.lemmas[above] in shares else i
                inside = subtree(self.below, top)
                yield Attribution(
                    cue=((verb.start, verb.end),),
                    source=(self.speakers.span(who),),
                    content=((tokens[inside[0]].start, tokens[inside[-1]].end),),
                    negated=True,
                )

    def _subject(self, verb: int) -> Mention | None:
        """The subject of a verb, be it a passive one."""
        subjects = (j for j in self.below[verb] if base(self.tokens[j].deprel) == "nsubj")
        first = next(subjects, None)
        return None if first is None else self.speakers.mention_at(first)

    # --- which hold what ------------------------------------------------------------------------

    def covering(self, event: EventMention) -> list[Claim]:
        """The claims whose content holds the trigger, outermost first."""
        start, end = event.trigger
        found = []
        for claim in self.all:
            if any(s < end and start < e for s, e in claim.attribution.cue):
                continue
            if any(s <= start < e for s, e in claim.attribution.content):
                found.append(claim)
        known = {h for c in found if c.key[0] not in QUOTING for h in c.holders}
        found = [  # "reported, citing police": both are holders of what was reported
            c for c in found if c.key[0] not in QUOTING or not known.issuperset(c.holders)
        ]
        found.sort(key=lambda claim: (-claim.size, claim.cue))
        return sorted(found, key=lambda c: sum(self._is_inside(c, other) for other in found))

    def holding(self, claim: Claim) -> list[Claim]:
        """The claims whose content a claim stands in, outermost first."""
        found = [c for c in self.all if c.holders and self._is_inside(claim, c)]
        return sorted(found, key=lambda c: (-c.size, c.cue))

    def _is_inside(self, claim: Claim, other: Claim) -> bool:
        """Whether a claim is content of another: "Abbas said ..., Petra reported".

        Where each holds the cue of the other, the one that follows its content is the outer one.
        """
        if claim is other or not self._holds_cue(other, claim):
            return False
        return not self._holds_cue(claim, other) or (self._follows(other), other.cue) > (
            self._follows(claim), claim.cue,
        )  # fmt: skip

    def _holds_cue(self, claim: Claim, other: Claim) -> bool:
        at = self.tokens[other.cue].start
        return any(s <= at < e for s, e in claim.attribution.content)

    def _follows(self, claim: Claim) -> bool:
        return claim.attribution.content[0][0] < self.tokens[claim.cue].start

    # --- what is quoted -------------------------------------------------------------------------

    def is_quoted(self, i: int) -> bool:
        """Whether a token stands between quotation marks."""
        return self.quotations.number_at(self.tokens[i].start) is not None

    def is_quoted_as(self, claim: Claim) -> bool:
        """Whether a speaker "was quoted as saying", and it is not told by whom."""
        return len(claim.holders) == 1 and self.holders.is_quoted_as(claim.cue)
