"""Record quality is counted from the statements, never judged."""

from __future__ import annotations

from dossier.model import quality
from dossier.read import Reading


def test_only_statements_with_a_source_are_counted(toy: Reading) -> None:
    """HB-004 is the author's own judgement and is left out."""
    found = quality.of_statements(toy.dossier, toy.dossier.statements.values())
    cited = [each for each in toy.dossier.statements.values() if each.prose.citations]
    assert found.statements == len(cited) == len(toy.dossier.statements) - 1


def test_shares_are_of_the_counted_statements(toy: Reading) -> None:
    """Verified: at least one verified source. Seconded: two outlets, cited or in parallel."""
    two = [toy.dossier.statements[each] for each in ("HB-002", "HB-004")]
    found = quality.of_statements(toy.dossier, two)
    assert (found.statements, found.citations, found.per_statement) == (1, 2, 2.0)
    assert found.share_seconded == 1.0


def test_nothing_counted_is_no_share(toy: Reading) -> None:
    """No division by nothing."""
    none = quality.of_statements(toy.dossier, [])
    assert (none.per_statement, none.share_verified, none.share_seconded) == (0.0, 0.0, 0.0)


def test_what_a_record_lacks_is_named(toy: Reading) -> None:
    """An actor's and a source's gaps, in words a reader can act on."""
    actor = toy.dossier.actors["port-toy"]
    assert "an identifier elsewhere" in quality.of_actor(toy.dossier, actor).missing
    source = toy.dossier.sources["keeper-nd"]
    assert "its date" in quality.of_source(toy.dossier, source).missing
