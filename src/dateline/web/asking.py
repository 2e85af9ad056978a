"""Addresses and filters: every view can be shared by its address.

?party=SYR&type=CONSULT&since=2025-07-01  ↔  Filter(party=("SYR",), types=("CONSULT",), …)
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import urlencode

from dateline.errors import UsageError
from dateline.store.filters import Filter, Order

MANY: Mapping[str, str] = {
    "actor": "actor", "recipient": "recipient", "party": "party", "dyad": "dyad",
    "type": "types", "mode": "modes", "context": "contexts", "status": "statuses",
    "country": "countries", "region": "regions", "place": "places",
    "source_kind": "source_kinds", "outlet": "outlets", "id": "ids",
}  # fmt: skip
"""Parameters that may be repeated, and the field of the filter that each fills."""

DAYS = ("since", "until", "as_of")
NUMBERS = ("min_sources", "min_outlets")
YES = frozenset({"1", "true", "yes", "on"})

PAGE = 50
"""Records on a page."""

LONGEST = 500
"""Characters of one value: longer ones are refused."""

Pair = tuple[str, str]


NOTHING = Filter()
"""A filter that does not restrict."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: the filter, the order, and the page, from 1."""

    wanted: Filter = NOTHING
    order: Order = "newest"
    page: int = 1

    def pairs(self, *, page: bool = False) -> list[Pair]:
        """Give the parameters that say this, in one order, without those that say nothing."""
        out = pairs_of(self.wanted)
        if self.order != "newest":
            out.append(("order", self.order))
        if page and self.page > 1:
            out.append(("page", str(self.page)))
        return out

    def address(self, path: str = "/", **changes: Any) -> str:  # noqa: ANN401 - a filter's fields
        """Write an address with these fields of the filter changed, on its first page."""
        return address(path, replace(self, wanted=replace(self.wanted, **changes)).pairs())


def address(path: str, pairs: Sequence[Pair]) -> str:
    """Write an address.

    >>> address("/", [("party", "SYR/GOV")])
    '/?party=SYR%2FGOV'
    """
    return f"{path}?{urlencode(pairs)}" if pairs else path


def read(pairs: Iterable[Pair]) -> Asked:
    """Read the parameters of an address; what is empty does not count, what is strange neither.

    Raises ``UsageError`` where a value is not what its parameter takes.
    """
    made: dict[str, Any] = {}
    order: Order = "newest"
    page = 1
    for name, given in pairs:
        value = given.strip()
        if not value:
            continue
        if len(value) > LONGEST:
            raise UsageError(f"{name}: at most {LONGEST} characters are expected")
        if name in MANY:
            field = MANY[name]
            made[field] = tuple(dict.fromkeys((*made.get(field, ()), value)))
        elif name in DAYS:
            made[name] = _day(name, value)
        elif name in NUMBERS:
            made[name] = _whole(name, value)
        elif name == "min_confidence":
            made[name] = _share(name, value)
        elif name in ("undated", "rejected", "contradicted"):
            made[name] = value.lower() in YES
        elif name == "near":
            made[name] = _near(value)
        elif name == "text":
            made[name] = value
        elif name == "order":
            order = _order(value)
        elif name == "page":
            page = max(1, _whole(name, value))
    return Asked(Filter(**made), order, page)


def pairs_of(wanted: Filter) -> list[Pair]:
    """Give the parameters that ask for a filter."""
    out: list[Pair] = []
    for name, field in MANY.items():
        out += [(name, value) for value in getattr(wanted, field)]
    if wanted.text:
        out.append(("text", wanted.text))
    for name in DAYS:
        day = getattr(wanted, name)
        if day is not None:
            out.append((name, day.isoformat()))
    if wanted.near is not None:
        out.append(("near", ",".join(f"{value:g}" for value in wanted.near)))
    for name in (*NUMBERS, "min_confidence"):
        number = getattr(wanted, name)
        if number is not None:
            out.append((name, f"{number:g}"))
    if wanted.undated:
        out.append(("undated", "1"))
    if wanted.contradicted is not None:
        out.append(("contradicted", "1" if wanted.contradicted else "0"))
    if wanted.rejected:
        out.append(("rejected", "1"))
    return out


def without(asked: Asked, name: str, value: str) -> list[Pair]:
    """Give the parameters of what is asked for, without one of them."""
    return [pair for pair in asked.pairs() if pair != (name, value)]


def _order(value: str) -> Order:
    orders: tuple[Literal["oldest"], Literal["newest"]] = ("oldest", "newest")
    for order in orders:
        if value == order:
            return order
    raise UsageError(f"order: oldest or newest is expected, not {value!r}")


def _day(name: str, value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{name}: {value!r} is not a date (expected: 2025-07-12)") from None


def _whole(name: str, value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,7}", value):
        raise UsageError(f"{name}: {value!r} is not a whole number")
    return int(value)


def _share(name: str, value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise UsageError(f"{name}: {value!r} is not a number from 0 to 1")
    return number


def _near(value: str) -> tuple[float, float, float]:
    try:
        lat, lon, km = (float(part) for part in value.split(","))
    except ValueError:
        raise UsageError(f"near: {value!r} is not latitude,longitude,km") from None
    if not (abs(lat) <= 90 and abs(lon) <= 180 and 0 <= km <= 20_100):
        raise UsageError("near: latitude, longitude in degrees and a radius in km are expected")
    return lat, lon, km
