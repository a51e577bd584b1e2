"""Renaming, moving, merging, withdrawing: the files, the ledger, and what is refused."""

from __future__ import annotations

import pytest

from dossier.check import check
from dossier.edit.moving import Plan, RefusedError, merge, relocate, rename, withdraw
from dossier.model.ledger import published
from dossier.read import Reading, read
from dossier.read.files import LEDGER

LAMPS = "docs/series/harbour/lamps.md"
KEEPERS = "docs/series/harbour/keepers.md"
WHY = "It says what another one says."


@pytest.fixture(name="texts")
def _texts(toy_files: dict[str, bytes]) -> dict[str, str]:
    """Return the toy with its ledger, next edition begun."""
    reading = read(toy_files)
    ledger = reading.ledger.with_new(published(reading.dossier), "2026.1")
    texts = {path: raw.decode() for path, raw in toy_files.items()}
    settings = texts["mkdocs.yml"].replace('id: "2026.1"', 'id: "2026.2"')
    return {**texts, "mkdocs.yml": settings, LEDGER: ledger.as_text()}


def _read(texts: dict[str, str]) -> Reading:
    """Return texts, read."""
    return read({path: text.encode() for path, text in texts.items()})


def _after(texts: dict[str, str], plan: Plan) -> Reading:
    """Return the reading of what a plan makes of texts."""
    changed = {**texts, **plan.texts}
    return _read({path: text for path, text in changed.items() if path not in plan.gone})


def _state(reading: Reading, identity: str) -> tuple[str, str, str]:
    """Return state, edition of the change and target of an id."""
    line = reading.ledger.by_id[identity]
    return line.state, line.changed, line.target


def test_an_actor_renamed_takes_every_reference_along(texts: dict[str, str]) -> None:
    """File, id, facts, fields and links name the new id; the old one leads there; no finding."""
    plan = rename(texts, _read(texts), "beacon-works", "beacon-makers")
    after = _after(texts, plan)
    assert check(after) == []
    assert _state(after, "beacon-works") == ("moved", "2026.2", "beacon-makers")
    assert _state(after, "beacon-makers") == ("live", "", "")
    assert not [path for path, text in after.texts.items() if "beacon-works" in text]


def test_an_actor_can_be_renamed_by_its_file(texts: dict[str, str]) -> None:
    """Paths and ids say the same."""
    by_id = rename(texts, _read(texts), "beacon-works", "beacon-makers")
    old, new = "docs/actors/beacon-works.md", "docs/actors/beacon-makers.md"
    assert rename(texts, _read(texts), old, new).texts == by_id.texts


@pytest.mark.parametrize(
    ("old", "new"), [("pingan-chengshi", "pingan-cheng"), ("board-2020", "board-2020a")]
)
def test_terms_and_sources_are_renamed_alike(texts: dict[str, str], old: str, new: str) -> None:
    """Links, citations, related terms and parallel sources follow."""
    after = _after(texts, rename(texts, _read(texts), old, new))
    assert check(after) == []
    assert _state(after, old) == ("moved", "2026.2", new)


def test_a_section_renamed_leads_on_and_keeps_the_navigation(texts: dict[str, str]) -> None:
    """The old address is moved, the new one live, links and nav follow, ids stay."""
    plan = rename(texts, _read(texts), LAMPS, "docs/series/harbour/lights.md")
    after = _after(texts, plan)
    assert check(after) == []
    assert _state(after, "/series/harbour/lamps/") == ("moved", "2026.2", "/series/harbour/lights/")
    assert "series/harbour/lights.md" in plan.texts["mkdocs.yml"]
    assert after.dossier.statements["HB-001"].origin.path == "docs/series/harbour/lights.md"


def test_a_statement_moves_with_its_notes_and_leaves_its_anchor(texts: dict[str, str]) -> None:
    """The id stays live; the place it left is listed as an anchor that leads to it."""
    after = _after(texts, relocate(texts, _read(texts), "HB-003", KEEPERS))
    assert check(after) == []
    assert after.dossier.statements["HB-003"].origin.path == KEEPERS
    assert after.dossier.notes["HB-N01"].origin.path == KEEPERS
    assert _state(after, "HB-003") == ("live", "", "")
    assert _state(after, "/series/harbour/lamps/#hb-003") == ("moved", "2026.2", "HB-003")
    assert _state(after, "/series/harbour/lamps/#hb-n01") == ("moved", "2026.2", "HB-N01")


