"""YAML as plain texts with the line of every field; faults are listed, not raised."""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from dossier.read.limits import NESTING

Value = str | list["Value"] | dict[str, "Value"]

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml where the wheel carries it


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """What a piece of YAML says."""

    data: dict[str, Value] = field(default_factory=dict)
    """Every scalar as the text it was written as: dates stay dates, `no` stays `no`."""
    lines: dict[str, int] = field(default_factory=dict)
    """Dotted field path → line."""
    faults: tuple[tuple[int, str], ...] = ()
    """Line and what is wrong there."""


def parse(text: str, first_line: int) -> Parsed:
    """Return the mapping a text holds; `first_line` is its first line's number in the file."""
    try:
        deep = _too_deep(text)
        node = None if deep is not None else yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return Parsed(faults=((first_line + (mark.line if mark else 0), _said(error)),))
    except yaml.YAMLError as error:
        return Parsed(faults=((first_line, str(error).splitlines()[0]),))
    if deep is not None:
        return Parsed(faults=((first_line + deep, f"more than {NESTING} levels of nesting"),))
    if node is None:
        return Parsed()
    if not isinstance(node, yaml.MappingNode):
        return Parsed(faults=((first_line, "it is not a list of `field: value` lines"),))
    walk = _Walk(first_line)
    data = walk.value(node, "")
    return Parsed(
        data=data if isinstance(data, dict) else {},
        lines=walk.lines,
        faults=tuple(walk.faults),
    )


def _too_deep(text: str) -> int | None:
    """Return the line, from 0, on which nesting gets too deep, or None; events need no stack."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > NESTING:
            return event.start_mark.line if event.start_mark else 0
    return None


def _said(error: yaml.MarkedYAMLError) -> str:
    """Return the parser's complaint on one line."""
    return ", ".join(part for part in (error.context, error.problem) if part)


class _Walk:
    """One walk over a composed document."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.lines: dict[str, int] = {}
        self.faults: list[tuple[int, str]] = []
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, path: str) -> Value:
        """Return a node's value and note its lines."""
        line = self.first_line + node.start_mark.line
        if not isinstance(node, yaml.ScalarNode):
            if id(node) in self._seen:
                # An alias: a few lines of them can stand for gigabytes.
                self.faults.append((line, "anchors and aliases (& and *) are not used here"))
                return ""
            self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return self._sequence(node, path)
        return str(node.value).strip()

    def _mapping(self, node: yaml.MappingNode, path: str) -> Value:
        """Return a mapping; a field given twice keeps its first value."""
        found: dict[str, Value] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = self.first_line + key_node.start_mark.line
            if key in found:
                self.faults.append((line, f"`{key}` stands here twice"))
                continue
            inner = f"{path}.{key}" if path else key
            self.lines[inner] = line
            found[key] = self.value(value_node, inner)
        return found

    def _sequence(self, node: yaml.SequenceNode, path: str) -> Value:
        """Return a list."""
        found: list[Value] = []
        for number, item in enumerate(node.value):
            inner = f"{path}.{number}"
            self.lines[inner] = self.first_line + item.start_mark.line
            found.append(self.value(item, inner))
        return found
