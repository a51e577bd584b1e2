"""BibTeX files → raw source records with lines; what cannot be read becomes findings."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Final

from bibtexparser import model as bib
from bibtexparser.entrypoint import parse_string

from dossier.finding import Finding
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
        if isinstance(block, bib.Entry):
            yield _raw(path, block, strings)
        elif isinstance(block, bib.DuplicateFieldKeyBlock) and isinstance(
            block.ignore_error_block, bib.Entry
        ):
            yield _raw(path, block.ignore_error_block, strings)
            twice = ", ".join(sorted(block.duplicate_keys))
            yield _bad(path, block, f'a field must stand once in an entry; got "{twice}" twice.')
        elif isinstance(block, bib.DuplicateBlockKeyBlock) and isinstance(
            block.ignore_error_block, bib.Entry
        ):
            yield _raw(path, block.ignore_error_block, strings)
        elif isinstance(block, bib.ParsingFailedBlock):
            yield _bad(
                path,
                block,
                f"an entry must be readable BibTeX; got {_first_line(block.raw)}.",
                "Look for a brace or comma missing in it or just before it.",
            )
        elif isinstance(block, bib.ImplicitComment) and _is_stray(block.comment):
            yield _bad(
                path,
                block,
                f"text must stand in an entry or behind %; got {_first_line(block.comment)}.",
            )


def _is_stray(comment: str) -> bool:
    """Return whether text between entries is more than comment lines."""
    lines = [line.strip() for line in comment.splitlines()]
    return any(line and not line.startswith("%") for line in lines)


def _first_line(raw: str | None) -> str:
    """Return the first words of a broken block, quoted."""
    return '"{}"'.format(((raw or "").strip().splitlines() or [""])[0][:60])


def _bad(path: str, block: bib.Block, message: str, hint: str = "") -> Finding:
    """Return a finding at a block; bibtexparser counts lines from 0."""
    line = (block.start_line or 0) + 1
    return Finding(path=path, line=line, rule="bibtex-is-readable", message=message, hint=hint)


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

    >>> plain(r"5\\% of {X}")
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
