"""The second opinion: what it sees, and that our own reading sees it, too."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from dossier.links import check
from dossier.links.lychee import doubts
from dossier.links.opinions import key_of
from dossier.links.site import read_site

PAGE: Final = "about/index.html"
SEEN: Final = (
    '<a href="gone/">x</a>',
    '<a href="#gone">x</a>',
    '<a href="../glossary/#%E7%BD%91">x</a>',
    '<a href="https://edition.example/gone/">x</a>',
    '<a href="//edition.example/gone/">x</a>',
    '<a href="http://edition.example/gone/">x</a>',
    '<a href="/gone/?print=1#x">x</a>',
    '<img src="gone.png" srcset="gone-1.png 1x, gone-2.png 2x" alt="">',
    '<link rel="canonical" href="https://edition.example/gone/">',
    '<link rel="stylesheet" href="gone.css">',
    '<iframe src="gone/"></iframe>',
    '<object data="gone.svg"></object>',
    '<video poster="gone.png" src="gone.mp4"></video>',
    '<form action="gone/"></form>',
    '<blockquote cite="gone/">x</blockquote>',
    "<style>p { background: url(gone.png) }</style>",
)
UNSEEN: Final = (
    '<script type="application/ld+json">{"url": "https://edition.example/gone/"}</script>',
    '<noscript><img src="gone.png" alt=""></noscript>',
    '<script src="gone.js"></script>',
    '<a href="">x</a>',
    '<a rel="nofollow" href="gone/">x</a>',
    '<pre><a href="gone/">x</a></pre>',
    '<p style="background: url(gone.png)">x</p>',
    '<style>@import "gone.css";</style>',
    '<meta property="og:image" content="https://edition.example/gone.png">',
    '<meta name="citation_pdf_url" content="https://edition.example/gone.pdf">',
    '<meta http-equiv="refresh" content="0; url=gone/">',
    '<script type="application/ld+json">{"image": "gone.png"}</script>',
    '<svg><use xlink:href="#gone"/></svg>',
    '<input value="https://edition.example/gone/">',
    "<p>https://edition.example/gone/</p>",
)


def plant(site: Path, html: str) -> None:
    """Put HTML into a page."""
    page = site / PAGE
    page.write_text(page.read_text("utf-8").replace("</main>", f"{html}</main>"), "utf-8")


@pytest.mark.parametrize("html", SEEN)
def test_lychee_and_our_own_reading_see_the_same(html: str, copy: Path, origin: str) -> None:
    """What it doubts is an address to us, too, so that no doubt of it is lost or told twice."""
    plant(copy, html)
    doubted = {(each.path, each.place) for each in doubts(copy, origin)}
    assert doubted
    assert doubted <= {key_of(trail) for trail in read_site(copy, origin).trails}
    assert "lychee-agrees" not in {each.rule for each in check(copy, origin)}


@pytest.mark.parametrize("html", UNSEEN)
def test_what_lychee_does_not_see_we_do(html: str, copy: Path, origin: str) -> None:
    """Once lychee sees one of these, its place is in the table above."""
    plant(copy, html)
    assert doubts(copy, origin) == []
    assert check(copy, origin)


def test_a_site_below_a_folder_of_its_host(copy: Path) -> None:
    """With `https://host/edition/`, addresses from the host's root are followed rightly."""
    for page in sorted(copy.rglob("*.*")):
        text = page.read_text("utf-8") if page.suffix in {".html", ".xml", ".txt"} else ""
        text = text.replace("https://edition.example/", "https://host.example/edition/")
        text = text.replace('href="/', 'href="/edition/').replace("url=/", "url=/edition/")
        if text:
            page.write_text(text, "utf-8")
    (copy / "sitemap.xml.gz").unlink()
    assert check(copy, "https://host.example/edition") == []
    plant(copy, '<a href="/about/">x</a><a href="/edition/gone/">x</a><a href="../../x/">x</a>')
    assert [each.message for each in check(copy, "https://host.example/edition/")] == [
        "../../x/: leads out of the site (a href).",
        "/about/: leads out of the site (a href).",
        "/edition/gone/: no file of the site is there (a href).",
    ]
