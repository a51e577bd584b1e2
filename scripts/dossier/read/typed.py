"""Raw records → the model. Whatever is missing or odd becomes empty here and a finding in check."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dossier.model import (
    Actor,
    Attestation,
    Fact,
    Meaning,
    Note,
    Page,
    Part,
    Prose,
    Rendering,
    Role,
    Section,
    Source,
    Statement,
    Term,
)
from dossier.read.bibliography import names
from dossier.read.document import Raw
from dossier.read.yaml_lines import Value


def _text(data: dict[str, Value], field: str, default: str = "") -> str:
    """Return a field's text."""
    value = data.get(field, default)
    return value if isinstance(value, str) and value else default


def _list(data: dict[str, Value], field: str) -> tuple[str, ...]:
    """Return a field's list of texts."""
    value = data.get(field)
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _group(data: dict[str, Value], field: str) -> dict[str, str]:
    """Return a field's mapping of texts."""
    value = data.get(field)
    if not isinstance(value, dict):
        return {}
    return {key: each for key, each in value.items() if isinstance(each, str) and each}


def _groups(data: dict[str, Value], field: str) -> list[dict[str, Value]]:
    """Return a field's list of mappings."""
    value = data.get(field)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def number(text: str) -> float | None:
    """Return a decimal number, or None.

    >>> number("-51.17"), number("nan")
    (-51.17, None)
    """
    return float(text) if re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]+)?", text) else None


def page(raw: Raw, prose: Prose) -> Page:
    """Return a page that is no record of the dossier."""
    return Page(
        id=raw.id,
        origin=raw.origin,
        prose=prose,
        title=_text(raw.data, "title"),
        summary=_text(raw.data, "summary"),
    )


def part(raw: Raw, prose: Prose) -> Part:
    """Return a part of the series."""
    return Part(
        id=raw.id,
        origin=raw.origin,
        prose=prose,
        order=number(_text(raw.data, "order")) or 0,
        title=_text(raw.data, "title"),
        prefix=_text(raw.data, "prefix"),
        source=_text(raw.data, "source"),
        coverage=_text(raw.data, "coverage"),
        summary=_text(raw.data, "summary"),
    )


def section(raw: Raw, prose: Prose) -> Section:
    """Return a section of a part."""
    return Section(
        id=raw.id,
        origin=raw.origin,
        prose=prose,
        part=_text(raw.data, "part"),
        order=number(_text(raw.data, "order")) or 0,
        title=_text(raw.data, "title"),
        summary=_text(raw.data, "summary"),
    )


def statement(raw: Raw, prose: Prose, section_id: str) -> Statement:
    """Return a statement or a described figure."""
    return Statement(
        id=raw.id,
        origin=raw.origin,
        prose=prose,
        form=raw.kind,
        section=section_id,
        on=_text(raw.data, "on"),
        by=_text(raw.data, "by"),
        basis=_text(raw.data, "basis", "media" if raw.kind == "figure" else ""),
        about=_list(raw.data, "about"),
        facts=tuple(_facts(_list(raw.data, "facts"))),
        status=_text(raw.data, "status", "stands"),
        counter=_list(raw.data, "counter"),
        in_article=_text(raw.data, "in-article"),
    )


def _facts(written: Iterable[str]) -> Iterable[Fact]:
    """Yield the relations that have three words; check reports the others."""
    for each in written:
        words = each.split()
        if len(words) == len(("subject", "verb", "object")):
            yield Fact(subject=words[0], verb=words[1], object=words[2])


def note(raw: Raw, prose: Prose, section_id: str) -> Note:
    """Return an editor's note."""
    return Note(
        id=raw.id,
        origin=raw.origin,
        prose=prose,
        section=section_id,
        to=_text(raw.data, "to"),
        kind=_text(raw.data, "kind"),
        dated=_text(raw.data, "dated"),
        on=_text(raw.data, "on"),
    )


def actor(raw: Raw, prose: Prose) -> Actor:
    """Return an actor."""
    degrees = [number(each) for each in _list(raw.data, "coordinates")]
    return Actor(
        id=raw.id,
        origin=raw.origin,
        prose=prose,
        kind=_text(raw.data, "kind"),
        title=_text(raw.data, "title"),
        names=_group(raw.data, "names"),
        also=_list(raw.data, "also"),
        country=_text(raw.data, "country"),
        coordinates=tuple(each for each in degrees if each is not None),
        roles=tuple(_role(each) for each in _groups(raw.data, "roles")),
        same_as=_group(raw.data, "same-as"),
        summary=_text(raw.data, "summary"),
    )


def _role(data: dict[str, Value]) -> Role:
    """Return an office held."""
    return Role(
        title=_text(data, "title"),
        of=_text(data, "of"),
        since=_text(data, "from"),
        until=_text(data, "to"),
        source=_text(data, "source"),
    )


def term(raw: Raw, prose: Prose) -> Term:
    """Return a Chinese term."""
    data = raw.data
    first = _group(data, "first-attested")
    return Term(
        id=raw.id,
        origin=raw.origin,
        prose=prose,
        hans=_text(data, "hans"),
        hant=_text(data, "hant"),
        pinyin=_text(data, "pinyin"),
        as_printed=_text(data, "as-printed"),
        literal=_text(data, "literal"),
        preferred=_text(data, "preferred"),
        kind=_text(data, "kind"),
        renderings=tuple(_rendering(each) for each in _groups(data, "renderings")),
        first_attested=Attestation(
            on=first.get("on", ""), where=first.get("where", ""), source=first.get("source", "")
        )
        if first
        else None,
        official_meaning=_meaning(data, "official-meaning"),
        foreign_reading=_meaning(data, "foreign-reading"),
        palladius=_text(data, "palladius"),
        ru=_text(data, "ru"),
        kk=_text(data, "kk"),
        related=_list(data, "related"),
        actors=_list(data, "actors"),
        external=tuple(
            (_text(each, "name"), _text(each, "url")) for each in _groups(data, "external")
        ),
        summary=_text(data, "summary"),
    )


def _meaning(data: dict[str, Value], field: str) -> Meaning | None:
    """Return a reading of a term."""
    given = _group(data, field)
    return Meaning(says=given.get("says", ""), source=given.get("source", "")) if given else None


def _rendering(data: dict[str, Value]) -> Rendering:
    """Return one rendering of a term."""
    return Rendering(
        words=_text(data, "as"),
        by=_text(data, "by"),
        on=_text(data, "on"),
        source=_text(data, "source"),
    )


def source(raw: Raw, prose: Prose) -> Source:
    """Return a cited document."""
    data = raw.data
    simple = {
        field.replace("-", "_"): _text(data, field)
        for field in (
            "outlet title date urldate url langid publisher institution volume number pages isbn"
            " doi verification seen quote-seen checked archiveurl archivedate noarchive urlstatus"
            " as-printed note"
        ).split()
    }
    return Source(
        id=raw.id,
        origin=raw.origin,
        prose=prose,
        type=_text(data, "entry-type"),
        author=names(_text(data, "author")),
        editor=names(_text(data, "editor")),
        parallel=_list(data, "parallel"),
        **simple,
    )
