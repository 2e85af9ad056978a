"""What is known of English about speakers: words of speech, nouns and names that speakers go by."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.data import SourceKind, Token
from dateline.knowledge import Knowledge
from dateline.phrases import Phrases
from dateline.saying.anonymity import Signs, read_signs
from dateline.saying.cues import Cues, read_cues
from dateline.wordlists import WordLists, read_word_lists

KINDS: tuple[SourceKind, ...] = ("named", "anonymous", "institution", "media")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Knowledge of cues, sources and outlets."""

    cues: Cues
    kinds: dict[str, SourceKind]  # head noun → kind
    media: Phrases[str]  # words of a name → country
    lands: Phrases[str]  # words of a state's name or seat → its code
    signs: Signs  # words that say that a source is unnamed, and why
    lists: WordLists
    days: frozenset[str]  # nouns beside a speaker that are no part of his name
    wires: frozenset[str]  # agencies that name themselves in their own reports

    def kind_of(self, noun: Token) -> SourceKind | None:
        """The kind that a head noun makes a source; ``None`` for other words. Some make one as part
        of a name only: "the Bangkok Post", but not "in a post"."""
        return self.kinds.get(noun.text) or self.kinds.get(noun.lemma.lower())


def read_lexicon(knowledge: Knowledge) -> Lexicon:
    """Read cues, kinds of head nouns, names of media and states, and signs of anonymity."""
    lists = read_word_lists(knowledge)
    return Lexicon(
        read_cues(knowledge),
        _read_kinds(knowledge),
        _read_media(knowledge),
        _read_lands(knowledge),
        read_signs(knowledge),
        lists,
        day_names(lists),
        frozenset(row.need("name") for row in knowledge.rows("en/wires.tsv")),
    )


def day_names(lists: WordLists) -> frozenset[str]:
    """Nouns for a day beside a speaker: "Varga Monday said"."""
    return frozenset({*(day.capitalize() for day in lists.weekday), "today"})


def _read_kinds(knowledge: Knowledge) -> dict[str, SourceKind]:
    kinds: dict[str, SourceKind] = {}
    for row in knowledge.rows("en/source_kinds.tsv"):
        word, kind = row.need("word"), row.need("kind", KINDS)
        kinds.setdefault(word, next(k for k in KINDS if k == kind))
    return kinds


def _read_media(knowledge: Knowledge) -> Phrases[str]:
    media: Phrases[str] = Phrases()
    for row in knowledge.rows("en/media.tsv"):
        for name in row.many("names"):
            _add_outlet(media, name, row.need("country"))
    for row in knowledge.rows("en/groups.tsv"):  # names that mean other things too are left out
        if row.need("kind") == "media":
            for name in {row.need("name"), *row.many("names")}.difference(row.many("context")):
                bare = name.removeprefix("The ")
                name = bare if " " in bare else name  # "The Atlantic" is an outlet with "The" only
                _add_outlet(media, name, "|".join(row.many("country")))
    return media


def _add_outlet(media: Phrases[str], name: str, country: str) -> None:
    """Add the spellings of a news outlet; hyphens are tokens of their own."""
    for written in {name, name.replace("Al-", "al-")}:
        media.add(written.split(), country)
        if "-" in written:
            media.add(written.replace("-", " - ").split(), country)


def _read_lands(knowledge: Knowledge) -> Phrases[str]:
    lands: Phrases[str] = Phrases()
    for row in knowledge.rows("en/countries.tsv"):
        for name in (row.need("name"), *row.many("names"), *row.many("seats")):
            lands.add(name.split(), row.need("id"))
    return lands
