"""Ask the Wayback Machine for copies of sources that live and have none.

Without --yes it only says what it would do. What robots.txt, the page itself or the source’s
`noarchive` forbid is never asked for. Exit 0 when all was asked, 2 when it cannot begin, 3 when
the archive wants to be left alone: run it again later, it goes on where it stopped.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import urllib3

from dossier.check.health import health_is_readable, health_line_has_form
from dossier.model import Source
from dossier.read import load, read
from dossier.sweep.archive import Copy, ask_for_copy, forbidden, wanting, with_copy
from dossier.sweep.pages import Reader
from dossier.sweep.robots import Robots, robots_of
from dossier.sweep.targets import Target
from dossier.writing import write

ROOT = Path(__file__).resolve().parent.parent
DONE, CANNOT, LATER = 0, 2, 3
PAUSE = 20.0
"""Seconds between two copies: three a minute is what the archive grants to strangers."""


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--yes", action="store_true", help="ask in earnest")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project")
    parser.add_argument("--pause", type=float, default=PAUSE, help="seconds between two copies")
    args = parser.parse_args(argv)
    reading = read(load(args.root))
    faults = [*health_is_readable(reading), *health_line_has_form(reading)]
    if faults:
        print(*faults, "Nothing was asked for.", sep="\n", file=sys.stderr)
        return CANNOT
    sources = list(wanting(reading.dossier, reading.health))
    agent = f"dossier-sweep/1 (+{reading.dossier.edition.site})"
    if not args.yes:
        for source in sources:
            print(f"would ask for a copy of {source.id}: {source.noarchive or source.url}")
        print(f"{len(sources)} live without a copy; --yes asks for them.")
        return DONE
    for copy in _copies(sources, agent, args.root, args.pause):
        print(f"{copy.source.id}: {copy.address or copy.why}")
        if copy.address:
            path = args.root / copy.source.origin.path
            write(path, with_copy(path.read_text(encoding="utf-8"), copy))
        if copy.stop:
            return LATER
    return DONE


def _copies(sources: list[Source], agent: str, root: Path, pause: float) -> Iterator[Copy]:
    """Yield what came of each source, with a pause after each that the archive was asked for."""
    pool = urllib3.PoolManager(headers={"User-Agent": agent}, timeout=urllib3.Timeout(20))
    reader = Reader(pool, root / ".cache" / "sweep" / "copies", pause, 20)
    robots = Robots(agent.partition("/")[0])
    for source in sources:
        origin = Target(address=source.url).origin
        robots.learn(origin, robots_of(pool, origin))
        why = forbidden(source, origin, robots, reader)
        if why:
            yield Copy(source=source, why=why)
            continue
        yield ask_for_copy(source, agent)
        time.sleep(pause)


if __name__ == "__main__":
    sys.exit(main())
