"""Make the books: a PDF and an EPUB of each part and of the whole, in dist/books/.

1. read and check · 2. weave each book · 3. set and bind it · 4. put all in place of the old.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from dossier.book.cover import cover
from dossier.book.epub import epub
from dossier.book.faces import fonts_of
from dossier.book.label import label
from dossier.book.manuscript import Manuscripts
from dossier.book.volume import Volume
from dossier.check import check
from dossier.export.shelf import PLACE, stamp
from dossier.read import load, read
from dossier.read.files import SETTINGS

try:
    from dossier.book.pdf import pdf
except OSError as missing:
    sys.exit(f"Not done: {missing}\nPango is missing: `make pango` installs it on Debian.")

ROOT = Path(__file__).resolve().parent.parent


def made(manuscripts: Manuscripts, volume: Volume, cache: Path) -> Mapping[str, bytes]:
    """Return ending → content of one book."""
    paged = manuscripts.html(volume, paged=True)
    fonts, says = fonts_of(paged, cache), label(volume, manuscripts.rights)
    flowing = manuscripts.html(volume, paged=False)
    face = cover(volume.dossier.edition.title, says.part, f"Edition {says.edition}")
    return {"pdf": pdf(paged, fonts, says), "epub": epub(flowing, fonts, says, face)}


def make(root: Path, only: str) -> int:
    """Make the books, or one of them, and return the exit code; a fault leaves the old ones."""
    files = load(root)
    reading = read(files)
    findings = list(check(reading))
    for finding in findings:
        print(finding, file=sys.stderr)
    if findings:
        return 1
    shelf = root / PLACE
    shelf.mkdir(parents=True, exist_ok=True)
    manuscripts = Manuscripts(reading, files[SETTINGS].decode(), root / ".cache/citations")
    with tempfile.TemporaryDirectory(dir=shelf, prefix=".") as folder:
        for volume in manuscripts.volumes:
            if only in ("", volume.name):
                for ending, content in made(manuscripts, volume, root / ".cache/fonts").items():
                    Path(folder, f"{volume.name}.{ending}").write_bytes(content)
                    print(f"{volume.name}.{ending}: {len(content) // 1000} kB")
        for old in shelf.glob("[!.]*"):
            shutil.rmtree(old)
        shutil.copytree(folder, shelf / stamp(files))
    return 0


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="?", default="", help="a part's id, or whole")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    return make(args.root, args.only)


if __name__ == "__main__":
    sys.exit(main())
