"""Say in which editions quoted words stand, verbatim, or how they differ."""

from __future__ import annotations

import argparse
import difflib
import re
import sys
import unicodedata
from pathlib import Path

from dossier.finding import did_you_mean
from dossier.model import Dossier
from dossier.read import load, read
from dossier.read.files import editions, load_revision

ROOT = Path(__file__).resolve().parent.parent
_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "\u00a0": " "})


def plain(text: str) -> str:
    """Return text with spaces, quotation marks and dashes made alike (Unicode NFC)."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_ALIKE).split())


def verdict(quoted: str, words: str) -> str:
    """Return how a quotation stands to a text: verbatim, or its differences `[-old-] {+new+}`."""
    quoted, words = plain(quoted), plain(words)
    if quoted in words:
        return "verbatim"
    if quoted.casefold() in words.casefold():
        return "verbatim but for capitals"
    old, new = quoted.split(), _nearest(quoted, words)
    marked = []
    for step, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            marked.append(" ".join(old[a:b]))
            continue
        marked.append(f"[-{' '.join(old[a:b])}-]" if b > a else "")
        marked.append(f"{{+{' '.join(new[c:d])}+}}" if d > c else "")
    return "differs: " + " ".join(part for part in marked if part)


def _nearest(quoted: str, words: str) -> list[str]:
    """Return the sentence of a text that a quotation is most like."""
    sentences = re.split(r"(?<=[.!?])\s+", words)
    return max(
        sentences, key=lambda each: difflib.SequenceMatcher(None, quoted, each).ratio()
    ).split()


def dossiers(root: Path) -> dict[str, Dossier]:
    """Return every edition's dossier, oldest first, the working tree last."""
    found = {tag: read(load_revision(root, tag)).dossier for tag in editions(root)}
    return {**found, "now": read(load(root)).dossier}


def main(argv: list[str] | None = None) -> int:
    """Run the command; exit 0 where the words stand verbatim in some edition, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words")
    parser.add_argument("--id", required=True, dest="identity")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    found = dossiers(args.root)
    known = {identity for each in found.values() for identity in each.records}
    if args.identity not in known:
        hint = did_you_mean(args.identity, known)
        print(f"No edition has {args.identity}. {hint}".strip(), file=sys.stderr)
        return 1
    stands = False
    for edition, dossier in found.items():
        record = dossier.records.get(args.identity)
        told = verdict(args.words, record.prose.plain) if record else "not in it"
        stands |= told.startswith("verbatim")
        print(f"{edition}: {told}")
    return 0 if stands else 1


if __name__ == "__main__":
    sys.exit(main())
