"""A project with the given addresses as its sources, for the command to sweep."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def project(root: Path, addresses: Iterable[tuple[str, str]]) -> Path:
    """Write a project whose sources have these addresses and words; return its folder."""
    entries = [
        f"@online{{toy{number}-nd,\n  outlet = {{Toy}},\n  url = {{{address}}},\n"
        + (f"  quote-seen = {{{words}}},\n" if words else "")
        + "  verification = {not-located},\n}\n"
        for number, (address, words) in enumerate(addresses)
    ]
    (root / "bib").mkdir(parents=True, exist_ok=True)
    (root / "bib" / "all.bib").write_text("\n".join(entries), encoding="utf-8")
    (root / "mkdocs.yml").write_text("site_url: https://toy.example/\n", encoding="utf-8")
    return root
