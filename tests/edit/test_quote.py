"""A quotation against an edition's words."""

from __future__ import annotations

import pytest

import quote

WORDS = "The board counts 40 ships a night. It’s “many”, the board said."
TOLD = [
    ("counts 40 ships", "verbatim"),
    ("counts  40\nships", "verbatim"),
    ('It\'s "many"', "verbatim"),
    ("Counts 40 Ships", "verbatim but for capitals"),
    (
        "The board counts 14 ships a night.",
        "differs: The board counts [-14-] {+40+} ships a night.",
    ),
]


@pytest.mark.parametrize(("quoted", "told"), TOLD)
def test_the_verdict_says_how_words_differ(quoted: str, told: str) -> None:
    """Spaces and quotation marks don't count; capitals are told; the rest is marked."""
    assert quote.verdict(quoted, WORDS) == told


def test_an_unknown_id_is_said_with_the_nearest_one(
    root: object, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 1, one sentence."""
    assert quote.main(["words", "--id", "KZ-O31", "--root", str(root)]) == 1
    assert "No edition has KZ-O31. Did you mean" in capsys.readouterr().err
