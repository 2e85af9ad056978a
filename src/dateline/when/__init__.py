"""When: time expressions, and the days of events.

    times    dates, patterns → readings, numbers, tense → timex → rules → finding
    when     event_days → event_features

``times`` and ``when`` are the annotators that ask them. A rule of ``times.toml`` names an operation
of ``timex``; what reads them stands in ``calendar``, ``spans``, ``durations``, ``units``,
``holidays`` and ``feasts``.
"""
