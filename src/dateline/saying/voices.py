"""In whose voice an event is told: the outlet's own, or that of somebody who is said to say so.

The claims around an event and those in sentences nearby offer *voices*; the first choice is always
the outlet's own. Named features describe each, and one table of weights (``model/sources.tsv``)
ranks them. A second one (``model/chains.tsv``) tells who else passes a speaker's words on.

    voices = Voices(reader)                # annotators.sources.Reader
    found = voices.about(event)
    rows = voices.features(event, found)   # of the outlet's own voice, then of each in ``found``
    scores = rank(weights, rows)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dateline.data import Document, EventMention, Sentence
from dateline.linear import Group, Linear, Remembered, spelled
from dateline.saying.said import grade
from dateline.syntax import base
from dateline.what.plover import SPEECH

if TYPE_CHECKING:
    from dateline.annotators.sources import Claim, Mention, Reader

FAR = 30
"""Sentences before and after an event's in which the claim of a voice may stand."""
BEFORE, AFTER = 2, 1
"""Voices that are taken from the sentences before and after, each another one's."""
RECALLED = 10
"""Sentences in which a short description may have stood in full."""
HINT = "hint"
"""How features begin that tell what the event coder's network takes for sources."""
OPENING = 2
"""The last sentence, from 0, of a report's opening."""
DEEPEST = 3
"""Levels of a chain above the one who passes a speaker's words on."""
PASSED_ON = 0.35
"""Probability from which somebody is taken to pass another one's words on."""
HANDICAP = 0.5
"""What the outlet's own voice must be ahead by: to show a claim as fact is the worse error."""
LONG, RUNS_ON = 8, 3
"""Words from which a quotation is a sentence, and sentences over which one goes on."""
_MARKS = frozenset("\"“'‘`") | {"``", "''"}
_GOING_ON = frozenset({"also", "further", "furthermore", "moreover", "meanwhile", "however"})
_OPENINGS = frozenset(
    {"he", "she", "it", "they", "the", "in", "but", "and", "also", "meanwhile", "on", "however"}
)
_WE = frozenset({"i", "we", "my", "our", "us"})
WIRES = frozenset({"AFP", "AP", "Reuters", "Xinhua", "dpa", "DPA", "TASS", "UPI"})
"""Agencies that name themselves in their own reports."""

