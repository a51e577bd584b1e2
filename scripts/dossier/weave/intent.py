"""Marks, in a finished page, each link whose goal has a card: `data-card` names it.

Links that stand in a list which says already what the card would say (`nav`, `.index`, …) are
for going, not for asking: they get none. What a card can say of one place alone, such as the
relation of an actor that the statement at hand asserts, stands in `data-here`.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from dossier.model import Actor, Dossier, Statement
from dossier.model.pages import anchor_of, page_of
from dossier.weave.evidence import name_of, with_cards
from dossier.weave.loom import Loom

_TAG: Final = re.compile(
    r"<(?P<close>/)?(?P<name>a|article|nav|ul|ol|table|h1|li)\b(?P<rest>[^>]*)>"
)
_HREF: Final = re.compile(r'\b(?:xlink:)?href="([^"]*)"')
_ID: Final = re.compile(r'\bid="([^"]*)"')
_CLASS: Final = re.compile(r'\bclass="([^"]*)"')
_TOLD: Final = frozenset({"index", "sections", "parts", "section-list", "terms", "left"})
"""Classes of lists that tell what their links lead to."""
_SOURCE: Final = "ref-"
"""How the anchor of a source begins in a page's own list."""


class Intent:
    """Knows which addresses of the site have a card."""

    def __init__(self, loom: Loom) -> None:
        """Take the loom, once the engine knows the address of each page."""
        self.loom = loom

    @cached_property
    def _names(self) -> dict[str, str]:
        """Return site address, with the anchor of a statement or note → card."""
        names = {}
        for record in with_cards(self.loom.dossier):
            anchor = anchor_of(record)
            address = self.loom.url_of(page_of(record))
            names[f"{address}#{anchor}" if anchor else address] = name_of(record)
        return names

    def marked(self, page: str) -> str:
        """Return a page's HTML with its links marked."""
        return "".join(self._pieces(page, self.loom.url_of(self.loom.page)))

    def _pieces(self, page: str, start: str) -> Iterator[str]:
        """Yield the page in pieces, cut at tags that matter."""
        at, article, told = 0, "", list[str]()
        for tag in _TAG.finditer(page):
            name, rest = tag["name"], tag["rest"]
            yield page[at : tag.start()]
            at = tag.end()
            if name == "a" and not tag["close"] and not told:
                yield f"<a{rest}{self._mark(rest, start, article)}>"
                continue
            yield tag.group()
            if name == "article":
                identity = _ID.search(rest)
                article = identity[1] if identity and not tag["close"] else ""
            elif told and name == told[-1]:
                told = told[:-1] if tag["close"] else [*told, name]
            elif not tag["close"] and _tells(name, rest):
                told.append(name)
        yield page[at:]

    def _mark(self, rest: str, start: str, article: str) -> str:
        """Return the attributes that a link gets."""
        href = _HREF.search(rest)
        if not href or "data-card" in rest or "headerlink" in rest:
            return ""
        name = self._card(html.unescape(href[1]), start)
        if not name or name == article:
            return ""
        here = relation(self.loom.dossier, name, article)
        said = f' data-here="{html.escape(here)}"' if here else ""
        return f' data-card="{name}"{said}'

    def _card(self, href: str, start: str) -> str:
        """Return the card of what an address leads to from a page; empty without one."""
        path, _, anchor = href.partition("#")
        if anchor.startswith(_SOURCE) and not path:
            key = anchor.removeprefix(_SOURCE)
            return key if key in self.loom.dossier.sources else ""
        if "?" in path or ":" in path or path.startswith("/"):
            return ""
        goal = _joined(start, path) if path else start
        return self._names.get(f"{goal}#{anchor}") or (self._names.get(goal, "") if path else "")


def _tells(name: str, rest: str) -> bool:
    """Return whether an element holds links that need no card."""
    found = _CLASS.search(rest)
    return name in ("nav", "h1") or bool(found and _TOLD & set(found[1].split()))


def _joined(start: str, path: str) -> str:
    """Return the site address that a relative one leads to.

    >>> _joined("series/kazakhstan/agenda/", "../../../actors/hikvision/")
    'actors/hikvision/'
    """
    found = posixpath.normpath(posixpath.join(start, path))
    return "" if found == "." else f"{found}/" if path.endswith(("/", "..", ".")) else found


def relation(dossier: Dossier, actor: str, statement: str) -> str:
    """Return in words what a statement asserts of an actor; ids in lower case.

    Nothing where it is no actor, or the statement asserts nothing of it.
    """
    record = dossier.statements.get(statement.upper())
    if not isinstance(record, Statement) or not isinstance(dossier.records.get(actor), Actor):
        return ""
    found = [
        f"{each.words} {_called(dossier, each.other)}"
        for each in dossier.relations.get(actor, ())
        if each.statement == record.id
    ]
    if record.by == actor:
        found.insert(0, "vouches for it")
    return f"{record.id}: {'; '.join(found)}" if found else ""


def _called(dossier: Dossier, actor: str) -> str:
    """Return an actor's title."""
    found = dossier.actors.get(actor)
    return found.title if found else actor
