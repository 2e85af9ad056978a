"""Events: triggers with type, status and participants, from the scores of the learned heads.

A word is a trigger where the network gives it an event type; triggers that name the same event
are linked, and the best of them stands for the event (the others become ``also``). Roles are
scored for each pair of trigger and nominal word nearby, along the dependency path between them.
"""

from __future__ import annotations

from dateline.knowledge import Knowledge
from dateline.linear import read_linear
from dateline.saying.cues import read_cues
from dateline.what import keeping
from dateline.what.coding import EventCoder, Telling
from dateline.what.status_model import read_status_model
from dateline.what.status_words import read_signs
from dateline.what.triggers import read_light
from dateline.what.typed import read_typed

REQUIRES = frozenset({"tokens", "sentences", "scores", "times", "attributions"})
ASSIGNS = "events"


def load(knowledge: Knowledge) -> EventCoder:
    """Load the decoder of the embedded model."""
    return EventCoder(
        telling=Telling(read_status_model(), read_cues(knowledge), read_signs(knowledge)),
        keeping=read_linear(keeping.WEIGHTS),
        light=read_light(knowledge),
        typed=read_typed(knowledge),
    )
