"""Sources of events: according to whom, outermost first; none where the outlet says it itself.

The attributions whose content holds the trigger are the claims that may cover an event. Which of
them do is learned (``model/sources.tsv``, by ``dateline train sources``): a speaker's own speech
act has no source, and neither has background told in a relative clause. The source of a claim is
then followed to its fullest mention, its kind read off its head noun, and its name, country and
sectors judged as those of a participant.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from dateline.annotators.attributions import DAYS
from dateline.data import (
    Attribution,
    Document,
    Entity,
    EventMention,
    Source,
    SourceKind,
    Span,
    changed,
)
from dateline.embedded import MODEL
from dateline.knowledge import Knowledge
from dateline.linear import Linear, Remembered, read_linear
from dateline.phrases import Phrases
from dateline.saying.anonymity import Signs, find_reason, read_signs
from dateline.saying.cues import Cues, read_cues
from dateline.saying.disputed import disputed
from dateline.saying.quotations import find_quotations
from dateline.saying.said import Said, read_heads
from dateline.saying.voices import WIRES, Voices
from dateline.syntax import HYPHENS, Range, base, index_of, is_hyphenated, subtree
from dateline.who.actors import read_actors
from dateline.who.judging import read_judge
from dateline.who.resolving import Resolved, Resolver

REQUIRES = frozenset(
    {"tokens", "sentences", "names", "places", "entities", "attributions", "events"}
)
ASSIGNS = "events.sources"

WEIGHTS, CHAINS = MODEL / "sources.tsv", MODEL / "chains.tsv"
LATER_SENTENCES, NEXT_SENTENCES = 8, 3
"""Sentences after a description in the opening in which the person may be named: with the same
noun, or as the next one who speaks."""
OPENING = 1
"""The last sentence, from 0, of a report's opening."""
KINDS: tuple[SourceKind, ...] = ("named", "anonymous", "institution", "media")
_QUOTING = frozenset({"quote", "cite", "report"})
_QUOTED = frozenset({"quote", "cite"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PART", "ADP", "DET", "X"})
_NP_INNER = frozenset({"compound", "amod", "nummod", "flat", "nmod", "case", "goeswith", "det"})
_NEWS_WORDS = frozenset(
    {"news", "press", "wire", "official", "state", "state-run", "semi-official", "local", "private"}
)
_MARKS = frozenset("\"“'‘`") | {"``", "''"}
_PRESS = frozenset(
    {"reporter", "journalist", "press", "medium", "correspondent", "media", "report"}
)
"""Those who are told things without being an outlet."""
_OCCASIONS = frozenset({"interview", "remark", "comment", "statement", "broadcast", "address"})
_STATEMENTS = frozenset(
    {"statement", "remark", "message", "declaration", "communique", "reply", "comment", "following"}
)
"""What somebody gives out word for word."""
_WRITERS = frozenset({"reporter", "correspondent", "journalist", "columnist", "editor"})
_SPOKEN = frozenset({"say", "report", "show", "deny", "accuse"})
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
_NOMINAL_HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_BREAKS = frozenset({"PUNCT", "ADP", "VERB", "AUX", "CCONJ", "SCONJ", "PRON"})
_FUNCTION = frozenset({"PUNCT", "ADP", "DET", "CCONJ", "PART", "SCONJ"})
_HE = frozenset({"he", "she", "him", "her", "his", "who", "i", "me"})
_IT = frozenset({"it", "which", "its", "that"})
_THEY = frozenset({"they", "them", "we", "us", "their"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Knowledge of this layer."""

    cues: Cues
    kinds: dict[str, SourceKind]  # head noun → kind
    media: Phrases[str]  # words of a name → country
    lands: Phrases[str]  # words of a state's name or seat → its code
    signs: Signs  # words that say that a source is unnamed, and why


def read_lexicon(knowledge: Knowledge) -> Lexicon:
    """Read cues, kinds of head nouns and names of media."""
    kinds: dict[str, SourceKind] = {}
    for row in knowledge.rows("en/source_kinds.tsv"):
        word, kind = row.need("word"), row.need("kind", KINDS)
        kinds.setdefault(word, next(k for k in KINDS if k == kind))
    media: Phrases[str] = Phrases()
    for row in knowledge.rows("en/media.tsv"):
        for name in row.many("names"):
            _add_outlet(media, name, row.need("country"))
    for row in knowledge.rows("en/groups.tsv"):  # names that mean other things too are left out
        if row.need("kind") == "media":
            for name in {row.need("name"), *row.many("names")}.difference(row.many("context")):
                bare = name.removeprefix("The ")
                name = bare if " " in bare else name  # "The Atlantic" is an outlet with "The" only
                _add_outlet(media, name, "|".join(row.many("country")))
    lands: Phrases[str] = Phrases()
    for row in knowledge.rows("en/countries.tsv"):
        for name in (row.need("name"), *row.many("names"), *row.many("seats")):
            lands.add(name.split(), row.need("id"))
    return Lexicon(read_cues(knowledge), kinds, media, lands, read_signs(knowledge))


def _add_outlet(media: Phrases[str], name: str, country: str) -> None:
    """Add the spellings of a news outlet; hyphens are tokens of their own."""
    for written in {name, name.replace("Al-", "al-")}:
        media.add(written.split(), country)
        if "-" in written:
            media.add(written.replace("-", " - ").split(), country)


@dataclass(frozen=True, slots=True)
class Models:
    """What was learned: weights that rank voices, and who passes another one's words on."""

    choice: Mapping[str, float]
    chain: Linear
    remembered: Remembered[float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "remembered", Remembered(self.choice))


def read_models(folder: Path = MODEL) -> Models:
    """Read ``sources.tsv`` and ``chains.tsv``."""
    choice = read_linear(folder / WEIGHTS.name)
    return Models(choice.weights, read_linear(folder / CHAINS.name))


def load(knowledge: Knowledge) -> Callable[[Document], tuple[EventMention, ...]]:
    """Read the knowledge and the model; give the function that fills ``sources``."""
    lexicon, models, heads = read_lexicon(knowledge), read_models(), read_heads()
    actors, judge = read_actors(knowledge), read_judge()

    def annotate(doc: Document) -> tuple[EventMention, ...]:
        if not doc.events:
            return doc.events
        reader, resolver = Reader(doc, lexicon, heads.read(doc)), Resolver(doc, actors, judge)
        voices = Voices(reader)
        known: dict[Span, Resolved] = {}

        def resolved(source: Source) -> Source:
            """Name, country and sectors of a source, judged as those of participants are."""
            span = source.start, source.end
            if span not in known:
                known[span] = resolver.resolve(*span)
            name, country, sectors, entity = known[span]
            return changed(source, name=name, country=country, sectors=sectors, entity=entity)

        return tuple(
            changed(event, sources=tuple(map(resolved, reader.chain(event, voices, models))))
            for event in doc.events
        )

    return annotate


@dataclass(frozen=True, slots=True)
class Claim:
    """An attribution with what is read off it once."""

    attribution: Attribution
    cue: int  # the token of the cue
    key: tuple[str, str]  # lemma and part of speech
    kind: str  # class of the cue
    size: int  # characters of the content
    holders: tuple[Mention, ...]  # who says it, outermost first


class Mention(NamedTuple):
    """A noun phrase that names a source: tokens ``first`` to ``last``, and its head."""

    head: int
    first: int
    last: int


@dataclass(slots=True)
class Reader:
    """Reads the sources of the events of one document."""

    doc: Document
    lexicon: Lexicon
    said: Said | None = None
    below: list[list[int]] = field(init=False)
    starts: list[int] = field(init=False)
    sentence_of: list[int] = field(init=False)
    claims: list[Claim] = field(init=False)
    spoken_in: dict[int, Claim] = field(init=False)  # the widest claim by sentence
    speakers: int = field(init=False)
    person_at: dict[int, Span] = field(init=False)
    org_at: dict[int, Span] = field(init=False)
    media_tokens: set[int] = field(init=False)
    entity_at: dict[int, Entity] = field(init=False)
    quotations: list[Span] = field(init=False)
    quotation_of: list[int] = field(init=False)  # the number of the whole that each is a part of
    resolved: dict[Mention, Mention] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        doc = self.doc
        known = index_of(doc)
        self.below, self.starts, self.sentence_of = known.below, known.starts, known.sentence_of
        self.person_at, self.org_at = {}, {}
        for name in doc.names:
            first, last = self.range_of(name.start, name.end)
            for i in range(first, last):
                if name.type == "PER":
                    self.person_at[i] = name.start, name.end
                else:
                    self.org_at[i] = name.start, name.end
        quotations = find_quotations(doc.text)
        self.quotations = [(q.start, q.end) for q in quotations]
        # a quotation that goes on in the next paragraph is one with it
        self.quotation_of = list(accumulate(not q.continued for q in quotations))
        words = [t.text for t in doc.tokens]
        self.media_tokens = set()
        for first, last, _ in self.lexicon.media.find(words):
            self.media_tokens.update(range(first, last))
            self._is_no_person(first, last)
        for first, last, _ in self.lexicon.lands.find(words):
            self._is_no_person(first, last)
        self.entity_at = {}
        for entity in doc.entities:
            for start, end in entity.mentions:
                first, last = self.range_of(start, end)
                if last > first:
                    self.entity_at.setdefault(self.head_of(first, last), entity)
        found = [*doc.attributions, *self._statements(), *self._denials()]
        self.claims = [c for a in found if (c := self._claim(a)) is not None]
        self.spoken_in, speakers = {}, set()
        for claim in sorted(self.claims, key=lambda c: (-c.size, c.cue)):
            if claim.holders and claim.kind in _SPOKEN:
                self.spoken_in.setdefault(self.sentence_of[claim.cue], claim)
                speakers.add(self.resolve(claim.holders[-1]))
        self.speakers = len(speakers)

    def _is_no_person(self, first: int, last: int) -> None:
        """Take the whole name of an outlet or a state for no person's."""
        if first - 1 in self.person_at or last in self.person_at:
            return
        for i in range(first, last):
            if i in self.person_at:
                self.org_at[i] = self.person_at.pop(i)

    def range_of(self, start: int, end: int) -> tuple[int, int]:
        """Tokens from character ``start`` to ``end``."""
        first = bisect_right(self.starts, start) - 1
        if first < 0 or self.doc.tokens[first].end <= start:
            first += 1
        return first, bisect_left(self.starts, end)

    def head_of(self, first: int, last: int) -> int:
        """The token of a range that heads it: of those that hang on a token outside, the last noun
        before a preposition or comma, else the first that is no mere function word."""
        tokens = self.doc.tokens
        tops = [
            i
            for i in range(first, last)
            if tokens[i].head == i or not first <= tokens[i].head < last
        ]
        words = [i for i in tops if tokens[i].upos not in _FUNCTION]
        if len(words) > 1 and tokens[words[0]].upos in _NOUNS:
            end = next((i for i in range(words[0], last) if tokens[i].upos in _BREAKS), last)
            return max(i for i in words if i < end and tokens[i].upos in _NOUNS)
        return words[0] if words else tops[0] if tops else first

    # --- claims ---------------------------------------------------------------------------------

    def _claim(self, attribution: Attribution) -> Claim | None:
        tokens = self.doc.tokens
        cues = [i for s, e in attribution.cue for i in range(*self.range_of(s, e))]
        known = [i for i in cues if self._key(i) in self.lexicon.cues]
        verbs = [i for i in cues if tokens[i].upos == "VERB"]
        if not cues:
            return None
        cue = (known or verbs or cues)[-1]
        key = self._key(cue)
        kind = self.lexicon.cues.get(key, "-")
        if tokens[cue].text.lower() in ("according", "to"):
            key, kind = ("according to", "ADP"), "say"
        size = sum(e - s for s, e in attribution.content)
        holders = tuple(self._holders(attribution, cue))
        return Claim(attribution, cue, key, kind, size, holders)

    def _statements(self) -> Iterator[Attribution]:
        """The statements that a sentence of its own opens: "The minister said:", and then what he
        said, to the end of the quotation or, where no marks stand, up to the next such sentence or
        the next one who speaks. What the attributions give of them is theirs."""
        doc, text = self.doc, self.doc.text
        cues = [start for a in doc.attributions for start, _ in a.cue]
        told = {self.sentence_of[bisect_right(self.starts, at) - 1] for at in cues}
        opening = [s.end_token > s.start_token and text[s.end - 1] == ":" for s in doc.sentences]
        for number, opens in enumerate(opening[:-1]):
            sent = doc.sentences[number]
            if not opens or number in told:
                continue
            source = self._stater(sent.start_token, sent.end_token)
            if source is None:
                continue
            cue, who = source
            start = doc.sentences[number + 1].start
            last = number + 1
            quotation = self.quotation_at(start)
            if quotation is None:
                while last + 1 < len(opening) and not opening[last + 1] and last + 1 not in told:
                    last += 1
                end = doc.sentences[last].end
            else:
                parts = zip(self.quotations, self.quotation_of, strict=True)
                end = max(span[1] for span, part in parts if part == quotation)
            token = doc.tokens[cue]
            yield Attribution(
                cue=((token.start, token.end),), source=(self.span(who),), content=((start, end),)
            )

    def _denials(self) -> Iterator[Attribution]:
        """The denials of what somebody else claims, where the attributions give but that claim, or
        none: "Iran dismissed reports that it had supplied missiles"."""
        known, tokens = index_of(self.doc), self.doc.tokens
        cues = {start for a in self.doc.attributions if a.negated for start, _ in a.cue}
        for i in range(len(tokens)):
            claim = disputed(known, self.lexicon.cues, i)
            if claim is None or not claim.denied or tokens[claim.verb].start in cues:
                continue
            verb = tokens[claim.verb]
            subjects = [j for j in self.below[claim.verb] if base(tokens[j].deprel) == "nsubj"]
            if subjects:
                inside = subtree(self.below, i)
                yield Attribution(
                    cue=((verb.start, verb.end),),
                    source=(self.span(self.mention_at(subjects[0])),),
                    content=((tokens[inside[0]].start, tokens[inside[-1]].end),),
                    negated=True,
                )

    def _stater(self, first: int, last: int) -> tuple[int, Mention] | None:
        """The verb of saying that heads a sentence, and its subject; or any verb, where the
        sentence ends with the name of what is said ("issued the following statement:")."""
        tokens = self.doc.tokens
        named = last - first > 1 and tokens[last - 2].lemma.lower() in _STATEMENTS
        for i in range(first, last):
            if tokens[i].upos == "VERB" and tokens[i].head == i and (
                named or self.lexicon.cues.get(self._key(i)) == "say"
            ):  # fmt: skip
                subjects = [j for j in self.below[i] if base(tokens[j].deprel) == "nsubj"]
                if subjects:
                    return i, self.mention_at(subjects[0])
        return None

    def _key(self, i: int) -> tuple[str, str]:
        token = self.doc.tokens[i]
        pos = "VERB" if token.upos == "AUX" else token.upos
        lemma = token.lemma.lower()
        for j in self.below[i]:
            if self.doc.tokens[j].deprel == "compound:prt":
                longer = f"{lemma} {self.doc.tokens[j].lemma.lower()}"
                if (longer, pos) in self.lexicon.cues:
                    return longer, pos
        return lemma, pos

    def _holders(self, attribution: Attribution, cue: int) -> Iterator[Mention]:
        """Who says it, outermost first: the source, with who quotes it or whom it quotes."""
        tokens = self.doc.tokens
        main = self._main(attribution.source)
        if main is not None:
            main = self._quoted_in(*main)
        own = [self.mention(*main)] if main is not None else []
        quoting = self._quoted_by(cue)
        if quoting is not None and any(m.first <= quoting.head < m.last for m in own):
            quoted = self._quoted(cue)  # the subject was taken for the one who says it
            own = [quoting, quoted] if quoted is not None else own
        if main is not None and own:
            told = self._quoting_in(*main)
            own = [told, *own] if told is not None and told.head != own[0].head else own
        outlets = (quoting, self.told(cue), self._citing(cue), self._quoted_after(cue))
        for outer in (*outlets, self._quoter(cue)):
            if outer is not None and not any(m.first <= outer.head < m.last for m in own):
                yield outer
        for mention in own:
            for j in self.below[mention.head]:  # "a source quoted by state media"
                if base(tokens[j].deprel) == "acl" and tokens[j].lemma in _QUOTING:
                    agent = self._agent(j) or self._by(j, cue)
                    if agent is not None:
                        yield agent
            yield mention
            yield from self._beside(mention)
        for j in self.below[cue]:  # "the agency said, citing an official"
            if base(tokens[j].deprel) in ("advcl", "parataxis", "conj") and (
                tokens[j].lemma in ("cite", "quote")
            ):
                yield from self._cited(j)
        for j in range(cue + 1, min(cue + 5, len(tokens))):  # the same, where the tree goes wrong
            if self._is_quoting(j) and tokens[j].head != cue:
                yield from self._cited(j)

    def _main(self, source: Sequence[Span]) -> Span | None:
        """The part of a source that has its head: "Cuba" of "Cuba, which has friends, said"."""
        if len(source) < 2:
            return source[0] if source else None
        parts = [range(*self.range_of(*span)) for span in source]
        for span, part in zip(source, parts, strict=True):
            for i in part:
                above = self.doc.tokens[i].head
                nominal = self.doc.tokens[i].upos in _NOMINAL_HEADS
                if nominal and not any(above in other for other in parts):
                    return span
        return max(source, key=lambda span: span[1] - span[0])

    def _quoted_in(self, start: int, end: int) -> Span:
        """The part of the span of a source that is quoted, where its first word is to quote: of
        "quoting police sources", before which the daily stands that does so."""
        first, last = self.range_of(start, end)
        if first and last - first > 1 and self._is_quoting(first):
            return self.doc.tokens[first + 1].start, end
        return start, end

    def _quoting_in(self, start: int, end: int) -> Mention | None:
        """Who quotes, inside the span of a source or in front of it: "the daily quoting police
        sources"."""
        first, last = self.range_of(start, end)
        for i in range(first + 1, last - 1):
            if self._is_quoting(i):
                return self._leading_or_tree(first, i)
        tokens = self.doc.tokens
        if first > 1 and self._is_quoting(first - 1) and tokens[first - 2].upos in _NOUNS:
            begin = first - 2
            while begin and tokens[begin - 1].upos in _NOUNS and tokens[begin - 1].head <= first:
                begin -= 1
            return self._leading_or_tree(begin, first - 1)
        return None

    def _is_quoting(self, i: int) -> bool:
        """Whether a word is "quoting" or "citing"."""
        return self.doc.tokens[i].lemma in _QUOTED and self.doc.tokens[i].xpos == "VBG"

    def _quoter(self, cue: int) -> Mention | None:
        """Who quotes, where the cue is to quote: "Interfax quoted the same sources"."""
        tokens = self.doc.tokens
        if tokens[cue].lemma not in _QUOTED or tokens[cue].upos != "VERB":
            return None
        subjects = [j for j in self.below[cue] if tokens[j].deprel == "nsubj" and j < cue]
        return self.mention_at(subjects[-1]) if subjects else None

    def _cited(self, verb: int) -> Iterator[Mention]:
        """Whom a verb cites: its object, or the words that follow it."""
        tokens = self.doc.tokens
        objects = [j for j in self.below[verb] if base(tokens[j].deprel) == "obj"]
        above = tokens[verb].head
        if base(tokens[verb].deprel) in ("case", "amod") and above > verb:
            objects = [above]  # taken for a preposition or adjective: "quoting informed sources"
        for j in objects:
            yield self.mention_at(j)
        end = self.doc.sentences[self.sentence_of[verb]].end_token
        gerund = tokens[verb].xpos == "VBG" and verb + 1 < end
        if not objects and gerund and tokens[verb + 1].upos in _NOMINAL - {"ADP"}:
            yield self._leading_or_tree(verb + 1, end)

    def _beside(self, mention: Mention) -> Iterator[Mention]:
        """The others who say it with them: "police and witnesses said"."""
        tokens = self.doc.tokens
        for j in self.below[mention.head]:
            together = tokens[j].deprel == "conj" and tokens[j].upos in ("NOUN", "PROPN")
            if together and j >= mention.last and any(
                tokens[k].lemma in ("and", "or") for k in self.below[j]
            ):  # fmt: skip
                yield self.mention_at(j)

    def _quoted_by(self, cue: int) -> Mention | None:
        """Who quotes: "Kyodo quoted him as saying", "was quoted by Kyodo as saying"."""
        tokens = self.doc.tokens
        head = tokens[cue].head
        quoting = head if tokens[head].lemma in _QUOTING and head < cue else None
        if quoting is None and cue and tokens[cue - 1].text == "as":
            first = self.doc.sentences[self.sentence_of[cue]].start_token
            quoting = next(
                (k for k in range(cue - 2, max(first, cue - 26), -1) if tokens[k].lemma in _QUOTED),
                None,
            )
        if quoting is None:
            return None
        agent = self._agent(quoting)
        if agent is not None:
            return agent
        agent = self._by(quoting, cue)
        if agent is not None:
            return agent
        if cue + 2 < len(tokens) and tokens[cue + 1].text == "by":  # "as saying by the daily"
            end = self.doc.sentences[self.sentence_of[cue]].end_token
            return self._leading_or_tree(cue + 2, end)
        for j in self.below[quoting]:
            if tokens[j].deprel == "nsubj":
                return self.mention_at(j)
        return None

    def is_quoted_as(self, claim: Claim) -> bool:
        """Whether a speaker "was quoted as saying", and it is not told by whom."""
        tokens, cue = self.doc.tokens, claim.cue
        if len(claim.holders) != 1 or not cue or tokens[cue - 1].text != "as":
            return False
        first = self.doc.sentences[self.sentence_of[cue]].start_token
        return any(
            tokens[k].lemma in _QUOTED and tokens[k - 1].lemma == "be"
            for k in range(cue - 2, max(first, cue - 8), -1)
        )

    def _by(self, verb: int, cue: int) -> Mention | None:
        """Who stands behind "by" between a verb and a cue, where the tree goes wrong."""
        for k in range(verb + 1, cue):
            if self.doc.tokens[k].text == "by" and k + 1 < cue:
                return self._leading_or_tree(k + 1, cue)
        return None

    def _leading_or_tree(self, first: int, last: int) -> Mention:
        """The noun phrase at the head of a stretch of words."""
        tokens = self.doc.tokens
        while first < last and tokens[first].upos == "DET":
            first += 1
        end = first
        while end < last and tokens[end].upos in ("NOUN", "PROPN", "ADJ") and (
            tokens[end].text not in DAYS
        ):  # fmt: skip
            end += 1
        end = max(end, first + 1)
        return Mention(self.head_of(first, end), first, end)

    def _quoted(self, cue: int) -> Mention | None:
        """Who is quoted: the object between "quoted" and "as saying"."""
        tokens = self.doc.tokens
        quoting = tokens[cue].head
        for j in self.below[quoting]:
            if base(tokens[j].deprel) in ("obj", "iobj") and quoting < j < cue:
                return self.mention_at(j)
        return None

    def _citing(self, cue: int) -> Mention | None:
        """Who cites: of "the agency reported, citing an official", where "citing" is the cue."""
        tokens = self.doc.tokens
        above = tokens[cue].head
        if tokens[cue].lemma not in _QUOTED or base(tokens[cue].deprel) != "advcl":
            return None
        if cue + 1 < len(tokens) and tokens[cue + 1].text == "by":  # who quotes is named there
            return None
        if self._key(above) not in self.lexicon.cues:
            return None
        for j in self.below[above]:
            if tokens[j].deprel == "nsubj":
                return self.mention_at(j)
        return None

    def _quoted_after(self, cue: int) -> Mention | None:
        """Who quotes what was said: "Varga said, quoted by the Times"."""
        tokens = self.doc.tokens
        end = self.doc.sentences[self.sentence_of[cue]].end_token
        for j in range(cue + 1, min(cue + 4, end - 2)):
            if tokens[j].lemma in _QUOTED and tokens[j + 1].text == "by":
                return self._leading_or_tree(j + 2, end)
        return None

    def told(self, cue: int) -> Mention | None:
        """Another outlet that was told: "he told army radio", "said in an interview with army
        radio", "said in remarks on army radio"; an agency may be our own outlet."""
        tokens = self.doc.tokens
        lemma = tokens[cue].lemma
        heads = []
        if lemma in ("tell", "inform"):
            heads = [
                j
                for j in self.below[cue]
                if base(tokens[j].deprel) in ("obj", "iobj", "obl")
                and not any(base(tokens[k].deprel) == "case" for k in self.below[j])
            ]
        elif tokens[cue].upos == "VERB":
            for j in self.below[cue]:
                case = any(tokens[k].lemma in ("to", "in", "during") for k in self.below[j])
                if base(tokens[j].deprel) != "obl" or not case:
                    continue
                if tokens[j].lemma in _OCCASIONS:
                    heads += [k for k in self.below[j] if base(tokens[k].deprel) == "nmod"]
                elif any(tokens[k].lemma == "to" for k in self.below[j]):
                    heads.append(j)
        for j in heads:
            if j > cue or lemma not in ("tell", "inform"):
                told = self.mention_at(j)
                words = {tokens[i].text for i in range(told.first, told.last)}
                people = tokens[j].lemma in _PRESS
                if self.kind(told) == "media" and not people and not self._is_own(words):
                    return told
        return None

    def _is_own(self, words: set[str]) -> bool:
        """Whether an agency may be the one that writes: any one, where it is not told who does."""
        publisher = self.doc.report.publisher
        wires = words & WIRES
        return bool(wires) and (publisher is None or any(map(self.is_publisher, wires)))

    def _agent(self, i: int) -> Mention | None:
        tokens = self.doc.tokens
        for j in self.below[i]:
            if base(tokens[j].deprel) == "obl" and any(
                tokens[k].lemma == "by" and base(tokens[k].deprel) == "case" for k in self.below[j]
            ):
                return self.mention_at(j)
        return None

    # --- which claims hold ----------------------------------------------------------------------

    def covering(self, event: EventMention) -> list[Claim]:
        """The claims whose content holds the trigger, outermost first."""
        start, end = event.trigger
        found = []
        for claim in self.claims:
            if any(s < end and start < e for s, e in claim.attribution.cue):
                continue
            if any(s <= start < e for s, e in claim.attribution.content):
                found.append(claim)
        known = {h for c in found if c.key[0] not in _QUOTED for h in c.holders}
        found = [  # "reported, citing police": both are holders of what was reported
            c for c in found if c.key[0] not in _QUOTED or not known.issuperset(c.holders)
        ]
        found.sort(key=lambda claim: (-claim.size, claim.cue))
        return sorted(found, key=lambda c: sum(self._inside(c, other) for other in found))

    def _inside(self, claim: Claim, other: Claim) -> bool:
        """Whether a claim is content of another: "Abbas said ..., Petra reported".

        Where each holds the cue of the other, the one that follows its content is the outer one.
        """
        if claim is other or not self._holds_cue(other, claim):
            return False
        return not self._holds_cue(claim, other) or (self._follows(other), other.cue) > (
            self._follows(claim), claim.cue,
        )  # fmt: skip

    def _holds_cue(self, claim: Claim, other: Claim) -> bool:
        at = self.doc.tokens[other.cue].start
        return any(s <= at < e for s, e in claim.attribution.content)

    def _follows(self, claim: Claim) -> bool:
        return claim.attribution.content[0][0] < self.doc.tokens[claim.cue].start

    def holding(self, claim: Claim) -> list[Claim]:
        """The claims whose content a claim stands in, outermost first."""
        found = [c for c in self.claims if c.holders and self._inside(claim, c)]
        return sorted(found, key=lambda c: (-c.size, c.cue))

    def is_quoted(self, i: int) -> bool:
        """Whether a token stands between quotation marks."""
        return self.quotation_at(self.doc.tokens[i].start) is not None

    def quotation_at(self, at: int) -> int | None:
        """The number of the quotation that holds a character, the same for all its paragraphs."""
        number = bisect_right(self.quotations, (at, len(self.doc.text))) - 1
        if number < 0 or at >= self.quotations[number][1]:
            return None
        return self.quotation_of[number]

    def chain(self, event: EventMention, voices: Voices, models: Models) -> Iterator[Source]:
        """Yield the sources of an event, outermost first; ``voices`` are those of the report."""
        voice = voices.choose(event, models.remembered) or voices.quoting(event)
        if voice is None:
            return
        seen: set[Span] = set()
        for mention in voices.chain(voice, models.chain):
            source = self.source(mention, voice.claim)
            if mention == voice.mention and voice.recalled is None:
                source = self._announced(source, voice.claim.holders[-1])
            if source.kind == "media" and self.is_publisher(source.text):
                continue
            if (source.start, source.end) not in seen:
                seen.add((source.start, source.end))
                yield source

    def _announced(self, source: Source, holder: Mention) -> Source:
        """The source as a description in the opening gives it, though the name follows later."""
        sent = self.doc.sentences[self.sentence_of[holder.head]]
        if self.doc.tokens[holder.head].upos != "NOUN" or source.start < sent.end:
            return source
        start, end = self.span(holder)
        return changed(source, start=start, end=end, text=self.doc.text[start:end])

    def is_publisher(self, name: str) -> bool:
        """Whether an outlet is the one that publishes the report: it has its own voice."""
        publisher = self.doc.report.publisher
        return publisher is not None and name.casefold() in publisher.casefold()

    def agrees(self, claim: Claim, sources: Sequence[Mapping[str, Any]]) -> bool:
        """Whether one of the holders of a claim is among the given sources (spans)."""
        for holder in claim.holders:
            full = self.source(holder, claim)
            entity = self.entity_at.get(holder.head)
            spans = [self.span(holder), (full.start, full.end)]
            spans += entity.mentions if entity is not None else ()
            if any(s["start"] < e and b < s["end"] for s in sources for b, e in spans):
                return True
        return False

    # --- who a source is ------------------------------------------------------------------------

    def span(self, mention: Mention) -> Span:
        """Where a mention stands in the text."""
        tokens = self.doc.tokens
        return tokens[mention.first].start, tokens[mention.last - 1].end

    def mention(self, start: int, end: int) -> Mention:
        """The noun phrase of a source span."""
        first, last = self.range_of(start, end)
        by_tree = self.mention_at(self.head_of(first, max(last, first + 1)))
        by_order = self._leading(first, last)
        if by_order is None or any(i in self.person_at for i in range(by_tree.first, by_tree.last)):
            return by_tree
        if any(i in self.person_at for i in range(by_order.first, by_order.last)):
            return by_order
        return by_tree

    def _leading(self, first: int, last: int) -> Mention | None:
        """The leading words of a stretch, up to a comma, a verb or a relative pronoun, headed by
        the person named in them, if any."""
        tokens = self.doc.tokens
        while first < last and tokens[first].upos in ("DET", "PUNCT", "ADP"):
            first += 1
        end = first
        while end < last and tokens[end].upos in _NOMINAL and tokens[end].xpos != "WP":
            end += 1
        while end > first and (
            tokens[end - 1].upos in ("ADP", "DET") or tokens[end - 1].text in DAYS
        ):
            end -= 1
        if end == first:
            return None
        for i in range(first, end):
            if tokens[i].text in ("'s", "’s", "'", "’"):
                continue
            person = i in self.person_at and i - 1 not in self.person_at
            if person and tokens[i - 1].upos not in ("ADP", "PUNCT"):
                closing = i
                while closing in self.person_at and closing < end:
                    closing += 1
                owner = closing < end and tokens[closing].text in ("'s", "’s", "'", "’")
                if not owner:
                    return Mention(i, first, closing)
        return None

    def mention_at(self, head: int) -> Mention:
        """A noun phrase without article, apposition and relative clause."""
        tokens = self.doc.tokens
        words = {head}
        todo = [head]
        while todo:
            at = todo.pop()
            for j in self.below[at]:
                relation = base(tokens[j].deprel)
                if relation in _NP_INNER and not (at == head and relation in ("det", "case")):
                    if relation == "nmod" and j > head and at == head and not self._of(j):
                        continue
                    words.add(j)
                    todo.append(j)
        for j in self.below[head]:  # "Prime Minister Li Peng", whichever of them is the head
            name = base(tokens[j].deprel) in ("appos", "flat", "nmod", "list", "dep")
            if name and j > head and j not in words and self._joined(head, j):
                words.update(subtree(self.below, j))
                words.update(range(head, j))
        words.update(self._called(head))
        first = last = head
        while first and (
            first - 1 in words
            and (tokens[first - 1].upos != "PUNCT" or tokens[first - 1].text in HYPHENS)
        ):
            first -= 1
        while last + 1 in words:
            last += 1
        first, last = self._hyphenated(first, last)
        while first < head and (tokens[first].upos in ("DET", "ADP") or self._is_quoting(first)):
            first += 1
        return Mention(head, self._titled(head, first), last + 1)

    def _titled(self, head: int, first: int) -> int:
        """Where a title begins that the tree leaves apart: "Prime Minister Imre Nagy"."""
        tokens = self.doc.tokens
        if first != head or head not in self.person_at:
            return first
        begin = first
        while begin and (
            tokens[begin - 1].upos in ("NOUN", "PROPN", "ADJ")
            and tokens[begin - 1].text[:1].isupper()
            and tokens[begin - 1].text not in DAYS
            and self.sentence_of[begin - 1] == self.sentence_of[head]
        ):
            begin -= 1
        offices = range(begin, first)
        known = any(self.lexicon.kinds.get(tokens[i].lemma.lower()) == "named" for i in offices)
        return begin if known else first

    def _hyphenated(self, first: int, last: int) -> Range:
        """Take in the parts that hyphens join to a phrase: "al-Samani", "Itar-Tass"."""
        tokens = self.doc.tokens
        while is_hyphenated(tokens, first):
            first -= 2
        while last + 2 < len(tokens) and is_hyphenated(tokens, last + 2):
            last += 2
        return first, last

    def _called(self, head: int) -> Iterator[int]:
        """The name that follows a word for an outlet, where the tree sets it beside: "the daily
        Asahi Shimbun"."""
        tokens, name = self.doc.tokens, head + 1
        if (
            self.lexicon.kinds.get(tokens[head].lemma.lower()) != "media"
            or name >= len(tokens)
            or tokens[name].upos != "PROPN"
            or tokens[name].text in DAYS
        ):
            return
        top = name
        while tokens[top].deprel == "compound" and tokens[top].head > top:
            top = tokens[top].head
        if tokens[top].head in (head, tokens[head].head) and tokens[top].upos == "PROPN":
            yield from range(name, top + 1)
            while top + 1 < len(tokens) and tokens[top + 1].deprel == "flat":
                top += 1
                yield top

    def _joined(self, head: int, name: int) -> bool:
        """Whether a name follows its title directly, without a comma or preposition: that of a
        person or, after a word for one ("the daily Asahi Shimbun"), of an outlet."""
        tokens = self.doc.tokens
        outlet = self.lexicon.kinds.get(tokens[head].lemma.lower()) == "media"
        return (name in self.person_at or (outlet and tokens[name].upos == "PROPN")) and all(
            tokens[i].upos in ("PROPN", "NOUN", "ADJ", "X", "PUNCT") and tokens[i].text != ","
            for i in range(head + 1, name)
        )

    def _of(self, i: int) -> bool:
        return any(
            self.doc.tokens[j].lemma in ("of", "at", "for", "in", "from", "to")
            and base(self.doc.tokens[j].deprel) == "case"
            for j in self.below[i]
        )

    def kind(self, mention: Mention) -> SourceKind:
        """The kind of a source, by its names and its head noun."""
        tokens = self.doc.tokens
        head = tokens[mention.head]
        inside = range(mention.first, mention.last)
        if mention.head in self.media_tokens and mention.head not in self.person_at:
            return "media"
        if head.upos == "PRON" and head.text.lower() in _HE | {"myself"}:
            return "named"
        by_noun = self.lexicon.kinds.get(head.lemma.lower())
        if mention.last - 1 in self.person_at and (  # "reporter Ann Lee", "official Ann Lee"
            by_noun in (None, "named", "anonymous") or head.lemma.lower() in _WRITERS
        ):
            return "named"
        if by_noun == "named" and head.xpos.endswith("S"):
            return "anonymous"
        if by_noun is not None and head.upos in ("NOUN", "PROPN"):
            if head.lemma.lower() == "agency" and not self._is_news_agency(mention):
                return "institution"
            if by_noun == "media" or any(i in self.media_tokens for i in inside):
                return "media"
            return by_noun
        if mention.head in self.person_at:
            return "named"
        if head.upos == "PROPN" and any(  # "Cambodia Daily", "Norwegian Broadcasting"
            tokens[i].upos == "PROPN" and self.lexicon.kinds.get(tokens[i].text.lower()) == "media"
            for i in inside
        ):
            return "media"
        if any(i in self.person_at and self._names_head(i, mention.head) for i in inside):
            return "named"
        before = mention.head - 1  # "local paper Vesti"
        if head.upos == "PROPN" and before >= 0 and tokens[before].upos == "NOUN" and (
            self.lexicon.kinds.get(tokens[before].lemma.lower()) == "media"
        ):  # fmt: skip
            return "media"
        for j in self.below[mention.head]:  # "the spokesman, Ali Ahmad"
            if base(tokens[j].deprel) in ("appos", "flat") and j in self.person_at:
                return "named"
        if mention.head in self.org_at:
            return "institution"
        if head.upos == "PROPN" and head.xpos != "NNS":  # "Diplomats here" are no proper name
            entity = self.entity_at.get(mention.head)
            if entity is not None and entity.kind in ("organisation", "state", "group", "place"):
                return "institution"
            return "named"
        return "anonymous"

    def _is_news_agency(self, mention: Mention) -> bool:
        """Whether an agency is one of news: so named, or bare, or a known one."""
        modifiers = {
            self.doc.tokens[j].lemma.lower()
            for j in self.below[mention.head]
            if base(self.doc.tokens[j].deprel) in ("compound", "amod")
        }
        if not modifiers or modifiers & _NEWS_WORDS:
            return True
        return any(i in self.media_tokens for i in range(mention.first, mention.last))

    def _names_head(self, i: int, head: int) -> bool:
        """Whether a name inside a phrase is the head's own: not a possessor or complement."""
        tokens = self.doc.tokens
        while i != head:
            if base(tokens[i].deprel) not in ("flat", "compound", "appos", "goeswith"):
                return False
            if tokens[i].deprel == "nmod:poss" or tokens[i].head == i:
                return False
            i = tokens[i].head
        return True

    def resolve(self, mention: Mention) -> Mention:
        """The fullest mention of a pronoun or short description; else the mention itself."""
        known = self.resolved.get(mention)
        if known is None:
            known = self.resolved[mention] = self._resolve(mention)
        return known

    def _resolve(self, mention: Mention) -> Mention:
        token = self.doc.tokens[mention.head]
        low = token.text.lower()
        pronoun = token.upos == "PRON" and mention.last - mention.first == 1
        if not pronoun:  # nor is "He Shijing", whatever the tagger says
            name = self._named_beside(mention)
            if name is not None:
                return name
            announced = self._is_description(mention) and not self._is_short(mention)
            return (self._later(mention) if announced else None) or mention
        if low in _IT and low not in ("which", "that"):  # who has spoken goes on speaking
            speaker = self._earlier(mention, low)
            if speaker is not None:
                return speaker
        entity = self.entity_at.get(mention.head)
        if entity is not None:
            full = self._full_mention(entity, mention)
            if full is not None:
                return full
        if low == "who":  # the person named before it, or what the relative clause stands under
            before = mention.head - 1
            if before >= 0 and self.doc.tokens[before].text in (",", ")"):
                before -= 1
            if before in self.person_at:
                return self.mention_at(self._name_head(before))
            verb = token.head
            if base(self.doc.tokens[verb].deprel) == "acl":
                return self.resolve(self.mention_at(self.doc.tokens[verb].head))
        return self._earlier(mention, low) or mention

    def _named_beside(self, mention: Mention) -> Mention | None:
        """The person whom an apposition names: "an adviser, John Nagenda, said"."""
        tokens = self.doc.tokens
        if tokens[mention.head].xpos.endswith("S") or self._has_name(mention):
            return None
        for j in self.below[mention.head]:
            name = base(tokens[j].deprel) in ("appos", "parataxis", "flat", "list")
            if name and j >= mention.last and j in self.person_at:
                return self.mention_at(self._name_head(j))
        after = mention.last + 1  # "an adviser, John Nagenda, said", where the tree goes wrong
        if after < len(tokens) and tokens[after - 1].text == "," and after in self.person_at:
            end = after
            while end < len(tokens) and end in self.person_at:
                end += 1
            if end < len(tokens) and tokens[end].text == ",":
                return self.mention_at(self._name_head(after))
        return None

    def _has_name(self, mention: Mention) -> bool:
        """Whether a phrase names its person; an owner's name is not his ("Lee's adviser")."""
        tokens = self.doc.tokens
        return any(
            i in self.person_at and not self._is_owner(i)
            for i in range(mention.first, mention.last)
            if tokens[i].upos != "PART"
        )

    def _is_owner(self, i: int) -> bool:
        """Whether a name stands in the possessive."""
        return self.doc.tokens[self._name_head(i)].deprel == "nmod:poss"

    def _later(self, mention: Mention) -> Mention | None:
        """The person named soon after whom a description in a report's opening announces: "a
        spokesman said ... the spokesman, Ali Ahmad, said"; the name stands with the same noun, or
        is that of the next one who speaks."""
        tokens = self.doc.tokens
        noun = tokens[mention.head].lemma.lower()
        number = self.sentence_of[mention.head]
        if number > OPENING:
            return None
        following = False
        for claim in self.claims:
            for holder in claim.holders:
                gap = self.sentence_of[holder.head] - number
                if not 0 < gap <= LATER_SENTENCES or tokens[holder.head].upos == "PRON":
                    continue
                named = self.kind(holder) == "named" and any(
                    i in self.person_at for i in range(holder.first, holder.last)
                )
                around = range(max(0, holder.first - 4), min(len(tokens), holder.last + 8))
                same = any(tokens[i].lemma.lower() == noun for i in around)
                if named and (same or (not following and gap <= NEXT_SENTENCES)):
                    return holder
                following = True
        return None

    def _is_description(self, mention: Mention) -> bool:
        """One person without a name: "a Foreign Ministry spokesman"."""
        token = self.doc.tokens[mention.head]
        return (
            token.upos == "NOUN"
            and not token.xpos.endswith("S")
            and token.lemma.lower() not in ("source", "report", "statement")
            and self.lexicon.kinds.get(token.lemma.lower()) in (None, "named")
            and not self._has_name(mention)
        )

    def _name_head(self, i: int) -> int:
        """The head of the name that a token is part of."""
        while self.doc.tokens[i].head in self.person_at and self.doc.tokens[i].head != i:
            i = self.doc.tokens[i].head
        return i

    def _is_short(self, mention: Mention) -> bool:
        """A definite description: "the spokesman", "the agency", "the Georgian minister"."""
        if self.doc.tokens[mention.head].upos != "NOUN":
            return False
        office = self.lexicon.kinds.get(self.doc.tokens[mention.head].lemma.lower()) == "named"
        if mention.last - mention.first > (3 if office else 1):
            return False
        if any(i in self.person_at for i in range(mention.first, mention.last)):
            return False
        return any(
            base(self.doc.tokens[j].deprel) == "det"
            and self.doc.tokens[j].lemma.lower() in ("the", "this")
            for j in self.below[mention.head]
        )

    def _full_mention(self, entity: Entity, mention: Mention) -> Mention | None:
        """The nearest mention of an entity before a pronoun that is no pronoun itself."""
        low = self.doc.tokens[mention.head].text.lower()
        if low in _HE and entity.kind not in ("person", None):
            return None
        best = None
        at = self.doc.tokens[mention.head].start
        for start, end in entity.mentions:
            if start >= at and best is not None:
                break
            first, last = self.range_of(start, end)
            if last <= first:
                continue
            head = self.head_of(first, last)
            if self.doc.tokens[head].upos == "PRON" or head == mention.head:
                continue
            candidate = self.mention_at(head)
            if best is not None and self._is_apposition(candidate, best):
                continue
            if self._is_full(candidate, low):
                best = candidate
        return best

    def _is_apposition(self, mention: Mention, name: Mention) -> bool:
        """Whether a mention only tells who somebody named before it in its sentence is."""
        near = self.sentence_of[mention.head] == self.sentence_of[name.head]
        return near and self._has_name(name) and not self._has_name(mention)

    def _is_full(self, mention: Mention, low: str) -> bool:
        """Whether a mention tells who it is, and fits a pronoun."""
        inside = range(mention.first, mention.last)
        named = any(i in self.person_at or i in self.org_at for i in inside)
        if low in _IT:
            return self.kind(mention) in ("media", "institution")
        if low in _HE:
            return named or (self.kind(mention) in ("named", "anonymous") and len(inside) > 1)
        return named or len(inside) > 1

    def _earlier(self, mention: Mention, low: str) -> Mention | None:
        """The last earlier source that a pronoun can stand for."""
        tokens = self.doc.tokens
        number = self.sentence_of[mention.head]
        for claim in reversed(self.claims):
            for holder in reversed(claim.holders):
                if holder.head >= mention.head or number - self.sentence_of[holder.head] > 12:
                    continue
                if tokens[holder.head].upos == "PRON" or self._is_short(holder):
                    continue
                kind = self.kind(holder)
                plural = tokens[holder.head].xpos.endswith("S")
                if (
                    (low in _HE and (kind == "named" or (kind == "anonymous" and not plural)))
                    or (low in _IT and kind in ("media", "institution"))
                    or (low in _THEY and plural)
                ):
                    return holder
        return self._earlier_person(mention) if low in _HE else None

    def _earlier_person(self, mention: Mention) -> Mention | None:
        """The last person named in the two sentences before, a subject if there is one."""
        tokens = self.doc.tokens
        number = self.sentence_of[mention.head]
        first = self.doc.sentences[max(0, number - 2)].start_token
        fallback = None
        for i in range(mention.head - 1, first - 1, -1):
            if i in self.person_at and tokens[i].head not in self.person_at:
                if base(tokens[i].deprel) == "nsubj":
                    return self.mention_at(i)
                fallback = i if fallback is None else fallback
        return self.mention_at(fallback) if fallback is not None else None

    def source(self, holder: Mention, claim: Claim) -> Source:
        """Make the source of a claim's holder."""
        full = self.resolve(holder)
        start, end = self.span(full)
        entity = self.entity_at.get(full.head) or self.entity_at.get(holder.head)
        kind = self.kind(full)
        cue = self.doc.text[claim.attribution.cue[0][0] : claim.attribution.cue[-1][1]]
        return Source(
            start, end, self.doc.text[start:end], kind,
            cue=" ".join(cue.split()) if len(cue) < 40 else claim.key[0],
            name=entity.name if entity is not None else None,
            country=entity.country if entity is not None else None,
            sectors=entity.sectors if entity is not None else (),
            entity=entity.entity if entity is not None else None,
            reason=self._reason(full.head, claim.cue) if kind == "anonymous" else None,
        )  # fmt: skip

    def _reason(self, holder: int, cue: int) -> Span | None:
        """Why the source stays unnamed: told with the claim, or where it was first named."""
        for i in (cue, holder):
            sent = self.doc.sentences[self.sentence_of[i]]
            reason = find_reason(self.doc, sent, self.lexicon.signs, self.below)
            if reason is not None:
                return reason
        return None
