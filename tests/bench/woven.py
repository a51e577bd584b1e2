"""The pages of a dossier with all that is derived on them, as plain Markdown any engine can build.

What other tools are measured with: the same words, tables and links as ours, without our work.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import yaml

from bench.synthetic import ROOT, settings
from dossier.model.citing import addresses
from dossier.model.ledger import place_of
from dossier.model.pages import source_page
from dossier.read import Reading, load, read
from dossier.read.prose import CITATIONS
from dossier.weave.citations import ask_for
from dossier.weave.citing import Citing, shown
from dossier.weave.loom import Loom
from dossier.weave.page import frame, meta_at, record_at
from dossier.weave.pandoc import answers
from dossier.weave.plain import ask_for_plain

_FRONT: Final = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_OPTIONS: Final = re.compile(r"^(///[^\n]*\n)(?: {4}[^\n]*\n)+", re.MULTILINE)


def write_woven(project: Path, target: Path, *, citations: bool) -> None:
    """Write a dossier's pages, woven, into a new project for stock MkDocs or Zensical.

    With citations, `[@key]` stays in the text and the bibliography comes along.
    """
    reading = read(load(project))
    loom, citing = _woven(reading)
    for path in [*_pages(reading), *map(source_page, reading.dossier.sources)]:
        loom.turn_to(path)
        file = target / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        written = reading.texts.get(f"docs/{path}", "")
        body = _OPTIONS.sub(r"\1", _FRONT.sub("", written))
        if not citations:
            body = CITATIONS.sub("", body)
        file.write_text(_page(loom, citing, body), encoding="utf-8")
    if citations:
        (target / "bib").mkdir()
        for path, text in reading.texts.items():
            if path.endswith(".bib"):
                (target / path).write_text(text, encoding="utf-8")
    said = yaml.safe_dump(stock_settings(citations=citations), allow_unicode=True)
    (target / "mkdocs.yml").write_text(said, encoding="utf-8")


def _pages(reading: Reading) -> list[str]:
    """Return the path below `docs/` of every page that a file holds."""
    return [each.path.removeprefix("docs/") for each in reading.documents]


def _woven(reading: Reading) -> tuple[Loom, Citing]:
    """Return what weaves, and cites, with addresses as MkDocs gives them."""
    dossier = reading.dossier
    address = addresses(dossier, place_of)
    style = (ROOT / "bib" / "edition.csl").read_text(encoding="utf-8")
    cited = [each for _, prose in reading.all_prose for each in prose.citations]
    asked = ask_for(dossier.sources, cited, style)
    plain = ask_for_plain(shown(dossier, address), ROOT / "bib" / "styles")
    said = iter(answers([asked.question, *plain.questions]))
    loom = Loom(dossier, asked.read(next(said)), place_of, reading.ledger)
    citing = Citing(loom, address)
    citing.plain = plain.read(said)
    return loom, citing


def _page(loom: Loom, citing: Citing, body: str) -> str:
    """Return one page: title, derived head, text, derived sections, how to cite it."""
    head, tail = frame(loom)
    title = str(meta_at(loom.dossier, loom.page).get("title", loom.page))
    parts = [head, body.strip()]
    for heading, anchor, fragment in tail:
        parts += [f"## {heading} {{#{anchor}}}"] if heading else []
        parts.append(fragment)
    record = record_at(loom.dossier, loom.page)
    if record:
        parts.append(citing.box(record))
    front = yaml.safe_dump({"title": title}, allow_unicode=True)
    return f"---\n{front}---\n\n" + "\n\n".join(filter(None, parts)) + "\n"


def stock_settings(*, citations: bool) -> dict[str, Any]:
    """Return settings for Material with pruned navigation; with citations, stock mkdocs-bibtex."""
    found = settings()
    for key in ("hooks", "extra", "extra_css", "extra_javascript", "validation", "repo_url"):
        found.pop(key, None)
    found |= {"strict": False, "plugins": []}
    found["theme"] = {"name": "material", "font": False, "features": ["navigation.prune"]}
    if citations:
        found["plugins"] = ["search", {"bibtex": {"bib_dir": "bib"}}]
    return found
