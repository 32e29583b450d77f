"""Times appends to a log with events, against inserts into tables with the same ones."""
import functools
import itertools
import json
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator

import cluster
import journal
import peers
from cluster import FEWER, SECONDS, Store, in_turn, output, program, small
from report import remark, row

BODY = '{"on":"2003-08-27","summary":"%s","title":"A note of the usual length"}' % " ".join(journal.WORDS * 2)
SOME_PROCESS = f"\\set p random(0, {journal.processes(FEWER) - 1})\n"

# One round trip is timed; the append is on disk when it returns. A single client does not benefit from a shared
# flush.
EVENT = f"('process-' || :p, gen_random_uuid(), 'note-added', '{BODY}', NULL, 'desk')::log.new_event"
APPEND_ALONE = SOME_PROCESS + f"SELECT event_position FROM log.append('{{}}', ARRAY[{EVENT}]);\n"
APPEND = SOME_PROCESS + f"""\\startpipeline
BEGIN;
SELECT event_position FROM log.append('{{}}', ARRAY[{EVENT}], true);
COMMIT;
SELECT log.flush();
\\endpipeline
"""
# The bodies are sent with each append; the server generates the ids, as in the COPY of the baseline.
BATCH = 100
APPEND_BATCH = SOME_PROCESS + """\\startpipeline
BEGIN;
SELECT count(*) FROM log.append('{}', ARRAY(
    SELECT ('process-' || :p, gen_random_uuid(), 'note-added', body, NULL, 'desk')::log.new_event
    FROM unnest(:bodies::text[]) body), true);
COMMIT;
SELECT log.flush();
\\endpipeline
"""
BODIES = json.dumps([BODY] * BATCH).replace("[", "{", 1)[:-1] + "}"
MESSAGE_DB_WRITE = SOME_PROCESS + f"""SELECT write_message(gen_random_uuid()::varchar, 'process-' || :p, 'note-added',
    '{BODY}'::jsonb);
"""
# Lengthens every flush by 2 ms, as on a slower disk.
SLOW = " options='-c commit_delay=2000 -c commit_siblings=0'"
# The kinds of clients of eventsourcing; the faster one counts.
KINDS = ("processes", "threads")


class PlainTable:
    """A copy of the log's table with the same events, for inserts without ordering.

    Its defaults generate position, version, id and the times. The other columns of a new row (body, salt, hashes) are
    constant: those of the last event of the log.
    """

    def __init__(self, store: Store, name: str):
        self.name = name
        store.create_like_event(name)
        store.sql(
            f"INSERT INTO {name} SELECT * FROM log.event",
            f"DROP SEQUENCE IF EXISTS {name}_position, {name}_version",
            f"CREATE SEQUENCE {name}_position START 100000000", f"CREATE SEQUENCE {name}_version START 100000000",
            f"ALTER TABLE {name} ALTER position SET DEFAULT nextval('{name}_position'), "
            f"ALTER version SET DEFAULT nextval('{name}_version'), ALTER id SET DEFAULT gen_random_uuid(), "
            "ALTER known SET DEFAULT now(), ALTER recorded SET DEFAULT now()")
        columns = store.sql(
            "SELECT string_agg(quote_ident(attname), ' ' ORDER BY attnum) FROM pg_attribute WHERE attgenerated = '' "
            "AND attrelid = 'log.event'::regclass AND attnum > 0 AND NOT attisdropped AND attname NOT IN "
            "('position', 'version', 'id', 'known', 'recorded', 'stream')").split()
        self.constants = dict(zip(columns, json.loads(store.sql(
            f"SELECT json_build_array({', '.join(f'{c}::text' for c in columns)}) FROM log.event "
            "ORDER BY position DESC LIMIT 1"))))

    @property
    def columns(self) -> str:
        return ", ".join(["stream", *self.constants])

    @property
    def insert(self) -> str:
        values = ["NULL" if v is None else "'" + v.replace("'", "''") + "'" for v in self.constants.values()]
        return f"INSERT INTO {self.name} ({self.columns}) VALUES ('process-' || :p, {', '.join(values)});\n"

    def copies(self, batches: int, size: int) -> Iterator[str]:
        """A psql script that copies a number of batches of a number of rows, each of one process."""
        rest = "\t".join(
            "\\N" if v is None else v.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
            for v in self.constants.values())
        for batch in range(batches):
            yield f"COPY {self.name} ({self.columns}) FROM stdin;\n"
            yield from itertools.repeat(f"process-{batch % journal.processes(FEWER)}\t{rest}\n", size)
            yield "\\.\n"


def script(name: str, lines: Iterable[str]) -> str:
    path = f"{cluster.folder}/{name}.sql"
    with open(path, "w") as out:
        out.writelines(lines)
    return path


