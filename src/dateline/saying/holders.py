"""Who says what a cue tells: its source, with those who quote him and those whom he quotes.

Kyodo quoted a minister as saying ...         Kyodo, the minister
the agency said, citing an official, ...      the agency, the official
he told army radio ...                        army radio, he

The tree tells most of it; where it goes wrong, the order of the words does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.data import Attribution, Span
from dateline.saying.cues import QUOTING, key_of
from dateline.saying.speakers import IN_PHRASE, NOUNS, Mention, Speakers
from dateline.syntax import base, index_of

_QUOTED_BY = QUOTING | {"report"}
"""Lemmas of the verbs by which somebody is passed on: "reported by state media as saying"."""
_HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_NAMING = frozenset({"NOUN", "PROPN"})
_AS_SAYING, _JUST_BEFORE = 26, 8
"""Words before "as saying" in which "quoted" stands; those where nothing stands between."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NEXT = 5
"""Words after a cue in which "citing" or "quoted by" belong to it, whatever the tree says."""


class Holders:
    """Reads off one document who holds its claims."""

    def __init__(self, speakers: Speakers) -> None:
        self.speakers = speakers
        self.doc, self.tokens, self.below = speakers.doc, speakers.tokens, speakers.below
        self._known, self._lists = index_of(speakers.doc), speakers.lexicon.lists

    def of(self, attribution: Attribution, cue: int) -> Iterator[Mention]:
        """Who says it, outermost first: the source, with who quotes it or whom it quotes."""
        quoting = self._quoted_by(cue)
        own = self._own(attribution.source, cue, quoting)
        outlets = (quoting, self.told(cue), self._citing(cue), self._quoted_after(cue))
        for outer in (*outlets, self._quoter(cue)):
            if outer is not None and not _holds(own, outer):
                yield outer
        for mention in own:
            yield from self._quoting(mention, cue)
            yield mention
            yield from self._beside(mention)
        yield from self._cited_with(cue)
        if own and own[-1].first > cue:
            yield from self._cited_behind(own[-1].last)

    # --- the source itself ----------------------------------------------------------------------

    def _own(self, source: Sequence[Span], cue: int, quoting: Mention | None) -> list[Mention]:
        """The source of an attribution, after who quotes it in the same words."""
        main = self._main(source)
        if main is None:
            return []
        main = self._quoted_in(*main)
        own = [self.speakers.mention(*main)]
        if quoting is not None and _holds(own, quoting):
            quoted = self._quoted(cue)  # the subject was taken for the one who says it
            own = [quoting, quoted] if quoted is not None else own
        elif quoting is not None and own[0].head > cue:
            quoted = self._quoted(cue)  # or that of what he says
            own = [quoted] if quoted is not None else own
        told = self._quoting_in(*main)
        return [told, *own] if told is not None and told.head != own[0].head else own

    def _main(self, source: Sequence[Span]) -> Span | None:
        """The part of a source that has its head: "Cuba" of "Cuba, which has friends, said"."""
        if len(source) < 2:
            return source[0] if source else None
        parts = [range(*self.speakers.range_of(*span)) for span in source]
        for span, part in zip(source, parts, strict=True):
            for i in part:
                above = self.tokens[i].head
                nominal = self.tokens[i].upos in _HEADS
                if nominal and not any(above in other for other in parts):
                    return span
        return max(source, key=lambda span: span[1] - span[0])

    def _quoted_in(self, start: int, end: int) -> Span:
        """The part of the span of a source that is quoted, where its first word is to quote: of
        "quoting police sources", before which the daily stands that does so."""
        first, last = self.speakers.range_of(start, end)
        if first and last - first > 1 and self.speakers.is_quoting(first):
            return self.tokens[first + 1].start, end
        return start, end

    def _quoting_in(self, start: int, end: int) -> Mention | None:
        """Who quotes, inside the span of a source or in front of it: "the daily quoting police
        sources"."""
        tokens, speakers = self.tokens, self.speakers
        first, last = speakers.range_of(start, end)
        for i in range(first + 1, last - 1):
            if speakers.is_quoting(i):
                return speakers.leading(first, i)
        begin = first - 2
        named = first > 1 and tokens[begin].upos in NOUNS and not self._is_day(begin)
        if named and speakers.is_quoting(first - 1):
            while begin and tokens[begin - 1].upos in NOUNS and tokens[begin - 1].head <= first:
                begin -= 1
            return speakers.leading(begin, first - 1)
        return None

    def _is_day(self, i: int) -> bool:
        return self.tokens[i].text in self.speakers.lexicon.days

    def _quoted(self, cue: int) -> Mention | None:
        """Who is quoted: the object between "quoted" and "as saying"."""
        quoting = self._quoting_verb(cue)
        if quoting is None:
            return None
        for j in self.below[quoting]:
            if base(self.tokens[j].deprel) in ("obj", "iobj") and quoting < j < cue:
                return self.speakers.mention_at(j)
        return None

    def _beside(self, mention: Mention) -> Iterator[Mention]:
        """The others who say it with them: "police and witnesses said"."""
        tokens = self.tokens
        joined = [
            j
            for j in self.below[mention.head]
            if j >= mention.last and tokens[j].deprel == "conj" and tokens[j].upos in _NAMING
        ]
        if any(tokens[k].lemma == "and" for j in joined for k in self.below[j]):
            for j in joined:
                other = self.speakers.mention_at(j)
                if tokens[j].lemma != "other" and not self._describes(mention, other):
                    yield other

    def _describes(self, mention: Mention, other: Mention) -> bool:
        """Whether what "and" joins to a speaker only tells more of him: "Varga, a lawyer and a
        lawmaker", "lawyer and lawmaker Ann Varga"."""
        tokens = self.tokens
        at = mention.last
        if tokens[at].text == "," and tokens[other.first - 1].text != ",":
            commas = [i for i in range(at + 1, other.first) if tokens[i].text == ","]
            return not commas and self.speakers.kind(mention) == "named"
        heads = mention.head, other.head
        bare = not any(tokens[j].upos == "DET" for head in heads for j in self.below[head])
        return bare and all(tokens[head].xpos == "NN" for head in heads)

    # --- who quotes it --------------------------------------------------------------------------

    def _quoted_by(self, cue: int) -> Mention | None:
        """Who quotes: "Kyodo quoted him as saying", "was quoted by Kyodo as saying"."""
        tokens = self.tokens
        quoting = self._quoting_verb(cue)
        if quoting is None:
            return None
        agent = self._agent(quoting) or self._by(quoting, cue)
        if agent is not None:
            return agent
        if cue + 2 < len(tokens) and tokens[cue + 1].text == "by":  # "as saying by the daily"
            return self.speakers.leading(cue + 2, self.speakers.end_of_sentence(cue))
        return self._subject(quoting)

    def _quoting_verb(self, cue: int) -> int | None:
        """The verb that passes on what a cue tells: "quoted" of "quoted him as saying"."""
        tokens = self.tokens
        head = tokens[cue].head
        if tokens[head].lemma in _QUOTED_BY and head < cue:
            return head
        if not cue or tokens[cue - 1].text != "as":
            return None
        before = self._before_as(cue, _AS_SAYING)
        return next((k for k in before if tokens[k].lemma in QUOTING), None)

    def _before_as(self, cue: int, most: int) -> range:
        """The words before "as saying", the nearest first."""
        first = self.doc.sentences[self.speakers.sentence_of[cue]].start_token
        return range(cue - 2, max(first, cue - most), -1)

    def is_quoted_as(self, cue: int) -> bool:
        """Whether a cue is "saying" of somebody who "was quoted as saying"."""
        tokens = self.tokens
        if not cue or tokens[cue - 1].text != "as":
            return False
        return any(
            tokens[k].lemma in QUOTING and tokens[k - 1].lemma == "be"
            for k in self._before_as(cue, _JUST_BEFORE)
        )

    def _quoting(self, mention: Mention, cue: int) -> Iterator[Mention]:
        """Who quotes, as the source itself tells: "a source quoted by state media"."""
        for j in self.below[mention.head]:
            if base(self.tokens[j].deprel) == "acl" and self.tokens[j].lemma in _QUOTED_BY:
                agent = self._agent(j) or self._by(j, cue)
                if agent is not None:
                    yield agent

    def _agent(self, verb: int) -> Mention | None:
        """By whom something is done, by the tree."""
        tokens = self.tokens
        for j in self.below[verb]:
            if base(tokens[j].deprel) == "obl" and any(
                tokens[k].lemma == "by" and base(tokens[k].deprel) == "case" for k in self.below[j]
            ):
                return self.speakers.mention_at(j)
        return None

    def _by(self, verb: int, cue: int) -> Mention | None:
        """Who stands behind "by" between a verb and a cue, where the tree goes wrong."""
        for k in range(verb + 1, cue):
            if self.tokens[k].text == "by" and k + 1 < cue:
                return self.speakers.leading(k + 1, cue)
        return None

    def _subject(self, verb: int) -> Mention | None:
        """The subject of a verb."""
        for j in self.below[verb]:
            if self.tokens[j].deprel == "nsubj":
                return self.speakers.mention_at(j)
        return None

    def _citing(self, cue: int) -> Mention | None:
        """Who cites: of "the agency reported, citing an official", where "citing" is the cue."""
        tokens = self.tokens
        above = tokens[cue].head
        if tokens[cue].lemma not in QUOTING or base(tokens[cue].deprel) != "advcl":
            return None
        if cue + 1 < len(tokens) and tokens[cue + 1].text == "by":  # who quotes is named there
            return None
        cues = self.speakers.lexicon.cues
        return self._subject(above) if key_of(self._known, cues, above) in cues else None

    def _quoted_after(self, cue: int) -> Mention | None:
        """Who quotes what was said: "Varga said, quoted by the Times", "said Varga, a lawmaker, as
        quoted in Monday's Times"."""
        tokens = self.tokens
        for j in range(cue + 1, self.speakers.end_of_sentence(cue) - 2):
            if tokens[j].xpos in _FINITE:
                return None
            if tokens[j].lemma in QUOTING and tokens[j + 1].text in ("by", "in"):
                who = self._oblique(j)
                if tokens[j + 1].text == "by":
                    end = self.speakers.end_of_sentence(cue)
                    return who or self.speakers.leading(j + 2, end)
                return who if who is not None and self.speakers.kind(who) == "media" else None
        return None

    def _oblique(self, verb: int) -> Mention | None:
        """What hangs on a verb behind the preposition that follows it."""
        following = (j for j in self.below[verb] if base(self.tokens[j].deprel) == "obl")
        first = next((j for j in following if j > verb + 1), None)
        return None if first is None else self.speakers.mention_at(first)

    def _quoter(self, cue: int) -> Mention | None:
        """Who quotes, where the cue is to quote: "Interfax quoted the same sources"."""
        tokens = self.tokens
        if tokens[cue].lemma not in QUOTING or tokens[cue].upos != "VERB":
            return None
        subjects = [j for j in self.below[cue] if tokens[j].deprel == "nsubj" and j < cue]
        return self.speakers.mention_at(subjects[-1]) if subjects else None

    # --- whom it quotes -------------------------------------------------------------------------

    def _cited_with(self, cue: int) -> Iterator[Mention]:
        """Whom those who say it cite: "the agency said, citing an official"."""
        tokens = self.tokens
        for j in self.below[cue]:
            if base(tokens[j].deprel) in ("advcl", "parataxis", "conj") and (
                tokens[j].lemma in QUOTING
            ):
                yield from self._cited(j)
        for j in range(cue + 1, min(cue + _NEXT, len(tokens))):  # where the tree goes wrong
            if self.speakers.is_quoting(j) and tokens[j].head != cue:
                yield from self._cited(j)

    def _cited_behind(self, at: int) -> Iterator[Mention]:
        """Whom a source behind its cue cites: "according to the daily, citing police"."""
        end = self.speakers.end_of_sentence(at - 1)
        if at < end and self.tokens[at].text == ",":
            at += 1
        if at < end and self.speakers.is_quoting(at):
            yield from self._cited(at)

    def _cited(self, verb: int) -> Iterator[Mention]:
        """Whom a verb cites: its object, or the words that follow it."""
        tokens = self.tokens
        objects = [j for j in self.below[verb] if base(tokens[j].deprel) == "obj"]
        above = tokens[verb].head
        if base(tokens[verb].deprel) in ("case", "amod", "acl") and above > verb:
            objects = [above]  # taken for a preposition or adjective: "quoting informed sources"
        for j in objects:
            yield self.speakers.mention_at(j)
        end = self.speakers.end_of_sentence(verb)
        gerund = tokens[verb].xpos == "VBG" and verb + 1 < end
        if not objects and gerund and tokens[verb + 1].upos in IN_PHRASE - {"ADP"}:
            yield self.speakers.leading(verb + 1, end)

    # --- who was told ---------------------------------------------------------------------------

    def told(self, cue: int) -> Mention | None:
        """Another outlet that was told: "he told army radio", "said in an interview with army
        radio", "said in remarks on army radio", or "in remarks carried by army radio"; an agency
        may be our own outlet."""
        lists = self._lists
        for j in self._hearers(cue):
            told = self.speakers.mention_at(j)
            words = {self.tokens[i].text for i in told.inside}
            none = self.tokens[j].lemma in lists.press or self._is_day(j)
            if self.speakers.kind(told) == "media" and not none and not self._is_own(words):
                return told
        return self.told(self.tokens[cue].head) if self._goes_on(cue) else None

    def _goes_on(self, cue: int) -> bool:
        """Whether a cue goes on telling what the verb above it does: "told army radio that rebels
        had fled, adding that ...", "told army radio that rebels had fled and said that ..."."""
        token = self.tokens[cue]
        joined = base(token.deprel) == "conj" or (
            base(token.deprel) == "advcl" and token.xpos == "VBG"
        )
        return joined and token.head < cue and self._subject(cue) is None

    def _hearers(self, cue: int) -> Iterator[int]:
        """The words for whom a cue says it to, or on what occasion."""
        tokens, lists = self.tokens, self._lists
        if tokens[cue].lemma in lists.informing:
            for j in self.below[cue]:
                object_ = base(tokens[j].deprel) in ("obj", "iobj", "obl") and j > cue
                if object_ and not any(base(tokens[k].deprel) == "case" for k in self.below[j]):
                    yield j
        elif tokens[cue].upos == "VERB":
            for j in self.below[cue]:
                cases = {tokens[k].lemma for k in self.below[j]}
                if base(tokens[j].deprel) != "obl" or cases.isdisjoint(("to", "in", "during")):
                    continue
                if tokens[j].lemma in lists.occasion:
                    yield from self._hearing(j)
                elif "to" in cases:
                    yield j

    def _hearing(self, occasion: int) -> Iterator[int]:
        """Who is told something on an occasion, or passes it on: "an interview with army radio", "a
        statement carried by state media"."""
        tokens, lists = self.tokens, self._lists
        for j in self.below[occasion]:
            if base(tokens[j].deprel) == "nmod":
                yield j
            elif tokens[j].deprel == "acl" and tokens[j].lemma in lists.airing:
                yield from (k for k in self.below[j] if base(tokens[k].deprel) == "obl")

    def _is_own(self, words: set[str]) -> bool:
        """Whether an agency may be the one that writes: any one, where it is not told who does."""
        wires = words & self.speakers.lexicon.wires
        unknown = self.doc.report.publisher is None
        return bool(wires) and (unknown or any(map(self.speakers.is_publisher, wires)))


def _holds(mentions: Sequence[Mention], one: Mention) -> bool:
    """Whether a mention stands inside one of several."""
    return any(m.first <= one.head < m.last for m in mentions)
