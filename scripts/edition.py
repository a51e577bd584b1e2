"""Freeze an edition: build it from its tag, sum it, pack it, keep it under dist/editions/.

1. see that the tree is clean and the tag is what it says · 2. take the tag's files · 3. build ·
4. sums, citation file, zip · 5. put it in its place, or compare it with what is there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from dossier.export.archive import SUMS, sums
from dossier.export.citation_file import citation_cff
from dossier.model.ledger import EDITION
from dossier.read import read
from dossier.read.files import git, load_revision

ROOT = Path(__file__).resolve().parent.parent
KEPT = Path("dist") / "editions"


class RefusedError(Exception):
    """The edition cannot be made; the message says why. Nothing was changed."""


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


def build(root: Path, edition: str, target: Path) -> None:
    """Build the tag's files into a folder, the same bytes wherever and whenever it is done."""
    when = (git(root, "log", "-1", "--format=%ct", edition) or b"0").decode().strip()
    with tempfile.TemporaryDirectory() as folder:
        # A clone, not an archive: the build tells what changed since earlier editions.
        clone = ["clone", "--quiet", "--branch", edition, str(root.resolve()), folder]
        if git(root, *clone) is None:
            msg = f"git could not clone the tag {edition}."
            raise RefusedError(msg)
        done = subprocess.run(  # noqa: S603 - our own command line
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)],
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


def held(folder: Path) -> dict[str, bytes]:
    """Return path below a folder → bytes of each of its files."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def packed(folder: Path, target: Path) -> None:
    """Write a folder as a zip whose bytes depend on nothing but its files."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes())


def freeze(root: Path, edition: str) -> str:
    """Make an edition and return what was done. Raises RefusedError; then nothing has changed."""
    refuse_unless_ready(root, edition)
    kept = root / KEPT / edition
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent, prefix=".") as folder:
        work = Path(folder) / edition
        build(root, edition, work / "site")
        files = load_revision(root, edition)
        (work / "SOURCE-SHA256SUMS").write_bytes(sums(files))
        (work / "CITATION.cff").write_text(citation_cff(read(files).dossier), encoding="utf-8")
        packed(work / "site", work / f"digital-silk-road-{edition}.zip")
        (work / SUMS).write_bytes(sums(held(work)))
        if kept.exists():
            same = (kept / SUMS).read_bytes() == (work / SUMS).read_bytes()
            if not same:
                msg = (
                    f"{kept.relative_to(root)} holds other bytes than this build gives; an edition"
                    " never changes. The old one was left as it is."
                )
                raise RefusedError(msg)
            return f"{edition} is there already, byte for byte."
        shutil.move(work, kept)
    return f"{edition} is frozen in {kept.relative_to(root)}."


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("edition")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    try:
        print(freeze(args.root, args.edition))
    except RefusedError as refusal:
        print(f"Not done: {refusal}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
