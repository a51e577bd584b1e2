"""Items as plain citations in the common styles: one pandoc run a style, kept on disk.

The styles are those of the Citation Style Language project, in `bib/styles/`. Each citation here
stands alone, so what tells works in one list apart (2026a, 2026b, a dash for the same author) is
taken out of them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from dossier.model.citing import Item
from dossier.weave.citations import LISTED, pandoc

STYLES: Final = {
    "APA": "apa.csl",
    "Chicago": "chicago-author-date.csl",
    "MLA": "modern-language-association.csl",
}
"""What a reader calls a style → its file."""
_TELLS_APART: Final = re.compile(r' (?:disambiguate-[\w-]+|subsequent-author-substitute)="[^"]*"')
_KEPT_OUT: Final = re.compile(r"</?(?:a|span)\b[^>]*>")
_ALL: Final = "---\nnocite: '@*'\n---\n"

Plain = Mapping[str, Mapping[str, str]]
"""Style → item id → HTML of the citation, with no tags but `em`."""


def plain_citations(items: Iterable[Item], styles: Path, cache: Path) -> Plain:
    """Return every item in every style.

    Raises RuntimeError when pandoc fails or leaves an item out.
    """
    written = {item["id"]: _said_once(item) for item in items}
    text = json.dumps(list(written.values()), ensure_ascii=False)
    found = {
        name: _cached(text, (styles / file).read_text(encoding="utf-8"), cache)
        for name, file in STYLES.items()
    }
    for name, said in found.items():
        if left_out := written.keys() - said.keys():
            msg = f"pandoc left out in {name}: {sorted(left_out)}"
            raise RuntimeError(msg)
    return found


def _said_once(item: Item) -> Item:
    """Return an item without an editor or publisher that is its author: styles name a body once."""
    author = item.get("author")
    body = author[0].get("literal") if author else None
    twice = {
        "editor": author and item.get("editor") == author,
        "publisher": body and item.get("publisher") == body,
    }
    kept_out = {"abstract", *(key for key, holds in twice.items() if holds)}
    return {key: value for key, value in item.items() if key not in kept_out}


def _cached(items: str, style: str, cache: Path) -> dict[str, str]:
    """Return id → citation from the cache, or ask pandoc and keep its answer."""
    name = hashlib.sha256(f"{items}\0{style}".encode()).hexdigest()[:16]
    kept = cache / f"{name}.json"
    if not kept.exists():
        answer = pandoc(_ALL, items, _TELLS_APART.sub("", style))
        found = {
            key: " ".join(_KEPT_OUT.sub("", said).split()) for key, said in LISTED.findall(answer)
        }
        cache.mkdir(parents=True, exist_ok=True)
        unfinished = kept.with_suffix(".part")
        unfinished.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
        unfinished.replace(kept)
    read: dict[str, str] = json.loads(kept.read_text(encoding="utf-8"))
    return read
