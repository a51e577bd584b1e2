"""Since when, changed when, and how it read before: with no, one and several earlier editions."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path

import pytest

from atom import faults
from dossier.check.ledger import edition_is_open
from dossier.model.editions import History, Stage, Wording
from dossier.read import load, read
from dossier.read.editions import CACHE, history
from two_editions import Two, commit, git, replaced


def _seen(file: Path) -> str:
    """Return what a reader sees of a page's content, on one line."""
    body = file.read_text(encoding="utf-8").partition('<div class="edition')[2]
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
    return re.sub(r" (?=[.,:])", "", words)


def _history(project: Path) -> History:
    """Return a project's history."""
    return history(project, read(load(project)))


def test_without_git_or_tags_there_is_one_stage(root: Path, tmp_path: Path) -> None:
    """The edition that is built; nothing changed, nothing is frozen."""
    shutil.copytree(root / "tests" / "toy", tmp_path / "toy")
    found = _history(tmp_path / "toy")
    assert [stage.id for stage in found.stages] == ["2026.1"]
    assert (found.steps, found.frozen, found.changed_in("HB-002")) == ((), (), ())
    assert found.last_said("HB-002") == ("2026.1", found.stages[0].says["HB-002"])


def test_each_edition_tells_what_it_changed(two: Two) -> None:
    """New, changed and gone ids of the second, by id."""
    found = _history(two.project)
    (step,) = found.steps
    assert (step.before.id, step.edition.id, found.frozen) == (
        "2026.1",
        "2026.2",
        ("2026.1", "2026.2"),
    )
    assert set(step.gone) == {
        "HB-001",
        "HB-004",
        "beacon-works",
        "tower-2018",
        "/series/harbour/lamps/",
    }
    assert set(step.new) == {"/errata/", "/series/harbour/lights/", "beacon-makers", "tower-2018a"}
    changed = {change.id: list(change.fields) for change in step.changed}
    assert changed["HB-003"] == [("section", "hb-lamps", "hb-keepers")]
    old, new = changed["HB-002"][0][1:]
    assert ("40 ships" in old, "44 ships" in new) == (True, True)
    assert found.changed_in("HB-002") == ("2026.2",)
    assert found.changed_in("HB-006") == ()


def test_a_third_edition_leaves_the_second_step_as_it_was(two: Two, tmp_path: Path) -> None:
    """Many editions: each change keeps its edition; what is not tagged yet is not frozen."""
    git(tmp_path, "clone", "--quiet", str(two.project), "third")
    project = tmp_path / "third"
    replaced(project / "mkdocs.yml", 'id: "2026.2"', 'id: "2026.10"')
    replaced(project / "docs/series/harbour/lights.md", "44 ships", "45 ships")
    commit(project)
    found = _history(project)
    assert [stage.id for stage in found.stages] == ["2026.1", "2026.2", "2026.10"]
    assert found.frozen == ("2026.1", "2026.2")
    assert found.changed_in("HB-002") == ("2026.2", "2026.10")
    assert found.changed_in("HB-003") == ("2026.2",)
    assert found.last_said("HB-004") == ("2026.1", found.stages[0].says["HB-004"])


def test_a_frozen_edition_is_closed(two: Two, tmp_path: Path) -> None:
    """Other words under the same number are a finding; a new number mends it."""
    git(tmp_path, "clone", "--quiet", str(two.project), "closed")
    project = tmp_path / "closed"
    assert list(edition_is_open(_history(project))) == []
    replaced(project / "docs/series/harbour/lights.md", "44 ships", "45 ships")
    (finding,) = edition_is_open(_history(project))
    assert str(finding) == (
        "mkdocs.yml:1: edition must be a new one, for 2026.2 is frozen; got other words in HB-002."
        " Name the next edition, and its day, under extra.edition. [edition-is-open]"
    )
    replaced(project / "mkdocs.yml", 'id: "2026.2"', 'id: "2026.3"')
    assert list(edition_is_open(_history(project))) == []


def test_the_cache_tells_what_the_tag_tells(two: Two, tmp_path: Path) -> None:
    """A second reading comes from the cache, and is the same."""
    git(tmp_path, "clone", "--quiet", str(two.project), "cached")
    project = tmp_path / "cached"
    first = _history(project)
    kept = sorted((project / CACHE).iterdir())
    assert [file.suffix for file in kept] == [".json", ".json"]
    assert _history(project) == first
    spoilt = {"id": "2026.1", "date": "", "says": {}}
    for file in kept:
        file.write_text(json.dumps(spoilt))
    assert _history(project) != first


