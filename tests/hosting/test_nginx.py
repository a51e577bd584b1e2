"""Debian's nginx, run for real with the settings that the build wrote and the container's words."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from dossier.export.hosting import FRESH, HOUR, YEAR
from shared import need


class Answer(NamedTuple):
    """What a host answered."""

    status: int
    headers: dict[str, str]
    body: bytes


def _free() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _settled(site: Path, folder: Path, port: int) -> Path:
    """Return the built settings with this test's port and folders for the container's."""
    text = (site / "hosting" / "nginx.conf").read_text(encoding="utf-8")
    text = text.replace(" /tmp/", f" {folder}/")
    for old, new in (
        ("listen 8080;", f"listen 127.0.0.1:{port};"),
        ("root /srv/site;", f"root {site};"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    settings = folder / "nginx.conf"
    # pytest's folders are its user's alone: where that is root, workers stay root.
    text = f"user root;\n{text}" if os.getuid() == 0 else text
    settings.write_text(text, encoding="utf-8")
    return settings


def _get(port: int, path: str, **headers: str) -> Answer:
    """Return nginx's answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    answer = connection.getresponse()
    found = Answer(answer.status, dict(answer.getheaders()), answer.read())
    connection.close()
    return found


@pytest.fixture(name="port", scope="module")
def _port(site: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Return the port on which nginx serves the built site."""
    path = "/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin"
    nginx = need(shutil.which("nginx", path=path), "nginx-light")
    folder, port = tmp_path_factory.mktemp("nginx"), _free()
    words = json.loads(
        re.findall(r"^CMD (\[.*\])$", (root / "Containerfile").read_text(), re.MULTILINE)[0]
    )
    settings = str(_settled(site, folder, port))
    words = [settings if each.endswith("/nginx.conf") else each for each in words[1:]]
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen([nginx, *words], stderr=said)  # noqa: S603 - our own words
    try:
        for _ in range(100):
            if process.poll() is not None or _listens(port):
                break
            time.sleep(0.1)
        assert process.poll() is None, (folder / "said").read_text()
        yield port
    finally:
        process.terminate()
        process.wait()


def _listens(port: int) -> bool:
    """Return whether a port answers."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _asked(site: Path) -> dict[str, str]:
    """Return the headers that every answer must have, as `_headers` says it."""
    block = (site / "_headers").read_text(encoding="utf-8").partition("/*\n")[2]
    lines = block.split("\n/")[0].splitlines()
    return dict(line.strip().split(": ", 1) for line in lines)


@pytest.mark.parametrize("path", ["/", "/claims/", "/data/", "/nowhere/", "/assets/cards.js"])
def test_every_answer_has_the_headers(port: int, site: Path, path: str) -> None:
    """Pages, files and mistakes alike; nothing tells the server's version or sets a cookie."""
    headers = _get(port, path).headers
    assert {name: headers.get(name) for name in _asked(site)} == _asked(site)
    assert ("Set-Cookie" in headers, headers["Server"]) == (False, "nginx")


def test_a_page_comes_compressed_and_whole(port: int, site: Path) -> None:
    """For those who ask; the bytes are the file's."""
    plain, packed = _get(port, "/claims/"), _get(port, "/claims/", Accept_Encoding="gzip")
    whole = (site / "claims" / "index.html").read_bytes()
    assert (plain.body, gzip.decompress(packed.body)) == (whole, whole)
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert len(packed.body) * 4 < len(whole)


KEPT = [
    ("assets/javascripts/*.min.js", YEAR),
    ("assets/*.js", HOUR),
]


@pytest.mark.parametrize(("files", "wanted"), KEPT)
def test_a_file_is_kept_as_long_as_its_name_stands_for_it(
    port: int, site: Path, files: str, wanted: str
) -> None:
    """A year where the name changes with the content."""
    path = min(site.glob(files)).relative_to(site).as_posix()
    assert _get(port, f"/{path}").headers["Cache-Control"] == wanted


def test_a_page_is_asked_for_again_and_costs_nothing_if_unchanged(port: int) -> None:
    """A correction is seen at once."""
    first = _get(port, "/")
    again = _get(port, "/", If_None_Match=first.headers["ETag"])
    assert (first.headers["Cache-Control"], again.status, again.body) == (FRESH, 304, b"")


@pytest.mark.parametrize(("path", "status"), [("/editions/", 200), ("/editions/2999.1/", 404)])
def test_what_may_come_to_be_is_kept_by_nobody(port: int, path: str, status: int) -> None:
    """The list of editions grows, and an edition that is not there yet will be."""
    answer = _get(port, path)
    assert (answer.status, answer.headers["Cache-Control"]) == (status, FRESH)


def test_an_id_leads_to_its_place(port: int, site: Path) -> None:
    """By the host itself, before any page loads; for now and not for ever, for it may move."""
    start, goal, _ = (site / "_redirects").read_text(encoding="utf-8").splitlines()[-1].split()
    answer = _get(port, start)
    assert (answer.status, answer.headers["Location"]) == (302, goal)
    assert _get(port, goal.partition("#")[0]).status == 200


def test_a_folder_without_its_slash_leads_to_it(port: int) -> None:
    """Without naming the host, which may stand behind another name."""
    answer = _get(port, "/claims")
    assert (answer.status, answer.headers["Location"]) == (301, "/claims/")


def test_what_is_not_there_is_said_in_words(port: int, site: Path) -> None:
    """With the page made for it, and the right number."""
    answer = _get(port, "/nowhere/")
    assert (answer.status, answer.body) == (404, (site / "404.html").read_bytes())


@pytest.mark.parametrize("path", ["/.htaccess", "/.git/config", "/../../etc/passwd"])
def test_what_is_hidden_stays_hidden(port: int, path: str) -> None:
    """Settings of other hosts, and what never belonged to the site."""
    assert _get(port, path).status in (400, 404)


def test_data_may_be_read_by_scripts_of_others(port: int) -> None:
    """A notebook in a browser may load it; pages it may not."""
    origins = [
        _get(port, path).headers.get("Access-Control-Allow-Origin") for path in ("/data/", "/")
    ]
    assert origins == ["*", None]


TYPES = [("atom", "feed.xml"), ("text/html", "index.html"), ("text/csv", "data/statements.csv")]


@pytest.mark.parametrize(("kind", "path"), TYPES)
def test_a_file_is_called_what_it_is(port: int, site: Path, kind: str, path: str) -> None:
    """With its encoding."""
    assert (site / path).exists()
    said = _get(port, f"/{path}").headers["Content-Type"]
    assert kind in said or "xml" in said
