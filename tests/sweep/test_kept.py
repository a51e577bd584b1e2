"""What is kept of sweeps: never half, never twice, never on the word of one day."""

from __future__ import annotations

import datetime as dt
import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import sweep
from dossier.model.health import COLUMNS, SETTLES, Health, Seen, as_text
from dossier.read.health import read_health
from web.behaviours import PAGE, WORDS, Answering, says
from web.project import project
from web.serving import NO_ROBOTS, Web, serving

DAY = dt.date(2026, 11, 27)
HEAD = "\t".join(COLUMNS) + "\n"
_FEW = 5


class Changing:
    """Hosts that all behave in one way, which a test may change."""

    def __init__(self) -> None:
        """Begin as a page with its words."""
        self.answer: Answering = says(PAGE)

    def choose(self, _host: str, path: str) -> Answering:
        """Return how any host answers."""
        return NO_ROBOTS if path == "/robots.txt" else self.answer


@pytest.fixture
def hosts() -> Changing:
    """Return how the hosts behave."""
    return Changing()


@pytest.fixture
def web(hosts: Changing) -> Iterator[Web]:
    """Return a web of such hosts."""
    with serving(hosts.choose) as served:
        yield served


@pytest.fixture
def root(tmp_path: Path, web: Web) -> Path:
    """Return a project with a few addresses there."""
    return project(tmp_path, [(_address(number, web), WORDS) for number in range(1, 1 + _FEW)])


def _address(number: int, web: Web) -> str:
    """Return the address of a page."""
    return f"http://127.0.3.{number}:{web.port}/page"


def _swept(root: Path, day: dt.date) -> int:
    """Sweep on a day; return the exit code."""
    return sweep.main(["--root", str(root), "--pause", "0.05", "--patience", "3"], day)


def _health(root: Path) -> dict[str, Health]:
    """Return what is kept."""
    health, faults = read_health((root / "bib/health.tsv").read_text("utf-8"))
    assert faults == []
    return health


def test_three_sweeps_on_different_days_settle_a_state(root: Path, hosts: Changing) -> None:
    """First seen on the first of them, last seen on the last; and two failures change nothing."""
    weeks = [DAY + dt.timedelta(weeks=number) for number in range(8)]
    states = []
    for day in weeks[:3]:
        assert _swept(root, day) == 0
        states.append({each.state for each in _health(root).values()})
    assert states == [{""}, {""}, {"live"}]
    hosts.answer = says("", "410 Gone")
    for day in weeks[3:5]:
        assert _swept(root, day) == 0
    found = _health(root)
    assert {(each.state, each.next, each.days, each.last_seen) for each in found.values()} == {
        ("live", "dead", "2", "2026-12-11")
    }
    assert _swept(root, weeks[5]) == 0
    assert {(each.state, each.first_seen) for each in _health(root).values()} == {
        ("dead", "2026-12-18")
    }


def test_one_good_sweep_between_begins_the_count_anew(root: Path, hosts: Changing) -> None:
    """Dead, dead, live, dead: not dead."""
    kinds = (
        [says(PAGE)] * 3 + [says("", "404 Not Found")] * 2 + [says(PAGE), says("", "404 Not Found")]
    )
    for number, answer in enumerate(kinds):
        hosts.answer = answer
        assert _swept(root, DAY + dt.timedelta(days=number)) == 0
    assert {(each.state, each.next, each.days) for each in _health(root).values()} == {
        ("live", "dead", "1")
    }


def test_a_second_sweep_on_a_day_asks_for_nothing(root: Path, web: Web) -> None:
    """And leaves the file as it is, byte for byte."""
    assert _swept(root, DAY) == 0
    before, asked = (root / "bib/health.tsv").read_bytes(), len(web.asked)
    assert _swept(root, DAY) == 0
    assert ((root / "bib/health.tsv").read_bytes(), len(web.asked)) == (before, asked)


