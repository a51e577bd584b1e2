"""The only file that knows MkDocs: each event reads its arguments, calls the package, returns.

1. on_config: read, check, format citations, hand them to mkdocs-bibtex and to Markdown ·
2. on_files: add the pages, data, fonts, references and cards that no file holds ·
3. on_nav: name and date the pages, and share them out between two processes ·
4. on_page_markdown, on_page_context: say what a page is and how to cite it ·
5. on_post_page, on_post_template: mend what the theme gets wrong ·
6. on_post_build: see that every promised address was built · 7. on_serve: watch bib/, too.

Under `make serve` a build after an edit is for the edited pages alone (`dossier.preview`).
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import logging
import math
import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from traceback import format_exception
from typing import TYPE_CHECKING, Any

import jinja2
from mkdocs.exceptions import Abort, BuildError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import clean_directory, write_file
from mkdocs_bibtex.citation import CitationBlock, InlineReference

from dossier.alongside import alongside
from dossier.check import check
from dossier.check.files import DANGEROUS
from dossier.check.ledger import edition_is_open
from dossier.export.cards import card_of
from dossier.export.data import catalogue, data_files
from dossier.export.feed import feed_files
from dossier.export.hosting import everywhere, hosting_files
from dossier.export.schemas import schema_files
from dossier.export.shelf import books, stamp
from dossier.export.sitemap import page_dates
from dossier.export.style import STYLE, style_sheet
from dossier.export.table import Stock
from dossier.export.trim import classes_in
from dossier.halves import Halves
from dossier.links.promise import broken
from dossier.model import Citation, Dossier
from dossier.model.citing import addresses
from dossier.model.editions import History
from dossier.model.ledger import Ledger, place_of
from dossier.model.pages import HOME, source_page
from dossier.preview import Preview
from dossier.read import Kept, beside, load, read
from dossier.read.editions import history
from dossier.read.history import last_changes
from dossier.read.prose import hide_citations_in_code, show_citations_in_code
from dossier.weave.citations import Citations, ask_for
from dossier.weave.citing import Citing, shown
from dossier.weave.compiled import COMPILED
from dossier.weave.evidence import evidence_cards
from dossier.weave.extension import DossierExtension
from dossier.weave.forge import correct_box
from dossier.weave.fragments import without_marks
from dossier.weave.glossary import WHOLE, whole_glossary
from dossier.weave.loom import Loom
from dossier.weave.mend import mend
from dossier.weave.page import LISTS, meta_at, record_at
from dossier.weave.pandoc import one_by_one
from dossier.weave.plain import Plain, ask_for_plain
from dossier.weave.policy import REFERRER, hashes, policy, secured
from dossier.weave.promises import redirects, tombstones, ways
from dossier.weave.robust import Robust
from dossier.weave.same import once, one_converter
from dossier.writing import write

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation

_log = logging.getLogger("mkdocs.hooks.dossier")
_OURS = Path(__file__).parent.parent
_EARLY, _LATE = 100, -100
_UNUSED = re.compile(r"assets/(?:javascripts/(?:workers|lunr)/|.*\.css\.map$)")
_STYLES = Path(__file__).parent.parent / "bib"
_ALIKE = ("partials/nav.html", "partials/tabs.html")
_NO_TEXT = "<!-- All of this page is derived. -->"  # Markdown skips a page that is empty


class _Build:
    """What one build shares between its events."""

    kept = Kept()
    loom: Loom
    classes: set[str]
    state: str
    files: Files
    urls: dict[str, str]
    citations: Iterator[Any]
    citing: Citing
    nav: Navigation
    fonts: Iterator[dict[str, str | bytes]]
    others: Iterator[None]
    halves: Halves
    scripts: set[str]
    ledger: Ledger
    history: History
    dates: Mapping[str, str]
    last: _Last


@dataclass(frozen=True, kw_only=True)
class _Last:
    """What a build for edited pages takes from the last one for everything."""

    loom: Loom
    cards: str
    made: Collection[str]
    """Paths of the files that it made before pages."""


_build = _Build()
_preview = Preview()


class _Registry:
    """Our answers to what mkdocs-bibtex asks of its registry (mkdocs_bibtex.registry, 4.4.0)."""

    footnote_format = "{key}"

    def __init__(self, loom: Loom) -> None:
        self.loom = loom
        self.bib_data = type("Entries", (), {"entries": loom.dossier.sources})

    def validate_citation_blocks(self, citation_blocks: list[CitationBlock]) -> None:
        """Say nothing: our own rules named file and line before the build began."""

    def validate_inline_references(
        self, inline_references: list[InlineReference]
    ) -> set[InlineReference]:
        """Return none: `@key` without brackets is no citation here."""
        _ = inline_references
        return set()

    def inline_text(self, citation_block: CitationBlock) -> str:
        """Return what stands for a citation block in the text, every locator kept."""
        cited = [
            Citation(key=each.key, locator=each.suffix.strip(), prefix=each.prefix.strip())
            for each in citation_block.citations
        ]
        return self.loom.cite(cited)

    def reference_text(self, citation: Any) -> str:  # noqa: ANN401 - a Citation or InlineReference
        """Return a full reference."""
        return self.loom.citations.in_list.get(citation.key, f"unknown source @{citation.key}")


def on_startup(*, command: str, dirty: bool) -> None:
    """Under `make serve`, build edited pages alone, and say better than MkDocs what that means.

    Its warning would stop every strict build. What is read stays to the end, so until pages are
    made (`Halves`) nothing is looked through for what may go.
    """
    gc.disable()
    atexit.register(gc.freeze)  # nor at the end, when all of it goes
    _preview.start(live=command == "serve", partly=command == "serve" and dirty)
    if _preview.partly:
        said = logging.getLogger("mkdocs.commands.build")
        said.addFilter(lambda record: "'dirty' build" not in record.getMessage())


@event_priority(_EARLY)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check before any plugin opens a file, so that our findings come first."""
    root = Path(config.config_file_path).parent
    _preview.begin(root)
    files = load(root)
    if _preview.edited is None:
        _build.fonts = alongside(lambda: _cut(files))
    reading = read(files | beside(root), _build.kept if _preview.partly else None)
    _build.state = stamp(files)
    dossier = reading.dossier
    cited = [each for _, prose in reading.all_prose for each in prose.citations]
    _build.citations = alongside(lambda: _cited(dossier, cited, root / ".cache"))
    findings = check(reading)
    for finding in findings:
        _log.warning("%s", finding)
    if any(each.rule in DANGEROUS for each in findings):
        msg = "Nothing was built: files that must not be opened or published lie in docs/ or bib/."
        raise Abort(msg)
    _build.ledger = reading.ledger
    _build.history = history(root, reading)
    for finding in edition_is_open(_build.history):
        _log.warning("%s", finding)
    _build.dates = page_dates(dossier, last_changes(root), {HOME, *LISTS})
    _build.loom = Loom(dossier, Citations(), _url_of, reading.ledger, _build.history)
    _build.citing = Citing(_build.loom, addresses(dossier, place_of))
    _build.loom.robust = Robust(reading.health)
    _build.loom.dates = _build.dates
    config.markdown_extensions.append(DossierExtension(_build.loom))  # type: ignore[arg-type]  # Markdown takes instances, MkDocs types names only
    mkdocs_pages.markdown = one_converter()  # type: ignore[attr-defined, assignment]  # it is asked for this alone
    plugin: Any = config.plugins["bibtex"]
    plugin.registry, plugin.last_configured = _Registry(_build.loom), math.inf  # it need not read
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Begin with an empty folder where everything is built, which MkDocs does not when dirty."""
    if _preview.partly and _preview.edited is None:
        clean_directory(config.site_dir)


def _url_of(path: str) -> str:
    """Return the site address of a page below `docs/`; MkDocs is asked once for each."""
    if path not in _build.urls:
        file = _build.files.get_file_from_path(path)
        _build.urls[path] = file.url if file and file.url != "./" else ""
    return _build.urls[path]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each source, and the files that the build makes; take out what is not used."""
    for file in [each for each in files if _UNUSED.match(each.src_uri)]:
        files.remove(file)
    root = Path(config.config_file_path).parent
    loom = _build.loom
    for path in (*map(source_page, loom.dossier.sources), *tombstones(_build.ledger)):
        page = File.generated(config, path, content=_NO_TEXT, inclusion=InclusionLevel.NOT_IN_NAV)
        files.append(page)
    _build.files, _build.urls = files, {}
    stock = Stock(dossier=loom.dossier, ledger=_build.ledger, history=_build.history)
    cache = root / ".cache"
    if _preview.edited is not None:
        return _edited_alone(files, config)
    site = Path(config.site_dir)
    _build.others = alongside(lambda: _make_others(stock, cache, site))
    data = data_files(stock, (_OURS / "LICENSE-CONTENT").read_bytes())
    loom.catalogue = catalogue(stock, data)
    _build.scripts, _build.classes = set(), set()
    moved = {path: secured(page) for path, page in redirects(_build.ledger, loom).items()}
    loom.prepare()
    loom.citations = next(_build.citations)
    cards = evidence_cards(loom)
    config.extra["cards"] = cards.stamp
    loom.books = books(root, _build.state)
    # What pages link must be known before they are made.
    linked = {**data, **schema_files("data/schemas"), **feed_files(stock), **loom.books}
    made: dict[str, str | bytes] = {**linked, **moved, **cards.files}
    _add(files, config, made)
    _build.last = _Last(loom=loom, cards=cards.stamp, made=[*made])
    return files