Place = Literal["around", "same", "before", "after"]


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who may be the source of an event: the claim in which he speaks, the mention that
    tells who he is, where the claim stands, and how far away in sentences. ``recalled`` tells how a
    short description was followed to a fuller mention; ``None`` where it was taken as it is."""

    claim: Claim
    mention: Mention
    place: Place
    step: int = 0
    recalled: str | None = None


@dataclass(frozen=True, slots=True)
class Relay:
    """Somebody who may pass on what another one says, how that is known, and the claim."""

    mention: Mention
    route: Literal["holds", "with", "passes", "opens"]
    claim: Claim


def rank(weights: Mapping[str, float], rows: Sequence[Sequence[str]]) -> list[float]:
    """The scores of rows of features.

    >>> rank({"a": 1.0, "b": -0.5}, [["a", "b"], ["c"]])
    [0.5, 0.0]
    """
    get = weights.get
    return [sum([get(feature, 0.0) for feature in row]) for row in rows]


class Voices:
    """The voices of one document."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.doc: Document = reader.doc
        self.spoken: Counter[Mention] = Counter(
            reader.resolve(claim.holders[-1]) for claim in reader.spoken_in.values()
        )
        self.most = max(self.spoken.values(), default=0)
        self.all = sum(self.spoken.values())
        self._recalled: dict[Mention, tuple[Mention, str] | None] = {}
        self._sentences: dict[int, _Told] = {}
        self._passed: dict[object, list[Claim]] = {}
        self._opening: Claim | None = None
        self._outlets: set[object] = set()
        for claim in reader.claims:
            self._see_outlet(claim)

    def _see_outlet(self, claim: Claim) -> None:
        """Note whom an outlet passes on, and the outlet of the report's opening."""
        reader = self.reader
        if not claim.holders or reader.kind(claim.holders[0]) != "media":
            return
        self._outlets.add(self._who(reader.resolve(claim.holders[0])))
        if len(claim.holders) > 1:
            speaker = self._who(reader.resolve(claim.holders[-1]))
            self._passed.setdefault(speaker, []).append(claim)
        if self._opening is None and reader.sentence_of[claim.cue] <= OPENING:
            self._opening = claim

    # --- who may be the source ------------------------------------------------------------------

    def about(self, event: EventMention) -> list[Voice]:
        """The voices that may tell an event: those around it from the outermost in, that of its
        own sentence, and those of the sentences before and after."""
        reader = self.reader
        number = reader.sentence_of[reader.range_of(*event.trigger)[0]]
        found: list[tuple[Claim, Place, int]] = [
            (claim, "around", 0) for claim in reader.covering(event) if claim.holders
        ]
        taken = {id(claim) for claim, _, _ in found}
        speakers = {reader.resolve(claim.holders[-1]) for claim, _, _ in found}
        sides: tuple[tuple[Place, int, int], ...] = (("before", -1, BEFORE), ("after", 1, AFTER))
        for place, side, most in sides:
            left = most
            for distance in range(1, FAR):
                claim = reader.spoken_in.get(number + side * distance)
                if claim is None or id(claim) in taken:
                    continue
                speaker = reader.resolve(claim.holders[-1])
                if left < most and speaker in speakers:
                    continue
                found.append((claim, place, side * distance))
                taken.add(id(claim))
                speakers.add(speaker)
                left -= 1
                if not left:
                    break
        own = reader.spoken_in.get(number)
        start, end = event.trigger
        if (
            own is not None
            and id(own) not in taken
            and not any(s < end and start < e for s, e in own.attribution.cue)
        ):
            found.append((own, "same", 0))
        return [voice for each in found for voice in self._mentions(*each)]

    def _mentions(self, claim: Claim, place: Place, step: int) -> Iterator[Voice]:
        holder = claim.holders[-1]
        yield Voice(claim, self.reader.resolve(holder), place, step)
        fuller = self.recalled(holder)
        if fuller is not None:
            yield Voice(claim, fuller[0], place, step, fuller[1])

    def recalled(self, holder: Mention) -> tuple[Mention, str] | None:
        """The fuller mention that a short description without a name may stand for, and how it was
        found: "the ministry" for "the Foreign Ministry", "the paper" for a newspaper."""
        if holder not in self._recalled:
            self._recalled[holder] = self._recall(holder)
        return self._recalled[holder]

    def _recall(self, holder: Mention) -> tuple[Mention, str] | None:
        reader, tokens = self.reader, self.doc.tokens
        token, size = tokens[holder.head], holder.last - holder.first
        if token.upos not in ("NOUN", "PROPN") or token.xpos.endswith("S") or size > 4:
            return None
        if any(i in reader.person_at for i in range(holder.first, holder.last)):
            return None
        full, kind = reader.resolve(holder), reader.kind(holder)
        named = self._named(holder)
        if named is not None and named != full:
            return named, "entity"
        lemma, number = token.lemma.lower(), reader.sentence_of[holder.head]
        body = kind in ("institution", "media")
        for claim in reversed(reader.claims):
            for other in reversed(claim.holders):
                near = number - reader.sentence_of[other.head] <= RECALLED
                if other.head >= holder.head or not near:
                    continue
                if not body:
                    person = reader.resolve(other)
                    if person != full and self._is_person(person):
                        around = range(max(0, person.first - 4), min(len(tokens), person.last + 8))
                        same = any(tokens[i].lemma.lower() == lemma for i in around)
                        return person, "noun" if same else "person"
                elif reader.kind(other) == kind and other != full:
                    longer = other.last - other.first > size
                    words = range(other.first, other.last)
                    if longer and any(tokens[i].lemma.lower() == lemma for i in words):
                        return other, "noun"
                    if kind == "media" and size == 1 and tokens[other.head].upos == "PROPN":
                        return other, "outlet"
        return None

    def _named(self, holder: Mention) -> Mention | None:
        """The last mention by name, before a description, of the entity that it names."""
        reader, tokens = self.reader, self.doc.tokens
        entity = reader.entity_at.get(holder.head)
        best = None
        for start, end in entity.mentions if entity is not None else ():
            if start >= tokens[holder.head].start and best is not None:
                break
            first, last = reader.range_of(start, end)
            if last <= first:
                continue
            head = reader.head_of(first, last)
            if head != holder.head and tokens[head].upos != "PRON":
                mention = reader.mention_at(head)
                inside = range(mention.first, mention.last)
                if any(i in reader.person_at or i in reader.org_at for i in inside):
                    best = mention
        return best

    def _is_person(self, mention: Mention) -> bool:
        return any(i in self.reader.person_at for i in range(mention.first, mention.last))

    # --- what describes them --------------------------------------------------------------------

    def features(self, event: EventMention, found: Sequence[Voice]) -> list[list[str]]:
        """What tells of the outlet's own voice, and of each voice found."""
        return [spelled(row) for row in self.groups(event, found)]

    def groups(self, event: EventMention, found: Sequence[Voice]) -> list[list[Group]]:
        """The same, by the words that the features are made of."""
        reader = self.reader
        trigger = reader.head_of(*reader.range_of(*event.trigger))
        scene = _Scene(self, event, trigger, found)
        rows = [list(self._outlet(scene))]
        number, claims = -1, len({id(v.claim) for v in found if v.place == "around"})
        hints = dict(event.source_words) if event.source_words is not None else None
        top = _likely(max(hints.values(), default=0.0)) if hints is not None else "-"
        if hints is not None:
            rows[0].append((_no_hint_features, top))
        last: Claim | None = None
        for voice in found:
            if voice.place == "around":
                number += voice.claim is not last
                row = [*self._around(scene, voice, number, claims)]
            else:
                row = [*self._nearby(scene, voice)]
            last = voice.claim
            side = voice.place if voice.place == "around" else "near"
            row += self._description(voice)
            if hints is not None:
                own = _likely(self._hint(hints, voice))
                row.append((_hint_features, own, side, top))
            rows.append(row)
        return rows

    def _outlet(self, scene: _Scene) -> Iterator[Group]:
        told, event = scene.told, scene.event
        kind, status = event.event_type, event.status
        near = next((_distance(v.step) for v in scene.found if v.place == "before"), "-")
        some, way = min(scene.covered, 1), scene.way
        number = min(told.number, 5)
        covered, often = scene.covered, min(5, len(self.spoken))
        share = min(4, int(5 * self.all / max(1, len(self.doc.sentences))))
        lemma = self.doc.tokens[scene.trigger].lemma.lower()
        yield _outlet_event_features, kind, status, scene.form, scene.quoted, scene.speech
        yield _outlet_content_features, min(covered, 3), scene.content, told.mean
        yield _outlet_place_features, number, some, near, told.own, told.person
        yield _outlet_way_features, "relcl" in way, "advcl" in way, some, tuple(way[:2])
        yield _outlet_speech_features, often, share
        yield _outlet_word_features, self._determiner(scene.trigger), lemma

    def _around(self, scene: _Scene, voice: Voice, number: int, of: int) -> Iterator[Group]:
        """Of a voice whose claim holds the event, the ``number``-th from outside."""
        reader, tokens, event, claim = self.reader, self.doc.tokens, scene.event, voice.claim
        trigger, speech, quoted_at = scene.trigger, scene.speech, claim.attribution.content[0][0]
        way, top = self._way_up(trigger, claim)
        lemma, pos = claim.key
        kind, holder = claim.kind, claim.holders[-1]
        speaker = reader.resolve(holder)
        who, own = reader.kind(speaker), self._part_of(holder, event)
        same = reader.sentence_of[trigger] == reader.sentence_of[claim.cue]
        quoted = self.doc.text[quoted_at] in _MARKS
        frame = self._frame(claim, quoted_at)
        inner = "in" if number == of - 1 else "out"
        type_, status, content = event.event_type, event.status, scene.content
        form = "noun" if tokens[trigger].upos in ("NOUN", "PROPN") else tokens[trigger].xpos
        denied, main = claim.attribution.negated, self._is_main(speaker)
        yield _claim_features, lemma, pos, kind, frame, type_
        yield _claim_status_features, kind, status, inner, type_, denied, scene.denied
        yield _own_features, own, speech, top, type_, who, frame
        yield _top_features, top, form, type_, min(3, len(way)), frame
        yield _quoted_features, same, quoted, speech, "relcl" in way
        yield _way_features, tuple(way[:4]), form
        yield _trigger_features, self._determiner(trigger), kind, scene.form, own
        yield _number_features, number, of, content, kind
        yield _speaker_features, main, scene.again(speaker), tokens[holder.head].upos == "PRON"
        if reader.said is not None:
            cue = grade(reader.said.cue[claim.cue])
            yield _network_features, content, cue, kind, frame

    def _nearby(self, scene: _Scene, voice: Voice) -> Iterator[Group]:
        """Of a voice whose claim stands in the same sentence or in one nearby."""
        reader, event, told, claim = self.reader, scene.event, scene.told, voice.claim
        holder = claim.holders[-1]
        speaker = reader.resolve(holder)
        near = str(max(-4, voice.step))
        step, who = _distance(voice.step), reader.kind(speaker)
        own = self._part_of(holder, event)
        other = self.doc.sentences[told.number + voice.step]
        end = max(e for _, e in claim.attribution.content)
        closed = self.doc.tokens[claim.cue].start > end
        order, content, mean = scene.order(voice), scene.content, told.mean
        type_, status, covered = event.event_type, event.status, min(2, scene.covered)
        apart = told.sent.paragraph - other.paragraph
        side, often = f"{voice.place[0]}_", min(len(self.spoken), 4)
        share = int(4 * self.spoken[speaker] / max(1, self.all))
        between = self._between(told.number, voice.step)
        opens, early = told.number + voice.step <= 1, told.number <= 3
        main, also_around = self._is_main(speaker), speaker in scene.around
        yield _near_features, voice.place, near, claim.kind, who, claim.key[0]
        yield _near_sentence_features, told.person, told.root, told.subject, told.also
        yield _near_told_features, near, told.quote, told.own, min(2, abs(apart)), closed, often
        yield _near_event_features, type_, status, covered, min(4, told.number)
        yield _near_trigger_features, scene.form, scene.auxiliary, own, scene.speech
        yield _near_network_features, content, near, mean
        yield _side_speaker_features, side, step, order, who
        yield _side_share_features, side, main, step, share, often
        yield _side_scene_features, side, also_around, scene.quoted, step, "relcl" in scene.way
        yield _side_event_features, side, type_, status, scene.form
        yield _side_told_features, side, told.own, order, between, told.opening, claim.kind
        yield _side_place_features, side, covered, order, opens, early, apart != 0, step
        yield _side_network_features, side, content, mean, order

    def _description(self, voice: Voice) -> Iterator[Group]:
        """Of a short description: whether it is taken as it is, or followed."""
        holder = voice.claim.holders[-1]
        fuller = self.recalled(holder)
        if fuller is None:
            return
        reader = self.reader
        mention, how = fuller
        place = "around" if voice.place == "around" else "near"
        taken = "own" if voice.recalled is None else "fuller"
        kind = reader.kind(holder)
        size = min(2, holder.last - holder.first)
        definite = any(
            base(self.doc.tokens[j].deprel) == "det"
            and self.doc.tokens[j].lemma.lower() in ("the", "this")
            for j in reader.below[holder.head]
        )
        yield _taken_features, taken, place, how, definite, size, kind, reader.kind(mention)

    def choose(self, event: EventMention, weights: Remembered[float]) -> Voice | None:
        """The voice that tells an event; ``None`` for the outlet's own.

        What did not happen and is denied around it has the one who denies it.
        """
        found = self.about(event)
        if not found:
            return None
        if event.status == "negated":
            denied = (v for v in reversed(found) if v.claim.attribution.negated)
            denier = next((v for v in denied if v.place == "around"), None)
            if denier is not None:
                return denier
        speaking = self._quoted_on(event, found)
        if speaking is not None:
            return speaking
        scores = [weights.weigh(row, 0.0) for row in self.groups(event, found)]
        scores[0] -= HANDICAP
        best = scores.index(max(scores))
        return found[best - 1] if best else None

    def quoting(self, event: EventMention) -> Voice | None:
        """The outlet that quotes a speaker whose own act the event is: a ministry's refusal has no
        source but the agency that the ministry was quoted by. Whom the speaker told is none."""
        reader = self.reader
        claims = [claim for claim in reader.covering(event) if len(claim.holders) > 1]
        if not claims or event.event_type not in SPEECH:
            return None
        claim = claims[-1]
        if self._part_of(claim.holders[-1], event) != "actor":
            return None
        told = reader.told(claim.cue)
        for holder in claim.holders[:-1]:
            if holder != told and reader.kind(holder) == "media":
                return Voice(claim, reader.resolve(holder), "around")
        return None

    def _quoted_on(self, event: EventMention, found: Sequence[Voice]) -> Voice | None:
        """The speaker whose quotation goes on over an event, though no claim says so: who spoke
        last, where a whole sentence is quoted and somebody else acts."""
        reader = self.reader
        start = event.trigger[0]
        at = bisect_right(reader.quotations, (start, len(self.doc.text))) - 1
        if at < 0 or not event.actors:
            return None
        first, last = reader.quotations[at]
        sent = self.doc.sentences[reader.sentence_of[reader.range_of(*event.trigger)[0]]]
        whole = first <= sent.start and sent.end <= last
        if start >= last or not (whole or self.doc.text.count(" ", first, last) >= LONG):
            return None
        claims = {id(v.claim): v.claim for v in found if v.place == "around"}.values()
        if any(not first <= self.doc.tokens[claim.cue].start < last for claim in claims):
            return None
        before = next((v for v in found if v.place == "before" and v.step >= -RUNS_ON), None)
        if before is None or "actor" in self._part_of(before.claim.holders[-1], event):
            return None
        return before

    # --- who passes it on -----------------------------------------------------------------------

    def relays(self, voice: Voice) -> list[Relay]:
        """Those who may pass on what a voice says, outermost first: whose claim holds its claim,
        who quotes it or was told, the outlet that passes on the same speaker elsewhere, and the one
        to which the report's opening gives its story."""
        reader, claim = self.reader, voice.claim
        found = []
        for other in reader.holding(claim):
            found.append(Relay(reader.resolve(other.holders[-1]), "holds", other))
        found += [Relay(reader.resolve(holder), "with", claim) for holder in claim.holders[:-1]]
        speaker = reader.resolve(claim.holders[-1])
        here = reader.sentence_of[claim.cue]
        passed = self._passed.get(self._who(speaker), ())
        near = sorted(passed, key=lambda c: abs(reader.sentence_of[c.cue] - here))
        found += [Relay(reader.resolve(c.holders[0]), "passes", c) for c in near[:1] if c != claim]
        if self._opening is not None and self._opening != claim:
            found.append(Relay(reader.resolve(self._opening.holders[0]), "opens", self._opening))
        return [r for r in found if self._who(r.mention) != self._who(voice.mention)]

    def _who(self, mention: Mention) -> object:
        """The entity of a mention, or its last word: the same for all mentions of one speaker."""
        entity = self.reader.entity_at.get(mention.head)
        if entity is not None:
            return entity.mentions[0]
        return self.doc.tokens[mention.last - 1].text

    def relay_features(self, voice: Voice, relay: Relay) -> list[str]:
        """What tells whether somebody passes on what a voice says."""
        reader, tokens = self.reader, self.doc.tokens
        route, other = relay.route, relay.claim
        kind, inner = reader.kind(relay.mention), reader.kind(voice.mention)
        words = {tokens[i].text for i in range(relay.mention.first, relay.mention.last)}
        wire = bool(words & WIRES)
        here, there = reader.sentence_of[voice.claim.cue], reader.sentence_of[other.cue]
        step = _distance(there - here)
        outlets = len(self._outlets)
        passed = min(
            3, len(self._passed.get(self._who(reader.resolve(voice.claim.holders[-1])), ()))
        )
        lemma = other.key[0]
        return [
            f"r={route}",
            f"rk={route}/{kind}",
            f"rki={route}/{kind}/{inner}",
            f"rw={route}/{wire}",
            f"rl={route}/{lemma}",
            f"rlk={lemma}/{kind}",
            f"rs={route}/{step}",
            f"ri={route}/{voice.claim.key[0]}",
            f"rp={route}/{passed}",
            f"ro={route}/{min(3, outlets)}",
            f"rn={route}/{min(4, len(self.spoken))}",
            f"rv={route}/{voice.place}",
            f"rvk={route}/{voice.place}/{kind}",
            f"kind={kind}/{inner}",
        ]

    def chain(self, voice: Voice, model: Linear, depth: int = DEEPEST) -> list[Mention]:
        """Who says it, outermost first: those who likely pass a voice's words on, with those who
        pass on theirs, and the voice."""
        found = [(r, model.probability(self.relay_features(voice, r))) for r in self.relays(voice)]
        quoted = self.reader.is_quoted_as(voice.claim)
        likely = [r for r, p in found if p >= PASSED_ON or (quoted and r.route == "opens")]
        parts: list[list[Mention]] = []
        for relay in likely:
            if relay.route == "with":
                parts.append([relay.mention])
            elif relay.route == "holds" and depth:
                outer = Voice(relay.claim, relay.mention, "around")
                parts.append(self.chain(outer, model, depth - 1))
        parts.sort(key=len, reverse=True)  # the longest has them in their order
        kept = [mention for part in parts for mention in part]
        if likely and not kept:
            kept = [max(found, key=lambda f: f[1])[0].mention]
        return [*dict.fromkeys(kept), voice.mention]

    def _hint(self, hints: Mapping[int, float], voice: Voice) -> float:
        """How likely the event coder finds a word of whom a voice belongs to."""
        if not hints:
            return 0.0
        reader = self.reader
        spans = [*voice.claim.attribution.source, reader.span(voice.mention)]
        entity = reader.entity_at.get(voice.claim.holders[-1].head)
        if entity is not None:
            spans += entity.mentions
        at = [(self.doc.tokens[i].start, p) for i, p in hints.items()]
        return max((p for i, p in at for s, e in spans if s <= i < e), default=0.0)

    def told(self, number: int) -> _Told:
        """What is read off a sentence once."""
        found = self._sentences.get(number)
        if found is None:
            found = self._sentences[number] = _Told(self, number)
        return found

    def _is_main(self, speaker: Mention) -> bool:
        """Whether nobody speaks more often in the report."""
        return self.most > 1 and self.spoken[speaker] == self.most

    def _between(self, number: int, step: int) -> int:
        """How many sentences between have a claim of their own."""
        first, last = sorted((number, number + step))
        return min(3, sum(n in self.reader.spoken_in for n in range(first + 1, last)))

    def _determiner(self, i: int) -> str:
        tokens = self.doc.tokens
        for j in self.reader.below[i]:
            if base(tokens[j].deprel) in ("det", "nmod") and j < i:
                return tokens[j].lemma.lower() if tokens[j].upos == "DET" else "poss"
        return "-"

    def _frame(self, claim: Claim, start: int) -> str:
        """How the content begins: a quotation, "that", "to", or otherwise."""
        if claim.key[1] != "VERB":
            return claim.key[1]
        tokens = self.doc.tokens
        token = tokens[min(self.reader.range_of(start, start + 1)[0], len(tokens) - 1)]
        low = token.text.lower()
        if low[0] in '"“‘`':
            return "quote"
        if low in ("that", "to", "if", "whether"):
            return low
        if token.upos not in ("DET", "NOUN", "PROPN", "ADJ", "PRON", "NUM"):
            return "other"
        inside = (range(*self.reader.range_of(s, e)) for s, e in claim.attribution.content)
        whole = any(base(tokens[i].deprel) == "nsubj" for span in inside for i in span)
        return "clause" if whole else "phrase"

    def _way_up(self, trigger: int, claim: Claim) -> tuple[list[str], str]:
        """Relations from the trigger up to the top of the content; what the top is."""
        tokens = self.doc.tokens
        way: list[str] = []
        i = trigger
        for _ in range(12):
            head = tokens[i].head
            if head == i or head == claim.cue:
                break
            at = tokens[head].start
            if not any(s <= at < e for s, e in claim.attribution.content):
                break
            if tokens[i].deprel != "conj":
                way.append(_relation(tokens[i].deprel))
            i = head
        top = "top" if not way else "relcl" if "relcl" in way else way[-1]
        return way, top

    def _part_of(self, holder: Mention, event: EventMention) -> str:
        """What the source is to the event: actor, recipient, fellow countryman, none. The
        government is not the "government source" who speaks of what it does."""
        reader, tokens = self.reader, self.doc.tokens
        heads = {tokens[m.head].start for m in (holder, reader.resolve(holder))}
        entity = reader.entity_at.get(holder.head)
        spans = entity.mentions if entity is not None else ()
        sides = (("actor", event.actors), ("recipient", event.recipients))
        for side, parties in sides:
            if any(
                any(p.start <= head < p.end for head in heads)
                or any(s < p.end and p.start < e for s, e in spans)
                for p in parties
            ):
                return side
        country = entity.country if entity is not None else None
        if country is not None:
            for side, parties in sides:
                if any(party.country == country for party in parties):
                    return f"{side} country"
        return "no"


