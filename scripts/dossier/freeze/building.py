"""A tag's site, built in a fresh clone: the same bytes wherever and whenever it is done."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from dossier.export.shelf import PLACE as SHELF
from dossier.freeze.keeping import RefusedError
from dossier.model.ledger import EDITION
from dossier.read import read
from dossier.read.files import git, load_revision

_FROZEN: Final = ("frozen.yml", "INHERIT: mkdocs.yml\nextra:\n  frozen: true\n")
"""Settings with which the tag's own templates add banner and `noindex`."""

_BUILD: Final = ("-m", "mkdocs", "build", "--strict", "--site-dir")


def refuse_unless_ready(root: Path, edition: str) -> None:
    """Raise RefusedError unless the tree is clean and the tag holds the edition it names."""
    if not EDITION.fullmatch(edition):
        msg = f'An edition is called like 2026.1; got "{edition}".'
        raise RefusedError(msg)
    if git(root, "rev-parse", "--verify", f"refs/tags/{edition}") is None:
        msg = f"There is no tag {edition}: commit, then `git tag {edition}`."
        raise RefusedError(msg)
    changed = (git(root, "status", "--porcelain") or b"").decode().splitlines()
    if changed:
        msg = f"The tree is not clean, {changed[0].strip()} first of all: commit or stash it."
        raise RefusedError(msg)
    said = read(load_revision(root, edition)).dossier.edition.id
    if said != edition:
        msg = f"mkdocs.yml at the tag calls itself {said}, not {edition}: mend extra.edition.id."
        raise RefusedError(msg)


def build(root: Path, edition: str, target: Path, *, frozen: bool) -> None:
    """Build a tag's site into a folder, for keeping or as the current one. Raises RefusedError.

    What is kept is made from the tag alone; the current site, which comes and goes, may take from
    the cache what takes long to make.
    """
    when = (git(root, "log", "-1", "--format=%ct", edition) or b"0").decode().strip()
    with tempfile.TemporaryDirectory() as folder:
        # A clone, not an archive: the build tells what changed since earlier editions.
        clone = ["clone", "--quiet", "--branch", edition, str(root.resolve()), folder]
        if git(root, *clone) is None:
            msg = f"git could not clone the tag {edition}."
            raise RefusedError(msg)
        if not frozen and (root / ".cache").is_dir():
            shutil.copytree(root / ".cache", Path(folder, ".cache"))
        if not frozen and (root / SHELF).is_dir():  # a kept edition has none: decision 0018
            shutil.copytree(root / SHELF, Path(folder, SHELF))
        settings = ["--config-file", _FROZEN[0]] if frozen else []
        Path(folder, _FROZEN[0]).write_text(_FROZEN[1], encoding="utf-8")
        done = subprocess.run(  # noqa: S603 - our own command line
            [sys.executable, *_BUILD, str(target.resolve()), *settings],
            cwd=folder,
            env={
                **os.environ,
                "SOURCE_DATE_EPOCH": when,
                "TZ": "UTC",
                "NO_MKDOCS_2_WARNING": "1",
            },
            check=False,
        )
    if done.returncode:
        msg = f"The build of {edition} failed; what it says above tells why."
        raise RefusedError(msg)
