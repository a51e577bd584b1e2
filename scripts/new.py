"""Add an actor, term, source, note, section, statement or figure that passes the checks.

new.py actor --kind company --title "Beacon Works" --names.en "Beacon Works Ltd" --summary "…"
new.py note --to KZ-058 --kind later-event --text "…" --cite egemen-2022-02-01
new.py source export.ris --cite-in KZ-058      .ris, .bib or .csl.json, as reference managers write
new.py statement --in kz-agenda --basis media --in-article agenda-3 --text "…" --cite inform-nd

What is needed and not said is asked for, where somebody is there to answer.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

from dossier.edit.adding import ADDED, KINDS, Added, Wish, add
from dossier.edit.importing import Imported, imported
from dossier.edit.moving import RefusedError
from dossier.finding import did_you_mean
from dossier.model.fields import FIELDS, Choice, Field, Group, ListOf
from dossier.read import load, read
from dossier.read.unfinished import take

ROOT = Path(__file__).resolve().parent.parent
_MADE = frozenset({"id", "order", "verification"})
"""What is found without asking."""
_PROSE = ("note", "section", "statement", "figure", "actor", "term")


def simple(kind: str) -> Iterator[tuple[str, Field]]:
    """Yield the dotted name of each field that a flag can give: texts, lists, groups of texts."""
    for field in FIELDS[kind]:
        if isinstance(field.shape, Group):
            yield from ((f"{field.name}.{each.name}", each) for each in field.shape.fields)
        elif not (isinstance(field.shape, ListOf) and isinstance(field.shape.item, Group)):
            yield field.name, field


def parser() -> argparse.ArgumentParser:
    """Return the command line, made from the fields."""
    found = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    kinds = found.add_subparsers(dest="new", required=True, metavar="|".join(KINDS))
    for kind in KINDS:
        one = kinds.add_parser(kind)
        for name, field in simple(kind):
            says = field.says.replace("%", "%%")
            many = isinstance(field.shape, ListOf)
            one.add_argument(
                f"--{name}",
                dest=name,
                help=says,
                action="append" if many else "store",
                metavar="…",
            )
        if kind in ("statement", "figure"):
            one.add_argument("--in", dest="place", help="the section’s id", metavar="…")
            one.add_argument("--id", help=argparse.SUPPRESS)
        if kind == "note":
            one.add_argument("--id", help=argparse.SUPPRESS)
        if kind in _PROSE:
            one.add_argument("--text", help="what it says, without citations", metavar="…")
            one.add_argument("--cite", help="key of a source", action="append", metavar="…")
        if kind == "source":
            one.add_argument("file", nargs="?", type=Path, help=".ris, .bib or .csl.json")
            one.add_argument("--id", help="the key, if not made from outlet and date", metavar="…")
            one.add_argument("--type", default="online", help="BibTeX entry type")
            one.add_argument("--cite-in", dest="cited_in", help="what cites it: an id", metavar="…")
            one.add_argument("--to-file", dest="place", default=ADDED, help="the .bib file")
        one.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    return found


def missing(kind: str, said: dict[str, list[str]]) -> list[tuple[str, Field]]:
    """Return what must be given and is not."""
    return [
        (name, field)
        for name, field in simple(kind)
        if field.required and field.name not in _MADE and name not in said and _asked(name, kind)
    ]


def _asked(name: str, kind: str) -> bool:
    """Return whether a group's field is needed: only of a group that is."""
    group = name.partition(".")[0]
    return next(field.required for field in FIELDS[kind] if field.name == group)


def ask(name: str, field: Field) -> str:
    """Ask until the answer is one that the field may have."""
    values = field.shape.values if isinstance(field.shape, Choice) else ()
    choice = f" ({', '.join(values)})" if 0 < len(values) < 20 else ""  # noqa: PLR2004 - a line’s worth
    while True:
        answer = input(f"{name}: {field.says}{choice}: ").strip()
        if answer and (not values or answer in values):
            return answer
        print(f"  {did_you_mean(answer, values) or 'It must say something.'}")


def wish_of(args: argparse.Namespace, day: str) -> tuple[Wish, Imported]:
    """Return what the arguments, a file and the answers ask for. Raises RefusedError."""
    kind: str = args.new
    file = imported(args.file) if getattr(args, "file", None) else Imported(type="")
    said = {name: [value] for name, value in file.fields.items()}
    for name in ("id", *(name for name, _ in simple(kind))):
        value = getattr(args, name, None)
        if value:
            said[name] = value if isinstance(value, list) else [value]
    if kind == "note":
        said.setdefault("dated", [day])
    asked = missing(kind, said)
    if asked and not sys.stdin.isatty():
        needed = "\n".join(f"  --{name}  {field.says}" for name, field in asked)
        msg = f"{kind} needs also:\n{needed}"
        raise RefusedError(msg)
    said |= {name: [ask(name, field)] for name, field in asked}
    text = getattr(args, "text", None) or ""
    if kind in ("note", "statement", "figure") and not text and sys.stdin.isatty():
        text = input("What does it say, in your own words? ")
    wish = Wish(
        kind=kind,
        given={name: tuple(values) for name, values in said.items()},
        text=text,
        cite=tuple(getattr(args, "cite", None) or ()),
        place=getattr(args, "place", None) or "",
        cited_in=getattr(args, "cited_in", None) or "",
        type=file.type or getattr(args, "type", "online"),
    )
    return wish, file


def report(wish: Wish, added: Added, file: Imported) -> str:
    """Return what was done and what is left to do."""
    said = [added.plan.done, f"Changed: {', '.join(sorted(added.plan.texts))}."]
    if file.left_out:
        said.append(f"Left out, for want of a field here: {', '.join(file.left_out)}.")
    if wish.kind == "source":
        said.append(
            "It is marked not-located: compare it with the document itself, then say in"
            " `verification`, `seen` and `checked` what you saw, and when."
        )
    given = {name.partition(".")[0] for name in wish.given}
    skip = _MADE | {"seen", "checked", "urlstatus"}
    left = [each for each in FIELDS[wish.kind] if each.name not in given | skip]
    if left:
        said.append("Fill in what a source tells you; what is not known stays empty:")
        said += [f"  {each.name}: {each.says}" for each in left]
    return "\n".join(said)


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    args = parser().parse_args(argv)
    files = load(args.root)
    reading = read(files)
    # Nothing may be dated later than the edition that is being made.
    day = min(dt.datetime.now(dt.UTC).date().isoformat(), reading.dossier.edition.date or "9999")
    try:
        wish, file = wish_of(args, day)
        added = add(files, reading, wish)
    except RefusedError as refusal:
        print(f"Nothing was written: {refusal}", file=sys.stderr)
        return 1
    except (EOFError, KeyboardInterrupt):
        print("\nNothing was written.", file=sys.stderr)
        return 1
    take(args.root, added.plan.texts)
    print(report(wish, added, file))
    return 0


if __name__ == "__main__":
    sys.exit(main())
