"""Time expressions: the examples of the rule file, chains, tense, days."""

import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.data import Document, Report, Sentence, Token
from dateline.errors import KnowledgeError
from dateline.knowledge import ROOT, Knowledge
from dateline.when.finding import find_times
from dateline.when.rules import read_rules

RULES = read_rules(Knowledge())
RAW = Knowledge().toml("en/times.toml")["rule"]


def document(text: str, published: str = "2024-03-05") -> Document:
    report = Report("r", text, dt.date.fromisoformat(published))
    return Document(report, sentences=(Sentence(0, len(text), 0, 0),))


def found(text: str, published: str = "2024-03-05"):
    return list(find_times(document(text, published), RULES))


def cases(kind):
    found = []
    for rule in RAW:
        published = str(rule.get("published", "2024-03-05"))
        entries = rule.get(kind, {})
        for text in entries:
            value = entries[text] if isinstance(entries, dict) else None
            name = f"{rule['id']}: {text}"
            found.append(pytest.param(rule["id"], text, value, published, id=name))
    return found


@pytest.mark.parametrize(("rule", "text", "value", "published"), cases("examples"))
def test_rule_example_is_read(rule, text, value, published):
    mentions = found(text, published)
    assert [(m.text, m.value) for m, _ in mentions] == [(text, value)]


@pytest.mark.parametrize(("rule", "text", "value", "published"), cases("in_text"))
def test_rule_example_in_a_sentence_is_read(rule, text, value, published):
    assert (rule, value) in [(r.id, m.value) for m, r in found(text, published)]


@pytest.mark.parametrize(("rule", "text", "value", "published"), cases("counterexamples"))
def test_rule_counterexample_is_left(rule, text, value, published):
    assert rule not in [r.id for _, r in found(text, published)]


@pytest.mark.parametrize("rule", RAW, ids=[r["id"] for r in RAW])
def test_rule_has_an_example(rule):
    assert rule.get("examples") or rule.get("in_text")


@pytest.mark.parametrize(
    ("text", "published", "first", "last", "granularity"),
    [
        ("on Monday", "2025-07-12", "2025-07-07", "2025-07-07", "day"),
        ("late last month", "2025-07-12", "2025-06-21", "2025-06-30", "range"),
        ("early May", "2025-07-12", "2025-05-01", "2025-05-10", "range"),
        ("in mid-June", "2025-07-12", "2025-06-11", "2025-06-20", "range"),
        ("last week", "2025-07-12", "2025-06-30", "2025-07-06", "week"),
        ("this week", "2025-07-12", "2025-07-07", "2025-07-13", "week"),
        ("earlier this week", "2025-07-12", "2025-07-07", "2025-07-12", "range"),
        ("later this month", "2025-07-12", "2025-07-12", "2025-07-31", "range"),
        ("the 1974 agreement", "2025-07-12", "1974-01-01", "1974-12-31", "year"),
        ("early 2024", "2025-07-12", "2024-01-01", "2024-03-31", "range"),
        ("the past three years", "2025-07-12", "2022-07-12", "2025-07-12", "range"),
        ("the 1980s", "2025-07-12", "1980-01-01", "1989-12-31", "decade"),
        ("the third quarter", "2025-07-12", "2025-07-01", "2025-09-30", "quarter"),
        ("last summer", "2025-07-12", "2024-06-01", "2024-08-31", "season"),
        ("in June 22-24 talks", "2025-07-12", "2025-06-22", "2025-06-24", "range"),
        ("they will meet in six weeks", "2025-07-12", "2025-08-20", "2025-08-26", "week"),
    ],
)
def test_mention_has_its_days(text, published, first, last, granularity):
    mention = found(text, published)[0][0]
    assert (str(mention.first), str(mention.last), mention.granularity) == (
        first,
        last,
        granularity,
    )


@pytest.mark.parametrize(
    "text",
    ["recently", "soon", "for two weeks", "every day", "several years ago", "in recent years"],
)
def test_mention_without_days_has_none(text):
    mention = found(text)[0][0]
    assert (mention.first, mention.last, mention.granularity) == (None, None, None)


