"""Verbs that name an event of one type, over hand-made trees."""

import pytest
from build import document

from dateline.knowledge import Knowledge
from dateline.syntax import index_of
from dateline.what.typed import (
    fills_office,
    is_acted,
    is_lasting,
    is_mishap,
    is_no_threat,
    is_remembered,
    keeps_silent,
    read_typed,
    type_among,
    type_of,
)

ROWS = """They they PRON 2 nsubj
          {0} {1} VERB 0 root
          {2} {3} NOUN 2 {4}"""


@pytest.mark.parametrize(
    ("verb", "noun", "relation", "kind"),
    [
        (("imposed", "impose"), ("sanctions", "sanction"), "obj", "SANCTION"),
        (("imposed", "impose"), ("sanctions", "sanctions"), "obj", "SANCTION"),
        (("imposed", "impose"), ("sanctions", "sanction"), "nsubj:pass", "SANCTION"),
        (("imposed", "impose"), ("curfews", "curfew"), "obj", None),
        (("lifted", "lift"), ("sanctions", "sanction"), "obj", None),
        (("kidnapped", "kidnap"), ("nurses", "nurse"), "obj", "ASSAULT"),
        (("withdrew", "withdraw"), ("troops", "troop"), "obj", "RETREAT"),
        (("withdrew", "withdraw"), ("envoys", "envoy"), "obj", None),
        (("revoked", "revoke"), ("licence", "licence"), "nsubj:pass", "COERCE"),
        (("revoked", "revoke"), ("threat", "threat"), "obj", None),
        (("took", "take"), ("control", "control"), "obj", "MOBILIZE"),
        (("severed", "sever"), ("ties", "tie"), "obj", "SANCTION"),
        (("awarded", "award"), ("tender", "tender"), "nsubj:pass", "COOPERATE"),
        (("pardoned", "pardon"), ("rebels", "rebel"), "obj", "CONCEDE"),
        (("voiced", "voice"), ("opposition", "opposition"), "obj", "REJECT"),
        (("seized", "seize"), ("weapons", "weapon"), "obj", "COERCE"),
        (("seized", "seize"), ("towns", "town"), "obj", None),
        (("asked", "ask"), ("Lima", "Lima"), "obj", "REQUEST"),
    ],
)
def test_a_verb_with_its_object_names_one_type(verb, noun, relation, kind):
    known = index_of(document(ROWS.format(*verb, *noun, relation)))
    assert type_of(known, 1, read_typed(Knowledge())) == kind


@pytest.mark.parametrize(
    ("verb", "rest", "kind"),
    [
        ("approve", "package package NOUN 2 obj\nof of ADP 5 case\nsanctions sanction NOUN 3 nmod",
         "SANCTION"),
        ("approve", "package package NOUN 2 obj\nof of ADP 5 case\nreforms reform NOUN 3 nmod",
         None),
        ("agree", "on on ADP 4 case\nsanctions sanction NOUN 2 obl", "SANCTION"),
        ("agree", "under under ADP 4 case\nsanctions sanction NOUN 2 obl", None),
        ("protest", "to to ADP 4 case\nOslo Oslo PROPN 2 obl", "ACCUSE"),
        ("protest", "in in ADP 4 case\nOslo Oslo PROPN 2 obl", None),
        ("strip", "of of ADP 4 case\ncitizenship citizenship NOUN 2 obl", "COERCE"),
        ("promise", "to to PART 4 mark\nwithdraw withdraw VERB 2 xcomp", "CONCEDE"),
        ("agree", "to to PART 4 mark\nstep step VERB 2 xcomp\ndown down ADP 4 compound:prt",
         "CONCEDE"),
        ("agree", "to to PART 4 mark\nmeet meet VERB 2 xcomp", None),
        ("offer", "to to PART 4 mark\nmeet meet VERB 2 xcomp", "AGREE"),
        ("offer", "aid aid NOUN 2 obj", None),
        ("boost", "number number NOUN 2 obj\nof of ADP 5 case\nsoldiers soldier NOUN 3 nmod",
         "MOBILIZE"),
    ],
)  # fmt: skip
def test_a_noun_inside_another_or_behind_a_preposition_names_it(verb, rest, kind):
    known = index_of(document(f"They they PRON 2 nsubj\n{verb} {verb} VERB 0 root\n{rest}"))
    assert type_of(known, 1, read_typed(Knowledge())) == kind


