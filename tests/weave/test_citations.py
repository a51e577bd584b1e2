"""Citations and references, all set in one run of pandoc, and nothing lost on the way.

What mkdocs-bibtex 4.4.0 does wrong as it comes is shown not to happen here.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from dossier.check import check
from dossier.model import Citation
from dossier.read import Reading, read
from dossier.read.prose import split_citations
from dossier.weave import citations as module
from dossier.weave.citations import Citations, format_citations

BIB = r"""
@online{daily-2021-03-01, outlet = {Lamp Daily}, date = {2021-03-01}, title = {First}}
@online{daily-2021-03-01b, outlet = {Lamp Daily}, date = {2021-03-01}, title = {Second}}
@online{sh2, outlet = {Outlet Two}, date = {2002}}
@online{sh20, outlet = {Outlet Twenty}, date = {2020}}
@online{egov-2021-05-04, outlet = {Egov.kz}, urldate = {2021-05-04}}
@online{nobody-nd, outlet = {Nobody}}
@report{board-2020, outlet = {Board}, institution = {Harbour Board}, date = {2020},
  title = {Цифровой Қазақстан и eGov: 5\% \& more_or_less *не* конец}}
@article{review-2021, outlet = {Review}, volume = {21}, number = {9}, pages = {1--14},
  author = {{王沪宁} and de La Bruyère, Emily and {Toy, Inc.}}, date = {2021-05}}
@book{tower-2018, outlet = {Tower Press}, publisher = {Tower Press}, date = {2018},
  title = {网络强国 <b>and</b> {NASA}}, editor = {Li, Anna}, isbn = {978-0}}
