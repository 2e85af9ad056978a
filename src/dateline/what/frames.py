"""The frame of an event: which words stand where its participants are told, by the syntax alone.

The network says of each word by itself what it may be, and does not see that "it" is the government
before ("Its government confirmed that it had held contacts with Israel"). Here the places around a
trigger are named after the grammar (Universal Dependencies), through support verbs ("held talks":
the subject is that of "held"), shared and controlled subjects ("agreed to meet"), relative and
participial clauses ("troops sent to …"). Who stands there, by any mention of theirs, is a feature
of the choice of parties (``parties.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dateline.knowledge import Knowledge
from dateline.syntax import Index, first_joined

NOUNS = frozenset({"NOUN", "PROPN"})
_POS, _YES_NO = frozenset({"VERB", "ADP", "NOUN"}), frozenset({"yes", "no"})
SUPPORTED = frozenset({"obj", "obl", "nsubj", "xcomp", "nmod"})
"""What a noun that names an event is to the verb that carries it."""
LINKED = frozenset({"conj", "xcomp", "advcl"})
"""Clauses whose subject may stand in the clause above."""
Reactions = frozenset[tuple[str, str]]
"""Words, with their part of speech, whose subject reacts to what another one did."""
Suffered = Mapping[str, bool]
"""Nouns for what is done to whom they are ``of``; whether to their possessor, too."""
RELATIVE = frozenset({"who", "which", "that", "whom"})
MODIFIED = " modified"
CLIMBS = 3
"""How many clauses up a subject is looked for."""


@dataclass(frozen=True, slots=True)
class FrameWords:
    """Words around an event whose own participants are not those of the event."""

    reactions: Reactions
    suffered: Suffered


def frame(known: Index, trigger: int) -> Iterator[tuple[str, int]]:
    """The places around a trigger and the words that stand there."""
    if known.upos[trigger] in NOUNS:
        yield from _of_noun(known, trigger)
        verb, way = known.heads[trigger], known.relations[trigger]
        if verb != trigger and way in SUPPORTED and known.upos[verb] in ("VERB", "AUX"):
            for place, word in _of_verb(known, verb):
                if word != trigger:
                    yield f"{place} over {way}", word
    else:
        yield from _of_verb(known, trigger)


def _of_noun(known: Index, noun: int) -> Iterator[tuple[str, int]]:
    tokens = known.tokens
    for i in known.below[noun]:
        relation = tokens[i].deprel
        if relation == "nmod:poss":
            yield "possessor", i
        elif known.relations[i] in ("amod", "compound"):
            yield "modifier", i
        elif known.relations[i] == "nmod":
            yield _by_preposition(known, i), i


def _of_verb(known: Index, verb: int) -> Iterator[tuple[str, int]]:
    tokens = known.tokens
    passive = False
    for i in known.below[verb]:
        relation, base = tokens[i].deprel, known.relations[i]
        if relation in ("nsubj:pass", "aux:pass"):
            passive = True
        if base in ("obj", "iobj"):
            yield base, i
        elif relation == "obl:agent":
            yield "by", i
        elif base == "obl":
            yield _by_preposition(known, i), i
    found = subject(known, verb)
    if found is not None:
        inherited, word = found
        if inherited == MODIFIED and tokens[verb].xpos == "VBN":
            passive = True  # "troops sent home"
        yield ("undergoer" if passive else "subject") + inherited, word


def read_frame_words(knowledge: Knowledge) -> FrameWords:
    """Read ``en/reactions.tsv`` and ``en/suffered.tsv``. Raises ``KnowledgeError`` for a row that
    is wrong."""
    reactions = knowledge.rows("en/reactions.tsv")
    suffered = knowledge.rows("en/suffered.tsv")
    return FrameWords(
        frozenset((row.need("word"), row.need("pos", _POS)) for row in reactions),
        {row.need("noun"): row.need("possessor", _YES_NO) == "yes" for row in suffered},
    )


def reacting(known: Index, trigger: int, reactions: Reactions) -> int | None:
    """The word of who answers the event that a noun names, or acts upon it: "Oslo rejected the
    demand", "after the raid", "in response to the raid Oslo closed the border". A subject is a
    noun, whatever its tag: "calls for talks were rejected"."""
    while known.relations[trigger] == "conj" and known.upos[trigger] in NOUNS:
        trigger = known.heads[trigger]
    if known.upos[trigger] not in NOUNS and known.relations[trigger] != "nsubj":
        return None
    verb, way = known.heads[trigger], known.relations[trigger]
    if way == "nmod" and (known.lemmas[verb], "NOUN") in reactions:
        if _by_preposition(known, verb) != "in":
            return None
        verb = known.heads[verb]
    elif way == "obl":
        if (_by_preposition(known, trigger), "ADP") not in reactions:
            return None
    elif way not in ("obj", "nsubj") or (known.lemmas[verb], "VERB") not in reactions:
        return None
    passive = known.tokens[trigger].deprel == "nsubj:pass"
    places = ("by",) if passive else ("subject", "subject conj", "subject xcomp")
    return next((w for p, w in _of_verb(known, verb) if p in places and w != trigger), None)


def is_done_to(known: Index, word: int, suffered: Suffered) -> bool:
    """Whether what a noun names is done to a word, the first one of several that "and" joins:
    "demanded the release of Ito", "condemned Ito's arrest"."""
    word = first_joined(known, word)
    noun = known.heads[word]
    by_possessor = suffered.get(known.lemmas[noun])
    if by_possessor is None:
        return False
    if known.tokens[word].deprel == "nmod:poss":
        # "Iran's executions" are done by it.
        return (
            by_possessor
            and known.tokens[noun].xpos != "NNS"
            and not any(
                known.relations[i] == "nmod" and _by_preposition(known, i) == "of"
                for i in known.below[noun]
            )
        )
    return known.relations[word] == "nmod" and _by_preposition(known, word) == "of"


def subject(known: Index, verb: int, linked: frozenset[str] = LINKED) -> tuple[str, int] | None:
    """The subject of a verb, its own or that of a clause above (which these are ``linked`` to);
    how it comes to it."""
    way, at = "", verb
    for _ in range(CLIMBS):
        own = [i for i in known.below[at] if known.relations[i] == "nsubj"]
        if own:
            word = own[0]
            if known.lower[word] in RELATIVE and known.tokens[at].deprel == "acl:relcl":
                return f"{way} relative", known.heads[at]
            return way, word
        relation, above = known.relations[at], known.heads[at]
        if above == at:
            return None
        if relation == "acl":
            return way + MODIFIED, above
        if relation not in linked:
            return None
        if relation == "xcomp":
            objects = [i for i in known.below[above] if known.relations[i] in ("obj", "iobj")]
            if objects:
                return f"{way} controlled", objects[0]
        way, at = f" {relation}", above
    return None


def _by_preposition(known: Index, word: int) -> str:
    cases = [known.lower[i] for i in known.below[word] if i < word and known.relations[i] == "case"]
    return cases[0] if cases else "bare"


def whole_name(known: Index, word: int) -> int:
    """The first of the nouns that "and" joins of whose name a word is a part."""
    while known.relations[word] in ("compound", "flat", "conj") and known.heads[word] != word:
        word = known.heads[word]
    return word