@pytest.mark.parametrize(
    ("rows", "acted"),
    [
        ("rehearsed rehearse VERB 0 root\nattacks attack NOUN 1 obj", True),
        ("repelled repel VERB 0 root\nattacks attack NOUN 1 obj", False),
        ("mock mock ADJ 2 amod\nattacks attack NOUN 0 root", True),
        ("simulated simulate VERB 0 root\nraids raid NOUN 1 obj\nand and CCONJ 4 cc\n"
         "attacks attack NOUN 2 conj", True),
    ],
)  # fmt: skip
def test_attacks_that_are_only_acted(rows, acted):
    known = index_of(document(rows))
    word = max(i for i, lemma in enumerate(known.lemmas) if lemma == "attack")
    assert is_acted(known, word, read_typed(Knowledge())) is acted


def of(*nouns, head=2, relation="obl"):
    """What stands behind a word, by its number: "of" and a noun, others joined to it by "and"."""
    first = head + 2
    rows = [f"of of ADP {first} case", f"{nouns[0]} {nouns[0]} NOUN {head} {relation}"]
    for n, noun in enumerate(nouns[1:]):
        rows += [f"and and CCONJ {first + 2 * n + 2} cc", f"{noun} {noun} NOUN {first} conj"]
    return "\n".join(rows)


CIVIL_WAR = "of of ADP 5 case\ncivil civil ADJ 5 amod\nwar war NOUN 2 obl"


@pytest.mark.parametrize(
    ("verb", "behind", "no_threat"),
    [
        ("warned warn", of("famine"), True),
        ("warned warn", CIVIL_WAR, True),
        ("cautioned caution", of("famine"), True),
        ("warned warn", of("famine").replace("of of", "about about"), True),
        ("warned warn", of("sanction"), False),
        ("warned warn", of("famine", "flood"), True),
        ("warned warn", of("famine", "sanction"), False),
        ("warned warn", of("war", "sanction"), False),
        ("warned warn", of("series") + "\n" + of("sanction", head=4, relation="nmod"), False),
        ("warned warn", of("series") + "\n" + of("flood", head=4, relation="nmod"), True),
        ("warned warn", of("famine").replace("of of", "against against"), False),
        ("warned warn", "Peru Peru PROPN 2 obj", False),
        ("spoke speak", of("famine"), False),
    ],
)  # fmt: skip
def test_who_warns_of_what_is_not_in_his_hands_does_not_threaten(verb, behind, no_threat):
    known = index_of(document(f"They they PRON 2 nsubj\n{verb} VERB 0 root\n{behind}"))
    assert is_no_threat(known, 1, read_typed(Knowledge())) is no_threat


@pytest.mark.parametrize(("danger", "no_threat"), [("famine", True), ("strike", False)])
def test_a_warning_of_what_is_in_nobodys_hands_is_no_threat(danger, no_threat):
    rows = "They they PRON 2 nsubj\nissued issue VERB 0 root\nwarnings warning NOUN 2 obj\n"
    known = index_of(document(rows + of(danger, head=3, relation="nmod")))
    assert is_no_threat(known, 2, read_typed(Knowledge())) is no_threat


@pytest.mark.parametrize(
    ("verb", "deed", "silent"),
    [
        ("refused refuse", "comment", True),
        ("declined decline", "elaborate", True),
        ("refused refuse", "negotiate", False),
        ("promised promise", "comment", False),
    ],
)
def test_who_refuses_to_comment_rejects_nothing(verb, deed, silent):
    rows = f"They they PRON 2 nsubj\n{verb} VERB 0 root\nto to PART 4 mark\n"
    known = index_of(document(f"{rows}{deed} {deed} VERB 2 xcomp"))
    assert keeps_silent(known, 1, read_typed(Knowledge())) is silent


@pytest.mark.parametrize(
    ("rows", "filled"),
    [
        ("They they PRON 2 nsubj\nelected elect VERB 0 root\nher she PRON 2 obj", True),
        ("was be AUX 2 aux:pass\nsworn swear VERB 0 root\nin in ADP 2 compound:prt", True),
        ("They they PRON 2 nsubj\nnominated nominate VERB 0 root\nher she PRON 2 obj", False),
        ("an a DET 2 det\nelected elect ADJ 0 root", False),
    ],
)
def test_who_gets_an_office_does_nothing(rows, filled):
    assert fills_office(index_of(document(rows)), 1, read_typed(Knowledge())) is filled


