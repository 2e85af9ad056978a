import random

import pytest
from stories import world

from dateline.store import open_store


@pytest.mark.parametrize("batches", [1, 2, 4])
def test_the_order_of_adding_does_not_matter(tmp_path, batches):
    docs = world(7)
    digests = set()
    for seed in range(20 if batches == 4 else 4):
        random.Random(seed).shuffle(docs)
        size = -(-len(docs) // batches)
        with open_store(str(tmp_path / f"{seed}.db"), writable=True) as store:
            for i in range(0, len(docs), size):
                store.add(docs[i : i + size])
            digests.add(store.digest())
    with open_store(str(tmp_path / "whole.db"), writable=True) as store:
        store.add(world(7))
        digests.add(store.digest())
    assert len(digests) == 1


def test_both_databases_hold_the_same(store, here):
    docs = world(3)
    store.add(docs)
    here.add(docs)
    assert store.digest() == here.digest()
    assert store.events() == here.events()
