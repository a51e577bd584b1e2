"""Time whole builds of made-up dossiers beside what others build of the same pages.

1. make the projects · 2. build each in turn, round after round · 3. print medians, ratios first.
Usage: make bench, or with SIZES="100 1000" ROUNDS=3.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Final, Self

from bench.synthetic import write
from bench.woven import write_woven

_MKDOCS: Final = (sys.executable, "-m", "mkdocs", "build")
_ZENSICAL: Final = (str(Path(sys.executable).with_name("zensical")), "build")
_CHECK: Final = (sys.executable, "scripts/check.py")
_TOOLS: Final = "mkdocs mkdocs-material mkdocs-bibtex pypandoc_binary zensical".split()
_COLUMNS: Final = ("median, s", "ms a page", "processor, s", "largest process, MB", "all, MB")
_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - folders in it are made by tempfile
_COMPARED: Final = 1000
"""Pages at which others are measured, too."""


class Memory(threading.Thread):
    """Looks, four times a second, at what the processes of a session hold.

    What several share counts once (`Pss` of proc(5)): forks would seem to double everything.
    """

    def __init__(self, session: int) -> None:
        """Take the id of the session's first process."""
        super().__init__(daemon=True)
        self.session, self.peak = session, 0
        """The most that was seen, in kB."""
        self._ended = threading.Event()

    def __enter__(self) -> Self:
        """Begin to look."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._ended.set()
        self.join()

    def run(self) -> None:
        """Look until it is ended."""
        while not self._ended.wait(0.25):
            self.peak = max(self.peak, sum(map(held, in_session(self.session))))


def in_session(session: int) -> Iterator[int]:
    """Yield the ids of the processes of a session."""
    for place in Path("/proc").glob("[1-9]*"):
        with contextlib.suppress(OSError):
            if os.getsid(int(place.name)) == session:
                yield int(place.name)


def held(process: int) -> int:
    """Return what a process holds, in kB; nothing if it is gone."""
    with contextlib.suppress(OSError):
        said = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in said.splitlines() if line.startswith("Pss:"))
    return 0


@dataclass(frozen=True, kw_only=True)
class Run:
    """One way to build one project."""

    name: str
    command: Sequence[str]
    project: Path
    cold: bool = True
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    """Seconds of processor time, of all its processes: what a busy machine changes least."""
    megabytes: list[float] = field(default_factory=list)
    """Of all its processes together, at the worst moment."""
    largest: list[float] = field(default_factory=list)
    """Of the largest of them."""

    def once(self, *, watched: bool) -> None:
        """Build, and note the time, or else the memory: to look at it takes a share of a core."""
        for name in ("site", ".cache") if self.cold else ("site",):
            shutil.rmtree(self.project / name, ignore_errors=True)
        begun = time.perf_counter()
        with (self.project / "log").open("w", encoding="utf-8") as log:
            process = subprocess.Popen(  # noqa: S603 - our own command line
                self.command,
                cwd=self.project,
                stdout=log,
                stderr=log,
                env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
                start_new_session=True,
            )
            with Memory(process.pid) if watched else contextlib.nullcontext() as memory:
                _, status, used = os.wait4(process.pid, 0)
            ended = time.perf_counter()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said = (self.project / "log").read_text(encoding="utf-8")
            msg = f"{self.name} failed:\n{said[-2000:]}"
            raise RuntimeError(msg)
        self.largest.append(used.ru_maxrss / 1024)
        if memory:
            self.megabytes.append(memory.peak / 1024)
        else:
            self.seconds.append(ended - begun)
            self.processor.append(used.ru_utime + used.ru_stime)


def runs(folder: Path, pages: int) -> list[Run]:
    """Make the projects of one size and return what is built of them, ours first."""
    ours = folder / "ours"
    write(ours, pages)
    found = [
        Run(name="ours, cold", command=(*_MKDOCS, "--strict"), project=ours),
        Run(name="the check of ours", command=_CHECK, project=ours, cold=False),
    ]
    if pages != _COMPARED:
        return found
    plain, cited = folder / "plain", folder / "cited"
    write_woven(ours, plain, citations=False)
    write_woven(ours, cited, citations=True)
    again = folder / "zensical"
    shutil.copytree(plain, again)
    return [
        *found,
        Run(name="Material, pruned, no citations", command=_MKDOCS, project=plain),
        Run(name="Material, search, stock mkdocs-bibtex", command=_MKDOCS, project=cited),
        Run(name="Zensical, cold, no citations", command=_ZENSICAL, project=again),
        Run(name="ours, warm", command=(*_MKDOCS, "--strict"), project=ours, cold=False),
    ]


def interleaved(made: Sequence[Run], rounds: int, say: Callable[[str], None]) -> None:
    """Build each in turn, so that a slow minute of the machine meets them all; then for memory."""
    for number in range(rounds):
        for each in made:
            each.once(watched=False)
            say(f"round {number + 1}: {each.name}: {each.seconds[-1]:.1f} s")
    for each in made:
        each.once(watched=True)


def table(pages: int, made: Sequence[Run]) -> str:
    """Return the medians of one size as a Markdown table, ratios first."""
    ours = statistics.median(made[0].seconds)
    rows = []
    for each in made:
        middle = statistics.median(each.seconds)
        cells = (
            f"{ours / middle:.2f}",
            each.name,
            f"{middle:.1f}",
            f"{1000 * middle / pages:.1f}",
            f"{statistics.median(each.processor):.1f}",
            f"{max(each.largest):.0f}",
            f"{max(each.megabytes):.0f}",
        )
        rows.append(f"| {' | '.join(cells)} |")
    columns = ("ours ÷ it", f"{pages} pages", *_COLUMNS)
    return "\n".join([f"| {' | '.join(columns)} |", "|---" * len(columns) + "|", *rows])


def machine() -> str:
    """Return what was measured on, in one line."""
    versions = ", ".join(f"{tool} {metadata.version(tool)}" for tool in _TOOLS)
    day = time.strftime("%Y-%m-%d")
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {versions}, {day}"


def main() -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[100, _COMPARED, 5000, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    print(f"{machine()}; medians of {args.rounds} interleaved rounds.\n")
    # In memory: after many files were deleted, ext4 looks for minutes past the place of each.
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        for pages in args.sizes:
            made = runs(Path(folder, str(pages)), pages)
            interleaved(made, args.rounds, lambda line: print(line, file=sys.stderr))
            print(table(pages, made), end="\n\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
