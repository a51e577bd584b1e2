"""One build's weaving: the dossier, its formatted citations, and where pages stand.

The engine's adaptor tells two things that only it knows: the address of a page, and which page
is being turned into HTML.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Final

import jinja2
from markupsafe import Markup

from dossier.model import (
    Citation,
    Dossier,
    Record,
    Source,
    Statement,
    quality,
    vocabulary,
)
from dossier.model.catalogue import Catalogue
from dossier.model.dates import bounds, in_words
from dossier.model.editions import History, Stage
from dossier.model.ledger import Ledger
from dossier.model.pages import anchor_of, page_of, title_of
from dossier.model.quality import Quality
from dossier.read.palette import GROUNDS, USES, contrast, palettes
from dossier.weave import atlas, foremost, network
from dossier.weave.citations import Citations
from dossier.weave.compiled import COMPILED
from dossier.weave.correcting import correct_link
from dossier.weave.corrections import Correction, corrections
from dossier.weave.fragments import Fragments
from dossier.weave.glossary import Order, orders
from dossier.weave.languages import PINYIN, Languages
from dossier.weave.metadata import coins
from dossier.weave.past import Past, anchor, sides
from dossier.weave.robust import Robust

_TEMPLATES: Final = Path(__file__).parent / "templates"


class Loom:
    """What templates and the Markdown extension ask while a page is woven."""

    folders: ClassVar[tuple[Path, ...]] = (_TEMPLATES,)
    """Where templates are looked for, in order."""

    def __init__(
        self,
        dossier: Dossier,
        citations: Citations,
        url_of: Callable[[str], str],
        ledger: Ledger | None = None,
        history: History | None = None,
    ) -> None:
        """Take a dossier, its citations, and the engine's map from page path to site address."""
        self.dossier = dossier
        self.ledger = ledger or Ledger()
        self.past = Past(history=history or History(), ledger=self.ledger, dossier=dossier)
        self.catalogue = Catalogue()
        self.robust = Robust({})
        self.books: Mapping[str, bytes] = {}
        self.dates: Mapping[str, str] = {}  # page → day of its last change, as git has it
        self.citations = citations
        self.url_of = url_of
        self.page = "index.md"
        self.fragments = Fragments()
        self.languages = Languages(dossier)
        self._templates = self._environment()

    def _environment(self) -> jinja2.Environment:
        """Return the templates, with everything they may call."""
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(self.folders),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
            auto_reload=False,  # a loom lives for one build
            cache_size=-1,  # a bounded one is a list looked through at each `include`
            bytecode_cache=COMPILED,
        )
        environment.filters.update(
            marked=lambda text: Markup(self.languages.marked(text)),  # noqa: S704 - escapes it
            day=in_words,
            reference=self.reference,
        )
        environment.globals.update(
            loom=self,
            dossier=self.dossier,
            vocabulary=vocabulary,
            href=self.href,
            permalink=self.permalink,
            pinyin=PINYIN,
            short=self.short,
            title=title_of,
            coins=coins,
            foremost=foremost,
            correct=lambda record: correct_link(self.dossier.edition, record),
            past=self.past,
            past_anchor=anchor,
            past_sides=sides,
        )
        return environment

    uses, grounds = USES, GROUNDS
    palettes, contrast = staticmethod(palettes), staticmethod(contrast)

    def prepare(self) -> None:
        """Compile every template, so that processes that are forked have them all."""
        for name in self._templates.list_templates():
            self._templates.get_template(name)

    def turn_to(self, page: str) -> None:
        """Begin a page, named by its path below `docs/`."""
        self.page = page
        self.fragments.clear()

    def cite(self, cited: Iterable[Citation]) -> str:
        """Return the mark that stands for one bracket of citations."""
        return self.fragments.hold(self.languages.marked_html(self.citations.inline(cited)))

    def render(self, template: str, **values: Any) -> str:  # noqa: ANN401 - as Jinja takes them
        """Return a template filled in, on one page's behalf."""
        return self._templates.get_template(template).render(page=self.page, **values).strip()

    def href(self, target: str) -> str:
        """Return the relative address of a record, or of a page path ending in `.md`."""
        record = self.dossier.records.get(target)
        path, anchor = (page_of(record), anchor_of(record)) if record else (target, "")
        address = relative(self.url_of(self.page), self.url_of(path))
        if anchor and path == self.page:
            return f"#{anchor}"
        return f"{address}#{anchor}" if anchor else address

    def permalink(self, record: Record) -> str:
        """Return the address that the id beside a statement or note leads to."""
        return f"#{anchor_of(record)}"

    def markdown_href(self, record: Record) -> str:
        """Return a record's address as Markdown files write it, for the engine to resolve."""
        path, anchor = page_of(record), anchor_of(record)
        if anchor and path == self.page:
            return f"#{anchor}"
        start = posixpath.dirname(self.page) or "."
        return posixpath.relpath(path, start) + (f"#{anchor}" if anchor else "")

    def short(self, key: str) -> Markup:
        """Return a source as the text cites it, `Inform.kz, 25 February 2021`."""
        said = self.citations.in_text.get(("", key, ""), key)
        return Markup(self.languages.marked_html(said))  # noqa: S704 - pandoc escapes it

    def reference(self, key: str) -> Markup:
        """Return a source's full reference."""
        said = self.citations.in_list.get(key, "")
        if key in self.dossier.sources:
            said = self.robust.reference(said, self.dossier.sources[key])
        return Markup(self.languages.marked_html(said))  # noqa: S704 - pandoc escapes it

    @property
    def root(self) -> str:
        """Return the site's root as seen from the page."""
        return relative(self.url_of(self.page), "")

    def path_in(self, key: str) -> str:
        """Return where any edition has an id or address, below its own root."""
        return key.removeprefix("/") if key.startswith("/") else f"id/{key}/"

    def place_of(self, key: str) -> str:
        """Return the relative address of an id, or of an address of the ledger."""
        if key in self.dossier.records:
            return self.href(key)
        return relative(self.url_of(self.page), self.path_in(key))

    def by_kind(self, keys: Iterable[str], stage: Stage) -> list[tuple[str, list[str]]]:
        """Return ids and addresses of a stage, each kind's together, in the order met."""
        found: dict[str, list[str]] = {}
        for key in keys:
            found.setdefault(stage.says[key].kind, []).append(key)
        return list(found.items())

    def glossary_orders(self) -> list[Order]:
        """Return the glossary by pinyin, English, kind and date."""
        return orders(self.dossier.terms.values())

    def actors_in_claims(self) -> list[tuple[str, str]]:
        """Return id and title of every actor that a statement or note concerns, by title."""
        met = {actor for event in self.dossier.events for actor in event.actors}
        met |= {
            a for each in self.dossier.statements.values() for a in self.dossier.actors_of(each)
        }
        actors = self.dossier.actors
        return sorted(((a, actors[a].title) for a in met), key=lambda pair: (pair[1], pair[0]))

    def pairs(self, words: Iterable[str]) -> list[tuple[str, str]]:
        """Return words as choices that are called what they are."""
        return [(word, word.replace("-", " ")) for word in words]

    def section_choices(self) -> list[tuple[str, str]]:
        """Return the sections as choices, the part's prefix before each title."""
        parts = self.dossier.parts
        return [
            (each.id, f"{parts[each.part].prefix}: {each.title}")
            for each in self.dossier.reading_order
        ]

    def years(self, on: str) -> Markup:
        """Return the years of a date as attributes, for filters to compare."""
        span = bounds(on) if on else None
        if span is None:
            return Markup()
        return Markup(' data-since="{}" data-until="{}"').format(span[0].year, span[1].year)

    def cited(self, record: Record) -> list[str]:
        """Return the keys that a record cites, each once."""
        return list(dict.fromkeys(each.key for each in record.prose.citations))

    def whole_network(self) -> network.Picture:
        """Return the picture of all relations."""
        return network.whole(self.dossier)

    def facts(self) -> list[network.Fact]:
        """Return all relations: subject, verb, object, statement."""
        return network.facts(self.dossier)

    def pins(self) -> list[atlas.Pin]:
        """Return the places on the map."""
        return atlas.pins(self.dossier)

    def corrections(self) -> list[Correction]:
        """Return the log of corrections."""
        return corrections(self.dossier, self.ledger, self.href)

    def outlines(self) -> tuple[tuple[str, str], ...]:
        """Return the countries on the map."""
        return atlas.outlines()

    def claims(self) -> list[Statement]:
        """Return the statements, without the figures."""
        return [each for each in self.dossier.statements.values() if each.form == "statement"]

    def wanted(self) -> list[Source]:
        """Return the sources that are not verified."""
        sources = self.dossier.sources.values()
        return [each for each in sources if each.verification != "verified"]

    def overall_quality(self) -> Quality:
        """Return the quality of all statements."""
        return quality.of_statements(self.dossier, self.dossier.statements.values())

    def quality_of(self, actor: str) -> Quality:
        """Return the quality of an actor's record."""
        return quality.of_actor(self.dossier, self.dossier.actors[actor])

    def recognised_by(self, source: Source) -> str:
        """Return what a finder of a document could know it by."""
        marks = [
            f"outlet {source.outlet}",
            f"date {in_words(source.date)}" if source.date else "",
            f"read on {in_words(source.urldate)}" if source.urldate and not source.date else "",
            f"in {source.langid.capitalize()}" if source.langid else "",
            f"title “{source.title}”" if source.title else "",
        ]
        return "; ".join(filter(None, marks))

    @cached_property
    def by_lower_id(self) -> dict[str, Record]:
        """Return every record that links by id may name; Markdown lower-cases link labels."""
        return {
            record.id.lower(): record
            for record in self.dossier.records.values()
            if not isinstance(record, Source)
        }


def relative(start: str, target: str) -> str:
    """Return the address of one page as seen from another, both from the site's root.

    >>> relative("series/kazakhstan/agenda/", "actors/hikvision/")
    '../../../actors/hikvision/'
    """
    here, there = start.split("/")[:-1], target.split("/")[:-1]
    common = 0
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        common += 1
    name = target.rpartition("/")[2]
    steps = [".."] * (len(here) - common) + there[common:]
    return "/".join([*steps, name]) if steps or name else "./"
