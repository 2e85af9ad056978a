"""Relations of words to their heads, with what no English tree has put right.

The network scores the relations of each word by itself, and knows the relation to a wrong head no
better than any other. Three classes of such trees are mended: a subject behind a preposition, a
clause at the end of a sentence whose verb hangs on the others as if it were an auxiliary, and a
relative clause behind a comma that hangs on a verb, or as another clause on its noun.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_NEVER_OF_VERBS = frozenset({"aux", "aux:pass", "punct"})
"""Relations that no full verb has."""
_NEEDED = ("root", "ccomp", "nsubj", "nmod", "obl", "case", "acl:relcl")
_MISTAKEN = frozenset({"advcl", "ccomp", "parataxis", "conj", "dep", "xcomp", "acl", "list"})
"""What a relative clause is taken for."""
_WITHIN_NAMES = frozenset({"flat", "compound", "nummod", "amod", "fixed"})
_RELATIVE = frozenset({"which", "who"})
_REACH = 8  # words before a noun among which its preposition stands


class Relations:
    """Decodes relations; knows the labels of a network by their numbers. A network without the
    labels that mending needs (in trials) is taken at its word."""

    def __init__(self, relations: Sequence[str], upos: Sequence[str], xpos: Sequence[str]) -> None:
        self.mends = set(_NEEDED) <= set(relations)
        number = {name: i for i, name in enumerate(relations)}
        self.root, self.clause, self.subject, self.noun, self.oblique, self.case, self.relative = (
            number.get(name, -1) for name in _NEEDED
        )
        self._mistaken = np.array([x in _MISTAKEN for x in relations])
        self._within_names = np.array([x in _WITHIN_NAMES for x in relations])
        self._subjects = np.array([x in _SUBJECTS for x in relations])
        self._never_of_verbs = np.array([x in _NEVER_OF_VERBS for x in relations])
        self._nominal = np.array([x in _NOMINAL for x in upos])
        self._verbs = np.array([x == "VERB" for x in upos])
        self._finite = np.array([x in _FINITE for x in xpos])

    def decode(
        self,
        scores: NDArray[np.float32],
        heads: Numbers,
        words: Sequence[str],
        upos: Numbers,
        xpos: Numbers,
    ) -> Numbers:
        """The relation of each word to its head.

        ``scores``: words × relations; ``heads``: numbers of words, of a root its own, which are
        mended in place; ``upos``, ``xpos``: numbers of the tags.
        """
        relations: Numbers = scores.argmax(1)
        relations[heads == np.arange(len(heads))] = self.root
        if self.mends:
            self._bar_subjects(scores, heads, relations)
            odd = self._never_of_verbs[relations] & self._finite[xpos] & self._verbs[upos]
            for verb in np.flatnonzero(odd).tolist():
                self._hang_last_clause(verb, heads, relations, words, upos)
            for i, word in enumerate(words):
                if word in _RELATIVE and i > 1 and words[i - 1] == ",":
                    self._hang_relative_clause(i, heads, relations, upos)
        return relations

    def _bar_subjects(
        self, scores: NDArray[np.float32], heads: Numbers, relations: Numbers
    ) -> None:
        """Behind a preposition stands no subject: such a word gets the next best relation."""
        cases = np.flatnonzero(relations == self.case)
        cased = np.zeros(len(heads), dtype=bool)
        cased[heads[cases][heads[cases] > cases]] = True
        never = np.flatnonzero(cased & self._subjects[relations])
        relations[never] = np.where(self._subjects, -np.inf, scores[never]).argmax(1)

    def _hang_last_clause(
        self, verb: int, heads: Numbers, relations: Numbers, words: Sequence[str], upos: Numbers
    ) -> None:
        """Make a verb the root where a subject of its own stands between the last comma and it: "A
        is to meet B, a source close to B said"."""
        root = verb
        while heads[root] != root:
            root = int(heads[root])
        comma = next((i for i in range(verb - 1, root, -1) if words[i] == ","), root)
        loose = [
            i for i in range(comma + 1, verb)
            if self._nominal[upos[i]] and (heads[i] <= comma or heads[i] >= verb)
        ]  # fmt: skip
        subject = next((i for i in loose if not self._has_case(i, heads, relations)), None)
        if subject is None or root == comma:
            return
        for i in loose:
            heads[i], relations[i] = (subject, self.noun) if i > subject else (verb, self.oblique)
        heads[subject], relations[subject] = verb, self.subject
        heads[root], relations[root] = verb, self.clause
        heads[verb], relations[verb] = verb, self.root

    def _hang_relative_clause(
        self, pronoun: int, heads: Numbers, relations: Numbers, upos: Numbers
    ) -> None:
        """Make a clause that of the noun before the comma: "Cuba, which did not pay, left"."""
        verb = int(heads[pronoun])
        if not (
            verb > pronoun
            and self._subjects[relations[pronoun]]
            and self._mistaken[relations[verb]]
        ):
            return
        if heads[verb] < pronoun and self._nominal[upos[heads[verb]]]:
            relations[verb] = self.relative
            return
        noun = pronoun - 2
        while self._within_names[relations[noun]] and heads[noun] < pronoun:
            noun = int(heads[noun])
        above = noun
        while above not in (verb, heads[above]):
            above = int(heads[above])
        if self._nominal[upos[noun]] and above != verb:  # else the noun hangs on the clause
            heads[verb], relations[verb] = noun, self.relative

    def _has_case(self, word: int, heads: Numbers, relations: Numbers) -> bool:
        """Whether a preposition hangs on a word."""
        before = slice(max(0, word - _REACH), word)
        return bool(((heads[before] == word) & (relations[before] == self.case)).any())
