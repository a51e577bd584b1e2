"""The toy as a repository of its own with two editions, between which everything happens to ids."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import edition
import move
import permalinks
import publish
from dossier.export.archive import SUMS
from dossier.freeze.keeping import KEPT
from shared import take_cache

SITE: Final = "https://toy.example/harbour/"
"""Below a path: nothing may depend on standing at the root of a host."""
LAMPS: Final = "docs/series/harbour/lamps.md"
STEPS: Final = (
    ("HB-003", "docs/series/harbour/keepers.md"),
    ("HB-001", "HB-005", "--why", "Both say who built it."),
    ("HB-004", "--withdraw", "--why", "The article does not say so."),
    ("beacon-works", "beacon-makers"),
    ("tower-2018", "tower-2018a"),
    (LAMPS, "docs/series/harbour/lights.md"),
)
"""What the second edition does: move, merge, withdraw, and rename an actor, a source, a page."""
_SETTINGS: Final = f"""\
theme:
  name: material
  custom_dir: docs/.overrides
  font: false
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      primary: custom
      accent: custom
      toggle: {{icon: material/weather-night, name: Switch to dark}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: custom
      accent: custom
      toggle: {{icon: material/weather-sunny, name: Switch to light}}
extra_css: [assets/edition.css]
site_url: {SITE}
"""
_WHO: Final = ("-c", "user.name=Test", "-c", "user.email=test@toy.example")


@dataclass(frozen=True)
class Two:
    """Two editions of one project, laid out."""

    folder: Path

    @property
    def project(self) -> Path:
        """The repository."""
        return self.folder / "toy"

    @property
    def public(self) -> Path:
        """What a server shows."""
        return self.project / publish.PLACE

    @property
    def first(self) -> bytes:
        """The sums of the first edition, as they were before there was a second."""
        return (self.folder / SUMS).read_bytes()


def git(project: Path, *words: str) -> None:
    """Run git in a project; a failure is a fault of the test."""
    subprocess.run(  # noqa: S603 - our own words
        ["git", *_WHO, *words],  # noqa: S607 - git is where it is
        cwd=project,
        check=True,
        capture_output=True,
    )


def commit(project: Path, tag: str = "") -> None:
    """Commit everything, and tag it."""
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", tag or "more")
    if tag:
        git(project, "tag", tag)


def replaced(file: Path, old: str, new: str) -> None:
    """Replace words in a file that has them."""
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{file.name} has no {old}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def begun(root: Path, folder: Path) -> Path:
    """Return the toy as a repository, in the edition's own dress, its first edition tagged."""
    shutil.copytree(root / "tests" / "toy", folder)
    shutil.copytree(root / "scripts", folder / "scripts", ignore=shutil.ignore_patterns("__py*"))
    dress = (f"docs/{path.name}" for path in sorted((root / "docs").glob(".*")))
    for place in ("docs/assets", "docs/editions", "bib/styles", *dress):
        shutil.copytree(root / place, folder / place)
    for place in ("docs/changes.md", "bib/edition.csl", "LICENSE-CONTENT", "requirements.lock"):
        shutil.copy(root / place, folder / place)
    settings = folder / "mkdocs.yml"
    take_cache(root, folder)
    replaced(settings, "../../scripts", "scripts")
    replaced(settings, "site_url: https://toy.example/\n", "")
    replaced(settings, "theme: mkdocs\n", _SETTINGS)
    replaced(settings, "  - about.md\n", "  - about.md\n  - editions/index.md\n  - changes.md\n")
    (folder / ".gitignore").write_text("/dist/\n/.cache/\n__pycache__/\n", encoding="utf-8")
    assert permalinks.main(["add", "--root", str(folder)]) == 0
    git(folder.parent, "init", "--quiet", str(folder))
    commit(folder, "2026.1")
    return folder


def grown(project: Path) -> None:
    """Make a second edition: correct a wording, add a page, and do every step."""
    settings = project / "mkdocs.yml"
    replaced(settings, 'id: "2026.1"', 'id: "2026.2"')
    replaced(settings, "date: 2026-01-31", "date: 2026-02-28")
    replaced(project / LAMPS, "40 ships", "44 ships")
    page = "---\ntitle: Errata\nsummary: What was wrong.\n---\n\n# Errata\n"
    (project / "docs" / "errata.md").write_text(page, encoding="utf-8")
    replaced(settings, "  - changes.md\n", "  - changes.md\n  - errata.md\n")
    for step in STEPS:
        assert move.main([*step, "--root", str(project)]) == 0, step
    assert permalinks.main(["add", "--root", str(project)]) == 0
    commit(project, "2026.2")


def make(root: Path, folder: Path) -> None:
    """Freeze two editions, one after the other, and lay out what a server shows."""
    two = Two(folder)
    folder.mkdir()
    project = begun(root, two.project)
    edition.freeze(project, "2026.1")
    shutil.copy(project / KEPT / "2026.1" / SUMS, folder)
    grown(project)
    edition.freeze(project, "2026.2")
    # As a server has it from the first edition; what matters of it is what must not get lost.
    shutil.copytree(project / KEPT / "2026.1", two.public / "editions" / "2026.1")
    publish.publish(project, two.public)
