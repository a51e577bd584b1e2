"""Which language a run of letters is in, as BCP 47 tags, and the `<span lang>` around it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Final

from dossier.model import Dossier
from dossier.model.pinyin import toneless
from dossier.read.script import RUN, RUNS, traditional

PINYIN: Final = "zh-Latn-pinyin"
_CYRILLIC: Final = r"[\u0400-\u052f]+(?:[\s\-–]+[\u0400-\u052f]+)*"
_KAZAKH: Final = re.compile("[ӘҒҚҢӨҰҮҺІәғқңөұүһі]")
_PINYIN: Final = "A-Za-zāēīōūǖǎěǐǒǔǚǜáéíóúǘàèìòùü’"
_TONED: Final = rf"(?<![{_PINYIN}])[{_PINYIN}]*[āēīōūǖǎěǐǒǔǚǜĀĒĪŌŪǍĚǏǑǓ][{_PINYIN}]*"
_REMEMBERED: Final = 20_000
"""So many texts, names and titles and references, are marked once for all; some megabytes."""

_SYLLABLES: Final = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:i?ang|i?ong|uang|ing|eng|i?an|uan|üan|uai|iao|ao|ai|ei|ui|ou|iu|ie|üe|ue|er|en|in|un|ün"
    r"|ia|ua|uo|[aoeiuü])’?)+"
)
"""Words made of the syllables of Hanyu pinyin, tone marks taken off."""


class Languages:
    """Finds the runs of a text that are not in the page's own language."""

    def __init__(self, dossier: Dossier) -> None:
        """Take the known Chinese names and their pinyin from a dossier."""
        known: dict[str, str] = {}
        for term in dossier.terms.values():
            known |= {term.pinyin: PINYIN, term.as_printed: PINYIN}
            known |= _differing(term.hans, term.hant)
            # Characters are found by themselves; not so digits or letters among them.
            known |= {} if RUNS.fullmatch(term.hans) else {term.hans: "zh-Hans"}
        for actor in dossier.actors.values():
            known |= {actor.names.get("pinyin", ""): PINYIN}
            known |= _differing(actor.names.get("zh-Hans", ""), actor.names.get("zh-Hant", ""))
        self._readings = dict(_readings(dossier))
        self._read = re.compile(
            "|".join(map(re.escape, sorted(self._readings, key=lambda each: (-len(each), each))))
            or r"(?!)"
        )
        # One word without tone marks could be English or a name: only longer pinyin is certain.
        self._known = {
            words: tag
            for words, tag in known.items()
            if words and (tag != PINYIN or " " in words or not words.isascii())
        }
        plain = _standing_alone(words for words in self._known if words[0].isascii())
        ascii_words = _standing_alone(words for words in self._known if words.isascii())
        others = _longest_first(words for words in self._known if not words[0].isascii())
        self._ascii = re.compile(ascii_words)
        self._runs = re.compile("|".join([plain, *others, RUN, _CYRILLIC, _TONED]))

    def runs(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the text in pieces with their tags; an empty tag is the page's language."""
        start = 0
        pattern = self._ascii if text.isascii() else self._runs
        for match in pattern.finditer(text):
            if not self._tag(match.group()):
                continue
            if match.start() > start:
                yield text[start : match.start()], ""
            yield match.group(), self._tag(match.group())
            start = match.end()
        if start < len(text):
            yield text[start:], ""

    def _tag(self, run: str) -> str:
        """Return the tag of one run."""
        if run in self._known:
            return self._known[run]
        if RUNS.match(run):
            return "zh-Hant" if traditional(run) else "zh-Hans"
        if "\u0400" <= run[0] <= "\u052f":
            return "kk" if _KAZAKH.search(run) else "ru"
        return PINYIN if _SYLLABLES.fullmatch(toneless(run)) else ""

    @cached_property
    def marked(self) -> Callable[[str], str]:
        """What takes a text and returns it as HTML, each foreign run in its `<span lang>`.

        The texts of `runs` come from authors, so everything is escaped.
        """
        return lru_cache(_REMEMBERED)(self._marked)

    @cached_property
    def marked_html(self) -> Callable[[str], str]:
        """What takes a piece of HTML and returns it with the foreign runs of its text marked."""
        return lru_cache(_REMEMBERED)(self._marked_html)

    def _marked(self, text: str) -> str:
        """Mark a text."""
        return "".join(
            f'<span lang="{tag}"{self._inside(run, tag)}</span>' if tag else html.escape(run)
            for run, tag in self.runs(text)
        )

    def _marked_html(self, markup: str) -> str:
        """Mark a piece of HTML, its tags untouched."""
        pieces = re.split(r"(<[^>]+>)", markup)
        return "".join(
            piece if number % 2 else self.marked(html.unescape(piece))
            for number, piece in enumerate(pieces)
        )

    def _inside(self, run: str, tag: str) -> str:
        """Return a run as what follows `<span lang="…"`, its known pieces with their pinyin."""
        pieces = [
            (html.escape(piece), f' data-pinyin="{html.escape(pinyin)}"' if pinyin else "")
            for piece, pinyin in self.readings(run, tag)
        ]
        if len(pieces) == 1:
            return f"{pieces[0][1]}>{pieces[0][0]}"
        return ">" + "".join(
            f"<span{said}>{piece}</span>" if said else piece for piece, said in pieces
        )

    def readings(self, run: str, tag: str) -> Iterator[tuple[str, str]]:
        """Yield a run in pieces, each with its pinyin where the dossier has it.

        What it does not have is not guessed: a machine's reading would look like one of ours.
        """
        start = 0
        for match in self._read.finditer(run) if tag.startswith("zh-Han") else ():
            if match.start() > start:
                yield run[start : match.start()], ""
            yield match.group(), self._readings[match.group()]
            start = match.end()
        if start < len(run):
            yield run[start:], ""


def _readings(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Yield each Chinese name that the dossier knows, in either form, with its pinyin."""
    for actor in dossier.actors.values():
        for key in ("zh-Hans", "zh-Hant"):
            if key in actor.names and "pinyin" in actor.names:
                yield actor.names[key], actor.names["pinyin"]
    for term in dossier.terms.values():
        yield from ((form, term.pinyin) for form in (term.hans, term.hant) if form and term.pinyin)


def _differing(hans: str, hant: str) -> dict[str, str]:
    """Return a traditional form where it differs from the simplified one."""
    return {hant: "zh-Hant"} if hant != hans else {}


def _longest_first(words: Iterable[str]) -> list[str]:
    """Return regular expressions for words, so that a longer one is tried before its part."""
    return [re.escape(word) for word in sorted(words, key=lambda each: (-len(each), each))]


def _standing_alone(words: Iterable[str]) -> str:
    """Return a regular expression for words where no letter stands before or after them."""
    return rf"(?<!\w)(?:(?:{'|'.join(_longest_first(words)) or '(?!)'})(?!\w))"
