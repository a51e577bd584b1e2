"""The whole project as one reading: which files, which records, and never an exception."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from dossier.check import check
from dossier.model import Edition
from dossier.read import Reading, load, read
from dossier.read.reading import kind_of

HOSTILE: dict[str, dict[str, bytes]] = {
    "nothing at all": {},
    "empty files": {"mkdocs.yml": b"", "docs/a.md": b"", "docs/actors/b.md": b"", "bib/c.bib": b""},
    "only a mark": {"docs/a.md": b"---", "docs/actors/b.md": b"---\n---", "bib/c.bib": b"@"},
    "only line ends": {"docs/a.md": b"\n\r\n\r\r\n", "bib/c.bib": b"\r"},
    "every byte": {"docs/a.md": bytes(range(256)), "bib/c.bib": bytes(range(256))},
    "another encoding": {"docs/actors/a.md": "---\nid: a\n---\n王".encode("utf-16")},
    "zeros": {"docs/actors/a.md": b"---\nid: \x00\n---\n\x00", "bib/c.bib": b"@online{\x00}"},
    "half a character": {"docs/a.md": "王".encode()[:2], "bib/c.bib": "王".encode()[1:]},
    "surrogates": {"docs/a.md": b"\xed\xa0\x80"},
    "settings that are a list": {"mkdocs.yml": b"- a\n", "docs/a.md": b"x"},
    "settings that cannot be read": {"mkdocs.yml": b"a: b: c", "docs/a.md": b"x"},
    "settings of the wrong shape": {"mkdocs.yml": b"extra: [edition]\nsite_url: {a: b}\n"},
    "an edition of the wrong shape": {"mkdocs.yml": b"extra: {edition: [1]}\n"},
    "an edition without a day": {"mkdocs.yml": b"extra: {edition: {id: 1, date: soon}}\n"},
    "brackets in YAML": {"docs/a.md": b"---\nx: " + b"[" * 10_000 + b"\n---\n"},
    "closed brackets in YAML": {
        "docs/a.md": b"---\nx: " + b"[" * 10_000 + b"]" * 10_000 + b"\n---"
    },
    "indentation in YAML": {
        "docs/a.md": b"---\n" + b"".join(b" " * n + b"a:\n" for n in range(500)) + b"---\n"
    },
    "a bomb of aliases": {
        "docs/a.md": b"---\na: &a [x]\n"
        + b"".join(b"%c: &%c [%s]\n" % (n, n, b"*%c," % (n - 1) * 9) for n in range(98, 110))
        + b"---\n"
    },
    "brackets in Markdown": {"docs/a.md": b"[" * 10_000 + b"](" * 10_000 + b"![" * 10_000},
    "quotations in Markdown": {"docs/a.md": b"> " * 10_000},
    "ticks in Markdown": {"docs/a.md": b"`a " * 10_000 + b"\n```\n~~~" * 1_000},
    "citations without end": {"docs/a.md": b"[" + b"@a" * 20_000},
    "braces in Markdown": {"docs/a.md": b"# " + b"{#a" * 10_000},
    "tags in Markdown": {"docs/a.md": b'<a "' * 10_000},
    "emphasis in Markdown": {"docs/a.md": b"*a _b " * 10_000},
    "one long word": {"docs/a.md": "é".encode() + b"a" * 50_000},
    "braces in BibTeX": {"bib/c.bib": b"@online{a, x = " + b"{" * 10_000},
    "entries without end": {"bib/c.bib": b"@online{a,\n" * 2_000},
    "blocks without end": {"docs/series/a/b.md": b"/// statement | KZ-001\n" * 2_000},
    "marks of blocks": {"docs/series/a/b.md": b"///\n" * 2_000},
    "fields of every wrong shape": {
        "docs/actors/a.md": b"---\nid: [a]\nkind: {a: b}\nnames: [x]\nroles: {a: b}\nalso: {}\n"
        b"coordinates: [[1], {a: 2}, nan]\nsame-as: x\nsummary: []\n---\n",
        "docs/glossary/a.md": b"---\nid:\nhans: [a]\npinyin: {a: b}\n"
        b"renderings: [a, [b], {as: c}]\nfirst-attested: []\nrelated: a\n"
        b"external: [{name: [x], url: {}}]\n---\n",
        "docs/series/a/b.md": b"---\nid: {}\npart: [a]\norder: x\n---\n"
        b"/// statement |\n    facts: {a: b}\n    about: [[a]]\n    counter: x\n    on: [1]\n///\n",
    },
    "a fact of no words": {
        "docs/series/a/b.md": b"/// statement | X\n    facts: ['', [a], a b c]\n///\n"
    },
    "spaces that are not in form C": {"docs/a.md": "a\u2000b\u2001".encode()},
    "a heading of braces": {"docs/a.md": "# 灯{#\n##\n灯\n---".encode()},
    "addresses that are none": {
        "mkdocs.yml": b"site_url: http://[a\n",
        "docs/a.md": b"[a](http://[) [b](<http://[::1>) <http://[>",
        "bib/c.bib": b"@online{a, url = {http://[}, archiveurl = {//}}",
    },
}


@pytest.mark.parametrize("files", HOSTILE.values(), ids=HOSTILE)
def test_reading_and_checking_never_raise(files: Mapping[str, bytes]) -> None:
    """Errors in content are values, whatever the content is."""
    findings = check(read(files))
    assert all(each.line >= 1 for each in findings)


PIECES = b'---\n|///\n|[|]|{|}|"|`|\n\n|\xff|\x00|: |- |&a |*a |<|@x{|\r|\t|#|2020-13'.split(b"|")


@pytest.mark.parametrize("seed", range(40))
def test_a_toy_broken_anywhere_is_read_and_checked(
    seed: int, toy_files: Mapping[str, bytes]
) -> None:
    """A slip of the keys in any place is no crash; the same seed makes the same slips."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    files = dict(toy_files)
    for path in dice.sample(sorted(files), 6):
        at = dice.randrange(len(files[path]))
        put = dice.choice(PIECES) * dice.choice((1, 2, 300))
        files[path] = files[path][:at] + put + files[path][at + dice.choice((0, 1, 30)) :]
    assert all(each.line >= 1 for each in check(read(files)))


