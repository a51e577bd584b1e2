"""The build: strict, from one reading, with few pandoc runs, leaving the sources alone."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pypandoc
import pytest


def _copy(root: Path, target: Path) -> Path:
    """Return a copy of what a build needs."""
    for name in ("docs", "bib", "scripts", ".cache"):
        if (root / name).exists():
            shutil.copytree(root / name, target / name)
    shutil.copy(root / "mkdocs.yml", target / "mkdocs.yml")
    shutil.copy(root / "LICENSE-CONTENT", target / "LICENSE-CONTENT")
    return target


def _build(project: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build a project into its own site folder, plain and strict."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def _fingerprint(folder: Path) -> str:
    """Return a hash over the names and bytes of all files below a folder."""
    total = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            total.update(file.relative_to(folder).as_posix().encode())
            total.update(file.read_bytes())
    return total.hexdigest()


PLANTED = [
    (
        "[@mfa-prc-2013-09-07]",
        "[@mfa-prc-2013-09-08]",
        '"mfa-prc-2013-09-07"? [citation-is-known]',
    ),
    ("[@mfa-prc-2013-09-07]", "[@mfa-prc-2013-09-07] [x](background.md#nowhere)", "#nowhere"),
    ("[@mfa-prc-2013-09-07]", "[@mfa-prc-2013-09-07] [x](nowhere.md)", "nowhere.md"),
]
"""What stands in the introduction, what it becomes, what the build must say."""


@pytest.mark.parametrize(("old", "new", "said"), PLANTED)
def test_a_fault_in_the_content_stops_the_build(
    root: Path, tmp_path: Path, old: str, new: str, said: str
) -> None:
    """The build names the fault and exits 1."""
    project = _copy(root, tmp_path)
    file = project / "docs" / "series" / "kazakhstan" / "introduction.md"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    done = _build(project)
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr


def test_a_build_runs_pandoc_once_and_changes_no_source(root: Path, tmp_path: Path) -> None:
    """Citations in the text and the styles under “Cite this” are one run, kept on disk.

    A second build asks for nothing, and nothing is written into docs/ or bib/.
    """
    project = _copy(root, tmp_path / "project")
    shutil.rmtree(project / ".cache" / "citations", ignore_errors=True)
    log = tmp_path / "runs"
    counter = tmp_path / "pandoc"
    counter.write_text(
        f'#!/bin/sh\necho "$@" >> "{log}"\nexec "{pypandoc.get_pandoc_path()}" "$@"\n',
        encoding="utf-8",
    )
    counter.chmod(counter.stat().st_mode | stat.S_IXUSR)
    before = _fingerprint(project / "docs"), _fingerprint(project / "bib")
    runs = []
    for _ in ("cold", "warm"):
        log.write_text("", encoding="utf-8")
        done = _build(project, PYPANDOC_PANDOC=str(counter))
        assert done.returncode == 0, done.stderr
        lines = log.read_text(encoding="utf-8").splitlines()
        runs.append(sum(line.startswith("lua ") for line in lines))
    assert runs == [1, 0]
    assert (_fingerprint(project / "docs"), _fingerprint(project / "bib")) == before


def test_the_same_sources_give_the_same_bytes(root: Path, tmp_path: Path) -> None:
    """Two builds in two folders differ in nothing once the date is set."""
    found = set()
    for name, zone in (("one", "Asia/Almaty"), ("two", "America/Edmonton")):
        project = _copy(root, tmp_path / name)
        done = _build(project, SOURCE_DATE_EPOCH="1795392000", TZ=zone)
        assert done.returncode == 0, done.stderr
        found.add(_fingerprint(project / "site"))
    assert len(found) == 1


def test_no_build_is_run_with_a_switch_that_turns_strictness_off(root: Path) -> None:
    """`-q` and `-v` make a strict build pass with warnings (mkdocs#4126, mkdocs#3991)."""
    for name in ("Makefile", ".ci/run", "tests/conftest.py"):
        lines = (root / name).read_text(encoding="utf-8").splitlines()
        builds = [line for line in lines if "mkdocs build" in line]
        assert not [line for line in builds if " -q" in line or " -v" in line]