@pytest.mark.parametrize(
    ("noun", "preposition", "relation", "remembered"),
    [
        ("victims", "of", "nmod", True),
        ("victims", "after", "nmod", False),
        ("victims", "of", "conj", False),
        ("days", "of", "nmod", False),
    ],
)
def test_victims_of_an_event_do_not_tell_it(noun, preposition, relation, remembered):
    rows = f"""{noun} {noun[:-1]} NOUN 0 root
               {preposition} {preposition} ADP 3 case
               raids raid NOUN 1 {relation}"""
    known = index_of(document(rows))
    assert is_remembered(known, 2, read_typed(Knowledge())) is remembered


@pytest.mark.parametrize(
    ("case", "noun", "mishap"),
    [
        ("in", "crash", True),
        ("in", "raid", False),
        ("by", "flood", True),
        ("after", "crash", False),
    ],
)
def test_who_dies_by_a_mishap_is_killed_by_nobody(case, noun, mishap):
    doc = document(f"""They they PRON 3 nsubj:pass
                       were be AUX 3 aux:pass
                       killed kill VERB 0 root
                       {case} {case} ADP 5 case
                       {noun} {noun} NOUN 3 obl""")
    assert is_mishap(index_of(doc), 2, read_typed(Knowledge())) is mishap


def test_a_raid_in_a_flood_is_a_raid():
    rows = "raid raid {} 0 root\nin in ADP 3 case\nflood flood NOUN 1 {}"
    typed = read_typed(Knowledge())
    mishaps = [("VERB", "obl"), ("VERB", "nmod"), ("NOUN", "obl")]
    found = [is_mishap(index_of(document(rows.format(*way))), 0, typed) for way in mishaps]
    assert found == [True, False, False]


PATROL = """Ships ship NOUN 2 nsubj
            patrolled patrol VERB 0 root
            as as ADP 4 case
            part part NOUN 2 obl
            of of ADP 7 case
            {0} {0} ADJ 7 compound
            force force NOUN 4 nmod"""
ZONE = """moved move VERB 0 root
          zone zone NOUN 1 obl
          which which PRON 4 obj
          {0} {0} NOUN 5 nsubj
          patrol patrol VERB 2 acl:relcl"""
ENLARGED = """the the DET 2 det
              {0} {0} NOUN 0 root
              which which PRON 4 nsubj:pass
              enlarged enlarge VERB 2 acl:relcl"""


@pytest.mark.parametrize(
    ("rows", "word", "kind"),
    [
        (PATROL.format("UN"), 1, "AID"),
        (PATROL.format("army"), 1, "MOBILIZE"),
        (PATROL.format("UN").replace("force", "road"), 1, "MOBILIZE"),
        (ENLARGED.format("UNIFIL"), 3, "AID"),
        (ENLARGED.format("garrison"), 3, "MOBILIZE"),
        (ZONE.format("peacekeepers"), 0, "MOBILIZE"),
        (ZONE.format("peacekeepers"), 4, "AID"),
    ],
)
def test_those_who_keep_the_peace_bring_aid(rows, word, kind):
    known, typed = index_of(document(rows)), read_typed(Knowledge())
    assert type_among(known, word, "MOBILIZE", typed) == kind
    assert type_among(known, word, "ASSAULT", typed) == "ASSAULT"


def test_a_row_knows_better_than_the_network():
    known = index_of(document(ROWS.format("pardoned", "pardon", "rebels", "rebel", "obj")))
    assert type_among(known, 1, "RETREAT", read_typed(Knowledge())) == "CONCEDE"


@pytest.mark.parametrize(("how", "kind"), [("peaceful", "AGREE"), ("costly", "REJECT")])
def test_who_insists_that_his_plans_are_peaceful_promises_peace(how, kind):
    rows = f"""Peru Peru PROPN 2 nsubj
               insists insist VERB 0 root
               plans plan NOUN 5 nsubj
               are be AUX 5 cop
               {how} {how} ADJ 2 ccomp"""
    known = index_of(document(rows))
    assert type_among(known, 1, "REJECT", read_typed(Knowledge())) == kind
    assert type_among(known, 1, "ACCUSE", read_typed(Knowledge())) == "ACCUSE"


