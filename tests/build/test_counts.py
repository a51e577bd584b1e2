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
import atexit, collections, markdown, os, sys
turned = collections.Counter()
convert = markdown.Markdown.convert
def counting(self, text):
    turned[text] += 1
    return convert(self, text)
markdown.Markdown.convert = counting
leave = os._exit
def told(code):
    print("turned", sum(turned.values()), file=sys.stderr, flush=True)
    leave(code)
os._exit = told  # the second half ends by it
atexit.register(told, 0)
if "alone" in sys.argv:
    import dossier.halves
    dossier.halves.can_fork = lambda: False
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


@pytest.fixture(scope="module")
def project(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the toy as a project that builds by itself."""
    project = tmp_path_factory.mktemp("counted") / "toy"
    shutil.copytree(root / "tests" / "toy", project)
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("../../scripts", str(root / "scripts"))
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return project


def _turned(root: Path, project: Path, site: Path, *how: str) -> list[int]:
    """Build, and return how many pages each process turned into HTML."""
    done = subprocess.run(  # noqa: S603 - our own command line
        [sys.executable, "-c", _COUNTING, str(site), *how],
        cwd=project,
        env={
            **os.environ,
            "PYTHONPATH": str(root / "scripts"),
            "SOURCE_DATE_EPOCH": "0",
            "NO_MKDOCS_2_WARNING": "1",
            "DISABLE_MKDOCS_2_WARNING": "true",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return sorted(filter(None, map(int, re.findall(r"turned (\d+)\n", done.stderr))))


def test_each_page_is_turned_into_html_once(root: Path, project: Path, tmp_path: Path) -> None:
    """Markdown is the dearest step of a build: two processes share it, and make the same bytes."""
    halves = _turned(root, project, tmp_path / "halves")
    whole = _turned(root, project, tmp_path / "whole", "alone")
    reading = read(
        {
            path.relative_to(project).as_posix(): path.read_bytes()
            for folder, ending in (("docs", "md"), ("bib", "bib"))
            for path in (project / folder).rglob(f"*.{ending}")
        }
    )
    pages = len(reading.documents) + len(reading.dossier.sources)
    assert halves == [pages // 2, pages - pages // 2]
    assert whole == [pages]
    assert _content(tmp_path / "halves") == _content(tmp_path / "whole")


def _content(site: Path) -> dict[str, bytes]:
    """Return path → bytes of every file."""
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def test_the_navigation_does_not_grow_with_the_dossier(site: Path) -> None:
    """Actors, terms and sources are reached from their indexes."""
    most = max(len(_ELSEWHERE.findall(page.read_text(encoding="utf-8"))) for page in pages(site))
    assert 0 < most <= MOST_LINKS
