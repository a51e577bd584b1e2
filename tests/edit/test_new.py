"""`new.py`: what it writes passes the checks; what would not is refused, with nothing written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import new
from dossier.check import check
from dossier.edit.naming import next_number, source_key
from dossier.model import Dossier, Edition
from dossier.model.fields import FIELDS
from dossier.model.ledger import Ledger, Line
from dossier.read import Reading, load, read

ACTOR = "--kind company --title Oil --names.en Oil --summary Oil.".split()
TERM = (
    "--hans 网络 --hant 網絡 --pinyin wǎngluò --literal net --preferred network"
    " --kind policy --summary Net. --related dengta"
).split()
CASES = {
    "actor": ["actor", *ACTOR, "--country", "CN", "--also", "Oil, Ltd", "--also", "The Oil"],
    "a title with a colon": ["actor", *ACTOR[:3], "Oil: a company", *ACTOR[4:]],
    "place": [
        *("actor", *ACTOR, "--kind", "place", "--id", "oilville"),
        *("--coordinates", "43.5", "--coordinates", "-51"),
    ],
    "term": ["term", *TERM],
    "note": "note --to HB-001 --kind context --text Bright. --cite board-2020".split(),
    "statement": [
        *"statement --in hb-lamps --basis media --in-article lamps-9 --on 2020".split(),
        *"--text Bright. --cite board-2020 --cite tower-2018 --about port-toy".split(),
        *("--facts", "beacon-works supplies port-toy"),
    ],
    "statement by the author": (
        "statement --in hb-lamps --basis author --in-article lamps-9 --text Bright."
    ).split(),
    "figure": "figure --in hb-lamps --in-article f-2 --text Bright. --cite board-2020".split(),
    "section": ["section", "--part", "harbour", "--title", "Oil: who sold it", "--summary", "Oil."],
    "source": [
        *"source --outlet Oil --date 2020-02-03 --url https://oil.example/".split(),
        *("--cite-in", "HB-003"),
    ],
    "source in another file": (
        "source --outlet Oil --cite-in port-toy --to-file bib/new.bib".split()
    ),
}


@pytest.fixture
def project(tmp_path: Path, root: Path) -> Path:
    """Return a toy to write in."""
    left = shutil.ignore_patterns(".cache", "styles")
    shutil.copytree(root / "tests" / "toy", tmp_path / "toy", ignore=left)
    return tmp_path / "toy"


def _tree(project: Path) -> dict[str, bytes]:
    """Return every file."""
    return {str(p): p.read_bytes() for p in project.rglob("*") if p.is_file()}


@pytest.mark.parametrize("case", CASES)
def test_what_is_written_passes_the_checks(
    project: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One record more, its id in the ledger, no finding; and twice gives another id or a no."""
    before = read(load(project))
    assert new.main([*CASES[case], "--root", str(project)]) == 0
    said = capsys.readouterr().out
    after = read(load(project))
    (fresh,) = after.dossier.records.keys() - before.dossier.records.keys()
    assert said.startswith(f"{fresh} is in ")
    assert after.ledger.since(fresh) == after.dossier.edition.id
    assert check(after) == []
    again = new.main([*CASES[case], "--root", str(project)])
    if not case.startswith("source"):  # two pieces of one outlet and day get two letters
        assert (again == 0) == (case.split(maxsplit=1)[0] in ("note", "statement", "figure"))


