"""What a report says, layer by layer: one file per annotator, in the order of ``pipeline.py``.

    times          which days and times are named                           asks ``when/``
    places         which places are named, and where they are               asks ``where/``
    entities       which names, descriptions and pronouns mean the same     asks ``who/``
    attributions   who is said to say, think or deny what                   asks ``saying/``
    events         what happened: triggers, types, status, likely words     asks ``what/``
    participants   who did it to whom                                       asks ``what/``, ``who/``
    when           the days of each event                                   asks ``when/``
    offices        what a known person was on that day                      asks ``who/``
    where          the place of each event                                  asks ``where/``
    locals         who among the participants are locals of that place      asks ``who/``
    sources        according to whom                                        asks ``saying/``
    counts         how many were killed, hurt, arrested; sums of money      asks ``counting/``
    modes          how it was done, or what was asked for                   asks ``what/``
    joining        which mentions are one event                             asks ``what/``
    doubts         leaves out what is likely no event                       asks ``what/``
    contexts       what the report is about around each event               asks nobody
    confidence     how likely type and participants are right               asks ``what/``

An annotator is short: it loads its knowledge and models and says what it needs and gives. What it
decides stands in the package that it asks, whose head lists the modules.
"""
