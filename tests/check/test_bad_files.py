r"""Every rule against files that break it, one mistake each; and silence where nothing is wrong.

A bad file in `tests/bad/<rule>/` begins with the findings it must give, then changes the toy:

    --- <path>          lines with - are replaced by lines with +; + alone goes to the file's end
    === bytes <path>    the same, the lines with + in hexadecimal

Hidden characters are written as `\u200b`; `\*100` ends a line that stands there as often.
Lines with - must stand in the toy exactly once.
Rules about the ledger look at the toy with a ledger, all others at the toy without one.
A long list in a message, `must be one of …;`, is left out: it stands in the model, and may grow.
"""

from __future__ import annotations

import functools
import inspect
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

import pytest

from dossier.check import RULES, check, explain
from dossier.finding import Finding
from dossier.model.ledger import Ledger, published
from dossier.read import Reading, read
from dossier.read.files import LEDGER

BAD = Path(__file__).resolve().parent.parent / "bad"
FILES = sorted(BAD.glob("*/*.txt"))
_PART = re.compile(r"^(---|=== bytes) (.+)\n", re.MULTILINE)
_OFTEN = re.compile(r"^(\+.*)\\\*(\d+)(?=\n)", re.MULTILINE)
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})")


def _plain(text: str) -> str:
    """Return a text with its escapes as the characters they stand for."""
    return _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), text)


def _parts(path: Path) -> tuple[list[str], Iterator[tuple[str, str, str]]]:
    """Return the findings a bad file expects, and its changes: how, which file, which lines."""
    text = _OFTEN.sub(
        lambda match: "\n".join([match[1]] * int(match[2])), path.read_text(encoding="utf-8")
    )
    expected, *rest = _PART.split(text)
    return _plain(expected).splitlines(), zip(rest[::3], rest[1::3], rest[2::3], strict=True)


def _changed(content: bytes, lines: str, *, is_hex: bool) -> bytes:
    """Return a file's content with one change made."""
    old = "".join(f"{each[1:]}\n" for each in lines.splitlines() if each[:1] == "-").encode()
    new = [each[1:] for each in lines.splitlines() if each[:1] == "+"]
    put = b"".join((bytes.fromhex(each) if is_hex else each.encode()) + b"\n" for each in new)
    if not old:
        return content + put
    assert (b"\n" + content).count(b"\n" + old) == 1, f"must stand once: {old.decode()}"
    return (b"\n" + content).replace(b"\n" + old, b"\n" + put)[1:]


