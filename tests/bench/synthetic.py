"""Made-up dossiers of any size, in the proportions of the real one; same number, same bytes.

Every record passes every rule, so that what is measured is what a real build does. Nothing in
them means anything.
"""

from __future__ import annotations

import itertools
import shutil
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

import opencc
import yaml

from dossier.model.ledger import Ledger, published
from dossier.read import load, read
from dossier.weave.page import LISTS

ROOT: Final = Path(__file__).resolve().parent.parent.parent
_SHARES: Final = {"actor": 0.13, "term": 0.08, "section": 0.015}
"""Kind of page → its share of the real site’s pages; what lists and parts leave are sources."""
_PER_SECTION: Final = 14
_A_SHELF: Final = 2000
"""So many sources a file holds: it must stay one that a person can open."""
_NOTE_EVERY: Final = 2
_SECTIONS_A_PART: Final = 6
_CHINESE: Final = (
    "网络 wǎngluò;强国 qiángguó;数字 shùzì;中国 zhōngguó;安全 ānquán;信息 xìnxī;技术 jìshù;"
    "公司 gōngsī;城市 chéngshì;智慧 zhìhuì;丝绸 sīchóu;道路 dàolù;战略 zhànlüè;合作 hézuò;"
    "发展 fāzhǎn;经济 jīngjì;国家 guójiā;政府 zhèngfǔ;数据 shùjù;主权 zhǔquán;空间 kōngjiān;"
    "创新 chuàngxīn;科学 kēxué;电子 diànzǐ;商务 shāngwù;平台 píngtái;服务 fúwù;标准 biāozhǔn;"
    "国际 guójì;文化 wénhuà;教育 jiàoyù;工业 gōngyè;农业 nóngyè;能源 néngyuán;世界 shìjiè;"
    "人民 rénmín;社会 shèhuì;环境 huánjìng;企业 qǐyè;投资 tóuzī"
)
_WORDS: Final = (
    "camera city border harbour network ministry contract cable report survey region company "
    "agency council market standard traffic station platform project engineer permit tender "
    "budget partner meeting statement review delegation system province railway corridor licence"
).split()
_VERBS: Final = "supplied described opened criticised funded reviewed announced measured".split()
_RUSSIAN: Final = "цифровой город,связь и порт,сеть,камера,служба,рынок".split(",")
_KAZAKH: Final = "Қазақстан,цифрлық қала,байланыс және қауіпсіздік".split(",")
_SHARED: Final = (
    "bib/edition.csl bib/styles docs/assets docs/.overrides docs/.style scripts LICENSE-CONTENT"
).split()
"""What a made-up dossier has of the real one: all that is no content."""
_FORMS: Final = ("online", "article", "report")


