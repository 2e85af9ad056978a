"""How the features of voices are spelled: from the words that describe one, groups of names.

A group is one function with its words (``linear.Group``): the same words come again and again, so
that their weights are summed once. The first groups are those of the outlet's own voice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from dateline.syntax import base

HINT = "hint"
"""How features begin that tell what the event coder's network takes for sources."""
_LIKELY = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85)


def likely(p: float) -> str:
    """The name of the range of a probability."""
    return str(bisect_left(_LIKELY, p))


def relation(deprel: str) -> str:
    """The name of a relation: without its subtype, but for relative clauses."""
    return "relcl" if deprel == "acl:relcl" else base(deprel)


def distance(step: int) -> str:
    """The name of a distance in sentences.

    >>> distance(-2), distance(0), distance(6)
    ('-2', '0', '+5-7')
    """
    size = abs(step)
    far = str(size) if size <= 4 else "5-7" if size <= 7 else "8+"
    return f"{'-' if step < 0 else '+' if step > 0 else ''}{far}"


# --- of the outlet's own voice ----------------------------------------------------------------


def no_hint(top: str) -> Iterator[str]:
    yield from (f"{HINT}0", f"{HINT}0={top}")


def outlet_event(kind: str, status: str, form: str, quoted: bool, speech: bool) -> Iterator[str]:
    yield from ("0", f"0t={kind}", f"0st={status}", f"0tst={kind}/{status}")
    yield from (f"0f={form}", f"0q={quoted}", f"0qs={quoted}/{speech}")


def outlet_content(covered: int, content: str, mean: str) -> Iterator[str]:
    yield from (f"0cov={covered}", f"0c={content}")
    yield from (f"0cc={content}/{min(covered, 2)}", f"0m={mean}/{min(covered, 2)}")


def outlet_place(number: int, some: int, near: str, own: bool, person: bool) -> Iterator[str]:
    yield from (f"0n={number}", f"0n={number}/{some}")
    yield from (f"0nb={near}", f"0own={own}/{near}/{some}", f"0p={person}")


def outlet_way(relative: bool, adverbial: bool, some: int, way: tuple[str, ...]) -> Iterator[str]:
    yield from (f"0rel={relative}/{some}", f"0adv={adverbial}/{some}", f"0way={'/'.join(way)}")


def outlet_speech(often: int, share: int) -> Iterator[str]:
    yield from (f"0sp={often}", f"0share={share}")


def outlet_word(determiner: str, lemma: str) -> Iterator[str]:
    yield from (f"0det={determiner}", f"0l={lemma}")


# --- of any other voice -----------------------------------------------------------------------


def hint(own: str, side: str, top: str) -> Iterator[str]:
    yield from (f"{HINT}={own}", f"{HINT}={own}/{side}", f"{HINT}={own}/{top}")


# --- of a voice around the event --------------------------------------------------------------


def claim(lemma: str, pos: str, kind: str, frame: str, event_type: str) -> Iterator[str]:
    yield from ("c", f"l={lemma}/{pos}", f"k={kind}/{frame}")
    yield from (f"kt={kind}/{event_type}", f"t={event_type}")


def claim_status(
    kind: str, status: str, inner: str, event_type: str, denied: bool, any_denied: bool
) -> Iterator[str]:
    yield from (f"ks={kind}/{status}", f"st={status}", f"tst={kind}/{event_type}/{status}")
    yield from (f"in={inner}", f"in={inner}/{kind}", f"in={inner}/{kind}/{status}")
    yield f"den={denied}/{any_denied}/{status}"


def own(own: str, speech: bool, top: str, event_type: str, who: str, frame: str) -> Iterator[str]:
    yield from (f"own={own}", f"own={own}/{speech}/{top}", f"ownt={own}/{event_type}")
    yield from (f"who={who}", f"whown={who}/{own}/{speech}", f"fr={frame}/{own}/{speech}")


def top(top: str, form: str, event_type: str, depth: int, frame: str) -> Iterator[str]:
    yield from (f"top={top}/{form}", f"topt={top}/{event_type}", f"d={depth}/{frame}", f"f={form}")


def quoted(same: bool, quoted: bool, speech: bool, relative: bool) -> Iterator[str]:
    yield from (f"where={same}/{quoted}", f"quoted={quoted}/{speech}", f"rel={relative}/{quoted}")


