"""Whose guest somebody is who arrives."""

import dataclasses

import pytest
from build import at, document
from party import scene_of

from dateline.data import EventMention, Participant, PlaceMention
from dateline.what.hosts import hosts

ARRIVED = """
    Envoys envoy NOUN 2 nsubj
    {} VERB 0 root
    {} {} ADP 4 case
    Oslo Oslo PROPN 2 obl
    for for ADP 6 case
    talks talk NOUN 2 obl
"""


@pytest.mark.parametrize(
    ("verb", "preposition", "trigger", "kind", "country", "found"),
    [
        ("arrived arrive", "in", "arrived", "CONSULT", "PER", ["NOR"]),
        ("flew fly", "to", "talks", "CONSULT", "PER", ["NOR"]),  # the verb over the event
        ("arrived arrive", "in", "arrived", "CONSULT", "NOR", []),  # at home
        ("arrived arrive", "from", "arrived", "CONSULT", "PER", []),
        ("spoke speak", "in", "spoke", "CONSULT", "PER", []),
        ("arrived arrive", "in", "arrived", "MOBILIZE", "PER", []),
    ],
)
def test_a_visitor_is_the_guest_of_the_state_he_comes_to(
    verb, preposition, trigger, kind, country, found
):
    doc = document(ARRIVED.format(verb, preposition, preposition))
    scene = scene_of(doc)
    place = PlaceMention(*at(doc, "Oslo"), "Oslo", "Oslo", country="NOR")
    scene.doc = dataclasses.replace(scene.doc, places=(place,))
    visit = EventMention(kind, at(doc, trigger), (0, len(doc.text)))
    envoys = [Participant(*at(doc, "Envoys"), "Envoys", country=country)]
    assert [p.country for p in hosts(scene, visit, envoys)] == found
