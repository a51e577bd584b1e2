"""The Python-Markdown extension that turns the edition's own marks into HTML.

1. before parsing: what is derived goes in, block options come out · 2. blocks become articles ·
3. links by id resolve · 4. terms become links, foreign runs get their `lang` · 5. what an author
wrote is cleaned, and what is ours put in · 6. links get their cards. It runs in any engine that
runs Python-Markdown; `Loom.page` must name the page being converted.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any, Final

from markdown import Extension, Markdown
from markdown.inlinepatterns import ReferenceInlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from dossier.read.document import BLOCK_NAMES
from dossier.weave.fragments import clean
from dossier.weave.intent import Intent
from dossier.weave.loom import Loom
from dossier.weave.marks import Terms, Tongues
from dossier.weave.page import frame

_OPEN: Final = re.compile(rf"^///[ \t]*(?:{'|'.join(BLOCK_NAMES)})[ \t]*\|")


class _Derived(Preprocessor):
    """Puts the page's head and tail around its text, and takes the blocks' options out.

    Pymdownx reads options as typed YAML, where the field `on` would be a truth value; the
    dossier has them already.
    """

    def __init__(self, md: Markdown, loom: Loom) -> None:
        super().__init__(md)
        self.loom = loom

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines of the whole page."""
        head, tail = frame(self.loom)
        # A mark stands alone between empty lines, or Markdown wraps it in a paragraph.
        hold = self.loom.fragments.hold
        title, text = title_of_page(lines)
        woven = [*title, hold(head, block=True), ""] if head else title
        woven += without_options(text)
        for heading, anchor, fragment in tail:
            woven += ["", f"## {heading} {{#{anchor}}}", ""] if heading else [""]
            woven.append(hold(fragment, block=True))
        return woven


