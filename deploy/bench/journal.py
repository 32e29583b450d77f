"""Synthetic journals: 560 bytes a line, with a title, a summary, three parties, a place and a source."""
import random
from collections.abc import Iterator

WORDS = ("talks freeze inspectors envoy sanctions relief liaison office verification delivery shipment statement "
         "session delegation plenary working group deadline reactor").split()


def processes(events: int) -> int:
    """The number of processes in a journal of that many events: each has a hundred, interleaved."""
    return max(1, events // 100)


def write(path: str, events: int) -> None:
    among = processes(events)
    with open(path, "w") as out:
        out.writelines(lines((f"process-{i % among}", i // among, i) for i in range(events)))


def write_one_process(path: str, name: str, events: int) -> None:
    with open(path, "w") as out:
        out.writelines(lines((name, i, i) for i in range(events)))


def write_parties(path: str, events: int, kind: str) -> None:
    """Events of parties in one process, of a kind in `PARTIES`, or as many notes."""
    with open(path, "w") as out:
        out.writelines(f'{{"process":"long",{PARTIES[kind](i)}}}\n' for i in range(events))


def _day(i: int) -> str:
    return f"{1900 + i // 336}-{i // 28 % 12 + 1:02}-{i % 28 + 1:02}"


PARTIES = {
    "notes": lambda i: f'"type":"note-added","on":"{_day(i)}","title":"Note {i}"',
    "parties that come, each on a day of its own": lambda i: (
        f'"type":"party-joined","party":"party-{i - 1}","on":"{_day(i)}"' if i % 2 else
        f'"type":"party-defined","party":"party-{i}","name":"Party {i}"'),
    "parties that come on one day": lambda i: (
        f'"type":"party-joined","party":"party-{i - 1}","on":"2003-08-27"' if i % 2 else
        f'"type":"party-defined","party":"party-{i}","name":"Party {i}"'),
    "a party that comes and goes": lambda i: (
        f'"type":"party-{("joined", "withdrew", "returned", "withdrew")[i % 4]}","party":"us","on":"{_day(i)}"'),
    "tiers": lambda i: f'"type":"tier-planned","tier":{i + 1},"parties":["us","kp"],"on":"{_day(i)}"',
    "rounds of others each time": lambda i: (
        f'"type":"round-convened","as":"r-{i}","parties":["{("us", "kp", "cn")[i % 3]}","jp"],"on":"{_day(i)}"'),
}


def lines(places: Iterator[tuple[str, int, int]]) -> Iterator[str]:
    """Yields a line for each tuple of a process, an index within it and an index within the journal."""
    dice = random.Random(1)

    def texts(count: int, words: int) -> list[str]:
        return [" ".join(dice.choices(WORDS, k=words)).capitalize() for _ in range(count)]

    # Lists of different prime lengths, so that few events have the same combination of texts.
    titles, summaries, citations, quotes = texts(997, 6), texts(1009, 18), texts(1013, 5), texts(1019, 10)
    parties = [",".join(f'"{p}"' for p in dice.sample(["us", "kp", "kr", "cn", "jp", "ru"], 3)) for _ in range(101)]
    tracks = ["denuclearization", "peace-regime", "sanctions"]
    for process, k, i in places:
        what = (
            f'"type":"measure-pledged","party":"kp","deadline":"2007-04-14","as":"m-{k}"' if k % 6 == 0 else
            f'"type":"measure-implemented","party":"kp","measure":"m-{max(0, k // 6 - i % 20) * 6}"' if k % 6 == 1 else
            '"type":"contact-held","kind":"envoy"' if k % 6 == 2 else
            f'"type":"round-convened","number":{k},"as":"r-{k}"' if k % 6 == 3 else
            f'"type":"setback-occurred","kind":"statement","party":"kp","as":"s-{k}"' if k % 6 == 4 else
            f'"type":"position-stated","party":"us","issue":"liaison offices","quote":"{quotes[i % 1019]}"')
        yield (
            f'{{"process":"{process}","on":"{1993 + k // 336 % 28}-{k // 28 % 12 + 1:02}-{k % 28 + 1:02}",{what},'
            f'"title":"{titles[i % 997]}","summary":"{summaries[i % 1009]}","parties":[{parties[i % 101]}],'
            f'"track":"{tracks[i % 3]}","place":{{"name":"Beijing","country":"cn"}},"sources":[{{"title":'
            f'"{citations[i % 1013]}","publisher":"Newswire","url":"https://example.org/{i}"}}]}}\n')
