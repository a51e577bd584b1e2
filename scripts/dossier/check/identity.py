"""Rules about ids: well formed, unique, and naming something that exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dossier.check.walk import a, at, spots
from dossier.finding import Finding, did_you_mean
from dossier.model.fields import Reference
from dossier.read import Raw, Reading

_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEY: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*-(?:\d{4}(?:-\d\d(?:-\d\d)?)?|nd)[a-z]?")
_FORMS: Final = {
    "statement": (re.compile(r"[A-Z]{2}-\d{3,}"), "KZ-031"),
    "figure": (re.compile(r"[A-Z]{2}-F\d+"), "KZ-F1"),
    "note": (re.compile(r"[A-Z]{2}-N\d{2,}"), "KZ-N01"),
    "source": (_KEY, "inform-2021-02-25"),
    "actor": (_SLUG, "korkem-telecom"),
    "term": (_SLUG, "wangluo-qiangguo"),
    "part": (_SLUG, "part-two"),
    "section": (_SLUG, "kz-background"),
}

_BY_FIELD: Final = ("actor", "term", "part", "section")
"""Kinds whose id is a field, not the word behind a block's or an entry's name."""


def _named(reading: Reading) -> Iterator[Raw]:
    """Yield every record with an id of its own."""
    return (raw for raw in reading.raws if raw.kind != "page")


def id_has_form(reading: Reading) -> Iterator[Finding]:
    """An id must have the form of its kind.

    Bad: `/// statement | KZ 31`, `@online{Inform2021,`
    Good: `/// statement | KZ-031`, `@online{inform-2021-02-25,`
    Why: ids stand in addresses for decades; the form keeps them typeable.
    """
    for raw in _named(reading):
        form, example = _FORMS[raw.kind]
        missing = raw.kind in _BY_FIELD and not raw.data.get("id")  # another rule says so
        if not missing and not form.fullmatch(raw.id):
            yield at(
                raw,
                "id-has-form",
                f'the id of {a(raw.kind)} must look like {example}; got "{raw.id}".',
                field="id",
            )


def id_is_unique(reading: Reading) -> Iterator[Finding]:
    """No two records of any kind may have one id.

    Bad: a term `zhang-xiao` beside the actor `zhang-xiao`
    Good: the term `zhang-xiao-zh`
    Why: `/id/<id>/` leads to one place. In two .bib files, one entry would win silently.
    """
    first: dict[str, Raw] = {}
    for raw in _named(reading):
        other = first.setdefault(raw.id.lower(), raw)
        if other is not raw:
            yield at(
                raw,
                "id-is-unique",
                f'the id must be used once in the whole dossier; got "{raw.id}", which is taken at'
                f" {other.origin.path}:{other.origin.line}.",
                field="id",
            )


def id_is_file_name(reading: Reading) -> Iterator[Finding]:
    """The id of an actor or term must be its file’s name.

    Bad: `id: hikvison` in `docs/actors/hikvision.md`
    Good: `id: hikvision`
    Why: the address is made from the file, links from the id; they must agree.
    """
    for raw in _named(reading):
        name = raw.origin.path.rpartition("/")[2].removesuffix(".md")
        given = raw.data.get("id")
        if raw.kind in ("actor", "term") and given and given != name:
            yield at(
                raw,
                "id-is-file-name",
                f'id must be the file’s name, "{name}"; got "{given}".',
                field="id",
            )


def prefix_is_the_parts(reading: Reading) -> Iterator[Finding]:
    """A block’s id must begin with the prefix of the part it stands in.

    Bad: `/// statement | UZ-004` in Part Two
    Good: `/// statement | KZ-004`
    Why: the prefix tells a reader which article is cited.
    """
    dossier = reading.dossier
    for raw in reading.raws:
        if raw.kind not in ("statement", "figure", "note"):
            continue
        page = dossier.by_path.get(raw.origin.path)
        part = dossier.parts.get(getattr(page, "part", ""))
        if part and part.prefix and not raw.id.startswith(f"{part.prefix}-"):
            yield at(
                raw,
                "prefix-is-the-parts",
                f'the id must begin with "{part.prefix}-", as this part’s ids do; got "{raw.id}".',
            )


def reference_is_known(reading: Reading) -> Iterator[Finding]:
    """A field that names another record must name one of the right kind that exists.

    Bad: `by: aymira-muksulowa`
    Good: `by: aymira-muksulova`
    Why: every derived list hangs on it.
    """
    kinds: dict[str, set[str]] = {}
    for raw in _named(reading):
        kinds.setdefault(raw.kind, set()).add(raw.id)
    for spot in spots(reading):
        if not isinstance(spot.shape, Reference) or not spot.text:
            continue
        known = set().union(*(kinds.get(kind, set()) for kind in spot.shape.kinds))
        if spot.text not in known:
            yield spot.finding(
                "reference-is-known",
                f"{spot.path} must be the id of a known {' or '.join(spot.shape.kinds)};"
                f' got "{spot.text}".',
                did_you_mean(spot.text, known),
            )


def link_is_known(reading: Reading) -> Iterator[Finding]:
    """A link by id must lead to a record of the dossier.

    Bad: `[Hikvision][hikvison]`
    Good: `[Hikvision][hikvision]`
    Why: the page would show the brackets instead of a link.
    """
    known = set(reading.dossier.records) - set(reading.dossier.sources)
    for path, prose in reading.all_prose:
        for link in prose.links:
            if link.target not in known:
                yield Finding(
                    path=path,
                    line=link.line,
                    rule="link-is-known",
                    message="a link by id must name an actor, term, part, section, statement or"
                    f' note; got "{link.target}".',
                    hint=did_you_mean(link.target, known),
                )


def citation_is_known(reading: Reading) -> Iterator[Finding]:
    """A citation must name a source in `bib/`.

    Bad: `[@inform-2021-02-52]`, `[@inform-2021-02-25 p. 12]`
    Good: `[@inform-2021-02-25]`, `[@inform-2021-02-25, p. 12]`
    Why: mkdocs-bibtex as it comes drops an unknown key from the text.
    """
    known = reading.dossier.sources
    for path, prose in reading.all_prose:
        for citation in prose.citations:
            if re.search(r"@\w", citation.locator):
                yield Finding(
                    path=path,
                    line=citation.line,
                    rule="citation-is-known",
                    message=f'citations must be parted by ";"; got "{citation.locator}" behind a'
                    " comma.",
                )
            if citation.key not in known:
                got = f"@{citation.key}" if citation.key else citation.prefix
                yield Finding(
                    path=path,
                    line=citation.line,
                    rule="citation-is-known",
                    message=f'a citation must name a key in bib/; got "{got}".',
                    hint=did_you_mean(citation.key, known),
                )
