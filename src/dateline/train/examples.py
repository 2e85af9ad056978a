"""What the network is trained on: texts as word pieces, with the gold that is known of each.

An example is a whole report or treebank text. It has gold for some heads and none for others: what
is not known is left out of the loss (and is told by the teacher where a student is trained). The
corpora and where they come from are in ``docs/training.md``.
"""

from __future__ import annotations

import logging
import lzma
import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.chances import softmax
from dateline.data import Document, Report
from dateline.embedded import MODEL
from dateline.evaluation.gold_files import report_in
from dateline.evaluation.labels import EVENTS, UNSEEN, corrected, join, read_jsonl
from dateline.evaluation.labels import events as labelled_events
from dateline.parsers.lemmas import script
from dateline.parsers.pieces import Pieces
from dateline.train import treebank
from dateline.train.tasks import NAMES, RARE_PATH, STATUSES, TYPES
from dateline.what import roles
from dateline.what.heads import link_features

log = logging.getLogger(__name__)
Array = NDArray[Any]
Json = dict[str, Any]
UNKNOWN = -100
LIKELY = 0.3
"""Probability from which a word of an unlabelled report is taken for a possible trigger."""
LINKED = 30  # triggers before one that may be linked to it
MOST = 2600  # pieces of one example; of a longer text its beginning is taken
SENTENCE = 250  # pieces of the longest sentence


@dataclass(frozen=True)
class Example:
    """A text to train on. ``part``: ``train``, ``raw`` (no gold), or the name of a held-out set.

    ``pieces``, ``cases``: one a word piece; ``first``: where each word begins in them; ``starts``:
    where each sentence begins in the words. ``gold``: arrays by name, see ``GOLD``.
    """

    id: str
    part: str
    pieces: Array
    cases: Array
    first: Array
    starts: Array
    gold: dict[str, Array] = field(default_factory=dict)


GOLD = {
    "heads": "a word: words from it to its head; 0 for a root",
    "relations": "a word",
    "upos": "a word",
    "xpos": "a word",
    "scripts": "a word",
    "names": "a word: number in NAMES",
    "triggers": "a row each: word, head, type, status, is first, event; the last three −1 unknown",
    "labelled": "one number: whether all triggers are known",
    "modes": "a row each: row of triggers, mode",
    "roles": "a row each: row of triggers, word, path, role (−1 unknown)",
    "links": "a row each: two rows of triggers, same event (−1 unknown), three features times 64",
    "facts": "a row each: word, head, factuality from −3 to 3 times 100",
    "type": "one number: the types that the text's main event may have, a bit each",
    "cues": "a word: whether it heads the cue of an attribution",
    "content": "a word: outside, begin, inside of what is attributed",
    "said": "a row each: word of a cue, word, path, role (−1 unknown)",
}


@dataclass(frozen=True)
class Parsed:
    """A parsed report, with the scores for event types of its words (words × none and types)."""

    doc: Document
    scores: Array
    numbers: list[int]


_MERGED = {"YIELD": ("CONCEDE", "RETREAT")}  # an older PLOVER had one type for the two
Parse = Callable[[Report], Parsed]


@dataclass(frozen=True)
class Corpora:
    """Where everything is read from: shared corpora, our stand-off labels, and a parser."""

    folder: Path
    labels: Path
    parse: Parse
    pieces: Pieces

    def gold(self, name: str) -> Iterator[Json]:
        """The lines of a gold file."""
        yield from read_jsonl(self.folder / "gold" / name)


def open_corpora(folder: Path, labels: Path) -> Corpora:
    """Corpora that are parsed with the embedded model."""
    from dateline.annotators import times
    from dateline.knowledge import Knowledge
    from dateline.parsers import english

    knowledge = Knowledge()
    parser, find_times = english.load(knowledge), times.load(knowledge)

    def parse(report: Report) -> Parsed:
        doc = parser(report)
        scores = np.zeros((0, 2), np.float32) if doc.scores is None else doc.scores.trigger
        doc = replace(doc, scores=None)
        return Parsed(replace(doc, times=find_times(doc)), scores, roles.sentence_numbers(doc))

    return Corpora(folder, labels, parse, Pieces(MODEL / "tokenizer.json"))


# --- words --------------------------------------------------------------------------------------


