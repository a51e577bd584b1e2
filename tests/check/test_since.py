"""`check.py --since`: the findings of a change alone, and what it does, in the reader's terms."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

import check
import move
import new

LAMPS = "docs/series/harbour/lamps.md"
ACTOR = "docs/actors/port-toy.md"
PREVIEW = "https://preview.example/7/"


def _git(folder: Path, *words: str) -> None:
    """Run git with a name of our own."""
    named = ["-c", "user.name=A", "-c", "user.email=a@toy.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *named, *words], cwd=folder, check=True, capture_output=True)  # noqa: S603, S607 - our own words


@pytest.fixture
def clone(tmp_path: Path, root: Path) -> Path:
    """Return a clone of the toy, with its ledger, on a branch of its own."""
    folder = tmp_path / "clone"
    left = shutil.ignore_patterns(".cache", "styles")
    shutil.copytree(root / "tests" / "toy", folder, ignore=left)
    assert new.main([*NOTE, "--root", str(folder)]) == 0
    (folder / ".gitignore").write_text(".cache/\n", encoding="utf-8")
    _git(folder, "init", "--initial-branch", "main")
    _git(folder, "add", ".")
    _git(folder, "commit", "--message", "toy")
    _git(folder, "switch", "--create", "correction")
    return folder


NOTE = "note --to HB-001 --kind context --text Bright. --cite board-2020".split()


def _edit(folder: Path, path: str, old: str, put: str) -> None:
    """Change one place of one file, as the forge's editor does."""
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, put), encoding="utf-8")


def _review(
    folder: Path, capsys: pytest.CaptureFixture[str], *words: str
) -> tuple[int, list[str], str]:
    """Return exit code, printed lines and summary."""
    capsys.readouterr()
    place = folder.parent / "summary.md"
    place.unlink(missing_ok=True)
    argv = ["--since", "main", "--summary", str(place), "--root", str(folder), *words]
    code = check.main(argv)
    said = place.read_text(encoding="utf-8") if place.is_file() else ""
    return code, capsys.readouterr().out.splitlines(), said


