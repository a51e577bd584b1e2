"""The reader's settings: ids, sources and notes quiet, normal or full; pinyin above characters."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from axe import dressed, violations

pytestmark = pytest.mark.browser

PAGE = "series/kazakhstan/interests/"


def _open(page: Page) -> None:
    """Open the panel by keyboard."""
    page.get_by_role("button", name="How to read").focus()
    page.keyboard.press("Enter")


def _shown(page: Page) -> tuple[bool, bool, bool, int]:
    """Return whether an id, a citation and a note are seen, and how many sources in place."""

    def seen(selector: str) -> bool:
        return page.locator(selector).first.is_visible()

    spelled = page.locator(".full-sources").count()
    return seen("#kz-088 .claim-id"), seen("#kz-088 .cites"), seen(".note"), spelled


def test_a_view_is_chosen_by_keyboard_kept_and_put_into_the_address(
    page: Page, address: str
) -> None:
    """Quiet, then full: at once, on the next page, and after a reload."""
    page.goto(address + PAGE)
    assert _shown(page) == (True, True, True, 0)
    _open(page)
    page.get_by_role("radio", name="Quiet").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("Quiet: ids, sources and notes are hidden.")).to_be_visible()
    assert (_shown(page), page.url.endswith("?view=quiet")) == ((False, False, False, 0), True)
    page.goto(address + PAGE)
    assert _shown(page) == (False, False, False, 0)
    _open(page)
    page.get_by_role("radio", name="Full").check()
    assert page.url.endswith("?view=full")
    assert _shown(page)[:3] == (True, True, True)
    expect(page.locator("#kz-090 .full-sources")).to_contain_text("Cyberspace Administration")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="How to read")).to_be_focused()
    expect(page.get_by_role("radio", name="Full")).to_be_hidden()


def test_a_shared_view_changes_nothing_for_whom_it_is_shared_with(page: Page, address: str) -> None:
    """The address wins for this page; what the reader keeps is the reader's."""
    page.goto(f"{address}{PAGE}?view=quiet")
    assert _shown(page) == (False, False, False, 0)
    page.goto(address + PAGE)
    assert _shown(page) == (True, True, True, 0)
    page.goto(f"{address}{PAGE}?view=nonsense&ruby=no")
    assert _shown(page) == (True, True, True, 0)


def test_quiet_says_so_never_hides_who_says_it_and_is_left_by_a_button(
    page: Page, address: str
) -> None:
    """The voice and the status stay; so does a note that the address asks for."""
    page.goto(f"{address}series/kazakhstan/achievements/?view=quiet#kz-n16")
    for stays in ("#kz-058 .claim-by", "#kz-n16", ".status"):
        expect(page.locator(stays).first).to_be_visible()
    expect(page.locator("#kz-n17")).to_be_hidden()
    page.get_by_role("button", name="Show them").click()
    expect(page.locator("#kz-n17")).to_be_visible()


def test_paper_is_never_quiet(page: Page, address: str) -> None:
    """What is printed carries its ids and sources."""
    page.goto(f"{address}{PAGE}?view=quiet")
    page.emulate_media(media="print")
    assert _shown(page)[:3] == (True, True, True)


def _ruby(where: Locator) -> list[list[str]]:
    """Return each word above characters, with the characters."""
    found: list[list[str]] = where.evaluate(
        "place => [...place.querySelectorAll('rt')]"
        ".map(said => [said.previousSibling.data, said.textContent, said.lang])"
    )
    return found


def test_pinyin_stands_above_characters_word_by_word(page: Page, address: str) -> None:
    """As the record divides it; kept; in cards, too, never in a citation; gone if switched off."""
    page.goto(f"{address}glossary/3111-shidian-gongcheng/")
    characters = page.locator("h1 .term-han").inner_text()
    _open(page)
    page.get_by_role("checkbox", name="Pinyin").check()
    assert _ruby(page.locator("h1")) == [
        ["3111", "", "zh-Latn-pinyin"],
        ["试点", "Shìdiǎn", "zh-Latn-pinyin"],
        ["工程", "Gōngchéng", "zh-Latn-pinyin"],
    ]
    assert page.locator(".cite-this rt").count() == 0
    page.goto(address + PAGE)
    page.locator(".statement [data-card='wangluo-qiangguo']").first.hover()
    assert _ruby(page.locator("#__card")) == [
        ["网络", "wǎngluò", "zh-Latn-pinyin"],
        ["强国", "qiángguó", "zh-Latn-pinyin"],
    ]
    page.goto(f"{address}glossary/3111-shidian-gongcheng/?ruby=off")
    assert (page.locator("rt").count(), page.locator("h1 .term-han").inner_text()) == (
        0,
        characters,
    )


def test_filters_and_the_view_share_the_address(page: Page, address: str) -> None:
    """Neither takes the other's words out of it."""
    page.goto(f"{address}claims/?view=full&actor=hikvision")
    page.get_by_label("Status").select_option("disputed")
    page.wait_for_url("**/claims/?view=full&actor=hikvision&status=disputed")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_any_view(
    browser: Browser, address: str, scheme: str, width: int
) -> None:
    """The panel open, quiet; full with pinyin."""
    with dressed(browser, scheme, width) as page:
        found = []
        for view in ("view=quiet", "view=full&ruby=on"):
            page.goto(f"{address}{PAGE}?{view}")
            _open(page)
            found += violations(page)
    assert found == []


def test_a_heading_may_be_called_as_the_panel_is(page: Page, address: str) -> None:
    """Ids of the frame begin with two lines, which authors’ ids may not (weave/fragments.py)."""
    page.goto(f"{address}about/performance/#reading")
    heading = page.locator("h2#reading")
    expect(heading).to_have_css("position", "static")
    page.get_by_role("button", name="How to read").click()
    expect(page.get_by_role("group", name="Colours")).to_be_visible()
