"""Readings of a cue by the order of words alone: trees go wrong on long sentences."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.saying.candidate import INNER, INNER_FRAME, TELLING, Candidate, Maker
from dateline.saying.cues import QUOTING
from dateline.saying.tellers import NOMINAL, OWNED, Tellers
from dateline.saying.trees import Trees

_TAIL_MARKS = frozenset({",", "”", '"', "''", "’"})
_INSIDE = OWNED | {"(", ")"}
"""What else may stand inside a noun phrase: "the people's daily (PD) reported"."""
_VERBS = frozenset({"VERB", "AUX"})
_BEGINNINGS = frozenset({"PRON", "DET", "PROPN", "NOUN", "ADJ"})
"""Parts of speech with which a clause without "that" begins."""
_TAIL, _TAIL_TELLER, _INSERTED_TELLER, _INNER_TELLER, _QUOTED_TELLER = 14, 16, 12, 12, 20
"""Words behind a cue at the end of a sentence; words of a teller before a cue there, between
commas, at the head of a sentence, and before "quoted as saying"."""
_INNER_TAIL, _AS_SAYING, _NAME = 9, 26, 4
"""Words in which the last cue of a sentence stands, in which "quoted" stands before "as saying",
and words of a name before a colon in a transcript."""


class ByOrder:
    """Reads the words of one document in their order."""

    def __init__(self, trees: Trees, tellers: Tellers) -> None:
        self.trees, self.tellers = trees, tellers
        self.doc, self.tokens = trees.doc, trees.tokens

    def of_verb(self, i: int, make: Maker) -> Iterator[Candidate]:
        """Readings by word order alone, where a tree can go wrong on long sentences."""
        if self.trees.kind(i, "VERB") not in TELLING:
            return
        first, last = self.trees.between_semicolons(i)
        if self.trees.is_mark(last - 1):
            last -= 1
        yield from self._tail(i, make, first, last)
        yield from self._inserted(i, make, first, last)
        yield from self._inner(i, make, first, last)
        yield from self._rest(i, make, last)

    def _before_phrase(self, behind: int, first: int, most: int) -> int:
        """The token before the words of noun phrases that end in front of another one; the first
        one, or the one that is ``most`` words away, where they go on so far."""
        at, tokens = behind - 1, self.tokens
        while (
            at > first
            and behind - at <= most
            and (tokens[at].upos in NOMINAL or tokens[at].text in _INSIDE)
        ):
            at -= 1
        return at

    def _tail(self, i: int, make: Maker, first: int, last: int) -> Iterator[Candidate]:
        """Read "..., an official said on Monday." and "..., said an official."."""
        tokens, opening = self.tokens, make.cue_tokens[0]
        end = self._before_citing(i, last)
        if end - i > _TAIL or any(tokens[k].upos in _VERBS for k in range(i + 1, end)):
            return
        comma = self._before_phrase(opening, first, _TAIL_TELLER)
        if comma > first and tokens[comma].text in _TAIL_MARKS:
            teller = range(comma + 1, opening) or range(i + 1, end)
            content = range(first, comma + (tokens[comma].text != ","))
            yield from make.of(self.tellers.first_phrase(teller), "order")("tail", content)

    def _before_citing(self, i: int, last: int) -> int:
        """Where a sentence ends, or ", citing police" in it begins."""
        tokens = self.tokens
        for k in range(i + 1, last):
            if tokens[k].lemma in QUOTING and tokens[k].xpos == "VBG":
                return k - 1 if tokens[k - 1].text == "," else last
        return last

    def _inserted(self, i: int, make: Maker, first: int, last: int) -> Iterator[Candidate]:
        """Read "The bridge, Varga added, was blown up": a teller and a cue between commas."""
        tokens, opening = self.tokens, make.cue_tokens[0]
        if i + 2 >= last or tokens[i + 1].text != ",":
            return
        comma = self._before_phrase(opening, first, _INSERTED_TELLER)
        source = self.tellers.first_phrase(range(comma + 1, opening))
        if comma > first and tokens[comma].text == "," and source:
            content = [*range(first, comma), *range(i + 2, last)]
            yield from make.of(source, "order")("inserted", content)

    def _inner(self, i: int, make: Maker, first: int, last: int) -> Iterator[Candidate]:
        """Read the first claim of "Varga said rebels had shelled the town, Petra reported"."""
        tokens, opening = self.tokens, make.cue_tokens[0]
        if not 1 <= opening - first <= _INNER_TELLER or any(
            tokens[k].upos not in NOMINAL for k in range(first, opening)
        ):
            return
        ending = range(last - 1, max(i + 3, last - _INNER_TAIL), -1)
        telling = next((k for k in ending if tokens[k].upos == "VERB"), None)
        if telling is None or self.trees.kind(telling) not in INNER:
            return
        comma = self._before_phrase(telling, i + 2, last)
        if i + 2 < comma < telling - 1 and tokens[comma].text == ",":
            source = self.tellers.first_phrase(range(first, opening))
            yield from make.of(source, "order")(INNER_FRAME, range(i + 1, comma))

    def _rest(self, i: int, make: Maker, last: int) -> Iterator[Candidate]:
        """Read "An official said (that) ..."."""
        tokens, begin = self.tokens, i + 1
        if begin < last and tokens[begin].text.lower() == "that":
            yield from make("rest:that", range(begin, last))
        elif (
            begin + 2 < last
            and tokens[begin].upos in _BEGINNINGS
            and any(tokens[k].upos in _VERBS for k in range(begin, last))
        ):
            yield from make("rest", range(begin, last))

    def quoted_as_saying(self, i: int) -> Iterator[Candidate]:
        """Read "Kyodo quoted an official as saying ..." and "..., he was quoted as saying"."""
        tokens, sent = self.tokens, self.trees.sentence_at(i)
        first, last = sent.start_token, sent.end_token
        if i < first + 3 or tokens[i].lemma != "say" or tokens[i - 1].text != "as":
            return
        before = range(i - 2, max(first, i - _AS_SAYING), -1)
        quoted = next((k for k in before if tokens[k].lemma in QUOTING), None)
        if quoted is None:
            return
        if self.trees.is_mark(last - 1):
            last -= 1
        near = range(quoted - 1, max(first, quoted - 2) - 1, -1)
        be = next((k for k in near if tokens[k].lemma == "be"), None)
        if be is None:
            opening = self._before_phrase(quoted, first - 1, _QUOTED_TELLER) + 1
            source = self.tellers.first_phrase(range(quoted + 1, i - 1))
        else:
            opening = self._before_phrase(be, first - 1, _QUOTED_TELLER) + 1
            source = self.tellers.first_phrase(range(opening, be))
        make = Maker(self.trees, i, (quoted, i - 1, i), source, "quoted")
        if last - i > 2:
            yield from make("as-saying", range(i + 1, last))
        elif opening > first + 1:
            yield from make("as-saying", range(first, opening))

    def of_colon(self, i: int) -> Iterator[Candidate]:
        """A transcript: "SMITH: We left." at the head of a paragraph."""
        sentences, number = self.doc.sentences, self.trees.sentence_of[i]
        sent = sentences[number]
        name = range(sent.start_token, i)
        if not 1 <= len(name) <= _NAME or not all(self.tokens[k].text[:1].isupper() for k in name):
            return
        if number and sentences[number - 1].paragraph == sent.paragraph:
            return
        last = number
        while last + 1 < len(sentences) and sentences[last + 1].paragraph == sent.paragraph:
            last += 1
        make = Maker(self.trees, i, (i,), name, "speaker")
        yield from make("speaker", range(i + 1, sentences[last].end_token))
