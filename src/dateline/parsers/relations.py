"""Relations of words to their heads, with what no English tree has put right.

The network scores the relations of each word by itself, and knows the relation to a wrong head no
better than any other. Eight classes of such trees are mended: a subject behind a preposition, two
subjects of one verb that are a title and a name or joined by "and" ("envoy Ana Lima said"), an
owner that is no possessive ("Peru's allies") or hangs beside what is owned, an apposition that a
hyphen joins, those between whom something is hung on a verb, who said it at the end of a sentence
hung on what was said, a relative clause behind a comma that hangs on a verb, or as another clause
on its noun, and what somebody said after something had happened taken for what was said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from dateline.syntax import POSSESSIVE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dateline.wordlists import WordLists

    Numbers = NDArray[np.int64]

_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_NEVER_OF_VERBS = frozenset({"aux", "aux:pass", "punct"})
"""Relations that no full verb has."""
_NEEDED = ("root", "ccomp", "nsubj", "nmod", "obl", "case", "acl:relcl", "obj",
           "nmod:poss", "appos", "flat")  # fmt: skip
_JOINING = ("conj", "cc", "compound", "nmod:desc")
_MISTAKEN = frozenset({"advcl", "ccomp", "parataxis", "conj", "dep", "xcomp", "acl", "list"})
"""What a relative clause is taken for."""
_WITHIN_NAMES = frozenset({"flat", "compound", "nummod", "amod", "fixed"})
_RELATIVE = frozenset({"which", "who"})
_LOWER = frozenset({"advcl", "xcomp", "acl", "acl:relcl", "dep", "obl"})
"""Relations to what stands before that no clause has whose verb ends the sentence and follows its
own subject: it tells who said the rest."""
_ENDS = frozenset({",", ".", ";", ":", "!", "?", '"', "”"})
_APART = _ENDS | {"the", "a", "an", "and", "or"}
"""Words that do not stand between a title and its name."""
_REACH = 8  # words before a noun among which its preposition stands


class Relations:
    """Decodes relations; knows the labels of a network by their numbers. A network without the
    labels that mending needs (in trials) is taken at its word."""

    def __init__(
        self,
        relations: Sequence[str],
        upos: Sequence[str],
        xpos: Sequence[str],
        lists: WordLists,
    ) -> None:
        self.lists = lists
        self.mends = set(_NEEDED) <= set(relations)
        number = {name: i for i, name in enumerate(relations)}
        (
            self.root, self.clause, self.subject, self.noun, self.oblique, self.case, self.relative,
            self.object, self.owner, self.apposition, self.flat,
        ) = (number.get(name, -1) for name in _NEEDED)  # fmt: skip
        self.conjunct, self.coordination, self.compound, self.description = (
            number.get(name, -1) for name in _JOINING
        )
        self.modifying, self.adverbial = (number.get(name, -1) for name in ("acl", "advcl"))
        self.mark = number.get("mark", -1)
        self._participles = np.array([x == "VBG" for x in xpos])
        self._mistaken = np.array([x in _MISTAKEN for x in relations])
        self._within_names = np.array([x in _WITHIN_NAMES for x in relations])
        self._subjects = np.array([x in _SUBJECTS for x in relations])
        self._never_of_verbs = np.array([x in _NEVER_OF_VERBS for x in relations])
        self._nominal = np.array([x in _NOMINAL for x in upos])
        self._lower = np.array([x in _LOWER for x in relations])
        self._hyphens = np.array([x == "HYPH" for x in xpos])
        self._common = np.array([x == "NOUN" for x in upos])
        self._proper = np.array([x == "PROPN" for x in upos])
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
            last = self._lower[relations] & self._finite[xpos] & self._verbs[upos]
            closing = [v for v in np.flatnonzero(last).tolist() if self._closes(v, heads, words)]
            for verb in (*np.flatnonzero(odd).tolist(), *closing):
                self._hang_last_clause(verb, heads, relations, words, upos)
            self._bar_appositions(heads, relations, xpos)
            self._join_appositions(heads, relations, words, upos)
            for i, word in enumerate(words):
                if word in _RELATIVE and i > 1 and words[i - 1] == ",":
                    self._hang_relative_clause(i, heads, relations, words, upos, xpos)
                elif word == "," and self.adverbial >= 0:
                    self._hang_participle(i + 1, heads, relations, upos, xpos)
                elif word == "between" and relations[i] == self.case:
                    self._hang_between(i, heads, relations, upos)
                elif word in POSSESSIVE and relations[i] == self.case and heads[i] < i:
                    self._hang_owner(int(heads[i]), i, heads, relations, upos)
            if self.description >= 0:
                self._join_subjects(heads, relations, words, upos)
            self._bar_complements(heads, relations, words)
        return relations

    def _bar_complements(self, heads: Numbers, relations: Numbers, words: Sequence[str]) -> None:
        """What a conjunction of time or cause opens is not said, but when or why it is: "Lund said
        after troops had attacked". Of 1,581 such clauses in the treebanks two are complements."""
        for mark in np.flatnonzero(relations == self.mark).tolist() if self.adverbial >= 0 else ():
            verb = heads[mark]
            if relations[verb] == self.clause and words[mark].lower() in self.lists.circumstance:
                relations[verb] = self.adverbial

    def _join_appositions(
        self, heads: Numbers, relations: Numbers, words: Sequence[str], upos: Numbers
    ) -> None:
        """What "and" joins to a name behind its apposition, between the same commas, is said of the
        name as well: "Ito, a lawyer and opposition leader, said"."""
        described: dict[int, int] = {}
        for word in np.flatnonzero(
            (relations == self.apposition) | (relations == self.conjunct)
        ).tolist():
            name = int(heads[word])
            if relations[word] == self.apposition:
                if name < word:
                    described[name] = word
                continue
            first = described.get(name, word)
            if (
                first < word
                and self._common[upos[word]]
                and self._proper[upos[name]]
                and "," not in words[first:word]
                and words[word + 1 : word + 2] == [","]
            ):
                heads[word] = first

    def _hang_participle(
        self, verb: int, heads: Numbers, relations: Numbers, upos: Numbers, xpos: Numbers
    ) -> None:
        """A participle behind a comma tells what the subject of the clause does, and not what its
        last noun does, unless that is the subject: "met the rebels, accusing Oslo"."""
        if verb >= len(heads) or not self._participles[xpos[verb]]:
            return
        at = int(heads[verb])
        if relations[verb] != self.modifying or at >= verb:
            return
        while not self._verbs[upos[at]]:
            if self._subjects[relations[at]] or heads[at] == at:
                return
            at = int(heads[at])
        heads[verb], relations[verb] = at, self.adverbial

    def _hang_owner(
        self, owner: int, mark: int, heads: Numbers, relations: Numbers, upos: Numbers
    ) -> None:
        """An owner hangs on what is owned: on the noun behind the mark, with what stands between
        them, where both hang on one word ("demanded Ito's immediate release")."""
        if relations[owner] == self.noun:
            relations[owner] = self.owner
        elif not self._nominal[upos[heads[owner]]]:
            owned = mark + 1
            while owned < len(heads) and owned < heads[owned] <= mark + _REACH:
                owned = int(heads[owned])
            if owned < len(heads) and heads[owned] == heads[owner] and self._nominal[upos[owned]]:
                heads[owner], relations[owner] = owned, self.owner

    def _bar_subjects(
        self, scores: NDArray[np.float32], heads: Numbers, relations: Numbers
    ) -> None:
        """Behind a preposition stands no subject: such a word gets the next best relation."""
        cases = np.flatnonzero(relations == self.case)
        cased = np.zeros(len(heads), dtype=bool)
        cased[heads[cases][heads[cases] > cases]] = True
        never = np.flatnonzero(cased & self._subjects[relations])
        relations[never] = np.where(self._subjects, -np.inf, scores[never]).argmax(1)

    def _join_subjects(
        self, heads: Numbers, relations: Numbers, words: Sequence[str], upos: Numbers
    ) -> None:
        """A verb has one subject: of two the first is the title or the beginning of the name of the
        second ("envoy Ana Lima said", "Secretary of State Ana Lima said") or its owner, or half of
        its title, or "and" joins them, or the second stands between commas ("the envoy, Ana Lima,
        said").
        """
        last: dict[int, int] = {}
        for word in np.flatnonzero(self._subjects[relations]).tolist():
            verb = int(heads[word])
            first = last.get(verb)
            last[verb] = word
            if first is None or first < verb < word or not self._nominal[upos[first]]:
                continue
            between = range(first + 1, word)
            if any(
                heads[i] == word and relations[i] == self.coordination for i in between
            ) and not any(self._verbs[upos[i]] for i in between):
                heads[word], relations[word], last[verb] = first, self.conjunct, first
            elif word - first > 1 and words[first + 1] in POSSESSIVE:
                heads[first], relations[first] = word, self.owner
            elif (title := self._office(first, word, heads, relations, words, upos)) > 0:
                halves = [i for i in between if heads[i] == first and relations[i] == self.conjunct]
                for half in (first, *halves):
                    heads[half], relations[half] = title, self.compound
            elif self._is_title(first, word, heads, words, upos):
                names = self._common[upos[first]] and self._proper[upos[word]]
                heads[first] = word
                relations[first] = self.description if names else self.compound
            elif first < word < verb and self._is_aside(word, verb, heads, words):
                heads[word], relations[word], last[verb] = first, self.apposition, first

    def _office(
        self, first: int, word: int, heads: Numbers, relations: Numbers, words: Sequence[str],
        upos: Numbers,
    ) -> int:  # fmt: skip
        """The title before a name of which a noun is the first half: "Trade and Industry Secretary
        Ana Lima"; -1 for none."""
        title = word - 1
        if (
            title - first < 2
            or words[first + 1] not in ("and", "&")
            or heads[title] != word
            or relations[title] != self.description
        ):
            return -1
        inside = range(first + 1, title)
        nouns = all(first <= heads[i] <= word and not self._verbs[upos[i]] for i in inside)
        return title if nouns and _APART.isdisjoint(words[first + 2 : title]) else -1

    def _is_title(
        self, first: int, word: int, heads: Numbers, words: Sequence[str], upos: Numbers
    ) -> bool:
        """Whether a noun stands before another without anything between but what hangs on it."""
        nouns = self._common[upos[first]] or self._proper[upos[first]]
        if not nouns or words[word].lower() in self.lists.weekday:
            return False
        if word - first == 1:
            return bool(self._common[upos[word]] or self._proper[upos[word]])
        inside = range(first + 1, word)
        return bool(self._proper[upos[word]]) and all(
            first <= heads[i] <= word and words[i].lower() not in _APART for i in inside
        )

    def _is_aside(self, word: int, verb: int, heads: Numbers, words: Sequence[str]) -> bool:
        """Whether a word with all that stands before it in its phrase is set between commas, the
        second right before the verb or what helps it."""
        begin = word
        while begin and begin - 1 <= heads[begin - 1] <= word and words[begin - 1] != ",":
            begin -= 1
        comma = next((i for i in range(word + 1, verb) if words[i] == ","), -1)
        return (
            words[begin - 1] == ","
            and comma > 0
            and all(heads[i] == verb for i in range(comma + 1, verb))
        )

    def _hang_between(self, case: int, heads: Numbers, relations: Numbers, upos: Numbers) -> None:
        """Hang those "between" whom something is on the noun before: "talks between men began"."""
        noun, parties = case - 1, int(heads[case])
        if (
            noun >= 0
            and parties > case
            and self._common[upos[noun]]
            and relations[parties] == self.oblique
            and self._verbs[upos[heads[parties]]]
        ):
            verb, heads[parties] = heads[parties], noun
            if self._hangs(noun, heads):
                relations[parties] = self.noun
            else:  # the noun hangs on them
                heads[parties] = verb

    def _closes(self, verb: int, heads: Numbers, words: Sequence[str]) -> bool:
        """Whether a verb is the last word of its sentence, and all that hangs on it stands between
        the last comma and it, without a word that subordinates it."""
        if heads[verb] > verb or verb + 1 >= len(words) or words[verb + 1] != ".":
            return False
        comma = next((i for i in range(verb - 1, heads[verb], -1) if words[i] == ","), -1)
        below = np.flatnonzero(heads[:verb] == verb)
        return (
            comma > 0
            and bool(len(below))
            and int(below.min()) >= comma
            and not any(words[i].lower() in self.lists.clause_word for i in range(comma + 1, verb))
        )

    def _bar_appositions(self, heads: Numbers, relations: Numbers, xpos: Numbers) -> None:
        """What a hyphen joins to a word is a part of it: "secretary-general" is no general."""
        words = np.flatnonzero(relations == self.apposition)
        joined = words[(words > 1) & self._hyphens[xpos[words - 1]] & (heads[words] == words - 2)]
        relations[joined] = self.flat

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
        self, pronoun: int, heads: Numbers, relations: Numbers, words: Sequence[str],
        upos: Numbers, xpos: Numbers,
    ) -> None:  # fmt: skip
        """Make a clause that of the noun before the comma, and keep what stands between two commas
        apart from the sentence around it: "Cuba, which has few friends, left"."""
        verb, noun = int(heads[pronoun]), pronoun - 2
        if verb < pronoun or not self._subjects[relations[pronoun]]:
            return
        while self._within_names[relations[noun]] and heads[noun] < pronoun:
            noun = int(heads[noun])
        tree = heads.copy(), relations.copy()
        behind = self._verb_behind(verb, heads, words, upos, xpos)
        if behind is not None:
            self._keep_apart(range(pronoun, behind[0]), noun, verb, behind[1], tree)
        if heads[verb] < pronoun and self._nominal[upos[heads[verb]]]:
            if self._mistaken[relations[verb]]:
                tree[1][verb] = self.relative
        elif self._nominal[upos[noun]]:
            tree[0][verb], tree[1][verb] = noun, self.relative
        changed = (noun, verb, behind[1] if behind else verb)
        if _roots(tree[0]) == _roots(heads) and all(self._hangs(i, tree[0]) for i in changed):
            heads[:], relations[:] = tree

    def _keep_apart(
        self, inside: range, noun: int, verb: int, main: int, tree: tuple[Numbers, Numbers]
    ) -> None:
        """Hang the words of a clause between commas on its verb, the verb behind them where the
        sentence hung on one of these, and on it the noun before them."""
        heads, relations = tree
        way = [main]
        while heads[way[-1]] != way[-1]:
            way.append(int(heads[way[-1]]))
        caught = [i for i in way if i in inside or i == noun]
        if caught:
            top = caught[-1]
            root = heads[top] == top
            heads[main], relations[main] = (main if root else heads[top]), relations[top]
        if caught or heads[noun] in inside:
            heads[noun], relations[noun] = main, self.subject
        for i in inside:
            if i != verb and (heads[i] not in inside or heads[i] == i):
                heads[i] = verb
                if self._subjects[relations[i]] or relations[i] == self.noun:
                    cased = self._has_case(i, heads, relations)
                    relations[i] = self.oblique if cased else self.object

    def _verb_behind(
        self, verb: int, heads: Numbers, words: Sequence[str], upos: Numbers, xpos: Numbers
    ) -> tuple[int, int] | None:
        """The comma behind a verb and the next verb, where this follows the comma."""
        comma = next((i for i in range(verb + 1, len(words)) if words[i] in _ENDS), len(words))
        if comma + 1 >= len(words) or words[comma] != "," or not self._finite[xpos[comma + 1]]:
            return None
        main = comma + 1
        if not self._verbs[upos[main]]:  # an auxiliary
            main = int(heads[main])
        return (comma, main) if main > comma and self._verbs[upos[main]] else None

    def _hangs(self, word: int, heads: Numbers) -> bool:
        """Whether a word hangs on a root, and not on itself."""
        for _ in range(len(heads)):
            if heads[word] == word:
                return True
            word = int(heads[word])
        return False

    def _has_case(self, word: int, heads: Numbers, relations: Numbers) -> bool:
        """Whether a preposition hangs on a word."""
        before = slice(max(0, word - _REACH), word)
        return bool(((heads[before] == word) & (relations[before] == self.case)).any())


def _roots(heads: Numbers) -> int:
    return int((heads == np.arange(len(heads))).sum())
