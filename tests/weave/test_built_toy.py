"""The toy, built by MkDocs with a page that is full of mistakes: nothing gets lost on the way.

Each case is something that mkdocs-bibtex 4.4.0 does wrong as it comes.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from shared import take_cache

PAGE = """\
# Extra

Known [@board-2020, p. 12], two [see @board-2020, p. 1; @tower-2018, chapter 2].

Over two lines [@board-2020,
pp. 3–4].

Unknown [@board-2021, p. 5], half known [@board-2020; @nobody-nd].

Begins alike [@board-202].

In code `[@board-2020, p. 6]`, bare @board-2020, in prose (@tower-2018).

```text
[@board-2020, p. 7]
```

Mail [me@toy.example](mailto:me@toy.example) and [a link](about.md) [with text].

\\bibliography
"""


class Built(NamedTuple):
    """What a build gave."""

    text: str
    """What a reader sees of the page."""
    markup: str
    said: str


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the page as built, and what the build said."""
    project = tmp_path_factory.mktemp("toy") / "toy"
    shutil.copytree(root / "tests" / "toy", project)
    take_cache(root, project)
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("../../scripts", str(root / "scripts"))
    settings = settings.replace("strict: true", "strict: false")
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (project / "docs" / "extra.md").write_text(PAGE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    markup = (project / "site" / "extra" / "index.html").read_text(encoding="utf-8")
    text = " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())
    return Built(text=text, markup=markup, said=done.stderr)


READ = [
    "Known (Harbour Board of Port Toy, 2020, p. 12),",
    "two (see Harbour Board of Port Toy, 2020, p. 1; Tower Press, 2018, ch. 2).",
    "Over two lines (Harbour Board of Port Toy, 2020, pp. 3–4).",
    "Unknown (unknown source @board-2021),",
    "half known (Harbour Board of Port Toy, 2020; unknown source @nobody-nd).",
    "Begins alike (unknown source @board-202).",
    "In code [@board-2020, p. 6], bare @board-2020, in prose (@tower-2018).",
    "[@board-2020, p. 7]",
    "Mail me@toy.example and a link [with text].",
]


@pytest.mark.parametrize("expected", READ)
def test_a_reader_sees_every_citation(built: Built, expected: str) -> None:
    """With its locator; what is unknown stays; what is no citation stays what it is."""
    assert expected in built.text


SAID = [
    'docs/extra.md:8: a citation must name a key in bib/; got "@board-2021".',
    'docs/extra.md:8: a citation must name a key in bib/; got "@nobody-nd".',
    'docs/extra.md:10: a citation must name a key in bib/; got "@board-202".',
]


@pytest.mark.parametrize("expected", SAID)
def test_the_build_names_file_and_line_of_each_mistake(built: Built, expected: str) -> None:
    """As the checks do, and as a warning, which strictness counts."""
    assert f"WARNING -  {expected}" in built.said


def test_the_build_finds_no_other_mistake(built: Built) -> None:
    """A warning of a tool beside ours would be noise."""
    assert built.said.count("WARNING") == len(SAID)


def test_each_known_source_is_listed_once_and_can_be_reached(built: Built) -> None:
    """The page’s list is our own; every link from a citation has its goal."""
    goals = re.findall(r'<li id="(ref-.*?)"', built.markup)
    links = set(re.findall(r'class="cite" href="#(.*?)"', built.markup))
    assert (goals, links) == (["ref-board-2020", "ref-tower-2018"], set(goals))
