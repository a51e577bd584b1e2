"""What lychee answered, and where needed the page itself → the state of an address, and why."""

from __future__ import annotations

import re
import socket
import unicodedata
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin, urlsplit

from dossier.model.health import Seen
from dossier.sweep.lychee import Answer
from dossier.sweep.pages import Page
from dossier.sweep.phrases import is_bot_wall, is_error_page, is_home, says_not_found
from dossier.sweep.targets import Target

GONE: Final = frozenset({404, 410})
REFUSED: Final = frozenset({401, 403, 407, 429, 451, 999})
"""Refusals of machines or of a place (RFC 9110, RFC 7725; 999 is LinkedIn’s own)."""
_ANSWERS: Final = range(200, 300)
_REDIRECTS: Final = range(300, 400)
PERMANENT: Final = frozenset({301, 308})
_UNRESOLVED: Final = ("Connection failed", "DNS resolution failed")
"""How lychee says, among other things, that a name has no address."""


def needs_page(target: Target, answer: Answer) -> bool:
    """Return whether the page itself must be seen: it answers, and nothing shows what with."""
    return answer.code in _ANSWERS and not (answer.words and target.words)


def judge(target: Target, answer: Answer, page: Page | None = None) -> Seen:
    """Return the state of an address: the first that fits."""
    code = page.code if page and page.code else answer.code
    late = answer.late or bool(page and page.late)
    return next(
        iter([*_without_page(target, answer, code, late=late), *_with_page(target, answer, page)])
    )


def _without_page(target: Target, answer: Answer, code: int, *, late: bool) -> Iterator[Seen]:
    """Yield what an answer shows by itself."""
    if late:
        yield Seen(state="slow", why="no whole answer in time", reached=code != 0)
    if code in GONE:
        yield Seen(state="dead", why=f"answers {code}")
    if code in REFUSED:
        yield Seen(state="blocked", why=f"answers {code}")
    if code == 0 and answer.why.startswith(_UNRESOLVED) and not _has_address(target.host):
        yield Seen(state="dead", why="its host has no address any more", reached=False)
    if code == 0:
        yield Seen(state="failing", why=answer.why, reached=False)
    if code in _REDIRECTS:
        yield Seen(state="failing", why="redirects without end")
    if code not in _ANSWERS:
        yield Seen(state="failing", why=f"answers {code}")


def _with_page(target: Target, answer: Answer, page: Page | None) -> Iterator[Seen]:
    """Yield what a page shows that came in the end; last of all, that it is the right one."""
    last = answer.hops[-1][1] if answer.hops else target.address
    lost = _lost(target, page)
    doubted = page if lost or not target.words else None
    if doubted and is_bot_wall(doubted.heading, doubted.text):
        yield Seen(state="blocked", why="asks whether we are human")
    if _sent_home(target.address, last):
        yield Seen(state="soft-404", why=f"redirects to the home page, {last}")
    if answer.hops and is_error_page(urlsplit(last).path):
        yield Seen(state="soft-404", why=f"redirects to an error page, {last}")
    if doubted and says_not_found(doubted.heading, doubted.text):
        yield Seen(state="soft-404", why="says that nothing is there")
    if lost:
        yield Seen(state="drifted", why=f"no longer says “{lost[0]}”")
    new = moved_to(target.address, answer)
    yield Seen(state="moved", leads_to=new) if new else Seen(state="live")


def _has_address(host: str) -> bool:
    """Return whether a host’s name leads somewhere, or that cannot be found out now."""
    try:
        socket.getaddrinfo(host, None)
    except socket.gaierror as error:
        return error.errno not in {socket.EAI_NONAME, socket.EAI_NODATA}
    except UnicodeError:
        return False
    return True


def _lost(target: Target, page: Page | None) -> tuple[str, ...]:
    """Return the words that are gone from a page; none where lychee saw them there."""
    if page is None:
        return ()
    text = folded(page.text)
    return tuple(each for each in target.words if folded(each) not in text)


def folded(text: str) -> str:
    """Return a text for comparing: letters and digits alone, in one case and one form.

    >>> folded("“Safe  City” — Astana’s"), folded("网络强国, Қазақстан")
    ('safecityastanas', '网络强国қазақстан')
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", "", plain)


def _sent_home(asked: str, last: str) -> bool:
    """Return whether an address inside a site now leads to a home page."""
    if last == asked:
        return False
    before, after = urlsplit(asked), urlsplit(last)
    inside = not is_home(before.path) or bool(before.query)
    return inside and is_home(after.path) and not after.query


def moved_to(address: str, answer: Answer) -> str:
    """Return where permanent redirects lead, as far as all are; nothing where the first is not."""
    here = address
    for code, to in answer.hops:
        if code not in PERMANENT:
            break
        here = urljoin(here, to)
    return here if here != address else ""
