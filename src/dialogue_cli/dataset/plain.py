"""A record out of plain values (JSON, options, answers) instead of YAML, with the same decoders and the same refusals.

What is wrong is told with its path in the value: `participants[2].role`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from dialogue_cli.dataset.fields import SECTIONS
from dialogue_cli.dataset.model import Record
from dialogue_cli.dataset.nodes import Faults, Mapping, Node, Sequence, quoted
from dialogue_cli.dataset.problems import Problem
from dialogue_cli.dataset.shapes import record
from dialogue_cli.dataset.syntax import MAX_DEPTH

_NUMBERS = ("ordinal", "format")
"""The fields whose values may be numbers."""


class Pairs(list[tuple[str, Any]]):
    """The keys and values of an object in their order: one may be there twice, which is a mistake."""


class Decoded(NamedTuple):
    """A record out of plain values, and what is wrong or strange, each with the path to it in place of a file."""

    record: Record
    problems: list[Problem]
    given: frozenset[str]
    """The fields that the values have, as against those that a default filled."""

    @property
    def refused(self) -> list[Problem]:
        """The problems for which the values cannot be a record."""
        return [one for one in self.problems if one.severity == "error" or one.code == "unknown-key"]

    @property
    def strange(self) -> list[Problem]:
        """The other ones."""
        return [one for one in self.problems if one not in self.refused]


def is_too_deep(values: Any) -> bool:
    """Whether lists and mappings are nested deeper than any record needs: what looks into all of it would give up."""
    level = [values]
    for _ in range(MAX_DEPTH + 1):
        level = [part for one in level for part in _parts(one)]
    return bool(level)


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, Pairs):
        return (part for _, part in value)
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def decoded(values: Any, section: str = "meetings") -> Decoded:
    """The record of a section that plain values stand for: text, numbers, lists, and mappings or `Pairs`."""
    faults = _Faults()
    node = faults.node(values, "", "")
    found = record(faults, node, SECTIONS[section]) or {}
    given = frozenset(key.value for key, _ in node) if isinstance(node, Mapping) else frozenset()
    return Decoded({name: value for name, value in found.items() if value != []}, faults.problems, given)


def _no_character(text: str) -> str:
    """The first code point that cannot be written (bytes that are not UTF-8, half a pair); empty for none."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return f"U+{ord(text[error.start]):04X}"
    return ""


class _Faults(Faults):
    """Problems by the path of a value, since there is no file in which it stands."""

    def __init__(self) -> None:
        super().__init__("")
        self._paths: dict[int, str] = {}
        self._kept: list[Node] = []
        """The nodes, whose identities must not be used again."""

    def note(self, code: str, message: str, node: Node) -> None:
        self._tell(self._paths.get(id(node), ""), code, message)

    def cut(self, node: Node) -> str:
        return ""

    def _tell(self, path: str, code: str, message: str) -> None:
        self.note_at(0, 0, code, message)
        self.problems[-1] = Problem(path, 0, 0, code, message)

    def node(self, value: Any, path: str, name: str) -> Node:
        """A value as the decoders take it; None for one that is told to be wrong."""
        found: Node
        if isinstance(value, Pairs | dict):
            found = Mapping()
            for key, part in value if isinstance(value, Pairs) else value.items():
                if part is not None:
                    inner = f"{path}.{key}" if path else key
                    found.append((self._known(quoted(key), inner), self.node(part, inner, key)))
        elif isinstance(value, list):
            found = Sequence(self.node(part, f"{path}[{i}]", name) for i, part in enumerate(value))
        elif isinstance(value, str) or value is None:
            if broken := _no_character(value or ""):
                self._tell(path, "type", f"{name} contains {broken}, which is no character; type it anew")
                return None
            found = quoted(value or "")
        elif (type(value) is int and name in _NUMBERS) or not path:
            found = quoted(str(value))
        else:
            kind = "a whole number" if name in _NUMBERS else "text"
            self._tell(path, "type", f"{name} must be {kind}, not {json.dumps(value)}")
            return None
        return self._known(found, path)

    def _known(self, node: Node, path: str) -> Node:
        self._kept.append(node)
        self._paths[id(node)] = path
        return node
