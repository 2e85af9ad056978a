"""What no English tree has, put right; trees and scores made by hand."""

import numpy as np
import pytest

from dateline.knowledge import Knowledge
from dateline.parsers.relations import Relations
from dateline.wordlists import read_word_lists

LISTS = read_word_lists(Knowledge())

NAMES = [
    "root", "nsubj", "obl", "ccomp", "nmod", "case", "aux", "punct", "xcomp", "advcl", "acl:relcl",
    "obj", "nmod:poss", "appos", "flat", "conj", "cc", "compound", "nmod:desc", "mark",
]  # fmt: skip
UPOS, XPOS = (
    ["NOUN", "VERB", "ADP", "PUNCT", "PART", "PROPN", "CCONJ"],
    ["NN", "VBD", "VBN", "VBZ", "IN", ",", "HYPH"],
)


def decode(words, ranked, names=NAMES):
    """Rows of word, tags, head and relations, the likeliest first: heads and relations found."""
    scores = np.full((len(ranked), len(names)), -9.0, dtype=np.float32)
    for row, (*_, likely) in zip(scores, ranked, strict=True):
        for place, name in enumerate(likely.split("|")):
            row[names.index(name)] = -place
    heads = np.array([head for _, _, head, _ in ranked])
    upos = np.array([UPOS.index(u) for u, *_ in ranked])
    xpos = np.array([XPOS.index(x) for _, x, *_ in ranked])
    found = Relations(names, UPOS, XPOS, LISTS).decode(scores, heads, words.split(), upos, xpos)
    return heads.tolist(), [names[i] for i in found]


def test_behind_a_preposition_stands_no_subject():
    rows = [
        ("VERB", "VBD", 0, "root"), ("ADP", "IN", 2, "case"), ("NOUN", "NN", 0, "nsubj|obl"),
    ]  # fmt: skip
    assert decode("fell to rebels", rows)[1] == ["root", "case", "obl"]


def test_a_subject_without_a_preposition_stays():
    rows = [("NOUN", "NN", 1, "nsubj|obl"), ("VERB", "VBD", 1, "root")]
    assert decode("rebels fell", rows)[1] == ["nsubj", "root"]


