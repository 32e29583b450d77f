"""A network link that can be cut: what is sent over it meanwhile is held back, as by a network that drops it."""
import contextlib
import socket
import threading


class Link:
    """Passes connections to a port of this machine on, from a port of its own."""

    def __init__(self, target: int):
        self.target = target
        self.is_whole = threading.Event()
        self.is_whole.set()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        self.is_whole.clear()

    def mend(self) -> None:
        self.is_whole.set()

    def _accept(self) -> None:
        while True:
            near, _ = self.listener.accept()
            threading.Thread(target=self._join, args=[near], daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        self.is_whole.wait()
        try:
            far = socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            near.close()
            return
        for ends in [(near, far), (far, near)]:
            threading.Thread(target=self._pass, args=ends, daemon=True).start()

    def _pass(self, start: socket.socket, end: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := start.recv(1 << 16):
                self.is_whole.wait()
                end.sendall(data)
        for side in (start, end):
            with contextlib.suppress(OSError):
                side.shutdown(socket.SHUT_RDWR)
