import dataclasses

import pytest
from build import at, document

from dateline.annotators import counts
from dateline.data import EventMention, NameMention, Participant, TimeMention
from dateline.knowledge import Knowledge


@pytest.fixture(scope="module")
def annotate():
    return counts.load(Knowledge())


@pytest.fixture(scope="module")
def words():
    return counts.read_words(Knowledge())


def tagged(doc, **xpos):
    """The document with fine-grained tags for some words."""
    tokens = tuple(dataclasses.replace(t, xpos=xpos.get(t.text, t.xpos)) for t in doc.tokens)
    return dataclasses.replace(doc, tokens=tokens)


def event(doc, trigger, event_type="ASSAULT"):
    return EventMention(event_type, at(doc, trigger), (0, len(doc.text)))


def found(annotate, doc, *events):
    doc = dataclasses.replace(doc, events=events)
    return [{c.role: (c.low, c.high) for c in e.counts} for e in annotate(doc)]


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
def test_a_number_is_read(phrase, low, high, words):
    parts = phrase.replace("$1bn", "$ 1bn").split()
    rows = [f"{'_' if p in ',.' else ''}{p} {p} NUM 0 root" for p in parts]
    doc = document("\n".join([*rows, "people people NOUN 1 dep"]))
    [quantity] = counts.quantities(doc.tokens, doc.sentences[0], words)
    assert (quantity.low, quantity.high) == (low, high)


@pytest.mark.parametrize("phrase", ["two " + "million " * 60, "two to three " + "million " * 60])
def test_nobody_counts_without_end(phrase, words):
    rows = [f"{part} {part} NUM 0 root" for part in phrase.split()]
    doc = document("\n".join([*rows, "people people NOUN 1 dep"]))
    assert all(q.high < 10**18 for q in counts.quantities(doc.tokens, doc.sentences[0], words))


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
def test_sums_of_dollars_are_read_with_hyphens(text, sums, words):
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
    found = counts.quantities(doc.tokens, doc.sentences[0], words)
    assert [(q.low, q.high) for q in found if q.money] == [(n, n) for n in sums]


KILLED = """
{0}
soldiers soldier NOUN 4 nsubj:pass
were be AUX 4 aux:pass
killed kill VERB 0 root
in in ADP 7 case
the the DET 7 det
attack attack NOUN 4 obl
_. . PUNCT 4 punct
"""


@pytest.mark.parametrize(
    ("number", "count"),
    [
        ("Two two NUM 2 nummod", (2, 2)),
        ("Dozens dozen NOUN 4 nsubj:pass", (24, 99)),
        ("Several several ADJ 2 amod", (3, 9)),
    ],
)
def test_victims_are_counted_with_the_attack(number, count, annotate):
    rows = KILLED.format(number)
    if number.startswith("Dozens"):
        rows = rows.replace("soldiers soldier NOUN 4 nsubj:pass", "soldiers soldier NOUN 1 nmod")
    doc = document(rows)
    assert found(annotate, doc, event(doc, "attack")) == [{"killed": count}]


AND = """
Two two NUM 2 nummod
soldiers soldier NOUN 7 nsubj:pass
and and CCONJ 5 cc
a a DET 5 det
guard guard NOUN 2 conj
were be AUX 7 aux:pass
killed kill VERB 0 root
and and CCONJ 10 cc
nine nine NUM 10 nsubj:pass
wounded wound VERB 7 conj
_. . PUNCT 7 punct
"""


def test_numbers_joined_by_and_are_added(annotate):
    doc = document(AND)
    assert found(annotate, doc, event(doc, "killed")) == [{"killed": (3, 3), "injured": (9, 9)}]


