"""A real browser over the built site: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import contextlib
import functools
import http.server
import shutil
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Response, sync_playwright

from dossier.read import Reading
from shared import need

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder without a word, with the headers that the build asks of every host."""

    def end_headers(self) -> None:
        """Send what `_headers` says of every address."""
        rules = Path(self.directory, "_headers").read_text(encoding="utf-8")
        for line in rules.partition("/*\n")[2].split("\n/")[0].splitlines():
            self.send_header(*line.strip().split(": ", 1))
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


@pytest.fixture(scope="session", autouse=True)
def _patient() -> Iterator[None]:
    """Let opening a page wait for its scripts, too: they begin once it is seen (start.js)."""

    def patient(method: Callable[..., Response | None]) -> Callable[..., Response | None]:
        def opened(page: Page, *args: Any, **how: Any) -> Response | None:  # noqa: ANN401 - what the method takes
            answer = method(page, *args, **how)
            if how.get("wait_until") != "commit":
                with contextlib.suppress(Error):  # the page leads on to another
                    page.evaluate("window.dossierStart?.over")
            return answer

        return opened

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Page, "goto", patient(Page.goto))
        patch.setattr(Page, "reload", patient(Page.reload))
        yield


@pytest.fixture(scope="session")
def port(site: Path) -> Iterator[int]:
    """Return the free port on which the built site is served."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture(scope="session")
def address(real: Reading) -> str:
    """Return the site's own address: instant navigation and canonical links go by it."""
    host = urllib.parse.urlsplit(real.dossier.edition.site).hostname
    return f"http://{host}/"


@pytest.fixture(scope="session")
def browser(port: int, address: str) -> Iterator[Browser]:
    """Return the browser, which finds the site's host on this machine.

    Without a browser the test is skipped; in CI it fails.
    """
    found = need(next(filter(None, map(shutil.which, _NAMES)), None), "chromium")
    host = urllib.parse.urlsplit(address).hostname
    flags = [
        *_FLAGS,
        f"--host-resolver-rules=MAP {host} 127.0.0.1:{port}",
        f"--unsafely-treat-insecure-origin-as-secure=http://{host}",
    ]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a fresh, desktop-wide, light browser context."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return a page in a fresh context."""
    return context.new_page()
