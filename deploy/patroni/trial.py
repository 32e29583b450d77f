"""Kills, switches and cuts a cluster of Patroni under writers and a follower, and counts what became of the events.

    make ha                     the whole trial, some minutes; prints the table of docs/operating.md
    trial.py --short [--json]   one round

It fails where an acknowledged event is lost or has moved, or where the follower missed an event, or was told one twice
or in vain without saying so. PARLEY names the program.
"""
import argparse
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable

import psycopg

import cluster
from cluster import Cluster, Node, wait_until
from link import Link

WRITERS = 8
# So that the follower, which prints each event, keeps up.
PAUSE = 0.02


class Writer(threading.Thread):
    """Appends event after event; one that was not acknowledged it appends again, with the same id."""

    def __init__(self, number: int, conninfo: str, told: Callable[[uuid.UUID, int], None]):
        super().__init__(daemon=True)
        self.number = number
        self.conninfo = conninfo
        self.told = told
        self.is_over = threading.Event()
        self.doubt = False

    def run(self) -> None:
        step = 0
        identity = uuid.uuid4()
        while not self.is_over.is_set():
            try:
                with psycopg.connect(self.conninfo, autocommit=True) as connection:
                    connection.add_notice_handler(self._notice)
                    # log.flush() waits all the same.
                    connection.execute("SET synchronous_commit = off")
                    while not self.is_over.is_set():
                        position = self._append(connection, identity, step)
                        if self.doubt:
                            raise psycopg.OperationalError("It is on the primary alone.")
                        self.told(identity, position)
                        step, identity = step + 1, uuid.uuid4()
                        time.sleep(PAUSE)
            except (psycopg.OperationalError, psycopg.errors.ReadOnlySqlTransaction):
                self.doubt = False
                time.sleep(0.1)

    def _append(self, connection: psycopg.Connection, identity: uuid.UUID, step: int) -> int:
        body = json.dumps({"on": "2003-08-27", "title": f"Note {step} of {self.number}"}, separators=(",", ":"))
        # Each second time as a client does that shares flushes with others.
        deferred = step % 2 == 1
        position = connection.execute(
            """
            SELECT event_position FROM log.append(
                '{}', ARRAY[(%s, %s, 'note-added', %s, NULL, 'trial')::log.new_event], %s)
            """,
            (f"talks-{self.number}", identity, body, deferred)).fetchone()[0]
        if deferred:
            connection.execute("SELECT log.flush()")
        return position

    def _notice(self, diagnostic: psycopg.errors.Diagnostic) -> None:
        # The server gave up waiting for the standby, and acknowledges all the same.
        if diagnostic.source_function == "SyncRepWaitForLSN":
            self.doubt = True


