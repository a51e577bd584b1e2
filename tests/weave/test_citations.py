"""Citations and references, all set in one run of pandoc, and nothing lost on the way.

What mkdocs-bibtex 4.4.0 does wrong as it comes is shown not to happen here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from dossier.check import check
from dossier.model import Citation, Source
from dossier.read import Reading, read
from dossier.read.prose import split_citations
from dossier.weave import pandoc as module
from dossier.weave.citations import Citations, ask_for
from dossier.weave.pandoc import Question, answers

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
    return set_in(style, bibliography.dossier.sources, cited)


def set_in(
    style: str, sources: Mapping[str, Source], cited: Iterable[Citation], cache: Path | None = None
) -> Citations:
    """Return citations and references as pandoc sets them."""
    asked = ask_for(sources, cited, style)
    return asked.read(answers([asked.question], cache)[0])


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

    def run(questions: Sequence[Question]) -> list[str]:
        asked.extend(each.document for each in questions)
        return [_answer(each) for each in questions]

    monkeypatch.setattr(module, "run", run)
    return asked


def _answer(question: Question) -> str:
    """Return an answer in which every citation is the style, and the source `lost` is missing."""
    keys = re.findall(r'"id": "(.*?)"', question.items)
    cited = re.findall(r"cited-\d+", question.document)
    return "".join(
        [f'<div id="{each}"><p>{question.style}</p></div>' for each in cited]
        + [f'<div id="ref-{key}" class="csl-entry">x</div>' for key in keys if key != "lost"]
    )


def test_all_citations_are_set_in_one_run(bibliography: Reading, runs: list[str]) -> None:
    """Starting pandoc for each page would take minutes."""
    cited = [Citation(key="sh2", locator=f"p. {page}") for page in range(500)]
    set_in("one run", bibliography.dossier.sources, cited)
    assert [each.count("cited-") for each in runs] == [511]


def test_several_questions_are_asked_in_one_run(
    bibliography: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build asks for its own citations and for three plain styles: pandoc is started once."""
    started: list[int] = []

    def run(questions: Sequence[Question]) -> list[str]:
        started.append(len(questions))
        return [_answer(each) for each in questions]

    monkeypatch.setattr(module, "run", run)
    sources = bibliography.dossier.sources
    questions = [ask_for(sources, [], style).question for style in ("one", "two", "three")]
    assert len(answers([*questions, questions[0]])) == 4
    assert started == [3]


def test_the_same_question_is_not_asked_twice(
    bibliography: Reading, runs: list[str], tmp_path: Path
) -> None:
    """A preview that changes a word of prose sets no citation anew; another style is set."""
    sources = bibliography.dossier.sources
    for style in ("asked once", "asked once", "asked anew"):
        set_in(style, sources, [Citation(key="sh2")], tmp_path)
    assert len(runs) == 2


def test_a_reference_left_out_stops_the_build(runs: list[str]) -> None:
    """Better no site than one with a source missing."""
    sources = read({"bib/x.bib": b"@online{lost, outlet = {A}}"}).dossier.sources
    with pytest.raises(RuntimeError, match=r"0 citations and the references \['lost'\]"):
        set_in("left out", sources, [])
    assert len(runs) == 1


def test_what_pandoc_complains_of_is_passed_on() -> None:
    """A style that is none stops the build, and says why."""
    question = Question(document="[@a]", items='[{"id": "a"}]', style="no style")
    with pytest.raises(RuntimeError, match=r"pandoc failed: .+"):
        answers([question])


def test_without_sources_nothing_is_asked(runs: list[str]) -> None:
    """An empty project builds."""
    assert (set_in("none", {}, [Citation(key="a-nd")]), runs) == (Citations(), [])