LEFT_DEAD = """
The the DET 2 det
raid raid NOUN 3 nsubj
left leave VERB 0 root
130 130 NUM 5 nummod
people person NOUN 3 obj
dead dead ADJ 3 xcomp
_. . PUNCT 3 punct
"""
ARRESTED = """
Police police NOUN 2 nsubj
arrested arrest VERB 0 root
19 19 NUM 4 nummod
members member NOUN 2 obj
_, , PUNCT 8 punct
including include VERB 8 case
one one NUM 8 nummod
woman woman NOUN 4 nmod
_, , PUNCT 8 punct
in in ADP 12 case
four four NUM 12 nummod
raids raid NOUN 2 obl
_. . PUNCT 2 punct
"""
NO_ONE = """
No no DET 2 det
one one PRON 4 nsubj:pass
was be AUX 4 aux:pass
hurt hurt VERB 0 root
in in ADP 7 case
the the DET 7 det
clash clash NOUN 4 obl
_. . PUNCT 4 punct
"""
PROTEST = """
Thousands thousand NOUN 4 nsubj
of of ADP 3 case
mourners mourner NOUN 1 nmod
staged stage VERB 0 root
a a DET 6 det
protest protest NOUN 4 obj
_. . PUNCT 4 punct
"""
DEPLOYED = """
The the DET 2 det
army army NOUN 3 nsubj
sent send VERB 0 root
5,556 5,556 NUM 5 nummod
troops troop NOUN 3 obj
_. . PUNCT 3 punct
"""
PLEDGED = """
Iran Iran PROPN 2 nsubj
pledged pledge VERB 0 root
250 250 NUM 4 compound
million million NUM 5 nummod
dollars dollar NOUN 2 obj
_. . PUNCT 2 punct
"""
EDITOR = """
Police police NOUN 2 nsubj
arrested arrest VERB 0 root
the the DET 4 det
editor editor NOUN 2 obj
_. . PUNCT 2 punct
"""


@pytest.mark.parametrize(
    ("rows", "trigger", "event_type", "count"),
    [
        (LEFT_DEAD, "raid", "ASSAULT", {"killed": (130, 130)}),
        (ARRESTED, "arrested", "COERCE", {"arrested": (19, 19)}),
        (NO_ONE, "clash", "ASSAULT", {"injured": (0, 0)}),
        (PROTEST, "protest", "PROTEST", {"participants": (2000, 9999)}),
        (DEPLOYED, "sent", "MOBILIZE", {"participants": (5556, 5556)}),
        (PLEDGED, "pledged", "AGREE", {"amount_usd": (250_000_000, 250_000_000)}),
        (EDITOR, "arrested", "COERCE", {"arrested": (1, 1)}),
        (LEFT_DEAD, "raid", "CONSULT", {}),  # a meeting has no dead
        (DEPLOYED, "sent", "ACCUSE", {}),
    ],
)
def test_a_count_has_its_role(rows, trigger, event_type, count, annotate):
    doc = tagged(document(rows), editor="NN", soldiers="NNS", Thousands="NNS")
    assert found(annotate, doc, event(doc, trigger, event_type)) == [count]


@pytest.mark.parametrize(
    ("status", "count"), [("happened", {"arrested": (1, 1)}), ("planned", {}), ("negated", {})]
)
def test_one_person_counts_where_the_deed_was_done(status, count, annotate):
    doc = tagged(document(EDITOR), editor="NN")
    told = dataclasses.replace(event(doc, "arrested", "COERCE"), status=status)
    assert found(annotate, doc, told) == [count]


AMBUSHED = """
Rebels rebel NOUN 2 nsubj
ambushed ambush VERB 0 root
and and CCONJ 4 cc
shot shoot VERB 2 conj
dead dead ADJ 4 xcomp
a a DET 7 det
mayor mayor NOUN 2 obj
_. . PUNCT 2 punct
"""
CAUGHT = """
The the DET 2 det
driver driver NOUN 4 nsubj:pass
was be AUX 4 aux:pass
caught catch VERB 0 root
and and CCONJ 6 cc
killed kill VERB 4 conj
_. . PUNCT 4 punct
"""
EXPLODED = """
A a DET 2 det
bomb bomb NOUN 3 nsubj
exploded explode VERB 0 root
_, , PUNCT 5 punct
killing kill VERB 3 advcl
the the DET 7 det
driver driver NOUN 5 obj
_. . PUNCT 3 punct
"""
BROTHERS = """
Gunmen gunman NOUN 2 nsubj
killed kill VERB 0 root
the the DET 4 det
mayor mayor NOUN 2 obj
and and CCONJ 7 cc
his his PRON 7 nmod:poss
driver driver NOUN 4 conj
_. . PUNCT 2 punct
"""
GUNNED = """
The the DET 2 det
principal principal NOUN 4 nsubj:pass
was be AUX 4 aux:pass
gunned gun VERB 0 root
down down ADP 4 compound:prt
_. . PUNCT 4 punct
"""


