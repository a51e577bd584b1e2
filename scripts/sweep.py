"""Look at every outside address, and keep in `bib/health.tsv` what three sweeps agree on.

Exit 0 when the sweep is whole, 2 when it cannot begin, 3 when no host at all was reached. A sweep
that was broken off goes on where it stopped; on one day no address is looked at twice.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

import click
import urllib3

from dossier.check.health import health_is_readable, health_line_has_form
from dossier.links import CannotCheckError
from dossier.model.health import Health, as_text, later, merged
from dossier.read import Reading, load, read
from dossier.read.files import HEALTH
from dossier.sweep.journal import Journal, JournalError
from dossier.sweep.lychee import Manner
from dossier.sweep.report import Outcome, as_json, as_markdown
from dossier.sweep.run import Sweep, left
from dossier.sweep.targets import targets
from dossier.writing import write

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(".cache") / "sweep"
JOURNAL = "journal.jsonl"
LAST = "last/health.tsv"
"""What the forge’s last sweep found, laid there by its workflow; nobody may have committed it."""
DONE, CANNOT, NOTHING = 0, 2, 3


def main(argv: list[str] | None = None, today: dt.date | None = None) -> int:
    """Run the command; return its exit code."""
    args = _arguments(argv)
    day = (today or dt.datetime.now(dt.UTC).date()).isoformat()
    reading = read(load(args.root))
    last = args.root / FOLDER / LAST
    trouble = _trouble(reading, day) or (_trouble(_reading_of(last), day) if last.exists() else "")
    if trouble:
        print(trouble, file=sys.stderr)
        return CANNOT
    try:
        manner = Manner(
            agent=f"dossier-sweep/1 (+{reading.dossier.edition.site})",
            pause=args.pause,
            patience=args.patience,
        )
        return swept(args.root, reading, manner, day)
    except (CannotCheckError, JournalError) as error:
        print(error, file=sys.stderr)
        return CANNOT


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the command line, read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the project")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two requests")
    parser.add_argument("--patience", type=int, default=20, help="seconds for one answer")
    return parser.parse_args(argv)


def _reading_of(path: Path) -> Reading:
    """Return the reading of one such file alone."""
    return read({HEALTH: path.read_bytes()})


def _trouble(reading: Reading, day: str) -> str:
    """Return why nothing may be changed: an unsound file, or a clock that goes backwards."""
    rules = (health_is_readable, health_line_has_form)
    faults = [str(each) for rule in rules for each in rule(reading)]
    if faults:
        return "\n".join([*faults, f"{HEALTH} is not sound; nothing was changed."])
    latest = max((each.checked for each in reading.health.values()), default="")
    if latest > day:
        return (
            f"{HEALTH} was written on {latest}, and the clock of this machine says {day}:"
            " set the clock; nothing was changed."
        )
    return ""


def swept(root: Path, reading: Reading, manner: Manner, day: str) -> int:
    """Sweep, and keep what was found; return the exit code."""
    folder = root / FOLDER
    pool = urllib3.PoolManager(
        headers={"User-Agent": manner.agent, "Accept-Encoding": "gzip"},
        timeout=urllib3.Timeout(manner.patience),
        retries=urllib3.Retry(total=None, connect=0, read=0, redirect=10, status=0, other=0),
    )
    found = targets(reading.dossier)
    known = dict(reading.health)
    if (folder / LAST).exists():
        known = later(known, _reading_of(folder / LAST).health)
    known = _with_yesterdays(root, known, day)
    journal = Journal(folder / JOURNAL, day)
    sweep = Sweep(manner=manner, folder=folder, pool=pool)
    waiting = left(found, known, journal)
    with click.progressbar(
        sweep.over(waiting, journal), length=len(waiting), label="Addresses", file=sys.stderr
    ) as bar:
        for _ in bar:
            pass
    if journal.seen and not journal.reached:
        journal.close(done=True)
        print("nothing was reached; nothing was changed", file=sys.stderr)
        return NOTHING
    after = merged(known, journal.seen, day, [each.address for each in found])
    _keep(root, Outcome(day=day, targets=found, before=reading.health, after=after))
    journal.close(done=True)
    return DONE


def _with_yesterdays(root: Path, known: dict[str, Health], today: str) -> dict[str, Health]:
    """Return what is known, with what a sweep found that was broken off on an earlier day."""
    path = root / FOLDER / JOURNAL
    journal = Journal(path, today)
    old = journal.day < today
    if old and journal.reached:
        known = merged(known, journal.seen, journal.day, known.keys() | journal.seen.keys())
        write(root / HEALTH, as_text(known.values()))
    journal.close(done=old)
    return known


def _keep(root: Path, outcome: Outcome) -> None:
    """Write the file and both reports, and say where they are."""
    folder = root / FOLDER
    write(root / HEALTH, as_text(outcome.after.values()))
    write(folder / "report.md", as_markdown(outcome))
    write(folder / "report.json", as_json(outcome))
    print(f"{len(outcome.after)} addresses; {sum(1 for _ in outcome.changed())} changed: {HEALTH}")
    print(f"For people: {folder / 'report.md'}; for machines: {folder / 'report.json'}")


if __name__ == "__main__":
    sys.exit(main())
