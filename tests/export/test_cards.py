"""The pictures of shared links: one size, the same bytes, words that fit."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from dossier.export.cards import COMMON, HEIGHT, WIDTH, card_files, card_of
from dossier.model.citing import with_pages
from dossier.read import Reading


def _url(path: str) -> str:
    """Return a page's address as MkDocs gives it."""
    inside = path.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{inside}/" if inside else ""


def test_every_page_has_a_card(toy: Reading, tmp_path: Path) -> None:
    """Its own, or the common one; no card that no page shows."""
    made = card_files(toy.dossier, _url, tmp_path)
    wanted = {card_of(each, _url) for each in with_pages(toy.dossier)}
    assert (set(made), COMMON in made) == (wanted, True)


def test_a_card_is_small_and_of_the_size_that_previews_want(toy: Reading, tmp_path: Path) -> None:
    """1200 by 630 pixels, under 40 kB."""
    for content in card_files(toy.dossier, _url, tmp_path).values():
        assert Image.open(io.BytesIO(content)).size == (WIDTH, HEIGHT)
        assert len(content) < 40_000


def test_cards_drawn_twice_are_the_same_bytes(toy: Reading, tmp_path: Path) -> None:
    """Once anew, once anew elsewhere, once from the cache."""
    first = card_files(toy.dossier, _url, tmp_path / "one")
    assert first == card_files(toy.dossier, _url, tmp_path / "two")
    assert first == card_files(toy.dossier, _url, tmp_path / "one")
