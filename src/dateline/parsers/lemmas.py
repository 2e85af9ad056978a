"""Lemma scripts: how a word becomes its lemma, as a class that a tagger can choose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dateline.knowledge import Knowledge

Irregular = dict[tuple[str, str], str]
"""Lemma by form (lower case) and part of speech (VERB or NOUN)."""

_NEVER_NAMES = frozenset({"NN", "RB", "DT", "CC", "MD", "WRB", "WP", "EX", "TO"})
_SHORT_E = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]e$")
"""One syllable that would have doubled its consonant without the e: "hoping" is of "hope"."""
_WANTS_E = re.compile(r"[^\W_]{2}(?:at|iz|is|ur|v|c|u|dg|rg|ns|rs|[bcdfgkpstz]l)$")
"""Stems that no English word ends in: "injur", "violat", "argu"."""
_DOUBLED = re.compile(r"[aeiou]([bdgmnprt])\1$")
_CLOSED = re.compile(r"(?:[aeiou]{2}[^\W_aeiousvc]|[bcdfghklmnprt][dhkmnpt])$")
"""Stems that have no e behind them: "impound", "veer", "flout"."""
_WITH_ES = re.compile(r"(?:ch|sh|ss|x|zz)es$")
_SHORTEST = 4  # letters of a plural, and of a verb that ends in y
_ENDINGS = {"VBD": "ed", "VBN": "ed", "VBG": "ing", "VBZ": "s", "NNS": "s"}


def script(form: str, lemma: str) -> str:
    """Describe the way from a form to its lemma.

    ``=`` keep, ``l`` lower case, ``l-2+y`` lower case, cut two letters, add y, ``c-1+et`` the same
    without lower case, ``r:be`` replace.

    >>> [script(*p) for p in (("Syria", "Syria"), ("Said", "say"), ("met", "meet"), ("is", "be"))]
    ['=', 'l-2+y', 'c-1+et', 'r:be']
    """
    if form == lemma:
        return "="
    for mark, base in (("", form), ("l", form.lower())):
        shared = 0
        while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
            shared += 1
        if shared == len(base) == len(lemma):
            return mark
        if shared and (mark == "l" or form.lower() != form[0].lower() + form[1:] or form.islower()):
            cut, add = len(base) - shared, lemma[shared:]
            if mark == "" and form[0].isupper() and not lemma[0].isupper():
                continue
            return f"{mark or 'c'}-{cut}+{add}"
    return f"r:{lemma}"


def apply(form: str, rule: str) -> str:
    """Make the lemma of a form by a script; the lower-cased form where the script cannot apply.

    >>> apply("Said", "l-2+y")
    'say'
    """
    if rule == "=":
        return form
    if rule == "l":
        return form.lower()
    if rule[:2] == "r:":
        return rule[2:]
    base = form.lower() if rule[0] == "l" else form
    cut, _, add = rule[2:].partition("+")
    stem = base[: len(base) - int(cut)] if int(cut) < len(base) else ""
    return (stem + add) if stem else base


def read_irregular(knowledge: Knowledge, language: str = "en") -> Irregular:
    """Read ``irregular.tsv``."""
    return {
        (row.need("form"), row.need("pos", {"VERB", "NOUN"})): row.need("lemma")
        for row in knowledge.rows(f"{language}/irregular.tsv")
    }


def read_words(knowledge: Knowledge, language: str = "en") -> frozenset[str]:
    """Read the words of the knowledge files, which a stem may be though it is a rare word."""
    verbs = [
        row.need("cue")
        for name in ("cues", "governors")
        for row in knowledge.rows(f"{language}/{name}.tsv")
        if row.need("pos") == "VERB"
    ]
    typed = [row.need("word") for row in knowledge.rows(f"{language}/types.tsv")]
    listed = [
        word
        for row in knowledge.rows(f"{language}/words.tsv")
        for word in row.need("words").split("|")
    ]
    return frozenset(word for word in (*verbs, *typed, *listed) if word.isalpha())


def mend(
    form: str, lemma: str, xpos: str, irregular: Irregular, is_word: Callable[[str], bool]
) -> str:
    """Mend a lemma of a regular or irregular form that the tagger got wrong.

    A tagger that chooses scripts takes "criticiz" for the lemma of "criticized" as readily as
    "criticize"; of the stems that the ending allows, this takes one that is a word.

    >>> mend("Criticized", "criticiz", "VBD", {}, {"criticize"}.__contains__)
    'criticize'
    """
    low = form.lower()
    ending = _ENDINGS.get(xpos)
    if ending in ("ed", "ing"):  # the tagger may take one for the other
        ending = "ing" if low.endswith("ing") else "ed"
    if ending is None and xpos != "VB":
        return _of_no_ending(form, lemma, xpos)
    known = irregular.get((low, "NOUN" if xpos == "NNS" else "VERB"))
    if known is not None:
        return known
    if ending is None:
        return lemma if lemma == low or is_word(lemma) or not is_word(low) else low
    if not low.endswith(ending):
        return _of_odd_form(low, lemma, ending, is_word)
    return _of_regular(low, lemma, ending, is_word)


def _of_no_ending(form: str, lemma: str, xpos: str) -> str:
    """The lemma of a word that is no inflected form by its tag: that of a name as it is written, of
    another word in small letters."""
    low = form.lower()
    if xpos == "PRP" and low == "i":
        return "I"
    if xpos == "DT" and low == "an":
        return "a"
    if xpos == "NNP" and form[:1].isupper() and lemma[:1].islower():
        return form
    title = lemma[:1].isupper() and not lemma[1:2].isupper() and len(lemma) > 1
    return lemma.lower() if title and xpos in _NEVER_NAMES else lemma


def _of_regular(form: str, lemma: str, ending: str, is_word: Callable[[str], bool]) -> str:
    """The lemma of a form with the ending of its tag: the first stem that is a word, unless the
    tagger's own is one."""
    stems = list(_stems(form, ending))
    if lemma in stems and is_word(lemma) and not (stems and _SHORT_E.match(stems[0])):
        return lemma
    known_stem = next((stem for stem in stems if is_word(stem)), None)
    if known_stem is not None:
        return known_stem
    if ending == "s":  # a form is no lemma: "protesters", "fatalities"
        return _singular(form) if lemma.lower() == form else lemma
    bare = form.removesuffix(ending)
    return bare + "e" if _WANTS_E.search(bare) else _bare_stem(bare) or lemma


