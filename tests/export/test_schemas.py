"""Schemas for editors: they follow from the model, and take what the dossier holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import fields
from dossier.export.schemas import KINDS, schema, schema_files
from dossier.read import Raw, Reading


def _written(raw: Raw, reading: Reading) -> Any:  # noqa: ANN401 - as YAML gives it
    """Return a record's fields as an editor reads them: YAML 1.2, whose dates are texts."""
    lines = reading.texts[raw.origin.path].split("\n")
    start = max(1, raw.origin.line)
    if lines[start - 1].startswith("///"):
        text = "\n".join(line for line in _options(lines[start:]))
    else:
        text = "\n".join(lines[1 : lines.index("---", 1)])
    return yaml.load(text, Loader=_Texts)  # noqa: S506 - a safe loader without dates


class _Texts(yaml.SafeLoader):
    """Reads numbers as numbers, and dates, `on` and `no` as texts."""


_Texts.yaml_implicit_resolvers = {
    first: [
        pair for pair in pairs if pair[0] in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
    ]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _options(lines: list[str]) -> list[str]:
    """Return the options at the head of a block."""
    found = []
    for line in lines:
        if not line.startswith("    "):
            break
        found.append(line[4:])
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_takes_every_real_record(kind: str, real: Reading) -> None:
    """An editor that underlines what is right is worse than none."""
    judge = jsonschema.Draft7Validator(schema(kind))
    judge.check_schema(judge.schema)
    records = [raw for raw in real.raws if raw.kind == kind and raw.data]
    said = [(raw.id, e.message) for raw in records for e in judge.iter_errors(_written(raw, real))]
    assert records
    assert said == []


FAULTS: list[tuple[str, dict[str, object]]] = [
    ("actor", {"kind": "compny"}),
    ("actor", {"sumary": "A company."}),
    ("actor", {"names": {"zh": "海康威视"}}),
    ("actor", {"also": "Astana"}),
    ("actor", {"same-as": {"website": "www.toy.example"}}),
    ("term", {"kind": "slogans"}),
    ("statement", {"basis": "rumour"}),
    ("statement", {"on": "12.9.2019 "}),
    ("note", {"kind": "err"}),
    ("note", {"to": "KZ 058"}),
    ("section", {"order": "second"}),
]


@pytest.mark.parametrize(("kind", "fault"), FAULTS)
def test_a_schema_refuses_a_planted_fault(
    kind: str, fault: dict[str, object], real: Reading
) -> None:
    """A word that is none, a misspelt field, a wrong shape."""
    raw = next(raw for raw in real.raws if raw.kind == kind)
    judge = jsonschema.Draft7Validator(schema(kind))
    assert [*judge.iter_errors({**_written(raw, real), **fault})]


def test_what_a_record_must_have_is_asked_for() -> None:
    """A note without its statement is underlined."""
    missing = {e.message for e in jsonschema.Draft7Validator(schema("note")).iter_errors({})}
    assert missing == {f"'{each}' is a required property" for each in ("to", "kind", "dated")}


def test_what_follows_from_the_fields_is_committed(root: Path) -> None:
    """`make fields` would change nothing: neither a schema nor the tables of CONTRIBUTING."""
    made = fields.derived(root)
    stale = [path for path, text in made.items() if (root / path).read_text("utf-8") != text]
    assert stale == []
    there = {p.name for p in (root / fields.SCHEMAS).iterdir()}
    assert there == {Path(path).name for path in schema_files("")}


def test_the_editor_is_told_of_every_schema(root: Path) -> None:
    """`.vscode/settings.json` names each, and none that is not there."""
    settings = json.loads((root / ".vscode/settings.json").read_text("utf-8"))
    assert {*settings["yaml.schemas"]} == {f"{fields.SCHEMAS}/{kind}.json" for kind in KINDS}


def test_the_site_publishes_the_same(site: Path, root: Path) -> None:
    """Who works elsewhere takes them from there."""
    folder = site / "data" / "schemas"
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {
        p.name: p.read_bytes() for p in (root / fields.SCHEMAS).iterdir()
    }
