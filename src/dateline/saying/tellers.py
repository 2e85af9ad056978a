"""Who tells what a cue tells, by the tree: the source of an attribution, and how it was found.

    Nasser said ...                        subject
    Nasser spoke and said ...              shared, of the verb above
    it was said by Nasser ...              agent
    Nasser's claim that ...                poss

A source is a sequence of tokens, empty where nobody is told to say it.
"""

from __future__ import annotations

from dateline.saying.trees import Trees

Teller = tuple[tuple[int, ...], str]
"""The tokens of a source, and how it was found."""
NOBODY: Teller = ((), "none")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
"""Parts of speech of who says something."""
OWNED = frozenset({"'s", "’s"})
_HIGHEST = 6
"""Verbs, with the first, up to which a subject is shared."""
_SHARING = frozenset({"conj", "xcomp", "advcl"})
"""Relations in which a verb shares the subject of the one that it hangs on."""
_OPEN_ENDED = frozenset({"advcl", "xcomp", "conj", "dep"})
_APART = frozenset({"cop", "aux", "mark", "parataxis", "acl", "conj", "cc"})
"""Relations of what is no part of a noun phrase that a clause is taken out of."""


class Tellers:
    """The tellers of one document."""

    def __init__(self, trees: Trees) -> None:
        self.trees, self.tokens = trees, trees.tokens
        self.below, self.relations = trees.below, trees.relations

    # --- of a cue -------------------------------------------------------------------------------

    def of_verb(self, i: int, *, passive: bool) -> Teller:
        """The subject of a verb or predicate: its own, or the one it shares."""
        if passive:
            agent, by = self.agent(i)
            if agent:
                return agent, by
        at = i
        for _ in range(_HIGHEST):
            subject = self.subject(at)
            if subject is not None:
                if at == i and self.tokens[subject].deprel.endswith(":pass"):
                    return self.agent(i)
                teller = self.phrase(subject)
                if at != i and self._is_told(i, teller):
                    break
                return teller, "subject" if at == i else "shared"
            above = self._above(at, own=at == i)
            if above is not None:
                return above
            if self.relations[at] not in _SHARING:
                break
            at = self.tokens[at].head
        return self._of_sentence(i)

    def _above(self, i: int, *, own: bool) -> Teller | None:
        """The source of a verb without a subject, as the word tells that it hangs on: "the envoy
        saying so", "asked the envoy to say"; ``own``: whether it is the cue itself."""
        relation, head = self.relations[i], self.tokens[i].head
        if head == i:
            return None
        if relation == "acl":
            passive = self.tokens[i].xpos == "VBN"
            return NOBODY if passive else (self.phrase(head, without=i), "acl")
        if relation in ("ccomp", "parataxis") and own:
            lent = self._lent_subject(i)
            return None if lent is None else (self.phrase(lent), "subject")
        if relation == "xcomp":
            objects = (j for j in self.below[head] if self.relations[j] in ("obj", "iobj"))
            first = next(objects, None)
            return None if first is None else (self.phrase(first), "controlled")
        return None

    def _is_told(self, i: int, teller: tuple[int, ...]) -> bool:
        """Whether a shared subject is that of what is told: "Ito said, adding that Lund will send
        troops", where the tree hangs "adding" on "send"."""
        return teller[:1] == (i + 2,) and self.tokens[i + 1].text.lower() == "that"

    def _of_sentence(self, i: int) -> Teller:
        """The subject of the sentence, for a participle that shares none: "..., saying that"."""
        if self.relations[i] in _OPEN_ENDED and self.tokens[i].xpos == "VBG":
            sent = self.trees.sentence_at(i)
            for k in range(sent.start_token, sent.end_token):
                subject = self.subject(k) if self.relations[k] == "root" else None
                if subject is not None:
                    return self.phrase(subject), "root"
        return NOBODY

    def of_noun(self, i: int) -> Teller:
        """Whose a claim is: "Baku's claim", "a claim by Baku", "made claims"."""
        return self._owner(i) or self._attached(i) or self._of_predicate(i)

    def _owner(self, i: int) -> Teller | None:
        for j in self.below[i]:
            if self.tokens[j].deprel == "nmod:poss":
                tree = self.trees.subtree(j)
                return tuple(k for k in tree if self.relations[k] != "case"), "poss"
        return None

    def _attached(self, i: int) -> Teller | None:
        """Who stands beside a noun: "claims by Baku", "a Pentagon claim"."""
        tokens = self.tokens
        for word in ("by", "from"):
            for j in self.below[i]:
                case = self.trees.case(j)
                if self.relations[j] == "nmod" and case is not None and tokens[case].lemma == word:
                    return tuple(self.trees.without(j, case)), word
        for j in self.below[i]:
            if self.relations[j] in ("compound", "amod") and (
                tokens[j].upos == "PROPN" or tokens[j].text[:1].isupper()
            ):
                return (j,), "compound"
        return None

    def _of_predicate(self, i: int) -> Teller:
        """The subject that a noun is said of, or of the verb whose object it is."""
        tokens, head, lists = self.tokens, self.tokens[i].head, self.trees.lists
        subject = self.subject(i) if self.trees.has(i, "cop") else None
        if subject is not None:
            return self.phrase(subject), "copula"
        light = self.relations[i] == "obj" or (
            self.relations[i] == "obl" and tokens[head].lemma in lists.light_claim
        )
        if head != i and tokens[head].upos == "VERB" and light:
            source, _ = self.of_verb(head, passive=False)
            return source, "light" if source else "none"
        return NOBODY

    # --- subjects -------------------------------------------------------------------------------

    def subject(self, i: int) -> int | None:
        """The subject of a verb; the last where the tree gives it several, days aside, but for
        one that belongs to what is said: "Nasser said the canal was shut"; and one behind a
        preposition: "a source quoted by state media answered"."""
        found = None
        for j in self.below[i]:
            token = self.tokens[j]
            if (
                self.relations[j] == "nsubj"
                and token.deprel != "nsubj:outer"
                and token.text not in self.trees.days
                and not (found is not None and found < i < j and self._is_lent(j, i))
                and (found is None or self.trees.case(j) is None)
            ):
                found = j
        return found

    def _lent_subject(self, i: int) -> int | None:
        """The subject that the tree gives to the verb above, which has one of its own behind:
        "Nasser said the canal was shut, the agency reported"."""
        head = self.tokens[i].head
        subjects = [j for j in self.below[head] if self.relations[j] == "nsubj"]
        if len(subjects) > 1 and subjects[0] < i < head and subjects[-1] > i:
            return max(j for j in subjects if j < i)
        return None

    def lent_to(self, i: int) -> int | None:
        """The subject of the clause that a verb governs, where the tree gives it to the verb."""
        own = self.subject(i)
        if own is None or own > i:
            return None
        others = [j for j in self.below[i] if self.relations[j] == "nsubj" and j > i]
        return others[0] if others and self._is_lent(others[0], i) else None

    def _is_lent(self, subject: int, verb: int) -> bool:
        """Whether the tree gives a verb the subject of the clause behind, which has none."""
        return any(
            self.relations[j] == "ccomp"
            and j > subject
            and not any(self.relations[k] in ("nsubj", "csubj") for k in self.below[j])
            for j in self.below[verb]
        )

    def agent(self, i: int) -> Teller:
        """By whom something is said."""
        for j in self.below[i]:
            if self.relations[j] == "obl":
                case = self.trees.case(j)
                if case is not None and self.tokens[case].lemma == "by":
                    return tuple(k for k in self.phrase(j) if k != case), "agent"
        return NOBODY

    # --- phrases --------------------------------------------------------------------------------

    def phrase(self, i: int, without: int | None = None) -> tuple[int, ...]:
        """A noun phrase, without a leading preposition, trailing punctuation, or ``without``."""
        subtree = self.trees.subtree
        left_out = set(subtree(without)) if without is not None else set()
        apart = {"parataxis"} if without is None else _APART
        for j in self.below[i]:
            # ", the agency reported", hung on the wrong word, is left out as well
            if self.relations[j] in apart or (j > i and self._is_telling(j)):
                left_out.update(subtree(j))
        phrase = [k for k in subtree(i) if k not in left_out]
        case = self.trees.case(i)
        if case is not None and phrase and phrase[0] == case:
            phrase = phrase[1:]
        return tuple(self.trees.without_day(self.trees.trimmed(phrase)))

    def _is_telling(self, i: int) -> bool:
        """Whether a clause with its own subject tells of speech, and ends with that."""
        for k in self.trees.subtree(i):
            if self.tokens[k].upos == "VERB" and self.trees.kind(k) in ("say", "report"):
                subject = self.subject(k)
                return subject is not None and self.tokens[subject].xpos not in ("WP", "WDT")
        return False

    def first_phrase(self, span: range) -> tuple[int, ...]:
        """The leading noun phrase of a stretch of words, as far as words of noun phrases go."""
        tokens, days = self.tokens, self.trees.days
        end = span.start
        while end < span.stop and (tokens[end].upos in NOMINAL or tokens[end].text in OWNED):
            end += 1
        while end > span.start and (
            tokens[end - 1].upos in ("ADV", "ADP", "DET", "CCONJ") or tokens[end - 1].text in days
        ):
            end -= 1
        return tuple(range(span.start, end))
