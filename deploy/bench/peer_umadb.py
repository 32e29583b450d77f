"""Appends to a server of the Python package umadb, an event store that keeps its own files; prints events per second.

    python peer_umadb.py FOLDER CLIENTS SECONDS BODY
"""
import multiprocessing
import os
import socket
import subprocess
import sys
import time
from uuid import uuid4

from umadb import Client, Event


def append_alone(address: str, ready, counts, seconds: float, body: bytes) -> None:
    """Appends one event after another, each on disk before the next."""
    mine, count = Client(address), 0
    mine.append([event(0, body)])
    ready.wait()
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        mine.append([event(count % 1000, body)])
        count += 1
    counts.put(count)


def event(process: int, body: bytes) -> Event:
    return Event("note-added", body, tags=[f"process:{process}"], uuid=uuid4())


def append(folder: str, clients: int, seconds: float, body: bytes) -> float:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    server = subprocess.Popen(
        [os.path.join(os.path.dirname(sys.executable), "umadb"), "--listen", address, "--db-path", folder],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        await_server(f"http://{address}")
        ready, counts = multiprocessing.Barrier(clients, timeout=60), multiprocessing.Queue()
        for _ in range(clients):
            multiprocessing.Process(
                target=append_alone, args=(f"http://{address}", ready, counts, seconds, body), daemon=True).start()
        return sum(counts.get(timeout=60 + 2 * seconds) for _ in range(clients)) / seconds
    finally:
        server.kill()
        server.wait()


def await_server(address: str) -> None:
    for attempt in range(100):
        try:
            Client(address).head()
            return
        except Exception:
            if attempt == 99:
                raise
            time.sleep(0.1)


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    print(append(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), sys.argv[4].encode()))
