"""The dossier → every outside address it gives its readers, with what should stand there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Final
from urllib.parse import urlsplit

from dossier.model import Dossier

WIKIDATA: Final = "https://www.wikidata.org/wiki/"
_IN_TEXT: Final = re.compile(r"https?://[^\s<>()\[\]\"'`]+")


@dataclass(frozen=True, kw_only=True)
class Target:
    """One address to look at."""

    address: str
    named_by: tuple[str, ...] = ()
    """Ids of the records that give it."""
    words: tuple[str, ...] = ()
    """What must stand there: the words seen in a source, its title."""

    @cached_property
    def host(self) -> str:
        """Return the host, lower case, without a port."""
        return urlsplit(self.address).hostname or ""

    @cached_property
    def origin(self) -> str:
        """Return scheme, host and port, where robots.txt speaks for all addresses."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"


def targets(dossier: Dossier) -> list[Target]:
    """Return every outside address once, sorted."""
    named: dict[str, list[str]] = {}
    words: dict[str, list[str]] = {}
    for address, record, seen in _given(dossier):
        if not address:
            continue
        named.setdefault(address, []).append(record)
        words.setdefault(address, []).extend(each for each in seen if each)
    return [
        Target(
            address=address,
            named_by=tuple(dict.fromkeys(named[address])),
            words=tuple(dict.fromkeys(words[address])),
        )
        for address in sorted(named)
    ]


Given = Iterator[tuple[str, str, tuple[str, ...]]]
"""Addresses, each with the record that gives it and the words seen there."""


def _given(dossier: Dossier) -> Given:
    """Yield every address that the dossier gives."""
    for source in dossier.sources.values():
        yield source.url, source.id, (source.quote_seen, source.title)
        yield source.archiveurl, source.id, (source.quote_seen,)
    for actor in dossier.actors.values():
        item = actor.same_as.get("wikidata", "")
        yield f"{WIKIDATA}{item}" if item else "", actor.id, (item,)
        yield actor.same_as.get("website", ""), actor.id, ()
    for term in dossier.terms.values():
        yield from ((address, term.id, ()) for _, address in term.external)
    yield from _in_text(dossier)


def _in_text(dossier: Dossier) -> Given:
    """Yield every address that stands in some text."""
    for record in (*dossier.pages.values(), *dossier.records.values()):
        for address in _IN_TEXT.findall(record.prose.markdown):
            yield address.rstrip(".,;:!?"), record.id, ()


def slices(found: Iterable[Target], size: int) -> Iterator[list[Target]]:
    """Yield targets in slices of whole hosts, in an order in which no host waits for another."""
    by_host: dict[str, list[Target]] = {}
    for each in found:
        by_host.setdefault(each.host, []).append(each)
    part: list[list[Target]] = []
    for of_host in by_host.values():
        if part and sum(map(len, part)) + len(of_host) > size:
            yield _mixed(part)
            part = []
        part.append(of_host)
    yield _mixed(part)


def _mixed(hosts: Iterable[Iterable[Target]]) -> list[Target]:
    """Return one target of each host, then the next of each."""
    return [each for row in zip_longest(*hosts) for each in row if each]
