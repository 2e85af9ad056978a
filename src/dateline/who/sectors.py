"""What a phrase and the other mentions of its entity show of its sectors.

    "the Syrian president"  →  role:GOV, phrase:president, head:president, word:syrian, land, ...

Words and names also *suggest* a set of sectors, which the sets that occur match or not; and a known
person in office has those of the office.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.who.actors import Actor, Role
from dateline.who.phrases import Phrase
from dateline.who.whose import Reader

_LONG_AGO = 60
"""Days after an office in which a report may still tell of acts in it: what is learned decides."""

_WITHIN = frozenset({"amod", "compound", "nmod:poss", "nmod", "det"})


def by_office(reader: Reader, phrase: Phrase, heads: Sequence[int]) -> tuple[str, ...]:
    """The sectors of a known person in office, or long out of it; none of any other."""
    if phrase.person is None:
        return ()
    for head in (phrase.head, *heads):
        if reader.tokens[head].upos == "PRON":
            continue
        ref = phrase.ref if head == phrase.head else reader.phrase(head).ref
        if ref is not None and ref.actor.kind == "person":
            term = ref.actor.near_term(reader.day)
            if term is None or term.first > reader.day:
                return ()
            if term.last < reader.day and (
                (reader.day - term.last).days < _LONG_AGO or _is_titled(reader, heads)
            ):
                return ()
            return ref.actor.sectors_at(reader.day)
    return ()


def _is_titled(reader: Reader, heads: Sequence[int]) -> bool:
    """Whether the report gives a person an office, and not a former one: one that we lack."""
    for phrase in reader.others(-1, heads):
        if phrase.role is not None and phrase.role.type == "office":
            first = max(phrase.first - 4, 0)
            return reader.lists.former.isdisjoint(reader.lower[first : phrase.last])
    return False


def has_left_office(reader: Reader, phrase: Phrase, heads: Sequence[int]) -> bool:
    """Whether all that is told of the offices of a person is that he held one in a government:
    "former aid minister Ana Lima"."""
    if phrase.person is None:
        return False
    left = False
    for each in (phrase, *reader.others(phrase.head, heads)):
        for begin, end in ((each.first, each.last), *each.beside):
            former = False
            for i in range(begin, end):
                former = former or reader.lower[i] in reader.lists.left_office
                found = reader.actors.role(reader.lower, i, begin)
                if found is not None and found[0].type == "office" and "GOV" in found[0].sectors:
                    if not former:
                        return False
                    left = True
    return left


def matching(
    hints: Iterable[tuple[str, tuple[str, ...]]], sets: Sequence[tuple[str, ...]]
) -> set[tuple[int, str]]:
    """Which sets are what words suggest (``=``), more (``<``) or less (``>``) than that."""
    found = set()
    for kind, sectors in hints:
        hint = frozenset(sectors)
        if not hint:
            continue
        for n, each in enumerate(sets):
            if hint.issuperset(each):
                if len(each) == len(hint):
                    found.add((n, kind + "="))
                elif each:
                    found.add((n, kind + ">"))
            elif hint.issubset(each):
                found.add((n, kind + "<"))
    return found


def sector_features(
    reader: Reader, phrase: Phrase, heads: Sequence[int], country: str | None
) -> list[str]:
    """What a phrase shows of its sectors, each feature once."""
    found = {"(bias)", "land" if country else "no land"}
    head = reader.tokens[phrase.head]
    if phrase.person is None:
        found.add(f"head:{head.lemma.lower()}")
        found.add(f"pos:{head.upos}")
    else:
        found.add("person")
    found.update(_sectors_of(reader, phrase, ""))
    found.update(f"word:{w}" for w in _telling(reader, range(phrase.first, phrase.last)))
    others = False
    for theirs in reader.others(phrase.head, heads):
        before = len(found)
        found.update(_sectors_of(reader, theirs, "their "))
        others = others or len(found) > before
        telling = _telling(reader, range(theirs.first, theirs.last))
        found.update(f"their word:{w}" for w in telling)
    if phrase.role is None and phrase.ref is None and not others:
        found.add("unknown")
    if phrase.ref is None:
        found.update(_of_last_group(reader, phrase))
    relation, governor = _governor(reader, phrase.head)
    found.add(f"up:{relation}:{reader.tokens[governor].lemma.lower()}")
    for j in reader.below[phrase.head]:
        if reader.relations[j] == "appos":
            found.update(f"appos word:{w}" for w in _telling(reader, reader.phrase(j).tokens))
    return sorted(found)


def _telling(reader: Reader, tokens: Iterable[int]) -> Iterator[str]:
    """The words that say what somebody is: all but persons' names. Of names it would be learned
    that whoever is called "Ali" is a rebel."""
    for i in tokens:
        name = reader.name_at.get(i)
        if name is None or name.type != "PER":
            yield reader.lower[i]


def _of_last_group(reader: Reader, phrase: Phrase) -> Iterator[str]:
    """What the body or group named last is for a phrase: "the spokesman" speaks for it."""
    last = reader.last_group(phrase.first)
    if last is None:
        return
    group, where = last
    if phrase.person is None:
        noun = reader.tokens[phrase.head].lemma.lower()
    else:
        noun = phrase.role.phrase if phrase.role is not None else "person"
    yield f"last {where}:{group.sectors}"
    yield f"last:{group.sectors}:{noun}"


def _governor(reader: Reader, head: int) -> tuple[str, int]:
    """What a phrase hangs on and how: of a list or an apposition, what its first member does."""
    tokens = reader.tokens
    for _ in range(4):
        if reader.relations[head] not in ("conj", "appos", "flat"):
            break
        head = tokens[head].head
    return tokens[head].deprel, tokens[head].head


def suggested(
    reader: Reader, phrase: Phrase, heads: Sequence[int]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the sectors that words and names suggest, with the kind of suggestion."""
    yield from _suggested_by(reader, phrase, "")
    for other in reader.others(phrase.head, heads):
        yield from _suggested_by(reader, other, "their ")


