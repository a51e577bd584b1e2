"""Rules about statements, notes and facts: who says so, where, and how they hang together."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.check.walk import a, at
from dossier.finding import Finding, did_you_mean
from dossier.model.vocabulary import ACTOR_KINDS, STATUSES, VERBS
from dossier.read import Raw, Reading
from dossier.read.reading import kind_of

_BLOCKS = ("statement", "figure", "note")


def _blocks(reading: Reading, *kinds: str) -> Iterator[Raw]:
    """Yield the raw blocks of some kinds."""
    return (raw for raw in reading.raws if raw.kind in kinds)


def block_stands_in_section(reading: Reading) -> Iterator[Finding]:
    """Statements, figures and notes must stand in a section page.

    Bad: `/// statement | KZ-031` in `docs/actors/sergek.md`
    Good: the same in `docs/series/kazakhstan/achievements.md`
    Why: a statement is a paragraph of an article; elsewhere it has no place in it.
    """
    for raw in _blocks(reading, *_BLOCKS):
        if kind_of(raw.origin.path) != "section":
            yield at(
                raw,
                "block-stands-in-section",
                f"a {raw.kind} must stand in docs/series/<part>/<section>.md; got it here.",
            )


def block_has_words(reading: Reading) -> Iterator[Finding]:
    """A statement, figure or note must say something.

    Bad: options, then `///`
    Good: options, an empty line, one to three sentences, then `///`
    Why: an empty block is a claim that nobody can read.
    """
    for raw in _blocks(reading, *_BLOCKS):
        if not raw.markdown.strip():
            yield at(raw, "block-has-words", f"a {raw.kind} must have text; got none.")


def statement_has_source(reading: Reading) -> Iterator[Finding]:
    """A statement must cite a source, unless the author vouches for it; a note always must.

    Bad: `basis: media` and no `[@key]`
    Good: `… [@inform-2021-02-25].`, or `basis: author`
    Why: the reader must know who says so.
    """
    dossier = reading.dossier
    for raw in _blocks(reading, *_BLOCKS):
        record = dossier.statements.get(raw.id) or dossier.notes.get(raw.id)
        if record is None or record.prose.citations or raw.data.get("basis") == "author":
            continue
        if not raw.markdown.strip():
            continue  # the rule before speaks of it
        yield at(
            raw,
            "statement-has-source",
            f"a {raw.kind} must cite a source with [@key]; got no citation.",
            "Only `basis: author` may stand without one." if raw.kind == "statement" else "",
        )


def counter_is_mutual(reading: Reading) -> Iterator[Finding]:
    """Two statements that contradict each other must name each other.

    Bad: KZ-027 names KZ-031 under `counter`, KZ-031 names nobody
    Good: each names the other
    Why: whoever reads one must learn of the other.
    """
    statements = reading.dossier.statements
    for statement in statements.values():
        for other in statement.counter:
            if other in statements and statement.id not in statements[other].counter:
                yield Finding(
                    path=statement.origin.path,
                    line=statement.origin.line_of("counter"),
                    rule="counter-is-mutual",
                    message=f"counter must be mutual; got {other}, which does not name"
                    f" {statement.id}.",
                )


def status_is_explained(reading: Reading) -> Iterator[Finding]:
    """A status other than `stands` must have its counterpart or its note.

    Bad: `status: corrected` and no note
    Good: `status: corrected` and a `/// note` with `to: KZ-009`
    Why: a mark without a reason is gossip.
    """
    dossier = reading.dossier
    for statement in dossier.statements.values():
        notes = dossier.notes_to(statement.id)
        explained = notes or (statement.status == "disputed" and statement.counter)
        if statement.status in STATUSES and statement.status != "stands" and not explained:
            yield Finding(
                path=statement.origin.path,
                line=statement.origin.line_of("status"),
                rule="status-is-explained",
                message=f"status {statement.status} must be explained by a note"
                f"{' or a counter' if statement.status == 'disputed' else ''}; got none.",
            )


def note_follows_statement(reading: Reading) -> Iterator[Finding]:
    """A note must stand behind the statement it speaks of, on the same page.

    Bad: `to: KZ-012` in another section
    Good: the note right under KZ-012
    Why: readers see it where they need it.
    """
    dossier = reading.dossier
    for note in dossier.notes.values():
        target = dossier.statements.get(note.to)
        if target and (
            target.origin.path != note.origin.path or target.origin.line > note.origin.line
        ):
            yield Finding(
                path=note.origin.path,
                line=note.origin.line_of("to"),
                rule="note-follows-statement",
                message=f"a note must stand behind its statement; got {note.to}, which is at"
                f" {target.origin.path}:{target.origin.line}.",
            )


def section_order_is_unique(reading: Reading) -> Iterator[Finding]:
    """Two sections of a part must not have one `order`.

    Bad: `order: 2` twice in Part Two
    Good: 1, 2, 3 …
    Why: the reading order would be left to chance.
    """
    taken: dict[tuple[str, float], str] = {}
    for section in reading.dossier.sections.values():
        other = taken.setdefault((section.part, section.order), section.id)
        if other != section.id:
            yield Finding(
                path=section.origin.path,
                line=section.origin.line_of("order"),
                rule="section-order-is-unique",
                message=f"order must be used once in a part; got {section.order:g}, as in {other}.",
            )


def fact_is_three_words(reading: Reading) -> Iterator[Finding]:
    """A fact must be subject, verb and object.

    Bad: `- korkem-telecom supplies`
    Good: `- korkem-telecom supplies sergek`
    Why: anything else is no relation.
    """
    for raw, number, words in _facts(reading):
        if len(words) != 3:  # noqa: PLR2004 - subject, verb, object
            yield at(
                raw,
                "fact-is-three-words",
                f'a fact must be "subject verb object"; got "{" ".join(words)}".',
                field=f"facts.{number}",
            )


def fact_is_known(reading: Reading) -> Iterator[Finding]:
    """A fact’s verb must be of the list, its ends known actors.

    Bad: `korkem-telecom sells sergek`, `korkem supplies sergek`
    Good: `korkem-telecom supplies sergek`
    Why: relations are drawn and counted by these words.
    """
    actors = reading.dossier.actors
    for raw, number, words in _facts(reading):
        if len(words) != 3:  # noqa: PLR2004 - the rule before speaks of it
            continue
        subject, verb, target = words
        where = f"facts.{number}"
        if verb not in VERBS:
            yield at(
                raw,
                "fact-is-known",
                f'a fact’s verb must be one of {", ".join(VERBS)}; got "{verb}".',
                did_you_mean(verb, VERBS),
                field=where,
            )
        for end in (subject, target):
            if end not in actors:
                yield at(
                    raw,
                    "fact-is-known",
                    f'a fact’s ends must be known actors; got "{end}".',
                    did_you_mean(end, actors),
                    field=where,
                )


def fact_fits_kinds(reading: Reading) -> Iterator[Finding]:
    """A fact’s verb must fit the kinds of its subject and object.

    Bad: `nur-sultan heads hikvision`: a place cannot head
    Good: `serikzhan-bilash heads atajurt`
    Why: a relation turned round says the opposite.
    """
    actors = reading.dossier.actors
    for raw, number, words in _facts(reading):
        if len(words) != 3 or words[1] not in VERBS:  # noqa: PLR2004 - the rules before speak of it
            continue
        verb = VERBS[words[1]]
        for end, allowed, side in (
            (words[0], verb.subjects, "subject"),
            (words[2], verb.objects, "object"),
        ):
            # An unknown kind is another rule's business.
            if end in actors and actors[end].kind in set(ACTOR_KINDS) - allowed:
                yield at(
                    raw,
                    "fact-fits-kinds",
                    f"the {side} of {words[1]} must be {' or '.join(map(a, sorted(allowed)))};"
                    f" got {end}, {a(actors[end].kind)}.",
                    field=f"facts.{number}",
                )


def _facts(reading: Reading) -> Iterator[tuple[Raw, int, list[str]]]:
    """Yield each written fact as words."""
    for raw in _blocks(reading, "statement"):
        written = raw.data.get("facts")
        for number, each in enumerate(written if isinstance(written, list) else []):
            if isinstance(each, str):
                yield raw, number, each.split()
