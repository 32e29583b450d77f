"""Times logging one event in a long process against one in a short process: what catching up costs."""
import cluster
import journal
from cluster import Store, in_turn, small
from report import row, seconds, size

LONG, SHORT = 10_000, 100


def recording() -> None:
    store = small()
    for events in (LONG, SHORT):
        path = f"{cluster.folder}/{events}-of-one.jsonl"
        journal.write_one_process(path, f"of-{events}", events)
        store.parley("import", path)
    store.sql("CHECKPOINT")
    for events in (LONG, SHORT):
        _log(store, events)
    found = in_turn({f"{events}": lambda events=events: _log(store, events)[0] for events in (LONG, SHORT)}, rounds=9)
    written = in_turn({f"{events}": lambda events=events: _log(store, events)[1] for events in (LONG, SHORT)}, rounds=9)
    what, against = f"`parley log` of one event in a process of {LONG:,}", f"in one of {SHORT}"
    row(f"{what}: time", found[f"{LONG}"], against, found[f"{SHORT}"], seconds, at_most=2.5)
    row(f"{what}: write-ahead log", written[f"{LONG}"], against, written[f"{SHORT}"], size, at_most=3)


def _log(store: Store, events: int) -> tuple[float, float]:
    """The seconds and the bytes of write-ahead log that one event more takes, with the tables caught up."""
    before = store.sql("SELECT pg_current_wal_insert_lsn()")
    taken = store.parley("log", "contact-held", f"of-{events}", "--kind", "envoy", "--parties", "us,kp",
                         "--on", "2022-03-01", "--title", "One more").seconds
    return taken, float(store.sql(f"SELECT pg_current_wal_insert_lsn() - '{before}'"))
