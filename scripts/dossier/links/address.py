"""An address as a built file has it, and where it leads. Text in, values out: no files here."""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_HOST: Final = re.compile(r"\w+://[^/?#]")
_KNOWN: Final = frozenset({"", "http", "https", "mailto", "tel", "data", "doi", "urn"})
_WEB: Final = frozenset({"http", "https"})
_AFTER_TEXT: Final = ".,;:!?)]}…，。；：！？）」』”’"  # noqa: RUF001 - Chinese prose ends in these

EDITION_FOLDER: Final = re.compile(r"editions/(\d{4}\.\d+)/")
"""Where publishing lays a frozen edition, below the site's root."""


class Use(StrEnum):
    """Who follows an address."""

    LINK = "link"
    """A reader may."""
    RESOURCE = "resource"
    """The browser does, to show the page."""
    RECORD = "record"
    """A machine does, from elsewhere: search engine, reference manager, feed reader."""


@dataclass(frozen=True, kw_only=True, order=True)
class Address:
    """One address as written."""

    path: str
    """File that has it, below the site's folder."""
    line: int
    """Line of the tag, counted from 1."""
    how: str
    """What has it: `a href`, `img srcset`, `og:image` …"""
    written: str
    use: Use

    @property
    def shown(self) -> str:
        """Return the address as a message names it."""
        return self.written.strip() or '""'


class Goes(StrEnum):
    """Where an address leads, roughly."""

    HERE = "here"
    """Into this site."""
    AWAY = "away"
    """To another host."""
    ASTRAY = "astray"
    """Out of the site, without naming another host."""
    NOWHERE = "nowhere"
    """To no place on the web: mail, inline data, nonsense."""


@dataclass(frozen=True, kw_only=True)
class Lead:
    """Where an address leads, exactly."""

    goes: Goes
    host: str = ""
    path: str = ""
    """Path below the site's root, decoded; of this site only."""
    fragment: str = ""
    """What follows `#`, as written."""


def place_of(path: str) -> str:
    """Return the address of a built file below the site's root.

    >>> place_of("actors/index.html"), place_of("404.html")
    ('actors/', '404.html')
    """
    folder, _, name = path.rpartition("/")
    at_folder = name == "index.html"
    return (f"{folder}/" if folder else "") if at_folder else path


def edition_of(path: str) -> str:
    """Return the frozen edition that a path below the site's root is in, or nothing.

    >>> edition_of("editions/2026.1/claims/"), edition_of("editions/")
    ('2026.1', '')
    """
    match = EDITION_FOLDER.match(path)
    return match.group(1) if match else ""


def scheme_of(written: str) -> str:
    """Return the scheme of an address in lower case, or nothing when it is relative."""
    match = _SCHEME.match(written.strip())
    return match.group(1).lower() if match else ""


def nonsense_in(written: str) -> str:
    """Return what keeps an address from being one, or nothing.

    >>> nonsense_in("https:/actors/")
    'http and https want // and a host'
    """
    text, scheme = written.strip(), scheme_of(written)
    faults = {
        f'the scheme "{scheme}:" is none that a page may use': scheme not in _KNOWN,
        "http and https want // and a host": scheme in _WEB and not _HOST.match(text),
        "a backslash is no part of an address": "\\" in text,
        "a space is no part of an address: write %20": re.search(r"\s", text),
        "no browser can read it": not _is_readable(text),
    }
    return "" if scheme == "data" else next((what for what, holds in faults.items() if holds), "")


def _is_readable(text: str) -> bool:
    """Return whether an address can be taken apart."""
    try:
        return urlsplit(text).hostname != ""
    except ValueError:
        return False


def lead(written: str, *, file: str, base: str, origin: str) -> Lead:
    """Return where an address leads from a file of the site whose root is at origin."""
    text = written.strip()
    if not text or nonsense_in(text) or scheme_of(text) not in {"", *_WEB}:
        return Lead(goes=Goes.NOWHERE)
    url = urlsplit(urljoin(urljoin(origin + place_of(file), base), text))
    home, host = urlsplit(origin), url.hostname or ""
    if host != home.hostname:
        return Lead(goes=Goes.AWAY, host=host)
    if url.path.startswith(home.path) and (base or not _climbs_out(text, file)):
        inside = unquote(url.path.removeprefix(home.path))
        return Lead(goes=Goes.HERE, host=host, path=inside, fragment=url.fragment)
    whole = scheme_of(text) or text.startswith("//")
    return Lead(goes=Goes.AWAY if whole else Goes.ASTRAY, host=host)


def _climbs_out(text: str, file: str) -> bool:
    """Return whether `../` leads above the root; browsers stop there, other places do not."""
    if scheme_of(text) or text.startswith("/"):
        return False
    path = posixpath.join(posixpath.dirname(file), urlsplit(text).path)
    return posixpath.normpath(path).startswith("..")


def own_in(text: str, origin: str) -> Iterator[tuple[int, str]]:
    """Yield offset and address of every whole address of this site that stands in a text."""
    for match in _own(origin).finditer(text):
        yield match.start(), match.group().rstrip(_AFTER_TEXT)


@functools.cache
def _own(origin: str) -> re.Pattern[str]:
    """Return what finds the addresses of a site, but not those of `<its host>.org`."""
    host = re.escape(urlsplit(origin).netloc)
    return re.compile(rf"https?://{host}(?![\w-]|\.\w)[^\s<>\"'`]*", re.IGNORECASE)
