"""The Content-Security-Policy: what a page may load and run, written into each page.

Material's few inline scripts are named by their hashes. One of them holds the way to the site's
root, which would give it another hash at each depth; it is made to read that from its own tag.
So every page has the same policy, and stays under it when the next is fetched into it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from typing import Final

_SCOPE: Final = re.compile(r'<script>(__md_scope=new URL\()"([^"]*)"')
_SCRIPT: Final = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL)
_DATA: Final = re.compile(r'type="application/')
_HEAD: Final = re.compile(r'<meta charset="utf-8">', re.IGNORECASE)
REFERRER: Final = "no-referrer"
"""Nobody whose page is cited learns who read the citation."""


def secured(page: str, *, live: bool = False) -> str:
    """Return a finished page that says itself what it may load and run.

    Hosts that send headers send the same; others have this alone. A live one may run what the
    server of `make serve` writes into it at each request, which has no hash beforehand.
    """
    page = _SCOPE.sub(r'<script data-base="\2">\1document.currentScript.dataset.base', page)
    said = policy(["'unsafe-inline'"] if live else hashes(page))
    metas = (
        f'<meta http-equiv="Content-Security-Policy" content="{said}">'
        f'<meta name="referrer" content="{REFERRER}">'
    )
    return _HEAD.sub(lambda match: f"{match.group()}{metas}", page, count=1)


def hashes(page: str) -> list[str]:
    """Return the sources that name the inline scripts of a page, sorted, each once."""
    scripts = (text for given, text in _SCRIPT.findall(page) if _runs(given))
    return sorted({_hash(text) for text in scripts})


def _runs(given: str) -> bool:
    """Return whether a script with these attributes stands in the page and is code."""
    return " src=" not in given and not _DATA.search(given)


def _hash(text: str) -> str:
    """Return the source expression for an inline script (CSP 3, 2.3.1)."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(scripts: Iterable[str]) -> str:
    """Return the policy of pages with these inline scripts.

    `data:` is for the signs in Material's style sheets alone. What is not named is forbidden.
    """
    parts = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *scripts]),
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in parts.items())
