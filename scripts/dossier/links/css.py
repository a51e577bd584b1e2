"""What a style sheet loads: `url(…)` and `@import`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

# One pass over comments, strings and addresses alike: an address inside a comment or a string
# is none, and inline images hold parentheses, quotes and what looks like comments.
_TOKENS: Final = re.compile(
    r"""/\*.*?(?:\*/|\Z)
    | @namespace[^;]*
    | @import\s+(?P<mark>["'])(?P<imported>.*?)(?P=mark)
    | url\(\s*(?:(?P<quote>["'])(?P<quoted>.*?)(?P=quote)|(?P<bare>[^)"']*?))\s*\)
    | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*'
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def addresses(text: str) -> Iterator[tuple[int, str]]:
    """Yield offset and text of every address that a style sheet loads.

    >>> list(addresses('/* url(a) */ @import "b.css"; p { background: url( c.png ) }'))
    [(13, 'b.css'), (46, 'c.png')]
    """
    for match in _TOKENS.finditer(text):
        for name in ("imported", "quoted", "bare"):
            if match[name] is not None:
                yield match.start(), match[name]
