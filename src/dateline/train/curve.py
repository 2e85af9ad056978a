"""Some of the labelled reports only: to cross-validate the network, and for its learning curve.

Reports are dealt out in the order in which they were read (``preparing.read_items``), so that each
fold has some of every file of labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.train.examples import Example
from dateline.train.folds import FOLDS

EIGHTHS = 8
_EVENTS = ("triggers", "labelled", "modes", "roles", "links")


@dataclass(frozen=True)
class Part:
    """What a network is trained on: all folds of the reports with gold events but one, of those so
    many eighths."""

    fold: int
    eighths: int = EIGHTHS

    def of(self, examples: Sequence[Example]) -> list[Example]:
        """The examples with this fold as ``held-out``; reports that are neither in it nor learned
        from lose their gold events, and keep what else is known of them."""
        apart = {name for name, fold in dealt(examples).items() if fold == self.fold}
        out: list[Example] = []
        learned = 0
        for x in examples:
            if not has_events(x):
                out.append(x)
            elif x.id in apart:
                out.append(replace(x, part="held-out"))
            else:
                if learned % EIGHTHS >= self.eighths:
                    x = replace(x, gold={k: v for k, v in x.gold.items() if k not in _EVENTS})
                out.append(replace(x, part="train"))
                learned += 1
        return out


def has_events(example: Example) -> bool:
    """Whether all events of a text are known."""
    return "labelled" in example.gold and bool(example.gold["labelled"][0])


def dealt(examples: Sequence[Example]) -> dict[str, int]:
    """The fold of each report with gold events, by its id."""
    return {x.id: n % FOLDS for n, x in enumerate(filter(has_events, examples))}
