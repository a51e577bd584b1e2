"""A new actor, term, source, note, section, statement or figure: where it goes, and its plan.

1. the next free id · 2. the record's text · 3. its place · 4. the ledger · 5. the checks: what
would give a finding is refused, and nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from dossier.check import check
from dossier.edit.moving import Plan, RefusedError
from dossier.edit.naming import free, next_number, slug, source_key
from dossier.edit.writing import Given, block, cited, entry, one_line, page, scalar
from dossier.model import Note, Record, Section, Statement
from dossier.model.ledger import published
from dossier.read import Reading, read
from dossier.read.files import LEDGER, SETTINGS

KINDS: Final = ("actor", "term", "source", "note", "section", "statement", "figure")
ADDED: Final = "bib/added.bib"
"""Where new sources go, unless another file is named."""
Texts = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is to be added."""

    kind: str
    given: Given = field(default_factory=dict)
    """The fields, `id` among them where it is chosen by hand."""
    text: str = ""
    """The prose, citations aside."""
    cite: tuple[str, ...] = ()
    """Keys of the sources that the prose cites."""
    place: str = ""
    """Section of a statement, or file of a source."""
    cited_in: str = ""
    """Record that is to cite a new source."""
    type: str = "online"
    """Type of a new source."""

    def one(self, name: str) -> str:
        """Return a field's only value, or nothing."""
        return one_line((self.given.get(name) or ("",))[0])


@dataclass(frozen=True, kw_only=True)
class Added:
    """What was added."""

    id: str
    path: str
    plan: Plan


def add(files: Mapping[str, bytes], reading: Reading, wish: Wish) -> Added:
    """Return the new record's plan. Raises RefusedError with the reason, or with the findings."""
    texts = {path: raw.decode("utf-8", errors="replace") for path, raw in files.items()}
    texts = {path: text for path, text in texts.items() if path in {*reading.texts, SETTINGS}}
    identity, path, changed = _MAKERS[wish.kind](texts, reading, wish)
    after = read({**files, **{name: text.encode() for name, text in changed.items()}})
    edition = reading.dossier.edition.id
    changed[LEDGER] = reading.ledger.with_new(published(after.dossier), edition).as_text()
    _refuse_findings(reading, {**files, **{name: t.encode() for name, t in changed.items()}})
    return Added(id=identity, path=path, plan=Plan(texts=changed, done=f"{identity} is in {path}."))


def _refuse_findings(before: Reading, files: Mapping[str, bytes]) -> None:
    """Raise RefusedError where files would give a finding that they do not give now."""
    known = {(each.path, each.rule, each.message) for each in check(before)}
    fresh = [f for f in check(read(files)) if (f.path, f.rule, f.message) not in known]
    if fresh:
        said = "\n".join(f"  {each}" for each in fresh)
        msg = f"the checks would find:\n{said}"
        raise RefusedError(msg)


Made = tuple[str, str, dict[str, str]]
"""Id, path, and the files that change."""


def _actor(texts: Texts, reading: Reading, wish: Wish) -> Made:
    """Return a new actor's page."""
    _ = texts
    identity = free(reading, wish.one("id") or slug(wish.one("title")))
    return _page(f"docs/actors/{identity}.md", identity, wish)


def _term(texts: Texts, reading: Reading, wish: Wish) -> Made:
    """Return a new term's page; terms it is related to name it back."""
    identity = free(reading, wish.one("id") or slug(wish.one("pinyin")))
    made = _page(f"docs/glossary/{identity}.md", identity, wish)
    for other in wish.given.get("related", ()):
        if other in reading.dossier.terms:
            path = reading.dossier.terms[other].origin.path
            made[2][path] = _related(texts[path], identity)
    return made


def _related(text: str, identity: str) -> str:
    """Return a term's file that names one more related term."""
    if re.search(r"^related: \[", text, re.MULTILINE):
        return re.sub(r"^(related: \[[^\]\n]*)\]", rf"\1, {identity}]", text, flags=re.MULTILINE)
    # Before the summary, the one field behind it that every term has.
    return re.sub(r"^summary:", f"related: [{identity}]\nsummary:", text, flags=re.MULTILINE)


def _page(path: str, identity: str, wish: Wish) -> Made:
    """Return a page of its own."""
    given = {**wish.given, "id": (identity,)}
    return identity, path, {path: page(wish.kind, given, cited(wish.text, wish.cite))}


def _section(texts: Texts, reading: Reading, wish: Wish) -> Made:
    """Return a new section's page, and its line in the navigation."""
    part = reading.dossier.parts.get(wish.one("part"))
    if part is None:
        msg = f'"{wish.one("part")}" is no part; --part takes {", ".join(reading.dossier.parts)}.'
        raise RefusedError(msg)
    name = slug(wish.one("title"))
    prefix = part.prefix.lower() or part.id
    identity = free(reading, wish.one("id") or f"{prefix}-{name}")
    folder = part.origin.path.rpartition("/")[0]
    path = f"{folder}/{identity.removeprefix(f'{prefix}-')}.md"
    order = max((each.order for each in reading.dossier.sections_of(part.id)), default=0) + 1
    given = {"order": (f"{order:g}",), **wish.given}
    _, _, made = _page(path, identity, Wish(kind="section", given=given, text=wish.text))
    made[SETTINGS] = _in_navigation(texts[SETTINGS], path, wish.one("title"))
    return identity, path, made


