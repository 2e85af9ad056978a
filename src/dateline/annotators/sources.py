"""Sources of events: according to whom, outermost first; none where the outlet says it itself.

The attributions whose content holds the trigger are the claims that may cover an event. Which of
them do is learned (``model/sources.tsv``, by ``dateline train sources``): a speaker's own speech
act has no source, and neither has background told in a relative clause. The source of a claim is
then followed to its fullest mention, its kind read off its head noun, and its name, country and
sectors judged as those of a participant.

    doc → Voices → Choosing: in whose voice? → Relays: who passes it on? → Source of each
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dateline.data import Document, EventMention, Source, Span, changed
from dateline.embedded import MODEL
from dateline.knowledge import Knowledge
from dateline.linear import Linear, Remembered, read_linear
from dateline.saying.anonymity import find_reason
from dateline.saying.choosing import Choosing
from dateline.saying.claims import Claim
from dateline.saying.lexicon import read_lexicon
from dateline.saying.relays import Relays
from dateline.saying.said import read_heads
from dateline.saying.speakers import Mention
from dateline.saying.voices import Voices
from dateline.who.judging import read_judge
from dateline.who.reading import read_actors
from dateline.who.resolving import Resolved, Resolver

REQUIRES = frozenset(
    {"tokens", "sentences", "names", "places", "entities", "attributions", "events"}
)
ASSIGNS = "events.sources"

WEIGHTS, CHAINS = MODEL / "sources.tsv", MODEL / "chains.tsv"
LONGEST_CUE = 40
"""Characters from which a cue is given by its lemma: what is as long has other words between."""


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
        sources = Sources(Voices(doc, lexicon, heads.read(doc)), models)
        resolver = Resolver(doc, actors, judge)
        known: dict[Span, Resolved] = {}

        def resolved(source: Source) -> Source:
            """Name, country and sectors of a source, judged as those of participants are."""
            span = source.start, source.end
            if span not in known:
                known[span] = resolver.resolve(*span)
            name, country, sectors, entity = known[span]
            return changed(source, name=name, country=country, sectors=sectors, entity=entity)

        return tuple(
            changed(event, sources=tuple(map(resolved, sources.chain(event))))
            for event in doc.events
        )

    return annotate


class Sources:
    """Finds the sources of the events of one document."""

    def __init__(self, voices: Voices, models: Models) -> None:
        self.doc, self.voices, self.models = voices.doc, voices, models
        self.choosing, self.relays = Choosing(voices), Relays(voices)

    def chain(self, event: EventMention) -> Iterator[Source]:
        """Yield the sources of an event, outermost first."""
        choosing = self.choosing
        voice = choosing.choose(event, self.models.remembered) or choosing.quoting(event)
        if voice is None:
            return
        seen: set[Span] = set()
        for mention in self.relays.chain(voice, self.models.chain):
            source = self.source(mention, voice.claim)
            if mention == voice.mention and voice.recalled is None:
                source = self._announced(source, voice.claim.holders[-1])
            if source.kind == "media" and self.voices.speakers.is_publisher(source.text):
                continue
            if (source.start, source.end) not in seen:
                seen.add((source.start, source.end))
                yield source

    def source(self, holder: Mention, claim: Claim) -> Source:
        """Make the source of a claim's holder."""
        speakers, text = self.voices.speakers, self.doc.text
        full = self.voices.fullest.resolve(holder)
        start, end = speakers.completed(full)
        entity = speakers.entity_at.get(full.head) or speakers.entity_at.get(holder.head)
        kind = speakers.kind(full)
        if kind == "anonymous" and entity is not None and speakers.is_named(entity):
            kind = "named"  # "the spokesman", whom another sentence names
        cue = text[claim.attribution.cue[0][0] : claim.attribution.cue[-1][1]]
        return Source(
            start, end, text[start:end], kind,
            cue=" ".join(cue.split()) if len(cue) < LONGEST_CUE else claim.key[0],
            name=entity.name if entity is not None else None,
            country=entity.country if entity is not None else None,
            sectors=entity.sectors if entity is not None else (),
            entity=entity.entity if entity is not None else None,
            reason=self._reason(full.head, claim.cue) if kind == "anonymous" else None,
        )  # fmt: skip

    def _announced(self, source: Source, holder: Mention) -> Source:
        """The source as a description in the opening gives it, though the name follows later."""
        speakers = self.voices.speakers
        sent = self.doc.sentences[speakers.sentence_of[holder.head]]
        if self.doc.tokens[holder.head].upos != "NOUN" or source.start < sent.end:
            return source
        start, end = speakers.completed(holder)
        return changed(source, start=start, end=end, text=self.doc.text[start:end])

    def _reason(self, holder: int, cue: int) -> Span | None:
        """Why the source stays unnamed: told with the claim, or where it was first named."""
        speakers = self.voices.speakers
        for i in (cue, holder):
            sent = self.doc.sentences[speakers.sentence_of[i]]
            reason = find_reason(self.doc, sent, speakers.lexicon.signs, speakers.below)
            if reason is not None:
                return reason
        return None