def _with_ledger(toy_files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the toy's files with a ledger of all that they publish, as it is written by us."""
    dossier = read(toy_files).dossier
    ledger = Ledger().with_new(published(dossier), dossier.edition.id)
    return {**toy_files, LEDGER: ledger.as_text().encode()}


def _spoilt(
    toy_files: Mapping[str, bytes], with_ledger: Mapping[str, bytes], bad: Path
) -> dict[str, bytes]:
    """Return the toy's files with a bad file's changes made."""
    files = dict(with_ledger if bad.parent.name.startswith("ledger-") else toy_files)
    for how, path, lines in _parts(bad)[1]:
        is_hex = how == "=== bytes"
        text = lines if is_hex else _plain(lines)
        files[path] = _changed(files.get(path, b""), text, is_hex=is_hex)
    return dict(sorted(files.items(), key=lambda item: PurePosixPath(item[0])))


def _said(finding: Finding) -> str:
    """Return a finding as bad files write it."""
    least = 1 if finding.rule == "field-is-known" else 80
    return re.sub(rf"must be one of [^;]{{{least},}};", "must be one of …;", str(finding))


def _name(bad: Path) -> str:
    """Return how pytest calls a bad file."""
    return f"{bad.parent.name}/{bad.stem}"


@pytest.fixture(scope="module")
def found(toy_files: Mapping[str, bytes]) -> Callable[[Path], list[Finding]]:
    """Return what finds the mistakes of a bad file, each file being read once."""
    with_ledger = _with_ledger(toy_files)
    return functools.cache(lambda bad: check(read(_spoilt(toy_files, with_ledger, bad))))


@pytest.mark.parametrize("bad", FILES, ids=_name)
def test_a_bad_file_gives_its_findings_and_no_others(
    bad: Path, found: Callable[[Path], list[Finding]]
) -> None:
    """One mistake is reported at its line, by one rule, in the words the file expects."""
    assert [_said(each) for each in found(bad)] == _parts(bad)[0]


@pytest.mark.parametrize("bad", FILES, ids=_name)
def test_a_bad_file_breaks_the_rule_of_its_folder_alone(
    bad: Path, found: Callable[[Path], list[Finding]]
) -> None:
    """The folder is the rule."""
    assert {each.rule for each in found(bad)} == {bad.parent.name}


@pytest.mark.parametrize("bad", FILES, ids=_name)
def test_a_message_says_what_must_be_and_what_was_got(
    bad: Path, found: Callable[[Path], list[Finding]]
) -> None:
    """`<field> must <condition>; got <value>.`, and the rule last."""
    form = r"[^\n]+:\d+: [^\n]+ must [^\n]+; got [^\n]+[.?]( [^\n]+)? \[[a-z0-9-]+\]"
    assert [each for each in found(bad) if not re.fullmatch(form, str(each))] == []


def test_every_rule_has_a_bad_file_and_every_folder_a_rule() -> None:
    """A rule that nothing breaks is not known to work."""
    assert {each.parent.name for each in FILES} == set(RULES)


def test_nothing_but_bad_files_lies_in_the_folder() -> None:
    """A file with another name would never be read."""
    assert sorted(each for each in BAD.rglob("*") if each.is_file()) == FILES


def test_bad_files_show_their_hidden_characters() -> None:
    """What a reviewer cannot see is written as an escape."""
    hidden = {
        _name(each): char
        for each in FILES
        for char in each.read_text(encoding="utf-8")
        if char != "\n" and (unicodedata.combining(char) or not char.isprintable())
    }
    assert hidden == {}


def test_the_toy_is_faultless(toy: Reading) -> None:
    """Any finding in the toy is a false one."""
    assert [str(each) for each in check(toy)] == []


def test_the_toy_with_its_ledger_is_faultless(toy_files: Mapping[str, bytes]) -> None:
    """The ledger that the command writes passes the rules about it."""
    assert [str(each) for each in check(read(_with_ledger(toy_files)))] == []


def test_the_real_dossier_is_faultless(real: Reading) -> None:
    """What is published passes every rule."""
    assert [str(each) for each in check(real)] == []


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_explained_by_what_is_bad_what_is_good_and_why(name: str) -> None:
    """`check.py --explain` prints the rule's own docstring."""
    said = inspect.getdoc(RULES[name]) or ""
    parts = re.findall(r"^(Bad|Good|Why): \S", said, re.MULTILINE)
    assert parts == ["Bad", "Good", "Why"]


@pytest.mark.parametrize("name", RULES)
def test_an_explanation_begins_with_the_name_of_its_rule(name: str) -> None:
    """The reader sees which rule is explained."""
    assert explain(name) == f"{name}\n\n{inspect.getdoc(RULES[name])}"


def test_findings_come_sorted_by_place_and_once() -> None:
    """Two runs over the same files give the same list, whatever the order of the rules."""
    files = {f"docs/{n}.md": b"[@b-nd; @a-nd] [@a-nd]\n\n<b> <b>\n\n[a][b]" for n in "ba"}
    mixed = check(read(files))
    assert (mixed, len(set(mixed))) == (sorted(mixed), len(mixed))


def test_a_finding_prints_its_place_its_message_its_hint_and_its_rule() -> None:
    """One line, as editors and annotations read it."""
    finding = Finding(path="docs/a.md", line=7, rule="r", message="x must y; got z.", hint="Why?")
    assert str(finding) == "docs/a.md:7: x must y; got z. Why? [r]"
