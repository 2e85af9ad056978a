"""According to whom an event is told: who holds the claims around it, and of what kind they are."""

import dataclasses

import pytest
from build import at, claiming, document

from dateline.annotators import sources
from dateline.annotators.sources import Models, Sources
from dateline.data import Entity, EventMention
from dateline.knowledge import Knowledge
from dateline.linear import Linear
from dateline.saying.lexicon import read_lexicon
from dateline.saying.voices import Voices

ALWAYS = Models({"c": 9.0}, Linear(9.0, {}))
NEVER = Models({"0": 9.0}, Linear(-9.0, {}))


@pytest.fixture(scope="module")
def lexicon():
    return read_lexicon(Knowledge())


def coded(doc, trigger, claims, event_type="ASSAULT", names=(), entities=(), **event):
    """The document with one event and attributions given as (source, cue, content)."""
    spans = at(doc, trigger)
    mention = EventMention(event_type, spans, (0, len(doc.text)), **event)
    doc = claiming(doc, claims, names)
    return dataclasses.replace(doc, events=(mention,), entities=tuple(entities))


def chain(doc, lexicon, model=ALWAYS):
    return [(s.text, s.kind) for s in found(doc, lexicon, model)]


def found(doc, lexicon, model=ALWAYS):
    return Sources(Voices(doc, lexicon), model).chain(doc.events[0])


MINISTRY = """
Rebels rebel NOUN 2 nsubj
attacked attack VERB 0 root
Homs Homs PROPN 2 obj
_, , PUNCT 7 punct
the the DET 6 det
ministry ministry NOUN 7 nsubj
said say VERB 2 parataxis
_. . PUNCT 2 punct
"""


def with_source(*rows):
    """The sentence of the ministry with another subject: rows of words, the last one the head."""
    words = list(rows)
    lines = MINISTRY.strip().splitlines()
    shift = len(words) - 2
    head = 4 + len(words)
    told = [
        f"{w} {lemma} {upos} {head + 1 if i == len(words) - 1 else head} {rel}"
        for i, (w, lemma, upos, rel) in enumerate(words)
    ]
    tail = ["said say VERB 2 parataxis", "_. . PUNCT 2 punct"]
    comma = f"_, , PUNCT {7 + shift} punct"
    return document("\n".join([*lines[:3], comma, *told, *tail]))


@pytest.mark.parametrize(
    ("words", "names", "source"),
    [
        ([("the", "the", "DET", "det"), ("ministry", "ministry", "NOUN", "nsubj")], (),
         ("ministry", "institution")),
        ([("a", "a", "DET", "det"), ("diplomat", "diplomat", "NOUN", "nsubj")], (),
         ("diplomat", "anonymous")),
        ([("state", "state", "NOUN", "compound"), ("media", "medium", "NOUN", "nsubj")], (),
         ("state media", "media")),
        ([("Xinhua", "Xinhua", "PROPN", "nsubj")], [("Xinhua", "ORG")], ("Xinhua", "media")),
        ([("Damascus", "Damascus", "PROPN", "nsubj")], [("Damascus", "LOC")],
         ("Damascus", "institution")),
        ([("Minister", "Minister", "PROPN", "nmod:desc"), ("Saar", "Saar", "PROPN", "nsubj")],
         [("Saar", "PER")], ("Minister Saar", "named")),
        ([("the", "the", "DET", "det"), ("intelligence", "intelligence", "NOUN", "compound"),
          ("agency", "agency", "NOUN", "nsubj")], (), ("intelligence agency", "institution")),
        ([("the", "the", "DET", "det"), ("news", "news", "NOUN", "compound"),
          ("agency", "agency", "NOUN", "nsubj")], (), ("news agency", "media")),
    ],
)  # fmt: skip
def test_a_source_has_its_kind(words, names, source, lexicon):
    doc = with_source(*words)
    said = " ".join(w for w, *_ in words)
    doc = coded(doc, "attacked", [(said, "said", "Rebels attacked Homs")], names=names)
    assert chain(doc, lexicon) == [source]


def test_no_claim_gives_no_source(lexicon):
    doc = coded(document(MINISTRY), "attacked", [])
    assert chain(doc, lexicon) == []


def test_an_unlikely_claim_gives_no_source(lexicon):
    doc = coded(document(MINISTRY), "attacked", [("the ministry", "said", "Rebels attacked Homs")])
    assert chain(doc, lexicon, NEVER) == []


def test_the_speech_act_itself_is_not_covered(lexicon):
    doc = coded(document(MINISTRY), "said", [("the ministry", "said", "Rebels attacked Homs")])
    assert chain(doc, lexicon) == []


