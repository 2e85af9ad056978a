"""What tells in whose voice an event is told: features of the outlet's own voice and of each other.

    describing = Describing(voices)
    found = voices.about(event)
    describing.groups(event, found)      # of the outlet's own voice, then of each in ``found``
    describing.features(event, found)    # the same, spelled out

Where the event stands (``Scene``) and what its sentence is like (``Told``) is read off once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dateline.data import EventMention, Sentence
from dateline.linear import Group, spelled
from dateline.saying import _voice_features as features
from dateline.saying._voice_features import distance, likely, relation
from dateline.saying.claims import Claim
from dateline.saying.said import grade
from dateline.saying.speakers import Mention
from dateline.saying.voices import Voice, Voices
from dateline.syntax import base
from dateline.what.plover import SPEECH

_MARKS = frozenset("\"“'‘`") | {"``", "''"}
_OPENINGS = frozenset(
    {"he", "she", "it", "they", "the", "in", "but", "and", "also", "meanwhile", "on", "however"}
)
_WE = frozenset({"i", "we", "my", "our", "us"})
_NOMINAL = frozenset({"DET", "NOUN", "PROPN", "ADJ", "PRON", "NUM"})
"""Parts of speech with which a clause or phrase without a conjunction opens."""
_UP, _WITHIN = 10, 12
"""Relations that are followed up from a trigger: to the root, and to the top of a content."""


class Describing:
    """Describes the voices of one document."""

    def __init__(self, voices: Voices) -> None:
        self.voices, self.speakers, self.said = voices, voices.speakers, voices.said
        self.doc, self.tokens = voices.doc, voices.doc.tokens
        self._sentences: dict[int, Told] = {}

    def features(self, event: EventMention, found: Sequence[Voice]) -> list[list[str]]:
        """What tells of the outlet's own voice, and of each voice found."""
        return [spelled(row) for row in self.groups(event, found)]

    def groups(self, event: EventMention, found: Sequence[Voice]) -> list[list[Group]]:
        """The same, by the words that the features are made of."""
        scene = self._scene(event, found)
        rows = [[*self._outlet(scene)], *(self._voice(scene, voice) for voice in found)]
        if event.source_words is not None:
            self._add_hints(rows, found, dict(event.source_words))
        return rows

    def _scene(self, event: EventMention, found: Sequence[Voice]) -> Scene:
        trigger = self.speakers.head_of(*self.speakers.range_of(*event.trigger))
        number = self.speakers.sentence_of[trigger]
        told = self._sentences.get(number)
        if told is None:
            told = self._sentences[number] = Told(self.voices, number)
        return Scene(self.voices, event, trigger, told, found)

    def _voice(self, scene: Scene, voice: Voice) -> list[Group]:
        around = voice.place == "around"
        row = self._around(scene, voice) if around else self._nearby(scene, voice)
        return [*row, *self._description(voice)]

    # --- the outlet's own -----------------------------------------------------------------------

    def _outlet(self, scene: Scene) -> Iterator[Group]:
        told, event = scene.told, scene.event
        kind, status = event.event_type, event.status
        near = next((distance(v.step) for v in scene.found if v.place == "before"), "-")
        covered, some, way = scene.covered, min(scene.covered, 1), scene.way
        number, often = min(told.number, 5), min(5, len(self.voices.spoken))
        share = min(4, int(5 * self.voices.all_spoken / max(1, len(self.doc.sentences))))
        lemma = self.tokens[scene.trigger].lemma.lower()
        yield features.outlet_event, kind, status, scene.form, scene.quoted, scene.speech
        yield features.outlet_content, min(covered, 3), scene.content, told.mean
        yield features.outlet_place, number, some, near, told.own, told.person
        yield features.outlet_way, "relcl" in way, "advcl" in way, some, tuple(way[:2])
        yield features.outlet_speech, often, share
        yield features.outlet_word, scene.determiner, lemma

    # --- of a voice whose claim holds the event -------------------------------------------------

    def _around(self, scene: Scene, voice: Voice) -> Iterator[Group]:
        event, claim, trigger, speech = scene.event, voice.claim, scene.trigger, scene.speech
        quoted_at = claim.attribution.content[0][0]
        way, top = self._way_up(trigger, claim)
        lemma, pos = claim.key
        kind, holder = claim.kind, claim.holders[-1]
        speaker = self.voices.speaker(claim)
        who, own = self.speakers.kind(speaker), self.voices.part_of(claim, event)
        same = scene.told.number == self.speakers.sentence_of[claim.cue]
        quoted = self.doc.text[quoted_at] in _MARKS
        frame = self._frame(claim, quoted_at)
        number, of = scene.order(voice), scene.covered
        inner = "in" if number == of - 1 else "out"
        type_, status, content = event.event_type, event.status, scene.content
        token = self.tokens[trigger]
        form = "noun" if token.upos in ("NOUN", "PROPN") else token.xpos
        pronoun = self.tokens[holder.head].upos == "PRON"
        denied, main = claim.attribution.negated, self.voices.is_main(speaker)
        yield features.claim, lemma, pos, kind, frame, type_
        yield features.claim_status, kind, status, inner, type_, denied, scene.denied
        yield features.own, own, speech, top, type_, who, frame
        yield features.top, top, form, type_, min(3, len(way)), frame
        yield features.quoted, same, quoted, speech, "relcl" in way
        yield features.way, tuple(way[:4]), form
        yield features.trigger, scene.determiner, kind, scene.form, own
        yield features.number, number, of, content, kind
        yield features.speaker, main, scene.again(speaker), pronoun
        if self.said is not None:
            yield features.network, content, grade(self.said.cue[claim.cue]), kind, frame

    def _frame(self, claim: Claim, start: int) -> str:
        """How the content begins: a quotation, "that", "to", or otherwise."""
        if claim.key[1] != "VERB":
            return claim.key[1]
        tokens, range_of = self.tokens, self.speakers.range_of
        token = tokens[min(range_of(start, start + 1)[0], len(tokens) - 1)]
        low = token.text.lower()
        if low[0] in '"“‘`':
            return "quote"
        if low in ("that", "to", "if", "whether"):
            return low
        if token.upos not in _NOMINAL:
            return "other"
        inside = (range(*range_of(s, e)) for s, e in claim.attribution.content)
        whole = any(base(tokens[i].deprel) == "nsubj" for span in inside for i in span)
        return "clause" if whole else "phrase"

    def _way_up(self, trigger: int, claim: Claim) -> tuple[list[str], str]:
        """Relations from the trigger up to the top of the content; what the top is."""
        tokens = self.tokens
        way: list[str] = []
        i = trigger
        for _ in range(_WITHIN):
            head = tokens[i].head
            if head in (i, claim.cue):
                break
            at = tokens[head].start
            if not any(s <= at < e for s, e in claim.attribution.content):
                break
            if tokens[i].deprel != "conj":
                way.append(relation(tokens[i].deprel))
            i = head
        top = "top" if not way else "relcl" if "relcl" in way else way[-1]
        return way, top

    # --- of a voice whose claim stands nearby ---------------------------------------------------

    def _nearby(self, scene: Scene, voice: Voice) -> Iterator[Group]:
        event, told, claim, voices = scene.event, scene.told, voice.claim, self.voices
        speaker = voices.speaker(claim)
        near, step = str(max(-4, voice.step)), distance(voice.step)
        who, own = self.speakers.kind(speaker), voices.part_of(claim, event)
        other = told.number + voice.step
        closed = self.tokens[claim.cue].start > max(e for _, e in claim.attribution.content)
        order, content, mean = scene.order(voice), scene.content, told.mean
        type_, status, covered = event.event_type, event.status, min(2, scene.covered)
        apart = told.sent.paragraph - self.doc.sentences[other].paragraph
        side, often = f"{voice.place[0]}_", min(len(voices.spoken), 4)
        share = int(4 * voices.spoken[speaker] / max(1, voices.all_spoken))
        between = self._between(told.number, other)
        opens, early = other <= 1, told.number <= 3
        main, also_around = voices.is_main(speaker), speaker in scene.around
        yield features.near, voice.place, near, claim.kind, who, claim.key[0]
        yield features.near_sentence, told.person, told.root, told.subject, told.also
        yield features.near_told, near, told.quote, told.own, min(2, abs(apart)), closed, often
        yield features.near_event, type_, status, covered, min(4, told.number)
        yield features.near_trigger, scene.form, scene.auxiliary, own, scene.speech
        yield features.near_network, content, near, mean
        yield features.side_speaker, side, step, order, who
        yield features.side_share, side, main, step, share, often
        yield features.side_scene, side, also_around, scene.quoted, step, "relcl" in scene.way
        yield features.side_event, side, type_, status, scene.form
        yield features.side_told, side, told.own, order, between, told.opening, claim.kind
        yield features.side_place, side, covered, order, opens, early, apart != 0, step
        yield features.side_network, side, content, mean, order

    def _between(self, one: int, other: int) -> int:
        """How many sentences between two have a claim of their own."""
        numbers = range(min(one, other) + 1, max(one, other))
        return min(3, sum(number in self.voices.claims.spoken_in for number in numbers))

    # --- of all ---------------------------------------------------------------------------------

    def _description(self, voice: Voice) -> Iterator[Group]:
        """Of a short description: whether it is taken as it is, or followed."""
        holder = voice.claim.holders[-1]
        fuller = self.voices.fullest.recalled(holder)
        if fuller is None:
            return
        mention, how = fuller
        place = "around" if voice.place == "around" else "near"
        taken = "own" if voice.recalled is None else "fuller"
        kind, other = self.speakers.kind(holder), self.speakers.kind(mention)
        size, definite = min(2, len(holder.inside)), self.speakers.is_definite(holder)
        yield features.taken, taken, place, how, definite, size, kind, other

    def _add_hints(
        self, rows: Sequence[list[Group]], found: Sequence[Voice], hints: Mapping[int, float]
    ) -> None:
        """Add to each voice how likely the event coder finds a word of whom it belongs to."""
        top = likely(max(hints.values(), default=0.0))
        rows[0].append((features.no_hint, top))
        for row, voice in zip(rows[1:], found, strict=True):
            side = voice.place if voice.place == "around" else "near"
            row.append((features.hint, likely(self._hint(hints, voice)), side, top))

    def _hint(self, hints: Mapping[int, float], voice: Voice) -> float:
        if not hints:
            return 0.0
        spans = [*voice.claim.attribution.source, self.speakers.span(voice.mention)]
        entity = self.speakers.entity_at.get(voice.claim.holders[-1].head)
        if entity is not None:
            spans += entity.mentions
        at = [(self.tokens[i].start, p) for i, p in hints.items()]
        return max((p for i, p in at for s, e in spans if s <= i < e), default=0.0)


