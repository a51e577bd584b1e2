"""The glossary's index: four orders by link alone, an alphabet bar, good on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from dossier.read import Reading

pytestmark = pytest.mark.browser


def _first(page: Page) -> list[str]:
    """Return the renderings of the first rows that are seen."""
    cells = page.locator(".order:visible tbody tr:not(.letter) td:nth-child(3)")
    return cells.all_inner_texts()[:4]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_order_is_chosen_by_a_link(
    browser: Browser,
    address: str,
    real: Reading,
    scripts: bool,  # noqa: FBT001 - a parameter of the table
) -> None:
    """One order is seen at a time; its address brings it back; a letter of it keeps it."""
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{address}glossary/")
    orders = page.locator(".order:visible")
    expect(orders).to_have_count(1)
    expect(orders).to_have_id("by-pinyin")
    rows = page.locator(".order:visible tbody tr:not(.letter)")
    expect(rows).to_have_count(len(real.dossier.terms))
    for name in ("English", "Kind", "Date", "Pinyin"):
        page.get_by_role("link", name=name, exact=True).click()
        expect(orders).to_have_id(f"by-{name.lower()}")
        expect(rows).to_have_count(len(real.dossier.terms))
    page.goto(f"{address}glossary/#by-english")
    expect(orders).to_have_id("by-english")
    words = _first(page)
    assert words == sorted(words, key=str.lower)
    page.locator(".alphabet:visible").get_by_role("link", name="N", exact=True).click()
    assert page.url.endswith("#english-n")
    expect(orders).to_have_id("by-english")
    expect(page.locator("#english-n")).to_be_in_viewport()
    context.close()


def test_the_index_fits_a_phone(browser: Browser, address: str) -> None:
    """Nothing is wider than the screen, in any order; links are large enough for a finger."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for order in ("pinyin", "english", "kind", "date"):
        page.goto(f"{address}glossary/#by-{order}")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        boxes = page.evaluate(
            "[...document.querySelectorAll('.order-ways a, .alphabet a')]"
            ".filter((a) => a.offsetParent).map((a) => a.getBoundingClientRect())"
            ".map((box) => Math.min(box.width, box.height))"
        )
        assert min(boxes) >= 24, order
    context.close()
