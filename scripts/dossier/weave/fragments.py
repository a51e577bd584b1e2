"""Finished HTML of our own, kept out of an author's text while that is converted and cleaned.

1. `hold` leaves a mark in the text · 2. Markdown is converted · 3. `clean` takes out of it what
could act in a browser · 4. `put_back` replaces the marks. So nothing an author writes, in
whatever corner of Markdown, gets past the sanitizer, and nothing of ours has to get through it.
"""

from __future__ import annotations

import re
from typing import Final

import nh3

from dossier.model.vocabulary import LINK_SCHEMES

_INLINE, _BLOCK, _END = "\ue0a1", "\ue0a2", "\ue0a3"
_MARK: Final = re.compile(
    rf"<p>\s*{_BLOCK}(\d+){_END}\s*</p>|[{_INLINE}{_BLOCK}](\d+){_END}", re.ASCII
)
_FORGED: Final = str.maketrans("", "", _INLINE + _BLOCK + _END)
_NO_TAGS: Final = str.maketrans("<>", "\u2039\u203a")
_TAGS: Final = frozenset(
    "a abbr article blockquote br cite code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr img kbd li"
    " ol p pre rp rt ruby span strong sub sup table tbody td th thead tr ul wbr".split()
)
_ATTRIBUTES: Final = {
    "*": {"class", "id", "lang", "title"},
    "a": {"href", "data-here"},
    "article": {"data-basis", "data-status"},
    "img": {"alt", "src"},
    "ol": {"start"},
    "span": {"data-pinyin"},
}
_ID: Final = re.compile(r"(?!__)[\w:-]+")
_ACTING: Final = re.compile(r"(?:^|\s)(?:mermaid|md-\S*)(?=\s|$)")
"""Classes at which Material's script does something; `__palette` and the like are its ids."""


class Fragments:
    """The pieces of finished HTML of one page."""

    def __init__(self) -> None:
        """Hold nothing."""
        self._held: list[str] = []

    def hold(self, markup: str, *, block: bool = False) -> str:
        """Return the mark that stands for a piece of HTML; a block's mark stands alone."""
        self._held.append(markup)
        return f"{_BLOCK if block else _INLINE}{len(self._held) - 1}{_END}"

    def put_back(self, page: str) -> str:
        """Return HTML with every piece in the place of its mark."""
        return _MARK.sub(lambda match: self._piece(int(match[1] or match[2])), page)

    def _piece(self, number: int) -> str:
        """Return a piece; a number that was never given stands for nothing."""
        return self._held[number] if number < len(self._held) else ""

    def clear(self) -> None:
        """Forget the pieces: another page begins."""
        self._held.clear()


def without_marks(markdown: str) -> str:
    """Return an author's text without characters that could pass for one of our marks."""
    return markdown.translate(_FORGED)


def clean(markup: str) -> str:
    """Return converted Markdown with nothing in it that could act in a reader's browser."""
    return _CLEANER.clean(markup)


def _kept(_tag: str, attribute: str, value: str) -> str | None:
    """Return what stays of an attribute's value, or None where nothing does.

    A mark inside a value would bring quotation marks along and end it; so would a tag's sign for
    those that look at finished pages with regular expressions.
    """
    value = without_marks(value).translate(_NO_TAGS)
    if attribute == "id":
        return value if _ID.fullmatch(value) else None
    if attribute == "class":
        return _ACTING.sub("", value).strip() or None
    return value


_CLEANER: Final = nh3.Cleaner(
    tags=set(_TAGS),
    attributes=_ATTRIBUTES,
    attribute_filter=_kept,
    url_schemes=set(LINK_SCHEMES),
    link_rel=None,
)
