"""The fonts of the edition, and the rules by which a page fetches the ones its letters need.

Literata for Latin and Cyrillic, Noto Serif for Chinese, simplified and traditional, Noto Sans
Arabic for Kazakh as written in China (all OFL 1.1).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from dossier.export.cutting import Axes, Cut, made
from dossier.export.letters import (
    arabic,
    asides,
    cyrillic,
    latin,
    named,
    places,
    slices,
    unicode_range,
)
from dossier.read.faces import ARABIC, HANS, HANT, ITALIC, UPRIGHT, Face, draws, letters_of
from dossier.read.script import RUNS, traditional

FOLDER: Final = "assets/fonts"
_TEXT_SIZE: Final = ("opsz", 14.0)
_TWO_WEIGHTS: Final = (_TEXT_SIZE, ("wght", (400.0, 600.0)))
_ONE_WEIGHT: Final = (_TEXT_SIZE, ("wght", 400.0))
_ARABIC: Final = (("wdth", 100.0), ("wght", 400.0))
_LICENCES: Final[Mapping[str, Face]] = {
    "Literata": UPRIGHT,
    "NotoSerif": HANS,
    "NotoSansArabic": ARABIC,
}
_RULE: Final = (
    '@font-face{{font-family:"{family}";src:url(fonts/{name}.woff2) format("woff2");'
    "font-style:{style};font-weight:{weight};font-display:{display};unicode-range:{points}}}"
)


def cuts(texts: Mapping[str, str]) -> list[Cut]:
    """Return the fonts that the edition's texts (path → text) need."""
    found, aside = places(texts), asides(texts)
    hans, hant = _by_script(found)
    hans_aside, hant_aside = _by_script(aside)
    everything = [*found, *aside]
    western, eastern = latin(everything), cyrillic(everything)
    return [
        _cut("latin", UPRIGHT, western, _TWO_WEIGHTS),
        _cut("latin-italic", ITALIC, western, _ONE_WEIGHT),
        _cut("cyrillic", UPRIGHT, eastern, _TWO_WEIGHTS),
        *([_cut("arabic", ARABIC, arabic(everything), _ARABIC)] if arabic(everything) else []),
        *_sliced("hans", HANS, hans, hans_aside),
        *_sliced("hant", HANT, [*hant, *named(texts)], hant_aside),
    ]


def _cut(name: str, face: Face, letters: Iterable[str], axes: Axes = ()) -> Cut:
    """Return a cut with those letters that its face holds."""
    held = {letter for letter in letters if draws(face, letter)}
    marks = {part for letter in held for part in unicodedata.normalize("NFD", letter)}
    kept = held | (marks if held - letters_of(face) else set())
    return Cut(name=name, face=face, letters="".join(sorted(kept)), axes=axes)


def _sliced(name: str, face: Face, texts: Iterable[str], aside: Iterable[str]) -> Iterator[Cut]:
    """Yield the slices of a Chinese face that some texts need."""
    for number, letters in enumerate(slices(texts, aside), 1):
        yield _cut(f"{name}-{number}", face, letters)


def _by_script(texts: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return of each text the Chinese in simplified, and that in traditional characters."""
    hans, hant = [], []
    for text in texts:
        runs = list(filter(traditional, RUNS.findall(text)))
        hant.append("".join(runs))
        for run in runs:
            text = text.replace(run, "")  # noqa: PLW2901 - one run after the other
        hans.append(text)
    return hans, hant


def font_files(made_of: Iterable[Cut], cache: Path) -> dict[str, bytes]:
    """Return site path → content of every font file and its licence."""
    files = {f"{FOLDER}/{cut.name}.woff2": made(cut, cache) for cut in made_of}
    return files | {
        f"{FOLDER}/LICENSE-{name}.txt": face.licence_path.read_bytes()
        for name, face in _LICENCES.items()
    }


def font_rules(made_of: Iterable[Cut]) -> str:
    """Return the style sheet that names the fonts.

    A page waits for no font: the text face is taken when it is there at once (it is preloaded)
    and otherwise on the next page, so that nothing moves. Chinese may come late, for all its
    characters are one square wide in any font.
    """
    return "\n".join(_rule(cut) for cut in made_of)


def _rule(cut: Cut) -> str:
    """Return the rule of one font."""
    chinese = {HANS: "Hans", HANT: "Hant"}.get(cut.face, "")
    return _RULE.format(
        family=chinese or "Literata",
        name=cut.name,
        style="italic" if cut.face == ITALIC else "normal",
        weight="400" if cut.face == ITALIC or chinese else "400 600",
        display="swap" if chinese else "optional",
        points=unicode_range(cut.letters),
    )
