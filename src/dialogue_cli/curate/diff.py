"""What has changed in a text, as a unified diff: quick also for a long text of which little has changed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from dialogue_cli.curate.tree import BREAKS

_CONTEXT = 3


class Hunk(NamedTuple):
    """Lines of the old text, from one to before another (from 0), and those that come in their place."""

    start: int
    end: int
    new: list[str]


def unified(name: str, before: str, after: str) -> Iterator[str]:
    """The lines of a unified diff of the file `name`, without their line ends."""
    old, new = _lines(before), _lines(after)
    hunks = list(_hunks(old, new))
    if not hunks:
        return
    yield f"--- {_quoted(f'a/{name}')}"
    yield f"+++ {_quoted(f'b/{name}')}"
    moved = 0
    for group in _grouped(hunks):
        begin, end = max(group[0].start - _CONTEXT, 0), min(group[-1].end + _CONTEXT, len(old))
        longer = sum(len(hunk.new) - (hunk.end - hunk.start) for hunk in group)
        yield f"@@ -{_span(begin, end - begin)} +{_span(begin + moved, end - begin + longer)} @@"
        at = begin
        for hunk in group:
            yield from _shown(" ", old[at : hunk.start])
            yield from _shown("-", old[hunk.start : hunk.end])
            yield from _shown("+", hunk.new)
            at = hunk.end
        yield from _shown(" ", old[at:end])
        moved += longer


def _quoted(name: str) -> str:
    """A name as git writes it in a diff, and `git apply` and GNU patch read it: in quotes if it could be misread."""
    if name.isprintable() and not set(name) & set('"\\'):
        return name
    signs = (one if one.isprintable() and one not in '"\\' else _escaped(one) for one in name)
    return f'"{"".join(signs)}"'


def _escaped(sign: str) -> str:
    return f"\\{sign}" if sign in '"\\' else "".join(f"\\{byte:03o}" for byte in os.fsencode(sign))


def _lines(text: str) -> list[str]:
    """The lines of a text with their ends, as YAML counts them."""
    return re.findall(f"[^{BREAKS}]*(?:\r\n|[{BREAKS}])|[^{BREAKS}]+", text)


def _hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[Hunk]:
    """Where two texts differ: compared from one place that is equal to the next one."""
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and old[i] == new[j]:
            i, j = i + 1, j + 1
            continue
        k, m = _equal_again(old, new, i, j)
        matcher = SequenceMatcher(None, old[i:k], new[j:m], autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag != "equal":
                yield Hunk(i + a, i + b, list(new[j + c : j + d]))
        i, j = k, m


_EQUAL = 4
"""So many lines that are equal mean that the texts go on alike."""


def _equal_again(old: Sequence[str], new: Sequence[str], i: int, j: int) -> tuple[int, int]:
    """From where on the lines of two texts are equal again; their ends if nowhere."""
    for reach in range(1, len(old) - i + len(new) - j + 1):
        for k in range(max(0, reach - (len(new) - j)), min(reach, len(old) - i) + 1):
            a, b = i + k, j + reach - k
            rest = min(_EQUAL, len(old) - a, len(new) - b)
            if old[a : a + rest] == new[b : b + rest] and (rest == _EQUAL or len(old) - a == len(new) - b):
                return a, b
        if reach > 2_000:
            break
    return len(old), len(new)


def _grouped(hunks: Sequence[Hunk]) -> Iterator[list[Hunk]]:
    """Hunks that share lines around them are one."""
    group: list[Hunk] = []
    for hunk in hunks:
        if group and hunk.start - group[-1].end > 2 * _CONTEXT:
            yield group
            group = []
        group.append(hunk)
    yield group


def _span(begin: int, count: int) -> str:
    return f"{begin + 1},{count}" if count else f"{begin},0"


def _shown(sign: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield sign + line.rstrip(BREAKS)
        if line[-1] not in BREAKS:
            yield "\\ No newline at end of file"
