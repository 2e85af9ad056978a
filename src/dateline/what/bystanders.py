"""Whom the grammar keeps from a side of an event, whatever the network thinks of them.

The network says of each word what it may be, and ``parties.py`` chooses among sets of these. Some
words cannot be what it says: who "will not attend" a meeting does not meet, who rejects an offer
did not make it, a demand to release somebody is not made to them, a missile does not act and what
is fired is not attacked, who finds the dead has not killed them, who
fights beside others is not attacked by them, what a state brokers is not its own, a part of a
name is not the party, nor is a state where another party is, whom something is done to "except"
for is left out, troops that are sent are not those they are sent to, "anybody" is nobody, heads
of state "and government" are one party, and international pressure is no state's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise

from dateline.data import EventMention, EventType, PartyWord
from dateline.syntax import Index, ancestors, has_case, index_of, is_negated
from dateline.what.frames import LINKED, NOUNS, is_done_to, reacting, subject, whole_name
from dateline.what.party_scene import PartyScene
from dateline.what.plover import RECIPROCAL, SPEECH
from dateline.what.roles import ACTOR, NONE, RECIPIENT
from dateline.wordlists import WordLists

QUOTED = LINKED | {"ccomp"}  # "Aden will not come, he said": its subject may hang on "said"
OF_OTHERS = frozenset({"ACCUSE", "REQUEST"})
"""Types that are often about what is done to somebody other than their recipient."""
_BY_THE_SENT = frozenset({"AID", "MOBILIZE", "RETREAT", "SANCTION"})
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "parataxis"})
_TOLD = _CLAUSES | {"acl"}
_DENIED = frozenset({"conj", "obj"})
"""Relations of verbs to a verb of denial: "denied arming the rebels", "denied it and accused"."""
_BEFORE_COURT = frozenset({"CONCEDE", "REJECT"})
_OF_STATE = ("of", "state")
_BESIDE = frozenset({"alongside", "beside"})
_FROM = frozenset({"by", "from"})
_FOUND = frozenset({"obj", "ccomp", "xcomp"})
_PARTS = frozenset({"appos", "nmod:poss"})
_TOGETHER = frozenset({"CONSULT", "COOPERATE"})
_IN = frozenset({"in", "at"})
_TO = frozenset({"to"})
_EXCEPT = frozenset({"except", "excepting", "excluding"})


def without_bystanders(scene: PartyScene, event: EventMention, main: int) -> list[PartyWord]:
    """The words that may mean a party of an event, without the parts that they cannot have.
    ``main``: the event's own trigger."""
    words = _somebody(scene, event.party_words or ())
    if event.status != "negated":
        away = {
            scene.marked(w.word)
            for w in words
            if w.trigger != main and stays_away(scene, w.trigger, w.word)
        }
        words = [w for w in words if scene.marked(w.word) not in away]
    for part, holds in _bars(scene, event.event_type, main):
        words = [moved(w, part, NONE) if w.chances[part] and holds(w.word) else w for w in words]
    return words


def _somebody(scene: PartyScene, words: Sequence[PartyWord]) -> list[PartyWord]:
    """The words at which there may be somebody who takes part, each at the head of its name."""
    known, lists = index_of(scene.doc), scene.resolver.reader.lists
    triggers, candidates = {w.trigger for w in words}, {w.word for w in words}
    return [
        w
        for w in (_borne(scene, word, candidates - triggers) for word in words)
        if not only_leans(scene, w.word, triggers)
        and not is_left_out(known, w.word)
        and not is_where_somebody_is(scene, w.word, candidates - triggers)
        and w.word not in scene.deeds
        and known.lower[w.word] not in lists.anybody
        and not ends_title(known, w.word)
        and not is_kind(scene, w)
    ]


def _bars(
    scene: PartyScene, event_type: EventType, main: int
) -> Iterator[tuple[int, Callable[[int], bool]]]:
    """The parts that some words cannot have in an event, each with what tells these words."""
    known, lists = index_of(scene.doc), scene.resolver.reader.lists
    lemma = known.lemmas[main]
    if event_type not in RECIPROCAL:
        answering = reacting(known, main, scene.words.reactions)
        if answering is not None:
            who = scene.marked(answering)
            yield ACTOR, lambda i: scene.marked(i) == who
    if event_type in OF_OTHERS:
        yield RECIPIENT, lambda i: suffers(scene, i)
        if is_of_many(scene, main):
            yield ACTOR, lambda i: is_one_state(scene, i)
    if lemma in lists.denying:
        yield RECIPIENT, lambda i: is_in_clause(known, main, i)
    if event_type in _BEFORE_COURT and lemma in lists.pleading:
        yield RECIPIENT, lambda i: not is_court(scene, i)
    if event_type in _BY_THE_SENT and lemma in lists.sending:
        yield RECIPIENT, lambda i: is_sent(known, main, i)
    if event_type not in _TOGETHER:
        yield RECIPIENT, lambda i: acts_beside(known, main, i)
    if event_type not in SPEECH | RECIPROCAL:
        yield RECIPIENT, lambda i: acts_above(known, main, i)
    if event_type == "ASSAULT":
        yield ACTOR, lambda i: is_unmanned(scene, i)
        yield ACTOR, lambda i: is_finder(known, main, i, lists)
        yield RECIPIENT, lambda i: is_ally(known, i)
        yield RECIPIENT, lambda i: is_fired(known, i, lists)


