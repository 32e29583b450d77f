"""Runs the Python package eventsourcing as documented; prints events per second.

    python peer_eventsourcing.py HOST append CLIENTS processes|threads SECONDS BODY
    python peer_eventsourcing.py HOST project EVENTS
"""
import multiprocessing
import os
import queue
import sys
import threading
import time
from uuid import UUID, uuid4

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate
from eventsourcing.persistence import StoredEvent, Tracking
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore, PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from psycopg.sql import SQL, Identifier

HOST = sys.argv[1]


def recorder() -> PostgresApplicationRecorder:
    # On a busy machine the default of five seconds can be too short for 32 simultaneous connections.
    return PostgresApplicationRecorder(PostgresDatastore("eventsourcing", HOST, 5432, "parley", "", connect_timeout=60))


def append(clients: int, kind: str, seconds: float, body: str) -> float:
    made = recorder()
    made.create_table()
    made.datastore.close()
    if kind == "threads":
        worker, barrier, counts = threading.Thread, threading.Barrier, queue.Queue()
    else:
        worker, barrier, counts = multiprocessing.Process, multiprocessing.Barrier, multiprocessing.Queue()
    work = (barrier(clients, timeout=120), counts, 1000 // clients, seconds, body.encode())
    for _ in range(clients):
        worker(target=append_alone, args=work, daemon=True).start()
    return sum(counts.get(timeout=120 + 2 * seconds) for _ in range(clients)) / seconds


def append_alone(ready, counts, processes: int, seconds: float, state: bytes) -> None:
    """Appends one event after another to processes of this worker alone, so that no versions conflict."""
    mine, names = recorder(), [uuid4() for _ in range(processes)]
    mine.insert_events([StoredEvent(uuid4(), 0, "note-added", state)])
    count = 0
    ready.wait()
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        version, place = divmod(count, processes)
        mine.insert_events([StoredEvent(names[place], version, "note-added", state)])
        count += 1
    counts.put(count)
    mine.datastore.close()


class Process(Aggregate):
    class NoteAdded(Aggregate.Event):
        on: str
        title: str
        summary: str


class Record(Application[UUID]):
    pass


class Latest(PostgresTrackingRecorder):
    """A row for each process: the number of its events, and the time of the last one."""

    def __init__(self, datastore: PostgresDatastore, **arguments):
        super().__init__(datastore, **arguments)
        self.table = Identifier("latest")
        self.sql_create_statements.append(SQL(
            "CREATE TABLE IF NOT EXISTS {} (process uuid PRIMARY KEY, events bigint NOT NULL, on_day text NOT NULL)"
        ).format(self.table))
        self.upsert = SQL(
            "INSERT INTO {} AS l VALUES (%s, 1, %s) "
            "ON CONFLICT (process) DO UPDATE SET events = l.events + 1, on_day = excluded.on_day").format(self.table)

    def note(self, process: UUID, on: str, tracking: Tracking) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(self.upsert, (process, on), prepare=True)


class LatestProjection(Projection[Latest]):
    def process_event(self, domain_event, tracking: Tracking) -> None:
        self.view.note(domain_event.originator_id, domain_event.on, tracking)


def project(events: int) -> float:
    environment = {
        "PERSISTENCE_MODULE": "eventsourcing.postgres", "POSTGRES_DBNAME": "eventsourcing", "POSTGRES_HOST": HOST,
        "POSTGRES_PORT": "5432", "POSTGRES_USER": "parley", "POSTGRES_PASSWORD": " "}
    os.environ |= environment
    record = Record()
    processes = [uuid4() for _ in range(max(1, events // 100))]
    last = 0
    for start in range(0, events, 1000):
        last = record.recorder.insert_events([
            record.mapper.to_stored_event(Process.NoteAdded(
                originator_id=processes[i % len(processes)], originator_version=i // len(processes) + 1,
                timestamp=Process.NoteAdded.create_timestamp(), on="2003-08-27", title="A note of the usual length",
                summary="talks freeze inspectors envoy sanctions relief liaison office verification delivery " * 2))
            for i in range(start, min(start + 1000, events))])[-1]
    record.close()
    began = time.perf_counter()
    with ProjectionRunner(application_class=Record, projection_class=LatestProjection, view_class=Latest) as runner:
        runner.wait(last, timeout=3600)
        return events / (time.perf_counter() - began)


if sys.argv[2] == "append":
    print(append(int(sys.argv[3]), sys.argv[4], float(sys.argv[5]), sys.argv[6]))
else:
    print(project(int(sys.argv[3])))
