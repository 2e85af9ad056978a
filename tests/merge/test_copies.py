"""Tests of finding wire copies."""

import datetime as dt
import itertools
import random

import pytest

from dateline.merge.copies import CopyFinder, copy_keys, fingerprint, group, is_copy, words

DAY = dt.date(2024, 3, 5)
STORY = (
    "The foreign ministers of Arland and Borland met in the town of Sill on Tuesday and agreed "
    "to open two crossings on their common frontier before the end of the month. "
    "It was the first meeting at this level since the border war of 1998, in which some 4,000 "
    "soldiers died on both sides. "
    "A joint commission will look into the fate of 62 missing fishermen, whose families had waited "
    "outside the hall since early morning. "
    "The ministers did not speak of the water dispute, which brought down the last round of talks. "
    "Neighbouring Corland, which has paid for the meeting, called its outcome a modest beginning."
)
SENTENCES = [s + "." for s in STORY[:-1].split(". ")]
OTHER = (
    "Farmers blocked the main road to the capital of Corland with some 300 tractors on Tuesday, "
    "asking for lower duties on diesel fuel. Police did not step in. The minister of agriculture "
    "offered to receive a delegation on Thursday, but the farmers' union said that it would talk "
    "to the head of government or to nobody."
)
SAME_MEETING_TOLD_ANEW = (
    "Arland and Borland are to open two crossings on their border this month, their foreign "
    "ministers announced after five hours of talks in Sill. They will also set up a commission on "
    "62 fishermen who have been missing for years. It was their first meeting since the war of "
    "1998. Water was not on the agenda, a diplomat said."
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Five thousand, or 5,000.", ["five", "thousand", "or", "5,000"]),
        ("“Élysée”—PARIS", ["elysee", "paris"]),
        ("", []),
    ],
)
def test_words_drop_case_accents_and_punctuation(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    ("other", "copies"),
    [
        (STORY, True),
        ("SILL, March 5 -- " + STORY.upper(), True),
        (" ".join(SENTENCES[:3]), True),  # cut
        ("Two neighbours came a step nearer. " + " ".join(SENTENCES[1:]), True),  # new opening
        (" ".join(SENTENCES) + " " + OTHER, True),  # one text inside a longer one
        (" ".join([*SENTENCES[2:], *SENTENCES[:2]]), True),  # moved about
        (STORY.replace("4,000", "5,000").replace("62", "64"), True),  # figures updated
        (SAME_MEETING_TOLD_ANEW, False),
        (OTHER, False),
        (SENTENCES[0] + " " + OTHER, False),  # quotes one sentence
    ],
)
def test_is_copy_judges_words_in_common(other, copies):
    one, two = fingerprint(STORY), fingerprint(other)
    assert is_copy(one, two) is copies
    assert is_copy(two, one) is copies
    assert bool(set(copy_keys(one)) & set(copy_keys(two))) or not copies


@pytest.mark.parametrize(
    ("text", "copies"),
    [("", False), ("Flash", False), ("One two three four five six seven", False),
     ("One two three four five six seven eight", True)],
)  # fmt: skip
def test_is_copy_leaves_texts_of_few_words_alone(text, copies):
    assert is_copy(fingerprint(text), fingerprint(text)) is copies


def test_fingerprints_fit_a_signed_integer_and_do_not_change():
    sketch = fingerprint("The ministers of both states met")
    assert sketch == (6341476732511554847, 1370809067121190951)
    assert all(0 <= run < 2**63 for run in sketch)


def test_copy_finder_finds_a_flash_inside_its_update():
    finder = CopyFinder()
    assert finder.add("flash", DAY, SENTENCES[0]) == ()
    assert finder.add("other", DAY, OTHER) == ()
    assert finder.add("update", DAY, STORY) == ("flash",)


@pytest.mark.parametrize(("days", "found"), [(0, ("a",)), (7, ("a",)), (8, ())])
def test_copy_finder_looks_a_week_around(days, found):
    finder = CopyFinder()
    finder.add("a", DAY, STORY)
    assert finder.add("b", DAY + dt.timedelta(days), STORY) == found


def test_groups_do_not_depend_on_order():
    texts = {
        "a": STORY, "b": " ".join(SENTENCES[:3]), "c": " ".join(SENTENCES[2:]), "d": OTHER,
        "e": OTHER + " Rain is expected.", "f": SAME_MEETING_TOLD_ANEW,
    }  # fmt: skip
    orders = list(itertools.permutations(texts))
    random.Random(1).shuffle(orders)
    for order in orders[:30]:
        finder = CopyFinder()
        found = {i: finder.add(i, DAY, texts[i]) for i in order}
        assert group(found) == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "d"}
