"""When each file of the project last changed, as git tells it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from dossier.read.files import git

_LOG: Final = ("log", "--format=%x01%cs %D", "--name-only", "--relative", "-z")
_DAY: Final = re.compile(r"(\d{4}-\d\d-\d\d) (.*)")


def last_changes(root: Path) -> dict[str, str]:
    """Return path below the root → ISO date of the last commit that changed it, in one git call.

    Empty where git is absent or the folder is in no repository. The oldest commit of a shallow
    clone is left out: it seems to have written every file on one day.
    """
    said = git(root, *_LOG, "--", "docs", "bib")
    return dates(said.decode(errors="replace")) if said else {}


def dates(log: str) -> dict[str, str]:
    r"""Return path → latest day from what `git log` printed.

    >>> dates("\x012026-02-01 HEAD\0\na.md\0\0\x012026-01-01 \0\na.md\0b.md\0")
    {'a.md': '2026-02-01', 'b.md': '2026-01-01'}
    """
    found: dict[str, str] = {}
    for commit in log.split("\x01"):
        head, *paths = commit.split("\0")
        match = _DAY.match(head)
        if not match or "grafted" in match[2].split(", "):
            continue
        for path in filter(None, (each.strip("\n") for each in paths)):
            found[path] = max(found.get(path, ""), match[1])
    return found
