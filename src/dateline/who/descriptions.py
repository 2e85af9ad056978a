"""What a description means: who holds an office, what the report told of before, or a new entity.

"the Syrian president"  who holds that office on the day
"the rebels"            the nearest earlier entity of that role whose country does not contradict
"the company"           the nearest earlier name of that kind
"""

from __future__ import annotations

from itertools import takewhile

from dateline.syntax import PLURALS, POSSESSIVE, base
from dateline.who.actors import Actor
from dateline.who.folding import name_words
from dateline.who.groups import Group, Groups, may_hold
from dateline.who.known import Ref
from dateline.who.phrases import Phrase
from dateline.who.ways import from_ref
from dateline.who.whose import Reader

_FAR = 8  # sentences over which a description looks back
_BESIDE = 3  # sentences over which "the company" looks back for a name of a company
_SUBJECT = 1.5
"""Sentences that who acted or spoke where he was last told of seems nearer."""
_DEFINITE = frozenset({"the", "this", "these", "that", "those", "both"})
_PARTY = frozenset({"PTY", "OPP", "LEG"})
_FORCES, _AGAINST = frozenset({"MIL", "COP"}), frozenset({"REB", "UAF", "PRM"})
"""Sectors of the forces of a state, and of groups that may fight them under like names."""


def described(groups: Groups, phrase: Phrase, group: Group | None) -> Group | None:
    """The entity that a description means; ``group``: that of what it stands beside, if any.

    ``None`` where it means nobody: "took office"."""
    head = groups.tokens[phrase.head]
    if group is not None:
        return group
    actor = _in_office(groups, phrase)
    if actor is not None:
        return _of_actor(groups, actor, phrase)
    noun = head.lemma.lower()
    alone = len(phrase.tokens) == 1 and noun in groups.lists.no_body
    if alone and not _is_definite(groups.reader, phrase):
        return None
    # The tagger takes "council" for a name in "the 15-member council".
    noun_like = head.upos == "NOUN" or (head.upos == "PROPN" and head.text.islower())
    definite = noun_like and _is_definite(groups.reader, phrase)
    if definite and not _leads_to_name(groups.reader, phrase.head):
        found = _antecedent(groups, phrase, noun) or _of_kind(groups, phrase, noun)
        if found is not None:
            return found
    if phrase.role is None and phrase.ref is None:
        kind = groups.words.kinds[noun]
        return groups.new("group" if kind == "state" else kind, provisional=True)
    personal = phrase.role is not None and phrase.role.type in ("office", "person")
    return groups.new("person" if personal and head.xpos not in PLURALS else "group")


def _in_office(groups: Groups, phrase: Phrase) -> Actor | None:
    """Who holds the office that a phrase names, of the one state that it names and with no
    other word: "the Syrian president", "Iran's foreign minister"; "the pope" needs no state."""
    role, reader = phrase.role, groups.reader
    if role is None or groups.tokens[phrase.head].xpos in PLURALS:
        return None
    ref = next((reader.ref_at[i] for i in phrase.tokens if i in reader.ref_at), None)
    named = range(ref.first, ref.last) if ref is not None else range(0)
    words = {*role.phrase.split(), "the", *POSSESSIVE}
    if any(i not in named and reader.lower[i] not in words for i in phrase.tokens):
        return None  # "the former pope"
    if ref is None:
        known = role.phrase in groups.lists.world_office and _is_definite(groups.reader, phrase)
        return reader.actors.in_office(role.phrase, None, reader.day) if known else None
    if ref.actor.kind != "state" or role.phrase not in groups.lists.sole_office:
        return None
    return reader.actors.in_office(role.phrase, ref.countries[0], reader.day)


def _of_actor(groups: Groups, actor: Actor, phrase: Phrase) -> Group:
    """The entity of a known person, whom a phrase means: it is read as his name is."""
    reader = groups.reader
    countries = reader.countries_of(actor)
    phrase.ref = Ref(phrase.first, phrase.last, *reader.span(phrase), actor, "name", countries)
    phrase.evidence[:0] = from_ref(reader, phrase.ref, "is")
    found = groups.by_actor.get(actor.id)
    if found is None:
        found = groups.new("person")
        groups.be(found, actor)
    return found


def _of_kind(groups: Groups, phrase: Phrase, noun: str) -> Group | None:
    """The nearest named entity before that "the company", "the city" may mean."""
    kind = groups.words.kinds.get(noun)
    if kind is None or kind in ("person", "group") or noun == "world":
        return None
    if groups.tokens[phrase.head].xpos in PLURALS or len(phrase.tokens) > 1:
        return None
    here, best = groups.reader.sentence_of[phrase.head], None
    for group in reversed(groups.all):
        if group.kind != kind or not group.names:
            continue
        if here - groups.reader.sentence_of[group.last] <= _BESIDE and (
            best is None or group.last > best.last
        ):
            best = group
    return best


