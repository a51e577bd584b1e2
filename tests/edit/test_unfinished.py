"""A step over several files, killed at every moment: the tree is as before or as after."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import check
import move
import new
from dossier.read import load
from dossier.read.unfinished import ASIDE, finish, take

Tree = dict[str, bytes]
ACTOR = "docs/actors/port-toy.md"


class _KilledError(BaseException):
    """No handler catches it, as none catches a kill."""


class _Killer:
    """Kills at the n-th thing that is done to the disk."""

    def __init__(self, patch: pytest.MonkeyPatch, when: int) -> None:
        self.left = when
        for owner, name in (
            (Path, "replace"),
            (Path, "unlink"),
            (Path, "mkdir"),
            (os, "fsync"),
            (shutil, "rmtree"),
        ):
            patch.setattr(owner, name, self._counted(getattr(owner, name)))

    def _counted(self, real: Callable[..., object]) -> Callable[..., object]:
        def done(*args: object, **named: object) -> object:
            self.left -= 1
            if self.left < 0:
                raise _KilledError
            return real(*args, **named)

        return done


def _tree(root: Path) -> Tree:
    """Return every file of a project, but for what lies aside."""
    found = (p for p in root.rglob("*") if p.is_file())
    return {str(p.relative_to(root)): p.read_bytes() for p in found if ".cache" not in p.parts}


def _kills(before: Path, work: Path, step: Callable[[Path], object]) -> Iterator[tuple[int, bool]]:
    """Yield, for a kill at each moment of a step, its number and whether it was cut off."""
    for when in range(1000):
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(before, work)
        with pytest.MonkeyPatch.context() as patch:
            _Killer(patch, when)
            try:
                step(work)
            except _KilledError:
                killed = True
            else:
                killed = False
        yield when, killed
        if not killed:
            return


def _plain(root: Path) -> None:
    """Change one file, add one, remove one."""
    take(root, {"a": "new", "sub/b": "new"}, ["c"])


def _actor(root: Path) -> None:
    """Add an actor."""
    words = ["--kind", "company", "--title", "Oil", "--names.en", "Oil", "--summary", "Oil."]
    assert new.main(["actor", *words, "--root", str(root)]) == 0


def _fix(root: Path) -> None:
    """Mend what is mechanical."""
    assert check.main(["--fix", "--root", str(root)]) == 0


def _move(root: Path) -> None:
    """Give an actor another id: many files."""
    assert move.main(["port-toy", "toy-port", "--root", str(root)]) == 0


@pytest.fixture
def project(tmp_path: Path, root: Path) -> Path:
    """Return a toy with a ledger, in which two files need mending."""
    place = tmp_path / "project"
    shutil.copytree(
        root / "tests" / "toy", place, ignore=shutil.ignore_patterns(".cache", "styles")
    )
    _actor(place)
    (place / "docs/actors/oil.md").unlink()
    ledger = place / "docs/permalinks.tsv"
    lines = [
        line for line in ledger.read_text("utf-8").splitlines(keepends=True) if "oil" not in line
    ]
    ledger.write_text("".join(lines), encoding="utf-8")
    return place


@pytest.mark.parametrize("step", [_actor, _move, _fix])
def test_a_command_killed_at_any_moment_leaves_before_or_after(
    project: Path, tmp_path: Path, step: Callable[[Path], None]
) -> None:
    """Whoever reads next finds one of the two trees, and the command can be given again."""
    if step is _fix:
        for path in (ACTOR, "docs/glossary/pingan-chengshi.md"):
            file = project / path
            file.write_text(file.read_text("utf-8") + '\nSay "it".\n', encoding="utf-8")
    after = tmp_path / "after"
    shutil.copytree(project, after)
    step(after)
    states: list[Tree] = [_tree(project), _tree(after)]
    assert states[0] != states[1]
    met = set()
    for when, killed in _kills(project, tmp_path / "work", step):
        load(tmp_path / "work")
        met.add(states.index(_tree(tmp_path / "work")))
        assert not (tmp_path / "work" / ASIDE / "plan.json").exists(), (when, killed)
    assert met == {0, 1}


def test_finishing_can_be_killed_too(tmp_path: Path) -> None:
    """What is put in place twice is there once."""
    start, work = tmp_path / "start", tmp_path / "work"
    (start / "sub").mkdir(parents=True)
    (start / "a").write_text("old")
    (start / "c").write_text("old")
    aside = start / ASIDE
    aside.mkdir(parents=True)
    for name, text in (
        ("0", "new"),
        ("1", "new"),
        ("plan.json", '{"put": ["a", "sub/b"], "gone": ["c"]}'),
    ):
        (aside / name).write_text(text)
    for _ in _kills(start, work, finish):
        finish(work)
        assert _tree(work) == {"a": b"new", "sub/b": b"new"}


def test_a_plain_step_is_whole(tmp_path: Path) -> None:
    """Without a kill, too; and nothing stays aside."""
    (tmp_path / "c").write_text("old")
    _plain(tmp_path)
    assert _tree(tmp_path) == {"a": b"new", "sub/b": b"new"}
    assert not (tmp_path / ASIDE).exists()


def test_what_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    """A folder where a file should be stops the step before anything is put in place."""
    (tmp_path / "a").write_text("old")
    (tmp_path / "b").mkdir()
    with pytest.raises(OSError, match="b"):
        take(tmp_path, {"a": "new", "b": "new"})
    assert (tmp_path / "a").read_text() == "old"
    finish(tmp_path)
    assert (tmp_path / "a").read_text() == "old"
