import os
import tomllib
from dataclasses import fields

import pytest

from dateline import config
from dateline.errors import UsageError


def test_defaults_hold_every_setting_with_a_comment_and_no_other():
    lines = config.DEFAULTS.read_text(encoding="utf-8").splitlines()
    defaults = tomllib.loads("\n".join(lines))
    assert set(defaults) == {field.name for field in fields(config.Config)}
    for name in defaults:
        (at,) = (i for i, line in enumerate(lines) if line.startswith(f"{name} ="))
        above = lines[at - 1]
        assert above.startswith("#") or any(above.startswith(f"{n} =") for n in defaults)


def test_load_gives_the_defaults():
    assert config.load({}) == config.Config(
        workers=1,
        format="table",
        knowledge=(),
        max_report_bytes=150_000,
        batch_reports=8,
        batch_characters=40_000,
        progress_after_s=2.0,
        store="",
    )


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("workers", "4", 4),
        ("format", "jsonl", "jsonl"),
        ("knowledge", f"one{os.pathsep}two", ("one", "two")),
        ("progress_after_s", "0.5", 0.5),
        ("workers", "", 1),
    ],
)
def test_load_lets_the_environment_override(name, value, expected):
    assert getattr(config.load({f"DATELINE_{name.upper()}": value}), name) == expected


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("WORKERS", "two", "DATELINE_WORKERS: a whole number is expected, not 'two'"),
        ("WORKERS", "0", "DATELINE_WORKERS: a whole number of at least 1 is expected"),
        ("PROGRESS_AFTER_S", "nan", "DATELINE_PROGRESS_AFTER_S: a number of at least 0"),
    ],
)
def test_load_refuses_a_value_of_the_wrong_kind(name, value, reason):
    with pytest.raises(UsageError, match=reason):
        config.load({f"DATELINE_{name}": value})
