"""Time a whole sweep of 20,000 loopback addresses beside lychee alone over the same list.

Traffic goes to the loopback network only. Each is run in turn, several times; medians count.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import sweep
from dossier.model import Dossier, Origin, Source
from dossier.read import Reading
from dossier.read.files import HEALTH
from dossier.sweep.lychee import Manner, command
from dossier.sweep.run import SLICE
from dossier.sweep.targets import slices, targets
from web.behaviours import LONG, PAGE, WORDS

ADDRESSES: Final = 20_000
HOSTS: Final = 2_000
LONGEST: Final = 60.0
"""Seconds."""
MOST: Final = 300.0
"""MB of memory, sweep and lychee together."""
RATIO: Final = 1.2
MANNER: Final = Manner(agent="dossier-sweep/1", pause=0.5)
"""Two requests at once and two a second to a host: half as patient as in earnest."""


def _answer(body: str, status: str = "200 OK", more: str = "") -> bytes:
    """Return one whole answer."""
    content = body.encode()
    head = (
        f"HTTP/1.1 {status}\r\ncontent-type: text/html\r\ncontent-length: {len(content)}\r\n{more}"
    )
    return f"{head}\r\n".encode() + content


_KINDS: Final = {
    "/new": _answer(PAGE + LONG),
    "/moved": _answer("", "301 Moved Permanently", "location: /new\r\n"),
    "/gone": _answer("", "404 Not Found"),
    "/drifted": _answer(LONG),
    "/robots.txt": _answer("", "404 Not Found"),
}
_OF_HUNDRED: Final = {0: "/moved", 1: "/moved", 2: "/gone", 3: "/drifted"}


class _Host(asyncio.Protocol):
    """Answers each request as its path says."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the connection."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer; a request comes in one piece on the loopback network."""
        path = data.split(b" ", 2)[1].decode()
        self._transport.write(_KINDS.get(path, _KINDS["/new"]))


def _serve(port: multiprocessing.Queue[int]) -> None:
    """Serve until the process is ended."""

    async def forever() -> None:
        server = await asyncio.get_running_loop().create_server(_Host, "0.0.0.0", 0, backlog=4096)  # noqa: S104 - all of 127/8
        port.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(forever())


def _reading(port: int, count: int) -> Reading:
    """Return a project with so many sources, each with the words that should stand there."""
    hosts = min(HOSTS, count)
    sources = {}
    for number in range(count):
        host = f"127.{1 + number % hosts // 250}.7.{1 + number % hosts % 250}"
        path = _OF_HUNDRED.get(number * 7 % 100, f"/page/{number}")
        address = f"http://{host}:{port}{path}?n={number}"
        sources[address] = Source(
            id=f"s{number}", origin=Origin.nowhere(), url=address, quote_seen=WORDS
        )
    return Reading(dossier=Dossier(sources=sources))


def _timed(command: list[str], folder: Path) -> tuple[float, float]:
    """Run a command; return its seconds, and the most memory it took with its children, in MB."""
    start, most = time.monotonic(), 0.0
    with subprocess.Popen(  # noqa: S603 - our own words
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as running:
        while running.poll() is None:
            most = max(most, _memory(running.pid))
            time.sleep(0.1)
    return time.monotonic() - start, most


def _memory(process: int) -> float:
    """Return the memory of a process and its children, in MB."""
    try:
        status = Path(f"/proc/{process}/status").read_text("utf-8")
        children = Path(f"/proc/{process}/task/{process}/children").read_text("utf-8").split()
    except OSError:
        return 0.0
    own = next((int(line.split()[1]) for line in status.splitlines() if "VmRSS" in line), 0)
    return own / 1024 + sum(_memory(int(each)) for each in children)


def _alone(root: Path, port: int, count: int) -> tuple[float, float]:
    """Run lychee alone over the same lists, as the sweep calls it."""
    found = slices(targets(_reading(port, count).dossier), SLICE)
    runs = [_timed(command(each, MANNER, root), root) for each in found]
    return sum(seconds for seconds, _ in runs), max(most for _, most in runs)


def _swept(root: Path, port: int, count: int) -> tuple[float, float]:
    """Sweep anew, in a process of its own: from the records to the written files."""
    for each in (root / HEALTH, root / sweep.FOLDER / sweep.JOURNAL):
        each.unlink(missing_ok=True)
    inner = [sys.executable, "-m", "web.bench", "--inside", str(root), str(port)]
    taken = _timed([*inner, "--addresses", str(count)], Path.cwd())
    lines = (root / HEALTH).read_text("utf-8").count("\n") - 1
    if lines != count:
        message = f"only {lines} of {count} addresses were swept"
        raise RuntimeError(message)
    return taken


def main() -> int:
    """Run the comparison; return 0 where all limits hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--addresses", type=int, default=ADDRESSES)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--inside", nargs=2, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.inside:
        root, port = args.inside
        reading = _reading(int(port), args.addresses)
        return sweep.swept(Path(root), reading, MANNER, "2026-01-01")
    queue: multiprocessing.Queue[int] = multiprocessing.Queue()
    server = multiprocessing.Process(target=_serve, args=(queue,), daemon=True)
    server.start()
    port = queue.get()
    with tempfile.TemporaryDirectory() as folder:
        given = (Path(folder), port, args.addresses)
        (Path(folder) / "bib").mkdir()
        runs = [(_alone(*given), _swept(*given)) for _ in range(args.runs)]
    server.terminate()
    return _report(args.addresses, runs)


def _report(count: int, runs: list[tuple[tuple[float, float], tuple[float, float]]]) -> int:
    """Print medians and their limits; return 0 where they hold."""
    lychee = statistics.median(alone[0] for alone, _ in runs)
    seconds = statistics.median(swept[0] for _, swept in runs)
    most = max(swept[1] for _, swept in runs)
    ratio = statistics.median(swept[0] / alone[0] for alone, swept in runs)
    print(f"{count} addresses, {len(runs)} runs of each in turn")  # noqa: T201 - a command
    for name, value, limit in (
        ("lychee alone, s", lychee, None),
        ("sweep, s", seconds, LONGEST),
        ("ratio", ratio, RATIO),
        ("memory, MB", most, MOST),
    ):
        says = "" if limit is None else f" (at most {limit:g})"
        print(f"{name:16} {value:8.2f}{says}")  # noqa: T201 - a command
    return int(seconds > LONGEST or ratio > RATIO or most > MOST)


if __name__ == "__main__":
    sys.exit(main())
