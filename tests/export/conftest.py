"""The toy and the real dossier as stock to export, and their data files."""

from __future__ import annotations

import pytest

from dossier.export.data import data_files
from dossier.export.table import Stock
from dossier.read import Reading


@pytest.fixture(name="stock", scope="session", params=["toy", "real"])
def _stock(request: pytest.FixtureRequest) -> Stock:
    """Return the toy dossier, then the real one, with its ledger."""
    reading: Reading = request.getfixturevalue(request.param)
    return Stock(dossier=reading.dossier, ledger=reading.ledger)


@pytest.fixture(name="toy_stock", scope="session")
def _toy_stock(toy: Reading) -> Stock:
    """Return the toy dossier."""
    return Stock(dossier=toy.dossier, ledger=toy.ledger)


@pytest.fixture(name="files", scope="session")
def _files(stock: Stock) -> dict[str, bytes]:
    """Return name → content of the data files."""
    made = data_files(stock, b"The licence.\n")
    return {path.removeprefix("data/"): content for path, content in made.items()}
