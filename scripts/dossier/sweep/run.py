"""One sweep: robots first, lychee for all, a second look at a few, each verdict kept at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import urllib3

from dossier.model.health import Health, Seen
from dossier.sweep.journal import Journal
from dossier.sweep.judge import judge, needs_page
from dossier.sweep.lychee import Manner, ask
from dossier.sweep.pages import Reader
from dossier.sweep.robots import Robots, robots_of
from dossier.sweep.targets import Target, slices

_AT_ONCE: Final = 16
"""So many robots.txt are fetched at the same time."""
SLICE: Final = 5_000
"""So many addresses a run: lychee keeps every page it compared until it ends."""


@dataclass(frozen=True, kw_only=True)
class Sweep:
    """Everything one sweep goes by."""

    manner: Manner
    folder: Path
    """Where the journal, lychee’s list and the copies of pages lie."""
    pool: urllib3.PoolManager

    def over(self, targets: Iterable[Target], journal: Journal) -> Iterator[str]:
        """Look at every target; yield each address once its verdict is in the journal.

        The robots.txt of later hosts come in while lychee asks the earlier ones.
        """
        parts = list(slices(targets, SLICE))
        robots = Robots(self.manner.agent.partition("/")[0])
        origins = dict.fromkeys(each.origin for part in parts for each in part)
        threads = ThreadPoolExecutor(_AT_ONCE)
        try:
            asked = {
                each: threads.submit(robots_of, self.pool, each)
                for each in origins
                if each not in journal.robots
            }
            for part in parts:
                for origin in dict.fromkeys(each.origin for each in part):
                    if origin in asked:
                        journal.add_robots(origin, asked.pop(origin).result())
                    robots.learn(origin, journal.robots[origin])
                yield from self._part(part, robots, journal)
        finally:
            threads.shutdown(cancel_futures=True)

    def _part(self, targets: Iterable[Target], robots: Robots, journal: Journal) -> Iterator[str]:
        """Look at those targets that robots may look at."""
        allowed = []
        for target in targets:
            why = robots.forbids(target.origin, target.address)
            if why:
                journal.add(target.address, Seen(state="blocked", why=why))
                yield target.address
            else:
                allowed.append(target)
        pauses = {each.host: robots.pause(each.origin) for each in allowed}
        yield from self._asked(allowed, replace(self.manner, pauses=pauses), journal)

    def _asked(self, targets: Sequence[Target], manner: Manner, journal: Journal) -> Iterator[str]:
        """Let lychee ask for all, then look again at those pages that need it."""
        fresh = [each for each in targets if each.address not in journal.doubts]
        for target, answer in ask(fresh, manner, self.folder):
            if needs_page(target, answer):
                journal.add_doubt(target.address, answer)
                continue
            journal.add(target.address, judge(target, answer))
            yield target.address
        reader = Reader(self.pool, self.folder / "copies", manner.pause, manner.patience)
        again = [each for each in targets if each.address in journal.doubts]
        for target, page in reader.read(again):
            journal.add(target.address, judge(target, journal.doubts[target.address], page))
            yield target.address


def left(targets: Iterable[Target], known: Mapping[str, Health], journal: Journal) -> list[Target]:
    """Return the targets that nobody has looked at on the journal’s day."""
    done = {address for address, health in known.items() if health.checked >= journal.day}
    done |= journal.seen.keys()
    return [each for each in targets if each.address not in done]
