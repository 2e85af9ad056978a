import datetime as dt

import pytest

from dateline import pipeline
from dateline.data import Report
from dateline.knowledge import Knowledge
from dateline.where import masthead

FIND = masthead.load(Knowledge())
BODY = (
    "The government of the north said on Monday that it would not take part in the talks.\n\nMore."
)
ABOVE = {
    "MANAMA/AMMAN, Sept 8 (Reuters) - ": (None, "MANAMA/AMMAN, Sept 8 (Reuters) -"),
    "By Ana Lima\n\nNAIROBI, March 11 (AP) — ": (None, "NAIROBI, March 11 (AP) —"),
    "Two dead in Kisumu\n\nNAIROBI, Kenya, 11 March (AP) — ": (
        "Two dead in Kisumu", "NAIROBI, Kenya, 11 March (AP) —"),
    "GOMA, Democratic Republic of Congo, Jan 27 (AP) - ": (
        None, "GOMA, Democratic Republic of Congo, Jan 27 (AP) -"),
    "SÃO PAULO, Aug. 31, 2024 (Reuters) - ": (None, "SÃO PAULO, Aug. 31, 2024 (Reuters) -"),
    "Kabul, Afghanistan (AFP) -- ": (None, "Kabul, Afghanistan (AFP) --"),
    "BAKU, July 12 (Reuters) -\n\n": (None, "BAKU, July 12 (Reuters) -"),
    "PARIS (Reuters)\u00a0- ": (None, "PARIS (Reuters)\u00a0-"),
    "PARIS — ": (None, "PARIS —"),
    "Rebels take town\nBy Jo Ito in Goma and Al Sy\n12 March 2024\n": ("Rebels take town", None),
    "Updated: 12 July 2025, 14:00\n": (None, None),
    "Rebels take town\n\n": ("Rebels take town", None),
}  # fmt: skip


@pytest.mark.parametrize("above", ABOVE)
def test_what_stands_above_a_text(above):
    found = FIND(above + BODY)
    assert (above + BODY)[found.end :].strip() == BODY
    title, line = found.title, found.line
    assert (
        title and (above + BODY)[slice(*title)],
        line and above[line.start : line.end].strip(),
    ) == ABOVE[above]


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"He said:\n\n{BODY}",
        f"IAEA - {BODY}",
        f"The UN (United Nations) - {BODY}",
        f"By Monday it was over.\n\n{BODY}",
        "A title\n\nWithout a text",
        f"One line\n{BODY}",
        "By Ana Lima",
        "",
        f"By Israel and Egypt\n{BODY}",
        f"The army said\n\n{BODY}",
        f"1. Rebels take town\n\n{BODY}",
        "Rebels take town\n\nThe army of the north said on Monday that it would not attend any "
        "talks.\n\nPolice leave town\n\nMore.",
        "Updated: 5 people were killed in Nairobi when police opened fire\nMore.",
        "The Palestinian Authority (PA) condemned the raid.",
        "ARAKAN ARMY (AA) fighters attacked a police post.",
        "NATO - the alliance of 32 - condemned the raid.",
        "PARIS - the capital - was hit by a bomb.",
        "ATHENS - Police left the town.\nPARIS - Nurses left the town.",
    ],
)
def test_a_text_without_a_masthead(text):
    assert FIND(text) is None


def test_one_text_gives_one_record_with_and_without_a_masthead():
    """Needs the model."""
    code = pipeline.load().code
    body = (
        "Soldiers killed nine people in Goma on Sunday, the mayor said. Kenya condemned the attack."
    )
    title = "Nine dead in Goma"
    above = f"{title}\n\nBy Ana Lima\n\nNAIROBI, Kenya, March 11 (AP) - "
    day = dt.date(2024, 3, 11)
    whole = code(Report("r", above + body, day))
    alone = code(Report("r", body, day, title, dateline="NAIROBI, Kenya, March 11 (AP) -"))
    assert (whole.title, whole.home.name) == (title, "Nairobi")
    assert whole.report == Report("r", above + body, day)  # as it was read

    def told(doc, at):
        return [
            (e.event_type, e.trigger[0] - at, e.when and e.when.start, e.where and e.where.name,
             [(p.start - at, p.end - at, p.country) for p in (*e.actors, *e.recipients)])
            for e in doc.events
        ]  # fmt: skip

    assert told(whole, len(above)) == told(alone, 0) != []
    assert [p.name for p in whole.places if p.start < len(above)][:1] == ["Goma"]
    tokens = whole.tokens
    assert [t.text for t in tokens[:4]] == ["Nine", "dead", "in", "Goma"]
    assert all(tokens[t.head].end for t in tokens)
    last = whole.sentences[-1]
    assert last.end_token == len(tokens)
    assert whole.text[last.start : last.end] == "Kenya condemned the attack."


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("KABUL, July 12 (AP) - Thousands of people marched on Saturday.", "Kabul"),
        ("GENEVA, July 12 (AP) - Diplomats met in Vienna on Saturday.", "Vienna"),
        ("CORDOBA, Argentina - Two envoys met here on Friday.", "Córdoba"),
    ],
)
def test_deeds_that_the_place_line_opens_are_where_it_is(text, place):
    """Needs the model."""
    (event,) = pipeline.load().code(Report("r", text, dt.date(2025, 7, 14))).events
    assert event.where.name == place
