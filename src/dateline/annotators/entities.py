"""Entities: which names, descriptions and pronouns of a report mean the same person or party.

    "Bashar al-Assad ... the Syrian president ... Assad ... his government"

Read from left to right: a name joins the entity of the same name, of its full form or of its
long form; a known name joins the entity of its actor; an apposition or a title joins what it
describes; "the president", "the rebels" join the nearest entity of that role whose country does
not contradict, and "the company", "the city" the nearest entity of that kind; what "he", "it"
and "they" mean is learned (``who/pronouns.py``); "I" joins who speaks (``saying/speaking.py``).
Country and sectors come from ``who/judging.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from dateline.data import Document, Entity, NameMention
from dateline.knowledge import Knowledge
from dateline.saying.cues import Cues, read_cues
from dateline.saying.speaking import Speaking
from dateline.syntax import POSSESSIVE, ancestors, base
from dateline.who.actors import Actor, name_words, read_actors
from dateline.who.judging import Judge, read_judge
from dateline.who.known import Ref
from dateline.who.metonyms import Uses, is_government, read_uses
from dateline.who.pronouns import FAMILIES, NEAR, Candidate, Chooser, read_chooser
from dateline.who.spellings import ARTICLES
from dateline.who.whose import Phrase, Reader, read

REQUIRES = frozenset({"tokens", "sentences", "names", "places"})
ASSIGNS = "entities"

_SEX = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f",
        "herself": "f"}  # fmt: skip
_I = frozenset({"i", "me", "my", "mine", "myself"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_YOU = frozenset({"you", "your", "yours", "yourself"})
_SPEECH = _I | _WE | _YOU
_SELF = ("self", "selves")
_SEVERAL = frozenset({"group", "organisation", "state"})
"""Kinds of entities that "they" may mean."""
_MENTIONS = frozenset({"PROPN", "NOUN", "PRON", "DET"})
"""Parts of speech of what is a mention without being a known name."""
_FAR = 8  # sentences over which a description looks back
_BESIDE = 3  # sentences over which "the company" looks back for a name of a company
_INTERVIEW = 4  # "I" outside quotations from which on a report is taken for an interview
_TITLE = 8  # words within which a title leads to the name that it belongs to
_DEFINITE = frozenset({"the", "this", "these", "that", "those", "both"})
_PARTY = frozenset({"PTY", "OPP", "LEG"})
_FORCES, _AGAINST = frozenset({"MIL", "COP"}), frozenset({"REB", "UAF", "PRM"})
"""Sectors of the forces of a state, and of groups that may fight them under like names."""


def load(knowledge: Knowledge) -> Callable[[Document], tuple[Entity, ...]]:
    """Read the knowledge base and the models; give the function that finds entities."""
    actors, judge = read_actors(knowledge), read_judge()
    words = read_words(knowledge)

    def annotate(doc: Document) -> tuple[Entity, ...]:
        reader = read(doc, actors)
        groups = find_groups(reader, words)
        reader.take([group.heads for group in groups])
        owners = {head: group for group in groups for head in group.heads}
        return tuple(_entity(reader, group, judge, owners) for group in groups)

    return annotate


@dataclass(frozen=True, slots=True)
class Words:
    """Nouns for persons, organisations, states and places, by kind; what the holder of an office is
    called as well; the verbs of speech; what tells a capital from its government."""

    kinds: dict[str, str]
    called: dict[str, tuple[str, ...]]
    cues: Cues
    uses: Uses


@lru_cache(maxsize=2)
def read_words(knowledge: Knowledge) -> Words:
    """Read the nouns and the verbs. Raises ``KnowledgeError`` for a row that is wrong."""
    kinds = {r.need("noun"): r.need("kind", KINDS) for r in knowledge.rows("en/entity_nouns.tsv")}
    called: dict[str, tuple[str, ...]] = {}
    for row in knowledge.rows("en/called.tsv"):
        office = row.need("office")
        called[office] = (*called.get(office, ()), row.need("noun"))
    return Words(kinds, called, read_cues(knowledge), read_uses(knowledge))


KINDS = frozenset({"person", "group", "organisation", "state", "place"})


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


def _is_called(group: Group, noun: str, called: Mapping[str, frozenset[str]]) -> bool:
    """Whether a known group may be called so, whatever its name's number: "the group" after "the
    Rapid Support Forces"."""
    return group.actor is not None and noun in called.get(group.actor.type, ())


