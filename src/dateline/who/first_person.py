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
    speaking, reader = groups.speaking, groups.reader
    outside = [i for i in pronouns if speaking.quotation_of(i) is None]
    answers = sum(reader.lower[i] in _I for i in outside) >= _INTERVIEW
    made: dict[_Voice, Group] = {}
    guest = _most_named(groups.all) if answers else None
    if guest is not None:
        made["i", -1] = guest
    for i in pronouns:
        word = "i" if reader.lower[i] in _I else "we" if reader.lower[i] in _WE else "you"
        number = speaking.quotation_of(i)
        speaker = None if number is None else speaking.speakers[number]
        own = None if speaker is None else groups.of.get(speaker)
        if word == "i" and own is not None and not own.plural:
            groups.join(own, i)
            continue
        voice = _voice(reader, i, word, number, speaker, answers=answers)
        if voice is None:
            continue
        if voice not in made:
            made[voice] = groups.new("person" if word == "i" else "group", provisional=True)
            if word == "we" and speaker is not None:
                made[voice].speaker, made[voice].provisional = own, own is None
        groups.join(made[voice], i)


_Voice = tuple[str, int]
"""The word ("i", "we"), and who says it: -1 for the author or guest, -2 for who asks the guest, odd
numbers for known speakers, even ones for quotations without."""


def _voice(
    reader: Reader, i: int, word: str, number: int | None, speaker: int | None, *, answers: bool
) -> _Voice | None:
    """Whose "i" or "we" a pronoun is; ``None`` for a "you" that may be anybody. ``number``: of the
    quotation that it stands in; ``answers``: the report is an interview."""
    if number is not None:
        if word == "you":
            return None
        return word, (number + 1) * 2 if speaker is None else speaker * 2 + 1
    if answers and _asks(reader, i):
        return ("i", -1) if word == "you" else (word, -2)
    return None if word == "you" else (word, -1)


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
