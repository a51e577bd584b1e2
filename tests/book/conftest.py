"""One part of the real edition as a book, set and bound once; and all books as manuscripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from bound import PANGO, SETTING, SMALL, Made
from dossier.book.faces import fonts_of
from dossier.book.label import label
from dossier.book.manuscript import Manuscripts
from dossier.book.volume import Volume
from dossier.read import Reading
from dossier.read.files import SETTINGS
from shared import need


@pytest.fixture(scope="session")
def manuscripts(real: Reading, root: Path) -> Manuscripts:
    """Return the books of the real edition."""
    settings = (root / SETTINGS).read_text(encoding="utf-8")
    return Manuscripts(real, settings, root / ".cache" / "citations")


@pytest.fixture(scope="session")
def whole(manuscripts: Manuscripts) -> tuple[Volume, str]:
    """Return the book of all parts, and its text."""
    volume = manuscripts.volumes[-1]
    return volume, manuscripts.html(volume, paged=True)


@pytest.fixture(scope="session")
def small(manuscripts: Manuscripts, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return one part's book."""
    need(PANGO, SETTING)
    import book  # noqa: PLC0415 - it ends where Pango is missing

    volume = next(each for each in manuscripts.volumes if each.name == SMALL)
    cache, folder = root / ".cache" / "fonts", tmp_path_factory.mktemp("book")
    paged = manuscripts.html(volume, paged=True)
    files = {}
    for ending, content in book.made(manuscripts, volume, cache).items():
        files[ending] = folder / f"{SMALL}.{ending}"
        files[ending].write_bytes(content)
    return Made(
        volume=volume,
        paged=paged,
        flowing=manuscripts.html(volume, paged=False),
        fonts=fonts_of(paged, cache),
        label=label(volume, manuscripts.rights),
        files=files,
    )