def _edited_alone(files: Files, config: MkDocsConfig) -> Files:
    """Add what the last build made as it stands, and let MkDocs take it and other pages for new."""
    loom, last = _build.loom, _build.last
    loom.catalogue, loom.books = last.loom.catalogue, last.loom.books
    config.extra["cards"] = last.cards
    loom.citations = next(_build.citations)
    _add(files, config, dict.fromkeys(last.made, ""))
    for file in files:
        edited = file.src_uri in (_preview.edited or ())
        file.is_modified = partial(bool, edited)  # type: ignore[method-assign]  # MkDocs would go by the time of what it wrote
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Name and date all pages, which MkDocs does for those it has read; share them out."""
    _build.nav = nav
    for file in files.documentation_pages():
        page = file.page or Page(None, file, config)
        page.meta = meta_at(_build.loom.dossier, file.src_uri)
        page.title = page.title or page.meta.get("title")
        if any(_build.dates.values()):  # without git, MkDocs' own day stands
            page.update_date = _build.dates.get(file.src_uri, "")
    if _preview.edited is None:
        _build.halves = Halves("mkdocs")
        _share(files, _build.halves)
    return nav


def _share(files: Files, halves: Halves) -> None:
    """Let MkDocs read and make one half of the pages, and no other file twice.

    Where it makes pages it names the inclusion it asks for, and nowhere else (commands/build.py).
    """
    everything = files.documentation_pages

    def half(*, inclusion: Callable[[InclusionLevel], bool] | None = None) -> Sequence[File]:
        return halves.mine(everything(inclusion=inclusion)) if inclusion else everything()

    files.documentation_pages = half  # type: ignore[method-assign]  # MkDocs asks it for what to make
    if halves.is_second:
        files.copy_static_files = lambda **_: None  # type: ignore[method-assign]  # the first copies them


def _add(files: Files, config: MkDocsConfig, made: Mapping[str, str | bytes]) -> None:
    """Add files that the build makes, site path → content."""
    for path, content in made.items():
        files.append(File.generated(config, path, content=content))


def _make_others(stock: Stock, cache: Path, site: Path) -> Iterator[None]:
    """Write the files that no page asks for while it is made."""
    from dossier.export.others import other_files  # noqa: PLC0415 - long to load, and for this process alone

    mark = _build.loom.languages.marked
    _write(other_files(stock, _url_of, mark, cache), site)
    yield


def _cut(files: Mapping[str, bytes]) -> Iterator[dict[str, str | bytes]]:
    """Yield the fonts and their rules, site path → content, before there is a folder for them."""
    from dossier.export.others import fonts  # noqa: PLC0415 - long to load, and for the process that cuts alone

    texts = {path: raw.decode("utf-8", "replace") for path, raw in files.items()}
    # A cut depends on its letters alone, so all dossiers that these scripts build share them.
    yield fonts(texts, _OURS / ".cache" / "fonts")


def _write(made: Iterable[tuple[str, str | bytes]], site: Path) -> None:
    """Write files that were made, as site path and content, below the site's folder."""
    for path, content in made:
        write_file(content.encode() if isinstance(content, str) else content, str(site / path))