def find_groups(reader: Reader, words: Words) -> list[Group]:
    """Find the entities of a report, in order of their first mention."""
    return Grouper(reader, words).run()


class Grouper:
    """Reads a report from left to right and puts its mentions into groups."""

    def __init__(self, reader: Reader, words: Words, chooser: Chooser | None = None) -> None:
        self.reader = reader
        self.words = words
        self.chooser = chooser or read_chooser()
        self.kinds = words.kinds
        self.lists = lists = reader.lists
        self.called = {  # by kind of group
            "party": lists.called_party, "armed": lists.called_armed, "media": lists.called_media,
        }  # fmt: skip
        self.tokens = reader.tokens
        self.groups: list[Group] = []
        self.people: dict[str, list[Group]] = {}  # by word of the name
        self.by_name: dict[str, Group] = {}
        self.by_actor: dict[str, Group] = {}
        self.by_noun: dict[str, list[Group]] = {}
        self.of: dict[int, Group] = {}

    @cached_property
    def speaking(self) -> Speaking:
        """The quotations of the report and who speaks in them."""
        return Speaking(self.reader, self.words.cues)

    def run(self) -> list[Group]:
        """Group all mentions."""
        speech: list[int] = []
        refs, titled, lower = self.reader.ref_at, self.reader.titled, self.reader.lower
        for i, token in enumerate(self.tokens):
            upos = token.upos
            if (upos not in _MENTIONS and i not in refs) or i in titled:
                continue
            if lower[i] in _SPEECH and upos in ("PRON", "DET"):
                speech.append(i)
            elif upos == "PRON":
                self._pronoun(i)
            elif self._is_head(i):
                self._nominal(i)
        if speech:
            self._speech(speech)
        self.groups = [g for g in self.groups if len(g.heads) > 1 or not g.provisional]
        for group in self.groups:
            group.heads.sort()
        self.groups.sort(key=lambda g: g.heads[0])
        return self.groups

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

    def _new(self, kind: str, *, provisional: bool = False) -> Group:
        group = Group(kind, provisional=provisional)
        self.groups.append(group)
        return group

    def _join(self, group: Group, i: int) -> None:
        group.heads.append(i)
        self.of[i] = group

    # --- names and descriptions ---------------------------------------------------------------

    def _nominal(self, i: int) -> None:
        kind = self._kind(i)
        beside = self.reader.relations[i] == "appos" and self.tokens[i].head in self.of
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
            group = self._named(phrase, name, group)
        elif phrase.role is not None or group is not None or kind is not None:
            group = self._described(phrase, group)
        if group is None:
            return
        self._learn(group, phrase)
        if i in self.reader.titles:
            self._learn(group, self.reader.phrase(self.reader.titles[i]))
        self._join(group, i)

    def _is_known_group(self, i: int, phrase: Phrase) -> bool:
        """Whether a name taken for a person's is that of another known actor: "Abu Sayyaf"."""
        ref = phrase.ref
        return ref is not None and ref.actor.kind != "person" and ref.first <= i < ref.last

    def _by_apposition(self, i: int, phrase: Phrase) -> Group | None:
        """The group of what this phrase stands beside: "Ilham Aliyev, the president"."""
        token = self.tokens[i]
        if base(token.deprel) == "appos" and not self._is_title_of_next(phrase):
            return self.of.get(token.head)
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

    def _learn(self, group: Group, phrase: Phrase) -> None:
        """Note the nouns, gender, number and countries that a phrase gives its group."""
        head = self.tokens[phrase.head]
        if head.upos == "NOUN" or phrase.role is not None:
            noun = head.lemma.lower()
            if head.upos == "NOUN":
                self._noun(group, noun)
            if phrase.role is not None and phrase.role.type != "person":
                self._noun(group, phrase.role.phrase.rpartition(" ")[2])
            if phrase.role is not None and phrase.role.type == "office":
                self._hold(group, phrase.role.phrase)
        for word in phrase.words:
            if word in self.lists.male:
                group.gender = "m"
            elif word in self.lists.female:
                group.gender = "f"
        if head.xpos in ("NNS", "NNPS") and group.kind != "state":
            group.plural = True
        group.countries.update(e.country for e in phrase.evidence if e.country is not None)

    def _learn_office(self, group: Group, actor: Actor) -> None:
        """Note what a known person may be called by the office of the day: "the president"."""
        term = actor.term(self.reader.day)
        if term is not None and term.title:
            title = term.title.partition(" of ")[0]
            self._hold(group, title)
            self._noun(group, title.rpartition(" ")[2])

    def _hold(self, group: Group, office: str) -> None:
        """Note an office, and what its holder is called as well."""
        group.offices.add(office)
        for noun in self.words.called.get(office.lower(), ()):
            self._noun(group, noun)

    def _learn_noun(self, group: Group, name: str) -> None:
        """Note what an organisation may be called by its name: "the council"."""
        noun = name.partition(" of ")[0].rpartition(" ")[2].lower()
        roles = self.reader.actors.roles.get(noun, ())
        if self.kinds.get(noun) == "organisation" or any(
            len(phrase) == 1 and role.type == "body" for phrase, role in roles
        ):
            self._noun(group, noun)

    def _noun(self, group: Group, noun: str) -> None:
        if noun not in group.nouns:
            group.nouns.add(noun)
            self.by_noun.setdefault(noun, []).append(group)

    def _person(self, phrase: Phrase, name: NameMention, group: Group | None) -> Group:
        words = _person_words(name)
        if phrase.ref is not None and phrase.ref.actor.kind == "person":
            known = self.by_actor.get(phrase.ref.actor.id)
            group = known or group
        found = group if group is not None and self._agrees(group, words) else None
        if found is not None and not _may_be_called(found):
            found = None  # "Australia: Ricky Ponting", "three ministers, Ana Lima"
        role = phrase.role
        office = role.phrase if role is not None and role.type == "office" else None
        found = found or self._same_person(words, office)
        if found is None:
            found = self._new("person")
        if phrase.ref is not None and phrase.ref.actor.kind == "person" and found.actor is None:
            self._be(found, phrase.ref.actor)
        found.kind = "person"
        found.names.append(name.text)
        if words and words not in found.keys:
            found.keys.add(words)
            for word in words:
                mine = self.people.setdefault(word, [])
                if found not in mine:
                    mine.append(found)
        return found

    def _agrees(self, group: Group, words: tuple[str, ...]) -> bool:
        return not group.keys or _goes_by(group, words)

    def _same_person(self, words: tuple[str, ...], office: str | None = None) -> Group | None:
        """The person who goes by a name; of several the one that an office before it suits best
        ("defence minister Kim" beside a Kim known to lead another state), whom the report calls by
        it already, whom it mentions most, or first."""
        if not words:
            return None
        for word in (words[-1], words[0]):
            bearers = [group for group in self.people.get(word, ()) if _goes_by(group, words)]
            if bearers:
                others = self.lists.other_office
                return max(
                    bearers,
                    key=lambda group: (
                        *_suits(group, office, others),
                        len(words) == 1 and words in group.keys,
                        len(group.heads),
                        -group.heads[0] if group.heads else 0,
                    ),
                )
        return None

    def _known(self, phrase: Phrase, group: Group | None) -> Group | None:
        ref = phrase.ref
        assert ref is not None
        actor = ref.actor
        if ref.form in ("adjective", "people"):
            return self._described(phrase, group)
        if ref.form == "seat" and not is_government(self.reader, phrase.head, self.words.uses):
            return self._place(self.reader.doc.text[ref.start : ref.end])
        found = self.by_actor.get(actor.id)
        if found is None:
            kinds = {"state": "state", "body": "organisation", "person": "person"}
            found = group if group is not None and group.actor is None else None
            if found is not None and actor.kind == "state" and found.names:
                found = None  # "Goromonzi, Zimbabwe"
            found = found or self._new(kinds.get(actor.kind, "group"))
            if actor.kind in ("body", "group"):
                self._learn_noun(found, actor.name)
                for noun in self.called.get(actor.type, ()):
                    self._noun(found, noun)
            found.actor = found.actor or actor
            self.by_actor[actor.id] = found
        name = self.reader.doc.text[ref.start : ref.end]
        found.names.append(name)
        if actor.kind in ("body", "group"):
            self._learn_initials(found, name)
        return found

    def _learn_initials(self, group: Group, name: str) -> None:
        """Note the acronym of a name: "Financial Times" may be "FT"."""
        letters = _initials(name, self.lists.small)
        if len(letters) > 1:
            self.by_name.setdefault(letters, group)

    def _place(self, name: str) -> Group:
        """The place of a name: the city of Ankara, not the government there."""
        key = f"{name} (place)"
        found = self.by_name.get(key)
        if found is None:
            found = self.by_name[key] = self._new("place")
        found.names.append(name)
        return found

    def _named(self, phrase: Phrase, name: NameMention, group: Group | None) -> Group:
        words = [w for w, _ in name_words(name.text) if w != "the"]
        if len(words) > 1 and words[-1] in self.lists.firm:
            del words[-1]
        key = " ".join(words)
        found = self.by_name.get(key)
        if found is None and name.type == "ORG" and (person := self._surname(words)) is not None:
            person.names.append(name.text)
            return person
        if found is None and group is not None and group.kind != "person":
            found = group
        if found is None:
            found = self._new("place" if name.type == "LOC" else "organisation")
        found.names.append(name.text)
        if name.type == "ORG":
            self._learn_noun(found, name.text)
        self.by_name.setdefault(key, found)
        self._learn_initials(found, name.text)
        return found

    def _surname(self, words: Sequence[str]) -> Group | None:
        """The person whose last name a name taken for an organisation's is: "Wulff" after
        "Christian Wulff"."""
        if len(words) != 1:
            return None
        word = words[0]
        full = [
            g for g in self.people.get(word, ()) if any(k[1:] and k[-1] == word for k in g.keys)
        ]
        return full[-1] if full else None

    def _described(self, phrase: Phrase, group: Group | None) -> Group | None:
        head = self.tokens[phrase.head]
        if group is not None:
            return group
        actor = self._in_office(phrase)
        if actor is not None:
            return self._of_actor(actor, phrase)
        noun = head.lemma.lower()
        alone = len(phrase.tokens) == 1 and noun in self.lists.no_body
        if alone and not self._is_definite(phrase):
            return None
        # The tagger takes "council" for a name in "the 15-member council".
        noun_like = head.upos == "NOUN" or (head.upos == "PROPN" and head.text.islower())
        definite = noun_like and self._is_definite(phrase)
        if definite and not self._leads_to_name(phrase.head):
            found = self._antecedent(phrase, noun) or self._of_kind(phrase, noun)
            if found is not None:
                return found
        if phrase.role is None and phrase.ref is None:
            kind = self.kinds[noun]
            return self._new("group" if kind == "state" else kind, provisional=True)
        personal = phrase.role is not None and phrase.role.type in ("office", "person")
        return self._new("person" if personal and head.xpos not in ("NNS", "NNPS") else "group")

    def _in_office(self, phrase: Phrase) -> Actor | None:
        """Who holds the office that a phrase names, of the one state that it names and with no
        other word: "the Syrian president", "Iran's foreign minister"; "the pope" needs no state."""
        role, reader = phrase.role, self.reader
        if role is None or self.tokens[phrase.head].xpos in ("NNS", "NNPS"):
            return None
        ref = next((reader.ref_at[i] for i in phrase.tokens if i in reader.ref_at), None)
        named = range(ref.first, ref.last) if ref is not None else range(0)
        words = {*role.phrase.split(), "the", *POSSESSIVE}
        if any(i not in named and reader.lower[i] not in words for i in phrase.tokens):
            return None  # "the former pope"
        if ref is None:
            known = role.phrase in self.lists.world_office and self._is_definite(phrase)
            return reader.actors.in_office(role.phrase, None, reader.day) if known else None
        if ref.actor.kind != "state" or role.phrase not in self.lists.sole_office:
            return None
        return reader.actors.in_office(role.phrase, ref.countries[0], reader.day)

    def _of_actor(self, actor: Actor, phrase: Phrase) -> Group:
        """The entity of a known person, whom a phrase means: it is read as his name is."""
        reader = self.reader
        countries = reader.countries_of(actor)
        phrase.ref = Ref(phrase.first, phrase.last, *reader.span(phrase), actor, "name", countries)
        phrase.evidence[:0] = reader.from_ref(phrase.ref, "is")
        found = self.by_actor.get(actor.id)
        if found is None:
            found = self._new("person")
            self._be(found, actor)
        return found

    def _be(self, group: Group, actor: Actor) -> None:
        """Note which known person an entity is."""
        group.actor = actor
        self.by_actor[actor.id] = group
        self._learn_office(group, actor)

    def _kind(self, i: int) -> str | None:
        """The kind of what a noun means: a person, an organisation, a place; ``None`` for none."""
        token = self.tokens[i]
        return self.kinds.get(token.lemma.lower()) if token.upos == "NOUN" else None

    def _of_kind(self, phrase: Phrase, noun: str) -> Group | None:
        """The nearest named entity before that "the company", "the city" may mean."""
        kind = self.kinds.get(noun)
        if kind is None or kind in ("person", "group") or noun == "world":
            return None
        if self.tokens[phrase.head].xpos in ("NNS", "NNPS") or len(phrase.tokens) > 1:
            return None
        here, best = self.reader.sentence_of[phrase.head], None
        for group in reversed(self.groups):
            if group.kind != kind or not group.names:
                continue
            if here - self.reader.sentence_of[group.last] <= _BESIDE and (
                best is None or group.last > best.last
            ):
                best = group
        return best

    def _is_definite(self, phrase: Phrase) -> bool:
        """Whether a phrase points to what is known: "the group"."""
        return any(
            self.tokens[j].deprel == "det" and self.reader.lower[j] in _DEFINITE
            for j in self.reader.below[phrase.head]
        )

    def _leads_to_name(self, head: int) -> bool:
        """Whether a name beside a noun tells what it means: "the newspaper El Faro"."""
        above = self.tokens[head].head
        named = self.tokens[above].upos == "PROPN" and above > head
        return (named and self.tokens[head].deprel in ("nmod:desc", "compound")) or any(
            j > head and self.tokens[j].upos == "PROPN"
            and base(self.tokens[j].deprel) in ("appos", "flat")
            for j in self.reader.below[head]
        )  # fmt: skip

    def _antecedent(self, phrase: Phrase, noun: str) -> Group | None:
        """The nearest earlier entity that a definite description may mean."""
        plural = self.tokens[phrase.head].xpos in ("NNS", "NNPS")
        here = self.reader.sentence_of[phrase.head]
        countries = {e.country for e in phrase.evidence if e.country is not None}
        best, others = None, self.lists.other_office
        for group in self.by_noun.get(noun, ()):
            if group.plural != plural and not _is_called(group, noun, self.called):
                continue
            if countries and group.countries and not countries & group.countries:
                continue
            if phrase.role is not None and not _may_hold(group, phrase.role.phrase, others):
                continue
            if here - self.reader.sentence_of[group.last] > _FAR:
                continue
            if self._is_apart(phrase, group):
                continue
            if best is None or group.last > best.last:
                best = group
        return best

    def _is_apart(self, phrase: Phrase, group: Group) -> bool:
        """Whether a description is of others: "the army" beside the Free Syrian Army, which fights
        it; "the strike committee" beside the Committee of the Red Cross; "the president of the
        council" beside the president of the country."""
        if group.actor is not None and phrase.role is not None:
            sectors = frozenset(group.actor.sectors_at(self.reader.day))
            if _FORCES.issuperset(phrase.role.sectors) and sectors & _AGAINST and not (
                sectors & _FORCES
            ):  # fmt: skip
                return True
            party = _PARTY.intersection(phrase.role.sectors)
            if party and "GOV" in sectors and self.lists.opposed.intersection(phrase.words):
                return True  # "the main opposition party"
        if not group.names:
            return False
        body = self._kind(phrase.head) == "organisation"
        told = {
            self.reader.lower[j]
            for j in self.reader.below[phrase.head]
            if (base(self.tokens[j].deprel) == "nmod" and j > phrase.head)
            or (body and self.tokens[j].upos == "NOUN" and self.tokens[j].deprel == "compound")
            if not self._is_number_of(j)  # "the 15-member council"
        }
        return bool(told) and told.isdisjoint(self._words_of(group))

    def _is_number_of(self, i: int) -> bool:
        return any(self.tokens[j].upos == "NUM" for j in self.reader.below[i])

    def _words_of(self, group: Group) -> set[str]:
        """All words of the mentions and names of an entity."""
        names = group.names if group.actor is None else [*group.names, group.actor.name]
        found = {word for name in names for word, _ in name_words(name)}
        for head in group.heads:
            if self.tokens[head].upos != "PRON":
                found.update(self.reader.phrase(head).words)
        return found

    # --- "I", "we" and "you" ------------------------------------------------------------------

    def _speech(self, pronouns: list[int]) -> None:
        """Join the pronouns of who speaks and who is spoken to.

        In a quotation "I" is its speaker; outside of any it is the author or, in an interview, the
        person that the report names most, who is also the "you" of the questions.
        """
        speaking = self.speaking
        outside = [i for i in pronouns if speaking.quotation_of(i) is None]
        said = sum(self.reader.lower[i] in _I for i in outside)
        answers = said >= _INTERVIEW
        made: dict[tuple[str, int | None], Group] = {}
        guest = self._most_named() if answers else None
        if guest is not None:
            made["i", -1] = guest
        for i in pronouns:
            low = self.reader.lower[i]
            number = speaking.quotation_of(i)
            word = "i" if low in _I else "we" if low in _WE else "you"
            if number is not None:
                if word == "you":
                    continue
                speaker = speaking.speakers[number]
                group = None if speaker is None else self.of.get(speaker)
                if word == "i" and group is not None and not group.plural:
                    self._join(group, i)
                    continue
                key = word, (number + 1) * 2 if speaker is None else speaker * 2 + 1
            elif answers and self._asks(i):
                key = ("i", -1) if word == "you" else (word, -2)
            elif word == "you":
                continue
            else:
                key = word, -1
            if key not in made:
                group = self._new("person" if word == "i" else "group", provisional=True)
                speaker = None if number is None else speaking.speakers[number]
                if speaker is not None and word == "we":
                    group.speaker = self.of.get(speaker)
                    group.provisional = group.speaker is None
                made[key] = group
            self._join(made[key], i)

    def _most_named(self) -> Group | None:
        """The person with most mentions, of equals the first."""
        people = [g for g in self.groups if g.kind == "person" and g.names]
        return max(people, key=lambda g: len(g.heads)) if people else None

    def _asks(self, i: int) -> bool:
        """Whether a word stands in a paragraph that asks."""
        sents, number = self.reader.doc.sentences, self.reader.sentence_of[i]
        text, paragraph = self.reader.doc.text, sents[number].paragraph
        while number + 1 < len(sents) and sents[number + 1].paragraph == paragraph:
            number += 1
        while number >= 0 and sents[number].paragraph == paragraph:
            if text[sents[number].start : sents[number].end].rstrip("\"”' ").endswith("?"):
                return True
            number -= 1
        return False

    # --- pronouns -----------------------------------------------------------------------------

    def _pronoun(self, i: int) -> None:
        low = self.reader.lower[i]
        family = FAMILIES.get(low)
        if family is not None:
            if family == "it" and self._is_dummy(i):
                return
            found = self._meant(i, family)
        elif low in ("who", "which", "that") and self.tokens[i].xpos.startswith("W"):
            found = self._relative(i)
        else:
            return
        if found is not None:
            if family == "he" and found.gender is None:
                found.gender = _SEX[low]
            self._join(found, i)

    def _relative(self, i: int) -> Group | None:
        verb = self.tokens[i].head
        for _ in range(3):
            if self.tokens[verb].deprel == "acl:relcl":
                return self.of.get(self.tokens[verb].head)
            if self.tokens[verb].head == verb:
                return None
            verb = self.tokens[verb].head
        return None

    def _is_dummy(self, i: int) -> bool:
        """Whether "it" stands for a clause: "it is said that"."""
        token = self.tokens[i]
        if token.deprel == "expl":
            return True
        return any(
            base(self.tokens[j].deprel) in ("csubj", "ccomp") and token.deprel == "nsubj:pass"
            for j in self.reader.below[token.head]
        )

    def _meant(self, i: int, family: str) -> Group | None:
        """The entity that a pronoun means."""
        found = self._candidates(i, family)
        if not found:
            return None
        role = self._role(i)
        return found[self.chooser.best(family, role, [c for _, c in found])][0]

    def _candidates(self, i: int, family: str) -> list[tuple[Group, Candidate]]:
        """The entities that a pronoun may mean, by their last mentions."""
        sentence_of, low = self.reader.sentence_of, self.reader.lower[i]
        begin = sentence_of[i] - NEAR
        found, speaker = [], self._speaker(i) if family == "he" else None
        for group in self.groups:
            if not group.heads or sentence_of[group.last] < begin or not _fits(group, family, low):
                continue
            if group is speaker:
                continue  # "He has fled," Ana Lima's minister said
            head = self._mention_before(group, i)
            if head is not None and not self._is_beside(head, i):
                found.append((group, head))
        ranks = {head: n for n, head in enumerate(sorted((h for _, h in found), reverse=True))}
        above = set(ancestors(self.tokens, i))
        return [(g, self._candidate(g, h, i, family, ranks[h], above)) for g, h in found]

    def _speaker(self, i: int) -> Group | None:
        """The person who says the whole sentences that a word is quoted from, as far as known."""
        number = self.speaking.quotation_of(i)
        if number is None or not self.speaking.is_whole(number):
            return None
        head = self.speaking.speakers[number]
        if head is None or head in self.of:
            return self.of.get(head) if head is not None else None
        name = self.reader.name_at.get(head)  # the speaker follows
        return self._same_person(_person_words(name)) if name and name.type == "PER" else None

    def _candidate(
        self, group: Group, head: int, i: int, family: str, rank: int, above: set[int]
    ) -> Candidate:
        reader = self.reader
        higher = ancestors(self.tokens, head)
        relation, distance = self._role(head), reader.sentence_of[i] - reader.sentence_of[head]
        subject = []
        if higher and relation.startswith("nsubj"):
            if higher[0] in above:
                subject.append("above")
            if len(higher) == 1:
                subject.append("main")
        marked = {"he": group.gender, "it": group.actor, "they": group.plural or None}[family]
        told = ("named",) * bool(group.names) + ("marked",) * (marked is not None)
        return Candidate(
            group.kind, told, len(group.heads), distance, relation, len(higher), rank,
            self.tokens[head].upos, FAMILIES.get(reader.lower[head]) == family, head in above,
            tuple(subject),
        )  # fmt: skip

    def _is_beside(self, head: int, i: int) -> bool:
        """Whether a mention and a pronoun are parties of one verb: "the ministry warned it"."""
        pronoun = self.tokens[i]
        if pronoun.deprel == "nmod:poss" or self.reader.lower[i].endswith(_SELF):
            return False
        return pronoun.head == self.tokens[head].head

    def _role(self, i: int) -> str:
        """The relation of a word, with what tells a passive subject and an owner."""
        relation = self.tokens[i].deprel
        return relation if relation in ("nsubj:pass", "nmod:poss") else self.reader.relations[i]

    def _mention_before(self, group: Group, i: int) -> int | None:
        """Its mention that counts for a pronoun: the last one before it, of its sentence the
        subject."""
        found = None
        for head in reversed(group.heads):
            if head >= i:
                continue
            if found is None:
                found = head
                continue
            if self.reader.sentence_of[head] != self.reader.sentence_of[found]:
                break
            if base(self.tokens[head].deprel) == "nsubj":
                found = head
        return found