@video{film-2020, outlet = {Film}, date = {2018/2020}, url = {https://f.example/a_b*c_d?e=f&g=h}}
@misc{thing-2019, outlet = {Thing}, date = {2019/..}}
"""

CITED = [
    # as written in the text, what must stand in the page, in this order
    ("@daily-2021-03-01", ["Lamp Daily", "1 March 2021"]),
    ("@sh20", ["Outlet Twenty", "2020"]),
    ("@sh2", ["Outlet Two", "2002"]),
    ("@sh20, p. 12", ["Outlet Twenty", "2020", "p. 12"]),
    ("@review-2021, pp. 7–9", ["Review", "May 2021", "pp. 7–9"]),
    ("@review-2021, 12", ["Review", "12"]),
    ("@review-2021, chapter 3", ["Review", "ch. 3"]),
    ("@board-2020, Table 3", ["Board", "2020", "Table 3"]),
    ("@board-2020, p. 5, fn. 2", ["Board", "2020", "p. 5", "fn. 2"]),
    ("see @tower-2018", ["see", "Tower Press", "2018"]),
    ("but cf. @tower-2018, p. 1", ["but cf.", "Tower Press", "2018", "p. 1"]),
    ("see @sh2, p. 1; @sh20; @nobody-nd", ["see", "Two", "p. 1", ";", "Twenty", ";", "Nobody"]),
    ("@egov-2021-05-04", ["Egov.kz", "accessed", "4 May 2021"]),
    ("@nobody-nd", ["Nobody", "undated"]),
    ("@film-2020", ["Film", "2018", "2020"]),
    ("@thing-2019", ["Thing", "from 2019"]),
    ("@unknown-nd", ["unknown source @unknown-nd"]),
    ("@sh2; @sh200, p. 3", ["Outlet Two", ";", "unknown source @sh200"]),
]


@pytest.fixture(scope="module")
def bibliography() -> Reading:
    """Return the reading of a bibliography that is hard to set."""
    return read({"bib/x.bib": BIB.encode()})


@pytest.fixture(scope="module")
def formatted(bibliography: Reading, root: Path) -> Citations:
    """Return everything these tests look at, from one run."""
    style = (root / "bib" / "edition.csl").read_text(encoding="utf-8")
    cited = [each for inside, _ in CITED for each in split_citations(inside)]
    return format_citations(bibliography.dossier.sources, cited, style)


def words(fragment: str) -> str:
    """Return what a reader sees of a piece of HTML."""
    return html.unescape(re.sub(r"<[^>]+>", "", fragment))


@pytest.mark.parametrize(("inside", "expected"), CITED)
def test_a_citation_says_outlet_day_and_locator(
    inside: str, expected: list[str], formatted: Citations
) -> None:
    """Prefixes and locators are kept; an unknown key stays in the text."""
    said = words(formatted.inline(split_citations(inside)))
    assert re.fullmatch(r"\(.*?" + ".*?".join(map(re.escape, expected)) + r".*?\)", said), said


def test_a_key_that_begins_like_another_is_not_taken_for_it(formatted: Citations) -> None:
    """`@sh20` beside `sh2` is the work of 2020, whatever order the keys come in."""
    said = formatted.inline(split_citations("@sh20; @sh2"))
    assert re.findall(r'data-source="(.*?)">(.*?)<', said) == [
        ("sh20", "Outlet Twenty, 2020"),
        ("sh2", "Outlet Two, 2002"),
    ]


def test_two_works_of_one_outlet_and_day_are_told_apart(formatted: Citations) -> None:
    """In the text and in the list, by the same letter."""
    ends = [
        (
            formatted.in_text["", key, ""].removeprefix("Lamp Daily, 1 March 2021"),
            words(formatted.in_list[key]).removesuffix(".")[-1:],
        )
        for key in ("daily-2021-03-01", "daily-2021-03-01b")
    ]
    assert [(text[-1:], listed) for text, listed in ends] == [("a", "a"), ("b", "b")]


def test_each_citation_leads_to_its_reference(formatted: Citations) -> None:
    """The address is the page’s own; unknown keys lead nowhere."""
    said = formatted.inline(split_citations("@sh2; @unknown-nd"), address="x/#{key}&y")
    assert re.findall(r'href="(.*?)"', said) == ["x/#sh2&amp;y"]


def test_an_unknown_key_is_marked(formatted: Citations) -> None:
    """It does not vanish from the text, as it does with mkdocs-bibtex."""
    said = formatted.inline([Citation(key="unknown-nd", locator="p. 3")])
    assert re.search(r'<mark class="cite-unknown">unknown source .*unknown', said)


REFERENCES = [
    ("board-2020", "Цифровой Қазақстан и eGov: 5% & more_or_less *не* конец"),
    ("board-2020", "Harbour Board"),
    ("review-2021", "王沪宁, Emily de La Bruyère and Toy, Inc."),
    ("review-2021", "21(9)"),
    ("review-2021", "1–14"),
    ("tower-2018", "网络强国 and NASA"),
    ("tower-2018", "Anna Li"),
    ("tower-2018", "978-0"),
    ("film-2020", "https://f.example/a_b*c_d?e=f&g=h"),
    ("film-2020", "[title not established]"),
    ("nobody-nd", "undated"),
    ("egov-2021-05-04", "4 May 2021"),
    ("thing-2019", "from 2019"),
]


@pytest.mark.parametrize(("key", "expected"), REFERENCES)
def test_a_reference_keeps_what_its_entry_says(
    key: str, expected: str, formatted: Citations
) -> None:
    r"""Titles keep their case and what follows `5\%`; names their order; `date` needs no `year`."""
    assert expected in words(formatted.in_list[key])


def test_every_source_has_a_reference_and_a_citation(
    bibliography: Reading, formatted: Citations
) -> None:
    """Every type of entry is set, cited or not: lists may name any source."""
    keys = set(bibliography.dossier.sources)
    assert (set(formatted.in_list), {key for _, key, _ in formatted.in_text}) == (keys, keys)


def test_a_citation_holds_nothing_that_markdown_would_read(formatted: Citations) -> None:
    """What pandoc has set is not set a second time."""
    cited = Citations(in_text={("", "a-nd", ""): "a_b_ *c* [d](e) `f` <em>x*y*</em> &amp; $1"})
    said = cited.inline([Citation(key="a-nd")])
    bare = re.sub(r"<[^>]+>|&#\d+;|&amp;", "", said)
    assert (bool(formatted), re.findall(r"[\\`*_{}\[\]#+!~^=|@$]", bare)) == (True, [])


def test_one_key_in_two_files_is_a_finding() -> None:
    """With mkdocs-bibtex one entry wins silently, by the order of the folder."""
    entry = b"@online{a-nd, outlet = {A}, verification = {not-located}}"
    reading = read({"bib/x.bib": entry, "bib/y.bib": entry, "docs/a.md": b"[@a-nd]"})
    (finding,) = check(reading)
    assert str(finding) == (
        'bib/y.bib:1: the id must be used once in the whole dossier; got "a-nd", which is taken at'
        " bib/x.bib:1. [id-is-unique]"
    )


@pytest.fixture(name="runs")
def _runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the documents that pandoc was asked to set, and let it set the right number."""
    asked: list[str] = []

    def pandoc(document: str, items: str, style: str) -> str:
        asked.append(document)
        keys = re.findall(r'"id": "(.*?)"', items)
        cited = re.findall(r"cited-\d+", document)
        return "".join(
            [f'<div id="{each}"><p>{style}</p></div>' for each in cited]
            + [f'<div id="ref-{key}" class="csl-entry">x</div>' for key in keys if key != "lost"]
        )

    monkeypatch.setattr(module, "pandoc", pandoc)
    return asked


def test_all_citations_are_set_in_one_run(bibliography: Reading, runs: list[str]) -> None:
    """Starting pandoc for each page would take minutes."""
    cited = [Citation(key="sh2", locator=f"p. {page}") for page in range(500)]
    format_citations(bibliography.dossier.sources, cited, "one run")
    assert [each.count("cited-") for each in runs] == [511]


def test_the_same_question_is_not_asked_twice(bibliography: Reading, runs: list[str]) -> None:
    """A preview that changes a word of prose sets no citation anew."""
    for _ in range(3):
        format_citations(bibliography.dossier.sources, [Citation(key="sh2")], "asked once")
    assert len(runs) == 1


def test_a_reference_left_out_stops_the_build(runs: list[str]) -> None:
    """Better no site than one with a source missing."""
    sources = read({"bib/x.bib": b"@online{lost, outlet = {A}}"}).dossier.sources
    with pytest.raises(RuntimeError, match=r"0 citations and the references \['lost'\]"):
        format_citations(sources, [], "left out")
    assert len(runs) == 1


def test_without_sources_nothing_is_asked(runs: list[str]) -> None:
    """An empty project builds."""
    assert (format_citations({}, [Citation(key="a-nd")], "none"), runs) == (Citations(), [])
