"""Measures: predicted against gold, one file per task; the file name is the task's name.

A measure has

``LAYER``
    the layer of a ``dateline read --format jsonl`` line it scores, ``None`` where none serves;
``from_document(doc, item)``
    the prediction for a gold item, in the form of its ``gold``, read off a coded document;
``from_line(layer)``
    the same, read off the layer of a JSON line;
``check(pred, size)``
    raises ``ValueError`` for a prediction that cannot be scored over a text of ``size``;
``score(pairs)``
    figures over pairs of gold item and prediction (``None`` where there is none).

What several share stands in ``evaluation/``.
"""
