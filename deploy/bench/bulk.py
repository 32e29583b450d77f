"""Times work on the whole log: import, rebuild, export."""
import os

import cluster
import journal
import peers
from cluster import EVENTS, FEWER, in_turn, large, run, small
from report import mebibytes, remark, row, seconds

ORDERED = "COPY (SELECT * FROM log.event ORDER BY position) TO STDOUT (FORMAT binary)"


def imports() -> None:
    rows = f"{cluster.folder}/rows"

    def record() -> float:
        cluster.discard("large")
        return EVENTS / large().imported.seconds

    def copy() -> float:
        store = large()
        if not os.path.exists(rows):
            store.sql(f"\\copy log.event TO '{rows}' (FORMAT binary)")
        store.create_like_event("copied")
        store.sql("CHECKPOINT")
        taken = run(store.psql("-c", f"\\copy copied FROM '{rows}' (FORMAT binary)")).seconds
        store.sql("DROP TABLE copied")
        return EVENTS / taken

    found = in_turn({"import": record, "COPY": copy}, cluster.WHOLE_ROUNDS)
    os.remove(rows)
    row(f"import of {EVENTS:,} events", found["import"], "`COPY` into the same table and indexes", found["COPY"],
        at_least=0.4)


def rebuild() -> None:
    store = large()
    events = int(store.sql("SELECT count(*) FROM log.event"))
    work = {
        "rebuild": lambda: events / store.parley("rebuild").seconds,
        "COPY": lambda: events / run(store.psql("-c", ORDERED)).seconds,
    }
    if peer := peers.eventsourcing():
        # A part of the events is enough: each is processed separately, at the same speed.
        work["eventsourcing"] = lambda: peer.project(small(), min(FEWER, 20_000))
    found = in_turn(work, cluster.WHOLE_ROUNDS)
    what = f"rebuild of {EVENTS:,} events in {cluster.journal.processes(EVENTS):,} processes"
    row(what, found["rebuild"], "ordered binary `COPY` to /dev/null", found["COPY"], at_least=0.3)
    if peer:
        row(what, found["rebuild"], f"a projection of {peer.name}", found["eventsourcing"], at_least=100)
    else:
        remark(what, peers.NO_EVENTSOURCING)


def memory() -> None:
    export = ("export", "--format", "journal")
    found = in_turn({
        "import": lambda: large().imported.peak,
        "import of fewer": lambda: small().imported.peak,
        "rebuild": lambda: large().parley("rebuild").peak,
        "rebuild of fewer": lambda: small().parley("rebuild").peak,
        "export": lambda: large().parley(*export).peak,
        "export of fewer": lambda: small().parley(*export).peak,
    }, rounds=1)
    for what in ("import", "rebuild", "export"):
        row(f"memory of the {what} of {EVENTS:,} events", found[what], f"of {FEWER:,}", found[f"{what} of fewer"],
            mebibytes, at_most=1.1)


def parties() -> None:
    """Times what parties do, and the checks and the roster of that, against as many notes."""
    events = min(20_000, EVENTS)
    databases = {}

    def record(kind: str) -> float:
        path = f"{cluster.folder}/parties.jsonl"
        journal.write_parties(path, events, kind)
        databases[kind] = f"parties_{len(databases)}"
        small().sql(f"CREATE DATABASE {databases[kind]}")
        taken = small().parley("import", path, "--database", small().database(databases[kind])).seconds
        os.remove(path)
        return taken

    def ask(kind: str, *words: str) -> float:
        return small().parley(*words, "--database", small().database(databases[kind])).seconds

    kinds = list(journal.PARTIES)
    questions = {"check": ("check", "--process", "long"), "roster": ("roster", "long"),
                 "accession": ("accession", "long")}
    taken = in_turn({kind: lambda kind=kind: record(kind) for kind in kinds}, rounds=1)
    for kind in kinds[1:]:
        row(f"import of {events:,} events of {kind}", taken[kind], "of as many notes", taken["notes"], seconds,
            at_most=10)
    for name, words in questions.items():
        found = in_turn({kind: lambda kind=kind: ask(kind, *words) for kind in kinds}, rounds=1)
        for kind in kinds[1:]:
            row(f"`parley {name}` of these", found[kind], f"of the notes, for {kind}", found["notes"], seconds)
