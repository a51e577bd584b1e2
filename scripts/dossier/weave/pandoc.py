"""What is asked of pandoc's citeproc: all questions of a build in one run, answers kept on disk.

1. look each question up · 2. ask the rest together (`cite.lua`) · 3. keep what was answered.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pypandoc

from dossier.writing import write

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

    Where there is no document, nothing is asked.
    Raises RuntimeError when pandoc fails; then nothing is kept.
    """
    kept = {each: cache / f"{each.name}.html" for each in questions} if cache else {}
    found = {each: path.read_text(encoding="utf-8") for each, path in kept.items() if path.exists()}
    missing = [each for each in dict.fromkeys(questions) if each.document and each not in found]
    if missing:
        found |= zip(missing, run(missing), strict=True)
    for each in missing if cache else ():
        write(kept[each], found[each])
    return [found.get(each, "") for each in questions]


def run(questions: Sequence[Question]) -> list[str]:
    """Return pandoc's HTML for each document. Raises RuntimeError with what pandoc says."""
    with tempfile.TemporaryDirectory() as folder:
        asked = []
        for number, each in enumerate(questions):
            bibliography, csl = Path(folder, f"{number}.json"), Path(folder, f"{number}.csl")
            bibliography.write_text(each.items, encoding="utf-8")
            csl.write_text(each.style, encoding="utf-8")
            paths = {"bibliography": str(bibliography), "csl": str(csl)}
            asked.append({"document": each.document, **paths})
        done = subprocess.run(  # noqa: S603 - our own command line
            [pypandoc.get_pandoc_path(), "lua", str(_SCRIPT)],
            input=json.dumps(asked),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    if done.returncode:
        msg = f"pandoc failed: {done.stderr.strip()}"
        raise RuntimeError(msg)
    said: list[str] = json.loads(done.stdout)
    return said
