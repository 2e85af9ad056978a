"""``dateline train``: trains the embedded models again from the public corpora."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from dateline.evaluation.items import Item

app = typer.Typer(
    help="Train the embedded models again from the public corpora.", no_args_is_help=True
)


def register(parent: typer.Typer) -> None:
    """Add ``train`` to the command line."""
    parent.add_typer(app, name="train")


Corpora = Annotated[
    Path, typer.Option(help="Folder with corpus/ and gold/ (see docs/training.md).", exists=True)
]
Labels = Annotated[Path, typer.Option(help="Folder of the stand-off labels of this project.")]
Work = Annotated[Path, typer.Option(help="Folder for checkpoints and logs.")]
Model = Annotated[Path, typer.Option(help="Folder of the model.")]
EMBEDDED = Path("src/dateline/model")
Seed = Annotated[int, typer.Option(help="Seed of everything random.")]


def _start(work: Path, name: str) -> None:
    """Log to standard error and to a file."""
    work.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(message)s",
        handlers=[logging.StreamHandler(), logging.FileHandler(work / f"{name}.log")],
    )


def _held_out(work: Path, corpora: Path, labels: Path) -> list[dict[str, Any]]:
    """The labelled reports that the network was not trained on."""
    from dateline.evaluation.labels import read_jsonl, unseen

    return [*read_jsonl(work / "held-out.jsonl"), *unseen(labels, corpora)]


Device = Annotated[str, typer.Option(help="Where PyTorch computes: cpu, cuda, …")]
Seconds = Annotated[float, typer.Option(help="End by then, with rates to match (0: never).")]
Workers = Annotated[int, typer.Option(help="Processes that make the batches.")]


def _labelled(work: Path, corpora: Path, labels: Path) -> tuple[list[Item], set[str]]:
    """All labelled reports, and the ids of those held out of the network's training."""
    from dateline.train import sources

    held_out = {line["id"] for line in _held_out(work, corpora, labels)}
    return sources.items_of(corpora, labels), held_out


def _tell(figures: Mapping[str, float]) -> None:
    for name, value in figures.items():
        typer.echo(f"{name:32} {value:.2f}")


