"""Every closed list of the edition, once: code, checks, pages and tests take them from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ACTOR_KINDS: Final = {
    "person": "People",
    "company": "Companies",
    "state-body": "State bodies",
    "international-body": "International bodies",
    "organisation": "Organisations",
    "programme": "Programmes",
    "system": "Systems",
    "place": "Places",
}
"""Kind of actor → heading of its list."""

BASES: Final = {
    "official": "An official or a state body says so",
    "media": "A news medium reports it in its own voice",
    "expert": "A researcher or analyst says so",
    "company": "A company or its representative says so",
    "civil-society": "A civil-society group or activist says so",
    "author": "The article’s author says so without naming a source",
}
"""What kind of voice vouches for a statement → what that means."""

STATUSES: Final = {
    "stands": "Nothing seen contradicts it",
    "disputed": "Another voice contradicts it",
    "corrected": "The article is in error; see the note",
    "superseded": "True then, ended since; see the note",
}

NOTE_KINDS: Final = {
    "error": "Error in the article",
    "later-event": "Later event",
    "context": "Context",
    "unclear": "Unclear in the article",
}

TERM_KINDS: Final = {
    "slogan": "Slogans",
    "policy": "Policies",
    "institution": "Institutions",
    "company": "Company names",
    "person": "Personal names",
    "legal": "Legal terms",
}

COVERAGES: Final = {
    "full": "The whole article is restated here",
    "opening-only": "Only the article’s opening was seen",
    "not-located": "The article was not located",
}

VERIFICATIONS: Final = {
    "verified": "The document itself, or an exact copy, was seen; words of it are kept",
    "likely": "Probably this document; no words of it are kept that would show it",
    "not-located": "Not located yet",
}

URL_STATUSES: Final = {
    "live": "Answers",
    "dead": "Does not answer",
    "blocked": "Refuses machines",
    "unchecked": "Not checked over the network",
}

ADDRESS_STATES: Final = {
    "live": "Answers, and what was compared is still there",
    "moved": "Answers at another address, by a permanent redirect",
    "drifted": "Answers, but its title or the words seen there are gone",
    "soft-404": "Answers, but with a “not found” page or the home page",
    "dead": "Gone: not found, or its host no longer exists",
    "failing": "Answers with an error of the server, or breaks off",
    "slow": "Does not answer in time",
    "blocked": "Refuses machines; whether people can read it is not known",
}
"""What a sweep may find of an address → what that means."""

SOURCE_TYPES: Final = {
    "online": "webpage",
    "article": "article-journal",
    "report": "report",
    "video": "motion_picture",
    "book": "book",
    "misc": "document",
}
"""BibTeX entry type → CSL type (https://docs.citationstyles.org/en/stable/specification.html)."""

LANGUAGES: Final = {
    "english": "en",
    "russian": "ru",
    "kazakh": "kk",
    "chinese": "zh",
    "japanese": "ja",
    "german": "de",
    "french": "fr",
    "italian": "it",
    "hungarian": "hu",
    "spanish": "es",
    "norwegian": "no",
    "portuguese": "pt",
}
"""biblatex `langid` → BCP 47."""

NAME_LANGUAGES: Final = {
    "en": "English",
    "zh-Hans": "Chinese, simplified",
    "zh-Hant": "Chinese, traditional",
    "pinyin": "Pinyin",
    "ru": "Russian",
    "kk": "Kazakh",
    "kk-Latn": "Kazakh, Latin script",
    "ug": "Uyghur",
    "uz": "Uzbek",
}
"""Key under `names` → how a page calls it. `pinyin` is BCP 47 `zh-Latn-pinyin`."""

COUNTRIES: Final = frozenset(
    "AE AT CA CH CN DE ES FR GB ID IT JP KG KZ MN MY NL NO PK PL RU SG TJ TM TR TW UA US UZ".split()
)
"""ISO 3166-1 alpha-2 codes met so far; add one here when an actor needs it."""

UNSAFE_HOSTS: Final = frozenset(
    {
        "nbhuajunkj.com",
        "formacion-profesional-a-distancia.com",
        "zc8013.com",
        "sfahvof.cn",
        "imasd-velecdom.com",
        "zjthegrand.com",
        "ttav89.com",
    }
)
"""Mirrors that carry unrelated or unsafe sites; never linked."""


@dataclass(frozen=True, kw_only=True)
class Verb:
    """One typed relation: who may stand on either side, and its inverse's name."""

    inverse: str
    """How the relation reads from the object's side."""
    subjects: frozenset[str]
    objects: frozenset[str]
    symmetric: bool = False


def _kinds(names: str) -> frozenset[str]:
    """Return a set of actor kinds from a spaced list; `*` stands for all."""
    return frozenset(ACTOR_KINDS) if names == "*" else frozenset(names.split())


_BODIES = "organisation state-body company international-body"
_MADE = "programme system"

VERBS: Final = {
    "supplies": Verb(
        inverse="supplied by",
        subjects=_kinds("company state-body place"),
        objects=_kinds(f"{_MADE} place state-body company"),
    ),
    "partners-with": Verb(
        inverse="partners with",
        subjects=_kinds(f"{_BODIES} {_MADE} place"),
        objects=_kinds(f"{_BODIES} {_MADE} place"),
        symmetric=True,
    ),
    "operates": Verb(
        inverse="operated by",
        subjects=_kinds("company state-body organisation"),
        objects=_kinds(_MADE),
    ),
    "operates-in": Verb(
        inverse="field of",
        subjects=_kinds("company organisation programme system"),
        objects=_kinds("place"),
    ),
    "heads": Verb(
        inverse="headed by",
        subjects=_kinds("person"),
        objects=_kinds(f"{_BODIES} place"),
    ),
    "speaks-for": Verb(
        inverse="spoken for by",
        subjects=_kinds("person"),
        objects=_kinds(f"{_BODIES} place"),
    ),
    "works-for": Verb(
        inverse="employs",
        subjects=_kinds("person"),
        objects=_kinds(_BODIES),
    ),
    "member-of": Verb(
        inverse="has member",
        subjects=_kinds("person place state-body company"),
        objects=_kinds("state-body organisation international-body programme"),
    ),
    "launched": Verb(
        inverse="launched by",
        subjects=_kinds("person state-body place company organisation"),
        objects=_kinds(f"{_MADE} organisation"),
    ),
    "part-of": Verb(
        inverse="includes",
        subjects=_kinds(f"{_MADE} place state-body organisation company"),
        objects=_kinds("programme place state-body organisation company"),
    ),
    "located-in": Verb(
        inverse="seat of",
        subjects=_kinds(f"{_BODIES} {_MADE}"),
        objects=_kinds("place"),
    ),
    "visited": Verb(
        inverse="visited by",
        subjects=_kinds("person"),
        objects=_kinds("company place organisation state-body"),
    ),
    "promotes": Verb(
        inverse="promoted by",
        subjects=_kinds("person state-body place organisation"),
        objects=_kinds(f"{_MADE} organisation"),
    ),
    "sanctioned": Verb(
        inverse="sanctioned by",
        subjects=_kinds("state-body place international-body"),
        objects=_kinds("company person organisation"),
    ),
    "criticises": Verb(
        inverse="criticised by",
        subjects=_kinds("person organisation state-body place international-body"),
        objects=_kinds(f"{_MADE} company state-body place person"),
    ),
    "defends": Verb(
        inverse="defended by",
        subjects=_kinds("person company state-body"),
        objects=_kinds(f"{_MADE} company state-body place person"),
    ),
}
"""Verb as written in `facts` → its rules. The active form is written, the inverse derived."""

LINK_SCHEMES: Final = frozenset({"http", "https", "mailto"})
"""Where a link may lead, besides places of the site itself."""
