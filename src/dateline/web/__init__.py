"""The local page and the JSON API over a store: ``dateline serve``.

    address → asking.Filter → store → views → templates        the pages
                                    → api                       the same as JSON

``app.py`` puts it together, ``guard.py`` says who may ask, ``asking.py`` reads addresses into
filters and writes them back, ``drawing.py`` works out what charts and maps show (the templates draw
them), ``words.py`` marks spans in texts, and ``correcting.py`` takes what people correct: words
that they choose (``mending.py``) and values that they fill in (``values.py``).

Everything that a report says is data: templates escape it, no script is made of it, and the
Content-Security-Policy allows nothing that does not come from here.
"""
