"""What becomes of lychee's lines, in whichever order they come."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

import dossier.sweep.lychee
from dossier.sweep.lychee import Answer, Manner, ask
from dossier.sweep.targets import Target

_TARGET = Target(address="https://a.example/", words=("some words",))
_WORDS, _PLAIN = (f"{{}} https://a.example/ (at {line}:10){{}}" for line in (1, 2))
_LOST = " | Cannot find fragment"


@pytest.mark.parametrize(
    ("words", "plain", "answer"),
    [
        (("[200]", ""), ("[200]", ""), Answer(code=200, words=True)),
        (("[ERROR]", _LOST), ("[200]", ""), Answer(code=200, words=False)),
        (("[500]", " | failed"), ("[200]", ""), Answer(code=200, words=False)),
        (("[200]", ""), ("[500]", " | failed"), Answer(code=200, words=True)),
        (("[200]", ""), ("[TIMEOUT]", " | late"), Answer(code=200, words=True)),
        (("[ERROR]", _LOST), ("[500]", " | failed"), Answer(code=200, words=False)),
        (
            ("[500]", " | failed"),
            ("[500]", " | failed"),
            Answer(code=500, why="failed", words=False),
        ),
        (("[ERROR]", " | reset"), ("[ERROR]", " | reset"), Answer(why="reset")),
    ],
)
def test_the_one_that_was_answered_counts(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, str],
    plain: tuple[str, str],
    answer: Answer,
) -> None:
    """Lychee asks for an address and its words at once: either may come first, and fail alone."""
    stand_in = tmp_path / "lychee"
    monkeypatch.setattr(dossier.sweep.lychee, "program", lambda: str(stand_in))
    for lines in itertools.permutations([_WORDS.format(*words), _PLAIN.format(*plain)]):
        said = "\n".join(lines)
        stand_in.write_text(f"#!/bin/sh\ncat >&2 <<'END'\n{said}\nEND\n", encoding="utf-8")
        stand_in.chmod(0o755)
        assert list(ask([_TARGET], Manner(agent="test"), tmp_path)) == [(_TARGET, answer)]
