"""Files are written whole or not at all, whoever writes the same ones at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier

import pytest

from dossier.writing import kept, write


def test_a_write_replaces_the_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    """One file, the new content."""
    write(tmp_path / "a", "old")
    write(tmp_path / "a", "new")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a", "new")]


def test_a_write_that_is_killed_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Interrupted before the rename, the old bytes stand and no half file is left."""
    write(tmp_path / "a", "old")

    def killed(_self: Path, _target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "a", "new")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a", "old")]


def test_what_is_kept_is_made_once(tmp_path: Path) -> None:
    """And a folder for it."""
    made = iter([b"one", b"two"])
    place = tmp_path / "cache" / "a"
    assert [kept(place, partial(next, made)) for _ in "ab"] == [b"one", b"one"]


def test_two_may_make_the_same_file_at_once(tmp_path: Path) -> None:
    """As two builds over one cache do: neither takes away what the other has not finished."""
    both = Barrier(2, timeout=60)

    def make() -> bytes:
        both.wait()  # neither has found the file
        return b"the same"

    with ThreadPoolExecutor(2) as pool:
        found = [pool.submit(kept, tmp_path / "a", make) for _ in "ab"]
        assert [each.result() for each in found] == [b"the same", b"the same"]
    assert [each.name for each in tmp_path.iterdir()] == ["a"]
