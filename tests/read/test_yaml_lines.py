"""YAML as texts with lines, and faults instead of exceptions."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from dossier.read.limits import NESTING
from dossier.read.yaml_lines import parse

READ: list[tuple[str, dict[str, Any]]] = [
    ("", {}),
    ("# a comment\n", {}),
    ("on: 2020-01-01\n", {"on": "2020-01-01"}),
    ("a: no\nb: 0x1F\nc: 1e3\nd: null\n", {"a": "no", "b": "0x1F", "c": "1e3", "d": "null"}),
    ("a:\n", {"a": ""}),
    ("a: [x, y]\n", {"a": ["x", "y"]}),
    ("a: []\nb: {}\n", {"a": [], "b": {}}),
    ("a:\n  - x: 1\n    y: 2\n", {"a": [{"x": "1", "y": "2"}]}),
    ("a: >-\n  one\n  two\n", {"a": "one two"}),
    ("a: 'it''s: so'\n", {"a": "it's: so"}),
    ("a: !!python/object:os.system x\n", {"a": "x"}),
    ("a: " + "[" * (NESTING - 2) + "]" * (NESTING - 2) + "\nb: 1\n", {"b": "1"}),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_every_value_is_the_text_it_was_written_as(text: str, expected: dict[str, Any]) -> None:
    """Dates stay dates, `no` stays `no`, tags mean nothing."""
    parsed = parse(text, 1)
    assert ({key: parsed.data.get(key) for key in expected}, parsed.faults) == (expected, ())


def test_every_field_has_its_line() -> None:
    """Fields inside lists and groups, too; counted from the first line’s number."""
    text = "id: a\n\nnames:\n  en: A\nroles:\n  - title: t\n    from: 2\n  -\n    title: u\n"
    assert parse(text, 2).lines == {
        "id": 2,
        "names": 4,
        "names.en": 5,
        "roles": 6,
        "roles.0": 7,
        "roles.0.title": 7,
        "roles.0.from": 8,
        "roles.1": 10,
        "roles.1.title": 10,
    }


FAULTS = [
    ("title: a: b\n", 10, "mapping values are not allowed in this context"),
    ("a: 1\nb: [\nc: 2\n", 13, "while parsing a flow sequence"),
    ("a: 1\nb:\n\t- 2\n", 12, "cannot start any token"),
    ("a: 1\nb: 2\na: 3\n", 12, "`a` stands here twice"),
    ("a: &x [1]\nb: *x\n", 10, "anchors and aliases (& and *) are not used here"),
    ("a: &x [*x]\n", 10, "anchors and aliases (& and *) are not used here"),
    ("a: *nothing\n", 10, "undefined alias"),
    ("- a\n- b\n", 10, "it is not a list of `field: value` lines"),
    ("just a text\n", 10, "it is not a list of `field: value` lines"),
    ("a: 1\n---\nb: 2\n", 11, "expected a single document"),
    ("a: \x00\n", 10, "not allowed"),
    ("a: " + "[" * NESTING + "]" * NESTING, 10, f"more than {NESTING} levels of nesting"),
    ("a: 1\nb: " + "{a: " * NESTING, 11, f"more than {NESTING} levels of nesting"),
    ("a: " + "[" * 100_000, 10, f"more than {NESTING} levels of nesting"),
]


@pytest.mark.parametrize(("text", "line", "said"), FAULTS)
def test_what_cannot_be_read_is_a_fault_with_a_line(text: str, line: int, said: str) -> None:
    """Nothing raises: neither bad syntax, nor a bomb of aliases, nor ten thousand brackets."""
    ((at, what), *_) = parse(text, 10).faults
    assert (at, said in what) == (line, True)


def test_a_field_given_twice_keeps_its_first_value() -> None:
    """The fault is told; the record stays readable."""
    assert parse("a: 1\na: 2\n", 1).data == {"a": "1"}


PAIRS = tuple(itertools.pairwise("abcdefghi"))


def test_aliases_do_not_multiply() -> None:
    """Nine lines cannot stand for a thousand million words."""
    levels = ["a: &a [lol]"]
    levels += [f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in PAIRS]
    parsed = parse("\n".join(levels), 1)
    assert len(str(parsed.data)) < 1000
