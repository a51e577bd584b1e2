"""The ledger on disk: it grows, is written whole, and is compared with the built site."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import permalinks
from dossier.links.promise import broken
from dossier.model.ledger import published
from dossier.read import Reading, load, read
from dossier.read.files import LEDGER


@pytest.fixture(name="project")
def _project(root: Path, tmp_path: Path) -> Path:
    """Return a copy of the toy."""
    shutil.copytree(root / "tests" / "toy", tmp_path / "toy")
    return tmp_path / "toy"


def _say(project: Path, *words: str) -> int:
    """Run the command on a project."""
    return permalinks.main([*words, "--root", str(project)])


def test_every_id_gets_a_line_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first run lists all, the second none, and the bytes stay."""
    assert _say(project, "add") == 0
    first = (project / LEDGER).read_bytes()
    wanted = set(published(read(load(project)).dossier))
    listed = [line.split("\t")[:2] for line in first.decode().splitlines()[1:]]
    assert {(identity, kind) for identity, kind in listed} == wanted
    assert _say(project, "add") == 0
    assert (project / LEDGER).read_bytes() == first
    assert capsys.readouterr().out.splitlines()[1].startswith("0 new in 2026.1")


def test_what_is_new_is_appended_and_nothing_rewritten(project: Path) -> None:
    """Old lines stand as they were, byte for byte, before the new one."""
    _say(project, "add")
    before = (project / LEDGER).read_bytes()
    page = project / "docs" / "about.md"
    page.with_name("zoo.md").write_text("---\ntitle: Zoo\n---\n\nNothing.\n")
    _say(project, "add")
    after = (project / LEDGER).read_bytes()
    assert after == before + b"/zoo/\tpage\t2026.1\tlive\n"


def test_a_half_written_ledger_is_refused_and_left(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is lost on top of what a kill left behind."""
    _say(project, "add")
    half = (project / LEDGER).read_bytes()[:-20]
    (project / LEDGER).write_bytes(half)
    assert _say(project, "add") == 1
    assert (project / LEDGER).read_bytes() == half
    assert "is not whole" in capsys.readouterr().out


def test_the_built_site_keeps_every_promise(real: Reading, site: Path) -> None:
    """Every line of the real ledger leads somewhere in the real site."""
    assert real.ledger.lines
    assert broken(real.ledger, real.dossier, site) == []


def test_a_page_or_anchor_that_is_gone_is_named(real: Reading, site: Path, tmp_path: Path) -> None:
    """A planted loss of each sort is a broken promise with its address."""
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    section = copy / "series" / "kazakhstan" / "agenda" / "index.html"
    html = section.read_text(encoding="utf-8")
    section.write_text(html.replace('id="kz-035"', 'id="kz-35"'), encoding="utf-8")
    (copy / "actors" / "sergek" / "index.html").unlink()
    (copy / "id" / "KZ-036" / "index.html").unlink()
    said = [each.message for each in broken(real.ledger, real.dossier, copy)]
    assert said == [
        "statement KZ-035 must lead somewhere; got no /series/kazakhstan/agenda/#kz-035.",
        "statement KZ-036 must lead somewhere; got no /id/KZ-036/.",
        "actor sergek must lead somewhere; got no /actors/sergek/.",
    ]
