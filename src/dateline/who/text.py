"""The words of a report by what they belong to: names, places, offices, titles beside names."""

from __future__ import annotations

from dateline.data import Document, NameMention, PlaceMention
from dateline.syntax import index_of
from dateline.who.actors import Actor, Actors, Role

_IN_TITLE = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
TITLE_CASES = {"of": "of", "to": "to", "in": "in", "for": "for", "at": "in", "on": "in"}
_TITLE_LINKS = frozenset({"the", "and", "&", "-", "'s", "’s", "’", "'", "/"})
_BESIDE = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "conj", "ccomp"})
_INSIDE_TITLE = frozenset({"amod", "compound", "nmod", "conj", "flat", "nummod", "appos"})
LONGEST_TITLE = 14
"""Words over which a title before a name, or a description behind it, is read."""


class Text:
    """A parsed report: its tokens, and the name and the place that each belongs to."""

    def __init__(self, doc: Document, actors: Actors) -> None:
        self.doc, self.actors, self.lists = doc, actors, actors.lists
        self.tokens = doc.tokens
        index = index_of(doc)
        self.below, self.starts, self.lower = index.below, index.starts, index.lower
        self.range_of = index.range_of
        self.relations, self.sentence_of = index.relations, index.sentence_of
        self.day = doc.report.published
        self.name_at: dict[int, NameMention] = {}
        for name in doc.names:
            if name.type == "PER" and name.text in actors.roles:
                continue  # "the pope"
            for i in range(*self.range_of(name.start, name.end)):
                self.name_at[i] = name
        self.place_at: dict[int, PlaceMention] = {}
        for place in doc.named_places:
            for i in range(*self.range_of(place.start, place.end)):
                self.place_at[i] = place
        self.titled: dict[int, int] = {}  # head of a title that the tree tore off → the person
        self.titles: dict[int, int] = {}  # and back
        self._find_titles()

    def code(self, state: Actor) -> str:
        """The code of a state at the day of the report."""
        if state.earlier:
            return self.actors.code(state.id, self.day)
        code = state.countries[0]
        return self.actors.code(code, self.day) if state.type == "region" else code

    def countries_of(self, actor: Actor) -> tuple[str, ...]:
        """The countries of an actor at the day of the report; none for an international body."""
        if actor.kind == "state":
            return (self.code(actor),)
        if actor.international_at(self.day):
            return ()
        return tuple(dict.fromkeys(self.actors.code(c, self.day) for c in actor.countries))

    def head_of(self, first: int, last: int) -> int:
        """The head among a range of tokens: the first whose own head lies outside."""
        tokens, fallback = self.tokens, None
        for i in range(first, last):
            head = tokens[i].head
            if head == i or not first <= head < last:
                if tokens[i].upos not in ("PUNCT", "ADP", "DET", "CCONJ", "PART", "SCONJ", "ADV"):
                    return i
                fallback = i if fallback is None else fallback
        return first if fallback is None else fallback

    def description_behind(self, last: int) -> tuple[int, int]:
        """The words that may describe the name before ``last``: behind a comma, up to the next one;
        none where they lead to another person's name."""
        begin, most = last + 1, min(last + 1 + LONGEST_TITLE, len(self.tokens))
        if begin >= most or self.lower[last] != ",":
            return last, last
        at = begin
        while at < most:
            if self.lower[at] == "(" and self.lower[at + 2 : at + 3] == [")"]:
                at = min(at + 3, most)  # "chief executive officer (CEO) of Ostrel"
                continue
            if not (self.fits_title(at) or self.lower[at] in ("a", "an")):
                break
            name = self.name_at.get(at)
            if name is not None and name.type == "PER":
                return last, last
            at += 1
        return begin, at

    def is_currency(self, i: int) -> bool:
        """Whether a word makes a state's name before it that of its money."""
        return i < len(self.lower) and self.lower[i] in self.lists.currency

    def fits_title(self, i: int) -> bool:
        """Whether a word may be part of a title."""
        word = self.lower[i]
        return (
            self.tokens[i].upos in _IN_TITLE or word in TITLE_CASES or word in _TITLE_LINKS
            or word in self.actors.roles
        )  # fmt: skip

    def office_in(self, begin: int, end: int) -> tuple[Role | None, int]:
        """The first office or word for a person among words, and where it ends; -1 for none."""
        for i in range(begin, end):
            found = self.actors.role(self.lower, i, begin)
            if found is not None and found[0].type != "body":
                return found[0], i
            if self.lower[i] in self.lists.body_title:
                return None, i
        return None, -1

    def _find_titles(self) -> None:
        """Titles that hang beside the name that they belong to: in "Secretary of State Ana Rossi
        said" both are subject, and a verb has one subject only."""
        for name in self.doc.names:
            if name.type == "PER":
                first, last = self.range_of(name.start, name.end)
                if first < last:
                    self._find_title(first, last)

    def _find_title(self, first: int, last: int) -> None:
        tokens, head = self.tokens, self.head_of(first, last)
        if self.relations[head] not in _BESIDE:
            return
        begin = first
        while begin and begin <= tokens[begin - 1].head < last:
            begin -= 1
        at = begin - 1
        if at > 0 and self.lower[at] == ")":  # "the Homeland Party (HP) chairman"
            while at > 0 and self.lower[at] != "(":
                at -= 1
            at -= 1
        if at < 0 or self.sentence_of[at] != self.sentence_of[head]:
            return
        if tokens[at].upos not in _IN_TITLE:
            return
        while not self._stand_alike(at, head):
            above = tokens[at].head
            if self.relations[at] not in _INSIDE_TITLE or above == at or above >= begin:
                return
            at = above
        name = self.name_at.get(at)
        if name is None or name.type == "ORG":  # else two names in a row
            self.titled[at] = head
            self.titles[head] = at

    def _stand_alike(self, one: int, other: int) -> bool:
        """Whether two words hang on the same word by the same relation."""
        a, b = self.tokens[one], self.tokens[other]
        return a.head == b.head != one and a.deprel == b.deprel
