"""Files as reference managers write them become sources; what has no place here is reported."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import new
from dossier.check import check
from dossier.edit.importing import imported
from dossier.edit.moving import RefusedError
from dossier.export.references import bibtex, ris
from dossier.model.citing import Item
from dossier.model.csl import csl_item
from dossier.read import Reading, load, read

ZOTERO_RIS = """\
TY  - NEWS
TI  - A great lamp
AU  - Müller, Jörg
AU  - 王沪宁
T2  - Lamp Daily
DA  - 2019/09/12/
PY  - 2019
LA  - en-GB
UR  - https://lamps.example/a_great%20lamp
Y2  - 2020/01/02/10:11:12
AB  - Long words.
KW  - lamps
KW  - towers
ER  -
"""
BIBLATEX = r"""
@article{muller_great_2019,
  title = {A {Great} {Lamp} \& its tower},
  author = {M{\"u}ller, J{\"o}rg and {World Bank} and 王, 沪宁},
  journaltitle = {Lamp {\'E}tudes},
  date = {2019-09},
  volume = {21}, number = {9}, pages = {3--9},
  doi = {10.1000/lamp_1},
  langid = {english},
  abstract = {Long words.}, keywords = {lamps, towers},
}
"""
OLD_BIBTEX = """
@techreport{b, title={Lamps}, institution={Board}, year=2020, month=sep, note={seen twice}}
"""
CSL = """
[{"id": "x", "type": "webpage", "title": "灯塔", "container-title": "Lamp Net",
  "author": [{"family": "王", "given": "沪宁"}, {"literal": "Harbour Board"}],
  "issued": {"date-parts": [["2020", 3, 1]]}, "accessed": {"date-parts": [[2021, 4]]},
  "URL": "https://lamps.example/zh", "language": "zh-CN", "abstract": "Long words."}]
"""
FILES = {
    "zotero.ris": (ZOTERO_RIS, "lamp-daily-2019-09-12b", ("abstract", "keywords")),
    "biblatex.bib": (BIBLATEX, "lamp-etudes-2019-09", ("abstract", "keywords")),
    "old.bib": (OLD_BIBTEX, "board-2020-09", ()),
    "zotero.csl.json": (CSL, "lamp-net-2020-03-01", ("abstract",)),
}


def _file(folder: Path, name: str, content: str) -> Path:
    """Return a file with a content."""
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", FILES)
def test_a_file_becomes_a_source_that_passes_the_checks(
    tmp_path: Path, root: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Under a key made of outlet and date; what is left out is named."""
    content, key, left = FILES[name]
    project = tmp_path / "toy"
    shutil.copytree(root / "tests/toy", project, ignore=shutil.ignore_patterns("styles"))
    argv = ["source", str(_file(tmp_path, name, content)), "--cite-in", "HB-003"]
    assert new.main([*argv, "--root", str(project)]) == 0
    after = read(load(project))
    assert check(after) == []
    assert after.dossier.sources[key].verification == "not-located"
    said = capsys.readouterr().out
    assert ("Left out, for want of a field here: " + ", ".join(left) in said) == bool(left)


def test_names_languages_and_dates_are_ours(tmp_path: Path) -> None:
    """Chinese and corporate names whole, TeX's accents as letters, days as EDTF."""
    found = {name: imported(_file(tmp_path, name, said)) for name, (said, _, _) in FILES.items()}
    authors = {name: each.fields.get("author", "") for name, each in found.items()}
    assert authors == {
        "zotero.ris": "Müller, Jörg and {王沪宁}",
        "biblatex.bib": "Müller, Jörg and {World Bank} and {王沪宁}",
        "old.bib": "",
        "zotero.csl.json": "{王沪宁} and {Harbour Board}",
    }
    assert found["biblatex.bib"].fields["title"] == "A Great Lamp & its tower"
    assert found["biblatex.bib"].fields["outlet"] == "Lamp Études"
    assert found["zotero.ris"].fields["langid"] == "english"
    assert found["zotero.ris"].fields["urldate"] == "2020-01-02"
    assert found["zotero.csl.json"].fields["langid"] == "chinese"
    kinds = [each.type for each in found.values()]
    assert kinds == ["online", "article", "report", "online"]


@pytest.mark.parametrize(("ending", "write"), [("bib", bibtex), ("ris", ris)])
def test_what_we_write_ourselves_comes_back(
    tmp_path: Path, real: Reading, ending: str, write: Callable[[list[Item]], bytes]
) -> None:
    """Every real source is read with its title, address and day."""
    lost = []
    for source in real.dossier.sources.values():
        path = tmp_path / f"one.{ending}"
        path.write_bytes(write([csl_item(source)]))
        fields = imported(path).fields
        wanted = {name: " ".join(getattr(source, name).split()) for name in ("title", "url", "doi")}
        if re.fullmatch(r"[0-9-]+", source.date):
            wanted["date"] = source.date
        lost += [f"{source.id}: {n}" for n, words in wanted.items() if fields.get(n, "") != words]
    assert lost == []


BROKEN = {
    "empty.ris": "",
    "words.ris": "These are words.",
    "two.ris": ZOTERO_RIS * 2,
    "open.bib": "@article{x, title={",
    "two.bib": OLD_BIBTEX + BIBLATEX,
    "open.json": "[[",
    "number.json": "3",
    "words.json": '["a"]',
    "names.json": '{"author": ["a"]}',
    "date.json": '{"issued": {"date-parts": [["May"]]}}',
    "deep.json": "[" * 100_000,
    "page.html": "<p>",
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    """The file is named, and what is wrong with it."""
    with pytest.raises(RefusedError, match=name.replace(".", r"\.")):
        imported(_file(tmp_path, name, BROKEN[name]))


@pytest.mark.parametrize("name", ["x.ris", "x.bib", "x.json"])
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, name: str) -> None:
    """A picture with another name."""
    path = tmp_path / name
    path.write_bytes(bytes(range(256)))
    with pytest.raises(RefusedError):
        imported(path)


def test_an_address_that_runs_is_left_out(tmp_path: Path) -> None:
    """Only http and https are addresses here."""
    said = '{"URL": "javascript:alert(1)", "container-title": "Lamp"}'
    found = imported(_file(tmp_path, "x.json", said))
    assert ("url" in found.fields, found.left_out) == (False, ("url",))


def test_what_a_file_says_of_verification_is_not_believed(tmp_path: Path) -> None:
    """Only who compared may say so."""
    said = "@online{x, outlet={A}, verification={verified}, seen={all}, checked={2020-01-01}}"
    assert imported(_file(tmp_path, "x.bib", said)).left_out == ("checked", "seen", "verification")
