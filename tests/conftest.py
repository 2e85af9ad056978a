"""Settings of all tests."""

from hypothesis import settings

# No deadline, as machines differ; the same examples in each run, so that a change is to blame.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")
