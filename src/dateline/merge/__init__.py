"""Mentions → EventRecords: what many reports say together. ``types.py`` has the types, and what
each of these functions promises.
"""

from dateline.merge.plain import (
    blocks,
    build,
    cluster,
    copy_keys,
    fingerprint,
    is_copy,
    linked,
    merge,
)

__all__ = [
    "blocks",
    "build",
    "cluster",
    "copy_keys",
    "fingerprint",
    "is_copy",
    "linked",
    "merge",
]
