"""A stand-in for the Wayback Machine: its address, its certificate, the answers it documents.

Clients come to it by a proxy, as they would from behind a company’s; nothing in them is changed.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

HOST = "web.archive.org"
STAMP = "20261127100000"
ANSWERS = {
    "kept": f"200 OK\r\nContent-Location: /web/{STAMP}/{{}}",
    "linked": f'200 OK\r\nLink: <https://{HOST}/web/{STAMP}/{{}}>; rel="memento"',
    "timeless": f'200 OK\r\nLink: <https://{HOST}/web/{{}}>; rel="timegate"',
    "robots": "403 Forbidden\r\nX-Archive-Wayback-Runtime-Error:"
    " RobotAccessControlException: Blocked By Robots",
    "forbidden": "403 Forbidden",
    "busy": "429 Too Many Requests\r\nRetry-After: 60",
    "broken": "502 Bad Gateway",
    "cached": f"200 OK\r\nX-Page-Cache: HIT\r\nContent-Location: /web/{STAMP}/{{}}",
}
"""Last part of an address → how the archive answers when asked to keep it."""


@dataclass
class Archive:
    """What listens, and which addresses it was asked to keep."""

    port: int
    asked: list[str] = field(default_factory=list)


@contextlib.contextmanager
def archiving(context: ssl.SSLContext) -> Iterator[Archive]:
    """Be the archive, behind a proxy on the loopback network."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        archive = Archive(port=listening.getsockname()[1])

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    with contextlib.suppress(OSError), connection:
                        _answer(archive, connection, context)

        threading.Thread(target=serve, daemon=True).start()
        yield archive
        listening.shutdown(socket.SHUT_RDWR)


def _answer(archive: Archive, connection: socket.socket, context: ssl.SSLContext) -> None:
    """Answer one request to keep an address."""
    wanted = connection.recv(8192).decode().split()[1]
    if wanted != f"{HOST}:443":
        connection.sendall(b"HTTP/1.1 403 Forbidden\r\n\r\n")
        return
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    with context.wrap_socket(connection, server_side=True) as talking:
        path = talking.recv(8192).decode().split()[1]
        address = path.removeprefix("/save/")
        archive.asked.append(address)
        head = ANSWERS[address.rpartition("/")[2]].format(address)
        talking.sendall(
            f"HTTP/1.1 {head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
        )
