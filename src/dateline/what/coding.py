"""The decoder of the learned heads: which words name an event, of which type and status, and which
of them name the same one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.chances import sigmoid, softmax
from dateline.data import Document, EventMention, EventType, Part, Participant, PartyWord, Span, Why
from dateline.embedded import network
from dateline.linear import Linear
from dateline.saying.cues import Cues
from dateline.syntax import index_of
from dateline.what import distinct, keeping, roles
from dateline.what.decided import decided
from dateline.what.pairs import PairHead, Played
from dateline.what.roles import ACTOR, PLACE, RECIPIENT, TIME
from dateline.what.spread import shared, shown_to
from dateline.what.status_model import ASKED, STATUSES, StatusModel
from dateline.what.status_words import Signs
from dateline.what.statuses import StatusReader
from dateline.what.taking_part import (
    UNLIKELY,
    Scored,
    inside,
    likeliest,
    participant,
    parts_of,
    source_words,
    stay_below,
    told,
    whole,
)
from dateline.what.triggers import NO_LIGHT, Light, apart, trigger_span
from dateline.what.typed import Typed, is_acted, type_of

Floats = NDArray[np.float32]
APART = 0.0
"""The probability of a link between two wordings that are told apart; no other is as low."""
WORDINGS = 4
"""Wordings of an event around which its parties are sought, the best ones."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where scores become decisions (probabilities); chosen on held-out reports."""

    event: float = 0.5
    further: float = 0.3
    first_power: float = 0.5
    link: float = 0.5
    role: float = 0.1
    role_share: float = 0.6  # of the likeliest actor's probability
    recipient_share: float = 0.7  # of the likeliest recipient's
    lone_actor: float = 0.05
    lone_recipient: float = 0.1
    joined: float = 0.05  # of a word that "and" joins to one that was chosen
    mode: float = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may be a trigger: its event type and probabilities; ``link``: that it names the
    same event as the wordings before it, where there are any; ``last``: where it takes
    several words to name the event (``what/spread.py``), the last one to show."""

    word: int
    type: int
    event: float
    score: float
    link: float | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says of a trigger by itself: probabilities of the event types, of being the
    first wording of its event, of the statuses (in their order)."""

    types: list[float]
    first: float
    statuses: tuple[float, ...]


