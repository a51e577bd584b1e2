"""No empty boxes: the browser draws every character of the edition with the edition's own fonts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import CDPSession, Page

from dossier.export.fonts import FOLDER

pytestmark = pytest.mark.browser
_PUT = """async ([lang, tag, text]) => {
  const place = document.createElement(tag);
  place.id = "drawn";
  if (lang) place.lang = lang;
  await Promise.all([...document.fonts].map((font) => font.load()));
  place.textContent = text;
  document.querySelector("article").append(place);
}"""


def _letters(site: Path, prefix: str) -> str:
    """Return all that the fonts of some name hold, spaces left out."""
    found = [TTFont(file).getBestCmap() for file in (site / FOLDER).glob(f"{prefix}.woff2")]
    assert found
    return "".join(chr(point) for each in found for point in each if not chr(point).isspace())


def _used(session: CDPSession) -> list[tuple[str, bool, float]]:
    """Return name, whether it is ours, and glyphs drawn, of each font in the test's text."""
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": "#drawn"})["nodeId"]
    fonts: list[dict[str, Any]] = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})[
        "fonts"
    ]
    return [(each["familyName"], each["isCustomFont"], each["glyphCount"]) for each in fonts]


@pytest.fixture
def method_page(page: Page, address: str, site: Path) -> Page:
    """Return a page of prose, to put letters on; its fonts are waited for, however slow."""
    sheet = (site / "assets" / "edition.css").read_text(encoding="utf-8")
    patient = sheet.replace("display:optional", "display:block")
    page.route("**/edition.css", lambda route: route.fulfill(body=patient, content_type="text/css"))
    page.goto(f"{address}about/method/")
    return page


@pytest.mark.parametrize(
    ("lang", "tag", "fonts"),
    [
        ("", "p", "latin"),
        ("", "em", "latin-italic"),
        ("ru", "p", "cyrillic"),
        ("kk", "em", "cyrillic"),
        ("zh-Hans", "p", "hans-*"),
        ("zh-Hant", "p", "hant-*"),
    ],
)
def test_every_letter_is_drawn_by_our_fonts(
    method_page: Page, site: Path, lang: str, tag: str, fonts: str
) -> None:
    """Asked of the browser itself, for every letter that the fonts promise."""
    text = _letters(site, fonts)
    method_page.evaluate(_PUT, [lang, tag, text])
    used = _used(method_page.context.new_cdp_session(method_page))
    assert [name for name, ours, _ in used if not ours] == []
    assert sum(glyphs for _, _, glyphs in used) >= len(text) - 1


def test_a_letter_that_the_fonts_lack_is_seen(method_page: Page) -> None:
    """The planted fault: without it the test above could be blind."""
    method_page.evaluate(_PUT, ["zh-Hans", "p", "龘"])
    assert [ours for _, ours, _ in _used(method_page.context.new_cdp_session(method_page))] == [
        False
    ]
