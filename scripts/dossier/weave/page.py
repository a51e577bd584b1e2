"""What is derived for each kind of page: a head above its text, sections below it."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Final

from dossier.model import Dossier, Record, Section, Source
from dossier.model.citing import said
from dossier.model.dates import in_words
from dossier.model.ledger import address_of
from dossier.model.pages import HOME, source_page
from dossier.weave.loom import Loom
from dossier.weave.promises import left_on, tombstone_at
from dossier.weave.sections import KINDS, Tail, section, sources_of
from dossier.weave.state import state_of

_NO_TAGS: Final = str.maketrans("<>", "\u2039\u203a")  # angle quotation marks


def frame(loom: Loom) -> tuple[str, list[Tail]]:
    """Return the head and the tail of the loom's page, both as HTML."""
    line = tombstone_at(loom.ledger, loom.page)
    if line:
        goal = loom.href(line.target) if line.target else ""
        return loom.render("tombstone.html", line=line, goal=goal), []
    head, tail = _frame(loom)
    left = left_on(loom.ledger, loom, address_of(loom.page), loom.url_of(loom.page))
    return head, [*tail, *section("", "", "left.html", left, loom)]


def _frame(loom: Loom) -> tuple[str, list[Tail]]:
    """Return the head and the tail of a page that is about something."""
    record = record_at(loom.dossier, loom.page)
    listed = LISTS.get(loom.page)
    tail = [("", "", loom.render(listed))] if listed else []
    if record is None:
        return "", tail
    state = state_of(loom, record)
    for kind, (head, sections) in KINDS.items():
        if isinstance(record, kind):
            tail = [each for make in sections for each in make(loom, record)]
            return loom.render(head, record=record, state=state), tail
    head = "home.html" if loom.page == HOME else "state.html"
    return loom.render(head, record=record, state=state), [*tail, *sources_of(loom, record)]


def record_at(dossier: Dossier, path: str) -> Record | None:
    """Return the record that a page below `docs/` is about."""
    key = path.removeprefix("sources/").removesuffix(".md")
    if path == source_page(key) and key in dossier.sources:
        return dossier.sources[key]
    return dossier.by_path.get(f"docs/{path}")


def kind_at(dossier: Dossier, path: str) -> str:
    """Return what a page is, in one word, for style sheets."""
    if path == HOME:
        return "home"
    if path in LISTS:
        return "list"
    record = record_at(dossier, path)
    return type(record).__name__.lower() if record else "page"


def meta_at(dossier: Dossier, path: str) -> dict[str, object]:
    """Return what a theme may know of a page: nothing an author wrote gets there but through here.

    Themes print titles and descriptions as they stand, so both are HTML.
    """
    record = record_at(dossier, path)
    meta: dict[str, object] = {"kind": kind_at(dossier, path)}
    title, summary = getattr(record, "title", ""), getattr(record, "summary", "")
    if isinstance(record, Source):
        named = ", ".join(filter(None, (record.outlet, in_words(record.date))))
        title, summary = title or named, said(record)
    if isinstance(record, Section):
        meta |= {"hide": ["toc"]}  # the margins hold the statements' ids and voices
    # Material takes a title's tags off after unescaping it: entities would not hold there.
    meta |= {"title": html.escape(title.translate(_NO_TAGS), quote=False)} if title else {}
    return meta | ({"description": html.escape(summary)} if summary else {})


LISTS: Final[Mapping[str, str]] = {
    "series/index.md": "series.html",
    "actors/index.md": "actor-list.html",
    "glossary/index.md": "term-list.html",
    "sources/index.md": "source-list.html",
    "sources/wanted.md": "wanted.html",
    "sources/health.md": "health.html",
    "claims.md": "claims.html",
    "chronology.md": "chronology.html",
    "network.md": "network.html",
    "places.md": "places.html",
    "data.md": "data.html",
    "about/quality.md": "quality.html",
    "about/errata.md": "errata.html",
    "about/design.md": "design.html",
    "editions/index.md": "editions.html",
    "changes.md": "changes.html",
    "about/corrections.md": "corrections.html",
}
"""Page → the list that stands on it."""
