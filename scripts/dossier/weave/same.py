"""What is alike on many pages, made once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from types import SimpleNamespace
from typing import Any

import jinja2
from jinja2.runtime import Context
from markdown import Markdown


def one_converter() -> SimpleNamespace:
    """Return what makes one Markdown converter and gives it out again, put back to its beginning.

    It stands for the module `markdown` where MkDocs 1.6.1 makes a converter for each page
    (structure/pages.py). What MkDocs adds to one has a name, and takes the place of the last.
    """
    made: list[Markdown] = []

    def converter(**settings: Any) -> Markdown:  # noqa: ANN401 - as Markdown takes them
        if not made:
            made.append(Markdown(**settings))
        return made[0].reset()

    return SimpleNamespace(Markdown=converter)


def once(template: jinja2.Template, key: Callable[[Any], Hashable | None]) -> None:
    """Render a template once for each key of the page it is for; always where the key is None."""
    render = template.root_render_func
    kept: dict[Hashable, str] = {}

    def rendered(context: Context) -> Iterator[str]:
        known = key(context.get("page"))
        if known is None:
            yield from render(context)
            return
        if known not in kept:
            kept[known] = "".join(render(context))
        yield kept[known]

    template.root_render_func = rendered
