"""The real site has no broken address."""

from __future__ import annotations

from pathlib import Path

import links
from dossier.links import check


def test_the_built_site_has_no_findings(site: Path) -> None:
    """Every address of every page leads somewhere."""
    assert [str(each) for each in check(site, links.own_origin())] == []
