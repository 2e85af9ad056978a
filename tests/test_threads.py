"""One thread for each process, unless the user says otherwise."""

import subprocess
import sys

PROGRAM = "import os; from dateline import threads; threads.one_each(); print(os.environ[{!r}])"
NAME = "OPENBLAS_NUM_THREADS"


def told(**environment):
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(NAME)],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return run.stdout.strip()


def test_a_process_has_one_thread():
    assert told() == "1"


def test_what_the_user_has_set_stays():
    assert told(**{NAME: "4"}) == "4"


def test_numpy_has_not_come_in_before():
    program = "import sys, dateline.cli; print('numpy' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "False"