NOUN, NAME, SAID = ("NOUN", "NN"), ("PROPN", "NN"), ("VERB", "VBD")
SUBJECTS = {
    "envoy Lima said": ([(NOUN, 2, "nsubj"), (NAME, 2, "nsubj"), (SAID, 2, "root")],
                        [1, 2, 2], ["nmod:desc", "nsubj", "root"]),
    "Ministry envoy said": ([(NAME, 2, "nsubj"), (NOUN, 2, "nsubj"), (SAID, 2, "root")],
                            [1, 2, 2], ["compound", "nsubj", "root"]),
    "agency Monday said": ([(NOUN, 2, "nsubj"), (NAME, 2, "nsubj"), (SAID, 2, "root")],
                           [2, 2, 2], ["nsubj", "nsubj", "root"]),
    "secretary of state Lima said": (
        [(NOUN, 4, "nsubj"), (("ADP", "IN"), 2, "case"), (NOUN, 0, "nmod"), (NAME, 4, "nsubj"),
         (SAID, 4, "root")],
        [3, 2, 0, 4, 4], ["nmod:desc", "case", "nmod", "nsubj", "root"]),
    "Lima 's envoy said": (
        [(NAME, 3, "nsubj"), (("PART", "VBZ"), 0, "case"), (NOUN, 3, "nsubj"), (SAID, 3, "root")],
        [2, 0, 3, 3], ["nmod:poss", "case", "nsubj", "root"]),
    "official news agency Lima said": (
        [(NOUN, 4, "nsubj"), (NOUN, 3, "compound"), (NOUN, 3, "compound"), (NAME, 4, "nsubj"),
         (SAID, 4, "root")],
        [3, 3, 3, 4, 4], ["nmod:desc", "compound", "compound", "nsubj", "root"]),
    "police and envoys said": (
        [(NOUN, 3, "nsubj"), (("CCONJ", "IN"), 2, "cc"), (NOUN, 3, "nsubj"), (SAID, 3, "root")],
        [3, 2, 0, 3], ["nsubj", "cc", "conj", "root"]),
    "trade and mines minister Lima said": (
        [(NOUN, 5, "nsubj"), (("CCONJ", "IN"), 2, "cc"), (NOUN, 3, "compound"),
         (NOUN, 4, "nmod:desc"), (NAME, 5, "nsubj"), (SAID, 5, "root")],
        [3, 2, 3, 4, 5, 5], ["compound", "cc", "compound", "nmod:desc", "nsubj", "root"]),
    "trade and industry minister Lima said": (
        [(NOUN, 5, "nsubj"), (("CCONJ", "IN"), 2, "cc"), (NOUN, 0, "conj"),
         (NOUN, 4, "nmod:desc"), (NAME, 5, "nsubj"), (SAID, 5, "root")],
        [3, 2, 3, 4, 5, 5], ["compound", "cc", "compound", "nmod:desc", "nsubj", "root"]),
    "envoy , Lima , said": (
        [(NOUN, 4, "nsubj"), (("PUNCT", ","), 4, "punct"), (NAME, 4, "nsubj"),
         (("PUNCT", ","), 4, "punct"), (SAID, 4, "root")],
        [4, 4, 0, 4, 4], ["nsubj", "punct", "appos", "punct", "root"]),
    "raids , envoys said": (  # who said that there were raids is no aside
        [(NOUN, 3, "nsubj"), (("PUNCT", ","), 3, "punct"), (NOUN, 3, "nsubj"), (SAID, 3, "root")],
        [3, 3, 3, 3], ["nsubj", "punct", "nsubj", "root"]),
}  # fmt: skip


@pytest.mark.parametrize("words", SUBJECTS)
def test_a_verb_has_one_subject(words):
    rows, heads, relations = SUBJECTS[words]
    found = decode(words, [(*tags, head, relation) for tags, head, relation in rows])
    assert found == (heads, relations)


def test_a_noun_with_a_possessive_owns_what_it_hangs_on():
    rows = [
        ("NOUN", "NN", 2, "nmod"), ("PART", "VBZ", 0, "case"), ("NOUN", "NN", 3, "nsubj"),
        ("VERB", "VBD", 3, "root"),
    ]  # fmt: skip
    assert decode("Omara 's allies left", rows)[1] == ["nmod:poss", "case", "nsubj", "root"]


@pytest.mark.parametrize(
    ("words", "head"), [("Lima , lawyer and envoy , left", 2), ("Lima , lawyer , envoy , left", 0)]
)
def test_what_and_joins_behind_an_apposition_is_said_of_the_name(words, head):
    rows = [
        ("PROPN", "NN", 6, "nsubj"), ("PUNCT", ",", 2, "punct"), ("NOUN", "NN", 0, "appos"),
        ("CCONJ", "IN", 4, "cc"), ("NOUN", "NN", 0, "conj"), ("PUNCT", ",", 0, "punct"),
        ("VERB", "VBD", 6, "root"),
    ]  # fmt: skip
    assert decode(words, rows)[0][4] == head


def test_an_owner_hangs_on_the_noun_behind_the_mark():
    rows = [
        ("VERB", "VBD", 0, "root"), ("PROPN", "NN", 0, "obj"), ("PART", "VBZ", 1, "case"),
        ("NOUN", "NN", 4, "compound"), ("NOUN", "NN", 0, "obj"),
    ]  # fmt: skip
    found = decode("demanded Ito 's rights group", rows)
    assert found == ([0, 4, 1, 4, 0], ["root", "nmod:poss", "case", "compound", "obj"])


