"""Built pages as trees, for tests that look at them."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class _Texts(HTMLParser):
    """Collects each text with the tags and languages around it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[tuple[str, tuple[str, ...], str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; its language is its own or its parent's."""
        if tag not in _VOID:
            around = self.open[-1][1] if self.open else ""
            self.open.append((tag, dict(attrs).get("lang") or around))

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        while self.open:
            if self.open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if data.strip():
            language = self.open[-1][1] if self.open else ""
            self.found.append((data, tuple(tag for tag, _ in self.open), language))


def texts(file: Path) -> list[tuple[str, tuple[str, ...], str]]:
    """Return each text of a page with the names of the elements around it and its language."""
    parser = _Texts()
    parser.feed(file.read_text(encoding="utf-8"))
    return parser.found


def pages(site: Path) -> Iterator[Path]:
    """Yield every built page, sorted."""
    yield from sorted(site.rglob("*.html"))
