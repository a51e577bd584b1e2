"""What a page's head tells machines: Highwire tags, Dublin Core, OpenGraph, JSON-LD.

Zotero reads the Highwire tags and, with `citation_inbook_title`, saves a chapter; search engines
read the JSON-LD. COinS stands in lists of sources alone: one span would beat the page's own tags.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from markupsafe import Markup

from dossier.model import Actor, Dossier, Page, Part, Record, Section, Source, Term
from dossier.model.citing import Address, Item, bare, item_of, originals
from dossier.model.csl import csl_item
from dossier.model.pages import HOME, page_of

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
_CHAPTERS: Final = (Section, Part, Actor, Term)
_SCHEMA_TYPES: Final = {
    "person": "Person",
    "company": "Organization",
    "state-body": "GovernmentOrganization",
    "international-body": "Organization",
    "organisation": "Organization",
    "programme": "Project",
    "system": "Product",
    "place": "Place",
}
"""Kind of actor → type of schema.org."""
_WORKS: Final = {
    "article-journal": "ScholarlyArticle",
    "report": "Report",
    "book": "Book",
    "webpage": "WebPage",
    "motion_picture": "VideoObject",
}
"""CSL type → type of schema.org; anything else is a `CreativeWork`."""

Tag = tuple[str, str]
"""Name of a `<meta>` and its content."""
Linked = dict[str, Any]
"""An object of JSON-LD."""


def highwire(record: Record, item: Item) -> Iterator[Tag]:
    """Yield the tags of a chapter in an edition; of any other page of ours its author alone.

    Without that Zotero would cut the body that DC.creator names into given and family name.
    """
    if isinstance(record, Source):
        return
    yield from (("citation_author", _family_given(each)) for each in item.get("author", ()))
    if not isinstance(record, _CHAPTERS):
        return
    yield "citation_title", bare(item["title"])
    yield "citation_inbook_title", item.get("container-title", "")
    yield from (("citation_editor", _family_given(each)) for each in item.get("editor", ()))
    yield "citation_publisher", item.get("publisher", "")
    yield "citation_publication_date", _day(item).replace("-", "/")
    yield "citation_language", item["language"]
    yield "citation_public_url", item["URL"]
    yield "citation_fulltext_html_url", item["URL"]


def _family_given(name: Mapping[str, str]) -> str:
    """Return a name as “Family, Given”; behind a whole one a comma stands.

    Without it Zotero takes the last word for the family name; with it, it keeps the name whole.
    """
    if "literal" in name:
        return f"{name['literal']},"
    return ", ".join(filter(None, (name["family"], name.get("given"))))


def _day(item: Item) -> str:
    """Return the day an item was issued, ISO 8601, with the precision known."""
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    return "-".join(f"{part:02}" for part in parts)


def dublin_core(item: Item, edition: str) -> Iterator[Tag]:
    """Yield the elements of Dublin Core, and PRISM's edition, which Zotero reads."""
    yield "DC.title", bare(item["title"])
    yield from (("DC.creator", each["literal"]) for each in item.get("author", ()))
    yield "DC.publisher", item.get("publisher", "")
    yield "DC.date", _day(item)
    yield "DC.language", item["language"]
    yield "DC.type", "Dataset" if item["type"] == "dataset" else "Text"
    yield "DC.identifier", item["URL"]
    yield "DC.rights", LICENCE
    yield "prism.edition", edition


def open_graph(item: Item, site: str, card: str) -> Iterator[Tag]:
    """Yield the tags that a link's preview is made from."""
    yield "og:type", "website" if item["type"] == "dataset" else "article"
    yield "og:title", bare(item["title"])
    yield "og:description", item.get("abstract", "")
    yield "og:url", item["URL"]
    yield "og:site_name", site
    yield "og:locale", "en"
    yield "og:image", card
    yield "og:image:width", "1200"
    yield "og:image:height", "630"
    yield "og:image:alt", f"{site}: {bare(item['title'])}"


def json_ld(dossier: Dossier, record: Record, address: Address, card: str) -> Linked:
    """Return the linked data of a page."""
    item = item_of(dossier, record, address)
    page = _page(item, card) | {
        "isBasedOn": [_work(csl_item(each)) for each in originals(dossier, record)]
    }
    home = dossier.edition.site
    if page_of(record) != HOME:
        page["isPartOf"] = {"@type": "Dataset", "@id": home, "name": dossier.edition.title}
    kept: Linked = _kept(page | _special(dossier, record, address))
    return {"@context": "https://schema.org"} | kept


def _page(item: Item, card: str) -> Linked:
    """Return what is said of every page."""
    by = [{"@type": "Organization", "name": each["literal"]} for each in item.get("author", ())]
    publisher = item.get("publisher")
    return {
        "@type": "Dataset" if item["type"] == "dataset" else "WebPage",
        "@id": item["URL"],
        "url": item["URL"],
        "name": bare(item["title"]),
        "description": item.get("abstract"),
        "author": by,
        "editor": by,
        "publisher": publisher and {"@type": "Organization", "name": publisher},
        "datePublished": _day(item),
        "version": item.get("version") or item.get("edition", "").removeprefix("edition "),
        "inLanguage": item["language"],
        "license": LICENCE,
        "image": card,
    }


def _special(dossier: Dossier, record: Record, address: Address) -> Linked:
    """Return what is said of one kind of page alone."""
    if isinstance(record, Section | Part):
        return _article(dossier, record, address)
    if isinstance(record, Term):
        return {"mainEntity": _term(dossier, record, address)}
    if isinstance(record, Actor):
        return {"mainEntity": _actor(record)}
    if isinstance(record, Source):
        return {"mainEntity": _work(csl_item(record))}
    return _distribution(dossier, record)


