"""What axe-core says of a page in a browser: every rule of it but contrast of level AAA."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

_OFF_BY_DEFAULT: Final = (
    "label-content-name-mismatch",
    "css-orientation-lock",
    "focus-order-semantics",
    "hidden-content",
    "p-as-heading",
    "table-fake-caption",
    "td-has-header",
)
"""Rules that axe runs when asked: those on trial."""
_RUN: Final = """options => document.fonts.ready.then(() => axe.run(document, options))
  .then(({ violations }) => violations)"""


def violations(page: Page) -> list[str]:
    """Return each violation on a page as it stands: the rule, and the element's beginning.

    Targets of 24 pixels (WCAG 2.2) are looked for where nothing is scrolled under the header,
    which axe takes for a part that is lost. To tell of all that is right would take axe longer
    than to look.
    """
    rules = {rule: {"enabled": True} for rule in _OFF_BY_DEFAULT}
    rules["target-size"] = {"enabled": page.evaluate("scrollY === 0")}
    page.evaluate(AXE_SCRIPT)
    return [
        f"{each['id']}: {node['html'][:120]}"
        for each in page.evaluate(_RUN, {"rules": rules, "resultTypes": ["violations"]})
        for node in each["nodes"]
    ]


@contextmanager
def dressed(browser: Browser, scheme: str, width: int) -> Iterator[Page]:
    """Give a still page, light, dark or in high contrast, of a width; its context is closed."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        contrast="more" if scheme == "contrast" else "no-preference",
    )
    try:
        yield context.new_page()
    finally:
        context.close()
