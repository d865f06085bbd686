"""A claim before the notary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from dialogue_cli.curate.draft.known import Known
from dialogue_cli.curate.notary.quoted import Quoted

Record = dict[str, Any]


class Case(NamedTuple):
    """A claim: the value, the record that makes it, the quotes it rests on, the names that are known."""

    value: Any
    record: Record
    quotes: Sequence[Quoted]
    known: Known

    @property
    def status(self) -> str:
        """Whether the meeting was held, or what else the record says of it."""
        return str(self.record.get("status") or "held")


Rule = Callable[[Case], str | None]
"""Why a claim is refused; None for one that is kept."""
