"""When files changed, as git tells it; nothing where there is no git to ask."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from dossier.read.history import dates, last_changes


def _git(folder: Path, *words: str, day: str = "2026-01-01") -> None:
    """Run git in a folder on a day, as nobody."""
    moment = f"{day}T23:30:00+05:00"
    who = {
        f"GIT_{who}_{what}": "x@x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    subprocess.run(  # noqa: S603 - our own words
        ["git", *words],  # noqa: S607 - git is where it is
        cwd=folder,
        env={**os.environ, **who, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment},
        check=True,
        capture_output=True,
    )


def _commit(folder: Path, day: str, **files: str) -> None:
    """Write files below docs/ and commit them on a day."""
    for name, words in files.items():
        path = folder / "docs" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    _git(folder, "add", ".")
    _git(folder, "commit", "-m", "x", day=day)


@pytest.fixture(name="repository")
def _repository(tmp_path: Path) -> Path:
    """Return a repository with two commits."""
    root = tmp_path / "repository"
    root.mkdir()
    _git(root, "init")
    _commit(root, "2026-01-01", a="1", b="1", 网="1")
    _commit(root, "2026-02-03", b="2")
    return root


def test_each_file_has_the_day_of_its_last_commit(repository: Path) -> None:
    """The day where it was committed, whatever the clock here; names of any script."""
    wanted = {"docs/a.md": "2026-01-01", "docs/b.md": "2026-02-03", "docs/网.md": "2026-01-01"}
    assert last_changes(repository) == wanted


def test_paths_count_from_the_project_not_from_the_repository(repository: Path) -> None:
    """A project inside another’s repository sees its own files alone."""
    inner = repository / "inner"
    inner.mkdir()
    _commit(inner, "2026-03-01", c="1")
    assert last_changes(inner) == {"docs/c.md": "2026-03-01"}


def test_the_end_of_a_shallow_clone_tells_nothing(repository: Path, tmp_path: Path) -> None:
    """It would date every file on one day."""
    _commit(repository, "2026-04-01", a="2")
    _git(tmp_path, "clone", "--depth=2", f"file://{repository}", "shallow")
    assert last_changes(tmp_path / "shallow") == {"docs/a.md": "2026-04-01"}


def test_a_folder_in_no_repository_has_no_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no error."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert last_changes(tmp_path) == {}


def test_without_git_there_is_no_history(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build needs none."""
    monkeypatch.setenv("PATH", "")
    assert last_changes(repository) == {}


LOGS = [
    ("", {}),
    ("\x012026-01-01 \0", {}),
    ("\x01no day at all\0\na.md\0", {}),
    ("\x012026-01-01 \0\na.md\0\0\x012026-02-01 \0\na.md\0", {"a.md": "2026-02-01"}),
    ("\x012026-01-01 grafted, HEAD\0\na.md\0", {}),
    ("\x012026-01-01 ungrafted\0\na.md\0", {"a.md": "2026-01-01"}),
]


@pytest.mark.parametrize(("log", "expected"), LOGS)
def test_a_log_is_read(log: str, expected: dict[str, str]) -> None:
    """The youngest day counts, in whatever order commits come."""
    assert dates(log) == expected