def test_the_page_of_changes_sets_old_beside_new(two: Two) -> None:
    """By id; what is gone says why, and leads to where it was."""
    file = two.public / "changes" / "index.html"
    seen = _seen(file)
    assert "Edition 2026.2 of 28 February 2026 against edition 2026.1 of 31 January 2026" in seen
    assert "The board counts 40 ships a night" in seen
    assert "The board counts 44 ships a night" in seen
    assert "HB-004 statement withdrawn: The article does not say so." in seen
    markup = file.read_text(encoding="utf-8")
    assert 'id="hb-002"' in markup
    assert "<del>40</del>" in markup
    assert "<ins>44</ins>" in markup
    assert 'href="https://toy.example/harbour/editions/2026.1/id/HB-004/"' in markup


def test_a_first_edition_has_changed_nothing(two: Two) -> None:
    """It says so, and needs no other edition."""
    seen = _seen(two.public / "editions" / "2026.1" / "changes" / "index.html")
    assert "Edition 2026.1 is the first. Nothing came before it" in seen


def test_the_frozen_second_has_its_page_of_changes(two: Two) -> None:
    """At the address that citations of it use."""
    place = two.public / "editions" / "2026.2" / "changes" / "index.html"
    assert "The board counts 44 ships a night" in _seen(place)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("series/harbour/lights/", "since edition 2026.1, changed in 2026.2 cite"),
        ("series/harbour/lights/", "In the edition since 2026.1, changed in 2026.2"),
        ("series/harbour/keepers/", "In the edition since 2026.1, changed in 2026.2"),
        ("actors/beacon-makers/", "In the edition since 2026.1"),
        ("actors/great-lamp/", "In the edition since 2026.1"),
        ("errata/", "In the edition since 2026.2, this one"),
        ("sources/board-2020/", "In the edition since 2026.1"),
    ],
)
def test_every_statement_and_page_says_since_when(two: Two, page: str, said: str) -> None:
    """A renamed actor since it was there by its first name."""
    assert said in _seen(two.public / page / "index.html")


def test_a_tombstone_tells_what_was_said_and_where_it_stands(two: Two) -> None:
    """What happened, when, why, and where to look."""
    seen = _seen(two.public / "id" / "HB-004" / "index.html")
    for said in (
        "HB-004 was withdrawn",
        "Edition 2026.2",
        "The article does not say so.",
        "Lamps speak to ships, and ships to nobody.",
        "edition 2026.1, the last that had it",
    ):
        assert said in seen
    assert "HB-005" in _seen(two.public / "id" / "HB-001" / "index.html")


def test_the_list_of_editions_leads_to_each(two: Two) -> None:
    """Latest first, with zip, sums, and what it changed."""
    markup = (two.public / "editions" / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="https://toy\.example/harbour/(editions/2026[^"]*)"', markup)
    assert links[0] == "editions/2026.2/"
    assert "editions/2026.1/digital-silk-road-2026.1.zip" in links
    gone = [each for each in links if not (two.public / each.removesuffix("/")).exists()]
    assert gone == []


def test_the_feed_of_editions_has_each_frozen_one(two: Two) -> None:
    """Strictly Atom, the latest first, with what it changed."""
    content = (two.public / "editions.xml").read_bytes()
    assert faults(content) == []
    text = content.decode()
    assert re.findall(r"<title>Edition (.*)</title>", text) == ["2026.2", "2026.1"]
    assert "new, 5 moved, merged or withdrawn since 2026.1." in text
    assert "The first edition: 7 actors, 1 figure," in text


def test_an_edition_in_preparation_is_listed_and_no_news(root: Path, site: Path) -> None:
    """The real site, whether or not it is tagged by now."""
    found = _history(root)
    seen = _seen(site / "editions" / "index.html")
    now = found.stages[-1].id
    assert (f"Edition {now} In preparation" in seen) == (now not in found.frozen)
    text = (site / "editions.xml").read_text(encoding="utf-8")
    assert text.count("<entry>") == len(found.frozen)


def test_a_wording_that_grows_or_shrinks_by_a_field_shows_it() -> None:
    """A field that only one of two editions has stands against nothing."""
    old = Wording(kind="statement", words={"text": "a", "by": "x"})
    new = Wording(kind="statement", words={"text": "a", "on": "2020"})
    stages = (Stage(id="1", says={"A": old}), Stage(id="2", says={"A": new}))
    (change,) = History(stages=stages).steps[0].changed
    assert list(change.fields) == [("by", "x", ""), ("on", "", "2020")]
