"""Lemma scripts: how a word becomes its lemma, as a class that a tagger can choose."""

from __future__ import annotations


def script(form: str, lemma: str) -> str:
    """Describe the way from a form to its lemma.

    ``=`` keep, ``l`` lower case, ``l-2+y`` lower case, cut two letters, add y, ``r:be`` replace.

    >>> [script(*p) for p in (("Syria", "Syria"), ("Said", "say"), ("met", "meet"), ("is", "be"))]
    ['=', 'l-2+y', 'l-1+et', 'r:be']
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
