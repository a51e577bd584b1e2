"""Runs a command again and again and kills its process, by SIGKILL, before each thing it writes.

Run in a process of its own: `python tests/killing.py COMMAND BEFORE WORK` prints, as JSON, the
sums of the files that each kill left behind.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "scripts")]

import edition  # noqa: E402 - the path comes first
import move  # noqa: E402
import permalinks  # noqa: E402
from dossier.read import load  # noqa: E402

_WRITES = frozenset("os.rename os.remove os.rmdir os.mkdir os.chmod os.truncate os.link".split())
Step = Callable[[Path], object]


def _arm(work: Path, when: int) -> None:
    """Kill this process before its n-th write below a folder."""
    left = [when]

    def hook(event: str, given: tuple[object, ...]) -> None:
        if event == "open":
            flags = given[2] if isinstance(given[2], int) else 0
            writes = bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        else:
            writes = event in _WRITES
        if not writes or not str(given[0]).startswith(str(work)):
            return
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def tree(root: Path) -> dict[str, str]:
    """Return path → sum of every file, but for what lies hidden: nobody is shown that."""
    found = {}
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            found[inside.as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def kills(step: Step, before: Path, work: Path) -> Iterator[tuple[bool, dict[str, str]]]:
    """Yield, for a kill before each write, whether it came and what the next command finds."""
    for when in itertools.count():
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(before, work)
        child = os.fork()
        if child == 0:
            sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - the process ends at once
            _arm(work, when)
            step(work)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status)
        load(work)  # the next command: it finishes what was cut off
        yield killed, tree(work)
        if not killed:
            return


def _edition(work: Path) -> None:
    """Freeze an edition whose site is two pages, without git."""

    def built(_root: Path, _edition: str, target: Path, *, frozen: bool) -> None:
        target.mkdir(parents=True)
        (target / "index.html").write_text(f"<p>{frozen}</p>")
        (target / "404.html").write_text("<p>Not here</p>")

    vars(edition).update(
        build=built,
        refuse_unless_ready=lambda _root, _edition: None,
        load_revision=lambda root, _edition: load(root),
    )
    edition.freeze(work, "2026.1")


STEPS: dict[str, Step] = {
    "move": lambda work: move.main(["great-lamp", "grand-lamp", "--root", str(work)]),
    "permalinks": lambda work: permalinks.main(["add", "--root", str(work)]),
    "edition": _edition,
}

if __name__ == "__main__":
    name, start, place = sys.argv[1:]
    print(json.dumps(list(kills(STEPS[name], Path(start), Path(place)))))  # noqa: T201 - its output