@pytest.mark.parametrize(
    ("rows", "trigger", "killed"),
    [(AMBUSHED, "shot", 1), (CAUGHT, "killed", 1), (EXPLODED, "exploded", 1),
     (BROTHERS, "killed", 2), (GUNNED, "gunned", 1)],
)  # fmt: skip
def test_those_to_whom_a_deed_is_done_one_by_one_are_counted(rows, trigger, killed, annotate):
    doc = tagged(document(rows), mayor="NN", driver="NN", principal="NN", killing="VBG")
    assert found(annotate, doc, event(doc, trigger)) == [{"killed": (killed, killed)}]


FREED = """
Rebels rebel NOUN 2 nsubj
freed free VERB 0 root
the the DET 4 det
mayor mayor NOUN 2 obj
and and CCONJ 6 cc
killed kill VERB 2 conj
_. . PUNCT 2 punct
"""


@pytest.mark.parametrize(
    "rows",
    [
        FREED,
        BROTHERS.replace("his his PRON 7 nmod:poss\ndriver driver", "all all DET 7 det\nmen man"),
    ],
    ids=["done to him before", "with several"],
)
def test_others_do_not_make_one_person_a_count(rows, annotate):
    doc = tagged(document(rows), mayor="NN", men="NNS")
    assert found(annotate, doc, event(doc, "killed")) == [{}]


GUARDS = """
Guards guard NOUN 2 nsubj
shot shoot VERB 0 root
and and CCONJ 5 cc
rebels rebel NOUN 5 nsubj
wounded wound VERB 2 conj
a a DET 7 det
mayor mayor NOUN 5 obj
_. . PUNCT 2 punct
"""


def test_verbs_with_subjects_of_their_own_share_nobody(annotate):
    doc = tagged(document(GUARDS), mayor="NN")
    assert found(annotate, doc, event(doc, "shot"), event(doc, "wounded")) == [
        {},
        {"injured": (1, 1)},
    ]


AGE = """
Ahmad Ahmad PROPN 5 nsubj:pass
_, , PUNCT 3 punct
20 20 NUM 1 appos
was be AUX 5 aux:pass
killed kill VERB 0 root
_. . PUNCT 5 punct
"""


def test_an_age_is_no_count(annotate):
    doc = tagged(document(AGE), Ahmad="NNP")
    doc = dataclasses.replace(doc, names=(NameMention(*at(doc, "Ahmad"), "Ahmad", "PER"),))
    assert found(annotate, doc, event(doc, "killed")) == [{"killed": (1, 1)}]


TWO_EVENTS = """
Rebels rebel NOUN 2 nsubj
killed kill VERB 0 root
two two NUM 4 nummod
guards guard NOUN 2 obj
and and CCONJ 6 cc
bombed bomb VERB 2 conj
a a DET 8 det
bridge bridge NOUN 6 obj
_. . PUNCT 2 punct
"""


def test_the_nearest_event_gets_the_count(annotate):
    doc = document(TWO_EVENTS)
    assert found(annotate, doc, event(doc, "bombed"), event(doc, "killed")) == [
        {},
        {"killed": (2, 2)},
    ]


def test_the_span_of_a_count_covers_number_and_noun(annotate):
    doc = document(LEFT_DEAD)
    [coded] = annotate(dataclasses.replace(doc, events=(event(doc, "raid"),)))
    assert doc.text[slice(*coded.counts[0].span)] == "130 people"


TORN = """
Gunmen gunman NOUN 2 nsubj
attacked attack VERB 0 root
guards guard NOUN 2 obj
_, , PUNCT 2 punct
killing killing NOUN 2 dep
at at ADP 7 case
least least ADV 8 advmod
two two NUM 9 nummod
policemen policeman NOUN 2 obj
"""
FOLLOWED = """
Three three NUM 2 nummod
people person NOUN 5 dep
were be AUX 5 aux
wounded wounded ADJ 5 dep
clashes clash NOUN 0 root
"""
PRISONERS = """
Guards guard NOUN 2 nsubj
wounded wound VERB 0 root
20 20 NUM 4 nummod
prisoners prisoner NOUN 2 obj
"""
AMONG = """
Troops troop NOUN 2 nsubj
fired fire VERB 0 root
_, , PUNCT 4 punct
wounding wound VERB 2 advcl
three three NUM 4 obj
_, , PUNCT 9 punct
among among ADP 8 case
them they PRON 9 nmod
one one NUM 10 nummod
student student NOUN 4 obj
"""


