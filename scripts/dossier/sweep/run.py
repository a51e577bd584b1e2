"""One sweep: robots first, lychee for all, a second look at a few, each verdict kept at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import urllib3

from dossier.model.health import Health, Seen
from dossier.sweep.journal import Journal
from dossier.sweep.judge import judge, needs_page
from dossier.sweep.lychee import Manner, ask
from dossier.sweep.pages import Reader
from dossier.sweep.robots import Robots, fetch_robots
from dossier.sweep.targets import Target, mixed


@dataclass(frozen=True, kw_only=True)
class Sweep:
    """Everything one sweep goes by."""

    manner: Manner
    folder: Path
    """Where the journal, lychee’s list and the copies of pages lie."""
    pool: urllib3.PoolManager

    def left(
        self, targets: Iterable[Target], known: Mapping[str, Health], journal: Journal
    ) -> list[Target]:
        """Return the targets that nobody has looked at that day, from host to host."""
        nothing = Health(address="")
        return [
            each
            for each in mixed(targets)
            if each.address not in journal.seen
            and known.get(each.address, nothing).checked < journal.day
        ]

    def over(self, targets: Sequence[Target], journal: Journal) -> Iterator[str]:
        """Look at every target; yield each address once its verdict is in the journal."""
        robots = self._robots(targets, journal)
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

    def _robots(self, targets: Iterable[Target], journal: Journal) -> Robots:
        """Return the rules of all hosts, fetched where the journal has none."""
        robots = Robots(self.manner.agent.partition("/")[0])
        wanted = dict.fromkeys(each.origin for each in targets)
        missing = [each for each in wanted if each not in journal.robots]
        for origin, text in fetch_robots(self.pool, missing):
            journal.add_robots(origin, text)
        for origin in wanted:
            robots.learn(origin, journal.robots[origin])
        return robots

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