NESTED = """
Abbas Abbas PROPN 3 nsubj:pass
was be AUX 3 aux:pass
quoted quote VERB 0 root
by by ADP 6 case
state state NOUN 6 compound
radio radio NOUN 3 obl:agent
as as SCONJ 8 mark
saying say VERB 3 advcl
rebels rebel NOUN 10 nsubj
attacked attack VERB 8 ccomp
_. . PUNCT 3 punct
"""
QUOTED = """
A a DET 2 det
source source NOUN 7 nsubj
quoted quote VERB 2 acl
by by ADP 6 case
state state NOUN 6 compound
radio radio NOUN 3 obl:agent
said say VERB 0 root
rebels rebel NOUN 9 nsubj
attacked attack VERB 7 ccomp
_. . PUNCT 7 punct
"""
CITING = """
The the DET 2 det
radio radio NOUN 3 nsubj
said say VERB 0 root
_, , PUNCT 5 punct
citing cite VERB 3 advcl
officials official NOUN 5 obj
_, , PUNCT 5 punct
rebels rebel NOUN 9 nsubj
attacked attack VERB 3 ccomp
_. . PUNCT 3 punct
"""


@pytest.mark.parametrize(
    ("rows", "claim", "names", "sources"),
    [
        (NESTED, ("Abbas", "saying", "rebels attacked"), [("Abbas", "PER")],
         [("state radio", "media"), ("Abbas", "named")]),
        (QUOTED, ("A source quoted by state radio", "said", "rebels attacked"), [],
         [("state radio", "media"), ("source", "anonymous")]),
        (CITING, ("The radio", "said", "rebels attacked"), [],
         [("radio", "media"), ("officials", "anonymous")]),
    ],
)  # fmt: skip
def test_sources_nest_outermost_first(rows, claim, names, sources, lexicon):
    doc = coded(document(rows), "attacked", [claim], names=names)
    assert chain(doc, lexicon) == sources


@pytest.mark.parametrize(
    ("publisher", "sources"),
    [("Xinhua News Agency", []), ("AFP", [("Xinhua", "media")]), (None, [("Xinhua", "media")])],
)
def test_the_publisher_is_no_source(publisher, sources, lexicon):
    doc = with_source(("Xinhua", "Xinhua", "PROPN", "nsubj"))
    doc = coded(
        doc, "attacked", [("Xinhua", "said", "Rebels attacked Homs")], names=[("Xinhua", "ORG")]
    )
    report = dataclasses.replace(doc.report, publisher=publisher)
    assert chain(dataclasses.replace(doc, report=report), lexicon) == sources


HE = """
He he PRON 2 nsubj
said say VERB 0 root
rebels rebel NOUN 4 nsubj
attacked attack VERB 2 ccomp
_. . PUNCT 2 punct
"""
SAAR = """
Gideon Gideon PROPN 3 nsubj
Saar Saar PROPN 1 flat
spoke speak VERB 0 root
_. . PUNCT 3 punct
"""


def test_a_pronoun_is_followed_to_the_last_person_named(lexicon):
    doc = document(SAAR, HE)
    doc = coded(
        doc, "attacked", [("He", "said", "rebels attacked")], names=[("Gideon Saar", "PER")]
    )
    assert chain(doc, lexicon) == [("Gideon Saar", "named")]


def test_an_entity_tells_who_a_pronoun_is(lexicon):
    doc = document(SAAR, HE)
    mentions = (at(doc, "Gideon Saar"), at(doc, "He"))
    saar = Entity(mentions, "Gideon Saar", "person", "ISR", ("GOV",), "Q1")
    doc = coded(
        doc, "attacked", [("He", "said", "rebels attacked")],
        names=[("Gideon Saar", "PER")], entities=[saar],
    )  # fmt: skip
    [source] = found(doc, lexicon)
    assert (source.text, source.country, source.sectors, source.entity) == (
        "Gideon Saar", "ISR", ("GOV",), "Q1",
    )  # fmt: skip


CALLED = """
The the DET 2 det
spokesman spokesman NOUN 3 nsubj
said say VERB 0 root
rebels rebel NOUN 5 nsubj
attacked attack VERB 3 ccomp
_. . PUNCT 3 punct
"""


@pytest.mark.parametrize(("name", "kind"), [("PER", "named"), ("ORG", "anonymous")])
def test_a_description_of_a_person_who_is_named_elsewhere_is_named(name, kind, lexicon):
    doc = document(SAAR, CALLED)
    mentions = (at(doc, "Gideon Saar"), at(doc, "spokesman"))
    doc = coded(
        doc, "attacked", [("spokesman", "said", "rebels attacked")],
        names=[("Gideon Saar", name)], entities=[Entity(mentions, "Gideon Saar", "person")],
    )  # fmt: skip
    [source] = found(doc, lexicon)
    assert (source.text, source.name, source.kind) == ("spokesman", "Gideon Saar", kind)


def test_annotate_leaves_documents_without_claims_alone():
    annotate = sources.load(Knowledge())
    doc = coded(document(MINISTRY), "attacked", [])
    assert annotate(doc) == doc.events