KINDS = [
    ("docs/actors/hikvision.md", "actor"),
    ("docs/actors/index.md", "page"),
    ("docs/actors/people/x.md", "page"),
    ("docs/glossary/wangluo-qiangguo.md", "term"),
    ("docs/glossary/index.md", "page"),
    ("docs/series/index.md", "page"),
    ("docs/series/kazakhstan/index.md", "part"),
    ("docs/series/kazakhstan/background.md", "section"),
    ("docs/series/kazakhstan/more/x.md", "page"),
    ("docs/about/index.md", "page"),
    ("docs/index.md", "page"),
]


@pytest.mark.parametrize(("path", "kind"), KINDS)
def test_a_files_place_tells_what_it_is(path: str, kind: str) -> None:
    """No field says so a second time."""
    assert kind_of(path) == kind


SAME = [
    ("marks of the byte order", b"\xef\xbb\xbf---\nid: a\n---\n\nText [@k].\n"),
    ("line ends of Windows", b"---\r\nid: a\r\n---\r\n\r\nText [@k].\r\n"),
    ("line ends of old Macs", b"---\rid: a\r---\r\rText [@k].\r"),
]


@pytest.mark.parametrize(("what", "content"), SAME)
def test_how_an_editor_saves_makes_no_difference(what: str, content: bytes) -> None:
    """Same text, same records, same lines."""
    plain = read({"docs/actors/a.md": b"---\nid: a\n---\n\nText [@k].\n"})
    found = read({"docs/actors/a.md": content})
    assert (what, found.dossier, check(found)) == (what, plain.dossier, check(plain))


