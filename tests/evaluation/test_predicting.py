"""Gold items are put to the pipeline."""

import datetime as dt

from dateline.data import Document, TimeMention, Token
from dateline.evaluation import gold_files, measuring, predicting
from dateline.evaluation.figures import pick
from dateline.evaluation.items import Item


def test_predict_codes_each_text_against_its_day(gold):
    def coder(reports):
        for report in reports:
            at = report.text.find("Monday")
            day = report.published - dt.timedelta(1)
            times = (TimeMention(at, at + 6, "Monday", "DATE", day.isoformat()),)
            yield Document(report, times=times if at >= 0 else ())

    figures = measuring.score("time", predicting.predict("time", gold_files.read_gold(gold), coder))
    assert pick(figures, ("value", "f1")) == 100


def test_factuality_takes_the_value_to_expect_of_the_status_of_a_word():
    text = "They met."
    item = Item("a", text, [{"start": 5, "end": 8, "value": 3.0}])
    tokens = tuple(
        Token(s, e, text[s:e], text[s:e], "X", "", 0, "dep") for s, e in ((0, 4), (5, 8), (8, 9))
    )
    asked = []

    def status(doc, word):
        asked.append(word)
        return {"happened": 0.5, "negated": 0.5}

    [(_, pred)] = predicting.predict_factuality([item], lambda r: Document(r, tokens), status)
    assert asked == [1]
    assert pred == [{"start": 5, "end": 8, "value": 0.25}]
