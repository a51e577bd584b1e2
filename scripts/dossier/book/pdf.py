"""A book as a tagged PDF (PDF/UA-1), set by WeasyPrint.

WeasyPrint needs Pango, which is no Python package: only `make book` imports this module.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from dossier.book.faces import Fonts
from dossier.book.label import Label
from dossier.book.styles import style


def pdf(html: str, fonts: Fonts, label: Label) -> bytes:
    """Return a book's HTML as PDF. Same text, fonts and label, same Pango: same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in fonts.files.items():
            Path(folder, name).write_bytes(content)
        configuration = FontConfiguration()
        sheet = "\n".join((fonts.rules("."), style("book.css"), style("pdf.css")))
        css = weasyprint.CSS(string=sheet, base_url=f"{folder}/", font_config=configuration)
        document = weasyprint.HTML(string=html, base_url=f"{folder}/")
        made: bytes = document.write_pdf(
            stylesheets=[css],
            font_config=configuration,
            pdf_variant="pdf/ua-1",
            pdf_identifier=label.identity.bytes,
        )
    return made