# --- groups of features -----------------------------------------------------------------------


def _no_hint_features(top: str) -> Iterator[str]:
    yield from (f"{HINT}0", f"{HINT}0={top}")


def _hint_features(own: str, side: str, top: str) -> Iterator[str]:
    yield from (f"{HINT}={own}", f"{HINT}={own}/{side}", f"{HINT}={own}/{top}")


def _outlet_event_features(
    kind: str, status: str, form: str, quoted: bool, speech: bool
) -> Iterator[str]:
    yield from ("0", f"0t={kind}", f"0st={status}", f"0tst={kind}/{status}")
    yield from (f"0f={form}", f"0q={quoted}", f"0qs={quoted}/{speech}")


def _outlet_content_features(covered: int, content: str, mean: str) -> Iterator[str]:
    yield from (f"0cov={covered}", f"0c={content}")
    yield from (f"0cc={content}/{min(covered, 2)}", f"0m={mean}/{min(covered, 2)}")


def _outlet_place_features(
    number: int, some: int, near: str, own: bool, person: bool
) -> Iterator[str]:
    yield from (f"0n={number}", f"0n={number}/{some}")
    yield from (f"0nb={near}", f"0own={own}/{near}/{some}", f"0p={person}")


def _outlet_way_features(
    relative: bool, adverbial: bool, some: int, way: tuple[str, ...]
) -> Iterator[str]:
    yield from (f"0rel={relative}/{some}", f"0adv={adverbial}/{some}", f"0way={'/'.join(way)}")