def _encode(
    name: str, part: str, sentences: Sequence[Sequence[str]], pieces: Pieces
) -> tuple[Example, int]:
    """Cut sentences into pieces: the example without gold, and how many sentences it took in."""
    ids: list[int] = []
    cases: list[int] = []
    first: list[int] = []
    starts: list[int] = []
    taken = 0
    for words in sentences:
        cut = pieces.cut(words)
        size = sum(len(c) for c, _ in cut)
        if size > SENTENCE or len(ids) + size > MOST:
            break
        starts.append(len(first))
        for cut_ids, case in cut:
            first.append(len(ids))
            ids.extend(cut_ids)
            cases.extend([case] * len(cut_ids))
        taken += 1
    example = Example(
        name, part, np.array(ids, np.uint16), np.array(cases, np.uint8),
        np.array(first, np.int32), np.array(starts, np.int32),
    )  # fmt: skip
    return example, taken


def _of_document(parsed: Parsed, part: str, pieces: Pieces) -> Example:
    doc = parsed.doc
    words = [[t.text for t in doc.tokens[s.start_token : s.end_token]] for s in doc.sentences]
    return _encode(doc.report.id, part, words, pieces)[0]


# --- treebanks ----------------------------------------------------------------------------------


class Tags:
    """The tag sets of the treebanks, collected and numbered (lemma scripts seen three times)."""

    def __init__(self, texts: Iterable[treebank.Text]) -> None:
        counts = {k: Counter[str]() for k in ("upos", "xpos", "relations", "scripts")}
        for text in texts:
            for s in text.sentences:
                counts["upos"].update(s.upos)
                counts["xpos"].update(s.xpos)
                counts["relations"].update(s.relations)
                counts["scripts"].update(map(script, s.words, s.lemmas))
        frequent = sorted(k for k, n in counts["scripts"].items() if n >= 3 and k != "=")
        self.sets = {k: sorted(c) for k, c in counts.items()} | {"scripts": ["=", *frequent]}
        self.numbers = {k: {x: i for i, x in enumerate(v)} for k, v in self.sets.items()}

    def gold(self, sentences: Sequence[treebank.Sentence]) -> dict[str, Array]:
        """The gold of some sentences."""
        out: dict[str, list[int]] = {k: [] for k in ("heads", *self.sets)}
        for s in sentences:
            out["heads"] += [h - 1 - i if h else 0 for i, h in enumerate(s.heads)]
            lists = {
                "upos": s.upos, "xpos": s.xpos, "relations": s.relations,
                "scripts": map(script, s.words, s.lemmas),
            }  # fmt: skip
            for k, values in lists.items():
                out[k] += [self.numbers[k].get(x, UNKNOWN) for x in values]
        found = {k: np.array(v, np.int16) for k, v in out.items()}
        if any(s.names is not None for s in sentences):
            found["names"] = np.array(
                [x for s in sentences
                 for x in ([NAMES.index(n) for n in s.names] if s.names is not None
                           else [UNKNOWN] * len(s.words))], np.int16,
            )  # fmt: skip
        return found


def treebank_texts(folder: Path, part: str) -> list[treebank.Text]:
    """EWT with Universal NER, and GUM with derived names."""
    bank, uner = folder / "corpus/treebank", folder / f"gold/names/uner-ewt.{part}.jsonl"
    ewt = treebank.with_uner(treebank.read_conllu(bank / f"ewt.{part}.conllu.gz"), uner)
    gum = treebank.with_gum_names(treebank.read_conllu(bank / f"gum.{part}.conllu.gz"))
    return [*ewt, *gum]


def of_treebank(
    texts: Iterable[treebank.Text], part: str, tags: Tags, pieces: Pieces
) -> Iterator[Example]:
    """Texts in parts of some hundred pieces, so that batches are of one size."""
    for text in texts:
        rest = [s for s in text.sentences if sum(len(c) for c, _ in pieces.cut(s.words)) <= 250]
        for at in range(0, len(rest), 24):
            part_of = rest[at : at + 24]
            example, n = _encode(f"{text.id}/{at}", part, [s.words for s in part_of], pieces)
            yield replace(example, gold=tags.gold(part_of[:n]))


# --- reports ------------------------------------------------------------------------------------


