"""Parley's log as the event store of the Python package eventsourcing, in plain SQL.

    PERSISTENCE_MODULE=parley_recorder DATABASE_URL=… python my_application.py

An originator is a process, a topic a type, and a notification id a position in the log. The body is
{"state": base64, "version": n}. A sequence begins with whatever version its first event has, usually 0 or 1, and has
no gaps from there, as in the log, whose own versions begin with 1.

Topics are no event types of parley's, so they take a database of their own. There "parley init" makes the log, and
"parley evidence" writes down what "parley verify FILE" proves.
"""
import base64
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid5

import psycopg
from psycopg import sql
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

from eventsourcing import persistence, popo
from eventsourcing.persistence import ApplicationRecorder, IntegrityError, Notification, StoredEvent, Subscription

# An id follows from the sequence and the version, so the log itself finds an event that is sent twice, and the event
# that a new one comes after: that one must be the last of its stream, and where there is none the stream is empty.
APPEND = """
    SELECT event_position, is_new FROM log.append(
        ARRAY(SELECT (stream, coalesce((SELECT version FROM log.event WHERE id = previous), 0))::log.expectation
              FROM unnest(%(streams)s::text[], %(previous)s::uuid[]) AS first (stream, previous)),
        ARRAY(SELECT (stream, id, type, body, NULL, %(by)s)::log.new_event
              FROM unnest(%(stream)s::text[], %(id)s::uuid[], %(type)s::text[], %(body)s::text[])
                   WITH ORDINALITY AS new (stream, id, type, body, place)
              ORDER BY place))
"""

SELECT_EVENTS = """
    SELECT position, stream, type, body
    FROM log.event, (SELECT (body::json ->> 'version')::bigint - version AS shift FROM log.event
                     WHERE stream = %(stream)s AND body IS NOT NULL ORDER BY version LIMIT 1) AS first
    WHERE stream = %(stream)s
      AND (%(gt)s::bigint IS NULL OR version > %(gt)s - shift)
      AND (%(lte)s::bigint IS NULL OR version <= %(lte)s - shift)
    ORDER BY version {order} LIMIT %(limit)s
"""

SELECT_NOTIFICATIONS = """
    SELECT position, stream, type, body FROM log.event
    WHERE position >= %(start)s AND (%(stop)s::bigint IS NULL OR position <= %(stop)s)
      AND (%(topics)s::text[] = '{}' OR type = ANY (%(topics)s))
    ORDER BY position LIMIT %(limit)s
"""

# The seconds after which a subscription looks even if nobody wakes it.
PATIENCE = 2.0


