"""Measures stores of several sizes, each ten times the one before: what grows, and how. By hand, since it takes hours.

BENCH_SCALE names the sizes in events; BENCH_EVENTS is of no account here.
"""
import itertools
import json
import os

import cluster
import journal
from appends import APPEND, APPEND_ALONE, pgbench, script
from cluster import Store, run, say
from report import mebibytes, rate, seconds

SIZES = [int(word) for word in os.environ.get("BENCH_SCALE", "10000 100000 1000000").split()]
CHUNK = 1_000_000
BATCH = 1_000
PLACES = "CREATE UNLOGGED TABLE public.chunk (n bigint PRIMARY KEY, stream text, type text, body text)"
APPEND_CHUNK = f"""DO $$
BEGIN
    FOR start IN 0 .. (SELECT max(n) FROM public.chunk) BY {BATCH} LOOP
        PERFORM count(*) FROM log.append('{{}}', ARRAY(
            SELECT (stream, gen_random_uuid(), type, body, NULL, 'desk')::log.new_event FROM public.chunk
            WHERE n >= start AND n < start + {BATCH} ORDER BY n));
        COMMIT;
    END LOOP;
END $$"""


def scale() -> None:
    found = {size: _measure(size) for size in SIZES}
    print("\n| | " + " | ".join(f"{size:,} events" for size in SIZES) + " |\n|---|" + "--:|" * len(SIZES))
    for what in found[SIZES[0]]:
        print(f"| {what} | " + " | ".join(found[size][what] for size in SIZES) + " |", flush=True)


def _measure(size: int) -> dict[str, str]:
    store, found = Store("scale"), {}

    def note(what: str, figure: str) -> None:
        say(f"{size:,} events: {what}: {figure}")
        found[what] = figure

    def work(what: str, *command: str) -> None:
        taken = store.parley(*command)
        note(f"`parley {what}`", f"{seconds(taken.seconds)}, {rate(size / taken.seconds)}")
        note(f"memory of `parley {what}`", mebibytes(taken.peak))

    def ask(*command: str) -> None:
        taken = sorted(store.parley(*command).seconds for _ in range(5))[2]
        note(f"`parley {' '.join(command)}`", seconds(taken))

    note("appended in batches of 1,000, the last tenth", rate(_fill(store, size)))
    note("log, an event", _bytes(store, "log.event", size))
    work("rebuild", "rebuild")
    note("tables, an event", f"{_schema_size(store) / size:,.0f} bytes")
    note("`psql -c 'SELECT 1'`", seconds(run(store.psql("-c", "SELECT 1")).seconds))
    for command in (("show", "process-0"), ("timeline", "process-0"), ("ledger", "process-0"), ("list",),
                    ("search", "envoy", "--process", "process-0"), ("search", "envoy"),
                    ("show", "process-0", "--as-of", "2000-01-01")):
        ask(*command)
    note("`parley log` of one event", seconds(store.parley(
        "log", "note-added", "process-0", "--title", "One more", "--on", "2020-01-01").seconds))
    note("`parley show` after it", seconds(store.parley("show", "process-0").seconds))
    for clients, text in ((1, APPEND_ALONE), (8, APPEND)):
        path = script("append", [text])
        note(f"append of one event, {clients} client{'s' * (clients > 1)}",
             rate(pgbench(store.database(), path, clients)))
    # With what was appended just now.
    size = int(store.sql("SELECT position FROM log.head"))
    store.parley("list")
    work("verify", "verify")
    work("export --format journal", "export", "--format", "journal")
    backup = f"{cluster.folder}/backup"
    work("backup", "backup", backup)
    note("backup, an event", f"{os.path.getsize(backup) / size:,.0f} bytes")
    os.remove(backup)
    cluster.discard("scale")
    return found


def _fill(store: Store, size: int) -> float:
    """Appends events as those of `journal`; returns the rate of the last tenth."""
    among, path, last = journal.processes(size), f"{cluster.folder}/chunk", 0.0
    lines = journal.lines((f"process-{i % among}", i // among, i) for i in range(size))
    step = min(CHUNK, max(BATCH, size // 10))
    for first in range(0, size, step):
        with open(path, "w") as out:
            for n, line in enumerate(itertools.islice(lines, step)):
                body = json.loads(line)
                stream, kind = body.pop("process"), body.pop("type")
                text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
                out.write(f"{n}\t{stream}\t{kind}\t" + text.replace("\\", "\\\\") + "\n")
        store.sql("DROP TABLE IF EXISTS public.chunk", PLACES, f"\\copy public.chunk FROM '{path}'",
                  "ANALYZE public.chunk")
        last = step / run(store.psql("-c", APPEND_CHUNK)).seconds
        say(f"{first + step:,} of {size:,} events appended, {last:,.0f} /s")
    store.sql("DROP TABLE public.chunk")
    os.remove(path)
    return last


def _bytes(store: Store, relation: str, size: int) -> str:
    total = int(store.sql(f"SELECT pg_total_relation_size('{relation}')"))
    return f"{total / size:,.0f} bytes"


def _schema_size(store: Store) -> int:
    return int(store.sql("SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND "
                         "relnamespace = 'read'::regnamespace"))
