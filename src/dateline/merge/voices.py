"""Who says so, and how many of them do not rest on one another.

A mention with sources rests on the one nearest to the event: "a ministry, quoted by state media"
rests on the ministry, whoever prints it. A mention in the outlet's own voice rests on the outlet
that its text comes from: copies of one text rest on the outlet that had it first.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from dateline.data import Source
from dateline.knowledge import Knowledge
from dateline.merge.copies import words
from dateline.merge.pairs import stems
from dateline.merge.types import StoredMention, Voice, in_order
from dateline.wordlists import read_word_lists


def voices(mention: StoredMention) -> tuple[Voice, ...]:
    """The sources of a mention, nearest to the event first."""
    return tuple(_voice(source) for source in reversed(mention.event.sources))


def _voice(source: Source) -> Voice:
    name = source.name or source.text
    return Voice(_key(source, name), name, source.kind, source.country)


def _key(source: Source, name: str) -> str:
    """Name a voice so that equal voices have equal keys.

    An entity is its id; a media outlet its name, as a publisher is named; a named person the last
    word of the name. Of a body or somebody without a name, the country and the sectors are told:
    "foreign ministry", its spokesman and "officials" of one government are one voice. Where those
    are not known, it is the words but for those of a speaker.
    """
    if source.entity is not None:
        return source.entity
    found = words(name)
    if source.kind == "media":
        return outlet_key(name)
    country = source.country or "?"
    if source.kind == "named" and source.name is not None and found:
        return f"{country} {found[-1]}"
    if source.country is not None and source.sectors:
        return f"{country} {' '.join(sorted(source.sectors))}"
    told = sorted(stems(w for w in found if w not in _spokesmen()))
    return f"{country} {' '.join(told) or 'somebody'}"


@cache
def _spokesmen() -> frozenset[str]:
    lists = read_word_lists(Knowledge())
    return lists.spokesman


@lru_cache(maxsize=10_000)
def outlet_key(publisher: str) -> str:
    """Name an outlet so that it is one voice whether it prints or is quoted."""
    return "outlet " + " ".join(words(publisher))


def first_outlets(group: Iterable[StoredMention]) -> dict[str, str]:
    """The outlet that each text comes from: of its copies in a record, the publisher of the first.

    Where no publisher is known, the text stands for itself.
    """
    found: dict[str, str] = {}
    for mention in in_order(group):
        own = outlet_key(mention.publisher) if mention.publisher else f"text {mention.copy_group}"
        found.setdefault(mention.copy_group, own)
    return found


def rests_on(group: Iterable[StoredMention]) -> dict[str, str]:
    """The voice that each mention of a record rests on, by the mention's id.

    What a text tells in its own voice here and attributes there, it has from the source.
    """
    ordered = in_order(group)
    outlets = first_outlets(ordered)
    attributed: dict[str, str] = {}
    for mention in ordered:
        if mention.event.sources:
            attributed.setdefault(mention.copy_group, voices(mention)[0].key)
    return {
        m.id: voices(m)[0].key
        if m.event.sources
        else attributed.get(m.copy_group, outlets[m.copy_group])
        for m in ordered
    }
