"""Every damage to real files is reported with file and line, or proven harmless.

`make mutate` prints the table; `--table` does so here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.read import load
from mutation.damage import ACTOR, BIB, SECTION, TERM, Damage, by_hand
from mutation.verdict import Ground, Verdict

LEAST = 150


@pytest.fixture(name="ground", scope="module")
def _ground(root: Path) -> Ground:
    """Return the real files before any damage."""
    return Ground(load(root))


@pytest.fixture(name="verdicts", scope="module")
def _verdicts(ground: Ground) -> list[Verdict]:
    """Return what became of each damage of the hand-written list."""
    return [ground.verdict(each) for each in by_hand()]


def table(verdicts: Sequence[Verdict]) -> str:
    """Return the count of each group and each word, then what was not caught."""
    counts = Counter((each.damage.group, each.word) for each in verdicts)
    groups = [*dict.fromkeys(each.damage.group for each in verdicts)]
    words = ("caught", "harmless", "missed")
    rows = [["", *words]]
    rows += [[group, *(str(counts[group, word]) for word in words)] for group in groups]
    rows += [["all", *(str(sum(counts[g, word] for g in groups)) for word in words)]]
    lines = [f"{row[0]:24}" + "".join(f"{cell:>10}" for cell in row[1:]) for row in rows]
    others = [each for each in verdicts if each.word != "caught"]
    lines += ["", *(f"{v.word}: {v.damage.group}, {v.damage.name}: {v.how}" for v in others)]
    return "\n".join(lines)


def test_no_damage_is_missed(
    verdicts: list[Verdict], pytestconfig: pytest.Config, capsys: pytest.CaptureFixture[str]
) -> None:
    """Reported with file and line, or the model is the same; nothing raises on the way."""
    said = table(verdicts)
    if pytestconfig.getoption("--table"):
        with capsys.disabled():
            print(f"\n\n{said}\n")  # noqa: T201 - asked for
    assert [each for each in verdicts if each.word == "missed"] == [], said


def test_there_are_enough_kinds_of_damage(verdicts: list[Verdict]) -> None:
    """Each with a name of its own in its group; few of them harmless."""
    names = {(each.damage.group, each.damage.name) for each in verdicts}
    harmless = [each for each in verdicts if each.word == "harmless"]
    assert (len(names), len(names) >= LEAST, len(harmless) < 20) == (len(verdicts), True, True)


def test_a_damage_of_words_alone_would_be_missed(ground: Ground) -> None:
    """The judge can say so: a number changed in the text is no fault of form."""
    other = Damage(
        group="", name="", path=ACTOR, change=lambda content: content.replace(b"41.55", b"41.56")
    )
    assert ground.verdict(other).word == "missed"


_HIDDEN = st.sampled_from(
    "\u200b\u200e\u202e\u2066\u00ad\ufeff\u2060\ue000\u3164\x07\x00\u2028\ufffd"
)
_DELIMITERS = st.sampled_from(["[", "]", "{#", "<script>", "///\n", "\n///\n", "[@x-nd]", "[x][y]"])
_PATHS = st.sampled_from([ACTOR, SECTION, TERM])


@settings(max_examples=25, deadline=None, derandomize=True)
@given(path=st.sampled_from([ACTOR, SECTION, TERM, BIB]), part=st.floats(0.02, 0.98), put=_HIDDEN)
def test_what_cannot_be_seen_is_found_wherever_it_is_put(
    ground: Ground, path: str, part: float, put: str
) -> None:
    """In a word, a field, a key or between lines."""
    verdict = ground.verdict(Damage(group="", name="", path=path, change=_put(part, put)))
    assert verdict.word == "caught"


@settings(max_examples=25, deadline=None, derandomize=True)
@given(path=_PATHS, part=st.floats(0.02, 0.98), put=_DELIMITERS)
def test_a_mark_that_does_not_belong_there_is_found(
    ground: Ground, path: str, part: float, put: str
) -> None:
    """Wherever it is put, unless what it means is the same."""
    verdict = ground.verdict(Damage(group="", name="", path=path, change=_put(part, put)))
    assert verdict.word != "missed", verdict


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    path=st.sampled_from([ACTOR, SECTION, TERM, BIB]),
    part=st.floats(0, 1),
    byte=st.integers(128, 255),
)
def test_a_broken_byte_is_found(ground: Ground, path: str, part: float, byte: int) -> None:
    """Wherever it is put."""

    def change(content: bytes) -> bytes:
        at = round(part * len(content))
        return content[:at] + bytes([byte]) + content[at:]

    assert ground.verdict(Damage(group="", name="", path=path, change=change)).word == "caught"


@settings(max_examples=20, deadline=None, derandomize=True)
@given(part=st.floats(0.05, 0.95))
def test_a_bibliography_cut_off_is_found(ground: Ground, part: float) -> None:
    """At whatever byte: an entry is broken, or one that is cited is gone."""
    cut = Damage(
        group="", name="", path=BIB, change=lambda content: content[: round(part * len(content))]
    )
    assert ground.verdict(cut).word == "caught"


def _put(part: float, text: str) -> Callable[[bytes], bytes]:
    """Return a change that puts text in a part of the way through a file."""

    def change(content: bytes) -> bytes:
        words = content.decode()
        at = round(part * len(words))
        return (words[:at] + text + words[at:]).encode()

    return change
