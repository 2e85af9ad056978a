"""Countries in sight around a word: the nearest, those of its sentence, of the one before, and what
each is there.
"""

from __future__ import annotations

from functools import cached_property

from dateline.who.sights import Sight
from dateline.who.whose import Reader


class Near:
    """Countries in sight around a word, looked for when first asked for."""

    def __init__(self, reader: Reader, head: int) -> None:
        self.reader, self.head = reader, head
        self.at, self.here = reader.sights_before(head), reader.sentence_of[head]

    @property
    def order(self) -> list[str]:
        """The countries, the nearest first."""
        return self._seen[0]

    @cached_property
    def _seen(self) -> tuple[list[str], dict[str, str | None]]:
        """The countries, the nearest first; the nearest sight before and after in the sentence,
        the nearest place in it, and the nearest sight before anywhere."""
        order: list[str] = []
        before: str | None = None
        after: str | None = None
        place: str | None = None
        sights, sentence_of = self.reader.sights, self.reader.sentence_of
        for n in range(self.at - 1, -1, -1):
            sight = sights[n]
            if sight.token < 0 or len(order) == 3:
                break
            if sight.country not in order:
                order.append(sight.country)
            if sentence_of[sight.token] == self.here:
                before = before or sight.country
                if sight.way == "place":
                    place = place or sight.country
        last = order[0] if order else None
        for sight in sights[self.at : self.at + 4]:
            if sight.token >= 0 and sentence_of[sight.token] == self.here:
                after = after or sight.country
                if sight.way == "place":
                    place = place or sight.country
                if sight.country not in order:
                    order.append(sight.country)
        return order, {"before": before, "after": after, "last": last, "place": place}

    @cached_property
    def names(self) -> dict[str | None, tuple[str, ...]]:
        """What each country is for the word; most words show theirs, and nobody asks."""
        reader, at = self.reader, self.at
        sights = reader.sights
        subjects = reader.subjects_of(self.head)
        found: dict[str | None, tuple[str, ...]] = {}
        for name, countries in (
            *((name, (country,)) for name, country in self._seen[1].items()),
            ("last place", self._last_place()),
            ("setting", reader.settings[self.here]),
            ("subject", reader.lands_of(subjects[0]) if subjects else ()),
            ("speaker", reader.lands_of(subjects[-1]) if len(subjects) > 1 else ()),
            ("previous", {s.country for s in sights[max(at - 8, 0) : at] if self._is_previous(s)}),
        ):
            for country in countries:
                found[country] = (*found.get(country, ()), name)
        return found

    def _last_place(self) -> tuple[str, ...]:
        """The nearest place before, anywhere."""
        sights = self.reader.sights
        for n in range(self.at - 1, max(self.at - 40, -1), -1):
            if sights[n].way == "place":
                return (sights[n].country,)
        return ()

    def _is_previous(self, sight: Sight) -> bool:
        """Whether a sight is in the sentence before."""
        return sight.token >= 0 and self.reader.sentence_of[sight.token] == self.here - 1
