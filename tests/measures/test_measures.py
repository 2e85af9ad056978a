"""Hand-worked cases: what each figure must be is told beside it."""

import dataclasses

import pytest
from build import document

from dateline.data import Entity
from dateline.evaluation.figures import pick
from dateline.evaluation.items import Item
from dateline.evaluation.measuring import measure_for, score
from dateline.measures import articles, attribution, coref

TEXT = "On Monday the envoy met rebels; talks resume next week, an aide said."


def item(gold, text=TEXT, **line):
    return Item("a", text, gold, "2024-03-05", None, line)


def span(word, text=TEXT, **fields):
    start = text.index(word)
    return {"start": start, "end": start + len(word), **fields}


MONDAY = span("Monday", type="DATE", value="2024-03-04")
NEXT_WEEK = span("next week", type="DATE", value="2024-W11")
ENVOY = span("the envoy", lat=1.0, lon=0.0, geonameid=7)
REBELS = span("rebels", lat=None, lon=None, geonameid=None)

CASES = [
    # task, gold, prediction, path of the figure, its value
    ("time", [MONDAY, NEXT_WEEK], [MONDAY], ("strict", "f1"), 200 / 3),
    ("time", [MONDAY], [{**MONDAY, "start": 0}], ("strict", "f1"), 0),
    ("time", [MONDAY], [{**MONDAY, "start": 0}], ("value", "f1"), 100),
    ("time", [MONDAY], [{**MONDAY, "type": "SET"}], ("type and value", "p"), 0),
    ("time", [MONDAY, NEXT_WEEK], None, ("relaxed", "r"), 0),
    ("names", [span("envoy", type="PER")], [span("envoy", type="ORG")], ("all", "f1"), 0),
    ("names", [span("envoy", type="PER")], [span("envoy", type="PER")], ("PER", "f1"), 100),
    ("place", [ENVOY, REBELS], [ENVOY], ("found and within 161 km", "r"), 100),
    ("place", [ENVOY, REBELS], [ENVOY], ("recognition exact", "r"), 50),
    ("place", [ENVOY], [{**ENVOY, "lat": 5.0}], ("found and within 161 km", "r"), 0),
    # a word with no value counts as the worst error: 3 + |-3|
    ("factuality", [span("met", value=3.0)], [span("met", value=1.0)],
     ("MAE (missing = worst error)",), 2),
    ("factuality", [span("met", value=-3.0)], [], ("MAE (missing = worst error)",), 6),
    ("factuality", [span("met", value=3.0), span("resume", value=-3.0)],
     [span("met", value=1.0), span("resume", value=-1.0)], ("pearson r",), 1),
    ("type", "CONSULT", "CONSULT", ("root", "accuracy"), 100),
    ("type", "YIELD", "RETREAT", ("root", "macro F1"), 100),
    ("type", "CONSULT", None, ("root", "micro F1"), 0),
    # two mutual events between the same countries are one, whichever way round
    ("event", [{"type": "CONSULT", "actors": ["SYR"], "recipients": ["ISR"]}],
     [{"type": "CONSULT", "actors": ["ISR"], "recipients": ["SYR"]}],
     ("type + countries, mutual types undirected", "f1"), 100),
    ("event", [{"type": "ASSAULT", "actors": ["SYR"], "recipients": ["ISR"]}],
     [{"type": "ASSAULT", "actors": ["ISR"], "recipients": ["SYR"]}],
     ("type + actor and recipient countries", "f1"), 0),
    ("event", [], [], ("items without any event", "left empty"), 100),
    # key {abc}{de}, answer {ab}{cde}: MUC keeps 2 of 3 links each way
    ("coref", [[[0, 1], [1, 2], [2, 3]], [[3, 4], [4, 5]]],
     [[[0, 1], [1, 2]], [[2, 3], [3, 4], [4, 5]]], ("MUC", "f1"), 200 / 3),
    # B³: (2/3 + 2/3 + 1/3 + 1 + 1) / 5
    ("coref", [[[0, 1], [1, 2], [2, 3]], [[3, 4], [4, 5]]],
     [[[0, 1], [1, 2]], [[2, 3], [3, 4], [4, 5]]], ("B3", "r"), 100 * (11 / 3) / 5),
    # CEAFe: 4/5 + 4/5 over two chains
    ("coref", [[[0, 1], [1, 2], [2, 3]], [[3, 4], [4, 5]]],
     [[[0, 1], [1, 2]], [[2, 3], [3, 4], [4, 5]]], ("CEAFe", "f1"), 80),
]  # fmt: skip


