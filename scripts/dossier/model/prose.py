"""Prose as data: what a piece of Markdown cites and links, and how it reads without marks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, order=True)
class Citation:
    """One source named in the text: `[@key, locator]`."""

    key: str
    locator: str = ""
    prefix: str = ""
    line: int = 1


@dataclass(frozen=True, kw_only=True, order=True)
class Link:
    """One link by id in the text: `[text][id]`."""

    target: str
    text: str
    line: int = 1


@dataclass(frozen=True, kw_only=True)
class Prose:
    """A run of Markdown with what it points at."""

    markdown: str = ""
    plain: str = ""
    """The words alone: no marks, no citations."""
    unlinked: str = ""
    """The same without the words of links."""
    citations: tuple[Citation, ...] = ()
    links: tuple[Link, ...] = ()
    line: int = 1
    """Line of its first line in its file."""
