"""Killed, starved, locked out, two at once: what was acknowledged is there, once, and the store
opens. ``DATELINE_TEST_KILLS`` says how often each is killed (5; 50 makes 200 in all)."""

import contextlib
import datetime as dt
import os
import random
import resource
import signal
import subprocess
import tempfile
import time
import warnings
from pathlib import Path

import postgres
import pytest
import sqlalchemy as sa
from stories import DAY, Told, document, world

from dateline.errors import StoreError
from dateline.store import open_store

KILLS = int(os.environ.get("DATELINE_TEST_KILLS", "5"))
ADA = {"by": "Ada", "day": DAY + dt.timedelta(40)}
DOCS = world(21, reports=24)


def add_all(place, acknowledge):
    with open_store(place, writable=True) as store:
        for i in range(0, len(DOCS), 3):
            store.add(DOCS[i : i + 3])
            acknowledge(str(i // 3))


def correct_all(place, acknowledge):
    """Make 12 corrections, but for those that are there; each follows from those before."""
    with open_store(place, writable=True) as store:
        for number in range(len(store.corrections()), 12):
            rng = random.Random(number)
            records = store.events()
            record = rng.choice(records)
            match rng.choice(("edit", "reject", "merge", "undo")):
                case "edit":
                    entry = store.edit(record.id, "status", "negated", **ADA)
                case "reject":
                    entry = store.reject(record.id, **ADA)
                case "merge":
                    entry = store.unite([one.id for one in rng.sample(records, 2)], **ADA)
                case "undo":
                    made = store.corrections()
                    holding = [e["id"] for e in made if e["holds"] and e["kind"] != "undo"]
                    if holding:
                        entry = store.undo(rng.choice(holding), **ADA)
                    else:
                        entry = store.reject(record.id, **ADA)
            acknowledge(entry.id)


def fork(work):
    """Run ``work(acknowledge)`` in a process of its own; gives its id and where one reads what it
    acknowledges."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of threads: none of ours runs when we fork
        child = os.fork()
    if child:
        os.close(writing)
        return child, os.fdopen(reading)
    status = 1
    try:
        os.close(reading)
        work(lambda word: os.write(writing, f"{word}\n".encode()))
        status = 0
    except StoreError as error:
        os.write(writing, f"! {error}\n".encode())
        status = 3
    finally:
        os._exit(status)


def killed_at_statement(number, work):
    """Run work until its so-manieth statement or commit, before or after it, and kill it there."""
    left = [number]

    def count(*_, **__):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def run(acknowledge):
        for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
            sa.event.listen(sa.Engine, name, count)
        work(acknowledge)

    child, told = fork(run)
    with told:
        words = told.read().split()
    return words, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_after(seconds, work):
    child, told = fork(work)
    time.sleep(seconds)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    with told:
        words = told.read().split()
    return words, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kills(work, new_place, prepare, check, seed):
    """Kill work at seeded statements and moments, each time in a new store; ``check`` the rest."""
    rng = random.Random(seed)
    whole = new_place()
    prepare(whole)
    statements = [0]

    def count(*_, **__):
        statements[0] += 1

    names = ("before_cursor_execute", "after_cursor_execute", "commit")
    start = time.monotonic()
    for name in names:
        sa.event.listen(sa.Engine, name, count)
    try:
        work(whole, lambda word: None)
    finally:
        for name in names:
            sa.event.remove(sa.Engine, name, count)
    took = time.monotonic() - start
    with open_store(whole) as store:
        expected = store.digest()
    died = 0
    for number in range(KILLS):
        place = new_place()
        prepare(place)
        if number % 4 == 3:
            words, status = killed_after(rng.uniform(0, took), lambda a, p=place: work(p, a))
        else:
            at = rng.randint(1, statements[0])
            words, status = killed_at_statement(at, lambda a, p=place: work(p, a))
        assert status in (0, -signal.SIGKILL), words
        died += status == -signal.SIGKILL
        check(place, words)
        work(place, lambda word: None)
        with open_store(place) as store:
            assert store.digest() == expected
    assert died >= KILLS // 2


def test_killed_while_adding(new_place):
    def check(place, words):
        with open_store(place, writable=True) as store:
            for word in words:
                batch = DOCS[int(word) * 3 : int(word) * 3 + 3]
                assert all(store.knows([doc.report for doc in batch]))

    kills(add_all, new_place, lambda place: None, check, seed=1)


def test_killed_while_correcting(new_place):
    def prepare(place):
        with open_store(place, writable=True) as store:
            store.add(DOCS)

    def check(place, words):
        with open_store(place, writable=True) as store:
            made = [entry["id"] for entry in store.corrections()]
        assert made[: len(words)] == words
        assert len(made) <= len(words) + 1  # one may be there that nobody was told of

    kills(correct_all, new_place, prepare, check, seed=2)


# --- a full disk ------------------------------------------------------------------------------


@contextlib.contextmanager
def small_disk(megabytes):
    folder = Path(tempfile.mkdtemp(prefix="dateline-disk-"))
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=777", "tmpfs", folder],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        folder.rmdir()
        pytest.skip(f"no small disk can be mounted: {made.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
        folder.rmdir()


def fill(place, room):
    """Add until the disk is full; then, once there is room, all must be as without that."""
    added = []
    told = [Told("AID", "AZE", "SYR", DAY)]

    def add_much(store):
        for number in range(100):
            docs = [document(told, id_=f"{number}-{i}", title="long " * 500) for i in range(40)]
            store.add(docs)
            added.extend(docs)

    with open_store(place, writable=True) as store, pytest.raises(StoreError):
        add_much(store)
    room()
    with open_store(place, writable=True) as store:
        assert all(store.knows([doc.report for doc in added]))
        assert len(store.events()[0].mentions) == len(added)
        store.add(DOCS)
        assert store.count() > 1


def test_full_disk_sqlite():
    with small_disk(4) as disk:
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(1_500_000))
        fill(str(disk / "x.db"), ballast.unlink)


def test_full_disk_postgresql():
    with small_disk(160) as disk, contextlib.ExitStack() as stack:
        try:
            make = stack.enter_context(postgres.server(disk))
        except postgres.MissingError as error:
            if os.environ.get(postgres.REQUIRED) == "1":
                raise
            pytest.skip(str(error))
        place = make()
        open_store(place, writable=True).close()
        ballast = disk / "ballast"
        free = os.statvfs(disk)
        ballast.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - 3_000_000)))

        def room():
            ballast.unlink()
            postgres.await_server(make.base)  # it may have to start again

        fill(place, room)


def test_a_file_that_may_not_grow(tmp_path):
    place = str(tmp_path / "x.db")
    with open_store(place, writable=True) as store:
        store.add(DOCS[:3])
        before = store.digest()
    limit = (tmp_path / "x.db").stat().st_size

    def work(acknowledge):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        add_all(place, acknowledge)

    child, told = fork(work)
    with told:
        text = told.read()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 3, text
    assert "disk" in text
    with open_store(place, writable=True) as store:
        done = sum(line.isdecimal() for line in text.split())
        assert all(store.knows([doc.report for doc in DOCS[: 3 * done]]))
        assert done > 1 or store.digest() == before
        store.add(DOCS)


# --- read-only --------------------------------------------------------------------------------


def test_read_only_disk():
    with small_disk(8) as disk:
        place = str(disk / "x.db")
        with open_store(place, writable=True) as store:
            store.add(DOCS)
            expected = store.events()
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with pytest.raises(StoreError, match=r"only be read|readonly|unable to open"):
            open_store(place, writable=True)
        with open_store(place) as store:
            assert store.events() == expected


@pytest.mark.parametrize("new_place", ["postgresql"], indirect=True)
def test_read_only_database(new_place):
    place = new_place()
    with open_store(place, writable=True) as store:
        store.add(DOCS)
        expected = store.events()
    locked = place + "%20-cdefault_transaction_read_only%3Don"
    with open_store(locked, writable=True) as store:
        with pytest.raises(StoreError, match="only be read"):
            store.add([document([Told("AID", "USA", "SYR", DAY)])])
        assert store.events() == expected


# --- two at once ------------------------------------------------------------------------------


def test_two_processes_add_at_once(new_place):
    whole, place = new_place(), new_place()
    with open_store(whole, writable=True) as store:
        store.add(DOCS)
        expected = store.digest()

    def adding(docs):
        def work(acknowledge):
            with open_store(place, writable=True) as store:
                for doc in docs:
                    store.add([doc])
                    acknowledge("1")

        return work

    # both make the store, and half of the reports are given by both
    children = [fork(adding(DOCS[:16])), fork(adding(DOCS[::-1][:16]))]
    for child, told in children:
        with told:
            words = told.read()
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, words
    with open_store(place) as store:
        assert store.digest() == expected


def test_a_reader_sees_whole_batches_while_another_writes(new_place):
    place = new_place()
    batches = [DOCS[i : i + 3] for i in range(0, len(DOCS), 3)]
    expected = []
    with open_store(new_place(), writable=True) as store:
        for batch in [[], *batches]:
            store.add(batch)
            expected.append(store.digest())
    open_store(place, writable=True).close()
    child, told = fork(lambda acknowledge: add_all(place, acknowledge))
    seen = []
    with open_store(place) as store:
        while os.waitpid(child, os.WNOHANG) == (0, 0):
            seen.append(expected.index(store.digest()))
        told.close()
        assert store.digest() == expected[-1]
    assert seen == sorted(seen)
