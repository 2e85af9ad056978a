"""Verbs that name an event of one type, over hand-made trees."""

import pytest
from build import document

from dateline.knowledge import Knowledge
from dateline.syntax import index_of
from dateline.what.typed import read_typed, type_of

ROWS = """They they PRON 2 nsubj
          {0} {1} VERB 0 root
          {2} {3} NOUN 2 {4}"""


@pytest.mark.parametrize(
    ("verb", "noun", "relation", "kind"),
    [
        (("imposed", "impose"), ("sanctions", "sanction"), "obj", "SANCTION"),
        (("imposed", "impose"), ("sanctions", "sanctions"), "obj", "SANCTION"),
        (("imposed", "impose"), ("sanctions", "sanction"), "nsubj:pass", "SANCTION"),
        (("imposed", "impose"), ("curfews", "curfew"), "obj", None),
        (("lifted", "lift"), ("sanctions", "sanction"), "obj", None),
        (("kidnapped", "kidnap"), ("nurses", "nurse"), "obj", "ASSAULT"),
    ],
)
def test_a_verb_with_its_object_names_one_type(verb, noun, relation, kind):
    known = index_of(document(ROWS.format(*verb, *noun, relation)))
    assert type_of(known, 1, read_typed(Knowledge())) == kind
