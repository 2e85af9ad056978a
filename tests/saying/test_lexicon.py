"""What is known of English about speakers."""

from dateline.knowledge import ROOT, Knowledge
from dateline.saying.lexicon import read_lexicon


def test_days_are_told_by_their_capitals(lexicon):
    assert {"Monday", "Sunday", "today"} <= lexicon.days
    assert "monday" not in lexicon.days


def test_a_users_agencies_are_added(tmp_path, lexicon):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "wires.tsv").write_text("name\nANSA\n", encoding="utf-8")
    assert read_lexicon(Knowledge((ROOT, tmp_path))).wires == lexicon.wires | {"ANSA"}