@app.command()
def prepare(
    corpora: Corpora = Path("../shared"),
    labels: Labels = Path("labels"),
    work: Work = Path("build/train"),
    held_out: Annotated[int, typer.Option(help="Every n-th report is kept out of training.")] = 12,
) -> None:
    """Read all texts and gold once, with the embedded parser; write ``prepared.xz``."""
    _start(work, "prepare")
    from dateline.train import examples
    from dateline.train.corpora import open_corpora
    from dateline.train.preparing import prepare as read_all

    made = read_all(open_corpora(corpora, labels), held_out)
    examples.write(made.examples, made.labels, work / "prepared.xz")
    with (work / "held-out.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(x, ensure_ascii=False) + "\n" for x in made.held_out)


@app.command()
def teacher(
    work: Work = Path("build/train"),
    name: Annotated[str, typer.Option(help="Name of the checkpoint.")] = "t1",
    room: Annotated[int, typer.Option(help="Word pieces a batch.")] = 8000,
    rate: Annotated[float, typer.Option(help="Learning rate of the encoder.")] = 1e-4,
    passes: Annotated[float, typer.Option(help="Passes over the examples.")] = 8.0,
    seconds: Seconds = 0.0,
    seed: Seed = 1,
    device: Device = "cpu",
    workers: Workers = 0,
) -> None:
    """Train a teacher: all heads on MPNet. Wants an accelerator."""
    _start(work, name)
    from dateline.train import learn, shipping

    options = learn.Options(
        passes=passes, room=room, encoder_rate=rate, seed=seed, seconds=seconds, workers=workers
    )
    shipping.teacher(work, name, options, device)


@app.command()
def student(
    work: Work = Path("build/train"),
    name: Annotated[str, typer.Option(help="Name of the checkpoint.")] = "student",
    teachers: Annotated[str, typer.Option(help="Checkpoints of its teachers.")] = "t1,t2",
    layers: Annotated[int, typer.Option(help="Layers of the encoder.")] = 4,
    heads: Annotated[int, typer.Option(help="Attention heads of a layer.")] = 12,
    inner: Annotated[int, typer.Option(help="Inner units of a layer.")] = 1536,
    begin: Annotated[
        Path | None, typer.Option(help="Go on from this checkpoint, not from MiniLM.", exists=True)
    ] = None,
    rate: Annotated[float, typer.Option(help="Learning rate of the encoder.")] = 4e-4,
    rounded: Annotated[
        float, typer.Option(help="Share of the run after which products round as they ship.")
    ] = 1.0,
    fold: Annotated[
        int, typer.Option(help="Fold of labelled reports to hold out (-1: every 12th report).")
    ] = -1,
    eighths: Annotated[int, typer.Option(help="With --fold: eighths of the labels to use.")] = 8,
    passes: Annotated[float, typer.Option(help="Passes over the examples.")] = 10.0,
    seconds: Seconds = 0.0,
    seed: Seed = 5,
    device: Device = "cpu",
    workers: Workers = 0,
) -> None:
    """Train what ships: all heads on the bottom of MiniLM, taught by the teachers.

    With ``--teachers ''`` it learns from the gold alone.
    """
    _start(work, name)
    from dateline.train import curve, learn, shipping
    from dateline.train.network import Shape

    taught = [x for x in teachers.split(",") if x]
    options = learn.Options(
        passes=passes, distinct=2, room=7000, encoder_rate=rate, head_rate=1.5e-3, decay=0.999,
        gold=0.3 if taught else 1.0, seed=seed, seconds=seconds, workers=workers, rounded=rounded,
    )  # fmt: skip
    shape = Shape(layers=layers, heads=heads, inner=inner)
    part = curve.Part(fold, eighths) if fold >= 0 else None
    shipping.student(work, name, taught, shape, options, device, begin=begin, part=part)


@app.command()
def mean(
    names: Annotated[str, typer.Argument(help="Checkpoints of students, such as b,c.")],
    work: Work = Path("build/train"),
    name: Annotated[str, typer.Option(help="Name of the new checkpoint.")] = "student",
) -> None:
    """Average the weights of students that went on from one checkpoint."""
    from dateline.train import shipping

    shipping.mean(work, names.split(","), name)


@app.command()
def narrow(
    work: Work = Path("build/train"),
    source: Annotated[Path, typer.Option(help="Checkpoint to start from.")] = Path(
        "build/train/student.pt"
    ),
    name: Annotated[str, typer.Option(help="Name of the checkpoint.")] = "narrow",
    heads: Annotated[int, typer.Option(help="Attention heads that each layer keeps.")] = 10,
    inner: Annotated[int, typer.Option(help="Inner units that each layer keeps.")] = 1280,
    passes: Annotated[float, typer.Option(help="Passes over the examples.")] = 1.5,
    rate: Annotated[float, typer.Option(help="Learning rate.")] = 2e-4,
    begun: Annotated[
        Path | None, typer.Option(help="Go on with this narrow checkpoint.", exists=True)
    ] = None,
    seed: Seed = 1,
) -> None:
    """Make a student narrower, and so faster; it learns from itself. An hour on two cores."""
    _start(work, name)
    from dateline.train import pruning, shipping

    options = pruning.Options(
        heads=heads, inner=inner, passes=passes, rate=rate, seed=seed, wide=0.0 if begun else 0.1
    )
    shipping.narrow(work, source, name, options, begun)


@app.command()
def trees(
    work: Work = Path("build/train"),
    source: Annotated[Path, typer.Option(help="Checkpoint to start from.")] = Path(
        "build/train/student.pt"
    ),
    parsers: Annotated[
        str, typer.Option(help="Checkpoints of students that learned from the gold alone.")
    ] = "cv0,cv1,cv2,cv3,cv4",
    name: Annotated[str, typer.Option(help="Name of the checkpoint.")] = "trees",
    words: Annotated[int, typer.Option(help="Words of reports to learn from.")] = 300_000,
    passes: Annotated[int, typer.Option(help="Passes over them and the treebanks.")] = 8,
    seed: Seed = 5,
) -> None:
    """Teach a student the trees and tags of reports, which have no gold, by others' mean.

    Its encoder and all other heads stay as they are. A quarter of an hour on two cores.
    """
    _start(work, name)
    from dateline.train import shipping
    from dateline.train import trees as teaching

    options = teaching.Options(words=words, passes=passes, seed=seed)
    shipping.teach_trees(work, source, parsers.split(","), name, options)


@app.command()
def export(
    work: Work = Path("build/train"),
    target: Annotated[Path, typer.Option(help="Folder to write the model to.")] = Path(
        "build/model"
    ),
    name: Annotated[str, typer.Option(help="Checkpoint to export.")] = "student",
    quantize: Annotated[bool, typer.Option(help="8-bit weights (else 32).")] = True,
) -> None:
    """Export a student to ONNX."""
    _start(work, "export")
    from dateline.train import shipping

    shipping.export_student(work / f"{name}.pt", target, quantize=quantize)


@app.command()
def parties(
    corpora: Corpora = Path("../shared"),
    labels: Labels = Path("labels"),
    work: Work = Path("build/train"),
    target: Model = EMBEDDED,
) -> None:
    """Train the choice of an event's parties; after every new network, whose and thresholds."""
    _start(work, "parties")
    from dateline.train import parties as train_parties

    found = train_parties.read(corpora, labels, _held_out(work, corpora, labels), work)
    _tell(train_parties.train(*found, target / "parties.tsv", work))


@app.command()
def thresholds(
    work: Work = Path("build/train"),
    target: Model = EMBEDDED,
) -> None:
    """Choose the decoder's thresholds on the reports held out of training."""
    _start(work, "thresholds")
    from dateline.evaluation.labels import read_jsonl
    from dateline.train import thresholds as train_thresholds

    train_thresholds.write(train_thresholds.tune(read_jsonl(work / "held-out.jsonl")), target)


@app.command()
def attributions(
    corpora: Corpora = Path("../shared"),
    target: Model = EMBEDDED,
    labels: Annotated[
        Path | None, typer.Option(help="Learn from labels/attributions.jsonl as well.")
    ] = None,
) -> None:
    """Train the model that chooses among readings of who says what (no PyTorch needed)."""
    from dateline.knowledge import Knowledge
    from dateline.parsers import english
    from dateline.train import attributions as train_attributions

    items = train_attributions.read(corpora, labels)
    train_attributions.main(items, english.load(Knowledge()), target / "attributions.tsv")


@app.command()
def names(
    corpora: Corpora = Path("../shared"),
    labels: Labels = Path("labels"),
    target: Model = EMBEDDED,
) -> None:
    """Train the model that judges what may be a name (no PyTorch needed)."""
    from dateline.train import names as train_names

    train_names.main(corpora, labels, target / "names.tsv")


@app.command()
def sources(
    corpora: Corpora = Path("../shared"),
    labels: Labels = Path("labels"),
    work: Work = Path("build/train"),
    target: Model = EMBEDDED,
) -> None:
    """Train the models that choose the sources of events (no PyTorch needed)."""
    from dateline.train import sources as train_sources

    train_sources.main(*_labelled(work, corpora, labels), work, target)


@app.command()
def status(
    corpora: Corpora = Path("../shared"),
    labels: Labels = Path("labels"),
    work: Work = Path("build/train"),
    target: Model = EMBEDDED,
) -> None:
    """Train what the words around a trigger say of its status; after every new network."""
    _start(work, "status")
    from dateline.train import status as train_status

    train_status.main(corpora, labels, work / "held-out.jsonl", target)


def _second_look(name: str, about: str) -> None:
    """Add a command that fits a table of its own name on what networks say of labelled reports."""

    def command(
        corpora: Corpora = Path("../shared"),
        labels: Labels = Path("labels"),
        work: Work = Path("build/train"),
        target: Model = EMBEDDED,
    ) -> None:
        _start(work, name)
        training = import_module(f"dateline.train.{name}")
        items, held_out = _labelled(work, corpora, labels)
        _tell(training.train(items, held_out, work, target / f"{name}.tsv"))

    app.command(name, help=about)(command)


_second_look(
    "keeping",
    "Train the second look at which events are told; after every new network and thresholds.",
)
_second_look(
    "modes",
    "Train what tells the modes of events; after every new network, and parties.",
)
_second_look(
    "joining",
    "Train which mentions of a report are one event; after every new network, and parties.",
)


@app.command()
def whose(
    corpora: Corpora = Path("../shared"),
    labels: Labels = Path("labels"),
    target: Model = EMBEDDED,
) -> None:
    """Train the models that judge country and sectors of participants (no PyTorch needed)."""
    from dateline import pipeline
    from dateline.evaluation.labels import events as labelled_events
    from dateline.train import whose as train_whose

    annotate = pipeline.load(annotators=("times", "places")).code
    with (corpora / "gold" / "articles" / "train.jsonl").open(encoding="utf-8") as lines:
        reports = [json.loads(line) for line in lines]
    reports += labelled_events(labels, corpora)
    train_whose.train(reports, target, annotate)


@app.command()
def pronouns(
    corpora: Corpora = Path("../shared"),
    labels: Labels = Path("labels"),
    target: Model = EMBEDDED,
) -> None:
    """Train which entity a pronoun means (no PyTorch needed)."""
    from dateline import pipeline
    from dateline.train import pronouns as train_pronouns

    code = pipeline.load(annotators=("times", "places")).code
    right, of = train_pronouns.main(corpora, labels, target / "pronouns.tsv", code)
    typer.echo(f"cross-validated: {right} of {of} pronouns right")


@app.command()
def choosers(
    corpora: Corpora = Path("../shared"),
    labels: Labels = Path("labels"),
    work: Work = Path("build/train"),
    target: Model = EMBEDDED,
) -> None:
    """Train the choice of an event's time and place; to be done after every new parser."""
    _start(work, "choosers")
    from dateline import pipeline
    from dateline.evaluation.labels import events as labelled_events
    from dateline.train import choosers as train_choosers

    annotators = pipeline.ANNOTATORS[: pipeline.ANNOTATORS.index("when")]
    items = [
        *(item for item in labelled_events(labels, corpora) if item.get("published")),
        *train_choosers.read_lines(corpora / "gold/articles/train.jsonl"),
    ]
    train_choosers.train(
        items,
        [item for item in _held_out(work, corpora, labels) if item.get("published")],
        target,
        pipeline.load(annotators=("times", "places")).code,
        pipeline.load(annotators=annotators).read,
    )


@app.command()
def between(
    corpora: Corpora = Path("../shared"),
    target: Model = EMBEDDED,
) -> None:
    """Train the model of what one marked party does to another; after every new parser."""
    from dateline.evaluation import gold_files
    from dateline.evaluation.figures import pick
    from dateline.knowledge import Knowledge
    from dateline.parsers import english
    from dateline.train import between as train_between

    items = gold_files.read_gold(corpora / "gold" / "type" / "plv.train.jsonl")
    figures = train_between.train(items, english.load(Knowledge()), target / "between.tsv")
    root, quad = (pick(figures, (part, "macro F1")) for part in ("root", "quad"))
    typer.echo(f"cross-validated macro F1: root {root:.1f}, quad {quad:.1f}")


@app.command()
def merging(
    corpora: Corpora = Path("../shared"),
    labels: Labels = Path("labels"),
    target: Model = EMBEDDED,
) -> None:
    """Train the model that judges whether two mentions tell of one event (no PyTorch needed)."""
    from dateline import pipeline
    from dateline.train import merging as train_merging

    code = pipeline.load().code
    train_merging.train(labels / "merging.jsonl", corpora, code, target / "merging.tsv")


@app.command()
def doubts(
    corpora: Corpora = Path("../shared"),
    labels: Labels = Path("labels"),
    work: Work = Path("build/train"),
    target: Model = EMBEDDED,
) -> None:
    """Train which events are too doubtful to be told, on the reports held out of training."""
    _start(work, "doubts")
    from dateline.train import doubts as train_doubts

    _tell(train_doubts.train(_held_out(work, corpora, labels), target / "doubts.tsv", work))


@app.command()
def confidence(
    corpora: Corpora = Path("../shared"),
    labels: Labels = Path("labels"),
    work: Work = Path("build/train"),
    target: Model = EMBEDDED,
) -> None:
    """Train the confidence of events on the reports held out of training; the last step."""
    from dateline.evaluation import showing
    from dateline.train import confidence as train_confidence

    held_out = _held_out(work, corpora, labels)
    figures = train_confidence.train(held_out, target / "confidence.tsv", work)
    for name, value in showing.table(figures):
        typer.echo(f"{name:32} {value}")
