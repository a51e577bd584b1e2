"""An edition is built from its tag, the same bytes every time, and never changes."""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
from pathlib import Path

import pytest

import edition
from dossier.export.archive import SUMS
from dossier.freeze.keeping import KEPT, RefusedError, faults, held
from two_editions import SITE, Two, begun, git

ZIP = "digital-silk-road-2026.1.zip"


@pytest.fixture(name="kept")
def _kept(two: Two) -> Path:
    """Return the folder of the first edition."""
    return two.project / KEPT / "2026.1"


def test_every_file_has_its_sum(kept: Path) -> None:
    """As `sha256sum --check` would read them; the source has its sums, too."""
    lines = (kept / SUMS).read_text(encoding="utf-8").splitlines()
    said = dict(line.split("  ", 1)[::-1] for line in lines)
    found = {name: hashlib.sha256(content).hexdigest() for name, content in held(kept).items()}
    del found[SUMS]
    assert said == found
    assert "docs/series/harbour/lamps.md" in (kept / "SOURCE-SHA256SUMS").read_text()
    assert "version: '2026.1'" in (kept / "CITATION.cff").read_text()
    assert '"name": "nh3"' in (kept / "sbom.cdx.json").read_text()


def test_the_zip_holds_the_edition_and_depends_on_no_zlib(kept: Path) -> None:
    """Everything but itself and the sums, stored, dated with the edition."""
    with zipfile.ZipFile(kept / ZIP) as archive:
        packed = {each.filename.partition("/")[2]: each for each in archive.infolist()}
        assert set(packed) == set(held(kept)) - {SUMS, ZIP}
        assert {each.compress_type for each in packed.values()} == {zipfile.ZIP_STORED}
        assert {each.date_time[:3] for each in packed.values()} == {(2026, 1, 31)}
        name = packed["index.html"].filename
        assert archive.read(name) == (kept / "index.html").read_bytes()


def test_every_page_says_that_it_is_kept_and_where_the_present_one_is(kept: Path) -> None:
    """Banner, `noindex`, and the canonical address of the current page; redirects are no pages."""
    wrong = []
    pages = [file for file in sorted(kept.rglob("*.html")) if file.name != "404.html"]
    for file in pages:
        html, place = file.read_text(encoding="utf-8"), file.parent.relative_to(kept).as_posix()
        now = SITE + ("" if place == "." else f"{place}/")
        leads_on = 'http-equiv="refresh"' in html
        banner = f'<a href="{now}">This page as it is now</a>' in html
        canonical = f'<link rel="canonical" href="{now}">' in html
        if 'name="robots" content="noindex"' not in html or not (
            leads_on or (banner and canonical)
        ):
            wrong.append(file)
    assert len(pages) > 50
    assert wrong == []


def test_the_current_site_says_nothing_of_the_kind(two: Two) -> None:
    """No banner; hidden are redirects alone."""
    pages = [file for file in two.public.rglob("*.html") if "editions/2026" not in str(file)]
    texts = [file.read_text(encoding="utf-8") for file in pages]
    assert [html for html in texts if "md-banner" in html] == []
    shown = [html for html in texts if 'http-equiv="refresh"' not in html]
    assert [html for html in shown if "noindex" in html] == []


def test_the_same_tag_gives_the_same_bytes_elsewhere(
    two: Two, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another checkout, folder, time zone and hash seed, and a second edition known by now."""
    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", str(two.project), "other")
    shutil.copytree(kept, other / KEPT / "2026.1")
    monkeypatch.setenv("TZ", "Asia/Almaty")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    assert edition.freeze(other, "2026.1") == "2026.1 is there already, byte for byte."


def test_other_bytes_are_refused_and_the_old_ones_kept(
    two: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a build gives other bytes than are kept, the edition stays as it is."""
    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", str(two.project), "other")

    def build(_root: Path, _edition: str, target: Path, *, frozen: bool) -> None:
        assert frozen
        target.mkdir()
        (target / "index.html").write_text(f"built as {next(words)}")

    words = iter(["one", "one", "two", "one"])
    monkeypatch.setattr(edition, "build", build)
    edition.freeze(other, "2026.1")
    before = held(other / KEPT / "2026.1")
    assert edition.freeze(other, "2026.1").endswith("byte for byte.")
    with pytest.raises(RefusedError, match="its sums are others than this build gives"):
        edition.freeze(other, "2026.1")
    assert held(other / KEPT / "2026.1") == before
    assert [path.name for path in (other / KEPT).iterdir()] == ["2026.1"]
    (other / KEPT / "2026.1" / "index.html").write_text("written over")
    with pytest.raises(RefusedError, match=r"index\.html has other bytes"):
        edition.freeze(other, "2026.1")


def test_each_sort_of_damage_is_named(kept: Path, tmp_path: Path) -> None:
    """A file changed, lost, or put in; the list of sums itself."""
    copy = tmp_path / "copy"
    shutil.copytree(kept, copy)
    assert list(faults(copy)) == []
    (copy / "index.html").write_text("other")
    (copy / "feed.xml").unlink()
    (copy / "stray.txt").write_text("x")
    assert sorted(faults(copy)) == [
        "feed.xml is missing",
        "index.html has other bytes",
        "stray.txt is not part of it",
    ]
    (copy / SUMS).unlink()
    assert list(faults(copy)) == [f"it has no {SUMS}"]


@pytest.fixture(name="fresh", scope="module")
def _fresh(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with a tag, nothing of it frozen."""
    return begun(root, tmp_path_factory.mktemp("fresh") / "toy")


def test_a_dirty_tree_is_refused(fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file is named, the exit code tells, nothing is left behind."""
    stray = fresh / "docs" / "stray.md"
    stray.write_text("x")
    try:
        assert edition.main(["2026.1", "--root", str(fresh)]) == 1
    finally:
        stray.unlink()
    assert re.search(r"Not done: The tree is not clean.*stray\.md", capsys.readouterr().err)
    assert not (fresh / "dist").exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2026.9", r"There is no tag 2026\.9: commit, then `git tag 2026\.9`"),
        ("v1", r'An edition is called like 2026\.1; got "v1"'),
        ("2026.7", r"calls itself 2026\.1, not 2026\.7: mend extra\.edition\.id"),
    ],
)
def test_a_wrong_edition_is_refused(fresh: Path, name: str, said: str) -> None:
    """No tag, a name of another form, a tag whose settings name another edition."""
    git(fresh, "tag", "--force", "2026.7")
    with pytest.raises(RefusedError, match=said):
        edition.freeze(fresh, name)
    git(fresh, "tag", "--delete", "2026.7")
