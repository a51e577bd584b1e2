"""What is made once, whichever of the workers that run the tests side by side needs it first."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def once(paths: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that one worker makes while the others wait; it is nobody's to change."""
    base = paths.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared" / name
    place.parent.mkdir(exist_ok=True)
    with place.with_suffix(".lock").open(
        "w"
    ) as lock:  # let go when it is closed, or its owner dies
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = place / "done"
        if not done.exists():
            make(place)
            done.touch()
    return place
