"""The modules of the store stand in the order that its docstring gives: reading before writing."""

import ast
import re
from pathlib import Path

import pytest

from dateline import store

FOLDER = Path(store.__file__).parent
NAMES = [
    name
    for row in re.findall(r"^    ((?:[a-z_]+ )+) +\S", store.__doc__, re.MULTILINE)
    for name in row.split()
]


def imported(module):
    """The modules of the store that a module imports when it is run."""
    whole = FOLDER / module
    paths = [*whole.glob("*.py")] if whole.is_dir() else [whole.with_suffix(".py")]
    for path in paths:
        for node in _run(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "dateline.store":
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module.startswith("dateline.store."):
                yield node.module.split(".")[2]


def _run(node):
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield child
            yield from _run(child)


def test_the_docstring_names_all_modules():
    there = {path.stem for path in FOLDER.glob("[!_]*.py")} | {"output"}
    assert sorted(NAMES) == sorted(there)


@pytest.mark.parametrize("module", NAMES)
def test_a_module_imports_only_those_before_it(module):
    before = {*NAMES[: NAMES.index(module)], module if module == "output" else ""}
    assert set(imported(module)) <= before
