"""Times other event stores on PostgreSQL at the same work, each in a database of its own beside the log."""
import functools
import os
import sys

import cluster
from cluster import SECONDS, Store, output, program, say

NO_EVENTSOURCING = "the Python package eventsourcing could not be installed"
MESSAGE_DB = os.environ.get("BENCH_MESSAGE_DB")


class Eventsourcing:
    """The Python package, run by a Python that has it."""

    def __init__(self, python: str):
        self.python = python
        version = output([python, "-c", "from importlib.metadata import version; print(version('eventsourcing'))"])
        self.name = f"Python eventsourcing {version.strip()}"

    def append(self, store: Store, body: str, kind: str, clients: int) -> float:
        """Events per second by a number of "processes" or "threads", each with its own connection."""
        return self._run(store, "append", str(clients), kind, str(SECONDS), body)

    def project(self, store: Store, events: int) -> float:
        return self._run(store, "project", str(events))

    def _run(self, store: Store, *work: str) -> float:
        store.sql("DROP DATABASE IF EXISTS eventsourcing", "CREATE DATABASE eventsourcing")
        script = os.path.join(os.path.dirname(__file__), "peer_eventsourcing.py")
        return float(output([self.python, "-B", script, store.host, *work], store.environment))


@functools.cache
def eventsourcing() -> Eventsourcing | None:
    """The package in the virtual environment BENCH_VENV, else in a new one; None if the installation fails."""
    folder = os.environ.get("BENCH_VENV")
    try:
        if not folder:
            folder = f"{cluster.folder}/venv"
            say("installing eventsourcing")
            output([sys.executable, "-m", "venv", folder])
            output([f"{folder}/bin/pip", "install", "-q", "eventsourcing[postgres]", "psycopg[binary]"])
        return Eventsourcing(f"{folder}/bin/python")
    except (SystemExit, OSError) as failure:
        say(str(failure))
        return None


class UmaDB:
    """The Python package umadb, which brings a server that keeps its own files."""

    def __init__(self, python: str):
        self.python = python
        self.name = "UmaDB " + output(
            [python, "-c", "from importlib.metadata import version; print(version('umadb'))"]).strip()
        self.runs = 0

    def append(self, body: str, clients: int) -> float:
        """Events per second by a number of processes, each with its own connection."""
        self.runs += 1
        script = os.path.join(os.path.dirname(__file__), "peer_umadb.py")
        path = f"{cluster.folder}/umadb-{self.runs}"
        return float(output([self.python, "-B", script, path, str(clients), str(SECONDS), body]))


@functools.cache
def umadb() -> UmaDB | None:
    """The package in the virtual environment of eventsourcing; None if the installation fails."""
    if not (other := eventsourcing()):
        return None
    try:
        if not os.environ.get("BENCH_VENV"):
            say("installing umadb")
            output([other.python, "-m", "pip", "install", "-q", "umadb"])
        return UmaDB(other.python)
    except (SystemExit, OSError) as failure:
        say(str(failure))
        return None


def install_message_db(store: Store) -> str:
    """Runs message-db's own installer; returns the connection string for its clients."""
    environment = store.environment | {
        "PGHOST": store.host, "PGUSER": "parley", "DATABASE_NAME": "message_store",
        "PATH": os.path.dirname(program("psql")) + os.pathsep + os.environ["PATH"]}
    output(["bash", f"{MESSAGE_DB}/install.sh"], environment)
    return store.database("message_store") + " options='-c search_path=message_store,public'"
