"""What landing pages lead with: what the edition's texts name, use and cite most."""

from __future__ import annotations

from collections import Counter

from dossier.model import Actor, Dossier, Source, Term


def most_named(dossier: Dossier, count: int) -> list[Actor]:
    """Return the actors, places aside, that most statements are by or about."""
    return sorted(
        (each for each in dossier.actors.values() if each.kind != "place"),
        key=lambda a: (
            -len(dossier.statements_by(a.id)) - len(dossier.statements_about(a.id)),
            a.id,
        ),
    )[:count]


def most_used(dossier: Dossier, count: int) -> list[Term]:
    """Return the terms, names aside, that the articles print, the most used first."""
    return sorted(
        (each for each in dossier.terms.values() if each.kind not in ("person", "company")),
        key=lambda t: (not t.as_printed, -len(dossier.statements_using(t.id)), t.id),
    )[:count]


def most_cited(dossier: Dossier, count: int) -> list[Source]:
    """Return the sources, the articles aside, that most texts cite."""
    articles = {part.source for part in dossier.parts.values()}
    others = (each for each in dossier.sources.values() if each.id not in articles)
    return sorted(others, key=lambda s: (-len(dossier.citing(s.id)), s.id))[:count]


def by_language(dossier: Dossier) -> list[tuple[str, int]]:
    """Return how many sources each language has, the most first; not recorded comes last."""
    found = Counter(each.langid for each in dossier.sources.values())
    return sorted(found.items(), key=lambda pair: (not pair[0], -pair[1], pair[0]))
