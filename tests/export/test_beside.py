"""Work beside a build: the same result, the same faults, and no endless wait."""

from __future__ import annotations

import os
import threading

import pytest

from dossier.export.beside import Beside


def test_the_result_comes_from_another_process() -> None:
    """It is done while this process goes on."""
    assert Beside(os.getpid).result() != os.getpid()


def test_with_threads_the_work_is_done_here() -> None:
    """A fork would lose them, with whatever they hold."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert Beside(os.getpid).result() == os.getpid()
    finally:
        stop.set()
        thread.join()


def test_what_is_raised_there_is_raised_here() -> None:
    """No file goes missing in silence."""

    def work() -> None:
        raise ValueError("a bad font")  # noqa: EM101, TRY003 - the words are the test

    with pytest.raises(ValueError, match="a bad font"):
        Beside(work).result()


def test_a_process_that_dies_is_told_of() -> None:
    """Killed for want of memory, say: the build ends instead of waiting."""
    with pytest.raises(RuntimeError, match="died"):
        Beside(lambda: os._exit(1)).result()
