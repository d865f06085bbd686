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


Rule = Callable[[Case], str | None]
"""Why a claim is refused; None for one that is kept."""
