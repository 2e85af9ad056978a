"""A small record to look at: a report, a denial, a plan, and figures that differ."""

import datetime as dt

from fastapi.testclient import TestClient
from stories import DAY, Told, document

from dateline.web.app import create
from dateline.web.desk import Settings

STORY = [
    Told("CONSULT", "SYR", "ISR", DAY, "happened", "Baku", None, "an envoy"),
    Told("ASSAULT", "ISR", "SYR", DAY, "happened", "Beirut", 3, "the ministry"),
]
OTHER = [
    Told("CONSULT", "SYR", "ISR", DAY, "negated", "Baku", None, "the ministry"),
    Told("ASSAULT", "ISR", "SYR", DAY, "happened", "Beirut", 7),
    Told("CONSULT", "TUR", "USA", DAY + dt.timedelta(20), "planned", "Syria"),
]


def docs():
    return [
        document(STORY, DAY, publisher="First Wire", url="https://example.org/1", title="Talks"),
        document(
            OTHER, DAY + dt.timedelta(1), publisher="Second Wire", url="https://example.org/2"
        ),
        document([Told("AID", "AZE", "SYR", None)], DAY + dt.timedelta(1), publisher="Daily"),
    ]


def coder(report):
    """Stands in for the embedded model: whatever the text, the same story."""
    return document(STORY, report.published, publisher=report.publisher, title=report.title)


def at(place, **settings):
    """A client of the page over a store, as a browser on this machine asks it."""
    app = create(Settings(place, **settings), coder)
    return TestClient(app, base_url="http://127.0.0.1:8642", follow_redirects=False)
