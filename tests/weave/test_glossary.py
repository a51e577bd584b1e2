"""The glossary in four orders, and as one page."""

from __future__ import annotations

import pytest

from dossier.model import Attestation, Dossier, Origin, Rendering, Term
from dossier.weave.glossary import orders, whole_glossary

PLACE = Origin(path="docs/x.md")


def _term(identity: str, pinyin: str, preferred: str, kind: str, on: str = "") -> Term:
    """Return a term with what orders go by."""
    first = Attestation(on=on, where="a [place]", source="board-2020") if on else None
    return Term(
        id=identity,
        origin=PLACE,
        hans="灯",
        hant="燈",
        pinyin=pinyin,
        preferred=preferred,
        kind=kind,
        first_attested=first,
    )


TERMS = [
    _term("z", "Zhōngguó", "China", "legal", "2013-10-03"),
    _term("e2", "ěr", "zebra", "slogan", "2001"),
    _term("e1", "ér zi", "apple", "slogan", "2013-01"),
    _term("n", "3111 gōngchéng", "3111 Project", "policy"),
    _term("u", "lǜ", "Amber", "slogan", "XXXX"),
]
GROUPS = [
    ("pinyin", [("0–9", ["n"]), ("E", ["e2", "e1"]), ("L", ["u"]), ("Z", ["z"])]),
    ("english", [("0–9", ["n"]), ("A", ["u", "e1"]), ("C", ["z"]), ("Z", ["e2"])]),
    ("kind", [("Slogans", ["e2", "e1", "u"]), ("Policies", ["n"]), ("Legal terms", ["z"])]),
    ("date", [("2001", ["e2"]), ("2013", ["e1", "z"]), ("No date", ["n", "u"])]),
]


@pytest.mark.parametrize(("name", "groups"), GROUPS)
def test_terms_are_grouped_in_each_order(name: str, groups: list[tuple[str, list[str]]]) -> None:
    """Tones and capitals aside; digits first; what has no date last."""
    order = next(each for each in orders(TERMS) if each.name == name)
    found = [(group.label, [term.id for term in group.terms]) for group in order.groups]
    assert found == groups


def test_anchors_are_ascii_and_unique() -> None:
    """They stand in addresses that people share."""
    anchors = [group.anchor for order in orders(TERMS) for group in order.groups]
    assert (len(set(anchors)), all(each.isascii() for each in anchors)) == (len(anchors), True)


def test_the_whole_glossary_is_markdown_in_the_order_of_pinyin() -> None:
    """Fields are words, never marks; citations stay citations."""
    term = _term("a", "dēng", "a *lamp*", "slogan", "2001")
    rendering = Rendering(words="the_lamp", by="Lamp Daily", on="2020", source="lamp-daily-2020")
    full = Term(**{**vars(term), "renderings": (rendering,), "literal": "lamp", "ru": "лампа"})
    page = whole_glossary(Dossier(terms={"z": TERMS[0], "a": full}), "# All\n")
    assert page.startswith("# All\n\n## a \\*lamp\\* {#a}\n\n**灯** *dēng*\n")
    assert (
        "- 燈; literally “lamp”; лампа\n- First seen: 2001, a \\[place\\] [@board-2020]\n" in page
    )
    assert "- “the\\_lamp”: Lamp Daily, 2020 [@lamp-daily-2020]" in page
    assert page.index("{#a}") < page.index("## China {#z}")
