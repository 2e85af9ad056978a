"""Narrows networks that are made by hand: needs PyTorch (the ``train`` extra)."""

import dataclasses
import random

import numpy as np
import onnxruntime
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: pip install -e '.[train]'")

from dateline.train import export, pruning, shipping  # noqa: E402
from dateline.train.batches import WHOLE, collate  # noqa: E402
from dateline.train.examples import Example  # noqa: E402
from dateline.train.network import (  # noqa: E402
    Labels,
    Network,
    Product,
    Shape,
    go_on,
    load,
    rounded,
    rounded_weight,
    save,
)
from dateline.train.tasks import NAMES, RARE_PATH, STATUSES, TYPES  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")  # of the exporter of PyTorch, not ours
SHAPE = Shape(width=24, heads=4, inner=16, layers=2, pieces=30522, head=6)
LABELS = Labels(
    upos=["X", "Y"], xpos=["x", "y"], scripts=["="], relations=["root", "dep"], names=NAMES,
    types=TYPES, statuses=STATUSES, modes=["CONSULT:visit"], paths=[RARE_PATH],
)  # fmt: skip


@pytest.fixture
def wide():
    torch.manual_seed(1)
    network = Network(LABELS, SHAPE).eval()
    torch.nn.init.normal_(network.encoder.word.weight)
    return network


@pytest.fixture
def texts():
    """Texts of three sentences with words of one or two pieces."""
    rng = np.random.default_rng(1)
    found = []
    for n in range(12):
        first = np.cumsum(rng.integers(1, 3, 30)) - 1
        size = int(first[-1]) + 2
        pieces = rng.integers(103, 200, size).astype(np.uint16)
        cases = rng.integers(0, 3, size).astype(np.uint8)
        first[0] = 0
        starts = np.array([0, 10, 20], np.int32)
        found.append(Example(str(n), "train", pieces, cases, first.astype(np.int32), starts))
    return found


def test_what_goes_is_made_up_for_by_what_says_the_same():
    x = torch.randn(200, 4, dtype=torch.double)
    x = torch.cat([x, x[:, :1]], 1)  # the last unit says what the first one does
    weight = torch.randn(3, 5)
    stay, lighter = pruning.lighten(weight, x.T @ x, 1, 4)
    assert set(stay.tolist()) in ({0, 1, 2, 3}, {1, 2, 3, 4})
    assert torch.allclose(x[:, stay].float() @ lighter.T, x.float() @ weight.T, atol=1e-2)


def test_groups_of_units_go_together():
    x = torch.randn(200, 6, dtype=torch.double)
    x[:, 2:4] *= 0.01  # says next to nothing
    stay, lighter = pruning.lighten(torch.randn(3, 6), x.T @ x, 2, 2)
    assert stay.tolist() == [0, 1, 4, 5]
    assert lighter.shape == (3, 4)


def test_a_network_from_which_nothing_goes_stays_the_same(wide, texts):
    batch = collate(texts[:3], 1, WHOLE, random.Random(0))
    sums = pruning.moments(wide, [batch])
    assert {k: v.shape[0] for k, v in sums.items()} == {
        "layers.0.out": 24, "layers.0.down": 16, "layers.1.out": 24, "layers.1.down": 16,
    }  # fmt: skip
    same = pruning.narrow(wide, 4, 16, sums).eval()
    given = (batch.ids, batch.cases, batch.mask, batch.first)
    assert torch.allclose(same.encoder(*given), wide.encoder(*given), atol=1e-5)


def test_windows_are_texts_of_their_own(texts):
    long = dataclasses.replace(texts[0], pieces=np.resize(texts[0].pieces, 700))
    edges = np.linspace(0, 690, 30).astype(np.int32)
    long = dataclasses.replace(long, first=edges, cases=np.zeros(700, np.uint8))
    cut = pruning.single_windows([long])
    assert np.concatenate([x.pieces for x in cut]).tolist() == long.pieces.tolist()
    assert [len(x.first) for x in cut] == [10, 10, 10]
    assert all(x.first[0] == x.starts[0] == 0 for x in cut)


