"""References in three formats: read back by other libraries, they say the same."""

from __future__ import annotations

import codecs
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pybtex.database
import pypandoc
import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from dossier.export.references import BIBLIOGRAPHY, FORMATS, bibtex, csl_json, reference_files, ris
from dossier.model import Dossier
from dossier.model.citing import Item, bare
from dossier.read import Reading

SCHEMA = json.loads((Path(__file__).parent / "csl-data.json").read_text(encoding="utf-8"))
"""The data schema of CSL 1.0.2 (MIT licence, Citation Style Language and contributors)."""
SAMPLES = (
    "series/kazakhstan/achievements/index",
    "series/kazakhstan/achievements/kz-058",
    "series/kazakhstan/achievements/kz-n16",
    "glossary/wangluo-qiangguo/index",
    "sources/sukhankin-2021/index",
    "index",
    BIBLIOGRAPHY,
)


def _url(path: str) -> str:
    """Return a page's address as MkDocs gives it."""
    inside = path.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{inside}/" if inside else ""


@pytest.fixture(name="made", scope="module")
def _made(real: Reading) -> dict[str, bytes]:
    """Return the reference files of the real dossier."""
    return reference_files(real.dossier, _url)


def _items(made: dict[str, bytes], path: str) -> list[Item]:
    """Return what a CSL-JSON file holds."""
    items: list[Item] = json.loads(made[f"{path}.csl.json"])
    return items


def test_no_letter_but_those_of_tex_is_written_otherwise() -> None:
    """So what has none of them need not be asked of the encoder, which is slow."""
    letters = "".join(c for c in map(chr, range(0x20, 0x30000)) if c.isprintable())
    kept = "".join(set(letters) - set("#$%&\\_~{}"))
    encoded: object = codecs.encode(kept, "ulatex+UTF-8")
    assert encoded == kept
    said = bibtex([{"id": "x", "type": "book", "title": f"100 % & #1 _ ~ $ 5  {kept[:9]}"}])
    assert r"100 \% \& \#1 \_ \textasciitilde\ \$ 5" in said.decode()


def test_every_set_of_files_has_every_format(made: dict[str, bytes], real: Reading) -> None:
    """One basename, three endings, for each page, statement and note."""
    dossier: Dossier = real.dossier
    stems = {path.removesuffix(".csl.json") for path in made if path.endswith(".csl.json")}
    assert set(made) == {f"{stem}.{ending}" for stem in stems for ending in FORMATS}
    pages = len(dossier.by_path) + len(dossier.sources)
    assert len(stems) == pages + len(dossier.statements) + len(dossier.notes) + 1


def test_every_csl_json_is_valid(made: dict[str, bytes]) -> None:
    """Against the schema of CSL; a planted error is found."""
    judge = jsonschema.Draft7Validator(SCHEMA)
    wrong = [
        (path, error.message)
        for path, content in made.items()
        if path.endswith(".csl.json")
        for error in judge.iter_errors(json.loads(content))
    ]
    assert wrong == []
    assert list(judge.iter_errors([{"id": "x", "type": "statement"}]))


def test_the_counts_are_equal_across_formats(made: dict[str, bytes]) -> None:
    """Each record is in every format; rispy and pybtex read back what they wrote."""
    wrong = []
    for path, content in made.items():
        if not path.endswith(".csl.json"):
            continue
        stem = path.removesuffix(".csl.json")
        counts = (
            len(json.loads(content)),
            len(pybtex.database.parse_bytes(made[f"{stem}.bib"], "bibtex").entries),
            len(rispy.loads(made[f"{stem}.ris"].decode())),
        )
        if len(set(counts)) != 1 or counts[0] == 0:
            wrong.append((stem, counts))
    assert wrong == []


