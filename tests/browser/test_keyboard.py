"""The site without a mouse, at 320 pixels, and in the system's own colours."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from pages import KINDS

pytestmark = pytest.mark.browser
_MANY: Final = 400
"""More stops than any page has before what is looked for."""
_HERE: Final = """() => {
  const here = document.activeElement;
  const style = getComputedStyle(here);
  return [
    here.getAttribute("href") || "",
    style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
  ];
}"""


def _tab_to(page: Page, ending: str) -> None:
    """Press Tab until a link that ends so has the focus, and see that each stop shows it."""
    for _ in range(_MANY):
        page.keyboard.press("Tab")
        address, shown = page.evaluate(_HERE)
        if address.endswith(ending):
            assert shown, address
            return
    pytest.fail(f"no way by keyboard to {ending}")


def _enter(page: Page, ending: str) -> None:
    """Follow the link that has the focus."""
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ending}")


def test_a_reader_walks_from_home_to_a_source_and_back(page: Page, address: str) -> None:
    """Home → section → statement → source → back, by Tab and Enter alone."""
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").startswith("md-skip")
    _tab_to(page, "series/kazakhstan/achievements/")
    _enter(page, "series/kazakhstan/achievements/")
    _tab_to(page, "#kz-051")
    page.keyboard.press("Enter")
    page.wait_for_url("**#kz-051")
    _tab_to(page, "#ref-egov-2021")
    _enter(page, "#ref-egov-2021")
    _tab_to(page, "sources/egov-2021/")
    _enter(page, "sources/egov-2021/")
    assert page.locator("h1").inner_text()
    page.go_back()
    page.wait_for_url("**/series/kazakhstan/achievements/*")


def test_lists_are_sorted_and_narrowed_by_keyboard_alone(page: Page, address: str) -> None:
    """The glossary's order by Tab and Enter; a filter by its arrow keys; Enter goes to the rows."""
    page.goto(f"{address}glossary/")
    _tab_to(page, "#by-date")
    page.keyboard.press("Enter")
    expect(page.locator(".order:visible")).to_have_id("by-date")
    page.goto(f"{address}claims/")
    page.get_by_label("Status").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**/claims/?status=*")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("2015")
    page.keyboard.press("Enter")
    first = page.locator("[data-row]:visible .claim-id").first
    expect(first).to_be_focused()
    assert "since=2015" in page.url


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_runs_out_of_a_narrow_page(browser: Browser, address: str, width: int) -> None:
    """A window of 1280 pixels at 400 and 200 per cent scrolls no page sideways (WCAG 1.4.10)."""
    context = browser.new_context(viewport={"width": width, "height": 640})
    page = context.new_page()
    wide = {}
    for kind, path in KINDS.items():
        page.goto(address + path)
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            wide[kind] = needed
    context.close()
    assert wide == {}


def test_forced_colours_keep_what_tells_things_apart(browser: Browser, address: str) -> None:
    """A note has its border, the focus its ring."""
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{address}series/kazakhstan/achievements/")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    border = "getComputedStyle(document.querySelector('.note')).borderTopStyle"
    assert page.evaluate(border) == "solid"
    context.close()


def test_high_contrast_is_a_choice(page: Page, address: str) -> None:
    """The address carries it; words stand out more than before."""
    colour = "getComputedStyle(document.body).getPropertyValue('--ink').trim()"
    page.goto(f"{address}about/method/")
    before = page.evaluate(colour)
    page.goto(f"{address}about/method/?contrast=more")
    assert (before, page.evaluate(colour)) == ("#211e19", "#000")
