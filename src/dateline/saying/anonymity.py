"""Finds why a source stays unnamed: "on condition of anonymity because he may not speak"."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.data import Document, Sentence, Span
from dateline.knowledge import Knowledge
from dateline.phrases import Phrases
from dateline.syntax import base, subtree

Signs = Phrases[bool]
"""Lower-case words of a sign; whether it opens a reason, or says that the source is unnamed."""
WITHIN = 5
"""Words between the sign that a source is unnamed and the reason."""
_ENDS = frozenset({",", ";", "said", "says", ".", "”", '"', ")"})


def read_signs(knowledge: Knowledge) -> Signs:
    """Read ``anonymity.tsv``."""
    signs: Signs = Phrases()
    for row in knowledge.rows("en/anonymity.tsv"):
        opens = row.need("says", ("unnamed", "reason")) == "reason"
        signs.add(row.need("words").split(), opens)
    return signs


def find_reason(
    doc: Document, sent: Sentence, signs: Signs, below: Sequence[Sequence[int]]
) -> Span | None:
    """The reason that a sentence gives for not naming its source, with the word that opens it;
    ``None`` where it gives none, or names the source."""
    first, tokens = sent.start_token, doc.tokens
    words = [t.text.lower() for t in tokens[first : sent.end_token]]
    found = list(signs.find(words))
    ends = [end for _, end, opens in found if not opens]
    if not ends:
        return None
    openings = [start for start, _, opens in found if opens and 0 <= start - min(ends) <= WITHIN]
    if not openings:
        return None
    start = openings[0]
    last = _last(first + start, tokens_end=sent.end_token, doc=doc, below=below)
    return tokens[first + start].start, tokens[last].end


def _last(opening: int, *, tokens_end: int, doc: Document, below: Sequence[Sequence[int]]) -> int:
    """The last word of the clause or phrase that a word opens, by the tree; at least up to the
    next comma."""
    tokens = doc.tokens
    head = opening
    while base(tokens[head].deprel) in ("mark", "case", "fixed", "aux", "advmod"):
        head = tokens[head].head
    tree = subtree(below, head)
    last = opening
    while last + 1 < tokens_end and tokens[last + 1].text not in _ENDS:
        last += 1
    if head >= opening and tree[-1] < tokens_end:
        clause = [i for i in tree if i >= opening]
        last = max(last, clause[-1]) if tokens[head].deprel != "root" else last
    while last > opening and tokens[last].upos == "PUNCT":
        last -= 1
    return last