def test_a_narrow_network_learns_from_the_wide_one(wide, texts, tmp_path):
    options = pruning.Options(
        heads=2, inner=8, sample=12, passes=40, rate=3e-3, room=400, decay=0.9, checks=0
    )
    batch = collate(texts, 1, WHOLE, random.Random(0))
    before = pruning.narrow(wide, 2, 8, pruning.moments(wide, [batch]))
    made = pruning.run(wide, texts, tmp_path / "n.pt", options)
    away = pruning.Distance(wide)
    for rounds in (False, True):
        old, new = (float(away(n, batch, rounds=rounds)[0]) for n in (before, made))
        assert new < 0.5 * old
    again = load(tmp_path / "n.pt", wide.encoder.word.weight.detach())
    assert (again.shape.heads, again.shape.inner) == (2, 8)
    assert all(m.mask is None for m in again.modules() if isinstance(m, Product))
    for name, weight in wide.language.state_dict().items():
        assert torch.equal(made.language.state_dict()[name], weight)


def test_rounding_has_steps_whose_size_padding_does_not_change():
    x = torch.randn(2, 50, 8, requires_grad=True)
    mask = torch.ones(2, 50, dtype=torch.bool)
    steps = rounded(x, mask)
    assert len(steps[0].unique()) <= 256
    assert 0 < float((steps - x).abs().max()) < 0.03
    longer = torch.cat([x, torch.full((2, 3, 8), 100.0)], 1)
    padded = rounded(longer, torch.cat([mask, torch.zeros(2, 3, dtype=torch.bool)], 1))
    assert torch.equal(padded[:, :50], steps)
    steps.sum().backward()
    assert torch.equal(x.grad, torch.ones_like(x))


def test_weights_have_128_steps_a_row():
    weight = torch.tensor([[1.0, -0.5, 0.004], [64.0, 1.2, -0.4]])
    assert rounded_weight(weight).tolist() == [[1.0, -0.5, 0.0], [64.0, 1.0, 0.0]]


def test_the_export_gives_what_the_network_gives(wide, texts, tmp_path):
    """Its heads hold another number of units than their share of the width."""
    wide = pruning.narrow(
        wide, 2, 8, pruning.moments(wide, [collate(texts, 1, WHOLE, random.Random(0))])
    ).eval()
    export.export(wide, tmp_path, {}, quantize=False)
    session = onnxruntime.InferenceSession(str(tmp_path / "english.onnx"))
    for text in texts[:3]:
        batch = collate([text], 1, WHOLE, random.Random(0))
        size, words = int(batch.mask.sum()), len(text.first) + 1
        given = {
            "ids": batch.ids[:, :size], "cases": batch.cases[:, :size],
            "first": batch.first[:, :words],
        }  # fmt: skip
        told = session.run(["names"], {k: v.numpy() for k, v in given.items()})[0]
        with torch.no_grad():
            read = wide.encoder(batch.ids, batch.cases, batch.mask, batch.first)
            wanted = wide.language.name(torch.relu(wide.language.name_hidden(read)))
        assert np.allclose(told, wanted[:, :words].numpy(), atol=1e-4)


def test_a_network_goes_on_from_another_with_rows_by_their_labels():
    torch.manual_seed(2)
    old = Network(dataclasses.replace(LABELS, modes=["A:a", "B:b"], paths=["p", "q"]), SHAPE)
    made = Network(dataclasses.replace(LABELS, modes=["C:c", "B:b"], paths=["q", "r", "p"]), SHAPE)
    fresh = made.events.modes.weight.detach().clone()
    go_on(made, old)
    assert torch.equal(made.events.modes.weight[1], old.events.modes.weight[1])
    assert torch.equal(made.events.modes.weight[0], fresh[0])
    for table in ("roles", "said"):
        own, begun = (getattr(n.events, table).path.weight for n in (made, old))
        assert torch.equal(own[[2, 0]], begun)
    assert torch.equal(made.language.arc_weight, old.language.arc_weight)


def test_the_mean_of_two_networks_has_the_mean_of_their_weights(tmp_path, monkeypatch):
    word = torch.zeros(SHAPE.pieces, SHAPE.width)
    monkeypatch.setattr(shipping.released, "minilm", lambda: {shipping.EMBEDDINGS: word})
    both = []
    for seed, name in enumerate("bc"):
        torch.manual_seed(seed)
        both.append(Network(LABELS, SHAPE))
        save(both[-1], tmp_path / f"{name}.pt")
    shipping.mean(tmp_path, ["b", "c"], "student")
    found = load(tmp_path / "student.pt", word).language.arc_weight
    b, c = (n.language.arc_weight for n in both)
    assert torch.allclose(found, (b + c) / 2, atol=1e-3)


def test_a_network_with_other_tags_cannot_go_on(wide):
    other = Network(dataclasses.replace(LABELS, upos=["X", "Z"]), SHAPE)
    with pytest.raises(ValueError, match="upos"):
        go_on(other, wide)