def _outlet_speech_features(often: int, share: int) -> Iterator[str]:
    yield from (f"0sp={often}", f"0share={share}")


def _outlet_word_features(determiner: str, lemma: str) -> Iterator[str]:
    yield from (f"0det={determiner}", f"0l={lemma}")


def _claim_features(lemma: str, pos: str, kind: str, frame: str, event_type: str) -> Iterator[str]:
    yield from ("c", f"l={lemma}/{pos}", f"k={kind}/{frame}")
    yield from (f"kt={kind}/{event_type}", f"t={event_type}")


def _claim_status_features(
    kind: str, status: str, inner: str, event_type: str, denied: bool, any_denied: bool
) -> Iterator[str]:
    yield from (f"ks={kind}/{status}", f"st={status}", f"tst={kind}/{event_type}/{status}")
    yield from (f"in={inner}", f"in={inner}/{kind}", f"in={inner}/{kind}/{status}")
    yield f"den={denied}/{any_denied}/{status}"


def _own_features(
    own: str, speech: bool, top: str, event_type: str, who: str, frame: str
) -> Iterator[str]:
    yield from (f"own={own}", f"own={own}/{speech}/{top}", f"ownt={own}/{event_type}")
    yield from (f"who={who}", f"whown={who}/{own}/{speech}", f"fr={frame}/{own}/{speech}")


