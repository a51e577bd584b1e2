"""The ways to correct a page hang on one setting, and on nothing else."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dossier.model.ledger import Ledger, Line
from dossier.model.place import Origin
from dossier.read import Reading, read
from dossier.weave.citations import Citations
from dossier.weave.forge import correct_box
from dossier.weave.loom import Loom

FORGE = "https://forge.toy.example/lamps"
FILES = {
    "index.md": "docs/index.md",
    "about.md": "docs/about.md",
    "actors/index.md": "docs/actors/index.md",
    "actors/port-toy.md": "docs/actors/port-toy.md",
    "glossary/dengta.md": "docs/glossary/dengta.md",
    "series/harbour/index.md": "docs/series/harbour/index.md",
    "series/harbour/lamps.md": "docs/series/harbour/lamps.md",
    "sources/tower-2018.md": "bib/beside.bib#L",
    "id/HB-041.md": "docs/permalinks.tsv#L9",
}


def _loom(toy: Reading, forge: str) -> Loom:
    """Return a loom over the toy, a withdrawn id in its ledger."""
    place = Origin(path="docs/permalinks.tsv", line=9)
    gone = Line(id="HB-041", kind="statement", since="2026.1", state="withdrawn", origin=place)
    dossier = replace(toy.dossier, edition=replace(toy.dossier.edition, forge=forge))
    return Loom(dossier, Citations(), lambda path: path.replace(".md", "/"), Ledger(lines=(gone,)))


@pytest.mark.parametrize("page", FILES)
def test_a_page_leads_to_its_form_and_its_file(toy: Reading, page: str) -> None:
    """A source to its entry, an id that is no more to its line in the ledger."""
    loom = _loom(toy, FORGE)
    loom.page = page
    box = correct_box(loom)
    assert f'href="{FORGE}/issues/new?template=correction.yml&amp;' in box
    assert f'href="{FORGE}/edit/main/{FILES[page]}' in box


@pytest.mark.parametrize("page", FILES)
def test_without_a_forge_nothing_is_left_of_it(toy: Reading, page: str) -> None:
    """No empty link, no words about it."""
    loom = _loom(toy, "")
    loom.page = page
    assert correct_box(loom) == ""
    statement = toy.dossier.statements["HB-001"]
    assert "correct" not in loom.render("statement-foot.html", record=statement)


def test_the_setting_is_the_address_of_the_repository(toy_files: dict[str, bytes]) -> None:
    """`repo_url`, with or without a closing slash."""
    settings = toy_files["mkdocs.yml"] + b"\nrepo_url: https://forge.toy.example/lamps/\n"
    edition = read({**toy_files, "mkdocs.yml": settings}).dossier.edition
    assert edition.forge == FORGE


def test_words_with_marks_stay_words(toy: Reading) -> None:
    """Whatever a statement says, the link stays one link."""
    loom = _loom(toy, FORGE)
    prose = replace(toy.dossier.statements["HB-001"].prose, plain='"><script>&id=x#')
    record = replace(toy.dossier.statements["HB-001"], prose=prose)
    (link,) = re.findall(
        r'class="correct" href="([^"]*)"', loom.render("statement-foot.html", record=record)
    )
    assert "words=%22%3E%3Cscript%3E%26id%3Dx%23" in link
    assert "<script>" not in link
