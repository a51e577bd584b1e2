"""axe-core finds nothing on one page of every kind, light, dark and in high contrast."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from axe import dressed, violations
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
    with dressed(browser, scheme, width) as page:
        page.goto(address + path, wait_until="networkidle")
        found = violations(page)
    assert found == []
