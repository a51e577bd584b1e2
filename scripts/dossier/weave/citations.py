"""Every citation and reference of a build: one question to citeproc, its answer cut up.

All keys go as CSL-JSON, all citations as one document.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from dossier.model import Citation, Source
from dossier.model.csl import csl_item
from dossier.weave.pandoc import Question

_CITED: Final = re.compile(r'<div id="cited-(\d+)">\s*<p>(.*?)</p>\s*</div>', re.DOTALL)
LISTED: Final = re.compile(
    r'<div id="ref-([\w.-]+)" class="csl-entry"[^>]*>\s*(.*?)\s*</div>', re.DOTALL
)
_MARKDOWN: Final = re.compile(r"[\\`*_{}\[\]()#+\-.!~^=|:@$]")

Cited = tuple[str, str, str]
"""Prefix, key and locator of one citation."""


@dataclass(frozen=True, kw_only=True)
class Citations:
    """All citations and references, formatted."""

    in_text: Mapping[Cited, str] = field(default_factory=dict)
    """Citation → HTML such as `Inform.kz, 25 February 2021`, without parentheses."""
    in_list: Mapping[str, str] = field(default_factory=dict)
    """Key → HTML of the full reference."""

    def inline(self, cited: Iterable[Citation], address: str = "#ref-{key}") -> str:
        """Return one bracket of citations as inline HTML that Markdown leaves alone.

        Every citation keeps its locator and links to its own reference. A key that is in no
        .bib file stays in the text, marked, never dropped.
        """
        items = [self._item(each, address) for each in cited]
        return f'<span class="cites">({"; ".join(items)})</span>'

    def _item(self, cited: Citation, address: str) -> str:
        """Return one citation."""
        said = self.in_text.get((cited.prefix, cited.key, cited.locator))
        if said is None:
            return f'<mark class="cite-unknown">{_shielded(f"unknown source @{cited.key}")}</mark>'
        href = html.escape(address.format(key=cited.key))
        return f'<a class="cite" href="{href}" data-source="{cited.key}">{_shielded(said)}</a>'


def _shielded(said: str) -> str:
    """Return HTML whose characters Markdown would read as marks, written as entities."""
    pieces = re.split(r"(<[^>]+>|&[#\w]+;)", said)
    return "".join(
        piece if number % 2 else _MARKDOWN.sub(lambda m: f"&#{ord(m.group())};", piece)
        for number, piece in enumerate(pieces)
    )


@dataclass(frozen=True, kw_only=True)
class Asked:
    """All citations and references that a build needs, as a question and how to read its answer."""

    wanted: tuple[Cited, ...]
    question: Question

    def read(self, answer: str) -> Citations:
        """Return the citations of an answer.

        Raises RuntimeError when it leaves a reference or citation out.
        """
        in_text = {self.wanted[int(number)]: said for number, said in _CITED.findall(answer)}
        in_list = {key: " ".join(said.split()) for key, said in LISTED.findall(answer)}
        left_out = [key for _, key, _ in self.wanted if key not in in_list]
        if len(in_text) != len(self.wanted) or left_out:
            lost = len(self.wanted) - len(in_text)
            msg = f"pandoc left out {lost} citations and the references {left_out}"
            raise RuntimeError(msg)
        return Citations(in_text={k: _bare(v) for k, v in in_text.items()}, in_list=in_list)


def ask_for(sources: Mapping[str, Source], cited: Iterable[Citation], style: str) -> Asked:
    """Return what to ask for all references, and all citations of known keys, in a CSL style."""
    wanted = {(each.prefix, each.key, each.locator) for each in cited if each.key in sources}
    wanted |= {("", key, "") for key in sources}  # derived lists name any source
    ordered = tuple(sorted(wanted))
    document = "\n\n".join(
        f"::: {{#cited-{number}}}\n[{prefix} @{key}{', ' + locator if locator else ''}]\n:::"
        for number, (prefix, key, locator) in enumerate(ordered)
    )
    items = json.dumps([csl_item(each) for each in sources.values()], ensure_ascii=False)
    return Asked(wanted=ordered, question=Question(document=document, items=items, style=style))


def _bare(said: str) -> str:
    """Return a formatted citation without pandoc's own wrapper."""
    inner = re.sub(
        r'^<span\s+class="citation"[^>]*>(.*)</span>$', r"\1", said.strip(), flags=re.DOTALL
    )
    return " ".join(inner.split())