@pytest.mark.parametrize(("task", "gold", "pred", "path", "value"), CASES)
def test_measure_gives_the_figure_worked_by_hand(task, gold, pred, path, value):
    assert pick(score(task, [(item(gold), pred)]), path) == pytest.approx(value)


QUOTE = {
    "source": [[56, 63]],  # "an aide"
    "cue": [[64, 68]],  # "said"
    "content": [[32, 54]],  # "talks resume next week"
}


@pytest.mark.parametrize(
    ("change", "content", "pair"),
    [
        ({}, 100, 100),
        ({"content": [[32, 44]]}, 100, 100),  # two of four words: just enough
        ({"content": [[32, 37]]}, 0, 0),
        ({"source": [[59, 63]]}, 100, 100),  # half of the shorter source
        ({"source": [[24, 30]]}, 100, 0),
        ({"source": []}, 100, 0),
        ({"cue": []}, 100, 100),
    ],
)
def test_attribution_pairs_content_then_source(change, content, pair):
    figures = score("attribution", [(item([QUOTE]), [{**QUOTE, **change}])])
    assert pick(figures, ("content overlap>=0.5", "f1")) == pytest.approx(content)
    assert pick(figures, ("pair", "f1")) == pytest.approx(pair)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We left”", "direct"),
        ('"We left"', "direct"),
        ("They “left”", "mixed"),
        ("They left", "indirect"),
        ("“They\nleft", "mixed"),  # a quotation ends with its paragraph
    ],
)
def test_quote_kind_reads_the_quotation_marks(text, kind):
    assert attribution.quote_kind(text, [(0, len(text))]) == kind


def test_best_pairing_is_not_greedy():
    weights = {(0, 0): 10.0, (0, 1): 9.0, (1, 0): 9.0, (2, 1): 1.0}
    assert coref.best_pairing(weights) == 18.0


@pytest.mark.parametrize(
    ("task", "pred"),
    [
        ("time", [{"start": 5, "end": 999, "type": "DATE", "value": "x"}]),
        ("time", [{"start": 5, "end": 9}]),
        ("place", [{"start": 0, "end": 2, "lat": 91, "lon": 0}]),
        ("factuality", [{"start": 0, "end": 2, "value": 4}]),
        ("attribution", [{"source": [[4, 2]]}]),
        ("names", [{"start": True, "end": 2, "type": "PER"}]),
        ("type", ["AID"]),
        ("event", [{"actors": []}]),
        ("coref", [[[0, 1], [2, 3]], [[0, 1]]]),
        ("articles", [{"type": "AID"}]),
    ],
)
def test_check_refuses_what_cannot_be_scored(task, pred):
    with pytest.raises((ValueError, TypeError)):
        measure_for(task).check(pred, 20)


# --- articles -----------------------------------------------------------------------------------


def party(word, country, sectors=("GOV",)):
    return span(word, text=word, country=country, sectors=list(sectors))


def record(**change):
    plain = {
        "type": "CONSULT", "status": "happened", "modes": [], "trigger": [20, 23], "also": [],
        "actors": [party("x", "SYR")], "recipients": [party("y", "ISR")],
        "when": {"start": "2024-03-04", "end": "2024-03-04"}, "where": None,
        "sources": [], "counts": {}, "salience": 3,
    }  # fmt: skip
    return {**plain, **change}


SAID = {"start": 56, "end": 63, "text": "an aide", "kind": "anonymous"}


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, "right"),
        ({"type": "AGREE"}, "type AGREE"),
        ({"actors": [party("y", "ISR")], "recipients": [party("x", "SYR")]}, "right"),
        ({"recipients": []}, "dyad"),
        ({"status": "planned", "when": None}, "status when"),
        ({"sources": [SAID]}, "source"),
        ({"trigger": [60, 62]}, "right"),  # near, and same type and dyad
        ({"trigger": [60, 62], "recipients": []}, "missed"),
    ],
)
def test_judge_tells_what_is_wrong(change, verdict):
    assert articles.judge([record()], [record(**change)])[0].verdict == verdict


@pytest.mark.parametrize(
    ("gold", "pred", "same"),
    [
        (None, None, True),
        (("2024-03-01", "2024-03-31"), None, False),
        (("2024-03-01", "2024-03-10"), ("2024-03-01", "2024-03-05"), True),
        (("2024-03-01", "2024-03-10"), ("2024-03-01", "2024-03-04"), False),
        (("2024-03-01", "2024-03-02"), ("2024-03-03", "2024-03-04"), False),
    ],
)
def test_same_when_wants_half_of_the_days(gold, pred, same):
    g, p = ({"start": w[0], "end": w[1]} if w else None for w in (gold, pred))
    assert articles.same_when(g, p) is same


