"""Where in a report a country is in view."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from dateline.data import Document, Sentence
from dateline.who.actors import Actors
from dateline.who.folding import pieces
from dateline.who.known import Known

_OPENING_WORDS = 10
"""Words in which a sentence sets its scene."""


class Sight(NamedTuple):
    """A place in the text where a country is in view."""

    token: int
    country: str
    way: str


class SpokenOf(NamedTuple):
    """A body or group named in the text: its first token, its sectors that day joined by dashes,
    and its country."""

    token: int
    sectors: str
    country: str | None


class Sights(Known):
    """A report and every sight of a country in it, in the order of the text."""

    def __init__(self, doc: Document, actors: Actors) -> None:
        super().__init__(doc, actors)
        self._look()
        self.bodies = [r.first for r in self.refs if not r.countries]
        self.groups = [
            SpokenOf(
                ref.first,
                "-".join(ref.actor.sectors_at(self.day)),
                ref.countries[0] if len(ref.countries) == 1 else None,
            )
            for ref in sorted(self.refs, key=lambda ref: ref.first)
            if ref.actor.kind in ("body", "group")
        ]
        self.counts = Counter(s.country for s in self.sights)
        self.total = max(1, len(self.sights))
        self.ranked = [
            c
            for c, _ in sorted(self.counts.items(), key=lambda e: (-e[1], self._first_sight(e[0])))
        ]

    def see(self, sights: Iterable[Sight]) -> None:
        """Take the sights of the report."""
        self.sights = sorted(sights, key=lambda s: s.token)
        self._sight_tokens = [s.token for s in self.sights]

    def _look(self) -> None:
        seen: list[Sight] = []
        for match in self.in_title:
            for alias in match.aliases:
                if alias.actor.kind == "state":
                    seen.append(Sight(-1, self.code(alias.actor), "title"))
                    break
        for ref in self.refs:
            if ref.actor.kind == "group" and (
                ref.form == "context" or not self.sure[ref.countries[0]]
            ):
                continue
            if len(ref.countries) == 1 and not self.leans_on(ref):
                seen.append(Sight(ref.first, ref.countries[0], ref.actor.kind))
        for place in self.doc.named_places:
            first, _ = self.range_of(place.start, place.end)
            if place.country and first not in self.ref_at:
                seen.append(Sight(first, place.country, "place"))
        self.title = [s.country for s in seen if s.token < 0]
        line = self._line()
        if line is not None:
            seen.append(Sight(-1, line, "dateline"))
        self.see(seen)
        self.dateline = line

    def _line(self) -> str | None:
        """The country of the place line: of where it stands above the text, else, where the format
        gives it apart, of a state or capital in it, or of a town that the text names too."""
        line = self.doc.report.dateline
        if self.doc.home is not None or not line:
            return self.doc.home.country if self.doc.home is not None else None
        for match in self.actors.find(pieces(line)):
            for alias in match.aliases:
                if alias.actor.kind == "state":
                    return self.code(alias.actor)
        town = line.partition(",")[0].strip().casefold()
        for place in self.doc.named_places:
            if place.country and town == place.text.casefold():
                return place.country
        return None

    def _first_sight(self, country: str) -> int:
        return next((n for n, s in enumerate(self.sights) if s.country == country), 0)

    def sights_before(self, token: int) -> int:
        """How many sights stand before a token."""
        return bisect_left(self._sight_tokens, token)

    def last_group(self, first: int) -> tuple[SpokenOf, str] | None:
        """The body or group named last before a token, and whether that is in its sentence
        ("here") or in the one "before"; ``None`` where it is farther away."""
        n = bisect_left(self.groups, first, key=lambda group: group.token) - 1
        if n < 0:
            return None
        group = self.groups[n]
        gap = self.sentence_of[first] - self.sentence_of[group.token]
        return None if gap > 1 else (group, "before" if gap else "here")

    @cached_property
    def settings(self) -> list[tuple[str, ...]]:
        """For each sentence the country of the place that opens it ("In Mali, gunmen ..."), or one
        before it in its paragraph."""
        found: list[tuple[str, ...]] = []
        paragraph = -1
        for sent, own in zip(self.doc.sentences, self.scenes, strict=True):
            if own is None and found and sent.paragraph == paragraph:
                found.append(found[-1])
            else:
                found.append(() if own is None else (own,))
            paragraph = sent.paragraph
        return found

    @cached_property
    def scenes(self) -> list[str | None]:
        """For each sentence the country of the place that opens it, if any."""
        return [self._opening_place(sent) for sent in self.doc.sentences]

    def _opening_place(self, sent: Sentence) -> str | None:
        first = sent.start_token
        if self.lower[first] not in self.lists.scene:
            return None
        last = min(first + _OPENING_WORDS, sent.end_token)
        comma = next((i for i in range(first, last) if self.lower[i] == ","), last)
        for sight in self.sights[self.sights_before(first) :]:
            if sight.token >= comma:
                return None
            ref = self.ref_at.get(sight.token)
            if ref.form in ("name", "seat") if ref is not None else sight.way == "place":
                return sight.country
        return None
