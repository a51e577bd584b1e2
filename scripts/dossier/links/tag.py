"""One tag of a page: which of its attributes hold addresses, and who follows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from dossier.links import css
from dossier.links.address import Use

CANONICAL: Final = "link canonical"
MANIFEST: Final = "link manifest"
REFRESH: Final = "meta refresh"

_LINKS: Final = frozenset({"action", "cite", "formaction", "href", "longdesc", "xlink:href"})
_RESOURCES: Final = frozenset({"background", "poster", "src"})
_SETS: Final = frozenset({"imagesrcset", "srcset"})
_DRAWN: Final = frozenset({"feimage", "image", "use"})
_LOADED: Final = frozenset(
    """apple-touch-icon apple-touch-startup-image dns-prefetch icon manifest mask-icon
    modulepreload preconnect prefetch preload prerender stylesheet""".split()
)
_META: Final = re.compile(
    r"citation_\w*url|og:(image|url|audio|video)(:(secure_)?url)?|twitter:(image|player)(:src)?"
    r"|msapplication-(config|tileimage)|thumbnail(url)?|image|url"
)
_WHOLE: Final = re.compile(r"https?:\S+", re.IGNORECASE)
_REFRESH: Final = re.compile(
    r"\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?([\"']?)(.*?)\1\s*", re.IGNORECASE | re.DOTALL
)
_CANDIDATE: Final = re.compile(r"[\s,]*(\S*[^\s,])(?:\s[^,]*|,|$)")

Attributes = dict[str, str]
Own = Callable[[str], Iterable[tuple[int, str]]]
"""Text → offset and address of every address of this site in it."""


def addresses_of(tag: str, attributes: Attributes, own: Own) -> Iterator[tuple[str, str, Use]]:
    """Yield what has an address, the address, and its use, of one tag."""
    if tag == "base":
        return
    if tag == "meta":
        yield from _meta(attributes, own)
        return
    for name, value in sorted(attributes.items()):
        how = f"{tag} {name}"
        if name in _LINKS:
            yield _link(attributes, value) if tag == "link" else (how, value, _use(tag))
        elif name in _RESOURCES or (tag, name) == ("object", "data"):
            yield how, value, Use.RESOURCE
        elif name in _SETS:
            yield from ((how, each, Use.RESOURCE) for each in candidates(value) or [""])
        elif name == "style":
            yield from ((how, each, Use.RESOURCE) for _, each in css.addresses(value))
        else:
            yield from ((how, each, Use.LINK) for _, each in own(value))


def _use(tag: str) -> Use:
    """Return who follows a tag's `href`: SVG draws with some."""
    return Use.RESOURCE if tag in _DRAWN else Use.LINK


def _link(attributes: Attributes, value: str) -> tuple[str, str, Use]:
    """Return the address of a `<link>`: its relation says who follows it."""
    relations = attributes.get("rel", "").lower().split()
    how = " ".join(["link", *relations])
    if "canonical" in relations:
        return how, value, Use.RECORD
    return how, value, Use.LINK if _LOADED.isdisjoint(relations) else Use.RESOURCE


def _meta(attributes: Attributes, own: Own) -> Iterator[tuple[str, str, Use]]:
    """Yield the addresses of a `<meta>`."""
    content = attributes.get("content", "")
    if attributes.get("http-equiv", "").lower() == "refresh":
        match = _REFRESH.fullmatch(content)
        yield REFRESH, (match[2] if match else "") or "#", Use.LINK  # none: itself, for ever
        return
    key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
    if _META.fullmatch(key.lower()) or _WHOLE.fullmatch(content):
        yield key, content, Use.RECORD
    else:
        yield from ((key, each, Use.RECORD) for _, each in own(content))


def candidates(srcset: str) -> list[str]:
    """Return the addresses of a `srcset`; a comma inside an address is part of it.

    >>> candidates("a.png, b.png 2x, data:image/png;base64,AA== 3x")
    ['a.png', 'b.png', 'data:image/png;base64,AA==']
    """
    return _CANDIDATE.findall(srcset)
