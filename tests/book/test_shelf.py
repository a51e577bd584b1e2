"""How books get onto the site: those made from the very texts of a build, and no others."""

from __future__ import annotations

import shutil
from pathlib import Path

from conftest import ROOT, TOY, build
from dossier.export.shelf import PLACE, books, stamp
from dossier.read import load
from dossier.read.files import LAST_LEDGER, SETTINGS


def test_a_stamp_follows_the_texts(toy_files: dict[str, bytes]) -> None:
    """Another text is another stamp; what the last edition had does not count."""
    before = stamp(toy_files)
    assert stamp(toy_files | {LAST_LEDGER: b"x"}) == before
    assert stamp(toy_files | {"docs/about.md": b"x"}) != before


def test_books_of_other_texts_are_not_carried(tmp_path: Path) -> None:
    """Only what lies under the stamp is found, and only books."""
    shelf = tmp_path / PLACE / "now"
    shelf.mkdir(parents=True)
    (shelf / "part.pdf").write_bytes(b"a")
    (shelf / "part.epub").write_bytes(b"b")
    (shelf / "notes.txt").write_bytes(b"c")
    assert books(tmp_path, "now") == {"books/part.pdf": b"a", "books/part.epub": b"b"}
    assert books(tmp_path, "then") == {}


def test_a_part_links_its_books_while_they_are_of_its_texts(tmp_path: Path) -> None:
    """With the books of these texts the pages link them; after a correction they do not."""
    project = tmp_path / "toy"
    shutil.copytree(TOY, project)
    settings = (project / SETTINGS).read_text(encoding="utf-8")
    (project / SETTINGS).write_text(settings.replace("../..", str(ROOT)), encoding="utf-8")
    shelf = project / PLACE / stamp(load(project))
    shelf.mkdir(parents=True)
    for name in ("harbour", "whole"):
        (shelf / f"{name}.pdf").write_bytes(b"%PDF")
        (shelf / f"{name}.epub").write_bytes(b"PK")
    with_books = build(tmp_path / "one", project)
    assert with_books.returncode == 0, with_books.stderr
    part = (tmp_path / "one/series/harbour/index.html").read_text(encoding="utf-8")
    assert 'href="../../books/harbour.pdf"' in part
    assert 'href="../../books/harbour.epub"' in part
    series = (tmp_path / "one/series/index.html").read_text(encoding="utf-8")
    assert 'href="../books/whole.pdf"' in series
    assert (tmp_path / "one/books/harbour.pdf").read_bytes() == b"%PDF"

    text = (project / "docs/about.md").read_text(encoding="utf-8")
    (project / "docs/about.md").write_text(f"{text}\nCorrected.\n", encoding="utf-8")
    without = build(tmp_path / "two", project)
    assert without.returncode == 0, without.stderr
    assert not (tmp_path / "two/books").exists()
    part = (tmp_path / "two/series/harbour/index.html").read_text(encoding="utf-8")
    assert "books/" not in part
