"""Material's style sheet without the rules that no page of ours and no script can ever meet.

It styles every feature of Material; a page here uses a third. A rule stays when each class it
asks for is in some page or named in some script.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Final

_STRING: Final = re.compile(r'"(?:\\.|[^"\\])*"|' + r"'(?:\\.|[^'\\])*'")
_VALUE: Final = r"""=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))"""
# Two that begin with plain letters are many times faster to look for than one that does not.
_CLASSES: Final = (re.compile(f"class{_VALUE}"), re.compile(f"data-md-color-[a-z]+{_VALUE}"))
_NAMED: Final = re.compile(r"[A-Za-z_][\w-]*")
_CLASS: Final = re.compile(r"(?:\.|\[data-md-color-[a-z]+=)([A-Za-z_][\w-]*)")
_OPTIONAL: Final = re.compile(r":(?:not|is|where)\([^()]*\)")
_COMMA: Final = re.compile(r",(?![^()]*\))")
_CHARSET: Final = re.compile(r"@charset[^;]*;")
_SOURCE_MAP: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_PROPERTY: Final = re.compile(r"(?<=[{;])(--[\w-]+):[^;}]*;?")


def classes_in(page: str) -> set[str]:
    """Return every class, and every colour of Material's, that a page of HTML uses.

    >>> sorted(classes_in('<p class="a b-c"><i class=d>'))
    ['a', 'b-c', 'd']
    """
    return {
        name
        for pattern in _CLASSES
        for found in set(pattern.findall(page))
        for value in found
        for name in value.split()
    }


def states_in(script: str, classes: Collection[str]) -> set[str]:
    """Return the classes that a script gives to what has one of some classes: `a--open` to `a`."""
    return {word for word in words_in(script) if word.split("--")[0] in classes}


def words_in(script: str) -> set[str]:
    """Return every word of a script: whatever class it sets is among them."""
    return set(_NAMED.findall(script))


def trimmed(css: str, known: Collection[str], *others: str) -> str:
    """Return a style sheet without rules for unknown classes, and without unread properties.

    `others` are style sheets and scripts that may read its properties.

    >>> trimmed(".a{x:y}.b,.a i{x:y}@media print{.b{x:y}}", {"a"})
    '.a{x:y}.a i{x:y}'
    """
    strings: list[str] = []
    masked = _STRING.sub(_keeper(strings), _SOURCE_MAP.sub("", _CHARSET.sub("", css)))
    kept = "".join(_kept(masked, known))
    read = "".join((kept, *others))
    kept = _PROPERTY.sub(
        lambda match: match.group() if f"var({match.group(1)}" in read else "", kept
    )
    return re.sub("\x00(\\d+)\x00", lambda match: strings[int(match.group(1))], kept)


def _keeper(strings: list[str]) -> Callable[[re.Match[str]], str]:
    """Return what puts a mark in place of each string, which may hold braces and semicolons."""

    def keep(match: re.Match[str]) -> str:
        strings.append(match.group())
        return f"\x00{len(strings) - 1}\x00"

    return keep


def _kept(css: str, known: Collection[str]) -> Iterator[str]:
    """Yield the rules that stay, in order; what stands inside `@media` and `@supports` likewise."""
    for prelude, body in _rules(css):
        if prelude.startswith(("@media", "@supports", "@layer", "@container")):
            inside = "".join(_kept(body, known))
            yield f"{prelude}{{{inside}}}" if inside else ""
        elif prelude.startswith("@"):
            yield f"{prelude}{{{body}}}"
        else:
            wanted = [each for each in _COMMA.split(prelude) if _is_met(each, known)]
            yield f"{','.join(wanted)}{{{body}}}" if wanted else ""


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each outermost pair of braces, and what stands in it."""
    depth, start, opened = 0, 0, 0
    for match in re.finditer("[{}]", css):
        if match.group() == "{":
            opened = match.start() if depth == 0 else opened
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : match.start()]
                start = match.end()


def _is_met(selector: str, known: Collection[str]) -> bool:
    """Return whether every class that a selector asks for is known; no page is set leftwards."""
    return "[dir=rtl]" not in selector and all(
        name in known for name in _CLASS.findall(_OPTIONAL.sub("", selector))
    )