def way(way: tuple[str, ...], form: str) -> Iterator[str]:
    yield from (f"way={relation}" for relation in way)
    yield from (f"wayf={relation}/{form}" for relation in way[:1])


def trigger(determiner: str, kind: str, form: str, own: str) -> Iterator[str]:
    yield from (f"det={determiner}", f"kst={kind}/{form}/{own}")


def number(number: int, of: int, content: str, kind: str) -> Iterator[str]:
    yield from (f"of={number}/{of}", f"con={content}/{number}/{of}", f"ksize={kind}/{number}/{of}")


def speaker(main: bool, again: int, pronoun: bool) -> Iterator[str]:
    yield from (f"main={main}", f"again={again}", f"pron={pronoun}")


def network(content: str, cue: str, kind: str, frame: str) -> Iterator[str]:
    yield from (f"ni={content}", f"nic={content}/{cue}", f"nik={content}/{kind}")
    yield from (f"nif={content}/{frame}", f"nc={cue}/{frame}")


# --- of a voice nearby ------------------------------------------------------------------------


def near(place: str, near: str, kind: str, who: str, lemma: str) -> Iterator[str]:
    yield from (place, "n", f"n={near}", f"nk={near}/{kind}", f"nh={near}/{who}")
    yield f"nhk={who}/{lemma}"


def near_sentence(person: bool, root: str, subject: str, also: bool) -> Iterator[str]:
    yield from (f"nperson={person}", f"nroot={root}", f"nsubj={subject}", f"nalso={also}")


def near_told(
    near: str, quote: str, own: bool, apart: int, closed: bool, often: int
) -> Iterator[str]:
    yield from (f"nq={quote}/{near}", f"npar={near}/{apart}", f"nclosed={closed}/{near}")
    yield from (f"nown={own}/{near}", f"noften={often}/{near}")


def near_event(event_type: str, status: str, covered: int, number: int) -> Iterator[str]:
    yield from (f"nt={event_type}", f"nst={status}", f"ncov={covered}", f"nat={number}")


def near_trigger(form: str, auxiliary: str, part: str, speech: bool) -> Iterator[str]:
    yield from (f"nform={form}/{auxiliary}", f"npart={part}", f"npart={part}/{speech}")


def near_network(content: str, near: str, mean: str) -> Iterator[str]:
    yield from (f"ni={content}", f"nin={content}/{near}")
    yield from (f"nm={mean}/{content}", f"nmn={mean}/{near}")


def side_speaker(side: str, step: str, order: int, who: str) -> Iterator[str]:
    yield from (f"{side}s={step}", f"{side}r={order}", f"{side}rs={order}/{step}")
    yield f"{side}who={who}/{order}"


def side_share(side: str, main: bool, step: str, share: int, often: int) -> Iterator[str]:
    yield from (f"{side}main={main}/{step}", f"{side}share={share}/{often}")


def side_scene(side: str, around: bool, quoted: bool, step: str, relative: bool) -> Iterator[str]:
    yield from (f"{side}in={around}", f"{side}q={quoted}/{step}", f"{side}rel={relative}")


def side_event(side: str, event_type: str, status: str, form: str) -> Iterator[str]:
    yield from (f"{side}tst={event_type}/{status}", f"{side}f={form}/{status}")


def side_told(
    side: str, own: bool, order: int, between: int, opening: str, kind: str
) -> Iterator[str]:
    yield from (f"{side}own={own}/{order}", f"{side}btw={between}", f"{side}cue={kind}")
    yield f"{side}first={opening}/{order}"


def side_place(
    side: str, covered: int, order: int, opens: bool, early: bool, apart: bool, step: str
) -> Iterator[str]:
    yield from (f"{side}cov={covered}/{order}", f"{side}lead={opens}/{early}")
    yield f"{side}par={apart}/{step}"


def side_network(side: str, content: str, mean: str, order: int) -> Iterator[str]:
    yield from (f"{side}c={content}/{order}", f"{side}m={mean}/{order}")


# --- of a short description -------------------------------------------------------------------


def taken(
    taken: str, place: str, how: str, definite: bool, size: int, kind: str, fuller: str
) -> Iterator[str]:
    yield from (f"{taken}:{place}", f"{taken}:{place}/{how}")
    yield f"{taken}:{place}/{how}/{definite}/{size}/{kind}"
    yield f"{taken}:{place}/{kind}/{fuller}"
