"""A term's page quotes the sentence that uses it, not the whole statement."""

from __future__ import annotations

import pytest

from dossier.model import Dossier, Origin, Statement, Term
from dossier.read.prose import read_prose
from dossier.weave.used import sentences_with

PLACE = Origin(path="docs/x.md")
TERM = Term(id="net", origin=PLACE, hans="网络", hant="網絡", preferred="cyber net", kind="slogan")
CASES = [
    ("One.\nThe 网络 grew.\nThree.", [[("The ", False), ("网络", True), (" grew.", False)]]),
    ("A [thing][net] and cyber nets.", [
        [("A ", False), ("thing", True), (" and ", False), ("cyber nets", True), (".", False)]
    ]),
    ("网络.\nNo.\n[Net][net].", [
        [("网络", True), (".", False)], [("Net", True), (".", False)]
    ]),
    ("A use over [two\nlines][net].", [[("A use over two lines.", False)]]),
]  # fmt: skip


@pytest.mark.parametrize(("markdown", "expected"), CASES)
def test_the_sentences_with_a_use_are_cut_at_it(
    markdown: str, expected: list[list[tuple[str, bool]]]
) -> None:
    """Others are left out; a use that no line holds whole is shown with all of it."""
    statement = Statement(id="KZ-001", origin=PLACE, prose=read_prose(markdown, 1))
    dossier = Dossier(terms={"net": TERM}, statements={"KZ-001": statement})
    assert sentences_with(dossier, statement, "net") == expected
