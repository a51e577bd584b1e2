"""Outside links that last: where each leads, and what was known of it when the page was made.

The attributes are those of Robust Links (https://robustlinks.mementoweb.org/spec/): whatever
happens to an address, a reader's tools can find the version that was meant.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from dossier.model import Source
from dossier.model.dates import in_words
from dossier.model.health import SETTLES, Health
from dossier.model.vocabulary import ADDRESS_STATES

LOST: Final = frozenset({"dead", "soft-404", "drifted"})
"""States in which an address no longer shows what was seen there."""
URGENT: Final = ("dead", "soft-404", "drifted", "moved", "failing", "slow", "blocked")
"""States that ask for a person, in the order in which they should be looked at."""


@dataclass(frozen=True, kw_only=True)
class Totals:
    """How the addresses of some sources stand."""

    addresses: int
    archived: int
    states: Mapping[str, int]
    """State → how many; those that were never swept, or are not settled, besides."""
    oldest: str
    """Day of the oldest check; empty before the first."""


class Robust:
    """The links to sources, by what sweeps found of them."""

    def __init__(self, health: Mapping[str, Health]) -> None:
        """Take what sweeps found of each address."""
        self.health = health

    def lost(self, source: Source) -> bool:
        """Return whether the source's own address no longer shows it."""
        found = self.health.get(source.url)
        return bool(found and found.state in LOST)

    def href(self, source: Source) -> str:
        """Return where a link leads first: to the archive where the address is lost."""
        return source.archiveurl if self.lost(source) and source.archiveurl else source.url

    def attributes(self, source: Source) -> Markup:
        """Return what a link to a source carries besides where it leads."""
        given = {
            "data-originalurl": source.url,
            "data-versionurl": source.archiveurl,
            "data-versiondate": source.archivedate or source.checked,
        }
        said = [f' {name}="{html.escape(value)}"' for name, value in given.items() if value]
        return Markup("".join(said))  # noqa: S704 - escaped above

    def reference(self, said: str, source: Source) -> str:
        """Return a reference as HTML, its link to the source made robust."""
        plain = f'<a href="{html.escape(source.url)}">'
        if not source.url or plain not in said:
            return said
        href = html.escape(self.href(source))
        lasting = said.replace(plain, f'<a href="{href}"{self.attributes(source)}>', 1)
        if href == html.escape(source.url):
            return lasting
        original = f'<a href="{html.escape(source.url)}" rel="nofollow">original address, lost</a>'
        return f"{lasting} ({original})"

    def state(self, address: str) -> str:
        """Return what sweeps found of an address, in words, with its days."""
        found = self.health.get(address)
        if found is None:
            return "not yet swept"
        checked = f"last looked at on {in_words(found.checked)}"
        if not found.state:
            return f"not settled, {found.next} so far ({found.days} of {SETTLES} days); {checked}"
        since = f"{found.state} since {in_words(found.first_seen)}"
        then = f", {found.next} of late" if found.next else ""
        why = f" ({found.why})" if found.why else ""
        return f"{since}{then}{why}; {checked}"

    def totals(self, sources: Iterable[Source]) -> Totals:
        """Return how the addresses of some sources stand."""
        given = [each for each in sources if each.url]
        found = [self.health.get(each.url) for each in given]
        names = [each.state or "not settled" if each else "not yet swept" for each in found]
        order = (*ADDRESS_STATES, "not settled", "not yet swept")
        return Totals(
            addresses=len(given),
            archived=sum(bool(each.archiveurl) for each in given),
            states={name: names.count(name) for name in order if name in names},
            oldest=min((each.checked for each in found if each), default=""),
        )

    def by_outlet(self, sources: Iterable[Source]) -> list[tuple[str, Totals]]:
        """Return the totals of each outlet, the one with most addresses first."""
        outlets: dict[str, list[Source]] = {}
        for source in sources:
            if source.url:
                outlets.setdefault(source.outlet, []).append(source)
        made = [(outlet, self.totals(of_outlet)) for outlet, of_outlet in outlets.items()]
        return sorted(made, key=lambda pair: (-pair[1].addresses, pair[0]))

    def needing(self, sources: Iterable[Source]) -> list[tuple[Source, Health]]:
        """Return the sources whose address needs a person, the most urgent state first."""
        found = [(each, self.health[each.url]) for each in sources if each.url in self.health]
        wanting = [pair for pair in found if pair[1].state in URGENT]
        return sorted(wanting, key=lambda pair: (URGENT.index(pair[1].state), pair[0].id))
