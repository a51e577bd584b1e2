"""The text of the books: everything is in it, once, and every link leads somewhere."""

from __future__ import annotations

import html
import re
from collections import Counter

from dossier.book.manuscript import Manuscripts
from dossier.book.volume import Volume, volumes
from dossier.model import Note, Statement
from dossier.model.dates import in_words
from dossier.read import Reading

_IDS = re.compile(r'\bid="([^"]+)"')
_LINKS = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')


def faults(text: str) -> list[str]:
    """Return what is wrong with a book's ids and links."""
    counted = Counter(_IDS.findall(text))
    links = [html.unescape(each) for each in _LINKS.findall(text)]
    inside = [each[1:] for each in links if each.startswith("#")]
    outside = [each for each in links if not each.startswith("#")]
    twice = [f"{each} stands twice" for each, count in counted.items() if count > 1]
    dead = [f"#{each} leads nowhere" for each in inside if each not in counted]
    bound = [f"{each} needs the site" for each in outside if not each.startswith("http")]
    return twice + dead + bound


def test_every_part_and_the_whole_is_a_book(real: Reading) -> None:
    """Parts in their order, a part that was not located included; then all of them."""
    names = [each.name for each in volumes(real.dossier)]
    assert names == ["part-one", "part-two", "part-three", "whole"]


def test_the_whole_holds_everything_once(whole: tuple[Volume, str], real: Reading) -> None:
    """Each statement, figure, note and section has its own id; no id is another's."""
    volume, text = whole
    ids = set(_IDS.findall(text))
    dossier = real.dossier
    lettered = {each.lower() for each in (*dossier.statements, *dossier.notes)}
    assert lettered <= ids
    assert set(dossier.sections) | set(dossier.parts) <= ids
    assert {f"ref-{each.id}" for each in volume.sources} <= ids
    assert faults(text) == []


def test_ids_and_links_that_are_wrong_are_found() -> None:
    """The planted faults: an id twice, a link to nothing, one that only a site can follow."""
    text = '<p id="a">x</p><p id="a"><a href="#b">y</a> <a href="../c.md">z</a></p>'
    assert faults(text) == ["a stands twice", "#b leads nowhere", "../c.md needs the site"]


def test_each_note_stands_apart_and_dated(whole: tuple[Volume, str]) -> None:
    """A note is an article of its own class, labelled as the editor's, with its day."""
    volume, text = whole
    for note in volume.notes:
        block = text[text.index(f'<article class="note" id="{note.id.lower()}">') :]
        label = block[: block.index('<div class="claim-text">')]
        assert "Editor’s note" in label
        assert in_words(note.dated) in label


def test_each_statement_says_who_vouches_for_it(whole: tuple[Volume, str]) -> None:
    """The voice and its kind stand below the words; the words are the site's."""
    volume, text = whole
    for statement in volume.statements:
        block = text[text.index(f' id="{statement.id.lower()}">') :]
        block = block[: block.index("</article>")]
        said = "Figure of the article" if statement.form == "figure" else statement.basis
        assert said in block[block.index('class="claim-voice"') :]


def test_each_source_has_its_addresses_spelled_out(whole: tuple[Volume, str]) -> None:
    """The address and that of the archived copy are words on paper, not only links."""
    volume, text = whole
    for source in volume.sources:
        start = text.index(f'id="ref-{source.id}"')
        end = text.find('<div class="source"', start)
        words = html.unescape(re.sub("<[^>]+>", "", text[start : end if end > 0 else None]))
        for address in filter(None, (source.url, source.archiveurl)):
            assert address in words, source.id


def test_who_is_met_and_what_is_cited_comes_along(manuscripts: Manuscripts) -> None:
    """A part's book has the actors, terms and sources of its statements and notes, and no more."""
    volume = next(each for each in manuscripts.volumes if each.name == "part-one")
    told: list[Statement | Note] = [*volume.statements, *volume.notes]
    cited = {citation.key for each in told for citation in each.prose.citations}
    assert cited <= {each.id for each in volume.sources}
    actors = {each.id for each in volume.actors}
    assert {a for each in volume.statements for a in volume.dossier.actors_of(each)} <= actors
    assert actors < set(volume.dossier.actors)


def test_the_book_says_what_it_is(whole: tuple[Volume, str], real: Reading) -> None:
    """Edition, day, how to cite, licence, and the credit of every article and its author."""
    _, text = whole
    words = html.unescape(re.sub("<[^>]+>", "", text))
    edition = real.dossier.edition
    assert f"Edition {edition.id}, {in_words(edition.date)}" in words
    assert "Sergey Sukhankin" in words
    assert "CC BY 4.0" in words
    for style in ("APA", "Chicago", "MLA"):
        assert style in words
    assert "The article it restates: credit its author, too" in words
    assert edition.forge not in text, "a book asks for no correction on a forge"
