"""Words that are signs of a status other than ``happened``: lists, moods, what governs an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dateline.data import Status
from dateline.knowledge import Knowledge
from dateline.saying.cues import POS
from dateline.what.status_model import STATUSES
from dateline.wordlists import WordLists, read_word_lists

CLASSES = frozenset(
    "avert fail deny cancel intend schedule desire attempt consider fear ask allow begin continue"
    " end hold occur cause manage factive claim seem pretend negotiate ready".split()
)
"""What a word makes of an event that it governs."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Words of ``en/status.tsv``. ``of``: the lemmas that are a sign of each status; ``alone``:
    what a lemma makes of whatever it governs. ``classes``: that of a word by lemma and part of
    speech (``en/governors.tsv``). ``moods``: what a modal verb says; ``lists``: of further words
    (``en/words.tsv``)."""

    of: Mapping[str, frozenset[str]]
    alone: Mapping[str, Status]
    classes: Mapping[tuple[str, str], str]
    moods: Mapping[str, str]
    lists: WordLists


@lru_cache(maxsize=2)
def read_signs(knowledge: Knowledge) -> Signs:
    """Read the words that are signs of a status other than ``happened``.

    Raises ``KnowledgeError`` for a row that is wrong.
    """
    found: dict[str, set[str]] = {}
    alone: dict[str, Status] = {}
    for row in knowledge.rows("en/status.tsv"):
        lemma, status = row.need("lemma"), row.need("status", STATUSES[1:])
        found.setdefault(status, set()).add(lemma)
        if row.get("alone") == "yes":
            alone[lemma] = next(s for s in STATUSES if s == status)
    classes = {
        (row.need("cue"), row.need("pos", POS)): row.need("class", CLASSES)
        for row in knowledge.rows("en/governors.tsv")
    }
    lists = read_word_lists(knowledge)
    moods = {
        **dict.fromkeys(lists.modal_will, "will"),
        **dict.fromkeys(lists.modal_would, "would"),
        **dict.fromkeys(lists.modal_may, "may"),
        **dict.fromkeys(lists.modal_must, "must"),
    }
    of = {status: frozenset(lemmas) for status, lemmas in found.items()}
    return Signs(of, alone, classes, moods, lists)
