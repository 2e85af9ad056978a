"""What the words around a trigger tell of its status."""

import pytest
from build import document

from dateline import pipeline
from dateline.cues import read_cues
from dateline.data import Report
from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge
from dateline.statuses import (
    STATUSES,
    StatusModel,
    StatusReader,
    read_signs,
    read_status_model,
)

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


def features(rows, word, event_type=None):
    return StatusReader(document(rows), read_cues(Knowledge())).features(word, event_type)


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


def test_an_event_shows_its_type():
    assert "t=ASSAULT" in features(WILL_NOT, 3, "ASSAULT")
    assert "event" not in features(WILL_NOT, 3)


def test_the_words_and_the_network_are_weighed():
    model = StatusModel(WEIGHTS, 1.0)
    planned = STATUSES.index("planned")
    assert max(model.probabilities(["a=will"], None)) == model.probabilities(["a=will"], None)[2]
    sure = tuple(0.97 if s == "happened" else 0.0075 for s in STATUSES)
    assert model.probabilities([], sure)[0] > 0.9
    assert model.probabilities(["a=will"], sure)[planned] > model.probabilities([], sure)[planned]
    assert sum(model.probabilities(["a=will", "neg"], sure)) == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "message"),
    [("neg\t0\tx\n", r"status\.tsv:1: no weights"), ("\nneg\t1\t2\n", r"status\.tsv:2: 5 weights")],
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
    ("The army denied that its soldiers had killed civilians.", "killed", "negated"),
    ("No one was killed in the fire.", "killed", "negated"),
]

KNOWN_FAILURES = {
    "The army denied that its soldiers had killed civilians.": "few labelled denials have a clause",
    "No one was killed in the fire.": "few labelled events have nobody for a participant",
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
    found = StatusReader(doc, read_cues(Knowledge())).features(token, "ASSAULT")
    chances = read_status_model().probabilities(found, None)
    assert STATUSES[chances.index(max(chances))] == status, chances


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ("Paris Paris PROPN 3 nsubj\nis be AUX 3 aux\nconsidering consider VERB 0 root\n"
         "sanctions sanction NOUN 3 obj", "possible"),
        ("Paris Paris PROPN 4 nsubj\nis be AUX 4 aux\nnot not PART 4 advmod\n"
         "considering consider VERB 0 root\nsanctions sanction NOUN 4 obj", None),
        ("It it PRON 3 nsubj:pass\nwas be AUX 3 aux:pass\nconsidered consider VERB 0 root\n"
         "lost lose VERB 3 xcomp\nsanctions sanction NOUN 4 obj", None),
        ("Paris Paris PROPN 2 nsubj\nimposed impose VERB 0 root\nsanctions sanction NOUN 2 obj",
         None),
    ],
)  # fmt: skip
def test_a_word_of_deliberation_decides_alone(rows, status):
    doc = document(rows)
    word = next(i for i, t in enumerate(doc.tokens) if t.text in ("lost", "sanctions"))
    reader = StatusReader(doc, read_cues(Knowledge()))
    assert reader.decided(word, read_signs(Knowledge())) == status
