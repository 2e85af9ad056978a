"""Hostile strings: kinds of payload, each put into every field that a page shows."""

import datetime as dt
from dataclasses import replace

from stories import DAY, Told, document

from dateline.data import Where

PAYLOADS = (
    "<script>hit({n})</script>",
    "</script><script>hit({n})</script>",
    "<img src=x onerror=hit({n})>",
    '"><img src=x onerror=hit({n})>',
    "'><svg onload=hit({n})>",
    '" onmouseover="hit({n})" x="',
    "' autofocus onfocus='hit({n})' x='",
    "javascript:hit({n})",
    "JaVaScRiPt:hit({n})//https://x.example/",
    "data:text/html,<script>hit({n})</script>",
    'https://x.example/"onclick="hit({n})',
    "</title><script>hit({n})</script>",
    "</textarea><script>hit({n})</script>",
    "</svg><script>hit({n})</script><svg>",
    "<iframe srcdoc='<script>parent.hit({n})</script>'>",
    "<base href='https://x.example/{n}/'>",
    "<meta http-equiv=refresh content='0;url=https://x.example/{n}'>",
    "<style>body{{display:none}}</style>{n}",
    "{{{{ cycler.__init__.__globals__ }}}} hit({n})",
    "<!--\u202e\x1b[31m --!><script>hit({n})</script>",
)
FIELDS = (
    "title", "publisher", "url", "dateline", "language", "text", "actor", "entity", "place",
    "source",
)  # fmt: skip
STRINGS = {
    (kind, field): payload.format(n=kind * len(FIELDS) + number)
    for kind, payload in enumerate(PAYLOADS)
    for number, field in enumerate(FIELDS)
}
assert len(STRINGS) == 200


def docs():
    """A document for each kind of payload, with it in every field."""
    out = []
    for kind in range(len(PAYLOADS)):
        of = {field: STRINGS[kind, field] for field in FIELDS}
        day = DAY - dt.timedelta(days=50 * (kind + 1))  # far apart, so that each makes a record
        plain = document([Told("ACCUSE", "SYR", "ISR", day, place="Baku", source="an envoy")], day)
        event, report = plain.events[0], plain.report
        shift = len(of["text"]) + 1
        sentence = (0, event.sentence[1] + shift)

        def moved(one, shift=shift, **values):
            return replace(one, start=one.start + shift, end=one.end + shift, **values)

        event = replace(
            event,
            trigger=(event.trigger[0] + shift, event.trigger[1] + shift),
            sentence=sentence,
            actors=(moved(event.actors[0], name=of["actor"], entity=of["entity"]),),
            recipients=tuple(moved(one) for one in event.recipients),
            sources=tuple(moved(one, name=of["source"], cue=of["source"]) for one in event.sources),
            where=Where(of["place"], 40.0 + kind / 10, 49.0, of["place"][:3], None, "city"),
        )
        report = replace(
            report, id=f"h{kind}", text=f"{of['text']} {report.text}", title=of["title"],
            publisher=of["publisher"], url=of["url"], dateline=of["dateline"],
            language=of["language"],
        )  # fmt: skip
        out.append(replace(plain, report=report, events=(event,)))
    return out
