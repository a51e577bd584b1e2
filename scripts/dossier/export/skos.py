"""The glossary as a SKOS vocabulary (https://www.w3.org/TR/skos-reference/)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, Literal, URIRef
from rdflib.namespace import XSD

from dossier.export.package import LICENCE
from dossier.export.table import Stock
from dossier.export.tabular import json_bytes
from dossier.model import Dossier, Term
from dossier.model.address import site_path

_PINYIN: Final = "zh-Latn-pinyin"
_TONELESS: Final = "zh-Latn"
_PALLADIUS: Final = "zh-Cyrl"
_WIKIDATA: Final = "http://www.wikidata.org/entity/"
_ENGLISH: Final = "en"
_CONTEXT: Final = {"skos": str(SKOS), "dcterms": str(DCTERMS), "owl": str(OWL), "xsd": str(XSD)}

Triple = tuple[Any, Any, Any]


def skos_files(stock: Stock) -> dict[str, bytes]:
    """Return file name → content of the vocabulary in Turtle and in JSON-LD."""
    graph = vocabulary(stock)
    linked = json.loads(graph.serialize(format="json-ld", context=_CONTEXT, auto_compact=False))
    return {
        "glossary.ttl": graph.serialize(format="turtle").encode(),
        "glossary.jsonld": json_bytes(_sorted(linked)),
    }


def _sorted(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return JSON-LD in one fixed order: rdflib's follows the hash seed; its lists are sets."""
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted((_sorted(each) for each in value), key=json.dumps)
    return value


def vocabulary(stock: Stock) -> Graph:
    """Return the glossary as a graph: one concept scheme, one concept a term."""
    graph = Graph()
    graph.bind("skos", SKOS)
    graph.bind("dcterms", DCTERMS)
    scheme = URIRef(f"{stock.base_url}glossary/")
    for triple in _scheme(stock, scheme):
        graph.add(triple)
    for term in stock.dossier.terms.values():
        concept = URIRef(stock.base_url + site_path(term))
        graph.add((scheme, SKOS.hasTopConcept, concept))
        graph.add((concept, RDF.type, SKOS.Concept))
        graph.add((concept, SKOS.inScheme, scheme))
        graph.add((concept, SKOS.topConceptOf, scheme))
        for verb, value in (*_labels(term), *_notes(term), *_links(stock, term)):
            graph.add((concept, verb, value))
    return graph


def _scheme(stock: Stock, scheme: URIRef) -> Iterator[Triple]:
    """Yield what is said of the glossary as a whole."""
    edition = stock.edition
    yield scheme, RDF.type, SKOS.ConceptScheme
    title = f"Glossary: {edition.title}" if edition.title else "Glossary"
    yield scheme, DCTERMS.title, Literal(title, lang=_ENGLISH)
    yield scheme, DCTERMS.license, URIRef(LICENCE["path"])
    yield scheme, OWL.versionInfo, Literal(edition.id)
    if edition.date:
        yield scheme, DCTERMS.issued, Literal(edition.date, datatype=XSD.date)


def _labels(term: Term) -> Iterator[tuple[Any, Any]]:
    """Yield a term's labels: one preferred in each language, every other one beside it.

    SKOS allows one preferred label a language, and no label to be both (its S13 and S14).
    """
    preferred = {
        "zh-Hans": term.hans,
        "zh-Hant": term.hant,
        _PINYIN: term.pinyin,
        _ENGLISH: term.preferred,
        "ru": term.ru,
        "kk": term.kk,
    }
    for tag, words in preferred.items():
        if words:
            yield SKOS.prefLabel, Literal(words, lang=tag)
    others = {(_ENGLISH, each.words) for each in term.renderings}
    others |= {(_TONELESS, term.as_printed), (_PALLADIUS, term.palladius)}
    for tag, words in sorted(others):
        if words and preferred.get(tag) != words:
            yield SKOS.altLabel, Literal(words, lang=tag)
    if term.pinyin:
        yield SKOS.notation, Literal(term.pinyin)


def _notes(term: Term) -> Iterator[tuple[Any, Any]]:
    """Yield what a term means, where it comes from, and how it is read."""
    if term.summary:
        yield SKOS.definition, Literal(term.summary, lang=_ENGLISH)
    if term.literal:
        yield SKOS.note, Literal(f"Word for word: {term.literal}", lang=_ENGLISH)
    first = term.first_attested
    if first:
        said = f"Earliest use seen: {first.on}, {first.where}"
        yield SKOS.historyNote, Literal(said, lang=_ENGLISH)
    readings = {
        "What the state says it means": term.official_meaning,
        "How it is read abroad": term.foreign_reading,
    }
    for head, reading in readings.items():
        if reading:
            yield SKOS.scopeNote, Literal(f"{head}: {reading.says}", lang=_ENGLISH)


def _links(stock: Stock, term: Term) -> Iterator[tuple[Any, Any]]:
    """Yield related terms, and what stands for the term elsewhere.

    A lexicon's entry is a close match: one entry may treat two of our terms, and exact matches
    would make them one. Exact is the Wikidata item of the actor whose Chinese name the term is.
    """
    terms = stock.dossier.terms
    for other in term.related:
        if other in terms:
            yield SKOS.related, URIRef(stock.base_url + site_path(terms[other]))
    for _, url in term.external:
        yield SKOS.closeMatch, URIRef(url)
    for item in _items(stock.dossier, term):
        yield SKOS.exactMatch, URIRef(_WIKIDATA + item)


def _items(dossier: Dossier, term: Term) -> Iterator[str]:
    """Yield the Wikidata items of the actors that a term is the name of."""
    for key in term.actors:
        actor = dossier.actors.get(key)
        if actor and actor.names.get("zh-Hans") == term.hans and "wikidata" in actor.same_as:
            yield actor.same_as["wikidata"]
