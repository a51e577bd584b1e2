"""“Correct this” and “Edit this page”, on every page and statement, from one setting."""

from __future__ import annotations

import html
import re
import urllib.parse
from pathlib import Path

import pytest
import yaml

from dossier.model.citing import with_pages
from dossier.model.ledger import address_of
from dossier.model.pages import page_of
from dossier.read import Reading
from dossier.weave.correcting import BRANCH, FORM, Place, correct_address, correct_link

KINDS = [
    *("Typo", "Error of fact", "Missing source", "Dead link", "Translation", "Later event"),
    *("Retraction", "Living person"),
]
_CORRECT = re.compile(r'<a (?:class="correct" )?href="([^"]+/issues/new\?[^"]+)"')
_EDIT = re.compile(r'<a href="([^"]+/edit/[^"]+)"')


def _page(site: Path, address: str) -> str:
    """Return a built page."""
    return (site / address.strip("/") / "index.html").read_text(encoding="utf-8")


def _asked(link: str) -> dict[str, str]:
    """Return what a link fills into the form."""
    query = urllib.parse.urlsplit(html.unescape(link)).query
    return {name: words for name, (words,) in urllib.parse.parse_qs(query).items()}


def test_every_page_of_a_record_can_be_corrected_and_edited(site: Path, real: Reading) -> None:
    """One of each link on each, and the file that the editor opens is there."""
    bad = []
    for record in with_pages(real.dossier):
        text = _page(site, address_of(page_of(record)))
        forms = [link for link in _CORRECT.findall(text) if 'class="correct"' not in link]
        own = [link for link in forms if _asked(link)["address"].endswith("/")]
        edits = _EDIT.findall(text)
        named = edits[0].partition(f"/edit/{BRANCH}/")[2] if len(edits) == 1 else "none"
        if len(own) != 1 or named.partition("#")[0] != urllib.parse.quote(record.origin.path):
            bad.append((record.id, own, edits))
    assert bad == []


def test_a_sources_page_is_edited_where_its_entry_begins(
    site: Path, real: Reading, root: Path
) -> None:
    """No file stands behind the page; the link leads to the line of the .bib file."""
    wrong = []
    for source in real.dossier.sources.values():
        (link,) = _EDIT.findall(_page(site, f"sources/{source.id}"))
        path, _, line = link.partition(f"/edit/{BRANCH}/")[2].partition("#L")
        entry = (root / path).read_text(encoding="utf-8").split("\n")[int(line) - 1]
        if not re.fullmatch(rf"@\w+\{{{re.escape(source.id)},", entry):
            wrong.append(f"{source.id}: {entry}")
    assert wrong == []


def test_every_statement_and_note_can_be_corrected(site: Path, real: Reading) -> None:
    """The form says which one, in which edition, where, and its present words."""
    dossier = real.dossier
    asked = {
        each["id"]: each
        for section in dossier.sections.values()
        for each in map(_asked, _CORRECT.findall(_page(site, address_of(section.origin.path))))
    }
    for record in (*dossier.statements.values(), *dossier.notes.values()):
        form = asked[record.id]
        assert form["edition"] == dossier.edition.id
        assert form["address"].startswith(dossier.edition.site)
        assert form["address"].endswith(f"#{record.id.lower()}")
        assert form["words"][:100] == " ".join(record.prose.plain.split())[:100]


def test_the_form_has_every_field_that_links_fill_in(root: Path, real: Reading) -> None:
    """A field that the form lacks would be dropped without a word."""
    form = yaml.safe_load((root / ".github/ISSUE_TEMPLATE" / FORM).read_text(encoding="utf-8"))
    fields = {each["id"] for each in form["body"] if "id" in each}
    asked = _asked(
        correct_address(real.dossier.edition, Place(id="x", address="", words="w", path="y"))
    )
    assert asked.keys() - fields == {"template", "title"}
    (kinds,) = (each["attributes"]["options"] for each in form["body"] if each.get("id") == "kind")
    assert [each.partition(":")[0] for each in kinds] == KINDS


def test_long_words_are_cut(real: Reading) -> None:
    """A forge refuses an address of many thousand letters."""
    place = Place(id="x", address="", words="数字 " * 3000, path="y")
    assert len(correct_address(real.dossier.edition, place)) < 6000


@pytest.mark.parametrize("page", ["about/contributing", "404.html"])
def test_no_page_asks_the_forge_for_anything_by_itself(site: Path, page: str) -> None:
    """Material's own link to a repository fetches its stars from another host."""
    file = site / page
    text = (file if file.is_file() else file / "index.html").read_text(encoding="utf-8")
    assert 'data-md-component="source"' not in text


def test_without_a_forge_there_is_no_link(toy: Reading) -> None:
    """The toy names none: see also its built pages."""
    statement = next(iter(toy.dossier.statements.values()))
    assert (toy.dossier.edition.forge, correct_link(toy.dossier.edition, statement)) == ("", "")
