"""What codes are called: states, bodies, groups and people of the knowledge base."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from textwrap import shorten

from dateline.data import Participant, Source
from dateline.exporters._safe import safe_line
from dateline.knowledge import ROOT, Knowledge
from dateline.merge.types import EventRecord, Party
from dateline.who.actors import Actor, Term
from dateline.who.reading import read_actors

LONGEST = 60
"""Characters of a name in a title: the page of the event has all of it."""

SECTOR_NAMES = {
    "GOV": "government", "MIL": "military", "COP": "police", "SPY": "intelligence",
    "LEG": "legislature", "JUD": "judiciary", "PTY": "party", "OPP": "opposition",
    "REB": "rebels", "UAF": "unidentified armed force", "PRM": "paramilitary",
    "CVL": "civilians", "REF": "refugees", "JRN": "journalists", "IGO": "international body",
    "NGO": "non-governmental organisation", "BUS": "business", "MNC": "multinational company",
    "LAB": "labour", "AGR": "agriculture", "REL": "religion", "EDU": "education",
    "MED": "medicine", "SOC": "social group", "CRM": "crime", "ELI": "former government",
    "PRE": "claimant government", "UNK": "unknown",
}  # fmt: skip


@dataclass(frozen=True)
class Names:
    """The knowledge base, as pages ask it."""

    folders: Sequence[str] = ()

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        known = read_actors(Knowledge((ROOT, *(Path(folder) for folder in self.folders))))
        return {**known.by_id, **known.states}

    def actor(self, key: str) -> Actor | None:
        """Give an actor by its id, a state by its code; ``None`` where nobody knows it."""
        return self._actors.get(key)

    def of(self, key: str) -> str:
        """Give the name of a code, or the code itself.

        >>> Names().of("SYR"), Names().of("nobody-knows")
        ('Syria', 'nobody-knows')
        """
        base, _, sector = key.partition("/")
        found = self.actor(base)
        name = found.name if found is not None else SECTOR_NAMES.get(base, base)
        return f"{name}, {SECTOR_NAMES.get(sector, sector)}" if sector else name

    @cached_property
    def options(self) -> list[tuple[str, str]]:
        """Codes and names to choose from: states first, then sectors."""
        states = [
            (key, actor.name)
            for key, actor in self._actors.items()
            if actor.kind == "state" and len(key) == 3 and key.isupper()
        ]
        return sorted(states, key=lambda pair: pair[1]) + list(SECTOR_NAMES.items())

    def countries(self) -> list[tuple[str, str]]:
        """Codes and names of states."""
        return [pair for pair in self.options if pair[0] not in SECTOR_NAMES]


def key_of(party: Party | Participant | Source) -> str | None:
    """Give the key of the page of a participant: its entity, or else its country."""
    return party.entity or party.country


def codes(party: Party | Participant | Source) -> str:
    """Give country and sectors as people write them, such as ``SYR GOV``."""
    return " ".join(filter(None, (party.country, *party.sectors)))


def phrase(record: EventRecord, most: int = 3) -> str:
    """Say who with whom: ``Israel → Syria``; of the parties of a reciprocal act all. Control
    characters of names are pictures here."""
    sides = [_joined(record.actors, most), _joined(record.recipients, most)]
    if not any(sides):
        return "unnamed parties"
    if not sides[1]:
        return sides[0]
    return f"{sides[0] or 'somebody'} → {sides[1]}"


def _joined(parties: Sequence[Party], most: int) -> str:
    names = [isolated(shorten(party.name, LONGEST, placeholder="…")) for party in parties[:most]]
    more = len(parties) - most
    return ", ".join(names) + (f" and {more} more" if more > 0 else "")


def isolated(name: str) -> str:
    """Keep a name that is written from right to left from turning round what stands beside it:
    ``A → B`` would be read as ``B → A``."""
    name = safe_line(name)
    turns = any(unicodedata.bidirectional(char) in ("R", "AL") for char in name)
    return f"\u2068{name}\u2069" if turns else name


@dataclass(frozen=True, slots=True)
class Office:
    """An office of a person: its title, sectors and days; ``None`` where it is open."""

    title: str | None
    sectors: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None


def offices(actor: Actor) -> list[Office]:
    """Give the offices of an actor, the latest first."""
    terms: list[Term] = sorted(actor.terms, key=lambda term: (term.first, term.last), reverse=True)
    return [
        Office(
            term.title,
            term.sectors,
            None if term.first == dt.date.min else term.first,
            None if term.last == dt.date.max else term.last,
        )
        for term in terms
    ]
