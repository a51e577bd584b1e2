"""A small web on the loopback network: every behaviour has its own host there."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from web.behaviours import Answering, Asked, says

Choosing = Callable[[str, str], Answering]
"""Host and path → how to answer."""


@dataclass
class Web:
    """What listens, and what it was asked."""

    port: int
    asked: list[tuple[float, str, str]] = field(default_factory=list)
    """When, which host, which path."""
    most: Counter[str] = field(default_factory=Counter)
    """Host → most requests at once."""

    def times(self, host: str, path: str) -> list[float]:
        """Return when an address was asked for."""
        return [when for when, *rest in self.asked if rest == [host, path]]


@contextlib.contextmanager
def serving(choose: Choosing, context: ssl.SSLContext | None = None) -> Iterator[Web]:
    """Answer on every address of 127.0.0.0/8, over TLS with a context."""
    with socket.create_server(("", 0), backlog=512) as listening:
        web = Web(port=listening.getsockname()[1])
        now: Counter[str] = Counter()
        lock = threading.Lock()

        def one(connection: socket.socket) -> None:
            with contextlib.suppress(OSError), connection:
                connection.settimeout(15)
                talking = (
                    context.wrap_socket(connection, server_side=True) if context else connection
                )
                _answer(web, talking, choose, now, lock)

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    threading.Thread(target=one, args=(connection,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield web
        listening.shutdown(socket.SHUT_RDWR)


def _answer(
    web: Web, connection: socket.socket, choose: Choosing, now: Counter[str], lock: threading.Lock
) -> None:
    """Read one request and answer it."""
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(8192)
        if not piece:
            return
        if piece.startswith(_TLS):
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            return
        head += piece
    lines = head.decode("latin-1").split("\r\n")
    path = lines[0].split()[1]
    host = next(each[6:] for each in lines if each.lower().startswith("host: ")).partition(":")[0]
    with lock:
        times = len(web.times(host, path))
        web.asked.append((time.monotonic(), host, path))
        now[host] += 1
        web.most[host] = max(web.most[host], now[host])
    try:
        choose(host, path)(Asked(connection, host, path, times))
    finally:
        with lock:
            now[host] -= 1
        connection.close()


_TLS = b"\x16\x03"
"""How a TLS handshake begins."""
NO_ROBOTS = says("", "404 Not Found")