class Reports:
    """Makes examples of reports. Ask for the label sets (``modes``, ``paths``) at the end."""

    def __init__(self, corpora: Corpora) -> None:
        self.corpora = corpora
        self.types = {x: i for i, x in enumerate(TYPES)}
        self.statuses = {x: i for i, x in enumerate(STATUSES)}
        self.modes: dict[str, int] = {}
        self.paths: Counter[str] = Counter()
        self.found: list[tuple[Example, list[list[Any]], list[list[Any]]]] = []

    def add(
        self,
        item: Json,
        part: str,
        *,
        events: Sequence[Json] | None = None,
        names: Sequence[Json] | None = None,
        said: Sequence[Json] | None = None,
        facts: Sequence[Json] | None = None,
        kind: str | None = None,
    ) -> None:
        """Add a report with what gold there is."""
        parsed = self.corpora.parse(report_in(item))
        example = _of_document(parsed, part, self.corpora.pieces)
        size = len(example.first)
        if not size:
            return
        gold: dict[str, Array] = {}
        tokens = parsed.doc.tokens
        if names is not None:
            spans = [(t.start, t.end) for t in tokens[:size]]
            marks = treebank.bio(spans, [(g["start"], g["end"], g["type"]) for g in names])
            gold["names"] = np.array([NAMES.index(x) for x in marks], np.int16)
        rows = (
            [t for t in self._gold_triggers(parsed, events) if t[0] < size]
            if events is not None
            else self._likely(parsed, size)
        )
        role_rows: list[list[Any]] = []
        if rows or events is not None:
            gold["triggers"] = np.array([r[:6] for r in rows], np.int32).reshape(-1, 6)
            gold["labelled"] = np.array([events is not None])
            gold["modes"] = np.array(
                [(n, m) for n, r in enumerate(rows) for m in r[6]], np.int32
            ).reshape(-1, 2)
            role_rows = [x for n, r in enumerate(rows) for x in self._roles(parsed, n, r, size)]
            gold["links"] = _links(parsed, rows)
        if facts is not None:
            gold["facts"] = self._facts(parsed, facts, size)
        if kind is not None:
            gold["type"] = np.array([sum(1 << self.types[k] for k in _MERGED.get(kind, (kind,)))])
        said_rows: list[list[Any]] = []
        if said is not None:
            cues, content, said_rows = self._said(parsed, said, size)
            gold["cues"], gold["content"] = cues, content
        elif events is not None or part == "raw":
            said_rows = self._likely_said(parsed, size)
        self.paths.update(x[2] for x in role_rows + said_rows)
        self.found.append((replace(example, gold=gold), role_rows, said_rows))

    def examples(self, paths: Sequence[str]) -> Iterator[Example]:
        """All that was added, with paths by their number in a list (0 where they are not in it)."""
        numbers = {p: i for i, p in enumerate(paths)}
        for example, *rows in self.found:
            gold = dict(example.gold)
            for name, found in zip(("roles", "said"), rows, strict=True):
                if found:
                    gold[name] = np.array(
                        [[*x[:2], numbers.get(x[2], 0), x[3]] for x in found], np.int32
                    )
            yield replace(example, gold=gold)

    # events

    def _gold_triggers(self, parsed: Parsed, events: Sequence[Json]) -> list[list[Any]]:
        doc, taken = parsed.doc, set[int]()
        rows: list[list[Any]] = []
        for event, g in enumerate(events):
            for n, (start, end) in enumerate([g["trigger"], *g.get("also", [])]):
                word = roles.head_word(doc, start, end)
                if word is None or word in taken:
                    continue
                taken.add(word)
                modes = [
                    self.modes.setdefault(f"{g['type']}:{m}", len(self.modes)) for m in g["modes"]
                ]
                plays = (
                    role_gold(parsed, word, g) if n == 0 else same_names(parsed, word, g)
                )  # fmt: skip
                rows.append(
                    [word, doc.tokens[word].head, self.types[g["type"]],
                     self.statuses[g["status"]], int(n == 0), event, modes, plays]
                )  # fmt: skip
        return sorted(rows)

    def _likely(self, parsed: Parsed, size: int) -> list[list[Any]]:
        if not len(parsed.scores):
            return []
        probability = softmax(parsed.scores[:size, :-1].astype(np.float32))
        kinds = probability[:, 1:].argmax(1)
        tokens = parsed.doc.tokens
        return [
            [int(i), tokens[i].head, int(kinds[i]), -1, -1, -1, [], None]
            for i in np.flatnonzero(1 - probability[:, 0] >= LIKELY)
            if tokens[i].upos != "PUNCT"
        ]

    def _roles(self, parsed: Parsed, row: int, trigger: list[Any], size: int) -> list[list[Any]]:
        word, is_first, plays = trigger[0], trigger[4], trigger[7]
        doc, numbers, trees = parsed.doc, parsed.numbers, roles.trees_of(parsed.doc)
        known = plays is not None and (is_first == 1 or bool(plays))
        pool = set(roles.candidates(doc, numbers[word])) | (plays or {}).keys()
        rows = []
        for i in sorted(pool - {word}):
            if i >= size:
                continue
            role = plays.get(i, 0) if known else -1
            if known and is_first == 0 and numbers[i] != numbers[word]:
                role = -1  # a further wording tells of its own sentence only
            rows.append([row, i, trees.way(word, i), role])
        return rows

    # attributions and factuality

    def _said(
        self, parsed: Parsed, said: Sequence[Json], size: int
    ) -> tuple[Array, Array, list[list[Any]]]:
        doc, tokens = parsed.doc, parsed.doc.tokens
        cues, content = np.zeros(size, np.int8), np.zeros(size, np.int8)
        plays: dict[int, dict[int, int]] = {}
        for g in said:
            for start, end in sorted(g["content"]):
                inside = [i for i, t in enumerate(tokens[:size]) if start <= t.start < end]
                content[inside] = 2
                if inside:
                    content[inside[0]] = 1
            heads = [w for s, e in g["cue"] if (w := roles.head_word(doc, s, e)) is not None]
            if not heads or heads[0] >= size:
                continue
            cues[heads[0]] = 1
            own = plays.setdefault(heads[0], {})
            for role, key in ((2, "content"), (1, "source")):
                for start, end in g[key]:
                    word = roles.head_word(doc, start, end)
                    if word is not None and word != heads[0]:
                        own[word] = role
        rows = [x for cue in sorted(plays) for x in self._around(parsed, cue, size, plays[cue])]
        return cues, content, rows

    def _likely_said(self, parsed: Parsed, size: int) -> list[list[Any]]:
        """Pairs for words that often are cues: verbs that govern a clause, and "according"."""
        tokens = parsed.doc.tokens
        cues = {t.head for t in tokens[:size] if t.deprel in ("ccomp", "parataxis")}
        cues |= {i for i, t in enumerate(tokens[:size]) if t.text.lower() == "according"}
        return [x for c in sorted(cues) if c < size for x in self._around(parsed, c, size, None)]

    def _around(
        self, parsed: Parsed, cue: int, size: int, plays: dict[int, int] | None
    ) -> list[list[Any]]:
        doc, numbers = parsed.doc, parsed.numbers
        first = doc.sentences[max(0, numbers[cue] - 1)].start_token
        last = doc.sentences[min(len(doc.sentences) - 1, numbers[cue] + 1)].end_token
        trees = roles.trees_of(doc)
        return [
            [cue, i, trees.way(cue, i), -1 if plays is None else plays.get(i, 0)]
            for i in range(first, min(last, size))
            if i != cue and doc.tokens[i].upos not in ("PUNCT", "DET", "ADP", "CCONJ", "PART")
        ]  # fmt: skip

    def _facts(self, parsed: Parsed, facts: Sequence[Json], size: int) -> Array:
        rows = []
        for g in facts:
            word = roles.head_word(parsed.doc, g["start"], g["end"])
            if word is not None and word < size:
                rows.append((word, parsed.doc.tokens[word].head, round(100 * g["value"])))
        return np.array(rows, np.int32).reshape(-1, 3)


