"""How figures grow with the store: the same work in stores of 10,000 events and of ten times as many, up to all."""
import cluster
from cluster import EVENTS, FEWER, Store, large, run, small, store
from report import later, mebibytes, rate, seconds


def growth() -> None:
    """Adds a table of its own, with how many times the figure of the first store that of the last one is."""
    # A short run has smaller ones.
    least = min(10_000, EVENTS // 100)
    sizes = [EVENTS // part for part in (1000, 100, 10, 1) if EVENTS // part >= least]
    known = {FEWER: small, EVENTS: large}
    found = {events: _measure(known[events]() if events in known else store(str(events), events), events)
             for events in sizes}
    first, last = min(sizes), max(sizes)
    lines = ["| | " + " | ".join(f"{events:,} events" for events in sizes) + " | times |",
             "|---|" + "--:|" * (len(sizes) + 1)]
    for what, (unit, figure) in found[first].items():
        figures = " | ".join(unit(found[events][what][1]) for events in sizes)
        lines.append(f"| {what} | {figures} | {found[last][what][1] / figure:.3g} |")
    later(lines)


def _measure(measured: Store, imported: int) -> dict[str, tuple]:
    # Other parts may have added some.
    events = int(measured.sql("SELECT position FROM log.head"))
    found: dict[str, tuple] = {}

    def ask(*words: str) -> None:
        taken = sorted(measured.parley(*words).seconds for _ in range(7))[3]
        found[f"`parley {' '.join(words)}`"] = (seconds, taken)

    for words in (("show", "process-0"), ("show", "process-0", "--as-of", "2000-01-01"), ("timeline", "process-0"),
                  ("ledger", "process-0"), ("roster", "process-0"), ("search", "envoy", "--process", "process-0"),
                  ("list",)):
        ask(*words)
    ask("log", "contact-held", "process-0", "--kind", "envoy", "--parties", "us", "--on", "2020-01-01")
    found["`parley import`"] = (rate, imported / measured.imported.seconds)
    found["memory of it, `import`"] = (mebibytes, measured.imported.peak)
    for words in (("rebuild",), ("export", "--format", "journal"), ("export", "--format", "csv")):
        taken = measured.parley(*words)
        found[f"`parley {' '.join(words)}`"] = (rate, events / taken.seconds)
        found[f"memory of it, `{words[-1]}`"] = (mebibytes, taken.peak)
    found["`psql -c 'SELECT 1'`"] = (seconds, run(measured.psql("-c", "SELECT 1")).seconds)
    for schema, what in (("log", "the log"), ("read", "the tables")):
        bytes_of = float(measured.sql(
            "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relpersistence = 'p' "
            f"AND relnamespace = '{schema}'::regnamespace"))
        found[f"{what}, an event"] = (lambda figure: f"{figure:,.0f} bytes", bytes_of / events)
    return found
