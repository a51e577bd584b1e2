"""The lines that a change touched, as git tells them: from where it branched off to the tree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dossier.read.files import git, load_revision

_DIFF: Final = (
    *("-c", "core.quotePath=false", "diff", "--unified=0", "--no-color", "--no-ext-diff"),
    *("--no-renames", "--relative", "--src-prefix=a/", "--dst-prefix=b/"),
)
_FILE: Final = re.compile(r"^(?:--- a/(.*)|\+\+\+ (?:b/(.*)|/dev/null))$")
_HUNK: Final = re.compile(r"^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


@dataclass(frozen=True, kw_only=True)
class Touched:
    """What a change touched, and what it started from."""

    lines: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Path → lines; around what was only removed, the lines on both sides."""
    new: frozenset[str] = frozenset()
    """Files that git does not know yet: touched as a whole."""
    base: Mapping[str, bytes] = field(default_factory=dict)
    """The content files it started from."""

    def holds(self, path: str, line: int) -> bool:
        """Return whether a line was touched."""
        return path in self.new or line in self.lines.get(path, frozenset())

    @property
    def paths(self) -> tuple[str, ...]:
        """Return every file it touched."""
        return tuple(sorted({*self.lines, *self.new}))


def touched(root: Path, revision: str) -> Touched | None:
    """Return what changed since the tree left a revision, or None where git has no such."""
    if revision.startswith("-"):
        return None
    start = git(root, "merge-base", revision, "HEAD")
    if start is None:
        return None
    base = start.decode().strip()
    said = git(root, *_DIFF, base) or b""
    listed = git(root, "ls-files", "--others", "--exclude-standard", "-z") or b""
    return Touched(
        lines=_lines(said.decode(errors="replace")),
        new=frozenset(filter(None, listed.decode(errors="replace").split("\0"))),
        base=load_revision(root, base),
    )


def _lines(diff: str) -> dict[str, frozenset[int]]:
    """Return path → lines from a diff without context.

    The lines of a hunk are counted, not read: what somebody wrote may look like a diff itself.
    """
    found: dict[str, set[int]] = {}
    path, inside = "", 0
    for line in diff.split("\n"):
        if inside and not line.startswith("\\"):
            inside -= 1
        elif match := _FILE.match(line):
            path = match[1] or match[2] or path  # of a file that is gone, the name before
            found.setdefault(path, set())
        elif match := _HUNK.match(line):
            old, start, new = (int(each or 1) for each in match.groups())
            inside = old + new
            found[path] |= set(range(start, start + new)) if new else {start, start + 1}
    return {name: frozenset(lines) for name, lines in found.items()}