def pgbench(database: str, path: str, clients: int, *options: str) -> float:
    """Transactions per second."""
    told = output([program("pgbench"), "-n", "-c", str(clients), "-j", str(min(clients, 2)), "-T", str(SECONDS),
                   "-M", "prepared", "-f", path, *options, database])
    return float(told.split("tps = ")[1].split()[0])


def appends() -> None:
    store = small()
    alone, own, database = script("append-alone", [APPEND_ALONE]), script("append", [APPEND]), store.database()
    pgbench(database, alone, 1)
    plain, locked = PlainTable(store, "plain"), PlainTable(store, "locked")
    insert = script("insert", [SOME_PROCESS, plain.insert])
    in_lock = script("locked", [SOME_PROCESS, "\\startpipeline\nBEGIN;\nSELECT pg_advisory_xact_lock(1);\n",
                                locked.insert, "COMMIT;\n\\endpipeline\n"])
    work: dict[str, Callable[[int], float]] = {
        "append": lambda clients: pgbench(database, own if clients > 1 else alone, clients),
        "insert": functools.partial(pgbench, database, insert),
        "locked": functools.partial(pgbench, database, in_lock),
    }
    if peer := peers.eventsourcing():
        for kind in KINDS:
            work[kind] = functools.partial(peer.append, store, BODY, kind)
    if store_of_its_own := peers.umadb():
        work["umadb"] = functools.partial(store_of_its_own.append, BODY)
    if peers.MESSAGE_DB:
        other, write = peers.install_message_db(store), script("message-db", [MESSAGE_DB_WRITE])
        work["message-db"] = functools.partial(pgbench, other, write)

    slow = {f"{name}, slow": functools.partial(pgbench, database + SLOW, path, 32)
            for name, path in (("append", own), ("insert", insert), ("locked", in_lock))}
    found = in_turn(slow | {
        f"{name}, {clients}": functools.partial(measure, clients)
        for clients in (1, 8, 32) for name, measure in work.items()})
    for clients in (1, 8, 32):
        what, many = f"append of one event, {clients} client{'s' * (clients > 1)}", clients > 1

        def against(name: str, words: str, mark: float | None = None) -> None:
            row(what, found[f"append, {clients}"], words, found[f"{name}, {clients}"], at_least=mark)

        against("insert", "plain insert, in no order", 0.5 if many else 0.85)
        against("locked", "insert under a lock held over the commit")
        if peer:
            faster = max(KINDS, key=lambda kind: found[f"{kind}, {clients}"])
            against(faster, f"{peer.name}, by {faster}")
        else:
            remark(what, peers.NO_EVENTSOURCING)
        if store_of_its_own:
            against("umadb", f"{store_of_its_own.name}, a store of its own, by processes")
        if peers.MESSAGE_DB:
            against("message-db", "`write_message` of message-db, one category", {1: 1.1, 8: 1.5, 32: 2}[clients])
    what = "append of one event, 32 clients, flushes 2 ms longer"
    row(what, found["append, slow"], "plain insert, in no order", found["insert, slow"], at_least=0.5)
    row(what, found["append, slow"], "insert under a lock held over the commit", found["locked, slow"])


def batches() -> None:
    store = small()
    own, database = script("append-batch", [APPEND_BATCH]), store.database()
    pgbench(database, script("append", [APPEND]), 1)
    table = PlainTable(store, "batched")
    count = max(10_000, FEWER) // BATCH // 8 * 8
    files = {clients: script(f"copy-{clients}", table.copies(count // clients, BATCH)) for clients in (1, 8)}
    whole = script("copy", table.copies(1, count * BATCH))

    def append(clients: int) -> float:
        return BATCH * pgbench(database, own, clients, "-D", f"bodies={BODIES}")

    def copy(path: str, clients: int) -> float:
        began = time.perf_counter()
        children = [subprocess.Popen(store.psql("-f", path), stdout=subprocess.DEVNULL) for _ in range(clients)]
        if any([child.wait() for child in children]):
            raise SystemExit(f"bench: {path} failed")
        return count * BATCH / (time.perf_counter() - began)

    found = in_turn({
        "append, 1": lambda: append(1), "COPY, 1": lambda: copy(files[1], 1),
        "append, 8": lambda: append(8), "COPY, 8": lambda: copy(files[8], 8),
        "one COPY": lambda: copy(whole, 1)})
    for clients, words in ((1, "1 client"), (8, "8 clients")):
        what = f"events in batches of {BATCH}, {words}"
        row(what, found[f"append, {clients}"], f"`COPY` of such batches, {words}", found[f"COPY, {clients}"],
            at_least=0.6)
        row(what, found[f"append, {clients}"], "one large `COPY`", found["one COPY"])