def _suggested_by(
    reader: Reader, phrase: Phrase, whose: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    if phrase.role is not None:
        yield f"{whose}role", phrase.role.sectors
    ref = phrase.ref
    if ref is not None and ref.actor.kind != "state":
        yield (
            f"{whose}{ref.actor.kind}{'?' * (ref.form == 'context')}",
            ref.actor.sectors_at(reader.day),
        )
    for sectors in _within(reader, phrase):
        yield f"{whose}with", sectors
    for role in _appositions(reader, phrase):
        yield f"{whose}appos", role.sectors
    for kind, sectors in _said(reader, phrase):
        yield whose + kind, sectors
    if not whose:
        relation, governor = _governor(reader, phrase.head)
        if relation in _WITHIN and governor not in phrase.tokens:
            above = reader.actors.role(reader.lower, governor)
            if above is not None:
                yield "up", above[0].sectors
        for i in phrase.tokens:
            if i != phrase.head and reader.tokens[i].upos in ("NOUN", "ADJ", "PROPN"):
                for words, role in reader.actors.roles.get(reader.lower[i], ()):
                    if len(words) == 1:
                        yield "word", role.sectors


def _within(reader: Reader, phrase: Phrase) -> Iterator[tuple[str, ...]]:
    """Yield the sectors of the known actors, but states, that are named inside a phrase."""
    for i in phrase.tokens:
        ref = reader.ref_at.get(i)
        if ref is None or ref is phrase.ref or ref.first != i or ref.actor.kind == "state":
            continue
        yield ref.actor.sectors_at(reader.day)


def _appositions(reader: Reader, phrase: Phrase) -> Iterator[Role]:
    """Yield the roles that the appositions of a phrase name."""
    for j in reader.below[phrase.head]:
        if reader.relations[j] == "appos":
            role = reader.phrase(j).role
            if role is not None:
                yield role


def _said(reader: Reader, phrase: Phrase) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What ``_said_of`` yields, found once: a phrase is asked for every mention of its entity."""
    if phrase.said is None:
        phrase.said = tuple(_said_of(reader, phrase))
    return phrase.said


def _said_of(reader: Reader, phrase: Phrase) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the title before a person's name, the description behind it and a clause ("Ana Lima is
    a lawyer") suggest: the names and role words in them."""
    for begin, end in phrase.beside:
        for i in range(begin, end):
            ref = reader.ref_at.get(i)
            if ref is not None:
                if ref.first == i and ref.actor.kind not in ("state", "person"):
                    yield "beside with", ref.actor.sectors_at(reader.day)
            elif (found := reader.actors.role(reader.lower, i, begin)) is not None:
                yield f"beside {found[0].type}", found[0].sectors
    for begin, end in ((phrase.first, phrase.last), *phrase.beside):
        for i in range(begin, end):
            if reader.lower[i] in reader.lists.for_body:
                yield from _of_led(reader, i, begin, end)
            if i != phrase.head and i in reader.name_at and i not in reader.ref_at:
                yield from _of_organisation(reader, i)


def _of_led(reader: Reader, i: int, begin: int, end: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the body or people are that somebody leads or speaks for: "a union leader", "head of
    the exiled party", between tokens ``begin`` and ``end``."""
    if i > begin and (found := _body_at(reader, i - 1)):
        yield "led", found
    if i + 1 < end and reader.lower[i + 1] in ("of", "for", "with", "at"):
        for j in range(i + 2, min(i + 10, end)):
            if reader.lower[j] == ",":
                return
            if found := _body_at(reader, j):
                yield "led", found
                return


def _body_at(reader: Reader, i: int) -> tuple[str, ...]:
    """The sectors of the known group that a word belongs to, or of the body or people it means."""
    ref = reader.ref_at.get(i)
    if ref is not None:
        known = ref.actor.kind in ("body", "group")
        return ref.actor.sectors_at(reader.day) if known else ()
    if reader.tokens[i].upos in ("ADJ", "ADP", "DET", "PUNCT"):
        return ()
    found = reader.actors.role(reader.lower, i)
    return found[0].sectors if found is not None and found[0].type != "office" else ()


def _of_organisation(reader: Reader, i: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the other mentions of an organisation that is named inside a phrase call it: of "Ostrel
    chairman Lea Varga", where the report tells of "the bank"."""
    if reader.name_at[i].type == "ORG":
        for other in reader.others(i, reader.entity_heads.get(i, ())):
            if other.role is not None:
                yield "organisation", other.role.sectors


def _sectors_of(reader: Reader, phrase: Phrase, whose: str) -> Iterator[str]:
    if phrase.role is not None:
        yield f"{whose}role:{'-'.join(phrase.role.sectors)}"
        yield f"{whose}phrase:{phrase.role.phrase}"
    if phrase.ref is not None:
        yield from _of_actor(reader, phrase.ref.actor, phrase.ref.form, whose)
        if phrase.ref.form == "people" and _is_counted(reader, phrase.head):
            yield f"{whose}people counted"
    for sectors in _within(reader, phrase):
        yield f"{whose}with:{'-'.join(sectors)}"
    for role in _appositions(reader, phrase):
        yield f"{whose}appos:{'-'.join(role.sectors)}"
        yield f"{whose}phrase:{role.phrase}"
    for begin, end in phrase.beside:
        yield from (f"{whose}beside:{word}" for word in reader.lower[begin:end])
    for kind, sectors in _said(reader, phrase):
        yield f"{whose}{kind}:{'-'.join(sectors)}"


def _is_counted(reader: Reader, head: int) -> bool:
    """Whether a number or "some", "several" stands before a noun: "12 Palestinians"."""
    some = reader.lists.some
    return any(
        reader.relations[j] == "nummod" or reader.lower[j] in some for j in reader.below[head]
    )


def _of_actor(reader: Reader, actor: Actor, form: str, whose: str) -> Iterator[str]:
    if actor.kind == "state":
        yield f"{whose}state:{form}"
        return
    yield f"{whose}{actor.kind}:{'-'.join(actor.sectors_at(reader.day))}"
    if actor.kind == "group":
        yield f"{whose}type:{actor.type}"
