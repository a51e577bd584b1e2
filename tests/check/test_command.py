"""`check.py` as a command: what it prints in each format, and its exit code."""

from __future__ import annotations

import json
import runpy
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import check as command
from dossier.check import RULES
from dossier.finding import Finding

ONE = Finding(path="docs/a,b.md", line=7, rule="some-rule", message="x must y; got 5%.", hint="Q?")
TWO = Finding(path="bib/c.bib", line=1, rule="other-rule", message="line\nline must end; got :.")


@pytest.fixture(name="broken")
def _broken(tmp_path: Path) -> Path:
    """Return the folder of a project with two mistakes."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("[@nobody-nd]\n\n[x][nowhere]\n", encoding="utf-8")
    return tmp_path


def test_text_is_one_finding_a_line_then_the_count_and_what_helps() -> None:
    """Each rule is offered once."""
    assert command.as_text([TWO, ONE, ONE]) == (
        "bib/c.bib:1: line\nline must end; got :. [other-rule]\n"
        "docs/a,b.md:7: x must y; got 5%. Q? [some-rule]\n"
        "docs/a,b.md:7: x must y; got 5%. Q? [some-rule]\n"
        "\n"
        "3 findings. What a rule asks for, and why:\n"
        "  .venv/bin/python scripts/check.py --explain other-rule\n"
        "  .venv/bin/python scripts/check.py --explain some-rule"
    )


def test_one_finding_is_counted_as_one() -> None:
    """The singular has no s."""
    assert "\n1 finding. What" in command.as_text([ONE])


def test_github_gets_one_escaped_command_a_finding() -> None:
    """A comma, a colon or a line end in a value would cut the command short."""
    assert command.as_github([ONE, TWO]) == (
        "::error file=docs/a%2Cb.md,line=7,title=some-rule::x must y; got 5%25. Q?\n"
        "::error file=bib/c.bib,line=1,title=other-rule::line%0Aline must end; got :."
    )


def test_json_has_every_part_of_a_finding() -> None:
    """A machine reads the same as a person."""
    assert json.loads(command.as_json([ONE])) == [
        {
            "path": "docs/a,b.md",
            "line": 7,
            "rule": "some-rule",
            "message": "x must y; got 5%.",
            "hint": "Q?",
        }
    ]


NOTHING: list[tuple[str, str]] = [("text", "No findings.\n"), ("github", ""), ("json", "[]\n")]


@pytest.mark.parametrize(("form", "said"), NOTHING)
def test_a_faultless_project_is_said_to_be_so_and_exits_0(
    form: str, said: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """GitHub gets no command at all."""
    code = command.main(["--format", form, "--root", str(root / "tests" / "toy")])
    assert (code, capsys.readouterr().out) == (0, said)


FORMATS: list[tuple[str, Callable[[str], bool]]] = [
    ("text", lambda said: "\n2 findings." in said),
    ("github", lambda said: said.count("::error file=docs/a.md,line=") == 2),
    ("json", lambda said: [each["line"] for each in json.loads(said)] == [1, 3]),
]


@pytest.mark.parametrize(("form", "expected"), FORMATS)
def test_a_project_with_mistakes_exits_1_in_every_format(
    form: str,
    expected: Callable[[str], bool],
    broken: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """All mistakes are told at once."""
    code = command.main(["--format", form, "--root", str(broken)])
    assert (code, expected(capsys.readouterr().out)) == (1, True)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_explained(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Its name, what it asks for, and why."""
    code = command.main(["--explain", rule])
    said = capsys.readouterr().out
    assert (code, said.startswith(f"{rule}\n\n"), "\nWhy: " in said) == (0, True, True)


UNKNOWN = [
    ("html-is-alowed", 'Did you mean "html-is-allowed"?'),
    ("xyz", f"Rules: {', '.join(RULES)}."),
]


@pytest.mark.parametrize(("rule", "hint"), UNKNOWN)
def test_a_rule_that_is_none_exits_1_with_a_hint(
    rule: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The nearest name, or all of them."""
    code = command.main(["--explain", rule])
    said = capsys.readouterr()
    assert (code, said.out, said.err) == (1, "", f'No rule is called "{rule}". {hint}\n')


def test_a_format_that_is_none_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    """As commands do that are called wrongly."""
    with pytest.raises(SystemExit) as stop:
        command.main(["--format", "xml"])
    assert (stop.value.code, "invalid choice" in capsys.readouterr().err) == (2, True)


def test_without_a_root_the_command_checks_its_own_project(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever folder it is called from, and with the exit code for the shell."""
    expected = (command.main(["--root", str(root)]), capsys.readouterr().out)
    monkeypatch.setattr(sys, "argv", ["check.py"])
    monkeypatch.chdir(root.parent)
    with pytest.raises(SystemExit) as stop:
        runpy.run_path(str(root / "scripts" / "check.py"), run_name="__main__")
    assert (stop.value.code, capsys.readouterr().out) == expected
