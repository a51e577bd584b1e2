"""What a library's record of a book says: who, what, when, under which rights."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from dossier.book.volume import WHOLE, Volume
from dossier.export.shelf import FOLDER
from dossier.model import Source
from dossier.model.citing import originals, said


@dataclass(frozen=True, kw_only=True)
class Label:
    """What a book says of itself."""

    title: str
    part: str
    """The title of its part; empty for the whole."""
    edition: str
    day: str
    """Of the edition, ISO 8601; empty where it has none."""
    author: str
    restated: tuple[str, ...]
    """The authors of the articles that it restates."""
    rights: str
    summary: str
    address: str
    """Where the book is published, on a site that may have held another edition of it."""

    @property
    def identity(self) -> uuid.UUID:
        """Return what no other book or edition has."""
        return uuid.uuid5(uuid.NAMESPACE_URL, f"{self.address}#{self.edition}")


def label(volume: Volume, rights: str) -> Label:
    """Return the label of a volume."""
    edition = volume.dossier.edition
    names = [name for source in restates(volume) for name in source.author]
    whole = [" ".join(filter(None, (name.given, name.family))) for name in names]
    return Label(
        title=volume.title,
        part="" if volume.name == WHOLE else volume.parts[0].title,
        edition=edition.id,
        day=edition.date,
        author=edition.editor,
        restated=tuple(dict.fromkeys(whole)),
        rights=rights,
        summary=said(volume.record),
        address=f"{edition.site}{FOLDER}/{volume.name}",
    )


def restates(volume: Volume) -> list[Source]:
    """Return the articles that a book restates."""
    found = {each.id: each for part in volume.parts for each in originals(volume.dossier, part)}
    return list(found.values())
