"""What is wrong with the content, as a value: where, what, and how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, order=True)
class Finding:
    """One thing a reader of the source files must mend."""

    path: str
    """File, relative to the project's root."""
    line: int
    """Line, counted from 1."""
    rule: str
    """Name of the rule, as `check.py --explain` takes it."""
    message: str
    """`<field> must <condition>; got <value>.`"""
    hint: str = ""
    """One sentence that helps to mend it; empty where the message says it all."""

    def __str__(self) -> str:
        """Return `path:line: message hint [rule]`."""
        said = f"{self.message} {self.hint}".rstrip()
        return f"{self.path}:{self.line}: {said} [{self.rule}]"


def did_you_mean(got: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known value, or nothing when none is near.

    >>> did_you_mean("persn", ["person", "place"])
    'Did you mean "person"?'
    """
    near = difflib.get_close_matches(got, sorted(known), n=1)
    return f'Did you mean "{near[0]}"?' if near else ""
