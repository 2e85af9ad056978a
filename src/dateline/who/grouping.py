"""Which names, descriptions and pronouns of a report mean the same person or party.

Read from left to right: a name joins the entity of the same name, of its full form or of its long
form; a known name joins the entity of its actor; an apposition or a title joins what it describes.
``descriptions.py``, ``third_person.py`` and ``first_person.py`` tell what the others mean.
"""

from __future__ import annotations

from dateline.data import NameMention
from dateline.syntax import base
from dateline.who.descriptions import described
from dateline.who.entity_words import Words
from dateline.who.first_person import PRONOUNS, join_speech
from dateline.who.folding import name_words
from dateline.who.groups import Group, Groups
from dateline.who.metonyms import is_government
from dateline.who.person_names import goes_by, person_words
from dateline.who.phrases import Phrase
from dateline.who.pronouns import read_chooser
from dateline.who.third_person import Pronouns
from dateline.who.whose import Reader

_MENTIONS = frozenset({"PROPN", "NOUN", "PRON", "DET"})
"""Parts of speech of what is a mention without being a known name."""
_TITLE = 8  # words within which a title leads to the name that it belongs to


def find_groups(reader: Reader, words: Words) -> list[Group]:
    """Find the entities of a report, in order of their first mention."""
    groups = Groups(reader, words)
    return Grouper(groups, Pronouns(groups, read_chooser())).run()