@dataclass(frozen=True, kw_only=True)
class Size:
    """How many of each kind a dossier has."""

    pages: int

    def of(self, kind: str) -> int:
        """Return how many records of a kind have a page."""
        if kind == "source":
            written = sum(map(self.of, ("actor", "term", "section", "part")))
            return max(2, self.pages - written - len(LISTS) - 1)
        if kind == "part":
            return -(-self.of("section") // _SECTIONS_A_PART)
        return max(2, round(self.pages * _SHARES[kind]))


class _Maker:
    """Makes one dossier; every choice comes from one seeded source of numbers."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.random = Random(size.pages)  # noqa: S311 - made-up words, no secrets
        self.sources = [f"outlet-{n}-{_day(n)}" for n in range(size.of("source"))]
        self.actors = [f"actor-{number}" for number in range(size.of("actor"))]
        self.terms = list(itertools.islice(self._terms(), size.of("term")))
        self.next_source = itertools.cycle(self.sources)
        self.next_term = itertools.cycle(self.terms)
        self.traditional = opencc.OpenCC("s2t").convert

    def _terms(self) -> Iterator[tuple[str, str, str]]:
        """Yield id, characters and pinyin, none twice."""
        words = [pair.split() for pair in _CHINESE.split(";")]
        for number, trio in enumerate(itertools.permutations(words, 3)):
            pinyin = " ".join(word[1] for word in trio)
            hans = "".join(word[0] for word in trio)
            yield f"term-{number}", hans, pinyin

    def words(self, count: int) -> str:
        """Return some words."""
        return " ".join(self.random.choices(_WORDS, k=count))

    def sentence(self) -> str:
        """Return a sentence with a link and a citation."""
        linked = f"The [{self.words(2)}][{self.random.choice(self.actors)}]"
        return (
            f"{linked} {self.words(4)} {self.random.choice(_VERBS)} {self.words(7)}"
            f" [@{next(self.next_source)}]."
        )

    def prose(self, sentences: int) -> str:
        """Return some sentences, one a line, some with Chinese and Cyrillic words."""
        lines = [self.sentence() for _ in range(sentences)]
        term = next(self.next_term)
        lines.append(f"They write {term[1]} or [{term[2]}][{term[0]}] for the {self.words(3)}.")
        lines.append(f"In Russian it is «{self.random.choice(_RUSSIAN)}».")
        return "\n".join(lines)

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield path and text of every content file."""
        yield from self._lists()
        numbers = range(len(self.sources))
        for first in numbers[::_A_SHELF]:
            shelf = numbers[first : first + _A_SHELF]
            yield f"bib/sources-{first}.bib", "\n".join(map(self._source, shelf))
        for number, actor in enumerate(self.actors):
            yield f"docs/actors/{actor}.md", self._actor(number, actor)
        for number in range(len(self.terms)):
            yield f"docs/glossary/{self.terms[number][0]}.md", self._term(number)
        yield from self._series()

    def _lists(self) -> Iterator[tuple[str, str]]:
        """Yield the pages that hold lists."""
        for path in ("index.md", *LISTS):
            yield f"docs/{path}", _page({"title": f"Page {path}", "summary": "A list."}, "# List\n")

    def _source(self, number: int) -> str:
        """Return one entry of the bibliography."""
        return (
            f"@{_FORMS[number % 3]}{{{self.sources[number]},\n"
            f"  author = {{Family{number}, Given}},\n  title = {{{self.words(6).capitalize()}}},\n"
            f"  outlet = {{Outlet {number}}},\n  date = {{{_day(number)}}},\n"
            f"  url = {{https://outlet-{number}.example/{number}}},\n  langid = {{english}},\n"
            "  verification = {likely},\n  seen = {a heading in a list},\n"
            "  checked = {2026-01-15},\n  urlstatus = {unchecked},\n}\n"
        )

    def _actor(self, number: int, actor: str) -> str:
        """Return an actor's page."""
        name = f"{self.random.choice(_WORDS).capitalize()} {number}"
        russian = self.random.choice(_RUSSIAN)
        kazakh = self.random.choice(_KAZAKH)
        front = {
            "id": actor,
            "kind": "company" if number % 2 else "organisation",
            "title": name,
            "names": {"en": name, "ru": f"{russian} {number}", "kk": f"{kazakh} {number}"},
            "country": "KZ",
            "summary": f"A {self.words(8)}.",
        }
        return _page(front, self.prose(5))

    def _term(self, number: int) -> str:
        """Return a term's page."""
        identity, hans, pinyin = self.terms[number]
        rendering = {"as": self.words(3), "by": "Someone", "on": "2020"}
        front = {
            "id": identity,
            "hans": hans,
            "hant": self.traditional(hans),
            "pinyin": pinyin,
            "literal": self.words(3),
            "preferred": f"{self.words(2)} {number}",
            "kind": "slogan",
            "renderings": [rendering | {"source": next(self.next_source)} for _ in range(3)],
            "summary": f"A {self.words(8)}.",
        }
        return _page(front, self.prose(5))

    def _series(self) -> Iterator[tuple[str, str]]:
        """Yield the parts and their sections, with statements and notes."""
        letters = ("".join(pair) for pair in itertools.product(string.ascii_uppercase, repeat=2))
        count = self.size.of("section")
        for part in range(self.size.of("part")):
            prefix = next(letters)
            front = {
                "id": f"part-{part}",
                "prefix": prefix,
                "order": part + 1,
                "title": f"Part {part}: {self.words(2)}",
                "coverage": "full",
                "summary": f"A {self.words(8)}.",
            }
            yield f"docs/series/part-{part}/index.md", _page(front, self.sentence())
            for section in range(min(_SECTIONS_A_PART, count - part * _SECTIONS_A_PART)):
                path = f"docs/series/part-{part}/section-{section}.md"
                yield path, self._section(part, section, prefix)

    def _section(self, part: int, section: int, prefix: str) -> str:
        """Return a section's page."""
        front = {
            "id": f"section-{part}-{section}",
            "part": f"part-{part}",
            "order": section + 1,
            "title": f"Section {section} of {part}",
            "summary": f"A {self.words(8)}.",
        }
        first = section * _PER_SECTION
        numbers = range(first + 1, first + 1 + _PER_SECTION)
        return _page(front, "\n".join(self._statement(prefix, number) for number in numbers))

    def _statement(self, prefix: str, number: int) -> str:
        """Return a statement, and a note under each second one."""
        companies = [each for each in self.actors if int(each.rpartition("-")[2]) % 2]
        subject, partner = self.random.sample(companies * 2, 2)
        fact = f"    facts:\n      - {subject} partners-with {partner}\n" if number % 3 else ""
        if subject == partner:
            fact = ""
        text = (
            f"/// statement | {prefix}-{number:03}\n    on: 20{10 + number % 10}\n"
            f"    by: {self.random.choice(self.actors)}\n    basis: company\n{fact}"
            f"    in-article: section-{number}\n\n{self.prose(2)}\n///\n"
        )
        if number % _NOTE_EVERY:
            return text
        return text + (
            f"\n/// note | {prefix}-N{number:02}\n    to: {prefix}-{number:03}\n"
            f"    kind: context\n    dated: 2026-01-15\n\n{self.sentence()}\n///\n"
        )


def _day(number: int) -> str:
    """Return the day on which a source was published."""
    return f"20{10 + number % 14}-{1 + number % 12:02}-{1 + number % 28:02}"


def _page(front: dict[str, Any], body: str) -> str:
    """Return a page's text."""
    said = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{said}---\n\n{body}\n"


def settings() -> dict[str, Any]:
    """Return the real site's settings with what a made-up dossier needs otherwise."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    found["nav"] = ["index.md", *LISTS]
    found["not_in_nav"] = "/*/**\n"
    found["site_url"] = "https://synthetic.example/"
    return found


def write(folder: Path, pages: int) -> None:
    """Write a dossier of so many pages, ready to be built, into a folder that does not exist."""
    for path, text in _Maker(Size(pages=pages)).files():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    for shared in _SHARED:
        source, target = ROOT / shared, folder / shared
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, target)
    said = yaml.safe_dump(settings(), allow_unicode=True, sort_keys=False)
    (folder / "mkdocs.yml").write_text(said, encoding="utf-8")
    (folder / "docs/permalinks.tsv").write_text(_ledger(folder), encoding="utf-8")


def _ledger(folder: Path) -> str:
    """Return the ledger that lists everything the dossier publishes."""
    dossier = read(load(folder)).dossier
    return Ledger().with_new(published(dossier), dossier.edition.id).as_text()
