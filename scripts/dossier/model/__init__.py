"""Nouns: frozen dataclasses and closed vocabularies. No input or output, no Markdown, no YAML."""

from dossier.model.dossier import Dossier, Relation
from dossier.model.place import Origin
from dossier.model.prose import Citation, Link, Prose
from dossier.model.records import (
    Actor,
    Attestation,
    Edition,
    Fact,
    Meaning,
    Name,
    Note,
    Page,
    Part,
    Record,
    Rendering,
    Role,
    Section,
    Source,
    Statement,
    Term,
)

__all__ = [
    "Actor",
    "Attestation",
    "Citation",
    "Dossier",
    "Edition",
    "Fact",
    "Link",
    "Meaning",
    "Name",
    "Note",
    "Origin",
    "Page",
    "Part",
    "Prose",
    "Record",
    "Relation",
    "Rendering",
    "Role",
    "Section",
    "Source",
    "Statement",
    "Term",
]
