"""Times short commands against a minimal one of psql, the effect of a store's size on them, and decoding."""
import os
import sys
from datetime import datetime, timezone

import cluster
import journal
from cluster import EVENTS, FEWER, PARLEY, Store, in_turn, large, output, run, small
from report import rate, remark, row, seconds

DECODE = os.environ.get("DECODE", "DecodeBench")
LOADS = """import json, sys, time
bodies = [line.split(" ", 1)[1] for line in open(sys.argv[1])]
began = time.perf_counter()
for body in bodies: json.loads(body)
print(time.perf_counter() - began)"""


def commands() -> None:
    store = small()
    found = in_turn({
        "--version": lambda: run([PARLEY, "--version"]).seconds,
        "show": lambda: store.parley("show", "process-0").seconds,
        "psql": lambda: run(store.psql("-c", "SELECT 1")).seconds,
    }, rounds=41)
    row("`parley --version`", found["--version"], "`psql -c 'SELECT 1'`", found["psql"], seconds, at_most=1.5)
    row("`parley show`", found["show"], "`psql -c 'SELECT 1'`", found["psql"], seconds, at_most=1.4)


def decode() -> None:
    bodies = f"{cluster.folder}/bodies"
    output(small().psql("-o", bodies, "-c", "SELECT type || ' ' || body FROM log.event ORDER BY position"))
    found = in_turn({
        "decode": lambda: FEWER / float(output([DECODE, bodies])),
        "json.loads": lambda: FEWER / float(output([sys.executable, "-c", LOADS, bodies]))})
    row(f"decoding of {FEWER:,} events", found["decode"], "`json.loads` of Python on their bodies", found["json.loads"])


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


def past() -> None:
    """Times a past state of one process of a hundred events, among many others and alone."""
    path, alone = f"{cluster.folder}/one.jsonl", Store("one")
    with open(cluster.journal_of(EVENTS)) as lines, open(path, "w") as out:
        out.writelines(line for line in lines if line.startswith('{"process":"process-0",'))
    alone.parley("import", path)
    point = ("show", "process-0", "--as-of", "1993-12-31")
    found = in_turn({
        "large": lambda: large().parley(*point).seconds, "alone": lambda: alone.parley(*point).seconds}, rounds=41)
    row(f"`parley show --as-of` of 100 events, in a store of {EVENTS:,}", found["large"], "alone", found["alone"],
        seconds, at_most=1.3)


def days() -> None:
    """Times the roster of every day of thirty years against that of one day."""
    what = "`parley roster --each day` of 30 years, 10,000 events"
    if "--each" not in output([PARLEY, "roster", "--help"]):
        return remark(what, "this program answers for one day at a time")
    path, store = f"{cluster.folder}/days.jsonl", Store("days")
    journal.write_one_process(path, "long", min(10_000, EVENTS))
    store.parley("import", path)
    found = in_turn({
        "each": lambda: store.parley(
            "roster", "long", "--each", "day", "--from", "1993-01-01", "--to", "2022-12-31").seconds,
        "one": lambda: store.parley("roster", "long", "--as-of", "2022-12-31", "--json").seconds}, rounds=5)
    row(what, found["each"], "of one day", found["one"], seconds, at_most=20)


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
