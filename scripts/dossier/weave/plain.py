"""Items as plain citations in the common styles: a question to citeproc for each style.

The styles are those of the Citation Style Language project, in `bib/styles/`. Each citation here
stands alone, so what tells works in one list apart (2026a, 2026b, a dash for the same author) is
taken out of them; so are their order in a list and their short form in a text, which would take
pandoc a fifth of its time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dossier.model.citing import Item
from dossier.weave.citations import LISTED
from dossier.weave.pandoc import Question

STYLES: Final = {
    "APA": "apa.csl",
    "Chicago": "chicago-author-date.csl",
    "MLA": "modern-language-association.csl",
}
"""What a reader calls a style → its file."""
_AT_ONCE: Final = 500
"""So many items a question holds: pandoc's memory grows with it, and nothing else depends on it."""
TELLS_APART: Final = re.compile(r' (?:disambiguate-[\w-]+|subsequent-author-substitute)="[^"]*"')
"""What works in a list alone."""
_SORTS: Final = re.compile(r"<sort>.*?</sort>", re.DOTALL)
_IN_TEXT: Final = re.compile(r"(?<=<citation)\b[^>]*>.*?(?=</citation>)", re.DOTALL)
_SHORT: Final = '><layout><text variable="title"/></layout>'
_KEPT_OUT: Final = re.compile(r"</?(?:a|span)\b[^>]*>")
_ALL: Final = "---\nnocite: '@*'\n---\n"

Plain = Mapping[str, Mapping[str, str]]
"""Style → item id → HTML of the citation, with no tags but `em`."""


@dataclass(frozen=True, kw_only=True)
class AskedPlain:
    """All items in every style, as questions and how to read their answers."""

    keys: frozenset[str]
    questions: tuple[Question, ...]
    """Those of one style after those of another, in the order of STYLES."""

    def read(self, answers: Iterable[str]) -> Plain:
        """Return the citations of the answers. Raises RuntimeError when an item is left out."""
        pieces = iter(answers)
        each_style = len(self.questions) // len(STYLES)
        found = {
            name: {
                key: text for _ in range(each_style) for key, text in _read(next(pieces)).items()
            }
            for name in STYLES
        }
        for name, said in found.items():
            if left_out := self.keys - said.keys():
                msg = f"pandoc left out in {name}: {sorted(left_out)}"
                raise RuntimeError(msg)
        return found


def ask_for_plain(items: Iterable[Item], styles: Path) -> AskedPlain:
    """Return what to ask for every item in every style; `styles` is the folder of the styles."""
    written = {item["id"]: _said_once(item) for item in items}
    asked = list(written.values())
    texts = [
        json.dumps(asked[first : first + _AT_ONCE], ensure_ascii=False)
        for first in range(0, len(asked), _AT_ONCE)
    ]
    questions = (
        Question(document=_ALL, items=text, style=style)
        for style in (alone(styles / file) for file in STYLES.values())
        for text in texts
    )
    return AskedPlain(keys=frozenset(written), questions=tuple(questions))


def alone(file: Path) -> str:
    """Return a style's XML for citations that each stand alone, by their keys and in any order."""
    style = TELLS_APART.sub("", file.read_text(encoding="utf-8"))
    return _IN_TEXT.sub(_SHORT, _SORTS.sub("", style))


def _read(answer: str) -> dict[str, str]:
    """Return item id → citation, its links and spans taken off."""
    return {key: " ".join(_KEPT_OUT.sub("", said).split()) for key, said in LISTED.findall(answer)}


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
