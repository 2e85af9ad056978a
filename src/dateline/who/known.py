"""The known names of a report: which actors of the knowledge base its words stand for."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Container, Sequence
from functools import cached_property
from typing import NamedTuple

from dateline.data import Document, NameMention, PlaceMention
from dateline.syntax import POSSESSIVE
from dateline.who import acronyms
from dateline.who.actors import FIRST_NAMED, Actor, Actors, Alias, Match
from dateline.who.folding import fold, name_words, pieces
from dateline.who.spellings import (
    ENGLISH,
    LATIN,
    LATIN_LANDS,
    READINGS,
    are_alike,
    skeleton,
    sounds,
)
from dateline.who.text import LONGEST_TITLE, Text

_LATELY = 0.25  # years around a term in which its title still names the holder
_LONG, _BARE, _OTHERS = 25, 10, 6
"""Years from a term in which a full name is that of who held a high office, as is "former
president"; in which the surname alone is, in a report that names the country; and in which a full
name is that of who held another office, in any report."""
_NOT_WITHIN = frozenset({"media", "party", "company", "union", "ngo", "religious"})
"""Kinds of groups whose name in the middle of a longer name means something else: "Centre for Law
and Justice" is not the party."""


class Ref(NamedTuple):
    """A known name in the text: its tokens, the actor, how it stands for it."""

    first: int
    last: int  # behind
    start: int
    end: int
    actor: Actor
    form: str
    countries: tuple[str, ...]


_OF = (" of ", " of the ")
"""What stands between a body and the state that it is of."""


