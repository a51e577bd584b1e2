"""What is alike on many pages is rendered once, and still is what it would be."""

from __future__ import annotations

import jinja2

from dossier.weave.same import once


def test_a_template_is_rendered_once_for_each_key() -> None:
    """A page whose key is None has something of its own."""
    asked: list[str] = []

    def said(page: str) -> str:
        asked.append(page)
        return page[0]

    sources = {"nav": "{{ said(page) }}", "page": "<{% include 'nav' %}>"}
    environment = jinja2.Environment(loader=jinja2.DictLoader(sources), autoescape=True)
    environment.globals["said"] = said
    once(environment.get_template("nav"), lambda page: None if page == "own" else page[0])
    made = [
        environment.get_template("page").render(page=page)
        for page in ("a1", "a2", "b1", "own", "own")
    ]
    assert made == ["<a>", "<a>", "<b>", "<o>", "<o>"]
    assert asked == ["a1", "b1", "own", "own"]
