"""New records as their files hold them: YAML fields in order, blocks, BibTeX entries."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from dossier.model.fields import FIELDS, Field, Group, ListOf
from dossier.read.yaml_lines import parse

Given = Mapping[str, tuple[str, ...]]
"""Dotted field path → its values; a field that is no list has one."""
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")
_NAMES: Final = frozenset({"author", "editor"})


def one_line(text: str) -> str:
    r"""Return a text on one line, in Unicode form NFC, without control characters.

    >>> one_line(" a\n b ")
    'a b'
    """
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", text)).strip()


def page(kind: str, given: Given, body: str) -> str:
    """Return a Markdown file: front matter and text."""
    lines = ["---", *_fields(FIELDS[kind], given, ""), "---"]
    return "\n".join([*lines, "", body, ""] if body else [*lines, ""])


def block(kind: str, identity: str, given: Given, prose: str) -> str:
    """Return a statement, figure or note."""
    options = [f"    {line}" for line in _fields(FIELDS[kind], given, "")]
    return "\n".join([f"/// {kind} | {identity}", *options, "", prose, "///"])


def entry(kind: str, key: str, given: Mapping[str, str]) -> str:
    """Return a BibTeX entry; braces stay in names alone, where they hold a name together."""
    lines = [f"@{kind}{{{key},"]
    for field in FIELDS["source"]:
        value = one_line(given.get(field.name, ""))
        if field.name not in _NAMES:
            value = value.replace("{", "").replace("}", "")
        if value:
            lines.append(f"  {field.name} = {{{value}}},")
    return "\n".join([*lines, "}", ""])


def cited(text: str, keys: tuple[str, ...]) -> str:
    """Return a text whose last sentence cites sources, before its full stop.

    >>> cited("A lamp [@a-nd].", ("b-nd",))
    'A lamp [@a-nd; @b-nd].'
    """
    text = text.strip()
    if not keys or not text:
        return text
    stop = text[-1] if text[-1] in ".!?" else ""
    head = text[: len(text) - len(stop)]
    named = "; ".join(f"@{key}" for key in keys)
    if re.search(r"\[[^\[\]]*@[^\[\]]*\]$", head):
        return f"{head[:-1]}; {named}]{stop}"
    return f"{head} [{named}]{stop}"


def _fields(fields: tuple[Field, ...], given: Given, path: str) -> Iterator[str]:
    """Yield the lines of the fields that are given."""
    for field in fields:
        name = f"{path}{field.name}"
        if isinstance(field.shape, Group):
            inner = [f"  {line}" for line in _fields(field.shape.fields, given, f"{name}.")]
            yield from [f"{field.name}:", *inner] if inner else []
            continue
        values = [one_line(each) for each in given.get(name, ()) if one_line(each)]
        if not values:
            continue
        if not isinstance(field.shape, ListOf):
            yield f"{field.name}: {scalar(values[0])}"
        elif field.name == "facts":
            yield from [f"{field.name}:", *(f"  - {scalar(each)}" for each in values)]
        else:
            yield f"{field.name}: [{', '.join(_item(each) for each in values)}]"


def scalar(text: str) -> str:
    """Return a text as YAML, in quotes only where it must be.

    >>> scalar("Part Two: Kazakhstan"), scalar("Introduction")
    ('"Part Two: Kazakhstan"', 'Introduction')
    """
    plain = parse(f"k: {text}", 1)
    return text if plain.data.get("k") == text and not plain.faults else _quoted(text)


def _item(text: str) -> str:
    """Return a text as an item of a list in brackets."""
    plain = parse(f"k: [{text}]", 1)
    return text if plain.data.get("k") == [text] and not plain.faults else _quoted(text)


def _quoted(text: str) -> str:
    """Return a text in double quotes, as JSON and YAML both write it."""
    return json.dumps(text, ensure_ascii=False)
