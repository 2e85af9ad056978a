import pytest

from dateline.data import Token
from dateline.errors import ReportError
from dateline.evaluation.figures import pick
from dateline.measures import language

CONLLU = """\
# newdoc id = one
# newpar
# sent_id = 1
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_
1.1\tempty\t_\t_\t_\t_\t_\t_\t_\t_

# newpar
1\tStay\tstay\tVERB\tVB\t_\t0\troot\t_\t_

# newdoc id = two
1\tHere\there\tADV\tRB\t_\t0\troot\t_\t_
"""


@pytest.fixture
def docs(tmp_path):
    path = tmp_path / "a.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return list(language.read_conllu(path))


def tokens(*rows):
    return [Token(0, 0, t, lemma, upos, "", head, rel) for t, lemma, upos, head, rel in rows]


def test_read_conllu_keeps_spaces_and_paragraphs(docs):
    assert [d.id for d in docs] == ["one", "two"]
    assert [d.text for d in docs] == ["Don't go. Yes\n\nStay", "Here"]


def test_read_conllu_names_the_bad_line(tmp_path):
    path = tmp_path / "a.conllu"
    path.write_text("# text = x\n1\tx\n", encoding="utf-8")
    with pytest.raises(ReportError, match=r"a\.conllu:2: 2 columns"):
        list(language.read_conllu(path))


GO = (
    ("Do", "do", "AUX", 2, "aux"),
    ("n't", "not", "PART", 2, "advmod"),
    ("go", "go", "VERB", 2, "root"),
)
STOP, YES, STAY = (
    (".", ".", "PUNCT", 2, "punct"),
    ("Yes", "yes", "INTJ", 4, "root"),
    ("Stay", "stay", "VERB", 5, "root"),
)


@pytest.mark.parametrize(
    ("rows", "lengths", "figure", "value"),
    [
        ((*GO, STOP, YES, STAY), (4, 1, 1), "LAS", 100),
        ((*GO, STOP, YES, STAY), (4, 1, 1), "sentences", 100),
        ((*GO, STOP, YES, STAY), (4, 2), "sentences", 40),
        # relation subtypes are ignored, so is a wrong relation for UAS only
        ((*GO, (".", ".", "PUNCT", 2, "punct:x"), YES, STAY), (4, 1, 1), "LAS", 100),
        ((*GO, (".", ".", "PUNCT", 2, "dep"), YES, STAY), (4, 1, 1), "UAS", 100),
        ((*GO, (".", ".", "PUNCT", 2, "dep"), YES, STAY), (4, 1, 1), "LAS", 100 * 5 / 6),
        # "go." kept whole: two gold words lost of six, one of five predicted; and "Do", "n't"
        # hang on a word that is none
        (
            (*GO[:2], ("go.", "go", "VERB", 2, "root"),
             ("Yes", "yes", "INTJ", 3, "root"), ("Stay", "stay", "VERB", 4, "root")),
            (3, 1, 1), "words", 200 * 4 / 11,
        ),
        (
            (*GO[:2], ("go.", "go", "VERB", 2, "root"),
             ("Yes", "yes", "INTJ", 3, "root"), ("Stay", "stay", "VERB", 4, "root")),
            (3, 1, 1), "UAS", 200 * 2 / 11,
        ),
    ],
)  # fmt: skip
def test_score_aligns_words_by_their_letters(docs, rows, lengths, figure, value):
    figures = language.score([(docs[0], (tokens(*rows), lengths))])
    assert pick(figures, (figure, "f1")) == pytest.approx(value)


def test_score_refuses_other_letters(docs):
    with pytest.raises(ValueError, match="one"):
        language.score([(docs[0], (tokens(("Gone", "go", "VERB", 0, "root")), (1,)))])
