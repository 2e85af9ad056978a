"""Counting: how many were killed, injured, arrested, displaced, held; who took part; sums of money.

    numbers        words → numbers, with the noun that each counts
    whom           people → befell → counted
    whose          wordings → victims, attending, sums

A number of people counts what the words near it say of them (``befell``); of the events in the
sentence that can have such a count, the nearest in the tree gets it (``wordings``). One by one
people count where a deed is done to them (``victims``). What else a sentence counts are those who
take part (``attending``), and ``sums``. Ranges of vague numbers follow the annotation guide
("dozens" is 24 to 99).
"""
