"""A small faultless site, with one of everything that can break."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

_ORIGIN: Final = "https://edition.example/"
_PAGE: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<link rel="canonical" href="https://edition.example/{place}">
<link rel="stylesheet" href="{up}assets/edition.css">
</head><body>
<nav><a href="{up}.">Home</a> <a href="{up}actors/">Actors</a> <a href="{up}about/">About</a></nav>
<main id="main"><h1 id="{id}">{title}</h1>
{main}
</main>
<script src="{up}assets/cards.js"></script>
</body></html>
"""
_HOME: Final = """<a href="#home">here</a> <a href="glossary/">Terms</a>
<img src="assets/card.png" srcset="assets/card.png 1x, assets/card.png?2 2x" alt="">
<object data="assets/network.svg"></object>
<div style="background: url('assets/card.png')"></div>
<noscript><img src="assets/card.png" alt=""></noscript>"""
_HOME_HEAD: Final = """<link rel="icon" href="assets/card.png">
<link rel="manifest" href="edition.webmanifest">
<meta property="og:image" content="https://edition.example/assets/card.png">
<meta name="citation_public_url" content="https://edition.example/">
<script type="application/ld+json">
{"@id": "https://edition.example/#home",
 "image": "assets/card.png"}
</script>
</head>"""
_REDIRECT: Final = """<!doctype html><title>Moved</title>
<link rel="canonical" href="https://edition.example/{to}">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=/{to}">
<a href="/{to}">Moved</a>
"""
_MISSING: Final = """<!doctype html><title>Not found</title>
<link rel="stylesheet" href="/assets/edition.css">
<a href="/">Home</a>
"""
_PAGES: Final = {
    "": ("home", _HOME),
    "about/": ("about", '<p><a href="../glossary/#网络强国">cyber power</a></p>'),
    "actors/": ("actors", '<a href="sergek/#kz-031">KZ-031</a>'),
    "actors/sergek/": ("sergek", '<p id="kz-031">16,000 cameras <a href="#kz-031">¶</a></p>'),
    "glossary/": ("glossary", '<h2 id="网络强国">网络强国</h2>'),
}


def _pages() -> dict[str, str]:
    """Return path → HTML of the pages that a sitemap lists."""
    return {
        f"{place}index.html": _PAGE.format(
            title=name.title(), place=place, up="../" * place.count("/"), id=name, main=main
        )
        for place, (name, main) in _PAGES.items()
    }


def _files() -> Mapping[str, str]:
    """Return path → text of the whole site."""
    listed = "\n".join(f"<url><loc>{_ORIGIN}{place}</loc></url>" for place in _PAGES)
    pages = _pages()
    pages["index.html"] = pages["index.html"].replace("</head>", _HOME_HEAD)
    return pages | {
        "404.html": _MISSING,
        "old/index.html": _REDIRECT.format(to="about/"),
        "assets/edition.css": "main {\n  background: url(card.png);\n}\n",
        "assets/cards.js": "",
        "assets/card.png": "",
        "assets/network.svg": '<svg xmlns="http://www.w3.org/2000/svg">\n'
        '<a href="../actors/sergek/"><path id="p"/></a></svg>\n',
        "edition.webmanifest": '{"start_url": "./",\n "icons": [{"src": "assets/card.png"}]}\n',
        "robots.txt": f"User-agent: *\nSitemap: {_ORIGIN}sitemap.xml\n",
        "sitemap.xml": f"<urlset>\n{listed}\n</urlset>\n",
    }


@pytest.fixture(scope="session")
def origin() -> str:
    """Return the address of the small site's root."""
    return _ORIGIN


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the small site; copy it before you break it."""
    folder = tmp_path_factory.mktemp("small")
    for path, text in _files().items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    sitemap = (folder / "sitemap.xml").read_bytes()
    (folder / "sitemap.xml.gz").write_bytes(gzip.compress(sitemap, mtime=0))
    return folder


@pytest.fixture
def copy(small_site: Path, tmp_path: Path) -> Path:
    """Return the folder of a copy of the small site, free to break."""
    return shutil.copytree(small_site, tmp_path / "site")
