"""How corrections change what is merged: records as people want them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

from dateline import merge
from dateline.data import EventType, Status, Where
from dateline.errors import UsageError
from dateline.merge.forms import party_from_dict, when_from_dict
from dateline.merge.types import EventRecord, StoredMention, Tally, in_order
from dateline.store.corrections import Correction, Corrections, Key

Keyed = tuple[StoredMention, Key]


def records(mentions: Sequence[Keyed], known: Corrections) -> list[tuple[EventRecord, list[str]]]:
    """Merge the mentions of a component as people want it: records, and the ids of the mentions
    that each rests on.

    Rejected mentions are merged among themselves, into records that are marked as rejected.
    """
    applied = known.touching(key for _, key in mentions)
    if not applied:
        return [(merge.build(group), [m.id for m in group]) for group in _cluster(mentions)]
    rejections = [entry for entry in applied if entry.kind == "reject"]
    rejected = frozenset(key for entry in rejections for key in entry.keys)
    key_of = {mention.id: key for mention, key in mentions}
    groups = _cluster([(m, key) for m, key in mentions if key not in rejected])
    for entry in applied:
        if entry.kind == "merge":
            groups = _united(groups, entry.keys, key_of)
        elif entry.kind == "split":
            groups = _divided(groups, entry.parts, key_of)
    made = [(merge.build(group), [m.id for m in group]) for group in groups]
    out = [(_edited(record, ids, applied, key_of, made), ids) for record, ids in made]
    for group in _cluster([(m, key) for m, key in mentions if key in rejected]):
        keys = {key_of[m.id] for m in group}
        because = tuple(entry.id for entry in rejections if entry.keys & keys)
        record = replace(merge.build(group), rejected=True, corrections=because)
        out.append((record, [m.id for m in group]))
    return out


def _cluster(mentions: Sequence[Keyed]) -> list[tuple[StoredMention, ...]]:
    if not mentions:
        return []
    return list(merge.cluster([mention for mention, _ in mentions]))


Groups = list[tuple[StoredMention, ...]]


def _united(groups: Groups, keys: frozenset[Key], key_of: Mapping[str, Key]) -> Groups:
    touched = [group for group in groups if any(key_of[m.id] in keys for m in group)]
    if len(touched) < 2:
        return groups
    others = [group for group in groups if group not in touched]
    return [*others, tuple(in_order(m for group in touched for m in group))]


def _divided(groups: Groups, parts: Sequence[Sequence[Key]], key_of: Mapping[str, Key]) -> Groups:
    """Part the groups that hold mentions of both parts. A mention that stands in neither goes
    where it has more links, or else stays with the first part."""
    stay, leave = frozenset(parts[0]), frozenset(parts[1])
    out: Groups = []
    for group in groups:
        first = [m for m in group if key_of[m.id] in stay]
        second = [m for m in group if key_of[m.id] in leave]
        if not first or not second:
            out.append(group)
            continue
        rest = [m for m in group if key_of[m.id] not in stay | leave]
        drawn = [m for m in rest if _links(m, second) > _links(m, first)]
        ids = {m.id for m in (*second, *drawn)}
        out.append(tuple(m for m in group if m.id not in ids))  # the first part at least
        out.append(tuple(in_order((*second, *drawn))))
    return out


def _links(mention: StoredMention, others: Iterable[StoredMention]) -> int:
    told = merge.prepared(mention)
    return sum(merge.linked(told, merge.prepared(other)) for other in others)


def _edited(
    record: EventRecord,
    ids: Sequence[str],
    applied: Sequence[Correction],
    key_of: Mapping[str, Key],
    made: Sequence[tuple[EventRecord, Sequence[str]]],
) -> EventRecord:
    """Put the values in that people gave, and name all entries that shaped the record."""
    own = {key_of[i] for i in ids}
    alive = {key_of[i] for _, some in made for i in some}
    names: list[str] = []
    for entry in applied:
        if entry.kind == "edit":
            anchor = next((key for key in entry.parts[0] if key in alive), None)
            if anchor not in own:
                continue
            record = _with_value(record, entry)
        elif entry.kind == "reject" or not entry.keys & own:
            continue
        names.append(entry.id)
    return replace(record, corrections=tuple(names)) if names else record


def _with_value(record: EventRecord, entry: Correction) -> EventRecord:
    assert entry.field is not None  # edits have one: check() saw to it
    changes: dict[str, Any] = {entry.field: _FIELDS[entry.field](entry.value)}
    return replace(record, **changes)


# --- what an edit may set ---------------------------------------------------------------------


def check(field: str, value: object) -> None:
    """Raise ``UsageError`` where a field is none that people may set, or the value does not fit."""
    read = _FIELDS.get(field)
    if read is None:
        raise UsageError(f"{field!r} cannot be edited; there are: {', '.join(sorted(_FIELDS))}")
    try:
        read(value)
        for name, kind, one in _plain_values(field, value):
            if one is not None and (not isinstance(one, kind) or isinstance(one, bool)):
                raise TypeError(f"{name}: {_KINDS[kind]} is expected, not {one!r}")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"{field}: {value!r} does not fit: {_expected(field, error)}") from None


def _expected(field: str, error: Exception) -> str:
    """Say what is wrong with a value, or where only Python could tell, what one looks like."""
    told = isinstance(error, ValueError) or "expected" in str(error)
    if field not in _SUCH_AS:
        return str(error)
    return f"{error}; such as {_SUCH_AS[field]}" if told else f"such as {_SUCH_AS[field]}"


_PARTY_SHAPE = '[{"name": "Syrian army", "country": "SYR", "sectors": ["MIL"]}]'
_SUCH_AS = {
    "when": '{"start": "2025-07-12", "end": "2025-07-14", "granularity": "range"}, or null',
    "where": '{"name": "Baku", "lat": 40.38, "lon": 49.89, "country": "AZE", "geonameid": 587084, '
    '"precision": "city"}, or null',
    "actors": _PARTY_SHAPE,
    "recipients": _PARTY_SHAPE,
    "counts": '{"killed": {"low": 3, "high": 5}}',
    "modes": '["visit"]',
    "contexts": '["military"]',
}

Kind = type | tuple[type, ...]

_KINDS: dict[Kind, str] = {
    str: "text", int: "a whole number", (int, float): "a number", list: "a list of strings",
}  # fmt: skip
_KIND_OF: dict[str, Kind] = {
    "name": str, "country": str, "entity": str, "granularity": str, "precision": str,
    "lat": (int, float), "lon": (int, float), "geonameid": int, "mentions": int, "sectors": list,
}  # fmt: skip


def _plain_values(field: str, value: Any) -> Iterator[tuple[str, Kind, object]]:  # noqa: ANN401
    """Yield what stands in a value that can be read: its name, its type, and itself. Entries are
    read without this look at types, as those that stand in a store must be readable for ever."""
    if field in ("when", "where") and value is not None:
        yield from ((name, kind, value.get(name)) for name, kind in _KIND_OF.items())
    elif field in ("actors", "recipients"):
        for party in value:
            if not party["name"]:
                raise ValueError("a participant needs a name")
            yield from ((name, kind, party.get(name)) for name, kind in _KIND_OF.items())
            yield from (("sectors", str, one) for one in party.get("sectors", ()))
    elif field == "counts":
        for role, count in value.items():
            low, high = int(count["low"]), count["high"]
            if not 0 <= low <= (_MOST if high is None else int(high)) <= _MOST:
                raise ValueError(f"{role}: a lowest and a highest number are expected")


_MOST = 2**63 - 1


def _type(value: object) -> object:
    return _one_of(get_args(EventType), value)


def _status(value: object) -> object:
    return _one_of(get_args(Status), value)


def _one_of(allowed: Sequence[str], value: object) -> object:
    if value not in allowed:
        raise ValueError(f"one of {', '.join(allowed)} is expected")
    return value


def _strings(value: object) -> object:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError("a list of strings is expected")
    return tuple(sorted(value))


def _when(value: Any) -> object:  # noqa: ANN401 - whatever JSON holds
    if value is None:
        return None
    when = when_from_dict(value)
    if when.end < when.start:
        raise ValueError("it ends before it starts")
    return when


def _where(value: Any) -> object:  # noqa: ANN401 - as above
    if value is None:
        return None
    where = Where(**value)
    if not isinstance(where.name, str) or not where.name:
        raise ValueError("a place needs a name")
    for degrees, most in ((where.lat, 90), (where.lon, 180)):
        if degrees is not None and not -most <= float(degrees) <= most:
            raise ValueError("latitude and longitude are degrees")
    return where


def _parties(value: Any) -> object:  # noqa: ANN401 - as above
    default: dict[str, Any] = {"country": None, "sectors": [], "entity": None, "mentions": 0}
    return tuple(party_from_dict(default | party) for party in value)


def _counts(value: Any) -> object:  # noqa: ANN401 - as above
    return tuple(
        Tally(role, int(count["low"]), None if count["high"] is None else int(count["high"]))
        for role, count in sorted(value.items())
    )


_FIELDS: dict[str, Callable[[Any], object]] = {
    "event_type": _type,
    "status": _status,
    "modes": _strings,
    "contexts": _strings,
    "when": _when,
    "where": _where,
    "actors": _parties,
    "recipients": _parties,
    "counts": _counts,
}
