"""The search of 1,000 and of 10,000 made-up pages: what it weighs, and that it finds the best."""

from __future__ import annotations

import functools
import html
import http.server
import re
import shutil
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Response, expect

from bench.synthetic import write
from dossier.read import load, read
from dossier.search.entries import Entry, entries
from dossier.search.folding import tokens
from dossier.search.index import index_files
from dossier.search.settings import settings_files
from searching import compressed, opened, paste, settled

pytestmark = pytest.mark.browser

HEAD = '<!doctype html><html lang="en"><head><script src="assets/search.js" defer></script></head>'
ASSETS = Path(__file__).resolve().parent.parent.parent / "docs" / "assets"
SIZES = SMALL, LARGE = 1000, 10_000
# Finds what is shown at first of each query, and as much of all that there is. What results show
# is not fetched: it is not asked for here.
BOTH = """async queries => {
  const real = window.fetch;
  window.fetch = (address, ...how) => {
    const [, at] = /entries.(\\d+)/.exec(address) || [];
    return at ? Promise.resolve(new Response(`["${at}", "", ""]`)) : real(address, ...how);
  };
  const asked = async (query, count) => {
    const { hits, least } = await window.dossierSearch.find(query, [], count);
    return [hits.slice(0, 24).map(hit => Number(hit.address)), least];
  };
  const both = [];
  for (const query of queries) both.push([await asked(query, 24), await asked(query, 20000)]);
  return both;
}"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, Sequence[Entry]]:
    """Return what can be found on a site of each size, and write the sites."""
    made = {}
    for pages in SIZES:
        place = tmp_path_factory.getbasetemp() / str(pages)
        write(place / "project", pages)
        dossier = read(load(place / "project")).dossier
        made[pages] = entries(dossier)
        files = index_files(made[pages], html.escape) | settings_files(dossier)
        for path, content in files.items():
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_bytes(content)
        shutil.copytree(ASSETS, place / "assets")
        (place / "index.html").write_text(f"{HEAD}<body>A page.</body></html>", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def roots(
    found: Mapping[int, Sequence[Entry]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[int, str]]:
    """Return the address of a page with the search of each size behind it."""
    with ExitStack() as stack:
        base = tmp_path_factory.getbasetemp()
        yield {pages: stack.enter_context(_served(base / str(pages))) for pages in found}


@contextmanager
def _served(site: Path) -> Iterator[str]:
    """Serve a folder, and give its address."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _weigh(sizes: list[int], answer: Response) -> None:
    """Add what an answer weighs."""
    sizes.append(compressed(answer))


@pytest.mark.parametrize(
    ("queries", "growth"),
    [
        (("网络强国", "surveillance platform ministry"), 1.1),
        (("camera network", "qwertyish"), 1.1),
        (("wangluo anquan", "city border cable railway 2019"), 1.1),
        (("surv", "wanglo kitaj"), 1.1),
        (("kazakhstan", "minstry survellance"), 1.2),  # spelled otherwise: names are compared
    ],
)
def test_a_first_search_weighs_the_same_at_ten_times_the_size(
    context: BrowserContext,
    roots: Mapping[int, str],
    queries: tuple[str, str],
    growth: float,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Opening included, compressed, but for a tenth; what results show differs by as much.

    A second search, of words that few entries or none have together, grows: to say which entries
    have a word takes a bit for each of them. It stays below 32 kB.
    """
    weights = {}
    for pages, root in roots.items():
        page, sizes = context.new_page(), list[int]()
        page.on("response", functools.partial(_weigh, sizes))
        opened(page, root)
        sums = []
        for query in queries:
            paste(page, query)
            page.wait_for_load_state("networkidle")
            sums.append(sum(sizes))
            sizes.clear()
        weights[pages] = sums
        page.close()
        with capsys.disabled():
            said = ", ".join(f"{query} {size}" for query, size in zip(queries, sums, strict=True))
            sys.stdout.write(f"\nsearch of {pages} pages, bytes: {said}\n")
    assert 10_000 < weights[LARGE][0] <= growth * weights[SMALL][0]
    assert 0 < weights[LARGE][1] <= 32_000


def test_the_best_places_give_what_all_would(
    page: Page, roots: Mapping[int, str], found: Mapping[int, Sequence[Entry]]
) -> None:
    """The first results of the commonest words, alone and in twos, are the same."""
    having = Counter(word for entry in found[LARGE] for word in _words(entry))
    common = [word for word, _ in having.most_common(40)]
    queries = [*common, *(f"{one} {other}" for one, other in zip(common, common[7:], strict=False))]
    opened(page, roots[LARGE])
    paste(page, "x")
    answers = page.evaluate(BOTH, queries)
    assert sum(best[1] for best, _ in answers) > len(queries) / 2, "long lists are read in part"
    assert [
        query for query, (best, all_) in zip(queries, answers, strict=True) if best[0] != all_[0]
    ] == []


def _words(entry: Entry) -> set[str]:
    """Return the words of an entry."""
    return {*tokens(" ".join((*entry.names, *entry.words, *entry.text)))}


def test_what_is_not_read_is_not_counted(
    page: Page, roots: Mapping[int, str], found: Mapping[int, Sequence[Entry]]
) -> None:
    """Until more is asked for than the best places have."""
    both = [each for each in found[LARGE] if {"camera", "network"} <= _words(each)]
    opened(page, roots[LARGE])
    paste(page, "camera network")
    said, results = page.get_by_role("status"), page.locator("[data-search-results] a")
    expect(said).to_have_text(re.compile(r"^At least \d\d results$"))
    for shown in (48, 72):
        page.get_by_role("button", name="Show more").click()
        settled(page)
        expect(results).to_have_count(shown)
    expect(said).to_have_text(f"{len(both)} results")


def test_of_names_that_begin_alike_at_least_fifty_are_found(
    page: Page, roots: Mapping[int, str]
) -> None:
    """However many they are, and wherever in a piece they begin."""
    opened(page, roots[LARGE])
    for beginning in ("kazakstan1", "bailanyszhane", "tsifrovoigo"):
        paste(page, beginning)
        said = page.get_by_role("status").inner_text()
        assert int(said.removeprefix("At least ").removesuffix(" results")) >= 50, said
