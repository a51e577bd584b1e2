"""Time from an edit to the page that a browser shows, under `make serve`: `make bench-serve`.

The real content is copied, served, and one date of a section edited again and again. Waiting for
the page, loading it and noticing the edit (MkDocs looks twice a second) all count.
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, sync_playwright

ROOT: Final = Path(__file__).resolve().parent.parent.parent
ROUNDS: Final = 5
PATIENCE: Final = 600_000
"""Milliseconds: on a machine that is busy, too, it should end with a figure."""
_PAGE: Final = "series/kazakhstan/agenda"
_NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
_TICKS: Final = os.sysconf("SC_CLK_TCK")


@contextmanager
def served(root: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Give the address and process of a project that is served as `make serve` does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dirty", "--dev-addr", host]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(command, cwd=root, env=environment) as process:  # noqa: S603 - our own words
        try:
            while process.poll() is None and not _answers(host):
                time.sleep(0.2)
            yield f"http://{host}/", process
        finally:
            process.terminate()


def _answers(host: str) -> bool:
    """Return whether something listens at a host and port."""
    name, _, port = host.partition(":")
    with socket.socket() as probe:
        return probe.connect_ex((name, int(port))) == 0


def _seconds_used(process: subprocess.Popen[bytes]) -> float:
    """Return the processor time of a process so far (proc(5), fields 14 and 15)."""
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2]
    return sum(map(int, fields.split()[11:13])) / _TICKS


def _edited(file: Path, page: Page, year: int) -> float:
    """Return the seconds from writing another year to its being shown, no key pressed."""
    before, mark, after = file.read_text(encoding="utf-8").partition("\n    on: ")
    _, _, rest = after.partition("\n")
    text = f"{before}{mark}{year}-01-02\n{rest}"
    begun = time.perf_counter()
    file.write_text(text, encoding="utf-8")
    page.get_by_text(f"2 January {year}").first.wait_for(state="attached", timeout=PATIENCE)
    return time.perf_counter() - begun


def main() -> None:
    """Print the median, and what the server computed for one edit."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder, "copy")
        shutil.copytree(
            ROOT, root, ignore=shutil.ignore_patterns(".venv", ".git", "site", "dist", "tests")
        )
        program = next(filter(None, map(shutil.which, _NAMES)))
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        with served(root) as (address, process):
            page = chromium.new_page()
            page.goto(f"{address}{_PAGE}/", wait_until="load", timeout=PATIENCE)
            file = root / "docs" / f"{_PAGE}.md"
            begun = _seconds_used(process)
            found = [_edited(file, page, 2001 + number) for number in range(ROUNDS)]
            used = (_seconds_used(process) - begun) / ROUNDS
        chromium.close()
    said = " ".join(f"{each:.2f}" for each in sorted(found))
    print(f"edit to reloaded page: median {statistics.median(found):.2f} s of {said}")
    print(f"processor time of the server for one edit: {used:.2f} s")


if __name__ == "__main__":
    main()
