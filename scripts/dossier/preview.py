"""What `make serve` builds after an edit: the edited pages at once, all else once it is asked for.

A build is for the edited pages alone where nothing but the text of pages changed. What it left as
it was is not shown any more: whoever asks for it waits until everything is built.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dossier.weave.page import LISTS

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_STAMP: Final = ".cache/preview"
"""Touched when everything is asked for; the server watches it."""
_READ: Final = ("docs", "bib", "scripts")
_ALWAYS: Final = (".css", ".js", ".woff2", ".png", ".svg", "sitemap.xml")
"""Endings of what a page needs to be seen, whatever the edit."""

Marks = Mapping[str, tuple[int, int]]
"""Path → time and size of a file."""


class Preview:
    """What one server has built, from one build to the next."""

    def __init__(self) -> None:
        """Begin without a server."""
        self.start(live=False, partly=False)

    def start(self, *, live: bool, partly: bool) -> None:
        """Begin with nothing built.

        `live` says whether a server reloads the pages, `partly` whether it may build edited ones
        alone.
        """
        self.live, self.partly = live, partly
        self.edited: frozenset[str] | None = None
        """Pages below `docs/` that this build is for, or None for everything."""
        self._now: Marks = {}
        self._seen: Marks = {}
        self._shown: frozenset[str] = frozenset()
        self._whole = threading.Event()
        self._asked = False

    def begin(self, root: Path) -> None:
        """Find out, before anything is read, what a build is for."""
        if not self.partly:
            return
        self.stamp(root)
        self._now = marks(root)
        self.edited = edited(self._seen, self._now)

    def done(self, addresses: Iterable[str]) -> None:
        """Note that a build has ended well, and which addresses it was for if not for all."""
        self._seen, self._asked = self._now, False
        self._shown = frozenset(addresses)
        if self.edited is None:
            self._whole.set()
        else:
            self._whole.clear()

    def stamp(self, root: Path) -> Path:
        """Return the file to watch, made if need be."""
        stamp = root / _STAMP
        if not stamp.exists():
            stamp.parent.mkdir(exist_ok=True)
            stamp.touch()
        return stamp

    def gate(
        self, served: WSGIApplication, site: Path, stamp: Path, say: Callable[[str], None]
    ) -> WSGIApplication:
        """Return a server's application that first has everything built for what was left out."""

        def gated(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            path = environ["PATH_INFO"].removeprefix("/")
            if not self._is_shown(path) and (site / path).exists():
                if not self._asked:
                    self._asked = True
                    say(f"Building everything, for /{path} was asked for")
                    stamp.touch()
                self._whole.wait()
            return served(environ, start_response)

        return gated

    def _is_shown(self, path: str) -> bool:
        """Return whether an address is as the files now have it."""
        return self._whole.is_set() or path in self._shown or path.endswith(_ALWAYS)


def marks(root: Path) -> Marks:
    """Return the mark of every file that a build reads."""
    return {
        path.relative_to(root).as_posix(): (stat.st_mtime_ns, stat.st_size)
        for path in _files(root)
        for stat in (path.stat(),)
    }


def _files(root: Path) -> Iterator[Path]:
    """Yield every file that a build reads, and the stamp."""
    alone = (root / "mkdocs.yml", root / _STAMP)
    for path in (*alone, *(file for folder in _READ for file in (root / folder).rglob("*"))):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


def edited(before: Marks, now: Marks) -> frozenset[str] | None:
    """Return the pages below `docs/` whose text is all that changed, or None for anything else.

    Lists are made of all records, so an edit of one is none of these.

    >>> edited({"docs/a.md": (1, 9)}, {"docs/a.md": (2, 9)})
    frozenset({'a.md'})
    >>> edited({"docs/a.md": (1, 9)}, {"docs/a.md": (1, 9), "docs/b.md": (2, 9)})
    """
    changed = {path for path in {**before, **now} if before.get(path) != now.get(path)}
    known = changed <= before.keys() & now.keys()
    if not changed or not known or not all(map(_is_page, changed)):
        return None
    return frozenset(path.removeprefix("docs/") for path in changed)


def _is_page(path: str) -> bool:
    """Return whether a path below the root is that of a page's text."""
    inside = path.removeprefix("docs/")
    visible = "/." not in f"/{inside}"
    return inside != path and path.endswith(".md") and visible and inside not in LISTS
