"""What asking about one process costs beside many others: no more than where it is alone."""
from datetime import datetime, timedelta, timezone

import cluster
import talks
from cluster import EVENTS, Store, in_turn, say
from report import row, seconds


def questions() -> None:
    """Asks about one process, in a store of a thousand and in one that holds only it, with equal events."""
    processes = max(2, min(1_000, EVENTS // talks.EVENTS))
    # Who governs its parties is recorded elsewhere, and four others refer to it.
    asked = processes // 2 // talks.ALONE * talks.ALONE
    say(f"recording {processes:,} processes")
    stores = {name: Store(f"talks-{name}") for name in ("among", "alone")}
    for name, store in stores.items():
        path = f"{cluster.folder}/{name}.jsonl"
        talks.write(path, processes, only=asked if name == "alone" else None)
        store.parley("import", path)
    points = {
        "": [], "--as-of": ["--as-of", "2008-06-30"],
        "--as-known": ["--as-known", f"{datetime.now(timezone.utc) + timedelta(days=1):%Y-%m-%d}"]}
    for point, options in points.items():
        for command in ("show", "roster", "ledger", "timeline"):
            found = in_turn({
                name: lambda store=store: store.parley(command, talks.name(asked), *options).seconds
                for name, store in stores.items()}, rounds=31)
            words = " ".join(word for word in (command, point) if word)
            row(f"`parley {words}` of {talks.EVENTS} events, among {processes:,} processes", found["among"],
                "alone", found["alone"], seconds, at_most=1.5)
    for name in stores:
        cluster.discard(f"talks-{name}")
