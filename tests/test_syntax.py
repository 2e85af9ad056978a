from dataclasses import replace

from build import document

from dateline.data import Token
from dateline.syntax import index_of, whole_word

MEETING = """
The the DET 2 det
envoy envoy NOUN 3 nsubj
left leave VERB 0 root
_. . PUNCT 3 punct
"""


def test_index_has_an_entry_for_each_token():
    index = index_of(document(MEETING, MEETING))
    assert index.below[2] == [1, 3]
    assert index.lower[:3] == ["the", "envoy", "left"]
    assert index.starts[:3] == [0, 4, 10]
    assert index.relations[:3] == ["det", "nsubj", "root"]
    assert index.sentence_of == [0, 0, 0, 0, 1, 1, 1, 1]


def test_index_is_kept_while_layers_are_added():
    doc = document(MEETING)
    assert index_of(replace(doc, events=())) is index_of(doc)


def test_index_is_that_of_the_document():
    first, second = document(MEETING), document(MEETING, MEETING)
    assert len(index_of(first).below) == 4
    assert len(index_of(second).below) == 8
    assert len(index_of(first).below) == 4


def test_a_phrase_takes_in_the_word_that_hyphens_join():
    words = ["the", "15", "-", "year", "-", "old", "boy", "of", "pro", "-", "Peru", "groups"]
    places, at = [], 0
    for word, glued in zip(words, [0, 0, 1, 1, 1, 1, 0, 0, 0, 1, 1, 0], strict=True):
        at += not glued
        places.append(at)
        at += len(word)
    tokens = [
        Token(
            start, start + len(word), word, word, "PROPN" if word == "Peru" else "NOUN", "", i, ""
        )
        for i, (word, start) in enumerate(zip(words, places, strict=True))
    ]
    assert whole_word(tokens, 5, 6) == 1
    assert whole_word(tokens, 6, 6) == 6
    assert whole_word(tokens, 10, 11) == 8
    assert whole_word(tokens, 10, 10) == 10
