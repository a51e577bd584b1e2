"""The style sheets of the books."""

from __future__ import annotations

from pathlib import Path


def style(name: str) -> str:
    """Return a style sheet by its file's name."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
