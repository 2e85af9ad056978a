"""Where: the places that a report names, and those of its events.

    places    gazetteer, states → placenames → weights → resolving → home, lending, pointing
    where     event_places, capitals → event_features; own_places

``places`` and ``where`` are the annotators that ask them. ``masthead`` finds what stands above a
text, for the pipeline; ``distance`` tells how far two places lie apart.
"""
