"""What `check.py --fix` mends: texts in, texts out, by the patterns of the rules.

Unicode form · quotation marks · space between Chinese and Latin · apostrophes of pinyin · order of
fields, which no rule asks for. What was mended once is not mended again.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Mapping

from dossier.check.chinese import apostrophised, characters_of
from dossier.check.form import apart, curled, words_of
from dossier.check.walk import spots
from dossier.model.fields import FIELDS
from dossier.read import Raw, Reading, read
from dossier.read.files import LEDGER, SETTINGS
from dossier.read.prose import without_code

_LEFT_ALONE = (SETTINGS, LEDGER)


def mended(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return path → new text of each file that changes. What is no UTF-8 or YAML stays as it is."""
    reading = read(files)
    unread = {
        each.path
        for each in reading.troubles
        if each.rule in ("file-is-utf8", "yaml-is-readable", "block-is-closed")
    }
    before = {
        path: text
        for path, text in reading.texts.items()
        if path not in unread and path not in _LEFT_ALONE
    }
    after = {path: unicodedata.normalize("NFC", text) for path, text in before.items()}
    for step in (_prose, _pinyin, _order):
        after |= step(read({**files, **{path: text.encode() for path, text in after.items()}}))
        after = {path: text for path, text in after.items() if path in before}
    return {path: text for path, text in after.items() if text != before[path]}


def _prose(reading: Reading) -> dict[str, str]:
    """Return the Markdown files with their prose mended."""
    found = {}
    for document in reading.documents:
        head = document.text[: len(document.text) - len(document.body)]
        lines = document.body.split("\n")
        for number, visible in enumerate(without_code(document.body).split("\n")):
            lines[number] = curled(lines[number], words_of(visible))
        visible_lines = without_code("\n".join(lines)).split("\n")
        for number, visible in enumerate(visible_lines):
            lines[number] = apart(lines[number], words_of(visible))
        found[document.path] = head + "\n".join(lines)
    return found


def _pinyin(reading: Reading) -> dict[str, str]:
    """Return the files with every apostrophe that pinyin needs."""
    found: dict[str, str] = {}
    for spot in spots(reading):
        if spot.field != "pinyin" or not spot.text:
            continue
        path = spot.raw.origin.path
        wanted = apostrophised(characters_of(spot), spot.text)
        lines = found.get(path, reading.texts[path]).split("\n")
        lines[spot.line - 1] = lines[spot.line - 1].replace(spot.text, wanted)
        found[path] = "\n".join(lines)
    return found


def _order(reading: Reading) -> dict[str, str]:
    """Return the Markdown files with the fields of each record in order."""
    found: dict[str, str] = {}
    for raw in reading.raws:
        if raw.kind != "source":
            path = raw.origin.path
            lines = found.get(path, reading.texts[path]).split("\n")
            found[path] = "\n".join(ordered(lines, raw))
    return found


def ordered(lines: list[str], raw: Raw) -> list[str]:
    """Return a file's lines with a record's fields in the order of the manual.

    What stands above a field, a comment or nothing, goes with it. A record whose fields do not
    each begin a line stays as it is.
    """
    order = {each.name: place for place, each in enumerate(FIELDS[raw.kind])}
    starts = [raw.origin.lines[name] - 1 for name in raw.data]
    if not starts or not all(name in order for name in raw.data) or len({*starts}) < len(starts):
        return lines
    first, end = min(starts), _end(lines, max(starts))
    while first > 0 and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    bounds = [first, *(_above(lines, start) for start in sorted(starts)[1:]), end]
    pieces = {
        name: lines[bounds[at] : bounds[at + 1]]
        for at, name in enumerate(sorted(raw.data, key=lambda name: raw.origin.lines[name]))
    }
    moved = [line for name in sorted(pieces, key=lambda each: order[each]) for line in pieces[name]]
    return [*lines[:first], *moved, *lines[end:]]


def _above(lines: list[str], start: int) -> int:
    """Return where the comments right above a line begin."""
    while lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start


def _end(lines: list[str], start: int) -> int:
    """Return where a block's options, four spaces deep, or a front matter's fields end."""
    inside = lines[start].startswith("    ")
    end = start + 1
    while end < len(lines) and (
        lines[end].startswith("    ") if inside else lines[end].rstrip() != "---"
    ):
        end += 1
    return end


def difference(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Return what changes as a unified diff."""
    return "".join(
        line if line.endswith("\n") else f"{line}\n"
        for path in sorted(after)
        for line in difflib.unified_diff(
            before[path].splitlines(keepends=True),
            after[path].splitlines(keepends=True),
            f"a/{path}",
            f"b/{path}",
        )
    )
