"""Numbers and what they count, over hand-made trees."""

import dataclasses

import pytest
from build import at, document
from counted import event, found, tagged

from dateline.counting.numbers import quantities
from dateline.counting.words import read_words
from dateline.data import NameMention
from dateline.knowledge import Knowledge

WORDS = read_words(Knowledge())


@pytest.mark.parametrize(
    ("phrase", "low", "high"),
    [
        ("44", 44, 44),
        ("1,200", 1200, 1200),
        ("7 , 000", 7000, 7000),
        ("2 million", 2_000_000, 2_000_000),
        ("1.5 million", 1_500_000, 1_500_000),
        ("$1bn", 1_000_000_000, 1_000_000_000),
        ("twelve", 12, 12),
        ("twenty-five", 25, 25),
        ("two hundred", 200, 200),
        ("dozens", 24, 99),
        ("hundreds", 200, 999),
        ("thousands", 2000, 9999),
        ("several", 3, 9),
        ("several thousand", 3000, 9999),
        ("tens of thousands", 20_000, 99_999),
        ("8 to 10", 8, 10),
        ("10 - billion", 10_000_000_000, 10_000_000_000),
        ("2.5 - million", 2_500_000, 2_500_000),
        ("14 , _4 million", 14_400_000, 14_400_000),
        ("14,400", 14_400, 14_400),
        ("1 . 38 billion", 1_380_000_000, 1_380_000_000),
        ("half a million", 500_000, 500_000),
        ("half - a - million", 500_000, 500_000),
        ("a quarter of a million", 250_000, 250_000),
        ("between 80,000 and 100,000", 80_000, 100_000),
        ("between two and three million", 2_000_000, 3_000_000),
        ("two and a half million", 2_500_000, 2_500_000),
    ],
)
def test_a_number_is_read(phrase, low, high):
    parts = phrase.replace("$1bn", "$ 1bn").split()
    rows = [f"{'_' if p in ',.' else ''}{p} {p} NUM 0 root" for p in parts]
    doc = document("\n".join([*rows, "people people NOUN 1 dep"]))
    [quantity] = quantities(doc.tokens, doc.sentences[0], WORDS)
    assert (quantity.low, quantity.high) == (low, high)


@pytest.mark.parametrize("phrase", ["two " + "million " * 60, "two to three " + "million " * 60])
def test_nobody_counts_without_end(phrase):
    rows = [f"{part} {part} NUM 0 root" for part in phrase.split()]
    doc = document("\n".join([*rows, "people people NOUN 1 dep"]))
    assert all(q.high < 10**18 for q in quantities(doc.tokens, doc.sentences[0], WORDS))


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("10 - billion - dollar", [10_000_000_000]),
        ("40 million - U.S. - dollar", [40_000_000]),
        ("40 million US dollar", [40_000_000]),
        ("a $ 3 - million", [3_000_000]),  # and not "a": 1
        ("2.5 - million - euro", []),
        ("2.5 million Canadian dollar", []),
    ],
)
def test_sums_of_dollars_are_read_with_hyphens(text, sums):
    tags = {"-": "PUNCT", "$": "SYM", "a": "DET", "U.S.": "PROPN", "US": "PROPN",
            "Canadian": "ADJ", "dollar": "NOUN", "euro": "NOUN"}  # fmt: skip
    parts = text.split()
    loan = len(parts) + 1
    relation = {"PUNCT": "punct", "NUM": "nummod", "DET": "det"}
    rows = []
    for part in parts:
        tag = tags.get(part, "NUM")
        rows.append(f"{part} {part} {tag} {loan} {relation.get(tag, 'compound')}")
    doc = document("\n".join([*rows, "loan loan NOUN 0 root"]))
    found = quantities(doc.tokens, doc.sentences[0], WORDS)
    assert [(q.low, q.high) for q in found if q.money] == [(n, n) for n in sums]


AGE = """
Ahmad Ahmad PROPN 5 nsubj:pass
_, , PUNCT 3 punct
20 20 NUM 1 appos
was be AUX 5 aux:pass
killed kill VERB 0 root
_. . PUNCT 5 punct
"""


def test_an_age_is_no_count():
    doc = tagged(document(AGE), Ahmad="NNP")
    doc = dataclasses.replace(doc, names=(NameMention(*at(doc, "Ahmad"), "Ahmad", "PER"),))
    assert found(doc, event(doc, "killed")) == [{"killed": (1, 1)}]


def test_a_sum_of_other_money_is_no_number_of_people():
    doc = document("""
        Italy Italy PROPN 2 nsubj
        pledged pledge VERB 0 root
        EUR EUR PROPN 2 iobj
        40 40 NUM 5 compound
        million million NUM 2 obj
    """)
    assert found(doc, event(doc, "pledged", "AID")) == [{}]


@pytest.mark.parametrize(("of", "counted"), [("barrel", {}), ("year", {"amount_usd": (90, 90)})])
def test_what_one_of_something_costs_is_no_sum(of, counted):
    doc = document(f"""
        Peru Peru PROPN 2 nsubj
        pledged pledge VERB 0 root
        90 90 NUM 4 nummod
        dollars dollar NOUN 2 obj
        a a DET 6 det
        {of} {of} NOUN 4 nmod
    """)
    assert found(doc, event(doc, "pledged", "AGREE")) == [counted]


def test_another_without_a_noun_is_one():
    doc = document("""
        One one NUM 2 nummod
        monk monk NOUN/NN 4 nsubj:pass
        was be AUX 4 aux:pass
        killed kill VERB/VBN 0 root
        and and CCONJ 7 cc
        another another DET 7 det
        wounded wound VERB/VBN 4 conj
    """)
    assert found(doc, event(doc, "killed")) == [{"killed": (1, 1), "injured": (1, 1)}]


@pytest.mark.parametrize(("letters", "number"), [("C", []), ("of", [125_000_000])])
def test_the_number_of_a_model_counts_nothing(letters, number):
    rows = [f"{letters} c PROPN 0 root", "- - PUNCT 1 punct", "125M 125m NUM 1 dep"]
    doc = document("\n".join(rows))
    tight = [dataclasses.replace(t, start=n, end=n + 1) for n, t in enumerate(doc.tokens)]
    read = quantities(tight, doc.sentences[0], WORDS)
    assert [q.low for q in read] == number
    apart = quantities(doc.tokens, doc.sentences[0], WORDS)  # "AP - 12 people died"
    assert [q.low for q in apart] == [125_000_000]
