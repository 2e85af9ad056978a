"""Which words name a speaker, and what kind of source they make."""

import pytest
from build import at, claiming, document

from dateline.data import Entity
from dateline.saying.speakers import Speakers

MINISTER = """
Prime Prime PROPN 2 compound
Minister Minister PROPN 4 nmod:desc
Imre Imre PROPN 4 compound
Nagy Nagy PROPN 5 nsubj
left leave VERB 0 root
"""
DAILY = """
the the DET 2 det
daily daily NOUN 5 nsubj
Asahi Asahi PROPN 4 compound
Shimbun Shimbun PROPN 2 flat
left leave VERB 0 root
"""
THE_STAR = """
local local ADJ 2 amod
daily daily NOUN 6 nsubj
The the DET 5 det
Northern Northern ADJ/NNP 5 amod
Star Star PROPN 2 appos
left leave VERB 0 root
"""
AL_SAMANI = """
al al PROPN 3 compound
_- - PUNCT 3 punct
_Samani Samani PROPN 4 nsubj
left leave VERB 0 root
"""
IMRE_BELA = """
Imre Imre PROPN 5 nsubj
_- - PUNCT 3 punct
_Bela Bela PROPN 1 flat
Nagy Nagy PROPN 1 flat
left leave VERB 0 root
"""
OF_STATE = """
the the DET 2 det
secretary secretary NOUN 6 nsubj
of of ADP 4 case
state state NOUN 2 nmod
Monday Monday PROPN 6 obl:unmarked
left leave VERB 0 root
"""
OWNER = """
Lee Lee PROPN 3 nmod:poss
_'s 's PART 1 case
adviser adviser NOUN 4 nsubj
left leave VERB 0 root
"""
AIDE_TO = """
an a DET 2 det
aide aide NOUN/NN 5 nsubj
to to ADP 4 case
Lee Lee PROPN/NNP 2 nmod
left leave VERB 0 root
"""
LEE_AIDES = """
Lee Lee PROPN/NNP 2 compound
aides aide NOUN/NNS 3 nsubj
left leave VERB 0 root
"""
BANGKOK_POST = """
Bangkok Bangkok PROPN/NNP 2 compound
Post Post PROPN/NNP 3 nsubj
left leave VERB 0 root
"""


def alone(word, lemma, upos):
    return f"{word} {lemma} {upos} 2 nsubj\nleft leave VERB 0 root"


@pytest.mark.parametrize(
    ("rows", "names", "words"),
    [
        (MINISTER, [("Imre Nagy", "PER")], "Prime Minister Imre Nagy"),
        (DAILY, [("Asahi Shimbun", "ORG")], "daily Asahi Shimbun"),
        (THE_STAR, [], "local daily The Northern Star"),
        (AL_SAMANI, [("al-Samani", "PER")], "al-Samani"),
        (IMRE_BELA, [("Imre-Bela Nagy", "PER")], "Imre-Bela Nagy"),
        (OF_STATE, [], "secretary of state"),
        (OWNER, [("Lee", "PER")], "Lee's adviser"),
    ],
)
def test_a_mention_is_the_phrase_without_article_and_day(rows, names, words, lexicon):
    doc = claiming(document(rows), [], names)
    speakers = Speakers(doc, lexicon)
    mention = speakers.mention(0, doc.text.index(" left"))
    assert doc.text[slice(*speakers.span(mention))] == words


@pytest.mark.parametrize(
    ("rows", "names", "kind"),
    [
        (MINISTER, [("Imre Nagy", "PER")], "named"),
        (DAILY, [("Asahi Shimbun", "ORG")], "media"),
        (OWNER, [("Lee", "PER")], "anonymous"),
        (AIDE_TO, [("Lee", "PER")], "anonymous"),
        (LEE_AIDES, [("Lee aides", "PER")], "anonymous"),
        (BANGKOK_POST, [], "media"),
        (alone("Observers", "observer", "NOUN/NNS"), [], "anonymous"),
        (alone("West", "West", "PROPN/NNP"), [], "institution"),
        (alone("Islamists", "islamist", "NOUN/NNS"), [], "institution"),
        (alone("head", "head", "NOUN/NN"), [], "named"),
        ("ministers minister NOUN/NNS 2 nsubj\nleft leave VERB 0 root", [], "anonymous"),
        ("minister minister NOUN/NN 2 nsubj\nleft leave VERB 0 root", [], "named"),
        ("He he PRON/PRP 2 nsubj\nleft leave VERB 0 root", [], "named"),
        ("Reuters Reuters PROPN 2 nsubj\nleft leave VERB 0 root", [("Reuters", "PER")], "media"),
    ],
)
def test_a_mention_has_its_kind(rows, names, kind, lexicon):
    doc = claiming(document(rows), [], names)
    speakers = Speakers(doc, lexicon)
    assert speakers.kind(speakers.mention(0, doc.text.index(" left"))) == kind


def test_what_names_an_outlet_or_a_state_names_no_person(lexicon):
    doc = claiming(document("Israel Israel PROPN 2 nsubj\nleft leave VERB 0 root"), [],
                   [("Israel", "PER")])  # fmt: skip
    speakers = Speakers(doc, lexicon)
    assert (speakers.persons, speakers.bodies) == (set(), {0})


@pytest.mark.parametrize(
    ("rest", "end"),
    [
        ("close close ADJ 1 amod\nto to ADP 4 case\ntalks talk NOUN 2 obl", "talks"),
        ("close close ADJ 1 amod\n_, , PUNCT 2 punct\ntwice twice ADV 2 advmod", "close"),
        ("close close ADJ 0 root\nto to ADP 4 case\ntalks talk NOUN 2 obl", "source"),
    ],
)
def test_a_source_is_shown_with_what_completes_its_last_word(rest, end, lexicon):
    root = "source source NOUN 0 root\n" if "0 root" not in rest else "source source NOUN 2 nsubj\n"
    doc = document(root + rest)
    speakers = Speakers(doc, lexicon)
    word = next(t for t in doc.tokens if t.text == end)
    assert speakers.completed(speakers.mention_at(0)) == (0, word.end)


@pytest.mark.parametrize(
    ("rows", "mention", "named"),
    [(OWNER, "Lee's adviser", False), (OWNER, "Lee", True), (AIDE_TO, "aide to Lee", False)],
)
def test_whose_aide_somebody_is_does_not_name_him(rows, mention, named, lexicon):
    doc = claiming(document(rows), [], [("Lee", "PER")])
    entity = Entity((at(doc, mention),), mention, kind="person")
    assert Speakers(doc, lexicon).is_named(entity) == named
