"""Rename a page, move, merge or withdraw a statement, and keep every old address leading on.

move.py OLD NEW            rename a page's file, or an actor, term or source by its id
move.py KZ-031 docs/….md   move a statement with its notes to another section
move.py KZ-031 KZ-030 --why "…"       merge one statement into another
move.py KZ-031 --withdraw --why "…"   take a statement or note back
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dossier.edit.moving import Plan, RefusedError, merge, relocate, rename, withdraw
from dossier.read import Reading, load, read
from dossier.read.files import LAST_LEDGER
from dossier.read.unfinished import take

ROOT = Path(__file__).resolve().parent.parent


def plan(texts: dict[str, str], reading: Reading, args: argparse.Namespace) -> Plan:
    """Return what the arguments ask for. Raises RefusedError."""
    if args.withdraw:
        return withdraw(texts, reading, args.old, args.why)
    if not args.new:
        message = "Say where it goes, or --withdraw."
        raise RefusedError(message)
    if args.old in reading.dossier.statements:
        if args.new in reading.dossier.statements:
            return merge(texts, reading, args.old, args.new, args.why)
        return relocate(texts, reading, args.old, args.new)
    return rename(texts, reading, args.old, args.new)


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("old")
    parser.add_argument("new", nargs="?", default="")
    parser.add_argument("--withdraw", action="store_true")
    parser.add_argument("--why", default="")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    files = load(args.root)
    files.pop(LAST_LEDGER, None)
    texts = {path: raw.decode("utf-8") for path, raw in files.items()}
    try:
        found = plan(texts, read(files), args)
    except RefusedError as refusal:
        print(f"Not done: {refusal}", file=sys.stderr)
        return 1
    take(args.root, found.texts, found.gone)
    print(found.done)
    return 0


if __name__ == "__main__":
    sys.exit(main())
