"""Rules about the marks of Markdown: none left half, none that could lead elsewhere."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from dossier.check.text import Body, prose
from dossier.check.walk import texts
from dossier.finding import Finding
from dossier.model.ledger import address_of
from dossier.model.pages import source_page
from dossier.read import Reading
from dossier.read.limits import PICTURES

_PROGRAMS: Final = re.compile(r"<[!?]|\{[{%]|[%}]\}|^[ \t]*;*-+8<-+", re.MULTILINE)
_MARKED: Final = re.compile(r"\[@|\]\[|\{[#:]|//{2,}")
_DEFINITION: Final = re.compile(r"^[ \t>]*(?:[-*+]|\d+\.)?[ \t]*(\*?\[[^\[\]\n]+\]):", re.MULTILINE)
_APART: Final = re.compile(r"\[[^\[\]@\n]+\][ \t]+\[[^\[\]@\n]+\]")
_ESCAPED: Final = re.compile(r"\\[\[\]{}]")
_BRACKET: Final = re.compile(r"[\[\]]")
_HALF: Final = re.compile(r"\{[:#][^{}\n]*$", re.MULTILINE)
_FENCE: Final = re.compile(r"^[ \t>]*(`{3,}|~{3,})", re.MULTILINE)
_PARAGRAPH: Final = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")
_PICTURE: Final = re.compile(r"!\[([^\[\]]*)\]\(\s*<?([^\s<>()]*)")
_INLINE: Final = re.compile(r"\]\(\s*<?([^\s<>()\[\]]+)[\s>)]")
_ANCHOR: Final = re.compile(r"\{:?[^{}\n]*?#([\w-]+)[^{}\n]*\}")


def _at(body: Body, offset: int, rule: str, message: str) -> Finding:
    """Return a finding at an offset of a body."""
    path, first, text = body
    return Finding(path=path, line=first + text.count("\n", 0, offset), rule=rule, message=message)


def text_is_only_text(reading: Reading) -> Iterator[Finding]:
    """Text must hold no comments, templates or commands to include a file; a field no marks.

    Bad: `<!-- later -->`, `{{ config.title }}`, `--8<-- "file"`, `title: [Sergek][sergek]`
    Good: nothing of the kind
    Why: nobody reads a comment, and what one tool prints another runs.
    """
    for body in prose(reading):
        for match in _PROGRAMS.finditer(body[2]):
            got = f'text must be plain Markdown; got "{match.group().strip()}".'
            yield _at(body, match.start(), "text-is-only-text", got)
    for spot in texts(reading):
        mark = _MARKED.search(spot.text)
        if mark:
            got = f'{spot.path} must be plain text; got "{mark.group()}".'
            yield spot.finding("text-is-only-text", got)


def text_defines_nothing(reading: Reading) -> Iterator[Finding]:
    """A page must give no other meaning to an id, or to the name of an actor or term.

    Bad: `[kazakhstan]: https://elsewhere.example/`, `*[Kazakhstan]: something else`
    Good: `[Kazakhstan][kazakhstan]`
    Why: the id would lead elsewhere on this page, and no reader of the text would see it.
    """
    records = reading.dossier.records
    taken = {each.lower() for each in records}
    taken |= {getattr(each, "title", "").lower() for each in records.values()}
    for body in prose(reading):
        for match in _DEFINITION.finditer(body[2]):
            label = match.group(1).strip("*[]")
            if label.strip().lower() in taken:
                got = f'"{label}" must lead to its own page alone; got another meaning.'
                yield _at(body, match.start(1), "text-defines-nothing", got)


def marks_are_paired(reading: Reading) -> Iterator[Finding]:
    """Brackets, attribute lists and code fences must be opened and closed, a link in one piece.

    Bad: `[Kazakhstan][kazakhstan`, `[Kazakhstan] [kazakhstan]`, `{#results`
    Good: `[Kazakhstan][kazakhstan]`, `{#results}`
    Why: the page would show the marks instead of what they mean.
    """
    for body in prose(reading):
        text = _ESCAPED.sub("  ", body[2])
        for paragraph in _PARAGRAPH.finditer(text):
            odd = _unpaired(paragraph.group())
            if odd is not None:
                got = "a bracket must have its partner in the same paragraph; got one alone."
                yield _at(body, paragraph.start() + odd, "marks-are-paired", got)
        for match in _APART.finditer(text):
            got = f'a link must be in one piece; got "{match.group()}" with a blank inside.'
            yield _at(body, match.start(), "marks-are-paired", got)
        for match in _HALF.finditer(text):
            got = f'an attribute list must be closed by "}}"; got "{match.group()}".'
            yield _at(body, match.start(), "marks-are-paired", got)
        fences = list(_FENCE.finditer(text))
        for match in fences if len(fences) == 1 else []:
            got = f"code must begin and end with the same fence, alone; got {match.group(1)}."
            yield _at(body, match.start(), "marks-are-paired", got)
    for spot in texts(reading):
        if _unpaired(spot.text) is not None:
            got = f"{spot.path} must have each bracket’s partner; got one alone."
            yield spot.finding("marks-are-paired", got)


def _unpaired(paragraph: str) -> int | None:
    """Return where a bracket stands that has no partner, or None."""
    opened: list[int] = []
    for match in _BRACKET.finditer(paragraph):
        if match.group() == "[":
            opened.append(match.start())
        elif opened:
            opened.pop()
        else:
            return match.start()
    return opened[0] if opened else None


def link_leads_to_a_file(reading: Reading) -> Iterator[Finding]:
    """A relative link must name a file of the dossier, with its suffix.

    Bad: `[x](kazakhstan)`, `[x](../actors/kazakstan.md)`
    Good: `[x][kazakhstan]`, `[how to cite](citing.md)`
    Why: it would lead nowhere.
    """
    known = {document.path for document in reading.documents} | set(reading.others)
    known |= {f"docs/{source_page(key)}" for key in reading.dossier.sources}
    for body in prose(reading):
        for match in _INLINE.finditer(body[2]):
            target = match.group(1)
            path = target.partition("#")[0].partition("?")[0]
            made = posixpath.splitext(path)[1] not in ("", ".md", *PICTURES)
            if not path or ":" in path or path.startswith("/") or made:
                continue  # an anchor, a whole address or a file the build makes: others look
            goal = posixpath.normpath(posixpath.join(posixpath.dirname(body[0]), path))
            if goal not in known:
                got = f'a relative link must name a file that is there; got "{target}".'
                yield _at(body, match.start(), "link-leads-to-a-file", got)


def picture_is_ours(reading: Reading) -> Iterator[Finding]:
    """A picture must lie in `docs/` and be described.

    Bad: `![x](https://elsewhere.example/a.png)`, `![](map.png)`
    Good: `![The map of the railway](railway.png)`
    Why: another host would learn who reads; without its description some readers get nothing.
    """
    for body in prose(reading):
        for match in _PICTURE.finditer(body[2]):
            words, target = match.groups()
            elsewhere = re.match(r"(?:https?:)?//", target)
            if elsewhere or (":" not in target and not target.endswith(tuple(PICTURES))):
                got = f'a picture must be a file of ours ({", ".join(PICTURES)}); got "{target}".'
                yield _at(body, match.start(), "picture-is-ours", got)
            elif not words.strip():
                got = "a picture must be described between the brackets; got nothing."
                yield _at(body, match.start(), "picture-is-ours", got)


def anchor_is_free(reading: Reading) -> Iterator[Finding]:
    """An id in braces must be used once on its page, and be no statement’s or note’s.

    Bad: `## Results {#kz-051}` on the page of KZ-051
    Good: `## Results {#results}`
    Why: the address of a statement would lead to a heading.
    """
    blocks = {raw.id.lower() for raw in reading.raws if raw.kind in ("statement", "figure", "note")}
    for body in prose(reading):
        met: Counter[str] = Counter()
        for match in _ANCHOR.finditer(body[2]):
            anchor = match.group(1)
            met[anchor] += 1
            if anchor.lower() in blocks or met[anchor] > 1:
                got = f'an id must stand once on {address_of(body[0])}; got "{anchor}" again.'
                yield _at(body, match.start(), "anchor-is-free", got)


def block_has_room(reading: Reading) -> Iterator[Finding]:
    """An empty line must stand between a block’s fields and its words.

    Bad: the words right under `in-article: achievements-1`
    Good: an empty line between them
    Why: another engine would take them for a field.
    """
    lines = {document.path: document.text.split("\n") for document in reading.documents}
    for raw in reading.raws:
        if raw.kind in ("statement", "figure", "note") and raw.markdown:
            before = lines[raw.origin.path][raw.markdown_line - 2]
            if before.strip():
                got = f'an empty line must stand before the words; got "{before.strip()[:40]}".'
                yield Finding(
                    path=raw.origin.path,
                    line=raw.markdown_line,
                    rule="block-has-room",
                    message=got,
                )