def _cited(dossier: Dossier, cited: Sequence[Citation], cache: Path) -> Iterator[Any]:
    """Yield the text's citations, then, from the same run of pandoc, those of the boxes."""
    style = (_STYLES / "edition.csl").read_text(encoding="utf-8")
    woven = ask_for(dossier.sources, cited, style)
    plain = ask_for_plain(shown(dossier, addresses(dossier, place_of)), _STYLES / "styles")
    said = one_by_one((woven.question, *plain.questions), cache / "citations")
    yield woven.read(next(said))
    yield plain.read(said)


@event_priority(_EARLY)
def _markdown_early(markdown: str, page: Page, **_: object) -> str:
    """Name the page, and hide citations inside code from mkdocs-bibtex."""
    loom = _build.loom
    loom.turn_to(page.file.src_uri)
    shown = {"hide": page.meta["hide"]} if "hide" in page.meta else {}
    page.meta = shown | meta_at(loom.dossier, loom.page)
    record = record_at(loom.dossier, loom.page)
    page.meta["correct"] = correct_box(loom)
    if record:
        card = loom.dossier.edition.site + card_of(record, _url_of)
        page.meta["head"] = _build.citing.head(record, card)
    if loom.page == WHOLE:
        markdown = whole_glossary(loom.dossier, markdown)
    return hide_citations_in_code(without_marks(markdown))


