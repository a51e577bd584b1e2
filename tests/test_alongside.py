"""Work beside a build: the same result, the same faults, and no endless wait.

Each asked in a process of its own: whoever runs the tests may have threads, with which nothing is
forked.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_BEGINNING = """
import os, threading
from dossier.export.beside import Beside

def fails():
    raise ValueError("a bad font")

stop = threading.Event()

def with_a_thread():
    threading.Thread(target=stop.wait).start()

def asked(work):
    try:
        return Beside(work).result()
    except (ValueError, RuntimeError) as error:
        return f"{type(error).__name__}: {error}"

"""
SAID = {
    "its result comes from another process": (
        "print(asked(os.getpid) == os.getpid())",
        "False",
    ),
    "with threads, which a fork would lose, it is done here": (
        "with_a_thread(); print(asked(os.getpid) == os.getpid()); stop.set()",
        "True",
    ),
    "what is raised there is raised here": (
        "print(asked(fails))",
        "ValueError: a bad font",
    ),
    "a process that dies, for want of memory, say, is told of": (
        "print(asked(lambda: os._exit(1)))",
        "RuntimeError: what was done beside the build died without a word",
    ),
}


@pytest.mark.parametrize(("words", "said"), SAID.values(), ids=SAID)
def test_it_is_told_how_the_work_went(root: Path, words: str, said: str) -> None:
    """No file goes missing in silence."""
    command = [sys.executable, "-c", _BEGINNING + words]
    done = subprocess.run(  # noqa: S603 - our own words
        command, cwd=root / "scripts", capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout.strip(), done.stderr) == (said, "")
