"""Documents → output. One file per format; the file's name is the name of the format.

An exporter module has

    def prepare(doc: Document) -> Row                           # pure; runs in a worker process
    def write(rows: Iterable[Row], out: BinaryIO) -> None       # in the order of the input

with a ``Row`` of its own kind that pickle can send. ``check()``, where a module has it, raises
``UsageError`` if something is missing that it needs, before any work is done.
"""
