"""A link within a page is the browser's own: nothing is fetched or swapped, Back goes back."""

from __future__ import annotations

import threading
from typing import Final

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser
_SHOWN: Final = ".order:visible"


def _asked(page: Page) -> list[str]:
    """Return a list that grows by each address asked for from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def _open(page: Page, address: str) -> None:
    """Open a page and wait for Material, which knows by its sitemap what it may fetch."""
    with page.expect_response("**/sitemap.xml"):
        page.goto(address)
    page.locator(".reading-open").wait_for()


def test_it_asks_for_nothing_and_back_goes_back(page: Page, address: str) -> None:
    """The glossary's orders, one after the other; then the way back, with the place on the page."""
    _open(page, f"{address}glossary/")
    asked = _asked(page)
    for order in ("by-date", "by-kind"):
        page.locator(f".order-ways [href$='#{order}']").first.click()
        expect(page.locator(_SHOWN)).to_have_id(order)
    page.mouse.wheel(0, 500)
    page.wait_for_timeout(400)  # Material keeps the place a moment after
    left = page.evaluate("scrollY")
    page.go_back()
    expect(page.locator(_SHOWN)).to_have_id("by-date")
    page.go_forward()
    page.wait_for_function("left => Math.abs(scrollY - left) < 2", arg=left)
    page.go_back()
    page.go_back()
    expect(page.locator(_SHOWN)).to_have_id("by-pinyin")
    page.wait_for_timeout(300)
    assert [each for each in asked if "glossary/" in each] == []


def test_a_slow_line_throws_nobody_back(page: Page, address: str) -> None:
    """Were the page fetched again, a second late, what was asked for would be forgotten."""
    _open(page, f"{address}glossary/")

    def late(route: Route) -> None:
        threading.Event().wait(1)
        route.continue_()

    page.route("**/glossary/", late)
    link = page.locator(".order-ways [href$='#by-date']").first
    link.focus()
    page.evaluate("window.scrollBy(0, 60)")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1500)
    expect(page.locator(_SHOWN)).to_have_id("by-date")


def test_it_keeps_what_a_filter_wrote(page: Page, address: str) -> None:
    """The address gets the place, and what is narrowed stays narrowed."""
    _open(page, f"{address}claims/")
    page.get_by_label("Status").select_option(index=1)
    page.wait_for_url("**/claims/?status=*")
    narrowed = page.url
    page.evaluate("window.kept = true")
    page.locator(".md-nav--secondary a[href*='#'], .md-skip").first.evaluate("link => link.click()")
    page.wait_for_url("**#*")
    assert page.url.startswith(f"{narrowed}#")
    assert page.evaluate("window.kept"), "the page was loaded anew"


def test_pages_before_and_after_keep_their_order(page: Page, address: str) -> None:
    """Another page, a place on it, and back, back."""
    _open(page, address)
    page.evaluate("window.kept = true")
    page.locator("a[href$='/series/kazakhstan/achievements/']").first.evaluate(
        "link => link.click()"
    )
    page.wait_for_url("**/achievements/")
    page.locator("#kz-058 a.cite").first.evaluate("link => link.click()")
    page.wait_for_url("**#ref-*")
    expect(page.locator(":target")).to_be_in_viewport()
    page.go_back()
    page.wait_for_url("**/achievements/")
    page.go_back()
    page.wait_for_url(address)
    expect(page.locator("h1")).not_to_contain_text("Achievements")
    assert page.evaluate("window.kept"), "no page was loaded whole"