def test_a_merged_statement_is_named_by_nobody_any_more(texts: dict[str, str]) -> None:
    """Links that named it name the other; the ledger says why."""
    after = _after(texts, merge(texts, _read(texts), "HB-001", "HB-004", WHY))
    assert "HB-001" not in after.dossier.statements
    assert _state(after, "HB-001") == ("merged", "2026.2", "HB-004")
    assert after.ledger.by_id["HB-001"].reason == WHY
    assert [link.target for link in after.dossier.statements["HB-002"].prose.links][-1] == "HB-004"


def test_a_withdrawn_statement_is_gone_and_told_of(texts: dict[str, str]) -> None:
    """No finding besides what the text itself rested on."""
    after = _after(texts, withdraw(texts, _read(texts), "HB-004", WHY))
    assert check(after) == []
    assert _state(after, "HB-004") == ("withdrawn", "2026.2", "")
    assert _state(after, "/series/harbour/lamps/#hb-004") == ("moved", "2026.2", "HB-004")


def test_chains_are_flattened(texts: dict[str, str]) -> None:
    """What led to an actor that is renamed again leads to its last name in one step."""
    once = _after(texts, rename(texts, _read(texts), "beacon-works", "beacon-makers"))
    files = {**once.texts, LEDGER: once.ledger.as_text(), "mkdocs.yml": texts["mkdocs.yml"]}
    twice = _after(files, rename(files, _read(files), "beacon-makers", "beacon-house"))
    assert check(twice) == []
    assert _state(twice, "beacon-works") == ("moved", "2026.2", "beacon-house")


REFUSED = [
    (lambda t, r: rename(t, r, "beacon-works", "great-lamp"), "never given twice"),
    (lambda t, r: rename(t, r, "HB-001", "HB-009"), "neither an id"),
    (lambda t, r: rename(t, r, "nobody", "somebody"), "neither an id of the dossier nor a file"),
    (lambda t, r: rename(t, r, LAMPS, KEEPERS), "is there already"),
    (lambda t, r: rename(t, r, LAMPS, "docs/lamps.md"), "pages of different kinds"),
    (lambda t, r: relocate(t, r, "HB-009", KEEPERS), "no statement of the dossier"),
    (lambda t, r: relocate(t, r, "HB-001", "docs/about.md"), "is no section's file"),
    (lambda t, r: relocate(t, r, "HB-001", LAMPS), "already"),
    (lambda t, r: merge(t, r, "HB-001", "HB-001", WHY), "into itself"),
    (lambda t, r: merge(t, r, "HB-001", "HB-004", " "), "Say why"),
    (lambda t, r: merge(t, r, "HB-003", "HB-004", WHY), "has notes: HB-N01"),
    (
        lambda t, r: withdraw(t, r, "HB-001", WHY),
        "is named at docs/about.md:8, docs/series/harbour/lamps.md:43",
    ),
    (lambda t, r: withdraw(t, r, "HB-099", WHY), "HB-099 is no statement of the dossier"),
]


@pytest.mark.parametrize(("step", "said"), REFUSED)
def test_what_would_break_a_promise_is_refused_with_the_reason(
    texts: dict[str, str],
    step: object,
    said: str,
) -> None:
    """Nothing is planned then."""
    assert callable(step)
    with pytest.raises(RefusedError, match=said):
        step(texts, _read(texts))


def test_an_id_that_was_withdrawn_is_never_given_again(texts: dict[str, str]) -> None:
    """Neither by renaming nor by hand."""
    after = _after(texts, rename(texts, _read(texts), "beacon-works", "beacon-makers"))
    files = {**after.texts, LEDGER: after.ledger.as_text(), "mkdocs.yml": texts["mkdocs.yml"]}
    with pytest.raises(RefusedError, match="never given twice"):
        rename(files, _read(files), "great-lamp", "beacon-works")
