"""The benchmarks ask only for what the package has; they are run by hand, so nothing else tells."""

import ast
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
IMPORTS = [
    pytest.param(node.module, alias.name, id=f"{path.stem}: {node.module}.{alias.name}")
    for path in sorted((ROOT / "benchmarks").glob("*.py"))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dateline")
    for alias in node.names
]


@pytest.mark.parametrize(("module", "name"), IMPORTS)
def test_what_a_benchmark_imports_is_there(module, name):
    if module.startswith("dateline.train"):
        pytest.importorskip("torch")
    found = importlib.import_module(module)
    if not hasattr(found, name):
        importlib.import_module(f"{module}.{name}")
