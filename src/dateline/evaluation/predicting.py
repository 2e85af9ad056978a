"""Predictions for gold items: by the pipeline, or by a part of it where a task asks for no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.data import Document, Report, Span
from dateline.errors import ReportError
from dateline.evaluation.figures import Figures
from dateline.evaluation.gold_files import UNDATED, report_of
from dateline.evaluation.items import Item, Json, Pair
from dateline.evaluation.kinds import read_kinds
from dateline.evaluation.measuring import measure_for
from dateline.measures import coref, factuality, language
from dateline.measures import type as type_

Coder = Callable[[Iterable[Report]], Iterator[Document]]


def predict(
    task: str,
    items: Sequence[Item],
    coder: Coder,
    read: Callable[[Document, Item], Json] | None = None,
) -> list[Pair]:
    """Code the text of each gold item and read off the layer of a task, by its measure's
    ``from_document`` unless ``read`` is given."""
    read = read or measure_for(task).from_document
    documents = coder(report_of(item) for item in items)
    return [(item, read(doc, item)) for item, doc in zip(items, documents, strict=True)]


def predict_parties(items: Sequence[Item], kinds: Path, coder: Coder) -> list[Pair]:
    """Code the texts of coreference gold; gold and predicted chains of persons, organisations and
    places alone, which the CoNLL-U file ``kinds`` tells apart (GUM's Entity column)."""
    known = read_kinds(kinds, {item.id: item.text for item in items})
    documents = coder(report_of(item) for item in items)
    return [
        coref.of_parties(item, doc, known.get(item.id, {}))
        for item, doc in zip(items, documents, strict=True)
    ]


def predict_labelled(items: Sequence[Item], coder: Coder) -> list[Pair]:
    """Code the texts of our coreference labels; gold and predicted chains of labelled entities."""
    documents = coder(report_of(item) for item in items)
    return [coref.of_labelled(item, doc) for item, doc in zip(items, documents, strict=True)]


def predict_factuality(
    items: Sequence[Item],
    parse: Callable[[Report], Document],
    status: Callable[[Document, int], dict[str, float]],
) -> list[Pair]:
    """Give each gold word the value to expect of its status.

    ``status`` gives the probabilities of the statuses of a token: of any word, also where it is
    no event of ours.
    """
    pairs: list[Pair] = []
    for item in items:
        doc = parse(report_of(item))
        pred = []
        for g in item.gold:
            word = next((i for i, t in enumerate(doc.tokens) if t.end > g["start"]), None)
            if word is not None:
                value = factuality.expected(status(doc, word))
                pred.append({"start": g["start"], "end": g["end"], "value": value})
        pairs.append((item, pred))
    return pairs


def predict_types(
    items: Sequence[Item],
    parse: Callable[[Report], Document],
    between: Callable[[Document, Sequence[Span], Sequence[Span]], dict[str, float]],
) -> list[Pair]:
    """Give the likeliest type of what passes between the marked parties of each sentence."""
    pairs: list[Pair] = []
    for item in items:
        found = between(
            parse(report_of(item)),
            type_.spans(item.line.get("source")),
            type_.spans(item.line.get("target")),
        )
        pairs.append((item, max(found, key=found.__getitem__)))
    return pairs


# --- the language model ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LanguageFigures:
    """Figures of the language model from raw text and on gold words and sentences."""

    raw: Figures
    gold_tokens: Figures


def score_language(
    path: Path,
    parse: Callable[[Report], Document],
    parse_words: Callable[[Sequence[Sequence[str]]], Document],
    only: str = "",
) -> LanguageFigures:
    """Score a parser on a CoNLL-U file, on the documents whose id contains ``only``.

    ``parse`` reads raw text, ``parse_words`` sentences that are cut into words already.
    Raises ``ReportError`` where no document is left.
    """
    docs = [doc for doc in language.read_conllu(path) if only in doc.id]
    if not docs:
        raise ReportError(f"no document with {only!r} in its id", path=str(path))
    raw, gold_tokens = [], []
    for doc in docs:
        raw.append((doc, _parsed(parse(Report(doc.id, doc.text, UNDATED)))))
        words = [[w.text for w in sent] for sent in doc.sentences]
        gold_tokens.append((doc, _parsed(parse_words(words))))
    return LanguageFigures(language.score(raw), language.score(gold_tokens))


def _parsed(doc: Document) -> language.Parse:
    return doc.tokens, [s.end_token - s.start_token for s in doc.sentences]
