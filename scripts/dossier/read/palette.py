"""The colours of the edition, as its style sheet names them, and how they contrast.

Contrast after WCAG 2.2, “relative luminance” and “contrast ratio”.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

STYLE: Final = Path(__file__).parents[3] / "docs" / ".style"
_BLOCK: Final = re.compile(r'\[data-md-color-scheme="(\w+)"\] \{([^}]*)\}')
_COLOUR: Final = re.compile(r"--([a-z-]+): (#[0-9a-f]{3,6});")
_CUTOFF: Final = 0.04045
_SCHEMES: Final = {
    ("tokens", "default"): "Light",
    ("tokens", "slate"): "Dark",
    ("contrast", "default"): "Light, high contrast",
    ("contrast", "slate"): "Dark, high contrast",
}
USES: Final = {
    "ink": "text",
    "soft": "what stands beside the text: dates, voices, sources",
    "red": "a claim’s own: its id, its links",
    "ours": "what is the editors’: notes, verified sources",
    "amber": "what is in doubt: disputed, not located",
}
"""Colour of words → what it says."""
GROUNDS: Final = {"paper": "the page", "raised": "fields and code", "ours-paper": "notes"}
"""Colour behind words → where."""


def palettes(folder: Path = STYLE) -> Mapping[str, Mapping[str, str]]:
    """Return scheme → name → colour, from the style sheets that set them."""
    found: dict[str, Mapping[str, str]] = {}
    for sheet in ("tokens", "contrast"):
        text = (folder / f"{sheet}.css").read_text(encoding="utf-8")
        for scheme, body in _BLOCK.findall(text):
            found.setdefault(_SCHEMES[sheet, scheme], dict(_COLOUR.findall(body)))
    return found


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21.

    >>> contrast("#000", "#ffffff")
    21.0
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour in hexadecimal."""
    digits = colour.lstrip("#")
    pairs = [digit * 2 for digit in digits] if len(digits) == 3 else re.findall("..", digits)  # noqa: PLR2004 - #rgb
    red, green, blue = (_linear(int(pair, 16) / 255) for pair in pairs)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    """Return one part of an sRGB colour, linear."""
    return part / 12.92 if part <= _CUTOFF else float(((part + 0.055) / 1.055) ** 2.4)
