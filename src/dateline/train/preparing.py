"""Reads everything there is to train on, and makes examples of it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from dateline.evaluation.labels import EVENTS, UNSEEN, corrected, join, read_jsonl
from dateline.evaluation.labels import events as labelled_events
from dateline.train import treebank
from dateline.train.corpora import Corpora, Json
from dateline.train.examples import Example
from dateline.train.report_examples import Reports
from dateline.train.tasks import NAMES, RARE_PATH, STATUSES, TYPES
from dateline.train.treebank_examples import Tags, of_treebank, treebank_texts

log = logging.getLogger(__name__)
RAW = (
    "corpus/wire-1997-2006.jsonl.gz",
    "gold/place/gwn.eval.jsonl",
    "gold/place/tr-news.eval.jsonl",
    "gold/place/lgl.eval.jsonl",
)
"""Texts that are read without their gold, for the teacher to label."""


@dataclass(frozen=True)
class Prepared:
    """Examples and the label sets that their numbers count in (the fields of ``Labels``)."""

    examples: list[Example]
    labels: dict[str, list[str]]
    held_out: list[Json]


def read_items(corpora: Path, labels: Path) -> list[Json]:
    """All reports with gold events to train on: the shared training part and our own labels."""
    shared = list(read_jsonl(corpora / "gold/articles/train.jsonl"))
    seen = {item["id"] for item in shared}
    seen_files = [name for name in EVENTS if name not in UNSEEN]
    own = labelled_events(labels, corpora, seen_files)
    items = shared + [x for x in own if x["id"] not in seen]
    return list(corrected(items, labels / "corrections.jsonl"))


def prepare(corpora: Corpora, held_out: int = 12) -> Prepared:
    """Read everything there is to train on. Every ``held_out``-th report with events is kept out
    of training, and its text out of all other sets."""
    texts = treebank_texts(corpora.folder, "train")
    tags = Tags(texts)
    examples = list(of_treebank(texts, "train", tags, corpora.pieces))
    for part in ("ewt", "gum"):
        bank = treebank.read_conllu(corpora.folder / f"corpus/treebank/{part}.dev.conllu.gz")
        if part == "ewt":
            bank = treebank.with_uner(bank, corpora.folder / "gold/names/uner-ewt.dev.jsonl")
        examples += of_treebank(bank, f"{part}.dev", tags, corpora.pieces)
    reports = Reports(corpora)
    kept = _add_reports(reports, corpora, held_out)
    paths = [RARE_PATH, *sorted(p for p, n in reports.paths.items() if n >= 40)]
    examples += reports.examples(paths)
    labels = tags.sets | {
        "names": NAMES, "types": TYPES, "statuses": STATUSES,
        "modes": list(reports.modes), "paths": paths,
    }  # fmt: skip
    log.info("%d examples, %d paths", len(examples), len(paths))
    return Prepared(examples, labels, kept)


def _add_reports(reports: Reports, corpora: Corpora, held_out: int) -> list[Json]:
    items = read_items(corpora.folder, corpora.labels)
    kept = [x for n, x in enumerate(items) if n % held_out == held_out - 1]
    apart = {x["id"] for x in kept} | {x["id"] for x in corpora.gold("articles/dev.jsonl")}
    names = {x["id"]: x for x in join(corpora.labels / "names.jsonl", corpora.folder)}
    said = {x["id"]: x for x in join(corpora.labels / "attributions.jsonl", corpora.folder)}
    done = set(apart)
    for x in items:
        part = "held-out" if x["id"] in apart else "train"
        named, told = (own.get(x["id"], {}).get("gold") for own in (names, said))
        reports.add(x, part, events=x["gold"], names=named, said=told)
        done.add(x["id"])
    for x in names.values():
        if x["id"] not in done:
            reports.add(x, "train", names=x["gold"])
            done.add(x["id"])
    for x in corpora.gold("attribution/polnear.train.jsonl"):
        if x["id"] not in apart:
            reports.add(x, "train", said=x["gold"])
            done.add(x["id"])
    for x in corpora.gold("attribution/polnear.dev.jsonl"):
        reports.add(x, "polnear.dev", said=x["gold"])
    for name in ("uw", "meantime"):
        for x in corpora.gold(f"factuality/{name}.train.jsonl"):
            reports.add(x, "train", facts=x["gold"])
    for x in corpora.gold("factuality/uds-ih2.train.jsonl"):
        reports.add(x, "train", facts=x["gold"])
    for x in corpora.gold("factuality/uw.dev.jsonl"):
        reports.add(x, "uw.dev", facts=x["gold"])
    for x in corpora.gold("type/plv.train.jsonl"):
        reports.add(x, "train", kind=x["gold"])
    for name in RAW:
        for x in read_jsonl(corpora.folder / name):
            if x["id"] not in done:
                reports.add(x, "raw")
    return kept
