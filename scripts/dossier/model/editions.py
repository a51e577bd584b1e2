"""The editions as a history: what every id said in each, and what each changed against the last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

BESIDE: Final = (
    ("SHA256SUMS", "Sums of its files"),
    ("SOURCE-SHA256SUMS", "Sums of its sources"),
    ("CITATION.cff", "CITATION.cff"),
)
"""What lies beside the pages of a frozen edition, with what readers are told it is."""

Words = Mapping[str, str]
"""Field → what it says."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What one record, or one page, says."""

    kind: str
    """The ledger's word for it."""
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One edition: its number, its day, and what every id and address said in it."""

    id: str
    date: str = ""
    says: Mapping[str, Wording] = field(default_factory=dict)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Return kind → how many there are."""
        return Counter(each.kind for each in self.says.values())


@dataclass(frozen=True, kw_only=True)
class Change:
    """One id that says something else than before."""

    id: str
    kind: str
    before: Words
    after: Words

    @property
    def fields(self) -> Iterator[tuple[str, str, str]]:
        """Yield name, old and new words of each field that differs."""
        for name in dict.fromkeys([*self.before, *self.after]):
            old, new = self.before.get(name, ""), self.after.get(name, "")
            if old != new:
                yield name, old, new


@dataclass(frozen=True, kw_only=True)
class Step:
    """What an edition changed against the one before it."""

    edition: Stage
    before: Stage

    @cached_property
    def new(self) -> tuple[str, ...]:
        """Return what is there for the first time."""
        return tuple(each for each in self.edition.says if each not in self.before.says)

    @cached_property
    def gone(self) -> tuple[str, ...]:
        """Return what is there no more: moved, merged or withdrawn; the ledger says which."""
        return tuple(each for each in self.before.says if each not in self.edition.says)

    @cached_property
    def changed(self) -> tuple[Change, ...]:
        """Return what says something else."""
        pairs = ((each, self.before.says.get(each)) for each in self.edition.says)
        return tuple(
            Change(id=each, kind=old.kind, before=old.words, after=self.edition.says[each].words)
            for each, old in pairs
            if old and old.words != self.edition.says[each].words
        )


@dataclass(frozen=True, kw_only=True)
class History:
    """All editions up to the one that is built."""

    stages: tuple[Stage, ...] = ()
    """Oldest first; the last is the one that is built."""
    frozen: tuple[str, ...] = ()
    """Those that have a tag: the one that is built may be among them."""
    rewritten: tuple[str, ...] = ()
    """What differs from the tag by which the edition that is built is called already."""

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Return what each edition but the first changed, oldest first."""
        pairs = zip(self.stages, self.stages[1:], strict=False)
        return tuple(Step(edition=new, before=old) for old, new in pairs)

    @cached_property
    def _changed(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for step in self.steps:
            for change in step.changed:
                found[change.id] = (*found.get(change.id, ()), step.edition.id)
        return found

    def changed_in(self, identity: str) -> tuple[str, ...]:
        """Return the editions in which an id began to say something else, oldest first."""
        return self._changed.get(identity, ())

    def last_said(self, identity: str) -> tuple[str, Wording] | None:
        """Return the last edition that had an id, with what it said; None where none had."""
        having = (each for each in reversed(self.stages) if identity in each.says)
        stage = next(having, None)
        return (stage.id, stage.says[identity]) if stage else None


def bundle(edition: str) -> str:
    """Return the name of the zip that holds a frozen edition."""
    return f"digital-silk-road-{edition}.zip"