def _links(parsed: Parsed, rows: Sequence[Sequence[Any]]) -> Array:
    found = []
    words, types = [row[0] for row in rows], [row[2] for row in rows]
    features = link_features(parsed.doc, parsed.numbers, words, types).tolist()
    for j, b in enumerate(rows):
        for i in range(max(0, j - LINKED), j):
            a = rows[i]
            same = -1 if a[5] < 0 or b[5] < 0 else int(a[5] == b[5])
            found.append([i, j, same, *(round(64 * x) for x in features[j][i])])
    return np.array(found, np.int32).reshape(-1, 6)


def role_gold(parsed: Parsed, trigger: int, g: Json) -> dict[int, int]:
    """The role of each candidate word that has one, −1 for other mentions of the same names."""
    doc, numbers, tokens = parsed.doc, parsed.numbers, parsed.doc.tokens
    plays: dict[int, int] = {}
    names: set[str] = set()
    pool = roles.candidates(doc, numbers[trigger])
    for number, key in ((3, "sources"), (2, "recipients"), (1, "actors")):
        inside = False
        for p in g.get(key, []):
            word = roles.head_word(doc, p["start"], p["end"])
            if word is None:
                continue
            word = roles.name_head(tokens, word)
            plays[word] = number
            inside |= numbers[word] == numbers[trigger]
            parts = [t for t in tokens if t.start < p["end"] and t.end > p["start"]]
            names.update(t.text for t in parts if t.upos == "PROPN")
        if g.get(key) and not inside and number != 3:
            # The clause has a pronoun where the gold names who is meant.
            wanted = ("nsubj", "nmod:poss") if number == 1 else ("obj", "nmod:poss", "nsubj:pass")
            for i in pool:
                if tokens[i].upos == "PRON" and tokens[i].head == trigger and (
                    tokens[i].deprel in wanted
                ):  # fmt: skip
                    plays.setdefault(i, number)
    for i in pool:
        if i not in plays and tokens[i].upos == "PROPN" and tokens[i].text in names:
            plays[i] = -1
    for i, number in _when_where(parsed, pool, g).items():
        plays.setdefault(i, number)
    return plays


