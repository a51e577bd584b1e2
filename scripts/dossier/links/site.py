"""A built site, read once: its files, its pages, every address, and where each leads.

1. list the files · 2. read the pages · 3. read the other files that have addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from urllib.parse import unquote, urldefrag

from dossier.finding import Finding
from dossier.links.address import Address, Goes, Lead, edition_of, lead, own_in, place_of
from dossier.links.kinds import READERS, kind_of, manifest
from dossier.links.machine import UnreadableError
from dossier.links.page import Page, read_page, unreadable
from dossier.links.tag import CANONICAL, MANIFEST, REFRESH


@dataclass(frozen=True, kw_only=True)
class Site:
    """What the rules ask of a site."""

    folder: Path
    origin: str
    """Address of the site's root, with the closing slash."""
    files: frozenset[str]
    """Path of every file below the folder."""
    pages: Mapping[str, Page]
    """Path → page, sorted."""
    others: tuple[Address, ...]
    """Addresses in files that are no pages."""
    troubles: tuple[Finding, ...]
    """What could not be read."""

    @cached_property
    def trails(self) -> tuple[Trail, ...]:
        """Return every address with where it leads."""
        inside = (each for page in self.pages.values() for each in page.addresses)
        return tuple(map(self._trail, [*inside, *self.others]))

    def had(self, how: str) -> Iterator[Trail]:
        """Yield the addresses that are had in a given way."""
        return (trail for trail in self.trails if trail.address.how == how)

    def _trail(self, address: Address) -> Trail:
        """Return an address with where it leads."""
        page = self.pages.get(address.path)
        base = page.base if page else ""
        there = lead(address.written, file=address.path, base=base, origin=self.origin)
        return Trail(site=self, address=address, lead=there)

    @cached_property
    def places(self) -> frozenset[str]:
        """Return the address of every file, below the root."""
        return frozenset(map(place_of, self.files))

    @cached_property
    def laid(self) -> frozenset[str]:
        """Return the frozen editions that are laid out under the site."""
        return frozenset(filter(None, map(edition_of, self.files)))

    def comes_later(self, place: str) -> bool:
        """Return whether a place is in a frozen edition, which publishing lays under the site."""
        edition = edition_of(place)
        return bool(edition) and edition not in self.laid

    def file_at(self, place: str) -> str:
        """Return the file that a server shows at a place, or nothing."""
        path = f"{place}index.html" if place.endswith("/") or not place else place
        return path if path in self.files else ""

    def address_of(self, page: Page) -> str:
        """Return where a page is, decoded."""
        return self.origin + place_of(page.path)

    def canonical_of(self, page: Page) -> str:
        """Return where a page says it is, decoded."""
        address = page.first(CANONICAL)
        return unquote(urldefrag(address.written).url) if address else self.address_of(page)

    def is_listed(self, page: Page) -> bool:
        """Return whether a page wants to be found: no redirect, no copy, no error page."""
        return (
            not page.is_hidden
            and not page.first(REFRESH)
            and page.path.rpartition("/")[2] != "404.html"
            and self.canonical_of(page) == self.address_of(page)
        )


@dataclass(frozen=True, kw_only=True)
class Trail:
    """One address of a site, and where it leads."""

    site: Site
    address: Address
    lead: Lead

    @property
    def file(self) -> str:
        """Return the file of the site that the address leads to, or nothing."""
        return self.site.file_at(self.lead.path) if self.lead.goes is Goes.HERE else ""


def read_site(folder: Path, origin: str) -> Site:
    """Return the site that was built into a folder."""
    files = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    own = partial(own_in, origin=origin)
    # A frozen edition was judged when it was built; it is no part of the current site but a target.
    judged = [path for path in files if not edition_of(path)]
    pages = {
        path: read_page(path, _text(folder / path), own)
        for path in judged
        if path.endswith(".html")
    }
    others, troubles = _others(folder, judged, _manifests(pages, origin))
    troubles += [each for page in pages.values() for each in page.troubles]
    return Site(
        folder=folder,
        origin=origin,
        files=frozenset(files),
        pages=pages,
        others=tuple(others),
        troubles=tuple(troubles),
    )


def _text(path: Path) -> str:
    """Return a file's text; wrong bytes are not a matter of links."""
    return path.read_text(encoding="utf-8", errors="replace")


def _manifests(pages: Mapping[str, Page], origin: str) -> frozenset[str]:
    """Return the path of every web manifest that a page names."""
    return frozenset(
        lead(each.written, file=page.path, base=page.base, origin=origin).path
        for page in pages.values()
        for each in page.addresses
        if each.how == MANIFEST
    )


def _others(
    folder: Path, files: Iterable[str], manifests: frozenset[str]
) -> tuple[list[Address], list[Finding]]:
    """Return the addresses of the files that are no pages, and the files no machine can read."""
    found: list[Address] = []
    troubles: list[Finding] = []
    for path in files:
        read = manifest if path in manifests else READERS.get(kind_of(path))
        try:
            found += read(path, _text(folder / path)) if read else ()
        except UnreadableError as error:
            troubles.append(unreadable(path, 1, path, error))
    return found, troubles