class Told:
    """What is read off a sentence once for all events in it."""

    def __init__(self, voices: Voices, number: int) -> None:
        sent: Sentence = voices.doc.sentences[number]
        words = voices.doc.tokens[sent.start_token : sent.end_token]
        self.number, self.sent = number, sent
        lists = voices.speakers.lexicon.lists
        self.own = number in voices.claims.spoken_in
        self.mean = "-"
        """How much of it the network takes for attributed."""
        if voices.said is not None:
            inside = voices.said.content[sent.start_token : sent.end_token]
            self.mean = grade(sum(inside) / max(1, len(inside)))
        first = words[0].text.lower() if words else "-"
        self.quote = "quote" if first in _MARKS else "-"
        self.opening = first if first in _OPENINGS else "-"
        self.person = any(t.lemma.lower() in _WE for t in words)
        self.also = any(t.lemma.lower() in lists.going_on for t in words[:6])
        self.root = next((t.xpos for t in words if t.deprel == "root"), "-")
        subject = next((t for t in words if base(t.deprel) == "nsubj"), None)
        self.subject = "none" if subject is None else subject.upos
        if subject is not None and subject.upos == "PRON":
            self.subject = subject.text.lower()


class Scene:
    """What is read off an event once for all its voices."""

    def __init__(
        self,
        voices: Voices,
        event: EventMention,
        trigger: int,
        told: Told,
        found: Sequence[Voice],
    ) -> None:
        self.event, self.trigger, self.told, self.found = event, trigger, told, found
        self._read_trigger(voices)
        self._read_claims(voices)

    def _read_trigger(self, voices: Voices) -> None:
        tokens, trigger, below = voices.doc.tokens, self.trigger, voices.speakers.below
        token = tokens[trigger]
        self.speech = self.event.event_type in SPEECH
        self.form = token.xpos if token.upos in ("VERB", "AUX") else "noun"
        self.auxiliary = next(
            (tokens[j].text.lower() for j in below[trigger] if tokens[j].upos == "AUX"), "-"
        )
        self.determiner = "-"
        for j in below[trigger]:
            if base(tokens[j].deprel) in ("det", "nmod") and j < trigger:
                self.determiner = tokens[j].lemma.lower() if tokens[j].upos == "DET" else "poss"
                break
        self.quoted = voices.claims.is_quoted(trigger)
        self.content = "-" if voices.said is None else grade(voices.said.content[trigger])
        self.way: list[str] = []
        """Relations from the trigger up to the root."""
        i = trigger
        while tokens[i].head != i and len(self.way) < _UP:
            self.way.append(relation(tokens[i].deprel))
            i = tokens[i].head

    def _read_claims(self, voices: Voices) -> None:
        claims: dict[int, Voice] = {}
        for voice in self.found:
            claims.setdefault(id(voice.claim), voice)
        firsts = claims.values()
        around = [voice.claim for voice in firsts if voice.place == "around"]
        self.denied = any(claim.attribution.negated for claim in around)
        self.speakers = Counter(voices.speaker(voice.claim) for voice in firsts)
        self.around = set(map(voices.speaker, around))
        self.covered = len(around)
        """How many claims hold it."""
        self._orders: dict[int, int] = {}
        seen: Counter[str] = Counter()
        for voice in firsts:
            self._orders[id(voice.claim)] = seen[voice.place]
            seen[voice.place] += 1

    def again(self, speaker: Mention) -> int:
        """In how many of the claims somebody speaks."""
        return min(3, self.speakers[speaker])

    def order(self, voice: Voice) -> int:
        """The how manieth of its side a voice is, from 0."""
        return self._orders[id(voice.claim)]
