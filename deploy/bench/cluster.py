"""The test environment: private servers of parley, with fsync on, in one temporary folder."""
import glob
import os
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import NamedTuple

import journal

PARLEY = os.environ.get("PARLEY", "parley")
EVENTS = int(os.environ.get("BENCH_EVENTS", "1000000"))
FEWER = EVENTS // 10
# A run with few events only tests the benchmark itself.
ROUNDS = 4 if EVENTS >= 100_000 else 1
SECONDS = 4 if EVENTS >= 100_000 else 1
WHOLE_ROUNDS = 1 if EVENTS >= 1_000_000 else min(ROUNDS, 2)
"""Of work on the whole log, which takes long enough that few rounds tell."""

folder = ""
flushes: list[float] = []
"""The seconds to write a page to disk, measured before each round."""
_stores: dict[str, "Store"] = {}


def begin() -> None:
    global folder
    folder = tempfile.mkdtemp(prefix="parley-bench-")
    os.chmod(folder, 0o755)  # Under root the server has an account of its own.
    flushes.append(_flush())


def end() -> None:
    for name in list(_stores):
        discard(name)
    shutil.rmtree(folder, ignore_errors=True)


def program(name: str) -> str:
    """The path of a PostgreSQL program, not of Debian's wrapper, which takes three times as long to start."""
    installed = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"))
    return installed[-1] if installed else shutil.which(name) or name


class Run(NamedTuple):
    seconds: float
    peak: float
    """The peak resident memory in MiB, sampled every hundredth of a second; 0 for a shorter run."""


def run(command: list[str], environment: dict[str, str] | None = None, good: tuple[int, ...] = (0,)) -> Run:
    """Runs a program to its end, which has to have one of the exit statuses that are good."""
    with tempfile.TemporaryFile() as errors:
        began, peak = time.perf_counter(), 0
        child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=errors)
        try:
            # Not wait4: its figure includes the memory of this program, from which the child was forked.
            ended = os.pidfd_open(child.pid)
            while not select.select([ended], [], [], 0.01)[0]:
                with open(f"/proc/{child.pid}/status") as status:
                    peak = next((int(line.split()[1]) for line in status if line.startswith("VmHWM")), peak)
            seconds = time.perf_counter() - began
            os.close(ended)
        except BaseException:
            child.kill()
            raise
        finally:
            child.wait()
        if child.returncode not in good:
            errors.seek(0)
            raise SystemExit(f"bench: {' '.join(command)} failed: {errors.read().decode()}")
    return Run(seconds, peak / 1024)


def output(command: list[str], environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"bench: {' '.join(command)[:200]} failed: {done.stderr}")
    return done.stdout


def in_turn(work: dict[str, Callable[[], float]], rounds: int = ROUNDS) -> dict[str, float]:
    """The median figure of each kind of work, measured in alternation so that noise affects all equally."""
    say(f"{rounds} rounds of {', '.join(work)}")
    figures: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        flushes.append(_flush())
        for name, measure in work.items():
            figures[name].append(measure())
    return {name: statistics.median(found) for name, found in figures.items()}


def _flush() -> float:
    taken = []
    with open(f"{folder}/page", "wb", buffering=0) as page:
        for _ in range(20):
            page.seek(0)
            began = time.perf_counter()
            page.write(bytes(8192))
            os.fdatasync(page)
            taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def say(what: str) -> None:
    print(f"bench: {what}", file=sys.stderr, flush=True)


class Store:
    """A data folder of parley with its own server."""

    imported: Run
    """The import of its journal, where `store` made it."""

    def __init__(self, name: str):
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("PG") and k != "DATABASE_URL"}
        self.data = self.environment["PARLEY_DATA"] = f"{folder}/{name}"
        _stores[name] = self
        self.parley("init")

    def parley(self, *arguments: str) -> Run:
        # 1 is a check that has found something.
        return run([PARLEY, *arguments], self.environment, good=(0, 1))

    @property
    def host(self) -> str:
        return f"{self.data}/sockets"

    def database(self, name: str = "parley") -> str:
        return f"host={self.host} user=parley dbname={name}"

    def psql(self, *arguments: str) -> list[str]:
        return [program("psql"), "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", self.database(), *arguments]

    def sql(self, *statements: str) -> str:
        return output(self.psql(*(word for statement in statements for word in ("-c", statement)))).strip()

    def create_like_event(self, table: str) -> None:
        """A table with the columns, checks, storage and indexes of the log's, but without its triggers."""
        options = self.sql("SELECT array_to_string(reloptions, ', ') FROM pg_class WHERE oid = 'log.event'::regclass")
        self.sql(f"DROP TABLE IF EXISTS {table}",
                 f"CREATE TABLE {table} (LIKE log.event INCLUDING ALL)" + (f" WITH ({options})" if options else ""))


def journal_of(events: int) -> str:
    path = f"{folder}/{events}.jsonl"
    if not os.path.exists(path):
        journal.write(path, events)
    return path


def store(name: str, events: int) -> Store:
    """The store of this name, created with that many events on first use."""
    if name not in _stores:
        say(f"recording {events:,} events")
        made, path = Store(name), journal_of(events)
        made.imported = made.parley("import", path)
    return _stores[name]


def large() -> Store:
    return store("large", EVENTS)


def small() -> Store:
    return store("small", FEWER)


def discard(name: str) -> None:
    if gone := _stores.pop(name, None):
        subprocess.run([PARLEY, "server", "stop"], env=gone.environment, capture_output=True)
        shutil.rmtree(gone.data, ignore_errors=True)
