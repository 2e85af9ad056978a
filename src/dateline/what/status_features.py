"""The features of a status, each written out from the few words that it is made of.

``statuses.py`` says which hold for a word; those of one function come together. "It" is the word
asked about; a relation is that to the word above.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.data import EventType
from dateline.syntax import NEGATIONS

_SIDES = frozenset({"advcl", "acl", "relcl", "parataxis", "appos", "nmod", "obl"})
OWN = frozenset("aux mark case amod advmod det compound xcomp ccomp advcl nsubj obj csubj".split())
"""Relations to the trigger that tell of its status."""


def of_word(form: str, relation: str, lemma: str, event_type: EventType | None) -> Iterator[str]:
    """The word itself: form, relation to what it hangs on, lemma; the type of its event."""
    yield from (f"x={form}", f"xr={form}/{relation}", f"l={lemma}", f"lx={lemma}/{form}")
    if event_type is not None:
        yield from ("event", f"ex={form}", f"t={event_type}", f"tx={event_type}/{form}")
        yield f"txr={event_type}/{form}/{relation}"


def of_own(relation: str, lemma: str, form: str) -> Iterator[str]:
    """A word that hangs on it and helps, denies, introduces or describes it."""
    if lemma in NEGATIONS:
        yield from ("neg", f"neg/{form}")
    if relation in ("mark", "case"):
        yield from (f"{relation}={lemma}", f"{relation}={lemma}/{form}")
    elif relation in ("amod", "advmod", "det", "compound"):
        yield f"{relation}={lemma}"
    elif relation != "aux" and relation in OWN:
        yield f"has={relation}/{form}"


def of_auxiliary(seen: tuple[str, ...], form: str) -> Iterator[str]:
    """Its auxiliaries, together and one by one."""
    yield f"aux={'+'.join(seen)}/{form}"
    for aux in seen:
        yield f"a={aux}"


def of_root(step: int, form: str) -> Iterator[str]:
    """How many words up the top of the sentence is."""
    yield f"root{step}/{form}"


def _near(step: int, relation: str) -> str:
    """How near a governor is: steps up, marked where it is another part of the sentence."""
    return f"{step}s" if relation in _SIDES else f"{step}"


def of_governor(
    step: int, lemma: str, relation: str, kind: str | None, xpos: str, form: str
) -> Iterator[str]:
    """A word that governs it, some steps up; ``kind``: its class as a cue of speech."""
    near = _near(step, relation)
    yield from (f"g{near}={lemma}/{relation}", f"g={lemma}/{relation}")
    if kind is not None:
        yield from (f"k{near}={kind}/{relation}", f"kf={kind}/{relation}/{form}")
    if step < 2:
        yield f"up{step}={xpos}/{relation}/{form}"


def of_beside_governor(step: int, sign: str, lemma: str, relation: str) -> Iterator[str]:
    """An auxiliary, conjunction or negation of a word that governs it."""
    near = _near(step, relation)
    if lemma in NEGATIONS:
        yield f"neg{near}/{relation}"
    else:
        yield f"{sign[0]}{near}={lemma}/{relation}"


def of_way(first: str, second: str) -> Iterator[str]:
    """The relations of the first two steps up."""
    yield f"way={first}/{second}"


def of_beside(kind: str, relation: str, tense: str) -> Iterator[str]:
    """A word of a known class that hangs on it."""
    yield from (f"b={kind}/{relation}", f"b={kind}/{relation}/{tense}")


def of_tense(own: str, event_type: EventType | None) -> Iterator[str]:
    """The tense of its clause."""
    yield from (f"own={own}", f"ownt={own}/{event_type}")


def of_class(
    kind: str, way: tuple[str, ...], tense: str, event_type: EventType | None
) -> Iterator[str]:
    """What a word that governs it makes of it, and the way up to that word."""
    relation, steps = way[-1], len(way)
    yield from (f"c={kind}/{relation}", f"ct={kind}/{relation}/{event_type}")
    yield from (f"c{steps}={kind}/{'/'.join(way)}", f"c{steps}={kind}/{relation}/{tense}")


def of_clause(
    within: bool,
    tense: str,
    way: tuple[str, ...],
    kinds: tuple[str, ...],
    own: str,
    event_type: EventType | None,
) -> Iterator[str]:
    """The tense of its clause, or of the one above that, and what governs it on the way."""
    place, relation = "up" if within else "cl", way[-1]
    yield from (f"{place}={tense}", f"{place}={tense}/{relation}")
    if len(way) > 1:
        yield f"{place}={tense}/{'/'.join(way)}"
    yield f"cs={'>'.join(kinds)}/{tense}/{own}"
    if not within:
        yield from (f"clt={tense}/{event_type}", f"clt={tense}/{relation}/{event_type}")


def of_kinds(kinds: tuple[str, ...], own: str) -> Iterator[str]:
    """All classes of the words that govern it."""
    yield f"ks={'>'.join(kinds)}/{own}"


def of_dated(side: str, tense: str, step: int, form: str, lemma: str) -> Iterator[str]:
    """Where a time lies that hangs on it or above it, and the preposition of that."""
    yield from (f"on={side}", f"on={side}/{tense}", f"on{step}={side}/{form}")
    yield f"onc={side}/{lemma}/{tense}"


def of_elsewhere(tense: str, form: str) -> Iterator[str]:
    """The tense of a clause in which its word stands elsewhere."""
    yield from (f"el={tense}", f"el={tense}/{form}")


def of_sign(signs: tuple[str, ...], form: str) -> Iterator[str]:
    """Signs of its clause and of those above."""
    for sign in signs:
        yield from (f"s={sign}", f"s={sign}/{form}")


def of_claim(innermost: str | None, outermost: str | None, form: str) -> Iterator[str]:
    """The classes of the innermost and the outermost claim that hold it."""
    if innermost is None:
        yield "in=-"
    else:
        yield from (f"in={innermost}", f"in={innermost}/{form}", f"out={outermost}")


def of_time(side: str, form: str) -> Iterator[str]:
    """Where a time of its sentence lies."""
    yield from (f"time={side}", f"time={side}/{form}")


def of_question() -> Iterator[str]:
    """Its sentence asks."""
    yield "question"
