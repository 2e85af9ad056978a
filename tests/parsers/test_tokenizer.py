import pytest

from dateline.knowledge import Knowledge
from dateline.parsers import tokenizer


@pytest.fixture(scope="module")
def tokenize():
    return tokenizer.load(Knowledge())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mr. Okoro didn't sign.", "Mr.|Okoro|did|n't|sign|."),
        ("U.S. envoys can't agree", "U.S.|envoys|ca|n't|agree"),
        ("the rebels' leader's cannot", "the|rebels|'|leader|'s|can|not"),
        ("a pro-Moscow, re-elected ex-minister", "a|pro-Moscow|,|re-elected|ex-minister"),
        ("a cease-fire in the al-Tanf area", "a|cease|-|fire|in|the|al|-|Tanf|area"),
        ("at 7:30pm on 11/9, paying $1.5m", "at|7:30|pm|on|11/9|,|paying|$|1.5|m"),
        ("see https://a.example/b?c=1.", "see|https://a.example/b?c=1|."),
        ("write to desk@news.example.", "write|to|desk@news.example|."),
        ("“Never,” he said…", "“|Never|,|”|he|said|…"),
        ("the 1990s and the 21st", "the|1990s|and|the|21st"),
        ("J.K. Mwangi of the U.N.", "J.K.|Mwangi|of|the|U.N."),
        ("(Reuters) - Troops", "(|Reuters|)|-|Troops"),
    ],
)
def test_tokenize_cuts_words(tokenize, text, words):
    found = [text[s:e] for p in tokenize(text) for s, e in p.words]
    assert "|".join(found) == words


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Talks began. They ended.", ["Talks began.", "They ended."]),
        ("He met Gen. Haddad. It rained.", ["He met Gen. Haddad.", "It rained."]),
        ("The U.S. Army left. OK.", ["The U.S. Army left.", "OK."]),
        ("He left the U.S. The army stayed.", ["He left the U.S.", "The army stayed."]),
        ("“Go!” he said. “Now.” She left.", ["“Go!” he said.", "“Now.”", "She left."]),
        ("TUNIS, Jan. 5 (AFP) - Police fired.", ["TUNIS, Jan. 5 (AFP) - Police fired."]),
        ("No full stop\n\nA new paragraph", ["No full stop", "A new paragraph"]),
        ("Headline\nThe text begins.", ["Headline", "The text begins."]),
        (
            "The envoy came to the capital on Monday for\ntalks with the president. He left.",
            ["The envoy came to the capital on Monday for\ntalks with the president.", "He left."],
        ),
        ("It rose 3.5 percent. Then fell.", ["It rose 3.5 percent.", "Then fell."]),
        ("He said (in 2003. Not later.) that.", ["He said (in 2003. Not later.) that."]),
    ],
)  # fmt: skip
def test_tokenize_cuts_sentences(tokenize, text, sentences):
    found = []
    for paragraph in tokenize(text):
        start = 0
        for end in paragraph.ends:
            found.append(text[paragraph.words[start][0] : paragraph.words[end - 1][1]])
            start = end
    assert found == sentences


@pytest.mark.parametrize(
    "text", ["", "   ", "\n\n", "a\u00a0b", "\u200b", "x" * 5000, ". . .", "'"]
)
def test_tokenize_loses_only_white_space(tokenize, text):
    covered = set()
    for paragraph in tokenize(text):
        for start, end in paragraph.words:
            assert not covered & set(range(start, end))
            covered.update(range(start, end))
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
