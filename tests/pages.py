"""One page of every kind, for tests that look at them all."""

from typing import Final

KINDS: Final = {
    "home": "",
    "series": "series/",
    "part": "series/kazakhstan/",
    "section": "series/kazakhstan/achievements/",
    "actor": "actors/hikvision/",
    "actors": "actors/",
    "term": "glossary/wangluo-qiangguo/",
    "glossary": "glossary/",
    "source": "sources/zdnet-2020-12-06/",
    "sources": "sources/",
    "about": "about/method/",
    "claims": "claims/",
    "chronology": "chronology/",
    "network": "network/",
    "places": "places/",
    "design": "about/design/",
    "quality": "about/quality/",
    "data": "data/",
    "errata": "about/errata/",
    "wanted": "sources/wanted/",
    "missing": "404.html",
}
"""One page of every kind."""
