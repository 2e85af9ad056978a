"""The ways to give parties a side, and what they weigh."""

import numpy as np
import pytest
from party import word

from dateline.errors import KnowledgeError
from dateline.what.parties import MOST
from dateline.what.party_features import Party
from dateline.what.party_model import keys, likeliest, read_party_model, ways


@pytest.mark.parametrize("n", range(MOST + 1))
def test_the_ways_of_fewer_parties_are_those_of_more_that_leave_the_rest_out(n):
    more = ways(MOST).sides
    kept = more[(more[:, n:] == 0).all(1)]
    assert (kept[:, :n] == ways(n).sides).all()
    assert len(kept) == len(ways(n).sides)


def party(*countries):
    found = Party([], word(0), None)
    found.countries = frozenset(c for c in countries if c)
    return found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((1, 0, 2, 0), (0, 1, 2, 0), True),
        ((1, 0, 2, 0), (1, 1, 2, 1), True),
        ((1, 0, 2, 0), (2, 0, 1, 0), False),
        ((0, 0, 0, 1), (0, 0, 0, 0), True),
    ],
)
def test_ways_are_alike_where_their_countries_are(one, other, same):
    parties = [party("SYR"), party("SYR"), party("ISR"), party(None)]
    first, second = keys("ACCUSE", parties, (one, other))
    assert (first == second) is same


def test_who_met_whom_makes_no_difference():
    found = keys("CONSULT", [party("SYR"), party("ISR")], ((1, 2), (2, 1), (1, 1), (1, 0)))
    assert found[0] == found[1] == found[2] != found[3]


def test_the_likeliest_countries_win_with_their_best_way():
    scores = np.log([0.35, 0.3, 0.25, 0.1])
    countries = [(7, 0), (8, 0), (8, 0), (9, 0)]
    best, chance = likeliest(scores, lambda some: [countries[i] for i in some])
    assert (best, chance) == (1, pytest.approx(0.55))


@pytest.mark.parametrize("line", ["party\tx\t1", "pair\tjoined\t1\t2", "sizes\tx\t1", "odd\tx\t1"])
def test_a_broken_line_of_the_model_is_named(tmp_path, line):
    path = tmp_path / "parties.tsv"
    path.write_text(f"# a model\n{line}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"parties\.tsv.*2|no weights"):
        read_party_model(path)
