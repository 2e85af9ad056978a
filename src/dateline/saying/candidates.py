"""The readings of every cue of a report: what it may attribute, and to whom.

    candidates = Candidates(trees, tellers, said)
    for candidate in candidates.all():
        candidate.frame      # how its content hangs on the cue: "ccomp" of "said that ..."

Trees go wrong on long sentences, so that a content is read off the order of the words too, and off
what the network takes for one. Which reading is right is judged later (``weighing.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dateline.saying.cues import QUOTING
from dateline.saying.said import SAID, SAYS, Said
from dateline.saying.tellers import NOMINAL, Tellers
from dateline.saying.trees import Trees

INNER = frozenset({"say", "report", "deny"})
"""Classes of cues whose claims may stand inside the content of another."""
INNER_FRAME = "inner"
"""What stands between a teller at the head of a sentence and another one at its end: never seen in
what was learned from, and kept where the other one is."""
TELLING = frozenset({"say", "report", "show", "ask", "agree", "deny", "promise", "plan", "know"})
"""Classes of cues that stand at the end of a sentence: ", the ministry announced"."""
LIKELY = 0.3
"""Probability from which a word that the network takes for a cue, or a part of one, is tried."""
FAINT = 0.02
"""Probability of being a cue under which a word is not looked at."""
_TAIL_MARKS = frozenset({",", "”", '"', "''", "’"})
_OPEN = frozenset({"PUNCT", "ADP"})
"""Parts of speech of cues that are words for their form: a colon, "according"."""
_TOPICS = frozenset({"of", "about", "on", "over", "in", "with"})
"""Prepositions of what somebody speaks of."""
_VERBS = frozenset({"VERB", "AUX"})
_BEGINNINGS = frozenset({"PRON", "DET", "PROPN", "NOUN", "ADJ"})
"""Parts of speech with which a clause without "that" begins."""
_TAIL, _TAIL_TELLER, _INSERTED_TELLER, _INNER_TELLER, _QUOTED_TELLER = 14, 16, 12, 12, 20
"""Words behind a cue at the end of a sentence; words of a teller before a cue there, between
commas, at the head of a sentence, and before "quoted as saying"."""
_INNER_TAIL, _AS_SAYING, _NAME = 9, 26, 4
"""Words in which the last cue of a sentence stands, in which "quoted" stands before "as saying",
and words of a name before a colon in a transcript."""

Below = dict[str, list[int]]
"""What hangs on a word, by relation."""


class Candidate(NamedTuple):
    """A reading of a cue: indices of tokens, and how they hang together."""

    cue: int
    cue_tokens: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    frame: str
    source_by: str


class Candidates:
    """Reads candidates off the trees of one document."""

    def __init__(self, trees: Trees, tellers: Tellers, said: Said | None = None) -> None:
        self.trees, self.tellers, self.said = trees, tellers, said
        self.doc, self.tokens = trees.doc, trees.tokens
        self.below, self.relations, self.quote_of = trees.below, trees.relations, trees.quote_of

    def all(self) -> Iterator[Candidate]:
        """Yield every reading of every cue."""
        if self.said is not None:
            self.said.ask(i for i, p in enumerate(self.said.cue) if p >= LIKELY)
        for i in self._loud():
            yield from self._of(i)

    def _of(self, i: int) -> Iterator[Candidate]:
        token = self.tokens[i]
        match token.upos:
            case "VERB":
                yield from self._verb(i)
            case "AUX" if self.relations[i] not in ("aux", "cop"):
                yield from self._verb(i)
            case "NOUN":
                yield from self._noun(i)
            case "ADJ":
                yield from self._adjective(i)
            case "ADV":
                yield from self._adverb(i)
            case "PUNCT" if token.text == ":":
                yield from self._speaker(i)
        if self.said is not None and self.said.cue[i] >= LIKELY:
            yield from self._from_network(i, self.said)
        if token.lemma == "accord" or token.text.lower() == "according":
            yield from self._according(i)

    def _loud(self) -> Iterable[int]:
        """The words in which the network sees the least of a cue; it has not learned claims inside
        claims, so words that plainly tell count all the same."""
        if self.said is None:
            return range(len(self.tokens))
        upos, kind = self.trees.upos, self.trees.kind
        return [
            i
            for i, p in enumerate(self.said.cue)
            if p >= FAINT or upos[i] in _OPEN or kind(i) in INNER
        ]

    def _is_cue(self, i: int, pos: str) -> bool:
        """Whether a word can be a cue: a known one, or one that the network takes for one."""
        if self.said is not None and self.said.cue[i] >= LIKELY:
            return True
        return self.trees.kind(i, pos) is not None

    def _make(self, i: int, cue: Sequence[int], source: Sequence[int], by: str) -> _Maker:
        return _Maker(self.trees, i, tuple(cue), tuple(source), by)

    # --- verbs ----------------------------------------------------------------------------------

    def _verb(self, i: int) -> Iterator[Candidate]:
        """Readings of a verb as a cue, from what hangs on it and what it hangs on."""
        deps = self.trees.by_relation(i)
        known = self._is_cue(i, "VERB")
        passive = any(self.tokens[j].deprel in ("nsubj:pass", "aux:pass") for j in self.below[i])
        source, by = self.tellers.of_verb(i, passive=passive)
        make = self._make(i, self.trees.cue_tokens(i), source, by)
        yield from self._clauses(i, make, deps)
        if known:
            yield from self._by_order(i, make)
            yield from self._quoted_as_saying(i)
        yield from self._infinitives(i, make, deps, raises=known and not source, passive=passive)
        yield from self._beside(i, make, deps, known=known)
        if known:
            yield from self._objects(make, deps)
            if passive:
                yield from self._passive_subjects(i, make, deps)
            yield from self._adverbials(i, make, deps)
        yield from self._by_quote(i, make)

    def _clauses(self, i: int, make: _Maker, deps: Below) -> Iterator[Candidate]:
        """Read "said that the road was cut"."""
        lent = self.tellers.lent_to(i) if len(deps.get("nsubj", ())) > 1 else None
        for j in deps.get("ccomp", ()):
            tree = self.trees.subtree(j)
            if lent is not None and lent < j:
                tree = sorted([*tree, *self.trees.subtree(lent)])
            yield from make("ccomp", tree)

    def _infinitives(
        self, i: int, make: _Maker, deps: Below, *, raises: bool, passive: bool
    ) -> Iterator[Candidate]:
        """Read "promised to leave", "asked them to leave", and "they are said to have left", whose
        content has the subject of the cue (``raises``: as a verb does that has no teller)."""
        subtree = self.trees.subtree
        obj = deps.get("obj", ())
        subject = next((k for k in self.below[i] if self.relations[k] == "nsubj"), None)
        for j in deps.get("xcomp", ()):
            tree = subtree(j)
            raised = sorted((subtree(subject) if subject is not None else []) + tree)
            if passive or raises:
                yield from make.of(*self.tellers.agent(i))("raised", raised)
                if not passive:
                    continue
            if not passive and self.trees.keys[i] in ("seem", "appear"):
                yield from make.of((), "none")("raised", raised)
            yield from make("xcomp", tree)
            if obj:
                yield from make("obj+xcomp", sorted(subtree(obj[0]) + tree))

    def _beside(self, i: int, make: _Maker, deps: Below, *, known: bool) -> Iterator[Candidate]:
        """Read "The road, he said, was cut", "As he said, ..." and "He said: ..."."""
        relation = self.relations[i]
        if relation == "parataxis" and not deps.get("ccomp"):
            yield from make("parataxis", self.trees.all_but(i))
        if known and relation == "advcl" and self.trees.mark(i) == "as":
            yield from make("as", self.trees.all_but(i))
        for j in deps.get("parataxis", ()):
            if j > i and (self.quote_of[j] >= 0 or known):
                yield from make("parataxis>", self.trees.subtree(j))

    def _objects(self, make: _Maker, deps: Below) -> Iterator[Candidate]:
        """Read "denied the charges", "blamed the strike on him"."""
        for j in deps.get("obj", ()):
            tree = self.trees.subtree(j)
            yield from make("obj", tree)
            for k in (*deps.get("obl", ()), *deps.get("advcl", ())):
                if k > j:
                    yield from make("obj+obl", sorted(tree + self.trees.subtree(k)))

    def _passive_subjects(self, i: int, make: _Maker, deps: Below) -> Iterator[Candidate]:
        """Read "the charges were denied by him"."""
        if deps.get("ccomp") or deps.get("xcomp"):
            return
        for j in self.below[i]:
            if self.tokens[j].deprel in ("nsubj:pass", "nsubj"):
                yield from make.of(*self.tellers.agent(i))("nsubj:pass", self.trees.subtree(j))

    def _adverbials(self, i: int, make: _Maker, deps: Below) -> Iterator[Candidate]:
        """Read "called for talks", "warned if they left"."""
        for j in deps.get("obl", ()):
            case = self.trees.case(j)
            if case is not None and self.tokens[j].deprel != "obl:agent" and j > i:
                yield from make(f"obl:{self.tokens[case].lemma}", self.trees.without(j, case))
        for j in deps.get("advcl", ()):
            mark = self.trees.mark(j)
            if mark and j > i:
                yield from make(f"advcl:{mark}", self.trees.subtree(j))

    def _by_quote(self, i: int, make: _Maker) -> Iterator[Candidate]:
        """A quotation in the sentence that the tree leaves apart from the cue, or after a colon."""
        if self.quote_of[i] >= 0 or self.relations[i] in ("xcomp", "aux"):
            return
        if not self.trees.has(i, "nsubj"):
            return
        sentences, number = self.doc.sentences, self.trees.sentence_of[i]
        sent = sentences[number]
        inside = [k for k in range(sent.start_token, sent.end_token) if self.quote_of[k] >= 0]
        if sum(self.tokens[k].upos != "PUNCT" for k in inside) > 2:
            yield from make("quote", inside)
        if number and not inside:  # "Too late." She said.
            before = sentences[number - 1]
            if before.paragraph == sent.paragraph and self.quote_of[before.end_token - 1] >= 0:
                yield from make("quote<", range(before.start_token, before.end_token))
        if self.tokens[sent.end_token - 1].text == ":" and number + 1 < len(sentences):
            following = sentences[number + 1]
            if self.quote_of[following.start_token] >= 0:
                yield from make("colon", range(following.start_token, following.end_token))

    # --- verbs, by the order of words -----------------------------------------------------------

    def _by_order(self, i: int, make: _Maker) -> Iterator[Candidate]:
        """Readings by word order alone, where a tree can go wrong on long sentences."""
        if self.trees.kind(i, "VERB") not in TELLING:
            return
        first, last = self.trees.between_semicolons(i)
        if self.trees.is_mark(last - 1):
            last -= 1
        yield from self._tail(i, make, first, last)
        yield from self._inserted(i, make, first, last)
        yield from self._inner(i, make, first, last)
        yield from self._rest(i, make, last)

    def _before_phrase(self, behind: int, first: int, most: int) -> int:
        """The token before the words of noun phrases that end in front of another one; the first
        one, or the one that is ``most`` words away, where they go on so far."""
        at = behind - 1
        while at > first and behind - at <= most and self.tokens[at].upos in NOMINAL:
            at -= 1
        return at

    def _tail(self, i: int, make: _Maker, first: int, last: int) -> Iterator[Candidate]:
        """Read "..., an official said on Monday." and "..., said an official."."""
        tokens, opening = self.tokens, make.cue_tokens[0]
        end = self._before_citing(i, last)
        if end - i > _TAIL or any(tokens[k].upos in _VERBS for k in range(i + 1, end)):
            return
        comma = self._before_phrase(opening, first, _TAIL_TELLER)
        if comma > first and tokens[comma].text in _TAIL_MARKS:
            teller = range(comma + 1, opening) or range(i + 1, end)
            content = range(first, comma + (tokens[comma].text != ","))
            yield from make.of(self.tellers.first_phrase(teller), "order")("tail", content)

    def _before_citing(self, i: int, last: int) -> int:
        """Where a sentence ends, or ", citing police" in it begins."""
        tokens = self.tokens
        for k in range(i + 1, last):
            if tokens[k].lemma in QUOTING and tokens[k].xpos == "VBG":
                return k - 1 if tokens[k - 1].text == "," else last
        return last

    def _inserted(self, i: int, make: _Maker, first: int, last: int) -> Iterator[Candidate]:
        """Read "The bridge, Varga added, was blown up": a teller and a cue between commas."""
        tokens, opening = self.tokens, make.cue_tokens[0]
        if i + 2 >= last or tokens[i + 1].text != ",":
            return
        comma = self._before_phrase(opening, first, _INSERTED_TELLER)
        source = self.tellers.first_phrase(range(comma + 1, opening))
        if comma > first and tokens[comma].text == "," and source:
            content = [*range(first, comma), *range(i + 2, last)]
            yield from make.of(source, "order")("inserted", content)

    def _inner(self, i: int, make: _Maker, first: int, last: int) -> Iterator[Candidate]:
        """Read the first claim of "Varga said rebels had shelled the town, Petra reported"."""
        tokens, opening = self.tokens, make.cue_tokens[0]
        if not 1 <= opening - first <= _INNER_TELLER or any(
            tokens[k].upos not in NOMINAL for k in range(first, opening)
        ):
            return
        ending = range(last - 1, max(i + 3, last - _INNER_TAIL), -1)
        telling = next((k for k in ending if tokens[k].upos == "VERB"), None)
        if telling is None or self.trees.kind(telling) not in INNER:
            return
        comma = self._before_phrase(telling, i + 2, last)
        if i + 2 < comma < telling - 1 and tokens[comma].text == ",":
            source = self.tellers.first_phrase(range(first, opening))
            yield from make.of(source, "order")(INNER_FRAME, range(i + 1, comma))

    def _rest(self, i: int, make: _Maker, last: int) -> Iterator[Candidate]:
        """Read "An official said (that) ..."."""
        tokens, begin = self.tokens, i + 1
        if begin < last and tokens[begin].text.lower() == "that":
            yield from make("rest:that", range(begin, last))
        elif (
            begin + 2 < last
            and tokens[begin].upos in _BEGINNINGS
            and any(tokens[k].upos in _VERBS for k in range(begin, last))
        ):
            yield from make("rest", range(begin, last))

    def _quoted_as_saying(self, i: int) -> Iterator[Candidate]:
        """Read "Kyodo quoted an official as saying ..." and "..., he was quoted as saying"."""
        tokens, sent = self.tokens, self.trees.sentence_at(i)
        first, last = sent.start_token, sent.end_token
        if i < first + 3 or tokens[i].lemma != "say" or tokens[i - 1].text != "as":
            return
        before = range(i - 2, max(first, i - _AS_SAYING), -1)
        quoted = next((k for k in before if tokens[k].lemma in QUOTING), None)
        if quoted is None:
            return
        if self.trees.is_mark(last - 1):
            last -= 1
        near = range(quoted - 1, max(first, quoted - 2) - 1, -1)
        be = next((k for k in near if tokens[k].lemma == "be"), None)
        if be is None:
            opening = self._before_phrase(quoted, first - 1, _QUOTED_TELLER) + 1
            source = self.tellers.first_phrase(range(quoted + 1, i - 1))
        else:
            opening = self._before_phrase(be, first - 1, _QUOTED_TELLER) + 1
            source = self.tellers.first_phrase(range(opening, be))
        make = self._make(i, (quoted, i - 1, i), source, "quoted")
        if last - i > 2:
            yield from make("as-saying", range(i + 1, last))
        elif opening > first + 1:
            yield from make("as-saying", range(first, opening))

    # --- nouns, adjectives, adverbs -------------------------------------------------------------

    def _noun(self, i: int) -> Iterator[Candidate]:
        """Read "the claim that ...", "his denial of the charges", "it is his hope that ..."."""
        if not self._is_cue(i, "NOUN"):
            return
        subtree = self.trees.subtree
        deps = self.trees.by_relation(i)
        source, by = self.tellers.of_noun(i)
        make = self._make(i, (i,), source, by)
        for j in deps.get("acl", ()):
            if j > i and self.tokens[j].deprel != "acl:relcl":
                yield from make(f"acl:{self.trees.mark(j) or '-'}", subtree(j))
        for j in deps.get("ccomp", ()):
            yield from make("n:ccomp", subtree(j))
        for j in deps.get("nmod", ()):
            case = self.trees.case(j)
            if j > i and case is not None and j not in source:
                yield from make(f"nmod:{self.tokens[case].lemma}", self.trees.without(j, case))
        yield from self._predicate(i, make, deps)

    def _predicate(self, i: int, make: _Maker, deps: Below) -> Iterator[Candidate]:
        """Read "it is his hope that ..." and "his claim is that ..."."""
        if self.trees.has(i, "cop"):
            subjects = (j for j in self.below[i] if self.relations[j] in ("nsubj", "csubj"))
            subject = next(subjects, None)
            for j in (*deps.get("ccomp", ()), *deps.get("csubj", ()), *deps.get("advcl", ())):
                if j != subject:
                    yield from make("n:cop", self.trees.subtree(j))
        head = self.tokens[i].head
        if self.relations[i] == "nsubj" and head != i and self.trees.has(head, "cop"):
            yield from make("n:is", self.trees.all_but(i))

    def _adjective(self, i: int) -> Iterator[Candidate]:
        """Read "was confident that ...", "is likely to leave", "critical of the raid"."""
        if not self._is_cue(i, "ADJ"):
            return
        deps = self.trees.by_relation(i)
        source, by = self.tellers.of_verb(i, passive=False)
        make = self._make(i, self.trees.cue_tokens(i), source, by)
        for relation in ("ccomp", "xcomp", "advcl"):
            for j in deps.get(relation, ()):
                if j > i:
                    tree = self.trees.subtree(j)
                    yield from make(f"adj:{relation}", tree)
                    if relation != "ccomp" and source:
                        raised = sorted([*source, *tree])
                        yield from make.of((), "none")(f"adj:raised:{relation}", raised)
        for j in (*deps.get("obl", ()), *deps.get("nmod", ())):
            case = self.trees.case(j)
            if j > i and case is not None:
                yield from make(f"adj:{self.tokens[case].lemma}", self.trees.without(j, case))

    def _adverb(self, i: int) -> Iterator[Candidate]:
        """Read "reportedly fled"."""
        if self._is_cue(i, "ADV"):
            tree = self.trees.without(self.tokens[i].head, i)
            yield from self._make(i, (i,), (), "none")("adverb", tree)

    # --- "according to" -------------------------------------------------------------------------

    def _according(self, i: int) -> Iterator[Candidate]:
        """Read "..., according to police" and "According to police, ..."."""
        tokens, subtree = self.tokens, self.trees.subtree
        noun = self._according_to(i)
        if noun is None:
            return
        cue = {i, *(j for j in self.below[i] if tokens[j].text.lower() == "to")}
        cue |= {j for j in self.below[noun] if tokens[j].text.lower() == "to" and j < noun}
        teller = [k for k in subtree(noun) if k not in cue and k >= min(cue)]
        make = self._make(i, sorted(cue), self.trees.trimmed(teller), "according")
        yield from self._beside_according(i, make)
        own = {*subtree(noun), *subtree(i)}
        top = tokens[noun].head if self.relations[i] in ("case", "mark") else tokens[i].head
        top = i if top == noun else top
        yield from make("according", [k for k in subtree(top) if k not in own])
        above = self._verb_above(top)  # where "according to" was hung on a noun of its clause
        if above != top:
            yield from make("according^", [k for k in subtree(above) if k not in own])

    def _according_to(self, i: int) -> int | None:
        """The noun of "according to police", whichever of the two the other hangs on."""
        head = self.tokens[i].head
        if head == i:
            return None
        if self.relations[i] in ("case", "mark"):
            return self.trees.described(head)
        below = (j for j in self.below[i] if self.relations[j] in ("obl", "nmod", "obj"))
        noun = next(below, None)
        return None if noun is None else self.trees.described(noun)

    def _beside_according(self, i: int, make: _Maker) -> Iterator[Candidate]:
        """The part of the sentence before "according to", or that behind its comma."""
        sent = self.trees.sentence_at(i)
        begin, end = sent.start_token, sent.end_token
        while end > begin and self.trees.is_mark(end - 1):
            end -= 1
        if i > begin + 2:
            yield from make("according<", range(begin, i))
        else:
            comma = next((k for k in range(i, end) if self.tokens[k].text == ","), end)
            yield from make("according>", range(comma + 1, end))

    def _verb_above(self, i: int) -> int:
        """The verb that a word stands under, or is."""
        while self.tokens[i].head != i and self.tokens[i].upos != "VERB":
            i = self.tokens[i].head
        return i

    # --- transcripts ----------------------------------------------------------------------------

    def _speaker(self, i: int) -> Iterator[Candidate]:
        """A transcript: "SMITH: We left." at the head of a paragraph."""
        sentences, number = self.doc.sentences, self.trees.sentence_of[i]
        sent = sentences[number]
        name = range(sent.start_token, i)
        if not 1 <= len(name) <= _NAME or not all(self.tokens[k].text[:1].isupper() for k in name):
            return
        if number and sentences[number - 1].paragraph == sent.paragraph:
            return
        last = number
        while last + 1 < len(sentences) and sentences[last + 1].paragraph == sent.paragraph:
            last += 1
        make = self._make(i, (i,), name, "speaker")
        yield from make("speaker", range(i + 1, sentences[last].end_token))

    # --- what the network reads -----------------------------------------------------------------

    def _from_network(self, i: int, said: Said) -> Iterator[Candidate]:
        """The readings that the network itself has: its source with the words that it takes for
        heads of the content, and with the run of words that it takes for content."""
        scores = said.parts(i)
        heads = [
            k
            for k, p in scores.items()
            if p[SAYS] >= LIKELY and p[SAYS] > p[SAID] and self.tokens[k].upos in NOMINAL
        ]
        if self.tokens[i].upos == "VERB":
            heads = [k for k in heads if not self._is_topic(k, i)]
        best = max(heads, key=lambda k: (scores[k][SAYS], -k), default=None)
        source = self.tellers.phrase(self.trees.described(best)) if best is not None else ()
        if best is not None and i in source:
            source = (best,)
        make = self._make(i, self.trees.cue_tokens(i), source, "network")
        kept = {k for k, p in scores.items() if p[SAID] >= LIKELY and p[SAID] >= p[SAYS]}
        yield from make("net:tree", sorted({j for k in kept for j in self.trees.subtree(k)}))
        if kept:
            top = max(kept, key=lambda k: (scores[k][SAID], -k))
            yield from make("net:run", self._run(top, said))

    def _run(self, top: int, said: Said) -> range:
        """The words around one, in its sentence, that the network takes for attributed."""
        sent = self.trees.sentence_at(top)
        first, last = top, top + 1
        while first > sent.start_token and said.content[first - 1] >= 0.5:
            first -= 1
        while last < sent.end_token and said.content[last] >= 0.5:
            last += 1
        return range(first, last)

    def _is_topic(self, i: int, cue: int) -> bool:
        """Whether a word tells what is spoken of, not who speaks: "said of the deal"."""
        case = self.trees.case(i)
        return (
            case is not None
            and self.tokens[i].head == cue
            and self.tokens[case].lemma in _TOPICS
            and self.tellers.subject(cue) is not None
        )


class _Maker:
    """Makes candidates of one cue, with its source."""

    def __init__(
        self, trees: Trees, cue: int, cue_tokens: tuple[int, ...], source: tuple[int, ...], by: str
    ) -> None:
        self.trees, self.cue, self.cue_tokens = trees, cue, cue_tokens
        self.source, self.by = source, by
        self._taken = {*cue_tokens, *source}

    def of(self, source: tuple[int, ...], by: str) -> _Maker:
        """What makes candidates of the same cue, with another source."""
        return _Maker(self.trees, self.cue, self.cue_tokens, source, by)

    def __call__(self, frame: str, content: Sequence[int]) -> Iterator[Candidate]:
        """Yield the candidate, unless no content is left."""
        rest = [k for k in self._before_semicolon(content) if k not in self._taken]
        trimmed = self.trees.trimmed(rest)
        if trimmed:
            yield Candidate(self.cue, self.cue_tokens, self.source, tuple(trimmed), frame, self.by)

    def _before_semicolon(self, content: Sequence[int]) -> Sequence[int]:
        """What stands in front of a cue, without what follows behind a semicolon: "..., medics
        said; the army denied it"."""
        if not content or content[0] > self.cue or content[-1] < self.cue:
            return content
        end = self.trees.between_semicolons(self.cue)[1]
        return [k for k in content if k < end]
