"""What is marked in an author's prose, as a tree: uses of terms, and runs in other languages."""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as ET
from typing import Final

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from dossier.model import Term
from dossier.model.pages import page_of
from dossier.model.uses import differs
from dossier.weave.loom import Loom

_NO_LANGUAGE: Final = frozenset({"code", "pre", "script", "style", "kbd"})
_NO_TERMS: Final = _NO_LANGUAGE | frozenset("a h1 h2 h3 h4 h5 h6".split())


class Terms(Treeprocessor):
    """Links every use of a term in prose, and tells a link to a term from other links."""

    def __init__(self, md: Markdown, loom: Loom) -> None:
        """Take the loom, which names the page."""
        super().__init__(md)
        self.loom = loom

    def run(self, root: ET.Element) -> None:
        """Walk the tree."""
        self._walk(root)

    def _walk(self, element: ET.Element) -> None:
        """Link the uses in an element's own text and behind each of its children."""
        if element.tag == "a":
            self._known(element)
        if element.tag in _NO_TERMS or element.get("lang"):
            return
        for child in list(element):
            self._walk(child)
            if child.tail:
                child.tail = self._link(element, list(element).index(child) + 1, child.tail)
        if element.text and not isinstance(element.text, AtomicString):
            element.text = self._link(element, 0, element.text)

    def _known(self, link: ET.Element) -> None:
        """Mark a link to a term."""
        path = posixpath.join(posixpath.dirname(self.loom.page), link.get("href", ""))
        term = self.loom.dossier.by_path.get(f"docs/{posixpath.normpath(path)}")
        if isinstance(term, Term):
            self._mark(link, term, "".join(link.itertext()))

    def _mark(self, link: ET.Element, term: Term, words: str) -> None:
        """Give a link the class of terms, and say where the words are another rendering."""
        link.set("class", "term")
        if differs(term, words):
            link.set("data-here", "Another rendering than this edition’s.")

    def _link(self, parent: ET.Element, at: int, text: str) -> str:
        """Put links to terms into a parent from a place on; return the text before the first."""
        head, end, before = text, 0, None
        for use in self.loom.dossier.uses.in_text(text):
            term = self.loom.dossier.terms[use.term]
            if page_of(term) == self.loom.page:
                continue
            link = ET.Element("a", {"href": self.loom.markdown_href(term)})
            link.text = text[use.start : use.end]
            self._mark(link, term, link.text)
            if before is None:
                head = text[: use.start]
            else:
                before.tail = text[end : use.start]
            parent.insert(at, link)
            before, end, at = link, use.end, at + 1
        if before is not None:
            before.tail = text[end:]
        return head


class Tongues(Treeprocessor):
    """Wraps every foreign run in a `<span lang>`."""

    def __init__(self, md: Markdown, loom: Loom) -> None:
        """Take the loom, which names the page."""
        super().__init__(md)
        self.loom = loom

    def run(self, root: ET.Element) -> None:
        """Walk the tree."""
        self._walk(root)

    def _walk(self, element: ET.Element) -> None:
        """Mark an element's own text and what follows each of its children."""
        if element.tag in _NO_LANGUAGE or element.get("lang"):
            return
        for child in list(element):
            self._walk(child)
            if child.tail:
                self._split(element, list(element).index(child) + 1, child, child.tail)
        if element.text and not isinstance(element.text, AtomicString):
            self._split(element, 0, None, element.text)

    def _split(self, parent: ET.Element, at: int, before: ET.Element | None, text: str) -> None:
        """Replace one text by text and spans."""
        runs = list(self.loom.languages.runs(text))
        if all(not tag for _, tag in runs):
            return
        head = "" if runs[0][1] else runs.pop(0)[0]
        if before is None:
            parent.text = head
        else:
            before.tail = head
        for run, tag in runs:
            if tag:
                span = self._span(run, tag)
                parent.insert(at, span)
                before, at = span, at + 1
            elif before is not None:
                before.tail = run

    def _span(self, run: str, tag: str) -> ET.Element:
        """Return a run with its language, and the pinyin of what has a known one."""
        span = ET.Element("span", {"lang": tag})
        pieces = list(self.loom.languages.readings(run, tag))
        for piece, pinyin in pieces:
            inner = span if len(pieces) == 1 else ET.SubElement(span, "span")
            inner.text = AtomicString(piece)
            if pinyin:
                inner.set("data-pinyin", pinyin)
        return span
