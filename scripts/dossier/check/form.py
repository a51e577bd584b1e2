"""Rules about form that a machine can mend: `check.py --fix` does, by the same patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dossier.check.chinese import HAN
from dossier.check.text import prose
from dossier.check.walk import spots
from dossier.finding import Finding
from dossier.read import Reading

_LATIN: Final = "[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"
_TOUCHING: Final = re.compile(rf"(?<={HAN.pattern})(?={_LATIN})|(?<={_LATIN})(?={HAN.pattern})")
"""Where a Chinese character and a Latin letter touch; a digit may, as in 21世纪."""
_NOT_WORDS: Final = re.compile(
    r"<.*(?:>|$)|\{[^{}]*\}|\]\([^()]*\)|\]\[[^\[\]]*\]|\[[^\[\]]*@[^\[\]]*\]"
    r"|《[^《》]*》|https?://\S+"
)
"""What stands in prose and is none: tags, attributes, targets, citations, titles of works."""
_APOSTROPHE: Final = re.compile(r"(?<=\w)'(?=\w)")


def words_of(line: str) -> str:
    """Return a line with all that is no prose blanked out, every other character in its place.

    >>> words_of("a [lamp][id] (on) {: x}")
    'a [lamp      (on)      '
    """
    if line.startswith("    "):
        return " " * len(line)  # a block's options, or code
    return _NOT_WORDS.sub(lambda match: " " * len(match.group()), line)


def curled(line: str, words: str) -> str:
    """Return a line with typographic quotation marks where `words` has straight ones.

    Pairs that do not close stay as they are.

    >>> curled('the “net” and the "cloud"', 'the “net” and the "cloud"')
    'the “net” and the “cloud”'
    """
    found = list(line)
    for match in _APOSTROPHE.finditer(words):
        found[match.start()] = "’"
    marks = [at for at, char in enumerate(words) if char == '"']
    if len(marks) % 2 == 0:
        for number, mark in enumerate(marks):
            found[mark] = "”" if number % 2 else "“"
    return "".join(found)


def apart(line: str, words: str) -> str:
    """Return a line in which Chinese characters and Latin letters of `words` do not touch.

    >>> apart("数字中国plan, 21世纪", "数字中国plan, 21世纪")
    '数字中国 plan, 21世纪'
    """
    found = line
    for match in reversed(list(_TOUCHING.finditer(words))):
        found = f"{found[: match.start()]} {found[match.start() :]}"
    return found


def quotes_are_curly(reading: Reading) -> Iterator[Finding]:
    """Quotation marks and apostrophes must be typographic ones.

    Bad: `China's "cloud"`
    Good: `China’s “cloud”`
    Why: a search for either form would miss the other. `check.py --fix` mends it.
    """
    for path, number, line in _lines(reading):
        if '"' in line or "'" in line:
            words = words_of(line)
            bad = next((char for char in words if char == '"'), "")
            bad = bad or next((m.group() for m in _APOSTROPHE.finditer(words)), "")
            if bad:
                yield _finding(
                    path,
                    number,
                    "quotes-are-curly",
                    f"quotation marks must be “ ” and an apostrophe ’; got {bad}.",
                )
    for spot in spots(reading):
        if spot.field == "pinyin" and "'" in spot.text:
            yield spot.finding(
                "quotes-are-curly", f"an apostrophe in {spot.path} must be ’; got '."
            )


def chinese_stands_apart(reading: Reading) -> Iterator[Finding]:
    """In prose, a space must part Chinese characters from Latin letters.

    Bad: `the 数字中国plan`
    Good: `the 数字中国 plan`
    Why: browsers and searches take the two for one word. `check.py --fix` mends it.
    """
    for path, number, line in _lines(reading):
        if not line.isascii():
            for match in _TOUCHING.finditer(words_of(line)):
                near = line[max(0, match.start() - 4) : match.start() + 4].strip()
                yield _finding(
                    path,
                    number,
                    "chinese-stands-apart",
                    f'a space must part Chinese from Latin letters; got "{near}".',
                )


def _lines(reading: Reading) -> Iterator[tuple[str, int, str]]:
    """Yield path, number and text of every line of prose."""
    for path, first, text in prose(reading):
        yield from ((path, number, line) for number, line in enumerate(text.split("\n"), first))


def _finding(path: str, line: int, rule: str, message: str) -> Finding:
    """Return a finding that `--fix` mends."""
    hint = "`make fix` mends it."
    return Finding(path=path, line=line, rule=rule, message=message, hint=hint)