def test_any_three_days_in_a_row_settle_and_nothing_else() -> None:
    """Whatever comes in whatever order: a state is what some three days in a row agreed on."""
    kinds = ("live", "dead", "slow")
    for code in range(3**8):
        seen = [kinds[code // 3**place % 3] for place in range(8)]
        health = Health(address="a")
        for day, state in enumerate(seen, 1):
            health = health.after(Seen(state=state), f"2026-11-{day:02}")
        runs = [a for a, b, c in zip(seen, seen[1:], seen[2:], strict=False) if a == b == c]
        assert health.state == (runs[-1] if runs else "")
        assert read_health(as_text([health]))[1] == []


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_sweep_goes_on_and_asks_for_nothing_twice(
    stop: signal.Signals, tmp_path: Path
) -> None:
    """What its journal holds is never asked for again, and nothing is lost."""
    many, stopped = 120, threading.Event()
    at_once = iter(range(many // 2))

    def choose(_host: str, path: str) -> Answering:
        if path == "/robots.txt":
            return NO_ROBOTS
        if next(at_once, None) is None:  # so that it never ends before it is stopped
            stopped.wait(60)
        return says(PAGE)

    with serving(choose) as web:
        addresses = [f"http://127.0.4.{n % 6 + 1}:{web.port}/p{n}" for n in range(many)]
        project(tmp_path, [(each, WORDS if n % 2 else "") for n, each in enumerate(addresses)])
        # Whoever runs the tests in the background lets them inherit a deaf ear to Ctrl-C.
        command = ["env", "--default-signal=INT", sys.executable]
        command += [str(sweep.ROOT / "scripts" / "sweep.py"), "--root", str(tmp_path)]
        command += ["--pause", "0.1"]
        running = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603 - our own
        journal = tmp_path / ".cache/sweep/journal.jsonl"
        _until(lambda: journal.exists() and journal.read_bytes().count(b"\n") > 30)
        running.send_signal(stop)
        running.wait()
        stopped.set()
        assert not (tmp_path / "bib/health.tsv").exists()
        kept = _lines(journal)
        asked_before = [path for _, _, path in web.asked]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603 - our own
        assert len(_health(tmp_path)) == many
        again = [path for _, _, path in web.asked][len(asked_before) :]
        assert [
            each["address"] for each in kept if "address" in each and _path(each) in again
        ] == []
        assert "/robots.txt" not in again
        assert not journal.exists()


def _until(holds: Callable[[], bool]) -> None:
    """Wait for something, for minutes on a busy machine."""
    for _ in range(6000):
        if holds():
            return
        time.sleep(0.05)
    pytest.fail("it never came")


def _lines(journal: Path) -> list[dict[str, str]]:
    """Return the whole lines of a journal."""
    return [json.loads(line) for line in journal.read_bytes().split(b"\n")[:-1]]


def _path(line: dict[str, str]) -> str:
    """Return the path of a journal's address."""
    return "/" + line["address"].rpartition("/")[2]


def _broken_off(root: Path, web: Web, more: str = "") -> None:
    """Leave the journal of a sweep that had found one address."""
    journal = root / ".cache/sweep/journal.jsonl"
    journal.parent.mkdir(parents=True)
    found = {"address": _address(1, web), **vars(Seen(state="live"))}
    journal.write_text(f'{{"day": "{DAY}"}}\n{json.dumps(found)}\n{more}', "utf-8")


def test_a_line_cut_short_in_the_journal_is_asked_for_again(root: Path, web: Web) -> None:
    """A kill in the middle of a write costs that one address."""
    _broken_off(root, web, '{"address": "http://127')
    assert _swept(root, DAY) == 0
    assert len(_health(root)) == _FEW
    assert "127.0.3.1" not in {host for _, host, _ in web.asked}


def test_what_a_broken_off_sweep_found_counts_for_its_own_day(root: Path, web: Web) -> None:
    """It is resumed a week later: both days count, each once."""
    _broken_off(root, web)
    assert _swept(root, DAY + dt.timedelta(days=7)) == 0
    assert sorted(each.days for each in _health(root).values()) == ["1"] * (_FEW - 1) + ["2"]


def test_without_network_nothing_is_changed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 3, and the file stays as it was."""
    assert _swept(root, DAY) == 0
    before = (root / "bib/health.tsv").read_bytes()
    project(root, [(f"http://127.0.3.{number}:9/page", "") for number in range(3)])
    capsys.readouterr()
    assert _swept(root, DAY + dt.timedelta(days=1)) == sweep.NOTHING == 3
    assert capsys.readouterr().err.splitlines()[-1] == "nothing was reached; nothing was changed"
    assert (root / "bib/health.tsv").read_bytes() == before
    assert list((root / ".cache/sweep").glob("journal*")) == []


BAD: dict[str, tuple[str, str]] = {
    "a line cut short": (f"{HEAD}a://b\tlive", "half-written"),
    "another first line": ("address\tstate\n", "the first line must be the columns"),
    "an unknown state": (
        f"{HEAD}a://b\tlife\t2026-11-01\t2026-11-20\t\t\t\t2026-11-20\n",
        'got "life". Did you mean "live"?',
    ),
    "a day that is none": (
        f"{HEAD}a://b\tlive\t2026-11-31\t2026-12-20\t\t\t\t2026-12-20\n",
        'got "2026-11-31"',
    ),
    "days in disorder": (
        f"{HEAD}a://b\tlive\t2026-11-09\t2026-11-02\t\t\t\t2026-11-09\n",
        "days must follow each other",
    ),
    "two lines for one": (
        HEAD + "a://b\t\t\t\tlive\t2026-11-02\t1\t2026-11-02\n" * 2,
        "an address must have one line",
    ),
    "a state without days": (
        f"{HEAD}a://b\tlive\t\t\t\t\t\t2026-11-02\n",
        "must have all cells",
    ),
    "too many days": (
        f"{HEAD}a://b\t\t\t\tlive\t2026-11-02\t3\t2026-11-02\n",
        "must have all cells",
    ),
    "a clock that goes backwards": (
        f"{HEAD}a://b\t\t\t\tlive\t2026-12-24\t1\t2026-12-24\n",
        "set the clock",
    ),
    "bytes that are no text": (f"{HEAD}\xff\xfe\t\n", "health.tsv:2: "),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_named_and_nothing_is_lost(
    name: str, root: Path, web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, the place and what helps; no request is made and no byte is changed."""
    content, message = BAD[name]
    bad = content.encode("latin-1")
    (root / "bib/health.tsv").write_bytes(bad)
    assert _swept(root, DAY) == sweep.CANNOT == 2
    said = capsys.readouterr().err
    assert message in said
    assert "nothing was changed" in said
    assert (root / "bib/health.tsv").read_bytes() == bad
    assert web.asked == []


def test_what_the_forge_found_last_counts_even_uncommitted(root: Path, web: Web) -> None:
    """Three weeks without an editor settle a state all the same; of each line the later counts."""
    last = root / ".cache/sweep/last"
    last.mkdir(parents=True)
    for week in range(3):
        assert _swept(root, DAY + dt.timedelta(weeks=week)) == 0
        (root / "bib/health.tsv").rename(last / "health.tsv")
        stale = Health(address=_address(1, web), next="slow", since="2026-11-01", days="1")
        line = as_text([replace(stale, checked="2026-11-01")])
        (root / "bib/health.tsv").write_text(line, "utf-8")
    (root / "bib/health.tsv").write_bytes((last / "health.tsv").read_bytes())
    assert [each.state for each in _health(root).values()] == ["live"] * _FEW


def test_a_bad_file_of_the_forge_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Like one of our own."""
    (root / ".cache/sweep/last").mkdir(parents=True)
    (root / ".cache/sweep/last/health.tsv").write_text(HEAD + "half", "utf-8")
    assert _swept(root, DAY) == sweep.CANNOT
    assert "half-written" in capsys.readouterr().err


def test_a_journal_that_is_none_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its line, and that deleting it costs nothing that was settled."""
    journal = root / ".cache/sweep/journal.jsonl"
    journal.parent.mkdir(parents=True)
    journal.write_text('{"day": "2026-11-27"}\nlamp\n{"address"', "utf-8")
    assert _swept(root, DAY) == sweep.CANNOT
    assert (
        "journal.jsonl:2: a line must be what a sweep writes; got b'lamp'"
        in capsys.readouterr().err
    )
    assert journal.exists()


def test_states_settle_after_as_many_sweeps_as_the_pages_say() -> None:
    """Three: the issue, the method page and the code."""
    assert SETTLES == 3
