"""Kept editions: a folder each under `dist/editions/`, just as it is published, with its sums."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from dossier.export.archive import SUMS, archive, sums
from dossier.export.citation_file import CITATION, citation_cff
from dossier.export.materials import MATERIALS, materials
from dossier.model.editions import bundle
from dossier.read import read
from dossier.read.files import LOCK

KEPT: Final = Path("dist") / "editions"
"""Below the project's root."""
SOURCES: Final = "SOURCE-SHA256SUMS"


class RefusedError(Exception):
    """It cannot be done; the message says why. Nothing was changed."""


def held(folder: Path) -> dict[str, bytes]:
    """Return path below a folder → bytes of each of its files."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def beside(source: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return name → content of what lies beside the pages of an edition.

    `source` are the files of its tag. Whatever else is to be kept with an edition goes in here.
    """
    dossier = read(source).dossier
    return {
        CITATION: citation_cff(dossier).encode(),
        MATERIALS: materials(source.get(LOCK, b"").decode(), dossier.edition).encode(),
        SOURCES: sums(source),
    }


def seal(folder: Path, source: Mapping[str, bytes]) -> None:
    """Complete a built site to an edition: what lies beside the pages, the zip, the sums."""
    edition = read(source).dossier.edition
    files = held(folder) | beside(source)
    whole = bundle(edition.id)
    files[whole] = archive(whole.removesuffix(".zip"), files, edition)
    files[SUMS] = sums(files)
    for name in (*beside(source), whole, SUMS):
        (folder / name).write_bytes(files[name])


def faults(folder: Path) -> Iterator[str]:
    """Yield what of an edition's folder is not as its sums say, each in a few words."""
    listed = folder / SUMS
    if not listed.is_file():
        yield f"it has no {SUMS}"
        return
    said = dict(line.split("  ", 1)[::-1] for line in listed.read_text().splitlines())
    found = {name: content for name, content in held(folder).items() if name != SUMS}
    yield from (f"{name} is missing" for name in said if name not in found)
    yield from (f"{name} is not part of it" for name in found if name not in said)
    for name, content in found.items():
        if said.get(name, "") not in ("", hashlib.sha256(content).hexdigest()):
            yield f"{name} has other bytes"
