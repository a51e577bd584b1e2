"""What a first visit weighs: bytes over the wire, compressed as a host sends them, and requests."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Response

from pages import KINDS

pytestmark = pytest.mark.browser
WITH_CHINESE: Final = 210_000
WITHOUT: Final = 130_000
SCRIPTS: Final = 60_000
REQUESTS: Final = 32
_LISTS: Final = ("sources", "places")
_TEXT: Final = (".html", ".css", ".js", ".json", ".svg", ".xml")
Visit = list[tuple[str, int]]
"""Address and bytes of every answer."""


class _Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as hosts do: text compressed by gzip."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with a file; text is compressed."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        body, text = file.read_bytes(), file.suffix in _TEXT
        body = _packed(body) if text else body
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        if text:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)


@functools.cache
def _packed(body: bytes) -> bytes:
    """Return bytes compressed, once each."""
    return gzip.compress(body, compresslevel=6, mtime=0)


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[str]:
    """Return the address of a host that compresses."""
    handler = functools.partial(_Compressing, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _visit(browser: Browser, address: str) -> Visit:
    """Return what a first visit to a page fetches, with an empty cache."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - marked by Playwright
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    visit = [(answer.url, int(answer.headers.get("content-length", "0"))) for answer in answers]
    context.close()
    return visit


_SECTIONS: Final = (
    "introduction",
    "background",
    "agenda",
    "achievements",
    "interests",
    "conclusion",
)
_PLACES: Final = {**KINDS, **{name: f"series/kazakhstan/{name}/" for name in _SECTIONS}}


@pytest.mark.parametrize("name", _PLACES)
def test_a_first_visit_is_light(browser: Browser, host: str, name: str) -> None:
    """Bytes in all, and less without Chinese; bytes of scripts; requests, each once; no other host.

    Long lists are as long as they are: they keep the larger budget, Chinese or none.
    """
    visit = _visit(browser, host + _PLACES[name])
    chinese = any("/fonts/han" in url for url, _ in visit)
    most = WITH_CHINESE if chinese or name in _LISTS else WITHOUT
    scripts = sum(size for url, size in visit if url.endswith(".js"))
    assert {url for url, _ in visit if not url.startswith(host)} == set()
    assert len({url for url, _ in visit}) == len(visit), visit
    assert sum(size for _, size in visit) <= most, visit
    assert (scripts <= SCRIPTS, len(visit) <= REQUESTS) == (True, True), visit