@pytest.mark.parametrize("path", SAMPLES)
def test_a_second_reader_of_bibtex_agrees(made: dict[str, bytes], path: str) -> None:
    """Bibtexparser finds the keys and titles, and no block it cannot read."""
    library = parse_string(made[f"{path}.bib"].decode(), parse_stack=[])
    items = _items(made, path)
    assert library.failed_blocks == []
    assert [each.key for each in library.entries] == [each["id"] for each in items]
    wanted = ["title" in each for each in items]
    assert ["title" in each for each in library.entries] == wanted


@pytest.mark.parametrize("path", SAMPLES)
@pytest.mark.parametrize(("ending", "reads"), [("bib", "biblatex"), ("ris", "ris")])
def test_pandoc_reads_a_file_back(
    made: dict[str, bytes], path: str, ending: str, reads: str
) -> None:
    """Title, date, address and authors come back as they went in.

    Of RIS pandoc reads the year alone, and it cuts the names of bodies up.
    """
    text = made[f"{path}.{ending}"].decode()
    read = json.loads(pypandoc.convert_text(text, "csljson", format=reads))
    back = {each["id"]: _compared(each, reads) for each in read}
    kept = {each["id"]: _compared(each, reads) for each in _items(made, path)}
    assert back == kept


def _compared(item: dict[str, Any], reads: str) -> dict[str, object]:
    """Return what a file must keep, as far as pandoc reads it; it makes all quotes double ones."""
    title = bare(item.get("title", "")).translate(str.maketrans("‘’", "“”"))
    date = item.get("issued", {}).get("date-parts", [[]])[0]
    found = {"title": title, "URL": item.get("URL")}
    if reads == "ris":
        return found | {"date": date[:1]}
    return found | {"date": date, "author": [_name(each) for each in item.get("author", ())]}


def _name(name: dict[str, str]) -> str:
    """Return a name in one line; “ter Haar” is one with and without its particle told apart."""
    parts = ("literal", "dropping-particle", "non-dropping-particle", "family", "given")
    return " ".join(name[part] for part in parts if part in name)


ODD: Item = {
    "id": "odd-2021",
    "type": "article-journal",
    "title": "5 % of {X} & “Y_Z” #1 ~5 $2",
    "container-title": "网信 & Co.",
    "author": [{"literal": "王沪宁"}, {"family": "Müller", "given": "Ä. B."}],
    "editor": [{"literal": "Smith and Sons, Ltd"}],
    "issued": {"date-parts": [[2018], [2022]]},
    "URL": "https://example.org/a_b%20c?d=1&e=~f#g;h",
    "page": "3–17",
    "language": "zh",
}


def test_odd_letters_survive_in_bibtex() -> None:
    """Chinese and corporate names stay whole, addresses stay as they are."""
    text = bibtex([ODD]).decode()
    assert "author = {{王沪宁} and Müller, Ä. B.}" in text
    assert "editor = {{Smith and Sons, Ltd}}" in text
    assert f"url = {{{ODD['URL']}}}" in text
    assert "date = {2018/2022}" in text
    back = json.loads(pypandoc.convert_text(text, "csljson", format="biblatex"))[0]
    assert back["author"][0] in ({"literal": "王沪宁"}, {"family": "王沪宁"})
    assert back["title"] == "5 % of (X) & “Y_Z” #1 ~5 $2"
    assert (back["URL"], back["page"]) == (ODD["URL"], "3-17")


def test_odd_letters_survive_in_ris() -> None:
    """One record, no number before it, pages apart."""
    text = ris([ODD]).decode()
    assert text.startswith("TY  - JOUR\n")
    back = rispy.load(io.StringIO(text))[0]
    assert (back["authors"], back["start_page"], back["end_page"]) == (
        ["王沪宁", "Müller, Ä. B."],
        "3",
        "17",
    )
    assert back["title"] == ODD["title"]


def test_csl_json_is_itself() -> None:
    """Nothing is lost on the way out."""
    assert json.loads(csl_json([ODD])) == [ODD]


def test_the_same_items_give_the_same_bytes() -> None:
    """No time, no order by chance."""
    assert [make([ODD]) for make in FORMATS.values()] == [make([ODD]) for make in FORMATS.values()]
