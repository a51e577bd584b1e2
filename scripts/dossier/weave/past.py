"""What templates ask about earlier editions: since when, changed when, and how it read before."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from dossier.model import Dossier, Page, Record, Section
from dossier.model.editions import BESIDE, History, bundle
from dossier.model.ledger import Ledger, Line, address_of
from dossier.model.pages import page_of

CHANGES: Final = "changes.md"
_KEPT: Final = 12
"""So many words of a long unchanged stretch stand at each of its ends."""

Pieces = list[tuple[str, str]]
"""`same`, `del` or `ins`, and the words."""


@dataclass(frozen=True, kw_only=True)
class Past:
    """The history and the ledger, as pages show them."""

    history: History
    ledger: Ledger
    dossier: Dossier

    def since(self, key: str) -> str:
        """Return the edition an id or address first appeared in."""
        return self.ledger.since(key) or self.dossier.edition.id

    def changed(self, key: str) -> tuple[str, ...]:
        """Return the editions that changed what an id says, oldest first."""
        return self._sorted(
            edition for name in self.ledger.names(key) for edition in self.history.changed_in(name)
        )

    def page_changed(self, record: Record) -> tuple[str, ...]:
        """Return the editions that changed a page or anything that stands on it, oldest first."""
        return self._sorted(
            edition for key in self._standing_on(record) for edition in self.changed(key)
        )

    def _sorted(self, editions: Iterable[str]) -> tuple[str, ...]:
        """Return editions in their order, each once."""
        order = [stage.id for stage in self.history.stages]
        return tuple(sorted(set(editions), key=order.index))

    def _standing_on(self, record: Record) -> Iterator[str]:
        """Yield the keys of a page: its own, and those of a section's statements and notes."""
        yield key_of(record)
        if isinstance(record, Section):
            for statement in self.dossier.statements_in(record.id):
                yield statement.id
                yield from (note.id for note in self.dossier.notes_to(statement.id))

    def address(self, edition: str, path: str = "") -> str:
        """Return the whole address of a place in a frozen edition.

        Whole, for an edition must lead there from its zip, too.
        """
        return f"{self.dossier.edition.site}editions/{edition}/{path}"

    def tells_changes(self, edition: str) -> bool:
        """Return whether the list of an edition's changes is the one of the site being built."""
        return edition == self.dossier.edition.id

    def line(self, key: str) -> Line | None:
        """Return the ledger's line of an id or address."""
        return self.ledger.by_id.get(key)

    def files(self, edition: str) -> tuple[tuple[str, str], ...]:
        """Return the files that lie beside the pages of a frozen edition, with their names."""
        return ((bundle(edition), "Zip"), *BESIDE)

    def is_frozen(self, edition: str) -> bool:
        """Return whether an edition has its tag."""
        return edition in self.history.frozen


def key_of(record: Record) -> str:
    """Return by what the ledger knows a record's page: its id, or the address of a mere page."""
    return address_of(page_of(record)) if isinstance(record, Page) else record.id


def anchor(key: str) -> str:
    """Return the anchor of an id or address on the page of changes.

    >>> anchor("KZ-031"), anchor("/about/method/"), anchor("/")
    ('kz-031', 'page-about-method', 'page-home')
    """
    if not key.startswith("/"):
        return key.lower()
    return f"page-{key.strip('/').replace('/', '-') or 'home'}"


def sides(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Return two wordings side by side, word by word; what both share is cut where it is long.

    >>> sides("40 ships a night", "44 ships")
    ([('del', '40'), ('same', 'ships'), ('del', 'a night')], [('ins', '44'), ('same', 'ships')])
    """
    before, after = old.split(), new.split()
    left: Pieces = []
    right: Pieces = []
    steps = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for step, a, b, c, d in steps:
        if step == "equal":
            same = ("same", _cut(before[a:b]))
            left.append(same)
            right.append(same)
            continue
        left += [("del", " ".join(before[a:b]))] if b > a else []
        right += [("ins", " ".join(after[c:d]))] if d > c else []
    return left, right


def _cut(words: list[str]) -> str:
    """Return words that did not change, the middle of a long stretch left out."""
    if len(words) <= 3 * _KEPT:
        return " ".join(words)
    return " ".join([*words[:_KEPT], "[…]", *words[-_KEPT:]])
