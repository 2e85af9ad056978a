import datetime as dt
import random

import pytest
from stories import DAY, Told, document

from dateline.errors import UsageError
from dateline.store import open_store, queries
from dateline.store.facts import point

EVENTS = {
    "talks": Told("CONSULT", "SYR", "ISR", DAY, "planned", "Baku"),
    "raid": Told("ASSAULT", "ISR", "SYR", DAY + dt.timedelta(1), "happened", "Beirut", 3),
    "aid": Told("AID", "AZE", "SYR", DAY + dt.timedelta(20), "ongoing", "Syria", None, "an envoy"),
    "blame": Told("ACCUSE", "TUR", "ISR", None, "happened", None, None, "the ministry"),
}


@pytest.fixture(scope="module")
def filled(new_place):
    with open_store(new_place(), writable=True) as store:
        for name, told in EVENTS.items():
            store.add([document([told], publisher=f"{name} daily", title="Café talks")])
        yield store


@pytest.fixture
def names(filled):
    """Tells which events a filter finds."""

    def find(**wanted):
        types = {told.event_type: name for name, told in EVENTS.items()}
        found = [types[record.event_type] for record in filled.events(**wanted)]
        assert filled.count(**wanted) == len(found)
        return " ".join(sorted(found))

    return find


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, "aid blame raid talks"),
        ({"actor": ("SYR",)}, "talks"),
        ({"actor": ("Syria",)}, "talks"),
        ({"actor": ("ISR/GOV",)}, "raid"),
        ({"actor": ("ISR/MIL",)}, ""),
        ({"recipient": ("SYR",)}, "aid raid"),
        ({"party": ("SYR",)}, "aid raid talks"),
        ({"party": ("SYR", "ISR")}, "raid talks"),
        ({"dyad": ("ISR:SYR",)}, "raid talks"),
        ({"dyad": ("SYR:ISR",)}, "raid talks"),
        ({"dyad": ("ISR>SYR",)}, "raid"),
        ({"dyad": ("ISR>SYR", "TUR>ISR")}, "blame raid"),
        ({"dyad": ("isr>syr",)}, "raid"),
        ({"dyad": ("syr : isr",)}, "raid talks"),
        ({"types": ("consult", "AID")}, "aid talks"),
        ({"statuses": ("planned",)}, "talks"),
        ({"countries": ("AZE",)}, "talks"),
        ({"places": ("beirut",)}, "raid"),
        ({"near": (33.5, 36.3, 100.0)}, "raid"),
        ({"near": (33.5, 36.3, 50.0)}, ""),
        ({"near": (35.0, 38.0, 10.0)}, ""),  # the middle of a state is no place in it
        ({"since": DAY + dt.timedelta(1)}, "aid raid"),
        ({"until": DAY + dt.timedelta(1)}, "raid talks"),
        ({"since": DAY, "until": DAY}, "talks"),
        ({"since": DAY, "until": DAY, "undated": True}, "blame talks"),
        ({"outlets": ("Raid Daily",)}, "raid"),
        ({"source_kinds": ("institution",)}, "aid blame"),
        ({"min_sources": 2}, ""),
        ({"min_outlets": 1}, "aid blame raid talks"),
        ({"min_confidence": 0.8}, ""),
        ({"contradicted": True}, ""),
        ({"text": "envoy"}, "aid"),
        ({"text": "CAFE"}, "aid blame raid talks"),
        ({"text": '"syria consults israel"'}, "talks"),
        ({"text": '"israel consults syria"'}, ""),
        ({"text": "minist*"}, "blame"),
        ({"text": "'; DROP TABLE reports; -- envoy"}, ""),
        ({"text": "!!!"}, ""),
        ({"actor": ("NZL",)}, ""),
        ({"types": ("ASSAULT",), "party": ("SYR",), "text": "israel"}, "raid"),
        ({"as_of": DAY - dt.timedelta(1)}, ""),
        ({"as_of": DAY, "types": ("AID",)}, "aid"),
    ],
)
def test_events_finds(names, wanted, found):
    assert names(**wanted) == found


def test_events_finds_by_region(store):
    told = Told("AID", "AZE", "SYR", DAY, place="Beirut")
    store.add([document([told])])
    assert store.count(regions=("Beirut",)) == store.count(regions=("beirut", "Texas")) == 1
    with pytest.raises(UsageError, match="no region is called Nowhere"):
        store.count(regions=("Nowhere",))


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"dyad": ("ISR",)}, "two parties"),
        ({"dyad": ("A>B>C",)}, "two parties"),
        ({"near": (91.0, 0.0, 1.0)}, "latitude"),
        ({"since": DAY, "until": DAY - dt.timedelta(1)}, "before since"),
    ],
)
def test_events_refuses(here, wanted, message):
    with pytest.raises(UsageError, match=message):
        here.events(**wanted)


def test_events_in_pages_give_all_events_once(store):
    told = [Told("AID", "AZE", "SYR", DAY + dt.timedelta(i % 3)) for i in range(30)]
    store.add([document([one], publisher=str(i), id_=str(i)) for i, one in enumerate(told)])
    store.add([document([Told("ACCUSE", "TUR", "ISR", None)], id_=f"b{i}") for i in range(20)])
    for order in ("oldest", "newest"):
        whole = store.events(order=order)
        pages = [store.events(order=order, limit=4, offset=i) for i in range(0, 40, 4)]
        assert [record for page in pages for record in page] == whole
    assert store.events(limit=0) == []


@pytest.mark.parametrize("near", [(33.5, 36.3, 50.0), (-60.0, 10.0, 4000.0), (89.9, 5.0, 30.0),
                                  (0.0, 179.9, 100.0), (51.0, -179.0, 2000.0)])  # fmt: skip
def test_a_radius_lies_in_its_box(near):
    middle, least = queries.circle(near)
    south, north, west, east = queries._box(near)
    rng = random.Random(1)
    inside = 0
    for _ in range(4000):
        lat = min(90.0, max(-90.0, near[0] + rng.gauss(0, near[2] / 111)))
        lon = (near[1] + rng.gauss(0, near[2] / 50) + 180) % 360 - 180
        if sum(a * b for a, b in zip(middle, point(lat, lon), strict=True)) >= least:
            inside += 1
            assert south <= lat <= north
            assert west < -180 or east > 180 or west <= lon <= east
    assert inside > 100
