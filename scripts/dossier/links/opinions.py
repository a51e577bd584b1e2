"""Two opinions on every address: our judges' first, then lychee's where it differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from dossier.finding import Finding
from dossier.links import judges
from dossier.links.address import Goes
from dossier.links.lychee import Doubt, place
from dossier.links.site import Trail

Judge = Callable[[Trail], judges.Fault | None]
Judged = Sequence[tuple[Trail, list[Finding]]]
"""Every address with what our judges found."""

JUDGES: Final[tuple[Judge, ...]] = (
    judges.address_is_not_empty,
    judges.address_is_well_formed,
    judges.address_is_public,
    judges.address_stays_in_site,
    judges.own_origin_is_exact,
    judges.record_is_whole,
    judges.target_exists,
    judges.anchor_exists,
    judges.resource_is_our_own,
)


def judge(trail: Trail) -> Iterator[Finding]:
    """Yield what our judges find wrong with one address."""
    address = trail.address
    for each in JUDGES:
        fault = each(trail)
        if fault:
            yield Finding(
                path=address.path,
                line=address.line,
                rule=each.__name__.replace("_", "-"),
                message=f"{address.shown}: {fault.what} ({address.how}).",
                hint=fault.hint,
            )


def lychee_agrees(judged: Judged, doubts: Sequence[Doubt]) -> Iterator[Finding]:
    """Lychee, too, must find nothing wrong.

    Bad: `Sitemap: https://<this site>/gone.xml` in robots.txt, `#:~:text=words-not-there`
    Good: the same with what is there
    Why: it reads what we do not, such as plain text files, and would notice our own mistakes.
    What it takes for an address in a file that we read, and we do not, is left out: it passes by
    `<base>`, and finds links in the comments of a style sheet and in inline images.
    """
    sound = {key_of(trail): trail.address for trail, found in reversed(judged) if not found}
    read = {trail.address.path for trail, _ in judged}
    for doubt in doubts:
        address = sound.get((doubt.path, doubt.place))
        if address:
            yield _doubted(doubt, address.line, address.shown)
        elif doubt.path not in read:
            yield _doubted(doubt, doubt.line, doubt.shown)


def key_of(trail: Trail) -> tuple[str, str]:
    """Return page and target of an address, as a doubt names them."""
    lead = trail.lead
    here = lead.goes is Goes.HERE
    return trail.address.path, place(lead.path, lead.fragment) if here else trail.address.written


def _doubted(doubt: Doubt, line: int, target: str) -> Finding:
    """Return lychee's doubt as a finding."""
    message = f"{target}: {doubt.why}."
    return Finding(path=doubt.path, line=line, rule="lychee-agrees", message=message)
