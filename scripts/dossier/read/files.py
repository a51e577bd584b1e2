"""The files of the project: as they are, and as git has them in earlier editions."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path
from typing import Final

from dossier.model.ledger import EDITION
from dossier.read.limits import size_of
from dossier.read.unfinished import finish

SETTINGS: Final = "mkdocs.yml"
LEDGER: Final = "docs/permalinks.tsv"
LOCK: Final = "requirements.lock"
HEALTH: Final = "bib/health.tsv"
LAST_LEDGER: Final = "docs/permalinks.tsv of the last edition"
IS_LINK: Final = " (a symbolic link)"


def load(root: Path) -> dict[str, bytes]:
    """Return path → bytes of every content file, sorted; hidden folders and symlinks stay out.

    The ledger of the last edition comes along, where git has one. A step that was cut off is
    finished first.
    """
    finish(root)
    wanted = [
        root / SETTINGS,
        root / LEDGER,
        root / HEALTH,
        *root.glob("docs/**/*.md"),
        *root.glob("bib/**/*.bib"),
    ]
    files = {}
    for path in sorted(wanted):
        inside = path.relative_to(root)
        hidden = any(part.startswith(".") for part in inside.parts)
        if path.is_file() and not path.is_symlink() and not hidden:
            files[inside.as_posix()] = _bytes(path)
    last = editions(root)[-1:]
    kept = git(root, "show", f"{last[0]}:./{LEDGER}") if last else None
    return files | ({LAST_LEDGER: kept} if kept else {})


def _bytes(path: Path) -> bytes:
    """Return a file's bytes, one more than the limit at most: then a rule says so."""
    with path.open("rb") as file:
        return file.read(size_of(path.name) + 1)


def is_content(path: str) -> bool:
    """Return whether a path is one that `load` reads."""
    return path in (SETTINGS, LEDGER, HEALTH, LAST_LEDGER) or path.endswith((".md", ".bib"))


def beside(root: Path) -> dict[str, bytes]:
    """Return path → bytes of what else lies below `docs/` and `bib/`, and nothing of links.

    Whoever builds or checks reads these, too: they are published as they are.
    """
    found = {}
    for path in sorted([*root.glob("docs/**/*"), *root.glob("bib/**/*")]):
        inside = path.relative_to(root)
        name = inside.as_posix()
        if any(part.startswith(".") for part in inside.parts):
            continue
        if path.is_symlink():
            found[name + IS_LINK] = b""
        elif path.is_file() and not is_content(name):
            found[name] = _bytes(path)
    return found


def git(root: Path, *words: str) -> bytes | None:
    """Return what git prints, or None where there is no git, no repository or no such thing."""
    try:
        done = subprocess.run(  # noqa: S603 - our own words, no shell
            ["git", *words],  # noqa: S607 - git is where it is
            cwd=root,
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def editions(root: Path) -> list[str]:
    """Return the tags before HEAD that name editions, oldest first; none without a repository."""
    if not (root / ".git").exists():
        return []
    tags = (git(root, "tag", "--list", "--merged", "HEAD") or b"").decode().split()
    return sorted(
        (tag for tag in tags if EDITION.fullmatch(tag)),
        key=lambda tag: tuple(int(part) for part in tag.split(".")),
    )


def load_revision(root: Path, revision: str) -> dict[str, bytes]:
    """Return path → bytes of every content file at a revision, as `load` does for the tree.

    Empty where git has no such revision.
    """
    packed = git(root, "archive", "--format=tar", revision)
    if packed is None:
        return {}
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        wanted = [each for each in archive if each.isfile() and _is_content(each.name)]
        found = {each.name: archive.extractfile(each) for each in wanted}
        return {name: file.read() for name, file in sorted(found.items()) if file}


def _is_content(name: str) -> bool:
    """Return whether a path is one that `load` takes, or the list of what builds the site."""
    if name in (SETTINGS, LEDGER, HEALTH, LOCK):
        return True
    folder, _, rest = name.partition("/")
    return (folder, Path(name).suffix) in (
        ("docs", ".md"),
        ("bib", ".bib"),
    ) and "/." not in f"/{rest}"
