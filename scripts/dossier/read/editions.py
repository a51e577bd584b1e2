"""What every id said in each edition: read from the edition's tag, and kept in the cache."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final

from dossier.model import Note, Record, Statement
from dossier.model.editions import History, Stage, Wording
from dossier.model.ledger import address_of
from dossier.read.document import Raw
from dossier.read.files import editions, git, load_revision
from dossier.read.reading import Reading, read
from dossier.read.yaml_lines import Value
from dossier.writing import kept

CACHE: Final = Path(".cache") / "editions"


def history(root: Path, reading: Reading) -> History:
    """Return the history of a project that was read; without git or tags it is one stage long."""
    now = stage_of(reading)
    tagged = {tag: _stage_at(root, tag) for tag in editions(root)}
    # Of the edition that is built, the tree tells; its tag, if it has one, must tell the same.
    own = tagged.get(now.id)
    earlier = tuple(stage for tag, stage in tagged.items() if tag != now.id)
    return History(
        stages=(*earlier, now), frozen=tuple(tagged), rewritten=_differing(own, now) if own else ()
    )


def stage_of(reading: Reading) -> Stage:
    """Return what every id and page of a reading says."""
    edition = reading.dossier.edition
    return Stage(id=edition.id, date=edition.date, says=dict(_wordings(reading)))


def _differing(old: Stage, new: Stage) -> tuple[str, ...]:
    """Return the ids that two stages do not tell alike."""
    both = dict.fromkeys([*old.says, *new.says])
    return tuple(each for each in both if old.says.get(each) != new.says.get(each))


def _wordings(reading: Reading) -> Iterator[tuple[str, Wording]]:
    """Yield id, or address, and wording of every record as written."""
    dossier = reading.dossier
    for raw in reading.raws:
        record = dossier.pages.get(raw.id) if raw.kind == "page" else dossier.records.get(raw.id)
        if record is not None:
            key = address_of(raw.origin.path) if raw.kind == "page" else raw.id
            yield key, Wording(kind=raw.kind, words=_words(raw, record))
        if raw.kind in ("part", "section"):  # its address is promised apart from its id
            yield address_of(raw.origin.path), Wording(kind="page")


def _words(raw: Raw, record: Record) -> dict[str, str]:
    """Return field → words of a record: its text, what that cites, then its fields."""
    cited = [f"{each.key} {each.locator}".strip() for each in record.prose.citations]
    found = {"text": _said(record.prose.plain), "sources": "; ".join(cited)}
    if isinstance(record, Statement | Note):
        found["section"] = record.section
    found |= {name: _said(value) for name, value in raw.data.items() if name != "id"}
    return {name: words for name, words in found.items() if words}


def _said(value: Value) -> str:
    """Return a field's value as words on one line.

    >>> _said({"en": "Lamp", "also": ["a", "b"]})
    'en: Lamp, also: a; b'
    """
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return "; ".join(map(_said, value))
    return ", ".join(f"{name}: {_said(each)}" for name, each in value.items())


def _stage_at(root: Path, tag: str) -> Stage:
    """Return an edition as its tag has it: reading one takes half a second, the cache none."""
    commit = (git(root, "rev-parse", f"{tag}^{{commit}}") or b"").decode().strip()

    def made() -> bytes:
        stage = stage_of(read(load_revision(root, tag)))
        return json.dumps(asdict(stage), ensure_ascii=False).encode()

    return _from_json(json.loads(kept(root / CACHE / f"{commit}-{_reader()}.json", made)))


def _from_json(said: Mapping[str, object]) -> Stage:
    """Return a stage as the cache holds it."""
    says = said["says"]
    if not isinstance(says, dict):
        raise TypeError(says)
    wordings = {identity: Wording(**each) for identity, each in says.items()}
    return Stage(id=str(said["id"]), date=str(said["date"]), says=wordings)


def _reader() -> str:
    """Return a short sum of the code that reads: what other code kept is no use."""
    rooms = (Path(__file__).parent, Path(__file__).parent.parent / "model")
    files = sorted(file for room in rooms for file in room.glob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
