"""axe-core finds nothing on one page of every kind, light, dark and in high contrast."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from pages import KINDS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("scheme", "width"),
    [("light", 390), ("light", 1280), ("dark", 390), ("dark", 1280), ("contrast", 390)],
)
@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_axe_finds_no_violation(
    browser: Browser, address: str, path: str, scheme: str, width: int
) -> None:
    """Run every rule of axe, best practices included."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        contrast="more" if scheme == "contrast" else "no-preference",
    )
    page = context.new_page()
    page.goto(address + path, wait_until="networkidle")
    results = Axe().run(page)
    found = [
        f"{each['id']}: {node['html'][:120]}"
        for each in results.response["violations"]
        for node in each["nodes"]
    ]
    context.close()
    assert found == []
