"""The PDF, as other tools read it: poppler's."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from bound import PANGO, SETTING, Made
from shared import need

need(PANGO and shutil.which("pdftotext"), f"poppler-utils {SETTING}")

import weasyprint  # noqa: E402 - cannot be imported without Pango

from dossier.book.pdf import pdf  # noqa: E402 - as above

_HAN = r"[\u3007\u3400-\u9fff\uf900-\ufaff]"
_OURS = {"Literata", "Literata-Semi-Bold", "Literata-Italic", "Literata-Title-Medium"}
_OTHER_SCRIPTS = {
    f"{name}{style}" for name in ("Hans", "Hant", "Arabic") for style in ("", "-Italic")
}
_NESTED = {"L": {"LI", "L"}, "LI": {"Lbl", "LBody", "L"}, "Table": {"THead", "TBody", "TR"}}
"""Element of the structure → what may stand right in it (ISO 32000-1, 14.8.4.3)."""


def poppler(tool: str, *words: str | Path) -> str:
    """Return what one of poppler's tools prints."""
    done = subprocess.run(  # noqa: S603 - our own words, no shell
        [tool, *words], capture_output=True, text=True, check=True
    )
    return done.stdout


def text_of(file: Path) -> str:
    """Return a PDF's text as copying gives it, lines of Chinese joined again."""
    return re.sub(rf"(?<={_HAN})\n(?={_HAN})", "", poppler("pdftotext", file, "-"))


def elements(file: Path) -> list[tuple[int, str]]:
    """Return the depth and name of each element of a PDF's structure, in reading order."""
    lines = poppler("pdfinfo", "-struct", file).splitlines()
    found = [re.fullmatch(r"( *)([A-Z]\w*)(?: \(.*\))?", line) for line in lines]
    return [(len(each[1]) // 2, each[2]) for each in found if each]


def structural_faults(file: Path) -> list[str]:
    """Return what a PDF/UA-1 validator would say of its tags, as far as poppler shows them."""
    said = poppler("pdfinfo", file)
    faults = [] if re.search(r"^Tagged: +yes$", said, re.MULTILINE) else ["it is not tagged"]
    faults += [] if re.search(r"^Title: +\S", said, re.MULTILINE) else ["it has no title"]
    above: list[str] = []
    headings = [0]
    for depth, name in elements(file):
        above = [*above[:depth], name]
        parent = above[-2] if len(above) > 1 else ""
        if parent in _NESTED and name not in _NESTED[parent]:
            faults.append(f"{name} stands in {parent}")
        if name == "Link" and "Link" in above[:-1]:
            faults.append("a link stands in a link")
        if re.fullmatch("H[1-6]", name):
            headings.append(int(name[1]))
    jumps = [f"H{b} follows H{a}" for a, b in pairwise(headings) if b > a + 1]
    return faults + jumps


def test_it_is_tagged_and_its_structure_is_sound(small: Made) -> None:
    """Tags, title, nesting and headings are what PDF/UA-1 asks for; it says that it is that."""
    file = small.files["pdf"]
    assert structural_faults(file) == []
    assert 'pdfuaid:part="1"' in poppler("pdfinfo", "-meta", file)


@pytest.mark.parametrize(
    ("words", "options", "fault"),
    [
        ("<p>x</p>", {}, "it is not tagged"),
        ("<dl><div><dt>a</dt><dd>b</dd></div></dl>", {"pdf_tags": True}, "Div stands in L"),
        ("<h1>a</h1><h3>b</h3>", {"pdf_tags": True}, "H3 follows H1"),
    ],
)
def test_a_fault_of_structure_is_found(
    tmp_path: Path, words: str, options: dict[str, bool], fault: str
) -> None:
    """The planted faults: no tags, a list that is none, a heading left out."""
    page = f'<html lang="en"><title>x</title>{words}</html>'
    weasyprint.HTML(string=page).write_pdf(tmp_path / "x.pdf", **options)
    assert fault in structural_faults(tmp_path / "x.pdf")


def test_every_chinese_term_comes_out_whole(small: Made) -> None:
    """Each term, simplified and traditional, is in the text in its order; short ones unbroken."""
    broken, joined = poppler("pdftotext", small.files["pdf"], "-"), text_of(small.files["pdf"])
    assert small.volume.terms
    for term in small.volume.terms:
        assert term.hans in joined, term.id
        assert term.hant in joined, term.id
        assert len(term.hans) > 10 or term.hans in broken, term.id
    names = {each.names.get("zh-Hans", "") for each in small.volume.actors}
    assert all(name in joined for name in names)


def test_ids_are_words_and_destinations_and_bookmarks(small: Made) -> None:
    """Each id can be read, linked to (`part-one.pdf#uz-001`) and found in the bookmarks."""
    file = small.files["pdf"]
    words, places = text_of(file), poppler("pdfinfo", "-dests", file)
    outline = poppler("pdftohtml", "-xml", "-i", "-stdout", file)
    outline = outline[outline.index("<outline>") :]
    ids = [each.id for each in (*small.volume.statements, *small.volume.notes)]
    for each in ids:
        assert re.search(rf"\b{each}\b", words)
        assert f'"{each.lower()}"' in places
        assert f">{each}</item>" in outline
    marked = re.findall(r">([^<]+)</item>", outline)
    headings = ["Contents", small.volume.parts[0].title, "Actors", "Chinese terms", "Sources"]
    assert [each for each in marked if each in headings] == headings


def test_statements_stand_in_their_order(small: Made) -> None:
    """Copied from front to back, the statements come as the article has them."""
    words = text_of(small.files["pdf"])
    starts = [words.index(f"\n{each.id}\n") for each in small.volume.statements]
    assert starts == sorted(starts)


def test_its_fonts_are_ours_and_embedded(small: Made) -> None:
    """No letter is drawn by a font of the machine that made it: a reader may not have that."""
    rows = poppler("pdffonts", small.files["pdf"]).splitlines()[2:]
    names = {row.split()[0].partition("+")[2] for row in rows}
    assert names <= _OURS | _OTHER_SCRIPTS
    assert names >= _OURS | {"Hans", "Hant"}
    assert all(re.search(r" yes yes yes +\d+ +\d+$", row) for row in rows)


def test_pages_have_heads_and_numbers(small: Made) -> None:
    """The title page has neither; the contents lead to the numbers that pages bear."""
    file = small.files["pdf"]
    pages = poppler("pdftotext", "-layout", file, "-").split("\f")
    assert not re.search(r"^ *1 *$", pages[0], re.MULTILINE)
    contents = next(page for page in pages if re.search(r"^ *Contents", page, re.MULTILINE))
    for heading in ("Actors", "Sources"):
        found = re.search(rf"{heading}[ .]+(\d+)", contents)
        assert found
        page = pages[int(found[1]) - 1]
        assert heading in page
        assert re.search(rf"^ *{found[1]} *$", page, re.MULTILINE)
    heads = [page.lstrip().splitlines()[0] for page in pages[1:-1]]
    assert any(small.volume.title in head for head in heads)


def test_the_same_text_gives_the_same_bytes(small: Made) -> None:
    """Set again, it is the same file."""
    again = pdf(small.paged, small.fonts, small.label)
    assert again == small.files["pdf"].read_bytes()


def test_the_setter_finds_nothing_to_say(small: Made, caplog: pytest.LogCaptureFixture) -> None:
    """WeasyPrint understands the whole style sheet and finds every anchor."""
    pdf('<html lang="en"><title>x</title><p>x</p></html>', small.fonts, small.label)
    assert caplog.messages == []