def _top_features(top: str, form: str, event_type: str, depth: int, frame: str) -> Iterator[str]:
    yield from (f"top={top}/{form}", f"topt={top}/{event_type}", f"d={depth}/{frame}", f"f={form}")


def _quoted_features(same: bool, quoted: bool, speech: bool, relative: bool) -> Iterator[str]:
    yield from (f"where={same}/{quoted}", f"quoted={quoted}/{speech}", f"rel={relative}/{quoted}")


def _way_features(way: tuple[str, ...], form: str) -> Iterator[str]:
    yield from (f"way={relation}" for relation in way)
    yield from (f"wayf={relation}/{form}" for relation in way[:1])


def _trigger_features(determiner: str, kind: str, form: str, own: str) -> Iterator[str]:
    yield from (f"det={determiner}", f"kst={kind}/{form}/{own}")


def _number_features(number: int, of: int, content: str, kind: str) -> Iterator[str]:
    yield from (f"of={number}/{of}", f"con={content}/{number}/{of}", f"ksize={kind}/{number}/{of}")


def _speaker_features(main: bool, again: int, pronoun: bool) -> Iterator[str]:
    yield from (f"main={main}", f"again={again}", f"pron={pronoun}")


def _network_features(content: str, cue: str, kind: str, frame: str) -> Iterator[str]:
    yield from (f"ni={content}", f"nic={content}/{cue}", f"nik={content}/{kind}")
    yield from (f"nif={content}/{frame}", f"nc={cue}/{frame}")


