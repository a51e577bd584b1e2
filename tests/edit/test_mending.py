"""`check.py --fix`: it mends what the rules of form find, nothing else, and once is enough."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from dossier.check import check
from dossier.edit.mending import difference, mended
from dossier.read import Reading, load, read

ACTOR = "docs/actors/port-toy.md"
TERM = "docs/glossary/pingan-chengshi.md"
LAMPS = "docs/series/harbour/lamps.md"
FAULTS = {
    "unicode form": (ACTOR, "It lies by the sea.", "It lies by the cafe\u0301.", "the café."),
    "quotes": (ACTOR, "It lies by the sea.", 'It is "the" sea\'s.', "It is “the” sea’s."),
    "space": (TERM, "平安 is peace.", "平安is peace, and和平.", "平安 is peace, and 和平."),
    "pinyin": (TERM, "píng’ān", "píngān", "pinyin: píng’ān chéngshì"),
    "pinyin's apostrophe": (TERM, "píng’ān", "píng'ān", "pinyin: píng’ān chéngshì"),
    "order": (
        ACTOR,
        "kind: place\ntitle: Port Toy",
        "title: Port Toy\nkind: place",
        "kind: place\ntitle: Port Toy",
    ),
    "order in a block": (
        LAMPS,
        "    on: 2019\n    about: [great-lamp]\n",
        "    about:\n      - great-lamp\n    # the year is sure\n    on: 2019\n",
        "    # the year is sure\n    on: 2019\n    about:\n      - great-lamp\n    in-article",
    ),
}  # fmt: skip


def _spoilt(files: Mapping[str, bytes], *faults: str) -> dict[str, bytes]:
    """Return the files with faults planted."""
    found = dict(files)
    for fault in faults:
        path, good, bad, _ = FAULTS[fault]
        text = found[path].decode()
        assert text.count(good) == 1
        found[path] = text.replace(good, bad).encode()
    return found


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_form_is_found_and_mended(toy_files: Mapping[str, bytes], fault: str) -> None:
    """The rule sees it, the mend removes it, and only that file changes."""
    files = _spoilt(toy_files, fault)
    path, _, _, wanted = FAULTS[fault]
    changed = mended(files)
    assert bool(check(read(files))) == (not fault.startswith("order"))
    assert [*changed] == [path]
    assert wanted in changed[path]
    assert check(read({**files, path: changed[path].encode()})) == []


def test_all_at_once_and_a_second_time_nothing(toy_files: Mapping[str, bytes]) -> None:
    """What was mended stays as it is."""
    files = _spoilt(toy_files, "unicode form", "space", "pinyin", "order", "order in a block")
    once = {**files, **{path: text.encode() for path, text in mended(files).items()}}
    assert mended(once) == {}
    assert check(read(once)) == []


@pytest.mark.parametrize(
    "line",
    [
        '`say "yes"`',
        '<span title="sea">sea</span>',
        '[the sea](https://toy.example/ "Sea")',
        "《网络AI》",
        "21世纪 and 5G",
        'an odd " mark',
        'a heading {: title="x" }',
    ],
)
def test_what_is_no_prose_stays_as_it_is(toy_files: Mapping[str, bytes], line: str) -> None:
    """Code, attributes, titles of works, and marks of which nobody knows where they close."""
    text = toy_files[ACTOR].decode().replace("It lies by the sea.", line)
    assert mended({**toy_files, ACTOR: text.encode()}) == {}


@pytest.mark.parametrize("spoil", [b"\xff", b'---\nid: [\n---\n"x"', b'/// note | HB-N9\n"x"'])
def test_what_cannot_be_read_stays_as_it_is(toy_files: Mapping[str, bytes], spoil: bytes) -> None:
    """Nothing is mended in a file that is not understood."""
    assert mended({**toy_files, "docs/odd.md": spoil}) == {}


def test_the_real_dossier_needs_no_mending_but_of_order(root: Path, real: Reading) -> None:
    """It passes the rules, so nothing but whole lines may change places."""
    changed = mended(load(root))
    moved = [path for path, text in changed.items() if _lines(text) != _lines(real.texts[path])]
    assert moved == []


def _lines(text: str) -> list[str]:
    """Return a text's lines, sorted."""
    return sorted(text.split("\n"))


def test_the_command_shows_the_difference_and_writes(tmp_path: Path, root: Path) -> None:
    """A diff as git prints it, then what the checks still find."""
    shutil.copytree(root / "tests" / "toy", tmp_path, dirs_exist_ok=True)
    file = tmp_path / ACTOR
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("It lies", "It's"), encoding="utf-8")
    command = [sys.executable, str(root / "scripts/check.py"), "--fix", "--root", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert "-It's by the sea.\n+It’s by the sea.\n" in done.stdout
    assert done.stdout.endswith("1 file mended.\nNo findings.\n")
    assert file.read_text(encoding="utf-8") == good.replace("It lies", "It’s")


def test_the_difference_names_both_sides() -> None:
    """Lines without an end are shown on lines of their own."""
    said = difference({"a.md": "x"}, {"a.md": "y"})
    assert said == "--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-x\n+y\n"
