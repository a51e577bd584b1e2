"""One Markdown file → front matter, body and blocks, each with its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from dossier.finding import Finding
from dossier.model import Origin
from dossier.read.prose import without_code
from dossier.read.yaml_lines import Parsed, Value, parse

BLOCK_NAMES: Final = ("statement", "figure", "note")
_OPEN: Final = re.compile(r"^///[ \t]*([\w-]+)[ \t]*(?:\|[ \t]*(.*?))?[ \t]*$")
_ODD: Final = re.compile(r"(?<!:)///")
"""Pymdownx takes other forms for a block's line, too; one is enough, and the only one read."""
_CLOSE: Final = re.compile(r"^///[ \t]*$")
_FRONT: Final = re.compile(r"^---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_QUOTE: Final = "Put text that holds a colon, # or a leading quote between quotes."


@dataclass(frozen=True, kw_only=True)
class Raw:
    """A record as written: its kind, its id, its fields, before anything is believed of it."""

    kind: str
    id: str
    data: dict[str, Value]
    origin: Origin
    markdown: str = ""
    """Its prose."""
    markdown_line: int = 1


@dataclass(frozen=True, kw_only=True)
class Document:
    """One Markdown file."""

    path: str
    text: str
    front: Parsed
    body: str = ""
    """What follows the front matter, blocks included."""
    body_line: int = 1
    blocks: tuple[Raw, ...] = ()
    loose: str = ""
    """The body with its blocks blanked out, every line in its old place."""
    troubles: tuple[Finding, ...] = field(default=())


def read_document(path: str, text: str) -> Document:
    """Return a Markdown file's parts; what cannot be read becomes a finding."""
    match = _FRONT.match(text)
    front = parse(match.group(1), 2) if match else Parsed()
    body = text[match.end() :] if match else text
    body_line = 1 + text.count("\n", 0, match.end()) if match else 1
    troubles = [_bad_yaml(path, line, fault) for line, fault in front.faults]
    if text.startswith("---") and not match:
        fault = "the front matter has no closing line"
        troubles.append(_bad_yaml(path, 1, fault))
    blocks, loose = [], body.split("\n")
    for found in _blocks(path, body, body_line):
        if isinstance(found, Finding):
            troubles.append(found)
            continue
        raw, span = found
        blocks.append(raw)
        loose[span[0] : span[1]] = [""] * (span[1] - span[0])
    return Document(
        path=path,
        text=text,
        front=front,
        body=body,
        body_line=body_line,
        blocks=tuple(blocks),
        loose="\n".join(loose),
        troubles=tuple(troubles),
    )


def _bad_yaml(path: str, line: int, fault: str) -> Finding:
    """Return a fault of YAML as a finding."""
    return Finding(
        path=path,
        line=line,
        rule="yaml-is-readable",
        message=f"fields must be readable YAML; got a fault: {fault}.",
        # The parser's own words, unlike ours, need some help.
        hint=_QUOTE if fault.startswith(("mapping values", "while")) else "",
    )


def _blocks(path: str, body: str, first: int) -> Iterator[tuple[Raw, tuple[int, int]] | Finding]:
    """Yield each block with its span of lines, and a finding for what is not closed."""
    lines = body.split("\n")
    visible = without_code(body).split("\n")
    for at, line in enumerate(visible):
        odd = _ODD.search(line)
        if odd and not (_OPEN.match(line) or _CLOSE.match(line)):
            yield _odd(path, first + at, line[line.rfind(" ", 0, odd.start()) + 1 :])
    number = 0
    while number < len(lines):
        opened = _OPEN.match(visible[number])
        if not opened:
            if _CLOSE.match(visible[number]):
                yield _unpaired(path, first + number, "a closing line must end an open block")
            number += 1
            continue
        end = _closing(visible, number + 1)
        if end is None:
            what = f"`/// {opened[1]}` must be closed by a line `///` before the next block"
            yield _unpaired(path, first + number, what)
            number += 1
            continue
        if opened[1] in BLOCK_NAMES:
            raw, faults = _block(
                path, opened[1], opened[2] or "", lines[number + 1 : end], first + number
            )
            yield from faults
            yield raw, (number, end + 1)
        else:
            yield Finding(
                path=path,
                line=first + number,
                rule="block-is-known",
                message=f'a block must be one of {", ".join(BLOCK_NAMES)}; got "{opened[1]}".',
            )
        number = end + 1


def _odd(path: str, line: int, text: str) -> Finding:
    """Return the finding for a block's line in another form, or for such a mark elsewhere."""
    return Finding(
        path=path,
        line=line,
        rule="block-is-closed",
        message="exactly `///` must begin a block’s line, without spaces before it, and stand"
        f' nowhere else; got "{text.strip()[:40]}".',
    )


def _closing(lines: list[str], start: int) -> int | None:
    """Return the index of a block's closing line, or None when another block begins first."""
    for number in range(start, len(lines)):
        if _CLOSE.match(lines[number]):
            return number
        if _OPEN.match(lines[number]):
            return None
    return None


def _unpaired(path: str, line: int, what: str) -> Finding:
    """Return the finding for a block without its other end."""
    return Finding(path=path, line=line, rule="block-is-closed", message=f"{what}; got none.")


def _block(
    path: str, name: str, argument: str, inside: list[str], line: int
) -> tuple[Raw, list[Finding]]:
    """Return one block: options indented by four spaces, a blank line, prose."""
    count = 0
    while count < len(inside) and inside[count].startswith("    "):
        count += 1
    options = "\n".join(each[4:] for each in inside[:count])
    parsed = parse(options, line + 1)
    prose = inside[count:]
    skipped = next((n for n, each in enumerate(prose) if each.strip()), len(prose))
    raw = Raw(
        kind=name,
        id=argument,
        data=parsed.data,
        origin=Origin(path=path, line=line, lines=parsed.lines),
        markdown="\n".join(prose[skipped:]).rstrip(),
        markdown_line=line + 1 + count + skipped,
    )
    return raw, [_bad_yaml(path, at, fault) for at, fault in parsed.faults]
