"""What the words around a trigger tell of its status."""

import datetime as dt
from dataclasses import replace

import pytest
from build import document

from dateline import pipeline
from dateline.data import Report, TimeMention
from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge
from dateline.parsers.english import Parser
from dateline.saying.cues import read_cues
from dateline.what.coding import EventCoder, Telling
from dateline.what.status_model import STATUSES, StatusModel, read_status_model
from dateline.what.status_words import read_signs
from dateline.what.statuses import StatusReader
from dateline.what.wordings import Candidate

FRIDAY = dt.date(2024, 3, 1)
CUES, SIGNS = read_cues(Knowledge()), read_signs(Knowledge())
WILL_NOT = """
Rebels rebel NOUN 4 nsubj
will will AUX 4 aux
not not PART 4 advmod
attack attack VERB 0 root
Homs Homs PROPN 4 obj
"""
FEARS = """
Residents resident NOUN 2 nsubj
fear fear VERB 0 root
that that SCONJ 5 mark
rebels rebel NOUN 5 nsubj
attack attack VERB 2 ccomp
"""
CALLED = """
They they PRON 2 nsubj
called call VERB 0 root
for for ADP 4 case
talks talk NOUN 2 obl
"""
WEIGHTS = {"a=will": (-2.0, 0.0, 3.0, 0.0, 0.0), "neg": (-2.0, 0.0, 0.0, 0.0, 4.0)}


def reader_of(doc):
    return StatusReader(doc, CUES, SIGNS)


def features(rows, word, event_type=None):
    return reader_of(document(rows)).features(word, event_type)


@pytest.mark.parametrize(
    ("rows", "word", "told"),
    [
        (WILL_NOT, 3, {"a=will", "neg", "xr=/root"}),
        (FEARS, 4, {"mark=that", "g0=fear/ccomp", "k0=fear/ccomp"}),
        (CALLED, 3, {"case=for", "g0s=call/obl"}),
    ],
)
def test_features_name_auxiliaries_negation_and_what_governs(rows, word, told):
    assert told <= set(features(rows, word))


PREVENTED = """
Police police NOUN 2 nsubj
prevented prevent VERB/VBD 0 root
attacks attack NOUN 2 obj
"""
PUT_OFF = """
Oslo Oslo PROPN 2 nsubj
put put VERB/VBD 0 root
off off ADP 2 compound:prt
planned plan VERB/VBN 5 amod
talks talk NOUN 2 obj
"""
AHEAD = """
They they PRON 2 nsubj
spoke speak VERB/VBD 0 root
ahead ahead ADV 5 case
of of ADP 3 fixed
talks talk NOUN 2 obl
"""
HAS_BEEN_HOLDING = """
Oslo Oslo PROPN 4 nsubj
has have AUX/VBZ 4 aux
been be AUX/VBN 4 aux
holding hold VERB/VBG 0 root
talks talk NOUN 4 obj
"""


@pytest.mark.parametrize(
    ("rows", "word", "told"),
    [
        (PREVENTED, 2, {"cl=past/obj", "c=avert/obj", "ks=avert/-"}),
        (PUT_OFF, 4, {"cl=past/obj", "c=cancel/obj"}),
        (AHEAD, 4, {"b=schedule/case", "cl=past/obl"}),
        (HAS_BEEN_HOLDING, 4, {"cl=has ing/obj", "c=hold/obj"}),
        (WILL_NOT, 3, {"own=not will"}),
        (FEARS, 4, {"own=bare", "up=bare/ccomp", "c=fear/ccomp"}),
    ],
)
def test_features_name_the_tense_of_the_clause_and_classes_of_what_governs(rows, word, told):
    assert told <= set(features(rows, word))


@pytest.mark.parametrize(
    ("first", "last", "side"),
    [("2024-03-11", "2024-03-11", "future"), ("2024-02-01", "2024-02-29", "past"),
     ("2024-03-05", "2024-03-05", "today"), ("2024-03-01", "2024-03-31", "now")],
)  # fmt: skip
def test_a_time_of_the_clause_is_told_against_publication(first, last, side):
    doc = document(
        """
        Envoys envoy NOUN 2 nsubj
        meet meet VERB 0 root
        on on ADP 4 case
        Monday Monday PROPN 2 obl
        """
    )
    day = doc.tokens[3]
    first, last = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    time = TimeMention(day.start, day.end, day.text, "DATE", first.isoformat(), first, last)
    told = reader_of(replace(doc, times=(time,))).features(1)
    assert {f"on={side}", f"onc={side}/on/bare"} <= set(told)


def test_the_tense_of_the_same_word_elsewhere_is_told():
    doc = document(HAS_BEEN_HOLDING, PREVENTED.replace("attacks attack", "talks talk"))
    assert "el=has ing" in reader_of(doc).features(7)
    assert "el=past" in reader_of(doc).features(4)


def test_an_event_shows_its_type():
    assert "t=ASSAULT" in features(WILL_NOT, 3, "ASSAULT")
    assert "event" not in features(WILL_NOT, 3)


