"""Where a thing stands in the source files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Origin:
    """File and lines of one record."""

    path: str
    """File, relative to the project's root."""
    line: int = 1
    """Line of the record's first line, counted from 1."""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    """Dotted field path (`roles.0.from`) → line."""

    @classmethod
    def nowhere(cls) -> Origin:
        """Return the origin of what no file holds yet."""
        return cls(path="")

    def line_of(self, field_path: str) -> int:
        """Return the line of a field, else of the nearest field around it, else of the record."""
        while field_path:
            if field_path in self.lines:
                return self.lines[field_path]
            field_path = field_path.rpartition(".")[0]
        return self.line
