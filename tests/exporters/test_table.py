import datetime as dt
import io
from dataclasses import replace

import pytest
import told
from rich.console import Console

from dateline.data import Document, EventMention, Participant, Report, Source
from dateline.exporters import table
from dateline.exporters._cells import days
from dateline.exporters._marks import marked


def view(*docs, columns=None, monkeypatch=None):
    if columns is not None:
        monkeypatch.setenv("COLUMNS", str(columns))
    out = io.BytesIO()
    table.write([table.prepare(doc) for doc in docs], out)
    return out.getvalue().decode()


def test_write_shows_the_report_and_its_events(monkeypatch):
    assert (
        view(told.document(), columns=100, monkeypatch=monkeypatch)
        == """\
[1 event]  {who}  <when>  /where/  «said by»

Talks
2025-07-12 · Example Wire

«A» {Syrian} and an {Israeli official} are to [1 meet] in /Baku/ <on Saturday>, a «diplomat» said.

{Israel [2 bombed]} {Syria in} May, killing dozens.

   Who → whom           What                 Status      When        Where      According to
────────────────────────────────────────────────────────────────────────────────────────────────────
1  Syrian (SYR GOV)     CONSULT              ○ planned   2025-07-12  Baku, AZE  diplomat
   + Israeli official   third-party                                             (anonymous), via
   (ISR GOV)            “meet”                                                  state TV

2  Israel (ISR MIL)     ASSAULT              ● happened  2025-05     –          Example Wire
   → Syria (SYR)        aerial
                        “bombed”
                        killed 24–99
                        injured 100 or more

"""
    )


def test_write_shows_blocks_in_a_narrow_window(monkeypatch):
    shown = view(told.document(), columns=40, monkeypatch=monkeypatch)
    assert (
        shown.partition("dozens.\n\n")[2]
        == """\
1 CONSULT third-party  ○ planned
  who     Syrian (SYR GOV)
          + Israeli official (ISR GOV)
  what    “meet”
  when    2025-07-12
  where   Baku, AZE
  said by diplomat (anonymous), via
          state TV

2 ASSAULT aerial  ● happened
  who     Israel (ISR MIL)
          → Syria (SYR)
  what    “bombed”
          killed 24–99
          injured 100 or more
  when    2025-05
  where   –
  said by Example Wire

"""
    )


@pytest.mark.parametrize("columns", [1, 10, 20, 60, 87, 88, 100, 200])
def test_write_keeps_to_the_width(monkeypatch, columns):
    shown = view(told.document(), columns=columns, monkeypatch=monkeypatch)
    assert all(len(line) <= max(columns, 24) for line in shown.splitlines())
    assert not any(line.endswith(" ") for line in shown.splitlines())


def test_write_says_where_there_is_no_event():
    assert "No events found." in view(told.document(events=()))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Police and a witness said.", "Police and witness (anonymous)"),
        ("Police quoted a witness.", "witness (anonymous), via Police"),
    ],
)
def test_who_says_it_side_by_side_cites_nobody(monkeypatch, text, shown):
    at = text.index("witness")
    said = (Source(0, 6, "Police", "institution"), Source(at, at + 7, "witness", "anonymous"))
    event = EventMention("ASSAULT", (0, 6), (0, len(text)), sources=said)
    doc = Document(Report("r1", text, dt.date(2024, 1, 2)), events=(event,))
    assert shown in view(doc, columns=150, monkeypatch=monkeypatch)


HOSTILE = (
    "He met \x1b]0;owned\x07\x1b[31mthem\x9b2J\u202e [bold]here[/bold] :smile: \r\nnow\x00\x7f."
)


