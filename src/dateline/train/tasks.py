"""What the heads choose from; the order is the order of their outputs."""

from __future__ import annotations

NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
STATUSES = ["happened", "ongoing", "planned", "possible", "negated"]
TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST"
    " SANCTION MOBILIZE COERCE ASSAULT"
).split()
ROLES = ("none", "actor", "recipient", "source", "place", "time")
SAID_ROLES = ("none", "source", "content")
CONTENT = ("outside", "begin", "inside")
RARE_PATH = "rare"
