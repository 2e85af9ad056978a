"""Stand-off labels: our annotation of public corpora, without any of their text.

A line of ``labels/*.jsonl`` holds the id of a report, the first 16 digits of the SHA-256 of its
text, and offsets with codes. ``join`` puts labels and text together again, and refuses a text that
is not the one that was labelled. Of reports that we wrote ourselves the line holds the text, too.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)
Json = dict[str, Any]
CORPORA = (
    "corpus/wire-1997-2006.jsonl.gz",
    "gold/place/gwn.eval.jsonl",
    "gold/place/tr-news.eval.jsonl",
    "gold/place/lgl.eval.jsonl",
    "gold/attribution/polnear.train.jsonl",
    "gold/names/re3d.train.jsonl",
)
"""Where the texts stand, below the folder of shared corpora."""
EVENTS = ("events.jsonl", "events-rare.jsonl", "modern.jsonl", "events-wire.jsonl")
"""Files of reports with all their events."""
UNSEEN: tuple[str, ...] = ("modern.jsonl", "events-wire.jsonl")
"""Those of them that the network of ``weights/english.pt`` was not trained on: what is fitted on
the network's answers counts their reports among those held out. Newer files belong here until a
network has read them."""


def read_jsonl(path: Path) -> Iterator[Json]:
    """Read a file of JSON lines, plain or gzip."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def checksum(text: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def strip(item: Json) -> Json:
    """Leave out of a labelled report (form of its gold file) all words of the report.

    Who read it stays, where that is given (``reader``).
    """

    def bare(value: Any) -> Any:  # noqa: ANN401 - any JSON value
        if isinstance(value, dict):
            return {k: bare(v) for k, v in value.items() if k != "text"}
        return [bare(v) for v in value] if isinstance(value, list) else value

    reader = {"reader": item["reader"]} if "reader" in item else {}
    return {
        "id": item["id"], "sha256": checksum(item["text"]), **reader, "gold": bare(item["gold"])
    }  # fmt: skip


def join(labels: Path, corpora: Path) -> Iterator[Json]:
    """Put labels and texts together: items in the form of the gold files, in label order.

    A label whose text is not found, or is another one, is left out and counted in the log. Of a
    report read twice the first reading is given; ``twice`` gives both.
    """
    yield from _join(labels, corpora, [readings[0] for readings in _readings(labels)])


def events(labels: Path, corpora: Path, files: Sequence[str] = EVENTS) -> Iterator[Json]:
    """All reports whose events are labelled in files of the folder ``labels``, as ``join`` gives
    them."""
    for name in files:
        if (labels / name).is_file():
            yield from join(labels / name, corpora)


def unseen(labels: Path, corpora: Path) -> Iterator[Json]:
    """The labelled reports that no training of the network reads, beside those it holds out."""
    return events(labels, corpora, UNSEEN)


def twice(labels: Path, corpora: Path) -> Iterator[tuple[Json, Json]]:
    """Give the reports that two readers labelled: the item, and the gold of the second reading."""
    pairs = [readings for readings in _readings(labels) if len(readings) > 1]
    second = {readings[0]["id"]: readings[1]["gold"] for readings in pairs}
    for item in _join(labels, corpora, [readings[0] for readings in pairs]):
        yield item, second[item["id"]]


def _readings(labels: Path) -> list[list[Json]]:
    """The lines of each report, in the order of the first."""
    by_report: dict[str, list[Json]] = {}
    for line in read_jsonl(labels):
        by_report.setdefault(line["id"], []).append(line)
    return list(by_report.values())


def _join(labels: Path, corpora: Path, lines: list[Json]) -> Iterator[Json]:
    texts = _texts(corpora, {line["id"] for line in lines if "text" not in line})
    missing = 0
    for line in lines:
        source = line if "text" in line else texts.get((line["id"], line["sha256"]))
        if source is None:
            missing += 1
            continue
        text = source["text"]
        gold = [_with_text(g, text) if isinstance(g, dict) else g for g in line["gold"]]
        yield {
            "id": line["id"], "published": source.get("published"), "title": source.get("title"),
            "text": text, "gold": gold,
        }  # fmt: skip
    if missing:
        log.warning("%s: the texts of %d labelled reports were not found", labels.name, missing)


def corrected(items: Iterable[Json], path: Path) -> Iterator[Json]:
    """Apply ``labels/corrections.jsonl`` to labelled reports (gold/articles form).

    A line names a mention by report, checksum, trigger and type, and either sets fields of it
    (``set``) or takes it out (``drop``); ``reason`` says why. Items are given in their order, those
    without a correction as they are. A correction that fits no mention is counted in the log.
    """
    changes: dict[tuple[str, str], list[Json]] = {}
    for line in read_jsonl(path) if path.is_file() else ():
        changes.setdefault((line["id"], line["sha256"]), []).append(line)
    open_ids = {key[0] for key in changes}
    done = 0
    for item in items:
        mine = []
        if item["id"] in open_ids:
            mine = changes.get((item["id"], checksum(item["text"])), [])
        if not mine:
            yield item
            continue
        gold = []
        for g in item["gold"]:
            change = next((c for c in mine if _is_about(c, g)), None)
            done += change is not None
            if change is None:
                gold.append(g)
            elif not change.get("drop"):
                gold.append(_with_text({**g, **change["set"]}, item["text"]))
        yield {**item, "gold": gold}
    left = sum(map(len, changes.values())) - done
    if left:
        log.warning("%s: %d corrections fit no mention", path.name, left)


def _is_about(change: Json, mention: Json) -> bool:
    same = list(change["trigger"]) == list(mention["trigger"])
    return same and bool(change["type"] == mention["type"])


def paragraphs(labels: Path, corpora: Path) -> Iterator[Json]:
    """The paragraphs of ``labels/nothing.jsonl`` with their text, each as an item of its own whose
    ``gold`` is empty.

    A paragraph whose report is not found, or is another one, is left out and counted in the log.
    """
    texts = _texts(corpora, {line["id"] for line in read_jsonl(labels)})
    missing = 0
    for line in read_jsonl(labels):
        source = texts.get((line["id"], line["sha256"]))
        if source is None:
            missing += 1
            continue
        start, end = line["start"], line["end"]
        yield {
            "id": f"{line['id']}:{start}", "published": source.get("published"),
            "text": source["text"][start:end], "gold": [], "kind": line["kind"],
        }  # fmt: skip
    if missing:
        log.warning("%s: the texts of %d paragraphs were not found", labels.name, missing)


def _with_text(gold: Json, text: str) -> Json:
    out = dict(gold)
    for key in ("actors", "recipients", "sources"):
        if key in gold:
            out[key] = [{**p, "text": text[p["start"] : p["end"]]} for p in gold[key]]
    return out


def _texts(corpora: Path, wanted: set[str]) -> dict[tuple[str, str], Json]:
    found: dict[tuple[str, str], Json] = {}
    for name in CORPORA if wanted else ():
        path = corpora / name
        if not path.is_file():
            log.warning("no corpus at %s", path)
            continue
        for item in read_jsonl(path):
            if item["id"] in wanted:
                found[item["id"], checksum(item["text"])] = item
    return found


def write(items: Iterable[Json], target: Path) -> int:
    """Write stand-off labels sorted by id and reader; give how many."""
    rows = sorted((strip(item) for item in items), key=lambda r: (r["id"], r.get("reader", "")))
    with target.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    return len(rows)
