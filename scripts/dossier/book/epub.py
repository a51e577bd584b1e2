"""A book as EPUB 3, bound by pandoc.

Pandoc makes chapters, navigation and package from the same HTML. It knows no `article`, and drops
language and class of what is neither division nor span, so these are put its way before.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import pypandoc

from dossier.book.faces import Fonts
from dossier.book.label import Label
from dossier.book.styles import style

_ARTICLE: Final = re.compile(r"<(/?)article\b")
_LANGUAGE: Final = re.compile(
    r'<(dd|dt|q|li)\b([^>]*) lang="([\w-]+)"([^>]*)>(.*?)</\1>', re.DOTALL
)
_CLASS: Final = re.compile(r'<(p|ol|ul|dl|table) class="([^"]*)">(.*?)</\1>', re.DOTALL)
_ACCESS: Final[Mapping[str, Any]] = {
    "accessModes": ["textual"],
    "accessModeSufficient": ["textual"],
    "accessibilityFeatures": [
        "displayTransformability",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
    ],
    "accessibilityHazards": ["none"],
    "accessibilitySummary": (
        "All of the book is text, with headings in order. Words in other languages are marked as"
        " such. Pictures of the articles are described and not shown."
    ),
}
"""Schema.org's words for what a reader with a disability may expect (EPUB Accessibility 1.1)."""


def epub(html: str, fonts: Fonts, label: Label, cover: bytes) -> bytes:
    """Return a book's HTML as EPUB; same in, same bytes. Raises RuntimeError where pandoc fails."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        embedded = {**fonts.files, **fonts.licences}
        for font, content in embedded.items():
            (folder / font).write_bytes(content)
        sheet = "\n".join((fonts.rules("../fonts"), style("book.css"), style("epub.css")))
        (folder / "book.css").write_text(sheet, encoding="utf-8")
        (folder / "book.html").write_text(adapted(html), encoding="utf-8")
        (folder / "cover.png").write_bytes(cover)
        metadata = json.dumps(_metadata(label), ensure_ascii=False)
        (folder / "label.json").write_text(metadata, encoding="utf-8")
        _pandoc(folder, embedded, label.day)
        return (folder / "book.epub").read_bytes()


def _metadata(label: Label) -> dict[str, Any]:
    """Return the metadata that pandoc takes.

    The author of the article is named as that of a work on which this one is based (MARC
    relator `ant`).
    """
    return {
        "title": label.title,
        "subtitle": f"Edition {label.edition}",
        "author": label.author,
        "contributor": [{"role": "ant", "text": each} for each in label.restated],
        "publisher": label.author,
        "date": label.day,
        "rights": label.rights,
        "description": label.summary,
        "lang": "en",
        "identifier": f"urn:uuid:{label.identity}",
        "source": label.address,
        "toc-title": "Contents",
        **_ACCESS,
    }


def _pandoc(folder: Path, embedded: Iterable[str], day: str) -> None:
    """Run pandoc in a folder that holds everything it needs."""
    done = subprocess.run(  # noqa: S603 - our own words, no shell
        [
            pypandoc.get_pandoc_path(),
            *("book.html", "--from=html", "--to=epub3", "--output=book.epub"),
            *("--metadata-file=label.json", "--css=book.css", "--epub-cover-image=cover.png"),
            *(f"--epub-embed-font={font}" for font in sorted(embedded)),
            *("--split-level=1", "--toc", "--toc-depth=2"),
        ],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": _seconds(day)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or done.stderr:
        msg = f"pandoc could not bind the book: {done.stderr.strip()}"
        raise RuntimeError(msg)


def _seconds(day: str) -> str:
    """Return a day as seconds since 1970, which is what pandoc dates the package with."""
    midnight = dt.datetime.fromisoformat(f"{day or '1980-01-01'}T00:00:00+00:00")
    return str(int(midnight.timestamp()))


def adapted(html: str) -> str:
    """Return a book's HTML with everything in elements that pandoc keeps.

    >>> adapted('<dd lang="ru">да</dd>')
    '<dd><span lang="ru">да</span></dd>'
    """
    kept = _CLASS.sub(r'<div class="\2"><\1>\3</\1></div>', html)
    spanned = _LANGUAGE.sub(r'<\1\2\4><span lang="\3">\5</span></\1>', kept)
    return _ARTICLE.sub(r"<\1section", spanned)
