"""Reads a megabyte of each of many pieces, or converts the largest pages, under kernel limits.

Run in a process of its own; the kernel ends it when a limit of `read/limits.py` is passed.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / "scripts")]

from markdown import Markdown  # noqa: E402 - the path comes first

from dossier.check import check  # noqa: E402
from dossier.check.files import DANGEROUS  # noqa: E402
from dossier.model import Dossier  # noqa: E402
from dossier.read import read  # noqa: E402
from dossier.read.bibliography import names, read_bibliography  # noqa: E402
from dossier.read.document import read_document  # noqa: E402
from dossier.read.ledger import read_ledger  # noqa: E402
from dossier.read.limits import LEVELS, LINE, MEMORY, PARAGRAPH, RUN, SECONDS, SIZES  # noqa: E402
from dossier.read.prose import read_prose  # noqa: E402
from dossier.read.yaml_lines import parse  # noqa: E402
from dossier.weave.citations import Citations  # noqa: E402
from dossier.weave.extension import DossierExtension  # noqa: E402
from dossier.weave.loom import Loom  # noqa: E402

_MEGABYTE = 1_000_000
_READERS: dict[str, tuple[Callable[[str], object], tuple[str, ...]]] = {
    "document": (
        lambda text: read_document("docs/a.md", text),
        ("---\n", "///\n", "/// note\n", "```\n", "a: b\n", "- a\n", "\n"),
    ),
    "prose": (
        lambda text: read_prose(text, 1),
        ("[", "[@", "[a][", "`", "``` ", "<", "<!--", "*", "_a", "\\", " ", "\t", "\n", "{#", "!["),
    ),
    "bibliography": (
        lambda text: list(read_bibliography("bib/a.bib", text)),
        ("@a{b,\n", "@", "{", "}", '"', "a = ", "#", "%"),
    ),
    "names": (names, (" and ", "{", "a, b and ")),
    "fields": (lambda text: parse(text, 1), ("a", "- a\n", "'", "{", "&a ")),
    "ledger": (read_ledger, ("a\t", "\n", "\t")),
}
_EXTENSIONS = ["abbr", "attr_list", "def_list", "tables", "toc"]
_EXTENSIONS += ["pymdownx.superfences", "pymdownx.betterem"]


def read_all() -> None:
    """Read a megabyte of each piece with its reader."""
    for reader, pieces in _READERS.values():
        for piece in pieces:
            reader(piece * (_MEGABYTE // len(piece)))


def _largest() -> Iterator[str]:
    """Yield pages as large as the limits let them be, of what Markdown finds hardest."""
    size = SIZES[".md"] // 2
    for piece in ("*" * RUN + "a", "[a](", "_a *b ", "`a ``b ", "![a]["):
        line = (piece * LINE)[: LINE // 10]
        paragraph = "\n".join([line] * (PARAGRAPH // 2 // len(line)))
        yield f"{paragraph}\n\n" * (size // 2 // len(paragraph))
    yield ("> " * LEVELS + "a\n\n") * (size // 30)
    nested = "".join("    " * n + "- a\n" for n in range(LEVELS))
    yield f"{nested}\n" * (size // 2 // len(nested))


def convert() -> None:
    """Convert each of the largest pages as the build does; they pass the rules about size."""
    for text in _largest():
        said = [
            each for each in check(read({"docs/a.md": text.encode()})) if each.rule in DANGEROUS
        ]
        assert said == [], said[0]
        loom = Loom(Dossier(), Citations(), lambda path: path)
        loom.page = "a.md"
        Markdown(extensions=[*_EXTENSIONS, DossierExtension(loom)]).convert(text)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    convert() if sys.argv[1:] == ["convert"] else read_all()