JOINED = """
Missiles missile NOUN 2 nsubj
struck strike VERB 0 root
_, , PUNCT 4 punct
killing kill VERB 2 advcl
seven seven NUM 6 nummod
people person NOUN 4 obj
and and CCONJ 8 cc
injuring injure VERB 6 conj
31 31 NUM 6 conj
"""
WHO_HAD_FLED = """
Fighters fighter NOUN 2 nsubj
shelled shell VERB 0 root
it it PRON 2 obj
_, , PUNCT 5 punct
killing kill VERB 2 advcl
15 15 NUM 8 nummod
displaced displaced ADJ/JJ 8 amod
people person NOUN 5 obj
"""
DOZENS = """
Shells shell NOUN 2 nsubj
wounded wound VERB 0 root
dozens dozen NOUN/NNS 2 obj
of of ADP 5 case
others other NOUN/NNS 3 nmod
"""
LOST = """
Over over ADV 2 advmod
3,100 3,100 NUM 3 nummod
policemen policeman NOUN 5 nsubj
have have AUX 5 aux
lost lose VERB 0 root
their they PRON 7 nmod:poss
lives life NOUN 5 obj
in in ADP 9 case
clashes clash NOUN 5 obl
"""
SHOT_DEAD = """
Police police NOUN 2 nsubj
shot shoot VERB 0 root
{0}
five five NUM 5 nummod
people person NOUN {1} obj
"""
HELD_HOSTAGE = """
71 71 NUM 2 nummod
others other NOUN/NNS 4 nsubj:pass
were be AUX 4 aux:pass
held hold VERB/VBN 0 root
hostage hostage NOUN 4 advmod
"""
THIRTY_TO_FORTY = """
30 30 NUM 4 nummod
to to ADP 3 case
40 40 NUM 1 nmod
people person NOUN/NNS 6 nsubj:pass
were be AUX 6 aux:pass
killed kill VERB/VBN 0 root
"""
OF_THE_SIX = """
They they PRON 2 nsubj
filmed film VERB 0 root
two two NUM 2 obj
of of ADP 7 case
the the DET 7 det
six six NUM 7 nummod
hostages hostage NOUN/NNS 3 nmod
"""
TUTSIS = """
They they PRON 2 nsubj
killed kill VERB 0 root
Tutsis Tutsis PROPN/NNP 2 obj
"""
STABBED = """
Two two NUM 2 nummod
women woman NOUN 4 nsubj:pass
were be AUX 4 aux:pass
stabbed stab VERB/VBN 0 root
to to ADP 6 case
death death NOUN 4 obl
"""


@pytest.mark.parametrize(
    ("rows", "trigger", "counted"),
    [
        (JOINED, "struck", {"killed": (7, 7), "injured": (31, 31)}),
        (WHO_HAD_FLED, "shelled", {"killed": (15, 15)}),  # and not displaced
        (DOZENS, "wounded", {"injured": (24, 99)}),
        (LOST, "clashes", {"killed": (3100, 3100)}),
        (STABBED, "stabbed", {"killed": (2, 2)}),
        (TORN, "attacked", {"killed": (2, 2)}),  # whatever the tree
        (FOLLOWED, "clashes", {"injured": (3, 3)}),
        (PRISONERS, "wounded", {"injured": (20, 20)}),  # and not arrested
        (SHOT_DEAD.format("dead dead ADP 2 compound:prt", 2), "shot", {"killed": (5, 5)}),
        (SHOT_DEAD.format("dead dead ADJ 2 xcomp", 3), "shot", {"killed": (5, 5)}),
        (HELD_HOSTAGE, "held", {"hostages": (71, 71)}),  # and not arrested
        (THIRTY_TO_FORTY, "killed", {"killed": (30, 40)}),
        (OF_THE_SIX, "filmed", {"hostages": (2, 2)}),
        (TUTSIS, "killed", {}),  # several, if tagged as one
        (AMONG, "fired", {"injured": (3, 3)}),  # who is among them is not added
    ],
)
def test_what_is_done_to_people_is_read_off_the_words_beside_their_number(
    rows, trigger, counted, annotate
):
    doc = document(rows)
    assert found(annotate, doc, event(doc, trigger)) == [counted]


