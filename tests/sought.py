"""An event whose days or place are sought, by hand."""

import datetime as dt
from dataclasses import replace

from build import at, document

from dateline.data import EventMention, PlaceMention
from dateline.what.scene import Scene

PUBLISHED = dt.date(2025, 7, 12)
MET = """They they PRON 2 nsubj
         met meet VERB 0 root
         in in ADP 4 case
         Baku Baku PROPN 2 obl
         on on ADP 6 case
         Tuesday Tuesday PROPN 2 obl
         _. . PUNCT 2 punct"""


def scene(*sentences, status="happened", times=(), places=(), trigger="met", kind="CONSULT"):
    doc = document(*sentences, published=PUBLISHED)
    span = at(doc, trigger)
    sent = next(s for s in doc.sentences if s.start <= span[0] < s.end)
    event = EventMention(kind, span, (sent.start, sent.end), status)
    doc = replace(
        doc,
        events=(event,),
        times=tuple(replace(t, start=at(doc, t.text)[0], end=at(doc, t.text)[1]) for t in times),
        places=tuple(replace(p, start=at(doc, p.text)[0], end=at(doc, p.text)[1]) for p in places),
    )
    return Scene(doc), event


BAKU = PlaceMention(0, 0, "Baku", "Baku", 40.38, 49.89, "AZE", 587084, "city")
