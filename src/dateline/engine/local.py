"""Coding on this machine: in this process for one worker, in worker processes for more.

Reports are handed to the coder in batches. The batches are the same whatever the number of
workers, results come in the order of the input, and so the output has the same bytes. At most a
few batches a worker are in memory at a time.
"""

from __future__ import annotations

import gc
import itertools
import logging
import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Protocol, TypeVar

from dateline import threads
from dateline.data import Document, Refusal, Report
from dateline.errors import PipelineError, ReportError

logger = logging.getLogger(__name__)

Result = TypeVar("Result")
Batch = tuple[Report | Refusal, ...]

BATCH_REPORTS = 8
BATCH_CHARACTERS = 40_000
AHEAD = 4
"""Batches a worker that may be finished or under way while an earlier one is still awaited."""
GARBAGE = 50_000
"""Objects made since the last look for garbage in cycles; coding leaves hardly any."""


class Coder(Protocol):
    """What the engine needs of a coder: ``dateline.load()`` gives one."""

    def code_many(self, reports: Sequence[Report]) -> list[Document]:
        """Code several reports, in their order."""
        ...


def without_scores(doc: Document) -> Document:
    """Leave out the model's scores, which nothing after coding needs."""
    return replace(doc, scores=None)


def code(
    items: Iterable[Report | Refusal],
    load: Callable[[], Coder],
    finish: Callable[[Document], Result],
    *,
    workers: int = 1,
    batch_reports: int = BATCH_REPORTS,
    batch_characters: int = BATCH_CHARACTERS,
) -> Generator[Result | Refusal]:
    """Code reports, and yield for each what ``finish`` makes of its document, in input order.

    Refusals pass through in their place; a report that makes the coder fail becomes one. With
    more than one worker, ``load`` and ``finish`` must be functions that pickle can name, and the
    program's main module must be importable (``if __name__ == "__main__"``). Raises what ``load``
    raises, and ``PipelineError`` where a worker ends before it has loaded.
    """
    batches = _batches(items, batch_reports, batch_characters)
    first = tuple(itertools.islice(batches, 2 if workers > 1 else 0))
    batches = itertools.chain(first, batches)
    if workers <= 1 or len(first) < 2:
        coder: Coder | None = None
        with _garbage_left_longer():
            for batch in batches:
                if all(isinstance(item, Refusal) for item in batch):
                    yield from (item for item in batch if isinstance(item, Refusal))
                    continue
                coder = coder or load()
                yield from _code_batch(coder, batch, finish)
    else:
        yield from _code_in_processes(batches, load, finish, workers)


def pipe(reports: Iterable[Report], workers: int) -> Iterator[Document]:
    """Code reports with the embedded pipeline in worker processes; documents in input order.

    Raises ``ReportError`` where a report cannot be coded.
    """
    for result in code(reports, _load, without_scores, workers=workers):
        if isinstance(result, Refusal):
            raise ReportError(result.reason, path=result.path, line=result.line)
        yield result


def _load() -> Coder:
    import dateline

    return dateline.load()


