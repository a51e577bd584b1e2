"""Pack the built site into a zip that opens from a disk: `.venv/bin/python scripts/offline.py`.

Reads `site/`, which `mkdocs build` made, and writes `dist/<edition>-offline.zip`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from dossier.export.offline import offline_zip
from dossier.read import load, read
from dossier.writing import write


def main() -> int:
    """Write the zip and say where it is; return 1 where there is no site to pack."""
    root = Path.cwd()
    site = root / "site"
    if not (site / "index.html").is_file():
        print("There is no site to pack: run `make site` first.", file=sys.stderr)
        return 1
    edition = read(load(root)).dossier.edition
    name = f"{edition.key}-{edition.id}"
    files = {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    target = root / "dist" / f"{name}-offline.zip"
    write(target, offline_zip(files, name))
    print(f"{target.relative_to(root)}: unpack it and open {name}/index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