def _when_where(parsed: Parsed, pool: Sequence[int], g: Json) -> dict[int, int]:
    """The candidates that tell the event's place (4) or its time (5)."""
    doc, found = parsed.doc, dict[int, int]()
    if where := g.get("where"):
        parts = {w for w in where["name"].replace(",", " ").split() if w[:1].isupper()}
        named = [i for i in pool if doc.tokens[i].upos == "PROPN" and doc.tokens[i].text in parts]
        found |= dict.fromkeys(named, 4)
    if when := g.get("when"):
        days = (when["start"], when["end"])
        for t in doc.times:
            if t.first is None or (str(t.first), str(t.last)) != days:
                continue
            word = roles.head_word(doc, t.start, t.end)
            if word is not None and word in pool:
                found[word] = 5
    return found


def same_names(parsed: Parsed, trigger: int, g: Json) -> dict[int, int]:
    """The roles around a further wording: words of its sentence that name a gold participant.

    Nothing is known of other words that could stand for one: pronouns are left open, and an
    empty result means that this wording teaches nothing about roles.
    """
    doc = parsed.doc
    known: dict[str, int] = {}
    for number, key in ((2, "recipients"), (1, "actors")):
        for p in g.get(key, []):
            word = roles.head_word(doc, p["start"], p["end"])
            if word is not None and doc.tokens[word].upos in ("PROPN", "NOUN"):
                known[doc.tokens[word].text] = number
    sent = doc.sentences[parsed.numbers[trigger]]
    plays = {}
    for i in range(sent.start_token, sent.end_token):
        token = doc.tokens[i]
        if token.upos == "PRON":
            plays[i] = -1
        elif token.text in known and i != trigger:
            plays[i] = known[token.text]
    return plays if any(r > 0 for r in plays.values()) else {}


# --- all together -------------------------------------------------------------------------------

RAW = (
    "corpus/wire-1997-2006.jsonl.gz",
    "gold/place/gwn.eval.jsonl",
    "gold/place/tr-news.eval.jsonl",
    "gold/place/lgl.eval.jsonl",
)
"""Texts that are read without their gold, for the teacher to label."""


@dataclass(frozen=True)
class Prepared:
    """Examples and the label sets that their numbers count in (the fields of ``Labels``)."""

    examples: list[Example]
    labels: dict[str, list[str]]
    held_out: list[Json]


