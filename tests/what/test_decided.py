"""Statuses that words settle alone."""

import datetime as dt
from dataclasses import replace

import pytest
from build import at, document

from dateline.data import TimeMention
from dateline.knowledge import Knowledge
from dateline.saying.cues import read_cues
from dateline.what.decided import decided
from dateline.what.status_words import read_signs

FRIDAY = dt.date(2024, 3, 1)
CUES, SIGNS = read_cues(Knowledge()), read_signs(Knowledge())


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ("Paris Paris PROPN 3 nsubj\nis be AUX 3 aux\nconsidering consider VERB 0 root\n"
         "sanctions sanction NOUN 3 obj", "possible"),
        ("Paris Paris PROPN 4 nsubj\nis be AUX 4 aux\nnot not PART 4 advmod\n"
         "considering consider VERB 0 root\nsanctions sanction NOUN 4 obj", None),
        ("It it PRON 3 nsubj:pass\nwas be AUX 3 aux:pass\nconsidered consider VERB 0 root\n"
         "lost lose VERB 3 xcomp\nsanctions sanction NOUN 4 obj", None),
        ("Paris Paris PROPN 2 nsubj\nimposed impose VERB 0 root\nsanctions sanction NOUN 2 obj",
         None),
        ("Paris Paris PROPN 2 nsubj\nfears fear VERB 0 root\nupcoming upcoming ADJ 4 amod\n"
         "sanctions sanction NOUN 2 obj", "planned"),
        ("Paris Paris PROPN 2 nsubj\nfears fear VERB 0 root\nheavy heavy ADJ 4 amod\n"
         "sanctions sanction NOUN 2 obj", None),
        ("Paris Paris PROPN 4 nsubj\nwould would AUX 4 aux\nhave have AUX 4 aux\n"
         "lost lose VERB 0 root", "negated"),
        ("Paris Paris PROPN 5 nsubj\nwould would AUX 5 aux\nnever never ADV 5 advmod\n"
         "have have AUX 5 aux\nlost lose VERB 0 root", None),
        ("Paris Paris PROPN 2 nsubj\npostponed postpone VERB 0 root\nthe the DET 4 det\n"
         "sanctions sanction NOUN 2 obj", "negated"),
        ("The the DET 2 det\nsanctions sanction NOUN 4 nsubj:pass\nwere be AUX 4 aux:pass\n"
         "called call VERB 0 root\noff off ADP 4 compound:prt", "negated"),
        ("Neither neither DET 2 det\nside side NOUN 3 nsubj\nlost lose VERB 0 root", "negated"),
        ("We we PRON 3 nsubj\nneither neither CCONJ 3 advmod\nlost lose VERB 0 root", None),
        ("Paris Paris PROPN 2 nsubj\nrejected reject VERB 0 root\nfindings finding NOUN 2 obj\n"
         "that that SCONJ 6 mark\nit it PRON 6 nsubj\nlost lose VERB 3 acl", "negated"),
        ("Paris Paris PROPN 2 nsubj\ndismissed dismiss VERB 0 root\n"
         "reports report NOUN 2 obj\nsanctions sanction NOUN 5 nsubj\nended end VERB 3 acl",
         "negated"),
        ("Paris Paris PROPN 2 nsubj\nwelcomed welcome VERB 0 root\n"
         "reports report NOUN 2 obj\nof of ADP 5 case\nsanctions sanction NOUN 3 nmod", None),
        ("Paris Paris PROPN 2 nsubj\ndenied deny VERB 0 root\n"
         "reports report NOUN 2 obj\nof of ADP 5 case\nsanctions sanction NOUN 3 nmod",
         "negated"),
        ("Paris Paris PROPN 4 nsubj\ndid do AUX 4 aux\nnot not PART 4 advmod\n"
         "confirm confirm VERB 0 root\nit it PRON 6 nsubj\nlost lose VERB 4 ccomp", "possible"),
        ("Paris Paris PROPN 4 nsubj\ndid do AUX 4 aux\nnot not PART 4 advmod\n"
         "deny deny VERB 0 root\nreports report NOUN 4 obj\nit it PRON 7 nsubj\n"
         "lost lose VERB 5 acl", "possible"),
        ("Paris Paris PROPN 2 nsubj\nthwarted thwart VERB 0 root\n"
         "sanctions sanction NOUN 2 obj", "negated"),
        ("Paris Paris PROPN 2 nsubj\nfears fear VERB 0 root\nfoiled foiled ADJ 4 amod\n"
         "sanctions sanction NOUN 2 obj", "negated"),
        ("Paris Paris PROPN 2 nsubj\nleaves leave VERB 0 root\nif if SCONJ 5 mark\n"
         "Oslo Oslo PROPN 5 nsubj\nlost lose VERB/VBD 2 advcl", "possible"),
        ("Paris Paris PROPN 2 nsubj\nleft leave VERB 0 root\nafter after SCONJ 5 mark\n"
         "Oslo Oslo PROPN 5 nsubj\nlost lose VERB/VBD 2 advcl", None),
        ("He he PRON 3 nsubj:pass\nis be AUX 3 aux:pass\nbelieved believe VERB 0 root\n"
         "to to PART 6 mark\nhave have AUX 6 aux\nlost lose VERB 3 xcomp", "possible"),
        ("He he PRON 3 nsubj:pass\nis be AUX 3 aux:pass\nsaid say VERB 0 root\n"
         "to to PART 6 mark\nhave have AUX 6 aux\nlost lose VERB 3 xcomp", None),
        ("Paris Paris PROPN 2 nsubj\nannounced announce VERB 0 root\nit it PRON 5 nsubj\n"
         "was be AUX 5 aux\nlosing lose VERB 2 ccomp", "planned"),
    ],
)  # fmt: skip
def test_a_word_that_decides_alone_gives_the_status(rows, status):
    doc = document(rows)
    word = next(i for i, t in enumerate(doc.tokens) if t.text in ("lost", "losing", "sanctions"))
    assert decided(doc, CUES, SIGNS, word, "SANCTION") == status