def token(start: int, text: str, xpos: str, upos: str, head: int, deprel: str, lemma: str) -> Token:
    return Token(start, start + len(text), text, lemma, upos, xpos, head, deprel)


@pytest.mark.parametrize(
    ("verb", "xpos", "aux", "value"),
    [
        ("met", "VBD", None, "2024-03-01"),
        ("meet", "VB", "will", "2024-03-08"),
        ("meet", "VB", "would", "2024-03-08"),
        ("met", "VBN", "have", "2024-03-01"),
    ],
)
def test_weekday_follows_the_tense_of_its_verb(verb, xpos, aux, value):
    words = ["They", *([aux] if aux else []), verb, "Friday"]
    text = " ".join(words)
    at = len(words) - 2
    starts = [sum(len(w) + 1 for w in words[:i]) for i in range(len(words))]
    tokens = [token(0, "They", "PRP", "PRON", at, "nsubj", "they")]
    if aux:
        tag = "VBP" if aux == "have" else "MD"
        tokens.append(token(starts[1], aux, tag, "AUX", at, "aux", aux))
    tokens.append(token(starts[at], verb, xpos, "VERB", at, "root", "meet"))
    tokens.append(token(starts[-1], "Friday", "NNP", "PROPN", at, "obl:unmarked", "Friday"))
    doc = Document(
        Report("r", text, dt.date(2024, 3, 5)),
        tuple(tokens),
        (Sentence(0, len(text), 0, len(words)),),
    )
    assert [m.value for m, _ in find_times(doc, RULES)] == [value]


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        # what was put off lies ahead, up to the day that "until" names
        (
            """They they PRP PRON 1 nsubj
            postponed postpone VBD VERB 1 root
            talks talk NNS NOUN 1 obj
            until until IN ADP 4 case
            Friday Friday NNP PROPN 1 obl""",
            "2024-03-08",
        ),
        (
            """They they PRP PRON 1 nsubj
            waited wait VBD VERB 1 root
            until until IN ADP 3 case
            Friday Friday NNP PROPN 1 obl""",
            "2024-03-01",
        ),
        # "as soon as" a day: whatever the verb
        (
            """They they PRP PRON 2 nsubj
            could could MD AUX 2 aux
            come come VB VERB 2 root
            as as RB ADV 6 case
            soon soon RB ADV 3 fixed
            as as IN ADP 3 fixed
            Friday Friday NNP PROPN 2 obl""",
            "2024-03-08",
        ),
        # what is set for a day, without an auxiliary; but not what had been
        (
            """Talks talk NNS NOUN 5 nsubj
            set set VBN VERB 0 acl
            for for IN ADP 3 case
            Friday Friday NNP PROPN 1 obl
            were be VBD AUX 5 cop
            vital vital JJ ADJ 5 root""",
            "2024-03-08",
        ),
        (
            """Talks talk NNS NOUN 3 nsubj
            had have VBD AUX 3 aux
            been be VBN AUX 3 aux:pass
            set set VBN VERB 3 root
            for for IN ADP 5 case
            Monday Monday NNP PROPN 3 obl""",
            "2024-03-04",
        ),
        # what is "to be held" then
        (
            """They they PRP PRON 1 nsubj
            met meet VBD VERB 1 root
            before before IN ADP 3 case
            talks talk NNS NOUN 1 obl
            to to TO PART 6 mark
            be be VB AUX 6 aux:pass
            held hold VBN VERB 3 acl
            on on IN ADP 8 case
            Friday Friday NNP PROPN 6 obl""",
            "2024-03-08",
        ),
        # "had been due to" may be over, "set" alone sets nothing
        (
            """It it PRP PRON 3 nsubj
            had have VBD AUX 3 aux
            been be VBN AUX 3 cop
            due due JJ ADJ 3 root
            to to TO PART 5 mark
            end end VB VERB 3 xcomp
            Monday Monday NNP PROPN 5 obl:unmarked""",
            "2024-03-04",
        ),
        (
            """Prices price NNS NOUN 5 nsubj
            set set VBN VERB 0 acl
            on on IN ADP 3 case
            Friday Friday NNP PROPN 1 obl
            were be VBD AUX 5 cop
            high high JJ ADJ 5 root""",
            "2024-03-01",
        ),
        # what was to be done on a day may still lie ahead; so may what is "due to" be done, where
        # the tree has "due" below the verb
        (
            """They they PRP PRON 3 nsubj
            were be VBD AUX 3 aux
            to to TO PART 3 mark
            meet meet VB VERB 3 root
            Friday Friday NNP PROPN 3 obl:unmarked""",
            "2024-03-08",
        ),
        (
            """They they PRP PRON 3 nsubj
            were be VBD AUX 3 aux
            to to TO PART 3 mark
            meet meet VB VERB 3 root
            Monday Monday NNP PROPN 3 obl:unmarked""",
            "2024-03-04",
        ),
        (
            """She she PRP PRON 4 nsubj
            was be VBD AUX 4 cop
            due due JJ ADJ 4 advmod
            to to TO PART 4 mark
            arrive arrive VB VERB 4 root
            Monday Monday NNP PROPN 4 obl:unmarked""",
            "2024-03-11",
        ),
        # ahead of what is to come, for a day, and told to do something on a day
        (
            """She she PRP PRON 1 nsubj
            spoke speak VBD VERB 1 root
            ahead ahead RB ADV 5 case
            of of IN ADP 5 case
            the the DT DET 5 det
            vote vote NN NOUN 1 obl
            Monday Monday NNP PROPN 5 nmod:unmarked""",
            "2024-03-11",
        ),
        (
            """They they PRP PRON 1 nsubj
            called call VBD VERB 1 root
            a a DT DET 3 det
            strike strike NN NOUN 1 obj
            for for IN ADP 5 case
            Friday Friday NNP PROPN 1 obl""",
            "2024-03-08",
        ),
        (
            """They they PRP PRON 1 nsubj
            told tell VBD VERB 1 root
            her she PRP PRON 1 obj
            to to TO PART 4 mark
            appear appear VB VERB 1 xcomp
            on on IN ADP 6 case
            Friday Friday NNP PROPN 4 obl""",
            "2024-03-08",
        ),
        # who planned on a day did so before; who planned a rally on a day did not
        (
            """On on IN ADP 1 case
            Friday Friday NNP PROPN 3 obl
            they they PRP PRON 3 nsubj
            planned plan VBD VERB 3 root
            it it PRP PRON 3 obj""",
            "2024-03-01",
        ),
        (
            """They they PRP PRON 1 nsubj
            planned plan VBD VERB 1 root
            rallies rally NNS NOUN 1 obj
            on on IN ADP 4 case
            Friday Friday NNP PROPN 1 obl""",
            "2024-03-08",
        ),
        # what a planned summit, or an agreement to do something, has ahead
        (
            """They they PRP PRON 1 nsubj
            discussed discuss VBD VERB 1 root
            the the DT DET 4 det
            planned planned JJ ADJ 4 amod
            summit summit NN NOUN 1 obj
            on on IN ADP 6 case
            Friday Friday NNP PROPN 4 nmod""",
            "2024-03-08",
        ),
        (
            """They they PRP PRON 1 nsubj
            announced announce VBD VERB 1 root
            an a DT DET 3 det
            agreement agreement NN NOUN 1 obj
            to to TO PART 5 mark
            meet meet VB VERB 3 acl
            Friday Friday NNP PROPN 5 obl:unmarked""",
            "2024-03-08",
        ),
        # an attack has its day behind it, an election has not
        (
            """They they PRP PRON 2 nsubj
            will will MD AUX 2 aux
            answer answer VB VERB 2 root
            Friday Friday NNP PROPN 4 nmod:poss
            's 's POS PART 3 case
            attack attack NN NOUN 2 obj""",
            "2024-03-01",
        ),
        (
            """They they PRP PRON 2 nsubj
            will will MD AUX 2 aux
            boycott boycott VB VERB 2 root
            Friday Friday NNP PROPN 4 nmod:poss
            's 's POS PART 3 case
            election election NN NOUN 2 obj""",
            "2024-03-08",
        ),
        # who is travelling on a day, or is to arrive then, has it ahead; "was" has it behind
        (
            """He he PRP PRON 2 nsubj
            is be VBZ AUX 2 aux
            travelling travel VBG VERB 2 root
            on on IN ADP 4 case
            Friday Friday NNP PROPN 2 obl""",
            "2024-03-08",
        ),
        (
            """He he PRP PRON 2 nsubj
            was be VBD AUX 2 aux
            travelling travel VBG VERB 2 root
            on on IN ADP 4 case
            Friday Friday NNP PROPN 2 obl""",
            "2024-03-01",
        ),
        (
            """He he PRP PRON 3 nsubj
            is be VBZ AUX 3 aux
            to to TO PART 3 mark
            arrive arrive VB VERB 3 root
            Friday Friday NNP PROPN 3 obl:unmarked""",
            "2024-03-08",
        ),
        # what had been expected: whichever is nearer
        (
            """It it PRP PRON 3 nsubj:pass
            had have VBD AUX 3 aux
            been be VBN AUX 3 aux:pass
            expected expect VBN VERB 3 root
            Wednesday Wednesday NNP PROPN 3 obl:unmarked""",
            "2024-03-06",
        ),
        # a day before its noun, and what is planned for it
        (
            """They they PRP PRON 2 nsubj
            will will MD AUX 2 aux
            answer answer VB VERB 2 root
            the the DT DET 5 det
            Friday Friday NNP PROPN 5 compound
            attack attack NN NOUN 2 obj""",
            "2024-03-01",
        ),
        (
            """They they PRP PRON 1 nsubj
            banned ban VBD VERB 1 root
            a a DT DET 4 det
            Friday Friday NNP PROPN 4 compound
            rally rally NN NOUN 1 obj
            planned plan VBN VERB 4 acl
            there there RB ADV 5 advmod""",
            "2024-03-08",
        ),
        # where it was moved to
        (
            """They they PRP PRON 1 nsubj
            adjourned adjourn VBD VERB 1 root
            it it PRP PRON 1 obj
            to to IN ADP 4 case
            Friday Friday NNP PROPN 1 obl""",
            "2024-03-08",
        ),
        (
            """It it PRP PRON 2 nsubj:pass
            was be VBD AUX 2 aux:pass
            put put VBN VERB 2 root
            off off RP ADP 2 compound:prt
            until until IN ADP 5 case
            Friday Friday NNP PROPN 2 obl""",
            "2024-03-08",
        ),
        # a month behind "since" is over, whatever the verb
        (
            """It it PRP PRON 1 nsubj
            shows show VBZ VERB 1 root
            a a DT DET 3 det
            rise rise NN NOUN 1 obj
            since since IN ADP 6 case
            the the DT DET 6 det
            attack attack NN NOUN 3 nmod
            in in IN ADP 8 case
            June June NNP PROPN 6 nmod""",
            "2023-06",
        ),
        # a passive of the present looks no further back than one of the past
        (
            """Nobody nobody NN PRON 2 nsubj:pass
            is be VBZ AUX 2 aux:pass
            heard hear VBN VERB 2 root
            in in IN ADP 4 case
            May May NNP PROPN 2 obl""",
            "2024-05",
        ),
        (
            """Nobody nobody NN PRON 2 nsubj:pass
            was be VBD AUX 2 aux:pass
            heard hear VBN VERB 2 root
            in in IN ADP 4 case
            May May NNP PROPN 2 obl""",
            "2023-05",
        ),
        # the clock's day too
        (
            """They they PRP PRON 2 nsubj
            will will MD AUX 2 aux
            meet meet VB VERB 2 root
            at at IN ADP 4 case
            9 9 CD NUM 2 obl
            a.m. a.m. NN NOUN 4 nmod
            Friday Friday NNP PROPN 4 nmod""",
            "2024-03-08T09:00",
        ),
    ],
)
def test_day_lies_where_its_verb_puts_it(rows, value):
    tokens: list[Token] = []
    for row in rows.splitlines():
        word, lemma, xpos, upos, head, deprel = row.split()
        start = tokens[-1].end + 1 if tokens else 0
        tokens.append(token(start, word, xpos, upos, int(head), deprel, lemma))
    text = " ".join(t.text for t in tokens).replace(" 's", "'s ")
    doc = Document(
        Report("r", text, dt.date(2024, 3, 5)),
        tuple(tokens),
        (Sentence(0, len(text), 0, len(tokens)),),
    )
    assert [m.value for m, _ in find_times(doc, RULES)] == [value]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("He came on Friday. Two days later he left.", "2024-03-03"),
        ("He left on Friday. Three days earlier he had come.", "2024-02-27"),
        ("War broke out in 1983. Three years later it was over.", "1986-01-01"),
    ],
)
def test_a_chain_is_a_duration_that_ends_on_its_day(text, days):
    mention = found(text)[1][0]
    assert (mention.type, str(mention.first)) == ("DURATION", days)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They will meet from Wednesday to Tuesday.", ["2024-03-06", "2024-03-12"]),
        ("They will meet on Thursday or Friday.", ["2024-03-07", "2024-03-08"]),
        ("They met from Monday to Tuesday.", ["2024-03-04", "2024-03-05"]),
        ("They met from Friday to Monday.", ["2024-03-01", "2024-03-04"]),
    ],
)
def test_the_second_of_two_days_lies_where_the_first_does(text, values):
    assert [m.value for m, _ in found(text)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It will run from May 1 to June 3, 2030.", ["2030-05-01", "2030-06-03"]),
        ("It ran from May 1 to June 3.", ["2023-05-01", "2023-06-03"]),
        ("It left Oslo on May 1. June 3, 2030 is the day.", ["2023-05-01", "2030-06-03"]),
        ("In 1976, they asked Oslo in September for a loan.", ["1976", "1976-09"]),
        ("Last year, Oslo fell after the February killing.", ["2023", "2023-02"]),
        ("They came in 1976 and asked in September.", ["1976", "2023-09"]),
        ("In 1976, they came. Oslo paid in September.", ["1976", "2023-09"]),
        ("In 1976, they came and left in May 1980.", ["1976", "1980-05"]),
        ("They came, and in 1976, Oslo paid in September.", ["1976", "2023-09"]),
        ("The 1976 war hit Oslo, which paid in September.", ["1976", "2023-09"]),
        ("On Monday, Oslo said it had paid in September.", ["2024-03-04", "2023-09"]),
    ],
)
def test_a_day_takes_the_year_that_it_is_joined_to_or_that_opens_its_sentence(text, values):
    bounds = [0, *(match.end() for match in re.finditer(r"\. ", text)), len(text)]
    sentences = tuple(Sentence(start, end, 0, 0) for start, end in pairwise(bounds))
    doc = replace(document(text), sentences=sentences)
    assert [m.value for m, _ in find_times(doc, RULES)] == values


