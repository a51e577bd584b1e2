"""What a sweep looks at, and what it says of it."""

from __future__ import annotations

import json
from collections import Counter

from dossier.model import Actor, Dossier, Origin, Page, Prose, Source, Term
from dossier.model.health import Health, Seen
from dossier.read import Reading
from dossier.sweep.report import FOR_PEOPLE, Outcome, as_json, as_markdown
from dossier.sweep.targets import Target, slices, targets
from dossier.weave.robust import URGENT

_HERE = Origin.nowhere()


def test_every_outside_address_is_a_target_once() -> None:
    """Of sources, copies, the same thing elsewhere, external entries, and any text."""
    source = Source(
        id="s-nd",
        origin=_HERE,
        url="https://s.example/",
        title="A title",
        quote_seen="some words",
        archiveurl="https://copy.example/s",
    )
    actor = Actor(
        id="a",
        origin=_HERE,
        same_as={"wikidata": "Q1", "website": "https://s.example/", "lei": "x"},
    )
    term = Term(id="t", origin=_HERE, external=(("CST", "https://cst.example/t"),))
    text = (
        "See <https://text.example/a>, [this](https://text.example/b) and https://text.example/c."
    )
    page = Page(id="p.md", origin=_HERE, prose=Prose(markdown=text))
    found = targets(
        Dossier(
            sources={"s-nd": source}, actors={"a": actor}, terms={"t": term}, pages={"p.md": page}
        )
    )
    assert [(each.address, each.named_by, each.words) for each in found] == [
        ("https://copy.example/s", ("s-nd",), ("some words",)),
        ("https://cst.example/t", ("t",), ()),
        ("https://s.example/", ("s-nd", "a"), ("some words", "A title")),
        ("https://text.example/a", ("p.md",), ()),
        ("https://text.example/b", ("p.md",), ()),
        ("https://text.example/c", ("p.md",), ()),
        ("https://www.wikidata.org/wiki/Q1", ("a",), ("Q1",)),
    ]


def test_every_address_of_a_real_source_is_a_target(real: Reading) -> None:
    """None is passed by, and each has the words that were seen there."""
    words = {each.address: each.words for each in targets(real.dossier)}
    for source in real.dossier.sources.values():
        if source.url:
            assert {source.quote_seen, source.title} - {""} <= set(words[source.url])


def test_slices_keep_hosts_whole_and_go_from_host_to_host() -> None:
    """So that no host is asked by two runs, and none waits for another."""
    found = [Target(address=f"http://h{number % 7}/{number}") for number in range(50)]
    made = list(slices(found, 16))
    assert Counter(each for part in made for each in part) == Counter(found)
    hosts = [{each.host for each in part} for part in made]
    assert sum(map(len, hosts)) == len(set().union(*hosts))
    for part, its in zip(made, hosts, strict=True):
        assert {each.host for each in part[: len(its)]} == its


def _health(state: str) -> Health:
    """Return the health of an address in a settled state."""
    return Health(
        address=f"https://{state}.example/",
        state=state,
        first_seen="2026-11-01",
        last_seen="2026-11-20",
        checked="2026-11-20",
    )


def test_the_report_tells_people_and_machines_the_same() -> None:
    """What changed, what needs a hand, and the totals; what servers say stays plain text."""
    lines = [_health(state) for state in (*FOR_PEOPLE, "live")]
    lines.append(_health("live").after(Seen(state="dead", why="a `b`\n# @c\t"), "2026-11-27"))
    after = {f"{each.address}{n}": each for n, each in enumerate(lines)}
    outcome = Outcome(day="2026-11-27", targets=[], before={}, after=after)
    people, machines = as_markdown(outcome), json.loads(as_json(outcome))
    assert set(FOR_PEOPLE) == set(URGENT)
    for state, says in FOR_PEOPLE.items():
        assert f"## {says}\n\n- `https://{state}.example/`" in people
    assert machines["totals"] == {**dict.fromkeys(FOR_PEOPLE, 1), "live": 2}
    assert [each["state"] for each in machines["addresses"]].count("live") == 2
    assert "dead on 1 of 3 days; `a b # @c`" in people