def read_items(corpora: Path, labels: Path) -> list[Json]:
    """All reports with gold events to train on: the shared training part and our own labels."""
    shared = list(read_jsonl(corpora / "gold/articles/train.jsonl"))
    seen = {item["id"] for item in shared}
    seen_files = [name for name in EVENTS if name not in UNSEEN]
    own = labelled_events(labels, corpora, seen_files)
    items = shared + [x for x in own if x["id"] not in seen]
    return list(corrected(items, labels / "corrections.jsonl"))


def prepare(corpora: Corpora, held_out: int = 12) -> Prepared:
    """Read everything there is to train on. Every ``held_out``-th report with events is kept out
    of training, and its text out of all other sets."""
    texts = treebank_texts(corpora.folder, "train")
    tags = Tags(texts)
    examples = list(of_treebank(texts, "train", tags, corpora.pieces))
    for part in ("ewt", "gum"):
        bank = treebank.read_conllu(corpora.folder / f"corpus/treebank/{part}.dev.conllu.gz")
        if part == "ewt":
            bank = treebank.with_uner(bank, corpora.folder / "gold/names/uner-ewt.dev.jsonl")
        examples += of_treebank(bank, f"{part}.dev", tags, corpora.pieces)
    reports = Reports(corpora)
    kept = _add_reports(reports, corpora, held_out)
    paths = [RARE_PATH, *sorted(p for p, n in reports.paths.items() if n >= 40)]
    examples += reports.examples(paths)
    labels = tags.sets | {
        "names": NAMES, "types": TYPES, "statuses": STATUSES,
        "modes": list(reports.modes), "paths": paths,
    }  # fmt: skip
    log.info("%d examples, %d paths", len(examples), len(paths))
    return Prepared(examples, labels, kept)


def _add_reports(reports: Reports, corpora: Corpora, held_out: int) -> list[Json]:
    items = read_items(corpora.folder, corpora.labels)
    kept = [x for n, x in enumerate(items) if n % held_out == held_out - 1]
    apart = {x["id"] for x in kept} | {x["id"] for x in corpora.gold("articles/dev.jsonl")}
    names = {x["id"]: x for x in join(corpora.labels / "names.jsonl", corpora.folder)}
    said = {x["id"]: x for x in join(corpora.labels / "attributions.jsonl", corpora.folder)}
    done = set(apart)
    for x in items:
        part = "held-out" if x["id"] in apart else "train"
        named, told = (own.get(x["id"], {}).get("gold") for own in (names, said))
        reports.add(x, part, events=x["gold"], names=named, said=told)
        done.add(x["id"])
    for x in names.values():
        if x["id"] not in done:
            reports.add(x, "train", names=x["gold"])
            done.add(x["id"])
    for x in corpora.gold("attribution/polnear.train.jsonl"):
        if x["id"] not in apart:
            reports.add(x, "train", said=x["gold"])
            done.add(x["id"])
    for x in corpora.gold("attribution/polnear.dev.jsonl"):
        reports.add(x, "polnear.dev", said=x["gold"])
    for name in ("uw", "meantime"):
        for x in corpora.gold(f"factuality/{name}.train.jsonl"):
            reports.add(x, "train", facts=x["gold"])
    for x in corpora.gold("factuality/uds-ih2.train.jsonl"):
        reports.add(x, "train", facts=x["gold"])
    for x in corpora.gold("factuality/uw.dev.jsonl"):
        reports.add(x, "uw.dev", facts=x["gold"])
    for x in corpora.gold("type/plv.train.jsonl"):
        reports.add(x, "train", kind=x["gold"])
    for name in RAW:
        for x in read_jsonl(corpora.folder / name):
            if x["id"] not in done:
                reports.add(x, "raw")
    return kept


def write(prepared: Prepared, target: Path) -> None:
    """Write prepared examples to one compressed file."""
    plain = [asdict(x) for x in prepared.examples]
    with lzma.open(target, "wb", preset=2) as out:
        pickle.dump({"examples": plain, "labels": prepared.labels}, out, protocol=4)


def read(source: Path) -> tuple[list[Example], dict[str, list[str]]]:
    """Read what ``write`` wrote (our own file: pickle is safe for nothing else)."""
    with lzma.open(source, "rb") as lines:
        data = pickle.load(lines)
    return [Example(**x) for x in data["examples"]], data["labels"]
