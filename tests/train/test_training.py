"""Trains for a few steps on sentences made by hand: needs PyTorch (the ``train`` extra)."""

import datetime as dt

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: pip install -e '.[train]'")

from dateline.annotators.events import EventCoder, Thresholds  # noqa: E402
from dateline.data import Report  # noqa: E402
from dateline.parsers.english import Parser  # noqa: E402
from dateline.train import events, export, language  # noqa: E402
from dateline.train.treebank import Sentence  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")  # of the exporter of PyTorch, not ours
TEXT = "The envoy met rebels."
GOLD = [
    {
        "type": "CONSULT", "status": "happened", "modes": ["visit"], "trigger": [10, 13],
        "also": [], "actors": [{"start": 4, "end": 9}], "recipients": [{"start": 14, "end": 20}],
    }
]  # fmt: skip


def sentence():
    return Sentence(
        "s", TEXT, ["The", "envoy", "met", "rebels", "."], ["the", "envoy", "meet", "rebel", "."],
        ["DET", "NOUN", "VERB", "NOUN", "PUNCT"], ["DT", "NN", "VBD", "NNS", "."], [2, 3, 0, 3, 3],
        ["det", "nsubj", "root", "obj", "punct"], [True, True, True, False, False],
        ["O"] * 5, True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """Language, then events, on one sentence over and over; exported."""
    folder = tmp_path_factory.mktemp("train")
    texts = [[sentence()] for _ in range(8)]
    options = language.Options(epochs=40, room=40, encoder_rate=5e-4)
    network = language.begin(language.collect_labels(texts))
    network = language.train(network, texts, folder / "language.pt", options)
    export.export(language.load(folder / "language.pt"), folder / "language", {})
    items = [{"id": str(i), "text": TEXT, "gold": GOLD} for i in range(8)]
    data = events.parse_items(items, folder / "language")
    network = events.extend(network, events.event_labels(network.labels, data))
    network = events.train(network, data, texts, folder / "events.pt", options, language_room=40)
    export.export(network, folder / "model", {})
    return folder, data


def test_training_learns_the_tree_and_the_tags(trained):
    doc = Parser(trained[0] / "model")(Report("r", TEXT, dt.date(2024, 3, 5)))
    assert [t.deprel for t in doc.tokens] == ["det", "nsubj", "root", "obj", "punct"]
    assert [t.lemma for t in doc.tokens] == ["the", "envoy", "meet", "rebel", "."]


def test_training_learns_the_event(trained):
    model = trained[0] / "model"
    doc = Parser(model)(Report("r", TEXT, dt.date(2024, 3, 5)))
    (event,) = EventCoder(model, Thresholds())(doc)
    assert (event.event_type, event.trigger, event.modes) == ("CONSULT", (10, 13), ("visit",))
    assert [p.text for p in event.actors] == ["envoy"]
    assert [p.text for p in event.recipients] == ["rebels"]


def test_labels_fall_on_the_words(trained):
    (trigger,) = trained[1][0].triggers
    assert (trigger.word, trigger.roles) == (2, {1: 1, 3: 2})


def test_keeping_the_shared_layers_leaves_the_events_as_they_are(trained):
    network = language.load(trained[0] / "events.pt")
    before = {k: v.clone() for k, v in network.state_dict().items()}
    language.keep_shared(network)
    texts = [[sentence()] for _ in range(4)]
    options = language.Options(epochs=2, room=40)
    after = language.train(network, texts, trained[0] / "polished.pt", options).state_dict()
    changed = {k for k, v in after.items() if not torch.equal(v, before[k])}
    assert changed
    assert all(k.startswith(("language.", "encoder.language.")) for k in changed)
