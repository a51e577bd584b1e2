"""The text of each book as one HTML document, from which the PDF and the EPUB are made."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from markupsafe import Markup

from dossier.book.chapter import chapter
from dossier.book.faces import spelled
from dossier.book.label import restates
from dossier.book.loom import BookLoom
from dossier.book.volume import WHOLE, Volume, volumes
from dossier.model import Record
from dossier.model.citing import addresses, item_of, said
from dossier.model.ledger import place_of
from dossier.read import Reading
from dossier.read.yaml_lines import parse
from dossier.weave.citations import ask_for
from dossier.weave.citing import Box, Said, shown
from dossier.weave.pandoc import answers
from dossier.weave.plain import STYLES, ask_for_plain
from dossier.weave.robust import Robust

_BELOW_TITLE: Final = 1
_BELOW_SECTION: Final = 2
"""The level of the heading above a text: of a chapter, of a section inside one."""
_DIVIDED: Final = re.compile(r"<div>(<dt>.*?</dd>)</div>", re.DOTALL)
"""A name and its values in a division of their own, which neither PDF/UA nor pandoc knows."""
_SHORT: Final = re.compile(r'<span [^>]*lang="zh-Han[st]"[^>]*>[^<]{1,10}</span>')
"""Chinese short enough to stay on one line, so that it is found and copied whole."""
_BIB: Final = Path(__file__).resolve().parents[3] / "bib"


class Manuscripts:
    """The books of an edition, each woven when asked for."""

    def __init__(self, reading: Reading, settings: str, cache: Path) -> None:
        """Take what was read, the text of mkdocs.yml, and the folder of pandoc's answers."""
        dossier = reading.dossier
        self.volumes = volumes(dossier)
        given = parse(settings, 1).data
        self.rights = str(given.get("copyright", ""))
        self._extensions = _names(given.get("markdown_extensions", []))
        self._bodies = {each.path: each.body for each in reading.documents}
        self._robust = Robust(reading.health)
        style = (_BIB / "edition.csl").read_text(encoding="utf-8")
        cited = [each for _, prose in reading.all_prose for each in prose.citations]
        address = addresses(dossier, place_of)
        self._address = address
        woven = ask_for(dossier.sources, cited, style)
        plain = ask_for_plain(shown(dossier, address), _BIB / "styles")
        heard = answers((woven.question, *plain.questions), cache)
        self._citations, self._plain = woven.read(heard[0]), plain.read(heard[1:])

    def html(self, volume: Volume, *, paged: bool) -> str:
        """Return a book as HTML; `paged` adds what an EPUB makes itself."""
        loom = BookLoom(volume, self._citations, self._bodies)
        loom.robust = self._robust
        texts = {
            record.id: Markup(chapter(loom, record, depth, self._extensions))  # noqa: S704 - cleaned
            for record, depth in _chapters(volume)
        }
        made = loom.render(
            "volume.html",
            volume=volume,
            texts=texts,
            paged=paged,
            whole=WHOLE,
            summary=said(volume.record),
            originals=restates(volume),
            rights=self.rights,
            box=self._box(volume, loom),
            lists=[
                ("Actors", "actors", volume.actors),
                ("Chinese terms", "terms", volume.terms),
                ("Sources", "sources", volume.sources),
            ],
        )
        whole = _DIVIDED.sub(r"\1", spelled(made))
        return _SHORT.sub(r'<span class="short">\g<0></span>', whole)

    def _box(self, volume: Volume, loom: BookLoom) -> Box:
        """Return how to cite a book and what it restates."""

        def styled(key: str) -> Said:
            mark = loom.languages.marked_html
            return [(style, Markup(mark(self._plain[style][key]))) for style in STYLES]  # noqa: S704 - pandoc escapes it

        own = item_of(volume.dossier, volume.record, self._address)["id"]
        credited = [styled(each.id) for each in restates(volume)]
        return Box(key=own, page=styled(own), originals=credited, first="", pattern=[])


def _chapters(volume: Volume) -> list[tuple[Record, int]]:
    """Return what is woven from Markdown, with the level of the heading above it."""
    parts = [(part, _BELOW_SECTION) for part in volume.parts]
    sections = [(section, _BELOW_SECTION) for section in volume.sections]
    return [*parts, *sections, *((page, _BELOW_TITLE) for page in volume.appendices)]


def _names(extensions: object) -> list[str]:
    """Return the names of the Markdown extensions that a setting lists, without their options."""
    listed = extensions if isinstance(extensions, list) else []
    return [each if isinstance(each, str) else next(iter(each)) for each in listed]
