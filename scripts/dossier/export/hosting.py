"""What a host must be told, once, and the same for each host in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import jinja2

Headers = Mapping[str, str]
"""Name of a header → its value."""
_TEMPLATES: Final = Path(__file__).parent / "hosts"
_NOTHING: Final = (
    "accelerometer autoplay camera display-capture encrypted-media geolocation gyroscope hid"
    " magnetometer microphone midi payment serial usb xr-spatial-tracking"
).split()
"""Powers of a browser that no page of ours needs."""
YEAR: Final = "public, max-age=31536000, immutable"
HOUR: Final = "public, max-age=3600"
FRESH: Final = "public, max-age=0, must-revalidate"
CACHING: Final[Mapping[str, str]] = {
    "/assets/javascripts/": YEAR,
    "/assets/stylesheets/": YEAR,
    "/search/pieces/": YEAR,
    "/editions/2": YEAR,
    "/assets/": HOUR,
}
"""What addresses begin with → how long files are kept: Material's names and the search's change
with their content, and what an edition's year begins never does; the list of editions grows."""
OPEN: Final = ("/data/", "/editions/")
"""Whose files scripts of other sites may read."""
HOSTS: Final = ("_headers", ".htaccess", "hosting/Caddyfile", "hosting/nginx.conf")
"""Settings that name the policy."""
_HASH: Final = re.compile(r"'sha256-[\w+/=]+'")
_HASHES: Final = re.compile(r"'sha256-[\w+/=]+'(?: 'sha256-[\w+/=]+')*")
MOST: Final = 2000
"""Redirects that Cloudflare Pages takes; a page stands at each address anyway."""


def everywhere(policy: str, referrer: str) -> dict[str, str]:
    """Return the headers of every answer. A frame is refused twice: old browsers know one way."""
    return {
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
        "Referrer-Policy": referrer,
        "Permissions-Policy": ", ".join(f"{each}=()" for each in _NOTHING),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Strict-Transport-Security": "max-age=31536000",
    }


def hosting_files(headers: Headers, ways: Mapping[str, str]) -> dict[str, str]:
    """Return site path → text of the settings for each kind of host.

    `ways` leads from addresses of the past to those of today.
    """
    return {
        "_headers": "".join(_blocks(headers)),
        "_redirects": "".join(_redirects(ways)),
        ".htaccess": _filled("htaccess", headers, ways),
        "hosting/Caddyfile": _filled("Caddyfile", headers, ways),
        "hosting/nginx.conf": _filled("nginx.conf", headers, ways),
    }


def widened(settings: str, pages: Iterable[str]) -> str:
    """Return a host's settings whose policy allows the inline scripts of these pages, too.

    A kept edition has the scripts of its own time; each of its pages still allows those alone.
    """
    known = sorted({each for text in (settings, *pages) for each in _HASH.findall(text)})
    return _HASHES.sub(" ".join(known), settings)


def _blocks(headers: Headers) -> Iterator[str]:
    """Yield the rules of `_headers`, as Netlify and Cloudflare Pages read them.

    There, two values of one header are joined, so each address gets its `Cache-Control` once.
    """
    yield "/*\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
    for folder, value in CACHING.items():
        if folder != "/assets/":
            yield f"{folder}*\n  Cache-Control: {value}\n"
    for folder in OPEN:
        yield f"{folder}*\n  Access-Control-Allow-Origin: *\n"


def _redirects(ways: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of `_redirects`; none where they are more than hosts take."""
    if len(ways) <= MOST:
        yield from (f"{start} {goal} 302\n" for start, goal in ways.items())


def _filled(host: str, headers: Headers, ways: Mapping[str, str]) -> str:
    """Return a host's settings."""
    environment = jinja2.Environment(  # noqa: S701 - settings, no HTML
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template(host).render(
        headers=headers, ways=ways, caching=CACHING, open=OPEN, fresh=FRESH
    )