def moved(word: PartyWord, part: int, other: int) -> PartyWord:
    """A word of which what speaks for one part speaks for another one."""
    chances = list(word.chances)
    chances[other] += chances[part]
    chances[part] = 0.0
    return word._replace(chances=tuple(chances))


def _borne(scene: PartyScene, word: PartyWord, candidates: Collection[int]) -> PartyWord:
    head = bearer(scene, word.word, candidates)
    return word if head == word.word else word._replace(word=head)


def bearer(scene: PartyScene, word: int, candidates: Collection[int]) -> int:
    """The head of the name of somebody that a word is a part of: "Association" for the "Norway" of
    the Norway-Peru Friendship Association; the word itself where it is a name of its own, as
    those of states are in "the Norway-Peru committee"."""
    tokens, head = scene.tokens, scene.tokens[word].head
    if tokens[word].deprel != "compound" or tokens[head].upos != "PROPN" or head not in candidates:
        return word
    reader = scene.resolver.reader
    phrase, name = reader.phrase(head), reader.name_at.get(word)
    if phrase.ref is not None and phrase.ref.actor.kind == "state":
        return word
    role = phrase.role
    body = role is not None and role.type == "body" and "GOV" not in role.sectors
    named = name is not None and name.type == "ORG" and name is reader.name_at.get(head)
    return head if phrase.person or phrase.ref or body or named else word


def stays_away(scene: PartyScene, trigger: int, word: int) -> bool:
    """Whether a word is the subject of a negated verb that has the event below it: who "will not
    attend the meeting" does not meet."""
    known = index_of(scene.doc)
    for verb in ancestors(scene.tokens, trigger):
        if is_negated(known, verb):
            found = subject(known, verb, QUOTED)
            return found is not None and found[1] == word
    return False


def only_leans(scene: PartyScene, word: int, triggers: Collection[int]) -> bool:
    """Whether a word is a name that others only lean on: neither "Iran-backed rebels" nor what they
    do is Iran's, nor is a "Qatar-mediated truce"; but a "US-backed coup" or plan may be."""
    ref = scene.resolver.reader.ref_at.get(word)
    if ref is None or not scene.resolver.reader.leans_on(ref):
        return False
    reader = scene.resolver.reader
    behind = ref.last + 1  # "era" of "Soviet-era missiles"
    above = (i for i in ancestors(scene.tokens, word) if i != behind)
    noun = next((i for i in above if scene.tokens[i].upos in NOUNS), None)
    if noun is None or noun in triggers:
        return False
    return reader.is_somebody(noun) or reader.is_go_between(ref)


def suffers(scene: PartyScene, word: int) -> bool:
    """Whether what a noun names is done to who stands at a word. What is a state's, a body's or a
    group's may be done by it: "condemned Iran's arrest of a reporter", "Iran's torture"."""
    known, ref = index_of(scene.doc), scene.resolver.reader.ref_at.get(word)
    owns = known.tokens[word].deprel == "nmod:poss"
    if owns and ref is not None and ref.actor.kind != "person":
        return False
    return is_done_to(known, word, scene.words.suffered)


def is_unmanned(scene: PartyScene, word: int) -> bool:
    """Whether a noun is a weapon or a vehicle without a crew, and nothing says whose it is."""
    token, reader = scene.tokens[word], scene.resolver.reader
    return (
        token.upos == "NOUN"
        and token.lemma.lower() in reader.lists.munition
        and not reader.phrase(word).evidence
    )


def is_fired(known: Index, word: int, lists: WordLists) -> bool:
    """Whether a noun is a weapon that a verb fires or lays: "fired Iranian-made drones"."""
    return (
        known.relations[word] == "obj"
        and known.lemmas[word] in lists.munition
        and known.lemmas[known.heads[word]] in lists.firing
    )


def is_finder(known: Index, trigger: int, word: int, lists: WordLists) -> bool:
    """Whether a word is the subject of a verb that finds whom the event was done to: "police found
    the bodies of farmers shot dead"."""
    first = whole_name(known, word)
    verb = known.heads[first]
    if known.tokens[first].deprel != "nsubj" or known.lemmas[verb] not in lists.finding:
        return False
    above = [trigger, *ancestors(known.tokens, trigger)]
    under = next((i for i, j in pairwise(above) if j == verb), None)
    return under is not None and known.relations[under] in _FOUND


def is_ally(known: Index, word: int) -> bool:
    """Whether those stand at a word beside whom others fight, not beside whom they are killed."""
    noun = whole_name(known, word)
    if any(known.tokens[i].deprel == "aux:pass" for i in known.below[known.heads[noun]]):
        return False
    return has_case(known, noun, _BESIDE)


