"""axe-core finds nothing on one page of every kind, light, dark and in high contrast."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from axe import dressed, violations
from pages import KINDS

pytestmark = pytest.mark.browser
_UNNAMED: Final = """() => [...document.querySelectorAll("input, select, textarea")]
  .filter((field) => !field.labels.length && !field.getAttribute("aria-label") && !field.title)
  .map((field) => field.outerHTML)"""
_NO_BUTTON: Final = """() => [...document.forms]
  .filter((form) => !form.querySelector("button:not([type=button], [type=reset]), [type=submit]"))
  .map((form) => form.outerHTML.slice(0, 120))"""
_TWO_LEVELS: Final = """() => [...document.querySelectorAll("table")]
  .filter((table) => [...table.rows]
    .filter((row) => [...row.cells].reduce(
      (sum, cell) => sum + (cell.tagName === "TH" ? cell.colSpan : 0), 0) > 1).length > 1)
  .map((table) => table.className)"""


@pytest.fixture(
    name="dressed_page",
    scope="module",
    params=[("light", 390), ("light", 1280), ("dark", 390), ("dark", 1280), ("contrast", 390)],
    ids=lambda dress: "-".join(map(str, dress)),
)
def _dressed_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Give one page for all kinds: to begin one takes a browser longer than to open its address."""
    with dressed(browser, *request.param) as page:
        yield page


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_axe_finds_no_violation(dressed_page: Page, address: str, path: str) -> None:
    """Run every rule of axe, best practices included."""
    dressed_page.goto(address + path)
    assert violations(dressed_page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_the_open_drawer(
    browser: Browser, address: str, scheme: str
) -> None:
    """What a narrow page keeps closed until it is asked for."""
    with dressed(browser, scheme, 390) as page:
        page.goto(address)
        page.locator(".md-header label[for=__drawer]").click()
        expect(page.locator(".md-nav__source")).to_be_in_viewport()
        found = violations(page)
    assert found == []


def test_fields_have_names_forms_a_button_and_tables_one_level_of_heads(
    page: Page, address: str
) -> None:
    """What HTML_CodeSniffer asks beyond axe (H44, H32, H43), on every kind of page."""
    found = {}
    for kind, path in KINDS.items():
        page.goto(address + path)
        page.locator(".reading-open").wait_for()
        wrong = [each for ask in (_UNNAMED, _NO_BUTTON, _TWO_LEVELS) for each in page.evaluate(ask)]
        if wrong:
            found[kind] = wrong
    assert found == {}
