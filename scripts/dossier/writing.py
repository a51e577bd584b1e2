"""Files written so that a kill in the middle leaves the old one or the new one, never half."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def write(path: Path, content: str | bytes) -> None:
    """Write a file beside its place, then rename it there (POSIX renames are atomic).

    Several processes may write the same file at once: each has a name of its own for what it has
    not finished, and the last one wins.
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


def kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """Return the content of a cache's file, made and put there where it is missing.

    The file's name must carry everything that its content depends on.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        content = make()
        write(path, content)
        return content