class EventCoder:
    """Decodes the event heads."""

    def __init__(
        self,
        model: Path | None = None,
        thresholds: Thresholds | None = None,
        telling: tuple[StatusModel, Cues, Signs] | None = None,
        keeping: Linear | None = None,
        light: Light = NO_LIGHT,
        typed: Typed | None = None,
    ) -> None:
        model = model or network()
        self.telling = telling  # reads the status off the words too
        self.keeping = keeping  # takes a second look at what is an event
        self.light = light  # verbs that name an event with their object
        self.typed = typed  # verbs that name an event of one type, whatever the context
        labels = json.loads((model / "english.json").read_text(encoding="utf-8"))
        self.types: list[EventType] = labels["types"]
        self.statuses: list[str] = labels["statuses"]
        self.modes: list[str] = labels["modes"]
        self.modes_of = [
            [
                (n, m.removeprefix(f"{t}:"))
                for n, m in enumerate(self.modes)
                if m.startswith(f"{t}:")
            ]
            for t in self.types
        ]
        self.thresholds = thresholds or Thresholds(**labels.get("thresholds", {}))
        a = np.load(model / "english.npz")
        self.status_weight, self.status_bias = a["status.weight"].T, a["status.bias"]
        self.role_type = a["role_type.weight"]
        self.pairs = PairHead(
            roles.Paths(labels["paths"]), a["role_weight"], a["role_path.weight"],
            a["role.weight"].T, a["role.bias"],
        )  # fmt: skip
        self.link_weight, self.link_bias = a["link.weight"][0], float(a["link.bias"][0])

    def __call__(self, doc: Document) -> tuple[EventMention, ...]:
        """Find the events of a document, in text order."""
        if doc.scores is None or not len(doc.tokens):
            return ()
        groups = self.groups(doc)
        if not groups:
            return ()
        reader = StatusReader(doc, *self.telling[1:]) if self.telling else None
        events = self.events(doc, groups, reader)
        return tuple(sorted(events, key=lambda e: e.trigger))

    def events(
        self, doc: Document, groups: Sequence[Sequence[Candidate]], reader: StatusReader | None
    ) -> list[EventMention]:
        """The events that groups of wordings name, the best of each group first."""
        wordings = [[(c.word, c.type) for c in group[:WORDINGS]] for group in groups]
        played = iter(self.roles(doc, [pair for own in wordings for pair in own], UNLIKELY / 2))
        readings = self.read(doc, [group[0].word for group in groups])
        return [
            self._event(doc, group, reading, [next(played) for _ in own], reader)
            for group, own, reading in zip(groups, wordings, readings, strict=True)
        ]

    def candidates(self, doc: Document) -> list[Candidate]:
        """The words whose score for "names an event" is high enough, in text order."""
        assert doc.scores is not None
        t = self.thresholds
        logits = doc.scores.trigger
        probability = softmax(logits[:, :-1])
        event = 1.0 - probability[:, 0]
        kinds = probability[:, 1:].argmax(1)
        last: dict[int, int] = {}
        for words, together in shared(doc.tokens, event):
            best = words[int(event[words].argmax())]
            event[words] = 0.0
            event[best], last[best] = together, shown_to(words, best)
            kinds[best] = probability[words, 1:].sum(0).argmax()
        score = event * sigmoid(logits[:, -1]) ** t.first_power
        kept, known = list[Candidate](), index_of(doc)
        for i in np.flatnonzero(event >= t.further):
            word = int(i)
            if doc.tokens[word].upos == "PUNCT":
                continue
            hostile = self.types[kinds[word]] == "ASSAULT"
            if hostile and self.typed and is_acted(known, word, self.typed):
                continue
            chances = float(event[word]), float(score[word])
            sure = type_of(known, word, self.typed) if self.typed else None
            kind = int(kinds[word]) if sure is None else self.types.index(sure)
            here = Candidate(word, kind, *chances, last=last.get(word))
            # "air strikes": the parts of one name name one event.
            if kept and doc.tokens[kept[-1].word].head == word and (
                doc.tokens[kept[-1].word].deprel in ("compound", "amod", "flat")
            ):  # fmt: skip
                if kept[-1].score > here.score:
                    continue
                kept.pop()
            kept.append(here)
        return kept

    def groups(self, doc: Document) -> list[list[Candidate]]:
        """The events of a document, each by its wordings, the best of each first."""
        return [
            group
            for group, values in self.described(doc)
            if self.keeping is None or self.keeping.total(values) >= 0.0
        ]

    def described(self, doc: Document) -> list[tuple[list[Candidate], dict[str, float]]]:
        """Groups of triggers that may name one event, the likeliest group first and the best of
        each first, with what ``keeping`` asks of them."""
        assert doc.scores is not None
        found, numbers = self.candidates(doc), roles.sentence_numbers(doc)
        grouped, linked = self.grouped(doc, numbers, found)
        members = [group for group in grouped if found[group[0]].score >= self.thresholds.event]
        members.sort(key=lambda group: (-found[group[0]].score, found[group[0]].word))
        if not members:
            return []
        groups = [[found[i] for i in group] for group in members]
        logits = doc.scores.trigger[[group[0].word for group in groups]]
        kinds, first = softmax(logits[:, :-1])[:, 1:], sigmoid(logits[:, -1])
        shares = kinds.max(1) / kinds.sum(1)
        wordings = []
        for group, likely, share in zip(groups, first.tolist(), shares.tolist(), strict=True):
            best = group[0]
            number = numbers[best.word]
            wordings.append(
                keeping.Wording(
                    kind=self.types[best.type],
                    upos=doc.tokens[best.word].upos,
                    sentence=number,
                    paragraph=doc.sentences[number].paragraph,
                    score=best.score,
                    event=best.event,
                    first=likely,
                    share=share,
                    highest=max(c.event for c in group),
                    size=len(group),
                    together=best.last is not None,
                )
            )
        return list(zip(groups, keeping.describe(wordings, members, linked), strict=True))

    def grouped(
        self, doc: Document, numbers: Sequence[int], found: list[Candidate]
    ) -> tuple[list[list[int]], Floats]:
        """Group triggers that name one event, by their numbers, the best of each first; and the
        probabilities of ``links``. Those that join others get their link."""
        t = self.thresholds
        groups: list[list[int]] = []
        linked = self.links(doc, numbers, found)
        nearest = np.tril(linked, -1).max(1, initial=0.0) if len(found) else linked
        for here, (row, near) in enumerate(zip(linked.tolist(), nearest.tolist(), strict=True)):
            if near < t.link:
                groups.append([here])
                continue
            best, best_link = None, t.link
            for group in groups:
                links = [row[other] for other in group]
                if APART in links:
                    continue
                # The nearest wording decides with the others: no chains of likeness.
                link = (max(links) + sum(links) / len(links)) / 2
                if link >= best_link:
                    best, best_link = group, link
            if best is None:
                groups.append([here])
            else:
                best.append(here)
                found[here] = replace(found[here], link=best_link)
        for group in groups:
            group.sort(key=lambda i: (-found[i].score, found[i].word))
        return groups, linked

    def links(self, doc: Document, numbers: Sequence[int], found: Sequence[Candidate]) -> Floats:
        """For each trigger the probabilities that those before it name the same event (what stands
        behind them in a row means nothing)."""
        assert doc.scores is not None
        vectors = doc.scores.link[[c.word for c in found]]
        width = vectors.shape[1]
        product, difference, plain = np.split(self.link_weight, [width, 2 * width])
        scores = (vectors * product) @ vectors.T
        for here in range(1, len(found)):
            scores[here, :here] += np.abs(vectors[:here] - vectors[here]) @ difference
        scores += (
            link_features(doc, numbers, [c.word for c in found], [c.type for c in found]) @ plain
        )
        linked: Floats = sigmoid(scores + self.link_bias)
        pairs = np.argwhere(np.tril(linked, -1) >= self.thresholds.link).tolist()
        if pairs:
            asked = sorted({i for pair in pairs for i in pair})
            words = [found[i].word for i in asked]
            kinds = [self.types[found[i].type] for i in asked]
            own = dict(zip(asked, distinct.own(doc, words, kinds), strict=True))
            for i, j in pairs:
                if distinct.are_two(own[i], own[j]):
                    linked[i, j] = APART
        return linked

    def status(self, doc: Document, words: Sequence[int]) -> Floats:
        """The probabilities of the statuses of triggers, a row for each."""
        assert doc.scores is not None
        heads = [doc.tokens[word].head for word in words]
        hidden = np.maximum(doc.scores.status_self[words] + doc.scores.status_head[heads], 0)
        found: Floats = softmax(hidden @ self.status_weight + self.status_bias)
        return found

    def learned_status(self, doc: Document, words: Sequence[int]) -> list[tuple[float, ...]]:
        """The probabilities of the statuses of triggers, in the order of ``STATUSES``."""
        order = [self.statuses.index(status) for status in STATUSES]
        return [tuple(row) for row in self.status(doc, words)[:, order].tolist()]

    def read(self, doc: Document, words: Sequence[int]) -> list[Reading]:
        """What the network says of triggers, each by itself."""
        assert doc.scores is not None
        logits = doc.scores.trigger[words]
        return [
            Reading(*each)
            for each in zip(
                softmax(logits[:, :-1])[:, 1:].tolist(),
                sigmoid(logits[:, -1]).tolist(),
                self.learned_status(doc, words),
                strict=True,
            )
        ]

    def roles(
        self, doc: Document, triggers: Sequence[tuple[int, int]], least: float = 0.0
    ) -> list[Played]:
        """For each trigger with its type: the words around it and the roles they play.

        ``least``: the probability of a role under which a word is left out.
        """
        assert doc.scores is not None
        words = [word for word, _ in triggers]
        left = doc.scores.role_trigger[words]
        left[:, self.role_type.shape[1] :] += self.role_type[[kind for _, kind in triggers]]
        reach = (roles.BEFORE, roles.AFTER)
        found = self.pairs(doc, words, left, doc.scores.role_word, roles.pool(doc), reach, least)
        for word, played in zip(words, found, strict=True):
            stay_below(doc, word, played)
        return found

    def _event(
        self,
        doc: Document,
        group: Sequence[Candidate],
        reading: Reading,
        every: Sequence[Played],
        reader: StatusReader | None,
    ) -> EventMention:
        best, played = group[0], every[0]
        actors, recipients = self._participants(doc, played)
        parts = parts_of(doc, best.word, played, actors, recipients)
        for other, more in zip(group[1:WORDINGS], every[1:], strict=True):
            if actors and recipients:
                break  # else a further wording may name whom the best one leaves out
            more_actors, more_recipients = self._participants(doc, more, lone=False)
            new = (() if actors else more_actors, () if recipients else more_recipients)
            parts += parts_of(doc, other.word, more, *new)
            actors, recipients = actors or more_actors, recipients or more_recipients
        sent = doc.sentences[roles.sentence_numbers(doc)[best.word]]
        chances = reading.statuses
        if reader is not None:
            chances = self._chances(doc, group, chances, reader)
        status = STATUSES[chances.index(max(chances))]
        parties = *actors, *recipients
        spans = [trigger_span(doc, c.word, self.light, parties, c.last) for c in group]
        wordings = apart(spans)
        modes = self.mode_chances(doc, best.type, [c.word for c in group])
        return EventMention(
            event_type=self.types[best.type],
            trigger=wordings[0],
            sentence=(sent.start, sent.end),
            status=status,
            status_cue=self._status_cue(doc, best.word, status),
            modes=tuple(m for m, p in next(iter(modes), {}).items() if p >= self.thresholds.mode),
            mode_chances=modes or None,
            also=tuple(sorted(wordings[1:])),
            actors=actors,
            recipients=recipients,
            source_words=source_words(played),
            confidence=round(best.score, 3),
            time_words=tuple(
                (word, row[TIME]) for word, row in played.items() if row[TIME] >= UNLIKELY
            ),
            place_words=told(every, PLACE),
            party_words=tuple(
                PartyWord(word, c.word, tuple(row))
                for c, around in zip(group[:WORDINGS], every, strict=True)
                for word, row in around.items()
                if row[ACTOR] + row[RECIPIENT] >= UNLIKELY
            ),
            why=self._why(group, spans, reading, chances, parts),
        )

    def _chances(
        self,
        doc: Document,
        group: Sequence[Candidate],
        learned: tuple[float, ...],
        reader: StatusReader,
    ) -> tuple[float, ...]:
        """The probabilities of the statuses of an event, by its best wordings and the words around
        them; ``learned``: what the network gives the best one."""
        assert self.telling is not None
        kind = self.types[group[0].type]
        model, cues, signs = self.telling
        settled = decided(doc, cues, signs, group[0].word, kind)
        if settled is not None:
            return tuple(float(s == settled) for s in STATUSES)
        asked = group[:ASKED]
        told = [model.told_by(reader.groups(c.word, kind)) for c in asked]
        others = self.learned_status(doc, [c.word for c in asked[1:]]) if len(asked) > 1 else []
        return model.weighed(list(zip(told, [learned, *others], strict=True)))

    def _why(
        self,
        group: Sequence[Candidate],
        spans: Sequence[Span],
        reading: Reading,
        chances: Sequence[float],
        parts: Sequence[Part],
    ) -> Why:
        """The probabilities behind an event."""
        best = group[0]
        kinds = zip(self.types, reading.types, strict=True)
        likeliest = sorted(kinds, key=itemgetter(1), reverse=True)[:3]
        also = [
            (span, round(c.link or best.link or 0.0, 3))
            for c, span in zip(group[1:], spans[1:], strict=True)
        ]
        ranked = sorted(zip(STATUSES, chances, strict=True), key=itemgetter(1), reverse=True)
        return Why(
            event=round(best.event, 3),
            first=round(reading.first, 3),
            types=tuple((kind, round(p, 3)) for kind, p in likeliest),
            statuses=tuple((status, round(p, 3)) for status, p in ranked),
            parts=tuple(parts),
            also=tuple(sorted(also)),
        )

    def _status_cue(self, doc: Document, word: int, status: str) -> Span | None:
        """The word that shows a status other than ``happened``: an auxiliary, negation or mark of
        the trigger, or a verb that governs it."""
        wanted = self.telling[2].of.get(status) if self.telling else None
        if not wanted:
            return None
        chain = roles.ancestors(doc.tokens, word)[:4]
        for place, node in enumerate(chain):
            near = [
                i
                for i in range(max(0, node - 12), min(len(doc.tokens), node + 6))
                if doc.tokens[i].head == node and i != node and i != word
            ]
            for i in [*near, *([node] if place else [])]:
                token = doc.tokens[i]
                if token.lemma.lower() in wanted and (i == node or token.deprel != "cop"):
                    return token.start, token.end
        return None

    def mode_chances(
        self, doc: Document, kind: int, words: Sequence[int]
    ) -> tuple[dict[str, float], ...]:
        """What the network gives the modes of a type for each of some wordings; for a type that has
        no modes nothing at all."""
        assert doc.scores is not None
        if not self.modes_of[kind]:
            return ()
        rows = sigmoid(doc.scores.modes[words[:WORDINGS]]).tolist()
        return tuple({mode: row[n] for n, mode in self.modes_of[kind]} for row in rows)

    def _participants(
        self, doc: Document, played: Scored, *, lone: bool = True
    ) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        """Actors and recipients of a trigger. ``lone``: where no word is surely one, take the
        likeliest."""
        t = self.thresholds
        if not played:
            return (), ()
        chosen: dict[int, list[int]] = {ACTOR: [], RECIPIENT: []}
        words, rows = list(played), list(played.values())
        best = {role: likeliest(words, [row[role] for row in rows]) for role in chosen}
        least_actor = max(t.role, t.role_share * played[best[ACTOR]][ACTOR])
        least_recipient = max(t.role, t.recipient_share * played[best[RECIPIENT]][RECIPIENT])
        for word, (_, actor, recipient, *_) in played.items():
            if actor >= recipient:
                if actor >= least_actor:
                    chosen[ACTOR].append(word)
            elif recipient >= least_recipient:
                chosen[RECIPIENT].append(word)
        self._join(doc, played, chosen)
        if lone:
            for role, other, least in (
                (ACTOR, RECIPIENT, t.lone_actor), (RECIPIENT, ACTOR, t.lone_recipient),
            ):  # fmt: skip
                word = best[role]
                # Where two act together, nobody need be at the other end.
                alone = not chosen[role] and (role == ACTOR or len(chosen[ACTOR]) < 2)
                likely = alone and played[word][role] >= least
                if likely and not inside(doc, word, chosen[other]):
                    chosen[role].append(word)
        actors, recipients = (
            [participant(doc, w) for w in chosen[role]] for role in (ACTOR, RECIPIENT)
        )
        return whole(actors, recipients), whole(recipients, actors)

    def _join(self, doc: Document, played: Scored, chosen: dict[int, list[int]]) -> None:
        """Add to the chosen words those that are coordinated with them."""
        tokens = doc.tokens
        taken = {*chosen[ACTOR], *chosen[RECIPIENT]}
        links = [(i, tokens[i].head) for i in played if tokens[i].deprel == "conj"]
        if not taken or not links:
            return
        for role, own in chosen.items():
            before = set(own)
            for pair in links:
                for here, there in (pair, pair[::-1]):
                    if here not in before or there in taken or there not in played:
                        continue
                    if played[there][role] >= self.thresholds.joined:
                        own.append(there)
                        taken.add(there)
            own.sort()


def link_features(
    doc: Document, numbers: Sequence[int], words: Sequence[int], types: Sequence[int]
) -> Floats:
    """Features of each two triggers beside their vectors: the same type, the same lemma, how many
    sentences the one in the row stands behind the other."""
    lemmas: dict[str, int] = {}
    codes = [lemmas.setdefault(doc.tokens[word].lemma.lower(), word) for word in words]
    sentences = [numbers[word] for word in words]
    columns = [np.array(values) for values in (types, codes, sentences)]
    kind, lemma, sentence = (values[:, None] - values for values in columns)
    found = np.stack([kind == 0, lemma == 0, np.minimum(sentence, 8) / 8], -1)
    return found.astype(np.float32)
