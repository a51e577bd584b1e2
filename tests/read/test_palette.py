"""The colours that the style sheets set can be read by everyone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dossier.read.palette import GROUNDS, USES, contrast, palettes

_AA, _AAA = 4.5, 7.0


def _pairs() -> Iterator[tuple[str, str, str]]:
    """Yield every scheme with each colour of words on each ground."""
    for scheme in palettes():
        yield from ((scheme, name, ground) for name in USES for ground in GROUNDS)


def test_there_are_four_palettes() -> None:
    """Light and dark, each in high contrast, too; each names the same colours."""
    found = palettes()
    assert list(found) == ["Light", "Dark", "Light, high contrast", "Dark, high contrast"]
    assert {frozenset(colours) for colours in found.values()} == {frozenset(found["Light"])}


@pytest.mark.parametrize(("scheme", "name", "ground"), list(_pairs()))
def test_words_stand_out_from_their_ground(scheme: str, name: str, ground: str) -> None:
    """WCAG 2.2: 1.4.3 for each palette, 1.4.6 for high contrast."""
    colours = palettes()[scheme]
    wanted = _AAA if "high" in scheme else _AA
    assert contrast(colours[name], colours[ground]) >= wanted


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#fff", 21.0), ("#777777", "#ffffff", 4.48), ("#fff", "#fff", 1.0)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """Known values, either way round."""
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)
