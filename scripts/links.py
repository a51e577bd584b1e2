"""Check every address of the built site: exit 0 when all lead somewhere, 1 otherwise.

Exit 2 when the check itself cannot run: no built site, or no lychee.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dossier.finding import Finding
from dossier.links import RULES, CannotCheckError, check, explain
from dossier.read import read

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = "mkdocs.yml"


def said(findings: list[Finding]) -> str:
    """Return findings one a line, then their count and what helps to mend them."""
    if not findings:
        return "No findings."
    rules = sorted({finding.rule for finding in findings})
    count = f"{len(findings)} finding{'s' if len(findings) > 1 else ''}."
    mend = [f"  .venv/bin/python scripts/links.py --explain {rule}" for rule in rules]
    return "\n".join([*map(str, findings), "", f"{count} What a rule asks for, and why:", *mend])


def own_origin() -> str:
    """Return `site_url` of the project."""
    return read({SETTINGS: (ROOT / SETTINGS).read_bytes()}).dossier.edition.site


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=ROOT / "site", help="built site")
    parser.add_argument("--origin", help="address of its root; site_url of mkdocs.yml by default")
    parser.add_argument("--explain", metavar="RULE", choices=RULES, help="say what a rule asks for")
    args = parser.parse_args(argv)
    if args.explain:
        print(explain(args.explain))
        return 0
    try:
        findings = check(args.site, args.origin or own_origin())
    except CannotCheckError as error:
        print(error, file=sys.stderr)
        return 2
    print(said(findings))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