def test_write_shows_no_control_characters_and_no_markup():
    who = Participant(3, 6, "\x1b[31mmet", name="\x1b]8;;http://example.org\x07x", country="\x1b")
    source = Source(3, 6, "\x1b[2J", "anonymous")
    event = EventMention("CONSULT", (3, 6), (0, 9), actors=(who,), sources=(source,))
    report = Report("\x1b", HOSTILE, dt.date(2025, 7, 12), title="\x1b[1mA", publisher="\x9b1m")
    shown = view(Document(report, events=(event,)))
    assert not [char for char in shown if ord(char) < 32 and char != "\n"]
    assert not [char for char in shown if "\x7f" <= char < "\xa0" or char == "\u202e"]
    assert "[bold]here[/bold] :smile:" in shown
    assert "␛]0;owned␇␛[31mthem" in shown


def on_terminal(doc, encoding="utf-8"):
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    console = Console(file=out, force_terminal=True, width=100, color_system="standard")
    table.show(doc, console)
    out.flush()
    return out.buffer.getvalue().decode(encoding)


def test_show_colours_a_terminal():
    assert "\x1b[1;33m[1 \x1b[0m\x1b[1;33mmeet\x1b" in on_terminal(told.document())


def test_show_keeps_to_the_signs_of_the_terminals_encoding():
    doc = told.document()
    shown = on_terminal(replace(doc, report=replace(doc.report, title=None)), encoding="ascii")
    assert "o planned" in shown
    assert '"meet"' in shown


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ((2025, 7, 12), (2025, 7, 12), "2025-07-12"),
        ((2025, 5, 1), (2025, 5, 31), "2025-05"),
        ((2024, 2, 1), (2024, 2, 29), "2024-02"),
        ((2024, 1, 1), (2024, 12, 31), "2024"),
        ((2024, 1, 1), (2025, 12, 31), "2024-01-01 to 2025-12-31"),
        ((2024, 1, 1), (2024, 3, 31), "2024-01-01 to 2024-03-31"),
        ((2025, 7, 1), (2025, 7, 12), "2025-07-01 to 2025-07-12"),
        ((1024, 1, 1), (1024, 12, 31), "1024"),
    ],
)
def test_days_are_written_shortly(start, end, shown):
    assert days(dt.date(*start), dt.date(*end)) == shown


# --- marks -----------------------------------------------------------------------------------

ABC = Report("a", "ab cd ef", dt.date(2025, 7, 12))


def event(trigger, also=(), actors=(), sources=()):
    return EventMention(
        "CONSULT",
        trigger,
        (0, 8),
        also=also,
        actors=tuple(Participant(*span, "") for span in actors),
        sources=tuple(Source(*span, "", "named") for span in sources),
    )


@pytest.mark.parametrize(
    ("events", "shown"),
    [
        ([], "ab cd ef"),
        ([event((0, 2), also=[(6, 8)])], "[1 ab] cd [1 ef]"),
        ([event((0, 2)), event((0, 2))], "[1,2 ab] cd ef"),
        ([event((0, 2), actors=[(0, 5)])], "{[1 ab] cd} ef"),
        ([event((0, 2), actors=[(3, 5)], sources=[(3, 5)])], "[1 ab] «{cd}» ef"),
        ([event((0, 2), actors=[(3, 5), (3, 5)])], "[1 ab] {cd} ef"),
        ([event((0, 5), actors=[(3, 8)])], "[1 ab cd] ef"),  # what crosses an event is left out
        ([event((6, 8), actors=[(0, 5), (3, 8)])], "{ab cd} [1 ef]"),
        ([event((0, 2)), event((2, 5))], "[1 ab][2  cd] ef"),
        ([event((0, 8))], "[1 ab cd ef]"),
    ],
)
def test_marked_nests_the_spans_of_events(events, shown):
    assert marked(Document(ABC, events=tuple(events))).plain == shown


def test_marked_takes_many_spans():
    words = "ab " * 20_000
    events = tuple(event((i, i + 2), actors=[(i, i + 5)]) for i in range(0, len(words), 3))
    text = marked(Document(replace(ABC, text=words), events=events)).plain
    assert text.startswith("{[1 ab] [2 ab]} {[3 ab] ")