class ParleyRecorder(ApplicationRecorder):
    """Records in the log of a database, which is named by its connection string."""

    def __init__(self, conninfo: str, by: str = "eventsourcing"):
        self.conninfo = conninfo
        self.by = by
        settings = {"autocommit": True, "row_factory": dict_row}
        self._pool = ConnectionPool(conninfo, min_size=1, max_size=8, open=True, kwargs=settings)

    def close(self) -> None:
        self._pool.close()

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        if not stored_events:
            return []
        previous: dict[str, UUID] = {}
        versions: dict[str, int] = {}
        new: dict[str, list] = {"stream": [], "id": [], "type": [], "body": []}
        for event in stored_events:
            stream, version = stream_name(event.originator_id), event.originator_version
            previous.setdefault(stream, event_id(stream, version - 1))
            if versions.setdefault(stream, version) != version:
                raise IntegrityError(f"The versions of {stream} do not follow one another: {versions[stream]} is next.")
            versions[stream] += 1
            body = {"state": base64.b64encode(event.state).decode(), "version": version}
            new["stream"].append(stream)
            new["id"].append(event_id(stream, version))
            new["type"].append(event.topic)
            new["body"].append(json.dumps(body, separators=(",", ":")))
        with self._connection() as conn:
            with conn.transaction():
                rows = conn.execute(
                    APPEND, {"streams": list(previous), "previous": list(previous.values()), "by": self.by, **new}
                ).fetchall()
                # The log takes a repeat for the same event; here it is a conflict, and nothing stays.
                if not all(row["is_new"] for row in rows):
                    raise IntegrityError("Some of these events are recorded already.")
            conn.execute("SELECT log.wake()")
        return [row["event_position"] for row in rows]

    def select_events(
        self, originator_id: UUID | str, *, gt: int | None = None, lte: int | None = None, desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        stream = stream_name(originator_id)
        query = SELECT_EVENTS.format(order="DESC" if desc else "ASC")
        rows = self._query(query, stream=stream, gt=gt, lte=lte, limit=limit)
        return [StoredEvent(originator_id, **content(row)) for row in rows]

    def select_notifications(
        self, start: int | None, limit: int, stop: int | None = None, topics: Sequence[str] = (), *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        first = (start or 0) + (0 if inclusive_of_start else 1)
        rows = self._query(SELECT_NOTIFICATIONS, start=first, stop=stop, topics=list(topics), limit=limit)
        return [Notification(originator(row["stream"]), **content(row), id=row["position"]) for row in rows]

    def max_notification_id(self) -> int | None:
        return self._query("SELECT max(position) AS last FROM log.event")[0]["last"]

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Subscription[ApplicationRecorder]:
        return ParleySubscription(self, gt, topics)

    def _query(self, query: str, **values: Any) -> list[dict[str, Any]]:
        with self._connection() as conn:
            return conn.execute(query, values).fetchall()

    @contextmanager
    def _connection(self) -> Iterator[psycopg.Connection]:
        with translated(), self._pool.connection() as conn:
            yield conn


class ParleySubscription(Subscription[ParleyRecorder]):
    """Gives what is recorded once it is on disk, and waits for more."""

    def __init__(self, recorder: ParleyRecorder, gt: int | None, topics: Sequence[str]):
        super().__init__(recorder, gt, topics)
        self._notifications = self._follow()

    def __next__(self) -> Notification:
        if self._has_been_stopped:
            raise StopIteration
        return next(self._notifications)

    def _follow(self) -> Iterator[Notification]:
        last = self._last_notification_id
        with translated(), psycopg.connect(self._recorder.conninfo, autocommit=True) as conn:
            # Before the first look, or what comes between the two would wake nobody.
            channel = conn.execute("SELECT log.channel()").fetchone()[0]
            if channel:
                conn.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
            while not self._has_been_stopped:
                found = self._recorder.select_notifications(last, 500, topics=self._topics, inclusive_of_start=False)
                if found:
                    conn.execute("SELECT log.settle()")
                    last = found[-1].id
                    yield from found
                else:
                    for _ in conn.notifies(timeout=PATIENCE, stop_after=1):
                        pass


class Factory(popo.Factory):
    """Keeps events in the log of DATABASE_URL; snapshots and views, which can be made anew, in memory."""

    _recorder: ParleyRecorder | None = None

    def application_recorder(self) -> ApplicationRecorder:
        self._recorder = ParleyRecorder(self.env.get("DATABASE_URL") or "", by=self.env.name)
        return self._recorder

    def process_recorder(self) -> persistence.ProcessRecorder:
        raise persistence.NotSupportedError(
            f"The log keeps no tracking beside events; give {self.env.name} another PERSISTENCE_MODULE.")

    def close(self) -> None:
        if self._recorder:
            self._recorder.close()


def stream_name(originator_id: UUID | str) -> str:
    name = str(originator_id)
    if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", name):
        raise persistence.DataError(
            f"“{name}” cannot name a process: use small letters and digits, with single hyphens between them.")
    return name


def originator(stream: str) -> UUID | str:
    """What looks like a UUID is one."""
    return UUID(stream) if re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", stream) else stream


def event_id(stream: str, version: int) -> UUID:
    return uuid5(UUID("71c1a0b5-5b0c-5f0e-9d38-0d6cf3a4d1f2"), f"{stream} {version}")


def content(row: dict[str, Any]) -> dict[str, Any]:
    if row["body"] is None or row["type"] == "event-erased":
        raise persistence.DataError(f"An event of {row['stream']} was erased, so that its state is not known.")
    body = json.loads(row["body"])
    return {"originator_version": body["version"], "topic": row["type"], "state": base64.b64decode(body["state"])}


@contextmanager
def translated() -> Iterator[None]:
    """Gives errors of the database the class of the same name that eventsourcing has."""
    try:
        yield
    except psycopg.Error as error:
        if error.sqlstate in ("PY001", "PY002"):
            raise IntegrityError(error.diag.message_primary) from error
        names = (kind.__name__ for kind in type(error).__mro__)
        name = next((name for name in names if hasattr(persistence, name)), "PersistenceError")
        raise getattr(persistence, name)(str(error)) from error
