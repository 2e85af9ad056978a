"""Mentions → EventRecords: what many reports say together. ``types.py`` has the types, and what
each of these functions promises.

    copies     texts that are copies of one
    pairs      what two mentions have in common; scores how likely they tell of one event
    blocks     which mentions are compared at all
    clusters   which mentions make a record
    voices     who says so, and who rests on whom
    records    what a record says; contradictions which of its mentions cannot both be right
"""

from collections.abc import Iterable

from dateline.merge.blocks import blocks
from dateline.merge.clusters import cluster, linked
from dateline.merge.copies import DAYS as COPY_DAYS
from dateline.merge.copies import copy_keys, fingerprint, is_copy
from dateline.merge.pairs import Told, prepared
from dateline.merge.records import build
from dateline.merge.types import EventRecord, StoredMention


def merge(mentions: Iterable[StoredMention]) -> tuple[EventRecord, ...]:
    """Make the records of mentions, sorted by id."""
    return tuple(sorted((build(group) for group in cluster(mentions)), key=lambda r: r.id))


__all__ = [
    "COPY_DAYS",
    "Told",
    "blocks",
    "build",
    "cluster",
    "copy_keys",
    "fingerprint",
    "is_copy",
    "linked",
    "merge",
    "prepared",
]
