"""How servers of the web behave, each with what a sweep must make of it."""

from __future__ import annotations

import socket
import struct
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

WORDS: Final = "twelve thousand plates a day"
PAGE: Final = f"<title>Safe city</title><p>The cameras read {WORDS}, the office says.</p>"
LONG: Final = "<p>" + "The harbour lies quiet under its lamps in winter. " * 40 + "</p>"
_GONE: Final = "<title>News</title>" + LONG


@dataclass(frozen=True)
class Asked:
    """One request, and the connection to answer on."""

    connection: socket.socket
    host: str
    path: str
    times: int
    """How often this very address was asked for before."""


Answering = Callable[[Asked], None]


@dataclass(frozen=True)
class Behaviour:
    """One address: how its host behaves, and what that is."""

    name: str
    state: str
    answer: Answering
    why: str = ""
    words: str = WORDS
    leads_to: str = ""
    path: str = "/news/17"
    robots: str = ""
    scheme: str = "http"
    host: str = ""
    """Empty: one of its own on the loopback network."""
    asks: int | None = None
    """How often its page must have been asked for; None: any number."""


def says(body: str | bytes, status: str = "200 OK", **headers: str) -> Answering:
    """Return a behaviour: one whole answer."""
    content = body.encode() if isinstance(body, str) else body
    given = {"content-type": "text/html; charset=utf-8", "content-length": str(len(content))}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}

    def answer(asked: Asked) -> None:
        lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
        head = f"HTTP/1.1 {status}\r\nconnection: close\r\n{lines}\r\n"
        asked.connection.sendall(head.encode() + content)

    return answer


def to(place: str, status: str) -> Answering:
    """Return a redirect."""
    return says("", status, location=place)


def at(**pages: Answering) -> Answering:
    """Return a behaviour that differs by the last part of the path; any other is `start`."""

    def answer(asked: Asked) -> None:
        name = asked.path.strip("/").rpartition("/")[2].partition(".")[0]
        pages.get(name or "home", pages["start"])(asked)

    return answer


def first(before: Answering, then: Answering) -> Answering:
    """Return a behaviour that is another one at the first request."""
    return lambda asked: (then if asked.times else before)(asked)


def _forever(asked: Asked) -> None:
    """Never end a page."""
    asked.connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<p>")
    for _ in range(100):
        asked.connection.sendall(b"drip ")
        time.sleep(0.1)


def _silent(asked: Asked) -> None:
    """Say nothing until the other side gives up."""
    asked.connection.settimeout(10)
    asked.connection.recv(1)


def _reset(asked: Asked) -> None:
    """Reset the connection."""
    asked.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _half(asked: Asked) -> None:
    """Promise more than comes."""
    head = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 90000\r\n\r\n"
    asked.connection.sendall((head + PAGE).encode())


