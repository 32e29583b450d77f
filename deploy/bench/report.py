"""The table of results: each row has a figure, a baseline, and the ratio of the two."""
from collections.abc import Callable


def rate(per_second: float) -> str:
    return f"{per_second:,.0f} /s"


def seconds(taken: float) -> str:
    return f"{taken:.2f} s" if taken >= 1 else f"{taken * 1000:.1f} ms"


def mebibytes(size: float) -> str:
    return f"{size:.1f} MiB"


def size(length: float) -> str:
    return f"{length / 1000:.1f} KB"


_later: list[str] = []


def begin() -> None:
    print("| what | figure | against | figure | ratio | mark |\n|---|---|---|---|---|---|", flush=True)


def later(lines: list[str]) -> None:
    """Keeps a table of its own for after this one."""
    _later.extend(["", *lines])


def end() -> None:
    print("\n".join(_later), flush=True)


def row(what: str, figure: float, against: str, base: float, unit: Callable[[float], str] = rate, *,
        at_least: float | None = None, at_most: float | None = None) -> None:
    """Prints one row; a rate may have a minimal ratio, a time or a size a maximal one."""
    ratio = figure / base
    mark = "–"
    if at_least is not None:
        mark = f"at least {at_least:g}, " + ("met" if ratio >= at_least else "**missed**")
    if at_most is not None:
        mark = f"at most {at_most:g}, " + ("met" if ratio <= at_most else "**missed**")
    print(f"| {what} | {unit(figure)} | {against} | {unit(base)} | {ratio:.3g} | {mark} |", flush=True)


def remark(what: str, why: str) -> None:
    """Prints a row for a measurement that was not possible."""
    print(f"| {what} | – | {why} | – | – | – |", flush=True)