def is_in_clause(known: Index, verb: int, word: int) -> bool:
    """Whether a word stands in a clause that a verb of denial governs, or in one joined to it: who
    is told of there is not whom it is said to ("denied that it had armed the rebels", "denied any
    part in it, accusing the army"). In what its object tells stands whom it is about, unless it is
    theirs: "denied reports that it armed rebels", "denied charges made by Peru"."""
    told = known.tokens[word].deprel == "obl:agent"
    within = False
    while known.heads[word] not in (word, verb):
        within = within or known.relations[word] in _TOLD
        word = known.heads[word]
    if word == verb or known.heads[word] != verb:
        return False
    relation, below = known.relations[word], known.below[word]
    deed = known.upos[word] == "VERB" or any(known.relations[i] == "obj" for i in below)
    return relation in _CLAUSES or (relation in _DENIED and deed) or (within and not told)


def is_court(scene: PartyScene, word: int) -> bool:
    """Whether a court or a prosecutor stands at a word: nobody else is pleaded guilty to."""
    return any("JUD" in p.sectors for p in scene.people(word))


def is_of_many(scene: PartyScene, noun: int) -> bool:
    """Whether a noun says that all the world speaks: "international pressure"."""
    known, many = index_of(scene.doc), scene.resolver.reader.lists.of_many
    return known.upos[noun] == "NOUN" and any(known.lower[i] in many for i in known.below[noun])


def is_one_state(scene: PartyScene, word: int) -> bool:
    """Whether those of a state stand at a word, unless it is told that they speak: "pressure from
    Oslo"."""
    known = index_of(scene.doc)
    return not has_case(known, whole_name(known, word), _FROM) and bool(scene.countries(word)[1])


def is_sent(known: Index, verb: int, word: int) -> bool:
    """Whether a word names what a verb sends, or calls home: "sent troops into Peru", "recalled its
    envoy to Peru"."""
    first = whole_name(known, word)
    return known.heads[first] == verb and known.tokens[first].deprel in ("obj", "nsubj:pass")


def acts_above(known: Index, verb: int, word: int) -> bool:
    """Whether a word is the subject of the clause above a relative one that a verb heads: "rebels
    moved into the zone that peacekeepers patrol"."""
    noun = known.heads[verb]
    first, above = whole_name(known, word), known.heads[noun]
    return (
        known.tokens[verb].deprel == "acl:relcl"
        and first != noun != above == known.heads[first]
        and known.relations[first] == "nsubj"
    )


def is_kind(scene: PartyScene, word: PartyWord) -> bool:
    """Whether a word only tells what kind of event it is: "street protests"."""
    token = scene.tokens[word.word]
    kind = token.upos == "NOUN" and token.deprel == "compound" and token.head == word.trigger
    return kind and not scene.resolver.reader.is_somebody(word.word)


def ends_title(known: Index, word: int) -> bool:
    """Whether a word ends what somebody is called who is told of before it: "heads of state and
    government"."""
    before = known.lower[max(word - 3, 0) : word]
    return known.lower[word] == "government" and tuple(before[:2]) == _OF_STATE


def acts_beside(known: Index, trigger: int, word: int) -> bool:
    """Whether a word is the subject of a clause that "and" joins to that of an event's verb:
    "Oslo condemned the raid, and Lima sent an envoy"."""
    first = whole_name(known, word)
    while known.tokens[first].deprel in _PARTS:
        first = whole_name(known, known.heads[first])
    beside = known.heads[first]
    if known.tokens[first].deprel != "nsubj" or known.relations[beside] != "conj":
        return False
    clause = known.heads[beside]
    own = clause == trigger or (
        clause == known.heads[trigger] and known.relations[trigger] in ("obj", "xcomp")
    )
    return (
        own
        and known.upos[clause] == "VERB"
        and any(known.relations[i] == "nsubj" for i in known.below[clause])
        and all(known.lower[i] == "and" for i in known.below[beside] if known.relations[i] == "cc")
    )


def is_left_out(known: Index, word: int) -> bool:
    """Whether those stand at a word with whom nothing is done: "anybody except his wife"."""
    return has_case(known, whole_name(known, word), _EXCEPT)


def is_where_somebody_is(scene: PartyScene, word: int, candidates: Collection[int]) -> bool:
    """Whether a word is only where another party is or is sent: "the Norwegian embassy in Peru",
    "the ambassador to Peru"; not where the event itself is, of which a party may be told alone:
    "the Norwegian mission in Peru"."""
    known, reader = index_of(scene.doc), scene.resolver.reader
    head = known.heads[word]
    sent = known.lemmas[head] in reader.lists.posted and has_case(known, word, _TO)
    return (
        known.relations[word] == "nmod"
        and head in candidates
        and (sent or has_case(known, word, _IN))
        and reader.is_somebody(head)
    )
