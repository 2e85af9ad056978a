"""A document seen from its events."""

from dataclasses import replace

import pytest
from build import at, document
from sought import MET, PUBLISHED, scene

from dateline.data import TimeMention
from dateline.what.scene import Scene


def test_path_names_the_relations_between_two_words():
    view, event = scene(MET)
    met = view.head(event.trigger)
    assert view.path(3, met) == "obl^"
    assert view.path(met, 3) == ">obl"
    assert view.preposition(3) == "in"
    assert view.clause(3, met) == "same"


@pytest.mark.parametrize(
    ("before", "article"),
    [("the the DET 2 det", "the"), ("their they PRON 2 nmod:poss", "their"), (None, "none")],
)
def test_article_of_a_noun(before, article):
    lines = ["talks talk NOUN 0 root"] if before is None else [before, "talks talk NOUN 0 root"]
    view = Scene(document("\n".join(lines), published=PUBLISHED))
    assert view.article(len(lines) - 1) == article


LEFT = """He he PRON 2 nsubj
          left leave VERB 0 root
          {0}
          the the DET 5 det
          talks talk NOUN 2 obl
          on on ADP 7 case
          Monday Monday PROPN 5 nmod"""
RIGHT_BEHIND = """He he PRON 2 nsubj
                  left leave VERB 0 root
                  after after ADP 6 case
                  Monday Monday PROPN 6 nmod:poss
                  _'s 's PART 4 case
                  talks talk NOUN 2 obl"""
SO_LATER = """He he PRON 2 nsubj
              left leave VERB 0 root
              on on ADP 4 case
              Monday Monday PROPN 2 obl
              after after ADP 6 case
              talks talk NOUN 2 obl"""


@pytest.mark.parametrize(
    ("rows", "begin"),
    [
        (LEFT.format("after after ADP 5 case"), 2),
        (LEFT.format("Before before SCONJ 5 mark"), 2),
        (LEFT.format("following follow VERB 5 case"), 2),
        (LEFT.format("during during ADP 5 case"), None),
        (LEFT.format("after after ADV 2 advmod"), None),
        (RIGHT_BEHIND, None),
        (SO_LATER, None),
    ],
)
def test_a_date_in_a_phrase_with_after_or_before_is_compared_with(rows, begin):
    doc = document(rows, published=PUBLISHED)
    monday = TimeMention(
        *at(doc, "Monday"), "Monday", "DATE", "2025-07-07", PUBLISHED, PUBLISHED, "day"
    )
    assert Scene(replace(doc, times=(monday,))).compared == [begin]