def _article(dossier: Dossier, record: Section | Part, address: Address) -> Linked:
    """Return a part or section as a scholarly article, with where it belongs."""
    sections = dossier.sections_of(record.id) if isinstance(record, Part) else []
    parts = [{"@type": "ScholarlyArticle", "@id": address(each)} for each in sections]
    article: Linked = {"@type": "ScholarlyArticle", "headline": record.title, "hasPart": parts}
    part = dossier.parts.get(record.part) if isinstance(record, Section) else None
    if part:
        above = {"@type": "ScholarlyArticle", "@id": address(part), "name": part.title}
        article["isPartOf"] = above
    return article


def _term(dossier: Dossier, term: Term, address: Address) -> Linked:
    """Return a term in the set of terms."""
    glossary = dossier.by_path.get("docs/glossary/index.md")
    names = dict.fromkeys([term.hant, term.pinyin, term.preferred, term.ru, term.kk])
    return {
        "@type": "DefinedTerm",
        "name": term.hans,
        "alternateName": [each for each in names if each and each != term.hans],
        "description": term.summary,
        "termCode": term.id,
        "inDefinedTermSet": glossary
        and {
            "@type": "DefinedTermSet",
            "@id": address(glossary),
            "name": f"Glossary of {dossier.edition.title}",
        },
    }


def _actor(actor: Actor) -> Linked:
    """Return a person, body or place."""
    names = dict.fromkeys([*actor.names.values(), *actor.also])
    found: Linked = {
        "@type": _SCHEMA_TYPES.get(actor.kind, "Thing"),
        "name": actor.title,
        "alternateName": [each for each in names if each != actor.title],
        "description": actor.summary,
    }
    if "wikidata" in actor.same_as:
        found["sameAs"] = f"http://www.wikidata.org/entity/{actor.same_as['wikidata']}"
    if "website" in actor.same_as:
        found["url"] = actor.same_as["website"]
    if len(actor.coordinates) == len(("latitude", "longitude")):
        latitude, longitude = actor.coordinates
        found["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return found


def _work(item: Item) -> Linked:
    """Return somebody else's work."""
    outlet = item.get("container-title")
    return {
        "@type": _WORKS.get(item["type"], "CreativeWork"),
        "name": item.get("title") or outlet,
        "author": [_person(each) for each in item.get("author", ())],
        "datePublished": _day(item),
        "url": item.get("URL"),
        "inLanguage": item.get("language"),
        "isPartOf": outlet and {"@type": "CreativeWork", "name": outlet},
    }


def _person(name: Mapping[str, str]) -> Linked:
    """Return an author."""
    if "literal" in name:
        return {"@type": "Organization", "name": name["literal"]}
    return {
        "@type": "Person",
        "name": " ".join(filter(None, (name.get("given"), name["family"]))),
        "familyName": name["family"],
        "givenName": name.get("given"),
    }


def _distribution(dossier: Dossier, record: Record) -> Linked:
    """Return the files of the whole, on the home page."""
    if not isinstance(record, Page) or page_of(record) != HOME:
        return {}
    media = {
        "bib": "application/x-bibtex",
        "ris": "application/x-research-info-systems",
        "csl.json": "application/vnd.citationstyles.csl+json",
    }
    files = [
        {
            "@type": "DataDownload",
            "name": "Bibliography",
            "encodingFormat": kind,
            "contentUrl": f"{dossier.edition.site}sources/bibliography.{ending}",
        }
        for ending, kind in media.items()
    ]
    return {"distribution": files, "keywords": ["Digital Silk Road", "Central Asia", "China"]}


def _kept(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return a value without what is empty, at every depth."""
    if isinstance(value, dict):
        return {key: _kept(each) for key, each in value.items() if each}
    if isinstance(value, list):
        return [_kept(each) for each in value]
    return value


def script(linked: Linked) -> Markup:
    """Return linked data as text of a script: no `<` may end it early."""
    text = json.dumps(linked, ensure_ascii=False, separators=(",", ":"))
    return Markup(re.sub("<", r"\\u003c", text))  # noqa: S704 - that is all a script's text needs


def coins(source: Source) -> Markup:
    """Return a source as a COinS span, for reference managers that read lists."""
    item = csl_item(source)
    journal = item["type"] == "article-journal"
    genre = {"article-journal": "article", "report": "report", "book": "book"}
    fields: list[Tag] = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{'journal' if journal else 'dc'}"),
        ("rft.genre", genre.get(item["type"], "")),
        ("rft.type", "" if journal else item["type"]),
        ("rft.atitle" if journal else "rft.title", item.get("title", "")),
        ("rft.jtitle" if journal else "rft.source", item.get("container-title", "")),
        *(("rft.au", _family_given(each).rstrip(",")) for each in item.get("author", ())),
        ("rft.volume", item.get("volume", "")),
        ("rft.issue", item.get("issue", "")),
        ("rft.pages", item.get("page", "")),
        ("rft.date", _day(item)),
        ("rft.publisher", item.get("publisher", "")),
        ("rft.identifier", item.get("URL", "")),
        ("rft.language", item.get("language", "")),
    ]
    title = urlencode([(key, value) for key, value in fields if value])
    return Markup('<span class="Z3988" title="{}"></span>').format(title)
