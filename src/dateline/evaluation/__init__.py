"""Predicted against gold → precision, recall, F.

    gold file → Item ┐
                     ├→ Pair → measure.score → Figures → table or JSON
    pipeline or file ┘

``gold_files`` reads items and predictions, ``labels`` our stand-off labels of public corpora;
``predicting`` asks the pipeline; ``measuring`` finds the measure of a task (``measures/``);
``showing`` and ``breakdown`` tell what comes out. ``items``, ``figures`` and ``spans`` are what the
measures share, ``conllu`` and ``kinds`` read treebanks.
"""
