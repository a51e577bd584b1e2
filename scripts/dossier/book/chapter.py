"""One page's Markdown as a chapter: the site's own extension, without what belongs to a site.

Headings go down to their place in the book, their ids get the chapter's in front, for an id may
stand only once in a book, and links to pages become links that work outside the site.
"""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from dossier.book.loom import BookLoom
from dossier.model import Record
from dossier.model.pages import page_of
from dossier.read.prose import (
    CITATIONS,
    hide_citations_in_code,
    show_citations_in_code,
    split_citations,
)
from dossier.weave.extension import DossierExtension, without_options
from dossier.weave.fragments import without_marks

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class _Bare(Preprocessor):
    """Takes the blocks' options out."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines of the page without options."""
        return list(without_options(lines))


class _Placed(Treeprocessor):
    """Puts headings and links where they belong in a book."""

    def __init__(self, md: Markdown, loom: BookLoom, anchor: str, depth: int) -> None:
        super().__init__(md)
        self.loom = loom
        self.anchor = anchor
        self.depth = depth

    def run(self, root: ET.Element) -> None:
        """Change the tree in place."""
        for element in root.iter():
            if element.tag in _HEADINGS:
                level = min(int(element.tag[1]) - 1 + self.depth, len(_HEADINGS))
                element.tag = f"h{level}"
                if element.get("id"):
                    element.set("id", f"{self.anchor}-{element.get('id')}")
            elif element.tag == "a" and not element.get("href", "").startswith("#"):
                element.set("href", self._outside(element.get("href", "")))

    def _outside(self, href: str) -> str:
        """Return the address of a link; one to a file of the project leads to its page."""
        path, hash_, anchor = href.partition("#")
        if ":" in path or not path.endswith(".md"):
            return href
        page = posixpath.normpath(posixpath.join(posixpath.dirname(self.loom.page), path))
        found = self.loom.href(page)
        return f"{found}{hash_}{anchor}" if ":" in found else found


class _BookExtension(DossierExtension):
    """The edition's extension, for a chapter."""

    def __init__(self, loom: BookLoom, anchor: str, depth: int) -> None:
        super().__init__(loom)
        self.book_loom = loom
        self.anchor = anchor
        self.depth = depth

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's interface
        """Add the steps of a page, and change those that make it one."""
        super().extendMarkdown(md)
        md.preprocessors.register(_Bare(md), "dossier-derived", 25)
        md.postprocessors.deregister("dossier-finish")
        # After headings have got their ids (5).
        placed = _Placed(md, self.book_loom, self.anchor, self.depth)
        md.treeprocessors.register(placed, "dossier-placed", 4)


def chapter(loom: BookLoom, record: Record, depth: int, extensions: Sequence[str]) -> str:
    """Return a record's text as HTML; `depth` is the level of the heading above it.

    `extensions` name those of Python-Markdown that the site uses.
    """
    loom.turn_to(page_of(record))
    anchor = loom.volume.anchors[record.id]
    ours = _BookExtension(loom, anchor, depth)
    md = Markdown(extensions=[*extensions, ours], output_format="html")
    text = hide_citations_in_code(without_marks(loom.bodies[record.origin.path]))
    cited = CITATIONS.sub(lambda found: loom.cite(split_citations(found[1])), text)
    return md.convert(show_citations_in_code(cited))
