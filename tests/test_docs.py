"""What the documentation shows is there: commands with their options, files, links, keys."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from dateline import cli
from dateline.data import Document, EventMention, Report
from dateline.readers import parse_date

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NOT_OURS = {"held-out.jsonl", "narrow0.pt", "cv0.pt", "cv4.pt", "mine/en/people.tsv"}
"""Files that commands make, and a user's own."""

FILE = re.compile(r"`([\w./-]+\.(?:py|tsv|toml|jsonl|md|pt|onnx|npz|bin))`")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"(?:^    |`|&& )dateline ([a-z][^`\n|&]*)", re.MULTILINE)


def by_page(pattern):
    return [
        pytest.param(page, found, id=f"{page.name}: {found[:60]}")
        for page in PAGES
        for found in dict.fromkeys(pattern.findall(page.read_text(encoding="utf-8")))
    ]


@pytest.mark.parametrize(("page", "name"), by_page(FILE))
def test_a_file_that_is_named_exists(page, name):
    if name.startswith("/") or name in NOT_OURS:
        return
    folders = ("", "src/dateline/", "docs/")
    assert any((ROOT / folder / name).is_file() for folder in folders) or any(
        path.as_posix().endswith(f"/{name}")
        for folder in ("src", "tests")
        for path in (ROOT / folder).rglob(Path(name).name)
    )


@pytest.mark.parametrize(("page", "target"), by_page(LINK))
def test_a_link_leads_somewhere(page, target):
    assert (page.parent / target).exists()


@pytest.mark.parametrize(("page", "line"), by_page(COMMAND))
def test_a_command_that_is_shown_has_these_options(page, line):
    words = shlex.split(re.split(r"\s{3,}(?!-)", line)[0].rstrip("\\"), comments=True)
    command = typer.main.get_command(cli.app)
    while hasattr(command, "commands") and words and words[0] != "…":
        command = command.commands[words.pop(0).rstrip(",")]
    known = {name for option in command.params for name in (*option.opts, *option.secondary_opts)}
    assert {word for word in words if re.match(r"--?[a-z]", word)} <= known


def test_the_report_of_the_readme_is_the_sample():
    sample = ROOT / "src" / "dateline" / "samples" / "baku-talks.txt"
    assert sample.read_text(encoding="utf-8").strip() in PAGES[0].read_text(encoding="utf-8")


@pytest.mark.model
def test_the_record_of_the_readme_is_what_comes_out(capfd, monkeypatch):
    monkeypatch.setenv("COLUMNS", "118")
    sample = ROOT / "src" / "dateline" / "samples" / "baku-talks.txt"
    with pytest.raises(SystemExit):
        cli.main(["read", str(sample)])
    shown = PAGES[0].read_text(encoding="utf-8").split("```\n")[3]
    assert shown in capfd.readouterr().out


def test_each_key_of_a_record_is_documented():
    report = Report("a", "They met.", parse_date("2025-07-12"))
    form = Document(report, events=(EventMention("CONSULT", (5, 8), (0, 9)),)).to_dict()
    page = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`(\w+)`", page))
    assert {*form, *form["events"][0]} <= documented
