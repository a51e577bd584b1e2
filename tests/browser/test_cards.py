"""A citation shows its full reference where it stands: on hover, focus and tap."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PAGE = "series/kazakhstan/background/"
CITATION = "a.cite[data-source='zdnet-2020-12-06']"


def test_a_card_opens_on_hover_and_stays_while_the_pointer_is_in_it(
    page: Page, address: str
) -> None:
    """The reference appears, can be entered, and goes when the pointer leaves."""
    page.goto(address + PAGE)
    page.locator(CITATION).first.hover()
    card = page.get_by_role("tooltip")
    expect(card).to_contain_text("Kazakhstan government is intercepting HTTPS traffic")
    card.hover()
    page.wait_for_timeout(400)
    expect(card).to_be_visible()
    page.mouse.move(2, 2)
    expect(card).to_have_count(0)


def test_a_card_opens_on_keyboard_focus_and_closes_with_escape(page: Page, address: str) -> None:
    """Tab reaches the citation, Esc closes its card, focus stays on the citation."""
    page.goto(address + PAGE)
    citation = page.locator(CITATION).first
    page.locator("#kz-021").scroll_into_view_if_needed()
    citation.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    card = page.get_by_role("tooltip")
    expect(card).to_be_visible()
    assert citation.get_attribute("aria-describedby") == card.get_attribute("id")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(citation).to_be_focused()


def test_a_card_opens_on_tap_and_a_second_tap_follows_the_link(
    browser: Browser, address: str
) -> None:
    """A finger has no hover: the first tap shows, the second goes to the list."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(address + PAGE)
    page.locator(CITATION).first.tap()
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert "#" not in page.url
    page.locator(CITATION).first.tap()
    page.wait_for_url("**#ref-zdnet-2020-12-06")
    context.close()


def test_a_card_never_leaves_the_window_nor_covers_its_citation(
    browser: Browser, address: str
) -> None:
    """At phone width every card of the page lies inside it and beside what it explains."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address + PAGE)
    for citation in page.locator(".statement a.cite").all():
        citation.scroll_into_view_if_needed()
        citation.hover()
        card = page.get_by_role("tooltip")
        expect(card).to_have_count(1)
        inside = page.evaluate(
            """() => {
              const box = document.querySelector("#card").getBoundingClientRect();
              const link = document.querySelector("[aria-describedby=card]").getClientRects()[0];
              const apart = box.top >= link.bottom || box.bottom <= link.top;
              return box.left >= 0 && box.right <= innerWidth && apart;
            }"""
        )
        assert inside, citation.inner_text()
        page.keyboard.press("Escape")
        page.mouse.move(2, 2)
    context.close()


def test_without_scripts_a_citation_is_a_link_to_the_reference(
    browser: Browser, address: str
) -> None:
    """Nothing depends on JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    page.locator(CITATION).first.click()
    assert page.url.endswith("#ref-zdnet-2020-12-06")
    expect(page.locator("#ref-zdnet-2020-12-06")).to_be_visible()
    context.close()