def test_what_is_left_to_fill_in_is_said(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each field with what it says, none that was given."""
    new.main([*CASES["actor"], "--root", str(project)])
    told = [line.strip().partition(":")[0] for line in capsys.readouterr().out.splitlines()[3:]]
    given = {"id", "kind", "title", "names", "also", "country", "summary"}
    assert told == [each.name for each in FIELDS["actor"] if each.name not in given]


def test_a_note_stands_behind_its_statement_and_the_notes_there(project: Path) -> None:
    """Readers see the first note first."""
    for words in ("First.", "Second."):
        argv = ["note", "--to", "HB-001", "--kind", "context", "--text", words]
        assert new.main([*argv, "--cite", "board-2020", "--root", str(project)]) == 0
    text = (project / "docs/series/harbour/lamps.md").read_text("utf-8")
    order = [text.index(each) for each in ("| HB-001", "First [", "Second [", "| HB-F1")]
    assert order == sorted(order)


def test_a_new_source_is_marked_as_unverified(project: Path) -> None:
    """Nobody has compared it yet; its address was not looked at."""
    new.main([*CASES["source"], "--root", str(project)])
    source = read(load(project)).dossier.sources["oil-2020-02-03"]
    assert (source.verification, source.urlstatus, source.seen) == ("not-located", "unchecked", "")


def test_terms_name_each_other(project: Path) -> None:
    """The one that is related to the new one names it back."""
    new.main([*CASES["term"], "--root", str(project)])
    assert "wangluo" in read(load(project)).dossier.terms["dengta"].related


REFUSED = {
    "needed, not said": (["actor"], "--title"),
    "no such word": ([*CASES["note"][:4], "rumour", *CASES["note"][5:]], "value-is-known"),
    "no such statement": (["note", "--to", "HB-999", *CASES["note"][3:]], "HB-999"),
    "no source": (CASES["note"][:7], "statement-has-source"),
    "no such source": ([*CASES["note"][:7], "--cite", "nobody-nd"], "citation-is-known"),
    "no such section": (["statement", "--in", "x", *CASES["statement"][3:]], "hb-lamps"),
    "no such part": (["section", "--part", "x", *CASES["section"][3:]], "harbour"),
    "id in use": ([*CASES["actor"], "--id", "port-toy"], "port-toy is or was in use"),
    "no id": (["actor", *ACTOR[:3], "灯", *ACTOR[4:]], "--id"),
    "source that nothing cites": (CASES["source"][:-2], "--cite-in"),
    "source cited by none": ([*CASES["source"][:-1], "X"], "X is no"),
    "a file elsewhere": ([*CASES["source"], "--to-file", "bib/../a.bib"], "no file of sources"),
    "no such date": ([*CASES["statement"], "--on", "31.9.2019"], "date-is-edtf"),
    "no such file": (["source", "nowhere.ris"], "nowhere.ris cannot be read"),
    "no such format": (["source", "nowhere.docx"], "must be called"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_would_not_pass_is_refused_and_nothing_is_written(
    project: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reason names what to mend."""
    argv, reason = REFUSED[case]
    before = _tree(project)
    assert new.main([*argv, "--root", str(project)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("Nothing was written: ")
    assert reason in said
    assert _tree(project) == before


def test_what_is_missing_is_asked_for(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where somebody is there to answer; a word that is none is asked for again."""
    answers = iter(["compny", "company", "Oil", "", "Oil Ltd", "A seller of oil."])
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    assert new.main(["actor", "--root", str(project)]) == 0
    assert 'Did you mean "company"?' in capsys.readouterr().out
    assert read(load(project)).dossier.actors["oil"].names["en"] == "Oil Ltd"


def test_whoever_stops_answering_writes_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control-C in the middle of the questions."""

    def stopped(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", stopped)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    before = _tree(project)
    assert new.main(["actor", "--root", str(project)]) == 1
    assert _tree(project) == before


def test_a_number_is_never_given_twice(toy: Reading) -> None:
    """Neither one that stands nor one that was withdrawn."""
    gone = Ledger(lines=(Line(id="HB-041", kind="statement", since="2026.1", state="withdrawn"),))
    reading = Reading(dossier=toy.dossier, ledger=gone)
    assert next_number(reading, "HB", "statement") == "HB-042"
    assert next_number(reading, "KZ", "statement") == "KZ-001"
    assert next_number(reading, "HB", "figure") == "HB-F2"


def test_a_key_takes_the_next_letter() -> None:
    """Two pieces of one outlet and day."""
    line = Line(id="oil-2020", kind="source", since="2026.1")
    reading = Reading(dossier=Dossier(edition=Edition()), ledger=Ledger(lines=(line,)))
    assert source_key(reading, "Oil", "2020") == "oil-2020b"
    assert source_key(reading, "Oil", "2020~") == "oil-2020b"
    assert source_key(reading, "Oil", "") == "oil-nd"
    assert source_key(reading, "石油", "2020") == ""
