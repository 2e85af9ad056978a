"""Which mentions belong together: the components of the graph of ``merge.linked``.

A mention is linked as the coder has it and as people read it, since it may be asked for on a day
before somebody corrected it; and a correction joins all the mentions that it names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import sqlalchemy as sa

from dateline import merge
from dateline.store import held, readings
from dateline.store.corrections import Corrections
from dateline.store.held import Held
from dateline.store.many import chunks, distinct, filed, lookup
from dateline.store.schema import blocks, components, mentions, records
from dateline.store.tables import greatest, insert
from dateline.store.windows import block_numbers

REMEMBERED = 20_000
"""Mentions that are kept in memory, to link new ones with them: of two months where 300 come a
day."""


@dataclass(frozen=True, slots=True)
class Linker:
    """Links mentions, within a transaction of the writer. ``seen`` has mentions by row, as they are
    compared; it outlives the transaction."""

    conn: sa.Connection
    seen: dict[int, merge.Told]
    known: Corrections

    def join(
        self,
        fresh: Sequence[Held],
        told: dict[int, merge.Told],
        read: dict[int, merge.Told],
        block_keys: dict[int, set[int]],
    ) -> tuple[dict[int, int], set[int]]:
        """Find the component of each fresh mention, and unite those that it links. ``told``: as
        the coder has them; ``read``: those that people read otherwise."""
        sets = self._linked(told, read, block_keys)
        self._join_corrected(fresh, sets)
        return self._united(sets)

    def _linked(
        self,
        told: dict[int, merge.Told],
        read: dict[int, merge.Told],
        block_keys: dict[int, set[int]],
    ) -> _Sets:
        """The fresh mentions and the components that are linked by what they tell."""
        rows_of, component, known = self._candidates({k for ks in block_keys.values() for k in ks})
        known.update(told)
        otherwise = self._read_otherwise(component) | read
        sets = _Sets()
        for row, one in told.items():
            node = ("m", row)
            sets.add(node)
            for other in {other for key in block_keys[row] for other in rows_of[key]}:
                if merge.linked(one, known[other]) or (
                    otherwise and _linked_otherwise(row, other, known, otherwise)
                ):
                    fresh_too = other not in component
                    sets.unite(node, ("m", other) if fresh_too else ("c", component[other]))
            for key in block_keys[row]:
                rows_of[key].append(row)
        return sets

    def _united(self, sets: _Sets) -> tuple[dict[int, int], set[int]]:
        """Unite the components of each set, or make one; give that of each fresh mention, and
        all."""
        number = greatest(self.conn, components.c.id)
        component_of: dict[int, int] = {}
        joined: set[int] = set()
        new: list[dict[str, Any]] = []
        for nodes in sets.groups():
            known_ids = sorted(i for kind, i in nodes if kind == "c")
            if known_ids:
                target = known_ids[0]
                _unite(self.conn, target, known_ids[1:])
            else:
                number += 1
                target = number
                new.append({"id": target, "first": 0, "settled": 0})
            joined.add(target)
            component_of.update({i: target for kind, i in nodes if kind == "m"})
        insert(self.conn, components, new)  # their days follow once they are merged
        return component_of, joined

    def link_again(self, keys: Iterable[str]) -> set[int]:
        """Link mentions that people now read otherwise with others; give their components."""
        joined: set[int] = set()
        for one in list(held.by(self.conn, self.known, mentions.c.key, sorted(keys))):
            if one.coded is None:
                continue
            query = sa.select(mentions.c.component).where(mentions.c.row == one.row)
            own = self.conn.scalar(query) or one.component  # those before may have joined others
            told = merge.prepared(one.mention)
            numbers = block_numbers(merge.blocks(told))
            there = sa.select(blocks.c.key).where(
                blocks.c.mention == one.row, blocks.c.key.in_(sorted(numbers))
            )
            fresh = numbers - {row[0] for row in self.conn.execute(there)}
            insert(self.conn, blocks, [{"key": key, "mention": one.row} for key in sorted(fresh)])
            _, component, known = self._candidates(numbers)
            otherwise = self._read_otherwise(component) | {one.row: told}
            others = {
                number
                for row, number in component.items()
                if row != one.row and _linked_otherwise(one.row, row, known, otherwise)
            }
            target, *rest = sorted({own, *others})
            _unite(self.conn, target, rest)
            joined = {*(joined - set(rest)), target}
        return joined

    def remember(self, told: dict[int, merge.Told]) -> None:
        """Keep mentions for the next call, whose neighbours are often the same."""
        self.seen.update(told)
        for row in list(islice(self.seen, max(0, len(self.seen) - REMEMBERED))):
            del self.seen[row]  # the oldest

    def _join_corrected(self, fresh: Sequence[Held], sets: _Sets) -> None:
        """A mention that a correction names stands in one component with the others it names."""
        known = self.known
        named: dict[str, _Node] = {}  # by an entry: one of the nodes that it joins
        for one in fresh:
            for entry in known.by_key.get(one.key, ()):
                if entry.id in named:
                    sets.unite(("m", one.row), named[entry.id])
                    continue
                named[entry.id] = ("m", one.row)
                for component in _components_with(self.conn, entry.keys):
                    sets.unite(("m", one.row), ("c", component))

    def _candidates(
        self, keys: set[int]
    ) -> tuple[dict[int, list[int]], dict[int, int], dict[int, merge.Told]]:
        """Give the rows of the current mentions that have each of these keys; their components;
        and themselves."""
        found = list(filed(self.conn, blocks, "mention", keys))
        rows = sorted({row for _, row in found})
        component = lookup(
            self.conn, mentions.c.row, mentions.c.component, rows, mentions.c.current
        )
        known = {row: self.seen[row] for row in component if row in self.seen}
        missing = [row for row in component if row not in known]
        read = held.by(self.conn, None, mentions.c.row, missing)
        known |= {one.row: merge.prepared(one.mention) for one in read}
        self.remember({row: known[row] for row in missing})
        rows_of: dict[int, list[int]] = defaultdict(list)
        for key, row in found:
            if row in component:
                rows_of[key].append(row)
        return rows_of, component, known

    def _read_otherwise(self, rows: Iterable[int]) -> dict[int, merge.Told]:
        """Give those of these mentions that people read otherwise than the coder."""
        entries = self.known.holding
        keys = sorted({k for e in entries if e.kind in readings.KINDS for k in e.keys})
        among = set(rows) if keys else set()
        return {
            one.row: merge.prepared(one.mention)
            for one in held.by(self.conn, self.known, mentions.c.key, keys if among else ())
            if one.row in among and one.coded is not None
        }


def _linked_otherwise(
    one: int, other: int, known: Mapping[int, merge.Told], otherwise: Mapping[int, merge.Told]
) -> bool:
    """Tell whether two mentions are linked as people read them, or as the coder does: so they are
    on days before a person corrected them."""
    mine = [some[one] for some in (known, otherwise) if one in some]
    others = [some[other] for some in (known, otherwise) if other in some]
    return any(merge.linked(a, b) for a in mine for b in others)


def components_of(conn: sa.Connection, versions: Iterable[str]) -> set[int]:
    """Give the components of the mentions of these versions of reports."""
    of, component = mentions.c.report, mentions.c.component
    return distinct(conn, component, of, versions, mentions.c.current)


def _components_with(conn: sa.Connection, keys: Iterable[str]) -> set[int]:
    return distinct(conn, mentions.c.component, mentions.c.key, keys, mentions.c.current)


def unite(conn: sa.Connection, keys: Iterable[str]) -> set[int]:
    """Put the mentions that a correction names into one component, and give its number."""
    numbers = sorted(_components_with(conn, keys))
    if len(numbers) > 1:
        _unite(conn, numbers[0], numbers[1:])
    return set(numbers[:1])


def _unite(conn: sa.Connection, target: int, others: Sequence[int]) -> None:
    for some in chunks(others):
        for table in (mentions, records):
            conn.execute(table.update().where(table.c.component.in_(some)).values(component=target))
        conn.execute(components.delete().where(components.c.id.in_(some)))


_Node = tuple[str, int]


class _Sets:
    """Disjoint sets."""

    def __init__(self) -> None:
        self._parent: dict[_Node, _Node] = {}

    def add(self, node: _Node) -> None:
        self._parent.setdefault(node, node)

    def root(self, node: _Node) -> _Node:
        self.add(node)
        while self._parent[node] != node:
            self._parent[node] = self._parent[self._parent[node]]
            node = self._parent[node]
        return node

    def unite(self, one: _Node, other: _Node) -> None:
        a, b = sorted((self.root(one), self.root(other)))
        self._parent[b] = a

    def groups(self) -> list[list[_Node]]:
        found: dict[_Node, list[_Node]] = defaultdict(list)
        for node in self._parent:
            found[self.root(node)].append(node)
        return list(found.values())