def _near_features(place: str, near: str, kind: str, who: str, lemma: str) -> Iterator[str]:
    yield from (place, "n", f"n={near}", f"nk={near}/{kind}", f"nh={near}/{who}")
    yield f"nhk={who}/{lemma}"


def _near_sentence_features(person: bool, root: str, subject: str, also: bool) -> Iterator[str]:
    yield from (f"nperson={person}", f"nroot={root}", f"nsubj={subject}", f"nalso={also}")


def _near_told_features(
    near: str, quote: str, own: bool, apart: int, closed: bool, often: int
) -> Iterator[str]:
    yield from (f"nq={quote}/{near}", f"npar={near}/{apart}", f"nclosed={closed}/{near}")
    yield from (f"nown={own}/{near}", f"noften={often}/{near}")


def _near_event_features(event_type: str, status: str, covered: int, number: int) -> Iterator[str]:
    yield from (f"nt={event_type}", f"nst={status}", f"ncov={covered}", f"nat={number}")


def _near_trigger_features(form: str, auxiliary: str, part: str, speech: bool) -> Iterator[str]:
    yield from (f"nform={form}/{auxiliary}", f"npart={part}", f"npart={part}/{speech}")


def _near_network_features(content: str, near: str, mean: str) -> Iterator[str]:
    yield from (f"ni={content}", f"nin={content}/{near}")
    yield from (f"nm={mean}/{content}", f"nmn={mean}/{near}")


