"""What tests share: what one worker makes for all, the cache, and what the machine must have."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

Found = TypeVar("Found")


def need(found: Found | None, packages: str) -> Found:
    """Return what was found; where the machine lacks it, skip the test or module, or fail in CI."""
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(f"CI must install Debian’s {packages}")
    why = f"missing here: `apt install {packages}` runs these tests too"
    pytest.skip(why, allow_module_level=True)


def take_cache(root: Path, project: Path) -> None:
    """Copy the cache of a project into another, but for what a build at work has not finished."""
    if (root / ".cache").is_dir():
        unfinished = shutil.ignore_patterns(".*")
        shutil.copytree(root / ".cache", project / ".cache", ignore=unfinished)


def once(paths: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that one worker makes while the others wait; it is nobody's to change."""
    base = paths.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared" / name
    place.parent.mkdir(exist_ok=True)
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # until the file is closed, or its owner dies
        done = place.with_suffix(".done")
        if not done.exists():
            shutil.rmtree(place, ignore_errors=True)  # of one that failed
            make(place)
            done.touch()
    return place
