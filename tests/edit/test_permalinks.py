"""The ledger on disk: it grows, is written whole, and is compared with the built site."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

import move
import permalinks
from conftest import build
from dossier.check import check
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


def test_a_page_moved_by_hand_is_found_out(project: Path) -> None:
    """Without a redirect its old address would be dead; the finding says how to do it."""
    _say(project, "add")
    (project / "docs" / "about.md").rename(project / "docs" / "aims.md")
    said = "\n".join(map(str, check(read(load(project)))))
    assert "a live page must be in the dossier; got none called /about/." in said
    assert "If it moved, merged or was withdrawn, say so with scripts/move.py." in said
    assert "every page must be in the ledger; got none for /aims/." in said


def test_an_unknown_id_on_the_command_line_changes_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence, exit code 1, every file as it was."""
    _say(project, "add")
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    root = ("--root", str(project))
    for words in (("HB-999", "--withdraw", "--why", "x"), ("HB-001", "HB-999"), ("nobody", "x")):
        assert move.main([*words, *root]) == 1
        assert capsys.readouterr().err.startswith("Not done: ")
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_a_breach_of_the_ledger_stops_the_build(project: Path, root: Path) -> None:
    """A line that was lost, a site that is built all the same: strict fails, with file and line."""
    _say(project, "add")
    ledger = project / LEDGER
    ledger.write_text(ledger.read_text().replace("HB-004\tstatement", "HB-094\tstatement"))
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("../../scripts", str(root / "scripts")))
    done = build(project / "site", project)
    assert done.returncode == 1
    assert "a live statement must be in the dossier; got none called HB-094" in done.stderr
    assert "every statement must be in the ledger; got none for HB-004" in done.stderr


def test_the_built_site_keeps_every_promise(real: Reading, site: Path) -> None:
    """Every line of the real ledger leads somewhere in the real site."""
    assert real.ledger.lines
    assert broken(real.ledger, real.dossier, site) == []


def test_a_built_page_is_read_once_and_only_for_its_anchors(
    real: Reading, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many ids stand on it."""
    read_text = Path.read_text
    met: Counter[str] = Counter()

    def counted(path: Path, encoding: str | None = None) -> str:
        met[path.parent.relative_to(site).as_posix()] += 1
        return read_text(path, encoding)

    monkeypatch.setattr(Path, "read_text", counted)
    assert broken(real.ledger, real.dossier, site) == []
    assert met["series/kazakhstan/achievements"] == 1
    assert set(met.values()) == {1}
    assert met.keys().isdisjoint({"id/KZ-036", "actors/sergek"})


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
