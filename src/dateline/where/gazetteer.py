"""The gazetteer: names to places of the world, in one memory-mapped file.

    Gazetteer.open().find("Homs")  →  [Place("Homs", "city", 34.73, 36.71, "SYR", 169577, …), …]

The file is built from GeoNames by ``dateline gazetteer build`` (``train/build_gazetteer.py``, which
describes it); ``knowledge/places.tsv`` adds what GeoNames lacks and wins over it. Nothing is read
before it is looked up.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from dateline.embedded import MODEL
from dateline.errors import KnowledgeError

if TYPE_CHECKING:
    from dateline.data import Precision
    from dateline.knowledge import Knowledge, Row

FILE = MODEL / "gazetteer.bin"
MAGIC = b"dateline gazetteer 1\n"

KINDS = (
    "country", "region", "district", "capital", "city",
    "historic", "continent", "area", "disputed", "island", "mountain",
    "sea", "strait", "water", "border", "camp", "base", "site", "seat",
)  # fmt: skip
"""What a place may be; in the file a kind is its place in this list."""

_PRECISION: dict[str, Precision] = {
    "country": "country", "historic": "country", "city": "city", "capital": "city",
    "seat": "city", "district": "district", "camp": "site", "base": "site", "site": "site",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer. ``country`` is alpha-3, ``None`` for one in several or no state;
    ``region`` the GeoNames admin1 code; ``population`` is rounded to a power of 2 ** (1/8).
    ``own``: of our own table, so in the news."""

    name: str
    kind: str
    lat: float
    lon: float
    country: str | None = None
    geonameid: int | None = None
    population: int = 0
    region: str | None = None
    own: bool = False

    @property
    def precision(self) -> Precision:
        """How exact the place is, in the terms of the record."""
        return _PRECISION.get(self.kind, "region")


_APOSTROPHES = re.compile(r"['’‘`ʻʿʼ´]")
_BREAKS = re.compile(r"[\s\-–_.,]+")
_ARTICLE = re.compile(r"^the (?=.)")
_SHORT = re.compile(r"\b(st|ft|mt) (?=\w)")
_LONG = {"st": "saint ", "ft": "fort ", "mt": "mount "}


def normal(name: str) -> str:
    """The form under which a name is looked up: no case, accents, apostrophes or hyphens, and
    "Saint" for "St.".

    >>> normal("Sharm el-Sheikh")
    'sharm el sheikh'
    """
    if not name.isascii():
        parts = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in parts if not unicodedata.combining(c))
        name = name.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d")
    plain = _ARTICLE.sub("", _BREAKS.sub(" ", _APOSTROPHES.sub("", name)).strip().casefold())
    if "t " in plain:
        plain = _SHORT.sub(lambda short: _LONG[short[1]], plain)
    return plain


def key(name: str) -> tuple[int, int]:
    """The 40 bits that stand for a normal name in the file: the first 32, and 8 to check."""
    digest = hashlib.blake2b(name.encode(), digest_size=5).digest()
    return int.from_bytes(digest[:4], "little"), digest[4]


