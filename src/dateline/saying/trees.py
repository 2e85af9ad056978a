"""The words of a report as those ask for them who read who says what: trees, cues, quotations."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.data import Document, Sentence
from dateline.saying.cues import Cues
from dateline.saying.lexicon import day_names
from dateline.saying.quotations import find_quotations
from dateline.syntax import Range, index_of, subtree
from dateline.wordlists import WordLists

_TRIM = frozenset({",", ";", ":", "–", "—", "-", ".", "--"})


class Trees:
    """The trees of one document, with its cues and its quotations."""

    def __init__(self, doc: Document, cues: Cues, lists: WordLists) -> None:
        self.doc, self.tokens, self.cues = doc, doc.tokens, cues
        self.lists, self.days = lists, day_names(lists)
        known = index_of(doc)
        self.below, self.relations, self.upos = known.below, known.relations, known.upos
        self.sentence_of, self.range_of = known.sentence_of, known.range_of
        self._subtrees: dict[int, list[int]] = {}
        self.quotations = find_quotations(doc.text)
        self.quote_of = self._quotes_of_tokens()
        self.keys = self._lemmas_with_particles(known.lemmas)

    def _quotes_of_tokens(self) -> list[int]:
        """The number of the quotation each token stands in; -1 outside."""
        numbers = [-1] * len(self.tokens)
        for number, quotation in enumerate(self.quotations):
            first, last = self.range_of(quotation.start, quotation.end)
            for i in range(first, last):
                numbers[i] = number
        return numbers

    def _lemmas_with_particles(self, lemmas: Sequence[str]) -> list[str]:
        """The lemma of each word in lower case, with its (first) particle."""
        keys = list(lemmas)
        for j in range(len(keys) - 1, -1, -1):
            token = self.tokens[j]
            if token.deprel == "compound:prt" and token.head != j:
                keys[token.head] = f"{self.tokens[token.head].lemma} {token.lemma}".lower()
        return keys

    # --- where words stand ----------------------------------------------------------------------

    def sentence_at(self, i: int) -> Sentence:
        """The sentence of a token."""
        return self.doc.sentences[self.sentence_of[i]]

    def between_semicolons(self, i: int) -> Range:
        """The part of a sentence that a word stands in, as semicolons outside quotations cut it."""
        sent = self.sentence_at(i)
        first, last = sent.start_token, sent.end_token
        cuts = [
            k for k in range(first, last) if self.tokens[k].text == ";" and self.quote_of[k] < 0
        ]
        first = max((k + 1 for k in cuts if k < i), default=first)
        return first, min((k for k in cuts if k > i), default=last)

    def is_mark(self, i: int) -> bool:
        """Whether a token is a mark that stands between parts of a sentence, or at its end."""
        return self.tokens[i].text in _TRIM

    def trimmed(self, indices: Sequence[int]) -> list[int]:
        """Without punctuation at the edges, quotation marks aside."""
        first, last = 0, len(indices)
        while first < last and self.is_mark(indices[first]):
            first += 1
        while first < last and self.is_mark(indices[last - 1]):
            last -= 1
        return list(indices[first:last])

    def without_day(self, indices: list[int]) -> list[int]:
        """Without a day at the end: "the minister Friday said"."""
        if len(indices) > 1 and self.tokens[indices[-1]].text in self.days:
            cut = 2 if self.tokens[indices[-2]].lemma == "on" else 1
            return indices[:-cut] or indices
        return indices

    # --- how they hang together -----------------------------------------------------------------

    def subtree(self, i: int) -> list[int]:
        """A token and everything under it, in text order; not to be changed."""
        found = self._subtrees.get(i)
        if found is None:
            found = self._subtrees[i] = subtree(self.below, i)
        return found

    def without(self, i: int, *others: int | None) -> list[int]:
        """What stands under a token, but for other tokens themselves."""
        return [k for k in self.subtree(i) if k not in others]

    def all_but(self, i: int) -> list[int]:
        """What hangs on the head of a word, without the word and what hangs on it."""
        own = set(self.subtree(i))
        return [k for k in self.subtree(self.tokens[i].head) if k not in own]

    def by_relation(self, i: int) -> dict[str, list[int]]:
        """What hangs on a word, by relation."""
        found: dict[str, list[int]] = {}
        for j in self.below[i]:
            found.setdefault(self.relations[j], []).append(j)
        return found

    def has(self, i: int, relation: str) -> bool:
        """Whether something hangs on a word by a relation."""
        return any(self.relations[j] == relation for j in self.below[i])

    def case(self, i: int) -> int | None:
        """The preposition of a word."""
        return next((j for j in self.below[i] if self.relations[j] == "case"), None)

    def mark(self, i: int) -> str | None:
        """The lemma of the conjunction before a clause."""
        for j in self.below[i]:
            if self.relations[j] == "mark" and j < i:
                return self.tokens[j].lemma
        return None

    def described(self, i: int) -> int:
        """The name that a word only describes, if it does: "aide" in "aide Sergei Prikhodko"."""
        while self.tokens[i].deprel == "nmod:desc":
            i = self.tokens[i].head
        return i

    # --- cues -----------------------------------------------------------------------------------

    def kind(self, i: int, pos: str | None = None) -> str | None:
        """The class of a word as a cue, read as a part of speech, else as its own; ``None`` where
        it is no cue."""
        return self.cues.get((self.keys[i], pos or self.tokens[i].upos))

    def cue_tokens(self, i: int) -> tuple[int, ...]:
        """The cue with its auxiliaries, negation and particle; "according" with its "to"."""
        words = [i]
        after = i + 1 < len(self.tokens) and self.tokens[i + 1].text.lower()
        if self.tokens[i].text.lower() == "according" and after == "to":
            words.append(i + 1)
        for j in self.below[i]:
            relation = self.relations[j]
            if (
                relation in ("aux", "cop")
                or self.tokens[j].deprel == "compound:prt"
                or (relation == "advmod" and self.tokens[j].lemma in ("not", "never"))
            ):
                words.append(j)
        return tuple(sorted(words))
