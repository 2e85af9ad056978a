"""The embedded English parser: one small encoder, read once per window of sentences.

Needs ``model/english.onnx`` with its label sets (``english.json``), the arrays of its pair scorers
(``english.npz``) and the word pieces (``tokenizer.json``).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime

from dateline.data import (
    Document,
    NameMention,
    NameType,
    Report,
    Sentence,
    Span,
    Token,
    from_columns,
)
from dateline.embedded import network
from dateline.knowledge import Knowledge
from dateline.parsers import lemmas, naming, tokenizer, tree, windows
from dateline.parsers.pieces import Pieces
from dateline.parsers.relations import Relations
from dateline.parsers.scores import Scores
from dateline.wordlists import read_word_lists

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NEVER_VERBAL = frozenset({"NUM", "PRON", "DET", "PUNCT", "SYM", "INTJ", "CCONJ", "PART"})
KNOWN_LEMMAS = 200_000  # about 40 MB
LONGEST = 500  # word pieces of one sentence that are read; the encoder has 512 positions


@dataclass(frozen=True, slots=True)
class _Sent:
    """A sentence before parsing: its words with their place in the text."""

    words: list[str]
    spans: list[Span]
    paragraph: int


class Parser:
    """Report → Document with sentences, tokens, names and the scores of the event heads."""

    def __init__(self, model: Path | None = None, knowledge: Knowledge | None = None) -> None:
        model = model or network()
        labels = json.loads((model / "english.json").read_text(encoding="utf-8"))
        self.labels: dict[str, Any] = labels
        self._upos: list[str] = labels["upos"]
        self._xpos: list[str] = labels["xpos"]
        self._scripts: list[str] = labels["scripts"]
        self._relations: list[str] = labels["relations"]
        self._names: list[str] = labels["names"]
        table = model / naming.TABLE
        self._namer = (
            naming.Namer.load(self._names, knowledge or Knowledge(), table)
            if table.is_file()
            else None
        )
        self._decode_relations = Relations(
            self._relations, self._upos, self._xpos, read_word_lists(knowledge or Knowledge())
        ).decode
        self._tags = [[_agreeing(u, x) for x in self._xpos] for u in self._upos]
        self._lemmas: dict[tuple[str, int, int], str] = {}
        arrays = np.load(model / "english.npz")
        self._relation_weight = arrays["relation.weight"].T.copy()
        self._relation_bias = arrays["relation.bias"]
        self._pieces = Pieces(model / "tokenizer.json")
        self._tokenize = tokenizer.load(knowledge or Knowledge())
        self._irregular = lemmas.read_irregular(knowledge or Knowledge())
        self._words = lemmas.read_words(knowledge or Knowledge())
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(model / "english.onnx"), options, providers=["CPUExecutionProvider"],
            # Sum and norm as one operator are several times slower than as two.
            disabled_optimizers=["SkipLayerNormFusion"],
        )  # fmt: skip
        self._outputs = [o.name for o in self._session.get_outputs()]

    def __call__(self, report: Report) -> Document:
        """Parse a report."""
        sents = []
        for number, paragraph in enumerate(self._tokenize(report.text)):
            start = 0
            for end in paragraph.ends:
                spans = list(paragraph.words[start:end])
                sents.append(_Sent([report.text[s:e] for s, e in spans], spans, number))
                start = end
        return self._parse(report, sents)

    def parse_words(self, sentences: Sequence[Sequence[str]]) -> Document:
        """Parse words that are given: the report's text is the words joined by spaces."""
        sents, at = [], 0
        for words in sentences:
            spans = []
            for word in words:
                spans.append((at, at + len(word)))
                at += len(word) + 1
            sents.append(_Sent(list(words), spans, 0))
        text = " ".join(w for words in sentences for w in words)
        return self._parse(Report("words", text, dt.date(1970, 1, 1)), sents)

    def _parse(self, report: Report, sents: list[_Sent]) -> Document:
        words = [word for sent in sents for word in sent.words]
        if not words:
            return Document(report)
        pieces, cuts, bases = self._pieces.cut(words), [], [0]
        for sent in sents:
            bases.append(bases[-1] + len(sent.words))
            cuts.append(pieces[bases[-2] : bases[-1]])
        lengths = [sum(len(ids) for ids, _ in c) for c in cuts]
        parts = [self._read_window(w, cuts, bases[w.target]) for w in windows.cut(lengths)]
        rows = parts[0]
        if len(parts) > 1:
            rows = {k: np.concatenate([p[k] for p in parts]) for k in rows}
        spans = [span for sent in sents for span in sent.spans]
        tokens = self._tokens(words, spans, rows)
        return Document(
            report,
            tokens=tokens,
            sentences=tuple(
                Sentence(spans[start][0], spans[end - 1][1], start, end, sent.paragraph)
                for sent, start, end in zip(sents, bases[:-1], bases[1:], strict=True)
            ),
            names=tuple(
                NameMention(start, end, report.text[start:end], kind)
                for first, last, kind in self._find_names(tokens, bases, rows["names"])
                for start, end in [(spans[first][0], spans[last][1])]
            ),
            scores=Scores(**{k: rows[k] for k in Scores.fields()}),
        )

    def _read_window(
        self, window: windows.Window, cuts: list[list[tuple[tuple[int, ...], int]]], base: int
    ) -> dict[str, NDArray[Any]]:
        """Run the network over one window; give the rows of its target sentences, whose words begin
        with number ``base``, with the head of each word and what the relation to it is read from.
        """
        ids, cases, first, sentence = [self._pieces.cls], [0], [0], [0]
        bounds = [1]
        for number in range(window.first, window.last):
            for pieces, case in cuts[number]:
                # What does not fit is read as if its last piece stood for the rest.
                first.append(min(len(ids), LONGEST))
                sentence.append(number - window.first + 1)
                ids.extend(pieces)
                cases.extend([case] * len(pieces))
            bounds.append(len(first))
        ids, cases = ids[: LONGEST + 1], cases[: LONGEST + 1]
        ids.append(self._pieces.sep)
        cases.append(0)
        outputs = self._session.run(
            None,
            {
                "ids": np.array([ids], dtype=np.int64),
                "cases": np.array([cases], dtype=np.int64),
                "first": np.array([first], dtype=np.int64),
            },
        )
        named = {name: rows[0] for name, rows in zip(self._outputs, outputs, strict=True)}
        arcs, as_heads = named.pop("arcs"), named.pop("rel_head")
        bounds = bounds[window.target - window.first :]
        target = bounds[0]
        kept = {name: rows[target:] for name, rows in named.items()}
        above = np.concatenate([_heads(arcs, start, end) for start, end in pairwise(bounds)])
        hidden = as_heads[above]
        hidden += kept.pop("rel_dependent")
        kept["relation"] = np.maximum(hidden, 0, out=hidden)
        own = np.arange(base, base + len(above))
        kept["heads"] = np.where(above == 0, own, above + (base - target))
        return kept

    def _tokens(
        self,
        words: list[str],
        spans: list[Span],
        rows: dict[str, NDArray[Any]],
    ) -> tuple[Token, ...]:
        """Decode the relations, tags and lemmas of all words at once."""
        heads = rows["heads"]
        scores = rows["relation"] @ self._relation_weight + self._relation_bias
        relations = self._decode_relations(scores, heads, words, rows["upos"], rows["xpos"])
        upos, xpos, scripts = (rows[k].tolist() for k in ("upos", "xpos", "scripts"))
        known = self._lemmas
        keys = zip(words, scripts, xpos, strict=True)
        return from_columns(
            Token,
            [start for start, _ in spans],
            [end for _, end in spans],
            words,
            [known.get(key) or self._lemma(*key) for key in keys],
            [self._tags[u][x] for u, x in zip(upos, xpos, strict=True)],
            [self._xpos[x] for x in xpos],
            heads.tolist(),
            [self._relations[r] for r in relations.tolist()],
        )

    def _find_names(
        self, tokens: Sequence[Token], bases: Sequence[int], scores: NDArray[np.float32]
    ) -> list[naming.Found]:
        """First and last word and type of each name; as the labels spell them where the model's
        folder has no table to judge them by."""
        plain = list(spelled(scores, bases, self._names))
        return self._namer(tokens, bases, scores, plain) if self._namer else plain

    def _is_word(self, word: str) -> bool:
        return word in self._words or self._pieces.is_whole(word)

    def _lemma(self, word: str, script: int, xpos: int) -> str:
        """Make the lemma of a word, and remember it."""
        lemma = lemmas.apply(word, self._scripts[script])
        lemma = lemmas.mend(word, lemma, self._xpos[xpos], self._irregular, self._is_word)
        if len(self._lemmas) >= KNOWN_LEMMAS:
            self._lemmas.clear()
        self._lemmas[word, script, xpos] = lemma
        return lemma