class Gazetteer:
    """Looks up places by name. Use ``Gazetteer.open``."""

    def __init__(self, data: memoryview, own: dict[str, list[Place]]) -> None:
        self._own = own
        self._names_of: dict[Place, list[str]] = {}
        for name, places in own.items():
            for place in places:
                self._names_of.setdefault(place, []).append(name)
        at = len(MAGIC) + 4
        size = int.from_bytes(data[at - 4 : at], "little")
        header: dict[str, Any] = json.loads(bytes(data[at : at + size]))
        self._countries: list[str] = header["countries"]
        self._regions: list[str] = header["regions"]
        self.origin: str = header["origin"]
        sections = header["sections"]

        def ints(name: str, form: Literal["B", "H", "I"]) -> memoryview[int]:
            start, length = sections[name]
            return data[start : start + length].cast(form)

        def floats(name: str) -> memoryview[float]:
            start, length = sections[name]
            return data[start : start + length].cast("f")

        self._hash, self._check, self._place = (
            ints("hash", "I"),
            ints("check", "B"),
            ints("place", "I"),
        )
        self._lat, self._lon = floats("lat"), floats("lon")
        self._id, self._name, self._names = ints("id", "I"), ints("name", "I"), ints("names", "B")
        self._population, self._kind = ints("population", "B"), ints("kind", "B")
        self._country, self._region = ints("country", "B"), ints("region", "H")

    @classmethod
    def open(cls, knowledge: Knowledge, path: Path = FILE) -> Gazetteer:
        """Map the file into memory and read ``places.tsv``.

        Raises ``KnowledgeError`` where there is no such file or it is another format.
        """
        try:
            with path.open("rb") as file:
                data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except OSError as error:
            raise KnowledgeError(f"no gazetteer ({error.strerror})", path=str(path)) from error
        if data[: len(MAGIC)] != MAGIC:
            raise KnowledgeError(f"not a gazetteer: it begins {data[:8]!r}", path=str(path))
        return cls(memoryview(data), _own(knowledge))

    def __len__(self) -> int:
        """How many places the file holds."""
        return len(self._id)

    def find(self, name: str) -> list[Place]:
        """The places of a name, our own first, then the most peopled first; empty if unknown.

        An abbreviation of ours (``US``) is found only as it is written there.
        """
        plain = normal(name)
        if not plain:
            return []
        own = [*self._own.get(name, ())] if name.isupper() else []
        own += [p for p in self._own.get(plain, ()) if p not in own]
        found = [self._read(i) for i in self._entries(plain)]
        for i, place in enumerate(own):
            same = [p for p in found if _same(place, p)]
            if same:
                found = [p for p in found if p not in same]
            else:
                same = self._twins(place, plain)
            if same:
                best = max(same, key=lambda p: p.population)
                own[i] = replace(
                    place,
                    geonameid=place.geonameid or best.geonameid,
                    population=best.population,
                    region=best.region,
                )
        return own + found

    def _twins(self, place: Place, plain: str) -> list[Place]:
        """The entries of one of our towns or regions under its other names, which say how many
        live there and in which region it lies."""
        if place.kind not in _SPELLED:
            return []
        names = (name for name in self._names_of.get(place, ()) if name != plain)
        entries = (self._read(i) for name in names for i in self._entries(name))
        return [p for p in entries if p.kind in _SPELLED and _same(place, p)]

    def _entries(self, plain: str) -> Iterator[int]:
        """The places of a normal name in the file."""
        first, check = key(plain)
        at = bisect_left(self._hash, first)
        while at < len(self._hash) and self._hash[at] == first:
            if self._check[at] == check:
                yield self._place[at]
            at += 1

    def countries(self) -> Iterable[Place]:
        """The states, from our own table."""
        seen = set()
        for places in self._own.values():
            for place in places:
                if place.kind == "country" and place.name not in seen:
                    seen.add(place.name)
                    yield place

    def people_of_regions(self) -> dict[str, float]:
        """How many people a first-level region of each state has on average."""
        region, totals, counts = KINDS.index("region"), dict[str, float](), dict[str, int]()
        for i, kind in enumerate(self._kind):
            if kind != region:  # they come first
                break
            state = self._countries[self._country[i]]
            totals[state] = totals.get(state, 0.0) + _people(self._population[i])
            counts[state] = counts.get(state, 0) + 1
        return {state: total / counts[state] for state, total in totals.items()}

    def _read(self, i: int) -> Place:
        start = self._name[i]
        end = self._name[i + 1]
        population = self._population[i]
        region = self._region[i]
        return Place(
            bytes(self._names[start:end]).decode(),
            KINDS[self._kind[i]],
            round(self._lat[i], 5),
            round(self._lon[i], 5),
            self._countries[self._country[i]],
            self._id[i] or None,
            _people(population),
            self._regions[region] or None,
        )


def _people(power: int) -> int:
    """The inhabitants that the file writes as a power of 2 ** (1/8); 0 where unknown."""
    return round(2 ** (power / 8)) if power else 0


_SPELLED = frozenset({"city", "capital", "seat", "region", "district"})
"""The kinds of which the file knows some place under another spelling than ours."""


def _same(own: Place, other: Place) -> bool:
    """Is the place of the file the same as ours: both towns or both regions, near one another?

    Centres of one region may lie far apart, but hardly a state has two regions of one name.
    """
    if own.country != other.country or (own.precision != other.precision):
        return False
    near = 0.6 if own.precision in ("city", "site") else 3.0
    if own.kind == other.kind == "region":
        near = 9.0
    return abs(own.lat - other.lat) < near and abs(own.lon - other.lon) < near


def _own(knowledge: Knowledge) -> dict[str, list[Place]]:
    """The places of ``places.tsv`` by normal name; abbreviations by the name as written."""
    places: dict[str, list[Place]] = {}
    for row in knowledge.rows("places.tsv"):
        place = _place(row)
        for name in (place.name, *row.many("also")):
            short = name.isupper() and len(name.replace(".", "")) <= 4
            found = places.setdefault(name if short else normal(name), [])
            if place not in found:
                found.append(place)
    return places


def _place(row: Row) -> Place:
    try:
        lat, lon = float(row.need("lat")), float(row.need("lon"))
        geonameid = int(row.get("geonameid") or 0) or None
    except ValueError as error:
        raise row.error(str(error)) from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise row.error(f"no such coordinates: {lat}, {lon}")
    return Place(
        row.need("name"),
        row.need("kind", KINDS),
        lat,
        lon,
        row.get("country"),
        geonameid,
        own=True,
    )
