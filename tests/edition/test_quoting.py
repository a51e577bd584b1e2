"""In which editions quoted words stand, verbatim or how they differ."""

from __future__ import annotations

import pytest

import quote
from two_editions import Two


def test_a_quotation_is_found_in_the_edition_that_had_it(
    two: Two, capsys: pytest.CaptureFixture[str]
) -> None:
    """Verbatim in the first, different in the second."""
    words = ["counts 40 ships a night", "--id", "HB-002", "--root", str(two.project)]
    assert quote.main(words) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "2026.1: verbatim"
    assert "[-40-] {+44+}" in said[1]


def test_a_withdrawn_statement_can_still_be_quoted(
    two: Two, capsys: pytest.CaptureFixture[str]
) -> None:
    """It stands in the edition that had it, and in no later one."""
    words = ["ships to nobody", "--id", "HB-004", "--root", str(two.project)]
    assert quote.main(words) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == ["2026.1: verbatim", "2026.2: not in it", "now: not in it"]


def test_an_id_of_no_edition_is_named_with_the_nearest(
    two: Two, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip on the command line."""
    assert quote.main(["x", "--id", "HB-099", "--root", str(two.project)]) == 1
    assert capsys.readouterr().err.startswith('No edition has HB-099. Did you mean "HB-')
