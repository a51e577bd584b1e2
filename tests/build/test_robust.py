"""Every source on the built pages: its links last, and nothing is said that no sweep found."""

from __future__ import annotations

import html
import re
from pathlib import Path

from dossier.read import Reading


def test_every_link_to_a_source_is_robust(site: Path, real: Reading) -> None:
    """On its page: the original address, the copy where there is one, and a day."""
    missing = []
    for source in real.dossier.sources.values():
        page = (site / "sources" / source.id / "index.html").read_text("utf-8")
        wanted = {"data-originalurl": source.url, "data-versionurl": source.archiveurl}
        links = [
            tag
            for tag in re.findall(r"<a [^>]*>", page)
            if f'href="{html.escape(source.url)}"' in tag and "md-" not in tag
        ]
        for name, value in wanted.items():
            said = f'{name}="{html.escape(value)}"'
            if source.url and value and not any(said in tag for tag in links):
                missing.append((source.id, name))
        if source.url and not any("data-versiondate=" in tag for tag in links):
            missing.append((source.id, "data-versiondate"))
    assert missing == []


def test_what_was_never_swept_is_said_to_be_so(site: Path, real: Reading) -> None:
    """No page invents a state."""
    for source in real.dossier.sources.values():
        page = (site / "sources" / source.id / "index.html").read_text("utf-8")
        never = bool(source.url) and source.url not in real.health
        assert ("not yet swept" in page) == never, source.id


def test_the_health_page_counts_every_address(site: Path, real: Reading) -> None:
    """As many as there are."""
    page = (site / "sources" / "health" / "index.html").read_text("utf-8")
    count = sum(bool(source.url) for source in real.dossier.sources.values())
    assert f"<dd>{count}</dd>" in page
