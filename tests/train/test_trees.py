"""Teaches networks made by hand the trees of reports: needs PyTorch (the ``train`` extra)."""

import dataclasses

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: pip install -e '.[train]'")

from dateline.train import trees  # noqa: E402
from dateline.train.examples import Example  # noqa: E402
from dateline.train.network import Labels, Network, Shape  # noqa: E402
from dateline.train.tasks import NAMES, RARE_PATH, STATUSES, TYPES  # noqa: E402

SHAPE = Shape(width=24, heads=4, inner=16, layers=2, pieces=30522, head=6)
LABELS = Labels(
    upos=["X", "Y"], xpos=["x", "y"], scripts=["="], relations=["root", "dep"], names=NAMES,
    types=TYPES, statuses=STATUSES, modes=["CONSULT:visit"], paths=[RARE_PATH],
)  # fmt: skip


def network(seed):
    torch.manual_seed(seed)
    made = Network(LABELS, SHAPE).eval()
    torch.nn.init.normal_(made.encoder.word.weight)
    return made


def text(n, part, *, gold):
    """A text of seven sentences of ten words, a piece each; in gold, all hang on the first one."""
    rng = np.random.default_rng(n)
    places = np.arange(70, dtype=np.int32)
    starts = np.arange(0, 70, 10, dtype=np.int32)
    found = {}
    if gold:
        first = places % 10 == 0
        found = {
            "heads": -(places % 10),
            "upos": (~first).astype(np.int32), "xpos": (~first).astype(np.int32),
            "relations": (~first).astype(np.int32), "scripts": np.zeros(70, np.int32),
        }  # fmt: skip
    pieces = rng.integers(103, 200, 70).astype(np.uint16)
    return Example(str(n), part, pieces, np.zeros(70, np.uint8), places, starts, found)


def weights(part):
    return {k: v.clone() for k, v in part.state_dict().items()}


def share(told):
    return float(told.split("LAS ")[1].split(",")[0])


def test_a_network_learns_the_trees_of_reports_from_others_and_nothing_else(tmp_path):
    own, others = network(1), [network(2), network(3)]
    texts = [text(n, "train", gold=False) for n in range(20)]
    texts += [text(n, "held-out", gold=False) for n in range(20, 24)]
    before = [weights(part) for part in (own.encoder, own.events, own.language.name)]
    options = trees.Options(words=2000, passes=0, room=400)
    untaught = trees.run(own, others, texts, tmp_path / "a.pt", options)
    held_out = trees._lessons(own, others, texts[20:], options, trees.random.Random(1), 1.0)
    first = share(trees.agreement(untaught, held_out))
    trees.run(own, others, texts, tmp_path / "b.pt", dataclasses.replace(options, passes=30))
    assert share(trees.agreement(own, held_out)) > first + 10
    for old, part in zip(before, (own.encoder, own.events, own.language.name), strict=True):
        assert all(torch.equal(v, old[k]) for k, v in part.state_dict().items())
    assert (tmp_path / "b.pt").is_file()


def test_on_treebanks_the_gold_counts_beside_what_the_network_answered():
    own = network(1)
    [lesson] = trees._lessons(
        own, [own], [text(1, "train", gold=True)], trees.Options(), trees.random.Random(1), 1.0
    )
    gold = float(trees.loss(own.language, lesson).detach())
    blind = dataclasses.replace(
        lesson.batch,
        **{
            name: torch.full_like(getattr(lesson.batch, name), trees.UNKNOWN)
            for name in ("heads", "relations", "upos", "xpos", "scripts")
        },
    )
    alone = float(trees.loss(own.language, dataclasses.replace(lesson, batch=blind)).detach())
    assert gold > 0.1
    assert abs(alone) < 0.01  # it answers what it answered