def _bomb(asked: Asked) -> None:
    """Send ten megabytes that unpack to ten thousand."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packing.compress(b"a" * 1_000_000) + packing.flush(zlib.Z_FULL_FLUSH)
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-encoding: gzip\r\n\r\n"
    asked.connection.sendall(head + b"\x1f\x8b\x08\0\0\0\0\0\0\x03")
    for _ in range(100):
        asked.connection.sendall(block * 100)


def _gzipped(text: str) -> bytes:
    """Return a text packed."""
    packing = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packing.compress(text.encode()) + packing.flush()


def _steps(asked: Asked) -> None:
    """Redirect to the next of endless numbers."""
    number = int(asked.path.rpartition("/")[2])
    to(f"/step/{number + 1}", "302 Found")(asked)


_R301, _R302 = "301 Moved Permanently", "302 Found"
_OK: Final = says(PAGE)
_HUGE: Final = says(PAGE + "<p>lamp</p>" * 300_000)
_CHINESE: Final = (
    "<title>新闻</title><p>平安城市每天读取一万二千个车牌。</p>" + "<p>灯亮了。</p>" * 50
)
_RUSSIAN: Final = "<meta charset=windows-1251><p>Камеры читают двенадцать тысяч номеров в день.</p>"
NOWHERE: Final = "n" * 70 + ".kz"
"""A name that no name server is asked for: its label is too long."""

BEHAVIOURS: Final = (
    Behaviour("200 with the words", "live", _OK, asks=1),
    Behaviour("200, nothing to compare", "live", says(_GONE), words="", asks=2),
    Behaviour("200, packed with gzip", "live", says(_gzipped(PAGE), content_encoding="gzip")),
    Behaviour(
        "200, words in other quotation marks", "live", says(f"<p>“{WORDS}”</p>"), words=f'"{WORDS}"'
    ),
    Behaviour(
        "200, words divided by marks", "live", says("<p>twelve <b>thousand</b>\n plates a day</p>")
    ),
    Behaviour("200, a PDF", "live", says(b"%PDF-1.7", content_type="application/pdf")),
    Behaviour("301", "moved", at(start=to("/new", _R301), new=_OK), leads_to="/new"),
    Behaviour(
        "308", "moved", at(start=to("/new", "308 Permanent Redirect"), new=_OK), leads_to="/new"
    ),
    Behaviour("302", "live", at(start=to("/new", _R302), new=_OK)),
    Behaviour("303", "live", at(start=to("/new", "303 See Other"), new=_OK)),
    Behaviour("307", "live", at(start=to("/new", "307 Temporary Redirect"), new=_OK)),
    Behaviour(
        "301, 301", "moved", at(start=to("/a", _R301), a=to("/b", _R301), b=_OK), leads_to="/b"
    ),
    Behaviour(
        "301, 302", "moved", at(start=to("/a", _R301), a=to("/b", _R302), b=_OK), leads_to="/a"
    ),
    Behaviour("302, 301", "live", at(start=to("/a", _R302), a=to("/b", _R301), b=_OK)),
    Behaviour(
        "301 from home to home",
        "moved",
        at(home=to("/en/", _R301), start=_OK),
        path="/",
        leads_to="/en/",
    ),
    Behaviour(
        "a circle of redirects", "failing", to("/news/17", _R301), why="redirects without end"
    ),
    Behaviour(
        "redirects without end", "failing", _steps, why="redirects without end", path="/step/1"
    ),
    Behaviour("404", "dead", says("", "404 Not Found"), why="answers 404", asks=1),
    Behaviour(
        "404 with the words on its page", "dead", says(PAGE, "404 Not Found"), why="answers 404"
    ),
    Behaviour("410", "dead", says("", "410 Gone"), why="answers 410"),
    Behaviour(
        "301 to 404",
        "dead",
        at(start=to("/a", _R301), a=says("", "404 Not Found")),
        why="answers 404",
    ),
    Behaviour("no such host", "dead", _OK, why="its host has no address", host=NOWHERE),
    Behaviour("500", "failing", says("", "500 Internal Server Error"), why="answers 500", asks=2),
    Behaviour("500, then 200", "live", first(says("", "500 Internal Server Error"), _OK)),
    Behaviour("503", "failing", says("", "503 Service Unavailable"), why="answers 503"),
    Behaviour(
        "429 with Retry-After, then 200",
        "live",
        first(says("", "429 Too Many Requests", retry_after="1"), _OK),
    ),
    Behaviour(
        "429 always",
        "blocked",
        says("", "429 Too Many Requests", retry_after="1"),
        why="answers 429",
    ),
    Behaviour(
        "403, a wall against robots",
        "blocked",
        says("<title>Just a moment...</title>", "403 Forbidden"),
        why="answers 403",
    ),
    Behaviour(
        "200, a wall against robots",
        "blocked",
        says("<title>Just a moment...</title>"),
        why="human",
    ),
    Behaviour(
        "200, a Russian wall", "blocked", says("<title>Проверка браузера</title>"), why="human"
    ),
    Behaviour("401", "blocked", says("", "401 Unauthorized"), why="answers 401"),
    Behaviour("451", "blocked", says("", "451 Unavailable For Legal Reasons"), why="answers 451"),
    Behaviour("999", "blocked", says("", "999 Request denied"), why="answers 999"),
    Behaviour(
        "robots.txt forbids",
        "blocked",
        _OK,
        why="robots.txt forbids",
        robots="User-agent: *\nDisallow: /news/",
        asks=0,
    ),
    Behaviour("robots.txt fails", "blocked", _OK, why="robots.txt answers", robots="503", asks=0),
    Behaviour(
        "soft 404: says so in English",
        "soft-404",
        says("<title>Page not found</title>" + LONG),
        why="nothing is there",
    ),
    Behaviour(
        "soft 404: says so in Russian",
        "soft-404",
        says("<h1>Страница не найдена</h1>" + LONG),
        why="nothing is there",
    ),
    Behaviour(
        "soft 404: says so in Chinese, few words",
        "soft-404",
        says("<p>您访问的页面不存在</p>"),
        why="nothing is there",
        words="",
    ),
    Behaviour(
        "soft 404: redirects to the home page",
        "soft-404",
        at(start=to("/", _R302), home=says(LONG)),
        why="home page",
    ),
    Behaviour(
        "soft 404: redirects to a home page with the words",
        "soft-404",
        at(start=to("/ru/", _R301), ru=_OK),
        why="home page",
    ),
    Behaviour(
        "soft 404: redirects to an error page",
        "soft-404",
        at(start=to("/404.html", _R302), **{"404": says(LONG)}),
        why="error page",
    ),
    Behaviour("drifted: the words are gone", "drifted", says(_GONE), why="no longer says"),
    Behaviour(
        "drifted: parked",
        "drifted",
        says("<title>This domain is for sale</title>"),
        why="no longer says",
    ),
    Behaviour("drips", "slow", _forever, why="in time"),
    Behaviour("says nothing", "slow", _silent, why="in time"),
    Behaviour("resets the connection", "failing", _reset),
    Behaviour("refuses connections", "failing", _OK, host="127.0.0.1:9", why="refused"),
    Behaviour(
        "a certificate that nobody trusts", "failing", _OK, scheme="https", why="certificate"
    ),
    Behaviour(
        "no TLS where there should be",
        "failing",
        _OK,
        scheme="https",
        host="plain",
        why="corrupt message",
    ),
    Behaviour(
        "no HTTP at all", "failing", lambda asked: asked.connection.sendall(b"220 lamp ESMTP\r\n")
    ),
    Behaviour("breaks off, the words before it", "live", _half),
    Behaviour(
        "says another charset than it has",
        "live",
        says(_CHINESE.encode("gb18030")),
        words="每天读取一万二千个车牌",
    ),
    Behaviour(
        "says its charset inside alone",
        "live",
        says(_RUSSIAN.encode("cp1251"), content_type="text/html"),
        words="двенадцать тысяч номеров",
    ),
    Behaviour("huge, the words in front", "live", _HUGE),
)
"""All of them but one, each on a host of its own."""

BOMB: Final = Behaviour("a gzip bomb", "drifted", _bomb, why="no longer says")
"""It ends lychee, so that whatever is under way is asked for once more."""
