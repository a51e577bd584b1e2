"""What lies beside the content: seen, never followed, and never opened by the build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import build
from dossier.check import check
from dossier.read import beside, load, read
from dossier.read.limits import LINE, PARAGRAPH, SIZES


@pytest.fixture(name="project")
def _project(root: Path, tmp_path: Path) -> Path:
    """Return a copy of the toy."""
    project = tmp_path / "toy"
    shutil.copytree(root / "tests" / "toy", project)
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("../../scripts", str(root / "scripts"))
    settings.write_text(text, encoding="utf-8")
    return project


def _rules(project: Path) -> dict[str, str]:
    """Return path → rule of what is found in a project."""
    return {each.path: each.rule for each in check(read(load(project) | beside(project)))}


def test_a_link_is_reported_and_not_followed(project: Path, tmp_path: Path) -> None:
    """To a file or a folder, in docs/ or bib/, called like content or not."""
    secret = tmp_path / "secret.md"
    secret.write_text("# A secret\n", encoding="utf-8")
    (project / "docs" / "secret.md").symlink_to(secret)
    (project / "docs" / "actors" / "more").symlink_to(tmp_path)
    (project / "bib" / "secret.bib").symlink_to("/dev/zero")
    (project / "docs" / "picture.png").symlink_to(secret)
    found = _rules(project)
    assert found == dict.fromkeys(
        ["docs/secret.md", "docs/actors/more", "bib/secret.bib", "docs/picture.png"],
        "file-is-content",
    )
    assert b"A secret" not in b"".join(load(project).values())


def test_a_build_stops_before_it_opens_what_is_dangerous(project: Path, tmp_path: Path) -> None:
    """Strict or not: a link to an endless file would never be read to its end."""
    (project / "docs" / "zero.md").symlink_to("/dev/zero")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("strict: true", "strict: false"))
    done = build(tmp_path / "site", project)
    assert (done.returncode == 0, (tmp_path / "site").exists()) == (False, False)
    assert "docs/zero.md:1: a file must be a file; got a symbolic link." in done.stderr


def test_a_file_too_large_is_read_no_farther_than_its_limit(project: Path) -> None:
    """And reported."""
    page = project / "docs" / "large.md"
    page.write_text("# Large\n\n" + "A line.\n\n" * SIZES[".md"], encoding="utf-8")
    assert len(load(project)["docs/large.md"]) == SIZES[".md"] + 1
    assert _rules(project) == {"docs/large.md": "file-is-small"}


LENGTHS = [
    ("x" * LINE, []),
    ("x" * (LINE + 1), [1]),
    ("x " * (LINE // 2) + "\n" + "y " * (LINE // 2 - 1), []),
    ("\n".join(["x" * 99] * (PARAGRAPH // 100)), []),
    ("\n".join(["x" * 99] * (PARAGRAPH // 100 + 9)), [PARAGRAPH // 100 + 1]),
    ("\n\n".join(["x" * 99] * 500), []),
]


@pytest.mark.parametrize(("text", "lines"), LENGTHS)
def test_lines_and_paragraphs_have_a_length(text: str, lines: list[int]) -> None:
    """A paragraph that is too long is reported once, where it gets so."""
    found = check(read({"docs/a.md": text.encode()}))
    assert [each.line for each in found if each.rule == "text-is-short"] == lines
