"""Starts a PostgreSQL server of our own on the loopback interface, for tests."""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

REQUIRED = "DATELINE_TEST_POSTGRES"
"""Set to 1 (as continuous integration does), a missing server fails the tests."""


class MissingError(Exception):
    """No server can be started here, and why."""


def _programs():
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise MissingError("PostgreSQL is not installed (no initdb)")


def _user():
    """The server refuses to run as root: it gets the user of the package, or nobody."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise MissingError("PostgreSQL does not run as root, and there is no user postgres")


@contextlib.contextmanager
def server(within=None):
    """Start a server, and yield a function that gives the URL of a new, empty store."""
    programs, user = _programs(), _user()
    folder = Path(tempfile.mkdtemp(prefix="dateline-pg-", dir=within))
    process = None
    try:
        if user:
            shutil.chown(folder, user)
        data = folder / "data"
        run = {"user": user, "cwd": folder, "stdout": subprocess.DEVNULL}
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "dateline", "-A", "trust", "-E", "UTF8",
             "--locale=C", "--no-sync"],
            check=True, **run,
        )  # fmt: skip
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        log = (folder / "log").open("wb")
        run["stdout"] = log
        process = subprocess.Popen(
            [programs / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port),
             "-k", folder, "-c", "fsync=off"],
            stderr=log, **run,
        )  # fmt: skip
        base = f"postgresql://dateline@127.0.0.1:{port}"
        await_server(base, process, folder / "log")

        def make():
            import psycopg

            # a schema is made a hundred times faster than a database
            name = f"d{secrets.token_hex(6)}"
            with psycopg.connect(f"{base}/postgres", autocommit=True) as conn:
                conn.execute(f"CREATE SCHEMA {name}")
            return f"{base}/postgres?options=-csearch_path%3D{name}"

        make.base = base
        yield make
    finally:
        if process is not None:
            process.send_signal(signal.SIGQUIT)  # at once, whoever is connected
            process.wait()
            log.close()
        shutil.rmtree(folder, ignore_errors=True)


def await_server(base, process=None, log=None):
    """Wait until a server answers."""
    import time

    import psycopg

    for _ in range(300):
        if process is not None and process.poll() is not None:
            raise MissingError(f"PostgreSQL did not start: {log.read_text()[-300:]}")
        try:
            psycopg.connect(f"{base}/postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise MissingError("PostgreSQL did not answer")
