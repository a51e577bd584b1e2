"""Markdown prose → what it cites, what it links, and its plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dossier.model import Citation, Link, Prose

CITATIONS: Final = re.compile(r"\[([^\[\]]*?@[\w-]+[^\[\]]*)\]")
"""A whole citation block, `[see @a, p. 12; @b]`: the grammar of mkdocs-bibtex."""

_CITATION: Final = re.compile(r"(?P<prefix>[^@;]*?)\s*@(?P<key>[\w-]+)(?:,\s*(?P<locator>[^;]+))?")
_FULL_LINK: Final = re.compile(r"\[([^\[\]]+)\]\[([^\[\]\n]*)\]")
_BARE_ID: Final = re.compile(r"(?<![\]\w])\[([A-Z]{2}-[NF]?\d+)\](?![\[(:])")
_CODE: Final = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[ \t]*$"
    r"|(?P<tick>`+)[^`\n](?:.*?[^`])??(?P=tick)(?!`)",
    re.MULTILINE | re.DOTALL,
)
_HEADING: Final = re.compile(r"^#+\s+|\s*\{[#.:][^}\n]*\}", re.MULTILINE)
_PLAIN: Final = (
    (re.compile(r"!\[([^\[\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\[\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]"), r"\1"),
    (re.compile(r"\[([^\[\]]+)\]"), r"\1"),
    (re.compile(r"(?<![\w*])\*{1,3}([^*\n]+)\*{1,3}(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_{1,3}([^_\n]+)_{1,3}(?!\w)"), r"\1"),
    (re.compile(r"<(?:/?[A-Za-z][^<>]*|!--.*?--)>", re.DOTALL), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!<>-])"), r"\1"),
    (re.compile(r"`"), ""),
    (re.compile(r"\s+"), " "),
)


def without_code(text: str) -> str:
    """Return the text with code blanked out, every other character in its old place."""
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


_HIDDEN_AT: Final = "\ue0a0"


def hide_citations_in_code(markdown: str) -> str:
    """Return Markdown in which no code holds an `@`, so that citation tools leave code alone."""
    return _CODE.sub(lambda match: match.group().replace("@", _HIDDEN_AT), markdown)


def show_citations_in_code(markdown: str) -> str:
    """Return Markdown with every hidden `@` back in its place."""
    return markdown.replace(_HIDDEN_AT, "@")


def read_prose(markdown: str, line: int) -> Prose:
    """Return a piece of Markdown as prose; `line` is the number of its first line."""
    bare = without_code(markdown)
    return Prose(
        markdown=markdown,
        plain=plain_words(markdown),
        citations=tuple(_citations(bare, line)),
        links=tuple(_links(bare, line)),
        line=line,
    )


def _citations(bare: str, line: int) -> Iterator[Citation]:
    """Yield every source named."""
    for block in CITATIONS.finditer(bare):
        at = line + bare.count("\n", 0, block.start())
        yield from split_citations(block.group(1), at)


def split_citations(inside: str, line: int = 1) -> Iterator[Citation]:
    """Yield the citations between one pair of brackets.

    >>> [each.key for each in split_citations("@a, p. 12; see @b")]
    ['a', 'b']
    """
    for piece in inside.split(";"):
        match = _CITATION.match(piece.strip())
        if match:
            yield Citation(
                key=match["key"],
                locator=(match["locator"] or "").strip(),
                prefix=match["prefix"].strip(),
                line=line,
            )


def _links(bare: str, line: int) -> Iterator[Link]:
    """Yield every link by id, in order."""
    found = [
        (match.start(), match.group(2) or match.group(1), match.group(1))
        for match in _FULL_LINK.finditer(bare)
    ]
    found += [(match.start(), match.group(1), match.group(1)) for match in _BARE_ID.finditer(bare)]
    for start, target, text in sorted(found):
        yield Link(target=target, text=text, line=line + bare.count("\n", 0, start))


def plain_words(markdown: str) -> str:
    """Return the words of a piece of Markdown without marks, links and citations.

    >>> plain_words("The [firm][dahua] *grew* [@ipvm-2020-11-30, p. 2].")
    'The firm grew.'
    """
    text = re.sub(rf"\s*{CITATIONS.pattern}", "", markdown)
    text = _HEADING.sub("", text)
    for pattern, put in _PLAIN:
        text = pattern.sub(put, text)
    return text.strip()