def _side_speaker_features(side: str, step: str, order: int, who: str) -> Iterator[str]:
    yield from (f"{side}s={step}", f"{side}r={order}", f"{side}rs={order}/{step}")
    yield f"{side}who={who}/{order}"


def _side_share_features(side: str, main: bool, step: str, share: int, often: int) -> Iterator[str]:
    yield from (f"{side}main={main}/{step}", f"{side}share={share}/{often}")


def _side_scene_features(
    side: str, around: bool, quoted: bool, step: str, relative: bool
) -> Iterator[str]:
    yield from (f"{side}in={around}", f"{side}q={quoted}/{step}", f"{side}rel={relative}")


def _side_event_features(side: str, event_type: str, status: str, form: str) -> Iterator[str]:
    yield from (f"{side}tst={event_type}/{status}", f"{side}f={form}/{status}")


def _side_told_features(
    side: str, own: bool, order: int, between: int, opening: str, kind: str
) -> Iterator[str]:
    yield from (f"{side}own={own}/{order}", f"{side}btw={between}", f"{side}cue={kind}")
    yield f"{side}first={opening}/{order}"


def _side_place_features(
    side: str, covered: int, order: int, opens: bool, early: bool, apart: bool, step: str
) -> Iterator[str]:
    yield from (f"{side}cov={covered}/{order}", f"{side}lead={opens}/{early}")
    yield f"{side}par={apart}/{step}"


