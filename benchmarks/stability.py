"""How many events of a report stay as they are when something harmless around it changes.

    python benchmarks/stability.py [--corpora FOLDER] [--reports N] [--dry]

Outlets print one agency's text with and without title, byline and place line, and cut it at its
end. Each report is coded as it is, and changed; an event is the same where one with a common
wording has its type, status, parties, countries, days and place. Writes docs/scores.md, unless
``--dry``.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from _report import table, write_part

from dateline import pipeline
from dateline.data import Document, EventMention, Report
from dateline.evaluation.gold_files import report_in

ROOT = Path(__file__).parent.parent
SHORTEST = 4
"""Paragraphs of a report, at least."""
TITLE, BYLINE, LINE = "Envoys meet\n\n", "By Ana Lima and Jo Ito\n\n", "GENEVA, Aug 3 (Reuters) - "


def cut(text: str) -> str:
    """A text without its last paragraph."""
    return text.rstrip().rpartition("\n")[0].rstrip()


CHANGES: dict[str, Callable[[str], str]] = {
    "a byline above": lambda text: BYLINE + text,
    "a place line before": lambda text: LINE + text,
    "title, byline and place line": lambda text: TITLE + BYLINE + LINE + text,
    "the last paragraph away": cut,
}


def signature(event: EventMention) -> tuple[object, ...]:
    """What an analyst reads off an event."""
    sides = (
        sorted((p.country or "", p.text) for p in side) for side in (event.actors, event.recipients)
    )
    when, where = event.when, event.where
    return (
        event.event_type, event.status, *sides,
        when and (when.start, when.end), where and (where.name, where.country),
    )  # fmt: skip


def compare(one: Document, other: Document, moved: int, end: int) -> tuple[int, int]:
    """How many events up to a character there are in one, and how many of these are the same in the
    other, whose characters are moved by so many."""
    there = {
        (start - moved, stop - moved): event
        for event in other.events
        for start, stop in (event.trigger, *event.also)
    }
    counted = same = 0
    for event in one.events:
        spans = (event.trigger, *event.also)
        if max(stop for _, stop in spans) > end:
            continue
        counted += 1
        found = next((there[span] for span in spans if span in there), None)
        same += found is not None and signature(found) == signature(event)
    return counted, same


def measure(reports: list[Report]) -> list[tuple[str, int, float]]:
    """For each change the events compared and the share that changes, in percent."""
    code, rows = pipeline.load().code, []
    plain = [code(report) for report in reports]
    for name, change in CHANGES.items():
        counted = same = 0
        for report, doc in zip(reports, plain, strict=True):
            text = change(report.text)
            moved = len(text) - len(report.text)
            a, b = compare(
                doc,
                code(replace(report, text=text)),
                max(moved, 0),
                len(report.text) + min(moved, 0),
            )
            counted, same = counted + a, same + b
        rows.append((name, counted, 100 * (1 - same / max(1, counted))))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--corpora", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--reports", type=int, default=150)
    parser.add_argument("--dry", action="store_true", help="leave docs/scores.md alone")
    args = parser.parse_args()
    with gzip.open(
        args.corpora / "corpus/wire-1997-2006.jsonl.gz", "rt", encoding="utf-8"
    ) as lines:
        every = [report_in(json.loads(line)) for line in lines]
    fit = [r for r in every if r.text.count("\n") >= SHORTEST]
    rows = measure(fit[:: max(1, len(fit) // args.reports)][: args.reports])
    lines_ = table(
        ("change", "events", "of these changed, %"),
        [(name, str(n), f"{share:.1f}") for name, n, share in rows],
    )
    print("\n".join(lines_))
    if not args.dry:
        write_part("stability", ["## Stability", "", *lines_])


if __name__ == "__main__":
    main()
