"""lychee does the fetching: addresses in, what it says of each out, as it says it.

Each address stands in the list once plainly and, where words should stand there, once before that
with them as a text fragment. lychee fetches the two once: the second finds the first's page in
its memory, and tells the redirects, which it does not for fragments. Where one of them failed, the
other is the one repetition; lychee asks for both at once, so that either may be the first.
"""

from __future__ import annotations

import html
import json
import re
import resource
import subprocess
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import quote, urldefrag

from dossier.links.lychee import FOUND_SOME, CannotCheckError, program
from dossier.sweep.targets import Target

_LINE: Final = re.compile(r"\[(\d{3}|[A-Z]+)\] .* \(at (\d+):\d+\)(?: \| (.*))?")
_OK: Final = 200
_REDIRECTS: Final = 300
_HOP: Final = re.compile(r" --\[(\d{3})\]--> (\S+)")
_LOST: Final = "Cannot find fragment"
_AT_ONCE: Final = 2
"""Requests to one host at the same time."""
_MEMORY: Final = 1 << 30
"""A page that unpacks to more than this ends lychee, and is then left to `pages`."""


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How to ask."""

    agent: str
    pause: float = 1.0
    """Seconds between two requests to one host."""
    patience: int = 20
    """Seconds until an answer must be whole."""
    pauses: Mapping[str, float] | None = None
    """Host → the pause that its robots.txt asks for."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What lychee says of one address."""

    code: int = 0
    """HTTP status in the end; 0 where there was none."""
    late: bool = False
    why: str = ""
    hops: tuple[tuple[int, str], ...] = ()
    """Redirects: status and where to."""
    words: bool | None = None
    """Whether the words stand there; None where there are none, or the page was not read."""


def ask(targets: Sequence[Target], manner: Manner, folder: Path) -> Iterator[tuple[Target, Answer]]:
    """Yield each target with its answer, as they come; the list is kept in the folder.

    Where lychee is ended for want of memory, the rest is asked for in halves, until it is one
    address; that is then not read again, so that its words are looked for elsewhere.
    """
    left = {target.address: target for target in targets}
    ended = yield from _run(targets, manner, folder, left)
    rest = list(left.values())
    if ended >= 0:  # what it passed by in silence is no address to it
        yield from ((each, Answer(why="lychee takes it for no address")) for each in rest)
    elif len(targets) > 1:
        middle = (len(rest) + 1) // 2
        yield from ask(rest[:middle], manner, folder)
        yield from ask(rest[middle:], manner, folder)
    elif targets[0].words:
        bare = replace(targets[0], words=())
        yield from ((targets[0], answer) for _, answer in ask([bare], manner, folder))
    else:
        yield targets[0], Answer(why="lychee breaks off")


def _run(
    targets: Sequence[Target], manner: Manner, folder: Path, left: dict[str, Target]
) -> Generator[tuple[Target, Answer], None, int]:
    """Run lychee once; yield what it said, and take that from what is left.

    Return its exit code, negative where a signal ended it. Raises CannotCheckError where it
    would not begin.
    """
    if not targets:
        return 0
    lines = [(target, kind) for target in targets for kind in _kinds(target)]
    said: dict[str, dict[str, Answer]] = {}
    last = ""
    with subprocess.Popen(  # noqa: S603 - our own words, no shell
        command(targets, manner, folder),
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        resource.prlimit(running.pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        try:
            for line in running.stderr or ():
                match = _LINE.match(line)
                if match is None:
                    last = line
                    continue
                target, kind = lines[int(match[2]) - 1]
                answers = said.setdefault(target.address, {})
                answers[kind] = _answer(match[1], match[3] or "")
                if len(answers) == len(_kinds(target)):
                    yield left.pop(target.address), _both(said.pop(target.address))
            ended = running.wait()
        finally:
            running.kill()
    if ended > 0 and ended != FOUND_SOME:
        message = f"lychee broke off with exit code {ended}: {last.strip()}"
        raise CannotCheckError(message)
    return ended


def command(targets: Iterable[Target], manner: Manner, folder: Path) -> list[str]:
    """Return the command that asks for some targets, once their list is in the folder."""
    listed, settings = folder / "list.html", folder / "lychee.toml"
    lines = (_link(target, kind) for target in targets for kind in _kinds(target))
    listed.write_text("".join(lines), encoding="utf-8")
    settings.write_text(_per_host(manner), encoding="utf-8")
    return [program(), *_options(manner, settings), str(listed)]


def _kinds(target: Target) -> tuple[str, ...]:
    """Return how often, and as what, an address stands in the list."""
    return ("words", "plain") if target.words else ("plain",)


def _link(target: Target, kind: str) -> str:
    """Return one line of the list."""
    address = target.address
    if kind == "words":
        words = "&".join(f"text={_escaped(each)}" for each in target.words)
        address = f"{urldefrag(address).url}#:~:{words}"
    return f'<a href="{html.escape(address)}">x</a>\n'


def _escaped(words: str) -> str:
    """Return words as a text fragment holds them: the hyphen has a meaning there."""
    return quote(words, safe="").replace("-", "%2D")


def _per_host(manner: Manner) -> str:
    """Return lychee's settings for the hosts that want a longer pause."""
    return "".join(
        f'[hosts.{json.dumps(host)}]\nrequest_interval = "{int(pause * 1000)}ms"\n'
        for host, pause in sorted((manner.pauses or {}).items())
        if pause > manner.pause
    )


def _options(manner: Manner, settings: Path) -> list[str]:
    """Return how lychee must go about it."""
    return [
        "-vv",  # every answer, at once, on stderr
        "--mode=plain",
        "--no-progress",
        "--include-fragments=text-only",
        "--max-retries=0",  # the second line of an address is its repetition
        "--max-redirects=10",
        "--threads=2",
        f"--host-concurrency={_AT_ONCE}",
        f"--host-request-interval={int(manner.pause * 1000)}ms",
        f"--timeout={manner.patience}",
        f"--user-agent={manner.agent}",
        f"--config={settings}",
    ]


def _answer(said: str, more: str) -> Answer:
    """Return one line of lychee's as an answer."""
    why, _, chain = more.partition(" | Followed ")
    return Answer(
        code=int(said) if said.isdigit() else 0,
        late=said == "TIMEOUT",
        why="" if said == "200" else why,
        hops=tuple((int(code), to) for code, to in _HOP.findall(chain)),
    )


def _both(answers: Mapping[str, Answer]) -> Answer:
    """Return the plain answer, with what the other says of the words.

    The other's stands for it where it alone was answered.
    """
    plain, other = answers["plain"], answers.get("words")
    lost = other is not None and other.why == _LOST
    if other is None or (other.code == 0 and not lost):
        return plain
    there = lost or other.code < _REDIRECTS
    if there and not _OK <= plain.code < _REDIRECTS:
        plain = Answer(code=_OK)
    return replace(plain, words=there and not lost)
