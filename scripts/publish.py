"""Lay out what a server shows: the last edition as the current site, every edition beneath it.

1. see that every tagged edition is kept and whole, and none is lost or changed against what is laid
out already · 2. build the last tag as the current site · 3. lay the editions under editions/ ·
4. put all in place of the old.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from dossier.export.archive import SUMS
from dossier.export.hosting import HOSTS, widened
from dossier.freeze.building import build, refuse_unless_ready
from dossier.freeze.keeping import KEPT, RefusedError, faults
from dossier.model.ledger import EDITION
from dossier.read.files import editions
from dossier.writing import write

ROOT = Path(__file__).resolve().parent.parent
PLACE = Path("dist") / "public"


def publish(root: Path, place: Path) -> str:
    """Lay out the site and return what was done. Raises RefusedError; then nothing has changed."""
    tags = editions(root)
    if not tags:
        msg = "There is no edition yet: `git tag 2026.1`, then `make edition EDITION=2026.1`."
        raise RefusedError(msg)
    refuse_unless_ready(root, tags[-1])
    for tag in tags:
        _refuse_unless_whole(root / KEPT / tag, tag)
    _refuse_to_lose(root, place, tags)
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=".") as folder:
        new, old = Path(folder) / "new", Path(folder) / "old"
        build(root, tags[-1], new, frozen=False)
        for tag in tags:
            shutil.copytree(root / KEPT / tag, new / "editions" / tag)
        kept = [(new / "editions" / tag / "index.html").read_text("utf-8") for tag in tags]
        for host in HOSTS:
            write(new / host, widened((new / host).read_text("utf-8"), kept))
        if place.exists():
            place.rename(old)
        new.rename(place)
    return f"{tags[-1]} is laid out, with {len(tags)} frozen under editions/."


def _refuse_unless_whole(kept: Path, tag: str) -> None:
    """Raise RefusedError unless an edition is kept and every file is as its sums say."""
    if not kept.is_dir():
        msg = f"Edition {tag} is not kept in {KEPT}: `make edition EDITION={tag}`."
        raise RefusedError(msg)
    wrong = next(faults(kept), "")
    if wrong:
        msg = f"Edition {tag} is not what it was: {wrong}. Fetch it from where it is published."
        raise RefusedError(msg)


def _refuse_to_lose(root: Path, place: Path, tags: list[str]) -> None:
    """Raise RefusedError where an edition that is laid out would be lost or changed."""
    laid = (each for each in (place / "editions").glob("*") if EDITION.fullmatch(each.name))
    for each in sorted(laid):
        if each.name not in tags:
            msg = f"Edition {each.name} is laid out and has no tag here: `git fetch --tags`."
            raise RefusedError(msg)
        if (each / SUMS).read_bytes() != (root / KEPT / each.name / SUMS).read_bytes():
            msg = f"Edition {each.name} is laid out with other bytes; an edition never changes."
            raise RefusedError(msg)


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, help="folder to lay it out in; dist/public by default")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    try:
        print(publish(args.root, args.to or args.root / PLACE))
    except RefusedError as refusal:
        print(f"Not done: {refusal}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
