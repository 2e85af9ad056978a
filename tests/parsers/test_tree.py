import numpy as np
import pytest

from dateline.parsers import lemmas, tree, windows


def is_tree(heads):
    return sum(h == 0 for h in heads) == 1 and all(
        reaches_root(heads, i) for i in range(len(heads))
    )


def reaches_root(heads, i):
    for _ in range(len(heads) + 1):
        if heads[i] == 0:
            return True
        i = heads[i] - 1
    return False


def test_best_heads_keeps_the_greedy_choice_where_it_is_a_tree():
    scores = np.array([[0, 0, 5, 0], [9, 0, 0, 0], [0, 0, 5, 0]], dtype=np.float32)
    assert tree.best_heads(scores).tolist() == [2, 0, 2]


def test_best_heads_breaks_a_cycle_at_the_least_cost():
    # Words 1 and 2 point at each other; the root wants word 1 more.
    scores = np.array([[4, 0, 9, 0], [1, 9, 0, 0], [0, 0, 5, 0]], dtype=np.float32)
    assert tree.best_heads(scores).tolist() == [0, 1, 2]


@pytest.mark.parametrize("seed", range(40))
def test_best_heads_gives_a_tree_for_any_scores(seed):
    size = 1 + seed % 12
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    assert is_tree(tree.best_heads(scores).tolist())


@pytest.mark.parametrize("seed", range(25))
def test_best_heads_is_the_best_of_all_trees(seed):
    size = 4
    scores = np.random.default_rng(100 + seed).normal(size=(size, size + 1)).astype(np.float32)
    everything = np.stack(np.meshgrid(*[range(size + 1)] * size), -1).reshape(-1, size)
    trees = [
        h for h in everything.tolist() if all(h[i] != i + 1 for i in range(size)) and is_tree(h)
    ]
    best = max(float(scores[np.arange(size), h].sum()) for h in trees)
    found = tree.best_heads(scores)
    assert float(scores[np.arange(size), found].sum()) == pytest.approx(best, abs=1e-4)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("Talks", "talk"), ("was", "be"), ("Syria", "Syria"), ("The", "the"), ("fled", "flee"),
     ("U.S.", "U.S."), ("POLICE", "police"), ("men", "man"), ("NATO", "NATO")],
)  # fmt: skip
def test_a_lemma_script_gives_back_its_lemma(form, lemma):
    assert lemmas.apply(form, lemmas.script(form, lemma)) == lemma


@pytest.mark.parametrize(
    ("lengths", "targets"),
    [([], []), ([10], [(0, 1)]), ([300], [(0, 1)]), ([100, 100, 100, 100], [(0, 2), (2, 4)]),
     ([60, 60, 60, 60, 60], [(0, 4), (4, 5)])],
)  # fmt: skip
def test_windows_make_each_sentence_target_once(lengths, targets):
    assert [(w.target, w.last) for w in windows.cut(lengths)] == targets


def test_windows_give_context_that_fits():
    for window in windows.cut([30] * 40):
        assert (window.last - window.first) * 30 <= windows.PIECES - 2
        assert (window.target - window.first) * 30 <= windows.CONTEXT


def crossings(heads):
    arcs = [(min(i, h), max(i, h)) for i, h in enumerate(heads, 1)]
    return sum(a < c < b < d for a, b in arcs for c, d in arcs)


def test_untangle_moves_the_word_that_loses_least():
    # Words 1 to 4; 1 is the root. 2 hangs on 4 and 3 on 1: their arcs cross.
    scores = np.full((4, 5), -9.0, dtype=np.float32)
    scores[0, 0] = scores[3, 1] = 5
    scores[1, 4], scores[1, 1] = 5, 1
    scores[2, 1], scores[2, 4] = 5, 4
    heads = tree.best_heads(scores)
    assert heads.tolist() == [0, 4, 1, 1]
    assert tree.untangle(scores, heads).tolist() == [0, 4, 4, 1]


def test_untangle_leaves_a_tree_without_crossings():
    heads = np.array([2, 0, 2, 3])
    assert tree.untangle(np.zeros((4, 5), dtype=np.float32), heads) is heads


@pytest.mark.parametrize("seed", range(40))
def test_untangle_gives_a_tree_whose_arcs_cross_less(seed):
    size = 3 + seed % 9
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    heads = tree.best_heads(scores)
    found = tree.untangle(scores, heads).tolist()
    assert is_tree(found)
    assert found == heads.tolist() or crossings(found) < crossings(heads.tolist())
