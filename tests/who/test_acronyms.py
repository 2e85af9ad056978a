import pytest
from build import document

from dateline.knowledge import Knowledge
from dateline.who import acronyms
from dateline.who.reading import read_actors
from dateline.who.whose import Reader


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Darfur Peace Agreement (DPA) of May", {"DPA": "Darfur Peace Agreement"}),
        ("the Organization of American States (OAS)", {"OAS": "Organization of American States"}),
        ("Police said the Alpha Beta Front (ABF) fired", {"ABF": "Alpha Beta Front"}),
        ("Ann Lee (ABC)", {}),
        ("no brackets: DPA", {}),
    ],
)
def test_defined_finds_what_the_letters_spell(text, found):
    assert acronyms.defined(text) == found


def test_defined_takes_time_that_grows_with_the_text_only():
    assert acronyms.defined("Of The " * 20_000 + "(OT") == {}


@pytest.mark.parametrize(
    ("long", "known"), [("Darfur Peace Agreement", False), ("Deutsche Presse Agentur", True)]
)
def test_an_acronym_means_what_the_report_says(long, known):
    rows = [f"{w} {w} PROPN 0 root" if n == 0 else f"{w} {w} PROPN 1 flat"
            for n, w in enumerate([*long.split(), "(", "_DPA", "_)"])]  # fmt: skip
    doc = document("\n".join(rows))
    refs = Reader(doc, read_actors(Knowledge())).refs
    assert any(r.actor.id == "dpa" for r in refs) is known
