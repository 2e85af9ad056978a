"""Labelled reports as networks read them that have not learned them.

What is fitted on a network's answers should learn from answers such as it gives to new reports
(stacked generalisation; Wolpert 1992). The network that ships has learned all labelled reports but
those held out. Of the others each is read by the network of its fold, which was trained without it
(``dateline train student --fold``), where the folder ``work`` has these: ``cv0.pt`` and so on.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from dateline.embedded import MODEL, reading_with
from dateline.evaluation.items import Item
from dateline.parsers import naming
from dateline.train.folds import FOLDS

log = logging.getLogger(__name__)


def readings(items: Iterable[Item], held_out: Container[str], work: Path) -> Iterator[list[Item]]:
    """Yield labelled reports in groups, while the network that is to read them is the one loaded.

    ``held_out``: ids of those that the network that ships has not learned. Where ``work`` has no
    networks of folds, it reads all, and a warning says so.
    """
    items = list(items)
    checkpoints = [work / f"cv{fold}.pt" for fold in range(FOLDS)]
    if not all(checkpoint.is_file() for checkpoint in checkpoints):
        log.warning(
            "%s has no networks of folds: reports are read by the network that learned them, and "
            "what is fitted trusts it more than it should",
            work,
        )
        yield items
        return
    from dateline.train import curve, examples

    fold_of = curve.dealt(examples.read(work / "prepared.xz")[0])
    own: dict[int | None, list[Item]] = {}
    for item in items:
        fold = None if item.id in held_out else fold_of.get(item.id)
        own.setdefault(fold, []).append(item)
    for number, some in own.items():
        with reading_with(MODEL if number is None else exported(checkpoints[number])):
            yield some


def exported(checkpoint: Path) -> Path:
    """The folder beside a student's checkpoint with its network, which is exported where it is not
    yet; thresholds and the judge of names are those that ship."""
    from dateline.train import shipping

    folder = checkpoint.with_suffix("")
    if not (folder / "english.onnx").is_file():
        folder.mkdir(exist_ok=True)
        shipping.export_student(checkpoint, folder)
    return with_settings(folder)


def with_settings(folder: Path) -> Path:
    """Give an exported network the thresholds and the judge of names that ship."""
    own, ships = (
        json.loads((each / "english.json").read_text(encoding="utf-8")) for each in (folder, MODEL)
    )
    own["thresholds"] = ships["thresholds"]
    (folder / "english.json").write_text(json.dumps(own), encoding="utf-8")
    shutil.copyfile(MODEL / naming.TABLE, folder / naming.TABLE)
    return folder
