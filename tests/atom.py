"""What RFC 4287 asks of an Atom feed; feed readers, which forgive everything, are no judges."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from typing import Final

_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_ONCE: Final = ("id", "title", "updated")
_AT_MOST_ONCE: Final = {
    "feed": ("generator", "icon", "logo", "rights", "subtitle"),
    "entry": ("content", "published", "rights", "source", "summary"),
}
_ANY: Final = ("author", "category", "contributor", "link")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def faults(content: bytes) -> list[str]:
    """Return what is wrong with a feed, each in one sentence; XML that does not parse included."""
    try:
        feed = ET.fromstring(content)  # noqa: S314 - our own feed
    except ET.ParseError as error:
        return [f"it is no XML: {error}"]
    if feed.tag != f"{_ATOM}feed":
        return [f"the root is {feed.tag}"]
    return [*_of_feed(feed), *(said for entry in _all(feed, "entry") for said in _of_entry(entry))]


def _all(parent: ET.Element, name: str) -> list[ET.Element]:
    """Return the Atom children of a name."""
    return parent.findall(f"{_ATOM}{name}")


def _of_feed(feed: ET.Element) -> Iterator[str]:
    """Yield what is wrong with the feed itself."""
    yield from _of_either(feed, "feed")
    entries = _all(feed, "entry")
    if not _all(feed, "author") and not all(_all(each, "author") for each in entries):
        yield "neither the feed nor each entry has an author"
    ids = Counter(each.findtext(f"{_ATOM}id") for each in (feed, *entries))
    yield from (f"the id {key} is given {count} times" for key, count in ids.items() if count > 1)
    if not [link for link in _all(feed, "link") if link.get("rel") == "self"]:
        yield "the feed has no link to itself"
    moments = [each.findtext(f"{_ATOM}updated") or "" for each in entries]
    if moments and max(moments) > (feed.findtext(f"{_ATOM}updated") or ""):
        yield "the feed is older than its entries"


def _of_entry(entry: ET.Element) -> Iterator[str]:
    """Yield what is wrong with an entry."""
    yield from _of_either(entry, "entry")
    alternate = [e for e in _all(entry, "link") if e.get("rel", "alternate") == "alternate"]
    if not alternate and not _all(entry, "content"):
        yield "an entry has neither content nor an alternate link"


def _of_either(element: ET.Element, kind: str) -> Iterator[str]:
    """Yield what is wrong with what feeds and entries share."""
    counts = Counter(child.tag.removeprefix(_ATOM) for child in element)
    yield from (f"{kind} has {counts[name]} {name}" for name in _ONCE if counts[name] != 1)
    few = _AT_MOST_ONCE[kind]
    yield from (f"{kind} has {counts[name]} {name}" for name in few if counts[name] > 1)
    known = {*_ONCE, *few, *_ANY, *(["entry"] if kind == "feed" else [])}
    yield from (f"{kind} has an unknown {name}" for name in counts if name not in known)
    yield from _texts(element, kind)
    yield from _links(element, kind)
    for person in (*_all(element, "author"), *_all(element, "contributor")):
        names = _all(person, "name")
        if len(names) != 1 or not (names[0].text or "").strip():
            yield f"{kind} has a person without one name"
    if any(not each.get("term") for each in _all(element, "category")):
        yield f"{kind} has a category without a term"


def _texts(element: ET.Element, kind: str) -> Iterator[str]:
    """Yield what is wrong with ids, dates and texts."""
    for each in _all(element, "id"):
        if not _ABSOLUTE.fullmatch(each.text or ""):
            yield f"{kind} has an id that is no absolute IRI: {each.text}"
    for each in (*_all(element, "updated"), *_all(element, "published")):
        if not _is_moment(each.text or ""):
            yield f"{kind} has a date that is none: {each.text}"
    for each in _all(element, "title"):
        if not (each.text or "").strip():
            yield f"{kind} has an empty title"
    for name in ("title", "summary", "rights", "subtitle"):
        for each in _all(element, name):
            if each.get("type", "text") not in ("text", "html", "xhtml"):
                yield f"{kind} has a {name} of an unknown type"


def _links(element: ET.Element, kind: str) -> Iterator[str]:
    """Yield what is wrong with links."""
    links = _all(element, "link")
    for each in links:
        if not _ABSOLUTE.fullmatch(each.get("href", "")):
            yield f"{kind} has a link without an absolute address"
    alternate = [each for each in links if each.get("rel", "alternate") == "alternate"]
    kinds = Counter((each.get("type"), each.get("hreflang")) for each in alternate)
    if any(count > 1 for count in kinds.values()):
        yield f"{kind} has two alternate links of one type"


def _is_moment(text: str) -> bool:
    """Return whether a text is a date-time as RFC 3339 writes it, and exists."""
    if not _MOMENT.fullmatch(text):
        return False
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
