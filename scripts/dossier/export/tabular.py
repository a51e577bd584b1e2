"""A table's rows as CSV and as JSON, the same in both."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Final

from dossier.export.table import Table, Value

LINE_END: Final = "\r\n"
"""Of CSV files, by RFC 4180; inside a quoted cell a line ends as in the source, with LF."""

Rows = Sequence[dict[str, Value]]


def as_csv(table: Table, rows: Rows) -> bytes:
    """Return rows as CSV by RFC 4180: UTF-8 without a byte order mark, a header, CRLF."""
    held = io.StringIO(newline="")
    names = [column.name for column in table.columns]
    writer = csv.DictWriter(held, names, lineterminator=LINE_END)
    writer.writeheader()
    writer.writerows({name: cell(value) for name, value in row.items()} for row in rows)
    return held.getvalue().encode()


def cell(value: Value) -> str:
    """Return a value as a cell says it: lists as JSON, nothing as an empty cell.

    >>> cell(["a", "b"]), cell(None), cell(True), cell(7)
    ('["a", "b"]', '', 'true', '7')
    """
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def as_json(rows: Rows) -> bytes:
    """Return rows as a JSON list of objects, every column in each, `null` for nothing."""
    return json_bytes(list(rows))


def json_bytes(value: object) -> bytes:
    """Return anything as readable JSON: UTF-8, two spaces, one line end at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
