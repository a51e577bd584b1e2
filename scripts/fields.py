"""Write what follows from the fields of the model: schemas for editors, tables in CONTRIBUTING."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dossier.export.manual import with_tables
from dossier.export.schemas import schema_files
from dossier.read.unfinished import take

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ".vscode/schemas"
MANUAL = "CONTRIBUTING.md"


def derived(root: Path) -> dict[str, str]:
    """Return path → text of every file that follows from the fields."""
    made = {path: content.decode() for path, content in schema_files(SCHEMAS).items()}
    return made | {MANUAL: with_tables((root / MANUAL).read_text(encoding="utf-8"))}


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    root = parser.parse_args(argv).root
    made = derived(root)
    take(root, made)
    print(f"{len(made)} files follow from the fields.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
