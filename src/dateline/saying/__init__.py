"""According to whom: cues, quotations, claims, voices.

    for both        cues, lexicon, quotations, said, disputed
    attributions    trees → tellers → candidate → by_order → by_tree, according, by_network
                    → candidates → weighing
    sources         issued → speakers → holders → claims → fullest → voices → describing → choosing
                    → relays

Each of these modules reads the ones before it. For attributions: how the words hang together, who
tells something, what each cue may attribute to whom, and what tells which reading is right. For
sources: whose a report is, which noun phrases name a speaker, who of them holds a claim, which
claims a report makes, who "he" is, whose claims are near an event, what tells for each, who is
taken for its source, and who passes his words on. ``anonymity`` finds why a source is unnamed; whom
"I" means is a question of ``who/speaking.py``.
"""