@event_priority(_LATE)
def _markdown_late(markdown: str, **_: object) -> str:
    """Show the citations inside code again."""
    return show_citations_in_code(markdown)


on_page_markdown = CombinedEvent(_markdown_early, _markdown_late)


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Wait for the boxes' citations and for the other half; read no template twice."""
    if _preview.edited is not None:
        _build.citing.plain = next(_build.citations)
    elif _build.halves.is_second:
        config.theme.static_templates = set()
        _build.citing.plain = _tell(files, None)
    else:
        _build.citing.plain = next(_build.citations)
        _tell(files, _build.citing.plain)
    env.auto_reload = False
    env.bytecode_cache = COMPILED
    env.cache = {}  # Jinja's own looks through a list at each `include`
    for said in _ALIKE:
        with contextlib.suppress(jinja2.TemplateNotFound):  # Material's; the toy has another theme
            once(env.get_template(said), _folder_outside_nav)
    return env


def _folder_outside_nav(page: Page | None) -> str | None:
    """Return the folder of a page that the navigation does not name: all in it show the same."""
    if page is None or page in _build.nav.pages:
        return None
    return posixpath.dirname(page.url.rstrip("/"))


def _tell(files: Files, plain: Plain | None) -> Any:  # noqa: ANN401 - the other's `plain`
    """Tell the other half citations and the anchors of this one, for MkDocs to find; take its."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    own = {page.file.src_uri: page.present_anchor_ids for page in pages}
    anchors = {path: ids for path, ids in own.items() if ids is not None}
    told = _build.halves.exchange((anchors, plain))
    if told is None:
        return plain
    for page in pages:
        page.present_anchor_ids = anchors.get(page.file.src_uri, told[0].get(page.file.src_uri))
    return told[1]


def on_page_context(context: Any, page: Page, **_: object) -> Any:  # noqa: ANN401 - Jinja's
    """Put in how to cite a page, now that its text is there and so are the citations."""
    loom = _build.loom
    loom.turn_to(page.file.src_uri)
    record = record_at(loom.dossier, loom.page)
    if record:
        page.meta["cite"] = _build.citing.box(record)
    return context


def on_post_page(output: str, **_: object) -> str:
    """Mend the theme's faults in a finished page, and say in it what it may load and run."""
    page = secured(mend(output, _build.loom.languages.marked_html), live=_preview.live)
    _build.scripts.update(hashes(page))
    _build.classes |= classes_in(page)
    return page


def on_post_template(output_content: str, template_name: str, **_: object) -> str:
    """Do the same for the pages that no Markdown stands behind."""
    return on_post_page(output_content) if template_name.endswith(".html") else output_content


def on_post_build(config: MkDocsConfig) -> None:
    """Compare what was built with what was ever promised; write what hosts must know of it."""
    site = Path(config.site_dir)
    if _preview.edited is not None:
        pages = sorted(_preview.edited)
        _log.info("Built %s; all else is built when it is asked for", ", ".join(pages))
        _preview.done(map(_url_of, pages))
        return
    scripts, classes = _build.halves.end((_build.scripts, _build.classes)) or (set(), set())
    scripts |= _build.scripts
    classes |= _build.classes
    fonts = next(_build.fonts)
    rules = str(fonts.pop(STYLE))
    _write(fonts.items(), site)
    list(_build.others)
    for finding in broken(_build.ledger, _build.loom.dossier, site):
        _log.warning("%s", finding)
    headers = everywhere(policy(sorted(scripts)), REFERRER)
    settings = hosting_files(headers, ways(_build.ledger, _build.loom))
    settings |= {STYLE: style_sheet(site, _OURS / "docs" / ".style", rules, classes)}
    for path, text in settings.items():
        write(site / path, text)
    _preview.done(())


def on_build_error(error: Exception, **_: object) -> None:
    """End a build that two processes share; the second says why through the first."""
    said = str(error) if isinstance(error, BuildError) else "".join(format_exception(error))
    if "halves" in vars(_build):
        _build.halves.fail(said)


def on_serve(server: Any, config: MkDocsConfig, **_: object) -> Any:  # noqa: ANN401 - MkDocs' LiveReloadServer
    """Watch the sources, too: `docs/` alone would miss a corrected date."""
    root = Path(config.config_file_path).parent
    folders: Sequence[str] = ("bib", "scripts")
    for folder in folders:
        server.watch(str(root / folder))
    if _preview.partly:
        stamp = _preview.stamp(root)
        server.watch(str(stamp))
        server.set_app(_preview.gate(server.get_app(), Path(config.site_dir), stamp, _log.info))
    return server
