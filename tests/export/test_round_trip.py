"""What is exported can be read again, and is equal: nothing of the model is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from dossier.export.data import data_files
from dossier.export.table import Stock
from dossier.model import Dossier, Prose, Record
from dossier.read import Reading
from dossier.read.exported import read_exported

SHELVES = ("pages", "parts", "sections", "statements", "notes", "actors", "terms", "sources")


def _placeless(prose: Prose) -> Prose:
    """Return prose without its lines, which are of the file it stood in."""
    return replace(
        prose,
        line=1,
        citations=tuple(replace(each, line=1) for each in prose.citations),
        links=tuple(replace(each, line=1) for each in prose.links),
    )


def _without_places(dossier: Dossier) -> Dossier:
    """Return a dossier in which nothing tells the file and line it came from.

    Nor where corrections are sent today: that is the project's, not the data's.
    """
    shelves: Mapping[str, Mapping[str, Record]] = {n: getattr(dossier, n) for n in SHELVES}
    bare = {
        name: {key: replace(each, prose=_placeless(each.prose)) for key, each in shelf.items()}
        for name, shelf in shelves.items()
    }
    edition = replace(dossier.edition, forge="")
    return replace(dossier, edition=edition, **bare)  # type: ignore[arg-type]  # a shelf holds one kind


def _exported(dossier: Dossier) -> dict[str, bytes]:
    """Return the data files by name."""
    files = data_files(Stock(dossier=dossier), b"")
    return {path.removeprefix("data/"): content for path, content in files.items()}


def test_the_exported_json_reads_as_the_same_dossier(stock: Stock) -> None:
    """Equal, origins aside, the toy and the real one."""
    wanted = _without_places(stock.dossier)
    found = _without_places(read_exported(_exported(stock.dossier)))
    assert found.edition == wanted.edition
    for name in SHELVES:
        assert getattr(found, name) == getattr(wanted, name), name
    assert found == wanted


@pytest.mark.parametrize("shelf", SHELVES)
def test_records_come_back_in_their_order(stock: Stock, shelf: str) -> None:
    """Mappings are equal in any order; readers of a list are not."""
    again = read_exported(_exported(stock.dossier))
    assert list(getattr(again, shelf)) == list(getattr(stock.dossier, shelf))


def test_what_is_exported_again_has_the_same_tables(stock: Stock) -> None:
    """Read and exported once more, every table but the addresses is as before."""
    first = _exported(stock.dossier)
    second = _exported(read_exported(first))
    for name in (each for each in first if each.endswith(".json") and each != "datapackage.json"):
        assert _bare(second[name]) == _bare(first[name]), name


def _bare(content: bytes) -> list[dict[str, object]]:
    """Return rows without their addresses, which go by the file a record stands in."""
    return [{k: v for k, v in row.items() if k != "address"} for row in json.loads(content)]


CHANGED = [
    ("statements.json", "p. 12", "p. 13"),
    ("facts.json", "supplies", "operates"),
    ("roles.json", "2018", "2019"),
    ("names.json", "Анна", "Анне"),
    ("creators.json", "王沪宁", "沪宁"),
    ("creators.json", "true", "false"),
    ("renderings.json", "cyberpower", "power"),
    ("external.json", "A lexicon", "B lexicon"),
    ("sections.json", '"order": 1', '"order": 3'),
    (
        "sources.json",
        '{\n    "id": "board-2020",\n    "type": "report"',
        '{\n    "id": "board-2020",\n    "type": "misc"',
    ),
    ("datapackage.json", "2026.1", "2026.2"),
]


@pytest.mark.parametrize(("name", "old", "new"), CHANGED)
def test_a_changed_word_makes_another_dossier(toy: Reading, name: str, old: str, new: str) -> None:
    """Equality that nothing breaks would prove nothing."""
    files = _exported(toy.dossier)
    text = files[name].decode()
    assert old in text
    changed = read_exported(files | {name: text.replace(old, new, 1).encode()})
    assert _without_places(changed) != _without_places(toy.dossier)


def test_a_file_that_is_no_json_is_an_error(toy: Reading) -> None:
    """The files are ours: half of one is no contributor’s mistake."""
    files = _exported(toy.dossier)
    with pytest.raises(ValueError, match="line 3"):
        read_exported(files | {"terms.json": files["terms.json"][:20]})
    files.pop("terms.json")
    with pytest.raises(KeyError):
        read_exported(files)
