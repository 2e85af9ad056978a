"""The lists of words are those that the code asks for, and a wrong row is told."""

import re

import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge import ROOT, Knowledge
from dateline.wordlists import CLASSES, FILE, read_word_lists

CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in ROOT.parent.rglob("*.py")
    if path.name != "wordlists.py"
)


def mine(folder, text):
    (folder / "en").mkdir()
    (folder / FILE).write_text(text, encoding="utf-8")
    return Knowledge((ROOT, folder))


def test_the_head_of_the_file_says_what_each_class_is_for():
    head = (ROOT / FILE).read_text(encoding="utf-8").partition("# Columns")[0]
    assert re.findall(r"^#   (\w+)  +\S", head, re.MULTILINE) == list(CLASSES)


@pytest.mark.parametrize("name", CLASSES)
def test_each_class_is_asked_for(name):
    assert re.search(rf"\blists\.{name}\b|name == \"{name}\"", CODE)


def test_a_users_words_are_added(tmp_path):
    own = mine(tmp_path, "class\twords\tnote\njoined\tbombed\t\n")
    assert read_word_lists(own).joined == read_word_lists(Knowledge()).joined | {"bombed"}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("joints\tbacked\t", r"words\.tsv:2: class 'joints' is not one of acquitting, .*joined, "),
        ("joined\t\t", r"words\.tsv:2: column 'words' is empty"),
        ("joined\tbacked||led\t", r"words\.tsv:2: words 'backed\|\|led' has nothing before"),
        ("joined\tBacked\t", r"words\.tsv:2: words 'Backed' are not in lower case"),
        ("joined\tbacked", r"words\.tsv:2: 2 cells, but the header has 3"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(tmp_path, row, reason):
    with pytest.raises(KnowledgeError, match=reason):
        read_word_lists(mine(tmp_path, f"class\twords\tnote\n{row}\n"))


def test_a_class_without_words_is_told(tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / FILE).write_text("class\twords\tnote\njoined\tled\t\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"words\.tsv: no words of class leaning, mediating, "):
        read_word_lists(Knowledge((tmp_path,)))
