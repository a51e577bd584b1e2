"""A build that two processes share: each makes half of the pages.

1. `Halves()` forks: from there on both do all that the build does, each with its own half ·
2. `exchange`, when each has read its half: what the other must know of it · 3. `end`: the second
says what came of its half and is gone; the first goes on with both.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import signal
from collections.abc import Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, Final, TypeVar

from dossier.alongside import DIED, can_fork

Item = TypeVar("Item")
_SECOND: Final = 1


class _Notes(logging.Handler):
    """Keeps what is logged, for the other process to say."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record, its words made final: what they were made of may not travel."""
        record.msg, record.args, record.exc_info = record.getMessage(), None, None
        self.kept.append(record)


class Halves:
    """Both ends of a shared build; where nothing can be forked, one process makes everything."""

    def __init__(self, logger: str) -> None:
        """Fork, if that can be done; what the second logs under this name, the first will say."""
        self._number, self._pid = 0, 0
        self._other: Connection | None = None
        self._notes = _Notes()
        if can_fork():
            self._fork(logger)
        gc.enable()  # from here on, things come and go

    def _fork(self, logger: str) -> None:
        """Become two."""
        first, second = Pipe()
        gc.freeze()  # what was read stays to the end: looking through it would copy it, too
        self._pid = os.fork()
        if self._pid:
            self._other = first
            second.close()  # so that a process that dies without a word ends the wait
            return
        first.close()
        self._number, self._other = _SECOND, second
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        heard = logging.getLogger(logger)
        heard.handlers, heard.propagate = [self._notes], False

    @property
    def is_second(self) -> bool:
        """Return whether this is the process that ends before the build does."""
        return self._number == _SECOND

    def mine(self, items: Sequence[Item]) -> Sequence[Item]:
        """Return this process's half: each second one, for dear ones stand together."""
        return items if self._other is None else items[self._number :: 2]

    def exchange(self, told: Any) -> Any:  # noqa: ANN401 - whatever the build tells
        """Tell the other process something and return what it tells, or None where there is none.

        Raises RuntimeError when the other has failed.
        """
        if self._other is None:
            return None
        if self.is_second:  # one must listen while the other speaks
            self._other.send(("told", told))
            return self._heard()
        heard = self._heard()
        self._other.send(("told", told))
        return heard

    def end(self, made: Any) -> Any:  # noqa: ANN401 - whatever the build tells
        """In the second process, tell what was made, and end; in the first, return that.

        Raises RuntimeError when the second has failed.
        """
        if self._other is None:
            return None
        if self.is_second:
            self._leave(("told", made))
        heard = self._heard()
        self._give_up()
        return heard

    def fail(self, why: str) -> None:
        """End the shared build after a fault; in the second process, this does not return."""
        if self.is_second:
            self._leave(("failed", why))
        if self._other is not None:
            os.kill(self._pid, signal.SIGTERM)
        self._give_up()

    def _heard(self) -> Any:  # noqa: ANN401 - as above
        """Return the next thing that the other process tells, having said what it logged."""
        try:
            how, said, *logged = self._open.recv()
        except (EOFError, ConnectionError):
            if self.is_second:  # the first has failed, and has said why
                os._exit(1)
            raise RuntimeError(DIED) from None
        for record in logged[0] if logged else ():
            logging.getLogger(record.name).handle(record)
        if how == "failed":
            raise RuntimeError(said)
        return said

    @property
    def _open(self) -> Connection:
        """Return this end of the line."""
        assert self._other is not None  # noqa: S101 - callers have asked
        return self._other

    def _leave(self, last: tuple[str, Any]) -> None:
        """Say the last thing and end, with nothing of what the first will do at its own end."""
        with contextlib.suppress(ConnectionError):
            self._open.send((*last, self._notes.kept))
        os._exit(0)

    def _give_up(self) -> None:
        """Close the line and see the second process end."""
        if self._other is not None:
            self._other.close()
            os.waitpid(self._pid, 0)
            self._other = None
            gc.unfreeze()
