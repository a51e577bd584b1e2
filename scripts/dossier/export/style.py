"""The one style sheet of the edition: fonts, what is left of Material's, and our own parts."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Final

from dossier.export.trim import states_in, trimmed, words_in

STYLE: Final = "assets/edition.css"
SHEETS: Final = ("tokens", "edition", "landing", "search", "contrast", "print")
"""Our parts, in the order in which they overrule each other."""
_THEIRS: Final = ("main", "palette")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT: Final = re.compile(r"\n\s*")


def style_sheet(site: Path, folder: Path, fonts: str, classes: Collection[str]) -> str:
    """Return the style sheet of a built site, and take Material's own from it.

    `folder` holds our parts, `fonts` the rules that name the fonts, `classes` what pages use.
    """
    ours = "\n".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    scripts = "".join(file.read_text(encoding="utf-8") for file in site.glob("assets/*.js"))
    bundle = "".join(
        file.read_text(encoding="utf-8") for file in site.glob("assets/javascripts/bundle.*.js")
    )
    theirs = [
        file for name in _THEIRS for file in site.glob(f"assets/stylesheets/{name}.*.min.css")
    ]
    known = {*classes, *words_in(scripts), *states_in(bundle, classes), "focus-visible"}
    kept = [trimmed(file.read_text(encoding="utf-8"), known, ours) for file in theirs]
    for file in theirs:
        file.unlink()
    bare = _INDENT.sub("\n", _COMMENT.sub("", ours)).strip()
    return "\n".join([fonts, *kept, bare]) + "\n"