def test_lines_are_those_of_the_file() -> None:
    """A citation in a note is found where an editor shows it."""
    page = "---\nid: s\n---\n\n/// note | KZ-N01\n    to: KZ-001\n\nOne\n[@a-nd].\n///\n\n[@b-nd]\n"
    found = read({"docs/series/a/b.md": page.encode()})
    lines = [each.line for _, prose in found.all_prose for each in prose.citations]
    assert lines == [12, 9]


def test_a_file_in_another_encoding_is_read_as_far_as_it_goes() -> None:
    """The finding names the first byte that is wrong, and its line."""
    (trouble,) = read({"docs/a.md": "Text\nлжи".encode("cp1251")}).troubles
    assert str(trouble) == (
        "docs/a.md:2: text must be UTF-8; got the byte 0xeb."
        " Save the file again with the encoding UTF-8. [file-is-utf8]"
    )


def test_the_first_of_two_records_with_one_id_stays() -> None:
    """The other is kept among the raw ones, for the checks."""
    found = read({"bib/x.bib": b"@online{a-nd, title={1}}\n@online{a-nd, title={2}}"})
    titles = [each.data["title"] for each in found.raws]
    assert (found.dossier.sources["a-nd"].title, titles) == ("1", ["1", "2"])


def test_a_figure_is_a_statement_of_another_form(toy: Reading) -> None:
    """Both are read in one order; a figure rests on the article itself."""
    figure = toy.dossier.statements["HB-F1"]
    assert (figure.form, figure.basis, figure.section) == ("figure", "media", "hb-lamps")


EDITIONS = [
    (b"", Edition()),
    (b"site_url: https://x.example/\n", Edition(site="https://x.example/")),
    (b"extra:\n  edition:\n    id: 2026.1\n", Edition(id="2026.1")),
    (
        b"extra:\n  edition: {id: '2026.10', date: 2026-11-23}\nsite_url: https://x.example/\n",
        Edition(id="2026.10", date="2026-11-23", site="https://x.example/"),
    ),
    (b"hooks: !!python/name:os.system\nextra: {edition: {id: a}}\n", Edition(id="a")),
]


@pytest.mark.parametrize(("settings", "expected"), EDITIONS)
def test_the_edition_stands_in_the_settings(settings: bytes, expected: Edition) -> None:
    """Its number is a text: 2026.10 is not 2026.1."""
    assert read({"mkdocs.yml": settings}).dossier.edition == expected


def test_the_settings_are_no_content(toy: Reading) -> None:
    """No rule about text looks at them."""
    assert "mkdocs.yml" not in toy.texts


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """Return a project with files that are wanted and files that are not."""
    for name in (
        "mkdocs.yml",
        "README.md",
        "docs/b.md",
        "docs/a.md",
        "docs/a/c.md",
        "docs/a.txt",
        "docs/.hidden.md",
        "docs/.overrides/x.md",
        "docs/sub/.more/x.md",
        "bib/y.bib",
        "bib/deep/z.bib",
        "bib/.old/z.bib",
        "bib/style.csl",
        ".git/x.md",
        "elsewhere/secret.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    (tmp_path / "docs" / "link.md").symlink_to(tmp_path / "elsewhere" / "secret.md")
    (tmp_path / "docs" / "broken.md").symlink_to(tmp_path / "nowhere.md")
    (tmp_path / "docs" / "linked").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "docs" / "folder.md").mkdir()
    return tmp_path


def test_only_content_is_loaded(folder: Path) -> None:
    """No hidden file, no symlink out of the project, nothing twice; in a fixed order."""
    assert list(load(folder)) == [
        "bib/deep/z.bib",
        "bib/y.bib",
        "docs/a/c.md",
        "docs/a.md",
        "docs/b.md",
        "mkdocs.yml",
    ]


def test_loading_a_folder_without_content_gives_nothing(tmp_path: Path) -> None:
    """Not even the settings need be there."""
    assert load(tmp_path) == {}
