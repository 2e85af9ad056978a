"""The entities of a report found so far, each with its mentions and what they show of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dateline.syntax import PLURALS
from dateline.who.acronyms import initials
from dateline.who.actors import Actor
from dateline.who.entity_words import Words
from dateline.who.person_names import goes_by
from dateline.who.phrases import Phrase
from dateline.who.speaking import Speaking
from dateline.who.whose import Reader


@dataclass(slots=True, eq=False)
class Group:
    """Mentions of one entity, as heads in text order, and what they show of it."""

    kind: str
    heads: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    keys: set[tuple[str, ...]] = field(default_factory=set)  # folded names of a person
    nouns: set[str] = field(default_factory=set)  # heads of its descriptions and titles
    offices: set[str] = field(default_factory=set)  # whole titles: "prime minister"
    countries: set[str] = field(default_factory=set)
    actor: Actor | None = None
    gender: str | None = None
    plural: bool = False
    speaker: Group | None = None  # of "we" in a quotation: who speaks for them
    provisional: bool = False  # a noun of no role: an entity only if it is mentioned again

    @property
    def last(self) -> int:
        """The head of its last mention."""
        return self.heads[-1]


class Groups:
    """Entities in the order in which they were found, and by what they may be called."""

    def __init__(self, reader: Reader, words: Words) -> None:
        self.reader, self.words = reader, words
        self.tokens = reader.tokens
        self.lists = lists = reader.lists
        self.called = {  # by kind of group
            "party": lists.called_party, "armed": lists.called_armed, "media": lists.called_media,
        }  # fmt: skip
        self.all: list[Group] = []
        self.of: dict[int, Group] = {}  # by head of a mention
        self.people: dict[str, list[Group]] = {}  # by word of the name
        self.by_name: dict[str, Group] = {}
        self.by_actor: dict[str, Group] = {}
        self.by_noun: dict[str, list[Group]] = {}

    @cached_property
    def speaking(self) -> Speaking:
        """The quotations of the report and who speaks in them."""
        return Speaking(self.reader, self.words.cues)

    def new(self, kind: str, *, provisional: bool = False) -> Group:
        """Open the group of an entity."""
        group = Group(kind, provisional=provisional)
        self.all.append(group)
        return group

    def join(self, group: Group, i: int) -> None:
        """Put the mention that a word heads into a group."""
        group.heads.append(i)
        self.of[i] = group

    def learn(self, group: Group, phrase: Phrase) -> None:
        """Note the nouns, gender, number and countries that a phrase gives its group."""
        head = self.tokens[phrase.head]
        if head.upos == "NOUN" or phrase.role is not None:
            noun = head.lemma.lower()
            if head.upos == "NOUN":
                self.add_noun(group, noun)
            if phrase.role is not None and phrase.role.type != "person":
                self.add_noun(group, phrase.role.phrase.rpartition(" ")[2])
            if phrase.role is not None and phrase.role.type == "office":
                self._hold(group, phrase.role.phrase)
        for word in phrase.words:
            if word in self.lists.male:
                group.gender = "m"
            elif word in self.lists.female:
                group.gender = "f"
        if head.xpos in PLURALS and group.kind != "state":
            group.plural = True
        group.countries.update(e.country for e in phrase.evidence if e.country is not None)
        for j in self.reader.below[phrase.head]:  # "his government" is of his country
            owner = self.of.get(j) if self.tokens[j].deprel == "nmod:poss" else None
            if owner is not None:
                group.countries.update(owner.countries)

    def _learn_office(self, group: Group, actor: Actor) -> None:
        """Note what a known person may be called by the office of the day: "the president"."""
        term = actor.term(self.reader.day)
        if term is not None and term.title:
            title = term.title.partition(" of ")[0]
            self._hold(group, title)
            self.add_noun(group, title.rpartition(" ")[2])

    def _hold(self, group: Group, office: str) -> None:
        """Note an office, and what its holder is called as well."""
        group.offices.add(office)
        for noun in self.words.called.get(office.lower(), ()):
            self.add_noun(group, noun)

    def learn_noun(self, group: Group, name: str) -> None:
        """Note what an organisation may be called by its name: "the council"."""
        noun = name.partition(" of ")[0].rpartition(" ")[2].lower()
        roles = self.reader.actors.roles.get(noun, ())
        if self.words.kinds.get(noun) == "organisation" or any(
            len(phrase) == 1 and role.type == "body" for phrase, role in roles
        ):
            self.add_noun(group, noun)

    def add_noun(self, group: Group, noun: str) -> None:
        """Note a noun that a group may be called by."""
        if noun not in group.nouns:
            group.nouns.add(noun)
            self.by_noun.setdefault(noun, []).append(group)

    def be(self, group: Group, actor: Actor) -> None:
        """Note which known person an entity is."""
        group.actor = actor
        self.by_actor[actor.id] = group
        self._learn_office(group, actor)

    def learn_initials(self, group: Group, name: str) -> None:
        """Note the acronym of a name: "Financial Times" may be "FT"."""
        letters = initials(name, self.lists.small)
        if len(letters) > 1:
            self.by_name.setdefault(letters, group)

    def abbreviated(self, name: str) -> Group | None:
        """The organisation that was called by its acronym before its name: "UMN ...", then "the
        Union of Miners of Narva (UMN)"."""
        letters = initials(name, self.lists.small)
        long = self.reader.defined.get(letters.upper())
        return self.by_name.get(letters) if long and name.endswith(long) else None

    def same_person(self, words: tuple[str, ...], office: str | None = None) -> Group | None:
        """The person who goes by a name; of several the one that an office before it suits best
        ("defence minister Kim" beside a Kim known to lead another state), whom the report calls by
        it already, who is named for himself ("Bo Lund, son of Ove Lund"), whom it mentions most, or
        first."""
        if not words:
            return None
        for word in (words[-1], words[0]):
            bearers = [group for group in self.people.get(word, ()) if goes_by(group.keys, words)]
            if bearers:
                others = self.lists.other_office
                return max(
                    bearers,
                    key=lambda group: (
                        *_suits(group, office, others),
                        len(words) == 1 and words in group.keys,
                        any(self._is_for_himself(head) for head in group.heads),
                        len(group.heads),
                        -group.heads[0] if group.heads else 0,
                    ),
                )
        return None

    def _is_for_himself(self, head: int) -> bool:
        """Whether a mention is a name that tells of nobody else whose he is: not "the son of Ove
        Lund"."""
        return self.tokens[head].upos == "PROPN" and self.reader.relations[head] != "nmod"

    def surname(self, words: Sequence[str]) -> Group | None:
        """The person whose last name a name taken for an organisation's is: "Wulff" after
        "Christian Wulff"."""
        if len(words) != 1:
            return None
        word = words[0]
        full = [
            g for g in self.people.get(word, ()) if any(k[1:] and k[-1] == word for k in g.keys)
        ]
        return full[-1] if full else None

    def kind_of(self, i: int) -> str | None:
        """The kind of what a noun means: a person, an organisation, a place; ``None`` for none."""
        token = self.tokens[i]
        return self.words.kinds.get(token.lemma.lower()) if token.upos == "NOUN" else None

    def finished(self) -> list[Group]:
        """The entities, in order of their first mention."""
        found = [group for group in self.all if len(group.heads) > 1 or not group.provisional]
        for group in found:
            group.heads.sort()
        return sorted(found, key=lambda group: group.heads[0])


def may_hold(group: Group, office: str, others: frozenset[str]) -> bool:
    """Whether an entity may be called by an office: the foreign minister is not "the prime
    minister", nor is a vice president "the president".

    ``others``: offices whose last word alone means another.
    """
    if not group.offices or office in group.offices:
        return True
    if " " not in office:
        last = f" {office}", f"-{office}"
        return any(held not in others or not held.endswith(last) for held in group.offices)
    return all(" " not in held for held in group.offices)


def _suits(group: Group, office: str | None, others: frozenset[str]) -> tuple[bool, bool, bool]:
    """How well an office suits a person, the first counts most: he holds it, he is not known for
    others, he may hold it beside those that the report gives him."""
    if office is None:
        return False, False, False
    return office in group.offices, group.actor is None, may_hold(group, office, others)
