"""Modes of events: how it was done, or what was asked or threatened (PLOVER's modes by type).

The network gives each mode of an event's type a probability for each wording, and the rows of
``modes.tsv`` speak for modes: in the wording itself, in its clause, in its sentence. Small logistic
regressions, one for each mode (``model/modes.tsv``, trained by ``dateline train modes``), weigh
both with the words and parties around. Modes that the labels hardly know are told by the rows
alone, and so are all of an event of which the network says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dateline.data import Document, EventMention, changed
from dateline.knowledge import Knowledge
from dateline.linear import read_linear
from dateline.what import plover
from dateline.what.mode_features import evidence
from dateline.what.mode_model import WEIGHTS, ModeModel
from dateline.what.mode_words import Lexicon, ModeReader, Spoken, read_modes

REQUIRES, ASSIGNS = frozenset({"tokens", "sentences", "events"}), "events.modes"

ONE_MODE = frozenset({"REQUEST", "REJECT", "ACCUSE", "SANCTION", "THREATEN", "RETREAT"})
"""Types whose events have one mode at most: the likeliest."""
ALONE = frozenset({"phone"})
"""Modes that no labelled event has together with others: who calls pays no visit."""
ENOUGH = 2
"""Votes of rows that tell a mode by themselves."""
LEAST, LEAST_OF_OPEN = 0.35, 0.25
"""Probability from which a mode is told, and that for the types of ``OPEN``; a higher one loses
more true modes than false ones."""
OPEN = frozenset({"ASSAULT", "COERCE", "REJECT", "REQUEST", "THREATEN"})
"""Types whose modes all kinds of words tell, so that few modes are sure: nine requests in ten have
one, but what is asked may be anything."""
BY_ROWS = 0.7
"""What counts as the probability of a mode that only rows tell, beside those that are learned."""


def load(knowledge: Knowledge) -> Callable[[Document], tuple[EventMention, ...]]:
    """Read words and model; give the function that fills ``modes`` of each event."""
    return annotator(read_modes(knowledge), ModeModel(read_linear(WEIGHTS)))


def annotator(lexicon: Lexicon, model: ModeModel) -> Callable[[Document], tuple[EventMention, ...]]:
    """The function that fills ``modes`` of each event, with a model of them."""
    having = plover.modes_by_type()

    def annotate(doc: Document) -> tuple[EventMention, ...]:
        if not any(event.event_type in having for event in doc.events):
            return doc.events
        reader = ModeReader(doc, lexicon)
        return tuple(
            changed(event, modes=_modes(event, reader, model), mode_chances=None)
            if event.event_type in having
            else event
            for event in doc.events
        )

    return annotate


def _modes(event: EventMention, reader: ModeReader, model: ModeModel) -> tuple[str, ...]:
    votes, chances = reader.votes(event), dict[str, float]()
    if event.mode_chances:
        chances = model.chances(event.event_type, evidence(reader, event, votes))
    return told(event.event_type, chances, votes)


def told(event_type: str, chances: Mapping[str, float], votes: Sequence[Spoken]) -> tuple[str, ...]:
    """The modes to be told of an event; those without a chance by the rows that speak."""
    least = LEAST_OF_OPEN if event_type in OPEN else LEAST
    found = {mode: chance for mode, chance in chances.items() if chance >= least}
    rows = {v.vote for v in votes if v.vote.mode not in chances and v.part != "beyond"}
    for mode in {vote.mode for vote in rows}:
        if sum(vote.weight for vote in rows if vote.mode == mode) >= ENOUGH:
            found[mode] = BY_ROWS
    named = {v.vote.mode for v in votes if v.part in ("trigger", "also")}
    if not ALONE.isdisjoint(named & found.keys()):  # "a phone call to Lima"
        found = {mode: found[mode] for mode in named & ALONE & found.keys()}
    if found and (event_type in ONE_MODE or not ALONE.isdisjoint(found)):
        return (min(found, key=lambda mode: (-found[mode], mode)),)
    return tuple(sorted(found))