def _heads(arcs: NDArray[np.float32], start: int, end: int) -> NDArray[np.int64]:
    """The head of each word of a sentence that has the rows ``start`` to ``end`` of a window: a row
    of the window, 0 for the root."""
    block = np.empty((end - start, end - start + 1), dtype=np.float32)
    block[:, 0] = arcs[start:end, 0]
    block[:, 1:] = arcs[start:end, start:end]
    heads = tree.untangle(block, tree.best_heads(block))
    return np.where(heads == 0, 0, heads + (start - 1))


def _agreeing(upos: str, xpos: str) -> str:
    """The part of speech, or a verb where the finer tag is one and the coarse one cannot be."""
    return "VERB" if xpos[:2] == "VB" and upos in _NEVER_VERBAL else upos


def spelled(
    scores: NDArray[np.float32], bases: Sequence[int], labels: list[str]
) -> Iterator[tuple[int, int, NameType]]:
    """Decode BIO scores, sentence by sentence: first and last word and type of each name."""
    best = scores.argmax(1).tolist()
    for start, end in pairwise(bases):
        if any(best[start:end]):
            for first, last, kind in _spans(scores[start:end], best[start:end], labels):
                yield start + first, start + last, kind


def _spans(
    scores: NDArray[np.float32], best: list[int], labels: list[str]
) -> list[tuple[int, int, NameType]]:
    """Decode the scores of a sentence, given the best label of each word."""
    marked = [labels[b] for b in best]
    if any(
        label[0] == "I" and before[2:] != label[2:] for before, label in pairwise(["O", *marked])
    ):
        marked = [labels[b] for b in _viterbi(scores, labels).tolist()]
    found: list[tuple[int, int, Any]] = []
    for i, label in enumerate(marked):
        if label[0] == "B":
            found.append((i, i, label[2:]))
        elif label[0] == "I":
            start, _, kind = found.pop()
            found.append((start, i, kind))
    return found


def _viterbi(scores: NDArray[np.float32], labels: list[str]) -> NDArray[np.int64]:
    """The best sequence in which I-X follows B-X or I-X only."""
    n, k = scores.shape
    allowed = _allowed(tuple(labels))
    total = scores[0] + np.array([-1e6 if x[0] == "I" else 0 for x in labels], dtype=np.float32)
    back = np.zeros((n, k), dtype=np.int64)
    for i in range(1, n):
        step = total[:, None] + allowed
        back[i] = step.argmax(0)
        total = step.max(0) + scores[i]
    path = np.empty(n, dtype=np.int64)
    path[-1] = int(total.argmax())
    for i in range(n - 1, 0, -1):
        path[i - 1] = back[i, path[i]]
    return path


@cache
def _allowed(labels: tuple[str, ...]) -> NDArray[np.float32]:
    """What it costs that a label follows another: nothing, or more than any path is worth."""
    costs = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for b, label in enumerate(labels):
        if label[0] == "I":
            for a, before in enumerate(labels):
                if before[2:] != label[2:]:
                    costs[a, b] = -1e6
    return costs


def load(knowledge: Knowledge) -> Parser:
    """Load the embedded model."""
    return Parser(knowledge=knowledge)
