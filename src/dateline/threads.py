"""One thread for each process.

The matrices of one sentence are small: a second thread of NumPy's linear algebra gains nothing,
and waits for the first one by turning in circles on a core that a worker process needs.
"""

from __future__ import annotations

import os

_VARIABLES = ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def one_each() -> None:
    """Ask NumPy, where it is not imported yet, and all processes started from here on, for one
    thread; what the user has set stays."""
    for name in _VARIABLES:
        os.environ.setdefault(name, "1")
