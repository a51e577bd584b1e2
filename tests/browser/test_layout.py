"""The set page: how long a line is, that nothing moves, and what paper carries."""

from __future__ import annotations

import subprocess
from pathlib import Path
from statistics import median
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, Route

from pages import KINDS

pytestmark = pytest.mark.browser
_SECTION: Final = "series/kazakhstan/achievements/"
_WATCH: Final = """
window.moved = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const parts = entry.sources.map(({ node }) => node?.className || node?.nodeName);
    window.moved.push(String(parts));
  }
}).observe({ type: "layout-shift", buffered: true });
"""
_LINES: Final = """() => [...document.querySelectorAll(".claim-text")].flatMap((text) => {
  const range = document.createRange();
  const lines = new Map();
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let at = 0; at < node.length; at += 1) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const line = Math.round(range.getBoundingClientRect().bottom / 12);
      lines.set(line, (lines.get(line) || 0) + 1);
    }
  }
  return [...lines.values()].slice(0, -1);
})"""
"""How many letters each line holds that another line follows."""


def test_a_line_of_a_section_holds_60_to_75_letters(page: Page, address: str) -> None:
    """As the median, on a wide screen."""
    page.goto(address + _SECTION)
    page.evaluate("document.fonts.ready.then(() => undefined)")
    lines = page.evaluate(_LINES)
    assert len(lines) > 100
    assert 60 <= median(lines) <= 75


@pytest.mark.parametrize(("width", "late"), [(390, False), (1280, True)])
def test_nothing_moves_for_what_comes_after_the_text(
    browser: Browser, address: str, width: int, *, late: bool
) -> None:
    """No layout shift on any kind of page for scripts, or for fonts, come they ever so late."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.add_init_script(_WATCH)
    held: list[Route] = []
    if late:
        context.route("**/*.woff2", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks its handlers, and cannot mark a method of a list
    page = context.new_page()
    moved = {}
    for kind, path in {**KINDS, "a short page": "changes/"}.items():
        page.goto(address + path, wait_until="domcontentloaded")
        page.locator(".reading-open").wait_for()
        while held:
            held.pop().continue_()
        page.evaluate("document.fonts.ready.then(() => undefined)")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        if parts := page.evaluate("window.moved"):
            moved[kind] = parts
    context.close()
    assert moved == {}


_ORDER: Final = """() => {
  const [seen] = performance.getEntriesByName("first-contentful-paint");
  const asked = performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".js"));
  return asked.map(({ name, startTime }) => [name.split("/").pop(), startTime > seen.startTime]);
}"""


def test_scripts_wait_until_the_page_is_seen(page: Page, address: str) -> None:
    """All but the one that starts them, which also knows how the reader reads."""
    page.goto(address + _SECTION)
    asked = dict(page.evaluate(_ORDER))
    assert [name for name, after in asked.items() if not after] == ["start.js"]
    assert {"reading.js", "cards.js", "search.js"} < asked.keys()
    assert page.locator("[data-first]").count() == 0, "what is below stays unset"
    page.goto(f"{address}{_SECTION}?view=quiet", wait_until="domcontentloaded")
    assert page.locator("html").get_attribute("data-view") == "quiet"


_ARCHIVED: Final = """document.querySelector(".sources .source-meta").insertAdjacentHTML(
  "beforeend", "<a class=archived href=https://archive.example/kept>Archived</a>")"""
"""No source of ours has an archived copy yet; the toy's shows how the link is made."""


def test_paper_carries_ids_spelled_out_addresses_and_closed_lists(
    page: Page, address: str, tmp_path: Path
) -> None:
    """What the browser prints of a section, read back from the PDF."""
    page.goto(address + _SECTION)
    source = page.locator(".sources .reference a").first
    href = source.get_attribute("href") or ""
    record = page.locator(".sources .source-meta a").first.evaluate("link => link.href")
    page.evaluate(_ARCHIVED)
    closed = page.locator(".words-seen:not([open])").first
    words = closed.evaluate("box => box.lastElementChild.textContent").split()[:3]
    page.pdf(path=tmp_path / "section.pdf", prefer_css_page_size=True)
    said = subprocess.run(
        ["pdftotext", "-layout", "section.pdf", "-"],  # noqa: S607 - Debian's poppler-utils
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    flat = "".join(said.split())
    assert {"KZ-051", "KZ-N16"} <= set(said.split())
    assert (href in flat, f"<{href}>" in flat, f"<{record}>" in flat) == (True, False, True)
    assert "<https://archive.example/kept>" in flat
    assert words
    assert "".join(words) in flat
