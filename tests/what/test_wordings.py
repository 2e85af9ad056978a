"""Which words name an event, and which of them the same one."""

import dataclasses
import datetime as dt
from types import SimpleNamespace

import numpy as np
import pytest
from build import document

from dateline.annotators import times
from dateline.data import Entity, Report
from dateline.knowledge import Knowledge
from dateline.parsers.english import Parser
from dateline.what.heads import EventHeads
from dateline.what.thresholds import Thresholds
from dateline.what.typed import read_typed
from dateline.what.wordings import Candidate, Wordings


@pytest.mark.model
def test_wordings_with_days_apart_are_not_linked():
    text = "Talks were held in Lima in August 2003. The talks ended on September 19, 2005."
    wordings = Wordings(EventHeads(), Thresholds(link=0.0))
    doc = Parser()(Report("r", text, dt.date(2006, 1, 5)))
    kind = wordings.heads.types.index("CONSULT")
    words = [n for n, t in enumerate(doc.tokens) if t.text in ("held", "ended")]
    found = [Candidate(word, kind, 1.0, 1.0) for word in words]
    assert wordings.links(doc, found)[1, 0] > 0.0
    dated = dataclasses.replace(doc, times=times.load(Knowledge())(doc))
    assert wordings.links(dated, found)[1, 0] == 0.0


@pytest.mark.model
def test_so_many_wordings_are_grouped_by_themselves(monkeypatch):
    text = "Envoys of Peru and Chile held talks in Lima. The talks on the border lasted an hour."
    wordings = Wordings(EventHeads())
    doc = Parser()(Report("r", text, dt.date(2006, 1, 5)))
    assert [len(g) > 1 for g, _ in wordings.described(doc)].count(True) == 1
    monkeypatch.setattr("dateline.what.wordings.TOGETHER", 1)
    apart = [g for g, _ in wordings.described(doc)]
    assert all(len(g) == 1 for g in apart)
    scores = [g[0].score for g in apart]
    assert scores == sorted(scores, reverse=True)


BLAMES = """Lund Lund PROPN 2 nsubj
            attacked attack VERB 0 root
            Oslo Oslo PROPN 2 obj"""
SCORNS = BLAMES.replace("attacked attack", "scorned scorn")


@pytest.mark.parametrize(
    ("kind", "chance", "between", "link"),
    [
        ("ACCUSE", 0.2, (), 0.95),
        ("ACCUSE", 0.1, (), 0.1),
        ("ACCUSE", 0.2, ("It it PRON 2 nsubj\nrained rain VERB 0 root",), 0.2),
        ("REQUEST", 0.2, (), 0.2),
    ],
)
def test_what_one_speaker_blames_somebody_for_twice_is_one_event(kind, chance, between, link):
    doc = document(BLAMES, *between, SCORNS)
    names = [(t.start, t.end) for t in doc.tokens if t.text == "Lund"]
    doc = dataclasses.replace(doc, entities=(Entity(tuple(names), "Lund", kind="person"),))
    given = np.array([[0.0, 0.0], [chance, 0.0]], np.float32)
    heads = SimpleNamespace(types=[kind], links=lambda *_: given.copy())
    found = [Candidate(word, 0, 1.0, 1.0) for word in (1, len(doc.tokens) - 2)]
    linked = Wordings(heads, Thresholds(link=0.5)).links(doc, found)
    assert linked[1, 0] == pytest.approx(link)


KINDS = ["THREATEN", "ASSAULT", "SUPPORT"]
DANGER = """They they PRON 2 nsubj
            warned warn VERB 0 root
            of of ADP 4 case
            {0} {0} NOUN 2 obl"""
ELECTED = """They they PRON 2 nsubj
             elected elect VERB 0 root"""
VICTIMS = """victims victim NOUN 0 root
             {0} {0} ADP 3 case
             raids raid NOUN 1 nmod"""
STRIKES = """{0} {0} ADJ 2 amod
             strikes strike NOUN 0 root"""


@pytest.mark.parametrize(
    ("rows", "word", "kind", "kept"),
    [
        (DANGER.format("famine"), 1, "THREATEN", False),
        (DANGER.format("sanction"), 1, "THREATEN", True),
        (DANGER.format("famine"), 1, "ASSAULT", True),  # of another type
        (STRIKES.format("mock"), 1, "ASSAULT", False),
        (STRIKES.format("fresh"), 1, "ASSAULT", True),
        (STRIKES.format("mock"), 1, "THREATEN", True),
        (ELECTED, 1, "SUPPORT", False),
        (ELECTED, 1, "ASSAULT", True),
        (VICTIMS.format("of"), 2, "ASSAULT", False),
        (VICTIMS.format("after"), 2, "ASSAULT", True),
    ],
)
def test_a_word_that_only_seems_to_name_an_event_is_no_candidate(rows, word, kind, kept):
    doc = document(rows)
    logits = np.zeros((len(doc.tokens), len(KINDS) + 2), np.float32)  # none, each type, first
    logits[:, 0] = 9.0
    logits[word, 1 + KINDS.index(kind)] = 18.0
    doc = dataclasses.replace(doc, scores=SimpleNamespace(trigger=logits))
    heads = SimpleNamespace(types=KINDS)
    wordings = Wordings(heads, Thresholds(), typed=read_typed(Knowledge()))
    found = [(c.word, KINDS[c.type]) for c in wordings.candidates(doc)]
    assert found == ([(word, kind)] if kept else [])
    untyped = Wordings(heads, Thresholds()).candidates(doc)
    assert [c.word for c in untyped] == [word]
