"""An edition is built from its tag, the same bytes every time, and never changes."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

import edition
import quote
from dossier.export.archive import SUMS

_WHO = ["-c", "user.name=Test", "-c", "user.email=test@toy.example"]


def _git(project: Path, *words: str) -> None:
    """Run git in a project; a failure is a fault of the test."""
    subprocess.run(  # noqa: S603 - our own words
        ["git", *_WHO, *words],  # noqa: S607 - git is where it is
        cwd=project,
        check=True,
        capture_output=True,
    )


def _commit(project: Path, tag: str) -> None:
    """Commit everything and tag it."""
    _git(project, "add", "--all")
    _git(project, "commit", "--quiet", "--message", tag)
    _git(project, "tag", tag)


def _project(root: Path, folder: Path) -> Path:
    """Return the toy as a repository of its own, with the scripts it builds with."""
    shutil.copytree(root / "tests" / "toy", folder)
    shutil.copytree(root / "scripts", folder / "scripts")
    if not (folder / "bib" / "edition.csl").exists():
        shutil.copy(root / "bib" / "edition.csl", folder / "bib")
    shutil.copy(root / "LICENSE-CONTENT", folder)
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("../../scripts", "scripts")
    settings.write_text(text, encoding="utf-8")
    (folder / ".gitignore").write_text("/dist/\n/.cache/\n__pycache__/\n", encoding="utf-8")
    _git(folder.parent, "init", "--quiet", str(folder))
    _commit(folder, "2026.1")
    return folder


@pytest.fixture(scope="module", name="project")
def _frozen(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with its first edition frozen."""
    project = _project(root, tmp_path_factory.mktemp("edition") / "one")
    assert edition.freeze(project, "2026.1") == "2026.1 is frozen in dist/editions/2026.1."
    return project


def _sums(project: Path) -> bytes:
    """Return the sums of the frozen edition."""
    return (project / "dist" / "editions" / "2026.1" / SUMS).read_bytes()


def test_every_file_has_its_sum_and_the_zip_holds_the_site(project: Path) -> None:
    """As `sha256sum --check` would read them; the source has its sums, too."""
    kept = project / "dist" / "editions" / "2026.1"
    lines = _sums(project).decode().splitlines()
    for line in lines:
        digest, name = line.split("  ", 1)
        assert hashlib.sha256((kept / name).read_bytes()).hexdigest() == digest
    files = {p.relative_to(kept).as_posix() for p in kept.rglob("*") if p.is_file()}
    assert {line.split("  ", 1)[1] for line in lines} == files - {SUMS}
    with zipfile.ZipFile(kept / "digital-silk-road-2026.1.zip") as archive:
        packed = {f"site/{name}" for name in archive.namelist()}
    assert packed == {name for name in files if name.startswith("site/")}
    assert "docs/series/harbour/lamps.md" in (kept / "SOURCE-SHA256SUMS").read_text()


def test_the_same_tag_gives_the_same_bytes_elsewhere(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another checkout, another folder, another time zone, another hash seed."""
    _git(tmp_path, "clone", "--quiet", str(project), "other")
    monkeypatch.setenv("TZ", "Asia/Almaty")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    edition.freeze(tmp_path / "other", "2026.1")
    assert _sums(tmp_path / "other") == _sums(project)


def test_frozen_twice_it_is_left_as_it_is(project: Path) -> None:
    """The second time compares, and says so."""
    assert edition.freeze(project, "2026.1") == "2026.1 is there already, byte for byte."


def test_other_bytes_are_refused_and_the_old_ones_kept(project: Path) -> None:
    """A sum that differs from what the tag gives stops the step; nothing is written."""
    kept = project / "dist" / "editions" / "2026.1" / SUMS
    before = kept.read_bytes()
    kept.write_bytes(before.replace(b"a", b"b", 1))
    with pytest.raises(edition.RefusedError, match="an edition never changes"):
        edition.freeze(project, "2026.1")
    assert kept.read_bytes() != before
    kept.write_bytes(before)
    assert [p.name for p in kept.parent.parent.iterdir()] == ["2026.1"]


def test_a_dirty_tree_is_refused(project: Path) -> None:
    """The file is named."""
    stray = project / "docs" / "stray.md"
    stray.write_text("x")
    try:
        with pytest.raises(edition.RefusedError, match=r"not clean.*stray\.md"):
            edition.freeze(project, "2026.1")
    finally:
        stray.unlink()


def test_an_edition_without_a_tag_or_by_a_wrong_name_is_refused(project: Path) -> None:
    """What is missing is said, with the mend."""
    with pytest.raises(edition.RefusedError, match=r"There is no tag 2026\.9"):
        edition.freeze(project, "2026.9")
    with pytest.raises(edition.RefusedError, match=r"An edition is called like 2026\.1"):
        edition.freeze(project, "v1")


def test_a_tag_that_holds_another_edition_is_refused(root: Path, tmp_path: Path) -> None:
    """The settings at the tag must name the edition."""
    project = _project(root, tmp_path / "two")
    _git(project, "tag", "2026.2")
    with pytest.raises(edition.RefusedError, match=r"calls itself 2026\.1, not 2026\.2"):
        edition.freeze(project, "2026.2")


def test_a_quotation_is_found_in_the_edition_that_had_it(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Verbatim in the first, different in the second."""
    project = _project(root, tmp_path / "three")
    lamps = project / "docs" / "series" / "harbour" / "lamps.md"
    lamps.write_text(lamps.read_text().replace("40 ships", "44 ships"))
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace('id: "2026.1"', 'id: "2026.2"'))
    _commit(project, "2026.2")
    assert quote.main(["counts 40 ships a night", "--id", "HB-002", "--root", str(project)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "2026.1: verbatim"
    assert "[-40-] {+44+}" in said[1]
