"""Trains the embedded models from public corpora and our labels; not needed to use them.

    the network     examples, tasks → corpora, treebank → treebank_examples, report_examples
                    → preparing → batches; network, released → losses, checks → learn → export
                    → shipping; pruning, trees, curve
    small models    apart, folds → linear; one file for each of the others in ``model/``
    the gazetteer   build_gazetteer

``dateline train`` (``commands/train.py``) runs them; ``docs/training.md`` tells in which order.
"""
