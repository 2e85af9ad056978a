"""Readings of a word as a cue by the tree: what hangs on it, and what it hangs on."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.saying.by_order import ByOrder
from dateline.saying.candidate import LIKELY, Candidate, Maker
from dateline.saying.said import Said
from dateline.saying.tellers import Tellers
from dateline.saying.trees import Trees

Below = dict[str, list[int]]
"""What hangs on a word, by relation."""


class ByTree:
    """Reads the trees of one document; of verbs, the order of words too."""

    def __init__(
        self, trees: Trees, tellers: Tellers, order: ByOrder, said: Said | None = None
    ) -> None:
        self.trees, self.tellers, self.order, self.said = trees, tellers, order, said
        self.doc, self.tokens = trees.doc, trees.tokens
        self.below, self.relations, self.quote_of = trees.below, trees.relations, trees.quote_of

    def _is_cue(self, i: int, pos: str) -> bool:
        """Whether a word can be a cue: a known one, or one that the network takes for one."""
        if self.said is not None and self.said.cue[i] >= LIKELY:
            return True
        return self.trees.kind(i, pos) is not None

    # --- verbs ----------------------------------------------------------------------------------

    def of_verb(self, i: int) -> Iterator[Candidate]:
        """Readings of a verb as a cue, from what hangs on it and what it hangs on."""
        deps = self.trees.by_relation(i)
        known = self._is_cue(i, "VERB")
        passive = any(self.tokens[j].deprel in ("nsubj:pass", "aux:pass") for j in self.below[i])
        source, by = self.tellers.of_verb(i, passive=passive)
        make = Maker(self.trees, i, self.trees.cue_tokens(i), source, by)
        yield from self._clauses(i, make, deps)
        if known:
            yield from self.order.of_verb(i, make)
            yield from self.order.quoted_as_saying(i)
        yield from self._infinitives(i, make, deps, raises=known and not source, passive=passive)
        yield from self._beside(i, make, deps, known=known)
        if known:
            yield from self._objects(make, deps)
            if passive:
                yield from self._passive_subjects(i, make, deps)
            yield from self._adverbials(i, make, deps)
        yield from self._by_quote(i, make)

    def _clauses(self, i: int, make: Maker, deps: Below) -> Iterator[Candidate]:
        """Read "said that the road was cut"."""
        lent = self.tellers.lent_to(i) if len(deps.get("nsubj", ())) > 1 else None
        for j in deps.get("ccomp", ()):
            tree = self.trees.subtree(j)
            if lent is not None and lent < j:
                tree = sorted([*tree, *self.trees.subtree(lent)])
            yield from make("ccomp", tree)

    def _infinitives(
        self, i: int, make: Maker, deps: Below, *, raises: bool, passive: bool
    ) -> Iterator[Candidate]:
        """Read "promised to leave", "asked them to leave", and "they are said to have left", whose
        content has the subject of the cue (``raises``: as a verb does that has no teller)."""
        subtree = self.trees.subtree
        obj = deps.get("obj", ())
        subject = next((k for k in self.below[i] if self.relations[k] == "nsubj"), None)
        for j in deps.get("xcomp", ()):
            tree = subtree(j)
            raised = sorted((subtree(subject) if subject is not None else []) + tree)
            if passive or raises:
                yield from make.of(*self.tellers.agent(i))("raised", raised)
                if not passive:
                    continue
            if not passive and self.trees.keys[i] in ("seem", "appear"):
                yield from make.of((), "none")("raised", raised)
            yield from make("xcomp", tree)
            if obj:
                yield from make("obj+xcomp", sorted(subtree(obj[0]) + tree))

    def _beside(self, i: int, make: Maker, deps: Below, *, known: bool) -> Iterator[Candidate]:
        """Read "The road, he said, was cut", "As he said, ..." and "He said: ..."."""
        relation = self.relations[i]
        if relation == "parataxis" and not deps.get("ccomp"):
            yield from make("parataxis", self.trees.all_but(i))
        if known and relation == "advcl" and self.trees.mark(i) == "as":
            yield from make("as", self.trees.all_but(i))
        for j in deps.get("parataxis", ()):
            if j > i and (self.quote_of[j] >= 0 or known):
                yield from make("parataxis>", self.trees.subtree(j))

    def _objects(self, make: Maker, deps: Below) -> Iterator[Candidate]:
        """Read "denied the charges", "blamed the strike on him"."""
        for j in deps.get("obj", ()):
            tree = self.trees.subtree(j)
            yield from make("obj", tree)
            for k in (*deps.get("obl", ()), *deps.get("advcl", ())):
                if k > j:
                    yield from make("obj+obl", sorted(tree + self.trees.subtree(k)))

    def _passive_subjects(self, i: int, make: Maker, deps: Below) -> Iterator[Candidate]:
        """Read "the charges were denied by him"."""
        if deps.get("ccomp") or deps.get("xcomp"):
            return
        for j in self.below[i]:
            if self.tokens[j].deprel in ("nsubj:pass", "nsubj"):
                yield from make.of(*self.tellers.agent(i))("nsubj:pass", self.trees.subtree(j))

    def _adverbials(self, i: int, make: Maker, deps: Below) -> Iterator[Candidate]:
        """Read "called for talks", "warned if they left"."""
        for j in deps.get("obl", ()):
            case = self.trees.case(j)
            if case is not None and self.tokens[j].deprel != "obl:agent" and j > i:
                yield from make(f"obl:{self.tokens[case].lemma}", self.trees.without(j, case))
        for j in deps.get("advcl", ()):
            mark = self.trees.mark(j)
            if mark and j > i:
                yield from make(f"advcl:{mark}", self.trees.subtree(j))

    def _by_quote(self, i: int, make: Maker) -> Iterator[Candidate]:
        """A quotation in the sentence that the tree leaves apart from the cue, or after a colon."""
        if self.quote_of[i] >= 0 or self.relations[i] in ("xcomp", "aux"):
            return
        if not self.trees.has(i, "nsubj"):
            return
        sentences, number = self.doc.sentences, self.trees.sentence_of[i]
        sent = sentences[number]
        inside = [k for k in range(sent.start_token, sent.end_token) if self.quote_of[k] >= 0]
        if sum(self.tokens[k].upos != "PUNCT" for k in inside) > 2:
            yield from make("quote", inside)
        if number and not inside:  # "Too late." She said.
            before = sentences[number - 1]
            if before.paragraph == sent.paragraph and self.quote_of[before.end_token - 1] >= 0:
                yield from make("quote<", range(before.start_token, before.end_token))
        if self.tokens[sent.end_token - 1].text == ":" and number + 1 < len(sentences):
            following = sentences[number + 1]
            if self.quote_of[following.start_token] >= 0:
                yield from make("colon", range(following.start_token, following.end_token))

    # --- nouns, adjectives, adverbs -------------------------------------------------------------

    def of_noun(self, i: int) -> Iterator[Candidate]:
        """Read "the claim that ...", "his denial of the charges", "it is his hope that ..."."""
        if not self._is_cue(i, "NOUN"):
            return
        subtree = self.trees.subtree
        deps = self.trees.by_relation(i)
        source, by = self.tellers.of_noun(i)
        make = Maker(self.trees, i, (i,), source, by)
        for j in deps.get("acl", ()):
            if j > i and self.tokens[j].deprel != "acl:relcl":
                yield from make(f"acl:{self.trees.mark(j) or '-'}", subtree(j))
        for j in deps.get("ccomp", ()):
            yield from make("n:ccomp", subtree(j))
        for j in deps.get("nmod", ()):
            case = self.trees.case(j)
            if j > i and case is not None and j not in source:
                yield from make(f"nmod:{self.tokens[case].lemma}", self.trees.without(j, case))
        yield from self._predicate(i, make, deps)

    def _predicate(self, i: int, make: Maker, deps: Below) -> Iterator[Candidate]:
        """Read "it is his hope that ..." and "his claim is that ..."."""
        if self.trees.has(i, "cop"):
            subjects = (j for j in self.below[i] if self.relations[j] in ("nsubj", "csubj"))
            subject = next(subjects, None)
            for j in (*deps.get("ccomp", ()), *deps.get("csubj", ()), *deps.get("advcl", ())):
                if j != subject:
                    yield from make("n:cop", self.trees.subtree(j))
        head = self.tokens[i].head
        if self.relations[i] == "nsubj" and head != i and self.trees.has(head, "cop"):
            yield from make("n:is", self.trees.all_but(i))

    def of_adjective(self, i: int) -> Iterator[Candidate]:
        """Read "was confident that ...", "is likely to leave", "critical of the raid"."""
        if not self._is_cue(i, "ADJ"):
            return
        deps = self.trees.by_relation(i)
        source, by = self.tellers.of_verb(i, passive=False)
        make = Maker(self.trees, i, self.trees.cue_tokens(i), source, by)
        for relation in ("ccomp", "xcomp", "advcl"):
            for j in deps.get(relation, ()):
                if j > i:
                    tree = self.trees.subtree(j)
                    yield from make(f"adj:{relation}", tree)
                    if relation != "ccomp" and source:
                        raised = sorted([*source, *tree])
                        yield from make.of((), "none")(f"adj:raised:{relation}", raised)
        for j in (*deps.get("obl", ()), *deps.get("nmod", ())):
            case = self.trees.case(j)
            if j > i and case is not None:
                yield from make(f"adj:{self.tokens[case].lemma}", self.trees.without(j, case))

    def of_adverb(self, i: int) -> Iterator[Candidate]:
        """Read "reportedly fled"."""
        if self._is_cue(i, "ADV"):
            tree = self.trees.without(self.tokens[i].head, i)
            yield from Maker(self.trees, i, (i,), (), "none")("adverb", tree)
