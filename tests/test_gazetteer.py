"""The gazetteer: look-up, our own places, building."""

import json

import pytest

from dateline.errors import KnowledgeError, UsageError
from dateline.gazetteer import KINDS, Gazetteer, normal
from dateline.knowledge import Knowledge
from dateline.train.build_gazetteer import build

GAZETTEER = Gazetteer.open(Knowledge())


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Baku", "capital", "AZE"),
        ("Mosul", "city", "IRQ"),
        ("Kiev", "city", "UKR"),
        ("Kyiv", "city", "UKR"),
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
    ],
)
def test_normal_drops_case_accents_and_marks(name, plain):
    assert normal(name) == plain


def test_own_town_takes_id_and_people_from_the_index():
    place = GAZETTEER.find("Kiev")[0]
    assert place.geonameid == 703448
    assert place.population > 1_000_000


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


def test_build_writes_what_is_read_again(tmp_path):
    city = {
        "geonameid": 7, "name": "Zaporia", "latitude": 1.5, "longitude": -2.25, "countrycode": "GH",
        "population": 50000, "admin1code": "01",
        "alternatenames": ["Old Zaporia", "ZAP", "запория", "zaporiya"],
    }  # fmt: skip
    state = {"iso": "GH", "iso3": "GHA", "capital": "Zaporia"}
    (tmp_path / "cities1000.json").write_text(json.dumps({"7": city}))
    (tmp_path / "countries.json").write_text(json.dumps({"GH": state}))
    target = tmp_path / "out" / "gazetteer.bin"
    count = build(tmp_path, target)
    gazetteer = Gazetteer.open(Knowledge(), target)
    assert len(gazetteer) == count
    place = gazetteer.find("Old Zaporia")[0]
    assert (place.name, place.kind, place.lat, place.lon) == ("Zaporia", "capital", 1.5, -2.25)
    assert (place.country, place.geonameid, place.region) == ("GHA", 7, "01")
    assert gazetteer.find("ZAP") == []
    assert target.read_bytes() == (build(tmp_path, target), target.read_bytes())[1]


def test_build_without_data_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"countries\.json"):
        build(tmp_path, tmp_path / "gazetteer.bin")
