"""Who else passes on what a voice says."""

import pytest
from build import at, claiming, document

from dateline.data import EventMention
from dateline.linear import Linear
from dateline.saying.relays import Relays
from dateline.saying.voices import Voices

DENIED = """
Radio Radio PROPN 2 nsubj
said say VERB 0 root
Baku Baku PROPN 4 nsubj
denied deny VERB 2 ccomp
shelling shell VERB 4 xcomp
Homs Homs PROPN 5 obj
_. . PUNCT 2 punct
"""
CLAIMS = [("Radio", "said", "Baku denied shelling Homs"), ("Baku", "denied", "shelling Homs")]


@pytest.mark.parametrize(
    ("bias", "chain"),
    [(9.0, ["Radio", "Baku"]), (0.1, ["Radio", "Baku"]), (-0.1, ["Baku"]), (-9.0, ["Baku"])],
)
def test_a_claim_that_holds_another_may_pass_it_on(bias, chain, lexicon):
    doc = claiming(document(DENIED), CLAIMS, [("Baku", "LOC"), ("Homs", "LOC")])
    voices = Voices(doc, lexicon)
    event = EventMention("ASSAULT", at(doc, "shelling"), (0, len(doc.text)))
    voice = voices.about(event)[-1]
    found = Relays(voices).chain(voice, Linear(bias, {}))
    assert [doc.text[slice(*voices.speakers.span(m))] for m in found] == chain
