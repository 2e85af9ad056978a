"""The embedded English parser: one small encoder, read once per window of sentences.

Needs ``model/english.onnx`` with its label sets (``english.json``), the arrays of its pair scorers
(``english.npz``) and the word pieces (``tokenizer.json``).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime

from dateline.data import Document, NameMention, NameType, Report, Sentence, Token
from dateline.knowledge import Knowledge
from dateline.parsers import lemmas, tokenizer, tree, windows
from dateline.parsers.pieces import Pieces
from dateline.parsers.scores import Scores

if TYPE_CHECKING:
    from numpy.typing import NDArray

MODEL = Path(__file__).parent.parent / "model"
_NEVER_VERBAL = frozenset({"NUM", "PRON", "DET", "PUNCT", "SYM", "INTJ", "CCONJ", "PART"})
LONGEST = 500  # word pieces of one sentence that are read; the encoder has 512 positions


@dataclass(frozen=True, slots=True)
class _Sent:
    """A sentence before parsing: its words with their place in the text."""

    words: list[str]
    spans: list[tuple[int, int]]
    paragraph: int


class Parser:
    """Report → Document with sentences, tokens, names and the scores of the event heads."""

    def __init__(self, model: Path = MODEL, knowledge: Knowledge | None = None) -> None:
        labels = json.loads((model / "english.json").read_text(encoding="utf-8"))
        self.labels: dict[str, Any] = labels
        self._upos: list[str] = labels["upos"]
        self._xpos: list[str] = labels["xpos"]
        self._scripts: list[str] = labels["scripts"]
        self._relations: list[str] = labels["relations"]
        self._names: list[str] = labels["names"]
        arrays = np.load(model / "english.npz")
        self._relation_weight = arrays["relation.weight"].T.copy()
        self._relation_bias = arrays["relation.bias"]
        self._pieces = Pieces(model / "tokenizer.json")
        self._tokenize = tokenizer.load(knowledge or Knowledge())
        self._irregular = lemmas.read_irregular(knowledge or Knowledge())
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Memory stays flat over thousands of windows of different lengths.
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(
            str(model / "english.onnx"), options, providers=["CPUExecutionProvider"]
        )
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
        cuts = [self._pieces.cut(s.words) for s in sents]
        lengths = [sum(len(ids) for ids, _ in c) for c in cuts]
        parts = []
        for window in windows.cut(lengths):
            parts.append(self._read_window(window, cuts))
        rows = (
            {k: np.concatenate([p[k] for p in parts]) for k in parts[0] if k != "arcs"}
            if parts
            else {}
        )
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        names: list[NameMention] = []
        arcs = [block for p in parts for block in p["arcs"]]
        for sent, scores in zip(sents, arcs, strict=True):
            self._decode(report.text, sent, scores, rows, tokens, sentences, names)
        return Document(
            report,
            tokens=tuple(tokens),
            sentences=tuple(sentences),
            names=tuple(names),
            scores=Scores(**{k: rows[k] for k in Scores.fields()}) if parts else None,
        )

    def _read_window(
        self, window: windows.Window, cuts: list[list[tuple[tuple[int, ...], int]]]
    ) -> dict[str, Any]:
        """Run the network over one window; keep the rows of its target sentences."""
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
        named = dict(zip(self._outputs, outputs, strict=True))
        target = bounds[window.target - window.first]
        arcs_all = named.pop("arcs")[0]
        kept: dict[str, Any] = {k: v[0, target:] for k, v in named.items()}
        blocks = []
        for start, end in zip(
            bounds[window.target - window.first :], bounds[window.target - window.first + 1 :],
            strict=False,
        ):  # fmt: skip
            block = np.empty((end - start, end - start + 1), dtype=np.float32)
            block[:, 0] = arcs_all[start:end, 0]
            block[:, 1:] = arcs_all[start:end, start:end]
            blocks.append(block)
        kept["arcs"] = blocks
        kept["rel_root"] = np.repeat(named["rel_head"][0, :1], len(kept["upos"]), axis=0)
        return kept

    def _decode(
        self,
        text: str,
        sent: _Sent,
        arcs: NDArray[np.float32],
        rows: dict[str, NDArray[Any]],
        tokens: list[Token],
        sentences: list[Sentence],
        names: list[NameMention],
    ) -> None:
        base, n = len(tokens), len(sent.words)
        heads = tree.best_heads(arcs)
        own = slice(base, base + n)
        head_rows = np.where(
            (heads == 0)[:, None], rows["rel_root"][own], rows["rel_head"][base + heads - 1]
        )
        hidden = np.maximum(rows["rel_dependent"][own] + head_rows, 0)
        relations = (hidden @ self._relation_weight + self._relation_bias).argmax(1)
        upos, xpos, scripts = rows["upos"][own], rows["xpos"][own], rows["scripts"][own]
        for i in range(n):
            word, (start, end) = sent.words[i], sent.spans[i]
            head = int(heads[i])
            tokens.append(
                Token(
                    start, end, word,
                    self._lemma(word, self._scripts[scripts[i]], self._xpos[xpos[i]]),
                    _agreeing(self._upos[upos[i]], self._xpos[xpos[i]]),
                    self._xpos[xpos[i]],
                    base + i if head == 0 else base + head - 1,
                    "root" if head == 0 else self._relations[relations[i]],
                )
            )  # fmt: skip
        sentences.append(
            Sentence(sent.spans[0][0], sent.spans[-1][1], base, base + n, sent.paragraph)
        )
        for first, last, kind in _spans(rows["names"][own], self._names):
            start, end = sent.spans[first][0], sent.spans[last][1]
            names.append(NameMention(start, end, text[start:end], kind))

    def _lemma(self, word: str, script: str, xpos: str) -> str:
        lemma = lemmas.apply(word, script)
        return lemmas.mend(word, lemma, xpos, self._irregular, self._pieces.is_whole)


def _agreeing(upos: str, xpos: str) -> str:
    """The part of speech, or a verb where the finer tag is one and the coarse one cannot be."""
    return "VERB" if xpos[:2] == "VB" and upos in _NEVER_VERBAL else upos


def _spans(scores: NDArray[np.float32], labels: list[str]) -> list[tuple[int, int, NameType]]:
    """Decode BIO scores: first and last word and type of each name."""
    best = scores.argmax(1)
    if not best.any():
        return []
    if any(
        labels[b][0] == "I" and (i == 0 or labels[best[i - 1]][2:] != labels[b][2:])
        for i, b in enumerate(best)
    ):
        best = _viterbi(scores, labels)
    found: list[tuple[int, int, Any]] = []
    for i, b in enumerate(best):
        label = labels[b]
        if label[0] == "B":
            found.append((i, i, label[2:]))
        elif label[0] == "I":
            start, _, kind = found.pop()
            found.append((start, i, kind))
    return found


def _viterbi(scores: NDArray[np.float32], labels: list[str]) -> NDArray[np.int64]:
    """The best sequence in which I-X follows B-X or I-X only."""
    n, k = scores.shape
    allowed = np.zeros((k, k), dtype=np.float32)
    for b, label in enumerate(labels):
        if label[0] == "I":
            for a, before in enumerate(labels):
                if before[2:] != label[2:]:
                    allowed[a, b] = -1e6
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


def load(knowledge: Knowledge) -> Parser:
    """Load the embedded model."""
    return Parser(knowledge=knowledge)
