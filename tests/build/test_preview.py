"""What `make serve` builds after an edit: counted, and compared with what a whole build gives."""

from __future__ import annotations

import logging
import re
import shutil
import subprocess
import threading
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.pages import Page

from dossier import halves
from dossier.preview import edited
from dossier.read import reading

ADDRESS = "http://127.0.0.1:8000/"
SECTION = "docs/series/harbour/lamps.md"
SHOWN = "series/harbour/lamps/index.html"
_CARDS = re.compile(r'data-cards="[^"]*"')
"""Names the cards as of the last whole build."""


class Served:
    """A copy of the toy as a server has it: its settings are read anew at each build."""

    def __init__(self, folder: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Copy the toy; every conversion and every process started is noted from now on."""
        self.root, self.site = folder / "toy", folder / "site"
        shutil.copytree(root / "tests" / "toy", self.root)
        if (root / ".cache").exists():
            shutil.copytree(root / ".cache", self.root / ".cache")
        file = self.root / "mkdocs.yml"
        text = file.read_text(encoding="utf-8").replace("../../scripts", str(root / "scripts"))
        file.write_text(text, encoding="utf-8")
        (self.root / "scripts").mkdir()
        self.converted: list[str] = []
        self.parsed: list[str] = []
        for name in ("read_document", "read_bibliography"):
            monkeypatch.setattr(reading, name, self._read(getattr(reading, name)))
        self.started: list[str] = []
        monkeypatch.setattr(halves, "can_fork", lambda: False)  # all is counted in this process
        monkeypatch.setattr(Page, "render", self._seen(Page.render))
        monkeypatch.setattr(subprocess, "Popen", self._begun(subprocess.Popen))
        self.settings = load_config(str(file), site_dir=str(self.site))
        self.settings.plugins.on_startup(command="serve", dirty=True)

    def _seen(self, render: Callable[..., None]) -> Callable[..., None]:
        """Return a page’s conversion that is noted."""

        def noted(page: Page, *words: object) -> None:
            self.converted.append(page.file.src_uri)
            render(page, *words)

        return noted

    def _read(self, parse: Callable[[str, str], object]) -> Callable[[str, str], object]:
        """Return a file’s parsing that is noted."""

        def noted(path: str, text: str) -> object:
            self.parsed.append(path)
            return parse(path, text)

        return noted

    def _begun(self, popen: type[subprocess.Popen[bytes]]) -> type[subprocess.Popen[bytes]]:
        """Return the class of processes, whose starts are noted."""
        started = self.started

        class Noted(popen):  # type: ignore[misc,valid-type]  # the class as it is now
            def __init__(self, words: list[str], **options: object) -> None:
                started.append(Path(words[0]).name)
                super().__init__(words, **options)

        return Noted

    def build(self) -> list[str]:
        """Build as the server does after a change, and return the pages that were converted."""
        self.converted.clear()
        self.parsed.clear()
        self.started.clear()
        self.settings = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.site))
        self.settings.site_url = ADDRESS
        build(self.settings, serve_url=ADDRESS, dirty=True)
        return self.converted

    def date(self, date: str) -> None:
        """Give the section’s first statement another date."""
        file = self.root / SECTION
        text = re.sub(r"(?<=\n    on: ).*", date, file.read_text(encoding="utf-8"), count=1)
        file.write_text(text, encoding="utf-8")

    def append(self, path: str) -> None:
        """Add an empty line to a file."""
        (self.root / path).parent.mkdir(exist_ok=True)
        with (self.root / path).open("a", encoding="utf-8") as file:
            file.write("\n")

    def page(self) -> str:
        """Return the section’s page as built."""
        return _CARDS.sub("", (self.site / SHOWN).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def served(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return the toy, served and built once."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        found = Served(tmp_path_factory.mktemp("preview"), root, monkeypatch)
        assert len(found.build()) > 1
        yield found


def test_an_edit_builds_its_page_and_starts_nothing(served: Served) -> None:
    """One page is parsed and converted; no pandoc, no index; all else stays as it was."""
    others = {file: file.stat().st_mtime_ns for file in served.site.rglob("index.html")}
    served.date("2018-03-04")
    assert served.build() == ["series/harbour/lamps.md"]
    assert served.parsed == [SECTION]
    assert set(served.started) <= {"git"}
    assert "4 March 2018" in served.page()
    touched = [file for file, time in others.items() if file.stat().st_mtime_ns != time]
    assert touched == [served.site / SHOWN]


def test_the_page_is_the_one_that_a_whole_build_makes(served: Served) -> None:
    """Navigation, citations and all: no byte differs but for the cards’ stamp."""
    served.date("2017-03-04")
    assert len(served.build()) == 1
    alone = served.page()
    (served.root / ".cache" / "preview").touch()
    assert len(served.build()) > 1
    assert served.page() == alone


def test_two_pages_edited_at_once_are_both_built(served: Served) -> None:
    """As when a branch is checked out, or an editor saves everything."""
    served.date("2016-03-04")
    served.append("docs/about.md")
    assert sorted(served.build()) == ["about.md", "series/harbour/lamps.md"]


@pytest.mark.parametrize("path", ["bib/beside.bib", "docs/.overrides/main.html"])
def test_what_shapes_other_pages_builds_everything(served: Served, path: str) -> None:
    """Sources and templates are never shown in part; `edited` has more of these."""
    served.append(path)
    assert len(served.build()) > len(list(served.root.glob("docs/**/*.md")))


def test_a_page_taken_away_is_gone(served: Served) -> None:
    """Everything is built anew, into an empty folder."""
    (served.root / "docs" / "extra.md").write_text("---\ntitle: Extra\n---\nWords.\n")
    served.build()
    assert (served.site / "extra" / "index.html").exists()
    (served.root / "docs" / "extra.md").unlink()
    served.build()
    assert not (served.site / "extra").exists()


def test_a_finding_still_stops_the_build(served: Served, caplog: pytest.LogCaptureFixture) -> None:
    """And mended, the page is built."""
    served.date("12 September 2019")
    with pytest.raises(BaseException, match="strict"):
        served.build()
    assert "date-is-edtf" in caplog.text
    served.date("2015-03-04")
    assert served.build() == ["series/harbour/lamps.md"]


_BEFORE = {"docs/a.md": (1, 9), "docs/claims.md": (1, 9), "docs/.style/a.md": (1, 9)}
_BEFORE |= {"bib/a.bib": (1, 9), "mkdocs.yml": (1, 9), "docs/a.css": (1, 9), "scripts/a.md": (1, 9)}


@pytest.mark.parametrize("path", [*_BEFORE][1:])
def test_only_pages_of_their_own_are_built_alone(path: str) -> None:
    """Lists, sources, settings, looks and scripts are not; nor is what came or went, or nothing."""
    assert edited(_BEFORE, _BEFORE | {"docs/a.md": (2, 9)}) == frozenset({"a.md"})
    assert edited(_BEFORE, _BEFORE | {"docs/a.md": (2, 9), path: (1, 8)}) is None
    assert edited(_BEFORE, {"docs/a.md": (2, 9)}) is None
    assert edited(_BEFORE, _BEFORE) is None


def _get(server: LiveReloadServer, path: str) -> str:
    """Return what a server answers."""
    with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/{path}") as answer:
        return str(answer.read().decode())


def test_what_was_left_out_is_built_before_it_is_shown(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    """The edited page comes at once, with what it needs; the list of actors, after all is built."""
    caplog.set_level(logging.INFO)
    served.date("2014-03-04")
    built: list[int] = []
    server = LiveReloadServer(
        lambda: built.append(len(served.build())), "127.0.0.1", 0, str(served.site)
    )
    server.watch(str(served.root / "docs"))
    served.settings.plugins.on_serve(server, config=served.settings, builder=server.builder)
    served.build()
    server.shutdown_delay = 0.05
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        while not server.serve_thread.is_alive():
            thread.join(0.05)
        assert "4 March 2014" in _get(server, "series/harbour/lamps/")
        _get(server, "css/base.css")
        assert built == []
        assert "Harbour" in _get(server, "actors/harbour-board/")
    finally:
        server.shutdown()
        thread.join()
    assert built[0] > 1
    assert "Building everything, for /actors/harbour-board/ was asked for" in caplog.text
