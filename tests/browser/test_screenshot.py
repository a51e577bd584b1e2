"""The README's picture is taken by a test, so that it can be taken anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_the_readme_shows_a_section_page(page: Page, address: str, root: Path) -> None:
    """Take the picture into the cache; `make screenshot` puts it in its place."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{address}series/kazakhstan/achievements/#kz-069")
    page.locator(".md-header__title--active").wait_for()  # says where one is, once scrolled
    page.evaluate("document.fonts.ready")
    taken = root / ".cache" / "screenshot.png"
    taken.parent.mkdir(exist_ok=True)
    page.screenshot(path=taken, animations="disabled")
    shown = root / ".github" / "screenshot.png"
    assert shown.is_file()
    assert shown.read_bytes()[16:24] == taken.read_bytes()[16:24], "width and height in the PNG"
