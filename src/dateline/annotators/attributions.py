"""Attributions: who is said to say, think, hope, deny what.

Every word that can tell of speech or thought is a *cue*; the tree around it offers *candidates*,
each a frame (how the content hangs on the cue), a source and a content. A small linear model over
features of a candidate (``model/attributions.tsv``, learned by ``dateline train attributions``)
gives each a probability; of each cue the best candidate is kept where it is likely enough.
Quotations carry a content on over sentences and paragraphs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from dateline.data import Attribution, Document, Span
from dateline.embedded import MODEL
from dateline.knowledge import Knowledge
from dateline.linear import Group, Remembered, logistic, read_linear, spelled
from dateline.saying.cues import QUOTING, Cues, read_cues
from dateline.saying.disputed import DENIALS
from dateline.saying.lexicon import DAYS
from dateline.saying.quotations import find_quotations
from dateline.saying.said import SAID, SAYS, Said, grade, read_heads
from dateline.syntax import base, index_of, is_negated, runs, subtree

REQUIRES, ASSIGNS = frozenset({"tokens", "sentences", "names"}), "attributions"

WEIGHTS = MODEL / "attributions.tsv"
THRESHOLD = 0.4
SURE_THRESHOLD = 0.04
"""Of readings that grammar alone makes likely: a verb of telling with a clause and a teller."""
INNER, INNER_THRESHOLD = frozenset({"say", "report", "deny"}), 0.05
"""Classes of cues whose sure readings count inside the content of another, even if unlikely: what
was learned from has no claims inside claims."""
INNER_FRAME = "inner"
"""What stands between a teller at the head of a sentence and another one at its end: never seen in
what was learned from, and kept where the other one is."""
SURE_FRAMES = frozenset(
    {
        INNER_FRAME,
        "as-saying",
        "ccomp",
        "tail",
        "inserted",
        "as",
        "rest:that",
        "according",
        "according<",
        "according>",
        "adverb",
    }
)
SIZES, SIZE_LIMITS = ("1", "3", "8", "20", "40", "99"), (1, 3, 8, 20, 40)
"""Names of the lengths of a content, and the most words of each."""
_TAIL_MARKS = frozenset({",", "”", '"', "''", "’"})
_NOMINAL = frozenset(
    {"NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM", "PART", "PRON", "ADV", "CCONJ", "X"}
)
LIKELY = 0.3
"""Probability from which a word that the network takes for a cue, or a part of one, is tried."""
FAINT = 0.02
"""Probability of being a cue under which a word is not looked at."""
_OPEN = frozenset({"PUNCT", "ADP"})
"""Parts of speech of cues that are words for their form: a colon, "according"."""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
"""Parts of speech of who says something."""
TELLING = frozenset({"say", "report", "show", "ask", "agree", "deny", "promise", "plan", "know"})
"""Classes of cues that stand at the end of a sentence: ", the ministry announced"."""
_TOPICS = frozenset({"of", "about", "on", "over", "in", "with"})
"""Prepositions of what somebody speaks of."""
_TRIM = frozenset({",", ";", ":", "–", "—", "-", ".", "--"})
_LIGHT = frozenset("make give have take issue express hold voice offer raise file launch".split())


_Rank = tuple[float, int]
"""Probability and words of content of a reading: of two that are equally likely, as sums of rounded
weights can be, the one that holds more is taken."""
_UNRANKED: tuple[_Rank] = ((0.0, 0),)


class Candidate(NamedTuple):
    """A reading of a cue: indices of tokens, and how they hang together."""

    cue: int
    cue_tokens: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    frame: str
    source_by: str


def load(knowledge: Knowledge) -> Callable[[Document], tuple[Attribution, ...]]:
    """Read cues and weights; give the function that finds attributions."""
    cues = read_cues(knowledge)
    model, heads = read_linear(WEIGHTS), read_heads()
    weights = Remembered(model.weights)

    def annotate(doc: Document) -> tuple[Attribution, ...]:
        said = heads.read(doc)
        reader = Reader(doc, cues, said)
        found = list(reader.candidates())
        if said is not None:
            said.ask(dict.fromkeys(candidate.cue for candidate in found))
        best: dict[int, tuple[_Rank, Candidate]] = {}
        inner: dict[int, tuple[_Rank, Candidate]] = {}
        for candidate in found:
            p = round(logistic(weights.weigh(reader.groups(candidate), model.bias)), 9)
            rank = p, len(candidate.content)
            sure = reader.is_sure(candidate)
            if p >= (SURE_THRESHOLD if sure else THRESHOLD):
                if rank > best.get(candidate.cue, _UNRANKED)[0]:
                    best[candidate.cue] = rank, candidate
            elif (
                sure
                and (p >= INNER_THRESHOLD or candidate.frame == INNER_FRAME)
                and rank > inner.get(candidate.cue, _UNRANKED)[0]
                and reader.tells(candidate)
            ):
                inner[candidate.cue] = rank, candidate
        inside = {k for _, candidate in best.values() for k in candidate.content}
        for cue, ranked in inner.items():
            if cue in inside and cue not in best:
                best[cue] = ranked
        return tuple(reader.attribution(c) for _, (_, c) in sorted(best.items()))

    return annotate


class Reader:
    """Reads candidates off the trees of one document."""

    def __init__(self, doc: Document, cues: Cues, said: Said | None = None) -> None:
        self.doc = doc
        self.said = said
        self.tokens = doc.tokens
        self.cues = cues
        known = index_of(doc)
        self.below, self.relations, self.starts = known.below, known.relations, known.starts
        self.upos = known.upos
        self._subtrees: dict[int, list[int]] = {}
        self.quotations = find_quotations(doc.text)
        self.quote_of = self._quotes_of_tokens()
        self.in_quote = [number >= 0 for number in self.quote_of]
        self._cues_read: dict[int, _Cue] = {}
        self.sentence_of = known.sentence_of
        self.persons = {n.start: n.type for n in doc.names}
        self.keys = self._lemmas_with_particles(known.lemmas)

    def _quotes_of_tokens(self) -> list[int]:
        """The number of the quotation each token stands in; -1 outside."""
        numbers = [-1] * len(self.tokens)
        for number, quotation in enumerate(self.quotations):
            first, last = self.range_of(quotation.start, quotation.end)
            for i in range(first, last):
                numbers[i] = number
        return numbers

    def _lemmas_with_particles(self, lemmas: Sequence[str]) -> list[str]:
        """The lemma of each word in lower case, with its (first) particle."""
        keys = list(lemmas)
        for j in range(len(keys) - 1, -1, -1):
            token = self.tokens[j]
            if token.deprel == "compound:prt" and token.head != j:
                keys[token.head] = f"{self.tokens[token.head].lemma} {token.lemma}".lower()
        return keys

    def range_of(self, start: int, end: int) -> tuple[int, int]:
        """Tokens from character ``start`` to ``end``."""
        first = bisect_right(self.starts, start) - 1
        if first < 0 or self.tokens[first].end <= start:
            first += 1
        return first, bisect_left(self.starts, end)

    # --- candidates -----------------------------------------------------------------------------

    def candidates(self) -> Iterator[Candidate]:
        """Yield every reading of every cue."""
        if self.said is not None:
            self.said.ask(i for i, p in enumerate(self.said.cue) if p >= LIKELY)
        for i in self._loud():
            token = self.tokens[i]
            upos = token.upos
            if upos == "VERB":
                yield from self._verb(i)
            elif upos == "NOUN":
                yield from self._noun(i)
            elif upos == "ADJ":
                yield from self._adjective(i)
            elif upos == "ADV":
                yield from self._adverb(i)
            elif upos == "AUX" and self.relations[i] not in ("aux", "cop"):
                yield from self._verb(i)
            elif upos == "PUNCT" and token.text == ":":
                yield from self._speaker(i)
            if self.said is not None and self.said.cue[i] >= LIKELY:
                yield from self._from_network(i)
            if token.lemma == "accord" or (token.text.lower() == "according"):
                yield from self._according(i)

    def _loud(self) -> Iterable[int]:
        """The words in which the network sees the least of a cue; it has not learned claims inside
        claims, so words that plainly tell count all the same."""
        if self.said is None:
            return range(len(self.tokens))
        kind = self.cues.get
        return [
            i
            for i, (p, upos) in enumerate(zip(self.said.cue, self.upos, strict=True))
            if p >= FAINT or upos in _OPEN or kind((self.keys[i], upos)) in INNER
        ]

    def _is_cue(self, i: int, pos: str) -> bool:
        """Whether a word can be a cue: a known one, or one that the network takes for one."""
        if self.said is not None and self.said.cue[i] >= LIKELY:
            return True
        return (self.keys[i], pos) in self.cues

    def _from_network(self, i: int) -> Iterator[Candidate]:
        """The readings that the network itself has: its source with the words that it takes for
        heads of the content, and with the run of words that it takes for content."""
        assert self.said is not None
        scores = self.said.parts(i)
        heads = [
            k
            for k, p in scores.items()
            if p[SAYS] >= LIKELY and p[SAYS] > p[SAID] and self.tokens[k].upos in _NOMINAL
        ]
        if self.tokens[i].upos == "VERB" and heads:
            heads = [k for k in heads if not self._is_topic(k, i)]
        best = max(heads, key=lambda k: (scores[k][SAYS], -k), default=None)
        source = self._phrase(self._described(best)) if best is not None else ()
        if best is not None and i in source:
            source = (best,)
        make = _Maker(self, i, self._cue_tokens(i), source, "network")
        kept = {k for k, p in scores.items() if p[SAID] >= LIKELY and p[SAID] >= p[SAYS]}
        trees = {j for k in kept for j in self.subtree(k)}
        if trees:
            yield from make("net:tree", sorted(trees))
        top = max(kept, key=lambda k: (scores[k][SAID], -k), default=None)
        if top is not None:
            first = last = top
            while first > 0 and self._goes_with(first - 1, top):
                first -= 1
            while last + 1 < len(self.tokens) and self._goes_with(last + 1, top):
                last += 1
            yield from make("net:run", range(first, last + 1))

    def _described(self, i: int) -> int:
        """The name that a word only describes, if it does: "aide" in "aide Sergei Prikhodko"."""
        while self.tokens[i].deprel == "nmod:desc":
            i = self.tokens[i].head
        return i

    def _is_topic(self, i: int, cue: int) -> bool:
        """Whether a word tells what is spoken of, not who speaks: "said of the deal"."""
        case = self._case(i)
        return (
            case is not None
            and self.tokens[i].head == cue
            and self.tokens[case].lemma in _TOPICS
            and self._subject(cue) is not None
        )

    def _goes_with(self, i: int, top: int) -> bool:
        """Whether a word stands in what is attributed, in the sentence of its head."""
        assert self.said is not None
        return self.sentence_of[i] == self.sentence_of[top] and self.said.content[i] >= 0.5

    def _speaker(self, i: int) -> Iterator[Candidate]:
        """A transcript: "SMITH: We left." at the head of a paragraph."""
        number = self.sentence_of[i]
        sent = self.doc.sentences[number]
        first = sent.start_token
        if not 1 <= i - first <= 4 or any(
            not self.tokens[k].text[:1].isupper() for k in range(first, i)
        ):
            return
        if number and self.doc.sentences[number - 1].paragraph == sent.paragraph:
            return
        last = number
        while (
            last + 1 < len(self.doc.sentences)
            and self.doc.sentences[last + 1].paragraph == sent.paragraph
        ):
            last += 1
        content = range(i + 1, self.doc.sentences[last].end_token)
        make = _Maker(self, i, (i,), tuple(range(first, i)), "speaker")
        yield from make("speaker", content)

    def subtree(self, i: int) -> list[int]:
        """A token and everything under it, in text order; not to be changed."""
        found = self._subtrees.get(i)
        if found is None:
            found = self._subtrees[i] = subtree(self.below, i)
        return found

    def _by_relation(self, i: int) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for j in self.below[i]:
            found.setdefault(self.relations[j], []).append(j)
        return found

    def _verb(self, i: int) -> Iterator[Candidate]:
        """Readings of a verb as a cue, from what hangs on it and what it hangs on."""
        deps = self._by_relation(i)
        known = self._is_cue(i, "VERB")
        passive = any(self.tokens[j].deprel in ("nsubj:pass", "aux:pass") for j in self.below[i])
        cue = self._cue_tokens(i)
        source, by = self._verb_source(i, passive)
        make = _Maker(self, i, cue, source, by)
        yield from self._clauses(i, make, deps)
        if known:
            yield from self._around(i, cue, make)
            yield from self._quoted_as_saying(i)
        yield from self._infinitives(i, make, deps, raises=known and not source, passive=passive)
        yield from self._beside(i, make, deps, known=known)
        if known:
            yield from self._objects(i, make, deps)
            if passive:
                yield from self._passive_subjects(i, make, deps)
            yield from self._adverbials(i, make, deps)
        yield from self._by_quote(i, make, deps)

    def _clauses(self, i: int, make: _Maker, deps: dict[str, list[int]]) -> Iterator[Candidate]:
        """Read "said that the road was cut"."""
        lent = self._lent_to(i) if len(deps.get("nsubj", ())) > 1 else None
        for j in deps.get("ccomp", ()):
            tree = self.subtree(j)
            if lent is not None and lent < j:
                tree = sorted([*tree, *self.subtree(lent)])
            yield from make("ccomp", tree)

    def _infinitives(
        self, i: int, make: _Maker, deps: dict[str, list[int]], *, raises: bool, passive: bool
    ) -> Iterator[Candidate]:
        """Read "promised to leave", "asked them to leave", and "they are said to have left", whose
        content has the subject of the cue (``raises``: as a verb does that has no teller)."""
        obj = deps.get("obj", ())
        subject = next((k for k in self.below[i] if self.relations[k] == "nsubj"), None)
        for j in deps.get("xcomp", ()):
            tree = self.subtree(j)
            raised = sorted((self.subtree(subject) if subject is not None else []) + tree)
            if passive or raises:
                yield from _Maker(self, i, make.cue_tokens, *self._agent(i))("raised", raised)
                if not passive:
                    continue
            if not passive and self.keys[i] in ("seem", "appear"):
                yield from _Maker(self, i, make.cue_tokens, (), "none")("raised", raised)
            yield from make("xcomp", tree)
            if obj:
                yield from make("obj+xcomp", sorted(self.subtree(obj[0]) + tree))

    def _beside(
        self, i: int, make: _Maker, deps: dict[str, list[int]], *, known: bool
    ) -> Iterator[Candidate]:
        """Read "The road, he said, was cut", "As he said, ..." and "He said: ..."."""
        relation = self.relations[i]
        if relation == "parataxis" and not deps.get("ccomp"):
            rest = self._all_but(i)
            if rest:
                yield from make("parataxis", rest)
        if known and relation == "advcl" and self._mark(i) == "as":
            yield from make("as", self._all_but(i))
        for j in deps.get("parataxis", ()):
            if j > i and (self.quote_of[j] >= 0 or known):
                yield from make("parataxis>", self.subtree(j))

    def _all_but(self, i: int) -> list[int]:
        """What hangs on the head of a word, without the word and what hangs on it."""
        own = set(self.subtree(i))
        return [k for k in self.subtree(self.tokens[i].head) if k not in own]

    def _objects(self, i: int, make: _Maker, deps: dict[str, list[int]]) -> Iterator[Candidate]:
        """Read "denied the charges", "blamed the strike on him"."""
        for j in deps.get("obj", ()):
            tree = self.subtree(j)
            yield from make("obj", tree)
            for k in (*deps.get("obl", ()), *deps.get("advcl", ())):
                if k > j:
                    yield from make("obj+obl", sorted(tree + self.subtree(k)))

    def _passive_subjects(
        self, i: int, make: _Maker, deps: dict[str, list[int]]
    ) -> Iterator[Candidate]:
        """Read "the charges were denied by him"."""
        if deps.get("ccomp") or deps.get("xcomp"):
            return
        for j in self.below[i]:
            if self.tokens[j].deprel in ("nsubj:pass", "nsubj"):
                maker = _Maker(self, i, make.cue_tokens, *self._agent(i))
                yield from maker("nsubj:pass", self.subtree(j))

    def _adverbials(self, i: int, make: _Maker, deps: dict[str, list[int]]) -> Iterator[Candidate]:
        """Read "called for talks", "warned if they left"."""
        for j in deps.get("obl", ()):
            case = self._case(j)
            if case is not None and self.tokens[j].deprel != "obl:agent" and j > i:
                tree = [k for k in self.subtree(j) if k != case]
                yield from make(f"obl:{self.tokens[case].lemma}", tree)
        for j in deps.get("advcl", ()):
            mark = self._mark(j)
            if mark and j > i:
                yield from make(f"advcl:{mark}", self.subtree(j))

    def _between_semicolons(self, i: int, first: int, last: int) -> tuple[int, int]:
        """The part of a sentence that a word stands in, as semicolons outside quotations cut it."""
        cuts = [
            k for k in range(first, last) if self.tokens[k].text == ";" and self.quote_of[k] < 0
        ]
        first = max((k + 1 for k in cuts if k < i), default=first)
        return first, min((k for k in cuts if k > i), default=last)

    def _around(self, i: int, cue: tuple[int, ...], make: _Maker) -> Iterator[Candidate]:
        """Readings by word order alone, where a tree can go wrong on long sentences.

        "..., an official said on Monday.", "..., said an official.", "An official said (that) ..."
        """
        if self.cues.get((self.keys[i], "VERB")) not in TELLING:
            return
        tokens = self.tokens
        sent = self.doc.sentences[self.sentence_of[i]]
        first, last = sent.start_token, sent.end_token
        first, last = self._between_semicolons(i, first, last)
        if tokens[last - 1].text in _TRIM:
            last -= 1
        citing = next(
            (
                k
                for k in range(i + 1, last)
                if tokens[k].lemma in QUOTING and tokens[k].xpos == "VBG"
            ),
            last,
        )
        end = citing - 1 if citing < last and tokens[citing - 1].text == "," else last
        free = all(tokens[k].upos not in ("VERB", "AUX") for k in range(i + 1, end))
        if free and end - i <= 14:
            comma = min(cue) - 1
            while comma > first and min(cue) - comma <= 16 and tokens[comma].upos in _NOMINAL:
                comma -= 1
            if comma > first and tokens[comma].text in _TAIL_MARKS:
                before = range(comma + 1, min(cue))
                after = before or range(i + 1, end)
                source = self._first_phrase(after)
                content = range(first, comma + (tokens[comma].text != ","))
                yield from _Maker(self, i, cue, source, "order")("tail", content)
        yield from self._inserted(i, cue, first, last)
        yield from self._inner(i, cue, first, last)
        begin = i + 1
        if begin < last and tokens[begin].text.lower() == "that":
            yield from make("rest:that", range(begin, last))
        elif (
            begin + 2 < last
            and tokens[begin].upos in ("PRON", "DET", "PROPN", "NOUN", "ADJ")
            and any(tokens[k].upos in ("VERB", "AUX") for k in range(begin, last))
        ):
            yield from make("rest", range(begin, last))

    def _inserted(self, i: int, cue: tuple[int, ...], first: int, last: int) -> Iterator[Candidate]:
        """Read "The bridge, Varga added, was blown up": a teller and a cue between commas."""
        tokens = self.tokens
        if i + 2 >= last or tokens[i + 1].text != ",":
            return
        comma = min(cue) - 1
        while comma > first and min(cue) - comma <= 12 and tokens[comma].upos in _NOMINAL:
            comma -= 1
        source = self._first_phrase(range(comma + 1, min(cue)))
        if comma > first and tokens[comma].text == "," and source:
            content = [*range(first, comma), *range(i + 2, last)]
            yield from _Maker(self, i, cue, source, "order")("inserted", content)

    def _inner(self, i: int, cue: tuple[int, ...], first: int, last: int) -> Iterator[Candidate]:
        """Read the first claim of "Varga said rebels had shelled the town, Petra reported"."""
        tokens = self.tokens
        opening = min(cue)
        if not 1 <= opening - first <= 12 or any(
            tokens[k].upos not in _NOMINAL for k in range(first, opening)
        ):
            return
        telling = next(
            (k for k in range(last - 1, max(i + 3, last - 9), -1) if tokens[k].upos == "VERB"), None
        )
        if telling is None or self.cues.get((self.keys[telling], "VERB")) not in INNER:
            return
        comma = telling - 1
        while comma > i + 2 and tokens[comma].upos in _NOMINAL:
            comma -= 1
        if comma > i + 2 and comma < telling - 1 and tokens[comma].text == ",":
            source = self._first_phrase(range(first, opening))
            yield from _Maker(self, i, cue, source, "order")(INNER_FRAME, range(i + 1, comma))

    def _quoted_as_saying(self, i: int) -> Iterator[Candidate]:
        """Read "Kyodo quoted an official as saying ..." and "..., he was quoted as saying"."""
        tokens = self.tokens
        sent = self.doc.sentences[self.sentence_of[i]]
        first, last = sent.start_token, sent.end_token
        if i < first + 3 or tokens[i].lemma != "say" or tokens[i - 1].text != "as":
            return
        quoted = next(
            (k for k in range(i - 2, max(first, i - 26), -1) if tokens[k].lemma in QUOTING), None
        )
        if quoted is None:
            return
        if tokens[last - 1].text in _TRIM:
            last -= 1
        passive = any(tokens[k].lemma == "be" for k in range(max(first, quoted - 2), quoted))
        opening = quoted
        if passive:
            while tokens[opening].lemma != "be":
                opening -= 1
            start = opening
            while start > first and opening - start < 20 and tokens[start - 1].upos in _NOMINAL:
                start -= 1
            source = self._first_phrase(range(start, opening))
            opening = start
        else:
            source = self._first_phrase(range(quoted + 1, i - 1))
            while opening > first and quoted - opening < 20 and (
                tokens[opening - 1].upos in _NOMINAL
            ):  # fmt: skip
                opening -= 1
        make = _Maker(self, i, (quoted, i - 1, i), source, "quoted")
        if last - i > 2:
            yield from make("as-saying", range(i + 1, last))
        elif opening > first + 1:
            yield from make("as-saying", range(first, opening))

    def _first_phrase(self, span: range) -> tuple[int, ...]:
        """The leading noun phrase of a stretch of words, as far as words of noun phrases go."""
        tokens = self.tokens
        end = span.start
        while end < span.stop and tokens[end].upos in _NOMINAL:
            end += 1
        while end > span.start and (
            tokens[end - 1].upos in ("ADV", "ADP", "DET", "CCONJ") or tokens[end - 1].text in DAYS
        ):
            end -= 1
        return tuple(range(span.start, end))

    def _by_quote(self, i: int, make: _Maker, deps: dict[str, list[int]]) -> Iterator[Candidate]:
        """A quotation in the sentence that the tree leaves apart from the cue, or after a colon."""
        if self.quote_of[i] >= 0 or self.relations[i] in ("xcomp", "aux"):
            return
        if not any(self.relations[j] == "nsubj" for j in self.below[i]):
            return
        sent = self.doc.sentences[self.sentence_of[i]]
        inside = [k for k in range(sent.start_token, sent.end_token) if self.quote_of[k] >= 0]
        if inside and sum(1 for k in inside if self.tokens[k].upos != "PUNCT") > 2:
            yield from make("quote", inside)
        number = self.sentence_of[i]
        if number and not inside:  # "Too late." She said.
            before = self.doc.sentences[number - 1]
            if before.paragraph == sent.paragraph and self.quote_of[before.end_token - 1] >= 0:
                yield from make("quote<", range(before.start_token, before.end_token))
        last = self.tokens[sent.end_token - 1].text
        if last == ":" and self.sentence_of[i] + 1 < len(self.doc.sentences):
            following = self.doc.sentences[self.sentence_of[i] + 1]
            if self.quote_of[following.start_token] >= 0:
                yield from make("colon", range(following.start_token, following.end_token))

    def _case(self, i: int) -> int | None:
        return next((j for j in self.below[i] if self.relations[j] == "case"), None)

    def _mark(self, i: int) -> str | None:
        for j in self.below[i]:
            if self.relations[j] == "mark" and j < i:
                return self.tokens[j].lemma
        return None

    def _noun(self, i: int) -> Iterator[Candidate]:
        if not self._is_cue(i, "NOUN"):
            return
        deps = self._by_relation(i)
        source, by = self._noun_source(i)
        make = _Maker(self, i, (i,), source, by)
        for j in deps.get("acl", ()):
            if j > i and self.tokens[j].deprel != "acl:relcl":
                yield from make(f"acl:{self._mark(j) or '-'}", self.subtree(j))
        for j in deps.get("ccomp", ()):
            yield from make("n:ccomp", self.subtree(j))
        for j in deps.get("nmod", ()):
            case = self._case(j)
            if j > i and case is not None and not set(source) & {j}:
                tree = [k for k in self.subtree(j) if k != case]
                yield from make(f"nmod:{self.tokens[case].lemma}", tree)
        if any(self.relations[j] == "cop" for j in self.below[i]):
            subject = [j for j in self.below[i] if self.relations[j] in ("nsubj", "csubj")]
            for j in (*deps.get("ccomp", ()), *deps.get("csubj", ()), *deps.get("advcl", ())):
                if not subject or j != subject[0]:
                    yield from make("n:cop", self.subtree(j))
        head = self.tokens[i].head  # "his claim is that ..."
        copula = any(self.relations[j] == "cop" for j in self.below[head])
        if self.relations[i] == "nsubj" and head != i and copula:
            own = set(self.subtree(i))
            rest = [k for k in self.subtree(head) if k not in own]
            yield from make("n:is", rest)

    def _adjective(self, i: int) -> Iterator[Candidate]:
        if not self._is_cue(i, "ADJ"):
            return
        deps = self._by_relation(i)
        source, by = self._verb_source(i, passive=False)
        cue = self._cue_tokens(i)
        make = _Maker(self, i, cue, source, by)
        for relation in ("ccomp", "xcomp", "advcl"):
            for j in deps.get(relation, ()):
                if j > i:
                    tree = self.subtree(j)
                    yield from make(f"adj:{relation}", tree)
                    if relation != "ccomp" and source:
                        yield from _Maker(self, i, cue, (), "none")(
                            f"adj:raised:{relation}", sorted([*source, *tree])
                        )
        for j in (*deps.get("obl", ()), *deps.get("nmod", ())):
            case = self._case(j)
            if j > i and case is not None:
                tree = [k for k in self.subtree(j) if k != case]
                yield from make(f"adj:{self.tokens[case].lemma}", tree)

    def _adverb(self, i: int) -> Iterator[Candidate]:
        if not self._is_cue(i, "ADV"):
            return
        head = self.tokens[i].head
        own = {i}
        tree = [k for k in self.subtree(head) if k not in own]
        yield from _Maker(self, i, (i,), (), "none")("adverb", tree)

    def _according(self, i: int) -> Iterator[Candidate]:
        token = self.tokens[i]
        x = token.head
        if x == i:
            return
        if self.relations[i] in ("case", "mark"):  # according → X, "to" fixed
            noun = x
        else:  # according with X under it
            below = [j for j in self.below[i] if self.relations[j] in ("obl", "nmod", "obj")]
            if not below:
                return
            noun = below[0]
        noun = self._described(noun)
        words = [i, *[j for j in self.below[i] if self.tokens[j].text.lower() == "to"]]
        words += [j for j in self.below[noun] if self.tokens[j].text.lower() == "to" and j < noun]
        own = set(self.subtree(noun)) | set(self.subtree(i))
        source = self._trimmed(
            [k for k in self.subtree(noun) if k not in words and k >= min(words)]
        )
        top = self.tokens[noun].head if self.relations[i] in ("case", "mark") else x
        if top == noun:
            top = i
        rest = [k for k in self.subtree(top) if k not in own]
        cue = tuple(sorted(set(words)))
        sent = self.doc.sentences[self.sentence_of[i]]
        begin, end = sent.start_token, sent.end_token
        while end > begin and self.tokens[end - 1].text in _TRIM:
            end -= 1
        if i > begin + 2:
            whole = range(begin, i)
            yield from _Maker(self, i, cue, tuple(source), "according")("according<", whole)
        else:
            comma = next((k for k in range(i, end) if self.tokens[k].text == ","), end)
            whole = range(comma + 1, end)
            yield from _Maker(self, i, cue, tuple(source), "according")("according>", whole)
        if rest:
            yield from _Maker(self, i, cue, tuple(source), "according")("according", rest)
        # a clause above, where "according to" was hung on a noun of it
        above = top
        while self.tokens[above].head != above and self.tokens[above].upos != "VERB":
            above = self.tokens[above].head
        if above != top:
            rest = [k for k in self.subtree(above) if k not in own]
            yield from _Maker(self, i, cue, tuple(source), "according")("according^", rest)

    # --- sources --------------------------------------------------------------------------------

    def _verb_source(self, i: int, passive: bool) -> tuple[tuple[int, ...], str]:
        """The subject of a verb or predicate: its own, or the one it shares."""
        if passive:
            agent, by = self._agent(i)
            if agent:
                return agent, by
        seen = 0
        at = i
        while seen < 6:
            seen += 1
            subject = self._subject(at)
            if subject is not None:
                if self.tokens[subject].deprel.endswith(":pass"):
                    agent, by = self._agent(at)
                    if at == i:
                        return agent, by
                how = "subject" if at == i else "shared"
                return self._phrase(subject), how
            relation, head = self.relations[at], self.tokens[at].head
            if head == at:
                break
            if relation == "acl":
                if self.tokens[at].xpos == "VBN":
                    return (), "none"
                return self._phrase(head, without=at), "acl"
            if relation in ("conj", "xcomp", "advcl", "parataxis", "ccomp"):
                if relation in ("ccomp", "parataxis"):
                    lent = self._lent_subject(at) if at == i else None
                    if lent is not None:
                        return self._phrase(lent), "subject"
                    break
                if relation == "xcomp":
                    obj = [j for j in self.below[head] if self.relations[j] in ("obj", "iobj")]
                    if obj:
                        return self._phrase(obj[0]), "controlled"
                at = head
                continue
            break
        if self.relations[i] in ("advcl", "xcomp", "conj", "dep") and self.tokens[i].xpos == "VBG":
            sent = self.doc.sentences[self.sentence_of[i]]
            for k in range(sent.start_token, sent.end_token):
                if self.relations[k] == "root":
                    subject = self._subject(k)
                    if subject is not None:
                        return self._phrase(subject), "root"
        return (), "none"

    def _lent_subject(self, i: int) -> int | None:
        """The subject that the tree gives to the verb above, which has one of its own behind:
        "Nasser said the canal was shut, the agency reported"."""
        head = self.tokens[i].head
        subjects = [j for j in self.below[head] if self.relations[j] == "nsubj"]
        if len(subjects) > 1 and subjects[0] < i < head and subjects[-1] > i:
            return max(j for j in subjects if j < i)
        return None

    def _subject(self, i: int) -> int | None:
        """The subject of a verb; the last where the tree gives it several, days aside, but for
        one that belongs to what is said: "Nasser said the canal was shut"; and one behind a
        preposition: "a source quoted by state media answered"."""
        found = None
        for j in self.below[i]:
            token = self.tokens[j]
            if (
                self.relations[j] == "nsubj"
                and token.deprel != "nsubj:outer"
                and token.text not in DAYS
                and not (found is not None and found < i < j and self._is_lent(j, i))
                and (found is None or self._case(j) is None)
            ):
                found = j
        return found

    def _lent_to(self, i: int) -> int | None:
        """The subject of the clause that a verb governs, where the tree gives it to the verb."""
        own = self._subject(i)
        if own is None or own > i:
            return None
        others = [j for j in self.below[i] if self.relations[j] == "nsubj" and j > i]
        return others[0] if others and self._is_lent(others[0], i) else None

    def _is_lent(self, subject: int, verb: int) -> bool:
        """Whether the tree gives a verb the subject of the clause behind, which has none."""
        return any(
            self.relations[j] == "ccomp"
            and j > subject
            and not any(self.relations[k] in ("nsubj", "csubj") for k in self.below[j])
            for j in self.below[verb]
        )

    def _agent(self, i: int) -> tuple[tuple[int, ...], str]:
        for j in self.below[i]:
            if self.relations[j] == "obl":
                case = self._case(j)
                if case is not None and self.tokens[case].lemma == "by":
                    return tuple(k for k in self._phrase(j) if k != case), "agent"
        return (), "none"

    def _noun_source(self, i: int) -> tuple[tuple[int, ...], str]:
        tokens = self.tokens
        for j in self.below[i]:
            if tokens[j].deprel == "nmod:poss":
                phrase = [k for k in self.subtree(j) if self.relations[k] != "case"]
                return tuple(phrase), "poss"
        for word in ("by", "from"):
            for j in self.below[i]:
                case = self._case(j)
                if self.relations[j] == "nmod" and case is not None and tokens[case].lemma == word:
                    return tuple(k for k in self.subtree(j) if k != case), word
        for j in self.below[i]:
            if self.relations[j] in ("compound", "amod") and (
                tokens[j].upos == "PROPN" or tokens[j].text[:1].isupper()
            ):
                return (j,), "compound"
        head = tokens[i].head
        if any(self.relations[j] == "cop" for j in self.below[i]):
            subject = self._subject(i)
            if subject is not None:
                return self._phrase(subject), "copula"
        light = self.relations[i] == "obj" or (
            self.relations[i] == "obl" and tokens[head].lemma in _LIGHT
        )
        if head != i and tokens[head].upos == "VERB" and light:
            source, _ = self._verb_source(head, passive=False)
            return source, "light" if source else "none"
        return (), "none"

    def _phrase(self, i: int, without: int | None = None) -> tuple[int, ...]:
        """A noun phrase, without a leading preposition, trailing punctuation, or ``without``."""
        left_out = set(self.subtree(without)) if without is not None else set()
        for j in self.below[i]:
            if self.relations[j] in ("cop", "aux", "mark", "parataxis", "acl", "conj", "cc") and (
                without is not None or self.relations[j] in ("parataxis",)
            ):
                left_out |= set(self.subtree(j))
        for j in self.below[i]:
            if j > i and self._is_telling(j):  # ", the agency reported", hung on the wrong word
                left_out |= set(self.subtree(j))
        phrase = [k for k in self.subtree(i) if k not in left_out]
        case = self._case(i)
        if case is not None and phrase and phrase[0] == case:
            phrase = phrase[1:]
        return tuple(self._without_day(self._trimmed(phrase)))

    def _is_telling(self, i: int) -> bool:
        """Whether a clause with its own subject tells of speech, and ends with that."""
        for k in self.subtree(i):
            if self.tokens[k].upos == "VERB" and self.cues.get((self.keys[k], "VERB")) in (
                "say", "report",
            ):  # fmt: skip
                subject = self._subject(k)
                return subject is not None and self.tokens[subject].xpos not in ("WP", "WDT")
        return False

    def _trimmed(self, indices: Sequence[int]) -> list[int]:
        """Without punctuation at the edges, quotation marks aside."""
        tokens, first, last = self.tokens, 0, len(indices)
        while first < last and tokens[indices[first]].text in _TRIM:
            first += 1
        while first < last and tokens[indices[last - 1]].text in _TRIM:
            last -= 1
        return list(indices[first:last])

    def _without_day(self, indices: list[int]) -> list[int]:
        """Without a day at the end: "the minister Friday said"."""
        if len(indices) > 1 and self.tokens[indices[-1]].text in DAYS:
            cut = 2 if self.tokens[indices[-2]].lemma == "on" else 1
            return indices[:-cut] or indices
        return indices

    def _cue_tokens(self, i: int) -> tuple[int, ...]:
        """The cue with its auxiliaries, negation and particle; "according" with its "to"."""
        words = [i]
        after = i + 1 < len(self.tokens) and self.tokens[i + 1].text.lower()
        if self.tokens[i].text.lower() == "according" and after == "to":
            words.append(i + 1)
        for j in self.below[i]:
            relation = self.relations[j]
            if (
                relation in ("aux", "cop")
                or self.tokens[j].deprel == "compound:prt"
                or (relation == "advmod" and self.tokens[j].lemma in ("not", "never"))
            ):
                words.append(j)
        return tuple(sorted(words))

    def tells(self, candidate: Candidate) -> bool:
        """Whether the cue of a reading is a verb that plainly tells."""
        key = self.keys[candidate.cue], self.tokens[candidate.cue].upos
        return self.cues.get(key) in INNER

    def is_sure(self, candidate: Candidate) -> bool:
        """Whether grammar and cue alone make a reading likely."""
        kind = self.cues.get((self.keys[candidate.cue], self.tokens[candidate.cue].upos))
        if kind in DENIALS and candidate.frame == "xcomp":  # "denied shelling the town"
            return bool(candidate.source)
        if candidate.frame not in SURE_FRAMES:
            return False
        if candidate.frame in ("according", "according<", "according>"):
            return bool(candidate.source)
        if candidate.frame == "adverb":
            return self.cues.get((self.keys[candidate.cue], "ADV")) == "report"
        if any(self.tokens[i].xpos == "WDT" for i in candidate.source):
            return False  # what "which" stands for may be a thing
        return bool(candidate.source) and (
            self.cues.get((self.keys[candidate.cue], "VERB")) in TELLING
        )

    # --- features -------------------------------------------------------------------------------

    def features(self, candidate: Candidate) -> list[str]:
        """What the model sees of a candidate."""
        return spelled(self.groups(candidate))

    def groups(self, candidate: Candidate) -> Iterator[Group]:
        """The features of a candidate, by the words that they are made of."""
        tokens, frame, content = self.tokens, candidate.frame, candidate.content
        cue = self._cue(candidate.cue)
        lemma, kind = cue.lemma, cue.kind
        inside = set(content)
        outside = self._outside(candidate, inside)
        quoted = sum(map(self.in_quote.__getitem__, content))
        share = quoted / len(content)
        quotes = "no" if not quoted else "all" if share > 0.9 else "most" if share > 0.5 else "some"
        source, source_lemma = self._source_words(candidate)
        size = SIZES[min(bisect_left(SIZE_LIMITS, len(content)), len(SIZES) - 1)]
        opening = tokens[content[0]]
        closed = opening.upos in ("SCONJ", "PART", "PRON", "ADV")
        first = opening.text.lower() if closed else opening.upos
        top = tokens[self._top(content, inside)]
        i = candidate.cue
        side = "before" if content[-1] < i else "after" if content[0] > i else "around"
        yield cue.features
        yield _frame_features, lemma, kind, frame, quotes, source
        yield _source_features, source_lemma
        yield _shape_features, frame, candidate.source_by, cue.xpos, size, side
        yield _content_features, first, lemma, frame, top.upos
        yield _top_features, "name" if top.upos == "PROPN" else top.lemma.lower()
        yield from self._around_groups(candidate, cue, inside, outside)
        if self.said is not None:
            yield from self._said_groups(self.said, candidate, kind, inside, outside)

    def _source_words(self, candidate: Candidate) -> tuple[str, str]:
        """What the source of a candidate is, and its lemma."""
        if not candidate.source:
            return "none", "none"
        tokens, source = self.tokens, candidate.source
        head = next((k for k in source if tokens[k].head not in source), source[0])
        who = tokens[head]
        if who.upos == "PROPN":
            opening_at = tokens[source[0]].start
            return self.persons.get(opening_at) or self.persons.get(who.start) or "propn", "name"
        lemma = who.lemma.lower()
        return f"pron:{lemma}" if who.upos == "PRON" else "noun", lemma

    def _cue(self, i: int) -> _Cue:
        """A cue with what its candidates have in common."""
        found = self._cues_read.get(i)
        if found is None:
            found = self._cues_read[i] = self._read_cue(i)
        return found

    def _read_cue(self, i: int) -> _Cue:
        tokens, cue, lemma = self.tokens, self.tokens[i], self.keys[i]
        pos = "VERB" if cue.upos == "AUX" else cue.upos
        kind = self.cues.get((lemma, pos), "-")
        negated = any(tokens[j].lemma in ("not", "never", "no") for j in self.below[i])
        auxiliary = next(
            (tokens[j].lemma for j in self.below[i] if self.relations[j] == "aux"), "-"
        )
        sent = self.doc.sentences[self.sentence_of[i]]
        last = tokens[sent.end_token - 1].text
        end = last if last in "?!:" else "."
        features = (
            _cue_features, lemma, pos, kind, self.in_quote[i], negated, auxiliary, cue.xpos,
            cue.deprel, end,
        )  # fmt: skip
        spoken = [k for k in range(sent.start_token, sent.end_token) if tokens[k].upos != "PUNCT"]
        return _Cue(lemma, kind, cue.xpos, features, spoken)

    def _outside(self, candidate: Candidate, inside: set[int]) -> list[int]:
        """The words of a cue's sentence that a candidate leaves out."""
        other = {*candidate.source, *candidate.cue_tokens}
        spoken = self._cue(candidate.cue).spoken
        return [k for k in spoken if k not in inside and k not in other]

    def _said_groups(
        self,
        said: Said,
        candidate: Candidate,
        kind: str,
        inside: set[int],
        outside: Sequence[int],
    ) -> Iterator[Group]:
        """What the network says of a candidate: of its cue, its source, its content and the words
        that it leaves out."""
        frame, likely = candidate.frame, said.content.__getitem__
        told = grade(max(map(said.cue.__getitem__, candidate.cue_tokens)))
        source = other = highest = 0.0
        for k, (_, saying, content) in said.parts(candidate.cue).items():
            if k in candidate.source:
                source = max(source, saying)
            elif saying > other:
                other = saying
            if content > highest and k in inside:
                highest = content
        own = grade(source) if candidate.source else "none"
        covered = grade(sum(map(likely, candidate.content)) / len(candidate.content))
        left = grade(sum(map(likely, outside)) / len(outside)) if outside else "none"
        yield _told_features, told, frame, kind
        yield _saying_features, own, grade(other), told
        yield _highest_features, grade(highest), told, frame
        yield _covered_features, covered, left, told

    def _around_groups(
        self, candidate: Candidate, cue: _Cue, inside: set[int], outside: Sequence[int]
    ) -> Iterator[Group]:
        """What a candidate leaves out of its sentence, and whose content the cue stands in."""
        tokens, frame, i = self.tokens, candidate.frame, candidate.cue
        before = bisect_left(outside, i)
        after = len(outside) - before
        up, relation, at = "-", "-", i
        for _ in range(6):
            head = tokens[at].head
            if head == at:
                break
            pos = "VERB" if tokens[head].upos == "AUX" else tokens[head].upos
            above = self.cues.get((tokens[head].lemma.lower(), pos))
            if above is not None and not (
                head in inside or head in candidate.source or head in candidate.cue_tokens
            ):
                up, relation = above, self.relations[at]
                break
            at = head
        some_before = SIZES[bisect_left(SIZE_LIMITS, before)] if before else "0"
        some_after = SIZES[bisect_left(SIZE_LIMITS, after)] if after else "0"
        yield _left_features, some_before, some_after, min(9, before), frame
        yield _up_features, up, relation, cue.kind, frame

    def _top(self, indices: Sequence[int], inside: set[int]) -> int:
        """The word of a content that hangs on a word outside it."""
        for k in indices:
            head = self.tokens[k].head
            outside = head == k or head not in inside
            if outside and self.tokens[k].upos != "PUNCT":
                return k
        return indices[0]

    # --- spans ----------------------------------------------------------------------------------

    def attribution(self, candidate: Candidate) -> Attribution:
        """Turn a candidate into spans of text; quotations carry the content on."""
        content = [self._span(first, last) for first, last in runs(candidate.content)]
        if self.quote_of[candidate.cue] < 0:
            content = self._carried_on(candidate, content)
        return Attribution(
            source=tuple(self._span(a, b) for a, b in runs(candidate.source)),
            cue=tuple(self._span(a, b) for a, b in runs(candidate.cue_tokens)),
            content=tuple(content),
            negated=self._denied(candidate),
        )

    def _span(self, first: int, last: int) -> Span:
        return self.tokens[first].start, self.tokens[last - 1].end

    def _denied(self, candidate: Candidate) -> bool:
        """Whether the cue denies its content; "did not deny" does not."""
        cue = candidate.cue
        key = self.keys[cue], self.tokens[cue].upos
        return self.cues.get(key) in DENIALS and not is_negated(index_of(self.doc), cue)

    def _carried_on(self, candidate: Candidate, content: list[Span]) -> list[Span]:
        """Add the rest of the quotations that a content is part of, and those that go on."""
        numbers = {self.quote_of[k] for k in candidate.content} - {-1}
        quoted = sum(1 for k in candidate.content if self.quote_of[k] >= 0)
        if not numbers or quoted < 0.5 * len(candidate.content):
            return content
        sent = self.doc.sentences[self.sentence_of[candidate.cue]]
        last = max(numbers)
        spans = list(content)
        for number in sorted(numbers):
            quotation = self.quotations[number]
            spans.append((quotation.start, quotation.end))
        follow = last + 1
        while follow < len(self.quotations) and self._goes_on(follow, sent.paragraph):
            spans.append((self.quotations[follow].start, self.quotations[follow].end))
            follow += 1
        return _merged(spans)

    def _goes_on(self, number: int, paragraph: int) -> bool:
        """Whether a quotation has no words of its sentences outside it, in the same paragraph or
        taken up from the one before."""
        quotation = self.quotations[number]
        first, last = self.range_of(quotation.start, quotation.end)
        if first >= last:
            return False
        sents = [
            self.doc.sentences[n]
            for n in range(self.sentence_of[first], self.sentence_of[last - 1] + 1)
        ]
        if sents[0].paragraph != paragraph and not quotation.continued:
            return False
        outside = [
            k
            for sent in sents
            for k in range(sent.start_token, sent.end_token)
            if not first <= k < last and self.tokens[k].upos != "PUNCT"
        ]
        return not outside


