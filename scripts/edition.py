"""Freeze an edition: build it from its tag, sum it, pack it, keep it under dist/editions/.

1. see that the tree is clean and the tag is what it says · 2. build the tag · 3. put beside it its
citation file, sums and zip · 4. put it in its place, or compare it with what is there.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from dossier.export.archive import SUMS
from dossier.freeze.building import build, refuse_unless_ready
from dossier.freeze.keeping import KEPT, RefusedError, faults, seal
from dossier.read.files import load_revision

ROOT = Path(__file__).resolve().parent.parent


def freeze(root: Path, edition: str) -> str:
    """Make an edition and return what was done. Raises RefusedError; then nothing has changed."""
    refuse_unless_ready(root, edition)
    kept = root / KEPT / edition
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent, prefix=".") as folder:
        work = Path(folder) / edition
        build(root, edition, work, frozen=True)
        seal(work, load_revision(root, edition))
        if not kept.exists():
            shutil.move(work, kept)
            return f"{edition} is frozen in {kept.relative_to(root)}."
        same = (kept / SUMS).read_bytes() == (work / SUMS).read_bytes()
    wrong = next(faults(kept), "" if same else "its sums are others than this build gives")
    if wrong:
        msg = (
            f"{kept.relative_to(root)} is there and differs: {wrong}. An edition never changes;"
            " it was left as it is."
        )
        raise RefusedError(msg)
    return f"{edition} is there already, byte for byte."


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("edition")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    try:
        print(freeze(args.root, args.edition))
    except RefusedError as refusal:
        print(f"Not done: {refusal}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
