"""Whatever an author writes, nothing in the converted page can act in a reader's browser."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from dossier.read import Reading
from dossier.weave.citations import Citations
from dossier.weave.extension import DossierExtension
from dossier.weave.fragments import Fragments, without_marks
from dossier.weave.loom import Loom

_TAGS = frozenset(
    "a abbr article blockquote br cite code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr img kbd li ol"
    " p pre rp rt ruby span strong sub sup table tbody td th thead tr ul wbr".split()
)
_ATTRIBUTES = frozenset("alt class href id lang src start title".split())


class _Acting(HTMLParser):
    """Collects what could act: tags, attributes, addresses, ids and classes of the theme."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        self.found += [] if tag in _TAGS else [f"<{tag}>"]
        for name, value in attrs:
            said = (value or "").strip().lower()
            scheme = said.partition(":")[0]
            if name not in _ATTRIBUTES:
                self.found.append(f"{name}={said}")
            elif name in ("href", "src") and scheme in ("javascript", "vbscript", "data", "file"):
                self.found.append(said)
            elif name == "id" and said.startswith("__"):
                self.found.append(f"#{said}")
            elif name == "class" and {"mermaid", "md-dialog"} & set(said.split()):
                self.found.append(f".{said}")

    def handle_comment(self, data: str) -> None:
        """Note a comment: parsers do not agree on where it ends."""
        self.found.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        """Note a declaration."""
        self.found.append(f"<!{decl}>")


def acting(markup: str) -> list[str]:
    """Return what could act in a piece of HTML."""
    parser = _Acting()
    parser.feed(markup)
    parser.close()
    return parser.found


@pytest.fixture(name="loom", scope="module")
def _loom(toy: Reading) -> Loom:
    """Return a loom over the toy, on a page for which nothing is derived."""
    loom = Loom(toy.dossier, Citations(), lambda path: path)
    loom.page = "nothing/derived.md"
    return loom


def woven(loom: Loom, markdown: str) -> str:
    """Return Markdown as HTML, converted as MkDocs does it."""
    others = ["abbr", "attr_list", "def_list", "tables", "toc"]
    others += ["pymdownx.superfences", "pymdownx.betterem"]
    return Markdown(extensions=[*others, DossierExtension(loom)]).convert(markdown)


ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.example/a.js></SCRIPT>",
    "text <img src=x onerror=alert(1)> text",
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
    "<object data=javascript:alert(1)>",
    "<embed src=//x.example>",
    "<form action=//x.example><input name=password><button>Log in</button></form>",
    "<details open ontoggle=alert(1)>",
    "<style>body{display:none}</style>",
    "<link rel=stylesheet href=//x.example/a.css>",
    "<base href=//x.example/>",
    "<meta http-equiv=refresh content='0;url=//x.example'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<span onmouseover=alert(1)>x</span>",
    "<p style='position:fixed;inset:0'>x</p>",
    "<math><mtext><table><mglyph><style><!--</style><p title='--&gt;&lt;img src=x onerror=a&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[><script>alert(1)</script>]]>",
    "<?php <script>alert(1)</script> ?>",
    "<pre class=mermaid>graph TD; a-->b</pre>",
    "<div data-md-component=dialog>x</div>",
    "<div id=__config>{}</div>",
    "[x](javascript:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    "[x]\n\n[x]: javascript:alert(1)",
    "<javascript:alert(1)>",
    '*a*{: onclick="alert(1)" style="color:red" }',
    "*a*{#__config .mermaid .md-dialog}",
    "# Heading {: onmouseover=alert(1) data-toc-label='<img src=x onerror=alert(1)>' }",
    "# <img src=x onerror=alert(1)> {#h}",
    "# &lt;img src=x onerror=alert(1)&gt; {#h}",
    '``` {.python onclick="alert(1)" style="x"}\na\n```',
    "```mermaid\ngraph TD; a-->b\n```",
    "``` { .mermaid }\ngraph TD; a-->b\n```",
    "    <script>alert(1)</script>",
    "> <script>alert(1)</script>",
    "- <div onclick=alert(1)>x</div>",
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "a\n: <script>alert(1)</script>",
    "*[x]: <img src=x onerror=alert(1)>\n\nx",
    '[x](y "a\\" onmouseover=alert(1) \\"")',
    '![x" onerror="alert(1)](y)',
    "\ue0a10\ue0a3<script>\ue0a20\ue0a3</script>",
]


@pytest.mark.parametrize("markdown", ATTACKS)
def test_an_attack_is_disarmed(loom: Loom, markdown: str) -> None:
    """The check reports it with its line; were it built all the same, nothing would run."""
    assert acting(woven(loom, without_marks(markdown))) == []


def test_the_judge_of_these_tests_sees_what_acts() -> None:
    """Each kind is planted in plain HTML."""
    page = (
        "<script>x</script><p onclick=x><a href=' JavaScript:x'></a><i id=__x></i><!--x-->"
        '<pre class="a mermaid"></pre><!doctype x>'
    )
    found = ["<script>", "onclick=x", "javascript:x", "<i>", "#__x", "<!--x-->", ".a mermaid"]
    assert acting(page) == [*found, "<!doctype x>"]


_MARKS = list("<>\"'`=/\\()[]{}:#.!&;*_-|~^@% \n\t\0\x01\u00a0\ufeff")
_WORDS = [
    *("<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "javascript:"),
    *("onerror=x", "<img src=x ", "<svg", "{: ", " }", "```", "~~~", "    ", "\n\n", "> ", "- "),
    *("&lt;", "&#106;", "&Tab;", "%6A", "[a]: ", "](", "![", "<a href=", "a", " ", "| ", "///"),
    *("\x02wzxhzdk:0\x03", "\ue0a10\ue0a3", "style=x", "<p", "<math>", "<pre", "[@a-nd]"),
]
_PIECES = st.sampled_from(_MARKS + _WORDS)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(pieces=st.lists(_PIECES, max_size=24))
def test_no_mixture_of_marks_acts(loom: Loom, pieces: list[str]) -> None:
    """Pieces of attacks, put together as nobody would."""
    text = without_marks("".join(pieces))
    loom.turn_to("nothing/derived.md")
    assert acting(woven(loom, text)) == []


def test_pieces_come_back_where_their_marks_stood() -> None:
    """A block's mark takes its paragraph along; a number never given stands for nothing."""
    held = Fragments()
    inline, block = held.hold("<i>x</i>"), held.hold("<svg></svg>", block=True)
    assert held.put_back(f"<p>{inline}</p><p>{block}</p>") == "<p><i>x</i></p><svg></svg>"
    held.clear()
    assert held.put_back(f"a{inline}b") == "ab"
    assert without_marks(f"a{inline}b") == "a0b"


def test_a_citation_inside_an_attribute_does_not_break_out_of_it(loom: Loom) -> None:
    """Its HTML has quotation marks of its own."""
    mark = loom.fragments.hold('<span class="cites"> onmouseover=alert(1) </span>')
    page = woven(loom, f'[x](y "{mark}") ![{mark}](z) *z*{{#a{mark}}}')
    assert ("cites" in page, acting(page)) == (False, [])
