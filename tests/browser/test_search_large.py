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
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Response, Route, expect

from bench.synthetic import write
from dossier.model import Dossier
from dossier.read import load, read
from dossier.search import index
from dossier.search.entries import Entry, entries
from dossier.search.folding import tokens
from dossier.search.index import index_files
from dossier.search.settings import settings_files
from searching import compressed, opened, paste, settled

pytestmark = pytest.mark.browser

HEAD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<script src="assets/search.js" defer></script></head>"""
ASSETS = Path(__file__).resolve().parent.parent.parent / "docs" / "assets"
SIZES = SMALL, LARGE = 1000, 10_000
ALL = 0
TERMS = ("Kelp", "Owl", "Ostrish")
LETTERS = "bdfglmnrstvz"
TWICE = [*product(["ba", "di", "fu", "ge", "le", "ma", "ni", "ro", "tu", "ve", "za"], repeat=2)]
# Finds each query. What results show is not fetched: it is not asked for here.
FOUND = """async ([queries, count]) => {
  const real = window.fetch;
  window.fetch = (address, ...how) => {
    const [, at] = /entries.(\\d+)/.exec(address) || [];
    return at ? Promise.resolve(new Response(`["${at}", "", ""]`)) : real(address, ...how);
  };
  const all = [];
  for (const query of queries) {
    const { hits, total, least } = await window.dossierSearch.find(query, [], count);
    all.push([hits.map(hit => Number(hit.address)), total, least]);
  }
  window.fetch = real;
  return all;
}"""


ASKED = """async query => {
  const { hits, total } = await window.dossierSearch.find(query, [], 24);
  return [total, ...hits.map(hit => hit.title)];
}"""
# Begins to look for something, and holds what comes of it.
HELD = f"""() => {{
  const real = window.fetch;
  window.held = [];
  window.fetch = async (...asked) => {{
    const answer = await real(...asked);
    if (window.fetch !== real) await new Promise(go => window.held.push(go));
    return answer;
  }};
  window.first = ({ASKED})("budget");
  window.through = () => {{ window.fetch = real; }};
}}"""


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, Dossier]:
    """Return a made-up dossier of each size."""
    made = {}
    for pages in SIZES:
        place = tmp_path_factory.mktemp("project")
        write(place, pages)
        made[pages] = read(load(place)).dossier
    return made


@pytest.fixture(scope="module")
def found(dossiers: Mapping[int, Dossier]) -> Mapping[int, Sequence[Entry]]:
    """Return what can be found on a site of each size."""
    return {pages: entries(dossier) for pages, dossier in dossiers.items()}


@pytest.fixture(scope="module")
def roots(
    dossiers: Mapping[int, Dossier],
    found: Mapping[int, Sequence[Entry]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Mapping[int, str]]:
    """Return the address of a page with the search of each size behind it; without size, all read.

    There no list is cut.
    """
    with ExitStack() as stack:
        served = {}
        for pages in (*SIZES, ALL):
            place, size = tmp_path_factory.mktemp("site"), pages or LARGE
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(index, "BEST", index.BEST if pages else len(found[size]))
                _written(place, found[size], dossiers[size])
            served[pages] = stack.enter_context(_served(place))
        yield served


@pytest.fixture(scope="module")
def odd(dossiers: Mapping[int, Dossier], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a page with a search where some things are very many, and alike."""
    names = [f"Pair {'of' if at < 24 or at >= 890 else 'on'} {at}" for at in range(900)]
    names += ["Alkali metals", *(f"Al Ka {one}{other}tomolakisenu" for one, other in TWICE)]
    names += [f"Kazak {one}{other} siti" for one, other in product(LETTERS, repeat=2)]
    place = tmp_path_factory.mktemp("odd")
    made = [
        *(Entry(address="", type="term", title=name, names=(name,)) for name in TERMS),
        Entry(address="", type="term", title="Gnu", names=("Gnu",), words=("ibex",)),
        *(Entry(address="", type="actor", title=name, names=(name,)) for name in names),
        Entry(address="", type="note", title="Siti", names=("Siti",), text=("okapi",)),
        Entry(address="", type="note", title="Okapi", names=("Okapi",), text=("siti",)),
        Entry(address="", type="note", title="Ostrich", names=("Ostrich",)),
        Entry(address="", type="source", title="Ibex gnu", names=("Ibex gnu",)),
    ]
    _written(place, made, dossiers[SMALL])
    with _served(place) as root:
        yield root


def _written(place: Path, found: Sequence[Entry], dossier: Dossier) -> None:
    """Write a page with a search behind it."""
    for path, content in (index_files(found, html.escape) | settings_files(dossier)).items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(content)
    shutil.copytree(ASSETS, place / "assets")
    (place / "index.html").write_text(f"{HEAD}<body>A page.</body></html>", encoding="utf-8")


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
        (("kazakhstan", "wanglo anqan"), 1.2),  # spelled otherwise: names are compared
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
    for pages in SIZES:
        root = roots[pages]
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


