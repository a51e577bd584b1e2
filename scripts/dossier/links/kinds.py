"""Files that are no pages: what reads the addresses of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from dossier.links import css, machine
from dossier.links.address import Address, Use
from dossier.links.page import read_page

SITEMAP: Final = "sitemap.xml"
LISTED: Final = "sitemap loc"
"""How a sitemap has an address."""


def kind_of(path: str) -> str:
    """Return what tells a file's kind: the whole name of a sitemap, else the last part of it."""
    name = path.rpartition("/")[2]
    return name if name == SITEMAP else name.rpartition(".")[2]


def _sheet(path: str, text: str) -> Iterator[Address]:
    """Yield what a style sheet loads."""
    for offset, written in css.addresses(text):
        line = 1 + text.count("\n", 0, offset)
        yield Address(path=path, line=line, how="css", written=written, use=Use.RESOURCE)


def _drawing(path: str, text: str) -> Iterator[Address]:
    """Yield the addresses of a drawing (SVG): it has links and images as a page has."""
    yield from read_page(path, text, own=lambda _: ()).addresses


def manifest(path: str, text: str) -> Iterator[Address]:
    """Yield the addresses of a web manifest; UnreadableError when it is no JSON."""
    for line, key, written in machine.manifest(text):
        use = Use.RESOURCE if key == "src" else Use.LINK
        yield Address(path=path, line=1 + line, how=f"manifest {key}", written=written, use=use)


def _sitemap(path: str, text: str) -> Iterator[Address]:
    """Yield what a sitemap lists; UnreadableError when it is no XML."""
    for line, _, written in machine.sitemap(text):
        yield Address(path=path, line=1 + line, how=LISTED, written=written, use=Use.RECORD)


READERS: Final[Mapping[str, Callable[[str, str], Iterator[Address]]]] = {
    "css": _sheet,
    "svg": _drawing,
    "webmanifest": manifest,
    SITEMAP: _sitemap,
}
"""Kind of file → what reads its addresses."""
