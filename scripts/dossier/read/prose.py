"""Markdown prose → what it cites, what it links, and its plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from dossier.model import Citation, Link, Prose

CITATIONS: Final = re.compile(
    r"\[(?![\w.%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,})(?=[^\[\]]*@[\w-])([^\[\]]+)\]"
)
"""A whole citation block, `[see @a, p. 12; @b]`: the grammar of mkdocs-bibtex.

As there, what begins with an e-mail address is none.
"""

_CITATION: Final = re.compile(r"(?P<prefix>[^@]*?)\s*@(?P<key>[^,]+?)\s*(?:,\s*(?P<locator>.*))?")
_FULL_LINK: Final = re.compile(r"\[([^\[\]]+)\]\[([^\[\]\n]*)\]")
_BARE_ID: Final = re.compile(r"(?<![\]\w])\[([A-Z]{2}-[NF]?\d+)\](?![\[(:])")
_ANY_LINK: Final = re.compile(r"\[[^\[\]]+\](?:\[[^\[\]\n]*\]|\([^()\n]*\))")
_LINK_WAS: Final = "\ufffc"
_FENCE: Final = re.compile(r"[ \t>]*(?:`{3,}|~{3,})")
_PLAIN_FENCE: Final = re.compile(r"(`{3,}|~{3,})[ \t]*[\w#.+-]*[ \t]*")
_TICKS: Final = re.compile(r"(?<![\\`])(`+)[^`](?:.*?[^`])??\1(?!`)")
_BLANKS: Final = r"(?<!\s)\s*"
"""Blanks before a mark, looked at from their beginning alone: a long run takes no longer."""
_HEADING: Final = re.compile(rf"^#+\s+|{_BLANKS}\{{[#.:][^{{}}\n]*\}}", re.MULTILINE)
_PLAIN: Final = (
    (re.compile(r"!\[([^\[\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\[\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]"), r"\1"),
    (re.compile(r"\[([^\[\]]+)\]"), r"\1"),
    (re.compile(r"(?<![\w*\\])\*{1,3}([^*\n]*[^*\n\\])\*{1,3}(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w\\])_{1,3}([^_\n]*[^_\n\\])_{1,3}(?!\w)"), r"\1"),
    (re.compile(r"<(?:/?[A-Za-z][^<>]*|!--(?:(?!<!--).)*?--)>", re.DOTALL), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!<>-])"), r"\1"),
    (re.compile(r"`"), ""),
    (re.compile(r"\s+"), " "),
)


def without_code(text: str) -> str:
    """Return the text with code blanked out, every other character in its old place."""
    return _with_code(text, lambda code: " " * len(code))


_HIDDEN_AT: Final = "\ue0a0"


def hide_citations_in_code(markdown: str) -> str:
    """Return Markdown in which no code holds an `@`, so that citation tools leave code alone.

    A citation that runs over a line's end comes back on one line, where alone they see it.
    """
    hidden = _with_code(markdown, lambda code: code.replace("@", _HIDDEN_AT))
    return CITATIONS.sub(lambda match: " ".join(match.group().split()), hidden)


def _with_code(text: str, change: Callable[[str], str]) -> str:
    """Return a text with its code changed, line by line.

    Only what is code in any case counts: what Markdown might run may not hide from the checks.
    So a paragraph whose ticks do not pair within each line has no code.
    """
    if "`" not in text and "~" not in text:
        return text
    lines = text.split("\n")
    fenced = {number for span in _fenced(lines) for number in span}
    paragraph: list[int] = []
    for number, line in enumerate([*lines, ""]):
        if line.strip(" \t") and number not in fenced:
            paragraph.append(number)
            continue
        ticked = [each for each in paragraph if "`" in lines[each]]
        if not any("`" in _TICKS.sub("", lines[each]) for each in ticked):
            for each in ticked:
                lines[each] = _TICKS.sub(lambda match: change(match.group()), lines[each])
        paragraph = []
    return "\n".join(change(line) if n in fenced else line for n, line in enumerate(lines))


def _fenced(lines: list[str]) -> Iterator[range]:
    """Yield the lines of each plain fenced block; behind a doubtful fence there is none."""
    number = 0
    while number < len(lines):
        if not _FENCE.match(lines[number]):
            number += 1
            continue
        end = _end_of_fence(lines, number)
        if end is None:
            return
        yield range(number, end)
        number = end


def _end_of_fence(lines: list[str], start: int) -> int | None:
    """Return the number of the line behind a plain fenced block, or None where it is not plain."""
    opened = _PLAIN_FENCE.fullmatch(lines[start])
    if opened is None or (start and lines[start - 1]):
        return None  # options may be attributes; behind indented code a fence is none
    for number in range(start + 1, len(lines)):
        if lines[number].rstrip(" \t") == opened[1]:
            return number + 1
    return None


def show_citations_in_code(markdown: str) -> str:
    """Return Markdown with every hidden `@` back in its place."""
    return markdown.replace(_HIDDEN_AT, "@")


def read_prose(markdown: str, line: int) -> Prose:
    """Return a piece of Markdown as prose; `line` is the number of its first line."""
    bare = without_code(markdown)
    return Prose(
        markdown=markdown,
        plain=plain_words(markdown),
        unlinked=plain_words(_ANY_LINK.sub(_LINK_WAS, bare)),
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

    What is no citation, or has more than its key before the comma, comes back with a key that no
    source has, or none: tools would drop it, the checks report it.

    >>> [each.key for each in split_citations("@a, p. 12; see @b")]
    ['a', 'b']
    """
    for piece in inside.split(";"):
        said = " ".join(piece.split())
        match = _CITATION.fullmatch(said)
        if match:
            yield Citation(
                key=match["key"],
                locator=match["locator"] or "",
                prefix=match["prefix"],
                line=line,
            )
        elif said:
            yield Citation(key="", prefix=said, line=line)


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
    text = re.sub(rf"{_BLANKS}{CITATIONS.pattern}", "", markdown)
    text = _HEADING.sub("", text)
    for pattern, put in _PLAIN:
        text = pattern.sub(put, text)
    return text.strip()
