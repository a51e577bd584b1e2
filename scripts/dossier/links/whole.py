"""Rules about the whole site: one generator a rule, as in `dossier.check`."""

from __future__ import annotations

import gzip
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from dossier.finding import Finding
from dossier.links.address import place_of
from dossier.links.kinds import LISTED, SITEMAP
from dossier.links.site import Site, Trail
from dossier.links.tag import CANONICAL, REFRESH

_FOLLOWED: Final = frozenset({"a href", "area href", "form action", REFRESH})


def _finding(path: str, line: int, rule: str, target: str, what: str) -> Finding:
    """Return a finding that names a page and a target."""
    return Finding(path=path, line=line, rule=rule, message=f"{target}: {what}.")


def _of(trail: Trail, rule: str, what: str) -> Finding:
    """Return a finding about an address that leads somewhere."""
    address = trail.address
    return _finding(address.path, address.line, rule, address.shown, what)


def data_is_readable(site: Site) -> Iterator[Finding]:
    """JSON-LD, web manifest and sitemap must be well-formed.

    Bad: `{"@type": "ScholarlyArticle",}`
    Good: `{"@type": "ScholarlyArticle"}`
    Why: machines drop the whole of it, silently.
    """
    yield from site.troubles


def id_is_unique(site: Site) -> Iterator[Finding]:
    """Every id must stand once in its page.

    Bad: two headings with `id="sources"`
    Good: `id="sources"`, `id="more-sources"`
    Why: a link to it reaches the first one only, whichever was meant.
    """
    for page in site.pages.values():
        seen: dict[str, int] = {}
        for name, line in page.ids:
            if name in seen:
                what = f"an id must be unique in its page; line {seen[name]} has it, too"
                yield _finding(page.path, line, "id-is-unique", f"#{name}", what)
            seen.setdefault(name, line)


def canonical_is_settled(site: Site) -> Iterator[Finding]:
    """Every page may have one canonical address, which the page there must share.

    Bad: A names B canonical, and B names C; a page with two
    Good: A and B both name B
    Why: search engines follow one step, then choose for themselves.
    """
    settled: set[str] = set()
    for trail in site.had(CANONICAL):
        here, there = site.pages[trail.address.path], site.pages.get(trail.file)
        if here.path in settled:
            yield _of(trail, "canonical-is-settled", "a page must have one canonical address")
        elif there and site.canonical_of(there) != site.canonical_of(here):
            what = f"the page there calls itself {site.canonical_of(there)}"
            yield _of(trail, "canonical-is-settled", what)
        settled.add(here.path)


def redirect_goes_straight(site: Site) -> Iterator[Finding]:
    """Redirects must lead to a page that stays.

    Bad: `/old/` → `/new/` → `/old/`; `/old/` → `/newer/` → `/newest/`
    Good: `/old/` → `/newest/`
    Why: a circle never ends, and of a chain search engines and archives keep the first step.
    """
    steps = {trail.address.path: trail for trail in site.had(REFRESH)}
    for path, trail in steps.items():
        way = [path]
        while way[-1] in steps and way.count(way[-1]) == 1:
            way.append(steps[way[-1]].file)
        shown = " → ".join(f"/{place_of(each)}" for each in way)
        if way[-1] in way[:-1]:
            yield _of(trail, "redirect-goes-straight", f"a redirect must end; goes {shown}")
        elif len(way) > 2:  # noqa: PLR2004 - from here to there
            yield _of(trail, "redirect-goes-straight", f"must go in one step; goes {shown}")


def sitemap_is_the_site(site: Site) -> Iterator[Finding]:
    """Sitemaps must list every page that wants to be found, and nothing else.

    Bad: a page it does not list; a redirect, a `noindex` page or a copy that it lists
    Good: exactly the pages that are their own canonical address
    Why: it is what search engines and archives take the site to be.
    """
    if SITEMAP not in site.files:
        yield _finding(SITEMAP, 1, "sitemap-is-the-site", SITEMAP, "the site must have one")
        return
    if any(trouble.path == SITEMAP for trouble in site.troubles):
        return
    listed = list(site.had(LISTED))
    often = Counter(unquote(trail.address.written) for trail in listed)
    for trail in listed:
        page = site.pages.get(trail.file)
        if often[unquote(trail.address.written)] > 1:
            yield _of(trail, "sitemap-is-the-site", "must be listed once")
        if page and not site.is_listed(page):
            what = "must not be listed: it is a redirect, a copy, an error page or hidden"
            yield _of(trail, "sitemap-is-the-site", what)
    for page in site.pages.values():
        place = site.address_of(page)
        if site.is_listed(page) and place not in often:
            yield _finding(page.path, 1, "sitemap-is-the-site", place, f"{SITEMAP} must list it")


def sitemap_is_its_gzip(site: Site) -> Iterator[Finding]:
    """Both sitemaps, the plain and the packed, must be the same.

    Bad: `sitemap.xml.gz` of an earlier build
    Good: the same bytes, packed
    Why: some machines read the one, some the other.
    """
    packed = f"{SITEMAP}.gz"
    if not {SITEMAP, packed} <= site.files:
        return
    try:
        same = gzip.decompress((site.folder / packed).read_bytes())
    except (OSError, EOFError, zlib.error):
        same = b""
    if same != (site.folder / SITEMAP).read_bytes():
        yield _finding(packed, 1, "sitemap-is-its-gzip", SITEMAP, "must be the same, unpacked")


def page_is_reached(site: Site) -> Iterator[Finding]:
    """Every page must be within reach of the home page, by links.

    Bad: a page that no page links to; two that link to each other only
    Good: a page that its index lists
    Why: readers find what is linked, and only that.
    """
    ways: dict[str, set[str]] = {}
    for trail in site.trails:
        if trail.address.how in _FOLLOWED and trail.file:
            ways.setdefault(trail.address.path, set()).add(trail.file)
    reached, ahead = set[str](), {"index.html"}
    while ahead:
        reached |= ahead
        ahead = {there for here in ahead for there in ways.get(here, ())} - reached
    for page in site.pages.values():
        if page.path not in reached and site.is_listed(page):
            what = "no link leads there from the home page"
            yield _finding(page.path, 1, "page-is-reached", f"/{place_of(page.path)}", what)
