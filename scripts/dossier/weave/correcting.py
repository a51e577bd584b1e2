"""“Correct this” and “Edit this page”: the addresses on the forge, all from one setting.

The forge is `repo_url` in mkdocs.yml; its addresses are GitHub's, which Forgejo and Gitea follow
for issues. Where the setting is empty, there are no such links.
"""

from __future__ import annotations

import urllib.parse
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from dossier.model import Edition, Page, Record, Source
from dossier.model.address import site_path
from dossier.model.citing import said
from dossier.model.ledger import address_of
from dossier.read.files import LEDGER

FORM: Final = "correction.yml"
"""The issue form, below `.github/ISSUE_TEMPLATE`; the ids of its fields are the names below."""
BRANCH: Final = "main"
_LONGEST: Final = 600
"""So many letters of the present words are sent along; browsers and forges cut long addresses."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """What is to be corrected: one record, or a page that is no record's."""

    id: str
    address: str
    """Below the site's root."""
    words: str
    path: str
    """The file, below the project's root, in which it is written."""
    line: int = 0


def place_of(record: Record) -> Place:
    """Return where a record stands, on the site and in the files."""
    own = address_of(record.origin.path) if isinstance(record, Page) else record.id
    return Place(
        id=own,
        address=site_path(record),
        words=said(record),
        path=record.origin.path,
        line=record.origin.line if isinstance(record, Source) else 0,
    )


def place_of_line(identity: str, line: int) -> Place:
    """Return where the page of an id that is no more stands: in the ledger."""
    return Place(id=identity, address=f"id/{identity}/", words="", path=LEDGER, line=line)


def correct_address(edition: Edition, place: Place) -> str:
    """Return the address of the issue form with everything filled in that we know."""
    words = " ".join(place.words.split())
    cut = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
    known = {
        "template": FORM,
        "title": f"Correction: {place.id}",
        "id": place.id,
        "edition": edition.id,
        "address": edition.site + place.address,
        "words": cut,
    }
    return f"{edition.forge}/issues/new?{urllib.parse.urlencode(known)}"


def edit_address(edition: Edition, place: Place) -> str:
    """Return the address at which the forge's editor opens the file."""
    file = urllib.parse.quote(place.path)
    line = f"#L{place.line}" if place.line else ""
    return f"{edition.forge}/edit/{BRANCH}/{file}{line}"


def correct_link(edition: Edition, record: Record) -> Markup:
    """Return the link under a statement or note; nothing without a forge."""
    if not edition.forge:
        return Markup()
    link = Markup('<a class="correct" href="{}" aria-label="Correct {}">correct</a>')
    return link.format(correct_address(edition, place_of(record)), record.id)
