"""The copy for a disk: links that name files, packs for what scripts fetch, the same bytes."""

from __future__ import annotations

import base64
import io
import json
import zipfile

import pytest

from dossier.export.offline import offline, offline_zip

PAGE = b'<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="x"></head>'
SITE = {
    "index.html": PAGE + b'<a href="actors/huawei/">',
    "404.html": PAGE,
    "_headers": b"X: y",
    "actors/huawei/index.html": PAGE,
    "actors/zte/index.html": PAGE,
    "assets/cards/zte.png": b"png",
    "cards/zte.card": b'<a href="actors/zte/">ZTE</a>',
    "editions/2026.1/index.html": PAGE,
    "search/root.json": b"{}",
}


def _links(link: str) -> str:
    """Return a link of the page of ZTE as it stands in the copy."""
    page = SITE["actors/zte/index.html"] + f'<a href="{link}">'.encode()
    made = offline({**SITE, "actors/zte/index.html": page})["actors/zte/index.html"].decode()
    return made.rpartition('href="')[2].removesuffix('">')


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../huawei/", "../huawei/index.html"),
        ("../huawei/#facts", "../huawei/index.html#facts"),
        ("../huawei/?q=x#facts", "../huawei/index.html?q=x#facts"),
        ("../..", "../../index.html"),
        ("./", "./index.html"),
        ("#facts", "#facts"),
        ("index.bib", "index.bib"),
        ("https://example.org/", "https://example.org/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("../gone/", "../gone/"),
    ],
)
def test_a_link_to_a_folder_names_its_file(link: str, expected: str) -> None:
    """Links to files, anchors and other places stay as they are."""
    assert _links(link) == expected


def test_an_old_address_leads_on_to_the_file() -> None:
    """A page that sends its reader on names the file, too."""
    page = b'<meta charset="utf-8"><meta http-equiv="refresh" content="0; url=../actors/zte/#x">'
    made = offline({**SITE, "id/index.html": page})["id/index.html"]
    assert b'content="0; url=../actors/zte/index.html#x"' in made


def test_every_page_reads_the_packs_and_none_has_a_policy() -> None:
    """The script stands first, counted from the page."""
    made = offline(SITE)
    page = made["actors/zte/index.html"].decode()
    assert '<meta charset="utf-8"><script src="../../assets/offline.js"></script>' in page
    assert '<script src="./assets/offline.js"></script>' in made["index.html"].decode()
    assert "Content-Security-Policy" not in page


def test_what_scripts_fetch_is_packed_and_what_hosts_read_is_left() -> None:
    """Cards and index are in packs alone; other editions stay out."""
    made = offline(SITE)
    assert sorted(made) == [
        "actors/huawei/index.html",
        "actors/zte/index.html",
        "assets/offline/cards.js",
        "assets/offline/search.js",
        "index.html",
    ]
    pack = made["assets/offline/cards.js"].decode()
    held = json.loads(pack.removeprefix("window.dossierOffline.add(").rstrip(");\n"))
    assert base64.b64decode(held["cards/zte.card"]) == b'<a href="actors/zte/index.html">ZTE</a>'


def test_the_same_site_gives_the_same_zip() -> None:
    """Whatever order the files come in; all in one folder."""
    zipped = offline_zip(SITE, "toy-1")
    assert zipped == offline_zip(dict(reversed(SITE.items())), "toy-1")
    with zipfile.ZipFile(io.BytesIO(zipped)) as packed:
        assert {name.partition("/")[0] for name in packed.namelist()} == {"toy-1"}