def test_claim_leakage_counts_claims_shown_as_fact():
    claims = [record(sources=[SAID]), record(status="planned", trigger=[32, 37])]
    ours = [record(), record(status="planned", trigger=[32, 37])]
    assert score("articles", [(item(claims), ours)])["claim leakage"] == 50


@pytest.mark.parametrize(
    ("gold", "pred", "figure", "expected"),
    [
        ({"modes": ["visit", "meet"]}, {"modes": ["meet", "visit"]}, "modes", (2, 2, 2)),
        ({"modes": ["visit"]}, {"modes": ["meet", "visit", "phone"]}, "modes", (1, 3, 1)),
        ({"modes": ["visit"]}, {"modes": ["visit"], "type": "AGREE"}, "modes", (0, 0, 0)),
        ({"counts": {"killed": [3, 3]}}, {"counts": {"killed": [3, 3]}}, "counts", (1, 1, 1)),
        ({"counts": {"killed": [3, 3]}}, {"counts": {"killed": [3, 4]}}, "counts", (0, 1, 1)),
        ({"counts": {"killed": [3, 3]}}, {"counts": {"injured": [3, 3]}}, "counts", (0, 1, 1)),
        ({"counts": {"killed": [3, 3], "injured": [24, 99]}},
         {"counts": {"killed": {"low": 3, "high": 3, "span": [0, 1]}}}, "counts", (1, 1, 2)),
    ],
)  # fmt: skip
def test_modes_and_counts_are_compared_one_by_one(gold, pred, figure, expected):
    found = score("articles", [(item([record(**gold)]), [record(**pred)])])[figure]
    assert (found.tp, found.predicted, found.gold) == expected


def test_counts_if_labelled_leaves_out_articles_without_counts():
    three = record(counts={"killed": [3, 3]})
    pairs = [(item([three, record(trigger=[32, 37])]), [three]), (item([record()]), [three])]
    figures = score("articles", pairs)
    assert [(figures[k].tp, figures[k].predicted, figures[k].gold)
            for k in ("counts", "counts if labelled")] == [(1, 2, 1), (1, 1, 1)]  # fmt: skip


@pytest.mark.parametrize(
    ("gold", "pred", "kind"),
    [
        ([record()], [], "missed"),
        ([], [record()], "spurious"),
        ([record()], [record(), record(trigger=[21, 22])], "duplicate"),
        ([record()], [record(type="AGREE")], "wrong type"),
        ([record(type="ASSAULT")],
         [record(type="ASSAULT", actors=[party("y", "ISR")], recipients=[party("x", "SYR")])],
         "wrong participant"),
        ([record()], [record(status="planned")], "wrong status"),
    ],
)  # fmt: skip
def test_errors_are_classed(gold, pred, kind):
    assert [e.kind for e in articles.errors(item(gold), pred)] == [kind]


# --- coreference of persons, organisations and places -----------------------------------------


def test_of_parties_leaves_out_chains_of_other_kinds():
    doc = document(
        "Mara Mara PROPN 2 nsubj\nleft leave VERB 0 root\nthe the DET 4 det\nplan plan NOUN 2 obj",
        "She she PRON 2 nsubj\nliked like VERB 0 root\nit it PRON 2 obj",
    )
    gold = [[[0, 4], [19, 22]], [[10, 18], [29, 31]]]
    kinds = {(0, 4): "person", (10, 18): "abstract", (29, 31): "abstract"}
    entities = (Entity(((0, 4), (19, 22)), "Mara"), Entity(((14, 18), (29, 31)), "plan"))
    item, pred = coref.of_parties(
        Item("d", doc.text, gold), dataclasses.replace(doc, entities=entities), kinds
    )
    assert item.gold == pred == [[(0, 0), (4, 4)]]


def test_of_labelled_leaves_out_chains_that_hold_no_labelled_entity():
    doc = document(
        "Mara Mara PROPN 2 nsubj\nleft leave VERB 0 root\nthe the DET 4 det\nplan plan NOUN 2 obj",
        "She she PRON 2 nsubj\nliked like VERB 0 root\nit it PRON 2 obj",
    )
    entities = (Entity(((0, 4), (29, 31)), "Mara"), Entity(((14, 18),), "plan"))
    item, pred = coref.of_labelled(
        Item("d", doc.text, [[[0, 4], [19, 22]]]), dataclasses.replace(doc, entities=entities)
    )
    assert item.gold == [[(0, 0), (4, 4)]]
    assert pred == [[(0, 0), (6, 6)]]