class _Cue(NamedTuple):
    """What the candidates of a cue have in common: its lemma with particle, its class (``-`` where
    it has none), its tag, its features, and the words of its sentence."""

    lemma: str
    kind: str
    xpos: str
    features: Group
    spoken: list[int]


# --- groups of features -----------------------------------------------------------------------


def _cue_features(
    lemma: str,
    pos: str,
    kind: str,
    quoted: bool,
    negated: bool,
    auxiliary: str,
    xpos: str,
    deprel: str,
    end: str,
) -> Iterator[str]:
    yield f"l={lemma}/{pos}"
    yield f"iq={quoted}"
    yield f"iqk={quoted}/{kind}"
    yield f"neg={negated}/{kind}"
    yield f"aux={auxiliary}/{kind}"
    yield f"x={xpos}"
    yield f"r={deprel}"
    yield f"rk={base(deprel)}/{kind}"
    yield f"lx={lemma}/{xpos}"
    yield f"end={end}/{kind}"


def _frame_features(lemma: str, kind: str, frame: str, quotes: str, source: str) -> Iterator[str]:
    yield f"lf={lemma}/{frame}"
    yield f"kf={kind}/{frame}"
    yield f"f={frame}"
    yield f"fq={frame}/{quotes}"
    yield f"lq={lemma}/{quotes}"
    yield f"kq={kind}/{quotes}"
    yield f"s={source}"
    yield f"fs={frame}/{source}"
    yield f"ks={kind}/{source}"
    yield f"ls={lemma}/{source}"


