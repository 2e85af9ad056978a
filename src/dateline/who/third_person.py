"""Which entities the pronouns of the third person may mean in a report, and which one each does.

``pronouns.py`` chooses among the candidates; "who", "whose" and "that" mean what they describe.
"""

from __future__ import annotations

from dateline.syntax import ancestors, base
from dateline.who.groups import Group, Groups
from dateline.who.person_names import person_words
from dateline.who.pronouns import FAMILIES, NEAR, Candidate, Chooser

_SEX = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f",
        "herself": "f"}  # fmt: skip
_SELF = ("self", "selves")
_JOINS = frozenset({",", "and"})
_RELATIVE = frozenset({"that", "which", "who", "whom", "whose"})
_SEVERAL = frozenset({"group", "organisation", "state"})
"""Kinds of entities that "they" may mean."""


class Pronouns:
    """Joins pronouns to the groups of a report."""

    def __init__(self, groups: Groups, chooser: Chooser) -> None:
        self.groups, self.chooser = groups, chooser
        self.reader, self.tokens, self.of = groups.reader, groups.tokens, groups.of

    def join(self, i: int) -> None:
        """Put a pronoun into the group of what it means, if any."""
        low = self.reader.lower[i]
        family = FAMILIES.get(low)
        if family is not None:
            if family == "it" and self._is_dummy(i):
                return
            found = self.meant(i, family)
        elif low in _RELATIVE and self.tokens[i].xpos.startswith("W"):
            found = self._relative(i)
        else:
            return
        if found is not None:
            if family == "he" and found.gender is None:
                found.gender = _SEX[low]
            self.groups.join(found, i)

    def _relative(self, i: int) -> Group | None:
        verb = self.tokens[i].head
        for _ in range(3):
            if self.tokens[verb].deprel == "acl:relcl":
                return self.of.get(self.tokens[verb].head)
            if self.tokens[verb].head == verb:
                return None
            verb = self.tokens[verb].head
        return None

    def _is_dummy(self, i: int) -> bool:
        """Whether "it" stands for a clause: "it is said that"."""
        token = self.tokens[i]
        if token.deprel == "expl":
            return True
        return any(
            base(self.tokens[j].deprel) in ("csubj", "ccomp") and token.deprel == "nsubj:pass"
            for j in self.reader.below[token.head]
        )

    def meant(self, i: int, family: str) -> Group | None:
        """The entity that a pronoun means."""
        found = self.candidates(i, family)
        if not found:
            return None
        joined = self._joined(i) if family == "he" else None
        if any(group is joined for group, _ in found):
            return joined
        role = self.role(i)
        return found[self.chooser.best(family, role, [c for _, c in found])][0]

    def _joined(self, i: int) -> Group | None:
        """The named person whom "and" joins to what is theirs: "Lima met Ana Lund and her aide"."""
        owned = self.tokens[i].head
        person = self.tokens[owned].head
        if (
            self.tokens[i].deprel != "nmod:poss"
            or base(self.tokens[owned].deprel) != "conj"
            or self.tokens[person].upos != "PROPN"
        ):
            return None
        between = {
            self.reader.lower[j]
            for j in range(person + 1, i)
            if self.tokens[j].head != person or base(self.tokens[j].deprel) != "flat"
        }
        return self.of.get(person) if between <= _JOINS else None

    def candidates(self, i: int, family: str) -> list[tuple[Group, Candidate]]:
        """The entities that a pronoun may mean, by their last mentions."""
        sentence_of, low = self.reader.sentence_of, self.reader.lower[i]
        begin = sentence_of[i] - NEAR
        found, speaker = [], self._speaker(i) if family == "he" else None
        for group in self.groups.all:
            if not group.heads or sentence_of[group.last] < begin or not _fits(group, family, low):
                continue
            if group is speaker:
                continue  # "He has fled," Ana Lima's minister said
            head = self._mention_before(group, i)
            if head is not None and not any(self._is_beside(other, i) for other in group.heads):
                found.append((group, head))
        ranks = {head: n for n, head in enumerate(sorted((h for _, h in found), reverse=True))}
        above = set(ancestors(self.tokens, i))
        return [(g, self._candidate(g, h, i, family, ranks[h], above)) for g, h in found]

    def _speaker(self, i: int) -> Group | None:
        """The person who says the whole sentences that a word is quoted from, as far as known."""
        number = self.groups.speaking.quotation_of(i)
        if number is None or not self.groups.speaking.is_whole(number):
            return None
        head = self.groups.speaking.speakers[number]
        if head is None or head in self.of:
            return self.of.get(head) if head is not None else None
        name = self.reader.name_at.get(head)  # the speaker follows
        return self.groups.same_person(person_words(name)) if name and name.type == "PER" else None

    def _candidate(
        self, group: Group, head: int, i: int, family: str, rank: int, above: set[int]
    ) -> Candidate:
        reader = self.reader
        higher = ancestors(self.tokens, head)
        relation, distance = self.role(head), reader.sentence_of[i] - reader.sentence_of[head]
        subject = []
        if higher and relation.startswith("nsubj"):
            if higher[0] in above:
                subject.append("above")
            if len(higher) == 1:
                subject.append("main")
        marked = {"he": group.gender, "it": group.actor, "they": group.plural or None}[family]
        told = ("named",) * bool(group.names) + ("marked",) * (marked is not None)
        return Candidate(
            group.kind, told, len(group.heads), distance, relation, len(higher), rank,
            self.tokens[head].upos, FAMILIES.get(reader.lower[head]) == family, head in above,
            tuple(subject),
        )  # fmt: skip

    def _is_beside(self, head: int, i: int) -> bool:
        """Whether a mention and a pronoun are parties of one verb: "the ministry warned it"."""
        pronoun = self.tokens[i]
        if pronoun.deprel == "nmod:poss" or self.reader.lower[i].endswith(_SELF):
            return False
        return pronoun.head == self.tokens[head].head

    def role(self, i: int) -> str:
        """The relation of a word, with what tells a passive subject and an owner."""
        relation = self.tokens[i].deprel
        return relation if relation in ("nsubj:pass", "nmod:poss") else self.reader.relations[i]

    def _mention_before(self, group: Group, i: int) -> int | None:
        """Its mention that counts for a pronoun: the last one before it, of its sentence the
        subject."""
        found = None
        for head in reversed(group.heads):
            if head >= i:
                continue
            if found is None:
                found = head
                continue
            if self.reader.sentence_of[head] != self.reader.sentence_of[found]:
                break
            if base(self.tokens[head].deprel) == "nsubj":
                found = head
        return found


def _fits(group: Group, family: str, pronoun: str) -> bool:
    """Whether an entity may be meant by a pronoun, by gender and number."""
    if family == "he":
        if group.kind != "person" or group.plural:
            return False
        return group.gender is None or group.gender == _SEX[pronoun]
    if family == "it":
        return group.kind != "person" and not group.plural
    return group.plural or group.kind in _SEVERAL
