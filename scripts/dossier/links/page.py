"""One built page, read once: its ids and every address it has, each with its line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from typing import Final

from dossier.finding import Finding
from dossier.links import css, machine
from dossier.links.address import Address, Use
from dossier.links.tag import Attributes, Own, addresses_of

_CODE: Final = frozenset({"code", "pre", "script"})
"""An address in their text is an example, not one to follow."""
_JSON_LD: Final = "application/ld+json"


@dataclass(frozen=True, kw_only=True)
class Page:
    """What the checks ask of a page."""

    path: str
    base: str
    """`<base href>`; empty without one."""
    ids: tuple[tuple[str, int], ...]
    """Every id with its line, in order, twice when it is there twice."""
    names: frozenset[str]
    """Every `<a name>`."""
    is_hidden: bool
    """Whether it asks search engines to pass by (`noindex`)."""
    addresses: tuple[Address, ...]
    troubles: tuple[Finding, ...]

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Return all that a fragment may name."""
        return self.names | {each for each, _ in self.ids}

    def first(self, how: str) -> Address | None:
        """Return the first address that is had in a given way."""
        return next((each for each in self.addresses if each.how == how), None)


def read_page(path: str, text: str, own: Own) -> Page:
    """Return a page as read from its HTML."""
    reader = _Reader(path, own)
    reader.feed(text)
    reader.close()
    return Page(
        path=path,
        base=reader.base,
        ids=tuple(reader.ids),
        names=frozenset(reader.names),
        is_hidden=reader.is_hidden,
        addresses=tuple(reader.addresses),
        troubles=tuple(reader.troubles),
    )


def unreadable(path: str, line: int, what: str, error: machine.UnreadableError) -> Finding:
    """Return the finding about a text that starts at a line and that no machine can read."""
    return Finding(
        path=path,
        line=line + error.line,
        rule="data-is-readable",
        message=f"{what}: no machine can read it: {error.why}.",
    )


class _Reader(HTMLParser):
    """Collects while the parser walks; comments and scripts hold no tags for it."""

    def __init__(self, path: str, own: Own) -> None:
        super().__init__()
        self.path, self.own = path, own
        self.base = ""
        self.ids: list[tuple[str, int]] = []
        self.names: list[str] = []
        self.is_hidden = False
        self.addresses: list[Address] = []
        self.troubles: list[Finding] = []
        self._raw = ""
        """`style`, or `script` with JSON-LD, while inside one."""
        self._text: tuple[int, str] | None = None
        """First line and text of it: the parser hands it over in pieces."""
        self._code = 0
        """How many of _CODE are open."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read one tag."""
        attributes = {name: value or "" for name, value in reversed(attrs)}  # the first one counts
        line = self.getpos()[0]
        if "id" in attributes:
            self.ids.append((attributes["id"], line))
        if tag == "a" and "name" in attributes:
            self.names.append(attributes["name"])
        if tag == "base":
            self.base = self.base or attributes.get("href", "")
        if tag == "meta" and attributes.get("name", "").lower() == "robots":
            self.is_hidden = "noindex" in attributes.get("content", "").lower()
        for how, written, use in addresses_of(tag, attributes, self.own):
            self._add(line, how, written, use)
        self._enter(tag, attributes)

    def _enter(self, tag: str, attributes: Attributes) -> None:
        """Remember what the text to come is."""
        is_json_ld = tag == "script" and attributes.get("type", "").lower() == _JSON_LD
        self._raw = tag if tag == "style" or is_json_ld else ""
        self._code += tag in _CODE

    def handle_data(self, data: str) -> None:
        """Keep a script's or style's text; look for our addresses in what the reader sees."""
        if self._raw:
            self._text = self._text or (self.getpos()[0], "")
            self._text = (self._text[0], self._text[1] + data)
        elif not self._code:
            self._all(self.getpos()[0], data, "text", self.own(data), Use.LINK)

    def handle_endtag(self, tag: str) -> None:
        """Read the text that ends here, if it was kept."""
        line, text = self._text or (0, "")
        if text and self._raw == "style":
            self._all(line, text, "style", css.addresses(text), Use.RESOURCE)
        elif text:
            self._json_ld(line, text)
        self._raw, self._text = "", None
        self._code -= self._code > 0 and tag in _CODE

    def _json_ld(self, line: int, text: str) -> None:
        """Read one JSON-LD script."""
        try:
            for below, key, written in machine.json_ld(text):
                self._add(line + below, f"JSON-LD {key}", written, Use.RECORD)
        except machine.UnreadableError as error:
            self.troubles.append(unreadable(self.path, line, "JSON-LD", error))

    def _all(
        self, line: int, text: str, how: str, found: Iterable[tuple[int, str]], use: Use
    ) -> None:
        """Keep addresses found in a text, each with its line."""
        for offset, written in found:
            self._add(line + text.count("\n", 0, offset), how, written, use)

    def _add(self, line: int, how: str, written: str, use: Use) -> None:
        """Keep one address."""
        self.addresses.append(Address(path=self.path, line=line, how=how, written=written, use=use))