def test_a_wrong_date_from_the_browser_to_clean(
    clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The worked example: a slip, its annotation at the very line, the mend, the summary."""
    _edit(clone, LAMPS, "on: 2019-09-12", "on: 2019-09-31")
    _git(clone, "commit", "--all", "--message", "correct a date")
    code, lines, said = _review(clone, capsys, "--format", "github")
    assert code == 1
    annotation, rest = lines
    assert annotation == (
        f"::error file={LAMPS},line=12,title=date-is-edtf::on must be a date like 2019-09-12, 2019"
        ' or 2018/2022; got "2019-09-31".'
    )
    assert rest == "The rest of the tree has no findings."
    assert f"| `{LAMPS}:12` |" in said
    _edit(clone, LAMPS, "on: 2019-09-31", "on: 2019-09-30")
    _git(clone, "commit", "--all", "--message", "mend the date")
    code, lines, said = _review(clone, capsys, "--format", "github", "--preview", PREVIEW)
    assert (code, lines) == (0, ["The rest of the tree has no findings."])
    assert "Changes 1 statement, withdraws no id.\n" in said
    link = f"[`HB-001`]({PREVIEW}series/harbour/lamps/#hb-001)"
    assert f"- statement {link}: `on` `2019-09-12` → `2019-09-30`\n" in said
    assert "Nothing on the lines it touches." in said


def test_what_was_wrong_before_is_one_line(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Twenty old faults are not this contributor's."""
    _git(clone, "switch", "main")
    _edit(clone, ACTOR, "country: KZ", "country: Kazakstan")
    _edit(clone, ACTOR, "kind: place", "kind: plaice")
    _git(clone, "commit", "--all", "--message", "faults")
    _git(clone, "switch", "--create", "other")
    _edit(clone, LAMPS, "its first 灯塔", "the first 灯塔")
    code, lines, said = _review(clone, capsys)
    assert code == 0
    (line,) = lines
    assert re.fullmatch(r"The rest of the tree has \d findings, none of this change: .*", line)
    assert line in said
    assert "Kazakstan" not in said


def test_what_a_change_causes_elsewhere_is_its_own(
    clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An actor's id is taken away; the statements that name it stand on lines it never touched."""
    (clone / ACTOR).unlink()
    code, lines, said = _review(clone, capsys, "--format", "github")
    assert code == 1
    assert "Elsewhere, but caused by this change:" in lines
    errors = [line for line in lines if line.startswith("::error")]
    assert errors
    assert not [line for line in errors if "file=" in line]
    assert "**Elsewhere, but caused by it**" in said
    assert "- actor `port-toy` is no more, `without a reason`" in said


def test_a_new_file_that_git_does_not_know_is_touched_as_a_whole(
    clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before the first commit, too."""
    page = "---\nid: oil\nkind: compny\ntitle: Oil\nnames: {en: Oil}\nsummary: Oil.\n---\n"
    (clone / "docs/actors/oil.md").write_text(page, encoding="utf-8")
    code, lines, _ = _review(clone, capsys)
    assert code == 1
    assert any(line.startswith("docs/actors/oil.md:3: kind must be one of") for line in lines)


def test_additions_are_counted_and_a_new_source_is_called_unverified(
    clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence that the maintainer reads first."""
    argv = "source --outlet Oil --date 2020-02-03 --cite-in HB-003".split()
    assert new.main([*argv, "--root", str(clone)]) == 0
    (clone / "Makefile").write_text("all:\n", encoding="utf-8")
    code, _, said = _review(clone, capsys)
    assert code == 0
    assert "Changes 1 statement, adds 1 source (unverified), withdraws no id." in said
    assert "- new source `oil-2020-02-03` (`/sources/oil-2020-02-03/`), `not-located`" in said
    assert "It also touches 1 file that holds no content:\n\n- `Makefile`" in said


@pytest.mark.parametrize(
    ("old", "put", "said"),
    [
        ("its first 灯塔", "its second 灯塔", "`its first 灯塔,` → `its second 灯塔,`"),
        ("built the Great", "built long ago the Great", "`built the` → `built long ago the`"),
        ("[Beacon Works][beacon-works] built", "[Beacon Works][port-toy] built", "[port-toy]"),
    ],
)
def test_changed_words_are_shown_alone(
    clone: Path, capsys: pytest.CaptureFixture[str], old: str, put: str, said: str
) -> None:
    """Also where only a link leads elsewhere, which a reader of the page would not see."""
    _edit(clone, LAMPS, old, put)
    _, _, summary = _review(clone, capsys)
    (line,) = [each for each in summary.splitlines() if each.startswith("- statement")]
    assert "text `" in line
    assert said in line


def test_a_withdrawal_is_said_with_its_reason(
    clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An id that ends is the first thing to look at."""
    argv = ["HB-N03", "--withdraw", "--why", "Said twice."]
    assert move.main([*argv, "--root", str(clone)]) == 0
    code, _, said = _review(clone, capsys)
    assert code == 0
    assert "withdraws 1 id." in said
    assert "- note `HB-N03` is no more, `withdrawn: Said twice.`" in said


def test_what_somebody_wrote_cannot_act_in_the_summary(
    clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Marks of Markdown and HTML are shown, in code; a preview that is no address is not linked."""
    _edit(clone, ACTOR, "title: Port Toy", 'title: "`](https://evil.example) <img src=x> | @all"')
    _, _, said = _review(clone, capsys, "--preview", "javascript:alert(1)")
    assert "`title` `Port Toy` → `'](https://evil.example) <img src=x> | @all`" in said
    assert "javascript" not in said


def test_words_that_look_like_a_diff_touch_nothing_else(
    clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A removed line `-- a/x` reads `--- a/x` in a diff, an added one `++ b/x` the like."""
    _git(clone, "switch", "main")
    _edit(clone, ACTOR, "It lies by the sea.", "It lies by the sea.\n-- a/docs/about.md")
    _edit(clone, "docs/about.md", "# About", "# About {: onclick=x }")
    _git(clone, "commit", "--all", "--message", "marks")
    _git(clone, "switch", "--create", "other")
    _edit(clone, ACTOR, "-- a/docs/about.md", f"++ b/{LAMPS}\n@@ -1 +1,99 @@")
    code, lines, _ = _review(clone, capsys)
    assert (code, len(lines)) == (0, 1)


def test_a_change_of_machinery_alone_says_so(
    clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The maintainer is told what it touches."""
    for name in ("Makefile", "a.py"):
        (clone / name).write_text("x\n", encoding="utf-8")
    code, _, said = _review(clone, capsys)
    assert code == 0
    assert "Changes no content, withdraws no id." in said
    assert "It also touches 2 files that hold no content:\n\n- `Makefile`\n- `a.py`\n" in said


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "0" * 40])
def test_a_revision_that_git_does_not_know_is_said(
    clone: Path, capsys: pytest.CaptureFixture[str], revision: str
) -> None:
    """And is no option of git's."""
    assert check.main([f"--since={revision}", "--root", str(clone)]) == 2
    assert capsys.readouterr().err == f"git knows no revision {revision} here.\n"
