"""What the Tab key offers: names that the collection has, each with the number of its meetings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dialogue_cli.archive import open_archive
from dialogue_cli.errors import DialogueError

Completer = Callable[[Any, list[str], str], list[tuple[str, str]]]


def offer(field: str) -> Completer:
    """A completer of the names of a field (`partner`, `person`, …) or of the ids of meetings (`id`).

    What is typed keeps its letters: `pak` becomes `pakistan`, which the filters understand as well.
    A dataset that can not be read offers nothing.
    """

    def complete(ctx: Any, args: list[str], incomplete: str) -> list[tuple[str, str]]:
        try:
            found = open_archive(ctx.params.get("data")).names(field, incomplete)
        except (DialogueError, OSError):
            return []
        return [(incomplete + name[len(incomplete) :], about) for name, about in found]

    return complete


def choose(*values: str) -> Completer:
    """A completer of fixed values."""
    return lambda ctx, args, incomplete: [(value, "") for value in values if value.startswith(incomplete)]


def statuses(ctx: Any, args: list[str], incomplete: str) -> list[tuple[str, str]]:
    """The statuses that a meeting can have."""
    from dialogue_cli.model import STATUSES

    return choose(*STATUSES)(ctx, args, incomplete)
