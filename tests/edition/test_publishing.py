"""What is laid out: the last edition as the current site, every edition beneath it, none lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import publish
from dossier.export.archive import SUMS
from dossier.freeze.keeping import KEPT, RefusedError, held
from dossier.links.promise import broken
from dossier.read import load, read
from two_editions import Two, git


def test_an_earlier_edition_is_kept_byte_for_byte(two: Two) -> None:
    """The first as it was before there was a second; both as they are kept."""
    assert (two.public / "editions" / "2026.1" / SUMS).read_bytes() == two.first
    for tag in ("2026.1", "2026.2"):
        assert held(two.public / "editions" / tag) == held(two.project / KEPT / tag)


def test_every_promise_of_both_editions_is_kept(two: Two) -> None:
    """In what is laid out, and in the first edition by itself."""
    reading = read(load(two.project))
    assert len(reading.ledger.lines) > 45
    assert broken(reading.ledger, reading.dossier, two.public) == []
    assert broken(reading.last_ledger, reading.dossier, two.public) == []


@pytest.fixture(name="copy")
def _copy(two: Two, tmp_path: Path) -> Path:
    """Return a clone of the project with its editions kept, to be spoilt."""
    git(tmp_path, "clone", "--quiet", str(two.project), "copy")
    shutil.copytree(two.project / KEPT, tmp_path / "copy" / KEPT)
    return tmp_path / "copy"


def _refused(project: Path, said: str) -> None:
    """See that laying out is refused with a reason, before anything is built or changed."""
    place = project / publish.PLACE
    before = held(place)
    with pytest.raises(RefusedError, match=said):
        publish.publish(project, place)
    assert held(place) == before


def test_an_edition_that_is_not_kept_is_not_left_out_silently(copy: Path) -> None:
    """A deployment without it would lose it."""
    shutil.rmtree(copy / KEPT / "2026.1")
    _refused(copy, r"Edition 2026\.1 is not kept in dist/editions: `make edition EDITION=2026\.1`")


def test_an_edition_that_was_changed_is_not_laid_out(copy: Path) -> None:
    """One byte is enough."""
    (copy / KEPT / "2026.1" / "feed.xml").write_text("other")
    _refused(copy, r"Edition 2026\.1 is not what it was: feed\.xml has other bytes")


def test_an_edition_that_is_laid_out_is_not_replaced(copy: Path) -> None:
    """Even where what is kept here is whole in itself."""
    laid = copy / publish.PLACE / "editions" / "2026.1"
    laid.mkdir(parents=True)
    (laid / SUMS).write_text("0  index.html\n")
    _refused(copy, r"Edition 2026\.1 is laid out with other bytes; an edition never changes")


def test_an_edition_that_is_laid_out_is_not_dropped(copy: Path) -> None:
    """A clone without its tag would drop it."""
    (copy / publish.PLACE / "editions" / "2025.1").mkdir(parents=True)
    _refused(copy, r"Edition 2025\.1 is laid out and has no tag here: `git fetch --tags`")


def test_without_an_edition_there_is_nothing_to_lay_out(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message says how to make one."""
    git(copy, "tag", "--delete", "2026.1", "2026.2")
    assert publish.main(["--root", str(copy)]) == 1
    assert "There is no edition yet: `git tag 2026.1`" in capsys.readouterr().err


def test_a_dirty_tree_is_not_laid_out(copy: Path) -> None:
    """What is laid out is what was tagged."""
    (copy / "docs" / "stray.md").write_text("x")
    _refused(copy, r"The tree is not clean")
