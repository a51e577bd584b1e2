"""The weight of the search on sites of 1,000 and 10,000 made-up pages."""

from __future__ import annotations

import functools
import html
import http.server
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from bench.synthetic import write
from dossier.read import load, read
from dossier.search.entries import entries
from dossier.search.index import index_files
from dossier.search.settings import settings_files
from searching import compressed, opened, paste

pytestmark = pytest.mark.browser

HEAD = '<!doctype html><html lang="en"><head><script src="assets/search.js" defer></script></head>'


@pytest.fixture(scope="module", params=[1000, 10_000])
def pages(request: pytest.FixtureRequest) -> int:
    """Return how many pages a site has."""
    return int(request.param)


@pytest.fixture(scope="module")
def root(pages: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a page with the search of so many pages behind it."""
    place = tmp_path_factory.mktemp("large")
    write(place / "project", pages)
    dossier = read(load(place / "project")).dossier
    files = index_files(entries(dossier), html.escape) | settings_files(dossier)
    site = place / "site"
    for path, content in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    assets = Path(__file__).resolve().parent.parent.parent / "docs" / "assets"
    shutil.copytree(assets, site / "assets")
    (site / "index.html").write_text(f"{HEAD}<body>A page.</body></html>", encoding="utf-8")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize(
    "queries",
    [
        ("网络强国", "surveillance platform ministry"),
        ("camera network", "qwertyish"),
        ("wangluo anquan", "city border cable railway 2019"),
        ("surv", "wanglo kitaj"),
    ],
)
def test_a_query_weighs_little_however_large_the_site(
    page: Page, root: str, pages: int, queries: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """At most 32 kB compressed for the first query, opening included, and 40 kB for the second.

    What grows is the lists of the places that have a word: at least a bit for each place.
    """
    first, second = queries
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(compressed(answer)))
    opened(page, root)
    paste(page, first)
    page.wait_for_load_state("networkidle")
    once, said = sum(sizes), len(sizes)
    paste(page, second)
    page.wait_for_load_state("networkidle")
    then = sum(sizes[said:])
    with capsys.disabled():
        sys.stdout.write(f"\nsearch of {pages} pages, bytes: {first} {once}, {second} {then}\n")
    assert 0 < once <= 32_000
    assert 0 < then <= 40_000