class Known(Text):
    """A report and the known actors in it: ``refs`` in the order in which they were found."""

    def __init__(self, doc: Document, actors: Actors) -> None:
        super().__init__(doc, actors)
        self.refs: list[Ref] = []
        self.ref_at: dict[int, Ref] = {}
        self._find_refs()

    def is_name(self, i: int) -> bool:
        """Whether a word is part of a name."""
        return i in self.ref_at or i in self.name_at

    def title_before(self, first: int, last: int) -> tuple[int, int]:
        """The words that may be the title of the name from ``first``; across a comma where another
        one closes the name."""
        end = first
        if first > 1 and self.lower[first - 1] == ",":
            if last >= len(self.tokens) or self.lower[last] != ",":
                return first, first
            end = first - 1
        at, least, here = end - 1, max(first - LONGEST_TITLE, 0), self.sentence_of[first]
        while at >= least and self.fits_title(at) and self.sentence_of[at] == here:
            if self.lower[at] in ("and", "&") and self.is_name(at - 1):
                break  # "France and Prime Minister Abe"
            at -= 1
        return at + 1, end

    def _find_refs(self) -> None:
        matches = self.actors.find(pieces(self.doc.text))
        self.in_title = self.actors.find(pieces(self.doc.title or ""))
        self.defined = acronyms.defined(self.doc.text)
        self.sure = sure = self._sure_countries(matches)
        states = {m.start for m in matches if any(a.actor.kind == "state" for a in m.aliases)}
        for match in matches:
            ref = self._settle(match, sure)
            if ref is None or self._is_posting(ref) or self._is_of_state(ref, states):
                continue
            self.refs.append(ref)
            for i in range(ref.first, ref.last):
                self.ref_at[i] = ref
        self._find_spellings()
        self._find_surnames()
        self._find_short()

    def _sure_countries(self, matches: Sequence[Match]) -> Counter[str]:
        """Countries that the report names beyond doubt, its title included."""
        found: Counter[str] = Counter()
        for match in [*self.in_title, *filter(self._is_no_money, matches)]:
            for alias in match.aliases:
                if alias.actor.kind == "state" and alias.form in ("name", "adjective", "people"):
                    found[self.code(alias.actor)] += 1
                    break
        for place in self.doc.named_places:
            if place.country and self._is_no_money(place):
                found[place.country] += 1
        return found

    def _is_no_money(self, name: Match | PlaceMention) -> bool:
        """Whether a name is not that of a state before its money; in sight of the report such a
        state stays ("foreign banks" beside US dollars have no country)."""
        return not self.is_currency(self.range_of(name.start, name.end)[1])

    def _settle(self, match: Match, sure: Counter[str]) -> Ref | None:
        """Choose among the actors that a name may mean; ``None`` where it means none of them."""
        first, last = self.range_of(match.start, match.end)
        if last <= first or self.sentence_of[first] != self.sentence_of[last - 1]:
            return None
        best = self._likeliest(match, self.name_at.get(last - 1), sure)
        if best is None or self._stands_for_another(best, match, first, last):
            return None
        return Ref(first, last, match.start, match.end, best.actor, best.form,
                   self.countries_of(best.actor))  # fmt: skip

    def _likeliest(
        self, match: Match, name: NameMention | None, sure: Counter[str]
    ) -> Alias | None:
        """The actor that a name most likely means, by the name alone; ``name``: the one that ends
        with it in the text."""
        longer = name is not None and (name.start < match.start or name.end > match.end)
        groups = [alias.actor for alias in match.aliases if alias.actor.kind == "group"]
        rivals = max(map(self._named, groups), default=0)
        long = self.defined.get(self.doc.text[match.start : match.end])
        best, most = None, 0.0
        for alias in match.aliases:
            if long and not acronyms.is_one_of(long, self.actors.spellings[alias.actor.id]):
                continue
            if self._is_to_come(alias.actor):
                continue
            if rivals and alias.actor.kind == "group" and self._named(alias.actor) * 2 < rivals:
                continue
            weight = self._weigh(alias, match, name, longer, sure)
            if weight > most:
                best, most = alias, weight
        return best

    def _stands_for_another(self, alias: Alias, match: Match, first: int, last: int) -> bool:
        """Whether a name is part of what means something else: "the Doha Round", "French said"
        after "Dawn French", "US dollars"."""
        name = self.name_at.get(last - 1)
        if alias.form == "seat" and self._is_named_after(last):
            return True
        person = name is not None and name.type == "PER"
        if alias.form in ("adjective", "people") and person and self._is_of_person(match):
            return True
        if alias.actor.kind == "state":
            return self.is_currency(last) or self._is_other_place(alias, match, last)
        if alias.actor.kind == "group":
            return self._is_of_other_state(alias.actor, first)
        return False

    def _is_other_place(self, alias: Alias, match: Match, last: int) -> bool:
        """Whether the name of a state, or of its seat, is that of another place, or part of it."""
        place = self.place_at.get(last - 1)
        if place is None or alias.form not in ("name", "seat"):
            return False
        if place.start < match.start or place.end > match.end:
            return True
        elsewhere = place.country and place.country != self.code(alias.actor)
        return alias.form == "seat" and bool(elsewhere)

    def _is_of_other_state(self, group: Actor, first: int) -> bool:
        """Whether the name of another state stands before that of a group."""
        before = self.ref_at.get(first - 1)
        return (
            before is not None
            and before.actor.kind == "state"
            and before.countries[0] not in self.countries_of(group)
        )

    def joint(self, ref: Ref) -> str | None:
        """How a name hangs together with a word across a hyphen, or tells where people come from:
        "US-backed", "anti-American", "ethnic Serbs", "of Turkish origin"."""
        before, prefixes = ref.first - 1, self.lists.prefix
        behind = self._behind_hyphen(ref)
        if behind in self.lists.joined or behind in self.lists.leaning:
            return f"joint:{behind}"
        if before > 0 and self.lower[before] in ("-", "‑") and self.lower[before - 1] in prefixes:
            return "joint:" + self.lower[before - 1]
        prefix, dash, _ = self.lower[ref.first].partition("-")  # "anti-Syrian", one word
        if dash and prefix in prefixes and self.tokens[ref.first].start < ref.start:
            return "joint:" + prefix
        behind = (*self.lower[ref.last : ref.last + 1], "")[0]
        if (before >= 0 and self.lower[before] == "ethnic") or behind in self.lists.origin:
            return "joint:ethnic"
        return None

    def leans_on(self, ref: Ref) -> bool:
        """Whether what stands behind a name only leans on it: "Iran-aligned", "Qatari-mediated"."""
        return self._behind_hyphen(ref) in self.lists.leaning

    def is_go_between(self, ref: Ref) -> bool:
        """Whether a name is that of who brought others together: "Qatari-mediated"."""
        return self._behind_hyphen(ref) in self.lists.mediating

    def _behind_hyphen(self, ref: Ref) -> str | None:
        dash, word = (*self.lower[ref.last : ref.last + 2], "", "")[:2]
        return word if dash in ("-", "‑", "–") else None

    def _is_of_state(self, ref: Ref, states: Container[int]) -> bool:
        """Whether the short name of a body without a country stands for one of a state:
        "Ukraine's Security Council", "the Security Council of Armenia". ``states``: where names of
        states begin."""
        text = self.doc.text[ref.start : ref.end]
        if ref.countries or ref.actor.kind != "body" or not ref.actor.name.endswith(f" {text}"):
            return False
        if "NGO" in ref.actor.sectors_at(self.day):
            return False  # "Serbia's Red Cross"
        before = self.ref_at.get(ref.first - 2)
        if self.lower[ref.first - 1] in POSSESSIVE and before is not None:
            return before.actor.kind == "state"
        return any(
            self.doc.text.startswith(of, ref.end) and ref.end + len(of) in states for of in _OF
        )

    def _is_posting(self, ref: Ref) -> bool:
        """Whether a body is where a state has somebody: "Britain's UN ambassador"."""
        if ref.countries or ref.actor.kind != "body":
            return False
        at = ref.first - 1
        while at > 0 and self.lower[at] in POSSESSIVE:
            at -= 1
        state = self.ref_at.get(at)
        behind, posted = ref.last, self.lists.posted
        while behind < len(self.lower) and self.tokens[behind].upos == "ADJ":
            behind += 1
        office = self.lower[behind] if behind < len(self.lower) else ""
        return state is not None and state.actor.kind == "state" and office in posted

    def _is_named_after(self, i: int) -> bool:
        """Whether a word names what a city before it has given its name to."""
        return (
            i < len(self.lower)
            and self.lower[i] in self.lists.named_after
            and (self.tokens[i].text[0].isupper() or self.lower[i] == "round")
        )

    def _named(self, actor: Actor) -> int:
        """How often the report names a country of an actor, beyond doubt. Of groups that bear a
        name those of states named less than half as often as another's are not meant."""
        return max((self.sure[c] for c in self.countries_of(actor)), default=0)

    def _weigh(
        self, alias: Alias, match: Match, name: NameMention | None, longer: bool,
        sure: Counter[str],
    ) -> float:  # fmt: skip
        actor = alias.actor
        if actor.kind == "state":
            if name is not None and longer and name.type == "PER":
                return 0.0
            if alias.form == "seat" and self._is_of_person(match):
                return 0.0
            if actor.type in ("historic", "region") or sure[self.code(actor)] > 1:
                return 3.0
            return 2.5
        if actor.kind == "person":
            return self._weigh_person(actor, match, name, longer, sure)
        if longer and name is not None and name.type == "PER":
            return 0.0
        if longer and name is not None and actor.type in _NOT_WITHIN and name.start < match.start:
            return 0.0
        if alias.form == "context":
            marked = name is not None and name.type == "ORG" and not longer
            if actor.kind == "body":
                return 1.5 if marked else 0.0
            near = any(sure[c] for c in self.countries_of(actor))
            if not near or (actor.type == "court" and self._is_of_lesser(actor)):
                return 0.0
            if actor.type == "media" and not marked and not self._beside_paper(match):
                return 0.0
            return (2.0 if marked else 1.0) + self._alive(actor) + self._nearness(actor)
        near = any(sure[c] for c in self.countries_of(actor))
        return 3.2 + near + self._alive(actor) + self._nearness(actor)

    def _is_of_lesser(self, actor: Actor) -> bool:
        """Whether the report names another state more than twice as often as that of a court: one
        that is called alike there is meant, though no file has it."""
        return self._named(actor) * 2 < max(self.sure.values())

    def _is_of_person(self, match: Match) -> bool:
        """Whether a word is part of the longer name of a person in the report: "Gao" where it
        tells of Gao Qinrong is no town."""
        return self.doc.text[match.start : match.end] in self._parts_of_names

    @cached_property
    def _parts_of_names(self) -> frozenset[str]:
        """The words of the longer names of people."""
        names = [name.text.split() for name in self.doc.names if name.type == "PER"]
        return frozenset(word for words in names if len(words) > 1 for word in words)

    def _is_to_come(self, actor: Actor) -> bool:
        """Whether a group is known from a later year on than the report's."""
        year = self.day.year
        return actor.kind == "group" and bool(actor.terms) and all(
            t.first.year > year for t in actor.terms
        )  # fmt: skip

    def _nearness(self, actor: Actor) -> float:
        return max((min(self.sure[c], 20) / 40 for c in self.countries_of(actor)), default=0.0)

    def _beside_paper(self, match: Match) -> bool:
        """Whether a word for a medium stands beside a name: "the Dawn newspaper"."""
        first, last = self.range_of(match.start, match.end)
        around = self.lower[max(first - 1, 0) : first] + self.lower[last : last + 2]
        return any(word in self.lists.outlet for word in around)

    def _alive(self, actor: Actor) -> float:
        return 0.5 if any(t.holds(self.day) for t in actor.terms) else 0.0

    def _weigh_person(
        self, actor: Actor, match: Match, name: NameMention | None, longer: bool,
        sure: Counter[str],
    ) -> float:  # fmt: skip
        if longer and name is not None and name.end > match.end:
            return 0.0
        if longer and name is not None and self._is_of_other(name, match, actor):
            return 0.0
        near = any(sure[c] for c in self.countries_of(actor))
        years = min((self.years_from(t.first, t.last) for t in actor.terms), default=99.0)
        widely_known = match.last - match.first > 1 and any(
            self.is_high(t.title) for t in actor.terms
        )
        if years > (_LONG if near or widely_known else _OTHERS):
            return 0.0
        if name is not None and name.type != "PER" and match.last - match.first == 1:
            return 0.0
        return 3.4 + near - years / 10

    def _is_of_other(self, name: NameMention, match: Match, actor: Actor) -> bool:
        """Whether a name gives the surname of somebody known to another person: "Yair Netanyahu";
        not where a title or another name of his stands before it."""
        begin, end = self.range_of(name.start, match.start)
        if name.type != "PER" or self.office_in(begin, end)[1] >= 0:
            return False
        own = {skeleton([w]) for s in self.actors.spellings[actor.id] for w, _ in name_words(s)}
        before = [p.text for p in pieces(self.doc.text[name.start : match.start])]
        before = [word for word in before if len(word) > 1]
        return bool(before) and not any(skeleton([word]) in own for word in before)

    def years_from(self, first: dt.date, last: dt.date) -> float:
        """Years from the day of the report to a term."""
        if first > self.day:
            return (first - self.day).days / 365
        if last < self.day:
            return (self.day - last).days / 365
        return 0.0

    def _find_spellings(self) -> None:
        """Known people under spellings that no file lists, by their consonants."""
        for name in self.doc.names:
            if name.type != "PER" or " " not in name.text:
                continue
            first, last = self.range_of(name.start, name.end)
            if any(i in self.ref_at for i in range(first, last)):
                continue
            actor = self._spelled(name)
            if actor is not None:
                self._refer(name, actor, "spelling")

    def _spelled(self, name: NameMention) -> Actor | None:
        """Who is known of the report's countries and years, under another spelling of a name; with
        other vowels only where his office stands before it."""
        words = [p.text for p in pieces(name.text)]
        for reading in READINGS:
            for actor in self.actors.of_skeleton(skeleton(words, reading)):
                near = any(self.sure[c] for c in self.countries_of(actor))
                near = near or (not self.countries_of(actor) and actor.international_at(self.day))
                if not near or all(self.years_from(t.first, t.last) > 3 for t in actor.terms):
                    continue
                if self._is_titled(name, actor):
                    return actor
                own = (ENGLISH, LATIN) if LATIN_LANDS & set(actor.countries) else (ENGLISH,)
                written = sounds(words, reading)
                for spelling in self.actors.spellings[actor.id]:
                    known = [text for text, _ in name_words(spelling)]
                    if any(are_alike(written, sounds(known, r)) for r in own):
                        return actor
        return None

    def _find_surnames(self) -> None:
        """Known people by surname and title alone: "President Putin", then "Putin"; not where the
        report gives somebody of that surname another name before it."""
        longer = [n.text.split() for n in self.doc.names if " " in n.text]
        lasts, firsts = {words[-1] for words in longer}, {words[0] for words in longer}
        alone: dict[str, list[NameMention]] = {}
        for name in self.doc.names:
            if name.type == "PER" and " " not in name.text and name.text not in lasts:
                alone.setdefault(name.text, []).append(name)
        for text, mentions in alone.items():
            first, _ = self.range_of(mentions[0].start, mentions[0].end)
            holders = self.actors.surnames.get(fold(text), ())
            if text in firsts:  # "Li Hua", then "Li"
                holders = [a for a in holders if FIRST_NAMED.isdisjoint(a.countries)]
            if not holders or first in self.ref_at:
                continue
            titled = [a for a in holders if any(self._is_titled(n, a) for n in mentions)]
            if not titled and not any(self._has_title(name) for name in mentions):
                titled = self._well_known(holders)
            if len(titled) == 1:
                for name in mentions:
                    self._refer(name, titled[0], "surname")

    def _has_title(self, name: NameMention) -> bool:
        """Whether an office, a country or "Mr" stands before a name, or a hyphen beside it."""
        first, last = self.range_of(name.start, name.end)
        begin, end = self.title_before(first, last)
        courtesy = self.lists.male | self.lists.female
        return (
            self.office_in(begin, end)[1] >= 0
            or any(i in self.ref_at or self.lower[i] in courtesy for i in range(begin, end))
            or "-" in (*self.lower[first - 1 : first], *self.lower[last : last + 1])
        )

    def _well_known(self, holders: Sequence[Actor]) -> list[Actor]:
        """Who leads a state that the report names; or who lately led one, if nobody else of that
        surname holds or lately held an office there."""
        near = [
            actor
            for actor in holders
            if any(self.sure[c] for c in self.countries_of(actor))
            and any(self.years_from(t.first, t.last) <= _BARE for t in actor.terms)
        ]
        leading = [actor for actor in near if self._leads(actor, 0)]
        return leading or [a for a in near if len(near) == 1 and self._leads(a, _BARE)]

    def _leads(self, actor: Actor, years: float) -> bool:
        """Whether somebody has a term of a high office not so many years from the report."""
        return any(
            self.is_high(t.title) and self.years_from(t.first, t.last) <= years for t in actor.terms
        )

    def is_high(self, title: str | None) -> bool:
        """Whether a title is that of an office at the head of a state."""
        return (title or "").partition(" of ")[0] in self.lists.high_office

    def _is_titled(self, name: NameMention, actor: Actor) -> bool:
        """Whether an office that somebody holds, or a high one that he is said to have held, stands
        before a name, and no other country."""
        begin, end = self.title_before(*self.range_of(name.start, name.end))
        role, at = self.office_in(begin, end)
        if role is None or at < 0:
            return False
        if any(self.lower[i] in POSSESSIVE for i in range(at, end)):
            return False  # "the president's sister"
        lands = self.countries_of(actor)
        refs = (self.ref_at.get(i) for i in range(begin, end))
        if any(r.countries != lands for r in refs if r is not None and r.actor.kind == "state"):
            return False
        former = not self.lists.former.isdisjoint(self.lower[begin : at + 1])
        office = role.phrase.partition(" of ")[0].split()
        while len(office) > 1 and office[0] in self.lists.former:
            del office[0]
        titles = {
            (t.title or "").partition(" of ")[0]
            for t in actor.terms
            if self.years_from(t.first, t.last)
            <= (_LONG if former and self.is_high(t.title) else _LATELY)
        }
        return " ".join(office) in titles

    def _find_short(self) -> None:
        """States that the report has named, by a word after the article: "the North"."""
        tokens, short = self.tokens, self.actors.short
        for i in range(1, len(tokens) - 1):
            states = short.get(tokens[i].text)
            if states is None or i in self.ref_at or tokens[i + 1].upos in ("PROPN", "ADP"):
                continue
            name, before = self.name_at.get(i), self.lower[i - 1]
            if name is not None and name.end > tokens[i].end:
                continue
            if tokens[i - 1].upos == "ADJ" and i > 1:  # "the hungry North"
                before = self.lower[i - 2]
            state = max(states, key=lambda s: self.sure[self.code(s)])
            if before == "the" and self.sure[self.code(state)]:
                lands = self.countries_of(state)
                ref = Ref(i, i + 1, tokens[i].start, tokens[i].end, state, "name", lands)
                self.refs.append(ref)
                self.ref_at[i] = ref

    def _refer(self, name: NameMention, actor: Actor, form: str) -> None:
        """Take a person's name for that of a known one."""
        first, last = self.range_of(name.start, name.end)
        ref = Ref(first, last, name.start, name.end, actor, form, self.countries_of(actor))
        self.refs.append(ref)
        for i in range(first, last):
            self.ref_at[i] = ref
