"""Trains for a few steps on sentences made by hand: needs PyTorch (the ``train`` extra)."""

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: pip install -e '.[train]'")

from dateline.data import Document, Report, Sentence, Token  # noqa: E402
from dateline.embedded import MODEL  # noqa: E402
from dateline.parsers.english import Parser  # noqa: E402
from dateline.parsers.pieces import Pieces  # noqa: E402
from dateline.train import examples, export, learn, released, treebank  # noqa: E402
from dateline.train.batches import WHOLE, collate  # noqa: E402
from dateline.train.corpora import Corpora, Parsed  # noqa: E402
from dateline.train.network import Labels, Network, Shape, fill, load, save  # noqa: E402
from dateline.train.report_examples import Reports  # noqa: E402
from dateline.train.tasks import NAMES, RARE_PATH, STATUSES, TYPES  # noqa: E402
from dateline.train.treebank_examples import Tags, of_treebank  # noqa: E402
from dateline.what.coding import EventCoder  # noqa: E402
from dateline.what.thresholds import Thresholds  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")  # of the exporter of PyTorch, not ours
TEXT = "The envoy met rebels."
WORDS = ["The", "envoy", "met", "rebels", "."]
UPOS = ["DET", "NOUN", "VERB", "NOUN", "PUNCT"]
HEADS = [2, 3, 0, 3, 3]
RELATIONS = ["det", "nsubj", "root", "obj", "punct"]
GOLD = [
    {
        "type": "CONSULT", "status": "happened", "modes": ["visit"], "trigger": [10, 13],
        "also": [], "actors": [{"start": 4, "end": 9}], "recipients": [{"start": 14, "end": 20}],
    }
]  # fmt: skip
SAID = [{"source": [[4, 9]], "cue": [[10, 13]], "content": [[14, 20]]}]
CPU = torch.device("cpu")


def parsed(report):
    """The sentence as a parser would give it."""
    starts = [0, 4, 10, 14, 20]
    tokens = tuple(
        Token(s, s + len(w), w, w.lower(), u, u, i if h == 0 else h - 1, r)
        for i, (s, w, u, h, r) in enumerate(zip(starts, WORDS, UPOS, HEADS, RELATIONS, strict=True))
    )
    doc = Document(report, tokens=tokens, sentences=(Sentence(0, 21, 0, 5, 0),))
    return Parsed(doc, np.zeros((0, 2)), [0] * 5)


@pytest.fixture(scope="module")
def prepared():
    """Eight sentences with a tree, eight with an event and an attribution; the label sets."""
    pieces = Pieces(MODEL / "tokenizer.json")
    sentence = treebank.Sentence(
        "s", TEXT, WORDS, ["the", "envoy", "meet", "rebel", "."], UPOS,
        ["DT", "NN", "VBD", "NNS", "."], HEADS, RELATIONS, [True] * 3 + [False] * 2, ["O"] * 5,
        True,
    )  # fmt: skip
    texts = [treebank.Text(str(i), [sentence]) for i in range(8)]
    tags = Tags(texts)
    made = list(of_treebank(texts, "train", tags, pieces))
    reports = Reports(Corpora(Path(), Path(), parsed, pieces))
    for i in range(8):
        item = {"id": str(i), "text": TEXT, "published": "2024-03-05"}
        reports.add(item, "train", events=GOLD, said=SAID)
    paths = [RARE_PATH, *sorted(reports.paths)]
    made += reports.examples(paths)
    sets = {"names": NAMES, "types": TYPES, "statuses": STATUSES, "modes": list(reports.modes)}
    return made, Labels(**tags.sets, **sets, paths=paths)


@pytest.fixture(scope="module")
def taught(prepared, tmp_path_factory):
    """A teacher that saw the gold, and a student that saw the texts and the teacher only."""
    made, labels = prepared
    folder = tmp_path_factory.mktemp("train")
    options = learn.Options(
        passes=120, distinct=2, room=60, encoder_rate=5e-4, head_rate=2e-3, checks=0, hidden=0.0,
        decay=0.9,
    )  # fmt: skip
    shape = Shape(layers=2, inner=256)
    word = released.minilm()["embeddings.word_embeddings.weight"]
    teacher = Network(labels, shape)
    fill(teacher.encoder, released.minilm())
    learn.run(teacher, made, folder / "teacher.pt", options, CPU)
    teachers = [learn.Teacher(load(folder / "teacher.pt", word).eval(), torch.arange(30522))]
    student = Network(labels, shape)
    fill(student.encoder, released.minilm())
    blind = replace(options, gold=0.0)
    learn.run(student, made, folder / "student.pt", blind, CPU, teachers=teachers)
    export.export(load(folder / "student.pt", word), folder / "model", {})
    return folder