UNTIL = """He he PRON 3 nsubj
    {} 3 advmod
    lost lose VERB 0 root
    until until ADP 5 case
    Friday Friday PROPN 3 obl"""


@pytest.mark.parametrize(
    ("rows", "event_type", "status"),
    [
        ("Oslo Oslo PROPN 4 nsubj\nhas have AUX 4 aux\nnever never ADV 4 advmod\n"
         "lost lose VERB 0 root", "ASSAULT", "negated"),
        ("Oslo Oslo PROPN 4 nsubj\ndid do AUX 4 aux\nnot not PART 4 advmod\n"
         "lost lose VERB 0 root", "CONSULT", "negated"),
        ("Oslo Oslo PROPN 4 nsubj\ndid do AUX 4 aux\nnot not PART 4 advmod\n"
         "lost lose VERB 0 root", "REJECT", None),  # what is not done rejects
        ("Oslo Oslo PROPN 4 nsubj\nnot not PART 4 advmod\nonly only ADV 4 advmod\n"
         "lost lose VERB 0 root", "ASSAULT", None),
        ("Oslo Oslo PROPN 5 nsubj\nwould would AUX 5 aux\nnever never ADV 5 advmod\n"
         "have have AUX 5 aux\nlost lose VERB 0 root", "ASSAULT", None),  # so it was done
        ("Failure failure NOUN 0 root\nof of ADP 3 case\nparties party NOUN 1 nmod\n"
         "to to PART 5 mark\nlost lose VERB 1 acl", "AGREE", "negated"),
        ("They they PRON 2 nsubj\nfailed fail VERB 0 root\nto to PART 4 mark\n"
         "lost lose VERB 2 xcomp", "CONSULT", "negated"),
        ("They they PRON 2 nsubj\nfailed fail VERB 0 root\nto to PART 4 mark\n"
         "lost lose VERB 2 xcomp", "REJECT", None),
        ("They they PRON 3 nsubj\nnever never ADV 3 advmod\nfail fail VERB 0 root\n"
         "to to PART 5 mark\nlost lose VERB 3 xcomp", "CONSULT", None),
        ("Oslo Oslo PROPN 2 nsubj\nlost lose VERB 0 root\nno no DET 4 det\n"
         "missile missile NOUN 2 obj", "ASSAULT", "negated"),
        ("Oslo Oslo PROPN 2 nsubj\nlost lose VERB 0 root\nno no DET 4 det\n"
         "missile missile NOUN 2 obj", "REQUEST", None),
        (UNTIL.format("not not PART"), "CONSULT", "happened"),
        (UNTIL.format("then then ADV"), "CONSULT", None),
    ],
)  # fmt: skip
def test_a_deed_that_is_denied_itself_is_negated(rows, event_type, status):
    doc = document(rows)
    days = [
        TimeMention(*at(doc, "Friday"), "Friday", "DATE", "2024-03-01", FRIDAY, FRIDAY, "day")
        for _ in range("Friday" in rows)
    ]
    doc = replace(doc, times=tuple(days))
    word = next(i for i, t in enumerate(doc.tokens) if t.text == "lost")
    assert decided(doc, CUES, SIGNS, word, event_type) == status


