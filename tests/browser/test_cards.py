"""A link shows what it leads to where it stands: on hover, on focus, on a first tap."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from axe import dressed, violations

pytestmark = pytest.mark.browser

PAGE = "series/kazakhstan/background/"
CITATION = "a.cite[data-card='zdnet-2020-12-06']"
REFERENCE = "Kazakhstan government is intercepting HTTPS traffic"
SHOWN = {
    "source": (PAGE, CITATION, ["likely", REFERENCE, "English", "Rootdaemon.com", "no copy"]),
    "statement": ("claims/", "a[data-card='kz-058']", ["16,000", "Aymira Muksulova", "Inform.kz"]),
    "note": ("about/errata/", "a.claim-id", ["Editor’s note to"]),
    "actor": ("series/kazakhstan/agenda/", "[data-card='hikvision']", ["Company", "by the state"]),
    "term": (
        "series/kazakhstan/interests/",
        ".statement [data-card='wangluo-qiangguo']",
        ["网络强国", "wǎngluò qiángguó", "network great power", "Slogan of Xi Jinping"],
    ),
    "section": ("", "[data-card='kz-interests']", ["levers"]),
    "page": ("claims/", "[data-card='page/about/method']", ["Method"]),
}
"""Kind of card → a page, a link on it, and what its card tells."""


def _card(page: Page) -> Locator:
    """Return the card that is open."""
    return page.locator("#__card")


def _focus(link: Locator) -> None:
    """Bring the keyboard's focus to a link, and wait for its card."""
    link.scroll_into_view_if_needed()
    link.focus()
    link.page.keyboard.press("Shift+Tab")
    link.page.keyboard.press("Tab")
    expect(_card(link.page)).to_be_visible()


@pytest.mark.parametrize("kind", SHOWN)
def test_a_card_of_each_kind_tells_what_its_link_leads_to(
    page: Page, address: str, kind: str
) -> None:
    """Source, statement, note, actor, term, section and page."""
    path, link, told = SHOWN[kind]
    page.goto(address + path)
    page.locator(link).first.hover()
    for words in told:
        expect(_card(page)).to_contain_text(words)


def test_an_actors_card_tells_the_relation_that_the_statement_asserts(
    page: Page, address: str
) -> None:
    """KZ-051 says where Smart City operates."""
    page.goto(f"{address}series/kazakhstan/achievements/")
    page.locator("#kz-051 .claim-text a[data-card='smart-city-kazakhstan']").hover()
    expect(_card(page)).to_contain_text("KZ-051: operates in Kazakhstan")


def test_a_card_opens_on_hover_and_stays_while_the_pointer_is_in_it(
    page: Page, address: str
) -> None:
    """It appears, can be entered, and goes when the pointer leaves."""
    page.goto(address + PAGE)
    page.locator(CITATION).first.hover()
    expect(_card(page)).to_contain_text(REFERENCE)
    _card(page).hover()
    page.wait_for_timeout(400)
    expect(_card(page)).to_be_visible()
    page.mouse.move(2, 2)
    expect(_card(page)).to_have_count(0)


def test_a_card_opens_on_keyboard_focus_and_closes_with_escape(page: Page, address: str) -> None:
    """Esc closes it and leaves focus on the link; it stays closed until focus comes back."""
    page.goto(address + PAGE)
    citation = page.locator(CITATION).first
    _focus(citation)
    assert citation.get_attribute("aria-describedby") == "__card"
    page.keyboard.press("Escape")
    expect(_card(page)).to_have_count(0)
    expect(citation).to_be_focused()
    page.wait_for_timeout(300)
    expect(_card(page)).to_have_count(0)


def test_a_card_is_entered_and_left_by_keyboard(page: Page, address: str) -> None:
    """Alt and arrow down go in, Tab walks its links and comes back to the link it is about."""
    page.goto(address + PAGE)
    citation = page.locator(CITATION).first
    _focus(citation)
    page.keyboard.press("Alt+ArrowDown")
    expect(_card(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(_card(page).get_by_role("link", name="Record of this source")).to_be_focused()
    page.keyboard.press("Tab")
    expect(citation).to_be_focused()
    expect(_card(page)).to_have_count(0)
    page.keyboard.press("Tab")
    expect(citation).not_to_be_focused()


def test_a_link_in_a_card_leads_on_without_a_reload(page: Page, address: str) -> None:
    """Its address counts from the site's root, wherever the card is shown."""
    page.goto(address + PAGE, wait_until="networkidle")
    page.evaluate("window.stayed = true")
    page.locator(CITATION).first.hover()
    _card(page).get_by_role("link", name="Record of this source").click()
    page.wait_for_url("**/sources/zdnet-2020-12-06/")
    expect(_card(page)).to_have_count(0)
    assert page.evaluate("window.stayed") is True


def test_a_card_opens_on_tap_and_a_second_tap_follows_the_link(
    browser: Browser, address: str
) -> None:
    """A finger has no hover: the first tap shows, one elsewhere closes, the second goes."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(address + PAGE)
    citation = page.locator(CITATION).first
    citation.tap()
    expect(_card(page)).to_be_visible()
    assert "#" not in page.url
    page.locator("h1").tap()
    expect(_card(page)).to_have_count(0)
    citation.tap()
    expect(_card(page)).to_be_visible()
    citation.tap()
    page.wait_for_url("**#ref-zdnet-2020-12-06")
    context.close()


def test_a_card_never_leaves_the_window_nor_covers_its_link(browser: Browser, address: str) -> None:
    """At phone width every card of a page's statements lies inside it and beside its link."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address + PAGE)
    # One call for all: a page has some sixty such links.
    wrong = page.evaluate(
        """async () => {
          const wait = (ms) => new Promise((done) => setTimeout(done, ms));
          const wrong = [];
          for (const link of document.querySelectorAll(".statement [data-card]")) {
            link.scrollIntoView({ block: "center" });
            link.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
            for (let tries = 0; tries < 50; tries += 1) {
              await wait(20);
              if (link.getAttribute("aria-describedby")) break;
            }
            const box = document.querySelector("#__card")?.getBoundingClientRect();
            const at = link.getBoundingClientRect();
            const apart = box && (box.top >= at.bottom || box.bottom <= at.top);
            if (!apart || box.left < 0 || box.right > innerWidth) wrong.push(link.outerHTML);
          }
          return wrong;
        }"""
    )
    assert wrong == []
    context.close()


def test_a_card_moves_only_where_motion_is_welcome(browser: Browser, address: str) -> None:
    """`prefers-reduced-motion` is kept."""
    for motion, wanted in (("reduce", "none"), ("no-preference", "card-in")):
        context = browser.new_context(
            reduced_motion="reduce" if motion == "reduce" else "no-preference"
        )
        page = context.new_page()
        page.goto(address + PAGE)
        page.locator(CITATION).first.hover()
        expect(_card(page)).to_have_css("animation-name", wanted)
        context.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_with_a_card_open(
    browser: Browser, address: str, scheme: str, width: int
) -> None:
    """A citation's card and a term's, each on its page."""
    with dressed(browser, scheme, width) as page:
        found = []
        for kind in ("source", "term"):
            path, link, _ = SHOWN[kind]
            page.goto(address + path)
            _focus(page.locator(link).first)
            found += violations(page)
    assert found == []
