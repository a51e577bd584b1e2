"""What a sweep found so far, on disk at once: a killed sweep goes on where it stopped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TextIO

from dossier.model.health import Seen
from dossier.sweep.lychee import Answer


class JournalError(Exception):
    """The journal cannot be read; the message says where and what helps."""


class Journal:
    """One JSON object a line: first the day, then a robots.txt or an address with its verdict."""

    def __init__(self, path: Path, today: str) -> None:
        """Open the journal of a sweep that was broken off, or begin one for today.

        Raises JournalError for a line that is none; a last line cut short is what a kill leaves.
        """
        self.path = path
        self.day = today
        self.seen: dict[str, Seen] = {}
        self.robots: dict[str, str | None] = {}
        self.doubts: dict[str, Answer] = {}
        """Answers of lychee’s that wait for a second look."""
        whole = self._read() if path.exists() else 0
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: TextIO = path.open("a", encoding="utf-8")
        self._file.truncate(whole)
        if not whole:
            self._write({"day": today})

    @property
    def reached(self) -> bool:
        """Return whether any host answered."""
        return any(each.reached for each in self.seen.values())

    def add(self, address: str, seen: Seen) -> None:
        """Keep what was found of an address."""
        self.seen[address] = seen
        self._write({"address": address, **vars(seen)})

    def add_doubt(self, address: str, answer: Answer) -> None:
        """Keep what lychee said of an address whose page must be seen, too."""
        self.doubts[address] = answer
        self._write({"doubt": address, **vars(answer)})

    def add_robots(self, origin: str, text: str | None) -> None:
        """Keep the robots.txt of a host; None where the host would not say."""
        self.robots[origin] = text
        self._write({"origin": origin, "robots": text})

    def close(self, *, done: bool) -> None:
        """Close the file, and remove it when what it holds is kept elsewhere."""
        self._file.close()
        if done:
            self.path.unlink()

    def _write(self, line: dict[str, Any]) -> None:
        """Append one line, so that it outlives this process."""
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()

    def _read(self) -> int:
        """Take in the lines on disk; return how many bytes of them are whole."""
        lines = self.path.read_bytes().split(b"\n")
        lines.pop()  # empty, or cut short
        for number, line in enumerate(lines, 1):
            try:
                self._take(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                message = (
                    f"{self.path}:{number}: a line must be what a sweep writes; got {line[:60]!r}."
                    " Delete the file: the sweep then begins anew, and bib/health.tsv is untouched."
                )
                raise JournalError(message) from error
        return sum(len(line) + 1 for line in lines)

    def _take(self, line: dict[str, Any]) -> None:
        """Take in one line."""
        if "day" in line:
            self.day = str(line["day"])
        elif "origin" in line:
            self.robots[line["origin"]] = line["robots"]
        elif "doubt" in line:
            address = line.pop("doubt")
            hops = tuple((code, to) for code, to in line.pop("hops"))
            self.doubts[address] = Answer(hops=hops, **line)
        else:
            address = line.pop("address")
            self.seen[address] = Seen(**line)