@pytest.mark.parametrize(("tag", "relation"), [("HYPH", "flat"), (",", "appos")])
def test_what_a_hyphen_joins_is_no_apposition(tag, relation):
    rows = [
        ("NOUN", "NN", 3, "nsubj"), ("PUNCT", tag, 2, "punct"), ("NOUN", "NN", 0, "appos"),
        ("VERB", "VBD", 3, "root"),
    ]  # fmt: skip
    assert decode("secretary - general left", rows)[1][2] == relation


def test_whom_something_is_between_hang_on_it():
    rows = [
        ("NOUN", "NN", 3, "nsubj"), ("ADP", "IN", 2, "case"), ("NOUN", "NN", 3, "obl"),
        ("VERB", "VBD", 3, "root"),
    ]  # fmt: skip
    heads, relations = decode("talks between rebels began", rows)
    assert (heads[2], relations[2]) == (0, "nmod")


@pytest.mark.parametrize(("mark", "relation"), [("After", "advcl"), ("that", "ccomp")])
def test_what_happened_before_somebody_spoke_is_not_what_he_said(mark, relation):
    rows = [
        ("NOUN", "NN", 1, "nsubj"), ("VERB", "VBD", 1, "root"), ("ADP", "IN", 4, "mark"),
        ("NOUN", "NN", 4, "nsubj"), ("VERB", "VBD", 1, "ccomp"),
    ]  # fmt: skip
    assert decode(f"envoy spoke {mark} troops left", rows)[1][4] == relation


TOLD = [
    ("VERB", "VBN", 0, "root"), ("VERB", "VBN", 0, "xcomp"), ("PUNCT", ",", 3, "punct"),
    ("NOUN", "NN", 1, "obl"), ("ADP", "IN", 5, "case"), ("NOUN", "NN", 1, "obl"),
    ("VERB", "VBD", 1, "aux"),
]  # fmt: skip


def test_who_said_it_at_the_end_becomes_the_root_with_its_subject():
    heads, relations = decode("expected met , source in town said", TOLD)
    assert heads == [6, 0, 3, 6, 5, 3, 6]
    assert relations == ["ccomp", "xcomp", "punct", "nsubj", "case", "nmod", "root"]


CLOSING = [
    *TOLD[:3], ("NOUN", "NN", 6, "nsubj"), ("ADP", "IN", 5, "case"), ("NOUN", "NN", 6, "obl"),
    ("VERB", "VBD", 1, "advcl"), ("PUNCT", ",", 6, "punct"),
]  # fmt: skip


def test_who_said_it_becomes_the_root_where_nothing_subordinates_it():
    heads, relations = decode("expected met , source in town said .", CLOSING)
    assert heads == [6, 0, 3, 6, 5, 3, 6, 6]
    assert (relations[0], relations[3], relations[6]) == ("ccomp", "nsubj", "root")


def test_a_clause_with_a_conjunction_stays_below():
    rows = [
        *CLOSING[:3], ("ADP", "IN", 5, "case"), ("NOUN", "NN", 5, "nsubj"),
        ("VERB", "VBD", 1, "advcl"), ("PUNCT", ",", 5, "punct"),
    ]  # fmt: skip
    heads, relations = decode("expected met , after source said .", rows)
    assert (heads[0], relations[5]) == (0, "advcl")


def test_a_last_verb_without_a_subject_stays_where_it_is():
    rows = [*TOLD[:3], TOLD[6]]
    heads, relations = decode("expected met , said", rows)
    assert (heads, relations[3]) == ([0, 0, 3, 1], "aux")


WHICH = [
    ("NOUN", "NN", 4, "nsubj"), ("PUNCT", ",", 3, "punct"), ("NOUN", "NN", 3, "nsubj"),
    ("VERB", "VBD", 4, "advcl"), ("VERB", "VBD", 4, "root"),
]  # fmt: skip


def test_a_relative_clause_on_the_verb_goes_to_the_noun_before_its_comma():
    heads, relations = decode("Omara , which refused left", WHICH)
    assert heads == [4, 3, 3, 0, 4]
    assert relations == ["nsubj", "punct", "nsubj", "acl:relcl", "root"]