class Ledger:
    """What writers were told."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.positions: dict[str, int] = {}
        self.moved: set[str] = set()
        self.last = time.monotonic()
        self.pauses: list[float] = []

    def note(self, identity: uuid.UUID, position: int) -> None:
        with self.lock:
            now = time.monotonic()
            self.pauses.append(now - self.last)
            self.last = now
            if self.positions.setdefault(str(identity), position) != position:
                self.moved.add(str(identity))

    def longest_pause(self) -> float:
        """The longest time without an acknowledgement since the last call, in seconds."""
        with self.lock:
            longest = max([*self.pauses, time.monotonic() - self.last])
            self.pauses = []
            return longest


class Follower:
    """A “parley watch”, with what it prints and says in one file, in this order."""

    def __init__(self, whole: Cluster, *options: str):
        self.path = f"{whole.folder}/follower{len(options)}"
        with open(self.path, "wb") as output:
            self.process = subprocess.Popen(
                [cluster.PARLEY, "watch", "--after", "0", *options, "--json", "--database",
                 whole.conninfo("reader")], stdin=subprocess.DEVNULL, stdout=output, stderr=output)

    def last(self) -> int:
        """The position that was printed last."""
        with open(self.path, "rb") as file:
            file.seek(max(0, os.path.getsize(self.path) - 4000))
            found = re.findall(rb'^\{.*?"position":(\d+).*\}$', file.read(), re.MULTILINE)
        return int(found[-1]) if found else 0

    def end(self) -> None:
        self.process.terminate()
        self.process.wait()

    def count(self, positions: dict[str, int]) -> dict[str, int]:
        """How what it was told differs from what is in the log, given by id."""
        told: dict[str, int] = {}
        counts = {"missed": 0, "told_twice": 0, "told_in_vain": 0, "announced": 0}
        with open(self.path) as file:
            for line in file:
                if not line.startswith("{"):
                    if found := re.search(r"back to event (\d+)", line):
                        # It takes back what it told after this event.
                        told = {name: place for name, place in told.items() if place <= int(found[1])}
                        counts["announced"] += 1
                    continue
                record = json.loads(line)
                name = record["event"]["id"]
                counts["told_twice"] += name in told
                told[name] = record["position"]
        counts["missed"] = len(positions.keys() - told.keys())
        counts["told_in_vain"] = sum(positions.get(name) != place for name, place in told.items())
        return counts


class Trial:
    """A cluster whose nodes reach each other and etcd over links, with writers and a follower at work."""

    def __init__(self, folder: str):
        self.cluster = Cluster(folder)
        self.replication: dict[str, Link] = {}
        self.etcd: dict[str, Link] = {}
        for node in self.cluster.nodes:
            self.replication[node.name] = Link(node.port)
            self.etcd[node.name] = Link(self.cluster.etcd_port)
            node.link = self.replication[node.name].port
            node.etcd = f"127.0.0.1:{self.etcd[node.name].port}"
        self.ledger = Ledger()
        self.writers: list[Writer] = []
        self.followers: list[Follower] = []
        self.rounds: dict[str, list[float]] = {}

    def begin(self) -> None:
        self.cluster.start()
        self.cluster.set_up()
        # One keeps its place in the database, the other in memory.
        self.followers = [Follower(self.cluster, "--name", "desk"), Follower(self.cluster)]
        self.writers = [
            Writer(number, self.cluster.conninfo("desk"), self.ledger.note) for number in range(WRITERS)]
        for writer in self.writers:
            writer.start()
        self.wait_for_appends()

    def wait_for_appends(self) -> None:
        before = len(self.ledger.positions)
        wait_until("some more appends", 90, lambda: len(self.ledger.positions) > before + 10 * WRITERS)

    # What is done to it

    def kill_postgres(self, primary: Node) -> None:
        primary.kill_postgres()
        wait_until("another primary", 60, lambda: self.cluster.primary() not in (None, primary))

    def kill_unconfirmed(self, primary: Node) -> None:
        """Kills the primary while its standby cannot confirm what is appended."""
        for link in self.replication.values():
            link.cut()
        time.sleep(2)
        self.kill_postgres(primary)
        for link in self.replication.values():
            link.mend()

    def kill_node(self, primary: Node) -> None:
        primary.kill()
        wait_until("another primary", 60, lambda: self.cluster.primary() not in (None, primary))
        self.wait_for_appends()
        primary.patroni.start()

    def switch_over(self, primary: Node) -> None:
        self.cluster.patronictl("switchover", "--leader", primary.name, "--force")

    def cut_replication(self, primary: Node) -> None:
        """Cuts the link between the nodes for longer than either waits for the other."""
        self.while_cut(list(self.replication.values()), 8)

    def cut_off(self, primary: Node) -> None:
        """Cuts the primary off from the standby and from etcd, but not from its clients, until it is replaced."""
        links = [*self.replication.values(), self.etcd[primary.name]]
        for link in links:
            link.cut()
        wait_until("another primary", 60, lambda: any(
            node.asked("primary") for node in self.cluster.nodes if node is not primary))
        self.while_cut(links, 2)

    def while_cut(self, links: list[Link], seconds: float) -> None:
        for link in links:
            link.cut()
        time.sleep(seconds)
        for link in links:
            link.mend()

    # Rounds

    def round(self, name: str, strike: Callable[[Node], None]) -> None:
        """Does something to the sound cluster under work, and notes for how long nothing was acknowledged."""
        primary = self.cluster.wait_until_sound()
        self.wait_for_appends()
        self.ledger.longest_pause()
        say(f"{name} ({primary.name})")
        strike(primary)
        self.wait_for_appends()
        self.rounds.setdefault(name, []).append(self.ledger.longest_pause())

    def outcome(self) -> dict[str, int]:
        """Ends the work, and counts."""
        for writer in self.writers:
            writer.is_over.set()
        for writer in self.writers:
            writer.join()
        self.cluster.wait_until_sound()
        with psycopg.connect(self.cluster.conninfo("reader")) as connection:
            positions = {str(name): place for place, name in connection.execute("SELECT position, id FROM log.event")}
        head = max(positions.values())
        wait_until("the end of the log at the followers", 60, lambda: min(f.last() for f in self.followers) >= head)
        for follower in self.followers:
            follower.end()
        told = self.ledger.positions
        told_wrongly = [follower.count(positions) for follower in self.followers]
        counts = {
            "acknowledged": len(told), "lost": len(told.keys() - positions.keys()),
            "moved": len(self.ledger.moved | {name for name in told.keys() & positions.keys()
                                              if told[name] != positions[name]}),
            **{name: sum(count[name] for count in told_wrongly) for name in told_wrongly[0]}}
        self.cluster.run([cluster.PARLEY, "verify", "--database", self.cluster.conninfo("postgres")])
        return counts

    def end(self) -> None:
        for follower in self.followers:
            if follower.process.poll() is None:
                follower.end()
        self.cluster.stop()


def say(what: str) -> None:
    print(f"trial: {what}", file=sys.stderr, flush=True)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--short", action="store_true")
    options.add_argument("--json", action="store_true")
    options.add_argument("--keep", metavar="FOLDER")
    chosen = options.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    # In memory the short form spares the disk, which kills of programs do not put to the test anyway.
    in_memory = chosen.short and shutil.disk_usage("/dev/shm").free > 1 << 30
    parent = tempfile.mkdtemp(prefix="parley-ha-", dir="/dev/shm" if in_memory else None)
    os.chmod(parent, 0o755)
    trial = Trial(f"{parent}/cluster")
    try:
        trial.begin()
        rounds(trial, chosen.short)
        counts = trial.outcome()
    except cluster.Failed as error:
        sys.exit(f"trial: {error}")
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        trial.end()
        if chosen.keep:
            shutil.move(parent, chosen.keep)
        shutil.rmtree(parent, ignore_errors=True)
    print(json.dumps(counts) if chosen.json else table(trial.rounds, counts))
    if any(counts[name] for name in ("lost", "moved", "missed", "told_twice", "told_in_vain")):
        sys.exit("trial: What was promised did not hold; see above.")


def rounds(trial: Trial, is_short: bool) -> None:
    kill = ("PostgreSQL of the primary killed", trial.kill_postgres)
    behind = ("PostgreSQL of the primary killed, 2 seconds after the network between the nodes was cut", trial.kill_unconfirmed)
    node = ("everything on the primary's node killed", trial.kill_node)
    switch = ("switchover", trial.switch_over)
    cut = ("the network between the nodes cut for 8 seconds", trial.cut_replication)
    off = ("the primary cut off from standby and etcd", trial.cut_off)
    for name, strike in [behind] if is_short else [off, kill, node, switch, behind, cut, node, switch, kill]:
        trial.round(name, strike)


def table(rounds: dict[str, list[float]], counts: dict[str, int]) -> str:
    lines = ["| what was done to it | times | seconds without an acknowledgement, at most |", "|---|---:|---:|"]
    lines += [f"| {name} | {len(pauses)} | {max(pauses):.1f} |" for name, pauses in rounds.items()]
    lines += ["", "| | events |", "|---|---:|"]
    words = {
        "acknowledged": "acknowledged to writers", "lost": "of these lost", "moved": "of these at another position",
        "missed": "missed by the follower", "told_twice": "told twice without notice",
        "told_in_vain": "told, but not in the log", "announced": "times that the follower said it had gone back"}
    lines += [f"| {text} | {counts[name]:,} |" for name, text in words.items()]
    return "\n".join(lines)


main()