def test_a_number_in_the_name_of_a_body_counts_nobody(annotate):
    doc = document("""
        The the DET 2 det
        Group Group PROPN 5 nsubj
        of of ADP 4 case
        Eight Eight NUM 2 nmod
        met meet VERB 0 root
    """)
    doc = dataclasses.replace(doc, names=(NameMention(4, 18, "Group of Eight", "ORG"),))
    assert found(annotate, doc, event(doc, "met", "CONSULT")) == [{}]


def test_what_names_another_kind_of_event_gives_its_count_to_no_other(annotate):
    doc = document("""
        They they PRON 2 nsubj
        expelled expel VERB 0 root
        60 60 NUM 4 nummod
        diplomats diplomat NOUN/NNS 2 obj
        over over ADP 6 case
        attacks attack NOUN 2 obl
    """)
    attacks = event(doc, "attacks")
    assert found(annotate, doc, attacks) == [{"displaced": (60, 60)}]
    expelled = event(doc, "expelled", "SANCTION")
    assert found(annotate, doc, expelled, attacks) == [{}, {}]


def test_a_sum_of_other_money_is_no_number_of_people(annotate):
    doc = document("""
        Italy Italy PROPN 2 nsubj
        pledged pledge VERB 0 root
        EUR EUR PROPN 2 iobj
        40 40 NUM 5 compound
        million million NUM 2 obj
    """)
    assert found(annotate, doc, event(doc, "pledged", "AID")) == [{}]


def test_hostages_who_are_freed_are_no_participants(annotate):
    doc = document("""
        At at ADP 2 case
        least least ADV 3 advmod
        15 15 NUM 4 nummod
        hostages hostage NOUN 8 nsubj
        of of ADP 6 case
        kidnappings kidnapping NOUN 4 nmod
        were be AUX 8 aux
        freed free VERB 0 root
    """)
    taken, freed = event(doc, "kidnappings"), event(doc, "freed", "RETREAT")
    assert found(annotate, doc, taken, freed) == [{}, {"hostages": (15, 15)}]


def test_a_day_may_stand_between_a_deed_and_those_it_was_done_to(annotate):
    doc = document("""
        Crimes crime NOUN 0 root
        in in ADP 4 case
        the the DET 4 det
        execution execution NOUN 1 nmod
        Tuesday Tuesday PROPN 4 nmod
        of of ADP 8 case
        148 148 NUM 8 nummod
        men man NOUN 1 nmod
    """)
    assert found(annotate, doc, event(doc, "execution")) == [{}]
    tuesday = TimeMention(*at(doc, "Tuesday"), "Tuesday", "DATE", "2024-03-05")
    doc = dataclasses.replace(doc, times=(tuesday,))
    assert found(annotate, doc, event(doc, "execution")) == [{"killed": (148, 148)}]


def test_a_number_without_a_noun_stands_for_the_last_persons(annotate):
    doc = document("""
        They they PRON 2 nsubj
        released release VERB 0 root
        hostages hostage NOUN/NNS 2 obj
        until until SCONJ 9 mark
        the the DET 7 det
        remaining remaining ADJ 7 amod
        nine nine NUM 9 obl
        were be AUX 9 aux:pass
        freed free VERB 2 advcl
    """)
    freed = event(doc, "freed", "RETREAT")
    assert found(annotate, doc, freed) == [{"hostages": (9, 9)}]


