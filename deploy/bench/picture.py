"""Times the page of a long process in a browser, against an empty page in the same window."""
import json
import os

import cluster
import journal
from cluster import EVENTS, Store, in_turn, output
from report import remark, row

PYTHON = os.path.join(os.path.dirname(__file__), "../../.build/python/bin/python")
EMPTY = "<!DOCTYPE html><html lang=en><title>Empty</title><body style='min-height:3000px'>Empty</body></html>"


def milliseconds(taken: float) -> str:
    return f"{taken:.1f} ms"


def picture() -> None:
    events = min(10_000, EVENTS)
    what = f"page of {events:,} events"
    if not os.path.exists("/usr/bin/chromium") or not os.path.exists(PYTHON):
        remark(what, "“deploy/bootstrap tests” installs Chromium and what drives it")
        return
    path, page, empty = (f"{cluster.folder}/{name}" for name in ("picture.jsonl", "picture.html", "empty.html"))
    journal.write_one_process(path, "long", events)
    store = Store("picture")
    store.parley("import", path)
    made = in_turn({
        "html": lambda: store.parley("export", "long", "--format", "html", "--output", page).seconds,
        "json": lambda: store.parley("export", "long", "--format", "json", "--output", f"{cluster.folder}/json").seconds,
    })
    row(f"export of a {what}", made["html"] * 1000, "export of the same as JSON", made["json"] * 1000, milliseconds)
    with open(empty, "w") as out:
        out.write(EMPTY)
    script = os.path.join(os.path.dirname(__file__), "frames.py")
    found: dict[str, dict[str, float]] = {}

    def opened(name: str, file: str) -> float:
        found[name] = json.loads(output([PYTHON, "-B", script, file]))
        return 0

    in_turn({"page": lambda: opened("page", page), "empty": lambda: opened("empty", empty)}, rounds=1)
    for key, words, mark in (
            ("paint", "first paint", None), ("ready", "ready for the reader", None), ("pan", "a frame of moving, median", 1.2),
            ("pan 95", "a frame of moving, 95th percentile", 2), ("zoom", "a frame of zooming, median", 2),
            ("zoom 95", "a frame of zooming, 95th percentile", 4)):
        row(f"{what}: {words}", found["page"][key], "an empty page", found["empty"][key], milliseconds, at_most=mark)
