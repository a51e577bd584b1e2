"""The built site asks nobody else for anything, and links made by script lead somewhere."""

from __future__ import annotations

import urllib.parse
from pathlib import Path

import pytest
from playwright.sync_api import Page

from pages import KINDS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_a_page_makes_no_request_to_another_host_and_logs_no_error(
    page: Page, address: str, path: str
) -> None:
    """Every request goes to the site itself, every one is answered, the console stays empty."""
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address + path, wait_until="networkidle")
    page.keyboard.press("/")
    page.get_by_role("textbox", name="Search").fill("surveillance")
    page.locator("[data-search-results] a").first.wait_for()
    foreign = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    assert (foreign, wrong) == ([], [])


def _links_after_scripts(page: Page) -> list[str]:
    """Return every link in the live page, those made by script included, as whole addresses."""
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    return sorted(set(found))


def _leads_nowhere(site: Path, address: str, link: str) -> bool:
    """Return whether a link to the site itself has no page or no anchor."""
    path, _, anchor = link.removeprefix(address).partition("#")
    file = site / urllib.parse.unquote(path.partition("?")[0])
    file = file / "index.html" if file.is_dir() else file
    if not file.is_file():
        return True
    wanted = urllib.parse.unquote(anchor)
    return bool(wanted) and f'id="{wanted}"' not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_every_link_of_the_live_page_leads_somewhere(
    page: Page, address: str, site: Path, path: str
) -> None:
    """With scripts run, a search typed and a card open, no link to the site is broken."""
    page.goto(address + path, wait_until="networkidle")
    before = set(_links_after_scripts(page))
    cites = page.locator("a.cite")
    if cites.count():
        cites.first.hover()
        page.locator("#__card").wait_for()
    links = _links_after_scripts(page)
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("surveillance")
    page.locator("[data-search-results] a").first.wait_for()
    links += _links_after_scripts(page)
    own = sorted({link for link in links if link.startswith(address)})
    broken = [link for link in own if _leads_nowhere(site, address, link)]
    assert broken == []
    assert set(links) - before, "the search must have made links"


def test_instant_navigation_walks_from_home_to_a_source_and_back(page: Page, address: str) -> None:
    """Home → section → statement → source → back, each by its own link, without a reload."""
    page.goto(address, wait_until="networkidle")
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="Achievements and Mounting Concerns").first.click()
    page.get_by_role("heading", level=1, name="Achievements and Mounting").wait_for()
    page.get_by_role("link", name="Permanent link to KZ-058").click()
    assert page.url.endswith("/series/kazakhstan/achievements/#kz-058")
    page.locator("#kz-058 a.cite").first.click()
    assert page.url.endswith("#ref-inform-2021-02-25")
    page.get_by_role("link", name="Record of Inform.kz, 25 February 2021").click()
    page.get_by_role("heading", level=1, name="Inform.kz, 25 February 2021").wait_for()
    page.go_back()
    page.get_by_role("heading", level=1, name="Achievements and Mounting").wait_for()
    assert page.evaluate("window.stayed") is True
