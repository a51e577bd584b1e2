"""Every kind of page runs under its Content-Security-Policy, and what is planted does not run."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page

from dossier.read import Reading

pytestmark = pytest.mark.browser

_LISTEN = """
  window.refused = [];
  document.addEventListener("securitypolicyviolation", (event) =>
    window.refused.push(`${event.effectiveDirective}: ${event.blockedURI}`));
"""


@pytest.fixture(name="complaints")
def _complaints(context: BrowserContext) -> list[str]:
    """Return the list of what the browser says of policies, filled as pages are used."""
    found: list[str] = []
    context.add_init_script(_LISTEN)
    context.on(
        "console",
        lambda message: (
            found.append(message.text)
            if any(word in message.text for word in ("Policy", "policy", "Refused", "Mixed"))
            else None
        ),
    )
    return found


def _addresses(real: Reading) -> list[str]:
    """Return one address of each kind of page."""
    dossier = real.dossier
    kinds = {line.kind: line for line in real.ledger.lines if line.kind != "anchor"}
    lists = "claims/ chronology/ network/ places/ data/ series/ actors/ glossary/ sources/".split()
    lists += "sources/wanted/ about/ about/quality/ about/errata/ about/decisions/ 404.html".split()
    records = [
        f"actors/{next(iter(dossier.actors))}/",
        f"glossary/{next(iter(dossier.terms))}/",
        f"sources/{next(iter(dossier.sources))}/",
        "series/kazakhstan/",
        "series/kazakhstan/achievements/",
    ]
    ids = [f"id/{line.id}/" for kind, line in kinds.items() if kind != "page"]
    return ["", *lists, *records, *ids]


def _refused(page: Page) -> list[str]:
    """Return what the policy stopped on the page as it stands."""
    return [str(each) for each in page.evaluate("window.refused")]


def test_every_kind_of_page_stays_within_its_policy(
    context: BrowserContext, address: str, real: Reading, complaints: list[str]
) -> None:
    """Opened one after the other, scripts, styles, fonts and pictures all come from here."""
    page = context.new_page()
    found: list[str] = []
    for each in _addresses(real):
        page.goto(f"{address}{each}", wait_until="load")
        page.wait_for_load_state("networkidle")
        found += [f"{each}: {said}" for said in _refused(page)]
    assert (found, complaints) == ([], [])


def test_using_a_page_stays_within_its_policy(
    context: BrowserContext, address: str, complaints: list[str]
) -> None:
    """The switch of colours, the search with its WebAssembly, a card, the next page fetched in."""
    page = context.new_page()
    page.goto(f"{address}series/kazakhstan/achievements/", wait_until="networkidle")
    page.evaluate("window.here = true")
    page.get_by_title("Switch to dark").click()
    page.locator("[data-search-open]").first.click()
    page.get_by_role("textbox", name="Search").fill("Sergek")
    page.locator("[data-search-results] a").first.wait_for()
    page.keyboard.press("Escape")
    link = page.locator(".claim-text a[href*='actors/']").first
    link.hover()
    page.locator(".md-tabs__link", has_text="Glossary").click()
    page.wait_for_url("**/glossary/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.here") is True, "the page was loaded anew, not fetched in"
    assert (_refused(page), complaints) == ([], [])


PLANTED = [
    ("a script in the page", "script-src-elem", "<script>window.ran = 1</script>"),
    (
        "a script from elsewhere",
        "script-src-elem",
        '<script src="https://x.example/a.js"></script>',
    ),
    ("Mermaid", "script-src-elem", '<script src="https://unpkg.com/mermaid@11"></script>'),
    ("an event attribute", "script-src-attr", '<p onclick="window.ran = 1">x</p>'),
    ("a style attribute", "style-src-attr", '<p style="color: red">x</p>'),
    ("a picture from elsewhere", "img-src", '<img src="https://x.example/a.png">'),
    ("a frame", "frame-src", '<iframe src="about/"></iframe>'),
    ("a plug-in", "object-src", '<object data="about/"></object>'),
    ("another base", "base-uri", '<base href="https://x.example/">'),
]
_PLANT = """(markup) => {
  const inside = document.createRange().createContextualFragment(markup);
  document.body.append(inside);
}"""


def test_what_is_planted_does_not_run(
    context: BrowserContext, address: str, complaints: list[str]
) -> None:
    """Each is stopped by the part of the policy that is for it: silence above means something."""
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    found = {}
    for name, _, markup in PLANTED:
        page.evaluate("window.refused.length = 0")
        page.evaluate(_PLANT, markup)
        for _ in range(100):
            if _refused(page):
                break
            page.wait_for_timeout(50)
        # The page's own policy and the header's each say it.
        found[name] = {each.partition(":")[0] for each in _refused(page)}
    assert found == {name: {part} for name, part, _ in PLANTED}
    assert page.evaluate("window.ran") is None
    assert complaints