def title_of_page(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines up to a page's own title, where it begins with one, and the others."""
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if not lines or not lines[first].startswith("# "):
        return [], lines
    return [*lines[: first + 1], ""], lines[first + 1 :]


def without_options(lines: list[str]) -> Iterator[str]:
    """Yield the lines without the indented options under each of our block headers."""
    inside = False
    for line in lines:
        if inside and line.startswith("    "):
            continue
        inside = bool(_OPEN.match(line))
        yield line


class _Article(Block):
    """What statements, figures and notes share: an article with a head and a foot."""

    ARGUMENT = True

    def on_create(self, parent: ET.Element) -> ET.Element:
        """Create the article; its text goes into an inner division."""
        article = ET.SubElement(parent, "article", self.attributes())
        self._raw(article, f"{self.NAME}-head.html")
        ET.SubElement(article, "div", {"class": "claim-text"})
        self._raw(article, f"{self.NAME}-foot.html")
        return article

    def attributes(self) -> dict[str, str]:
        """Return the article's attributes."""
        return {"class": self.NAME, "id": self.argument.lower()}

    def on_add(self, block: ET.Element) -> ET.Element:
        """Return the element the text goes into."""
        return next(child for child in block if child.get("class") == "claim-text")

    def _raw(self, article: ET.Element, template: str) -> None:
        """Add a rendered template to the article."""
        loom: Loom = self.config["loom"]
        record = loom.by_lower_id[self.argument.lower()]
        fragment = loom.render(template, record=record)
        if fragment:
            place = ET.SubElement(article, "p")
            place.text = AtomicString(loom.fragments.hold(fragment, block=True))

    def on_validate(self, parent: ET.Element) -> bool:  # noqa: ARG002 - pymdownx gives it
        """Return whether the dossier knows the block; an unknown one stays text, and a finding."""
        loom: Loom = self.config["loom"]
        return self.argument.lower() in loom.by_lower_id


class _Statement(_Article):
    NAME = "statement"

    def attributes(self) -> dict[str, str]:
        """Return the article's attributes, with what style sheets and filters go by."""
        loom: Loom = self.config["loom"]
        record = loom.dossier.statements[loom.by_lower_id[self.argument.lower()].id]
        return {
            **super().attributes(),
            "data-basis": record.basis,
            "data-status": record.status,
        }


class _Figure(_Article):
    NAME = "figure"


class _Note(_Article):
    NAME = "note"


class _Blocks(BlocksExtension):
    """Registers the three blocks with pymdownx."""

    def __init__(self, loom: Loom) -> None:
        super().__init__()
        self.loom = loom

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: ARG002, ANN401, N802 - pymdownx's interface
        """Add the blocks."""
        for block in (_Statement, _Figure, _Note):
            block_mgr.register(block, {"loom": self.loom})


class _LinksById(dict[str, tuple[str, str]]):
    """Markdown's table of link targets, where every id of the dossier is at home."""

    def __init__(self, loom: Loom) -> None:
        super().__init__()
        self.loom = loom

    def __contains__(self, label: object) -> bool:
        """Return whether a label is defined on the page or is an id."""
        return super().__contains__(label) or label in self.loom.by_lower_id

    def __missing__(self, label: str) -> tuple[str, str]:
        """Return an id's address."""
        return self.loom.markdown_href(self.loom.by_lower_id[label]), ""


class _BareId(ReferenceInlineProcessor):
    """`[KZ-031]` alone is a link; any other bracketed word stays a bracketed word."""

    def evalId(self, data: str, index: int, text: str) -> tuple[str | None, int, bool]:  # noqa: N802, ARG002 - Markdown's interface
        """Return the id the brackets hold."""
        return (
            (text.lower(), index, True)
            if text.lower() in self.md.references
            else (None, index, False)
        )


class _Finish(Postprocessor):
    """Marks the links that have a card, Markdown's and templates' alike.

    The space before a citation goes into it, so that none is left where a reader hides citations.
    """

    def __init__(self, md: Markdown, intent: Intent) -> None:
        super().__init__(md)
        self.intent = intent

    def run(self, text: str) -> str:
        """Return the page with its links marked."""
        return self.intent.marked(text).replace(' <span class="cites">', '<span class="cites"> ')


class _Cleaned(Postprocessor):
    """Cleans the page, then puts in what is ours."""

    def __init__(self, md: Markdown, loom: Loom) -> None:
        super().__init__(md)
        self.loom = loom

    def run(self, text: str) -> str:
        """Return the page, or a heading of it for the table of contents."""
        return self.loom.fragments.put_back(clean(text))


class DossierExtension(Extension):
    """Everything of the edition that happens inside Markdown."""

    def __init__(self, loom: Loom) -> None:
        """Take the loom of this build."""
        super().__init__()
        self.loom = loom
        self.intent = Intent(loom)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's interface
        """Add the steps, each at the place its comment gives."""
        # After whitespace is normal (30), before raw HTML is stashed (20).
        md.preprocessors.register(_Derived(md, self.loom), "dossier-derived", 25)
        _Blocks(self.loom).extendMarkdown(md)
        md.references = _LinksById(self.loom)
        # The stock pattern would make a link of any bracketed word that happens to be an id.
        md.inlinePatterns.deregister("short_reference")
        bare = _BareId(r"\[(?=[A-Z]{2}-[NF]?\d+\])", md)
        md.inlinePatterns.register(bare, "dossier-bare-id", 130)
        # After inline patterns (20), before the tree is written out; languages go into the links.
        md.treeprocessors.register(Terms(md, self.loom), "dossier-terms", 6)
        md.treeprocessors.register(Tongues(md, self.loom), "dossier-languages", 5)
        # After raw HTML is back in the page (30) and whole (10).
        md.postprocessors.register(_Cleaned(md, self.loom), "dossier-cleaned", 5)
        # After what templates made is in the page, too.
        md.postprocessors.register(_Finish(md, self.intent), "dossier-finish", 0)
