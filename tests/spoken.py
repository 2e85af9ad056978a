"""A claim, what follows it, and the voices that tell its events."""

from build import at, claiming

from dateline.data import EventMention
from dateline.saying.voices import Voices

SAID = """
Varga Varga PROPN 2 nsubj
said say VERB 0 root
rebels rebel NOUN 4 nsubj
attacked attack VERB 2 ccomp
Homs Homs PROPN 4 obj
_. . PUNCT 2 punct
"""
THEN = """
They they PRON 2 nsubj
burned burn VERB 0 root
houses house NOUN 2 obj
_. . PUNCT 2 punct
"""
VARGA = ("Varga", "said", "rebels attacked Homs")


def voices_of(doc, lexicon, claims, names=()):
    return Voices(claiming(doc, claims, names), lexicon)


def event_at(doc, trigger, **fields):
    return EventMention("ASSAULT", at(doc, trigger), (0, len(doc.text)), **fields)
