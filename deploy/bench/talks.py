"""Synthetic records of talks as a desk keeps them: rounds, measures and what answers them, agreements, setbacks."""
import json
import random
import uuid
from collections.abc import Iterator

from journal import WORDS

EVENTS = 100
"""How many events a process has."""
POOL = ("ar at au be br ca ch cl cn co de dk eg es fi fr gb gr hu id in ir it jo jp ke kp kr mx my ng nl no nz pl ru se "
        "tr us za").split()
TRACKS = ["denuclearization", "peace-regime", "sanctions"]
ALONE = 5
"""One process of so many refers to no other, so that it can stand alone; each of them is referred to by four."""
GOVERNED = 33
"""One process of so many records who governs its parties."""


def name(number: int) -> str:
    return f"talks-{number}"


def write(path: str, processes: int, only: int | None = None) -> None:
    """Writes a journal of so many processes, or what it says of one of them."""
    with open(path, "w") as out:
        for number in range(processes) if only is None else [only]:
            for event in _process(number):
                out.write(json.dumps(event) + "\n")


def _process(number: int) -> Iterator[dict[str, object]]:
    # The same whether others are written too.
    dice = random.Random(number)
    members = dice.sample(POOL, 5)
    events: list[dict[str, object]] = []

    def text(words: int) -> str:
        return " ".join(dice.choices(WORDS, k=words)).capitalize()

    def add(type: str, **fields: object) -> str:
        place = len(events)
        identity = str(uuid.UUID(int=dice.getrandbits(128), version=4))
        common: dict[str, object] = {
            "process": name(number), "id": identity, "type": type,
            "on": f"{1993 + place // 4}-{place % 4 * 3 + 1:02}-{dice.randint(1, 28):02}"}
        if not type.startswith("event-"):
            common |= {
                "title": text(6), "summary": text(18), "parties": dice.sample(members, 2),
                "track": TRACKS[place % 3], "place": {"name": "Beijing", "country": "cn"},
                "sources": [{
                    "title": text(5), "publisher": "Newswire", "url": f"https://example.org/{number}/{place}"}]}
        events.append(common | {key.rstrip("_").replace("_", "-"): value for key, value in fields.items()})
        return identity

    add("process-defined", aims=[text(4), text(4)], tracks=TRACKS)
    add("talks-opened")
    add("tier-planned", tier=1, parties=members[:3])
    add("tier-planned", tier=2, parties=members[3:])
    for party in members:
        add("party-joined", party=party)
    if number % GOVERNED == 0:
        for party in members[:4]:
            add("administration-changed", party=party, head=text(2))
    for place in range(4):
        add("round-convened", number=place + 1, as_=f"round-{place}")
        pledges = []
        for which in range(4):
            measure = f"measure-{place * 4 + which}"
            answers = []
            if pledges and which % 2:
                answers.append(pledges[-1])
            if which == 3 and place < number % ALONE:
                # In return for what was promised in talks before.
                answers.append(f"{name(number - place - 1)}/measure-{place}")
            add("measure-pledged", as_=measure, party=dice.choice(members), to=[dice.choice(members)],
                deadline=f"{2000 + place * 5}-06-30", **({"in_return_for": answers} if answers else {}))
            pledges.append(measure)
        add("agreement-reached", as_=f"agreement-{place}")
        add("agreement-signed", agreement=f"agreement-{place}")
        for measure in pledges[:3]:
            add("measure-implemented", measure=measure, party=dice.choice(members))
        add("measure-verified", measure=pledges[0], party=dice.choice(members))
        add("setback-occurred", as_=f"setback-{place}", kind="statement", party=dice.choice(members))
        add("measure-suspended", measure=pledges[1], party=dice.choice(members))
        add("contact-held", kind="envoy")
        add("position-stated", party=dice.choice(members), issue="liaison offices", quote=text(10))
        add("setback-overcome", setback=f"setback-{place}")
        add("round-concluded", round=f"round-{place}")
    add("talks-suspended")
    add("talks-resumed")
    amended = add("note-added")
    add("event-amended", amended=amended, set=["title=Another note"], because=text(5))
    while len(events) < EVENTS:
        if len(events) % 2:
            add("position-stated", party=dice.choice(members), issue="inspections", quote=text(10))
        else:
            add("contact-held", kind="envoy")
    yield from events
