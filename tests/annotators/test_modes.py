import dataclasses

import pytest
from build import at, document

from dateline.annotators import modes
from dateline.data import EventMention, Participant
from dateline.errors import KnowledgeError
from dateline.knowledge import ROOT, Knowledge


@pytest.fixture(scope="module")
def annotate():
    return modes.load(Knowledge())


def of(annotate, rows, trigger, event_type, **fields):
    doc = document(rows)
    event = EventMention(event_type, at(doc, trigger), (0, len(doc.text)), **fields)
    [coded] = annotate(dataclasses.replace(doc, events=(event,)))
    return coded.modes


def sentence(subject, verb, lemma, *rest):
    rows = [f"{subject} {subject.lower()} NOUN 2 nsubj", f"{verb} {lemma} VERB 0 root"]
    rows += [f"{word} {word.lower().rstrip('s')} NOUN 2 {rel}" for word, rel in rest]
    return "\n".join([*rows, "_. . PUNCT 2 punct"])


@pytest.mark.parametrize(
    ("rows", "trigger", "event_type", "expected"),
    [
        (sentence("Gunmen", "killed", "kill", ("guards", "obj")), "killed", "ASSAULT", ()),
        (sentence("Bomber", "killed", "kill", ("guards", "obj")), "killed", "ASSAULT",
         ("explosives",)),
        (sentence("Drones", "hit", "hit", ("drone", "obl")), "hit", "ASSAULT", ("drone",)),
        (sentence("Rebels", "kidnapped", "kidnap", ("guards", "obj")), "kidnapped", "ASSAULT",
         ("abduct",)),
        (sentence("Workers", "went", "go", ("strike", "obl")), "strike", "PROTEST", ("strike",)),
        (sentence("Police", "raided", "raid", ("offices", "obj")), "raided", "COERCE", ("seize",)),
        (sentence("Minister", "resigned", "resign"), "resigned", "RETREAT", ("resign",)),
        (sentence("Court", "convicted", "convict", ("editor", "obj")), "convicted", "SANCTION",
         ("convict",)),
        (sentence("Paris", "condemned", "condemn", ("raid", "obj")), "condemned", "ACCUSE",
         ("disapprove",)),
        (sentence("Paris", "urged", "urge", ("ceasefire", "obj")), "urged", "REQUEST", ("yield",)),
        (sentence("Paris", "urged", "urge", ("talks", "obl")), "urged", "REQUEST", ("meet",)),
        (sentence("Paris", "sent", "send", ("warship", "obj")), "sent", "MOBILIZE", ("weapons",)),
        (sentence("Leaders", "held", "hold", ("summit", "obj")), "summit", "CONSULT",
         ("multilateral",)),
        (sentence("Paris", "signed", "sign", ("treaty", "obj")), "signed", "SUPPORT", ()),
    ],
)  # fmt: skip
def test_modes_follow_the_words(rows, trigger, event_type, expected, annotate):
    assert of(annotate, rows, trigger, event_type) == expected


def test_three_countries_make_a_meeting_multilateral(annotate):
    rows = sentence("Leaders", "met", "meet")
    parties = tuple(Participant(0, 7, "Leaders", country=c) for c in ("SYR", "ISR", "AZE"))
    assert of(annotate, rows, "met", "CONSULT", actors=parties) == ("multilateral",)
    assert of(annotate, rows, "met", "CONSULT", actors=parties[:2]) == ()


def test_a_type_without_a_match_takes_its_default(annotate):
    rows = sentence("Paris", "moved", "move")
    assert of(annotate, rows, "moved", "MOBILIZE") == ("troops",)


def test_a_mode_that_plover_does_not_have_stops_the_load(tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "modes.tsv").write_text(
        "type\tmode\tpart\tweight\twords\nASSAULT\tlaser\ttrigger\t2\tlaser\n", encoding="utf-8"
    )
    with pytest.raises(KnowledgeError, match=r"modes\.tsv:2: mode 'laser' is not one of abduct"):
        modes.load(Knowledge((ROOT, tmp_path)))
