"""The style sheet of the edition: its parts joined into one file, comments and indents left out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

SHEETS: Final = ("edition",)
"""The parts, in the order in which they overrule each other."""
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT: Final = re.compile(r"\n\s*")


def style_file(folder: Path, before: str) -> dict[str, bytes]:
    """Return site path → content of the style sheet: the rules before it, then the parts."""
    parts = [(folder / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS]
    bare = _COMMENT.sub("", "\n".join([before, *parts]))
    return {"assets/edition.css": _INDENT.sub("\n", bare).strip().encode()}
