"""Rules about one address: each looks at an address and where it leads, and names the fault."""

from __future__ import annotations

import functools
import re
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from dossier.finding import did_you_mean
from dossier.links.address import Goes, Use, nonsense_in, scheme_of
from dossier.links.site import Trail

_PRIVATE: Final = re.compile(
    r"localhost|.+\.(localhost|local|internal)|127\..*|0\.0\.0\.0|10\..*|192\.168\..*|::1"
)


class Fault(NamedTuple):
    """What is wrong with an address."""

    what: str
    hint: str = ""


def address_is_not_empty(trail: Trail) -> Fault | None:
    """Every address must say something.

    Bad: `<a href="">`, `<img src="">`, `url()`
    Good: `<a href="./">`, `<a href="#top">`
    Why: an empty one leads back to its own page, which nobody meant; an empty image loads it twice.
    """
    return None if trail.address.written.strip() else Fault("an address must not be empty")


def address_is_well_formed(trail: Trail) -> Fault | None:
    r"""Every address must be one: a known scheme, no spaces, no backslashes.

    Bad: `https:/actors/`, `actors\sergek`, `javascript:void(0)`, `http://[`
    Good: `../actors/sergek/`, `mailto:editors@example.org`
    Why: browsers mend some of it, each in its own way; reference managers and archives do not.
    """
    what = nonsense_in(trail.address.written)
    return Fault(what) if what else None


def address_is_public(trail: Trail) -> Fault | None:
    """Every address must lead to a place that readers can reach.

    Bad: `http://127.0.0.1:8000/actors/`, `http://localhost/`
    Good: `../actors/`
    Why: it was copied from a preview on somebody's machine.
    """
    if trail.lead.goes is Goes.AWAY and _PRIVATE.fullmatch(trail.lead.host):
        return Fault("only one machine can reach it")
    return None


def address_stays_in_site(trail: Trail) -> Fault | None:
    """Relative addresses must stay below the site's root.

    Bad: `../../../actors/` on a page two folders deep
    Good: `../../actors/`
    Why: browsers stop at the root of the host; a frozen copy in a folder, or on a disk, has no such
    stop.
    """
    return Fault("leads out of the site") if trail.lead.goes is Goes.ASTRAY else None


def own_origin_is_exact(trail: Trail) -> Fault | None:
    """Whole addresses of this site must begin as `site_url` does.

    Bad: `http://` where the site has `https://`, another port
    Good: what `site_url` in mkdocs.yml says
    Why: two addresses for one page are two pages to those who cite and count.
    """
    scheme = scheme_of(trail.address.written)
    if trail.lead.goes is not Goes.HERE or not scheme:
        return None
    got, home = urlsplit(trail.address.written.strip()), urlsplit(trail.site.origin)
    if (got.scheme, got.netloc.lower()) == (home.scheme, home.netloc.lower()):
        return None
    return Fault(f"this site is at {trail.site.origin}")


def record_is_whole(trail: Trail) -> Fault | None:
    """Every address that machines keep must be whole.

    Bad: `<meta property="og:image" content="card.png">`, `<link rel="canonical" href="/actors/">`
    Good: the same with scheme and host
    Why: they read it elsewhere, where a relative address means nothing.
    """
    address = trail.address
    relative_is_fine = address.how.startswith("JSON-LD")  # by its definition
    if address.use is not Use.RECORD or relative_is_fine or not address.written.strip():
        return None
    return None if scheme_of(address.written) else Fault("must have scheme and host")


def target_exists(trail: Trail) -> Fault | None:
    """Every address of this site must lead to a built file.

    Bad: `../sergeck/`
    Good: `../sergek/`; a frozen edition may lead nowhere until publishing lays it out
    Why: a reader, or a reader's browser, gets “not found”.
    """
    if trail.lead.goes is not Goes.HERE or trail.file:
        return None
    place = trail.lead.path
    if trail.site.comes_later(place):
        return None
    if trail.site.file_at(f"{place}/"):
        return Fault("a folder's address must end in /")
    return Fault("no file of the site is there", _nearest(place, trail.site.places))


def anchor_exists(trail: Trail) -> Fault | None:
    """Every fragment must name an id, or an `<a name>`, of the page it leads to.

    Bad: `../interests/#kz-099`
    Good: `../interests/#kz-093`, `#top`, `report.pdf#page=3`
    Why: the browser shows the top of the page and says nothing.
    """
    page = trail.site.pages.get(trail.file)
    written = trail.lead.fragment.partition(":~:")[0]  # the rest names words of the page
    named = unquote(written)
    if not page or named.lower() in {"", "top"} or not page.anchors.isdisjoint({written, named}):
        return None
    return Fault(f'{trail.file} has no id "{named}"', did_you_mean(named, page.anchors))


def resource_is_our_own(trail: Trail) -> Fault | None:
    """All that a page loads must come from this site.

    Bad: `<script src="https://cdn.example.net/x.js">`, `<link rel="preconnect" …>`
    Good: `<script src="../assets/cards.js">`; a plain link may lead anywhere
    Why: another host learns who reads what, may change what runs here, and will not last as long.
    """
    if trail.address.use is Use.RESOURCE and trail.lead.goes is Goes.AWAY:
        return Fault(f"loads from another host, {trail.lead.host}")
    return None


@functools.cache
def _nearest(place: str, places: frozenset[str]) -> str:
    """Return a hint that names the nearest place; one dead link in a menu is on every page."""
    others = (f"/{each}" for each in places if not place.startswith(each))  # no folder above
    return did_you_mean(f"/{place}", others)
