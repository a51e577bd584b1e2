"""BibTeX files → raw source records with lines; what cannot be read becomes findings."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Final

from bibtexparser import model as bib
from bibtexparser.entrypoint import parse_string

from dossier.finding import Finding, did_you_mean
from dossier.model import Name, Origin
from dossier.read.document import Raw
from dossier.read.yaml_lines import Value

LISTS: Final = frozenset({"parallel"})
"""Fields that hold several values, divided by commas."""
_ESCAPED: Final = re.compile(r"\\([&%#_$])")

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # its faults are returned, too


def read_bibliography(path: str, text: str) -> Iterator[Raw | Finding]:
    """Yield each entry of a BibTeX file, and a finding for each block that is none."""
    library = parse_string(text, parse_stack=[])
    strings = {each.key.lower(): each.value for each in library.strings}
    for block in library.blocks:
        # An entry with a key or a field given twice comes wrapped in an error.
        entry = getattr(block, "ignore_error_block", None) or block
        if isinstance(entry, bib.Entry):
            yield _raw(path, entry, strings)
            yield from _faults(path, entry, strings)
        elif isinstance(block, bib.ParsingFailedBlock):
            yield _bad(
                path,
                block.start_line,
                f"an entry must be readable BibTeX; got {_quoted(block.raw)}.",
                "Look for a brace or comma missing in it or just before it.",
            )
        elif isinstance(block, bib.ImplicitComment):
            yield from _stray(path, block)


def _faults(path: str, entry: bib.Entry, strings: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what is wrong with single fields of an entry that could be read."""
    met: set[str] = set()
    for each in entry.fields:
        name = each.key.lower()
        if name in met:
            message = f'a field must stand once in an entry; got "{name}" twice.'
            yield _bad(path, each.start_line, message)
        met.add(name)
        for piece in map(str.strip, _split(str(each.value), "#")):
            if not (_is_one(piece) or piece.isdigit() or piece.lower() in strings):
                yield _bad(
                    path,
                    each.start_line,
                    "a value must be one text in braces or an @string of this file; got"
                    f" {' '.join(piece.split())}.",
                    "Look for a comma missing behind it."
                    if piece[:1] in ("{", '"')
                    else did_you_mean(piece.lower(), strings),
                )


def _is_one(piece: str) -> bool:
    """Return whether a piece is one text in braces or quotes, or nothing.

    >>> _is_one("{a {b} c}"), _is_one("{a} {b}")
    (True, False)
    """
    depth = quotes = 0
    for end, char in enumerate(piece, 1):
        depth += (char == "{") - (char == "}")
        quotes += char == '"' and depth == 0
        if depth == 0 and quotes in (0, 2):
            return end == len(piece) and char in '}"'
    return not piece


def _stray(path: str, comment: bib.ImplicitComment) -> Iterator[Finding]:
    """Yield the first line between entries that is no comment line."""
    for number, line in enumerate(comment.comment.splitlines(), comment.start_line or 0):
        if line.strip() and not line.strip().startswith("%"):
            message = f"text must stand in an entry or behind %; got {_quoted(line)}."
            yield _bad(path, number, message)
            return


def _quoted(raw: str | None) -> str:
    """Return the first words of a broken block, quoted."""
    return '"{}"'.format(((raw or "").strip().splitlines() or [""])[0][:60])


def _bad(path: str, line: int | None, message: str, hint: str = "") -> Finding:
    """Return a finding at a line; bibtexparser counts lines from 0."""
    return Finding(
        path=path, line=(line or 0) + 1, rule="bibtex-is-readable", message=message, hint=hint
    )


def _raw(path: str, entry: bib.Entry, strings: Mapping[str, str]) -> Raw:
    """Return an entry as a raw record."""
    data: dict[str, Value] = {}
    lines: dict[str, int] = {}
    for each in entry.fields:
        name = each.key.lower()
        value = _value(str(each.value), strings)
        lines[name] = (each.start_line or 0) + 1
        # Names keep their braces: they tell a whole name from "Family, Given".
        data[name] = value if name in ("author", "editor") else plain(value)
        if name in LISTS:
            data[name] = [part.strip() for part in value.split(",") if part.strip()]
    data["entry-type"] = entry.entry_type.lower()
    line = (entry.start_line or 0) + 1
    return Raw(
        kind="source",
        id=entry.key,
        data=data,
        origin=Origin(path=path, line=line, lines=lines),
    )


def _value(written: str, strings: Mapping[str, str]) -> str:
    """Return a field's value: pieces joined by #, @string names put in, delimiters taken off."""
    pieces = [_piece(piece, strings) for piece in _split(written, "#")]
    return re.sub(r"\s+", " ", "".join(pieces)).strip()


def _piece(written: str, strings: Mapping[str, str]) -> str:
    """Return one piece of a value."""
    bare = written.strip()
    if bare[:1] + bare[-1:] in ("{}", '""'):
        return bare[1:-1]
    known = strings.get(bare.lower())
    return bare if known is None else _value(known, {})


def _split(text: str, mark: str) -> list[str]:
    """Return the parts of a text divided by a mark that stands outside braces and quotes."""
    parts, depth, quoted, start = [], 0, False, 0
    for at, char in enumerate(text):
        if char == '"' and depth == 0:
            quoted = not quoted
        depth += (char == "{") - (char == "}")
        if depth == 0 and not quoted and text.startswith(mark, at):
            parts.append(text[start:at])
            start = at + len(mark)
    return [*parts, text[start:]]


def plain(value: str) -> str:
    r"""Return a BibTeX text without braces and escapes.

    >>> plain(r"5\% of {X}")
    '5% of X'
    """
    return _ESCAPED.sub(r"\1", value.replace("{", "").replace("}", ""))


def names(value: str) -> tuple[Name, ...]:
    """Return the names in an author field (BibTeX: divided by `and`, whole names braced).

    >>> names("{王沪宁} and Sukhankin, Sergey")[1].given
    'Sergey'
    """
    return tuple(_name(part.strip()) for part in _split(value, " and ") if part.strip())


def _name(written: str) -> Name:
    """Return one name; what is neither braced nor "Family, Given" stays whole."""
    if written.startswith("{") and written.endswith("}"):
        return Name(family=plain(written), whole=True)
    family, comma, given = plain(written).partition(",")
    return Name(family=family.strip(), given=given.strip(), whole=not comma)