def _person_words(name: NameMention) -> tuple[str, ...]:
    """The words of a person's name, folded."""
    return tuple(w for w, _ in name_words(name.text) if w not in ARTICLES)


def _may_be_called(group: Group) -> bool:
    """Whether what a person's name stands beside may be that person: no state, no several."""
    if group.plural or (group.actor is not None and group.actor.kind != "person"):
        return False
    return group.kind == "person" or not group.names


def _may_hold(group: Group, office: str, others: frozenset[str]) -> bool:
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
    return office in group.offices, group.actor is None, _may_hold(group, office, others)


def _fits(group: Group, family: str, pronoun: str) -> bool:
    """Whether an entity may be meant by a pronoun, by gender and number."""
    if family == "he":
        if group.kind != "person" or group.plural:
            return False
        return group.gender is None or group.gender == _SEX[pronoun]
    if family == "it":
        return group.kind != "person" and not group.plural
    return group.plural or group.kind in _SEVERAL


def _goes_by(group: Group, words: tuple[str, ...]) -> bool:
    """Whether a person may go by a name; "Eva Lima" is not Ana Lima, who is "Lima" too."""
    found = [_same_name(key, words) for key in group.keys]
    full = [same for key, same in zip(group.keys, found, strict=True) if len(key) > 1 < len(words)]
    return any(full or found)


