"""Times parley against plain PostgreSQL and other event stores in one run; prints the table of docs/performance.md.

    make bench                          a million events, about half an hour
    make bench BENCH_EVENTS=20000       fewer, to try it out
    make bench BENCH="import rebuild"   some of the parts: commands, decode, import, parties, rebuild, memory,
                                        show, past, days, growth, recording, questions, standpoints, exports,
                                        appends, batches, picture
    make bench BENCH=scale              stores of several sizes, for docs/scale.md; BENCH_SCALE names them

BENCH_VENV names a Python virtual environment with the packages eventsourcing and umadb, which are installed if it is not set;
BENCH_MESSAGE_DB names the folder `database` of message-db, which is left out if it is not set.

All files are in a temporary folder, removed at the end. A missed mark is no failure.
"""
import os
import signal
import statistics
import sys

import appends
import bulk
import cluster
import commands
import exports
import growth
import picture
import questions
import recording
import report
import scale

# The order matters: the appends enlarge a store, and its size affects the other parts.
PARTS = {
    "commands": commands.commands, "decode": commands.decode, "import": bulk.imports, "parties": bulk.parties,
    "rebuild": bulk.rebuild,
    "memory": bulk.memory, "show": commands.show, "past": commands.past, "days": commands.days,
    "growth": growth.growth, "recording": recording.recording, "questions": questions.questions,
    "standpoints": commands.standpoints, "exports": exports.exports, "appends": appends.appends,
    "batches": appends.batches, "picture": picture.picture, "scale": scale.scale}
# Only where it is asked for.
BY_HAND = {"scale"}


def main() -> None:
    wanted = os.environ.get("BENCH", "").replace(",", " ").split() or [name for name in PARTS if name not in BY_HAND]
    if unknown := [name for name in wanted if name not in PARTS]:
        raise SystemExit(f"bench: there is no part {unknown[0]}; there are {', '.join(PARTS)}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        cluster.begin()
        system, version = os.uname(), cluster.output([cluster.program("postgres"), "--version"]).split()[2]
        print(f"{os.cpu_count()} cores, {system.sysname} {system.release}, PostgreSQL {version}; medians of "
              f"rounds in turn: {cluster.ROUNDS}.\n")
        report.begin()
        for name, measure in PARTS.items():
            if name in wanted:
                measure()
        report.end()
        typical, slowest = statistics.median(cluster.flushes) * 1e6, max(cluster.flushes) * 1e6
        print(f"\nA page was on disk in {typical:,.0f} µs (fdatasync), at times in {slowest:,.0f} µs: where these are "
              "far apart, the disk was busy with something else.")
    except KeyboardInterrupt:
        raise SystemExit("bench: interrupted")
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        cluster.end()


main()
