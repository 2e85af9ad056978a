"""The head of a package names all of its modules, so that a newcomer finds the way."""

import importlib
import re
from pathlib import Path

import pytest

import dateline

ROOT = Path(dateline.__file__).parent
PACKAGES = ["annotators", "counting", "evaluation", "saying", "what", "when", "where", "who"]


@pytest.mark.parametrize("package", PACKAGES)
def test_the_head_of_a_package_names_its_modules(package):
    head = importlib.import_module(f"dateline.{package}").__doc__
    modules = {path.stem for path in (ROOT / package).glob("[a-z]*.py")}
    assert modules <= set(re.findall(r"\w+", head))


@pytest.mark.parametrize("package", [p for p in PACKAGES if p != "evaluation"])
def test_what_the_head_of_a_package_lists_is_there(package):
    head = importlib.import_module(f"dateline.{package}").__doc__
    names = re.findall(r"(?<=→ )\w+|\w+(?= →)|(?<=``)\w+(?=``)", head)
    folders = [ROOT / package, ROOT / "annotators", ROOT]
    assert not [n for n in names if not any((f / f"{n}.py").is_file() for f in folders)]
