"""What happened: wordings, parties, status, modes, days and places of an event, which are one.

    for all         plover, roles, pairs, frames, scene
    events          thresholds → heads → wordings (typed, spread, distinct, keeping) → coding
                    taking_part; triggers; status_model → status_words → statuses
                    (status_features), decided (undone, by_tense)
    participants    party_scene → bystanders → turning → party_features → party_model → parties;
                    named_last, beside, hosts, aimed
    modes           mode_words → mode_model → mode_features
    when, where     scene → choosing
    joining         joining; topics → calibration
    doubts          topics → calibration; untold
    confidence      the same

Each line names an annotator and what it asks, in the order in which one rests on the other. Not
asked by any of them is ``between``: the type of what passes between two marked parties.
"""
