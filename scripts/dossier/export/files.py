"""Files written so that a kill in the middle leaves the old one or the new one, never half."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path


def write(path: Path, content: str | bytes) -> None:
    """Write a file beside its place, then rename it there (POSIX renames are atomic).

    Raises OSError where the folder cannot be written; the old file is then untouched.
    """
    data = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).chmod(0o644)
        Path(unfinished).replace(path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise


def write_all(root: Path, texts: Mapping[str, str], gone: Iterable[str] = ()) -> None:
    """Write several files and remove others, as one step as far as a file system has such.

    All new contents are written beside their places first; only then are they renamed, and only
    then is anything removed. Raises OSError before the first rename where one cannot be written.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, text in sorted(texts.items()):
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            beside = place.with_name(f".{place.name}.new")
            beside.write_bytes(text.encode())
            waiting.append((beside, place))
        for beside, place in waiting:
            beside.replace(place)
        for path in gone:
            (root / path).unlink(missing_ok=True)
    finally:
        for beside, _ in waiting:
            beside.unlink(missing_ok=True)
