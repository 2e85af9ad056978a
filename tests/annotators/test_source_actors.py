"""Who sources are, over hand-made trees."""

import dataclasses

from build import at, document

from dateline.annotators import entities, source_actors
from dateline.data import EventMention, Source
from dateline.knowledge import Knowledge


def test_a_source_of_no_entity_has_the_country_of_its_words():
    doc = document(
        """A          a          DET  3 det
           Syrian     Syrian     ADJ  3 amod
           villager   villager   NOUN 4 nsubj
           confirmed  confirm    VERB 0 root
           it         it         PRON 4 obj
           _.         .          PUNCT 4 punct"""
    )
    source = Source(*at(doc, "Syrian villager"), "Syrian villager", "anonymous", cue="confirmed")
    event = EventMention("ASSAULT", at(doc, "it"), (0, len(doc.text)), sources=(source,))
    doc = dataclasses.replace(doc, entities=entities.load(Knowledge())(doc), events=(event,))
    (filled,) = source_actors.load(Knowledge())(doc)
    assert (filled.sources[0].country, filled.sources[0].kind) == ("SYR", "anonymous")


def test_events_without_sources_stay_as_they_are():
    doc = document("Rain rain NOUN 2 nsubj\nfell fall VERB 0 root")
    doc = dataclasses.replace(doc, events=(EventMention("PROTEST", (0, 4), (0, 9)),))
    assert source_actors.load(Knowledge())(doc) is doc.events
