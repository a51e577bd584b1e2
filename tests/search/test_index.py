"""Pagefind's index: the same bytes at each run, small pieces, faults told."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.read import Reading
from dossier.search import index
from dossier.search.entries import Entry, entries
from dossier.search.settings import FORM, settings_files


@pytest.fixture(scope="module")
def files(real: Reading, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the real dossier's index."""
    cache = tmp_path_factory.mktemp("search")
    return index.index_files(entries(real.dossier), html.escape, cache)


def test_two_runs_give_the_same_bytes(
    real: Reading, files: dict[str, bytes], tmp_path: Path
) -> None:
    """Editions are compared byte for byte."""
    assert index.index_files(entries(real.dossier), html.escape, tmp_path) == files


def test_a_second_run_reads_the_cache(toy: Reading, tmp_path: Path) -> None:
    """Pagefind is not started again for the same entries."""
    first = index.index_files(entries(toy.dossier), html.escape, tmp_path)
    [kept] = tmp_path.iterdir()
    day = kept.stat().st_mtime_ns
    assert index.index_files(entries(toy.dossier), html.escape, tmp_path) == first
    assert kept.stat().st_mtime_ns == day


def test_the_pieces_are_small_and_nothing_of_its_looks_is_kept(files: dict[str, bytes]) -> None:
    """A query reads one piece for each word."""
    pieces = {path: len(file) for path, file in files.items() if "/index/" in path}
    assert max(pieces.values()) < 16_000
    code = sorted(path for path in files if path.endswith((".js", ".css", ".pagefind")))
    assert code == ["search/pagefind.js", "search/wasm.en.pagefind"]


def test_every_entry_has_its_fragment(real: Reading, files: dict[str, bytes]) -> None:
    """None is lost on the way."""
    count = sum("/fragment/" in path for path in files)
    assert count == len(entries(real.dossier))
    assert json.loads(files["search/pagefind-entry.json"])["languages"]["en"]["page_count"] == count


def test_a_fault_of_pagefind_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither half an index nor silence; the cache keeps nothing."""
    monkeypatch.setattr(index, "get_executable", lambda: "/bin/true")
    entry = Entry(address="x/", type="page", title="X", names=("X",))
    with pytest.raises(RuntimeError, match="ended before its answer"):
        index.index_files([entry], html.escape, tmp_path)
    monkeypatch.setattr(index, "get_executable", lambda: None)
    with pytest.raises(RuntimeError, match="missing"):
        index.index_files([entry], html.escape, tmp_path)
    assert [each for each in tmp_path.iterdir() if each.suffix == ".json"] == []


def test_the_settings_hold_letters_filters_and_names(toy: Reading) -> None:
    """What the script in the browser asks for."""
    made = settings_files(toy.dossier, entries(toy.dossier), html.escape)
    assert set(json.loads(made["search/settings.json"])) == {"letters", "filters", "propose"}
    named = json.loads(made["search/names.json"])
    assert len(named) == len(toy.dossier.terms) + len(toy.dossier.actors)


def test_an_entry_is_proposed_on_the_forge_or_else_on_the_page(real: Reading, root: Path) -> None:
    """The form exists; without a forge there is the page that tells how."""
    forge = real.dossier.edition.forge
    for dossier, expected in (
        (real.dossier, f"{forge}/issues/new?template={FORM}&title=Addition%3A+"),
        (
            replace(real.dossier, edition=replace(real.dossier.edition, forge="")),
            "about/contributing/",
        ),
    ):
        made = json.loads(settings_files(dossier, [], html.escape)["search/settings.json"])
        assert made["propose"] == expected
    assert (root / ".github" / "ISSUE_TEMPLATE" / FORM).is_file()
    assert (root / "docs" / "about" / "contributing.md").is_file()
