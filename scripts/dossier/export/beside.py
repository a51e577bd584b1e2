"""Work that goes on in a process of its own while a build goes on in this one."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Beside(Generic[Result]):
    """One piece of work, begun when made; `result` waits for it.

    The process is a fork, so it has all that this one has read. Where there is no fork, or where
    threads run that a fork would lose, the work is done when its result is asked for.
    """

    def __init__(self, work: Callable[[], Result]) -> None:
        """Begin a piece of work whose result can be pickled."""
        self._work = work
        self._answer: Connection | None = None
        can_fork = "fork" in multiprocessing.get_all_start_methods()
        if can_fork and threading.active_count() == 1:
            self._answer = self._begun()

    def _begun(self) -> Connection:
        """Return the end of a pipe at which the answer will come."""
        context = multiprocessing.get_context("fork")
        answer, own = context.Pipe(duplex=False)
        context.Process(target=_answer, args=(self._work, own), daemon=True).start()
        own.close()  # so that a process that dies without a word ends the wait
        return answer

    def result(self) -> Result:
        """Return what the work returns, or raise what it raises.

        Raises RuntimeError when its process died.
        """
        if self._answer is None:
            return self._work()
        try:
            done, said = self._answer.recv()
        except EOFError:
            msg = "what was done beside the build died without a word"
            raise RuntimeError(msg) from None
        if not done:
            raise said
        found: Result = said
        return found


def _answer(work: Callable[[], object], own: Connection) -> None:
    """Send what the work returns or raises."""
    try:
        own.send((True, work()))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where it is asked for
        own.send((False, error))
