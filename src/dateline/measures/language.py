"""The language model on CoNLL-U files: words, sentences, part of speech, lemma, dependencies.

The measures of the CoNLL 2018 shared task (Zeman et al. 2018): predicted words are aligned with
gold words by their characters, white space aside; relation subtypes are ignored. Words are the
syntactic words of UD; where a multiword token hides several ("don't"), each takes its own letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.evaluation import conllu
from dateline.evaluation.figures import PRF, Figures

if TYPE_CHECKING:
    from dateline.data import Token


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a treebank. ``head`` counts from 1 within the sentence, 0 is the root."""

    text: str
    lemma: str
    upos: str
    head: int
    deprel: str
    space_after: bool = True


@dataclass(frozen=True, slots=True)
class TreebankDocument:
    """A document of a treebank: sentences of words, and which sentences open a paragraph."""

    id: str
    sentences: tuple[tuple[Word, ...], ...]
    paragraph_starts: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        """The raw text: spaces as annotated, a blank line between paragraphs."""
        parts = []
        for i, words in enumerate(self.sentences):
            if i:
                parts.append("\n\n" if i in self.paragraph_starts else " ")
            sent = "".join(w.text + (" " if w.space_after else "") for w in words)
            parts.append(sent.rstrip())
        return "".join(parts)


def read_conllu(path: Path) -> Iterator[TreebankDocument]:
    """Yield the documents of a CoNLL-U file (also ``.gz``).

    A file without ``# newdoc`` is one document. Raises ``ReportError`` with file and line for a
    line that is no CoNLL-U.
    """
    name, sentences, starts = path.name, list[tuple[Word, ...]](), set[int]()
    for rows in conllu.read(path):
        if rows.document is not None:
            if sentences:
                yield TreebankDocument(name, tuple(sentences), frozenset(starts))
            name, sentences, starts = rows.document or path.name, [], set()
        if rows.opens_paragraph:
            starts.add(len(sentences))
        sentences.append(tuple(_word(*word) for word in conllu.words(rows.lines)))
    if sentences:
        yield TreebankDocument(name, tuple(sentences), frozenset(starts))


def _word(cells: Sequence[str], spaced: bool) -> Word:
    return Word(cells[1], cells[2], cells[3], int(cells[6]), cells[7], spaced)


@dataclass(frozen=True, slots=True)
class _Analysis:
    """Words and sentences of an analysis, placed by characters that are not white space."""

    words: tuple[tuple[int, int], ...]
    sentences: frozenset[tuple[int, int]]
    upos: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]  # index of the head word; -1 for a root
    deprels: tuple[str, ...]
    letters: str


def _letters(text: str) -> str:
    return "".join(text.split())


def _place(
    texts: Sequence[str], lengths: Sequence[int]
) -> tuple[tuple[tuple[int, int], ...], frozenset[tuple[int, int]]]:
    """Spans of words and of sentences that have the given numbers of words."""
    ends = list(accumulate(len(_letters(text)) for text in texts))
    spans = tuple(zip([0, *ends[:-1]], ends, strict=True)) if ends else ()
    sentences, at = set(), 0
    for n in lengths:
        if n:
            sentences.add((spans[at][0], spans[at + n - 1][1]))
        at += n
    return spans, frozenset(sentences)


def _from_gold(sentences: Sequence[Sequence[Word]]) -> _Analysis:
    words = [w for sent in sentences for w in sent]
    offsets = accumulate((len(sent) for sent in sentences), initial=0)
    heads = [
        offset + w.head - 1 if w.head else -1
        for offset, sent in zip(offsets, sentences, strict=False)
        for w in sent
    ]
    spans, sents = _place([w.text for w in words], [len(sent) for sent in sentences])
    return _Analysis(
        spans,
        sents,
        tuple(w.upos for w in words),
        tuple(w.lemma for w in words),
        tuple(heads),
        tuple(w.deprel.split(":")[0] for w in words),
        "".join(_letters(w.text) for w in words),
    )


def _from_tokens(tokens: Sequence[Token], lengths: Sequence[int]) -> _Analysis:
    spans, sents = _place([t.text for t in tokens], lengths)
    return _Analysis(
        spans,
        sents,
        tuple(t.upos for t in tokens),
        tuple(t.lemma for t in tokens),
        tuple(-1 if t.head == i else t.head for i, t in enumerate(tokens)),
        tuple(t.deprel.split(":")[0] for t in tokens),
        "".join(_letters(t.text) for t in tokens),
    )


Parse = tuple[Sequence["Token"], Sequence[int]]
"""The tokens of a document, and the number of tokens in each of its sentences."""


def score(pairs: Iterable[tuple[TreebankDocument, Parse]]) -> Figures:
    """Figures over documents and their parses.

    Raises ``ValueError`` where a parse does not have the letters of its document.
    """
    n: Counter[str] = Counter()
    for doc, (tokens, lengths) in pairs:
        gold, pred = _from_gold(doc.sentences), _from_tokens(tokens, lengths)
        if gold.letters != pred.letters:
            raise ValueError(f"{doc.id}: the parse does not spell the words of the treebank")
        n["gold"] += len(gold.words)
        n["pred"] += len(pred.words)
        n["gold sentences"] += len(gold.sentences)
        n["pred sentences"] += len(pred.sentences)
        n["sentences"] += len(gold.sentences & pred.sentences)
        place = {span: i for i, span in enumerate(gold.words)}
        partner = [place.get(span) for span in pred.words]
        for j, i in enumerate(partner):
            if i is None:
                continue
            n["words"] += 1
            n["UPOS"] += gold.upos[i] == pred.upos[j]
            n["lemma"] += gold.lemmas[i] in ("_", pred.lemmas[j])
            head = -1 if pred.heads[j] < 0 else partner[pred.heads[j]]
            attached = head is not None and head == gold.heads[i]
            n["UAS"] += attached
            n["LAS"] += attached and gold.deprels[i] == pred.deprels[j]
    figures: Figures = {
        "words": PRF(n["words"], n["pred"], n["gold"]),
        "sentences": PRF(n["sentences"], n["pred sentences"], n["gold sentences"]),
    }
    for name in ("UPOS", "lemma", "UAS", "LAS"):
        figures[name] = PRF(n[name], n["pred"], n["gold"])
    return figures
