"""Our own pages and statements as CSL-JSON items, and the articles they restate.

A page is a chapter in an edition, the home page the edition itself. Files, plain citations and
what a page's head tells machines are all made from these items, so that they agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from dossier.model.csl import csl_date, csl_item
from dossier.model.dates import in_words
from dossier.model.dossier import Dossier
from dossier.model.pages import HOME, anchor_of, page_of
from dossier.model.records import (
    Actor,
    Edition,
    Note,
    Page,
    Part,
    Record,
    Section,
    Source,
    Statement,
    Term,
)

Item = dict[str, Any]
Address = Callable[[Record], str]
"""Record → whole address of it on this site."""
_VIEWS: Final = frozenset(
    "index.md series/index.md claims.md chronology.md network.md places.md".split()
)
"""Pages that are made of statements, though they are no section."""


def addresses(dossier: Dossier, url_of: Callable[[str], str]) -> Address:
    """Return what gives the whole address of a record."""

    def address(record: Record) -> str:
        anchor = anchor_of(record)
        page = dossier.edition.site + url_of(page_of(record))
        return f"{page}#{anchor}" if anchor else page

    return address


def with_pages(dossier: Dossier) -> Iterator[Record]:
    """Yield every record that has a page of its own."""
    yield from dossier.pages.values()
    yield from dossier.parts.values()
    yield from dossier.sections.values()
    yield from dossier.actors.values()
    yield from dossier.terms.values()
    yield from dossier.sources.values()


def with_anchors(dossier: Dossier) -> Iterator[Record]:
    """Yield every record that is an anchor on a section's page."""
    yield from dossier.statements.values()
    yield from dossier.notes.values()


def key_of(edition: Edition, record: Record) -> str:
    """Return the citation key of a page or statement of ours; it names the edition.

    >>> from dossier.model import Origin
    >>> key_of(Edition(id="2026.1", key="dsr"), Page(id="about/x.md", origin=Origin(path="")))
    'dsr-2026.1-about-x'
    """
    slug = re.sub(r"[^\w.-]+", "-", record.id.lower().removesuffix(".md"))
    return "-".join(filter(None, (edition.key, edition.id, slug)))


def item_of(dossier: Dossier, record: Record, address: Address) -> Item:
    """Return the item of a page or statement of ours; what is not known is left out."""
    edition = dossier.edition
    by = [{"literal": edition.editor}] if edition.editor else []
    item: Item = {
        "id": key_of(edition, record),
        "type": "chapter",
        "title": title(dossier, record),
        "container-title": edition.title,
        "author": by,
        "editor": by,
        "publisher": edition.publisher,
        "edition": f"edition {edition.id}",
        "section": record.id if anchor_of(record) else "",
        "issued": csl_date(edition.date),
        "URL": address(record),
        "language": "en",
        "abstract": said(record),
    }
    if page_of(record) == HOME:
        whole = {"type": "dataset", "title": edition.title, "version": edition.id}
        item |= whole | dict.fromkeys(("container-title", "edition", "editor"), "")
    return {key: value for key, value in item.items() if value}


def title(dossier: Dossier, record: Record) -> str:
    """Return the title a citation gives; that of a statement is its section's with its id."""
    if isinstance(record, Statement | Note):
        section = dossier.sections.get(record.section)
        return f"{section.title}, {record.id}" if section else record.id
    if isinstance(record, Term):
        # Styles that capitalise titles must leave pinyin as it is.
        return f'<span class="nocase">{record.title}</span>'
    if isinstance(record, Source):
        return f"Record of {record.title or record.outlet or record.id}"
    return str(getattr(record, "title", "")) or record.id


def bare(text: str) -> str:
    """Return a CSL text without its marks."""
    return re.sub(r"</?span[^>]*>", "", text)


def said(record: Record) -> str:
    """Return a statement's words, or what a page is about, on one line."""
    if isinstance(record, Source):
        named = ", ".join(filter(None, (record.outlet, in_words(record.date))))
        return f"Record of a source of the edition: {named}."
    words = record.prose.plain if anchor_of(record) else str(getattr(record, "summary", ""))
    return " ".join(words.split())


def originals(dossier: Dossier, record: Record) -> list[Source]:
    """Return the articles that a page or statement restates; their author must be credited."""
    parts = dict.fromkeys(_parts(dossier, record))
    keys = [dossier.parts[part].source for part in parts if part in dossier.parts]
    return [dossier.sources[key] for key in dict.fromkeys(keys) if key in dossier.sources]


def _parts(dossier: Dossier, record: Record) -> Iterator[str]:
    """Yield the parts whose statements a page shows."""
    if isinstance(record, Part):
        yield record.id
    elif isinstance(record, Section):
        yield record.part
    elif isinstance(record, Statement):
        yield from _parts_of(dossier, [record])
    elif isinstance(record, Actor):
        yield from _parts_of(dossier, dossier.statements_by(record.id))
        yield from _parts_of(dossier, dossier.statements_about(record.id))
    elif isinstance(record, Term):
        yield from _parts_of(dossier, dossier.statements_using(record.id))
    elif isinstance(record, Page) and record.id in _VIEWS:
        yield from _parts_of(dossier, dossier.statements.values())


def _parts_of(dossier: Dossier, statements: Iterable[Statement]) -> Iterator[str]:
    """Yield the part of each statement."""
    for each in statements:
        if each.section in dossier.sections:
            yield dossier.sections[each.section].part


def items_of(dossier: Dossier, record: Record, address: Address) -> list[Item]:
    """Return what a page's or statement's files hold: itself, then the articles it restates.

    The files beside a source's page hold the source.
    """
    if isinstance(record, Source):
        return [csl_item(record)]
    return [item_of(dossier, record, address), *map(csl_item, originals(dossier, record))]
