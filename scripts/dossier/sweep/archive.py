"""Copies in the Wayback Machine: for which sources to ask, and asking, by savepagenow."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import requests
import savepagenow
from savepagenow.exceptions import BlockedByRobots, Forbidden, TooManyRequests, WaybackRuntimeError

from dossier.model import Dossier, Source
from dossier.model.health import Health
from dossier.sweep.pages import Reader
from dossier.sweep.robots import Robots

CRAWLERS: Final = ("archive.org_bot", "ia_archiver")
"""Names under which hosts speak to the Internet Archive in robots.txt."""
_COPY: Final = re.compile(r"https://web\.archive\.org/web/(\d{4})(\d\d)(\d\d)\d{6}/.+")
_REST: Final = (WaybackRuntimeError, requests.RequestException)


@dataclass(frozen=True, kw_only=True)
class Copy:
    """What came of asking for one copy."""

    source: Source
    address: str = ""
    day: str = ""
    why: str = ""
    """Why there is none."""
    stop: bool = False
    """Whether the archive wants to be left alone for now."""


def wanting(dossier: Dossier, health: Mapping[str, Health]) -> Iterator[Source]:
    """Yield every source that lives, by three sweeps, and has no copy."""
    for source in dossier.sources.values():
        found = health.get(source.url)
        if found and found.state == "live" and not source.archiveurl:
            yield source


def forbidden(source: Source, origin: str, robots: Robots, reader: Reader | None) -> str:
    """Return why no copy may be asked for; with a reader, the page itself is asked, too."""
    if source.noarchive:
        return source.noarchive
    for crawler in ("", *CRAWLERS):
        why = robots.forbids(origin, source.url, crawler)
        if why:
            return why
    asks = reader and reader.page(source.url).noarchive
    return "the page asks not to be kept (noarchive)" if asks else ""


def ask_for_copy(source: Source, agent: str) -> Copy:
    """Ask the Wayback Machine for a copy; a recent one it already has is as good."""
    try:
        address, _ = savepagenow.capture_or_cache(
            source.url, user_agent=agent, authenticate="SAVEPAGENOW_ACCESS_KEY" in os.environ
        )
    except TooManyRequests:
        return Copy(source=source, why="the archive asks to come back later", stop=True)
    except (BlockedByRobots, Forbidden):
        return Copy(source=source, why="the archive may not or will not keep it")
    except _REST as error:
        return Copy(source=source, why=f"the archive failed: {type(error).__name__}")
    match = _COPY.fullmatch(address)
    if match is None:
        return Copy(source=source, why=f"the archive named no dated copy, but {address}")
    return Copy(source=source, address=address, day="-".join(match.groups()))


def with_copy(text: str, copy: Copy) -> str:
    r"""Return a `.bib` file’s text with the copy in its source’s entry.

    >>> from dossier.model import Origin
    >>> source = Source(id="a-nd", origin=Origin(path="bib/a.bib", line=1))
    >>> copy = Copy(source=source, address="https://w/1", day="2026-11-27")
    >>> print(with_copy("@online{a-nd,\n  urlstatus = {live},\n}\n", copy), end="")
    @online{a-nd,
      archiveurl = {https://w/1},
      archivedate = {2026-11-27},
      urlstatus = {live},
    }
    """
    lines = text.split("\n")
    start = next(n for n, line in enumerate(lines) if f"{{{copy.source.id}," in line)
    here = next(n for n in range(start, len(lines)) if _LATER.match(lines[n]))
    lines[here:here] = [f"  archiveurl = {{{copy.address}}},", f"  archivedate = {{{copy.day}}},"]
    return "\n".join(lines)


_LATER: Final = re.compile(r"\s*(urlstatus|noarchive|as-printed|note|parallel)\s*=|\}")
"""What stands behind the copy in an entry."""
