"""Documents against code: every list that people read is the one the code goes by."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml

import new
from dossier.check import check
from dossier.export.citation_file import CITATION, citation_cff
from dossier.model import vocabulary
from dossier.model.fields import FIELDS
from dossier.read import Reading, read


def _text(root: Path, name: str) -> str:
    """Return a document."""
    return (root / name).read_text(encoding="utf-8")


def test_the_readme_names_every_target(root: Path) -> None:
    """Whoever reads it knows all commands."""
    targets = re.search(r"^\.PHONY: (.*)$", _text(root, "Makefile"), re.MULTILINE)
    assert targets
    readme = _text(root, "README.md")
    assert [t for t in targets[1].split() if t != "help" and f"make {t}" not in readme] == []


def test_the_hacking_guide_names_every_room(root: Path) -> None:
    """Each room of the package and each folder of tests has its line."""
    guide = _text(root, "HACKING.md")
    rooms = [p.name for p in (root / "scripts" / "dossier").iterdir() if p.is_dir()]
    missing = [each for each in rooms if f"`{each}/`" not in guide and each != "__pycache__"]
    tests = [p.name for p in (root / "tests").iterdir() if p.is_dir() and p.name != "__pycache__"]
    missing += [each for each in tests if each not in guide]
    assert missing == []


@pytest.mark.parametrize("kind", ["statement", "note", "actor", "term"])
def test_contributing_explains_every_field(root: Path, kind: str) -> None:
    """Each field of what contributors write stands there, as the code spells it."""
    guide = _text(root, "CONTRIBUTING.md")
    known = [field.name for field in FIELDS[kind] if field.name not in ("title", "summary")]
    missing = [each for each in known if f"`{each}`" not in guide and f"{each}:" not in guide]
    assert missing == []


@pytest.mark.parametrize("values", [vocabulary.BASES, vocabulary.STATUSES, vocabulary.NOTE_KINDS])
def test_contributing_lists_every_value(root: Path, values: dict[str, str]) -> None:
    """Each word that a field may take stands in the guide or is its default."""
    guide = _text(root, "CONTRIBUTING.md")
    assert [each for each in values if each != "stands" and f"`{each}`" not in guide] == []


def test_contributing_gives_each_field_once(root: Path) -> None:
    """Two tables that explain one field would come to differ."""
    tables = re.findall(
        r"<!-- fields: (\w+) -->\n(.*?)<!-- end -->", _text(root, "CONTRIBUTING.md"), re.DOTALL
    )
    assert {kind for kind, _ in tables} == FIELDS.keys() - {"page"}
    for kind, rows in tables:
        named = re.findall(r"^\| (?:\*\*)?`([\w-]+)`", rows, re.MULTILINE)
        assert named == [field.name for field in FIELDS[kind]]


def test_the_examples_of_contributing_are_well_formed(root: Path) -> None:
    """Whoever copies one gets no finding about its form."""
    examples = re.findall(
        r"^```\n(.*?)^```", _text(root, "CONTRIBUTING.md"), re.DOTALL | re.MULTILINE
    )
    notes = "\n".join(each[each.index("/// note") :] for each in examples if "/// note" in each)
    sources = "\n".join(each for each in examples if each.startswith("@"))
    files = {"docs/series/a/b.md": notes.encode(), "bib/a.bib": sources.encode()}
    form = re.compile("field-has|field-is-known|value-|date-is|.*readable|block-|id-has|quotes-")
    found = check(read(files))
    assert notes
    assert sources
    assert [str(each) for each in found if form.match(each.rule)] == []


def test_the_commands_of_contributing_can_be_given(root: Path) -> None:
    """Each flag that stands there is one of new.py's."""
    said = re.findall(
        r"\.venv/bin/python scripts/new\.py ([a-z].*?)(?:`|$)",
        _text(root, "CONTRIBUTING.md"),
        re.MULTILINE,
    )
    kinds = {new.parser().parse_args(shlex.split(each)).new for each in said}
    assert kinds == {"actor", "term", "statement", "section", "note", "source"}


@pytest.mark.parametrize(
    "values",
    [vocabulary.BASES, vocabulary.STATUSES, vocabulary.VERIFICATIONS],
)
def test_the_method_page_explains_every_word_a_reader_sees(
    root: Path, values: dict[str, str]
) -> None:
    """What stands beside a statement or a source is explained."""
    method = _text(root, "docs/about/method.md").lower()
    assert [each for each in values if each.replace("-", " ") not in method.replace("-", " ")] == []


def test_the_editorial_rules_explain_every_kind_of_note(root: Path) -> None:
    """Error, later event, context, unclear."""
    rules = _text(root, "docs/about/editorial.md").lower().replace("-", " ")
    assert [each for each in vocabulary.NOTE_KINDS if each.replace("-", " ") not in rules] == []


def test_the_decisions_page_lists_every_record(root: Path) -> None:
    """Numbered without a gap, each linked, none longer than a screen."""
    folder = root / "docs" / "about" / "decisions"
    records = sorted(p.name for p in folder.glob("0*.md"))
    index = _text(root, "docs/about/decisions/index.md")
    assert [each for each in records if f"({each})" not in index] == []
    assert [each[:4] for each in records] == [f"{n:04}" for n in range(1, len(records) + 1)]
    long = [p.name for p in folder.glob("0*.md") if len(p.read_text("utf-8").splitlines()) > 46]
    assert long == []


def test_the_edition_is_the_same_everywhere(root: Path, real: Reading) -> None:
    """Settings, citation file, changelog and package say one thing."""
    edition = real.dossier.edition
    assert _text(root, CITATION) == citation_cff(real.dossier), "run `make permalinks`"
    citation = yaml.safe_load(_text(root, CITATION))
    assert (citation["version"], str(citation["date-released"])) == (edition.id, edition.date)
    assert "Sukhankin" in str(citation["references"])
    assert f"## {edition.id}" in _text(root, "CHANGELOG.md")
    assert f'version = "{edition.id}"' in _text(root, "pyproject.toml")


def test_every_licence_is_there(root: Path) -> None:
    """Code, text, and the text face."""
    assert "MIT License" in _text(root, "LICENSE")
    assert "Section 8 -- Interpretation" in _text(root, "LICENSE-CONTENT")
