"""Links to sources: where they lead by what sweeps found, and what they carry for tools."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dossier.model import Origin, Source
from dossier.model.health import Health
from dossier.model.vocabulary import ADDRESS_STATES
from dossier.weave.robust import LOST, URGENT, Robust, Totals

URL = "https://a.example/x?b=1&c=2"
COPY = "https://archive.example/20200101000000/https://a.example/x"
SOURCE = Source(
    id="a-nd",
    origin=Origin.nowhere(),
    outlet="A",
    url=URL,
    archiveurl=COPY,
    archivedate="2020-01-01",
    checked="2026-11-23",
)
SAID = '<em>A</em>, undated. <a href="https://a.example/x?b=1&amp;c=2">the address</a>.'
MADE = (
    ' data-originalurl="https://a.example/x?b=1&amp;c=2"'
    ' data-versionurl="https://archive.example/20200101000000/https://a.example/x"'
    ' data-versiondate="2020-01-01"'
)


def _found(state: str) -> Robust:
    """Return links of which one address has a settled state."""
    health = Health(
        address=URL,
        state=state,
        first_seen="2026-11-01",
        last_seen="2026-11-27",
        checked="2026-11-27",
        why="answers 404" if state == "dead" else "",
    )
    return Robust({URL: health})


@pytest.mark.parametrize("state", ["live", "moved", "blocked", "slow", "failing"])
def test_an_address_that_may_live_is_what_a_link_leads_to(state: str) -> None:
    """With the archived copy in its attributes."""
    links = _found(state)
    assert links.href(SOURCE) == URL
    assert links.reference(SAID, SOURCE) == SAID.replace('c=2"', f'c=2"{MADE}')


@pytest.mark.parametrize("state", ["dead", "soft-404", "drifted"])
def test_a_lost_source_leads_to_its_archive_first(state: str) -> None:
    """And names the original address after it."""
    said = _found(state).reference(SAID, SOURCE)
    assert said.index(f'href="{COPY}"{MADE}') < said.index(">original address, lost</a>")


def test_a_lost_source_without_a_copy_keeps_its_address() -> None:
    """Nothing is made up."""
    bare = replace(SOURCE, archiveurl="", archivedate="")
    assert _found("dead").href(bare) == URL
    wanted = ' data-originalurl="https://a.example/x?b=1&amp;c=2" data-versiondate="2026-11-23"'
    assert _found("dead").attributes(bare) == wanted


@pytest.mark.parametrize(
    ("health", "said"),
    [
        ({}, "not yet swept"),
        (
            {
                URL: Health(
                    address=URL, next="live", since="2026-11-20", days="2", checked="2026-11-27"
                )
            },
            "not settled, live so far (2 of 3 days); last looked at on 27 November 2026",
        ),
        (
            _found("dead").health,
            "dead since 1 November 2026 (answers 404); last looked at on 27 November 2026",
        ),
    ],
)
def test_a_state_is_told_with_its_days(health: dict[str, Health], said: str) -> None:
    """What was never swept is said to be so."""
    assert Robust(health).state(URL) == said


def test_totals_count_each_address_once_and_invent_no_state() -> None:
    """Never swept, not settled, and each state are told apart."""
    other = replace(SOURCE, id="b-nd", url="https://b.example/", archiveurl="")
    none = replace(SOURCE, id="c-nd", url="")
    links = _found("dead")
    assert links.totals([SOURCE, other, none]) == Totals(
        addresses=2, archived=1, states={"dead": 1, "not yet swept": 1}, oldest="2026-11-27"
    )
    assert [source.id for source, _ in links.needing([other, SOURCE])] == ["a-nd"]


def test_every_state_but_live_asks_for_a_person() -> None:
    """The two lists of states are parts of the vocabulary."""
    assert {*URGENT, "live"} == set(ADDRESS_STATES)
    assert set(ADDRESS_STATES) > LOST
