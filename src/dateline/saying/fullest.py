"""Who a speaker is: follows "he", "the spokesman" or "the paper" to the mention that tells it.

fullest = Fullest(claims)
fullest.resolve(mention)      # "he" → "Gideon Saar"; a mention that tells enough → itself
fullest.recalled(mention)     # "the ministry" → "the Foreign Ministry", which it may stand for

What is resolved is taken at its word; what is recalled is offered as one more voice.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.data import Entity, Span
from dateline.saying.claims import Claims
from dateline.saying.speakers import HE, Mention
from dateline.syntax import base

ANNOUNCED = 1
"""The last sentence, from 0, in which a description may announce who is named later."""
LATER_SENTENCES, NEXT_SENTENCES = 8, 3
"""Sentences after a description in the opening in which the person may be named: with the same
noun, or as the next one who speaks."""
EARLIER, EARLIER_NAMED = 12, 2
"""Sentences before a pronoun in which its speaker spoke, or in which a person was named."""
RECALLED = 10
"""Sentences in which a short description may have stood in full."""
_IT = frozenset({"it", "which", "its", "that"})
_THEY = frozenset({"they", "them", "we", "us", "their"})


class Fullest:
    """The fullest mentions of the speakers of one document."""

    def __init__(self, claims: Claims) -> None:
        self.claims, self.speakers = claims, claims.speakers
        self.doc, self.tokens, self.below = claims.doc, claims.tokens, claims.below
        self.sentence_of = self.speakers.sentence_of
        self._told_by: dict[int, list[Span]] = {}
        """What the holders of claims say before they are named, by the token of each."""
        self._read_told()
        self._resolved: dict[Mention, Mention] = {}
        self._recalled: dict[Mention, tuple[Mention, str] | None] = {}

    def _read_told(self) -> None:
        for claim in self.claims.all:
            for holder in claim.holders:
                token = self.tokens[holder.head]
                if token.upos == "PRON" and token.text.lower() != "who":
                    told = [s for s in claim.attribution.content if s[1] <= token.start]
                    self._told_by.setdefault(holder.head, []).extend(told)

    def resolve(self, mention: Mention) -> Mention:
        """The fullest mention of a pronoun or short description; else the mention itself."""
        known = self._resolved.get(mention)
        if known is None:
            known = self._resolved[mention] = self._resolve(mention) or mention
        return known

    def _resolve(self, mention: Mention) -> Mention | None:
        # "He Shijing" is no pronoun, whatever the tagger says
        if self.tokens[mention.head].upos == "PRON" and len(mention.inside) == 1:
            return self._of_pronoun(mention)
        return self._of_description(mention)

    # --- descriptions ---------------------------------------------------------------------------

    def _of_description(self, mention: Mention) -> Mention | None:
        """The name beside a description, or the one that a report's opening announces."""
        name = self._named_beside(mention)
        if name is not None:
            return name
        announces = self._is_description(mention) and not self._is_short(mention)
        return self._later(mention) if announces else None

    def _named_beside(self, mention: Mention) -> Mention | None:
        """The person whom an apposition names: "an adviser, John Nagenda, said"."""
        tokens, persons = self.tokens, self.speakers.persons
        if self.speakers.is_plural(mention) or self._has_name(mention):
            return None
        for j in self.below[mention.head]:
            name = base(tokens[j].deprel) in ("appos", "parataxis", "flat", "list")
            if name and j >= mention.last and j in persons:
                return self._name_at(j)
        after = mention.last + 1  # the same, where the tree goes wrong
        if after < len(tokens) and tokens[after - 1].text == "," and after in persons:
            end = after
            while end < len(tokens) and end in persons:
                end += 1
            if end < len(tokens) and tokens[end].text == ",":
                return self._name_at(after)
        return None

    def _later(self, mention: Mention) -> Mention | None:
        """The person named soon after whom a description in a report's opening announces: "a
        spokesman said ... the spokesman, Ali Ahmad, said"; the name stands with the same noun, or
        is that of the next one who speaks."""
        number = self.sentence_of[mention.head]
        if number > ANNOUNCED:
            return None
        following = False
        for claim in self.claims.all:
            for holder in claim.holders:
                gap = self.sentence_of[holder.head] - number
                if not 0 < gap <= LATER_SENTENCES or self.tokens[holder.head].upos == "PRON":
                    continue
                if holder != claim.holders[-1] and self.speakers.kind(holder) == "media":
                    continue  # who only passes it on
                named = self.speakers.kind(holder) == "named" and self.speakers.names_person(holder)
                next_one = not following and gap <= NEXT_SENTENCES
                if named and (next_one or self._has_noun_around(holder, mention)):
                    return holder
                following = True
        return None

    def _has_noun_around(self, mention: Mention, description: Mention) -> bool:
        """Whether the noun of a description stands in a mention, or close to it."""
        noun = self.tokens[description.head].lemma.lower()
        around = self.tokens[max(0, mention.first - 4) : mention.last + 8]
        return any(token.lemma.lower() == noun for token in around)

    def _is_description(self, mention: Mention) -> bool:
        """One person without a name: "a Foreign Ministry spokesman"."""
        token = self.tokens[mention.head]
        return (
            token.upos == "NOUN"
            and not self.speakers.is_plural(mention)
            and token.lemma.lower() not in self.speakers.lexicon.lists.no_person
            and self.speakers.kind_of_noun(mention.head) in (None, "named")
            and not self._has_name(mention)
        )

    def _is_short(self, mention: Mention) -> bool:
        """A definite description: "the spokesman", "the agency", "the Georgian minister"."""
        if self.tokens[mention.head].upos != "NOUN":
            return False
        office = self.speakers.kind_of_noun(mention.head) == "named"
        if len(mention.inside) > (3 if office else 1) or self.speakers.names_person(mention):
            return False
        return self.speakers.is_definite(mention)

    # --- names ----------------------------------------------------------------------------------

    def _has_name(self, mention: Mention) -> bool:
        """Whether a phrase names its person; an owner's name is not his ("Lee's adviser")."""
        return any(
            i in self.speakers.persons
            and self.tokens[i].upos != "PART"
            and self.tokens[self._name_head(i)].deprel != "nmod:poss"
            for i in mention.inside
        )

    def _name_head(self, i: int) -> int:
        """The head of the name that a token is part of."""
        while self.tokens[i].head in self.speakers.persons and self.tokens[i].head != i:
            i = self.tokens[i].head
        return i

    def _name_at(self, i: int) -> Mention:
        """The mention of the person whose name a token is part of."""
        return self.speakers.mention_at(self._name_head(i))

    # --- pronouns -------------------------------------------------------------------------------

    def _of_pronoun(self, mention: Mention) -> Mention | None:
        """Whom a pronoun stands for: who has spoken, the entity, who is named before "who"."""
        low = self.tokens[mention.head].text.lower()
        if low in _IT and low not in ("which", "that"):  # who has spoken goes on speaking
            speaker = self._earlier(mention, low)
            if speaker is not None:
                return speaker
        entity = self.speakers.entity_at.get(mention.head)
        if entity is not None and self._is_another(mention, entity):
            return self._earlier(mention, low, entity)
        full = self._full_mention(entity, mention, low) if entity is not None else None
        if full is None and low == "who":
            full = self._of_who(mention)
        return full or self._earlier(mention, low)

    def _is_another(self, mention: Mention, entity: Entity) -> bool:
        """Whether a pronoun cannot stand for an entity, as its speaker names it in what he said
        before: "Lima will resign, he said" is not said by Lima (Principle C of binding)."""
        told = self._told_by.get(mention.head, ())
        return any(
            start >= s and end <= e and self._names(start, end)
            for s, e in told
            for start, end in entity.mentions
        )

    def _names(self, start: int, end: int) -> bool:
        """Whether a mention is no pronoun, and no possessor."""
        head = self.speakers.head_of(*self.speakers.range_of(start, end))
        return self.tokens[head].upos != "PRON" and self.tokens[head].deprel != "nmod:poss"

    def _of_who(self, mention: Mention) -> Mention | None:
        """The person named before "who", or what its relative clause stands under."""
        tokens = self.tokens
        before = mention.head - 1
        if before >= 0 and tokens[before].text in (",", ")"):
            before -= 1
        if before in self.speakers.persons:
            return self._name_at(before)
        verb = tokens[tokens[mention.head].head]
        if base(verb.deprel) == "acl":
            return self.resolve(self.speakers.mention_at(verb.head))
        return None

    def _full_mention(self, entity: Entity, mention: Mention, low: str) -> Mention | None:
        """The nearest mention of an entity before a pronoun that is no pronoun itself; the first
        one behind it, where there is none."""
        if low in HE and entity.kind not in ("person", None):
            return None
        best = None
        for start, candidate in self._mentions_of(entity, mention.head):
            if start >= self.tokens[mention.head].start and best is not None:
                break
            if best is not None and self._is_apposition(candidate, best):
                continue
            if self._is_full(candidate, low):
                best = candidate
        return best

    def _mentions_of(self, entity: Entity, head: int) -> Iterator[tuple[int, Mention]]:
        """The mentions of an entity that are no pronouns, with their starts, but that of a head."""
        for start, end in entity.mentions:
            first, last = self.speakers.range_of(start, end)
            if last <= first:
                continue
            other = self.speakers.head_of(first, last)
            if self.tokens[other].upos != "PRON" and other != head:
                yield start, self.speakers.mention_at(other)

    def _is_apposition(self, mention: Mention, name: Mention) -> bool:
        """Whether a mention only tells who somebody named before it in its sentence is."""
        near = self.sentence_of[mention.head] == self.sentence_of[name.head]
        return near and self._has_name(name) and not self._has_name(mention)

    def _is_full(self, mention: Mention, low: str) -> bool:
        """Whether a mention tells who it is, and fits a pronoun."""
        kind, several = self.speakers.kind(mention), len(mention.inside) > 1
        if low in _IT:
            return kind in ("media", "institution")
        if self.speakers.has_proper_name(mention):
            return True
        return several and (low not in HE or kind in ("named", "anonymous"))

    def _earlier(self, mention: Mention, low: str, other: Entity | None = None) -> Mention | None:
        """The last earlier source that a pronoun can stand for, but for that of another entity."""
        number = self.sentence_of[mention.head]
        for claim in reversed(self.claims.all):
            for holder in reversed(claim.holders):
                away = number - self.sentence_of[holder.head]
                if holder.head >= mention.head or away > EARLIER:
                    continue
                if self.tokens[holder.head].upos == "PRON" or self._is_short(holder):
                    continue
                if other is not None and self.speakers.entity_at.get(holder.head) is other:
                    continue
                if self._fits(holder, low):
                    return holder
        return self._earlier_person(mention, other) if low in HE else None

    def _fits(self, holder: Mention, low: str) -> bool:
        """Whether a source can be spoken of by a pronoun."""
        kind, plural = self.speakers.kind(holder), self.speakers.is_plural(holder)
        if low in HE:
            return kind == "named" or (kind == "anonymous" and not plural)
        return (low in _IT and kind in ("media", "institution")) or (low in _THEY and plural)

    def _earlier_person(self, mention: Mention, other: Entity | None = None) -> Mention | None:
        """The last person named in the two sentences before, a subject if there is one; not that of
        another entity."""
        tokens, persons = self.tokens, self.speakers.persons
        number = self.sentence_of[mention.head]
        first = self.doc.sentences[max(0, number - EARLIER_NAMED)].start_token
        fallback = None
        for i in range(mention.head - 1, first - 1, -1):
            if i in persons and tokens[i].head not in persons:
                if other is not None and self.speakers.entity_at.get(i) is other:
                    continue
                if base(tokens[i].deprel) == "nsubj":
                    return self.speakers.mention_at(i)
                fallback = i if fallback is None else fallback
        return self.speakers.mention_at(fallback) if fallback is not None else None

    # --- fuller descriptions --------------------------------------------------------------------

    def recalled(self, holder: Mention) -> tuple[Mention, str] | None:
        """The fuller mention that a short description without a name may stand for, and how it was
        found: "the ministry" for "the Foreign Ministry", "the paper" for a newspaper."""
        if holder not in self._recalled:
            self._recalled[holder] = self._recall(holder)
        return self._recalled[holder]

    def _recall(self, holder: Mention) -> tuple[Mention, str] | None:
        token = self.tokens[holder.head]
        if token.upos not in ("NOUN", "PROPN") or self.speakers.is_plural(holder):
            return None
        if len(holder.inside) > 4 or self.speakers.names_person(holder):
            return None
        named = self._last_named(holder)
        if named is not None and named != self.resolve(holder):
            return named, "entity"
        body = self.speakers.kind(holder) in ("institution", "media")
        for other in self._before(holder):
            found = self._longer(holder, other) if body else self._person(holder, other)
            if found is not None:
                return found
        return None

    def _last_named(self, holder: Mention) -> Mention | None:
        """The last mention by name, before a description, of the entity that it names."""
        entity = self.speakers.entity_at.get(holder.head)
        if entity is None:
            return None
        best = None
        for start, mention in self._mentions_of(entity, holder.head):
            if start >= self.tokens[holder.head].start and best is not None:
                break
            if self.speakers.has_proper_name(mention):
                best = mention
        return best

    def _before(self, holder: Mention) -> Iterator[Mention]:
        """Those who hold claims in the sentences before a holder, the last one first."""
        number = self.sentence_of[holder.head]
        for claim in reversed(self.claims.all):
            for other in reversed(claim.holders):
                near = number - self.sentence_of[other.head] <= RECALLED
                if other.head < holder.head and near:
                    yield other

    def _person(self, holder: Mention, other: Mention) -> tuple[Mention, str] | None:
        """The person that another speaker is, for a description of one."""
        person = self.resolve(other)
        if person == self.resolve(holder) or not self.speakers.names_person(person):
            return None
        return person, "noun" if self._has_noun_around(person, holder) else "person"

    def _longer(self, holder: Mention, other: Mention) -> tuple[Mention, str] | None:
        """Another body of the same kind, with the same noun and more words; for "paper" by itself,
        an outlet that is named."""
        kind, tokens = self.speakers.kind(holder), self.tokens
        if self.speakers.kind(other) != kind or other == self.resolve(holder):
            return None
        noun = tokens[holder.head].lemma.lower()
        longer = len(other.inside) > len(holder.inside)
        if longer and any(tokens[i].lemma.lower() == noun for i in other.inside):
            return other, "noun"
        bare = kind == "media" and len(holder.inside) == 1
        return (other, "outlet") if bare and tokens[other.head].upos == "PROPN" else None
