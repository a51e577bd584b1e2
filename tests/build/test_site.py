"""The built pages: everything of the dossier is there, in its place, in its language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from built import pages, texts
from dossier.model import Dossier
from dossier.read import Reading
from dossier.weave.languages import PINYIN

_HAN = re.compile(r"[\u4e00-\u9fff]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_TONED = re.compile(r"[āēīōūǖǎěǐǒǔǚǜĀĒĪŌŪǍĚǏǑǓ]")
_READ_OUT = re.compile(r'\b(?:aria-label|alt|placeholder|data-here)="([^"]*)"')
_CODE = {"script", "style", "code", "title", "option"}


@pytest.fixture(scope="session")
def dossier(real: Reading) -> Dossier:
    """Return the real dossier."""
    return real.dossier


def _section_page(site: Path, path: str) -> str:
    """Return the built HTML of a source page."""
    inside = path.removeprefix("docs/").removesuffix(".md").removesuffix("index")
    return (site / inside / "index.html").read_text(encoding="utf-8")


def test_every_statement_figure_and_note_has_its_anchor_once(site: Path, dossier: Dossier) -> None:
    """An id leads to one place."""
    wrong = [
        record.id
        for record in [*dossier.statements.values(), *dossier.notes.values()]
        if _section_page(site, record.origin.path).count(f'id="{record.id.lower()}"') != 1
    ]
    assert wrong == []


def test_every_actor_term_and_source_has_its_page(site: Path, dossier: Dossier) -> None:
    """An id is an address."""
    wanted = [f"actors/{each}" for each in dossier.actors]
    wanted += [f"glossary/{each}" for each in dossier.terms]
    wanted += [f"sources/{each}" for each in dossier.sources]
    assert [each for each in wanted if not (site / each / "index.html").is_file()] == []


def test_every_citation_of_a_section_stands_in_its_page(site: Path, dossier: Dossier) -> None:
    """No citation is dropped, none is added: counted page by page."""
    for section in dossier.reading_order:
        statements = [e for e in dossier.statements.values() if e.section == section.id]
        notes = [e for e in dossier.notes.values() if e.section == section.id]
        records = [section, *statements, *notes]
        written = sum(len(record.prose.citations) for record in records)
        assert _section_page(site, section.origin.path).count('class="cite"') == written


def test_every_document_the_article_cites_is_carried_by_a_statement(dossier: Dossier) -> None:
    """All citations of the article are cited by statements or figure descriptions."""
    carried = {c.key for each in dossier.statements.values() for c in each.prose.citations}
    cited = {source.id for source in dossier.sources.values() if source.as_printed}
    parts = {part.source for part in dossier.parts.values()}
    assert cited - carried - parts == set()


def test_the_article_is_restated_whole(dossier: Dossier) -> None:
    """Six sections, each with statements; three figures; every section's paragraphs in order."""
    sections = dossier.sections_of("part-two")
    assert [len(dossier.statements_in(each.id)) > 0 for each in sections] == [True] * 6
    forms = [each.form for each in dossier.statements.values()]
    figures = [each for each in dossier.statements.values() if each.id.startswith("KZ-F")]
    assert (len(figures), forms.count("statement") >= 70) == (3, True)


def test_every_use_of_a_term_in_prose_has_its_link(site: Path, dossier: Dossier) -> None:
    """In statements and notes, counted by the model and found in the page."""
    missing = []
    for record in [*dossier.statements.values(), *dossier.notes.values()]:
        page = _section_page(site, record.origin.path)
        start = page.index(f'id="{record.id.lower()}"')
        article = page[start : page.index("</article>", start)]
        linked = {link.target for link in record.prose.links if link.target in dossier.terms}
        used = linked | {use.term for use in dossier.uses.in_text(record.prose.unlinked)}
        missing += [
            (record.id, term)
            for term in used
            if not re.search(rf'<a class="term"[^>]*data-card="{term}"', article)
        ]
    assert missing == []


def test_a_rendering_other_than_ours_is_shown_as_such(site: Path, dossier: Dossier) -> None:
    """KZ-017 says “internet sovereignty”, where this edition prefers “cyber sovereignty”."""
    page = _section_page(site, dossier.statements["KZ-017"].origin.path)
    start = page.index('id="kz-017"')
    link = page[page.index('<a class="term"', start) : page.index("</article>", start)]
    assert 'data-here="Another rendering than this edition’s."' in link


