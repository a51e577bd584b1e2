"""Rules about markup: content is data and can run nothing in a reader's browser."""

from __future__ import annotations

import html
import re
import urllib.parse
from collections.abc import Iterator
from typing import Final

from dossier.check.text import Body, prose
from dossier.check.walk import texts
from dossier.finding import Finding
from dossier.model.vocabulary import LINK_SCHEMES, UNSAFE_HOSTS
from dossier.read import Reading

ALLOWED_TAGS: Final = frozenset("abbr br cite kbd rp rt ruby span sub sup wbr".split())
ALLOWED_ATTRIBUTES: Final = frozenset({"lang", "title"})
UNSAFE: Final = tuple(f".{host}" for host in sorted(UNSAFE_HOSTS))
"""Ends of hosts that are never linked."""
# Any < that a browser may take for a tag, also where quotes seem to hold it: Markdown passes it on.
_TAG: Final = re.compile(r"<(/?)([A-Za-z][^\s/<>]*)(?=([^<>]*))")
_PLAIN_TAG: Final = re.compile(
    rf"</?(?:{'|'.join(sorted(ALLOWED_TAGS))})"
    rf"(?:\s+(?:{'|'.join(sorted(ALLOWED_ATTRIBUTES))})=(?:\"[^\"<>]*\"|'[^'<>]*'|[\w-]+))*\s*/?>",
    re.IGNORECASE,
)
_ATTRIBUTE: Final = re.compile(r"([^\s\"'>/=]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
# What Markdown makes a link of; any other <word:…> is a tag to a browser.
_AUTOLINK: Final = re.compile(r"<((?:https?://|mailto:(?=[^\s<>@]+@))[^\s<>@]+(?:@[^\s<>@]+)?)>")
# A target's definition may stand in a list or a quotation, so not only where a line begins.
_TARGETS: Final = (
    re.compile(r"\]\((?=\s*<?([^\s<>()]+))"),
    re.compile(r"\[[^\[\]]+\]:\s*<?(\S+?)>?(?:\s|$)"),
    _AUTOLINK,
)
_ATTR_LIST: Final = re.compile(r"\{:?([^{}\n]*)\}")
_ATTR_ITEM: Final = re.compile(r"[#.](?!__|md-|mermaid)[\w-]+|lang=[\"']?[A-Za-z-]+[\"']?")
_ATTR_ODD: Final = re.compile(r"=|(?<!\S)[#.]\w")


def _finding(body: Body, at: int, rule: str, message: str) -> Finding:
    """Return a finding at an offset of a body."""
    path, first, text = body
    return Finding(path=path, line=first + text.count("\n", 0, at), rule=rule, message=message)


def html_is_allowed(reading: Reading) -> Iterator[Finding]:
    """Raw HTML must be one of a few harmless tags, with `lang` or `title` alone; none in a field.

    Bad: `<script>`, `<img src=x onerror=…>`, `<div style=…>`, `title: <b>A title</b>`
    Good: `<sub>2</sub>`, `<span lang="kk">…</span>`
    Why: content comes from pull requests; it may never act in a reader's browser.
    """
    for body in prose(reading):
        text = body[2]
        links = {match.start() for match in _AUTOLINK.finditer(text)}
        for match in _TAG.finditer(text):
            if match.start() not in links and not _PLAIN_TAG.match(text, match.start()):
                got = _wrong_with(match)
                yield _finding(body, match.start(), "html-is-allowed", got)
    for spot in texts(reading):
        tag = _TAG.search(spot.text)
        if tag:
            got = f"{spot.path} must be plain text; got the tag <{tag.group(2)}>."
            yield spot.finding("html-is-allowed", got)


def _wrong_with(tag: re.Match[str]) -> str:
    """Return what is wrong with a tag that is not plain."""
    name = tag.group(2).lower()
    if name not in ALLOWED_TAGS:
        return f"a tag must be one of {', '.join(sorted(ALLOWED_TAGS))}; got <{name}>."
    given = [each.lower() for each in _ATTRIBUTE.findall(tag.group(3))]
    odd = next((each for each in given if each not in ALLOWED_ATTRIBUTES), None)
    if odd and not tag.group(3).count('"') % 2:
        return f'<{name}> must have no attribute but lang and title; got "{odd}".'
    return f"a tag must be closed by > and its values by quotes; got <{name}>."


def attributes_are_plain(reading: Reading) -> Iterator[Finding]:
    """An attribute list in braces may give an id, classes and a language, nothing else.

    Bad: `{: onclick="…" }`, `{ style="…" }`, `{#__config}`, `{.mermaid}`
    Good: `{#an-id}`, `{lang=kk}`
    Why: it is another door to event attributes, and to what the theme’s script looks for.
    """
    for body in prose(reading):
        text = body[2]
        for match in _ATTR_LIST.finditer(text):
            rest = _ATTR_ITEM.sub("", match.group(1)).strip()
            if _ATTR_ODD.search(rest):
                got = f'an attribute list must hold only #id, .class and lang=…; got "{rest}".'
                yield _finding(body, match.start(), "attributes-are-plain", got)


def _links(text: str) -> Iterator[tuple[int, str]]:
    """Yield offset and target of every Markdown link, as a browser would read it."""
    for pattern in _TARGETS:
        for match in pattern.finditer(text):
            written = urllib.parse.unquote(html.unescape(match.group(1)))
            yield match.start(1), re.sub(r"[\x00-\x20]", "", written)


def link_is_safe(reading: Reading) -> Iterator[Finding]:
    """A link must be relative, or go to http, https or mailto.

    Bad: `[x](javascript:alert(1))`, `[x](data:text/html,…)`
    Good: `[x](https://ipvm.com/reports/8024)`
    Why: other schemes run code or open files.
    """
    own = _host(reading.dossier.edition.site)  # another rule is about those
    for body in prose(reading):
        text = body[2]
        for offset, target in _links(text):
            scheme, colon, _ = target.partition(":")
            if colon and re.fullmatch(r"[\w+.-]+", scheme) and scheme.lower() not in LINK_SCHEMES:
                got = f'a link must be relative or go to http, https or mailto; got "{scheme}:".'
                yield _finding(body, offset, "link-is-safe", got)
            if target.startswith("//") and _host(target) != own:
                got = f'a link must be relative or go to http, https or mailto; got "{target}".'
                yield _finding(body, offset, "link-is-safe", got)
            host = _host(target)
            if f".{host}".endswith(UNSAFE):
                got = f"a link must not lead to a mirror known as unsafe; got {host}."
                yield _finding(body, offset, "link-is-safe", got)


def _host(address: str) -> str:
    """Return the host of a whole address, or nothing."""
    try:
        return urllib.parse.urlsplit(address).hostname or ""
    except ValueError:
        return ""


def own_link_is_relative(reading: Reading) -> Iterator[Finding]:
    """A link to this site must be relative.

    Bad: `[Sergek](https://<this site>/actors/sergek/)`, `[Sergek](/actors/sergek/)`
    Good: `[Sergek][sergek]`
    Why: an edition is frozen elsewhere and read offline; absolute links leave it.
    """
    host = re.sub(r"^https?://|/.*", "", reading.dossier.edition.site)
    for body in prose(reading):
        text = body[2]
        for offset, target in _links(text):
            own = host and re.match(rf"(?:https?:)?//{re.escape(host)}(?:/|$)", target)
            if own or (target.startswith("/") and not target.startswith("//")):
                got = f'a link to this site must be relative or by id; got "{target}".'
                yield _finding(body, offset, "own-link-is-relative", got)