def test_the_words_and_the_network_are_weighed():
    model = StatusModel(WEIGHTS, learned=1.0)
    planned = STATUSES.index("planned")
    assert max(model.told(["a=will"])) == model.told(["a=will"])[planned]
    sure = tuple(0.97 if s == "happened" else 0.0075 for s in STATUSES)
    nothing, will = model.told([]), model.told(["a=will"])
    assert model.weighed([(nothing, sure)])[0] > 0.9
    assert model.weighed([(will, sure)])[planned] > model.weighed([(nothing, sure)])[planned]
    assert sum(model.weighed([(model.told(["a=will", "neg"]), sure)])) == pytest.approx(1)


def test_further_wordings_count_less_than_the_best():
    model = StatusModel(WEIGHTS)
    flat = (0.2,) * 5
    best, other = (model.told(["a=will"]), flat), (model.told([]), flat)
    planned = STATUSES.index("planned")
    alone, with_other = model.weighed([best]), model.weighed([best, other])
    assert alone[planned] > with_other[planned] > model.weighed([other, best])[planned]


def test_groups_of_features_tell_what_their_features_do():
    model, group = StatusModel(WEIGHTS), (lambda lemma: [f"a={lemma}"], "will")
    for _ in range(2):  # made, then remembered
        assert model.told_by([group]) == model.told(["a=will"])


def test_a_status_that_is_given_too_rarely_is_leant_to():
    leaning = StatusModel({}, lean=(0.0, 0.0, 0.0, 0.0, 1.0))
    chances = leaning.weighed([(leaning.told([]), (0.2,) * 5)])
    assert chances.index(max(chances)) == STATUSES.index("negated")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("neg\t0\tx\n", r"status\.tsv:1: no weights"),
        ("\nneg\t1\t2\n", r"status\.tsv:2: 5 weights"),
        ("(lean)\t1\n", r"status\.tsv:1: 5 weights"),
        ("(words)\t1\t2\n", r"status\.tsv:1: 1 weights"),
    ],
)
def test_a_broken_model_is_refused(tmp_path, text, message):
    path = tmp_path / "status.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        read_status_model(path)


SENTENCES = [
    ("Rebels attacked the town on Monday.", "attacked", "happened"),
    ("The army has taken the bridge.", "taken", "happened"),
    ("The minister met the envoy in Oslo.", "met", "happened"),
    ("The two leaders will meet next week.", "meet", "planned"),
    ("The president plans to visit Oslo in May.", "visit", "planned"),
    ("The talks are scheduled to begin on Friday.", "begin", "planned"),
    ("The court is expected to sentence him on Monday.", "sentence", "planned"),
    ("The army may attack the town.", "attack", "possible"),
    ("If the rebels attack, the town will fall.", "attack", "possible"),
    ("Residents fear that the rebels could attack the town.", "attack", "possible"),
    ("The rebels did not attack the town.", "attack", "negated"),
    ("Neither army attacked the town.", "attacked", "negated"),
    ("None of the rebels has attacked the town.", "attacked", "negated"),
    ("The army denied that its soldiers had killed civilians.", "killed", "negated"),
    ("No one was killed in the fire.", "killed", "negated"),
]

KNOWN_FAILURES = {
    "The army denied that its soldiers had killed civilians.": "few labelled denials have a clause",
}


@pytest.fixture(scope="module")
def parse():
    return pipeline.load(annotators=("times", "attributions")).code


@pytest.mark.model
@pytest.mark.parametrize(("text", "word", "status"), SENTENCES, ids=[s[0][:40] for s in SENTENCES])
def test_words_alone_tell_the_status(text, word, status, parse, request):
    if text in KNOWN_FAILURES:
        request.applymarker(pytest.mark.xfail(reason=KNOWN_FAILURES[text], strict=True))
    doc = parse(Report("r", text, document(CALLED).report.published))
    at = text.index(word)
    token = next(i for i, t in enumerate(doc.tokens) if t.start == at)
    chances = read_status_model().told(reader_of(doc).features(token, "ASSAULT"))
    assert STATUSES[chances.index(max(chances))] == status, chances


NEGATED = StatusModel({}, lean=(0.0, 0.0, 0.0, 0.0, 50.0))
"""For which nothing took place."""


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "kind", "denied"),
    [
        ("Oslo would not attend the talks.", "attend", "REJECT", False),
        ("Oslo never signed the treaty.", "signed", "REJECT", False),
        ("Oslo rejected the treaty.", "rejected", "REJECT", False),
        ("Oslo did not reject the treaty.", "reject", "REJECT", True),
        ("Oslo did not turn down the treaty.", "turn", "REJECT", True),
        ("Oslo would not attend the talks.", "attend", "CONSULT", True),
        ("Oslo rejected the treaty.", "rejected", "ACCUSE", True),
    ],
)
def test_a_refusal_took_place_unless_a_verb_that_refuses_is_denied(text, word, kind, denied):
    doc = Parser()(Report("r", text, FRIDAY))
    at = next(i for i, t in enumerate(doc.tokens) if t.text == word)
    coder = EventCoder(telling=Telling(NEGATED, CUES, SIGNS))
    refusal = Candidate(at, coder.heads.types.index(kind), 1.0, 1.0)
    (event,) = coder.events(doc, [[refusal]], reader_of(doc))
    assert (event.status == "negated") is denied
