"""Whom "I", "we" and "you" mean: who speaks and who is spoken to."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.who.groups import Group, Groups
from dateline.who.whose import Reader

_I = frozenset({"i", "me", "my", "mine", "myself"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_YOU = frozenset({"you", "your", "yours", "yourself"})
PRONOUNS = _I | _WE | _YOU
"""The pronouns of the first and second person."""
_INTERVIEW = 4  # "I" outside quotations from which on a report is taken for an interview


def join_speech(groups: Groups, pronouns: list[int]) -> None:
    """Join the pronouns of who speaks and who is spoken to.

    In a quotation "I" is its speaker; outside of any it is the author or, in an interview, the
    person that the report names most, who is also the "you" of the questions.
    """
    speaking = groups.speaking
    outside = [i for i in pronouns if speaking.quotation_of(i) is None]
    said = sum(groups.reader.lower[i] in _I for i in outside)
    answers = said >= _INTERVIEW
    made: dict[tuple[str, int | None], Group] = {}
    guest = _most_named(groups.all) if answers else None
    if guest is not None:
        made["i", -1] = guest
    for i in pronouns:
        low = groups.reader.lower[i]
        number = speaking.quotation_of(i)
        word = "i" if low in _I else "we" if low in _WE else "you"
        if number is not None:
            if word == "you":
                continue
            speaker = speaking.speakers[number]
            group = None if speaker is None else groups.of.get(speaker)
            if word == "i" and group is not None and not group.plural:
                groups.join(group, i)
                continue
            key = word, (number + 1) * 2 if speaker is None else speaker * 2 + 1
        elif answers and _asks(groups.reader, i):
            key = ("i", -1) if word == "you" else (word, -2)
        elif word == "you":
            continue
        else:
            key = word, -1
        if key not in made:
            group = groups.new("person" if word == "i" else "group", provisional=True)
            speaker = None if number is None else speaking.speakers[number]
            if speaker is not None and word == "we":
                group.speaker = groups.of.get(speaker)
                group.provisional = group.speaker is None
            made[key] = group
        groups.join(made[key], i)


def _most_named(groups: Sequence[Group]) -> Group | None:
    """The person with most mentions, of equals the first."""
    people = [g for g in groups if g.kind == "person" and g.names]
    return max(people, key=lambda g: len(g.heads)) if people else None


def _asks(reader: Reader, i: int) -> bool:
    """Whether a word stands in a paragraph that asks."""
    sents, number = reader.doc.sentences, reader.sentence_of[i]
    text, paragraph = reader.doc.text, sents[number].paragraph
    while number + 1 < len(sents) and sents[number + 1].paragraph == paragraph:
        number += 1
    while number >= 0 and sents[number].paragraph == paragraph:
        if text[sents[number].start : sents[number].end].rstrip("\"”' ").endswith("?"):
            return True
        number -= 1
    return False
