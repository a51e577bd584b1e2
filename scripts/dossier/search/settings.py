"""What the search in the browser has to know besides its index: letters, types and filters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dossier.model import Dossier
from dossier.model.vocabulary import ACTOR_KINDS, BASES, TERM_KINDS
from dossier.search.entries import TYPES
from dossier.search.folding import LETTERS
from dossier.search.index import FOLDER, compact, facet

FORM: Final = "addition.yml"
"""The issue form for something new, below `.github/ISSUE_TEMPLATE`."""


def settings_files(dossier: Dossier) -> dict[str, bytes]:
    """Return site path → content of the settings."""
    settings = {
        "letters": LETTERS,
        "filters": filters(dossier),
        "propose": _propose(dossier.edition.forge),
    }
    return {f"{FOLDER}/settings.json": compact(settings).encode()}


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
