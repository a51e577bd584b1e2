"""Prose as data: what it cites, what it links, how it reads without marks."""

from __future__ import annotations

import pytest

from dossier.model import Citation
from dossier.read.prose import (
    hide_citations_in_code,
    plain_words,
    read_prose,
    show_citations_in_code,
    without_code,
)

CITATIONS: list[tuple[str, list[tuple[str, str, str]]]] = [
    # markdown, (prefix, key, locator) of each
    ("[@a-2020]", [("", "a-2020", "")]),
    ("[@a-2020, p. 12]", [("", "a-2020", "p. 12")]),
    ("[@a-2020, pp. 7–9, 11]", [("", "a-2020", "pp. 7–9, 11")]),
    ("[see @a-2020, p. 12; @b-nd]", [("see", "a-2020", "p. 12"), ("", "b-nd", "")]),
    ("[@b-nd;@a-2020]", [("", "b-nd", ""), ("", "a-2020", "")]),
    ("[but cf. @a-2020, § 4 and after]", [("but cf.", "a-2020", "§ 4 and after")]),
    ("[@a-2020,\np. 12]", [("", "a-2020", "p. 12")]),
    ("[see\n@a-2020]", [("see", "a-2020", "")]),
    ("[@a-2020 ]", [("", "a-2020", "")]),
    ("[@a-2020,]", [("", "a-2020", "")]),
    ("[@a-2020;]", [("", "a-2020", "")]),
    ("x [@a-2020] y [@a-2020]", [("", "a-2020", ""), ("", "a-2020", "")]),
    # What is said wrongly comes back as a key that no source has.
    ("[@a-2020 p. 12]", [("", "a-2020 p. 12", "")]),
    ("[@a-2020; p. 12]", [("", "a-2020", ""), ("p. 12", "", "")]),
    ("[@a-2020: 12]", [("", "a-2020: 12", "")]),
    # Not citations.
    ("@a-2020", []),
    ("(@a-2020)", []),
    ("[editors@example.org](mailto:editors@example.org)", []),
    ("[a][b] [c](d) [KZ-001] [ ] []", []),
    ("`[@a-2020]`", []),
    ("``[@a-2020] ` ``", []),
    ("```\n[@a-2020]\n```", []),
    ("~~~ text\n\n[@a-2020]\n\n~~~\n", []),
    # Not code in any case: between two lines, behind a backslash, behind an open fence.
    ("a ` b [@a-2020]\nc ` d", [("", "a-2020", "")]),
    (r"\`[@a-2020]\`", [("", "a-2020", "")]),
    ("```\n[@a-2020]\n", [("", "a-2020", "")]),
]


@pytest.mark.parametrize(("markdown", "expected"), CITATIONS)
def test_a_citation_keeps_prefix_key_and_locator(
    markdown: str, expected: list[tuple[str, str, str]]
) -> None:
    """Brackets with @ are citations, in text but not in code."""
    found = read_prose(markdown, 1).citations
    assert [(each.prefix, each.key, each.locator) for each in found] == expected


LINKS: list[tuple[str, list[tuple[str, str]]]] = [
    ("[the firm][dahua]", [("dahua", "the firm")]),
    ("[dahua][]", [("dahua", "dahua")]),
    ("[a\nb][dahua]", [("dahua", "a\nb")]),
    ("as in [KZ-031].", [("KZ-031", "KZ-031")]),
    ("[KZ-N01] and [KZ-F1]", [("KZ-N01", "KZ-N01"), ("KZ-F1", "KZ-F1")]),
    ("[KZ-031][KZ-031]", [("KZ-031", "KZ-031")]),
    ("[a][x] [KZ-031] [b][y]", [("x", "a"), ("KZ-031", "KZ-031"), ("y", "b")]),
    ("[dahua]", []),
    ("[kz-031] [KZ-] [KZ-03a]", []),
    ("[text](address)", []),
    ("[KZ-031](address)", []),
    ("[KZ-031]: https://a.example/", []),
    ("`[a][b]`", []),
]


@pytest.mark.parametrize(("markdown", "expected"), LINKS)
def test_a_link_by_id_keeps_target_and_text(markdown: str, expected: list[tuple[str, str]]) -> None:
    """`[text][id]` and the bare id of a block are links by id; other brackets are not."""
    found = read_prose(markdown, 1).links
    assert [(each.target, each.text) for each in found] == expected


