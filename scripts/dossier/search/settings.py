"""What the search in the browser has to know: letters, types, filters, and names like others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from dossier.model import Dossier
from dossier.model.vocabulary import ACTOR_KINDS, BASES, TERM_KINDS
from dossier.search.entries import TYPES, Entry
from dossier.search.folding import LETTERS, fold
from dossier.search.index import FOLDER, Mark, facet

FORM: Final = "addition.yml"
"""The issue form for something new, below `.github/ISSUE_TEMPLATE`."""
_NAMED: Final = ("term", "actor")
"""Types whose names are offered where nothing was found."""


def settings_files(dossier: Dossier, found: Sequence[Entry], mark: Mark) -> dict[str, bytes]:
    """Return site path → content of the settings, and of the names offered for a misspelling."""
    settings = {
        "letters": LETTERS,
        "filters": filters(dossier),
        "propose": _propose(dossier.edition.forge),
    }
    return {
        f"{FOLDER}/settings.json": _json(settings),
        f"{FOLDER}/names.json": _json([_named(e, mark) for e in found if e.type in _NAMED]),
    }


def _propose(forge: str) -> str:
    """Return where an entry is proposed: a form, to whose title the query is added, or a page."""
    if not forge:
        return "about/contributing/"
    return f"{forge}/issues/new?template={FORM}&title=Addition%3A+"


def filters(dossier: Dossier) -> dict[str, dict[str, Any]]:
    """Return each filter: its label, and its values as token and what they are called."""
    parts = {part.id: (part.title,) for part in dossier.parts.values()}
    kinds = {kind: (words,) for kind, words in {**ACTOR_KINDS, **TERM_KINDS}.items()}
    bases = {basis: (basis.replace("-", " "),) for basis in BASES}
    choices: Mapping[str, Mapping[str, tuple[str, ...]]] = {
        "type": TYPES,
        "part": parts,
        "kind": kinds,
        "basis": bases,
    }
    return {
        name: {
            "label": name.capitalize(),
            "values": {value: [facet(name, value), *words] for value, words in values.items()},
        }
        for name, values in choices.items()
    }


def _named(entry: Entry, mark: Mark) -> list[str]:
    """Return an entry's address, title and folded names."""
    return [entry.address, mark(entry.title), *_once(fold(name) for name in entry.names)]


def _once(names: Iterable[str]) -> list[str]:
    """Return names, each once."""
    return list(dict.fromkeys(names))


def _json(value: object) -> bytes:
    """Return a value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