def _source_features(lemma: str) -> Iterator[str]:
    yield f"sl={lemma}"


def _shape_features(frame: str, by: str, xpos: str, size: str, side: str) -> Iterator[str]:
    yield f"by={by}"
    yield f"fby={frame}/{by}"
    yield f"xf={xpos}/{frame}"
    yield f"n={size}/{frame}"
    yield f"side={side}/{frame}"


def _content_features(first: str, lemma: str, frame: str, top: str) -> Iterator[str]:
    yield f"o={first}/{frame}"
    yield f"lo={lemma}/{first}"
    yield f"c={top}/{frame}"


def _top_features(lemma: str) -> Iterator[str]:
    yield f"cl={lemma}"


def _left_features(before: str, after: str, left: int, frame: str) -> Iterator[str]:
    yield f"lb={before}/{frame}"
    yield f"la={after}/{frame}"
    yield f"left={left}"


def _up_features(up: str, relation: str, kind: str, frame: str) -> Iterator[str]:
    yield f"up={up}/{relation}"
    yield f"upk={up}/{kind}"
    yield f"uprk={relation}/{kind}/{frame}"


def _told_features(told: str, frame: str, kind: str) -> Iterator[str]:
    yield f"nc={told}"
    yield f"ncf={told}/{frame}"
    yield f"nck={told}/{kind}"


