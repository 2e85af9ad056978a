"""A document seen from its events."""

import pytest
from build import document
from sought import MET, PUBLISHED, scene

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
