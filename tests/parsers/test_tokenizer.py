import time

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
        ("a cross-border raid by Hizb-e-Wahdat", "a|cross-border|raid|by|Hizb|-|e|-|Wahdat"),
        ("an AK-47 at -4 degrees", "an|AK|-|47|at|-4|degrees"),
        ("in 1969-1970, call 555-0142", "in|1969|-|1970|,|call|555-0142"),
        ("floor 56A, 5km up, #2 of #two", "floor|56A|,|5|km|up|,|#|2|of|#two"),
        ("the 1990's, the 80’s, 12,000 of 3,4", "the|1990's|,|the|80’s|,|12,000|of|3|,|4"),
        ("Why?! He said [...] no :)", "Why|?!|He|said|[...]|no|:)"),
        ("GEN. HADDAD; b. 1950, c. 1900", "GEN.|HADDAD|;|b.|1950|,|c.|1900"),
        ("they dont use comp.lang.misc", "they|do|nt|use|comp.lang.misc"),
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
        ("2. The second point. 3. The third", ["2. The second point.", "3. The third"]),
        ("Figure 1.2 A map", ["Figure 1.2", "A map"]),
        ("Figure 3. A map", ["Figure 3. A map"]),
        ("A plaza at noon Image: A. Mori.", ["A plaza at noon", "Image: A. Mori."]),
        ("The image: a plaza.", ["The image: a plaza."]),
        (
            "Envoys meet in Oslo Monday, May 5, 2014\n\nThey met.",
            ["Envoys meet in Oslo", "Monday, May 5, 2014", "They met."],
        ),
        ("Monday, May 5, 2014 Envoys met.", ["Monday, May 5, 2014", "Envoys met."]),
        ("They met on Monday, May 5, 2014", ["They met on Monday, May 5, 2014"]),
        ("He sold it. eBay paid. http://a.example", ["He sold it.", "eBay paid.", "http://a.example"]),
        ("“We shall stay.” — Rosa Mori", ["“We shall stay.” — Rosa Mori"]),
        ("It was over [...] The army left.", ["It was over [...]", "The army left."]),
        (
            "Ann Lee of the Harbour Party In the west of the city, votes are counted.",
            ["Ann Lee of the Harbour Party", "In the west of the city, votes are counted."],
        ),
        ("He bought a copy of The Times in Oslo.", ["He bought a copy of The Times in Oslo."]),
        ("The film Run With the Wolves won it.", ["The film Run With the Wolves won it."]),
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


@pytest.mark.parametrize("part", ["a-b", "a+b", "Ab.Cd-", "a.b@c.", " \t", "(", "1,"])
def test_tokenize_takes_time_as_the_length_of_a_text(tokenize, part):
    before = time.process_time()
    tokenize(part * (80_000 // len(part)))
    assert time.process_time() - before < 5  # in the square of the length: a minute and more


@pytest.mark.parametrize(
    ("words", "ends"),
    [(250, (250,)), (251, (250, 251)), (600, (250, 500, 600))],
)
def test_tokenize_cuts_what_is_too_long_for_a_sentence(tokenize, words, ends):
    (paragraph,) = tokenize("row " * words)
    assert paragraph.ends == ends