def test_a_terms_page_quotes_the_sentence_that_uses_it(site: Path) -> None:
    """Only that sentence of KZ-086, with the use marked."""
    html = (site / "glossary" / "shuzi-jingji" / "index.html").read_text(encoding="utf-8")
    start = html.index('id="used-in"')
    assert '<mark class="use">digital economy</mark>' in html[start:]


def test_all_entries_of_the_glossary_stand_on_one_page(site: Path, dossier: Dossier) -> None:
    """Each with its heading, its characters, and every citation listed."""
    html = (site / "glossary" / "all" / "index.html").read_text(encoding="utf-8")
    wanted = [f'<h2 id="{term}">' for term in dossier.terms]
    wanted += [f">{term.hans}<" for term in dossier.terms.values()]
    assert [each for each in wanted if each not in html] == []
    cited = set(re.findall(r'class="cite" href="#(ref-[^"]*)"', html))
    assert (len(cited) > 50, {each for each in cited if f'id="{each}"' not in html}) == (
        True,
        set(),
    )


def test_no_mark_of_ours_is_left_in_a_page(site: Path) -> None:
    """Citations, links by id, blocks and placeholders are all turned into HTML."""
    marks = re.compile(r"\[@|\]\[|^///|\x02|\x03|unknown source|wzxhzdk")
    left = [
        (file.relative_to(site).as_posix(), text.strip()[:60])
        for file in pages(site)
        for text, around, _ in texts(file)
        if marks.search(text) and not _CODE.intersection(around)
    ]
    assert left == []


def test_every_foreign_run_is_in_its_language(site: Path) -> None:
    """Chinese, Russian, Kazakh and pinyin, in pages, their tables and lists, and in cards.

    `title` and `option` hold no markup; a page's title has its languages once more in its heading.
    """
    wrong = []
    for file in [*pages(site), *sorted(site.rglob("*.card"))]:
        for text, around, language in texts(file):
            if _CODE.intersection(around):
                continue
            han = bool(_HAN.search(text)) and not language.startswith(("zh-Han", "ja"))
            cyrillic = bool(_CYRILLIC.search(text)) and language[:2] not in ("ru", "kk")
            pinyin = bool(_TONED.search(text)) and language != PINYIN
            if han or cyrillic or pinyin:
                wrong.append((file.relative_to(site).as_posix(), language, text.strip()[:40]))
    assert wrong == []


def test_no_attribute_that_is_read_out_mixes_languages(site: Path) -> None:
    """Nothing inside an attribute can be marked, so foreign words stand in text."""
    wrong = [
        (file.relative_to(site).as_posix(), said[:60])
        for file in [*pages(site), *sorted(site.rglob("*.card"))]
        for said in _READ_OUT.findall(file.read_text(encoding="utf-8"))
        if _HAN.search(said) or _CYRILLIC.search(said) or _TONED.search(said)
    ]
    assert wrong == []


def test_every_page_names_itself(site: Path) -> None:
    """One main heading, a title, a description; all but the 404 page a canonical address."""
    wrong = []
    for file in pages(site):
        html = file.read_text(encoding="utf-8")
        head = html.partition("</head>")[0]
        counts = (html.count("<h1"), head.count("<title>"), head.count('<meta name="description"'))
        canonical = 'rel="canonical"' in html or file.name == "404.html"
        if counts != (1, 1, 1) or not canonical:
            wrong.append((file.relative_to(site).as_posix(), counts, canonical))
    assert wrong == []


def test_notes_are_unmistakably_ours(site: Path, dossier: Dossier) -> None:
    """Each note says that it is the editor's, what sort it is, and its day."""
    for note in dossier.notes.values():
        html = _section_page(site, note.origin.path)
        start = html.index(f'id="{note.id.lower()}"')
        head = html[start : html.index("claim-text", start)]
        assert "Editor’s note" in head
        assert "2026" in head


def test_every_page_tells_its_state_once(site: Path) -> None:
    """What it is, how complete, when it changed, since when: four facts, none of them empty."""
    wrong = {}
    for page in pages(site):
        text = page.read_text(encoding="utf-8")
        blocks = re.findall(r'<dl class="state">(.*?)</dl>', text, re.DOTALL)
        facts = [said for block in blocks for said in re.findall(r"<dd>(.*?)</dd>", block)]
        woven = 'class="edition edition--' in text and "edition--missing" not in text
        if woven and (len(facts) != 4 or not all(facts)):
            wrong[page.relative_to(site).as_posix()] = facts
    assert wrong == {}