def _of_odd_form(form: str, lemma: str, ending: str, is_word: Callable[[str], bool]) -> str:
    """The lemma of a form without its tag's ending, none of the irregular ones.

    >>> [_of_odd_form(*case, {"beat"}.__contains__)
    ...  for case in (("firemen", "fireme", "s"), ("beat", "beate", "ed"))]
    ['fireman', 'beat']
    """
    if ending != "s":
        return lemma if is_word(lemma) else form
    return form[:-2] + "an" if form.endswith("men") else form


def _bare_stem(bare: str) -> str | None:
    """The lemma of a form of which only the ending is known, where its letters tell it.

    >>> [_bare_stem(stem) for stem in ("outgunn", "impound", "veer", "ravag")]
    ['outgun', 'impound', 'veer', None]
    """
    if _DOUBLED.search(bare):
        return bare[:-1]
    return bare if _CLOSED.search(bare) else None


def _singular(plural: str) -> str:
    """What a regular plural, or a verb's third person, is of.

    >>> [_singular(word) for word in ("protesters", "fatalities", "pouches", "press")]
    ['protester', 'fatality', 'pouch', 'press']
    """
    if plural.endswith("ss") or len(plural) < _SHORTEST:
        return plural
    if plural.endswith("ies"):
        return plural[:-3] + "y"
    return plural[:-2] if _WITH_ES.search(plural) else plural[:-1]


def _stems(form: str, ending: str) -> Iterator[str]:
    """The stems that a regular form can have, the likelier first.

    >>> list(_stems("planned", "ed"))
    ['planne', 'plan', 'plann']
    """
    if not form.endswith(ending) or len(form) < len(ending) + 2:
        return
    stem = form[: -len(ending)]
    if ending == "s":
        if form.endswith("ies"):
            yield form[:-3] + "y"
        yield stem
        if form.endswith("es"):
            yield form[:-2]
        return
    if ending == "ed" and stem.endswith("i"):
        if len(stem) < _SHORTEST:  # "died", "lied"; "tried" is of no "trie"
            yield stem + "e"
        yield stem[:-1] + "y"
        return
    if ending == "ing" and stem.endswith("y") and len(stem) < _SHORTEST:
        yield stem[:-1] + "ie"  # "lying"
    yield stem + "e"
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "sle":
        yield stem[:-1]
    yield stem
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in "sle":
        yield stem[:-1]
