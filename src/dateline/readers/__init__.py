"""Files → Reports. One file per format; the file's name is the name of the format.

A reader module has ``SUFFIXES`` (file endings, without ``.gz``) and

    def read(stream: BinaryIO, path: str, rules: Rules) -> Iterator[Report | Refusal]

which yields one report after the other without loading the whole stream, and a refusal for each
report that it cannot read. Where the format can hold what a coder has found, its ``read_coded``
also yields documents. Both functions below open files, walk folders and pick the reader.
"""

from dateline.readers._files import read, read_coded, size
from dateline.readers._rules import MAX_REPORT_BYTES, Rules, parse_date

__all__ = ["MAX_REPORT_BYTES", "Rules", "parse_date", "read", "read_coded", "size"]
