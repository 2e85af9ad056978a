"""What the heads of the network say about each word of a document."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """Rows are the document's tokens, in order; annotators decode them.

    ``trigger``: logits of none, the event types, and "first naming". ``modes``: logits. The others
    are projections that the pair scorers of the event annotator take in.
    """

    trigger: Floats
    modes: Floats
    status_self: Floats
    status_head: Floats
    role_trigger: Floats
    role_word: Floats
    link: Floats

    @classmethod
    def fields(cls) -> tuple[str, ...]:
        """The names of the arrays, in the order in which the network gives them."""
        return cls.__slots__
