"""What must not grow, counted: no clock is asked, so a slow machine cannot fail these."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import FrameType

import pytest

from bench.synthetic import write
from dossier.check import RULES, Rule
from dossier.read import Reading, load, read

SMALL, LARGE = 1000, 4000
SLACK = 1.15
"""So much more than four times the work may four times the pages make."""
FEW = 2000
"""A rule that makes fewer calls than this over the larger dossier is no trouble."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, Mapping[str, bytes]]:
    """Return the files of a smaller and a larger dossier, by pages."""
    made = {}
    for pages in (SMALL, LARGE):
        folder = tmp_path_factory.mktemp("synthetic") / str(pages)
        write(folder, pages)
        made[pages] = load(folder)
    return made


@pytest.fixture(scope="module")
def readings(files: Mapping[int, Mapping[str, bytes]]) -> Mapping[int, Reading]:
    """Return both, read."""
    return {pages: read(each) for pages, each in files.items()}


def calls(work: Callable[[], object]) -> int:
    """Return how many functions a piece of work calls, Python’s own included."""
    count = 0

    def step(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(step)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def _through(rule: Rule, reading: Reading) -> None:
    """Run a rule to its end."""
    for _ in rule(reading):
        pass


def test_made_up_dossiers_have_no_findings(readings: Mapping[int, Reading]) -> None:
    """What is measured is what a faultless dossier costs, and it has the size it is called by."""
    for pages, reading in readings.items():
        found = [finding for rule in RULES.values() for finding in rule(reading)]
        dossier = reading.dossier
        shown = (*dossier.by_path, *dossier.sources)
        assert (found, len(shown)) == ([], pages)


def test_the_same_number_gives_the_same_dossier(tmp_path: Path) -> None:
    """Two dossiers of one size are the same, byte for byte."""
    for name in ("one", "two"):
        write(tmp_path / name, 100)
    assert load(tmp_path / "one") == load(tmp_path / "two")


def test_reading_is_linear(files: Mapping[int, Mapping[str, bytes]]) -> None:
    """Four times the pages take four times the calls to read."""
    small, large = (calls(partial(read, each)) for each in files.values())
    assert large <= small * LARGE / SMALL * SLACK


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_is_linear(rule: str, readings: Mapping[int, Reading]) -> None:
    """Four times the pages take four times the calls to check, rule by rule."""
    counts = {}
    for pages, reading in readings.items():
        _through(RULES[rule], reading)  # what all rules share is made once, and not by this one
        counts[pages] = calls(partial(_through, RULES[rule], reading))
    assert counts[LARGE] <= max(FEW, counts[SMALL] * LARGE / SMALL * SLACK)


def test_growth_would_be_seen() -> None:
    """A loop in a loop makes sixteen times the calls, which the limit above would not let pass."""

    def work(size: int) -> None:
        for _ in range(size):
            for _ in range(size):
                abs(0)

    assert calls(lambda: work(40)) > calls(lambda: work(10)) * 4 * SLACK
