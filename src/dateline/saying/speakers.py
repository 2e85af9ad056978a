"""Who is named as a speaker: the noun phrase that names one, and the kind of source it makes.

    speakers = Speakers(doc, lexicon)
    mention = speakers.mention(start, end)     # of a source: "Minister Gideon Saar"
    speakers.kind(mention)                     # "named"

A phrase is read off the tree, and off the order of its words where the tree goes wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.data import Document, Entity, SourceKind, Span
from dateline.saying.cues import QUOTING
from dateline.saying.issued import REPORT, Issued
from dateline.saying.lexicon import Lexicon
from dateline.syntax import HYPHENS, POSSESSIVE, Range, base, index_of, is_hyphenated, subtree

HE = frozenset({"he", "she", "him", "her", "his", "who", "i", "me"})
"""Pronouns of one person."""
NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
"""Parts of speech of the words that a speaker is named with; adjectives are often mistagged."""
IN_PHRASE = frozenset({*NOUNS, "NUM", "PART", "ADP", "DET", "X"})
"""Those of all words of a noun phrase."""
_INNER = frozenset({"compound", "amod", "nummod", "flat", "nmod", "case", "goeswith", "det"})
"""Relations of the words that are part of a noun phrase, whatever they hang on in it."""
_BESIDE = frozenset({"appos", "flat", "nmod", "list", "dep"})
"""Relations in which a name hangs on the title before it."""
_BREAKS = frozenset({"PUNCT", "ADP", "VERB", "AUX", "CCONJ", "SCONJ", "PRON"})
_FUNCTION = frozenset({"PUNCT", "ADP", "DET", "CCONJ", "PART", "SCONJ"})
_OF = frozenset({"of", "at", "for", "in", "from", "to"})
_BODIES = frozenset({"organisation", "state", "group", "place"})
"""Kinds of entities that speak as institutions."""


class Mention(NamedTuple):
    """A noun phrase that names a source: tokens ``first`` to ``last``, and its head."""

    head: int
    first: int
    last: int

    @property
    def inside(self) -> range:
        """Its tokens."""
        return range(self.first, self.last)


class Speakers:
    """The noun phrases of one document that may name a source."""

    def __init__(self, doc: Document, lexicon: Lexicon) -> None:
        self.doc, self.tokens, self.lexicon = doc, doc.tokens, lexicon
        known = index_of(doc)
        self.below, self.starts, self.sentence_of = known.below, known.starts, known.sentence_of
        self.range_of = known.range_of
        self.persons: set[int] = set()
        """The tokens of names of people."""
        self.bodies: set[int] = set()
        """The tokens of names of organisations and places."""
        self.outlets: set[int] = set()
        """The tokens of names of known outlets."""
        self.entity_at: dict[int, Entity] = {}
        """The entity that a token heads a mention of."""
        self._read_names()
        self._read_entities()
        self._issued = Issued(known, lexicon, self.outlets)

    def _read_names(self) -> None:
        for name in self.doc.names:
            named = self.persons if name.type == "PER" else self.bodies
            named.update(range(*self.range_of(name.start, name.end)))
        words = [token.text for token in self.tokens]
        for first, last, _ in self.lexicon.media.find(words):
            self.outlets.update(range(first, last))
            self._rule_out_person(first, last)
        for first, last, _ in self.lexicon.lands.find(words):
            self._rule_out_person(first, last)

    def _read_entities(self) -> None:
        for entity in self.doc.entities:
            for start, end in entity.mentions:
                first, last = self.range_of(start, end)
                if last > first:
                    self.entity_at.setdefault(self.head_of(first, last), entity)

    def _rule_out_person(self, first: int, last: int) -> None:
        """Take the whole name of an outlet or a state for no person's."""
        if first - 1 in self.persons or last in self.persons:
            return
        taken = self.persons.intersection(range(first, last))
        self.persons -= taken
        self.bodies |= taken

    # --- where words stand ----------------------------------------------------------------------

    def head_of(self, first: int, last: int) -> int:
        """The token of a range that heads it: of those that hang on a token outside, the last noun
        before a preposition or comma, else the first that is no mere function word."""
        tokens = self.tokens
        tops = [
            i
            for i in range(first, last)
            if tokens[i].head == i or not first <= tokens[i].head < last
        ]
        words = [i for i in tops if tokens[i].upos not in _FUNCTION]
        if len(words) > 1 and tokens[words[0]].upos in NOUNS:
            end = next((i for i in range(words[0], last) if tokens[i].upos in _BREAKS), last)
            return max(i for i in words if i < end and tokens[i].upos in NOUNS)
        return words[0] if words else tops[0] if tops else first

    def end_of_sentence(self, i: int) -> int:
        """The token behind the sentence of a token."""
        return self.doc.sentences[self.sentence_of[i]].end_token

    def span(self, mention: Mention) -> Span:
        """Where a mention stands in the text."""
        return self.tokens[mention.first].start, self.tokens[mention.last - 1].end

    # --- the noun phrase ------------------------------------------------------------------------

    def mention(self, start: int, end: int) -> Mention:
        """The noun phrase of a source span."""
        first, last = self.range_of(start, end)
        by_tree = self.mention_at(self.head_of(first, max(last, first + 1)))
        by_order = self._opening(first, last)
        if by_order is None or self.names_person(by_tree):
            return by_tree
        return by_order if self.names_person(by_order) else by_tree

    def _opening(self, first: int, last: int) -> Mention | None:
        """The leading words of a stretch, up to a comma, a verb or a relative pronoun, headed by
        the person named in them, if any."""
        tokens = self.tokens
        while first < last and tokens[first].upos in ("DET", "PUNCT", "ADP"):
            first += 1
        end = first
        while end < last and tokens[end].upos in IN_PHRASE and tokens[end].xpos != "WP":
            end += 1
        while end > first and (
            tokens[end - 1].upos in ("ADP", "DET") or tokens[end - 1].text in self.lexicon.days
        ):
            end -= 1
        for i in range(first, end):
            if tokens[i].text in POSSESSIVE:
                continue
            person = i in self.persons and i - 1 not in self.persons
            if person and tokens[i - 1].upos not in ("ADP", "PUNCT"):
                closing = i
                while closing in self.persons and closing < end:
                    closing += 1
                owner = closing < end and tokens[closing].text in POSSESSIVE
                if not owner:
                    return Mention(i, first, closing)
        return None

    def leading(self, first: int, last: int) -> Mention:
        """The noun phrase at the head of a stretch of words, by their order alone."""
        tokens = self.tokens
        while first < last and tokens[first].upos == "DET":
            first += 1
        end = first
        days = self.lexicon.days
        while end < last and tokens[end].upos in NOUNS and tokens[end].text not in days:
            end += 1
        end = max(end, first + 1)
        return Mention(self.head_of(first, end), first, end)

    def mention_at(self, head: int) -> Mention:
        """A noun phrase without article, apposition and relative clause."""
        tokens = self.tokens
        words = self._words_of(head)
        first = last = head
        while first and (
            first - 1 in words
            and (tokens[first - 1].upos != "PUNCT" or tokens[first - 1].text in HYPHENS)
        ):
            first -= 1
        last = _end_of(words, last)
        first, last = self._hyphenated(first, last)
        last = _end_of(words, last)  # "Jean-Marc Lebrun"
        while first < head and (tokens[first].upos in ("DET", "ADP") or self.is_quoting(first)):
            first += 1
        return Mention(head, self._titled(head, first), last + 1)

    def completed(self, mention: Mention) -> Span:
        """The characters of a mention, with what completes its last word: "source close to the
        talks"."""
        at = mention.last - 1
        token = self.tokens[at]
        after = base(token.deprel) in ("amod", "acl") and token.head == mention.head
        if at > mention.head and after and token.upos in ("ADJ", "VERB"):
            inside = set(subtree(self.below, at))
            while at + 1 in inside and self.tokens[at + 1].upos != "PUNCT":
                at += 1
        return self.span(mention)[0], self.tokens[at].end

    def _words_of(self, head: int) -> set[int]:
        """What may be part of the noun phrase of a head, as far as it stands together."""
        tokens = self.tokens
        words, todo = {head}, [head]
        while todo:
            at = todo.pop()
            for j in self.below[at]:
                relation = base(tokens[j].deprel)
                if relation in _INNER and not (at == head and relation in ("det", "case")):
                    if relation == "nmod" and j > head and at == head and not self._has_case(j):
                        continue
                    words.add(j)
                    todo.append(j)
        for j in self.below[head]:  # "Prime Minister Li Peng", whichever of them is the head
            name = base(tokens[j].deprel) in _BESIDE
            if name and j > head and j not in words and self._is_joined(head, j):
                words.update(subtree(self.below, j))
                words.update(range(head, j))
        words.update(self._called(head))
        return words

    def _has_case(self, i: int) -> bool:
        """Whether a noun tells of what another one is: "of the army", "in Vienna"."""
        tokens = self.tokens
        return any(
            tokens[j].lemma in _OF and base(tokens[j].deprel) == "case" for j in self.below[i]
        )

    def _is_joined(self, head: int, name: int) -> bool:
        """Whether a name follows its title directly, without a comma or preposition: that of a
        person or, after a word for one ("the daily Asahi Shimbun"), of an outlet."""
        tokens = self.tokens
        outlet = self.kind_of_noun(head) == "media"
        return (name in self.persons or (outlet and tokens[name].upos == "PROPN")) and all(
            tokens[i].upos in ("PROPN", "NOUN", "ADJ", "X", "PUNCT") and tokens[i].text != ","
            for i in range(head + 1, name)
        )

    def _called(self, head: int) -> Iterator[int]:
        """The name that follows a word for an outlet, where the tree sets it beside: "the daily
        Asahi Shimbun", "local daily The Northern Star"."""
        tokens = self.tokens
        name = head + 2 if head + 1 < len(tokens) and tokens[head + 1].text == "The" else head + 1
        if (
            self.kind_of_noun(head) != "media"
            or name >= len(tokens)
            or not (tokens[name].upos == "PROPN" or tokens[name].xpos == "NNP")
            or tokens[name].text in self.lexicon.days
        ):
            return
        top = name
        while tokens[top].deprel in ("compound", "amod") and tokens[top].head > top:
            top = tokens[top].head
        if tokens[top].head in (head, tokens[head].head) and tokens[top].upos == "PROPN":
            yield from range(head + 1, top + 1)
            while top + 1 < len(tokens) and tokens[top + 1].deprel == "flat":
                top += 1
                yield top

    def _hyphenated(self, first: int, last: int) -> Range:
        """Take in the parts that hyphens join to a phrase: "al-Samani", "Itar-Tass"."""
        tokens = self.tokens
        while is_hyphenated(tokens, first):
            first -= 2
        while last + 2 < len(tokens) and is_hyphenated(tokens, last + 2):
            last += 2
        return first, last

    def _titled(self, head: int, first: int) -> int:
        """Where a title begins that the tree leaves apart: "Prime Minister Imre Nagy"."""
        tokens = self.tokens
        if first != head or head not in self.persons:
            return first
        begin = first
        while begin and (
            tokens[begin - 1].upos in NOUNS
            and tokens[begin - 1].text[:1].isupper()
            and tokens[begin - 1].text not in self.lexicon.days
            and self.sentence_of[begin - 1] == self.sentence_of[head]
        ):
            begin -= 1
        known = any(self.kind_of_noun(i) == "named" for i in range(begin, first))
        return begin if known else first

    # --- what it says ---------------------------------------------------------------------------

    def names_person(self, mention: Mention) -> bool:
        """Whether a person's name stands in a mention, be it an owner's: "Lee's adviser"."""
        return any(i in self.persons for i in mention.inside)

    def has_proper_name(self, mention: Mention) -> bool:
        """Whether a name of a person, an organisation or a place stands in a mention."""
        return any(i in self.persons or i in self.bodies for i in mention.inside)

    def is_definite(self, mention: Mention) -> bool:
        """Whether a mention has "the" or "this": who it is was told before."""
        tokens = self.tokens
        return any(
            base(tokens[j].deprel) == "det" and tokens[j].lemma.lower() in ("the", "this")
            for j in self.below[mention.head]
        )

    def is_plural(self, mention: Mention) -> bool:
        """Whether several are spoken of."""
        return self.tokens[mention.head].xpos.endswith("S")

    def is_quoting(self, i: int) -> bool:
        """Whether a word is "quoting" or "citing"."""
        return self.tokens[i].lemma in QUOTING and self.tokens[i].xpos == "VBG"

    def is_publisher(self, name: str) -> bool:
        """Whether an outlet is the one that publishes the report: it has its own voice."""
        publisher = self.doc.report.publisher
        return publisher is not None and name.casefold() in publisher.casefold()

    # --- its kind -------------------------------------------------------------------------------

    def kind_of_noun(self, i: int) -> SourceKind | None:
        """The kind that a head noun makes a source; ``None`` for other words."""
        return self.lexicon.kind_of(self.tokens[i])

    def kind(self, mention: Mention) -> SourceKind:
        """The kind of a source, by its names and its head noun."""
        head = self.tokens[mention.head]
        if mention.head in self.outlets and mention.head not in self.persons:
            return "media"
        if head.upos == "PRON" and head.text.lower() in HE | {"myself"}:
            return "named"
        by_noun, lists = self.kind_of_noun(mention.head), self.lexicon.lists
        if self._ends_with_name(mention) and (  # "reporter Ann Lee", "official Ann Lee"
            by_noun in (None, "named", "anonymous") or head.lemma.lower() in lists.writer
        ):
            return "named"
        if by_noun == "named" and self.is_plural(mention):
            return "anonymous"
        if by_noun is not None and head.upos in ("NOUN", "PROPN"):
            return self._kind_by_noun(mention, by_noun)
        return self._kind_by_name(mention)

    def is_named(self, entity: Entity) -> bool:
        """Whether a report names the person whom an entity is."""
        if entity.kind != "person":
            return False
        for mention in entity.mentions:
            first, last = self.range_of(*mention)
            head = self.head_of(first, last) if last > first else first
            owners = (i for i in range(first, last) if self.tokens[i].text in POSSESSIVE)
            own = range(max(owners, default=first - 1) + 1, last)
            if any(i in self.persons and self._is_own_name(i, head) for i in own):
                return True  # neither "Lima's aide" nor "an aide to Lima" is Lima
        return False

    def _kind_by_noun(self, mention: Mention, by_noun: SourceKind) -> SourceKind:
        """The kind that a noun gives, unless the words before it tell more."""
        noun = self.tokens[mention.head].lemma.lower()
        if noun == "agency" and not self._is_news_agency(mention):
            return "institution"
        if noun == REPORT and self._issued.is_of_body(mention.head):
            return "institution"
        return "media" if any(i in self.outlets for i in mention.inside) else by_noun

    def _is_news_agency(self, mention: Mention) -> bool:
        """Whether an agency is one of news: so named, or bare, or a known one."""
        modifiers = {
            self.tokens[j].lemma.lower()
            for j in self.below[mention.head]
            if base(self.tokens[j].deprel) in ("compound", "amod")
        }
        if not modifiers or modifiers & self.lexicon.lists.news_word:
            return True
        return any(i in self.outlets for i in mention.inside)

    def _kind_by_name(self, mention: Mention) -> SourceKind:
        """The kind of a source whose head noun tells nothing, by the names in it and beside it."""
        head = self.tokens[mention.head]
        several = head.xpos == "NNS"  # "Lee aides", all of which is taken for a name now and then
        if mention.head in self.persons and not several:
            return "named"
        if self._has_outlet_word(mention):
            return "media"
        if not several and self._has_own_name(mention):
            return "named"
        if self._follows_outlet_word(mention.head):
            return "media"
        if self._is_called(mention.head):
            return "named"
        if mention.head in self.bodies:
            return "institution"
        if head.upos == "PROPN" and head.xpos != "NNS":  # "Diplomats here" are no proper name
            entity = self.entity_at.get(mention.head)
            return "institution" if entity is not None and entity.kind in _BODIES else "named"
        return "anonymous"

    def _has_outlet_word(self, mention: Mention) -> bool:
        """Whether a proper name has the word for an outlet in it: "Cambodia Daily", "Norwegian
        Broadcasting"."""
        tokens = self.tokens
        return tokens[mention.head].upos == "PROPN" and any(
            tokens[i].upos == "PROPN" and self.kind_of_noun(i) == "media" for i in mention.inside
        )

    def _follows_outlet_word(self, head: int) -> bool:
        """Whether a proper name follows the word for an outlet: "local paper Vesti"."""
        before = head - 1
        return (
            self.tokens[head].upos == "PROPN"
            and before >= 0
            and self.tokens[before].upos == "NOUN"
            and self.kind_of_noun(before) == "media"
        )

    def _is_called(self, head: int) -> bool:
        """Whether a person's name stands beside a head: "the spokesman, Ali Ahmad"."""
        return any(
            base(self.tokens[j].deprel) in ("appos", "flat") and j in self.persons
            for j in self.below[head]
        )

    def _ends_with_name(self, mention: Mention) -> bool:
        """Whether a mention ends with the name of a person that is its own, not one whom it only
        speaks of: "a spokesman for Ann Lee", "Lee aides"."""
        last = mention.last - 1
        if last not in self.persons or (last == mention.head and self.tokens[last].xpos == "NNS"):
            return False
        return self._is_own_name(last, mention.head)

    def _is_own_name(self, i: int, head: int) -> bool:
        """Whether the name that a token is part of does not stand behind a preposition."""
        while i > head and self.tokens[i].head in self.persons and self.tokens[i].head != i:
            i = self.tokens[i].head
        return i <= head or not self._has_case(i)

    def _has_own_name(self, mention: Mention) -> bool:
        """Whether the name of a person in a mention is that of its head."""
        return any(i in self.persons and self._names_head(i, mention.head) for i in mention.inside)

    def _names_head(self, i: int, head: int) -> bool:
        """Whether a name inside a phrase is the head's own: not a possessor or complement."""
        tokens = self.tokens
        while i != head:
            if base(tokens[i].deprel) not in ("flat", "compound", "appos", "goeswith"):
                return False
            if tokens[i].head == i:
                return False
            i = tokens[i].head
        return True


def _end_of(words: set[int], last: int) -> int:
    """The last of the words that follow one without a gap."""
    while last + 1 in words:
        last += 1
    return last
