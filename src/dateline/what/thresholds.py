"""Where the probabilities of the event heads become decisions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities; chosen on held-out reports (``train/thresholds.py``), and kept with the
    network."""

    event: float = 0.5  # of the best wording of an event
    further: float = 0.3  # of its other wordings
    first_power: float = 0.5  # of being the first wording, in what ranks wordings
    link: float = 0.5
    role: float = 0.1
    role_share: float = 0.6  # of the likeliest actor's probability
    recipient_share: float = 0.7  # of the likeliest recipient's
    lone_actor: float = 0.05
    lone_recipient: float = 0.1
    joined: float = 0.05  # of a word that "and" joins to one that was chosen
    mode: float = 0.5
