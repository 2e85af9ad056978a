"""What the choice of parties asks of a report."""

import dataclasses

from build import document
from party import LISTED, event, over, scene_of, word

from dateline.data import EventMention, PartyWord
from dateline.what.parties import weigh


def test_the_members_of_a_list_take_part_together():
    scene = over(LISTED)
    words = [word(0, 0.9, trigger=5), word(4, 0.3, trigger=5), word(7, 0, 0.6, trigger=5)]
    first, second = weigh(scene, event(*words), 5)
    assert [p.country for p in scene.people(first.best.word)] == ["SYR", "ISR", "TUR"]
    assert first.countries == {"SYR", "ISR", "TUR"}
    assert [w.word for w in first.words] == [0, 4]
    assert second.countries == {"USA"}


def test_nouns_that_name_events_are_no_parties():
    doc = document(
        """talks   talk   NOUN 2 nsubj
           stopped stop   VERB 0 root
           envoys  envoy  NOUN 2 obj"""
    )
    trigger = doc.tokens[1]
    words = [PartyWord(i, i, (0.5, 0.5, 0.0, 0.0, 0.0, 0.0)) for i in (0, 2)]
    found = EventMention(
        "CONSULT", (trigger.start, trigger.end), (0, len(doc.text)), party_words=tuple(words)
    )
    assert scene_of(dataclasses.replace(doc, events=(found,))).deeds == {0}
