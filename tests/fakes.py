"""A coder without a model, and the command line over it.

python -c 'import fakes; fakes.main()' read report.txt
"""

import os
import re
import signal
import time
from dataclasses import replace

from dateline.data import Document, EventMention, Participant, Sentence, When


class FakeCoder:
    """Finds a CONSULT at each "met"; some words make it fail as a real coder could."""

    def code_many(self, reports):
        return [self.code(report) for report in reports]

    def code(self, report):
        if "BOOM" in report.text:
            raise ValueError("a bad report")
        if "KILL" in report.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "SLEEP" in report.text:
            time.sleep(60)
        return document_of(report)


def document_of(report):
    whole = (0, len(report.text))
    events = tuple(
        EventMention(
            "CONSULT",
            match.span(),
            whole,
            actors=(Participant(*whole, report.text, country="SYR", sectors=("GOV",)),),
            when=When(report.published, report.published, "day"),
        )
        for match in re.finditer("met", report.text)
    )
    return Document(report, sentences=(Sentence(*whole, 0, 0),), events=events)


class Sizes:
    """Puts the size of its batch before each text."""

    def code_many(self, reports):
        count = len(reports)
        return [document_of(replace(r, text=f"{count} {r.text}")) for r in reports]


def load(folders=()):
    return FakeCoder()


def load_fails(folders=()):
    from dateline.errors import KnowledgeError

    raise KnowledgeError("a bad row", path="mine.tsv", line=3)


def load_dies(folders=()):
    os._exit(7)


def load_sizes():
    return Sizes()


def text_of(doc):
    return doc.text


def pid(doc):
    return os.getpid()


def main():
    from dateline import cli
    from dateline.commands import read

    read.load_coder = load
    cli.main()