def _same_name(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether two forms of a name may be one: equal, or one the short form of the other.

    >>> _same_name(("bashar", "assad"), ("assad",))
    True
    >>> _same_name(("raul", "castro"), ("fidel", "castro"))
    False
    """
    if known == words:
        return True
    short, full = (known, words) if len(known) < len(words) else (words, known)
    if len(short) == len(full):
        return short[-1] == full[-1] and _same_first(short[0], full[0])
    if len(short) == 1:
        return short[0] in (full[-1], full[0]) or (len(full) > 2 and short[0] in full)
    if short[-1] == full[-1]:
        return _same_first(short[0], full[0]) or set(short) <= set(full)
    return set(short) <= set(full)


def _same_first(a: str, b: str) -> bool:
    return a == b or (a[0] == b[0] and (len(a) == 1 or len(b) == 1 or a[:3] == b[:3]))


def _initials(name: str, small: frozenset[str]) -> str:
    """The acronym a long name would have, without its small words: "National Union of Teachers" →
    "nut"."""
    return "".join(w[0] for w, _ in name_words(name) if w not in small)


# --- output -----------------------------------------------------------------------------------


def _entity(reader: Reader, group: Group, judge: Judge, owners: Mapping[int, Group]) -> Entity:
    shown = group.speaker or group
    phrase = judge.fullest(reader, shown.heads)
    country = judge.country(reader, phrase, shown.heads)
    sectors = judge.sectors(reader, phrase, shown.heads, country)
    name = shown.actor.name if shown.actor is not None else _name(reader, shown, phrase, owners)
    spans = sorted({_mention_span(reader, head) for head in group.heads})
    return Entity(
        tuple(spans), name, group.kind, country, sectors,
        group.actor.id if group.actor is not None else None,
    )  # fmt: skip


def _name(reader: Reader, group: Group, phrase: Phrase, owners: Mapping[int, Group]) -> str:
    """The fullest name, else the fullest description: "Lima's government" for "her government"
    where it is told whose that is."""
    if group.names:
        return max(group.names, key=lambda n: (len(n.split()), len(n)))
    start, end = reader.span(phrase)
    first, owner = reader.tokens[phrase.first], owners.get(phrase.first)
    if owner is not None and first.start == start and first.upos == "PRON":
        whose = owner.actor.name if owner.actor else max(owner.names, key=len, default="")
        if whose and first.deprel == "nmod:poss":
            return f"{whose}'s{reader.doc.text[first.end : end]}"
    return reader.doc.text[start:end]


def _mention_span(reader: Reader, head: int) -> tuple[int, int]:
    if reader.tokens[head].upos == "PRON":
        return reader.tokens[head].start, reader.tokens[head].end
    return reader.span(reader.phrase(head))
