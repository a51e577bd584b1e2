"""A step that changes several files: done whole, whenever it is cut off.

1. every new content is laid aside · 2. a plan is put beside them, by one rename: from here on the
step counts as done · 3. the files are put in place · 4. the plan goes. Whoever reads the project
next puts in place what a plan still names, so that the tree is as before or as after.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

ASIDE: Final = Path(".cache") / "step"
_PLAN: Final = "plan.json"


def take(root: Path, texts: Mapping[str, str], gone: Iterable[str] = ()) -> None:
    """Write files and remove others, as one step. Raises OSError before anything has changed."""
    finish(root)
    aside = root / ASIDE
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    plan = {"put": sorted(texts), "gone": sorted(gone)}
    for number, path in enumerate(plan["put"]):
        if (root / path).is_dir():
            raise IsADirectoryError(path)
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        _write(aside / str(number), texts[path])
    _write(aside / "unfinished", json.dumps(plan))
    (aside / "unfinished").replace(aside / _PLAN)
    finish(root)


def finish(root: Path) -> None:
    """Put in place what a step that was cut off has laid aside; nothing where none was."""
    aside = root / ASIDE
    if not (aside / _PLAN).is_file():
        return
    plan = json.loads((aside / _PLAN).read_bytes())
    for number, path in enumerate(plan["put"]):
        laid = aside / str(number)
        if laid.is_file():  # what was put in place before is no longer there
            laid.replace(root / path)
    for path in plan["gone"]:
        (root / path).unlink(missing_ok=True)
    (aside / _PLAN).unlink()
    shutil.rmtree(aside, ignore_errors=True)


def _write(path: Path, text: str) -> None:
    """Write a file and see it on the disk."""
    with path.open("wb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())