@contextmanager
def _garbage_left_longer() -> Iterator[None]:
    """Look for garbage less often: the many small objects of knowledge and documents make Python
    look all the time, a tenth of the time of loading and of coding."""
    before = gc.get_threshold()
    gc.set_threshold(GARBAGE, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _batches(
    items: Iterable[Report | Refusal], most_reports: int, most_characters: int
) -> Iterator[Batch]:
    """Group what comes into batches, by number of items and by length of text."""
    batch: list[Report | Refusal] = []
    characters = 0
    for item in items:
        length = len(item.text) if isinstance(item, Report) else 0
        if batch and characters + length > most_characters:
            yield tuple(batch)
            batch, characters = [], 0
        batch.append(item)
        characters += length
        if len(batch) >= most_reports:
            yield tuple(batch)
            batch, characters = [], 0
    if batch:
        yield tuple(batch)


def _code_batch(
    coder: Coder, batch: Sequence[Report | Refusal], finish: Callable[[Document], Result]
) -> list[Result | Refusal]:
    """Code a batch at once; where that fails, report by report, to find the one at fault."""
    reports = [item for item in batch if isinstance(item, Report)]
    docs: Iterator[Document] | None
    try:
        docs = iter(coder.code_many(reports) if reports else ())
    except Exception:  # whatever a report does to the coder, the others are to be coded
        logger.debug("a batch failed", exc_info=True)
        docs = None
    results: list[Result | Refusal] = []
    for item in batch:
        if isinstance(item, Refusal):
            results.append(item)
            continue
        try:
            doc = next(docs) if docs is not None else coder.code_many([item])[0]
            results.append(finish(doc))
        except Exception as error:  # as above
            logger.debug("report %s failed", item.id, exc_info=True)
            results.append(_failed(item, f"{type(error).__name__}: {error}"))
    return results


def _failed(report: Report, what: str) -> Refusal:
    path = report.origin or f"report {report.id}"
    return Refusal(path, f"could not be coded ({what})")


# --- worker processes -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Job:
    """Some items of a batch: those from ``offset`` on. A whole batch, unless it is tried again
    item by item as a worker died of it.
    """

    number: int
    offset: int
    items: Batch


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    ready: bool = False
    job: _Job | None = None
    dead: bool = False


@dataclass(frozen=True, slots=True)
class _Ready:
    """A worker's first message: it has loaded, or why it could not."""

    error: Exception | None = None


class _Shelf:
    """The results of batches under way, given out in the order of the input."""

    def __init__(self) -> None:
        self._slots: dict[int, list[Any]] = {}
        self._missing: dict[int, int] = {}
        self._due = 0

    def __len__(self) -> int:
        return len(self._slots)

    def expect(self, job: _Job) -> None:
        if job.number not in self._slots:
            self._slots[job.number] = [None] * len(job.items)
            self._missing[job.number] = len(job.items)

    def put(self, job: _Job, results: list[Any]) -> None:
        self._slots[job.number][job.offset : job.offset + len(results)] = results
        self._missing[job.number] -= len(results)

    def take(self) -> Iterator[Any]:
        """Yield the results of the batches that are complete and due."""
        while self._missing.get(self._due) == 0:
            del self._missing[self._due]
            results = self._slots.pop(self._due)
            self._due += 1
            yield from results


def _code_in_processes(
    batches: Iterator[Batch],
    load: Callable[[], Coder],
    finish: Callable[[Document], Result],
    workers: int,
) -> Iterator[Result | Refusal]:
    jobs = (_Job(number, 0, batch) for number, batch in enumerate(batches))
    again: deque[_Job] = deque()
    shelf = _Shelf()
    team: list[_Worker] = []
    try:
        team.extend(_start(load, finish) for _ in range(workers))
        while True:
            _hand_out(team, jobs, again, shelf)
            yield from shelf.take()
            if not shelf and all(worker.ready for worker in team):
                if _hand_out(team, jobs, again, shelf):
                    continue
                return
            for worker in _heard(team):
                _listen(worker, shelf, again)
            for worker in [worker for worker in team if worker.dead]:
                team[team.index(worker)] = _start(load, finish)
    finally:
        _stop(team)


def _hand_out(team: list[_Worker], jobs: Iterator[_Job], again: deque[_Job], shelf: _Shelf) -> bool:
    """Give a job to each idle worker, as far as there are jobs and room on the shelf."""
    given = False
    for worker in team:
        if not worker.ready or worker.job is not None:
            continue
        job = again.popleft() if again else None
        if job is None and len(shelf) < AHEAD * len(team):
            job = next(jobs, None)
        if job is None:
            break
        shelf.expect(job)
        _send(worker, job)
        given = True
    return given


def _listen(worker: _Worker, shelf: _Shelf, again: deque[_Job]) -> None:
    """Take in what a worker has sent: that it is ready, its results, or that it died."""
    message = _receive(worker)
    job, worker.job = worker.job, None
    if isinstance(message, _Ready):
        if message.error is not None:
            raise message.error
        worker.ready = True
    elif job is None:
        raise PipelineError(f"a worker process ended before it had loaded: {_end_of(worker)}")
    elif message is not None:
        shelf.put(job, message)
    else:
        worker.dead = True
        end = _end_of(worker)
        if len(job.items) == 1:
            shelf.put(job, [_died(job.items[0], end)])
        else:  # the items one by one, to find the one that it died of
            again.extend(
                _Job(job.number, job.offset + i, (item,)) for i, item in enumerate(job.items)
            )


def _start(load: Callable[[], Coder], finish: Callable[[Document], Any]) -> _Worker:
    threads.one_each()
    context = multiprocessing.get_context("spawn")  # the model's threads do not survive a fork
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, load, finish), daemon=True)
    with _interrupts_ignored():
        process.start()
    theirs.close()  # so that we read the end of the file when the worker dies
    return _Worker(process, ours)


def _send(worker: _Worker, job: _Job) -> None:
    worker.job = job
    try:
        worker.connection.send(job.items)
    except (BrokenPipeError, ConnectionResetError):
        return  # it died: _receive will see it


def _heard(team: list[_Worker]) -> list[_Worker]:
    """Wait until some workers have sent something, or died."""
    active = [worker for worker in team if worker.job is not None or not worker.ready]
    heard = wait([worker.connection for worker in active])
    return [worker for worker in active if worker.connection in heard]


def _receive(worker: _Worker) -> Any:  # noqa: ANN401 - _Ready, list of results, or None: died
    try:
        return worker.connection.recv()
    except (EOFError, ConnectionResetError):
        return None


def _end_of(worker: _Worker) -> str:
    worker.connection.close()
    worker.process.join()
    code = worker.process.exitcode
    if code is not None and code < 0:
        return f"killed by signal {-code}" + (", perhaps for want of memory" if code == -9 else "")
    return f"exit status {code}"


def _died(item: Report | Refusal, end: str) -> Refusal:
    return item if isinstance(item, Refusal) else _failed(item, f"its worker process ended: {end}")


def _stop(team: list[_Worker]) -> None:
    for worker in team:
        worker.connection.close()
        worker.process.terminate()
    for worker in team:
        worker.process.join()


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Let a process that starts now ignore Ctrl-C from its first moment: we end it ourselves."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may set signals
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@_garbage_left_longer()
def _work(
    connection: Connection, load: Callable[[], Coder], finish: Callable[[Document], Any]
) -> None:
    """What a worker process does: load, then code batch after batch until its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        coder = load()
    except Exception as error:  # the parent raises it
        connection.send(_Ready(error))
        return
    try:
        connection.send(_Ready())
        while True:
            connection.send(_code_batch(coder, connection.recv(), finish))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
