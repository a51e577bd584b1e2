"""Work alongside a build: the same results, the same faults, and no endless wait.

Each asked in a process of its own: whoever runs the tests may have threads, with which nothing is
forked.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_BEGINNING = """
import logging, os, sys, threading
from dossier.alongside import alongside
from dossier.halves import Halves

def where():
    yield os.getpid() == here
    yield "last"

def fails():
    yield 1
    raise ValueError("a bad font")

def dies():
    yield os._exit(1)

here, stop = os.getpid(), threading.Event()

def with_a_thread():
    threading.Thread(target=stop.wait).start()

def asked(work):
    try:
        return list(alongside(work))
    except (ValueError, RuntimeError) as error:
        return f"{type(error).__name__}: {error}"

def log_here():
    logging.basicConfig(format="%(message)s", stream=sys.stdout)

def told(act):
    log = logging.getLogger("build")
    halves = Halves("build")
    try:
        heard = halves.exchange(f"anchors of {halves.mine('abcde')}")
        if halves.is_second:
            act(halves, log)
        return heard, halves.end("classes")
    except RuntimeError as error:
        return str(error)

"""
SAID = {
    "results come from another process": (
        "print(asked(where))",
        "[False, 'last']",
    ),
    "with threads, which a fork would lose, the work is done here": (
        "with_a_thread(); print(asked(where)); stop.set()",
        "[True, 'last']",
    ),
    "what is raised there is raised here": (
        "print(asked(fails))",
        "ValueError: a bad font",
    ),
    "a process that dies, for want of memory, say, is told of": (
        "print(asked(dies))",
        "RuntimeError: what was done alongside the build died without a word",
    ),
    "two halves tell each other what they have": (
        "print(told(lambda halves, log: None))",
        "('anchors of bd', 'classes')",
    ),
    "what the second half logs, the first says": (
        "log_here(); told(lambda halves, log: log.warning('KZ-001 %s', 'is lost'))",
        "KZ-001 is lost",
    ),
    "what fails in the second half fails in the first": (
        "print(told(lambda halves, log: halves.fail('no such template')))",
        "no such template",
    ),
    "a second half that dies is told of": (
        "print(told(lambda halves, log: os._exit(1)))",
        "what was done alongside the build died without a word",
    ),
    "with threads there is one half, which is the whole": (
        "with_a_thread(); print(Halves('build').mine('abcde')); stop.set()",
        "abcde",
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