def test_citations_and_links_have_their_lines() -> None:
    """A finding leads to the line, also behind code and inside a long citation."""
    prose = read_prose("one\n[@a-nd]\n\n```\ncode\n```\n\n[b][c] [@d-nd;\n@e-nd]", 10)
    lines = [each.line for each in prose.citations] + [each.line for each in prose.links]
    assert lines == [11, 17, 17, 17]


PLAIN = [
    ("The [firm][dahua] grew [@ipvm-nd, p. 2].", "The firm grew."),
    ("*a* **b** ***c*** _d_ __e__", "a b c d e"),
    ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
    ("![a lamp](x.png) and [a site](https://a.example/)", "a lamp and a site"),
    ("H<sub>2</sub>O <span lang='zh'>茶</span> <!-- hidden -->", "H2O 茶"),
    ("1 < 2 > 1", "1 < 2 > 1"),
    (r"5\% \*not bold\* \_nor this\_", r"5\% *not bold* _nor this_"),
    ("`code` here", "code here"),
    ("# Heading {#id}\n\ntext{.class}", "Heading text"),
    ("two\nlines  and   spaces", "two lines and spaces"),
    ("see [KZ-031]", "see KZ-031"),
    ("", ""),
]


@pytest.mark.parametrize(("markdown", "expected"), PLAIN)
def test_plain_words_have_no_marks(markdown: str, expected: str) -> None:
    """What a list, a card or a search shows of a statement."""
    assert plain_words(markdown) == expected


CODE = [
    "a `b` c",
    "`a` and ``b ` c``",
    "text\n\n```\na\n\nb\n```\n\ntext",
    "```python\nx\n```",
    "no code at all",
    "",
    "a ` b ` c ` d",
]


@pytest.mark.parametrize("markdown", CODE)
def test_blanking_code_moves_nothing(markdown: str) -> None:
    """Every other character keeps its place, so that lines and columns hold."""
    bare = without_code(markdown)
    kept = all(b in (a, " ") for a, b in zip(markdown, bare, strict=True))
    assert (kept, bare.count("\n")) == (True, markdown.count("\n"))


BLANKED = [
    ("a `b` c", "a     c"),
    ("``a ` b``", "         "),
    ("\n\n```\na\n```\nb", "\n\n   \n \n   \nb"),
    ("~~~\na\n~~~", "   \n \n   "),
    # None of these is code for certain.
    ("a\n```\nb\n```", "a\n```\nb\n```"),
    ("``` {.x}\nb\n```", "``` {.x}\nb\n```"),
    ("```\nb", "```\nb"),
    ("```\nb\n````", "```\nb\n````"),
    ("~~~ {.x}\n\n```\n\n~~~\n\nb\n\n```", "~~~ {.x}\n\n```\n\n~~~\n\nb\n\n```"),
    ("a ` b", "a ` b"),
    ("`a` ` b", "`a` ` b"),
    ("`a`\n`b", "`a`\n`b"),
    ("`a\n\nb`", "`a\n\nb`"),
    (r"\`a\`", r"\`a\`"),
    ("`a``", "`a``"),
]


@pytest.mark.parametrize(("markdown", "expected"), BLANKED)
def test_only_what_is_code_for_certain_is_blanked(markdown: str, expected: str) -> None:
    """What Markdown might show as text must be seen by the checks."""
    assert without_code(markdown) == expected


@pytest.mark.parametrize("markdown", [*CODE, "`[@a]` [@b]", "```\n[@a]\n```"])
def test_hiding_citations_in_code_can_be_undone(markdown: str) -> None:
    """The reader sees the code as it was written."""
    assert show_citations_in_code(hide_citations_in_code(markdown)) == markdown


def test_hiding_leaves_citations_in_the_text_alone() -> None:
    """Citation tools see them, and no others."""
    hidden = hide_citations_in_code("`[@a]` [@b]\n\n```\n[@c]\n```\n")
    assert hidden.count("@") == 1


def test_hiding_brings_a_citation_onto_one_line() -> None:
    """mkdocs-bibtex looks for brackets within a line and would print this one as it is."""
    assert hide_citations_in_code("a [see @b,\n  p. 12]\nc") == "a [see @b, p. 12]\nc"


def test_prose_keeps_its_markdown_and_its_line() -> None:
    """What is woven is what was written."""
    prose = read_prose("a [@b]", 7)
    assert (prose.markdown, prose.line, prose.citations) == (
        "a [@b]",
        7,
        (Citation(key="b", line=7),),
    )
