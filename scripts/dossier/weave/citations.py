"""Every citation and reference of a build, set by pandoc's citeproc in one run.

1. write all keys as CSL-JSON, all citations as a document · 2. run pandoc · 3. cut its answer up.
"""

from __future__ import annotations

import functools
import html
import json
import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pypandoc

from dossier.model import Citation, Source
from dossier.model.csl import csl_item

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


def format_citations(
    sources: Mapping[str, Source], cited: Iterable[Citation], style: str
) -> Citations:
    """Return all references, and all citations of known keys, set in a CSL style (its XML).

    Raises RuntimeError when pandoc fails or leaves a reference or citation out.
    """
    wanted = {(each.prefix, each.key, each.locator) for each in cited if each.key in sources}
    wanted |= {("", key, "") for key in sources}  # derived lists name any source
    items = json.dumps([csl_item(each) for each in sources.values()], ensure_ascii=False)
    return _formatted(items, tuple(sorted(wanted)), style)


@functools.lru_cache(maxsize=4)
def _formatted(items: str, wanted: tuple[Cited, ...], style: str) -> Citations:
    """Return the answer of one pandoc run; the same question is not asked twice."""
    if not wanted:
        return Citations()
    document = "\n\n".join(
        f"::: {{#cited-{number}}}\n[{prefix} @{key}{', ' + locator if locator else ''}]\n:::"
        for number, (prefix, key, locator) in enumerate(wanted)
    )
    answer = pandoc(document, items, style)
    in_text = {wanted[int(number)]: said for number, said in _CITED.findall(answer)}
    in_list = {key: " ".join(said.split()) for key, said in LISTED.findall(answer)}
    left_out = [key for _, key, _ in wanted if key not in in_list]
    if len(in_text) != len(wanted) or left_out:
        msg = (
            f"pandoc left out {len(wanted) - len(in_text)} citations and the references {left_out}"
        )
        raise RuntimeError(msg)
    return Citations(in_text={k: _bare(v) for k, v in in_text.items()}, in_list=in_list)


def _bare(said: str) -> str:
    """Return a formatted citation without pandoc's own wrapper."""
    inner = re.sub(
        r'^<span\s+class="citation"[^>]*>(.*)</span>$', r"\1", said.strip(), flags=re.DOTALL
    )
    return " ".join(inner.split())


def pandoc(document: str, items: str, style: str) -> str:
    """Return pandoc's HTML for a document with a bibliography and a style."""
    with tempfile.TemporaryDirectory() as folder:
        bibliography, csl = Path(folder, "sources.json"), Path(folder, "style.csl")
        bibliography.write_text(items, encoding="utf-8")
        csl.write_text(style, encoding="utf-8")
        options = ["--citeproc", f"--bibliography={bibliography}", f"--csl={csl}", "--wrap=none"]
        answer = pypandoc.convert_text(document, "html", format="markdown", extra_args=options)
    return str(answer)
