import dataclasses

import pytest
from build import at, document

from dateline.annotators import modes
from dateline.data import EventMention
from dateline.errors import KnowledgeError
from dateline.knowledge import ROOT, Knowledge
from dateline.what.mode_words import Spoken, Vote


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
        (sentence("Paris", "urged", "urge", ("clemency", "obj")), "urged", "REQUEST", ("yield",)),
        (sentence("Paris", "urged", "urge", ("compensation", "obj")), "urged", "REQUEST",
         ("assist",)),
        (sentence("Paris", "urged", "urge", ("investment", "obj")), "urged", "REQUEST", ()),
        (sentence("Paris", "refused", "refuse", ("entry", "obj")), "refused", "REJECT", ()),
        (sentence("Rebels", "snatched", "snatch", ("guards", "obj")), "snatched", "ASSAULT",
         ("abduct",)),
        (sentence("Paris", "threatened", "threaten", ("sanctions", "obj")), "threatened",
         "THREATEN", ("restrict",)),
        (sentence("Rebels", "made", "make", ("massacre", "obj")), "massacre", "ASSAULT", ()),
        (sentence("Leaders", "held", "hold", ("summit", "obj")), "summit", "CONSULT",
         ("multilateral",)),
        (sentence("Paris", "signed", "sign", ("treaty", "obj")), "signed", "SUPPORT", ()),
    ],
)  # fmt: skip
def test_modes_follow_the_words(rows, trigger, event_type, expected, annotate):
    assert of(annotate, rows, trigger, event_type) == expected


CHANCES = {"visit": 0.2, "multilateral": 0.2, "third-party": 0.01, "phone": 0.01}


def test_the_network_tells_a_mode_that_no_row_tells(annotate):
    rows = sentence("Minister", "saw", "see", ("Rome", "obj"))
    chances = ({**CHANCES, "visit": 0.95, "multilateral": 0.01},)
    assert of(annotate, rows, "saw", "CONSULT", mode_chances=chances) == ("visit",)
    assert of(annotate, rows, "saw", "CONSULT") == ()


@pytest.mark.parametrize(
    ("event_type", "chances", "expected"),
    [
        ("REQUEST", {"change": 0.3, "yield": 0.26}, ("change",)),
        ("CONSULT", {"visit": 0.3, "multilateral": 0.26}, ()),
        ("MOBILIZE", {"police": 0.5, "troops": 0.6}, ("police", "troops")),
        ("SANCTION", {"expel": 0.5, "withdraw": 0.6}, ("withdraw",)),
    ],
)
def test_how_likely_a_mode_must_be_depends_on_the_type(event_type, chances, expected):
    assert modes.told(event_type, chances, []) == expected


def test_what_the_coder_gave_is_not_handed_on(annotate):
    doc = document(sentence("Leaders", "met", "meet"))
    event = EventMention("CONSULT", at(doc, "met"), (0, len(doc.text)), mode_chances=(CHANCES,))
    [coded] = annotate(dataclasses.replace(doc, events=(event,)))
    assert coded.mode_chances is None


SHELLED = """
Rebels rebel NOUN 2 nsubj
shelled shell VERB 0 root
towns town NOUN 2 obj
after after SCONJ 5 mark
kidnapping kidnap VERB 2 advcl
guards guard NOUN 5 obj
"""


def test_another_clause_tells_no_mode(annotate):
    assert of(annotate, SHELLED, "shelled", "ASSAULT") == ("heavy-weapons",)
    assert of(annotate, SHELLED, "kidnapping", "ASSAULT") == ("abduct",)


@pytest.mark.parametrize(("relation", "expected"), [("obl", ("drone",)), ("obj", ())])
def test_what_is_hit_is_no_means(relation, expected, annotate):
    rows = sentence("Rebels", "hit", "hit", ("Drones", relation))
    assert of(annotate, rows, "hit", "ASSAULT") == expected


@pytest.mark.parametrize(
    ("rows", "trigger", "event_type", "expected"),
    [
        (sentence("Courts", "banned", "ban", ("newspapers", "obj")), "banned", "COERCE",
         ("censor", "restrict")),
        (sentence("Courts", "banned", "ban", ("exports", "obj")), "banned", "COERCE",
         ("restrict",)),
        (sentence("Rebels", "surrendered", "surrender", ("weapons", "obj")), "surrendered",
         "RETREAT", ("disarm",)),
        (sentence("Rebels", "surrendered", "surrender", ("prisoners", "obj")), "surrendered",
         "RETREAT", ()),
    ],
)  # fmt: skip
def test_two_weak_rows_tell_a_mode(rows, trigger, event_type, expected, annotate):
    assert of(annotate, rows, trigger, event_type) == expected


def test_a_mode_that_plover_does_not_have_stops_the_load(tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "modes.tsv").write_text(
        "type\tmode\tpart\tweight\twords\nASSAULT\tlaser\ttrigger\t2\tlaser\n", encoding="utf-8"
    )
    with pytest.raises(KnowledgeError, match=r"modes\.tsv:2: mode 'laser' is not one of abduct"):
        modes.load(Knowledge((ROOT, tmp_path)))


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ({"phone": 0.9, "visit": 0.6}, ("phone",)),
        ({"phone": 0.4, "visit": 0.6}, ("visit",)),
        ({"multilateral": 0.5, "visit": 0.6}, ("multilateral", "visit")),
    ],
)
def test_who_calls_pays_no_visit(chances, expected):
    assert modes.told("CONSULT", chances, []) == expected


def test_a_wording_that_names_a_call_is_one_however_likely_a_visit():
    named = Spoken(Vote(0, "phone", "trigger", 2), "trigger")
    assert modes.told("CONSULT", {"phone": 0.4, "visit": 0.9}, [named]) == ("phone",)
    assert modes.told("CONSULT", {"phone": 0.2, "visit": 0.9}, [named]) == ("visit",)
