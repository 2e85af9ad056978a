"""Who: actors through time, who is meant, of which country and sectors.

    knowledge       reading → actors; folding, spellings, acronyms, person_names; checking
    a report read   text → known → sights → extents → phrases → whose (each adds to the one
                    before); ways; near, metonyms, speaking
    entities        entity_words; grouping → groups, descriptions, pronouns (third_person,
                    first_person)
    participants    resolving → judging (countries, sectors, several, bare)

Names are looked up in ``actors`` under any of their spellings. ``phrases`` lists what a noun phrase
shows of a country, in which of the ``ways``; ``whose`` tells it of all mentions of an entity.
``grouping`` finds which phrases mean the same party, and ``resolving`` makes a participant of a
stretch of the report, whose country and sectors ``judging`` weighs.
``checking`` is for whoever edits the knowledge files.
"""
