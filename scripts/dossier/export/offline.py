"""The built site as a zip that opens from a disk, without a server.

A browser that reads `file://` finds no `index.html` in a folder and fetches nothing. So links name
the file, and what scripts fetch (cards, search) is packed into scripts that `assets/offline.js`
reads in its place. Same site, same bytes.
"""

from __future__ import annotations

import base64
import io
import json
import posixpath
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import Final

_LEFT: Final = ("404.html", "_headers", "_redirects", "assets/cards/", "editions/", "hosting/")
"""What has no use on a disk: what a host reads, share pictures, other editions."""
PACKS: Final = {"search": "search/", "cards": "cards/"}
"""Pack → the folder of what it holds."""
_LINK: Final = re.compile(r'(?P<before>\b(?:href|src)="|\bcontent="0; url=)(?P<to>[^"]*)')
_FOREIGN: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|$", re.IGNORECASE)
_POLICY: Final = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_PRELOAD: Final = re.compile(r'\s*<link rel="preload"[^>]*>')
_HEAD: Final = re.compile(r'<meta charset="utf-8">', re.IGNORECASE)
_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The first day a zip knows; the edition's own stands on every page."""

Site = Mapping[str, bytes]
"""Site path → content."""


def offline_zip(site: Site, name: str) -> bytes:
    """Return a site as a zip in which everything stands in one folder."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in sorted(offline(site).items()):
            entry = zipfile.ZipInfo(f"{name}/{path}", _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content)
    return held.getvalue()


def offline(site: Site) -> dict[str, bytes]:
    """Return a site's files as they work from a disk."""
    folders = {posixpath.dirname(path) for path in site if path.endswith("index.html")}
    kept = {path: content for path, content in site.items() if not path.startswith(_LEFT)}
    made: dict[str, bytes] = {}
    packs: dict[str, dict[str, bytes]] = {pack: {} for pack in PACKS}
    for path, content in kept.items():
        pack = next((each for each, folder in PACKS.items() if path.startswith(folder)), "")
        if pack:
            packs[pack][path] = _packed(path, content, folders)
        else:
            made[path] = _page(path, content, folders) if path.endswith(".html") else content
    made |= {f"assets/offline/{pack}.js": _script(files) for pack, files in packs.items()}
    return made


def _page(path: str, content: bytes, folders: Iterable[str]) -> bytes:
    """Return a page whose links name files, and which reads the packs.

    A page from a disk has no origin that its policy could name.
    """
    page = _PRELOAD.sub("", _POLICY.sub("", _linked(content.decode(), path, folders)))
    root = posixpath.relpath(".", posixpath.dirname(path) or ".")
    script = f'<script src="{root}/assets/offline.js"></script>'
    return _HEAD.sub(lambda match: match.group() + script, page, count=1).encode()


def _packed(path: str, content: bytes, folders: Iterable[str]) -> bytes:
    """Return a file for a pack; a card's links are counted from the site's root."""
    return _linked(content.decode(), "", folders).encode() if path.endswith(".card") else content


def _linked(page: str, path: str, folders: Iterable[str]) -> str:
    """Return HTML in which every link to a folder names its `index.html`."""
    return _LINK.sub(
        lambda match: match["before"] + _file(match["to"], posixpath.dirname(path), folders), page
    )


def _file(link: str, folder: str, folders: Iterable[str]) -> str:
    """Return a link with the file it leads to.

    >>> _file("../huawei/#facts", "actors/zte", {"actors/huawei"})
    '../huawei/index.html#facts'
    """
    if _FOREIGN.match(link):
        return link
    cut = re.search(r"[?#]|$", link)
    end = cut.start() if cut else len(link)
    target = posixpath.normpath(posixpath.join(folder, link[:end]))
    if ("" if target == "." else target) not in folders:
        return link
    return f"{link[:end].rstrip('/')}/index.html{link[end:]}"


def _script(files: Mapping[str, bytes]) -> bytes:
    """Return a script that holds files in base64."""
    held = {path: base64.b64encode(content).decode() for path, content in sorted(files.items())}
    return f"window.dossierOffline.add({json.dumps(held, separators=(',', ':'))});\n".encode()
