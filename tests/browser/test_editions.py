"""Two editions in a real browser: every old address leads on, page and anchor."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from axe import violations
from dossier.model import Note, Statement
from dossier.model.ledger import Ledger, Line, address_of
from dossier.read import Reading, read
from dossier.read.files import load_revision
from two_editions import SITE, Two

pytestmark = pytest.mark.browser


def _serve(context: BrowserContext, public: Path) -> None:
    """Let what is laid out stand at its address, with a 404 for all else."""
    root = urlsplit(SITE)

    def answer(route: Route) -> None:
        below = unquote(urlsplit(route.request.url).path, errors="replace")
        file = public / below.removeprefix(root.path)
        file = file / "index.html" if below.endswith("/") else file
        found = below.startswith(root.path) and file.is_file()
        shown = file if found else public / "404.html"
        kind = mimetypes.guess_type(shown.name)[0] or "application/octet-stream"
        route.fulfill(status=200 if found else 404, body=shown.read_bytes(), content_type=kind)

    context.route(f"{root.scheme}://{root.netloc}/**", answer)


@pytest.fixture(name="page")
def _page(browser: Browser, two: Two) -> Iterator[Page]:
    """Return a page in a browser that finds both editions at their address."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    _serve(context, two.public)
    yield context.new_page()
    context.close()


@pytest.fixture(name="plain")
def _plain(browser: Browser, two: Two) -> Iterator[Page]:
    """Return the same without scripts."""
    context = browser.new_context(java_script_enabled=False)
    _serve(context, two.public)
    yield context.new_page()
    context.close()


@pytest.fixture(name="first", scope="module")
def _first(two: Two) -> Reading:
    """Return the first edition, as its tag has it."""
    return read(load_revision(two.project, "2026.1"))


def _promised(first: Reading) -> Iterator[tuple[Line, str]]:
    """Yield every address of the first edition with the line that promised it."""
    for line in first.ledger.lines:
        record = first.dossier.records.get(line.id)
        if line.kind == "page":
            yield line, line.id
            continue
        yield line, f"/id/{line.id}/"
        if isinstance(record, Statement | Note):
            yield line, f"{address_of(record.origin.path)}#{record.id.lower()}"
        folder = {"actor": "actors", "term": "glossary", "source": "sources"}.get(line.kind)
        if folder:
            yield line, f"/{folder}/{line.id}/"


def _goal(ledger: Ledger, line: Line, address: str) -> str:
    """Return the anchor at which an id must be found now, or nothing where it is a page."""
    now = ledger.by_id[line.id]
    final = ledger.final(line.id)
    assert final, line.id
    if now.state == "merged" and address.startswith("/id/"):
        return ""  # its tombstone, which leads there
    stands = final.kind in ("statement", "figure", "note") and final.state == "live"
    return final.id.lower() if stands else ""


def test_every_address_of_the_first_edition_leads_on(page: Page, two: Two, first: Reading) -> None:
    """Pages, ids and anchors: moved, merged, withdrawn and renamed ones, and all the others."""
    now = read(load_revision(two.project, "2026.2")).ledger
    answers: list[int] = []
    page.on("response", lambda each: answers.append(each.status))
    wrong, seen = [], 0
    for line, address in _promised(first):
        page.goto(SITE + address.removeprefix("/"), wait_until="commit")
        page.wait_for_selector("html:not(:has(meta[http-equiv=refresh])) h1")
        goal = _goal(now, line, address)
        if goal:
            page.wait_for_selector(f"article#{goal}:target")
        seen += 1
        if 404 in answers:
            wrong.append((address, page.url))
            answers.clear()
    assert wrong == []
    assert seen > 70


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("series/harbour/lamps/#hb-003", "series/harbour/keepers/#hb-003"),
        ("series/harbour/lights/#hb-003", "series/harbour/lights/#hb-003"),
        ("series/harbour/lamps/#hb-001", "series/harbour/keepers/#hb-005"),
        ("series/harbour/lamps/#hb-004", "id/HB-004/"),
        ("series/harbour/lamps/#hb-002", "series/harbour/lights/#hb-002"),
        ("actors/beacon-works/", "actors/beacon-makers/"),
        ("id/beacon-works/", "actors/beacon-makers/"),
        ("sources/tower-2018/", "sources/tower-2018a/"),
    ],
)
def test_what_happened_to_an_id_is_followed_to_its_place(page: Page, old: str, new: str) -> None:
    """Moved, merged, withdrawn, renamed, each by its old address."""
    page.goto(SITE + old, wait_until="commit")
    page.wait_for_url(SITE + new)


def test_without_scripts_old_addresses_still_lead_on(plain: Page) -> None:
    """The redirect works by itself; what left the page is a link on it; the 404 page reads."""
    plain.goto(f"{SITE}actors/beacon-works/", wait_until="commit")
    plain.wait_for_url(f"{SITE}actors/beacon-makers/")
    plain.goto(f"{SITE}id/HB-001/")
    expect(plain.get_by_role("link", name="HB-005")).to_be_visible()
    plain.goto(f"{SITE}no/such/page/")
    expect(plain.get_by_role("link", name="All statements")).to_be_visible()
    expect(plain.locator("[data-nearest]")).to_be_hidden()


def test_an_old_edition_reads_as_it_was_and_leads_to_the_present(page: Page) -> None:
    """By its own address, with the old wording, a banner, and a way to the current page."""
    page.goto(f"{SITE}editions/2026.1/series/harbour/lamps/#hb-002")
    expect(page.locator("#hb-002")).to_contain_text("counts 40 ships a night")
    banner = page.locator(".md-banner")
    expect(banner).to_contain_text("Edition 2026.1")
    banner.get_by_role("link", name="This page as it is now").click()
    page.wait_for_url(f"{SITE}series/harbour/lights/")
    expect(page.locator("#hb-002")).to_contain_text("counts 44 ships a night")
    page.locator("#hb-002").get_by_role("link", name="changed in 2026.2").click()
    page.wait_for_url(f"{SITE}changes/#hb-002")
    expect(page.locator(".change:target del").first).to_have_text("40")
    expect(page.locator(".change:target ins").first).to_have_text("44")


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("id/HB-3/", "HB-003, The keepers"),
        ("id/hb-0O2/", "HB-002, The lamps"),
        ("series/habour/keeper/", "The keepers"),
        ("actors/grate-lamp", "Great Lamp"),
        ("a/b/c/d/灯塔", "灯塔 dēngtǎ"),
        ("sources/board-2002/", "Harbour Board of Port Toy, 2020"),
    ],
)
def test_a_page_that_is_missing_names_the_nearest(page: Page, asked: str, offered: str) -> None:
    """However deep the address is; the first offer is the one, and it leads there."""
    answer = page.goto(SITE + asked)
    assert answer
    assert answer.status == 404
    first = page.locator("[data-nearest] a").first
    expect(first).to_have_text(offered)
    first.click()
    expect(page.locator("h1").first).not_to_have_text("This page was not found")


def test_a_missing_page_that_is_like_nothing_offers_nothing(page: Page) -> None:
    """No offer is better than a silly one; the ways on are there anyway."""
    page.goto(f"{SITE}qqqq/%E0%A4%A/xyzzy9/")
    expect(page.get_by_role("link", name="All statements")).to_be_visible()
    expect(page.locator("[data-nearest]")).to_be_hidden()


@pytest.mark.parametrize("place", ["changes/", "no/such/page/", "editions/2026.1/editions/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(page: Page, place: str, scheme: str) -> None:
    """On the pages that only later editions have."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(SITE + place)
    assert violations(page) == []
