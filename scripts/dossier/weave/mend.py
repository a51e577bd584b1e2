"""What Material's own markup gets wrong, mended in the finished page.

Material ends in 2027 and is not going to mend it; copies of its templates would go stale.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_INNER_NAV: Final = re.compile(r'aria-labelledby="(__nav_[\d_]+)_label" aria-expanded="\w+"')
_TITLE: Final = '<label class="md-nav__title" for="{}">'
_LOOSE_LABEL: Final = re.compile(
    r'<label class="md-nav__title" for="__toc">(.*?)</label>', re.DOTALL
)
_TOPIC: Final = re.compile(
    r'(data-md-component="header-topic">\s*<span class="md-ellipsis">)(.*?)(</span>)', re.DOTALL
)
_SWITCH: Final = re.compile(r'(<input class="md-toggle"[^>]*) autocomplete="off">')
_UNNAMED: Final = re.compile(r'id="__(search|toc)"(?=>)')
_NAMES: Final = {"search": "Search", "toc": "Table of contents"}
_PALETTE: Final = re.compile(
    r'<form (class="[^"]*" data-md-component="palette">.*?)</form>', re.DOTALL
)


def mend(page: str, mark: Callable[[str], str]) -> str:
    """Return a finished HTML page with Material's faults mended.

    Inner navigations get their names as text, for the label they point to is empty or hidden, and
    lose `aria-expanded`, which is none of theirs (WAI-ARIA 1.2).
    Checkboxes have no `autocomplete`, a `tabindex` is a number, and a label without its control
    is no label (HTML). The two that nothing names get a name; the choice of a palette, which takes
    effect at once, is no form, for a form has a button that submits it (WCAG 2.2, H44 and H32).
    The title in the header gets the languages of its words from `mark`, which takes and returns
    HTML.
    """
    page = _INNER_NAV.sub(lambda match: f'aria-label="{_title(page, match.group(1))}"', page)
    page = _SWITCH.sub(r"\1>", page).replace(' tabindex=""', "")
    page = _UNNAMED.sub(
        lambda match: f'{match.group()} aria-label="{_NAMES[match.group(1)]}"', page
    )
    page = _PALETTE.sub(r"<div \1</div>", page, count=1)
    page = _TOPIC.sub(lambda m: f"{m.group(1)}{mark(m.group(2))}{m.group(3)}", page, count=1)
    if 'id="__toc"' not in page:
        page = _LOOSE_LABEL.sub(r'<span class="md-nav__title">\1</span>', page)
    return page


def _title(page: str, identity: str) -> str:
    """Return the words of the title inside a navigation."""
    start = page.find(_TITLE.format(identity))
    inside = page[start : page.find("</label>", start)] if start >= 0 else ""
    return " ".join(re.sub(r"<[^>]+>", "", inside).split()) or "Pages"