CLAUSE = """Peru Peru PROPN 0 root
            which which PRON 3 nsubj
            {0} want VERB/{1} 1 acl:relcl"""
SEEKING = """Peru Peru PROPN 0 root
             which which PRON 4 nsubj
             is be AUX 4 aux
             seek seek VERB/VBP 1 acl:relcl"""


@pytest.mark.parametrize(
    ("rows", "lasting"),
    [
        (CLAUSE.format("wants", "VBZ"), True),
        (CLAUSE.format("want", "VBP"), True),
        (CLAUSE.format("wanted", "VBD"), False),
        (CLAUSE.format("wants", "VBZ").replace("acl:relcl", "conj"), False),
        (SEEKING, False),
    ],
)
def test_a_relative_clause_in_the_present_tells_what_somebody_is_like(rows, lasting):
    known = index_of(document(rows))
    assert is_lasting(known, len(known.lemmas) - 1) is lasting


GOING_ON = """Peru Peru PROPN 3 nsubj
              {0} {0} AUX 3 aux
              continue continue VERB 0 root
              to to PART 5 mark
              {1} {1} VERB 3 xcomp"""


@pytest.mark.parametrize(
    ("helper", "likely", "kind"),
    [("will", "SUPPORT", "AGREE"), ("did", "SUPPORT", "SUPPORT"), ("will", "ASSAULT", "ASSAULT")],
)
def test_who_will_go_on_helping_promises_it(helper, likely, kind):
    known = index_of(document(GOING_ON.format(helper, "support")))
    assert type_among(known, 4, likely, read_typed(Knowledge())) == kind


@pytest.mark.parametrize(("how", "kind"), [("coup", "ASSAULT"), ("vote", "SANCTION")])
def test_who_is_ousted_by_force_is_attacked(how, kind):
    rows = f"""ousted oust VERB 0 root
               in in ADP 3 case
               {how} {how} NOUN 1 obl"""
    known = index_of(document(rows))
    assert type_among(known, 0, "SANCTION", read_typed(Knowledge())) == kind


@pytest.mark.parametrize(("deed", "kind"), [("close", "COERCE"), ("pay", "SANCTION"), ("go", None)])
def test_what_is_ordered_tells_the_type_of_an_order(deed, kind):
    rows = f"""ordered order VERB 0 root
               ports port NOUN 1 obj
               to to PART 4 mark
               {deed} {deed} VERB 1 xcomp"""
    assert type_of(index_of(document(rows)), 0, read_typed(Knowledge())) == kind


NO_FORCE = """They they PRON 4 nsubj
              {0} {0} AUX 4 aux
              not not PART 4 advmod
              {1} {1} VERB 0 root
              {2}"""


@pytest.mark.parametrize(
    ("aux", "verb", "rest", "kind"),
    [
        ("will", "use", "force force NOUN 4 obj", "AGREE"),
        ("will", "use", "forces force NOUN 4 obj", "REJECT"),
        ("will", "use", "roads road NOUN 4 obj", "REJECT"),
        ("did", "use", "force force NOUN 4 obj", "REJECT"),
        ("will", "accept", "violence violence NOUN 4 obj", "REJECT"),
        ("would", "take", "military military ADJ 6 amod\naction action NOUN 4 obj", "AGREE"),
        ("would", "take", "by by ADP 6 case\nforce force NOUN 4 obl", "AGREE"),
    ],
)
def test_who_will_use_no_force_promises_peace(aux, verb, rest, kind):
    known = index_of(document(NO_FORCE.format(aux, verb, rest)))
    typed = read_typed(Knowledge())
    assert type_among(known, 3, "REJECT", typed) == kind
    assert type_among(known, 3, "SUPPORT", typed) == "SUPPORT"


def test_who_will_use_force_promises_none():
    rows = NO_FORCE.format("will", "use", "force force NOUN 4 obj").replace("not not", "now now")
    assert type_among(index_of(document(rows)), 3, "ASSAULT", read_typed(Knowledge())) == "ASSAULT"
