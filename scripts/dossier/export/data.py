"""Everything under `/data/`: tables, package, vocabulary, network, the whole as one archive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dossier.export.archive import SUMS, archive, sums
from dossier.export.graph import graphml
from dossier.export.package import FOLDER, NAME, OTHERS, package, words_of
from dossier.export.skos import skos_files
from dossier.export.table import Column, Stock, Table
from dossier.export.tables import TABLES
from dossier.export.tabular import Rows, as_csv, as_json, cell
from dossier.model.catalogue import Catalogue, Download, ListedColumn, ListedTable
from dossier.model.fields import Choice

_LICENCE: Final = "LICENSE.txt"
_PACKAGE: Final = "datapackage.json"
_FEW: Final = 20
_LONGEST: Final = 100
"""Characters of an example; longer ones are cut."""
_SAID: Final = {
    _PACKAGE: "The description of all files: types, keys, sums (Frictionless Data Package)",
    **OTHERS,
    SUMS: "The SHA-256 sums of all of them",
    _LICENCE: "The licence, CC BY 4.0",
}
"""File that is no table → what it is, in the order they are listed."""


def data_files(stock: Stock, licence: bytes) -> dict[str, bytes]:
    """Return site path → content of every data file; `licence` is the text of the licence."""
    rows = {table.name: list(table.cells(stock)) for table in TABLES}
    files = _tables(rows) | skos_files(stock) | {"network.graphml": graphml(stock)}
    counts = {name: len(each) for name, each in rows.items()}
    files[_PACKAGE] = package(stock, TABLES, counts, files)
    files[_LICENCE] = licence
    files[SUMS] = sums(files)
    whole = bundle_name(stock)
    files[whole] = archive(whole.removesuffix(".zip"), files, stock.edition)
    return {f"{FOLDER}/{name}": files[name] for name in sorted(files)}


def bundle_name(stock: Stock) -> str:
    """Return the archive's file name.

    >>> from dossier.model import Dossier, Edition
    >>> bundle_name(Stock(dossier=Dossier(edition=Edition(id="2026.1"))))
    'digital-silk-road-2026.1.zip'
    """
    return f"{NAME}-{stock.edition.id}.zip"


def _tables(rows: Mapping[str, Rows]) -> dict[str, bytes]:
    """Return every table as CSV and as JSON."""
    files = {}
    for table in TABLES:
        files[f"{table.name}.csv"] = as_csv(table, rows[table.name])
        files[f"{table.name}.json"] = as_json(rows[table.name])
    return files


def catalogue(stock: Stock, files: Mapping[str, bytes]) -> Catalogue:
    """Return the description of the data files for the page about them."""
    bundle = bundle_name(stock)
    said = {bundle: "Everything below in one archive", **_SAID}
    return Catalogue(
        tables=tuple(_listed(table, stock, files) for table in TABLES),
        others=tuple(_download(name, says, files) for name, says in said.items()),
    )


def _download(name: str, says: str, files: Mapping[str, bytes]) -> Download:
    """Return one file to fetch."""
    path = f"{FOLDER}/{name}"
    return Download(path=path, says=says, size=len(files[path]))


def _listed(table: Table, stock: Stock, files: Mapping[str, bytes]) -> ListedTable:
    """Return one table in words."""
    rows = list(table.cells(stock))
    return ListedTable(
        name=table.name,
        says=table.says,
        key=table.key,
        rows=len(rows),
        columns=tuple(_described(column, rows) for column in table.columns),
        files=tuple(
            _download(f"{table.name}.{kind}", kind.upper(), files) for kind in ("csv", "json")
        ),
    )


def _described(column: Column, rows: Rows) -> ListedColumn:
    """Return one column in words, with the first value there is as its example."""
    met = (cell(row[column.name]) for row in rows if row[column.name] not in (None, []))
    example = " ".join(next(met, "").split())
    return ListedColumn(
        name=column.name,
        type=words_of(column),
        says=column.says,
        example=example if len(example) <= _LONGEST else f"{example[: _LONGEST - 1]}…",
        required=column.required,
        refers=column.refers,
        values=_values(column),
    )


def _values(column: Column) -> tuple[str, ...]:
    """Return a short closed list; longer ones stand in the package alone."""
    values = column.shape.values if isinstance(column.shape, Choice) else ()
    return values if len(values) <= _FEW else ()
