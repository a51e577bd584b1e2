"""The commands a newcomer types, and what they say when the machine lacks something."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

import ready


def _make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run make in a folder."""
    return subprocess.run(  # noqa: S603 - our own words
        ["make", *words],  # noqa: S607 - make is where it is
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_make_alone_prints_every_target(root: Path) -> None:
    """Each target has its line."""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert targets
    printed = _make(root).stdout
    assert [each for each in targets[1].split() if f"make {each} " not in printed] == []


def test_no_folder_of_tests_is_left_out(root: Path, pytestconfig: pytest.Config) -> None:
    """Pytest leaves out some names by itself, `build` among them: 109 tests were never run."""
    left_out: list[str] = pytestconfig.getini("norecursedirs")
    folders = {file.parent.name for file in (root / "tests").rglob("test_*.py")}
    assert [each for each in folders if any(fnmatch(each, glob) for glob in left_out)] == []


def test_a_second_run_installs_nothing(root: Path, tmp_path: Path) -> None:
    """Once the environment is there, make goes straight to its work."""
    for name in ("Makefile", "requirements.lock", "requirements-test.lock"):
        shutil.copy(root / name, tmp_path)
    shutil.copytree(root / "scripts", tmp_path / "scripts")
    stamps = tmp_path / ".venv"
    stamps.mkdir()
    (stamps / ".build").touch()
    (stamps / ".test").touch()
    done = _make(tmp_path, "--dry-run", "serve", "test")
    assert "mkdocs serve" in done.stdout
    assert "pip install" not in done.stdout


def test_serving_installs_only_what_building_needs(root: Path, tmp_path: Path) -> None:
    """The 300 MB of test tools come with `make test`."""
    for name in ("Makefile", "requirements.lock", "requirements-test.lock"):
        shutil.copy(root / name, tmp_path)
    shutil.copytree(root / "scripts", tmp_path / "scripts")
    done = _make(tmp_path, "--dry-run", "serve")
    assert "-r requirements.lock" in done.stdout
    assert "requirements-test.lock" not in done.stdout


def test_a_missing_python_is_said_in_one_sentence(root: Path, tmp_path: Path) -> None:
    """The name that was tried and what to install."""
    shutil.copy(root / "Makefile", tmp_path)
    shutil.copy(root / "requirements.lock", tmp_path)
    shutil.copytree(root / "scripts", tmp_path / "scripts")
    done = _make(tmp_path, "PYTHON=python3.99", "site")
    assert done.returncode != 0
    assert done.stderr.startswith("python3.99 is missing: install Python 3.11 or newer")


def test_an_old_python_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """The version found and the one wanted."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert ready.environment("nowhere").startswith("Python 3.11 or newer is needed, this is 3.9.2:")


def test_a_missing_venv_module_is_said_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Debian ships it apart; the mend is named."""
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    assert "apt install python3-venv" in ready.environment(str(tmp_path / "venv"))
    assert not (tmp_path / "venv").exists()


def test_a_taken_port_is_said_in_one_sentence() -> None:
    """The port and the way round it."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = str(taken.getsockname()[1])
        assert ready.port(number).startswith(f"Port {number} is taken:")
    assert ready.port("not a port").startswith("Port not a port is taken:")


def test_the_lock_files_pin_with_hashes_and_name_no_address(root: Path) -> None:
    """Every requirement has a hash; no registry's host is recorded."""
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (root / name).read_text(encoding="utf-8")
        assert "://" not in text
        pins = re.findall(r"^[a-z0-9][^\s=]*==", text, re.MULTILINE)
        pinned = re.findall(r"^[a-z0-9][^\n]*\\\n    --hash=sha256:", text, re.MULTILINE)
        assert len(pins) == len(pinned) > 20
