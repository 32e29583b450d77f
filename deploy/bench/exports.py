"""Times the export of every format against psql's COPY of the same rows."""
import re

from cluster import EVENTS, PARLEY, in_turn, output, run, store
from report import row, seconds

MARKS = {"xlsx": 10, "html": 10, "pdf": 40, "png": 40}
"""How often as long as the COPY the formats may take that hold more than the events; five times for the others."""


def exports() -> None:
    events = min(10_000, EVENTS)
    exported = store("exported", events)
    named = re.search(r"The form: ([^.]*)\.", output([PARLEY, "export", "--help"]))
    formats = re.split(r",\s*", " ".join(named[1].split())) if named else []
    copy = exported.psql("-c", "COPY (SELECT * FROM log.event ORDER BY position) TO STDOUT (FORMAT csv)")
    # The tables are brought up to date first, so that no export includes that work.
    exported.parley("list")
    found = in_turn({"COPY": lambda: run(copy).seconds} | {
        name: lambda name=name: exported.parley("export", "--format", name).seconds for name in formats}, rounds=5)
    for name in formats:
        row(f"`parley export --format {name}` of {events:,} events", found[name], "`COPY` of their rows to CSV by psql",
            found["COPY"], seconds, at_most=MARKS.get(name, 5))
