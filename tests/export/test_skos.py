"""The glossary as SKOS: valid RDF, one graph in two notations, sound by SKOS’s own rules."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace

import pytest
from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from dossier.export.skos import skos_files
from dossier.export.table import Stock
from dossier.model import Actor, Dossier, Origin, Rendering

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?(-[a-z0-9]{5,8})*")
_LABELS = (SKOS.prefLabel, SKOS.altLabel)


def _read(stock: Stock, kind: str = "ttl") -> Graph:
    """Return the graph that a file holds."""
    notation = {"ttl": "turtle", "jsonld": "json-ld"}[kind]
    return Graph().parse(data=skos_files(stock)[f"glossary.{kind}"].decode(), format=notation)


def _concept(stock: Stock, term: str) -> URIRef:
    """Return a term’s concept."""
    return URIRef(f"{stock.base_url}glossary/{term}/")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own reader
def test_both_notations_hold_one_graph(stock: Stock) -> None:
    """Each parses, and they say the same."""
    turtle, linked = _read(stock), _read(stock, "jsonld")
    assert len(turtle) > len(stock.dossier.terms) * 8
    assert isomorphic(turtle, linked)


def test_the_linked_json_needs_no_other_file(toy_stock: Stock) -> None:
    """Its context stands in it."""
    context = json.loads(skos_files(toy_stock)["glossary.jsonld"])["@context"]
    assert context["skos"] == str(SKOS)


def test_broken_turtle_is_refused(toy_stock: Stock) -> None:
    """The parser that judges does judge."""
    text = skos_files(toy_stock)["glossary.ttl"].decode()
    with pytest.raises(SyntaxError):
        Graph().parse(data=text.replace("skos:inScheme <", "skos:inScheme ", 1), format="turtle")


def test_every_term_is_a_concept_of_the_scheme(stock: Stock) -> None:
    """As many concepts as terms, each at its page’s address."""
    graph = _read(stock)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    scheme = URIRef(f"{stock.base_url}glossary/")
    assert concepts == {_concept(stock, term) for term in stock.dossier.terms}
    assert set(graph.subjects(SKOS.inScheme, scheme)) == concepts
    assert set(graph.objects(scheme, SKOS.hasTopConcept)) == concepts


def test_no_language_has_two_preferred_labels(stock: Stock) -> None:
    """SKOS S14."""
    graph = _read(stock)
    counts = Counter(
        (concept, label.language)
        for concept, label in graph.subject_objects(SKOS.prefLabel)
        if isinstance(label, Literal)
    )
    assert [each for each, count in counts.items() if count > 1] == []


def test_no_label_is_preferred_and_not(stock: Stock) -> None:
    """SKOS S13."""
    graph = _read(stock)
    both = set(graph.subject_objects(SKOS.prefLabel)) & set(graph.subject_objects(SKOS.altLabel))
    assert both == set()


def test_every_label_has_a_tag_of_bcp_47(stock: Stock) -> None:
    """Language, script, variant, each written as usual."""
    graph = _read(stock)
    labels = [label for verb in _LABELS for label in graph.objects(None, verb)]
    tags = {label.language or "" for label in labels if isinstance(label, Literal)}
    assert {"zh-Hans", "zh-Hant", "zh-Latn-pinyin", "en"} <= tags
    assert [tag for tag in tags if not _TAG.fullmatch(tag)] == []


def test_related_terms_are_concepts_and_related_back(stock: Stock) -> None:
    """SKOS makes the relation symmetric; the file says both sides."""
    graph = _read(stock)
    pairs = set(graph.subject_objects(SKOS.related))
    assert pairs == {(after, before) for before, after in pairs}
    assert {after for _, after in pairs} <= set(graph.subjects(RDF.type, SKOS.Concept))


WANTED = [
    (SKOS.prefLabel, Literal("网络强国", lang="zh-Hans")),
    (SKOS.prefLabel, Literal("網絡強國", lang="zh-Hant")),
    (SKOS.prefLabel, Literal("wǎngluò qiángguó", lang="zh-Latn-pinyin")),
    (SKOS.prefLabel, Literal("network great power", lang="en")),
    (SKOS.altLabel, Literal("cyberpower", lang="en")),
    (SKOS.altLabel, Literal("wangluo qiangguo", lang="zh-Latn")),
    (SKOS.notation, Literal("wǎngluò qiángguó")),
    (SKOS.definition, Literal("A slogan about networks.", lang="en")),
    (SKOS.note, Literal("Word for word: network strong-country", lang="en")),
    (SKOS.historyNote, Literal("Earliest use seen: 2014-02-27, a meeting", lang="en")),
    (SKOS.related, URIRef("https://toy.example/glossary/shuzi-zhongguo/")),
    (SKOS.closeMatch, URIRef("https://lexicon.example/wangluo")),
]


@pytest.mark.parametrize(("verb", "value"), WANTED)
def test_a_term_says_all_it_knows(toy_stock: Stock, verb: URIRef, value: Literal | URIRef) -> None:
    """Labels, notation, notes and matches of one term."""
    assert (_concept(toy_stock, "wangluo-qiangguo"), verb, value) in _read(toy_stock)


def test_every_external_entry_is_a_close_match(stock: Stock) -> None:
    """As many as the dossier has; none is exact, for one entry may treat two terms."""
    wanted = {
        (_concept(stock, term.id), URIRef(url))
        for term in stock.dossier.terms.values()
        for _, url in term.external
    }
    assert set(_read(stock).subject_objects(SKOS.closeMatch)) == wanted


ITEMS = [("灯塔", {"wikidata": "Q1"}, 1), ("灯塔", {}, 0), ("塔", {"wikidata": "Q1"}, 0)]


@pytest.mark.parametrize(("name", "same_as", "count"), ITEMS)
def test_only_the_actor_that_a_term_names_is_an_exact_match(
    toy_stock: Stock, name: str, same_as: dict[str, str], count: int
) -> None:
    """An actor the term merely belongs to is something else."""
    origin = Origin(path="docs/actors/x.md")
    actor = Actor(id="x", origin=origin, names={"zh-Hans": name}, same_as=same_as)
    term = replace(toy_stock.dossier.terms["dengta"], actors=("x", "unknown"))
    dossier = Dossier(edition=toy_stock.edition, terms={"dengta": term}, actors={"x": actor})
    found = list(_read(Stock(dossier=dossier)).objects(None, SKOS.exactMatch))
    assert found == [URIRef("http://www.wikidata.org/entity/Q1")] * count


def test_a_rendering_that_is_the_preferred_one_is_said_once(toy_stock: Stock) -> None:
    """S13 again, planted; two who say the same give one label."""
    words = ("lighthouse", "beacon", "beacon")
    term = replace(
        toy_stock.dossier.terms["dengta"], renderings=tuple(Rendering(words=w) for w in words)
    )
    graph = _read(Stock(dossier=Dossier(edition=toy_stock.edition, terms={"dengta": term})))
    assert list(graph.objects(None, SKOS.altLabel)) == [Literal("beacon", lang="en")]
