"""Every way in which servers behave, asked by the real lychee: each judged right."""

from __future__ import annotations

import datetime as dt
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import trustme

import sweep
from dossier.model.health import Health
from dossier.model.vocabulary import ADDRESS_STATES
from dossier.read.health import read_health
from web.behaviours import BEHAVIOURS, BOMB, Answering, Behaviour, says
from web.project import project
from web.serving import NO_ROBOTS, Web, serving

_DAY = dt.date(2026, 11, 27)
_HOSTS = {f"127.0.1.{number}": each for number, each in enumerate(BEHAVIOURS, 1)}
_HOST_OF = {each.name: host for host, each in _HOSTS.items()}


def _choose(host: str, path: str) -> Answering:
    """Return how a host answers at a path."""
    behaviour = _HOSTS[host]
    if path != "/robots.txt":
        return behaviour.answer
    if behaviour.robots == "503":
        return says("", "503 Service Unavailable")
    return says(behaviour.robots) if behaviour.robots else NO_ROBOTS


@dataclass(frozen=True)
class Swept:
    """One sweep over all behaviours."""

    http: Web
    https: Web
    health: dict[str, Health]
    said: str

    def address(self, behaviour: Behaviour) -> str:
        """Return where a behaviour is."""
        plain = behaviour.scheme == "http" or behaviour.host == "plain"
        own = f"{_HOST_OF[behaviour.name]}:{(self.http if plain else self.https).port}"
        host = own if behaviour.host in ("", "plain") else behaviour.host
        return f"{behaviour.scheme}://{host}{behaviour.path}"

    def of(self, behaviour: Behaviour) -> Health:
        """Return what was found of it."""
        return self.health[self.address(behaviour)]


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Swept]:
    """Sweep all behaviours once."""
    root = tmp_path_factory.mktemp("swept")
    untrusted = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("toy.example").configure_cert(untrusted)
    with serving(_choose) as http, serving(_choose, untrusted) as https:
        found = Swept(http=http, https=https, health={}, said="")
        project(root, [(found.address(each), each.words) for each in BEHAVIOURS])
        code = sweep.main(["--root", str(root), "--pause", "0.05", "--patience", "6"], _DAY)
        assert code == sweep.DONE
        health, faults = read_health((root / "bib/health.tsv").read_text("utf-8"))
        assert faults == []
        found.health.update(health)
        yield found


@pytest.mark.parametrize("behaviour", BEHAVIOURS, ids=[each.name for each in BEHAVIOURS])
def test_a_behaviour_is_judged_right(behaviour: Behaviour, swept: Swept) -> None:
    """State, reason, and where a permanent redirect leads."""
    found = swept.of(behaviour)
    assert (found.next, behaviour.why in found.why) == (behaviour.state, True), found.why
    assert urlsplit(found.leads_to).path == behaviour.leads_to


def test_nothing_is_settled_by_one_sweep(swept: Swept) -> None:
    """Not even that an address lives."""
    assert {(each.state, each.days) for each in swept.health.values()} == {("", "1")}


def test_every_state_is_among_them() -> None:
    """Forty behaviours and more, of every state."""
    assert {each.state for each in BEHAVIOURS} == set(ADDRESS_STATES)
    assert len(BEHAVIOURS) == len(_HOST_OF) > 50


def test_no_page_is_asked_for_more_often_than_needed(swept: Swept) -> None:
    """Once where lychee sees the words, not at all where robots.txt forbids it."""
    counted = {each.name: each.asks for each in BEHAVIOURS if each.asks is not None}
    asked = {
        each.name: len(swept.http.times(_HOST_OF[each.name], each.path))
        for each in BEHAVIOURS
        if each.name in counted
    }
    assert asked == counted


def test_no_host_has_more_than_two_requests_at_once(swept: Swept) -> None:
    """Whoever asks: lychee, the second look, or the reading of robots.txt."""
    assert max(swept.http.most.values()) <= 2


def test_retry_after_is_obeyed(swept: Swept) -> None:
    """A host that asked for a second got one."""
    behaviour = next(each for each in BEHAVIOURS if "then 200" in each.name and "429" in each.name)
    first, second, *_ = swept.http.times(_HOST_OF[behaviour.name], behaviour.path)
    assert second - first >= 1


def test_a_bomb_harms_nothing_but_itself(tmp_path: Path) -> None:
    """Lychee ends for want of memory; all others are judged all the same, and so is the bomb."""
    hosts = {"127.0.2.1": BOMB} | {f"127.0.2.{number}": BEHAVIOURS[0] for number in range(2, 6)}
    with serving(lambda host, path: NO_ROBOTS if "robots" in path else hosts[host].answer) as web:
        where = {host: f"http://{host}:{web.port}/" for host in hosts}
        project(tmp_path, [(where[host], each.words) for host, each in hosts.items()])
        assert sweep.main(["--root", str(tmp_path), "--pause", "0.05"], _DAY) == sweep.DONE
    health, _ = read_health((tmp_path / "bib/health.tsv").read_text("utf-8"))
    assert {host: health[where[host]].next for host in hosts} == {
        host: each.state for host, each in hosts.items()
    }
