"""Names under other spellings, and names of others much like them: whom they are taken for.

    python benchmarks/fuzzy_names.py [--errors]

Reads each sentence of tests/data/spellings.tsv whole. A name is *listed* where our files spell it
so (it may still be somebody else's); the others are known by what the spellings share alone.
Writes the figures into docs/scores.md: names taken for somebody known, precision and recall in
percent (of how many), names of others that are left alone.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from _report import table, write_part

from dateline.evaluation.figures import PRF
from dateline.knowledge import Knowledge
from dateline.who.folding import pieces
from dateline.who.reading import read_actors

TESTS = Path(__file__).parent.parent / "tests"
NOBODY = "-"


class Case(NamedTuple):
    """A name: its kind, language and round, whether our files spell it so, who is meant, who was
    found."""

    kind: str
    language: str
    round: str
    listed: bool
    who: str
    found: str
    sentence: str

    @property
    def right(self) -> bool:
        """Whether the name is taken for who is meant, and for nobody where nobody known is."""
        return self.who == self.found


def read_cases() -> list[Case]:
    """Read every sentence."""
    sys.path.insert(0, str(TESTS))
    from marked import resolver, split
    from marked import table as read_table

    resolve, actors, cases = resolver(), read_actors(Knowledge()), []
    for row in read_table("spellings.tsv"):
        text, start, end = split(row.need("sentence"))
        named = [m for m in actors.find(pieces(text)) if m.start <= start and m.end >= end]
        found = resolve(row.need("day"), row.need("sentence"))[0]
        if found not in actors.by_id or actors.by_id[found].kind != "person":
            found = NOBODY
        cases.append(
            Case(row.need("kind"), row.need("language"), row.need("round"), bool(named),
                 row.need("who"), found, f"{row.need('day')} {row.need('sentence')}")
        )  # fmt: skip
    return cases


def figures(cases: list[Case]) -> str:
    """Precision of the names taken for somebody, recall of those who are meant."""
    f = PRF(
        sum(c.right for c in cases if c.who != NOBODY),
        sum(c.found != NOBODY for c in cases),
        sum(c.who != NOBODY for c in cases),
    )
    others = [c for c in cases if c.who == NOBODY]
    kept = f"{sum(c.right for c in others)} of {len(others)}"
    p = f"{f.p:5.1f}" if f.predicted else "    –"
    r = f"{f.r:5.1f}" if f.gold else "    –"
    return f"P {p} ({f.predicted})  R {r} ({f.gold})  left alone {kept}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--errors", action="store_true", help="print the sentences read wrongly")
    options = parser.parse_args()
    cases = read_cases()
    groups = {
        "all": cases,
        "listed": [c for c in cases if c.listed],
        "not listed": [c for c in cases if not c.listed],
    }
    for title, key in (("kind", "kind"), ("language", "language"), ("round", "round")):
        by = defaultdict(list)
        for case in cases:
            if not case.listed:
                by[getattr(case, key)].append(case)
        groups |= {f"not listed, {title} {name}": by[name] for name in sorted(by)}
    rows = [(name, figures(group)) for name, group in groups.items() if " " not in name]
    rows += [(name, figures(group)) for name, group in groups.items() if "round" in name]
    head = ["## Names under other spellings", "", "`python benchmarks/fuzzy_names.py`", ""]
    write_part("spellings", [*head, *table(("sentences", "figures"), rows)])
    width = max(map(len, groups))
    for name, group in groups.items():
        print(f"{name:{width}}  {figures(group)}")
    if options.errors:
        for case in cases:
            if not case.right:
                listed = "listed" if case.listed else ""
                print(f"{listed}\t{case.who}\t{case.found}\t{case.sentence}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
