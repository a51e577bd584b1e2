"""The search by keyboard, finger and address; its filters; what it says when nothing is found."""

from __future__ import annotations

import functools
import http.server
import threading
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from axe import dressed, violations
from searching import ask, field, opened, settled, shown

pytestmark = pytest.mark.browser

PAGE = "actors/huawei/"
RESULTS = "[data-search-results] a"


def test_it_opens_walks_and_closes_by_keyboard(page: Page, address: str) -> None:
    """`/` and Ctrl K open it, arrows walk the results, Esc gives the focus back."""
    page.goto(address + PAGE)
    start = page.get_by_role("link", name="Entity List").first
    start.focus()
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    ask(page, "cameras/video")
    expect(field(page)).to_have_value("cameras/video")
    ask(page, "hikvision")
    page.keyboard.press("ArrowDown")
    expect(page.locator(RESULTS).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(RESULTS).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Search")).to_have_count(0)
    expect(start).to_be_focused()
    page.keyboard.press("Control+k")
    expect(field(page)).to_be_focused()


def test_enter_goes_to_the_first_result_and_enter_again_follows_it(
    page: Page, address: str
) -> None:
    """The first Enter shows where the second one leads."""
    opened(page, address, PAGE)
    page.keyboard.type("网络强国")
    page.keyboard.press("Enter")
    expect(page.locator(RESULTS).first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/wangluo-qiangguo/")


def test_what_is_found_is_said(page: Page, address: str) -> None:
    """A status tells the count to who does not see the list."""
    ask(opened(page, address), "kz 31")
    count = page.locator(RESULTS).count()
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(f"{count} results")
    assert page.locator("[data-search-results] .find-type").first.inner_text() == "Statement"
    groups = page.locator("[data-search-results] h2").all_inner_texts()
    assert groups[0].lower() == "best matches"
    assert len(groups) > 1


def test_it_works_by_touch(browser: Browser, address: str) -> None:
    """The button, a result, at the width of a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(address + PAGE)
    page.get_by_role("button", name="Search").tap()
    field(page).fill("Токаев")
    shown(page, "Токаев")
    page.locator(RESULTS).first.tap()
    page.wait_for_url("**/actors/kassym-jomart-tokayev/")
    context.close()


def test_a_statement_is_landed_on_and_back_leads_to_the_results(page: Page, address: str) -> None:
    """Without a reload; the results are those that were left."""
    opened(page, address, PAGE)
    page.evaluate("window.stayed = true")
    found = ask(page, "KZ-031")
    page.locator(RESULTS).first.click()
    page.wait_for_url("**/series/kazakhstan/agenda/#kz-031")
    expect(page.locator("#kz-031")).to_be_in_viewport()
    expect(page.get_by_role("dialog", name="Search")).to_have_count(0)
    page.go_back()
    assert shown(page, "KZ-031") == found
    assert "q=KZ-031" in page.url
    assert page.evaluate("window.stayed") is True


def test_the_address_holds_query_and_filters(page: Page, address: str) -> None:
    """It opens the search with the same results; closed, it is the page's own again."""
    opened(page, address, "claims/?basis=official")
    ask(page, "дигитализация")
    found = ask(page, "digitalisation")
    page.get_by_role("dialog").get_by_label("Type", exact=True).select_option("statement")
    expect(page.locator("[data-search-results] .find-term")).to_have_count(0)
    page.wait_for_url("**q-type=statement**")
    narrowed = shown(page, "digitalisation")
    assert narrowed != found
    shared = page.url
    other = page.context.new_page()
    other.goto(shared)
    assert shown(other, "digitalisation") == narrowed
    other.keyboard.press("Escape")
    expect(other.get_by_role("dialog", name="Search")).to_have_count(0)
    assert "q=" not in other.url
    assert "basis=official" in other.url
    other.close()


@pytest.mark.parametrize(
    ("name", "value", "right"),
    [
        ("Type", "source", "/sources/"),
        ("Part", "part-one", "/series/uzbekistan/"),
        ("Kind", "person", "/actors/"),
        ("Basis", "civil-society", "/series/kazakhstan/achievements/#kz-07"),
    ],
)
def test_every_filter_narrows(page: Page, address: str, name: str, value: str, right: str) -> None:
    """By type, part, kind and basis; what is left fits."""
    found = ask(opened(page, address), "surveillance" if name != "Kind" else "president")
    page.get_by_role("dialog").get_by_label(name, exact=True).select_option(value)
    page.wait_for_url(f"**q-{name.lower()}={value}**")
    settled(page)
    left = [str(each) for each in page.eval_on_selector_all(RESULTS, "l => l.map(a => a.href)")]
    assert len(left) > 0
    assert [each for each in left if right in each], left
    assert len(left) <= len(found) or set(left) != set(found)


def test_nothing_found_offers_the_nearest_and_a_way_to_propose(page: Page, address: str) -> None:
    """By sound and spelling; no result is pretended."""
    assert ask(opened(page, address), "wenlokengue") == []
    expect(page.get_by_role("status").last).to_have_text("Nothing found")
    nearest = page.locator("[data-search-nearest] a")
    assert 1 <= nearest.count() <= 5
    expect(nearest.first).to_contain_text("wǎngluò qiángguó")
    propose = page.get_by_role("link", name="Propose an entry")
    expect(propose).to_be_visible()
    assert (propose.get_attribute("href") or "").endswith("title=Addition%3A+wenlokengue")


BAD = {
    "blank": "   ",
    "signs": "!?,;()[]{}*+^$|\\",
    "quotes": '"',
    "quoted": '"huawei" "',
    "emoji": "🙂👩‍🚀",
    "markup": "<img src=x onerror=alert(1)><script>alert(2)</script>",
    "markup of an attribute": '"><svg onload=alert(1)>',
    "an emoji where it is cut": "x" * 59 + "🙂",
    "right to left": "\u202e\u05e2\u05d5\u05dc\u05dd abc",
    "percent": "%E0%A4%A ?q=&q-type=x#",
    "our own words": "=type=term <hv ?h huawei=",
    "prototype": "__proto__ constructor toString",
    "long": "surveillance " * 80,
    "huge": "网" * 5000,
}


def test_no_query_breaks_it(page: Page, address: str) -> None:
    """No error, no foreign element, no dialog; the next query finds as before."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    opened(page, address, PAGE)
    for name, query in BAD.items():
        field(page).fill(query)
        settled(page)
        strange = page.locator("#find-results :is(img, script, svg, iframe)").count()
        assert (strange, wrong) == (0, []), name
        expect(page.get_by_role("status").last).not_to_contain_text("could not be loaded")
    assert ask(page, "huawei")[0] == "/actors/huawei/"
    page.goto(address + "?q=" + "%3Cimg%20src=x%20onerror=alert(1)%3E&q-type=%22%3E")
    settled(page)
    assert wrong == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_with_the_search_open(
    browser: Browser, address: str, scheme: str, width: int
) -> None:
    """With results in four scripts, and with none."""
    with dressed(browser, scheme, width) as page:
        opened(page, address, PAGE)
        found = []
        for query in ("kazakhstan", "网络", "Токаев", "xyzzyxyz"):
            ask(page, query)
            found += violations(page)
    assert found == []


def test_a_search_that_does_not_load_says_so(page: Page, address: str) -> None:
    """And loads when it is opened again."""
    page.route("**/search/root.json", lambda route: route.abort())
    opened(page, address, PAGE)
    expect(page.get_by_role("status").last).to_contain_text("could not be loaded")
    page.unroute("**/search/root.json")
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("/")
    assert ask(page, "huawei")[0] == "/actors/huawei/"


def test_a_search_whose_pieces_are_gone_says_so_and_recovers(page: Page, address: str) -> None:
    """A new version was published meanwhile: the next key asks for the new index."""
    ask(opened(page, address, PAGE), "huawei")
    kind = page.get_by_role("dialog").get_by_label("Type", exact=True)
    kind.select_option("term")
    page.route("**/search/pieces/**", lambda route: route.fulfill(status=404))
    field(page).fill("网络强国")
    expect(page.get_by_role("status").last).to_contain_text("could not be loaded")
    settled(page)
    expect(page.locator(RESULTS)).to_have_count(0)
    page.unroute("**/search/pieces/**")
    assert ask(page, "网络强国")[0] == "/glossary/wangluo-qiangguo/"
    expect(kind).to_have_value("term")


def test_what_names_the_pieces_is_asked_for_anew(page: Page, address: str) -> None:
    """However long a host lets it be kept; the pieces themselves may come from the browser."""
    page.goto(address + PAGE)
    with page.expect_request("**/search/root.json") as asked:
        page.keyboard.press("/")
    assert asked.value.all_headers()["cache-control"] == "max-age=0"
    with page.expect_request("**/search/pieces/**") as piece:
        field(page).fill("huawei")
    assert "cache-control" not in piece.value.all_headers()


def test_without_scripts_there_is_no_button_that_does_nothing(
    browser: Browser, address: str
) -> None:
    """The lists do its work."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    expect(page.locator("[data-search-open]")).to_be_hidden()
    context.close()


def test_it_works_below_an_edition(page: Page, site: Path, tmp_path: Path) -> None:
    """A frozen edition searches itself."""
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions" / "2026.1").symlink_to(site)
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_port}/editions/2026.1/"
        found = ask(opened(page, root, PAGE), "网络强国")
        server.shutdown()
    assert found[0] == "/editions/2026.1/glossary/wangluo-qiangguo/"
