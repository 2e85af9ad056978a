from types import SimpleNamespace

import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge import ROOT, Knowledge
from dateline.what.topics import read_topics, topics_of


def report(text):
    return SimpleNamespace(tokens=[SimpleNamespace(lemma=word) for word in text.split()])


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The striker of the league side told his coach he wanted to leave", {"sport": 1.0}),
        ("Its best player leaves the club after a season of lost games", {"sport": 1.0}),
        ("Brokers said bank shares fell before dividend payments", {"market": 1.0}),
        ("The minister met the rebels near the border", {}),
        ("he saw a film " + "of the war " * 32, {"show": 0.5}),
    ],
)
def test_what_a_report_is_about(text, about):
    assert topics_of(report(text), read_topics(Knowledge())) == pytest.approx(about)


def test_a_word_that_is_two_is_refused(tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "topics.tsv").write_text("topic\twords\nsport\tshot put|discus\n")
    with pytest.raises(KnowledgeError, match=r"topics\.tsv:2.*'shot put' is not one word"):
        read_topics(Knowledge((ROOT, tmp_path)))
