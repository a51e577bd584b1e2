"""The second look, at the few pages where lychee’s answer is not enough: fetched once, kept, read.

One page of a host at a time; never more than a few megabytes, however much a server sends.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import charset_normalizer
import urllib3

from dossier.sweep.targets import Target

_MOST: Final = 2_000_000
"""So many bytes of a page are read, unpacked."""
_PIECE: Final = 1 << 14
_AT_ONCE: Final = 8
_LONGEST_WAIT: Final = 60.0
_TOO_MANY: Final = 429
_SILENT: Final = frozenset({"script", "style", "template", "noscript"})
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Page:
    """What was read of a page."""

    code: int = 0
    late: bool = False
    text: str = ""
    """All words, title and descriptions first."""
    heading: str = ""
    """Title and headings alone."""
    noarchive: bool = False
    """Whether it asks not to be kept by others."""
    wait: float = 0.0
    """Seconds that the host asks us to stay away."""


class Reader:
    """Fetches pages and keeps a copy of each."""

    def __init__(
        self, pool: urllib3.PoolManager, copies: Path, pause: float, patience: float
    ) -> None:
        """Take how to fetch, where copies go, and the seconds between and for two pages."""
        self._pool = pool
        self._copies = copies
        self._pause = pause
        self._patience = patience

    def read(self, targets: Iterable[Target]) -> Iterator[tuple[Target, Page]]:
        """Yield each target with its page, hosts side by side, the pages of one in turn."""
        by_host: dict[str, list[Target]] = {}
        for each in targets:
            by_host.setdefault(each.host, []).append(each)
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            for pages in threads.map(self._of_host, by_host.values()):
                yield from pages

    def _of_host(self, targets: list[Target]) -> list[tuple[Target, Page]]:
        """Return the pages of one host."""
        pages = []
        for number, target in enumerate(targets):
            page = self.page(target.address)
            pages.append((target, page))
            if number < len(targets) - 1:
                time.sleep(max(self._pause, min(page.wait, _LONGEST_WAIT)))
        return pages

    def page(self, address: str) -> Page:
        """Return one page; code 0 where none came."""
        end = time.monotonic() + self._patience
        try:
            answer = self._pool.request("GET", address, preload_content=False)
        except urllib3.exceptions.TimeoutError:
            return Page(late=True)
        except urllib3.exceptions.HTTPError:
            return Page()
        content, late = self._content(answer, end)
        self._keep(address, content)
        text = decoded(content, answer.headers.get("content-type", ""))
        words = Words()
        words.feed(text)
        tag = answer.headers.get("x-robots-tag", "")
        return Page(
            code=answer.status,
            late=late,
            text=" ".join([*words.heads, *words.body]),
            heading=" ".join(words.heads),
            noarchive="noarchive" in tag.lower() or words.noarchive,
            wait=_wait(answer),
        )

    def _content(self, answer: urllib3.BaseHTTPResponse, end: float) -> tuple[bytes, bool]:
        """Return as much of a page as is read, and whether it came too slowly."""
        content = bytearray()
        try:
            while len(content) < _MOST and time.monotonic() < end:
                piece = answer.read1(_PIECE, decode_content=True)
                if not piece:
                    break
                content += piece
        except urllib3.exceptions.HTTPError:
            pass  # what came before the connection broke is read all the same
        finally:
            answer.close()
        return bytes(content[:_MOST]), time.monotonic() >= end

    def _keep(self, address: str, content: bytes) -> None:
        """Keep a copy, for people to look at."""
        self._copies.mkdir(parents=True, exist_ok=True)
        copy_of(self._copies, address).write_bytes(content)


def copy_of(folder: Path, address: str) -> Path:
    """Return where the copy of an address is kept."""
    return folder / f"{hashlib.sha256(address.encode()).hexdigest()[:16]}.html"


def _wait(answer: urllib3.BaseHTTPResponse) -> float:
    """Return how long a host that answers 429 or 503 wants to be left alone."""
    said = answer.headers.get("retry-after", "")
    return urllib3.Retry().parse_retry_after(said) if said.isdigit() else 0.0


def decoded(content: bytes, content_type: str) -> str:
    """Return a page’s text: a charset that is said and fits, else the likeliest one.

    >>> decoded("平安城市每天读取一万二千个车牌".encode("gb18030"), "text/html; charset=utf-8")
    '平安城市每天读取一万二千个车牌'
    """
    header = re.search(r"charset=[\"']?([\w-]+)", content_type, re.IGNORECASE)
    inside = _CHARSET.search(content[:4096])
    said = [header[1]] if header else []
    said += [inside[1].decode("ascii", "replace")] if inside else []
    for charset in (*said, "utf-8"):
        try:
            return content.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    likely = charset_normalizer.from_bytes(content[:65536], cp_isolation=list(_LIKELY)).best()
    return content.decode(likely.encoding if likely else "utf-8", errors="replace")


_LIKELY: Final = ("gb18030", "big5", "cp1251", "koi8_r", "cp1252", "utf_16")


class Words(HTMLParser):
    """A page’s words as readers see them, and its title and headings apart."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.heads: list[str] = []
        self.body: list[str] = []
        self.noarchive = False
        self._silent = 0
        self._head = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag opens, and what a page says of itself."""
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self._meta(given)
        self._silent += tag in _SILENT
        self._head += tag in _HEADINGS

    def handle_endtag(self, tag: str) -> None:
        """Note what a tag closes."""
        self._silent -= tag in _SILENT and self._silent > 0
        self._head -= tag in _HEADINGS and self._head > 0

    def handle_data(self, data: str) -> None:
        """Keep words."""
        words = data.split()
        if words and not self._silent:
            (self.heads if self._head else self.body).append(" ".join(words))

    def _meta(self, given: dict[str, str]) -> None:
        """Keep what a page says of itself for other machines."""
        if given.get("name", "").lower() == "robots":
            self.noarchive |= "noarchive" in given.get("content", "").lower()
        if given.get("property") == "og:title":
            self.heads.append(given.get("content", ""))


_HEADINGS: Final = frozenset({"title", "h1", "h2"})
