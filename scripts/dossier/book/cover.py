"""The picture that stands for a book on a shelf: its title page, drawn."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image, ImageDraw

from dossier.export.cards import INK, PAPER, RED, font, wrapped

_SIZE: Final = (1200, 1704)
"""The proportion of the page, 176 to 250."""
_LEFT: Final = 170
_WIDTH: Final = 900
_SOFT: Final = (0x5D, 0x57, 0x4C)


def cover(series: str, part: str, edition: str) -> bytes:
    """Return a cover as PNG: the series, the part (or nothing), the edition."""
    picture = Image.new("RGB", _SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 48, _SIZE[1]), fill=RED)
    large, small, tiny = font(120, 500), font(66, 500), font(36, 400)
    title = "\n".join(wrapped(series, large, _WIDTH))
    draw.multiline_text((_LEFT, 330), title, font=large, fill=INK, spacing=24)
    below = draw.multiline_textbbox((_LEFT, 330), title, font=large, spacing=24)[3]
    lines = "\n".join(wrapped(part, small, _WIDTH))
    draw.multiline_text((_LEFT, below + 70), lines, font=small, fill=RED, spacing=18)
    draw.text((_LEFT, _SIZE[1] - 220), edition, font=tiny, fill=_SOFT)
    held = io.BytesIO()
    picture.quantize(32).save(held, "PNG", optimize=True)
    return held.getvalue()
