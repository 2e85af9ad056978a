"""What the heads of the network say about each word of a document."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """Rows are the document's tokens, in order; annotators decode them.

    ``trigger``: logits of none, the event types, and "first naming". ``modes``: logits. ``cue``:
    logits of "is the cue of an attribution", then outside, beginning, inside of what is attributed.
    The others are projections that the scorers of pairs of words take in: of triggers and those
    who play a part (``role_…``), of two triggers (``link``), of cues, sources and contents
    (``said_…``).
    """

    trigger: Floats
    modes: Floats
    status_self: Floats
    status_head: Floats
    role_trigger: Floats
    role_word: Floats
    link: Floats
    cue: Floats
    said_cue: Floats
    said_word: Floats

    @classmethod
    def fields(cls) -> tuple[str, ...]:
        """The names of the arrays, in the order in which the network gives them."""
        return cls.__slots__
