"""Gold items, and pairs of an item with what was predicted for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Json: TypeAlias = Any
"""A value read from JSON; ``check`` has seen to its form."""


@dataclass(frozen=True, slots=True)
class Item:
    """A gold item: a text (document or sentence) with what annotators found in it. ``line`` is
    the whole line as read, for the keys that only one task has."""

    id: str
    text: str
    gold: Json
    published: str | None = None
    title: str | None = None
    line: Mapping[str, Json] = field(default_factory=dict)

    @classmethod
    def of(cls, line: Mapping[str, Json]) -> Item:
        """The item that a line of a gold file tells."""
        return cls(
            line["id"], line["text"], line["gold"], line.get("published"), line.get("title"), line
        )


Pair: TypeAlias = tuple[Item, Json]


def lists(pairs: Iterable[Pair]) -> Iterator[tuple[Item, list[Json]]]:
    """The pairs with an empty list for a missing prediction."""
    for item, pred in pairs:
        yield item, pred if pred is not None else []


def same_list(layer: Json) -> Json:
    """The layer of a line, taken as it is."""
    return layer
