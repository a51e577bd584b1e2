"""The copy for a disk in a real browser: navigation, cards and search without a server."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dossier.export.offline import offline_zip
from searching import ask, field

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def copy(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder into which a reader unpacked the zip, its name with a space and letters."""
    files = {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    place = tmp_path_factory.mktemp("Мои файлы")
    with zipfile.ZipFile(io.BytesIO(offline_zip(files, "copy"))) as packed:
        packed.extractall(place)
    return place / "copy"


def test_a_reader_walks_looks_and_searches_from_a_disk(page: Page, copy: Path) -> None:
    """Home, a section, a card, a search, its result; nothing is asked of anybody, nothing fails."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on(
        "request",
        lambda asked: (
            None if asked.url.startswith(("file:", "data:", "blob:")) else wrong.append(asked.url)
        ),
    )
    page.goto((copy / "index.html").as_uri(), wait_until="networkidle")
    page.get_by_role("link", name="Achievements and Mounting Concerns").first.click()
    page.get_by_role("heading", level=1, name="Achievements and Mounting").wait_for()
    page.locator("#kz-058 [data-card]").first.hover()
    expect(page.get_by_role("dialog").first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    field(page).wait_for()
    assert ask(page, "网络强国")[0].endswith("/glossary/wangluo-qiangguo/index.html")
    assert ask(page, "kz 31")[0].endswith("/series/kazakhstan/agenda/index.html#kz-031")
    page.locator("[data-search-results] a").first.click()
    page.wait_for_url("**/agenda/index.html#kz-031")
    expect(page.locator("#kz-031")).to_be_in_viewport()
    assert wrong == []


def test_every_link_of_a_page_leads_to_a_file(page: Page, copy: Path) -> None:
    """Of a page of each kind, and of an old address."""
    for path in ("index.html", "actors/huawei/index.html", "id/KZ-031/index.html"):
        page.goto((copy / path).as_uri(), wait_until="networkidle")
        links = page.eval_on_selector_all("a[href]", "links => links.map(a => a.href)")
        gone = [link for link in links if link.startswith("file:") and link.endswith("/")]
        assert gone == []
