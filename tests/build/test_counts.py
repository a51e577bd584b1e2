"""What a build does once, counted while it does it, and what a page must not carry."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from built import pages
from dossier.read import read, yaml_lines
from dossier.read.yaml_lines import Parsed

MOST_LINKS = 40
"""Entries of the navigation on any page; with every actor and source in it there would be 600."""
_ELSEWHERE = re.compile(r'<a href="[^"#]+" class="md-nav__link')
"""A link of the navigation; one that leads within the page is its table of contents."""
_COUNTING = """
import atexit, collections, markdown, sys
turned = collections.Counter()
convert = markdown.Markdown.convert
def counting(self, text):
    turned[text] += 1
    return convert(self, text)
markdown.Markdown.convert = counting
atexit.register(lambda: print("turned", sum(turned.values()), file=sys.stderr))
sys.argv = ["mkdocs", "build", "--strict", "--site-dir", sys.argv[1]]
from mkdocs.__main__ import cli
cli()
"""


def test_each_piece_of_yaml_is_parsed_once(
    toy_files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Front matter, a block's options and the settings are each read by the parser once."""
    parsed: Counter[tuple[str, int]] = Counter()
    parse = yaml_lines.parse

    def counting(text: str, first_line: int) -> Parsed:
        parsed[text, first_line] += 1
        return parse(text, first_line)

    for module in ("dossier.read.document", "dossier.read.reading"):
        monkeypatch.setattr(f"{module}.parse", counting)
    found = read(toy_files)
    blocks = sum(len(each.blocks) for each in found.documents)
    assert sum(parsed.values()) == len(found.documents) + blocks + 1


def test_each_page_is_turned_into_html_once(root: Path, tmp_path: Path) -> None:
    """Markdown is the dearest step of a build."""
    project = tmp_path / "toy"
    shutil.copytree(root / "tests" / "toy", project)
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("../../scripts", str(root / "scripts"))
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own command line
        [sys.executable, "-c", _COUNTING, str(tmp_path / "site")],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    reading = read(
        {
            path.relative_to(project).as_posix(): path.read_bytes()
            for folder, ending in (("docs", "md"), ("bib", "bib"))
            for path in (project / folder).rglob(f"*.{ending}")
        }
    )
    expected = len(reading.documents) + len(reading.dossier.sources)
    assert f"turned {expected}\n" in done.stderr


def test_the_navigation_does_not_grow_with_the_dossier(site: Path) -> None:
    """Actors, terms and sources are reached from their indexes."""
    most = max(len(_ELSEWHERE.findall(page.read_text(encoding="utf-8"))) for page in pages(site))
    assert 0 < most <= MOST_LINKS
