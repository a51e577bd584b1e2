"""What breaks around a page leaves the page: it reads and cites.

JavaScript off, blocked, or broken half-way; storage denied; a card that fails or is slow; a cache
from before an edition. The copy without a server has its own tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser

PAGE = "series/kazakhstan/achievements/"
LINK = "#kz-058 a.cite"
OWN = ("cards", "cite", "filters", "reading", "search", "start", "within")


def _reads_and_cites(page: Page) -> None:
    """See that text, voice, sources and the way to cite are there, and that links work."""
    expect(page.locator("#kz-058")).to_contain_text("16,000 video surveillance cameras")
    expect(page.locator("#kz-058 .claim-by")).to_contain_text("Aymira Muksulova")
    page.locator("#kz-058 .cite-one > summary").click()
    bibtex = page.locator("#kz-058 .cite-files a").first
    expect(bibtex).to_be_visible()
    assert (bibtex.get_attribute("href") or "").endswith("kz-058.bib")
    page.locator("#cite-this > summary").click()
    expect(page.locator("#cite-this dd").first).to_contain_text("2026")
    page.locator(LINK).first.scroll_into_view_if_needed()
    # Without within.js Material goes back to the place that it kept just after scrolling, when a
    # machine clicks sooner.
    page.wait_for_timeout(400)
    page.locator(LINK).first.click()
    page.wait_for_url("**#ref-inform-2021-02-25")
    expect(page.locator("#ref-inform-2021-02-25")).to_be_in_viewport()


@pytest.fixture(name="opened")
def _opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return what opens a page in a context of its own, closed at the end."""
    contexts = []

    def open_(**settings: bool) -> Page:
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 900}, **settings))  # type: ignore[arg-type]  # settings are Playwright's own
        return contexts[-1].new_page()

    yield open_
    for context in contexts:
        context.close()


def test_without_javascript(opened: Callable[..., Page], address: str) -> None:
    """Nothing on the page would do nothing."""
    page = opened(java_script_enabled=False)
    page.goto(address + PAGE)
    _reads_and_cites(page)
    expect(page.get_by_role("button", name="How to read")).to_have_count(0)


@pytest.mark.parametrize("which", ["ours", "the theme’s"])
def test_with_scripts_blocked(opened: Callable[..., Page], address: str, which: str) -> None:
    """A filter lets some scripts through and others not."""
    page = opened()
    blocked = [f"**/assets/{name}.js" for name in OWN] if which == "ours" else ["**/bundle.*.js"]
    for pattern in blocked:
        page.route(pattern, lambda route: route.abort())
    page.goto(address + PAGE)
    _reads_and_cites(page)


@pytest.mark.parametrize("script", OWN)
def test_with_a_script_broken_half_way(
    opened: Callable[..., Page], address: str, site: Path, script: str
) -> None:
    """The connection was cut: half a script is no script, and the others go on."""
    page = opened()
    whole = (site / "assets" / f"{script}.js").read_text(encoding="utf-8")
    page.route(
        f"**/assets/{script}.js",
        lambda route: route.fulfill(body=whole[: len(whole) // 2], content_type="text/javascript"),
    )
    page.goto(address + PAGE)
    _reads_and_cites(page)


def test_with_storage_denied(opened: Callable[..., Page], address: str) -> None:
    """The reader's view works for the page, and is not kept."""
    page = opened()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() {"
        " throw new DOMException('denied', 'SecurityError'); } })"
    )
    page.goto(address + PAGE)
    page.get_by_role("button", name="How to read").click()
    page.get_by_role("radio", name="Full").check()
    expect(page.locator("#kz-058 .full-sources")).to_contain_text("Inform.kz")
    page.keyboard.press("Escape")
    _reads_and_cites(page)


@pytest.mark.parametrize("fault", ["missing", "no network"])
def test_with_a_card_that_fails(opened: Callable[..., Page], address: str, fault: str) -> None:
    """No card, no trace of one; a click and a tap follow the link; the next time may do better."""
    page = opened(has_touch=True)
    pattern = "**/cards/inform-2021-02-25.card?*"
    page.route(pattern, lambda r: r.fulfill(status=404) if fault == "missing" else r.abort())
    page.goto(address + PAGE)
    with page.expect_request(pattern):
        page.locator(LINK).first.hover()
    page.wait_for_timeout(300)
    expect(page.locator("#__card")).to_have_count(0)
    page.locator(LINK).first.tap()
    page.wait_for_url("**#ref-inform-2021-02-25")
    page.unroute(pattern)
    page.mouse.move(2, 2)
    page.locator(LINK).first.hover()
    expect(page.locator("#__card")).to_contain_text("Inform.kz")
    page.keyboard.press("Escape")
    _reads_and_cites(page)


def test_with_a_network_too_slow_for_a_card(opened: Callable[..., Page], address: str) -> None:
    """A tap waits a moment, then follows the link; a card that comes too late does not open."""
    page = opened(has_touch=True)
    waiting: list[Route] = []
    page.route("**/cards/**", lambda route: waiting.append(route))  # noqa: PLW0108 - Playwright marks its handlers, and cannot mark a method of a list
    page.goto(address + PAGE)
    page.locator(LINK).first.tap()
    page.wait_for_url("**#ref-inform-2021-02-25")
    page.mouse.move(2, 2)
    for route in waiting:
        route.continue_()
    page.wait_for_timeout(300)
    expect(page.locator("#__card")).to_have_count(0)


def test_with_a_cache_from_before_an_edition(
    opened: Callable[..., Page], address: str, site: Path
) -> None:
    """A card of the old edition is kept under the old stamp; the new page asks for the new one."""
    page = opened()
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        said = "<p>Old card.</p>" if route.request.url.endswith("?old") else "<p>New card.</p>"
        route.fulfill(body=said, headers={"Cache-Control": "max-age=31536000, immutable"})

    page.route("**/cards/**", answer)
    now = (site / PAGE / "index.html").read_text(encoding="utf-8")
    stamp = now.partition('data-stamp="')[2].partition('"')[0]
    before = now.replace(f'data-stamp="{stamp}"', 'data-stamp="old"')
    page.route(f"**/{PAGE}", lambda route: route.fulfill(body=before, content_type="text/html"))
    for words in ("Old card.", "New card."):
        page.goto(address + PAGE)
        page.locator(LINK).first.hover()
        expect(page.locator("#__card")).to_have_text(words)
        page.unroute(f"**/{PAGE}")
    assert [url.partition("?")[2] for url in asked] == ["old", stamp]
    page.keyboard.press("Escape")
    _reads_and_cites(page)
