"""What is asked of pandoc's citeproc: all questions of a build in one run, answers kept on disk.

1. look each question up · 2. ask the rest together (`cite.lua`) · 3. keep what was answered.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast

import pypandoc

from dossier.writing import write

_ROOM: Final = "-A256m"
"""What pandoc may fill before it tidies up (GHC's run-time options): a quarter of its time."""
_SCRIPT: Final = Path(__file__).parent / "cite.lua"


@dataclass(frozen=True, kw_only=True)
class Question:
    """A document to be set."""

    document: str
    """Pandoc's Markdown."""
    items: str
    """The bibliography as CSL-JSON."""
    style: str
    """The style as CSL, its XML."""

    @property
    def name(self) -> str:
        """Return a short name that differs where anything differs, the script included."""
        asked = "\0".join((self.document, self.items, self.style, _SCRIPT.read_text("utf-8")))
        return hashlib.sha256(asked.encode()).hexdigest()[:16]


def answers(questions: Sequence[Question], cache: Path | None = None) -> list[str]:
    """Return the HTML of each document, from the cache folder or from one run of pandoc.

    Where there is no document, nothing is asked. Raises RuntimeError when pandoc fails.
    """
    return list(one_by_one(questions, cache))


def one_by_one(questions: Sequence[Question], cache: Path | None = None) -> Iterator[str]:
    """Yield the same as soon as each is there."""
    kept = {each: cache / f"{each.name}.html" for each in questions} if cache else {}
    found = {each: path.read_text(encoding="utf-8") for each, path in kept.items() if path.exists()}
    missing = [each for each in dict.fromkeys(questions) if each.document and each not in found]
    fresh = zip(missing, run(missing) if missing else (), strict=True)
    for each in questions:
        while each.document and each not in found:
            asked, said = next(fresh)
            found[asked] = said
            if cache:
                write(kept[asked], said)
        yield found.get(each, "")


def run(questions: Sequence[Question]) -> Iterator[str]:
    """Yield pandoc's HTML for each document. Raises RuntimeError with what pandoc says."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as complaints:
        asked = []
        for number, each in enumerate(questions):
            bibliography, csl = Path(folder, f"{number}.json"), Path(folder, f"{number}.csl")
            bibliography.write_text(each.items, encoding="utf-8")
            csl.write_text(each.style, encoding="utf-8")
            paths = {"bibliography": str(bibliography), "csl": str(csl)}
            asked.append({"document": each.document, **paths})
        with subprocess.Popen(  # noqa: S603 - our own command line
            [pypandoc.get_pandoc_path(), "lua", str(_SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            encoding="utf-8",
            env={**os.environ, "GHCRTS": _ROOM},
        ) as pandoc:
            # One that ends before it has read all says why, below.
            with contextlib.suppress(BrokenPipeError), cast("IO[str]", pandoc.stdin) as asks:
                json.dump(asked, asks)
            yield from map(json.loads, cast("IO[str]", pandoc.stdout))
        if pandoc.returncode:
            complaints.seek(0)
            msg = f"pandoc failed: {complaints.read().decode().strip()}"
            raise RuntimeError(msg)
