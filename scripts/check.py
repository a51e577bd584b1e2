"""Check the whole dossier and say what to mend: exit 0 when there is nothing, 1 otherwise."""

from __future__ import annotations

import argparse
import dataclasses
import gc
import json
import sys
from pathlib import Path

from dossier.check import RULES, check, check_in_two, explain
from dossier.edit.mending import difference, mended
from dossier.export.review import Change, Findings, review
from dossier.finding import Finding, did_you_mean
from dossier.read import Reading, beside, load, read
from dossier.read.touched import Touched, touched
from dossier.read.unfinished import take

ROOT = Path(__file__).resolve().parent.parent


def as_text(findings: list[Finding]) -> str:
    """Return findings one a line, then their count and what helps to mend them."""
    if not findings:
        return "No findings."
    rules = sorted({finding.rule for finding in findings})
    count = f"{len(findings)} finding{'s' if len(findings) > 1 else ''}."
    mend = [f"  .venv/bin/python scripts/check.py --explain {rule}" for rule in rules]
    return "\n".join([*map(str, findings), "", f"{count} What a rule asks for, and why:", *mend])


def as_github(findings: list[Finding]) -> str:
    """Return findings as workflow commands, which GitHub shows at their lines."""
    return "\n".join(
        f"::error file={_escaped(each.path, more=True)},line={each.line},"
        f"title={_escaped(each.rule, more=True)}::{_escaped(f'{each.message} {each.hint}'.strip())}"
        for each in findings
    )


def _unplaced(finding: Finding) -> str:
    """Return a finding as a workflow command without a place: no line of the change is at fault."""
    return f"::error title={_escaped(finding.rule, more=True)}::{_escaped(str(finding))}"


def _escaped(text: str, *, more: bool = False) -> str:
    """Return text fit for a workflow command; properties need two more escapes."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if more else text


def as_json(findings: list[Finding]) -> str:
    """Return findings as a JSON list."""
    return json.dumps([dataclasses.asdict(each) for each in findings], ensure_ascii=False, indent=2)


FORMATS = {"text": as_text, "github": as_github, "json": as_json}


def mend(root: Path) -> None:
    """Mend what is mechanical in the content, and print the difference."""
    files = load(root)
    changed = mended(files)
    before = {path: files[path].decode() for path in changed}
    sys.stdout.write(difference(before, changed))
    take(root, changed)
    print(f"{len(changed)} file{'' if len(changed) == 1 else 's'} mended.")


def since(args: argparse.Namespace) -> int:
    """Check what a change touched, and sum it up; return the exit code."""
    change = touched(args.root, args.since)
    if change is None:
        print(f"git knows no revision {args.since} here.", file=sys.stderr)
        return 2
    files = load(args.root)
    before, after = read(change.base), read(files)
    found = _divided(check(after), change, before)
    if found.here:
        print(FORMATS[args.format](list(found.here)))
    if found.caused:
        print("Elsewhere, but caused by this change:")
        print(*map(_unplaced if args.format == "github" else str, found.caused), sep="\n")
    print(found.rest)
    if args.summary:
        others = [path for path in change.paths if path not in {*files, *change.base}]
        said = review(Change(before=before, after=after), found, others, args.preview)
        _put(said, args.summary)
    return 1 if found.here or found.caused else 0


def _divided(findings: list[Finding], change: Touched, before: Reading) -> Findings:
    """Return findings by whose they are; a line may have moved, so lines are not compared."""
    here = [each for each in findings if change.holds(each.path, each.line)]
    elsewhere = [each for each in findings if not change.holds(each.path, each.line)]
    known = {(f.path, f.rule, f.message) for f in check(before)} if elsewhere else set()
    caused = [each for each in elsewhere if (each.path, each.rule, each.message) not in known]
    return Findings(here=here, caused=caused, others=len(elsewhere) - len(caused))


def _put(text: str, place: str) -> None:
    """Print a summary, or add it to a file, as a forge wants it."""
    if place == "-":
        print(f"\n{text}")
        return
    with Path(place).open("a", encoding="utf-8") as file:
        file.write(text)


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--format", choices=sorted(FORMATS), default="text")
    parser.add_argument("--explain", metavar="RULE", help="say what a rule asks for, and why")
    parser.add_argument("--fix", action="store_true", help="mend what is mechanical, and show it")
    parser.add_argument(
        "--since", metavar="REV", help="only the lines touched since REV, and what they do"
    )
    parser.add_argument("--summary", metavar="FILE", help="with --since: the file, or - to print")
    parser.add_argument("--preview", metavar="URL", default="", help="with --since: for its links")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.explain:
        if args.explain not in RULES:
            hint = did_you_mean(args.explain, RULES) or f"Rules: {', '.join(RULES)}."
            print(f'No rule is called "{args.explain}". {hint}', file=sys.stderr)
            return 1
        print(explain(args.explain))
        return 0
    if args.since:
        return since(args)
    if args.fix:
        mend(args.root)
    findings = check_in_two(read(load(args.root) | beside(args.root)))
    said = FORMATS[args.format](findings)
    if said:
        print(said)
    return 1 if findings else 0


if __name__ == "__main__":
    gc.disable()  # a second's work, and all that is read stays to the end
    sys.exit(main())
