"""What hosts ask of robots (RFC 9309): fetched once a host, obeyed by sweep and archive."""

from __future__ import annotations

from typing import Final

import urllib3
from protego import Protego

_MOST: Final = 512_000
"""So much of a robots.txt is read: RFC 9309, 2.5, asks for 500 KiB at least."""
_OK: Final = 200
_SERVER_FAULT: Final = 500


class Robots:
    """The rules of the hosts that were asked."""

    def __init__(self, agent: str) -> None:
        """Take the name that we go by."""
        self.agent = agent
        self._rules: dict[str, Protego | None] = {}

    def learn(self, origin: str, text: str | None) -> None:
        """Take in a host's robots.txt; None where the host answered with a fault of its own."""
        self._rules[origin] = None if text is None else Protego.parse(text)

    def forbids(self, origin: str, address: str, agent: str = "") -> str:
        """Return why an address must not be fetched; nothing where it may."""
        if origin not in self._rules:
            return ""
        rules = self._rules[origin]
        if rules is None:  # RFC 9309, 2.3.1.4: all is forbidden while the host cannot say
            return "its robots.txt answers with an error of the server"
        allowed = rules.can_fetch(address, agent or self.agent)
        return "" if allowed else "its robots.txt forbids it"

    def pause(self, origin: str) -> float:
        """Return the seconds that a host wants between two requests; 0 where it does not say."""
        rules = self._rules.get(origin)
        return float(rules.crawl_delay(self.agent) or 0) if rules else 0.0


def robots_of(pool: urllib3.PoolManager, origin: str) -> str | None:
    """Return a host’s robots.txt: empty where it has none, None at the host’s own fault.

    A host that cannot be reached forbids nothing: lychee will tell.
    """
    try:
        answer = pool.request("GET", f"{origin}/robots.txt", preload_content=False)
        content = answer.read(_MOST, decode_content=True) if answer.status == _OK else b""
        answer.release_conn()
    except urllib3.exceptions.HTTPError:
        return ""
    if answer.status >= _SERVER_FAULT:
        return None
    return content.decode("utf-8", errors="replace")
