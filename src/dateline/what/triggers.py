"""The words that stand for an event: the shortest phrase that names it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.data import Document, Participant, Span
from dateline.knowledge import Knowledge
from dateline.syntax import index_of, is_hyphenated, whole_word

NEAR = 5
"""Most words from a light verb to its object."""
_NOUNS = frozenset({"NOUN", "PROPN"})
_BETWEEN = frozenset({"det", "amod", "compound", "nmod:poss", "compound:prt"})
"""How words hang that may stand between a verb and its object."""


@dataclass(frozen=True, slots=True)
class Light:
    """Verbs that say little by themselves, each with the objects with which they name an event
    (none: all but persons)."""

    objects: Mapping[str, frozenset[str]]
    persons: frozenset[str]

    def names(self, verb: str, noun: str) -> bool:
        """Whether an event is named by a verb and its object together."""
        objects = self.objects.get(verb)
        if objects is None:
            return False
        return noun in objects if objects else noun not in self.persons


NO_LIGHT = Light({}, frozenset())


def read_light(knowledge: Knowledge) -> Light:
    """Read ``en/light.tsv`` and ``en/persons.tsv``. Raises ``KnowledgeError`` for a wrong row."""
    objects = {
        row.need("word"): frozenset(row.many("nouns")) for row in knowledge.rows("en/light.tsv")
    }
    persons = frozenset(row.need("word") for row in knowledge.rows("en/persons.tsv"))
    return Light(objects, persons)


def trigger_span(
    doc: Document,
    word: int,
    light: Light = NO_LIGHT,
    parties: Iterable[Participant] = (),
    last: int | None = None,
) -> Span:
    """The shortest phrase that names an event: a verb with its particle, and its object where it
    says little without it; a noun with its kind. ``parties``: those who take part in the event;
    ``last``: its last word, where that is known."""
    tokens, end = doc.tokens, word if last is None else last
    if tokens[word].upos in _NOUNS:
        first = word
        while first > 0 and tokens[first - 1].head == word and tokens[first - 1].deprel in (
            "compound", "amod",
        ):  # fmt: skip
            first -= 1
        return tokens[_whole(doc, first, word, parties)].start, tokens[end].end
    first = whole_word(tokens, word, word)
    if end > word:
        return tokens[first].start, tokens[end].end
    last = word
    if word + 1 < len(tokens) and tokens[word + 1].head == word and (
        tokens[word + 1].deprel == "compound:prt"
    ):  # fmt: skip
        last = word + 1
    return tokens[first].start, tokens[_object(doc, word, last, light) or last].end


def apart(spans: Iterable[Span]) -> list[Span]:
    """The wordings of an event, in their order, each once and none inside another: "voiced anger"
    takes the place of "anger".

    >>> apart([(8, 13), (20, 25), (1, 13)])
    [(1, 13), (20, 25)]
    """
    every = list(spans)
    whole = (max((o for o in every if o[0] <= s[0] and s[1] <= o[1]), key=_length) for s in every)
    return list(dict.fromkeys(whole))


def _length(span: Span) -> int:
    return span[1] - span[0]


def _object(doc: Document, verb: int, last: int, light: Light) -> int | None:
    """The object near by with which a light verb names an event."""
    tokens = doc.tokens
    lemma = " ".join(token.lemma for token in tokens[verb : last + 1])
    for i in index_of(doc).below[verb]:
        if tokens[i].deprel != "obj" or not 0 < i - verb <= NEAR or tokens[i].upos != "NOUN":
            continue
        between = tokens[last + 1 : i]
        if all(t.head in (verb, i) and t.deprel in _BETWEEN for t in between) and light.names(
            lemma, tokens[i].lemma
        ):
            return i
    return None


def _whole(doc: Document, first: int, noun: int, parties: Iterable[Participant]) -> int:
    """Where a noun phrase begins whose first word is the end of a name or of a longer word: at
    "Asia" of "Asia-Pacific Economic Cooperation summit", at "Ibero" of "Ibero-American summit".
    Of two parties that a hyphen joins both are left out: "EU-Russia summit"."""
    tokens = doc.tokens
    begun = whole_word(tokens, first, noun)
    if begun != first or first == noun:
        return begun
    for name in doc.names:
        if name.start < tokens[first].start < name.end:
            while first > 0 and tokens[first].start > name.start:
                first -= 1
            return first
    if not is_hyphenated(tokens, first):
        return first
    before = tokens[first - 2]
    apart = [(one.start, one.end) for one in doc.names]
    apart += [(one.start, one.end) for one in parties]
    alone = any(
        start <= before.start and before.end <= end < tokens[noun].start for start, end in apart
    )
    return first + 1 if alone else first - 2
