"""The things of the edition: parts, sections, statements, notes, actors, terms, sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dossier.model.place import Origin
from dossier.model.prose import Prose


@dataclass(frozen=True, kw_only=True)
class Edition:
    """The state of the whole site that a citation names."""

    id: str = "unreleased"
    date: str = ""
    """Day of the edition, ISO 8601; no content may be dated later."""
    site: str = ""
    """Address of the site's root, with the closing slash."""
    title: str = ""
    editor: str = ""
    """The body that writes and edits; corporate, so it is never cut into family and given name."""
    publisher: str = ""
    key: str = ""
    """How our citation keys begin."""
    forge: str = ""
    """Address of the repository's page, without a closing slash; empty where there is none."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """What all records share."""

    id: str
    origin: Origin = field(compare=False, repr=False)
    prose: Prose = field(default_factory=Prose, repr=False)


@dataclass(frozen=True, kw_only=True)
class Page(Record):
    """A page that is no part, section, actor or term. Its id is its path below `docs/`."""

    title: str = ""
    summary: str = ""


@dataclass(frozen=True, kw_only=True)
class Part(Record):
    """One article of the series."""

    order: float = 0
    title: str = ""
    prefix: str = ""
    source: str = ""
    coverage: str = ""
    summary: str = ""


@dataclass(frozen=True, kw_only=True)
class Section(Record):
    """One section of an article, as a list of statements in reading order."""

    part: str = ""
    order: float = 0
    title: str = ""
    summary: str = ""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A typed relation that a statement asserts."""

    subject: str
    verb: str
    object: str


@dataclass(frozen=True, kw_only=True)
class Statement(Record):
    """The atom: one citable paragraph, one claim, an id that never changes."""

    form: str = "statement"
    """`statement`, or `figure` for a described picture."""
    section: str = ""
    on: str = ""
    by: str = ""
    basis: str = ""
    about: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    status: str = "stands"
    counter: tuple[str, ...] = ()
    in_article: str = ""


@dataclass(frozen=True, kw_only=True)
class Note(Record):
    """An editor's note: dated, sourced, visibly not the article."""

    section: str = ""
    to: str = ""
    kind: str = ""
    dated: str = ""
    on: str = ""


@dataclass(frozen=True, kw_only=True)
class Role:
    """An office held."""

    title: str
    of: str = ""
    since: str = ""
    until: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Actor(Record):
    """A person, company, body, programme, system or place."""

    kind: str = ""
    title: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    country: str = ""
    coordinates: tuple[float, ...] = ()
    roles: tuple[Role, ...] = ()
    same_as: Mapping[str, str] = field(default_factory=dict)
    summary: str = ""


@dataclass(frozen=True, kw_only=True)
class Rendering:
    """How somebody puts a term into English."""

    words: str
    by: str = ""
    on: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Attestation:
    """The earliest use seen."""

    on: str
    where: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What a term means to somebody."""

    says: str
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Term(Record):
    """One Chinese term."""

    hans: str = ""
    hant: str = ""
    pinyin: str = ""
    as_printed: str = ""
    literal: str = ""
    preferred: str = ""
    kind: str = ""
    renderings: tuple[Rendering, ...] = ()
    first_attested: Attestation | None = None
    official_meaning: Meaning | None = None
    foreign_reading: Meaning | None = None
    palladius: str = ""
    ru: str = ""
    kk: str = ""
    related: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    external: tuple[tuple[str, str], ...] = ()
    """Name and address of entries elsewhere."""
    summary: str = ""

    @property
    def title(self) -> str:
        """Return the page's title: characters, pinyin, rendering."""
        return f"{self.hans} {self.pinyin}"


@dataclass(frozen=True, kw_only=True)
class Name:
    """A personal or corporate name; corporate and Chinese names are whole in `family`."""

    family: str
    given: str = ""
    whole: bool = False


@dataclass(frozen=True, kw_only=True)
class Source(Record):
    """One cited document. Its id is its citation key."""

    type: str = "online"
    outlet: str = ""
    title: str = ""
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    date: str = ""
    urldate: str = ""
    url: str = ""
    langid: str = ""
    publisher: str = ""
    institution: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    isbn: str = ""
    doi: str = ""
    verification: str = ""
    seen: str = ""
    quote_seen: str = ""
    checked: str = ""
    archiveurl: str = ""
    archivedate: str = ""
    noarchive: str = ""
    urlstatus: str = ""
    as_printed: str = ""
    note: str = ""
    parallel: tuple[str, ...] = ()
