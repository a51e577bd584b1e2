"""What a theme says alike on many pages, said once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Any

import jinja2
from jinja2.runtime import Context


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