class Grouper:
    """Reads a report from left to right and puts its mentions into groups."""

    def __init__(self, groups: Groups, pronouns: Pronouns) -> None:
        self.groups, self.pronouns = groups, pronouns
        self.reader, self.tokens, self.lists = groups.reader, groups.tokens, groups.lists

    def run(self) -> list[Group]:
        """Group all mentions."""
        speech: list[int] = []
        refs, titled, lower = self.reader.ref_at, self.reader.titled, self.reader.lower
        for i, token in enumerate(self.tokens):
            upos = token.upos
            if (upos not in _MENTIONS and i not in refs) or i in titled:
                continue
            if lower[i] in PRONOUNS and upos in ("PRON", "DET"):
                speech.append(i)
            elif upos == "PRON":
                self.pronouns.join(i)
            elif self._is_head(i):
                self._nominal(i)
        if speech:
            join_speech(self.groups, speech)
        return self.groups.finished()

    def _is_head(self, i: int) -> bool:
        """Whether a word heads a noun phrase of its own."""
        token = self.tokens[i]
        if token.upos not in ("PROPN", "NOUN") and i not in self.reader.ref_at:
            return False
        if token.upos in ("ADJ", "DET", "VERB", "ADP", "PUNCT", "SYM"):
            return False
        relation = self.reader.relations[i]
        if relation in ("flat", "goeswith", "fixed", "amod"):
            return False
        name = self.reader.name_at.get(i)
        if name is not None and self._is_inside(i, name):
            return False
        if self._ends_title(i):
            return False
        if relation == "compound":
            return self._is_own_name(i)
        if relation == "nmod" and token.deprel == "nmod:desc":
            return self.tokens[i].head < i and i in self.reader.name_at
        return True

    def _is_own_name(self, i: int) -> bool:
        """Whether a word that modifies another is a name of its own: "the Hamas delegation"."""
        name, ref = self.reader.name_at.get(i), self.reader.ref_at.get(i)
        return name is not None and (ref is None or ref.form not in ("adjective", "people"))

    def _is_inside(self, i: int, name: NameMention) -> bool:
        """Whether a word of a name hangs on another of its words: "Jerusalem" in "Hebrew University
        of Jerusalem"."""
        above = self.tokens[i].head
        return above != i and name.start <= self.tokens[above].start < name.end

    def _ends_title(self, i: int) -> bool:
        """Whether a word is the end of a title alone: "State" in "Secretary of State"."""
        found = self.reader.actors.role(self.reader.lower, i)
        return found is not None and " of " in found[0].phrase and found[1] < i

    def _nominal(self, i: int) -> None:
        kind = self.groups.kind_of(i)
        beside = self.reader.relations[i] == "appos" and self.tokens[i].head in self.groups.of
        if kind is None and not beside and self.reader.is_plain(i):
            self.reader.pass_by(i)
            return
        phrase = self.reader.phrase(i)
        group = self._by_apposition(i, phrase) if beside else None
        if phrase.person is not None and not self._is_known_group(i, phrase):
            group = self._person(phrase, phrase.person, group)
        elif phrase.ref is not None:
            group = self._known(phrase, group)
        elif (name := self.reader.name_at.get(i)) is not None and self.tokens[i].upos == "PROPN":
            group = self._named(name, group)
        elif phrase.role is not None or group is not None or kind is not None:
            group = described(self.groups, phrase, group)
        if group is None:
            return
        self.groups.learn(group, phrase)
        if i in self.reader.titles:
            self.groups.learn(group, self.reader.phrase(self.reader.titles[i]))
        self.groups.join(group, i)

    def _is_known_group(self, i: int, phrase: Phrase) -> bool:
        """Whether a name taken for a person's is that of another known actor: "Abu Sayyaf"."""
        ref = phrase.ref
        return ref is not None and ref.actor.kind != "person" and ref.first <= i < ref.last

    def _by_apposition(self, i: int, phrase: Phrase) -> Group | None:
        """The group of what this phrase stands beside: "Ilham Aliyev, the president"."""
        token = self.tokens[i]
        if base(token.deprel) == "appos" and not self._is_title_of_next(phrase):
            return self.groups.of.get(token.head)
        return None

    def _is_title_of_next(self, phrase: Phrase) -> bool:
        """Whether a phrase with a capital is the title of the person named next: in "President Ana
        Lima, Chief of Staff Lea Varga"."""
        reader, first = self.reader, phrase.first
        if phrase.person is not None or not self.tokens[first].text[0].isupper():
            return False
        here = reader.sentence_of[first]
        for i in range(first + 1, min(phrase.last + _TITLE, len(self.tokens))):
            name = reader.name_at.get(i)
            if name is not None and name.type == "PER":
                return reader.sentence_of[i] == here
            if not reader.fits_title(i):
                return False
        return False

    def _person(self, phrase: Phrase, name: NameMention, group: Group | None) -> Group:
        words = person_words(name)
        if phrase.ref is not None and phrase.ref.actor.kind == "person":
            known = self.groups.by_actor.get(phrase.ref.actor.id)
            group = known or group
        found = group if group is not None and self._agrees(group, words) else None
        if found is not None and not _may_be_called(found):
            found = None  # "Australia: Ricky Ponting", "three ministers, Ana Lima"
        role = phrase.role
        office = role.phrase if role is not None and role.type == "office" else None
        found = found or self.groups.same_person(words, office)
        if found is None:
            found = self.groups.new("person")
        if phrase.ref is not None and phrase.ref.actor.kind == "person" and found.actor is None:
            self.groups.be(found, phrase.ref.actor)
        found.kind = "person"
        found.names.append(name.text)
        if words and words not in found.keys:
            found.keys.add(words)
            for word in words:
                mine = self.groups.people.setdefault(word, [])
                if found not in mine:
                    mine.append(found)
        return found

    def _agrees(self, group: Group, words: tuple[str, ...]) -> bool:
        return not group.keys or goes_by(group.keys, words)

    def _known(self, phrase: Phrase, group: Group | None) -> Group | None:
        ref = phrase.ref
        assert ref is not None
        actor = ref.actor
        if ref.form in ("adjective", "people"):
            return described(self.groups, phrase, group)
        if ref.form == "seat" and not is_government(
            self.reader, phrase.head, self.groups.words.uses
        ):
            return self._place(self.reader.doc.text[ref.start : ref.end])
        found = self.groups.by_actor.get(actor.id)
        if found is None:
            kinds = {"state": "state", "body": "organisation", "person": "person"}
            found = group if group is not None and group.actor is None else None
            if found is not None and actor.kind == "state" and found.names:
                found = None  # "Goromonzi, Zimbabwe"
            found = found or self.groups.new(kinds.get(actor.kind, "group"))
            if actor.kind in ("body", "group"):
                self.groups.learn_noun(found, actor.name)
                for noun in self.groups.called.get(actor.type, ()):
                    self.groups.add_noun(found, noun)
            found.actor = found.actor or actor
            self.groups.by_actor[actor.id] = found
        name = self.reader.doc.text[ref.start : ref.end]
        found.names.append(name)
        if actor.kind in ("body", "group"):
            self.groups.learn_initials(found, name)
        return found

    def _place(self, name: str) -> Group:
        """The place of a name: the city of Ankara, not the government there."""
        key = f"{name} (place)"
        found = self.groups.by_name.get(key)
        if found is None:
            found = self.groups.by_name[key] = self.groups.new("place")
        found.names.append(name)
        return found

    def _named(self, name: NameMention, group: Group | None) -> Group:
        words = [w for w, _ in name_words(name.text) if w != "the"]
        if len(words) > 1 and words[-1] in self.lists.firm:
            del words[-1]
        key = " ".join(words)
        found = self.groups.by_name.get(key)
        if (
            found is None
            and name.type == "ORG"
            and (person := self.groups.surname(words)) is not None
        ):
            person.names.append(name.text)
            return person
        if found is None and group is not None and group.kind != "person":
            found = group
        found = found or self.groups.abbreviated(name.text)
        if found is None:
            found = self.groups.new("place" if name.type == "LOC" else "organisation")
        found.names.append(name.text)
        if name.type == "ORG":
            self.groups.learn_noun(found, name.text)
        self.groups.by_name.setdefault(key, found)
        self.groups.learn_initials(found, name.text)
        return found


def _may_be_called(group: Group) -> bool:
    """Whether what a person's name stands beside may be that person: no state, no several."""
    if group.plural or (group.actor is not None and group.actor.kind != "person"):
        return False
    return group.kind == "person" or not group.names
