"""The words of counts: numbers, what makes a count of people what it is, words for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.data import Token
from dateline.wordlists import WordLists, read_word_lists

if TYPE_CHECKING:
    from dateline.knowledge import Knowledge


ROLES = frozenset({"killed", "injured", "arrested", "displaced", "hostages", "participants"})
SIDES = frozenset({"object", "subject", "of", "self"})


@dataclass(frozen=True, slots=True)
class Words:
    """The knowledge of this layer."""

    numbers: dict[str, tuple[int, int, str]]
    roles: dict[tuple[str, str, str], str]  # lemma (with particle), pos, side → role
    people: frozenset[str]
    lists: WordLists

    def opens_number(self, word: str) -> bool:
        """Whether a number can begin with a word; most words can be told from their look."""
        return word[0].isdigit() or word in self.numbers or "-" in word

    def role_of_form(self, form: str, side: str) -> str | None:
        """The role of those on a side of a verb, by a form of the verb."""
        found = (self.roles.get((stem, "VERB", side)) for stem in stems(form))
        return next((role for role in found if role), None)

    def done_to(self, token: Token) -> str | None:
        """The role of those to whom a participle says that something is done; the tagger takes
        many for adjectives."""
        role = self.roles.get((token.lemma, "VERB", "object"))
        return role or self.role_of_form(token.text, "object")

    def role_of_noun(self, token: Token) -> str | None:
        """What persons are by their noun alone: "hostages", "prisoners"."""
        if token.lemma == "toll":
            return None
        ways = (("NOUN", "self"), ("ADJ", "self"), ("NOUN", "of"))
        found = (self.roles.get((token.lemma, pos, side)) for pos, side in ways)
        return next((role for role in found if role), None)

    def is_person(self, token: Token) -> bool:
        """Whether a word names a person: by the list, or a nationality, or a number for people."""
        if token.lemma.lower() in self.people or token.upos in ("NUM", "PRON"):
            return True
        return token.upos in ("PROPN", "ADJ", "NOUN") and token.text[:1].isupper()


def read_words(knowledge: Knowledge) -> Words:
    """Read ``numbers.tsv``, ``counts.tsv``, ``words.tsv``, and the persons of ``persons.tsv`` and
    ``roles.tsv``."""
    numbers = {
        row.need("word"): (
            int(row.need("low")),
            int(row.need("high")),
            row.need("kind", {"number", "scale", "vague", "part"}),
        )
        for row in knowledge.rows("en/numbers.tsv")
    }
    roles = {
        (
            row.need("word"),
            row.need("pos", {"VERB", "NOUN", "ADJ"}),
            row.need("side", SIDES),
        ): row.need("role", ROLES)
        for row in knowledge.rows("en/counts.tsv")
    }
    people = {row.need("word") for row in knowledge.rows("en/persons.tsv")}
    people |= {
        row.need("phrase")
        for row in knowledge.rows("en/roles.tsv")
        if row.need("class") in ("office", "person") and " " not in row.need("phrase")
    }
    return Words(numbers, roles, frozenset(people), read_word_lists(knowledge))


def stems(word: str) -> tuple[str, ...]:
    """What a verb's form in -ed or -ing may be made of; the tagger may take it for a noun.

    >>> stems("wounding")
    ('wound', 'wounde', 'woun')
    """
    low = word.lower()
    for ending in ("ing", "ed"):
        if low.endswith(ending):
            stem = low[: -len(ending)]
            return stem, f"{stem}e", stem[:-1]
    return ()
