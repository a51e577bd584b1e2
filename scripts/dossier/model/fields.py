"""What each record may say: the fields of actors, terms, blocks and sources, once.

Reading, checking and the contributors' manual all go by these tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dossier.model import vocabulary


@dataclass(frozen=True)
class Text:
    """Any text on one or more lines."""


@dataclass(frozen=True)
class Date:
    """An EDTF date or interval."""


@dataclass(frozen=True)
class Address:
    """An `http` or `https` address."""


@dataclass(frozen=True)
class Number:
    """A decimal number."""


@dataclass(frozen=True)
class Choice:
    """One of a closed list."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class Reference:
    """The id of another record."""

    kinds: tuple[str, ...]


@dataclass(frozen=True)
class ListOf:
    """A list of one shape; in BibTeX written with commas."""

    item: Shape


@dataclass(frozen=True)
class Group:
    """A mapping with its own fields."""

    fields: tuple[Field, ...]


Shape = Text | Date | Address | Number | Choice | Reference | ListOf | Group


@dataclass(frozen=True)
class Field:
    """One field of a record."""

    name: str
    shape: Shape
    says: str
    """What the field says, in a contributor's words."""
    required: bool = False


_ACTOR: Final = Reference(("actor",))
_SOURCE: Final = Reference(("source",))
_TERM: Final = Reference(("term",))
_STATEMENT: Final = Reference(("statement", "figure"))


_READING: Final = Group(
    (
        Field("says", Text(), "one or two plain sentences", required=True),
        Field("source", _SOURCE, "whose reading it is", required=True),
    )
)


def _choice(table: Mapping[str, object]) -> Choice:
    """Return the choice of a vocabulary's keys."""
    return Choice(tuple(table))


_ID: Final = Field("id", Text(), "the file’s name without `.md`", required=True)
_TITLE: Final = Field("title", Text(), "what the page is called", required=True)
_SUMMARY: Final = Field("summary", Text(), "one or two plain sentences", required=True)

