"""Keep the ledger of permanent ids: `add` what is new, `check` it against a built site.

`add` brings CITATION.cff up to date, too.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dossier.check import check
from dossier.export.citation_file import CITATION, citation_cff
from dossier.links.promise import broken
from dossier.model.ledger import published
from dossier.read import load, read
from dossier.read.files import LEDGER
from dossier.read.unfinished import take

ROOT = Path(__file__).resolve().parent.parent


def add(root: Path) -> int:
    """Append a line for every id and page that has none; return the exit code."""
    reading = read(load(root))
    edition = reading.dossier.edition.id
    grown = reading.ledger.with_new(published(reading.dossier), edition)
    new = len(grown.lines) - len(reading.ledger.lines)
    if any(each.rule == "ledger-is-readable" for each in reading.troubles):
        print(f"{LEDGER} is not whole; `make check` says where. Nothing was written.")
        return 1
    texts = {LEDGER: grown.as_text()} if new else {}
    if (root / CITATION).exists():
        texts[CITATION] = citation_cff(reading.dossier)
    take(root, texts)
    print(f"{new} new in {edition}, {len(grown.lines)} in all.")
    return 0


def verify(root: Path, site: Path) -> int:
    """Compare ledger, sources and built site; return the exit code."""
    reading = read(load(root))
    findings = [each for each in check(reading) if each.rule.startswith("ledger")]
    findings += broken(reading.ledger, reading.dossier, site)
    for finding in findings:
        print(finding)
    print(f"{len(reading.ledger.lines)} promised, {len(findings)} broken.")
    return 1 if findings else 0


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["add", "check"])
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    return add(args.root) if args.step == "add" else verify(args.root, args.site)


if __name__ == "__main__":
    sys.exit(main())
