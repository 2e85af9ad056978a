"""Builds a report by hand whose events seek their parties."""

import dataclasses

from build import document

from dateline.annotators import entities
from dateline.data import EventMention, NameMention, PartyWord
from dateline.knowledge import Knowledge
from dateline.what.frames import read_frame_words
from dateline.what.party_scene import PartyScene
from dateline.who.judging import read_judge
from dateline.who.reading import read_actors
from dateline.who.resolving import Resolver

DOC = document("""
    Syria Syria PROPN 4 nsubj
    and and CCONJ 3 cc
    Israel Israel PROPN 1 conj
    asked ask VERB 0 root
    Turkey Turkey PROPN 4 obj
    for for ADP 7 case
    help help NOUN 4 obl
    because because SCONJ 10 mark
    Syria Syria PROPN 10 nsubj
    starves starve VERB 4 advcl
    _. . PUNCT 4 punct
""")
LISTED = document("""
    Syria Syria PROPN 6 nsubj
    _, , PUNCT 3 punct
    Israel Israel PROPN 1 conj
    and and CCONJ 5 cc
    Turkey Turkey PROPN 1 conj
    warned warn VERB 0 root
    US US PROPN 8 compound
    troops troop NOUN 6 obj
""")
ASKED, STARVES = 3, 9


def word(at, actor=0.0, recipient=0.0, trigger=ASKED):
    """A word that may act or be acted upon, around a trigger."""
    return PartyWord(at, trigger, (1 - actor - recipient, actor, recipient, 0.0, 0.0, 0.0))


def scene_of(doc):
    """A document seen from its events, with the entities of its names."""
    knowledge = Knowledge()
    names = tuple(
        NameMention(t.start, t.end, t.text, "LOC") for t in doc.tokens if t.upos == "PROPN"
    )
    doc = dataclasses.replace(doc, names=names)
    doc = dataclasses.replace(doc, entities=entities.load(knowledge)(doc))
    return over(doc)


def over(doc):
    """A document seen from its events, as it stands."""
    knowledge = Knowledge()
    resolver = Resolver(doc, read_actors(knowledge), read_judge())
    return PartyScene(doc, resolver, read_frame_words(knowledge))


def event(*words, kind="REQUEST"):
    """What was asked in ``DOC``, with the words that may mean a party."""
    trigger = DOC.tokens[ASKED]
    return EventMention(
        kind, (trigger.start, trigger.end), (0, len(DOC.text)), party_words=tuple(words)
    )


def texts(scene, parties):
    """The best word of each party."""
    return [scene.tokens[p.best.word].text for p in parties]
