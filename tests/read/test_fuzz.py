"""The readers take whatever comes: no exception, and work that grows no faster than the input."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.check import check
from dossier.read import read

_MARKS = st.sampled_from(
    [
        *(
            "---\n",
            "///\n",
            "/// statement | KZ-001\n",
            "    on: 2020\n",
            "\n",
            "\n\n",
            "```\n",
            "~~~\n",
        ),
        *("[", "]", "[@", "; @", "](", "{", "}", "{#", "@article{", "@string{", "@comment", ",\n"),
        *(
            " = ",
            "# ",
            '"',
            "'",
            ": ",
            "- ",
            "& ",
            "* ",
            "!",
            "|",
            ">",
            "\t",
            "\0",
            "\ufeff",
            "\u2028",
        ),
        *(
            "id",
            "title",
            "\\",
            "%",
            "\x85",
            "\r",
            "\udc80",
            "網",
            "ә",
            "e\u0301",
            "1e999",
            "~",
            "<b>",
        ),
    ]
)
_TEXT = st.lists(st.one_of(_MARKS, st.text(max_size=4)), max_size=30).map("".join)
_PATHS = st.sampled_from(
    "docs/actors/a.md docs/series/kz/b.md docs/glossary/c.md docs/a.md bib/a.bib mkdocs.yml"
    " docs/permalinks.tsv bib/health.tsv docs/a.svg".split()
)


_BYTES = st.one_of(
    st.binary(max_size=60), _TEXT.map(lambda text: text.encode("utf-8", "surrogatepass"))
)


_MANY = int(os.environ.get("FUZZ", "0"))
"""How many trials `make fuzz` asks for, each time others."""


@settings(max_examples=_MANY or 120, deadline=None, derandomize=not _MANY)
@given(files=st.dictionaries(_PATHS, _BYTES, max_size=3))
def test_no_files_make_the_readers_or_the_checks_raise(files: dict[str, bytes]) -> None:
    """Whatever their bytes; every finding has a place."""
    assert [each for each in check(read(files)) if each.line < 1 or not each.path] == []


def test_work_grows_no_faster_than_the_input(root: Path) -> None:
    """A megabyte of each piece, read in a process that the kernel stops at a limit of its own.

    What takes the square of its input would need hours; the limit is far from both.
    """
    words = [sys.executable, str(root / "tests" / "reading_much.py")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert (done.returncode, done.stderr) == (0, "")


def test_the_largest_page_is_converted_within_its_limits(root: Path) -> None:
    """At every limit at once, within the processor time and memory that `limits.py` states."""
    words = [sys.executable, str(root / "tests" / "reading_much.py"), "convert"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert (done.returncode, done.stderr) == (0, "")
