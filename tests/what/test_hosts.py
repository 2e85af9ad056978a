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


def hosting(doc, place, trigger="arrived", kind="CONSULT", country="PER"):
    """The countries of the hosts of envoys who come to a place in Norway, or in no known state."""
    land = "NOR" if place else None
    places = (PlaceMention(*at(doc, place or "Oslo"), "Oslo", "Oslo", country=land),)
    scene = scene_of(dataclasses.replace(doc, places=places))
    visit = EventMention(kind, at(doc, trigger), (0, len(doc.text)))
    envoys = [Participant(*at(doc, "Envoys"), "Envoys", country=country)]
    return [p.country for p in hosts(scene, visit, envoys)]


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
    assert hosting(doc, "Oslo", trigger, kind, country) == found


@pytest.mark.parametrize("place", ["talks", None], ids=["no place", "in no known state"])
def test_only_a_place_of_a_known_state_is_a_goal(place):
    assert hosting(document(ARRIVED.format("arrived arrive", "in", "in")), place) == []


def test_what_follows_the_name_of_an_arrival_is_no_goal():
    doc = document(ARRIVED.format("arrived arrive", "in", "in").replace("2 obl", "2 nmod"))
    assert hosting(doc, "Oslo") == []