FIELDS: Final[Mapping[str, tuple[Field, ...]]] = {
    "actor": (
        _ID,
        Field("kind", _choice(vocabulary.ACTOR_KINDS), "what sort of actor", required=True),
        _TITLE,
        Field(
            "names",
            Group(
                tuple(
                    Field(name, Text(), says, required=name == "en")
                    for name, says in vocabulary.NAME_LANGUAGES.items()
                )
            ),
            "the name in each language known",
            required=True,
        ),
        Field("also", ListOf(Text()), "every other spelling met, the article’s own included"),
        Field("country", Choice(tuple(sorted(vocabulary.COUNTRIES))), "ISO 3166-1 code"),
        Field("coordinates", ListOf(Number()), "latitude, longitude in degrees (places)"),
        Field(
            "roles",
            ListOf(
                Group(
                    (
                        Field("title", Text(), "the office", required=True),
                        Field("of", _ACTOR, "whose office it is"),
                        Field("from", Date(), "first day known"),
                        Field("to", Date(), "last day known"),
                        Field("source", _SOURCE, "where it is documented", required=True),
                    )
                )
            ),
            "offices held (persons)",
        ),
        Field(
            "same-as",
            Group(
                (
                    Field("wikidata", Text(), "Wikidata item, `Q…`"),
                    Field("lei", Text(), "Legal Entity Identifier"),
                    Field("ticker", Text(), "exchange and code"),
                    Field("website", Address(), "official site"),
                )
            ),
            "the same thing elsewhere, only if compared",
        ),
        _SUMMARY,
    ),
    "term": (
        _ID,
        Field("hans", Text(), "simplified characters", required=True),
        Field("hant", Text(), "traditional characters", required=True),
        Field("pinyin", Text(), "with tone marks, words divided by GB/T 16159", required=True),
        Field("as-printed", Text(), "the article’s toneless form"),
        Field("literal", Text(), "word for word", required=True),
        Field("preferred", Text(), "the rendering used here", required=True),
        Field("kind", _choice(vocabulary.TERM_KINDS), "what sort of term", required=True),
        Field(
            "renderings",
            ListOf(
                Group(
                    (
                        Field("as", Text(), "the rendering", required=True),
                        Field("by", Text(), "who uses it", required=True),
                        Field("on", Date(), "when; `XXXX` where nobody says", required=True),
                        Field("source", _SOURCE, "where", required=True),
                    )
                )
            ),
            "renderings met",
        ),
        Field(
            "first-attested",
            Group(
                (
                    Field("on", Date(), "when", required=True),
                    Field("where", Text(), "in what", required=True),
                    Field("source", _SOURCE, "who says so", required=True),
                )
            ),
            "the earliest use seen",
        ),
        Field("official-meaning", _READING, "what the Chinese state says it means"),
        Field("foreign-reading", _READING, "how it is usually read abroad"),
        Field("palladius", Text(), "Palladius transcription"),
        Field("ru", Text(), "Russian rendering"),
        Field("kk", Text(), "Kazakh rendering"),
        Field("related", ListOf(_TERM), "terms that name this one too"),
        Field("actors", ListOf(_ACTOR), "actors the term names or belongs to"),
        Field(
            "external",
            ListOf(
                Group(
                    (
                        Field("name", Text(), "what it is", required=True),
                        Field("url", Address(), "where it is", required=True),
                    )
                )
            ),
            "entries elsewhere",
        ),
        _SUMMARY,
    ),
    "part": (
        _ID,
        Field("prefix", Text(), "what the part’s statement ids begin with"),
        Field("order", Number(), "its place in the series", required=True),
        _TITLE,
        Field("source", _SOURCE, "the article’s own record"),
        Field("coverage", _choice(vocabulary.COVERAGES), "how much is restated", required=True),
        _SUMMARY,
    ),
    "section": (
        _ID,
        Field("part", Reference(("part",)), "the part it belongs to", required=True),
        Field("order", Number(), "its place in the part", required=True),
        _TITLE,
        _SUMMARY,
    ),
    "page": (
        Field("title", Text(), "what the page is called"),
        Field("summary", Text(), "one or two plain sentences"),
        Field("hide", ListOf(Text()), "parts of the frame to leave out"),
    ),
    "statement": (
        Field("on", Date(), "when it happened or was said"),
        Field("by", _ACTOR, "who vouches for it; absent: the author"),
        Field("basis", _choice(vocabulary.BASES), "what kind of voice that is", required=True),
        Field("about", ListOf(_ACTOR), "actors concerned that the text does not link"),
        Field("facts", ListOf(Text()), "relations asserted: subject verb object"),
        Field("status", _choice(vocabulary.STATUSES), "whether it stands; absent: it does"),
        Field("counter", ListOf(_STATEMENT), "statements that contradict it"),
        Field("in-article", Text(), "section and paragraph of the original", required=True),
    ),
    "figure": (
        Field("on", Date(), "when it was taken or made"),
        Field("about", ListOf(_ACTOR), "actors shown that the text does not link"),
        Field("in-article", Text(), "where it stands in the original", required=True),
    ),
    "note": (
        Field("to", _STATEMENT, "the statement it speaks of", required=True),
        Field("kind", _choice(vocabulary.NOTE_KINDS), "what sort of note", required=True),
        Field("dated", Date(), "when it was written", required=True),
        Field("on", Date(), "when what it tells happened"),
    ),
    "source": (
        Field("outlet", Text(), "how citations in the text call it", required=True),
        Field("title", Text(), "only as printed on a page that was seen"),
        Field("author", Text(), "`Family, Given and …`; whole names in double braces"),
        Field("editor", Text(), "as `author`"),
        Field("date", Date(), "published on"),
        Field("urldate", Date(), "read on, where no publication day is known"),
        Field("url", Address(), "the document’s own address"),
        Field("langid", _choice(vocabulary.LANGUAGES), "language of the document"),
        Field("publisher", Text(), "publisher"),
        Field("institution", Text(), "issuing body"),
        Field("volume", Text(), "volume"),
        Field("number", Text(), "issue"),
        Field("pages", Text(), "pages"),
        Field("isbn", Text(), "ISBN"),
        Field("doi", Text(), "DOI"),
        Field(
            "verification",
            _choice(vocabulary.VERIFICATIONS),
            "how far it was verified",
            required=True,
        ),
        Field("seen", Text(), "what was compared, in words"),
        Field("quote-seen", Text(), "up to 25 words of it as they stand there, in its language"),
        Field("checked", Date(), "when it was compared"),
        Field("archiveurl", Address(), "archived copy"),
        Field("archivedate", Date(), "day of the archived copy"),
        Field("noarchive", Text(), "why no copy may be asked for: licence or terms, in words"),
        Field("urlstatus", _choice(vocabulary.URL_STATUSES), "state of the address"),
        Field("as-printed", Text(), "the article’s own citation"),
        Field("note", Text(), "what a reader should know of it"),
        Field("parallel", ListOf(_SOURCE), "other documents that support the same"),
    ),
}
"""Kind of record → its fields, in the order files should give them."""
