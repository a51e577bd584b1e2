"""Work that goes on in a process of its own while a build goes on in this one."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection
from typing import Final, TypeVar

Result = TypeVar("Result")

_YIELDED, _RAISED, _ENDED = range(3)
DIED: Final = "what was done alongside the build died without a word"


def alongside(work: Callable[[], Iterable[Result]]) -> Iterator[Result]:
    """Begin work that yields results, and return them as they come; whatever it raises is raised.

    The process is a fork, so it has all that this one has read; the results must be such as can be
    pickled. Where nothing can be forked, the work is done when its results are asked for.
    The iterator raises RuntimeError when the process died.
    """
    if not can_fork():
        return iter(work())
    context = multiprocessing.get_context("fork")
    answer, own = context.Pipe(duplex=False)
    context.Process(target=_do, args=(work, own), daemon=True).start()
    own.close()  # so that a process that dies without a word ends the wait
    return _results(answer)


def can_fork() -> bool:
    """Return whether this process may fork: threads would be lost in the other."""
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def _do(work: Callable[[], Iterable[object]], own: Connection) -> None:
    """Send what the work yields or raises."""
    try:
        for result in work():
            own.send((_YIELDED, result))
        own.send((_ENDED, None))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where it is asked for
        own.send((_RAISED, error))


def _results(answer: Connection) -> Iterator[Result]:
    """Yield what the other process sends."""
    while True:
        try:
            how, said = answer.recv()
        except EOFError:
            raise RuntimeError(DIED) from None
        if how == _ENDED:
            return
        if how == _RAISED:
            raise said
        yield said
