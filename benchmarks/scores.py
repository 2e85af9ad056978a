"""Scores every layer and writes docs/scores.md: the program behind `make scores`.

    python benchmarks/scores.py [--gold FOLDER] [--treebank FOLDER] [--only TASK] [--crosscheck]

The folders default to the environment's DATELINE_GOLD and DATELINE_TREEBANK, then to
../shared/gold and ../shared/corpus/treebank beside the project.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from _report import met, table, write_part

from dateline import pipeline
from dateline.commands.eval import statuses, types
from dateline.evaluation import gold_files, measuring, predicting
from dateline.evaluation.figures import pick
from dateline.measures import event

ROOT = Path(__file__).parent.parent


class Row(NamedTuple):
    """A figure: its place in the results of a task on a file, and the goal."""

    task: str
    file: str
    label: str
    path: tuple[str, ...]
    goal: float | None = None
    most: bool = False
    only: str = ""


def _f1(name):
    return (name, "f1")


LANGUAGE = [
    Row("language", f"{name}.conllu.gz", f"{label}, {kind}", (part, *_f1(figure)), goal, only=only)
    for name, label, only, raw_goal in (
        ("ewt.test", "EWT test", "", None),
        ("gum.test", "GUM test", "", None),
        ("gum.test", "GUM test, news", "_news_", 87.0),
    )
    for part, kind in (("raw", "raw text"), ("gold tokens", "gold words"))
    for figure, goal in (
        *((("words", None), ("sentences", None)) if part == "raw" else ()),
        ("UPOS", None),
        ("lemma", None),
        ("UAS", None),
        ("LAS", raw_goal if part == "raw" else 88.0 if not only else None),
    )
]
LABELS = "labels/"
MAIN = "main"
"""Of ``Row.only``: the main event of each item."""
LEAKAGE = ("claim leakage",)
RECORD = (
    _f1("found"), _f1("type"), _f1("dyad"), _f1("record"), ("lead",), ("status",), ("when",),
    ("where",), ("source",), ("source kind",), ("sources of depth 2",), ("sector",),
    _f1("modes"), _f1("counts"), LEAKAGE,
)  # fmt: skip
ARTICLES = [
    Row("articles", f"articles/{name}.jsonl", name, path, goals.get(path), path == LEAKAGE)
    for name, goals in (
        ("seed", {_f1("found"): 65.0, _f1("type"): 50.0, _f1("dyad"): 35.0}),
        (
            "dev",
            {
                _f1("found"): 72.0, _f1("type"): 62.0, _f1("dyad"): 46.0, _f1("record"): 22.0,
                ("lead",): 65.0, ("status",): 86.0, ("when",): 80.0, ("where",): 85.0,
                ("source",): 85.0, ("source kind",): 90.0, ("sources of depth 2",): 70.0,
                LEAKAGE: 3.0,
            },
        ),
    )
    for path in RECORD
]  # fmt: skip
ROWS = [
    *LANGUAGE,
    Row("names", "names/uner-pud.eval.jsonl", "names UNER-PUD", _f1("all"), 80.0),
    Row("names", "names/uner-ewt.eval.jsonl", "names UNER-EWT", _f1("all"), 76.0),
    Row("names", "names/re3d.dev.jsonl", "names re3d dev", _f1("all")),
    *(
        Row("time", f"time/{name}.jsonl", f"time {label}", path, goal)
        for name, label, least in (
            ("timebank.train", "TimeBank", 80.0),
            ("aquaint.train", "AQUAINT", 74.0),
            ("te3-platinum.eval", "TE3 platinum", 82.0),
        )
        for path, goal in ((_f1("strict"), None), (_f1("relaxed"), None), (_f1("value"), least))
    ),
    *(
        Row("place", f"place/{name}.eval.jsonl", f"place {name}", path, goal)
        for name, found, near in (
            ("lgl", None, 75.0), ("tr-news", 82.0, 90.0), ("gwn", 80.0, 94.0),
            ("geovirus", 85.0, 90.0),
        )
        for path, goal in (
            (_f1("recognition exact"), None),
            (_f1("recognition overlap"), found),
            (("resolution of correctly recognised", "accuracy@161km"), near),
            (("resolution of correctly recognised", "median error km"), None),
            (("resolution of correctly recognised", "same GeoNames id"), None),
            (_f1("found and within 161 km"), None),
        )
    ),
    *(
        Row("attribution", f"attribution/polnear.{split}.jsonl", f"PolNeAR {split}", path, goal)
        for split in ("dev", "eval")
        for path, goal in (
            (_f1("source exact"), None), (_f1("source tokens"), None), (_f1("cue exact"), None),
            (_f1("cue tokens"), None), (_f1("content exact"), None), (_f1("content tokens"), None),
            (_f1("pair"), 62.0), (("pair by kind", "direct", "f1"), None),
            (("pair by kind", "mixed", "f1"), None), (("pair by kind", "indirect", "f1"), None),
        )
    ),
    *(
        Row("factuality", f"factuality/{name}.jsonl", f"factuality {name}", path, goal)
        for name, least in (
            ("uw.dev", 0.7), ("uw.eval", None), ("meantime.eval", None), ("uds-ih2.eval", None),
        )
        for path, goal in (
            (("pearson r",), least), (("MAE (missing = worst error)",), None),
            (("three-way macro F1",), None),
        )
    ),
    *(
        Row("event", f"event/{name}.eval.jsonl", f"event {name}", path)
        for name in ("plover-gsr", "petrarch-unit", "petrarch2-gsr")
        for path in (_f1("type only"), _f1("type + country pairs"))
    ),
    *(
        Row("event", "event/plover-gsr.eval.jsonl", "event plover-gsr, main", path, goal, only=MAIN)
        for path, goal in (
            (_f1("type only"), 65.0),
            (_f1("type + actor and recipient countries"), 50.0),
            (_f1("type + country pairs"), None),
        )
    ),
    Row("type", "type/plv.eval.jsonl", "type PLV", ("root", "macro F1"), 84.0),
    Row("type", "type/plv.eval.jsonl", "type PLV", ("quad", "macro F1"), 91.0),
    *(
        Row("coref", f"coref/{name}.jsonl", f"coref {name}", ("CoNLL F1",))
        for name in ("gum.dev", "gum.eval", "ontogum.dev", "ontogum.eval")
    ),
    *(
        Row("attribution", "labels/attributions.jsonl", "our attributions, held out", path)
        for path in (
            _f1("source exact"), _f1("cue exact"), _f1("content exact"), _f1("pair"),
            _f1("pair, source exact"),
        )
    ),
    Row("coref", "labels/entities.jsonl", "our parties (pronouns learned here)", ("CoNLL F1",)),
    Row("nothing", "nothing.jsonl", "nothing happened", ("per 1,000 sentences",), 15.0, True),
    Row("nothing", "nothing.jsonl", "nothing happened", ("paragraphs left empty",)),
    *(
        Row("parties", f"coref/ontogum.{split}.jsonl",
            f"coref ontogum.{split}, persons, organisations, places", ("CoNLL F1",), 60.0,
            only=f"gum.{kinds}.conllu.gz")
        for split, kinds in (("train", "train"), ("dev", "dev"), ("eval", "test"))
    ),
    *ARTICLES,
    *(
        Row("articles", f"labels/{name}.jsonl", label, path)
        for name, label in (
            ("modern", "modern reports, sectors and days learned here"),
            ("modern-apart", "modern reports, nothing learned here"),
            ("events-wire", "agency copy, days, doubts and confidence learned here"),
        )
        for path in RECORD
    ),
    Row("confidence", "articles/dev.jsonl", "confidence dev", ("expected calibration error",)),
    Row("confidence", "articles/dev.jsonl", "confidence dev", ("ranking",)),
]  # fmt: skip


def command(row: Row) -> str:
    if row.task == "nothing":
        return f"`dateline eval nothing labels/{row.file} --corpora $GOLD/..`"
    if row.file.startswith(LABELS):
        corpora = " --corpora $GOLD/.." * gold_files.is_stand_off(ROOT / row.file)
        return f"`dateline eval {row.task} {row.file}{corpora}`"
    if row.task == "parties":
        return f"`dateline eval coref $GOLD/{row.file} --kinds $TREEBANK/{row.only}`"
    only = f" --only {row.only}" if row.only else ""
    if row.only == MAIN:
        only = " --main"
    folder = "$TREEBANK" if row.task == "language" else "$GOLD"
    return f"`dateline eval {row.task} {folder}/{row.file}{only}`"


def figures_of(row: Row, coder: pipeline.Coder, gold: Path, treebank: Path):
    """The figures of a task on a file; ``None`` where the file is not there."""
    folders = {"language": treebank, "nothing": ROOT / "labels"}
    ours = row.file.startswith(LABELS)
    path = (ROOT if ours else folders.get(row.task, gold)) / row.file
    if not path.is_file():
        return None
    if row.task == "language":
        parser = coder.parse
        scored = predicting.score_language(path, parser, parser.parse_words, row.only)
        return {"raw": scored.raw, "gold tokens": scored.gold_tokens}
    if row.task == "nothing":
        items = gold_files.read_paragraphs(path, gold.parent)
    elif ours and gold_files.is_stand_off(path):
        items = gold_files.read_labels(path, gold.parent)
    else:
        items = gold_files.read_gold(path)
    if ours and row.task == "coref":
        return measuring.score(row.task, predicting.predict_labelled(items, coder.pipe))
    if row.task == "parties":
        pairs = predicting.predict_parties(items, treebank / row.only, coder.pipe)
        return measuring.score("coref", pairs)
    if row.task == "factuality":
        return measuring.score(row.task, predicting.predict_factuality(items, *statuses()))
    if row.task == "type":
        return measuring.score(row.task, predicting.predict_types(items, *types()))
    read = event.main_from_document if row.only == MAIN else None
    return measuring.score(row.task, predicting.predict(row.task, items, coder.pipe, read))


def shown(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if abs(value) < 2 else f"{value:.1f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    gold = Path(os.environ.get("DATELINE_GOLD", ROOT.parent / "shared" / "gold"))
    treebank = Path(os.environ.get("DATELINE_TREEBANK", gold.parent / "corpus" / "treebank"))
    parser.add_argument("--gold", type=Path, default=gold)
    parser.add_argument("--treebank", type=Path, default=treebank)
    parser.add_argument("--only", help="one task; docs/scores.md is left as it is")
    parser.add_argument("--crosscheck", action="store_true", help="against the gold's own scorers")
    options = parser.parse_args()
    if not options.gold.is_dir():
        print(f"no folder {options.gold}: say --gold or DATELINE_GOLD", file=sys.stderr)
        return 2
    coder = pipeline.load()
    known: dict[tuple[str, str, str], object] = {}
    rows = []
    for row in ROWS:
        if options.only not in (None, row.task):
            continue
        key = row.task, row.file, row.only
        if key not in known:
            known[key] = figures_of(row, coder, options.gold, options.treebank)
        value = pick(known[key], row.path)
        name = " ".join(p for p in row.path if p != "f1" and p not in ("raw", "gold tokens"))
        name += " F1" if row.path[-1] == "f1" else ""
        goal = "" if row.goal is None else f"{'≤' if row.most else '≥'} {row.goal:g}"
        rows.append(
            (row.label, name, shown(value), goal, met(value, row.goal, most=row.most), command(row))
        )
        print(f"{row.label:34} {name:44} {shown(value):>7}  {goal}", flush=True)
    if options.only is None:
        header = ("set", "figure", "value", "goal", "met", "command")
        write_part("scores", ["## Layers", "", *table(header, rows)])
    if options.crosscheck:
        script = Path(__file__).parent / "crosscheck.py"
        return subprocess.run([sys.executable, str(script), str(options.gold)]).returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