def test_a_relative_clause_that_hangs_on_a_noun_gets_its_name():
    rows = [*WHICH[:3], ("VERB", "VBD", 0, "ccomp"), WHICH[4]]
    heads, relations = decode("Omara , which refused left", rows)
    assert (heads[3], relations[3]) == (0, "acl:relcl")


BETWEEN = [
    ("NOUN", "NN", 6, "nsubj"), ("PUNCT", ",", 3, "punct"), ("NOUN", "NN", 3, "nsubj"),
    ("VERB", "VBD", 4, "acl:relcl"), ("NOUN", "NN", 6, "nsubj"), ("PUNCT", ",", 6, "punct"),
    ("VERB", "VBD", 6, "root"),
]  # fmt: skip


def test_what_stands_between_the_commas_of_a_relative_clause_is_its_own():
    heads, relations = decode("Omara , which had friends , left", BETWEEN)
    assert heads == [6, 3, 3, 0, 3, 6, 6]
    assert relations == ["nsubj", "punct", "nsubj", "acl:relcl", "obj", "punct", "root"]


def test_the_verb_behind_a_relative_clause_takes_the_subject_and_the_sentence():
    rows = [
        ("NOUN", "NN", 3, "nsubj"),
        *BETWEEN[1:3],
        ("VERB", "VBD", 3, "root"),
        ("NOUN", "NN", 3, "obj"),
        ("PUNCT", ",", 3, "punct"),
        ("VERB", "VBD", 3, "xcomp"),
    ]
    heads, relations = decode("Omara , which had friends , left", rows)
    assert [heads[i] for i in (0, 3, 4, 6)] == [6, 0, 3, 6]
    assert [relations[i] for i in (0, 3, 4, 6)] == ["nsubj", "acl:relcl", "obj", "root"]


def test_a_clause_that_the_noun_itself_hangs_on_stays():
    rows = [("NOUN", "NN", 3, "obl"), *WHICH[1:]]
    assert decode("Omara , which refused left", rows)[0] == [3, 3, 3, 4, 4]


def test_without_a_comma_who_asks():
    rows = [
        ("VERB", "VBD", 0, "root"), ("NOUN", "NN", 0, "obl"), ("NOUN", "NN", 3, "nsubj"),
        ("VERB", "VBD", 0, "ccomp"),
    ]  # fmt: skip
    assert decode("asked friends who left", rows)[1][3] == "ccomp"


def test_a_network_with_other_labels_is_taken_at_its_word():
    names = ["root", "nsubj", "case"]
    rows = [("VERB", "VBD", 0, "nsubj"), ("ADP", "IN", 2, "case"), ("NOUN", "NN", 0, "nsubj")]
    assert decode("fell to rebels", rows, names)[1] == ["root", "case", "nsubj"]


def test_mended_trees_are_trees():
    """Whatever the tree: one root, from which every word hangs."""
    rng = np.random.default_rng(1)
    words = "talks failed , Omara , which had friends , left home , who knew said .".split()
    n, verbs = len(words), {1, 6, 9, 13, 14}
    upos = np.array([UPOS.index("VERB" if i in verbs else "NOUN") for i in range(n)])
    xpos = np.array([XPOS.index("VBD" if i in verbs else "NN") for i in range(n)])
    for _ in range(3000):
        order = rng.permutation(n)
        heads = np.zeros(n, np.int64)
        for place, word in enumerate(order):
            heads[word] = order[rng.integers(0, place)] if place else word
        scores = rng.normal(size=(n, len(NAMES))).astype(np.float32)
        scores[[5, 12], NAMES.index("nsubj")] += 9  # the relative pronouns
        Relations(NAMES, UPOS, XPOS, LISTS).decode(scores, heads, words, upos, xpos)
        roots = [i for i in range(n) if heads[i] == i]
        assert len(roots) == 1
        for word in range(n):
            at = word
            for _ in range(n):
                at = int(heads[at])
            assert at == roots[0]
