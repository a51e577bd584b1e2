"""Ways in which real files get damaged: by hands, editors, converters, merges, and malice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SECTION = "docs/series/kazakhstan/achievements.md"
PART = "docs/series/kazakhstan/index.md"
ACTOR = "docs/actors/hikvision.md"
TERM = "docs/glossary/wutong-santong.md"
BIB = "bib/part-two.bib"
Files = dict[str, bytes]


@dataclass(frozen=True, kw_only=True)
class Damage:
    """One way to damage the files."""

    group: str
    name: str
    path: str
    change: Callable[[bytes], bytes]

    def done(self, files: Files) -> Files:
        """Return the files, damaged. Raises AssertionError where nothing would change."""
        before = files.get(self.path, b"")
        after = self.change(before)
        assert after != before, f"{self.name} does not damage {self.path}"
        return {**files, self.path: after}


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    """Return a change of the first place where words stand."""

    def change(content: bytes) -> bytes:
        assert old.encode() in content, f"{old!r} stands nowhere"
        return content.replace(old.encode(), new.encode(), 1)

    return change


def matched(pattern: str, new: str) -> Callable[[bytes], bytes]:
    """Return a change of the first place that a pattern matches, by line."""
    return lambda content: re.sub(
        pattern, new, content.decode(), count=1, flags=re.MULTILINE
    ).encode()


def behind(mark: str, new: str) -> Callable[[bytes], bytes]:
    """Return a change that puts a line behind the first line with a mark."""
    return matched(rf"^.*{re.escape(mark)}.*$", rf"\g<0>\n{new}".replace("\\u", "\\\\u"))


def appended(text: str) -> Callable[[bytes], bytes]:
    """Return a change that puts text at the end."""
    return lambda content: content + text.encode()


FRONT = [
    ("no opening line", ACTOR, matched(r"\A---\n", "")),
    ("no closing line", ACTOR, matched(r"(?<=hangzhou)^---$|^---\n\n", "\n")),
    ("closing line of dots", ACTOR, matched(r"^---\n\n", "...\n\n")),
    ("front matter indented", ACTOR, matched(r"^id:", "  id:")),
    ("front matter twice", ACTOR, matched(r"\A", "---\ntitle: x\n---\n")),
    ("empty front matter", ACTOR, matched(r"\A(?s:.*?)^---\n\n", "---\n---\n\n")),
    ("a list for front matter", ACTOR, matched(r"\A(?s:.*?)^---\n\n", "---\n- a\n---\n\n")),
    ("a text for front matter", ACTOR, matched(r"\A(?s:.*?)^---\n\n", "---\nabc\n---\n\n")),
    ("id missing", ACTOR, matched(r"^id: .*\n", "")),
    ("id empty", ACTOR, matched(r"^id: .*", "id:")),
    ("id of another file", ACTOR, replaced("id: hikvision", "id: hikvison")),
    ("id with a capital", ACTOR, replaced("id: hikvision", "id: Hikvision")),
    ("id a list", ACTOR, replaced("id: hikvision", "id: [hikvision]")),
    ("id with a slash", ACTOR, replaced("id: hikvision", "id: ../hikvision")),
    ("kind unknown", ACTOR, replaced("kind: company", "kind: compny")),
    ("kind missing", ACTOR, matched(r"^kind: .*\n", "")),
    ("title missing", ACTOR, matched(r"^title: .*\n", "")),
    ("title with a colon", ACTOR, replaced("title: Hikvision", "title: Hik: vision")),
    ("title with a tag", ACTOR, replaced("title: Hikvision", "title: <b>Hikvision</b>")),
    ("title with a quote", ACTOR, replaced("title: Hikvision", 'title: "Hikvision')),
    ("title closing its tag", ACTOR, replaced("title: Hik", "title: </title><script>x</script>")),
    ("names a text", ACTOR, matched(r"^names:\n(?:  .*\n)+", "names: Hikvision\n")),
    ("English name missing", ACTOR, matched(r"^  en: .*\n", "")),
    ("unknown language", ACTOR, replaced("  zh-Hans:", "  zh-Hons:")),
    ("characters exchanged", ACTOR, replaced("zh-Hans: 杭州海康", "zh-Hans: 杭州海康電")),
    ("pinyin without tones", ACTOR, replaced("Hángzhōu", "Hangzhou")),
    ("pinyin too short", ACTOR, replaced(" Gōngsī", "")),
    ("country unknown", ACTOR, replaced("country: CN", "country: China")),
    ("also a text", ACTOR, matched(r"^also: .*", "also: Hangzhou Hikvision")),
    ("also a group", ACTOR, matched(r"^also: .*", "also: {a: b}")),
    ("list not closed", ACTOR, matched(r"^also: \[(.*)\]", r"also: [\1")),
    ("unknown field", ACTOR, replaced("country: CN", "contry: CN")),
    ("field twice", ACTOR, replaced("country: CN", "country: CN\ncountry: KZ")),
    ("tab for indent", ACTOR, replaced("  en:", "\ten:")),
    ("summary missing", ACTOR, matched(r"^summary: >-\n(?:  .*\n)+", "")),
    ("summary empty", ACTOR, matched(r"^summary: >-\n(?:  .*\n)+", "summary:\n")),
    ("anchor and alias", ACTOR, replaced("country: CN", "country: &a CN\nkind: *a")),
    ("alias of nothing", ACTOR, replaced("country: CN", "country: *a")),
    ("a bomb of aliases", ACTOR, replaced("country: CN", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b]")),
    ("a tag of Python", ACTOR, replaced("country: CN", "country: !!python/object:os.system x")),
    ("nested too deep", ACTOR, replaced("country: CN", "country: " + "[" * 60 + "]" * 60)),
    (
        "merge marks",
        ACTOR,
        replaced("country: CN", "<<<<<<< HEAD\ncountry: CN\n=======\n>>>>>>> x"),
    ),
    ("hans missing", TERM, matched(r"^hans: .*\n", "")),
    ("hans traditional", TERM, replaced("hans: 五通三同", "hans: 五通三國")),
    ("hant simplified", TERM, replaced("hant: 五通三同", "hant: 五通三国")),
    ("pinyin of another word", TERM, replaced("wǔtōng", "wǔtáng")),
    ("rendering without words", TERM, matched(r"^  - as: .*\n    by", "  - by")),
    ("rendering with unknown source", TERM, replaced("source: fanyishang-nd", "source: fanyi-nd")),
    ("related unknown", TERM, replaced("zhengce-goutong,", "zhengce-gotong,")),
    ("address not web", TERM, replaced("url: http://", "url: www.")),
    ("address a script", TERM, replaced("url: http://", "url: javascript://")),
    ("date of the future", TERM, replaced("on: 2021-05", "on: 2121-05")),
    ("date impossible", TERM, replaced("on: 2021-05", "on: 2021-15")),
    ("date in another form", TERM, replaced("on: 2021-05", "on: May 2021")),
    ("part unknown", SECTION, replaced("part: part-two", "part: part-four")),
    ("order no number", SECTION, replaced("order: 4", "order: four")),
    ("order infinite", SECTION, replaced("order: 4", "order: .inf")),
    ("coverage unknown", PART, matched(r"^coverage: .*", "coverage: whole")),
]

BLOCKS = [
    (
        "not closed",
        SECTION,
        matched(r"^///\n\n/// statement \| KZ-052", "\n/// statement | KZ-052"),
    ),
    ("not opened", SECTION, matched(r"^/// statement \| KZ-051\n", "")),
    ("closed twice", SECTION, matched(r"^///$", "///\n///")),
    ("two strokes", SECTION, matched(r"^/// statement", "// statement")),
    ("four strokes", SECTION, matched(r"^/// statement", "//// statement")),
    ("a blank before it", SECTION, matched(r"^/// statement", " /// statement")),
    ("quoted", SECTION, matched(r"^/// statement", "> /// statement")),
    ("kind misspelt", SECTION, matched(r"^/// statement", "/// statment")),
    ("kind capital", SECTION, matched(r"^/// statement", "/// Statement")),
    ("no bar", SECTION, matched(r"^/// statement \| ", "/// statement ")),
    ("no id", SECTION, matched(r"^/// statement \| KZ-051", "/// statement |")),
    ("id twice", SECTION, replaced("| KZ-052", "| KZ-051")),
    ("id of another part", SECTION, replaced("| KZ-051", "| UZ-051")),
    ("id lower case", SECTION, replaced("| KZ-051", "| kz-051")),
    ("id with Cyrillic", SECTION, replaced("| KZ-051", "| \u041a\u0417-051")),
    ("id of full width", SECTION, replaced("| KZ-051", "| \uff2b\uff3a-051")),
    ("words behind the id", SECTION, replaced("| KZ-051", "| KZ-051 new")),
    ("options not indented", SECTION, matched(r"^    on: 2021\n", "on: 2021\n")),
    ("options indented by two", SECTION, matched(r"^    on: 2021\n", "  on: 2021\n")),
    ("options indented by a tab", SECTION, matched(r"^    on: 2021\n", "\ton: 2021\n")),
    ("options behind a blank line", SECTION, matched(r"^(/// .*\n)", "\\1\n")),
    ("no blank line before the text", SECTION, matched(r"^(    in-article: .*\n)\n", r"\1")),
    ("basis unknown", SECTION, replaced("basis: official", "basis: offical")),
    ("basis missing", SECTION, matched(r"^    basis: official\n", "")),
    ("speaker unknown", SECTION, replaced("by: government-of", "by: goverment-of")),
    ("status unknown", SECTION, replaced("status: corrected", "status: wrong")),
    ("place in the article missing", SECTION, matched(r"^    in-article: .*\n", "")),
    ("fact of two words", SECTION, replaced("operates-in kazakhstan", "operates-in")),
    ("fact of an unknown verb", SECTION, replaced("operates-in", "works-in")),
    ("fact of an unknown actor", SECTION, replaced("- smart-city-kaz", "- smart-city-kzz")),
    ("facts a text", SECTION, matched(r"^    facts:\n      - ", "    facts: ")),
    ("note to nothing", SECTION, replaced("to: KZ-053", "to: KZ-953")),
    ("note to no id", SECTION, matched(r"^    to: .*\n", "")),
    ("note of an unknown kind", SECTION, replaced("kind: later-event", "kind: later")),
    ("note dated in the future", SECTION, replaced("dated: 2026", "dated: 2096")),
    ("no words", SECTION, matched(r"^For the time being, .*\n", "")),
    ("no source", SECTION, replaced(" [@egov-2021; @astana-gov-2021].\n", ".\n")),
    ("block in a block", SECTION, matched(r"^For the", "/// note | KZ-N99\n///\nFor the")),
    (
        "block in an actor",
        ACTOR,
        appended("\n/// statement | KZ-999\n    basis: author\n\nX.\n///\n"),
    ),
    ("block in code", SECTION, matched(r"^/// statement", "```\n/// statement")),
    ("block commented out", SECTION, matched(r"^/// statement", "<!--\n/// statement")),
    ("cut in the middle", SECTION, lambda content: content[: content.index(b"operates-in")]),
    ("cut in a block's words", SECTION, lambda content: content[: content.index(b"served mainly")]),
    ("lines in another order", SECTION, lambda c: b"\n".join(reversed(c.split(b"\n")))),
]

REFERENCES = [
    ("citation of nothing", SECTION, replaced("@egov-2021;", "@egov-2012;")),
    ("citation without @", SECTION, replaced("[@egov-2021; @", "[egov-2021; @")),
    ("citation without comma", SECTION, replaced("@astana-gov-2021]", "@astana-gov-2021 p. 3]")),
    ("citation divided by a comma", SECTION, replaced("@egov-2021; @", "@egov-2021, @")),
    ("citation with a full-width sign", SECTION, replaced("[@egov-2021;", "[\uff20egov-2021;")),
    (
        "citation in full-width brackets",
        SECTION,
        replaced("[@egov-2021; @astana-gov-2021]", "\uff3b@egov-2021\uff3d"),
    ),
    ("citation not closed", SECTION, replaced("@astana-gov-2021].", "@astana-gov-2021.")),
    ("citation not opened", SECTION, replaced(" [@egov-2021;", " @egov-2021;")),
    ("citation with a dash", SECTION, replaced("@egov-2021;", "@egov–2021;")),
    ("citation with a capital", SECTION, replaced("@egov-2021;", "@Egov-2021;")),
    ("citation in code", SECTION, replaced("[@egov-2021; @astana-gov-2021]", "`[@egov-2021]`")),
    ("link to nothing", SECTION, replaced("][kazakhstan]", "][kazakstan]")),
    (
        "link with a blank",
        SECTION,
        replaced("[Kazakhstan][kazakhstan]", "[Kazakhstan] [kazakhstan]"),
    ),
    ("link not closed", SECTION, replaced("[Kazakhstan][kazakhstan]", "[Kazakhstan][kazakhstan")),
    ("link not opened", SECTION, replaced("[Kazakhstan][kazakhstan]", "Kazakhstan][kazakhstan]")),
    ("link in round brackets", SECTION, replaced("][kazakhstan]", "](kazakhstan)")),
    ("link to a missing file", SECTION, replaced("][kazakhstan]", "](../../actors/kazakstan.md)")),
    ("link to a script", SECTION, replaced("][kazakhstan]", "](javascript:alert)")),
    ("link to data", SECTION, replaced("][kazakhstan]", "](data:text/html,x)")),
    ("link to a file of the machine", SECTION, replaced("][kazakhstan]", "](file:///etc/passwd)")),
    ("link from the root", SECTION, replaced("][kazakhstan]", "](/actors/kazakhstan/)")),
    ("link without a scheme's name", SECTION, replaced("][kazakhstan]", "](//x.example/)")),
    (
        "picture from elsewhere",
        SECTION,
        replaced("[Kazakhstan][kazakhstan]", "![x](https://x.example/a.png)"),
    ),
    (
        "picture of data",
        SECTION,
        replaced("[Kazakhstan][kazakhstan]", "![x](data:image/png;base64,x)"),
    ),
    ("picture missing", SECTION, replaced("[Kazakhstan][kazakhstan]", "![x](missing.png)")),
    ("target defined anew", SECTION, appended("\n[hikvision]: https://x.example/\n")),
    ("abbreviation defined", SECTION, appended("\n*[Hikvision]: something else\n")),
    ("heading's id of a statement", SECTION, replaced("{#results}", "{#kz-051}")),
    ("heading's id of another page", SECTION, replaced("{#results}", "{#__config}")),
    ("heading's id twice", SECTION, appended("\n## Again {#results}\n")),
    ("heading's id not closed", SECTION, replaced("{#results}", "{#results")),
    ("event attribute", SECTION, replaced("{#results}", "{#results onclick=x}")),
    ("style attribute", SECTION, replaced("{#results}", "{: style=x }")),
    ("script", SECTION, replaced("For the time", "<script>x</script> For the time")),
    ("tag not closed", SECTION, replaced("For the time", "<span For the time")),
    ("picture tag", SECTION, replaced("For the time", "<img src=x onerror=y> For the time")),
    ("comment not closed", SECTION, replaced("For the time", "<!-- For the time")),
    ("processing instruction", SECTION, replaced("For the time", "<?php x ?> For the time")),
    ("snippet", SECTION, replaced("For the time", '--8<-- "../../../mkdocs.yml"\n\nFor the time')),
    ("Jinja", SECTION, replaced("For the time", "{{ config }} For the time")),
    ("code not closed", SECTION, appended("\n```\nnever closed\n")),
]

BIBTEX = [
    ("no closing brace", BIB, matched(r"^\}\n", "\n")),
    ("no opening brace", BIB, replaced("@article{sukhankin-2021,", "@article sukhankin-2021,")),
    ("one brace too many", BIB, matched(r"^\}\n", "}}\n")),
    ("comma missing", BIB, replaced("outlet = {China Brief},", "outlet = {China Brief}")),
    ("comma behind the key missing", BIB, replaced("{sukhankin-2021,", "{sukhankin-2021")),
    ("equals sign missing", BIB, replaced("outlet = {China", "outlet {China")),
    ("value not in braces", BIB, replaced("outlet = {China Brief}", "outlet = China Brief")),
    ("value's brace not closed", BIB, replaced("{Sukhankin, Sergey}", "{Sukhankin, Sergey")),
    ("key twice", BIB, lambda c: c + c[c.index(b"@article") : c.index(b"\n}\n") + 3]),
    ("key missing", BIB, replaced("@article{sukhankin-2021,", "@article{,")),
    ("key with a blank", BIB, replaced("{sukhankin-2021,", "{sukhankin 2021,")),
    ("key with a capital", BIB, replaced("{sukhankin-2021,", "{Sukhankin-2021,")),
    ("field twice", BIB, replaced("volume = {21}", "volume = {21},\n  volume = {22}")),
    ("field unknown", BIB, replaced("volume = {21}", "volum = {21}")),
    ("type unknown", BIB, replaced("@article{", "@artikel{")),
    ("type a comment", BIB, replaced("@article{", "@comment{")),
    ("at sign missing", BIB, replaced("@article{", "article{")),
    ("at sign of full width", BIB, replaced("@article{", "\uff20article{")),
    ("text between entries", BIB, replaced("@article{", "not an entry\n\n@article{")),
    ("string unknown", BIB, replaced("tracked # ", "traked # ")),
    ("string twice", BIB, replaced("@string{scope", "@string{tracked = {x}}\n@string{scope")),
    ("string not closed", BIB, replaced("Central Asia}}", "Central Asia}")),
    ("date in words", BIB, replaced("date = {2021-05}", "date = {May 2021}")),
    ("date of the future", BIB, replaced("date = {2021-05}", "date = {2121-05}")),
    ("address without scheme", BIB, replaced("url = {https://", "url = {")),
    ("address a script", BIB, replaced("url = {https://", "url = {javascript:")),
    ("address unsafe", BIB, replaced("https://jamestown.org/?p", "https://zc8013.com/?p")),
    ("verification unknown", BIB, replaced("{verified}", "{sure}")),
    ("verified but not seen", BIB, matched(r"^  seen = .*\n", "")),
    ("parallel unknown", BIB, replaced("strategicstudyindia-2021", "strategicindia-2021")),
    ("a tag in a title", BIB, replaced("{, Part Two:", "{<script>x</script>, Part Two:")),
    ("outlet missing", BIB, matched(r"^  outlet = .*\n", "")),
    ("cut in the middle", BIB, lambda content: content[: len(content) // 2]),
    ("a page for a bibliography", BIB, lambda _: b"<!doctype html><title>Not found</title>"),
    ("JSON for a bibliography", BIB, lambda _: b'[{"id": "x"}]'),
    ("RIS for a bibliography", BIB, lambda _: b"TY  - JOUR\nTI  - x\nER  - \n"),
    ("preamble", BIB, replaced("@article{", '@preamble{"\\newcommand"}\n@article{')),
]

UNICODE = [
    ("zero-width space", ACTOR, replaced("Hikvision was", "Hik\u200bvision was")),
    ("soft hyphen", ACTOR, replaced("Hikvision was", "Hik\u00advision was")),
    ("bidirectional override", ACTOR, replaced("Hikvision was", "\u202eHikvision\u202c was")),
    ("bidirectional isolate", ACTOR, replaced("Hikvision was", "\u2067Hikvision\u2069 was")),
    ("right-to-left mark", ACTOR, replaced("Hikvision was", "\u200fHikvision was")),
    ("byte order mark inside", ACTOR, replaced("Hikvision was", "\ufeffHikvision was")),
    ("Cyrillic a", ACTOR, replaced("Hangzhou H", "H\u0430ngzhou H")),
    ("Greek o", ACTOR, replaced("Hikvision was", "Hikvisi\u03bfn was")),
    ("full-width letter", ACTOR, replaced("Hikvision was", "\uff28ikvision was")),
    ("mathematical letter", ACTOR, replaced("Hikvision was", "\U0001d407ikvision was")),
    ("decomposed", ACTOR, lambda c: unicodedata.normalize("NFD", c.decode()).encode()),
    ("compatibility ideograph", ACTOR, replaced("视", "\ufa61")),
    ("private use", ACTOR, replaced("Hikvision was", "\ue000Hikvision was")),
    ("tag characters", ACTOR, replaced("Hikvision was", "Hikvision\U000e0041 was")),
    ("variation selector", ACTOR, replaced("杭", "杭\ufe00")),
    ("no character", ACTOR, replaced("Hikvision was", "Hikvision\ufffe was")),
    ("replacement character", ACTOR, replaced("Hikvision was", "Hikvisi\ufffdn was")),
    ("line separator", ACTOR, replaced("Hikvision was", "Hikvision\u2028was")),
    ("null", ACTOR, replaced("Hikvision was", "Hikvision\0 was")),
    ("escape sequence", ACTOR, replaced("Hikvision was", "\x1b[31mHikvision was")),
    ("Hangul filler", ACTOR, replaced("Hikvision was", "\u3164Hikvision was")),
    ("Braille blank", ACTOR, replaced("Hikvision was", "\u2800Hikvision was")),
    (
        "combining accents piled up",
        ACTOR,
        replaced("Hikvision was", "H" + "\u0335\u0336\u0337" * 9 + " was"),
    ),
    ("a key in confusables", SECTION, replaced("@egov-2021;", "@eg\u043ev-2021;")),
    ("a dash in an id", SECTION, replaced("][smart-city-kazakhstan]", "][smart‑city-kazakhstan]")),
    ("pinyin with breves", ACTOR, replaced("H\u01ceikāng", "H\u0103ikāng")),
    (
        "Kazakh in Latin look-alikes",
        TERM,
        replaced("palladius: \u0443\u0442", "palladius: y\u0442"),
    ),
]

ENCODINGS = [
    ("UTF-16", ACTOR, lambda c: c.decode().encode("utf-16")),
    ("UTF-16 without mark", ACTOR, lambda c: c.decode().encode("utf-16-le")),
    ("GB 18030", ACTOR, lambda c: c.decode().encode("gb18030")),
    ("Windows-1251", TERM, lambda c: c.decode().encode("cp1251", "replace") + b"\xcf\xe0\n"),
    ("UTF-8 twice", ACTOR, lambda c: c.decode().encode().decode("latin-1").encode()),
    ("one byte broken", ACTOR, lambda c: c[:500] + b"\xff" + c[500:]),
    ("a character cut", ACTOR, lambda c: c.replace("杭".encode(), "杭".encode()[:2], 1)),
    ("surrogates", ACTOR, lambda c: c + b"\xed\xa0\x80\n"),
    ("overlong", ACTOR, lambda c: c + b"\xc0\xaf\n"),
    ("byte order mark", ACTOR, lambda c: b"\xef\xbb\xbf" + c),
    ("line ends of Windows", ACTOR, lambda c: c.replace(b"\n", b"\r\n")),
    ("line ends of old Macs", ACTOR, lambda c: c.replace(b"\n", b"\r")),
    ("line ends mixed", ACTOR, lambda c: c.replace(b"\n", b"\r\n", 5)),
    ("line ends of Windows in a section", SECTION, lambda c: c.replace(b"\n", b"\r\n")),
    ("line ends of Windows in BibTeX", BIB, lambda c: c.replace(b"\n", b"\r\n")),
    ("no line end at the end", ACTOR, lambda c: c.rstrip(b"\n")),
    ("blank lines at the end", ACTOR, lambda c: c + b"\n\n\n"),
    (
        "blanks at line ends of fields",
        ACTOR,
        lambda c: c.replace(b"country: CN", b"country: CN   "),
    ),
    ("form feed", ACTOR, replaced("\n\nIn [Part", "\n\f\nIn [Part")),
    ("next line", ACTOR, replaced("Hikvision was", "Hikvision\u0085was")),
    (
        "quoted-printable",
        ACTOR,
        lambda c: c.replace("é".encode(), b"=C3=A9") + b"=20=E2=80=94 <x\n",
    ),
    ("HTML entities in a name", ACTOR, replaced("zh-Hans: 杭", "zh-Hans: &#26477;")),
]

SIZES = [
    ("empty", ACTOR, lambda _: b""),
    ("blanks only", ACTOR, lambda _: b" \n" * 9),
    ("a megabyte of text", ACTOR, appended("\n" + "A sentence.\n\n" * 80_000)),
    ("a line of a megabyte", ACTOR, appended("\n" + "x" * 1_000_000 + "\n")),
    ("a paragraph without end", ACTOR, appended("\n" + "word word\n" * 5_000)),
    ("a hundred quotations deep", ACTOR, appended("\n" + ">" * 100 + " x\n")),
    (
        "a hundred lists deep",
        ACTOR,
        appended("\n" + "\n".join("  " * n + "- x" for n in range(100)) + "\n"),
    ),
    ("ten thousand stars", ACTOR, appended("\n" + "*" * 10_000 + "\n")),
    ("ten thousand brackets", ACTOR, appended("\n" + "[" * 10_000 + "\n")),
    ("a megabyte of BibTeX on one line", BIB, appended("%" + "x" * 1_000_000)),
    ("braces without end in BibTeX", BIB, appended("@misc{x-nd, title = " + "{" * 9_000)),
    ("a field of a megabyte", ACTOR, replaced("title: Hikvision", "title: " + "x" * 1_000_000)),
]

FILES = [
    ("a program called Markdown", ACTOR, lambda _: b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 9),
    ("a PNG called Markdown", ACTOR, lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9),
    ("a zip called BibTeX", BIB, lambda _: b"PK\x03\x04" + bytes(range(256)) * 9),
    ("a PDF called Markdown", TERM, lambda _: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    ("a page called Markdown", ACTOR, lambda _: b"<!doctype html>\n<html><body>x</body></html>\n"),
    ("a drawing", "docs/actors/a.svg", lambda _: b"<svg onload='x'/>"),
    ("a page", "docs/a.html", lambda _: b"<script>x</script>"),
    ("a script", "docs/actors/a.js", lambda _: b"x"),
    ("a page called a picture", "docs/a.png", lambda _: b"<script>x</script>"),
    ("a program of the host", "docs/a.php", lambda _: b"<?php ?>"),
    ("settings of the host", "docs/actors/web.config", lambda _: b"<configuration/>"),
    ("a file without a suffix", "docs/CNAME", lambda _: b"x.example"),
    ("Markdown with a capital suffix", "docs/actors/a.MD", lambda _: b"# a\n"),
    ("YAML beside the pages", "docs/actors/a.yml", lambda _: b"a: b\n"),
    ("a symbolic link", "docs/a.md (a symbolic link)", lambda _: b"x"),
    ("an actor with a blank in its name", "docs/actors/a b.md", lambda _: b"---\nid: a b\n---\n"),
    ("an actor in a folder", "docs/actors/x/y.md", lambda _: b"---\nid: y\nkind: place\n---\n"),
    ("a term without anything", "docs/glossary/nothing.md", lambda _: b"nothing\n"),
]

_GROUPS = {
    "front matter": FRONT,
    "blocks": BLOCKS,
    "links and markup": REFERENCES,
    "BibTeX": BIBTEX,
    "Unicode": UNICODE,
    "encodings, line ends": ENCODINGS,
    "sizes": SIZES,
    "files": FILES,
}


def by_hand() -> Iterator[Damage]:
    """Yield every damage of the hand-written list."""
    for group, rows in _GROUPS.items():
        for name, path, change in rows:
            yield Damage(group=group, name=name, path=path, change=change)