def _saying_features(own: str, other: str, told: str) -> Iterator[str]:
    yield f"ns={own}/{other}"
    yield f"nsc={own}/{told}"


def _highest_features(top: str, told: str, frame: str) -> Iterator[str]:
    yield f"nt={top}/{told}"
    yield f"ntf={top}/{frame}"


def _covered_features(covered: str, left: str, told: str) -> Iterator[str]:
    yield f"ni={covered}/{left}"
    yield f"nic={covered}/{told}"


class _Maker:
    """Makes candidates of one cue, with its source."""

    def __init__(
        self,
        reader: Reader,
        cue: int,
        cue_tokens: tuple[int, ...],
        source: tuple[int, ...],
        by: str,
    ) -> None:
        self.reader, self.cue, self.cue_tokens = reader, cue, cue_tokens
        self.source, self.by = source, by
        self.taken = {*cue_tokens, *source}

    def __call__(self, frame: str, content: Sequence[int]) -> Iterator[Candidate]:
        """Yield the candidate, unless no content is left."""
        rest = [k for k in self._before_semicolon(content) if k not in self.taken]
        trimmed = self.reader._trimmed(rest)
        if trimmed:
            yield Candidate(self.cue, self.cue_tokens, self.source, tuple(trimmed), frame, self.by)

    def _before_semicolon(self, content: Sequence[int]) -> Sequence[int]:
        """What stands in front of a cue, without what follows behind a semicolon: "..., medics
        said; the army denied it"."""
        reader, cue = self.reader, self.cue
        if not content or content[0] > cue or content[-1] < cue:
            return content
        sent = reader.doc.sentences[reader.sentence_of[cue]]
        end = reader._between_semicolons(cue, sent.start_token, sent.end_token)[1]
        return [k for k in content if k < end]


def _merged(spans: list[Span]) -> list[Span]:
    """Join spans that overlap."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found
