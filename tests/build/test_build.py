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

from shared import take_cache


def _copy(root: Path, target: Path) -> Path:
    """Return a copy of what a build needs."""
    for name in ("docs", "bib", "scripts"):
        shutil.copytree(root / name, target / name)
    take_cache(root, target)
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


CITED = "[@mfa-prc-2013-09-07]"
PLANTED = {
    "[@mfa-prc-2013-09-08]": '"mfa-prc-2013-09-07"? [citation-is-known]',
    "[x](background.md#nowhere)": "#nowhere",
    "[x](nowhere.md)": "nowhere.md",
}
"""What is put beside a citation of the introduction → what the build must say."""


def test_a_fault_in_the_content_stops_the_build(root: Path, tmp_path: Path) -> None:
    """The build names each fault in a warning of its own, and exits 1."""
    project = _copy(root, tmp_path)
    file = project / "docs" / "series" / "kazakhstan" / "introduction.md"
    text = file.read_text(encoding="utf-8")
    assert CITED in text
    file.write_text(text.replace(CITED, " ".join((CITED, *PLANTED)), 1), encoding="utf-8")
    done = _build(project)
    warned = [line for line in done.stderr.splitlines() if line.startswith("WARNING")]
    said = {tuple(each for each in PLANTED.values() if each in line) for line in warned}
    assert (done.returncode, said) == (1, {(each,) for each in PLANTED.values()})


def _counting(folder: Path) -> tuple[Path, Path]:
    """Return a pandoc that writes down each run, and where it does."""
    log, counter = folder / "runs", folder / "pandoc"
    counter.write_text(
        f'#!/bin/sh\necho "$@" >> "{log}"\nexec "{pypandoc.get_pandoc_path()}" "$@"\n',
        encoding="utf-8",
    )
    counter.chmod(counter.stat().st_mode | stat.S_IXUSR)
    return counter, log


def test_a_build_runs_pandoc_once_changes_no_source_and_gives_the_same_bytes(
    root: Path, tmp_path: Path
) -> None:
    """Citations in the text and the styles under “Cite this” are one run, kept on disk.

    A second build, in another folder and time zone, asks for nothing and differs in nothing, once
    the date is set. Nothing is written into docs/ or bib/.
    """
    counter, log = _counting(tmp_path)
    cold = _copy(root, tmp_path / "cold")
    shutil.rmtree(cold / ".cache" / "citations", ignore_errors=True)
    before = _fingerprint(cold / "docs"), _fingerprint(cold / "bib")
    runs, sites = [], set()
    for name, zone in (("cold", "Asia/Almaty"), ("warm", "America/Edmonton")):
        project = cold if name == "cold" else _copy(cold, tmp_path / name)
        log.write_text("", encoding="utf-8")
        done = _build(
            project, PYPANDOC_PANDOC=str(counter), SOURCE_DATE_EPOCH="1795392000", TZ=zone
        )
        assert done.returncode == 0, done.stderr
        lines = log.read_text(encoding="utf-8").splitlines()
        runs.append(sum(line.startswith("lua ") for line in lines))
        sites.add(_fingerprint(project / "site"))
        assert (_fingerprint(project / "docs"), _fingerprint(project / "bib")) == before
    assert (runs, len(sites)) == ([1, 0], 1)


def test_no_build_is_run_with_a_switch_that_turns_strictness_off(root: Path) -> None:
    """`-q` and `-v` make a strict build pass with warnings (mkdocs#4126, mkdocs#3991)."""
    for name in ("Makefile", ".ci/run", "tests/conftest.py"):
        lines = (root / name).read_text(encoding="utf-8").splitlines()
        builds = [line for line in lines if "mkdocs build" in line]
        assert not [line for line in builds if " -q" in line or " -v" in line]
