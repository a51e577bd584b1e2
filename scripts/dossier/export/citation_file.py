"""The edition as a Citation File Format record (CFF 1.2.0)."""

from __future__ import annotations

from typing import Final

import yaml

from dossier.model import Dossier
from dossier.model.csl import csl_item

CITATION: Final = "CITATION.cff"
"""Its name, at the root of the project and of each edition; forges look for it there."""
_AUTHORS: Final = "The contributors to the Digital Silk Road reference edition"


def citation_cff(dossier: Dossier) -> str:
    """Return CITATION.cff: the edition itself, and each article it restates as a reference."""
    edition = dossier.edition
    parts = sorted(dossier.parts.values(), key=lambda part: part.order)
    articles = [dossier.sources[part.source] for part in parts if part.source in dossier.sources]
    record = {
        "cff-version": "1.2.0",
        "message": "Cite the statement, the edition and the original article.",
        "title": "The Digital Silk Road in Central Asia: a reference edition",
        "type": "dataset",
        "version": edition.id,
        "date-released": edition.date,
        "license": "CC-BY-4.0",
        "authors": [{"name": _AUTHORS}],
        "references": [_article(csl_item(each)) for each in articles],
    }
    return yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=1000)


def _article(item: dict[str, object]) -> dict[str, object]:
    """Return an article as a CFF reference."""
    names = item.get("author")
    issued = item.get("issued")
    parts = issued.get("date-parts", [[None]])[0] if isinstance(issued, dict) else [None]
    found: dict[str, object] = {
        "type": "article",
        "title": item["title"],
        "authors": [_name(each) for each in (names if isinstance(names, list) else [])],
        "journal": item["container-title"],
        "volume": int(str(item.get("volume", 0))),
        "issue": str(item.get("issue", "")),
        "publisher": {"name": item.get("publisher", "")},
        "year": parts[0],
    }
    return found | ({"month": parts[1]} if len(parts) > 1 else {})


def _name(name: dict[str, str]) -> dict[str, str]:
    """Return a CSL name as a CFF one; a whole name is an entity's."""
    if "literal" in name:
        return {"name": name["literal"]}
    return {"family-names": name["family"], "given-names": name["given"]}
