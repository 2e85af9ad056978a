"""Whose people are who are not named, by where it took place."""

from dataclasses import replace

import pytest
from build import document

from dateline.annotators import locals as annotator
from dateline.data import EventMention, Masthead, Participant, PlaceMention, Where
from dateline.knowledge import Knowledge

ROWS = """{0} {0} {1} 2 {2}
{3} {4} NOUN 3 nsubj
marched march VERB 0 root
in in ADP 5 case
Goma Goma PROPN 3 obl"""
ANNOTATE = annotator.load(Knowledge())


def country(rows, sectors=("CVL",), entity=None, precision="city"):
    """The country of who marched, after the annotator, that was Kenya before."""
    doc = document(rows)
    start, end = doc.tokens[0].start, doc.tokens[1].end
    town = doc.tokens[4]
    event = EventMention(
        "PROTEST", (doc.tokens[2].start, doc.tokens[2].end), (0, len(doc.text)),
        actors=(Participant(start, end, doc.text[start:end], country="KEN", sectors=sectors,
                            entity=entity),),
        where=Where("Goma", country="COD", precision=precision, span=(town.start, town.end)),
    )  # fmt: skip
    (found,) = ANNOTATE(replace(doc, events=(event,)))
    return found.actors[0].country


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("angry", "ADJ", "amod", "students", "student"), "COD"),
        (("Kenyan", "ADJ", "amod", "students", "student"), "KEN"),
        (("her", "PRON", "nmod:poss", "students", "student"), "KEN"),
    ],
)
def test_people_of_whom_nothing_is_told_are_of_the_town(words, expected):
    assert country(ROWS.format(*words)) == expected


def test_soldiers_known_people_and_whole_countries_stay_as_they_are():
    rows = ROWS.format("angry", "ADJ", "amod", "students", "student")
    assert country(rows, sectors=("MIL",)) == "KEN"
    assert country(rows, entity="ana-lima") == "KEN"
    assert country(rows, precision="country") == "KEN"


CAME = """Envoys envoy NOUN 2 nsubj
{} VERB 0 root
{} {} ADV 2 advmod
for for ADP 6 case
Lima Lima PROPN 6 compound
talks talk NOUN 2 obl"""


def guests(
    verb="arrived arrive",
    adverb="here",
    *,
    trigger=1,
    kind="CONSULT",
    countries=("NOR",),
    line="",
    seen=(),
):
    """The recipients of a visit to Lima after the annotator, with their country and sectors.
    ``line``: the country of the agency's place line, where the place is read off it."""
    doc = document(CAME.format(verb, adverb, adverb))
    start, end = doc.tokens[trigger].start, doc.tokens[trigger].end
    town = doc.tokens[4].start, doc.tokens[4].end
    home = PlaceMention(*town, "Lima", "Lima", country=line) if line else None
    doc = replace(doc, masthead=Masthead(home=home))
    event = EventMention(
        kind, (start, end), (0, len(doc.text)),
        actors=tuple(Participant(0, 6, "Envoys", country=c) for c in countries),
        recipients=seen,
        where=Where("Lima", country="PER", precision="city", span=None if line else town),
    )  # fmt: skip
    (found,) = ANNOTATE(replace(doc, events=(event,)))
    return [(p.text, p.country, p.sectors) for p in found.recipients]


def test_who_arrives_here_is_the_guest_of_the_state_where_that_is():
    host = [("Lima", "PER", ("GOV",))]
    assert guests() == guests(trigger=5) == guests(line="PER") == host
    assert guests(line="CHL") == []
    assert guests("spoke speak") == guests(adverb="early") == guests(kind="MOBILIZE") == []
    assert guests(countries=("PER",)) == []  # at home
    assert guests(seen=(Participant(0, 6, "Envoys"),)) == [("Envoys", None, ())]
    assert guests(countries=("NOR", "CHL")) == []  # one of whom may be the host
