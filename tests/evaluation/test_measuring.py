"""The measure of a task is found."""

import pytest

from dateline.errors import PipelineError
from dateline.evaluation import measuring


def test_an_unknown_task_lists_the_tasks():
    with pytest.raises(PipelineError, match="articles, attribution, confidence, coref, event"):
        measuring.measure_for("weather")
