"""Copies in the archive: asked for in earnest only, never against a host’s or a licence’s will."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

import archive
from dossier.model.health import Health, as_text
from dossier.read import load, read
from web.archive import HOST, STAMP, Archive, archiving
from web.behaviours import PAGE, Answering, says
from web.project import project
from web.serving import NO_ROBOTS, Web, serving

_ROBOTS = {
    "127.0.5.2": "User-agent: *\nDisallow: /kept",
    "127.0.5.3": "User-agent: ia_archiver\nDisallow: /",
    "127.0.5.4": "User-agent: archive.org_bot\nDisallow: /",
}
_PAGES = {
    "127.0.5.5": says('<meta name="robots" content="noarchive">' + PAGE),
    "127.0.5.6": says(PAGE, x_robots_tag="noarchive"),
}


def _choose(host: str, path: str) -> Answering:
    """Return how a host answers."""
    if path != "/robots.txt":
        return _PAGES.get(host, says(PAGE))
    return says(_ROBOTS[host]) if host in _ROBOTS else NO_ROBOTS


@pytest.fixture(name="web")
def _web() -> Iterator[Web]:
    """Return hosts with and without objections."""
    with serving(_choose) as web:
        yield web


@pytest.fixture(name="keeper")
def _keeper(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Archive]:
    """Return the archive’s stand-in, which clients take for the archive."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(context)
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    with archiving(context) as keeper:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{keeper.port}")
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "authority.pem"))
        monkeypatch.delenv("SAVEPAGENOW_ACCESS_KEY", raising=False)
        yield keeper


def _project(root: Path, addresses: list[str], state: str = "live") -> Path:
    """Write a project whose addresses have a settled state."""
    project(root, [(each, "") for each in addresses])
    lines = [
        Health(
            address=each,
            state=state,
            first_seen="2026-11-01",
            last_seen="2026-11-20",
            checked="2026-11-20",
        )
        for each in addresses
    ]
    (root / "bib/health.tsv").write_text(as_text(lines), "utf-8")
    return root


def _kept(root: Path) -> list[tuple[str, str]]:
    """Return address and day of every copy that the sources have."""
    sources = read(load(root)).dossier.sources.values()
    return [(each.archiveurl, each.archivedate) for each in sources]


def _run(root: Path, *words: str) -> int:
    """Run the command without a pause."""
    return archive.main(["--root", str(root), "--pause", "0", *words])


def test_without_yes_nothing_is_asked_for(tmp_path: Path, web: Web, keeper: Archive) -> None:
    """No host is touched, and no file."""
    root = _project(tmp_path / "p", [f"http://127.0.5.1:{web.port}/kept"])
    before = (root / "bib/all.bib").read_bytes()
    assert _run(root) == archive.DONE
    assert (web.asked, keeper.asked) == ([], [])
    assert (root / "bib/all.bib").read_bytes() == before


@pytest.mark.parametrize("state", ["dead", "moved", "drifted", "blocked", "soft-404"])
def test_only_what_lives_is_kept(state: str, tmp_path: Path, web: Web, keeper: Archive) -> None:
    """A copy of a “not found” page would help nobody."""
    root = _project(tmp_path / "p", [f"http://127.0.5.1:{web.port}/kept"], state)
    assert _run(root, "--yes") == archive.DONE
    assert keeper.asked == []


@pytest.mark.parametrize("answer", ["kept", "linked", "cached"])
def test_a_copy_is_recorded_with_its_day(
    answer: str, tmp_path: Path, web: Web, keeper: Archive
) -> None:
    """In the source’s entry, once: a second run asks for nothing."""
    address = f"http://127.0.5.1:{web.port}/{answer}"
    root = _project(tmp_path / "p", [address])
    assert _run(root, "--yes") == archive.DONE
    assert _kept(root) == [(f"https://{HOST}/web/{STAMP}/{address}", "2026-11-27")]
    asked = len(keeper.asked)
    assert _run(root, "--yes") == archive.DONE
    assert len(keeper.asked) == asked


@pytest.mark.parametrize("answer", ["timeless", "robots", "forbidden", "broken"])
def test_what_the_archive_does_not_keep_is_not_recorded(
    answer: str, tmp_path: Path, web: Web, keeper: Archive
) -> None:
    """The next source is asked for all the same."""
    there = f"http://127.0.5.1:{web.port}"
    root = _project(tmp_path / "p", [f"{there}/{answer}", f"{there}/kept"])
    assert _run(root, "--yes") == archive.DONE
    assert [bool(address) for address, _ in _kept(root)] == [False, True]
    assert f"{there}/{answer}" in keeper.asked


def test_a_busy_archive_is_left_alone(tmp_path: Path, web: Web, keeper: Archive) -> None:
    """Exit 3; what came before is recorded, what comes after waits."""
    there = f"http://127.0.5.1:{web.port}"
    root = _project(tmp_path / "p", [f"{there}/kept", f"{there}/busy", f"{there}/linked"])
    assert _run(root, "--yes") == archive.LATER == 3
    assert [bool(address) for address, _ in _kept(root)] == [True, False, False]
    assert keeper.asked == [f"{there}/kept", f"{there}/busy"]


@pytest.mark.parametrize("host", [*_ROBOTS, *_PAGES])
def test_what_a_host_forbids_is_not_asked_for(
    host: str, tmp_path: Path, web: Web, keeper: Archive
) -> None:
    """By robots.txt to all or to the archive’s crawlers, by its page, or by its head."""
    root = _project(tmp_path / "p", [f"http://{host}:{web.port}/kept"])
    assert _run(root, "--yes") == archive.DONE
    assert (keeper.asked, _kept(root)) == ([], [("", "")])


def test_what_a_licence_forbids_is_not_asked_for(
    tmp_path: Path, web: Web, keeper: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    """The source says so in words, which are repeated; its host is not even asked."""
    root = _project(tmp_path / "p", [f"http://127.0.5.1:{web.port}/kept"])
    entry = root / "bib/all.bib"
    text = entry.read_text("utf-8").replace("  url", "  noarchive = {terms of use, 4.2},\n  url")
    entry.write_text(text, "utf-8")
    assert _run(root, "--yes") == archive.DONE
    assert keeper.asked == []
    assert capsys.readouterr().out == "toy0-nd: terms of use, 4.2\n"


def test_an_unsound_file_stops_it(tmp_path: Path, web: Web, keeper: Archive) -> None:
    """Exit 2, and nothing is asked for."""
    root = _project(tmp_path / "p", [f"http://127.0.5.1:{web.port}/kept"], "life")
    assert _run(root, "--yes") == archive.CANNOT
    assert keeper.asked == []
