"""Citing a page or a statement: by keyboard, and without scripts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from axe import dressed, violations

pytestmark = pytest.mark.browser

PAGE = "series/kazakhstan/achievements/"


def _clipboard(page: Page) -> str:
    """Return what was copied."""
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.fixture(name="reader")
def _reader(context: BrowserContext, page: Page, address: str) -> Page:
    """Return a section page whose clipboard may be read."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + PAGE)
    return page


@pytest.mark.parametrize("style", ["APA", "Chicago", "MLA"])
def test_a_page_is_cited_by_keyboard(reader: Page, style: str) -> None:
    """Open the box, go to the button, press it: the citation is copied and said to be."""
    reader.locator("#cite-this > summary").focus()
    reader.keyboard.press("Enter")
    reader.get_by_role("button", name=f"Copy {style}").first.focus()
    reader.keyboard.press("Enter")
    expect(reader.locator("#cite-this output")).to_have_text(f"{style} copied.")
    copied = _clipboard(reader)
    assert copied.startswith("The contributors to the Digital Silk Road reference edition.")
    assert "Achievements and Mounting Concerns in Digitalizing Kazakhstan" in copied
    assert "2026.1" in copied
    assert "/series/kazakhstan/achievements/" in copied


@pytest.mark.parametrize("statement", ["KZ-058", "KZ-N16"])
def test_a_statement_is_cited_by_keyboard_with_its_id(reader: Page, statement: str) -> None:
    """Its own id and anchor, not those of the section's first statement."""
    cite = reader.locator(f"#{statement.lower()} .cite-one")
    cite.locator("summary").focus()
    reader.keyboard.press("Enter")
    reader.keyboard.press("Tab")
    expect(cite.get_by_role("button", name="Copy APA").first).to_be_focused()
    reader.keyboard.press("Enter")
    expect(cite.locator("output")).to_have_text("APA copied.")
    copied = _clipboard(reader)
    assert f"Kazakhstan, {statement}. In Digital Silk Road" in copied
    assert copied.endswith(f"/series/kazakhstan/achievements/#{statement.lower()}")
    assert "KZ-051" not in copied


def test_a_statement_credits_the_author_and_a_note_does_not(reader: Page) -> None:
    """The article stands beside what restates it."""
    for anchor, count in (("kz-058", 1), ("kz-n16", 0)):
        cite = reader.locator(f"#{anchor} .cite-one")
        cite.locator("summary").click()
        expect(cite.get_by_text("Sukhankin, S. (2021).")).to_have_count(count)


@pytest.mark.parametrize("form", ["BibTeX", "RIS", "CSL-JSON"])
def test_a_file_is_copied_as_it_is(reader: Page, site: Path, form: str) -> None:
    """What is copied is what stands beside the page."""
    ending = {"BibTeX": "bib", "RIS": "ris", "CSL-JSON": "csl.json"}[form]
    cite = reader.locator("#kz-058 .cite-one")
    cite.locator("summary").click()
    cite.get_by_role("button", name=f"Copy {form}").click()
    expect(cite.locator("output")).to_have_text(f"{form} copied.")
    assert _clipboard(reader) == (site / PAGE / f"kz-058.{ending}").read_text(encoding="utf-8")


def test_escape_closes_and_gives_the_focus_back(reader: Page) -> None:
    """And another one opened closes the first."""
    first, second = (reader.locator(f"#kz-05{digit} .cite-one") for digit in (7, 8))
    first.locator("summary").click()
    second.locator("summary").focus()
    reader.keyboard.press("Enter")
    expect(first).not_to_have_attribute("open", "")
    reader.keyboard.press("Escape")
    expect(second).not_to_have_attribute("open", "")
    expect(second.locator("summary")).to_be_focused()


def test_citing_works_after_a_page_change_without_a_reload(page: Page, address: str) -> None:
    """Instant navigation brings the box to life as a first visit does."""
    page.goto(address, wait_until="networkidle")
    page.get_by_role("link", name="Achievements and Mounting Concerns").first.click()
    page.get_by_role("heading", level=1, name="Achievements and Mounting").wait_for()
    page.locator("#cite-this > summary").click()
    expect(page.locator("#cite-this").get_by_role("button", name="Copy APA")).to_have_count(2)
    page.locator("#kz-060 .cite-one summary").click()
    expect(page.locator("#kz-060 .cite-panel")).to_contain_text("Kazakhstan, KZ-060")


def test_without_scripts_the_text_is_there_and_the_files_are_links(
    browser: Browser, address: str
) -> None:
    """Nothing depends on JavaScript: three styles, the article, and every file."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    page.locator("#cite-this > summary").click()
    box = page.locator("#cite-this")
    for style in ("APA", "Chicago", "MLA"):
        expect(box.get_by_text(style, exact=True).first).to_be_visible()
    expect(box.get_by_text("Sukhankin, S. (2021).")).to_be_visible()
    page.locator("#kz-058 .cite-one summary").click()
    link = page.locator("#kz-058 .cite-one").get_by_role("link", name="CSL-JSON")
    expect(link).to_be_visible()
    context.close()


def test_the_open_panel_stays_in_the_window(browser: Browser, address: str) -> None:
    """Wide, narrow and in between, beside a statement and in a note."""
    for width in (390, 980, 1280):
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        page.goto(address + PAGE)
        for anchor in ("kz-058", "kz-n16"):
            page.locator(f"#{anchor} .cite-one summary").click()
            box = page.locator(f"#{anchor} .cite-panel").bounding_box()
            assert box
            assert 0 <= box["x"] <= box["x"] + box["width"] <= width, (width, anchor)
        context.close()


def test_a_files_link_leads_to_the_statement_itself(reader: Page, site: Path) -> None:
    """The link beside KZ-058 names the file of KZ-058."""
    link = reader.locator("#kz-058 .cite-files a", has_text="CSL-JSON")
    href = link.get_attribute("href") or ""
    assert href.endswith("kz-058.csl.json")
    items = json.loads((site / PAGE / "kz-058.csl.json").read_text(encoding="utf-8"))
    assert [each["id"] for each in items] == ["dsr-2026.1-kz-058", "sukhankin-2021"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_what_opens(browser: Browser, address: str, scheme: str) -> None:
    """The box of the page, and the panels of a statement and of a note."""
    with dressed(browser, scheme, 1280) as page:
        page.goto(address + PAGE)
        page.locator("#cite-this > summary").click()
        found = []
        for anchor in ("kz-058", "kz-n16"):
            page.locator(f"#{anchor} .cite-one summary").click()
            found += violations(page)
    assert found == []
