"""Rules about characters: the same letters must be the same bytes, and nothing may hide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from dossier.finding import Finding
from dossier.read import Reading
from dossier.read.faces import drawn
from dossier.read.prose import without_code

_LATIN: Final = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_CYRILLIC: Final = "\u0400-\u052f"
_GREEK: Final = "\u0370-\u03ff\u1f00-\u1fff"
_OTHER: Final = _CYRILLIC + _GREEK
_MIXED: Final = re.compile(rf"(?<!\w)\w*(?:[{_LATIN}][{_OTHER}]|[{_OTHER}][{_LATIN}])\w*")
_UNUSUAL: Final = re.compile(
    "[\uff10-\uff19\uff20-\uff3b\uff3d\uff41-\uff5a\ufb00-\ufb06\U0001d400-\U0001d7ff]"
    "|[\u0300-\u036f\u0483-\u0489\u20d0-\u20f0]{2,}|[\u0334-\u0338\u0483-\u0489\u20d0-\u20f0]"
)
Body = tuple[str, int, str]
"""Path, first line and text of a Markdown body."""
_HIDDEN: Final = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0f"
    "\ufeff\uffa0\ufffe\uffff"
    "\ufff9-\ufffc\ufffd\ue000-\uf8ff\U000e0000-\U000e01ef]"
)


def file_is_utf8(reading: Reading) -> Iterator[Finding]:
    """A file must be UTF-8.

    Bad: a file saved as GB 18030 or Windows-1251
    Good: the same saved as UTF-8
    Why: other encodings turn Chinese and Cyrillic into noise.
    """
    return _told(reading, "file-is-utf8")


def yaml_is_readable(reading: Reading) -> Iterator[Finding]:
    """Front matter and block options must be readable YAML.

    Bad: `title: Part Two: Kazakhstan`
    Good: `title: "Part Two: Kazakhstan"`
    Why: a page whose fields cannot be read has none.
    """
    return _told(reading, "yaml-is-readable")


def bibtex_is_readable(reading: Reading) -> Iterator[Finding]:
    """Everything in a .bib file must be a readable entry or a comment.

    Bad: an entry without its closing brace
    Good: `@online{…}`
    Why: mkdocs-bibtex ignores what it cannot read.
    """
    return _told(reading, "bibtex-is-readable")


def block_is_closed(reading: Reading) -> Iterator[Finding]:
    """Each block must end with a line `///` before the next begins; elsewhere none may stand.

    Bad: `/// statement | KZ-031` twice, one `///`; `///` behind a word
    Good: a `///` for each
    Why: the second would be swallowed by the first; behind a word it would be printed.
    """
    return _told(reading, "block-is-closed")


def block_is_known(reading: Reading) -> Iterator[Finding]:
    """A block must be a statement, a figure or a note.

    Bad: `/// statment | KZ-031`
    Good: `/// statement | KZ-031`
    Why: an unknown block is printed as it stands.
    """
    return _told(reading, "block-is-known")


def _told(reading: Reading, rule: str) -> Iterator[Finding]:
    """Yield what the reader already found."""
    return (finding for finding in reading.troubles if finding.rule == rule)


def text_is_nfc(reading: Reading) -> Iterator[Finding]:
    """Text must be in Unicode Normalization Form C.

    Bad: `e` followed by a combining acute
    Good: `é`
    Why: two spellings that look alike are not found by one search. Source: UAX #15.
    """
    for path, number, line in _lines(reading):
        if not unicodedata.is_normalized("NFC", line):
            # Some spaces are not in NFC themselves, so that every word may be.
            words = (word for word in line.split() if not unicodedata.is_normalized("NFC", word))
            bad = next(words, line.strip())
            yield Finding(
                path=path,
                line=number,
                rule="text-is-nfc",
                message=f'text must be in Unicode form NFC; got "{bad}" in another.',
                hint=f'Type it again as "{unicodedata.normalize("NFC", bad)}".',
            )


def letters_are_of_one_script(reading: Reading) -> Iterator[Finding]:
    """A word must not mix Latin letters with Cyrillic or Greek ones.

    Bad: `Tokayev` with a Cyrillic U+0435 for its first e
    Good: `Tokayev` in Latin letters
    Why: it looks right and is never found.
    """
    for path, number, line in _lines(reading):
        for match in _MIXED.finditer(line):
            word = match.group()
            odd = _minority(word)
            yield Finding(
                path=path,
                line=number,
                rule="letters-are-of-one-script",
                message=f'a word must be in one script; got "{word}", where "{odd}" is'
                f" {unicodedata.name(odd)}.",
            )


def _minority(word: str) -> str:
    """Return the first letter of the script that has fewer letters in a word."""
    latin = re.findall(f"[{_LATIN}]", word)
    others = re.findall(f"[{_OTHER}]", word)
    return str((latin if len(latin) < len(others) else others)[0])


def letters_are_usual(reading: Reading) -> Iterator[Finding]:
    """Letters and digits must be the usual ones, with at most one accent that is a character.

    Bad: `Hikvision` with a full-width H, a mathematical letter, accents piled up
    Good: `Hikvision`
    Why: it looks right, or nearly, and is never found. Source: UTS #39.
    """
    for path, number, line in _lines(reading):
        for match in _UNUSUAL.finditer(line):
            name = unicodedata.name(match.group()[0], "a character without a name")
            yield Finding(
                path=path,
                line=number,
                rule="letters-are-usual",
                message=f"letters must be the usual ones; got U+{ord(match.group()[0]):04X}"
                f" ({name}) at column {match.start() + 1}.",
            )


def nothing_is_invisible(reading: Reading) -> Iterator[Finding]:
    """Text must hold no invisible, control or private-use characters.

    Bad: a zero-width space between two characters
    Good: the characters alone
    Why: they break searches and comparisons, and can make text read otherwise than it is.
    """
    for path, number, line in _lines(reading):
        for match in _HIDDEN.finditer(line):
            name = unicodedata.name(match.group(), "a control or private character")
            yield Finding(
                path=path,
                line=number,
                rule="nothing-is-invisible",
                message=f"text must hold no invisible characters; got U+{ord(match.group()):04X}"
                f" ({name}) at column {match.start() + 1}.",
            )


def letter_is_in_the_fonts(reading: Reading) -> Iterator[Finding]:
    """Every letter must be one that the edition’s fonts draw.

    Bad: `ქართული`, or a dingbat
    Good: the same in Latin, Cyrillic, Arabic or Chinese letters
    Why: what a font lacks is an empty box on some screens and in every book. Source: read/faces.py.
    """
    for path, number, line in _lines(reading):
        for letter in sorted({each for each in line if not each.isascii() and not each.isspace()}):
            if not _HIDDEN.match(letter) and not drawn(letter):
                yield Finding(
                    path=path,
                    line=number,
                    rule="letter-is-in-the-fonts",
                    message=f'letters must be in the edition’s fonts; got "{letter}"'
                    f" (U+{ord(letter):04X}, {unicodedata.name(letter, 'unnamed')}).",
                    hint="Write it in another script, or say what it shows in words.",
                )


def _lines(reading: Reading) -> Iterator[tuple[str, int, str]]:
    """Yield every line of every file with its number; plain ASCII lines have no such faults."""
    for path, text in reading.texts.items():
        for number, line in enumerate(text.split("\n"), 1):
            if not line.isascii() or not line.isprintable():
                yield path, number, line


def prose(reading: Reading) -> Iterator[Body]:
    """Yield path, first line and text of every Markdown body, code blanked out."""
    for document in reading.documents:
        yield document.path, document.body_line, without_code(document.body)