def _is_definite(reader: Reader, phrase: Phrase) -> bool:
    """Whether a phrase points to what is known: "the group"."""
    return any(
        reader.tokens[j].deprel == "det" and reader.lower[j] in _DEFINITE
        for j in reader.below[phrase.head]
    )


def _leads_to_name(reader: Reader, head: int) -> bool:
    """Whether a name beside a noun tells what it means: "the newspaper El Faro"."""
    above = reader.tokens[head].head
    named = reader.tokens[above].upos == "PROPN" and above > head
    return (named and reader.tokens[head].deprel in ("nmod:desc", "compound")) or any(
        j > head and reader.tokens[j].upos == "PROPN"
        and base(reader.tokens[j].deprel) in ("appos", "flat")
        for j in reader.below[head]
    )  # fmt: skip


def _antecedent(groups: Groups, phrase: Phrase, noun: str) -> Group | None:
    """The earlier entity that a definite description may mean: the nearest, a subject before any
    other; nobody whom the sentence goes on to name ("The president said he had warned Putin")."""
    plural = groups.tokens[phrase.head].xpos in PLURALS
    here = groups.reader.sentence_of[phrase.head]
    countries = {e.country for e in phrase.evidence if e.country is not None}
    best, most, others = None, (0.0, 0), groups.lists.other_office
    named = _named_behind(groups, phrase)
    for group in groups.by_noun.get(noun, ()):
        called = _is_called(groups, group, noun)
        if group.plural != plural and (plural or not called):
            continue
        if plural and called:
            continue  # "the groups" are not one of them, whatever its name's number
        if countries and group.countries and not countries & group.countries:
            continue
        if phrase.role is not None and not may_hold(group, phrase.role.phrase, others):
            continue
        if here - groups.reader.sentence_of[group.last] > _FAR:
            continue
        if _is_apart(groups, phrase, group) or any(
            name.rpartition(" ")[2] in named for name in group.names
        ):
            continue
        near = _nearness(groups, group), group.last
        if best is None or near > most:
            best, most = group, near
    return best


def _named_behind(groups: Groups, phrase: Phrase) -> set[str]:
    """The last names of the people whom a sentence names behind a phrase."""
    reader = groups.reader
    end = reader.doc.sentences[reader.sentence_of[phrase.head]].end_token
    names = (reader.name_at.get(i) for i in range(phrase.last, end))
    return {
        name.text.rpartition(" ")[2] for name in names if name is not None and name.type == "PER"
    }


def _nearness(groups: Groups, group: Group) -> float:
    """How near an entity was told of last, in sentences; who acted or spoke there counts more."""
    reader, last = groups.reader, groups.reader.sentence_of[group.last]
    there = takewhile(lambda i: reader.sentence_of[i] == last, reversed(group.heads))
    return last + _SUBJECT * any(reader.relations[i] == "nsubj" for i in there)


def _is_apart(groups: Groups, phrase: Phrase, group: Group) -> bool:
    """Whether a description is of others: "the army" beside the Free Syrian Army, which fights
    it; "the strike committee" beside the Committee of the Red Cross; "the president of the
    council" beside the president of the country."""
    if group.actor is not None and phrase.role is not None:
        sectors = frozenset(group.actor.sectors_at(groups.reader.day))
        if _FORCES.issuperset(phrase.role.sectors) and sectors & _AGAINST and not (
            sectors & _FORCES
        ):  # fmt: skip
            return True
        party = _PARTY.intersection(phrase.role.sectors)
        if party and "GOV" in sectors and groups.lists.opposed.intersection(phrase.words):
            return True  # "the main opposition party"
    if not group.names:
        return False
    body = groups.kind_of(phrase.head) == "organisation"
    told = {
        groups.reader.lower[j]
        for j in groups.reader.below[phrase.head]
        if (base(groups.tokens[j].deprel) == "nmod" and j > phrase.head)
        or (body and groups.tokens[j].upos == "NOUN" and groups.tokens[j].deprel == "compound")
        if not _is_number_of(groups.reader, j)  # "the 15-member council"
    }
    return bool(told) and told.isdisjoint(_words_of(groups.reader, group))


def _is_number_of(reader: Reader, i: int) -> bool:
    return any(reader.tokens[j].upos == "NUM" for j in reader.below[i])


def _words_of(reader: Reader, group: Group) -> set[str]:
    """All words of the mentions and names of an entity."""
    names = group.names if group.actor is None else [*group.names, group.actor.name]
    found = {word for name in names for word, _ in name_words(name)}
    for head in group.heads:
        if reader.tokens[head].upos != "PRON":
            found.update(reader.phrase(head).words)
    return found


def _is_called(groups: Groups, group: Group, noun: str) -> bool:
    """Whether a known group may be called so, whatever its name's number: "the group" after "the
    Rapid Support Forces"."""
    return group.actor is not None and noun in groups.called.get(group.actor.type, ())