def _words(entry: Entry) -> set[str]:
    """Return the words of an entry."""
    return {*tokens(" ".join((*entry.names, *entry.words, *entry.text)))}


def _asked(page: Page, root: str, queries: Sequence[str], count: int = 24) -> list[Any]:
    """Return for each query the places of what is found first, how many there are, if at least."""
    opened(page, root)
    paste(page, "x")
    return list(page.evaluate(FOUND, [queries, count]))


def test_the_best_places_give_what_all_would(
    page: Page, roots: Mapping[int, str], found: Mapping[int, Sequence[Entry]]
) -> None:
    """The first result of the commonest words, and nearly all that are shown; mostly of two words.

    Where others begin with a word, or no name has both of two, some of what is shown differs.
    """
    having = Counter(word for entry in found[LARGE] for word in _words(entry))
    common = [word for word, _ in having.most_common(160)]
    twos = [f"{one} {other}" for one, other in zip(common, common[7:], strict=False)]
    for queries, firsts, same in ((common, 1, 0.97), (twos, 0.98, 0.8)):
        best, every = (_asked(page, roots[pages], queries) for pages in (LARGE, ALL))
        assert sum(least for *_, least in best) > len(queries) / 3, "long lists are read in part"
        shown = [(one[0], other[0]) for one, other in zip(best, every, strict=True)]
        assert sum(one[:1] == other[:1] for one, other in shown) >= firsts * len(queries)
        assert sum(one == other for one, other in shown) >= same * len(queries)


def test_what_was_shown_keeps_its_place(
    page: Page, roots: Mapping[int, str], found: Mapping[int, Sequence[Entry]]
) -> None:
    """When more is asked for, and more is read; and no number goes down."""
    having = Counter(word for entry in found[LARGE] for word in _words(entry))
    common = [word for word, _ in having.most_common(160)]
    queries = [f"{one} {other}" for one, other in zip(common, common[7:], strict=False)]
    pages = [_asked(page, roots[LARGE], queries, count) for count in (24, 48, 72)]
    read = 0
    for query, *counts in zip(queries, *pages, strict=True):
        for (before, few, _), (after, many, least) in pairwise(counts):
            assert after[: len(before)] == before, query
            assert many >= few, query
            read += many > few and not least
    assert read > 10


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


@pytest.mark.parametrize(
    ("query", "total", "least"),
    [
        ("pair of", 34, False),  # 24 of the best have both, as many as are shown
        ("pair on", 376, True),
        ("alka", None, True),  # more names than are read; a single word begins so
        ("alkali", 1, False),
    ],
)
def test_all_are_counted_or_said_to_be_more(
    page: Page, odd: str, query: str, total: int | None, *, least: bool
) -> None:
    """Where there are just as many as are shown, and where names begin as a word does."""
    ((_, number, said),) = _asked(page, odd, [query])
    assert said == least
    assert total in (None, number)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("okapi siti", ["Okapi", "Siti"]),  # the rarer word in a name
        ("gnu ibex", ["Ibex gnu", "Gnu"]),  # both in names, whatever else speaks for another
        ("ostrich", ["Ostrich", "Ostrish"]),  # called exactly so, before a term called about so
        ("klep", ["Kelp"]),  # two letters in each other's place are one slip
        (f"{'kelp ' * 12}xyz", ["Kelp"]),  # of so many words, no more are looked for
        ("oul", []),  # of so few letters, one is too many
    ],
)
def test_the_best_comes_first(page: Page, odd: str, query: str, titles: list[str]) -> None:
    """By what is rare, by where it stands, and by how far a name is from what was typed."""
    opened(page, odd)
    paste(page, "x")  # so that the search is there
    assert page.evaluate(ASKED, query) == [len(titles), *titles]


def test_of_very_many_names_that_sound_alike_a_misspelled_one_is_found(
    page: Page, odd: str
) -> None:
    """By more of its consonants: the hundred that come first with two of them are others."""
    opened(page, odd)
    paste(page, "kazakzetsiti")
    assert "for “kazakztsiti”" in page.get_by_role("status").inner_text()


def test_what_is_found_by_halves_is_looked_for_again(page: Page, roots: Mapping[int, str]) -> None:
    """A new version is published while one search reads the old index; another meets the new."""

    def published(route: Route) -> None:
        route.continue_(url=route.request.url.replace(roots[SMALL], roots[LARGE]))

    opened(page, roots[SMALL])
    paste(page, "x")
    old = page.evaluate(ASKED, "budget")
    page.evaluate("() => window.dossierSearch.start()")  # nothing is known any more
    page.evaluate(HELD)
    page.wait_for_function("held.length")
    page.evaluate("through()")
    page.route(f"{roots[SMALL]}search/**", published)
    page.evaluate(ASKED, "xyzzy")
    halves = page.evaluate("() => { held.forEach(go => go()); return first; }")
    assert halves == page.evaluate(ASKED, "budget") != old
