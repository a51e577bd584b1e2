"""The built pages: everything of the dossier is there, in its place, in its language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from built import pages, texts
from dossier.model import Dossier
from dossier.read import Reading

_HAN = re.compile(r"[\u4e00-\u9fff]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_CODE = {"script", "style", "code", "title"}


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


def test_chinese_and_cyrillic_are_in_their_language(site: Path) -> None:
    """Every Han run is inside `lang="zh…"`, every Cyrillic one inside its own."""
    wrong = []
    for file in pages(site):
        for text, around, language in texts(file):
            if _CODE.intersection(around):
                continue
            han = bool(_HAN.search(text)) and not language.startswith(("zh-Han", "ja"))
            cyrillic = bool(_CYRILLIC.search(text)) and language[:2] not in ("ru", "kk")
            if han or cyrillic:
                wrong.append((file.relative_to(site).as_posix(), language, text.strip()[:40]))
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
