"""Pagefind's index of the entries, made through its service and kept in a cache.

Each entry becomes a few lines of HTML, the only form in which Pagefind takes weights. Filters are
words of their own (`facet`): Pagefind's filters are written in another order at each run, and two
builds must give the same bytes.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from pagefind.service import get_executable

from dossier.search.entries import Entry, shortened
from dossier.search.folding import fold, key, tokens
from dossier.writing import kept

FOLDER: Final = "search"
_LANGUAGE: Final = "en"
"""Whose endings Pagefind takes off words; all else is folded before."""
_KEPT: Final = ("pagefind.js", "pagefind-entry.json", f"wasm.{_LANGUAGE}.pagefind")
"""What of Pagefind's own files a reader needs besides the index: none of its looks."""
_CHUNK: Final = "5000"
"""So many places a piece of the index may hold, some 8 kB: a query reads one for each word."""
_NAMES: Final = {"term": 10, "actor": 9, "section": 7, "part": 7, "page": 6}
"""Type of entry → weight of its names: who types a name most likely wants the thing itself."""
_WEIGHTS: Final = {"names": 3, "words": 2, "text": 1, "facets": 0}
"""Weights of everything else, from 0 to Pagefind's 10."""

_UNSPACED: Final = ("term", "actor")
"""Types whose names are found without their spaces from any word on."""
_FEW: Final = 6
"""So many words such a name may have."""

Mark = Callable[[str], str]
"""Takes a text, returns HTML in which each foreign run has its language."""


def index_files(found: Sequence[Entry], mark: Mark, cache: Path) -> dict[str, bytes]:
    """Return site path → content of the index.

    Raises RuntimeError where Pagefind ends without an answer.
    """
    pages = [_page(entry, mark) for entry in found]
    made_with = (pages, metadata.version("pagefind"), _LANGUAGE, _KEPT, _CHUNK)
    name = f"{hashlib.sha256(repr(made_with).encode()).hexdigest()[:16]}.json"
    files = json.loads(kept(cache / name, lambda: json.dumps(_indexed(pages)).encode()))
    return {f"{FOLDER}/{path}": base64.b64decode(content) for path, content in files.items()}


def _page(entry: Entry, mark: Mark) -> tuple[str, str]:
    """Return what a result shows of an entry, and the HTML that Pagefind reads.

    What it shows goes as the address, the one thing that Pagefind keeps and does not index.
    """
    shown = [entry.address, entry.type, mark(entry.title), mark(shortened(entry.note))]
    weighted = {
        "names": [*_names(entry)],
        "facets": [*_facets(entry)],  # here, so that a hit shows where its names end
        "words": [token for text in entry.words for token in tokens(text)],
        "text": [token for text in entry.text for token in tokens(text)],
    }
    weights = _WEIGHTS | ({"names": _NAMES[entry.type]} if entry.type in _NAMES else {})
    body = "".join(
        f'<p data-pagefind-weight="{weights[field]}">{" ".join(dict.fromkeys(words))}</p>'
        for field, words in weighted.items()
        if words
    )
    said = json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
    return said, f'<html lang="{_LANGUAGE}"><body>{body}</body></html>'


def _names(entry: Entry) -> Iterator[str]:
    """Yield the tokens of names, and each name as one word: whole, and from each word on."""
    for name in entry.names:
        yield whole(name)
        words = fold(name).split()
        yield from tokens(name)
        if entry.type in _UNSPACED and len(words) <= _FEW:
            yield from (key(" ".join(words[start:])) for start in range(1, len(words) - 1))


def whole(name: str) -> str:
    """Return the token that only who types a whole name looks for.

    >>> whole("Wǎngluò qiángguó")
    'wangluoqiangguozz'
    """
    return f"{key(name)}zz"


def _facets(entry: Entry) -> Iterator[str]:
    """Yield the tokens by which an entry is filtered."""
    yield facet("type", entry.type)
    for name, values in entry.facets.items():
        yield from (facet(name, value) for value in values if value)


def facet(name: str, value: str) -> str:
    """Return the token of a filter's value; no reader types it.

    >>> facet("kind", "state-body")
    'zzkindstatebodyzz'
    """
    return f"zz{key(name)}{key(value)}zz"


def _indexed(pages: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return path → content in base64, as Pagefind's service answers.

    Its Python interface would do the same at ten entries a second.
    """
    asked = [{"type": "NewIndex", "config": {"force_language": _LANGUAGE}}]
    asked += [
        {"type": "AddFile", "index_id": 0, "url": shown, "file_contents": page}  # type: ignore[dict-item]  # an index has a number
        for shown, page in pages
    ]
    asked.append({"type": "GetFiles", "index_id": 0})  # type: ignore[dict-item]  # so here
    files = _answer(asked)["files"]
    return {
        file["path"]: file["content"]
        for file in sorted(files, key=lambda file: str(file["path"]))
        if "/" in file["path"] or file["path"] in _KEPT or file["path"].endswith("_meta")
    }


def _answer(asked: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return Pagefind's answer to the last of some requests."""
    program = get_executable()
    if program is None:
        message = "Pagefind’s program is missing: `make .venv/.build` installs it"
        raise RuntimeError(message)
    with subprocess.Popen(  # noqa: S603 - the program of a package we pin
        [program, "--service"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,  # so that nothing waits to be written when it has ended
        env={**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": _CHUNK},
    ) as service:
        writer = threading.Thread(target=_say, args=(service, asked))
        writer.start()
        try:
            *_, last = _answers(service, len(asked))
        finally:
            service.kill()  # it has said all, or is of no use: the writer is not left waiting
            writer.join()
    return last


def _say(service: subprocess.Popen[bytes], asked: Sequence[dict[str, Any]]) -> None:
    """Write every request; the service ends when its input does, so it stays open.

    That it has ended before is told by whoever waits for its answers.
    """
    with contextlib.suppress(BrokenPipeError):
        for number, payload in enumerate(asked):
            request = {"message_id": number, "payload": payload}
            service.stdin.write(base64.b64encode(json.dumps(request).encode()) + b",")  # type: ignore[union-attr]  # it is a pipe


def _answers(service: subprocess.Popen[bytes], count: int) -> Iterator[dict[str, Any]]:
    """Yield as many answers as there were requests.

    Raises RuntimeError at an error or an early end.
    """
    rest = b""
    while count:
        piece = service.stdout.read(1 << 20)  # type: ignore[union-attr]  # it is a pipe
        if not piece:
            message = "Pagefind ended before its answer"
            raise RuntimeError(message)
        *whole_ones, rest = (rest + piece).split(b",")
        for each in whole_ones:
            payload = json.loads(base64.b64decode(each))["payload"]
            if payload["type"] == "Error":
                raise RuntimeError(payload["message"])
            count -= 1
            yield payload
