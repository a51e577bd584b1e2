"""How the browser tests use the search."""

from __future__ import annotations

import gzip

from playwright.sync_api import Locator, Page, Response, expect

_FOUND = "links => links.map(link => link.pathname + link.hash)"
_SHOWN = """asked => {
  const results = document.querySelector("#find-results");
  return results.dataset.query === asked && results.ariaBusy === "false";
}"""


def field(page: Page) -> Locator:
    """Return where a reader types."""
    return page.get_by_role("textbox", name="Search")


def opened(page: Page, address: str, path: str = "") -> Page:
    """Return a page of the site with the search open."""
    page.goto(address + path)
    page.keyboard.press("/")
    field(page).wait_for()
    return page


def ask(page: Page, query: str) -> list[str]:
    """Type a query as a reader does, and return where its results lead, best first."""
    field(page).fill("")
    page.keyboard.type(query)
    return shown(page, query)


def paste(page: Page, query: str) -> list[str]:
    """Put a query into the field at once: only it is looked for, however slow the machine."""
    field(page).fill(query)
    return shown(page, query)


def settled(page: Page) -> None:
    """Wait until nothing is being looked for."""
    expect(page.locator("#find-results")).to_have_attribute("aria-busy", "false")


def shown(page: Page, query: str) -> list[str]:
    """Return where the results of a query lead, once they are shown and nothing more is asked."""
    page.wait_for_function(_SHOWN, arg=query.strip())
    return [str(each) for each in page.eval_on_selector_all("[data-search-results] a", _FOUND)]


def compressed(answer: Response) -> int:
    """Return what an answer weighs on its way, as a host compresses it."""
    return len(gzip.compress(answer.body()))
