"""Rules about sources and terms as a whole: used, honest, and told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dossier.check.chinese import HAN
from dossier.finding import Finding
from dossier.model import Source
from dossier.read import Reading

_MOST_WORDS: Final = 25


def source_is_used(reading: Reading) -> Iterator[Finding]:
    """A source must be cited, or named by a record, somewhere.

    Bad: an entry that nothing names
    Good: an entry cited with `[@key]` or listed under `parallel` of a cited one
    Why: what nothing rests on only ages.
    """
    used = _named_sources(reading)
    for source in reading.dossier.sources.values():
        if source.id not in used:
            yield _about(source, "source-is-used", "a source must be cited somewhere; got no use.")


def _named_sources(reading: Reading) -> set[str]:
    """Return the key of every source that something names."""
    dossier = reading.dossier
    used = {citation.key for _, prose in reading.all_prose for citation in prose.citations}
    used |= {part.source for part in dossier.parts.values()}
    used |= {role.source for actor in dossier.actors.values() for role in actor.roles}
    for term in dossier.terms.values():
        used |= {rendering.source for rendering in term.renderings}
        named = (term.first_attested, term.official_meaning, term.foreign_reading)
        used |= {each.source for each in named if each}
    return used | {key for source in dossier.sources.values() for key in source.parallel}


def term_is_used(reading: Reading) -> Iterator[Finding]:
    """A term must be used in a statement, or be related to one that is.

    Bad: an entry that no statement links or prints
    Good: `… a [network great power][wangluo-qiangguo] …` in a statement
    Why: the glossary explains what the series says.
    """
    dossier = reading.dossier
    used = {term for term in dossier.terms if dossier.statements_using(term)}
    used |= {
        term
        for record in [*dossier.pages.values(), *dossier.records.values()]
        if record.id not in dossier.terms
        for term in dossier.terms_in(record)
    }
    for term in dossier.terms.values():
        if term.id not in used and not used.intersection(term.related):
            yield Finding(
                path=term.origin.path,
                line=1,
                rule="term-is-used",
                message="a term must be used in a statement or related to one that is;"
                " got neither.",
            )


def related_is_mutual(reading: Reading) -> Iterator[Finding]:
    """Two related terms must name each other.

    Bad: 网络强国 names 数字中国, which does not name it back
    Good: each names the other
    Why: the way back would be missing.
    """
    terms = reading.dossier.terms
    for term in terms.values():
        for other in term.related:
            if other in terms and term.id not in terms[other].related:
                yield Finding(
                    path=term.origin.path,
                    line=term.origin.line_of("related"),
                    rule="related-is-mutual",
                    message=f"related must be mutual; got {other}, which does not name {term.id}.",
                )


def verification_says_what_was_seen(reading: Reading) -> Iterator[Finding]:
    """A source called verified or likely must say what was seen, and when.

    Bad: `verification = {verified}` alone
    Good: with `seen = {the page itself}` and `checked = {2026-11-23}`
    Why: otherwise it is only a claim.
    """
    for source in reading.dossier.sources.values():
        if source.verification in ("verified", "likely") and not (source.seen and source.checked):
            yield _about(
                source,
                "verification-says-what-was-seen",
                f"a source called {source.verification} must have `seen` and `checked`; got"
                f" {'one of them' if source.seen or source.checked else 'neither'}.",
                field="verification",
            )


def verified_needs_quote(reading: Reading) -> Iterator[Finding]:
    """A source called verified must keep some words as they were seen in it.

    Bad: `verification = {verified}` without `quote-seen`
    Good: with `quote-seen = {the cameras read 12,000 plates a day}`
    Why: by them anybody can find out whether the document still says so; without, it is likely.
    """
    for source in reading.dossier.sources.values():
        if source.verification == "verified" and not source.quote_seen:
            yield _about(
                source,
                "verified-needs-quote",
                "a source called verified must have `quote-seen`; got none.",
                "Repeat up to 25 words as you saw them there, or call it likely.",
                field="verification",
            )


def quote_is_short(reading: Reading) -> Iterator[Finding]:
    """The words seen in a source must be 25 at most; two Chinese characters count as a word.

    Bad: `quote-seen` with a paragraph of the page
    Good: `quote-seen = {the cameras read 12,000 plates a day}`
    Why: they prove what was seen; more would reprint it.
    """
    for source in reading.dossier.sources.values():
        count = _words(source.quote_seen)
        if count > _MOST_WORDS:
            yield _about(
                source,
                "quote-is-short",
                f"quote-seen must be {_MOST_WORDS} words at most; got {count}.",
                field="quote-seen",
            )


def _words(text: str) -> int:
    """Return the number of words.

    >>> _words("one two"), _words("网络强国"), _words("强国, or great power")
    (2, 2, 4)
    """
    characters = len(HAN.findall(text))
    return len(re.findall(r"\w[\w’'-]*", HAN.sub(" ", text))) + (characters + 1) // 2


def source_has_a_day(reading: Reading) -> Iterator[Finding]:
    """A source’s key must carry the date it has, and a source without date end in `-nd`.

    Bad: `inform-2021-02-25` with `date = {2021-02-26}`
    Good: `date = {2021-02-25}`
    Why: the key is what people type and read.
    """
    for source in reading.dossier.sources.values():
        day = source.date or source.urldate
        ends = {f"-{day[:size]}" for size in (4, 7, 10)} if day else {"-nd"}
        stem = re.sub(r"(\d|-nd)[a-z]$", r"\1", source.id)
        if not stem.endswith(tuple(ends)):
            yield _about(
                source,
                "source-has-a-day",
                "the key must end with the source’s date, or -nd where there is none;"
                f' got "{source.id}" with the date "{day}".',
                field="date",
            )


def chinese_name_is_whole(reading: Reading) -> Iterator[Finding]:
    """A name in Chinese characters must stand whole, in its own braces.

    Bad: `author = {王, 沪宁}`
    Good: `author = {{王沪宁}}`
    Why: citation software cuts it to 王 otherwise.
    """
    for source in reading.dossier.sources.values():
        named = [("author", each) for each in source.author]
        named += [("editor", each) for each in source.editor]
        for field, name in named:
            if HAN.search(name.family + name.given) and not (name.whole and not name.given):
                yield _about(
                    source,
                    "chinese-name-is-whole",
                    "a Chinese name must be whole in double braces; got"
                    f' "{name.family}, {name.given}".',
                    field=field,
                )


def address_is_unique(reading: Reading) -> Iterator[Finding]:
    """Two sources must not have one address.

    Bad: one page entered as `caan-2021-03-16` and `yau-2021`
    Good: one entry, cited twice
    Why: what is said of it would be kept in two places.
    """
    first: dict[str, Source] = {}
    for source in reading.dossier.sources.values():
        address = source.url.removeprefix("https://").removeprefix("http://").rstrip("/")
        other = first.setdefault(address, source) if address else source
        if other is not source:
            yield _about(
                source,
                "address-is-unique",
                f"url must stand in one source only; got that of {other.id}, at"
                f" {other.origin.path}:{other.origin.line}.",
                field="url",
            )


def _about(source: Source, rule: str, message: str, hint: str = "", *, field: str = "") -> Finding:
    """Return a finding at a source."""
    line = source.origin.line_of(field)
    return Finding(path=source.origin.path, line=line, rule=rule, message=message, hint=hint)
