"""One Markdown file: front matter, body, blocks, troubles, each with its line."""

from __future__ import annotations

import textwrap

import pytest

from dossier.read.document import Document, read_document

PAGE = textwrap.dedent("""\
    ---
    id: a
    title: A
    ---

    One.

    /// statement | KZ-001
        on: 2020
        about:
          - b

    Two
    three.
    ///

    Four.

    /// note | KZ-N01
    Five.
    ///
    """)


@pytest.fixture(name="page")
def _page() -> Document:
    """Return a page with two blocks."""
    return read_document("docs/a.md", PAGE)


def test_front_matter_has_fields_with_lines(page: Document) -> None:
    """The first field stands on line 2."""
    assert (page.front.data, page.front.lines) == ({"id": "a", "title": "A"}, {"id": 2, "title": 3})


def test_the_body_begins_behind_the_front_matter(page: Document) -> None:
    """Its first line is known."""
    assert (page.body_line, page.body) == (5, PAGE.partition("---\n\n")[2].join(["\n", ""]))


def test_blocks_have_kind_id_and_fields(page: Document) -> None:
    """Options are YAML, indented by four spaces."""
    found = [(each.kind, each.id, each.data) for each in page.blocks]
    assert found == [
        ("statement", "KZ-001", {"on": "2020", "about": ["b"]}),
        ("note", "KZ-N01", {}),
    ]


def test_blocks_have_their_lines(page: Document) -> None:
    """Of the header, of each option, of the text."""
    found = [
        (each.origin.line, dict(each.origin.lines), each.markdown_line) for each in page.blocks
    ]
    assert found == [(8, {"on": 9, "about": 10, "about.0": 11}, 13), (19, {}, 20)]


def test_blocks_have_their_text(page: Document) -> None:
    """Without options, blank lines around it, or marks of the block."""
    assert [each.markdown for each in page.blocks] == ["Two\nthree.", "Five."]


def test_loose_text_is_the_body_without_blocks_every_line_in_its_place(page: Document) -> None:
    """A finding in it leads to the right line."""
    lines = page.loose.split("\n")
    assert [(n, each) for n, each in enumerate(lines, page.body_line) if each] == [
        (6, "One."),
        (17, "Four."),
    ]


BODIES = [
    # text, body, line of the body
    ("", "", 1),
    ("text\n", "text\n", 1),
    ("---\n---\ntext", "text", 3),
    ("---\na: 1\n---", "", 3),
    ("--- \na: 1\n---\t\ntext", "text", 4),
    ("\n---\na: 1\n---\n", "\n---\na: 1\n---\n", 1),
    ("---\na: 1\n", "---\na: 1\n", 1),
    ("---\na: |\n  ---\n  b\n---\nc", "c", 6),
]


@pytest.mark.parametrize(("text", "body", "line"), BODIES)
def test_front_matter_is_what_stands_between_two_marks_at_the_top(
    text: str, body: str, line: int
) -> None:
    """Marks elsewhere are rulers."""
    document = read_document("docs/a.md", text)
    assert (document.body, document.body_line) == (body, line)


TROUBLES = [
    ("---\na: b: c\n---\n", [(2, "yaml-is-readable")]),
    ("---\na: 1\n", [(1, "yaml-is-readable")]),
    ("---", [(1, "yaml-is-readable")]),
    ("/// note | A\ntext\n", [(1, "block-is-closed")]),
    ("\n///\n", [(2, "block-is-closed")]),
    ("/// note | A\n/// note | B\n///\n", [(1, "block-is-closed")]),
    ("/// note | A\n///\n///\n", [(3, "block-is-closed")]),
    ("/// details | A\n///\n", [(1, "block-is-known")]),
    ("/// details\n///\n", [(1, "block-is-known")]),
    ("/// note | A\n    a: b: c\n\nx\n///\n", [(2, "yaml-is-readable")]),
    ("/// note | A\n    a: 1\n    b: 2\n    a: 3\n///\n", [(4, "yaml-is-readable")]),
    ("```\n/// note | A\n```\n", []),
    ("/// note | A\n\n```\n///\n```\n\n///\n", []),
    ("// not a block\n", []),
    ("text /// note | A\n", [(1, "block-is-closed")]),
    ("see https://a.b/c and file:///d\n", []),
]


@pytest.mark.parametrize(("text", "expected"), TROUBLES)
def test_what_cannot_be_read_is_a_finding(text: str, expected: list[tuple[int, str]]) -> None:
    """Each with its line; what can be read is read all the same."""
    troubles = read_document("docs/a.md", text).troubles
    assert [(each.line, each.rule) for each in troubles] == expected


def test_a_block_without_its_end_does_not_swallow_the_next() -> None:
    """One forgotten line costs one block."""
    document = read_document("docs/a.md", "/// note | A\nx\n/// note | B\ny\n///\n")
    assert [each.id for each in document.blocks] == ["B"]


def test_a_block_without_id_has_an_empty_one() -> None:
    """The checks speak of it."""
    (block,) = read_document("docs/a.md", "/// note\nx\n///\n").blocks
    assert block.id == ""
