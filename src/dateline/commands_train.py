"""``dateline train``: trains the embedded models again from the public corpora."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

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
Seed = Annotated[int, typer.Option(help="Seed of everything random.")]


def _start(work: Path, name: str) -> None:
    """Log to standard error and to a file; one thread, as a second core is soon shared."""
    import torch

    work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(message)s",
        handlers=[logging.StreamHandler(), logging.FileHandler(work / f"{name}.log")],
    )


@app.command()
def language(
    corpora: Corpora = Path("../shared"),
    labels: Labels = Path("labels"),
    work: Work = Path("build/train"),
    epochs: Annotated[float, typer.Option(help="Passes over the treebanks.")] = 2.5,
    seed: Seed = 1,
) -> None:
    """Train the language heads: parts of speech, lemmas, dependencies, names."""
    _start(work, "language")
    from dateline.train import language as train_language

    texts = train_language.texts_with_names(corpora, labels)
    train_language.train(
        train_language.begin(train_language.collect_labels(texts)),
        texts,
        work / "language.pt",
        train_language.Options(epochs=epochs, seed=seed),
    )


@app.command()
def polish(
    corpora: Corpora = Path("../shared"),
    labels: Labels = Path("labels"),
    work: Work = Path("build/train"),
    epochs: Annotated[float, typer.Option(help="Passes over the treebanks.")] = 2.0,
    seed: Seed = 3,
) -> None:
    """Train the language side of ``events.pt`` further; write ``polished.pt``.

    The layers that both sides share stay as they are, and so do the events.
    """
    _start(work, "polish")
    from dateline.train import language as train_language

    network = train_language.load(work / "events.pt")
    train_language.keep_shared(network)
    train_language.train(
        network,
        train_language.texts_with_names(corpora, labels),
        work / "polished.pt",
        train_language.Options(epochs=epochs, encoder_rate=3e-4, head_rate=1e-3, seed=seed),
    )


@app.command()
def events(
    corpora: Corpora = Path("../shared"),
    labels: Labels = Path("labels"),
    work: Work = Path("build/train"),
    epochs: Annotated[float, typer.Option(help="Passes over the labelled reports.")] = 8.0,
    held_out: Annotated[int, typer.Option(help="Every n-th report is kept for thresholds.")] = 12,
    encoder_rate: Annotated[float, typer.Option(help="Learning rate of the encoder.")] = 2.5e-4,
    processes: Annotated[int, typer.Option(help="Processes that train together.")] = 1,
    start: Annotated[
        str, typer.Option(help="Checkpoint to start from: language.pt, or events.pt to go on.")
    ] = "language.pt",
    seed: Seed = 1,
) -> None:
    """Train the event heads together with the language heads, from ``language.pt``."""
    _start(work, "events")
    from dateline.train import events as train_events
    from dateline.train import parallel
    from dateline.train.language import Options

    options = Options(epochs=epochs, encoder_rate=encoder_rate, head_rate=1.2e-3, seed=seed)
    parallel.run(train_events.Run(corpora, labels, work, held_out, options, start), processes)


@app.command()
def export(
    work: Work = Path("build/train"),
    target: Annotated[Path, typer.Option(help="Folder to write the model to.")] = Path(
        "build/model"
    ),
    name: Annotated[str, typer.Option(help="Checkpoint to export.")] = "polished.pt",
    quantize: Annotated[bool, typer.Option(help="8-bit weights (else 32).")] = True,
) -> None:
    """Export a checkpoint to ONNX."""
    _start(work, "export")
    from dateline.train import export as train_export
    from dateline.train import language as train_language

    train_export.export(train_language.load(work / name), target, {}, quantize=quantize)


@app.command()
def thresholds(
    work: Work = Path("build/train"),
    target: Annotated[Path, typer.Option(help="Folder of the model.")] = Path("src/dateline/model"),
) -> None:
    """Choose the decoder's thresholds on the reports held out of training."""
    _start(work, "thresholds")
    from dateline.train import thresholds as train_thresholds
    from dateline.train.events import read_jsonl

    train_thresholds.write(train_thresholds.tune(read_jsonl(work / "held-out.jsonl")), target)


@app.command()
def attributions(
    corpora: Corpora = Path("../shared"),
    target: Annotated[Path, typer.Option(help="Table of weights to write.")] = Path(
        "src/dateline/model/attributions.tsv"
    ),
) -> None:
    """Train the model that chooses among readings of who says what (no PyTorch needed)."""
    from dateline.knowledge import Knowledge
    from dateline.parsers import english
    from dateline.train import attributions as train_attributions

    gold = corpora / "gold" / "attribution" / "polnear.train.jsonl"
    train_attributions.main(gold, english.load(Knowledge()), target)


@app.command()
def sources(
    corpora: Corpora = Path("../shared"),
    labels: Labels = Path("labels"),
    target: Annotated[Path, typer.Option(help="Table of weights to write.")] = Path(
        "src/dateline/model/sources.tsv"
    ),
) -> None:
    """Train the model that chooses the sources of events (no PyTorch needed)."""
    from dateline.train import sources as train_sources

    train_sources.main(corpora, labels, target)


@app.command()
def status(
    corpora: Corpora = Path("../shared"),
    labels: Labels = Path("labels"),
    work: Work = Path("build/train"),
    target: Annotated[Path, typer.Option(help="Folder of the model.")] = Path("src/dateline/model"),
) -> None:
    """Train what the words around a trigger say of its status; after every new network."""
    _start(work, "status")
    from dateline.train import status as train_status

    train_status.main(corpora, labels, work / "held-out.jsonl", target)


@app.command()
def whose(
    corpora: Corpora = Path("../shared"),
    target: Annotated[Path, typer.Option(help="Folder of the models.")] = Path(
        "src/dateline/model"
    ),
) -> None:
    """Train the models that judge country and sectors of participants (no PyTorch needed)."""
    from dateline import pipeline
    from dateline.train import whose as train_whose

    annotate = pipeline.load(annotators=("times", "places")).code
    train_whose.train(corpora / "gold" / "articles" / "train.jsonl", target, annotate)


@app.command()
def choosers(
    corpora: Corpora = Path("../shared"),
    work: Work = Path("build/train"),
    target: Annotated[Path, typer.Option(help="Folder of the model.")] = Path("src/dateline/model"),
) -> None:
    """Train the choice of an event's time and place; to be done after every new parser."""
    _start(work, "choosers")
    from dateline import pipeline
    from dateline.train import choosers as train_choosers

    code = pipeline.load(annotators=("times", "places")).code
    train_choosers.train(corpora / "gold/articles/train.jsonl", target, code)


@app.command()
def between(
    corpora: Corpora = Path("../shared"),
    target: Annotated[Path, typer.Option(help="Table of weights to write.")] = Path(
        "src/dateline/model/between.tsv"
    ),
) -> None:
    """Train the model of what one marked party does to another; after every new parser."""
    from dateline import evaluate
    from dateline.knowledge import Knowledge
    from dateline.measures._common import pick
    from dateline.parsers import english
    from dateline.train import between as train_between

    items = evaluate.read_gold(corpora / "gold" / "type" / "plv.train.jsonl")
    figures = train_between.train(items, english.load(Knowledge()), target)
    root, quad = (pick(figures, (part, "macro F1")) for part in ("root", "quad"))
    typer.echo(f"cross-validated macro F1: root {root:.1f}, quad {quad:.1f}")