@pytest.mark.parametrize(
    ("rows", "trigger", "event_type", "counted"),
    [
        (  # who is swapped takes no part
            """
            Ukraine Ukraine PROPN 2 nsubj
            swapped swap VERB 0 root
            95 95 NUM 4 nummod
            prisoners prisoner NOUN/NNS 2 obj
            """,
            "swapped", "RETREAT", {},
        ),
        (
            """
            Italy Italy PROPN 2 nsubj
            sent send VERB 0 root
            a a DET 7 det
            6,000 6,000 NUM 6 nummod
            _- - PUNCT 4 punct
            _strong strong ADJ 7 amod
            team team NOUN 2 obj
            """,
            "sent", "AID", {"participants": (6000, 6000)},
        ),
        (
            """
            A a DET 2 det
            contingent contingent NOUN 7 nsubj
            of of ADP 5 case
            800 800 NUM 5 nummod
            troops troop NOUN 2 nmod
            will will AUX 7 aux
            arrive arrive VERB 0 root
            """,
            "arrive", "AID", {"participants": (800, 800)},
        ),
        (
            """
            Bilateral bilateral ADJ 2 amod
            trade trade NOUN 3 nsubj
            reached reach VERB 0 root
            9 9 NUM 5 compound
            billion billion NUM 6 nummod
            dollars dollar NOUN 3 obj
            """,
            "trade", "COOPERATE", {"amount_usd": (9_000_000_000, 9_000_000_000)},
        ),
    ],
)  # fmt: skip
def test_who_takes_part_and_what_it_costs_is_read_off_the_tree(
    rows, trigger, event_type, counted, annotate
):
    doc = document(rows)
    assert found(annotate, doc, event(doc, trigger, event_type)) == [counted]


@pytest.mark.parametrize(
    ("sector", "counted"), [("CVL", {}), ("MIL", {"participants": (200, 200)})]
)
def test_those_who_are_helped_take_no_part_but_forces_who_are_sent_do(sector, counted, annotate):
    doc = document("""
        Oslo Oslo PROPN 2 nsubj
        evacuated evacuate VERB 0 root
        200 200 NUM 4 nummod
        people person NOUN 2 obj
    """)
    helped = Participant(*at(doc, "200 people"), "200 people", sectors=(sector,))
    told = dataclasses.replace(event(doc, "evacuated", "RETREAT"), recipients=(helped,))
    assert found(annotate, doc, told) == [counted]


@pytest.mark.parametrize(
    ("of", "counted"),
    [("women", {"participants": (200_000, 999_999)}), ("leaflets", {})],
)
def test_what_of_adds_to_a_number_of_two_words_tells_whom_it_counts(of, counted, annotate):
    doc = tagged(
        document(f"""
        Hundreds hundred NOUN 6 nsubj
        of of ADP 3 case
        thousands thousand NOUN 1 nmod
        of of ADP 5 case
        {of} {of.removesuffix("s").replace("women", "woman")} NOUN 1 nmod
        gathered gather VERB 0 root
    """),
        Hundreds="NNS",
    )
    assert found(annotate, doc, event(doc, "gathered", "PROTEST")) == [counted]


def test_people_without_a_noun_take_part(annotate):
    doc = document("""
        Tens ten NOUN/NNS 4 nsubj
        of of ADP 3 case
        thousands thousand NOUN 1 nmod
        marched march VERB 0 root
    """)
    took_part = {"participants": (20_000, 99_999)}
    assert found(annotate, doc, event(doc, "marched", "PROTEST")) == [took_part]


def test_who_is_reported_killed_is_counted(annotate):
    doc = tagged(
        document("""
        Two two NUM 2 nummod
        monks monk NOUN/NNS 4 nsubj:pass
        were be AUX 4 aux:pass
        reported report VERB 0 root
        killed kill VERB 4 xcomp
        in in ADP 7 case
        clashes clash NOUN 5 obl
    """),
        reported="VBN",
        killed="VBN",
    )
    assert found(annotate, doc, event(doc, "clashes")) == [{"killed": (2, 2)}]


def test_how_many_live_in_a_town_take_no_part(annotate):
    doc = document("""
        Rebels rebel NOUN 2 nsubj
        marched march VERB 0 root
        into into ADP 5 case
        the the DET 5 det
        city city NOUN 2 obl
        of of ADP 8 case
        2 2 NUM 8 compound
        million million NUM 5 nmod
    """)
    assert found(annotate, doc, event(doc, "marched", "PROTEST")) == [{}]
