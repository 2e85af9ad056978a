import pytest
from build import document

from dateline.knowledge import Knowledge
from dateline.syntax import index_of
from dateline.what.frames import frame, is_done_to, reacting, read_frame_words

WORDS = read_frame_words(Knowledge())

HELD = """
It it PRON 2 nsubj
held hold VERB 0 root
secret secret ADJ 4 amod
talks talk NOUN 2 obj
with with ADP 6 case
Norway Norway PROPN 4 nmod
in in ADP 8 case
Oslo Oslo PROPN 2 obl
"""
AGREED = """
Envoys envoy NOUN 2 nsubj
agreed agree VERB 0 root
to to PART 4 mark
meet meet VERB 2 xcomp
rebels rebel NOUN 4 obj
"""
URGED = """
Oslo Oslo PROPN 2 nsubj
urged urge VERB 0 root
rebels rebel NOUN 2 obj
to to PART 5 mark
withdraw withdraw VERB 2 xcomp
"""
SENT = """
Troops troop NOUN 5 nsubj
sent send VERB/VBN 1 acl
by by ADP 4 case
Oslo Oslo PROPN 2 obl:agent
left leave VERB 0 root
and and CCONJ 7 cc
burned burn VERB 5 conj
villages village NOUN 7 obj
"""
ARMED = """
Rebels rebel NOUN 0 root
who who PRON 3 nsubj
attacked attack VERB 1 acl:relcl
towns town NOUN 3 obj
"""
FIGHTING = """
Rebels rebel NOUN 0 root
fighting fight VERB/VBG 1 acl
"""
SEIZED = """
Ships ship NOUN 3 nsubj:pass
were be AUX 3 aux:pass
seized seize VERB 0 root
"""
VISIT = """
Oslo Oslo PROPN 3 nmod:poss
's 's PART 1 case
attack attack NOUN 0 root
on on ADP 5 case
rebels rebel NOUN 3 nmod
"""


@pytest.mark.parametrize(
    ("tree", "trigger", "places"),
    [
        (HELD, 3, {"subject over obj": "It", "modifier": "secret", "with": "Norway",
                   "in over obj": "Oslo"}),
        (AGREED, 3, {"subject xcomp": "Envoys", "obj": "rebels"}),
        (URGED, 4, {"subject controlled": "rebels"}),
        (SENT, 1, {"undergoer modified": "Troops", "by": "Oslo"}),
        (FIGHTING, 1, {"subject modified": "Rebels"}),
        (SENT, 6, {"subject conj": "Troops", "obj": "villages"}),
        (ARMED, 2, {"subject relative": "Rebels", "obj": "towns"}),
        (SEIZED, 2, {"undergoer": "Ships"}),
        (VISIT, 2, {"possessor": "Oslo", "on": "rebels"}),
    ],
)  # fmt: skip
def test_frame_names_who_stands_where(tree, trigger, places):
    doc = document(tree)
    found = {place: doc.tokens[word].text for place, word in frame(index_of(doc), trigger)}
    assert found == places


REJECTED = """
Oslo Oslo PROPN 2 nsubj
{0} {0} VERB 0 root
rebel rebel NOUN 4 compound
demands demand NOUN 2 obj
and and CCONJ 6 cc
offers offer NOUN 4 conj
"""


@pytest.mark.parametrize(
    ("rows", "trigger", "word"),
    [
        (REJECTED.format("reject"), 3, 0),
        (REJECTED.format("reject"), 5, 0),
        (REJECTED.format("repeat"), 3, None),
        (REJECTED.format("reject"), 1, None),
    ],
)
def test_who_answers_a_demand_is_the_subject_of_the_verb_that_rejects_it(rows, trigger, word):
    assert reacting(index_of(document(rows)), trigger, WORDS.reactions) == word


AFTER = """
{0} {0} ADP 3 case
the the DET 3 det
raid raid NOUN 5 obl
Oslo Oslo PROPN 5 nsubj
withdrew withdraw VERB 0 root
"""


@pytest.mark.parametrize(("preposition", "word"), [("after", 3), ("amid", 3), ("in", None)])
def test_who_acts_after_an_event_did_not_do_it(preposition, word):
    assert reacting(index_of(document(AFTER.format(preposition))), 2, WORDS.reactions) == word


IN_RESPONSE = """
Oslo Oslo PROPN 2 nsubj
withdrew withdraw VERB 0 root
{0} {0} ADP 4 case
{1} {1} NOUN 2 obl
to to ADP 7 case
a a DET 7 det
raid raid NOUN 4 nmod
"""


@pytest.mark.parametrize(
    ("preposition", "noun", "word"),
    [("in", "response", 0), ("in", "retaliation", 0), ("in", "addition", None),
     ("without", "response", None)],
)  # fmt: skip
def test_who_acts_in_response_to_an_event_did_not_do_it(preposition, noun, word):
    rows = IN_RESPONSE.format(preposition, noun)
    assert reacting(index_of(document(rows)), 6, WORDS.reactions) == word


@pytest.mark.parametrize("tag", ["NOUN", "VERB"])  # "Calls for ... were rejected"
def test_who_answers_in_the_passive_follows_by(tag):
    rows = f"""
Offers offer {tag} 3 nsubj:pass
were be AUX 3 aux:pass
rejected reject VERB 0 root
by by ADP 5 case
Oslo Oslo PROPN 3 obl:agent
"""
    assert reacting(index_of(document(rows)), 0, WORDS.reactions) == 4


@pytest.mark.parametrize(
    ("phrase", "done"),
    [
        ("release release NOUN 0 root\nof of ADP 3 case\nIto Ito PROPN 1 nmod", "Ito"),
        ("Ito Ito PROPN 2 nmod:poss\nrelease release NOUN 0 root", "Ito"),
        (
            "arrest arrest NOUN 0 root\nof of ADP 3 case\nIto Ito PROPN 1 nmod\n"
            "and and CCONJ 5 cc\nSato Sato PROPN 3 conj",
            "Ito Sato",
        ),
        ("Oslo Oslo PROPN 2 nmod:poss\nkilling killing NOUN 0 root", ""),
        (
            "Oslo Oslo PROPN 2 nmod:poss\narrest arrest NOUN 0 root\nof of ADP 4 case\n"
            "Ito Ito PROPN 2 nmod",
            "Ito",
        ),
        ("release release NOUN 0 root\nby by ADP 3 case\nOslo Oslo PROPN 1 nmod", ""),
        ("visit visit NOUN 0 root\nof of ADP 3 case\nIto Ito PROPN 1 nmod", ""),
    ],
)
def test_whom_a_noun_is_done_to(phrase, done):
    doc = document(phrase)
    known = index_of(doc)
    found = [t.text for i, t in enumerate(doc.tokens) if is_done_to(known, i, WORDS.suffered)]
    assert found == done.split()
