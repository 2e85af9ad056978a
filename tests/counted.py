"""What the annotator of counts finds in documents built by hand."""

import dataclasses
import functools

from build import at

from dateline.annotators import counts
from dateline.data import EventMention
from dateline.knowledge import Knowledge

EDITOR = """
Police police NOUN 2 nsubj
arrested arrest VERB 0 root
the the DET 4 det
editor editor NOUN 2 obj
_. . PUNCT 2 punct
"""


@functools.cache
def annotate():
    """The annotator, loaded once."""
    return counts.load(Knowledge())


def event(doc, trigger, event_type="ASSAULT"):
    """An event of one sentence, by the words of its trigger."""
    return EventMention(event_type, at(doc, trigger), (0, len(doc.text)))


def found(doc, *events):
    """The counts of each event: lowest and highest by role."""
    coded = annotate()(dataclasses.replace(doc, events=events))
    return [{c.role: (c.low, c.high) for c in e.counts} for e in coded]


def tagged(doc, **xpos):
    """The document with fine-grained tags for some words."""
    tokens = tuple(dataclasses.replace(t, xpos=xpos.get(t.text, t.xpos)) for t in doc.tokens)
    return dataclasses.replace(doc, tokens=tokens)