def test_a_time_before_the_calendar_has_no_days():
    assert [(m.value, m.first) for m, _ in found("It lived 65 million years ago.")] == [
        ("PAST_REF", None)
    ]


def test_offsets_give_back_the_text():
    text = "In early May 2023, and again late last week, they met.\n\nTwo days later it ended."
    for mention, _ in found(text):
        assert text[mention.start : mention.end] == mention.text


WORDS = [
    "the", "a", "last", "next", "this", "past", "two", "99999999999999999999", "9999", "0", "31",
    "February", "May", "Friday", "years", "months", "weeks", "days", "ago", "later", "earlier",
    "early", "mid", "late", "end", "of", "1", "2000", "1000", "quarter", "third", "half", "century",
    "decades", "'", "s", ",", ".", "-", "\n", "Easter", "Ramadan", "p.m.", "12:99", "25", "hundred",
    "thousand", "and", "each", "every", "summer", "weekend", "night", "morning", "30/02/1999",
    "2013-02-30", "since", "until", "before", "after", "day", "nineteen", "ninety",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.dates())
def test_no_words_on_no_day_fail(words, published):
    text = " ".join(words)
    for mention, _ in found(text, published.isoformat()):
        assert text[mention.start : mention.end] == mention.text
        assert (mention.first is None) == (mention.last is None)
        if mention.first is not None and mention.last is not None:
            assert mention.first <= mention.last


def test_a_slot_whose_expression_cannot_be_read_stops_the_load(tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "times.toml").write_text("[slots.shift]\nregex = '(early|late'\n")
    with pytest.raises(KnowledgeError, match="slot 'shift': missing"):
        read_rules(Knowledge((ROOT, tmp_path)))
