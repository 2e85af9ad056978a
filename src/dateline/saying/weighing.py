"""What tells whether a reading of a cue is right: features of candidates, and what grammar vouches
for.

    weighing = Weighing(trees, said)
    weighing.groups(candidate)       # the words that its features are made of
    weighing.features(candidate)     # the same, spelled out
    weighing.is_sure(candidate)      # whether grammar and cue alone make it likely
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.linear import Group, spelled
from dateline.saying.candidate import INNER, INNER_FRAME, TELLING, Candidate
from dateline.saying.disputed import DENIALS
from dateline.saying.said import Said, grade
from dateline.saying.trees import Trees
from dateline.syntax import base

_SIZES, _SIZE_LIMITS = ("1", "3", "8", "20", "40", "99"), (1, 3, 8, 20, 40)
"""Names of the lengths of a content, and the most words of each."""
_ACCORDING = frozenset({"according", "according<", "according>"})
_SURE = _ACCORDING | {
    INNER_FRAME, "as-saying", "ccomp", "tail", "inserted", "as", "rest:that", "adverb",
}  # fmt: skip
"""Frames that are likely where a verb of telling has a teller."""
_CLOSED = frozenset({"SCONJ", "PART", "PRON", "ADV"})
"""Parts of speech of the first words of a content that count by themselves."""
_UP = 6
"""Words above a cue among which the one is looked for whose content it stands in."""


class Weighing:
    """Describes the candidates of one document."""

    def __init__(self, trees: Trees, said: Said | None = None) -> None:
        self.trees, self.said, self.tokens = trees, said, trees.tokens
        self._in_quote = [number >= 0 for number in trees.quote_of]
        self._names = {name.start: name.type for name in trees.doc.names}
        self._cues: dict[int, _Cue] = {}

    # --- what grammar vouches for ---------------------------------------------------------------

    def tells(self, candidate: Candidate) -> bool:
        """Whether the cue of a reading is a verb that plainly tells."""
        return self.trees.kind(candidate.cue) in INNER

    def is_sure(self, candidate: Candidate) -> bool:
        """Whether grammar and cue alone make a reading likely."""
        cue, frame, kind = candidate.cue, candidate.frame, self.trees.kind
        if kind(cue) in DENIALS and frame == "xcomp":  # "denied shelling the town"
            return bool(candidate.source)
        if frame not in _SURE:
            return False
        if frame in _ACCORDING:
            return bool(candidate.source)
        if frame == "adverb":
            return kind(cue, "ADV") == "report"
        if any(self.tokens[i].xpos == "WDT" for i in candidate.source):
            return False  # what "which" stands for may be a thing
        return bool(candidate.source) and kind(cue, "VERB") in TELLING

    # --- features -------------------------------------------------------------------------------

    def features(self, candidate: Candidate) -> list[str]:
        """What the model sees of a candidate."""
        return spelled(self.groups(candidate))

    def groups(self, candidate: Candidate) -> Iterator[Group]:
        """The features of a candidate, by the words that they are made of."""
        tokens, frame, content = self.tokens, candidate.frame, candidate.content
        cue, i = self._cue(candidate.cue), candidate.cue
        inside = set(content)
        outside = self._outside(candidate, inside)
        source, source_lemma = self._source_words(candidate)
        size = _SIZES[min(bisect_left(_SIZE_LIMITS, len(content)), len(_SIZES) - 1)]
        opening = tokens[content[0]]
        first = opening.text.lower() if opening.upos in _CLOSED else opening.upos
        top = tokens[self._top(content, inside)]
        side = "before" if content[-1] < i else "after" if content[0] > i else "around"
        yield cue.features
        yield _frame_features, cue.lemma, cue.kind, frame, self._quoted(content), source
        yield _source_features, source_lemma
        yield _shape_features, frame, candidate.source_by, cue.xpos, size, side
        yield _content_features, first, cue.lemma, frame, top.upos
        yield _top_features, "name" if top.upos == "PROPN" else top.lemma.lower()
        yield from self._around_groups(candidate, cue, inside, outside)
        if self.said is not None:
            yield from self._said_groups(self.said, candidate, cue.kind, inside, outside)

    def _quoted(self, content: Sequence[int]) -> str:
        """How much of a content is quoted."""
        quoted = sum(map(self._in_quote.__getitem__, content))
        share = quoted / len(content)
        return "no" if not quoted else "all" if share > 0.9 else "most" if share > 0.5 else "some"

    def _source_words(self, candidate: Candidate) -> tuple[str, str]:
        """What the source of a candidate is, and its lemma."""
        if not candidate.source:
            return "none", "none"
        tokens, source = self.tokens, candidate.source
        head = next((k for k in source if tokens[k].head not in source), source[0])
        who = tokens[head]
        if who.upos == "PROPN":
            opening_at = tokens[source[0]].start
            return self._names.get(opening_at) or self._names.get(who.start) or "propn", "name"
        lemma = who.lemma.lower()
        return f"pron:{lemma}" if who.upos == "PRON" else "noun", lemma

    def _cue(self, i: int) -> _Cue:
        """A cue with what its candidates have in common."""
        found = self._cues.get(i)
        if found is None:
            found = self._cues[i] = self._read_cue(i)
        return found

    def _read_cue(self, i: int) -> _Cue:
        tokens, cue, lemma = self.tokens, self.tokens[i], self.trees.keys[i]
        pos = "VERB" if cue.upos == "AUX" else cue.upos
        kind = self.trees.cues.get((lemma, pos), "-")
        negated = any(tokens[j].lemma in ("not", "never", "no") for j in self.trees.below[i])
        auxiliary = next(
            (tokens[j].lemma for j in self.trees.below[i] if self.trees.relations[j] == "aux"), "-"
        )
        sent = self.trees.sentence_at(i)
        last = tokens[sent.end_token - 1].text
        end = last if last in "?!:" else "."
        features = (
            _cue_features, lemma, pos, kind, self._in_quote[i], negated, auxiliary, cue.xpos,
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
        for _ in range(_UP):
            head = tokens[at].head
            if head == at:
                break
            pos = "VERB" if tokens[head].upos == "AUX" else tokens[head].upos
            above = self.trees.cues.get((tokens[head].lemma.lower(), pos))
            if above is not None and not (
                head in inside or head in candidate.source or head in candidate.cue_tokens
            ):
                up, relation = above, self.trees.relations[at]
                break
            at = head
        some_before = _SIZES[bisect_left(_SIZE_LIMITS, before)] if before else "0"
        some_after = _SIZES[bisect_left(_SIZE_LIMITS, after)] if after else "0"
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