def _in_navigation(settings: str, path: str, title: str) -> str:
    """Return the settings with a page behind the last one of its folder."""
    inside = path.removeprefix("docs/")
    folder = inside.rpartition("/")[0]
    lines = settings.split("\n")
    last = max((n for n, line in enumerate(lines) if f"{folder}/" in line), default=None)
    if last is None:
        msg = f"{SETTINGS} names no page below {folder}/ yet: put the first one there by hand."
        raise RefusedError(msg)
    indent = lines[last][: len(lines[last]) - len(lines[last].lstrip())]
    lines.insert(last + 1, f"{indent}- {scalar(title)}: {inside}")
    return "\n".join(lines)


def _source(texts: Texts, reading: Reading, wish: Wish) -> Made:
    """Return a new entry in a .bib file, and the file of what cites it."""
    path = wish.place or ADDED
    if not re.fullmatch(r"bib/[A-Za-z0-9_-]+\.bib", path):
        msg = f"{path} is no file of sources: name one like {ADDED}."
        raise RefusedError(msg)
    if not wish.cited_in:
        msg = "say with --cite-in which statement, note, actor, term or section cites it."
        raise RefusedError(msg)
    key = free(
        reading,
        wish.one("id")
        or source_key(reading, wish.one("outlet"), wish.one("date") or wish.one("urldate")),
    )
    given = {name: values[0] for name, values in wish.given.items() if values}
    given = {"verification": "not-located", **given}
    if given.get("url"):
        given = {"urlstatus": "unchecked", **given}
    old = texts.get(path, "")
    gap = "\n" if old and not old.endswith("\n\n") else ""
    made = {path: f"{old}{gap}{entry(wish.type, key, given)}"}
    there = _record(reading, wish.cited_in)
    made[there.origin.path] = _cite_last(texts[there.origin.path], there, key)
    return key, path, made


def _record(reading: Reading, identity: str) -> Record:
    """Return a record whose prose can cite. Raises RefusedError."""
    found = reading.dossier.records.get(identity)
    if found is None or not found.origin.path.endswith(".md"):
        msg = f"{identity} is no statement, note, actor, term or section of the dossier."
        raise RefusedError(msg)
    return found


def _cite_last(text: str, record: Record, key: str) -> str:
    """Return a file in which the last sentence of a record cites one more source."""
    lines = text.split("\n")
    last = len(lines) - 1
    if isinstance(record, Statement | Note):
        last = _closing(lines, record) - 1
    while last and not lines[last].strip():
        last -= 1
    lines[last] = cited(lines[last], (key,))
    return "\n".join(lines)


def _statement(texts: Texts, reading: Reading, wish: Wish) -> Made:
    """Return a section's file with a statement or figure at its end."""
    section = reading.dossier.sections.get(wish.place)
    if section is None:
        msg = f'"{wish.place}" is no section; --in takes {", ".join(reading.dossier.sections)}.'
        raise RefusedError(msg)
    identity = next_number(reading, _prefix(reading, section), wish.kind)
    path = section.origin.path
    made = block(wish.kind, identity, wish.given, cited(wish.text, wish.cite))
    return identity, path, {path: f"{texts[path].rstrip()}\n\n{made}\n"}


def _note(texts: Texts, reading: Reading, wish: Wish) -> Made:
    """Return a section's file with a note behind its statement and that one's other notes."""
    to = reading.dossier.statements.get(wish.one("to"))
    section = reading.dossier.sections.get(to.section) if to else None
    if to is None or section is None:
        msg = f'"{wish.one("to")}" is no statement; --to takes an id such as KZ-058.'
        raise RefusedError(msg)
    identity = next_number(reading, _prefix(reading, section), "note")
    path = to.origin.path
    lines = texts[path].split("\n")
    family = [to, *reading.dossier.notes_to(to.id)]
    behind = max(_closing(lines, each) for each in family) + 1
    made = block("note", identity, wish.given, cited(wish.text, wish.cite))
    return identity, path, {path: "\n".join([*lines[:behind], "", made, *lines[behind:]])}


def _prefix(reading: Reading, section: Section) -> str:
    """Return what the ids of a section's blocks begin with. Raises RefusedError."""
    part = reading.dossier.parts.get(section.part)
    if part is None or not part.prefix:
        msg = f"the part of {section.id} has no `prefix` for ids yet."
        raise RefusedError(msg)
    return part.prefix


def _closing(lines: list[str], record: Record) -> int:
    """Return the place of a block's closing line."""
    return next(n for n in range(record.origin.line, len(lines)) if lines[n].rstrip() == "///")


_MAKERS: Final[Mapping[str, Callable[[Texts, Reading, Wish], Made]]] = {
    "actor": _actor,
    "term": _term,
    "source": _source,
    "note": _note,
    "section": _section,
    "statement": _statement,
    "figure": _statement,
}