def _side_network_features(side: str, content: str, mean: str, order: int) -> Iterator[str]:
    yield from (f"{side}c={content}/{order}", f"{side}m={mean}/{order}")


def _taken_features(
    taken: str, place: str, how: str, definite: bool, size: int, kind: str, fuller: str
) -> Iterator[str]:
    yield from (f"{taken}:{place}", f"{taken}:{place}/{how}")
    yield f"{taken}:{place}/{how}/{definite}/{size}/{kind}"
    yield f"{taken}:{place}/{kind}/{fuller}"


class _Told:
    """What is read off a sentence once for all events in it."""

    def __init__(self, voices: Voices, number: int) -> None:
        reader, doc = voices.reader, voices.doc
        sent: Sentence = doc.sentences[number]
        words = doc.tokens[sent.start_token : sent.end_token]
        self.number, self.sent = number, sent
        self.own = number in reader.spoken_in
        self.mean = "-"
        if reader.said is not None:
            inside = reader.said.content[sent.start_token : sent.end_token]
            self.mean = grade(sum(inside) / max(1, len(inside)))
        first = words[0].text.lower() if words else "-"
        self.quote = "quote" if first in _MARKS else "-"
        self.opening = first if first in _OPENINGS else "-"
        self.person = any(t.lemma.lower() in _WE for t in words)
        self.also = any(t.lemma.lower() in _GOING_ON for t in words[:6])
        self.root = next((t.xpos for t in words if t.deprel == "root"), "-")
        subject = next((t for t in words if base(t.deprel) == "nsubj"), None)
        self.subject = "none" if subject is None else subject.upos
        if subject is not None and subject.upos == "PRON":
            self.subject = subject.text.lower()


class _Scene:
    """What is read off an event once for all its voices."""

    def __init__(
        self, voices: Voices, event: EventMention, trigger: int, found: Sequence[Voice]
    ) -> None:
        reader, tokens = voices.reader, voices.doc.tokens
        self.event, self.trigger, self.found = event, trigger, found
        self.told = voices.told(reader.sentence_of[trigger])
        self.speech = event.event_type in SPEECH
        token = tokens[trigger]
        self.form = token.xpos if token.upos in ("VERB", "AUX") else "noun"
        self.auxiliary = next(
            (tokens[j].text.lower() for j in reader.below[trigger] if tokens[j].upos == "AUX"), "-"
        )
        self.quoted = reader.is_quoted(trigger)
        self.content = "-" if reader.said is None else grade(reader.said.content[trigger])
        self.speakers: Counter[Mention] = Counter()
        around: dict[int, Mention] = {}
        claims = {}
        self.denied = any(v.place == "around" and v.claim.attribution.negated for v in found)
        for voice in found:
            if id(voice.claim) not in claims:
                claims[id(voice.claim)] = voice
                speaker = reader.resolve(voice.claim.holders[-1])
                self.speakers[speaker] += 1
                if voice.place == "around":
                    around[id(voice.claim)] = speaker
        self.covered, self.around = len(around), set(around.values())
        self._orders: dict[int, int] = {}
        seen: Counter[str] = Counter()
        for voice in claims.values():
            self._orders[id(voice.claim)] = seen[voice.place]
            seen[voice.place] += 1
        self.way: list[str] = []
        i = trigger
        while tokens[i].head != i and len(self.way) < 10:
            self.way.append(_relation(tokens[i].deprel))
            i = tokens[i].head

    def again(self, speaker: Mention) -> int:
        """In how many of the claims somebody speaks."""
        return min(3, self.speakers[speaker])

    def order(self, voice: Voice) -> int:
        """The how manieth of its side a voice is, from 0."""
        return self._orders[id(voice.claim)]


_LIKELY = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85)


def _likely(p: float) -> str:
    """The name of the range of a probability."""
    return str(bisect_left(_LIKELY, p))


def _relation(deprel: str) -> str:
    return "relcl" if deprel == "acl:relcl" else base(deprel)


def _distance(step: int) -> str:
    """The name of a distance in sentences."""
    size = abs(step)
    far = str(size) if size <= 4 else "5-7" if size <= 7 else "8+"
    return f"{'-' if step < 0 else '+' if step > 0 else ''}{far}"
