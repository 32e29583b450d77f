"""Times short commands against a minimal one of psql, the effect of a store's size on them, and decoding."""
import os
from datetime import datetime, timezone

import cluster
import journal
from cluster import EVENTS, FEWER, PARLEY, Store, in_turn, large, output, run, small
from report import rate, row, seconds

DECODE = os.environ.get("DECODE", "DecodeBench")


def commands() -> None:
    store = small()
    found = in_turn({
        "--version": lambda: run([PARLEY, "--version"]).seconds,
        "show": lambda: store.parley("show", "process-0").seconds,
        "psql": lambda: run(store.psql("-c", "SELECT 1")).seconds,
    }, rounds=41)
    row("`parley --version`", found["--version"], "`psql -c 'SELECT 1'`", found["psql"], seconds, at_most=1.5)
    row("`parley show`", found["show"], "`psql -c 'SELECT 1'`", found["psql"], seconds, at_most=1.5)


def decode() -> None:
    bodies = f"{cluster.folder}/bodies"
    output(small().psql("-o", bodies, "-c", "SELECT type || ' ' || body FROM log.event ORDER BY position"))
    row(f"decoding of {FEWER:,} events", FEWER / float(output([DECODE, bodies])), "300,000 a second on one core",
        300_000, rate, at_least=1)


def show() -> None:
    """Times showing one long process, among many others and alone."""
    events = max(1, EVENTS // 100)
    path = f"{cluster.folder}/long.jsonl"
    journal.write_one_process(path, "long", events)
    alone = Store("alone")
    for store in (large(), alone):
        store.parley("import", path)
    found = in_turn({
        "large": lambda: large().parley("show", "long").seconds,
        "alone": lambda: alone.parley("show", "long").seconds,
    }, rounds=41)
    row(f"`parley show` of {events:,} events, in a store of {EVENTS:,}", found["large"], f"in a store of {events:,}",
        found["alone"], seconds, at_most=1.5)


def standpoints() -> None:
    """Times past states of one long process, on both axes, against its current state."""
    events = min(10_000, EVENTS)
    path = f"{cluster.folder}/past.jsonl"
    journal.write_one_process(path, "long", events)
    store = Store("past")
    store.parley("import", path)
    # The standpoint includes all events, so that leaving some out saves no time.
    past = ["--as-of", "2020-12-31", "--as-known", datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")]
    for name in ("show", "roster", "timeline"):
        found = in_turn({
            "past": lambda: store.parley(name, "long", *past).seconds,
            "now": lambda: store.parley(name, "long").seconds,
        }, rounds=21)
        row(f"`parley {name}` of {events:,} events, on both axes", found["past"], "about now", found["now"], seconds,
            at_most=3)
