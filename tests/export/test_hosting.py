"""Every host is told the same."""

from __future__ import annotations

import pytest

from dossier.export.hosting import (
    CACHING,
    FRESH,
    HOSTS,
    MOST,
    OPEN,
    YEAR,
    everywhere,
    hosting_files,
    widened,
)
from dossier.weave.policy import hashes, policy, secured

HEADERS = everywhere("default-src 'none'", "no-referrer")
WAYS = {"/id/KZ-031/": "/series/kazakhstan/agenda/#kz-031"}
FILES = hosting_files(HEADERS, WAYS)


@pytest.mark.parametrize(
    "path", ["_headers", ".htaccess", "hosting/Caddyfile", "hosting/nginx.conf"]
)
def test_every_host_sends_every_header_and_keeps_every_folder(path: str) -> None:
    """In its own words."""
    text = FILES[path]
    missing = [name for name, value in HEADERS.items() if name not in text or value not in text]
    folders = [each for each in (*CACHING, *OPEN) if f"{each}" not in text and each != "/assets/"]
    assert (missing, folders) == ([], [])


@pytest.mark.parametrize(
    "path", ["_redirects", ".htaccess", "hosting/Caddyfile", "hosting/nginx.conf"]
)
def test_every_host_knows_the_addresses_of_the_past(path: str) -> None:
    """Start and goal on one line."""
    lines = [line for line in FILES[path].splitlines() if "/id/KZ-031/" in line]
    assert [WAYS["/id/KZ-031/"] in line for line in lines] == [True]


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/editions/2026.1/", YEAR),
        ("/editions/2026.1/index.html", YEAR),
        ("/editions/", FRESH),
        ("/editions/index.html", FRESH),
    ],
)
def test_an_edition_is_kept_and_their_list_is_not(path: str, kept: str) -> None:
    """An edition never changes; the list grows."""
    assert next((said for start, said in CACHING.items() if path.startswith(start)), FRESH) == kept


def test_more_redirects_than_a_host_takes_are_left_to_the_pages() -> None:
    """A page stands at each address and leads on by itself."""
    many = {f"/id/KZ-{number}/": "/" for number in range(MOST + 1)}
    assert hosting_files(HEADERS, many)["_redirects"] == ""


def test_a_frame_is_refused_and_a_line_is_short_enough_for_all() -> None:
    """Cloudflare takes 2,000 characters a line."""
    assert HEADERS["Content-Security-Policy"].endswith("; frame-ancestors 'none'")
    assert HEADERS["X-Frame-Options"] == "DENY"
    assert max(map(len, FILES["_headers"].splitlines())) < 2000


PAGE = '<head>\n<meta charset="utf-8"><script>__md_scope=new URL("{}",location)</script>{}</head>'


def test_a_script_of_the_theme_has_one_hash_at_every_depth() -> None:
    """So that a page fetched into another stays under the other's policy."""
    pages = [secured(PAGE.format(base, "")) for base in (".", "..", "/")]
    assert len({tuple(hashes(page)) for page in pages}) == 1
    assert ['data-base=".."' in page for page in pages] == [False, True, False]


def test_data_and_files_need_no_hash() -> None:
    """Only what stands in the page and runs."""
    other = '<script type="application/ld+json">{}</script><script src="a.js"></script>'
    assert hashes(other) == []
    # The sums as sha256sum and base64 give them.
    assert hashes("<script>1</script><script id=x>1</script><script>2</script>") == [
        "'sha256-1HNeOiZeFu7gP1lxi5tdAwGcB9i2xR+Q2jpmbuwTqzU='",
        "'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='",
    ]


def test_the_policy_names_no_unsafe_source() -> None:
    """Neither inline code nor evaluated strings nor WebAssembly."""
    said = policy(["'sha256-x'"])
    assert [each for each in said.split() if "unsafe" in each] == []
    assert "script-src 'self' 'sha256-x';" in said
    assert "style-src 'self';" in said


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_allows_the_scripts_of_kept_editions_too(host: str) -> None:
    """Each once; a second time nothing changes."""
    now = hosting_files(everywhere(policy(["'sha256-b='"]), "no-referrer"), {})[host]
    wide = widened(now, [policy(["'sha256-a='", "'sha256-b='"]), policy([])])
    assert "script-src 'self' 'sha256-a=' 'sha256-b='; style" in wide
    assert (widened(wide, []), widened(now, [])) == (wide, now)


def test_only_a_page_that_reloads_itself_may_run_what_is_written_into_it() -> None:
    """MkDocs' server does so at each request; a hash beside it would take the leave back."""
    page = PAGE.format("..", "")
    assert "'unsafe-inline'" not in secured(page)
    assert "script-src 'self' 'unsafe-inline';" in secured(page, live=True)
