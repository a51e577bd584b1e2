"""Pages that keep the ledger's promises: one for each id, one for each address left behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model.ledger import FOLDERS, Ledger, Line
from dossier.model.pages import anchor_of, page_of
from dossier.weave.loom import Loom, relative


@dataclass(frozen=True, kw_only=True)
class Left:
    """An anchor that once stood on a page, and where it stands now."""

    anchor: str
    words: str
    href: str


def redirects(ledger: Ledger, loom: Loom) -> dict[str, str]:
    """Return site path → HTML of every page that only leads on."""
    found = {}
    for line, start, (path, anchor) in _leading(ledger, loom):
        href = relative(f"{start}/", path) + (f"#{anchor}" if anchor else "")
        found[f"{start}/index.html"] = loom.render(
            "redirect.html",
            line=line,
            goal=href,
            canonical=loom.dossier.edition.site + path,
            root=relative(f"{start}/", ""),
            left=left_on(ledger, loom, line.id, f"{start}/") if line.kind == "page" else [],
        )
    return found


def ways(ledger: Ledger, loom: Loom) -> dict[str, str]:
    """Return address → address that it leads to, both from the site's root, for hosts to know."""
    return {
        f"/{start}/": f"/{path}" + (f"#{anchor}" if anchor else "")
        for _, start, (path, anchor) in _leading(ledger, loom)
    }


def _leading(ledger: Ledger, loom: Loom) -> Iterator[tuple[Line, str, tuple[str, str]]]:
    """Yield each line that only leads on, where its pages stand, and its goal."""
    for line in ledger.lines:
        goal = goal_of(ledger, loom, line)
        if goal is not None:
            yield from ((line, start, goal) for start in _starts(line))


def _starts(line: Line) -> Iterator[str]:
    """Yield the places, below the site's root, that only lead on to where a line's id stands."""
    if line.kind == "anchor" or line.state in ("merged", "withdrawn"):
        return
    if line.kind != "page":
        yield f"id/{line.id}"
    elif line.state == "moved":
        yield line.id.strip("/")
    if line.kind in FOLDERS and line.state == "moved":
        yield f"{FOLDERS[line.kind]}/{line.id}"


def tombstones(ledger: Ledger) -> dict[str, Line]:
    """Return path below `docs/` → the line of every id that was merged or withdrawn."""
    return {f"id/{line.id}.md": line for line in ledger.ended.values()}


def tombstone_at(ledger: Ledger, page: str) -> Line | None:
    """Return the line of the id whose tombstone a page below `docs/` is, or None."""
    folder, _, name = page.partition("/")
    return ledger.ended.get(name.removesuffix(".md")) if folder == "id" else None


def goal_of(ledger: Ledger, loom: Loom, line: Line) -> tuple[str, str] | None:
    """Return the site path and anchor that a line leads to, or None where it leads nowhere."""
    final = ledger.final(line.id)
    if final is None:
        return None
    if final.kind == "page":
        return final.id.strip("/") + "/" if final.id != "/" else "", ""
    if final.state == "withdrawn":
        return f"id/{final.id}/", ""
    record = loom.dossier.records.get(final.id)
    return (loom.url_of(page_of(record)), anchor_of(record)) if record else None


def left_on(ledger: Ledger, loom: Loom, address: str, start: str) -> list[Left]:
    """Return the anchors that stood on a page once, as links from a place in the site."""
    return list(_left(ledger, loom, address, start))


def _left(ledger: Ledger, loom: Loom, address: str, start: str) -> Iterator[Left]:
    """Yield them in the ledger's order."""
    for line in ledger.anchors.get(address, ()):
        anchor = line.id.partition("#")[2]
        goal = goal_of(ledger, loom, line)
        if goal and goal != (start, anchor):  # unless it stands there again
            path, new = goal
            href = relative(start, path) + (f"#{new}" if new else "")
            yield Left(anchor=anchor, words=line.target, href=href)
