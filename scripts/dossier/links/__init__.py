"""Built site → findings: every address, judged by our own rules and, once more, by lychee.

1. read the site · 2. judge each address · 3. judge the whole · 4. hear lychee.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from dossier.finding import Finding
from dossier.links import whole
from dossier.links.lychee import CannotCheckError, doubts
from dossier.links.opinions import JUDGES, judge, lychee_agrees
from dossier.links.site import Site, read_site

__all__ = ["RULES", "CannotCheckError", "check", "explain"]

Rule = Callable[..., object]
_WHOLE: Final[tuple[Callable[[Site], Iterator[Finding]], ...]] = (
    whole.data_is_readable,
    whole.id_is_unique,
    whole.canonical_is_settled,
    whole.redirect_goes_straight,
    whole.sitemap_is_the_site,
    whole.sitemap_is_its_gzip,
    whole.page_is_reached,
)
_ALL: Final[tuple[Rule, ...]] = (*JUDGES, *_WHOLE, lychee_agrees)
RULES: Final[Mapping[str, Rule]] = {rule.__name__.replace("_", "-"): rule for rule in _ALL}
"""Rule name → rule, in the order they are explained."""


def check(folder: Path, origin: str) -> list[Finding]:
    """Return every finding about the site built into a folder, sorted, none twice.

    Raises CannotCheckError when there is no site, no origin, or no lychee.
    """
    _demand(folder, origin)
    site = read_site(folder, origin.rstrip("/") + "/")
    judged = [(trail, list(judge(trail))) for trail in site.trails]
    findings = {finding for _, found in judged for finding in found}
    findings |= {finding for rule in _WHOLE for finding in rule(site)}
    findings |= set(lychee_agrees(judged, doubts(folder, site.origin)))
    return sorted(findings)


def _demand(folder: Path, origin: str) -> None:
    """Raise CannotCheckError when there is nothing to check, or no saying whose site it is."""
    if not (folder / "index.html").is_file():
        message = f"{folder} holds no built site: there is no index.html."
        raise CannotCheckError(message)
    if not urlsplit(origin).netloc:
        message = f'The site\'s own address (site_url) must be whole; got "{origin}".'
        raise CannotCheckError(message)


def explain(name: str) -> str:
    """Return what a rule asks for, a bad and a good example, and why.

    Raises KeyError for a name that is no rule.
    """
    return f"{name}\n\n{inspect.getdoc(RULES[name])}"
