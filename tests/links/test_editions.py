"""Frozen editions under a site: laid out later, they may be linked; laid out, they are targets."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier.links import check

_LINK = '<a href="https://edition.example/editions/2026.1/{}">edition 2026.1</a></main>'
ABOUT = "about/index.html"


def _link(site: Path, place: str) -> None:
    """Put a link into an edition on a page of the current site."""
    page = site / ABOUT
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("</main>", _LINK.format(place)), encoding="utf-8")


def _lay(site: Path) -> None:
    """Lay out an edition whose own page has a dead link, judged when it was frozen."""
    place = site / "editions" / "2026.1"
    place.mkdir(parents=True)
    (place / "index.html").write_text('<!doctype html><title>x</title><a href="gone/">gone</a>')


@pytest.mark.parametrize("place", ["", "id/KZ-031/"])
def test_an_edition_may_be_linked_before_it_is_laid_out(
    copy: Path, origin: str, place: str
) -> None:
    """Publishing lays it out; a site just built has none."""
    _link(copy, place)
    assert check(copy, origin) == []


def test_an_edition_that_is_laid_out_is_a_target_and_no_part_of_the_site(
    copy: Path, origin: str
) -> None:
    """Its pages are not judged again, nor asked for in the sitemap."""
    _lay(copy)
    _link(copy, "")
    assert check(copy, origin) == []


def test_a_page_that_an_edition_never_had_is_found(copy: Path, origin: str) -> None:
    """Once it is laid out, a link into it must lead somewhere."""
    _lay(copy)
    _link(copy, "id/KZ-999/")
    (finding,) = check(copy, origin)
    assert (finding.path, finding.rule) == (ABOUT, "target-exists")


def test_other_folders_under_editions_are_judged_as_ever(copy: Path, origin: str) -> None:
    """Only a folder called like an edition is one."""
    page = copy / ABOUT
    text = page.read_text(encoding="utf-8")
    link = '<a href="../editions/latest/">x</a></main>'
    page.write_text(text.replace("</main>", link), encoding="utf-8")
    assert [each.rule for each in check(copy, origin)] == ["target-exists"]
