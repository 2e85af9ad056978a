"""Reads treebanks (CoNLL-U) and name annotation into training sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from dateline.evaluation import conllu


@dataclass(frozen=True)
class Sentence:
    """A gold sentence. ``heads`` count words from 1, 0 is the root; ``names`` are BIO labels or
    ``None`` where the sentence has no name annotation. ``spaces``: white space follows."""

    id: str
    text: str
    words: list[str]
    lemmas: list[str]
    upos: list[str]
    xpos: list[str]
    heads: list[int]
    relations: list[str]
    spaces: list[bool]
    names: list[str] | None
    paragraph: bool
    entities: list[str] = field(default_factory=list, repr=False)


@dataclass(frozen=True)
class Text:
    """A treebank document."""

    id: str
    sentences: list[Sentence]


def read_conllu(path: Path) -> Iterator[Text]:
    """Read the documents of a CoNLL-U file (gzip or plain)."""
    name = ""
    sentences: list[Sentence] = []
    for rows in conllu.read(path):
        if rows.document is not None:
            if sentences:
                yield Text(name, sentences)
            name, sentences = rows.document, []
        sentences.append(_sentence(rows))
    if sentences:
        yield Text(name, sentences)


def _sentence(rows: conllu.Rows) -> Sentence:
    words, spaces = zip(*conllu.words(rows.lines), strict=True)
    return Sentence(
        rows.comments.get("sent_id", ""),
        rows.comments.get("text", ""),
        [cells[1] for cells in words],
        [cells[2] for cells in words],
        [cells[3] for cells in words],
        [cells[4] for cells in words],
        [int(cells[6]) for cells in words],
        [cells[7] for cells in words],
        list(spaces),
        None,
        rows.opens_paragraph,
        [m.group(1) if (m := re.search(r"Entity=([^|]+)", cells[9])) else "" for cells in words],
    )


def offsets(sentence: Sentence) -> list[tuple[int, int]]:
    """Place the words of a sentence in its text."""
    spans, at = [], 0
    for word in sentence.words:
        start = sentence.text.find(word, at)
        if start < 0:
            return []
        spans.append((start, start + len(word)))
        at = start + len(word)
    return spans


def bio(words: list[tuple[int, int]], gold: list[tuple[int, int, str]]) -> list[str]:
    """Turn character spans with a type into BIO labels of words."""
    labels = ["O"] * len(words)
    for start, end, kind in gold:
        inside = [i for i, (s, e) in enumerate(words) if s < end and e > start]
        for n, i in enumerate(inside):
            labels[i] = f"{'B' if n == 0 else 'I'}-{kind}"
    return labels


def with_uner(texts: Iterator[Text], path: Path) -> Iterator[Text]:
    """Join Universal NER annotation (gold/names form) to a treebank by sentence id."""
    gold = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        gold[item["id"]] = item
    for text in texts:
        sentences = []
        for sentence in text.sentences:
            item = gold.get(sentence.id)
            names = None
            if item is not None and item["text"] == sentence.text and (spans := offsets(sentence)):
                names = bio(spans, [(g["start"], g["end"], g["type"]) for g in item["gold"]])
            sentences.append(replace(sentence, names=names))
        yield Text(text.id, sentences)


_TITLES = frozenset(
    "mr mrs ms dr president minister prime king queen prince princess lord lady sir professor prof"
    " general colonel captain senator governor judge justice pope bishop saint st. mr. mrs. ms. dr."
    " prof. gen. col. sen. gov. rep. secretary chancellor emperor mayor ambassador".split()
)
_ETYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
_INNER = frozenset("of the and & - for in de la van von al el bin".split())


def with_gum_names(texts: Iterator[Text]) -> Iterator[Text]:
    """Derive proper names from GUM's entity annotation.

    Keeps mentions of persons, organisations and places whose head is a proper noun, cut to the
    proper name around the head; titles are stripped from persons; the outermost name wins.
    """
    for text in texts:
        sentences = []
        for sentence in text.sentences:
            sentences.append(replace(sentence, names=_gum_names(sentence)))
        yield Text(text.id, sentences)


def _gum_mentions(sentence: Sentence) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    open_: list[tuple[str, int, str]] = []
    for i, code in enumerate(sentence.entities):
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", code):
            if part.startswith("("):
                fields = part.strip("()").split("-")
                if part.endswith(")"):
                    found.append((i, i + 1, fields[1] if len(fields) > 1 else ""))
                else:
                    open_.append((fields[0], i, fields[1] if len(fields) > 1 else ""))
            else:
                name = part.rstrip(")").split("-")[0]
                for k in range(len(open_) - 1, -1, -1):
                    if open_[k][0] == name:
                        _, start, kind = open_.pop(k)
                        found.append((start, i + 1, kind))
                        break
    return found


def _gum_names(sentence: Sentence) -> list[str]:
    labels = ["O"] * len(sentence.words)
    mentions = _gum_mentions(sentence)
    for start, end, kind in sorted(mentions, key=lambda m: (m[0] - m[1], m[0])):
        label = _ETYPES.get(kind)
        heads = [
            i for i in range(start, end)
            if not start < sentence.heads[i] <= end or sentence.heads[i] == 0
        ]  # fmt: skip
        if label is None or not heads or sentence.upos[heads[0]] != "PROPN":
            continue
        head = heads[0]
        barred = (  # "U.S. President", "Ambassador to the United States": not part of a person
            {i for s, e, k in mentions if k in ("place", "organization") for i in range(s, e)
             if not s <= head < e}
            if label == "PER" else set()
        )  # fmt: skip
        left = right = head
        while left > start and left - 1 not in barred and _in_name(sentence, left - 1, label):
            left -= 1
        while right + 1 < end and right + 1 not in barred and _in_name(sentence, right + 1, label):
            right += 1
        if label == "PER":
            titles = [i for i in range(left, right + 1) if sentence.words[i].lower() in _TITLES]
            left = titles[-1] + 1 if titles else left
            if left > right or sentence.xpos[right] == "NNPS":
                continue
        while left < right and sentence.words[left].lower() in _INNER:
            left += 1
        while right > left and sentence.xpos[right] not in ("NNP", "NNPS", "CD"):
            right -= 1
        if all(x == "O" for x in labels[left : right + 1]):
            for n, i in enumerate(range(left, right + 1)):
                labels[i] = f"{'B' if n == 0 else 'I'}-{label}"
    return labels


def _in_name(sentence: Sentence, i: int, label: str) -> bool:
    word = sentence.words[i]
    if sentence.xpos[i] in ("NNP", "NNPS"):
        return True
    if label == "PER":
        return word == "-" or sentence.upos[i] == "PROPN"
    return word in ("-", "&") or word in _INNER or (label == "ORG" and word[0].isupper())
