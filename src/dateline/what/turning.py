"""Whom the grammar puts on one side of an event, whichever the network likes better.

The network says of each word how likely it acts and is acted upon, and ``parties.py`` chooses among
sets of these. Where the grammar tells the side, what speaks for the other one counts for it: those
whom somebody "clashed with" fight as well, who dies or is released does not act, nor who "had its
mission attacked".
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.data import EventMention, PartyWord
from dateline.syntax import Index, first_joined, has_case, index_of
from dateline.what.bystanders import OF_OTHERS, moved, suffers
from dateline.what.frames import whole_name
from dateline.what.party_scene import PartyScene
from dateline.what.plover import RECIPROCAL
from dateline.what.roles import ACTOR, NONE, RECIPIENT

_WITH = frozenset({"with"})
_OBJECTS = frozenset({"obj", "ccomp", "xcomp"})


def turned(
    scene: PartyScene, event: EventMention, main: int, words: Sequence[PartyWord]
) -> list[PartyWord]:
    """The words that may mean a party, on the sides where the grammar has them; of what is asked
    for or condemned who suffers it is on none. ``main``: the event's own trigger."""
    if event.event_type in RECIPROCAL:
        return list(words)
    owner = suffering(index_of(scene.doc), main)
    side = NONE if event.event_type in OF_OTHERS else RECIPIENT
    undergoing = {
        scene.marked(w.word) for w in words if w.trigger == main and is_undergoer(scene, w, owner)
    }
    found = []
    for word in words:
        if word.chances[RECIPIENT] and event.event_type == "ASSAULT" and fights_back(scene, word):
            word = moved(word, RECIPIENT, ACTOR)
        elif word.chances[ACTOR] and (
            scene.marked(word.word) in undergoing or is_undergoer(scene, word, owner)
        ):
            word = moved(word, ACTOR, side)
        found.append(word)
    return found


def fights_back(scene: PartyScene, word: PartyWord) -> bool:
    """Whether those stand at a word with whom blows are exchanged: "clashed with rebels", "traded
    fire with rebels"."""
    known, verbs = index_of(scene.doc), scene.resolver.reader.lists.both_ways
    noun = whole_name(known, word.word)
    if not has_case(known, noun, _WITH):
        return False
    above = known.heads[noun]
    over = known.heads[above]  # "exchange" of "exchanged fire with"
    return word.trigger in (above, over) and (
        known.lemmas[above] in verbs or known.lemmas[over] in verbs
    )


def is_undergoer(scene: PartyScene, word: PartyWord, owner: int | None) -> bool:
    """Whether those at a word have it done to them: who died, whose release or murder it is, to
    whose mission (``owner``: the first word of whose) it is done."""
    known = index_of(scene.doc)
    first = first_joined(known, word.word)
    if first == owner:
        return True
    if known.relations[first] == "amod":  # "Norwegian" of "the release of Norwegian soldiers"
        first = known.heads[first]
    if known.heads[first] != word.trigger:
        return False
    dies = known.lemmas[word.trigger] in scene.resolver.reader.lists.dying
    return (dies and known.relations[first] == "nsubj") or suffers(scene, first)


def suffering(known: Index, trigger: int) -> int | None:
    """The word of who has something done to what is theirs: "Jordan had its mission attacked"."""
    verb = known.heads[trigger]
    if known.lemmas[verb] != "have" or known.tokens[trigger].xpos != "VBN":
        return None
    below = known.below[verb]
    what = [j for j in below if known.relations[j] == "obj"]
    if known.relations[trigger] in _OBJECTS:  # "had [its mission attacked]"
        what += [j for j in known.below[trigger] if known.relations[j] == "nsubj"]
    if not any(verb < j < trigger for j in what):
        return None
    return next((j for j in below if known.relations[j] == "nsubj"), None)
