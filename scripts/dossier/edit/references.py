"""Everything that names a record, and the same naming another."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from dossier.check.walk import spots
from dossier.model.fields import Reference
from dossier.read import Reading


def named_at(reading: Reading, identity: str) -> Iterator[tuple[str, int]]:
    """Yield path and line of every field, fact, link and citation that names a record."""
    for spot in spots(reading):
        fact = spot.field == "facts" and identity in spot.text.split()
        if fact or (isinstance(spot.shape, Reference) and spot.text == identity):
            yield spot.raw.origin.path, spot.line
    for path, prose in reading.all_prose:
        for link in prose.links:
            if link.target == identity:
                yield path, link.line
        for citation in prose.citations:
            if citation.key == identity:
                yield path, citation.line


def renamed(texts: Mapping[str, str], reading: Reading, old: str, new: str) -> dict[str, str]:
    """Return the files in which a record was named, naming another instead."""
    token = re.compile(rf"(?<![\w./-]){re.escape(old)}(?![\w./-])")
    places: dict[str, set[int]] = {}
    for path, line in named_at(reading, old):
        places.setdefault(path, set()).add(line)
    changed = {}
    for path, numbers in places.items():
        lines = texts[path].split("\n")
        for number in numbers:
            at = number - 1
            # A BibTeX list or a wrapped YAML list may go on below the line where it begins.
            while at < len(lines) and not token.search(lines[at]):
                at += 1
            if at < len(lines):
                lines[at] = token.sub(new, lines[at])
        changed[path] = "\n".join(lines)
    return changed


_LINK = re.compile(r"(\]\()([^()\s#]+\.md)(#[^()\s]*)?(\))")


def relinked(texts: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    """Return the Markdown files whose relative links lead to a moved file, or stand in it.

    `old` and `new` are paths below the project's root. The moved file is returned under its new
    path.
    """
    changed = {}
    for path, text in texts.items():
        if not path.endswith(".md"):
            continue
        here, there = posixpath.dirname(path), posixpath.dirname(new if path == old else path)

        def put(match: re.Match[str], here: str = here, there: str = there) -> str:
            goal = posixpath.normpath(posixpath.join(here, match.group(2)))
            goal = new if goal == old else goal
            link = posixpath.relpath(goal, there)
            return f"{match.group(1)}{link}{match.group(3) or ''}{match.group(4)}"

        written = _LINK.sub(put, text)
        if written != text or path == old:
            changed[new if path == old else path] = written
    return changed