@pytest.mark.parametrize(
    ("rows", "denied"),
    [
        ("Oslo Oslo PROPN 4 nsubj\ndid do AUX 4 aux\nnot not PART 4 advmod\n"
         "{0} VERB 0 root", True),
        ("Oslo Oslo PROPN 3 nsubj\nnever never ADV 3 advmod\n{0} VERB 0 root", True),
        ("Oslo Oslo PROPN 2 nsubj\n{0} VERB 0 root", False),
        ("Oslo Oslo PROPN 4 nsubj\ndid do AUX 4 aux\nnot not PART 4 advmod\n"
         "wait wait VERB 0 root\nand and CCONJ 6 cc\n{0} VERB 4 conj", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("verb", "refuses"),
    [("rejected reject", True), ("vetoed veto", True), ("attended attend", False),
     ("signed sign", False)],
)  # fmt: skip
def test_only_a_verb_that_refuses_by_itself_is_denied_by_not(rows, denied, verb, refuses):
    doc = document(rows.format(verb))
    word = next(i for i, t in enumerate(doc.tokens) if t.text == verb.split()[0])
    negated = decided(doc, CUES, SIGNS, word, "REJECT") == "negated"
    assert negated is (denied and refuses)


@pytest.mark.parametrize(("particle", "refuses"), [("down", True), ("up", False)])
def test_a_verb_may_refuse_with_its_particle(particle, refuses):
    doc = document(f"""Oslo Oslo PROPN 4 nsubj
        did do AUX 4 aux
        not not PART 4 advmod
        turn turn VERB 0 root
        {particle} {particle} ADP 4 compound:prt""")
    assert (decided(doc, CUES, SIGNS, 3, "REJECT") == "negated") is refuses


COLLAPSED = """The the DET 2 det
    talks talk NOUN {2} nsubj
    {0}{1} VERB 0 root"""


@pytest.mark.parametrize(
    ("before", "verb", "event_type", "status"),
    [
        ("", "collapsed collapse", "AGREE", "negated"),
        ("may may AUX 4 aux\n", "collapse collapse", "AGREE", None),
        ("never never ADV 4 advmod\n", "stalled stall", "AGREE", None),
        ("", "ended end", "AGREE", None),
        ("", "collapsed collapse", "CONSULT", None),
    ],
    ids=["no agreement", "not yet", "denied", "may have led to one", "the talks themselves"],
)
def test_talks_that_collapsed_are_no_agreement(before, verb, event_type, status):
    doc = document(COLLAPSED.format(before, verb, 4 if before else 3))
    assert decided(doc, CUES, SIGNS, len(doc.tokens) - 1, event_type) == status


SHORT_OF = """Oslo Oslo PROPN {1} nsubj
    {0}
    short short ADV {1} advmod
    {2} {2} ADP {3} mark
    accusing accuse VERB {1} advcl"""


@pytest.mark.parametrize(
    ("verb", "preposition", "status"),
    [
        ("stopped stop VERB 0 root", "of", "negated"),
        ("sold sell VERB 0 root", "of", None),
        ("stopped stop VERB 0 root", "after", None),
        ("never never ADV 3 advmod\nstopped stop VERB 0 root", "of", None),
    ],
)
def test_what_somebody_stopped_short_of_was_not_done(verb, preposition, status):
    n = verb.count("\n")
    doc = document(SHORT_OF.format(verb, 2 + n, preposition, 5 + n))
    assert decided(doc, CUES, SIGNS, 4 + n, "ACCUSE") == status


@pytest.mark.parametrize(
    ("rows", "event_type", "status"),
    [
        ("Oslo Oslo PROPN 2 nsubj\nguards guard VERB 0 root\nLima Lima PROPN 2 obj\n"
         "from from ADP 5 case\nattack attack NOUN 2 obl", "ASSAULT", "possible"),
        ("Oslo Oslo PROPN 2 nsubj\nguards guard VERB 0 root\nLima Lima PROPN 2 obj\n"
         "against against ADP 5 case\nattack attack NOUN 2 obl", "ACCUSE", None),
        ("Oslo Oslo PROPN 2 nsubj\nguards guard VERB 0 root\nLima Lima PROPN 2 obj\n"
         "after after ADP 5 case\nattack attack NOUN 2 obl", "ASSAULT", None),
        ("Oslo Oslo PROPN 2 nsubj\nguards guard VERB 0 root\nfrom from ADP 5 case\n"
         "the the DET 5 det\nattack attack NOUN 2 obl", "ASSAULT", None),
        ("Efforts effort NOUN 0 root\nto to PART 3 mark\nresume resume VERB/VB 1 acl\n"
         "attack attack NOUN 3 obj", "ASSAULT", "possible"),
        ("Efforts effort NOUN 0 root\nto to PART 3 mark\nstop stop VERB/VB 1 acl\n"
         "attack attack NOUN 3 obj", "ASSAULT", None),
        ("Troops troop NOUN 2 nsubj\nresumed resume VERB/VBD 0 root\n"
         "attack attack NOUN 2 obj", "ASSAULT", None),
        ("Oslo Oslo PROPN 2 nsubj\nfaces face VERB 0 root\nattack attack NOUN 2 obj",
         "SANCTION", "possible"),
        ("Oslo Oslo PROPN 3 nsubj\nhas have AUX 3 aux\nfaced face VERB 0 root\n"
         "attack attack NOUN 3 obj", "SANCTION", None),
        ("Oslo Oslo PROPN 2 nsubj\nfaces face VERB 0 root\nattack attack NOUN 2 obj",
         "ASSAULT", None),
        ("Oslo Oslo PROPN 2 nsubj\nexcluded exclude VERB 0 root\n"
         "chance chance NOUN 2 obj\nof of ADP 5 case\nattack attack NOUN 3 nmod",
         "ASSAULT", "negated"),
        ("Oslo Oslo PROPN 2 nsubj\nexcluded exclude VERB 0 root\n"
         "victims victim NOUN 2 obj\nof of ADP 5 case\nattack attack NOUN 3 nmod", "ASSAULT", None),
    ],
)  # fmt: skip
def test_what_may_come_is_possible_and_what_is_ruled_out_negated(rows, event_type, status):
    doc = document(rows)
    assert decided(doc, CUES, SIGNS, len(doc.tokens) - 1, event_type) == status
