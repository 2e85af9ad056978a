import pytest

from dateline.knowledge import Knowledge
from dateline.parsers import lemmas

WORDS = set(
    "criticize add plan hope come visit shift policy try pass win create agree stop say party"
    " government hop com die lie beat"
    .split()
)  # fmt: skip


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("Syria", "Syria"), ("Said", "say"), ("met", "meet"), ("is", "be"), ("Cities", "city")],
)
def test_a_script_leads_from_form_to_lemma(form, lemma):
    assert lemmas.apply(form, lemmas.script(form, lemma)) == lemma


@pytest.mark.parametrize(
    ("form", "lemma", "xpos", "mended"),
    [
        ("protesters", "protesters", "NNS", "protester"),
        ("fatalities", "fatalities", "NNS", "fatality"),
        ("pouches", "pouches", "NNS", "pouch"),
        ("barracks", "barracks", "NNS", "barracks"),
        ("criticized", "criticiz", "VBD", "criticize"),
        ("Criticizing", "criticiz", "VBG", "criticize"),
        ("added", "adde", "VBD", "add"),
        ("planned", "plann", "VBN", "plan"),
        ("stopped", "stopp", "VBN", "stop"),
        ("hoping", "hop", "VBG", "hope"),  # "hop" would have doubled its consonant
        ("coming", "com", "VBG", "come"),
        ("tried", "tri", "VBD", "try"),
        ("passes", "passe", "VBZ", "pass"),
        ("policies", "policie", "NNS", "policy"),
        ("visited", "visit", "VBD", "visit"),
        ("injured", "injur", "VBD", "injure"),  # no stem is a known word, but it wants an e
        ("injured", "injured", "VBG", "injure"),
        ("violating", "violat", "VBG", "violate"),
        ("wrote", "wrot", "VBD", "write"),
        ("women", "womens", "NNS", "woman"),
        ("Government", "Government", "NN", "government"),
        ("Syrian", "Syrian", "JJ", "Syrian"),
        ("i", "i", "PRP", "I"),
        ("an", "an", "DT", "a"),
        ("Dow", "dow", "NNP", "Dow"),
        ("died", "died", "VBD", "die"),
        ("lying", "lying", "VBG", "lie"),
        ("outgunned", "outgunned", "VBN", "outgun"),  # no word, but the letters tell
        ("gunned", "gunn", "VBN", "gun"),  # "gunn" is a word to the tagger, a name
        ("impounded", "impounded", "VBD", "impound"),
        ("flogged", "flogg", "VBN", "flog"),  # nor is the tagger's own a word
        ("enacted", "enacte", "VBN", "enact"),
        ("ongoing", "ongoing", "VBG", "ongoing"),
        ("beat", "beate", "VBD", "beat"),
        ("firemen", "fireme", "NNS", "fireman"),
        ("poultry", "poultr", "NNS", "poultry"),
        ("xyzzed", "xyzze", "VBD", "xyzze"),  # no stem is a word: the tagger's word stands
    ],
)
def test_a_lemma_is_mended(form, lemma, xpos, mended):
    irregular = lemmas.read_irregular(Knowledge())
    assert lemmas.mend(form, lemma, xpos, irregular, WORDS.__contains__) == mended


@pytest.mark.parametrize(
    ("form", "lemma", "mended"),
    [("postponed", "postpon", "postpone"), ("Reaffirmed", "reaffirmed", "reaffirm"),
     ("criticised", "criticis", "criticise"), ("revised", "revis", "revise"),
     ("expelled", "expell", "expel"), ("attached", "attache", "attach")],
)  # fmt: skip
def test_what_the_knowledge_files_name_are_words(form, lemma, mended):
    words = lemmas.read_words(Knowledge())
    assert lemmas.mend(form, lemma, "VBD", {}, words.__contains__) == mended
