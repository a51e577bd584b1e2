"""Commands killed by the system before each write: the tree is as before or as after."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import permalinks
from killing import tree


@pytest.fixture(name="toy")
def _toy(root: Path, tmp_path: Path) -> Path:
    """Return a copy of the toy."""
    copy = tmp_path / "before"
    shutil.copytree(root / "tests" / "toy", copy)
    (copy / "CITATION.cff").touch()
    return copy


def _left(root: Path, command: str, before: Path) -> list[tuple[bool, dict[str, str]]]:
    """Return what each kill left."""
    words = [sys.executable, str(root / "tests" / "killing.py"), command, str(before)]
    work = str(before.parent / "work")
    done = subprocess.run([*words, work], capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert done.returncode == 0, done.stderr
    return [(killed, files) for killed, files in json.loads(done.stdout)]


LEAST = {"move": 5, "permalinks": 4, "edition": 6}


@pytest.mark.parametrize("command", LEAST)
def test_a_kill_leaves_the_tree_as_before_or_as_after(root: Path, toy: Path, command: str) -> None:
    """Before each file it writes, renames or removes; the last run is not cut off."""
    if command == "move":
        permalinks.main(["add", "--root", str(toy)])
    before = tree(toy)
    left = _left(root, command, toy)
    *cut, (killed, after) = left
    assert (killed, after == before, len(cut) >= LEAST[command]) == (False, False, True)
    torn = [number for number, (_, files) in enumerate(cut) if files not in (before, after)]
    assert torn == []
    assert cut[0][1] == before
