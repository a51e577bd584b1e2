"""What became of a damage: reported with file and line, proven harmless, or missed."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from dossier.check import check
from dossier.finding import Finding
from dossier.read import Reading, read
from mutation.damage import Damage, Files

KEPT = (
    "mkdocs.yml",
    "docs/series/kazakhstan/index.md",
    "docs/series/kazakhstan/achievements.md",
    "docs/actors/hikvision.md",
    "docs/glossary/wutong-santong.md",
    "bib/part-two.bib",
)
"""The real files that are damaged; what they name beyond them is unknown before and after."""
_PLACES = frozenset({"origin", "line"})


class Verdict(NamedTuple):
    """What became of one damage."""

    damage: Damage
    word: str
    """caught, harmless or missed."""
    how: str


class Ground:
    """The files before any damage, what is said of them, and what they mean."""

    def __init__(self, files: Files) -> None:
        """Take the real files, and keep those that are damaged."""
        self.files = {path: files[path] for path in KEPT}
        reading = read(self.files)
        self.said = Counter(_bare(each) for each in check(reading))
        self.meaning = meaning(reading)

    def verdict(self, damage: Damage) -> Verdict:
        """Return what becomes of a damage."""
        reading = read(damage.done(self.files))
        found = check(reading)
        new = Counter(_bare(each) for each in found) - self.said
        place = damage.path.removesuffix(" (a symbolic link)")
        told = sorted((e for e in found if _bare(e) in new), key=lambda e: e.path != place)
        for each in told[:1]:
            where = f"line {each.line}" if each.path == place else f"{each.path}:{each.line}"
            return Verdict(damage, "caught", f"{each.rule}, {where}")
        if meaning(reading) == self.meaning:
            return Verdict(damage, "harmless", "the model is the same")
        return Verdict(damage, "missed", "nothing is said of it")


def _bare(finding: Finding) -> tuple[str, str, str]:
    """Return a finding without its line, which moves with every line above."""
    return finding.path, finding.rule, finding.message


def meaning(reading: Reading) -> dict[str, Any]:
    """Return all that a reading says, but not on which lines it stands."""
    return dict(_fields(reading.dossier)) | {
        "others": reading.others,
        "bodies": [document.body.strip() for document in reading.documents],
    }


def _fields(record: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - any record of the model
    """Yield the fields of a record, and those of the records in it."""
    for field in dataclasses.fields(record):
        if field.name not in _PLACES:
            yield field.name, _value(getattr(record, field.name))


def _value(value: Any) -> Any:  # noqa: ANN401 - as above
    """Return a value without the places in it."""
    if dataclasses.is_dataclass(value):
        return dict(_fields(value))
    if isinstance(value, dict):
        return {key: _value(each) for key, each in value.items()}
    if isinstance(value, str):
        return value.strip()  # Markdown leaves blanks at the ends of a text away
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    return value
