"""What several tests share: the project's root, the toy dossier, the site built once."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

import two_editions
from dossier.read import Reading, beside, load, read
from shared import once

ROOT = Path(__file__).resolve().parent.parent
TOY = ROOT / "tests" / "toy"


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the project's root."""
    return ROOT


@pytest.fixture(scope="session")
def toy_files() -> dict[str, bytes]:
    """Return the files of the toy dossier: a whole, small, faultless one."""
    return load(TOY)


@pytest.fixture(scope="session")
def toy(toy_files: dict[str, bytes]) -> Reading:
    """Return the toy dossier, read."""
    return read(toy_files)


@pytest.fixture(scope="session")
def real() -> Reading:
    """Return the real dossier, read."""
    return read(load(ROOT) | beside(ROOT))


def build(target: Path, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Build a project's site into a folder, as `make site` does, and return how it went."""
    return subprocess.run(  # noqa: S603 - our own command line
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the real site, built once from the working tree."""

    def built(folder: Path) -> None:
        done = build(folder / "site")
        assert done.returncode == 0, done.stdout + done.stderr

    return once(tmp_path_factory, "built", built) / "site"


@pytest.fixture(scope="session")
def two(tmp_path_factory: pytest.TempPathFactory) -> two_editions.Two:
    """Return the toy with two editions, frozen and laid out once."""
    return two_editions.Two(once(tmp_path_factory, "two", partial(two_editions.make, ROOT)))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what `make mutate` asks for."""
    parser.addoption("--table", action="store_true", help="print what became of each damage")
