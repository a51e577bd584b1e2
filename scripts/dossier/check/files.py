"""Rules about files as such: what may be there, and how much of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from dossier.finding import Finding
from dossier.read import Reading
from dossier.read.files import IS_LINK
from dossier.read.limits import LEVELS, LINE, PARAGRAPH, PICTURES, RUN, is_listed, size_of

DANGEROUS: Final = frozenset({"file-is-content", "file-is-small", "text-is-short"})
"""Rules without which nothing may be opened: the engine would follow links and publish drawings."""
_RUN: Final = re.compile(rf"([^\w\s])\1{{{RUN},}}")
_LEVELS: Final = re.compile(rf"(?:[ ]{{0,3}}(?:>|[-*+][ ]|\d+\.[ ])[ ]*){{{LEVELS + 1}}}")
_INDENT: Final = 4
_CODE: Final = 2
"""Levels of indentation that code may have inside a list of the deepest kind."""


def file_is_content(reading: Reading) -> Iterator[Finding]:
    """A file below `docs/` or `bib/` must be Markdown, BibTeX, a picture, or on the list.

    Bad: `docs/actors/map.svg`, `docs/page.html`, a symbolic link
    Good: `docs/actors/map.png`
    Why: what stands in `docs/` is published as it is; a page or drawing of another kind could run
    code in a reader's browser, and a link could lead to any file of the machine that builds.
    """
    for path, content in reading.others.items():
        suffix = PurePosixPath(path).suffix
        if path.endswith(IS_LINK):
            name = path.removesuffix(IS_LINK)
            yield _at(name, "file-is-content", "a file must be a file; got a symbolic link.")
        elif suffix in PICTURES and not content.startswith(PICTURES[suffix]):
            kind = suffix[1:].upper()
            got = f"a file called {suffix} must be a {kind} picture; got other bytes."
            yield _at(path, "file-is-content", got)
        elif suffix not in PICTURES and not is_listed(path):
            kinds = ", ".join([".md", ".bib", *PICTURES])
            got = f'a file must be one of {kinds}; got "{suffix or path}".'
            hint = "Code of the site is listed in scripts/dossier/read/limits.py."
            yield _at(path, "file-is-content", got, hint)


def file_is_small(reading: Reading) -> Iterator[Finding]:
    """A file must not be larger than its kind ever needs.

    Bad: a page of 3 MB
    Good: the same as several pages
    Why: no single file may exhaust the build. The limits stand in `read/limits.py`.
    """
    for path, size in reading.sizes.items():
        if size > size_of(path):
            got = f"a file of this kind must have at most {size_of(path)} bytes; got more."
            yield _at(path, "file-is-small", got)


def text_is_short(reading: Reading) -> Iterator[Finding]:
    """Lines, paragraphs, runs of one sign and nesting must stay within limits.

    Bad: a line of 6,000 characters, a hundred `*` in a row, twelve `>`
    Good: one sentence a line
    Why: nobody reads them, and readers of Markdown take far too long over them.
    """
    for document in reading.documents:
        length = 0
        for number, line in enumerate(document.text.split("\n"), 1):
            length = length + len(line) + 1 if line.strip() else 0
            got = _too_much(line) or (length > PARAGRAPH >= length - len(line) - 1 and _LONG)
            if got:
                yield _at(document.path, "text-is-short", f"{got}; got more.", line=number)
    for path, text in reading.texts.items():
        if path.endswith(".bib"):
            for number, line in enumerate(text.split("\n"), 1):
                if len(line) > LINE:
                    got = f"a line must have at most {LINE} characters; got {len(line)}."
                    yield _at(path, "text-is-short", got, line=number)


_LONG: Final = f"a paragraph must have at most {PARAGRAPH} characters"


def _too_much(line: str) -> str:
    """Return what a line must not be but is, or nothing."""
    if len(line) > LINE:
        return f"a line must have at most {LINE} characters"
    if _RUN.search(line):
        return f"a sign must stand at most {RUN} times in a row"
    indent = len(line) - len(line.lstrip(" \t"))
    if (line.strip() and indent > _INDENT * (LEVELS + _CODE)) or _LEVELS.match(line):
        return f"lists and quotations must be at most {LEVELS} levels deep"
    return ""


def _at(path: str, rule: str, message: str, hint: str = "", *, line: int = 1) -> Finding:
    """Return a finding in a file."""
    return Finding(path=path, line=line, rule=rule, message=message, hint=hint)
