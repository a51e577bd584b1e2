"""Addresses in what only machines read: JSON-LD, the web manifest, the sitemap."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

_WHOLE: Final = re.compile(r"https?:", re.IGNORECASE)
_LINKED_KEYS: Final = frozenset(
    {"@id", "contentUrl", "embedUrl", "image", "item", "logo", "thumbnailUrl", "url"}
)
_MANIFEST_KEYS: Final = frozenset({"scope", "src", "start_url", "url"})

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Found = tuple[int, str, str]
"""Line (counted from 0), key, address."""


class UnreadableError(Exception):
    """A text is no JSON, or no XML."""

    def __init__(self, line: int, why: str) -> None:
        """Say at which line of the text, counted from 0, and why."""
        super().__init__(line, why)
        self.line, self.why = line, why


def json_ld(text: str) -> list[Found]:
    """Return the addresses of a JSON-LD text; UnreadableError when it is no JSON."""
    return [
        (_line_of(text, value), key, value)
        for key, value in _strings(_parsed(text))
        if _WHOLE.match(value) or (key in _LINKED_KEYS and _is_relative(value))
    ]


def manifest(text: str) -> list[Found]:
    """Return the addresses of a web manifest; UnreadableError when it is no JSON."""
    return [
        (_line_of(text, value), key, value)
        for key, value in _strings(_parsed(text))
        if key in _MANIFEST_KEYS
    ]


def sitemap(text: str) -> list[Found]:
    """Return the addresses of a sitemap; UnreadableError when it is no XML."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    open_tags: list[str] = []
    found: list[Found] = []

    def data(said: str) -> None:
        if open_tags[-1:] == ["loc"] and said.strip():
            found.append((parser.CurrentLineNumber - 1, "loc", said.strip()))

    parser.StartElementHandler = lambda tag, _: open_tags.append(tag)
    parser.EndElementHandler = lambda _: open_tags.pop()
    parser.CharacterDataHandler = data
    try:
        parser.Parse(text, True)  # noqa: FBT003 - expat takes no keyword
    except expat.ExpatError as error:
        raise UnreadableError(error.lineno - 1, expat.ErrorString(error.code)) from error
    return found


def _parsed(text: str) -> Json:
    """Return what a JSON text says."""
    try:
        value: Json = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableError(error.lineno - 1, error.msg) from error
    return value


def _strings(value: Json, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield key and text of every string; a list's strings have the key of the list."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each, key)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _strings(each, name)


def _is_relative(value: str) -> bool:
    """Return whether a value is a relative address: no scheme, no blank node, no words."""
    return not re.match(r"[a-z_][\w+.-]*:", value, re.IGNORECASE) and not re.search(r"\s", value)


def _line_of(text: str, value: str) -> int:
    """Return the line (from 0) where a JSON text first has a string, 0 when it is written else."""
    at = text.find(json.dumps(value, ensure_ascii=False))
    return text.count("\n", 0, max(at, 0))