def test_the_student_learns_the_tree_and_the_tags(taught):
    doc = Parser(taught / "model")(Report("r", TEXT, dt.date(2024, 3, 5)))
    assert [t.deprel for t in doc.tokens] == RELATIONS
    assert [t.lemma for t in doc.tokens] == ["the", "envoy", "meet", "rebel", "."]


def test_the_student_learns_the_event(taught):
    model = taught / "model"
    doc = Parser(model)(Report("r", TEXT, dt.date(2024, 3, 5)))
    (event,) = EventCoder(model, Thresholds())(doc)
    assert (event.event_type, event.trigger, event.modes) == ("CONSULT", (10, 13), ("visit",))
    assert [p.text for p in event.actors] == ["envoy"]
    assert [p.text for p in event.recipients] == ["rebels"]


def test_the_student_learns_who_says_what(taught):
    doc = Parser(taught / "model")(Report("r", TEXT, dt.date(2024, 3, 5)))
    assert [bool(x > 0) for x in doc.scores.cue[:, 0]] == [False, False, True, False, False]


def test_labels_fall_on_the_words(prepared):
    report = prepared[0][-1]
    assert report.gold["triggers"].tolist() == [[2, 2, 1, 0, 1, 0]]
    paths = prepared[1].paths
    told = {(word, paths[path], role) for _, word, path, role in report.gold["roles"].tolist()}
    assert told == {(1, ">nsubj", 1), (3, ">obj", 2)}
    assert report.gold["cues"].tolist() == [0, 0, 1, 0, 0]
    assert report.gold["content"].tolist() == [0, 0, 0, 1, 0]


def test_a_batch_knows_the_place_of_every_head(prepared):
    tree = [x for x in prepared[0] if "heads" in x.gold][:2]
    batch = collate(tree, len(prepared[1].modes), WHOLE, random.Random(0))
    assert batch.heads.tolist() == HEADS * 2  # [CLS] is word 0, so places count from 1
    assert batch.kinds.tolist() == [examples.UNKNOWN] * 10


def test_examples_are_read_as_they_were_written(prepared, tmp_path):
    made, _ = prepared
    examples.write(made, {"upos": ["X"]}, tmp_path / "p.xz")
    again, labels = examples.read(tmp_path / "p.xz")
    assert labels == {"upos": ["X"]}
    assert [x.id for x in again] == [x.id for x in made]
    assert np.array_equal(again[-1].gold["roles"], made[-1].gold["roles"])


def test_a_smaller_layer_keeps_the_weightiest_units():
    shape = Shape(width=12, heads=3, inner=2, layers=1, pieces=5, head=4)
    big = Network(_no_labels(), replace(shape, inner=4)).encoder
    weights = {
        "embeddings.word_embeddings.weight": torch.zeros(5, 12),
        "embeddings.position_embeddings.weight": torch.zeros(512, 12),
        "embeddings.token_type_embeddings.weight": torch.zeros(2, 12),
        "embeddings.LayerNorm.weight": torch.ones(12), "embeddings.LayerNorm.bias": torch.zeros(12),
    }  # fmt: skip
    layer, released_layer = big.layers[0], "encoder.layer.0."
    for part in ("weight", "bias"):
        q, k, v = getattr(layer.qkv, part).detach().chunk(3)
        for name, value in (("query", q), ("key", k), ("value", v)):
            weights[f"{released_layer}attention.self.{name}.{part}"] = value
        for ours, theirs in (
            ("out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"),
            ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm"),
        ):  # fmt: skip
            value = getattr(getattr(layer, ours), part).detach().clone()
            if (ours, part) == ("up", "weight"):
                value[[0, 2]] *= 0.001
            weights[f"{released_layer}{theirs}.{part}"] = value
    small = Network(_no_labels(), shape).encoder
    fill(small, weights)
    kept = weights[f"{released_layer}intermediate.dense.weight"][[1, 3]]
    assert torch.equal(small.layers[0].up.weight, kept)


def test_a_checkpoint_leaves_out_the_word_embeddings(tmp_path):
    network = Network(_no_labels(), Shape(width=12, heads=3, inner=2, layers=1, pieces=5, head=4))
    save(network, tmp_path / "n.pt")
    stored = torch.load(tmp_path / "n.pt", weights_only=True)["weights"]
    assert "encoder.word.weight" not in stored
    again = load(tmp_path / "n.pt", torch.ones(5, 12))
    assert torch.equal(again.encoder.word.weight, torch.ones(5, 12))


def test_word_pieces_are_translated_by_their_text():
    ours = {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "[MASK]": 4, "peace": 5, "qzx": 6}
    theirs = ["<s>", "<pad>", "</s>", "<mask>", "[UNK]", "peace"]
    assert released.translation(ours, theirs).tolist() == [1, 4, 0, 2, 3, 5, 4]


def _no_labels():
    sets = {"types": TYPES, "statuses": STATUSES, "modes": ["CONSULT:visit"], "paths": [RARE_PATH]}
    return Labels(*([["x"]] * 5), **sets)
