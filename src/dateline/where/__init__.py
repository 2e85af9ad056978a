"""Where: the gazetteer, and the states of the world over time."""
