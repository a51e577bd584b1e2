"""“Cite this”: the box at the foot of each page, and what scripts fill in for one statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from dossier.model import Dossier, Record, Section, Source, Statement
from dossier.model.citing import Address, Item, item_of, originals, with_pages
from dossier.model.csl import csl_item
from dossier.weave import metadata
from dossier.weave.loom import Loom
from dossier.weave.plain import STYLES, Plain

FILES: Final = {"BibTeX": "bib", "RIS": "ris", "CSL-JSON": "csl.json"}
"""What a reader calls a format → the ending of its file."""

Said = list[tuple[str, Markup]]
"""Style and citation, in the order of the styles."""


@dataclass(frozen=True, kw_only=True)
class Box:
    """What stands in the box of one page."""

    key: str
    """Citation key of what the page's files hold."""
    page: Said
    originals: list[Said]
    first: str
    """Id of the section's first statement; empty on other pages."""
    pattern: Said
    """Its citation, in which scripts put any other id of the section."""


class Citing:
    """The plain citations of a build, by page."""

    plain: Plain
    """All citations that pages show, `shown`, in every style: wanted by the first box."""

    def __init__(self, loom: Loom, address: Address) -> None:
        """Take the loom and the addresses of a build."""
        self.loom = loom
        self.address = address

    def box(self, record: Record) -> str:
        """Return the box of a record's page as HTML."""
        dossier = self.loom.dossier
        own = item_of(dossier, record, self.address)["id"]
        source = isinstance(record, Source)
        first = _first_of(dossier, record)
        pattern = item_of(dossier, first, self.address)["id"] if first else ""
        made = Box(
            key=record.id if source else own,
            page=self._said(own),
            originals=[self._said(each) for each in _credited(dossier, record)],
            first=first.id if first else "",
            pattern=self._said(pattern) if pattern else [],
        )
        return self.loom.render("cite-this.html", box=made, source=source, files=FILES)

    def head(self, record: Record, card: str) -> str:
        """Return what the head of a record's page tells machines, as HTML; card is its picture."""
        dossier = self.loom.dossier
        item = item_of(dossier, record, self.address)
        return self.loom.render(
            "head.html",
            named=[
                *metadata.highwire(record, item),
                *metadata.dublin_core(item, dossier.edition.id),
            ],
            properties=list(metadata.open_graph(item, dossier.edition.title, card)),
            linked=metadata.script(metadata.json_ld(dossier, record, self.address, card)),
        )

    def _said(self, key: str) -> Said:
        """Return an item in each style, its foreign words marked."""
        mark = self.loom.languages.marked_html
        return [(style, Markup(mark(self.plain[style][key]))) for style in STYLES]  # noqa: S704 - pandoc escapes it


def shown(dossier: Dossier, address: Address) -> Iterator[Item]:
    """Yield every item that some page shows."""
    for record in with_pages(dossier):
        yield item_of(dossier, record, address)
        first = _first_of(dossier, record)
        if first:
            yield item_of(dossier, first, address)
    for source in dossier.sources.values():
        yield csl_item(source)


def _credited(dossier: Dossier, record: Record) -> list[str]:
    """Return the keys of the works beside the page: the articles restated, or the source itself."""
    if isinstance(record, Source):
        return [record.id]
    return [each.id for each in originals(dossier, record)]


def _first_of(dossier: Dossier, record: Record) -> Statement | None:
    """Return the first statement of a section."""
    if not isinstance(record, Section):
        return None
    return next(iter(dossier.statements_in(record.id)), None)
