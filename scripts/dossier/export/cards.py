"""The pictures that go with a shared link: title and edition on paper, drawn at build time.

Same words, same font, same bytes. Drawing two hundred takes seconds, so each is kept in a cache
folder under a name that carries what went in.
"""

from __future__ import annotations

import functools
import hashlib
import io
import zlib
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from dossier.model import Actor, Dossier, Part, Record, Section, Term
from dossier.model.pages import page_of
from dossier.writing import kept

WIDTH: Final = 1200
HEIGHT: Final = 630
_MARGIN: Final = 90
PAPER: Final = (0xFD, 0xFB, 0xF6)
INK: Final = (0x21, 0x1E, 0x19)
RED: Final = (0x98, 0x27, 0x1B)
_SOFT: Final = 70
"""The shade of the small letters, of 255."""
_SHADES: Final = tuple(
    tuple(round(ink + (paper - ink) * step / 14) for ink, paper in zip(INK, PAPER, strict=True))
    for step in range(15)
)
"""Fifteen colours from ink to paper; with the red of the bar they fill a palette of four bits."""
_PALETTE: Final = [part for colour in (*_SHADES, RED) for part in colour]
_SHADE_OF: Final = [round(shade * 14 / 255) for shade in range(256)]
"""Shade of 255 → number of its colour."""
_LINES: Final = 4
"""So many lines a title may have."""
_KINDS: Final[tuple[tuple[type[Record], str], ...]] = (
    (Section, "Section"),
    (Part, "Part"),
    (Actor, "Actor"),
    (Term, "Term"),
)
_SIZES: Final = ((40, 78), (90, 62), (10_000, 48))
"""Longest title, in letters → size of its letters, in pixels."""
COMMON: Final = "assets/cards/edition.png"
"""The card of every page that has none of its own."""


def card_of(record: Record, url_of: Callable[[str], str]) -> str:
    """Return the site path of a page's card."""
    if not _kind(record):
        return COMMON
    return f"assets/cards/{url_of(page_of(record)).strip('/').replace('/', '-')}.png"


def card_files(dossier: Dossier, url_of: Callable[[str], str], cache: Path) -> dict[str, bytes]:
    """Return site path → PNG of every card."""
    edition = f"Edition {dossier.edition.id}, {dossier.edition.date}"
    made = {COMMON: _cached((dossier.edition.title, "Reference edition", edition), cache)}
    for record in _drawn(dossier):
        words = (_words(record), f"{dossier.edition.title} · {_kind(record)}", edition)
        made[card_of(record, url_of)] = _cached(words, cache)
    return made


def _drawn(dossier: Dossier) -> Iterator[Record]:
    """Yield every record whose page has a card of its own."""
    yield from dossier.parts.values()
    yield from dossier.sections.values()
    yield from dossier.actors.values()
    yield from dossier.terms.values()


def _kind(record: Record) -> str:
    """Return what a card calls a record; nothing where the common card will do."""
    return next((word for kind, word in _KINDS if isinstance(record, kind)), "")


def _words(record: Record) -> str:
    """Return a card's title; the text face has no Chinese, so a term is there in pinyin."""
    if isinstance(record, Term):
        return f"{record.pinyin}: {record.preferred}"
    return str(getattr(record, "title", "")) or record.id


def _cached(words: tuple[str, str, str], cache: Path) -> bytes:
    """Return a card from the cache, or draw it and keep it."""
    made_with = (words, *_versions(), _PALETTE)
    name = f"{hashlib.sha256(repr(made_with).encode()).hexdigest()[:16]}.png"
    return kept(cache / name, lambda: _drawn_card(*words))


@functools.cache
def _versions() -> tuple[str, str]:
    """Return the versions of what draws."""
    return metadata.version("pillow"), metadata.version("fontpkg-literata")


def _drawn_card(title: str, above: str, below: str) -> bytes:
    """Return one card as PNG."""
    # Drawn in shades, which a small palette then turns into colours: a tenth of the time that
    # drawing in colours and counting them would take.
    card, large = _sheet(above, below).copy(), font(_size(title), 600)
    lines = "\n".join(wrapped(title, large, WIDTH - 2 * _MARGIN)[:_LINES])
    ImageDraw.Draw(card).multiline_text(
        (_MARGIN, HEIGHT // 2), lines, font=large, fill=0, anchor="lm", spacing=14
    )
    coloured = Image.frombytes("P", card.size, card.point(_SHADE_OF).tobytes())
    coloured.putpalette(_PALETTE)
    ImageDraw.Draw(coloured).rectangle((0, 0, 18, HEIGHT), fill=len(_SHADES))
    held = io.BytesIO()
    coloured.save(held, "PNG", bits=4, compress_type=zlib.Z_RLE)  # for flat colours: half the time
    return held.getvalue()


@functools.cache
def _sheet(above: str, below: str) -> Image.Image:
    """Return a card without its title, in shades: there are as many as kinds of page."""
    sheet, small = Image.new("L", (WIDTH, HEIGHT), 255), font(30, 400)
    draw = ImageDraw.Draw(sheet)
    draw.text((_MARGIN, 80), above, font=small, fill=_SOFT)
    draw.text((_MARGIN, HEIGHT - 110), below, font=small, fill=_SOFT)
    return sheet


def _size(title: str) -> int:
    """Return the size of the letters: the longer the title, the smaller."""
    return next(size for longest, size in _SIZES if len(title) <= longest)


@functools.cache
def font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    """Return the text face, opened once for each size and weight."""
    folder = Path(str(metadata.distribution("fontpkg-literata").locate_file("fontpkg_literata")))
    font = ImageFont.truetype(
        folder / "files" / "Literata[opsz,wght].ttf", size, layout_engine=ImageFont.Layout.BASIC
    )
    font.set_variation_by_axes([36, weight])
    return font


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Return a text in lines that fit a width."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
