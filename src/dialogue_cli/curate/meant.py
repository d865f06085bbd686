"""What a reader is to see after a change: compared before a file takes the place of the old one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dialogue_cli.curate.commit import Content, Meant
from dialogue_cli.curate.desk import key_of
from dialogue_cli.dataset.model import Record


def with_record(section: str, name: str, change: Callable[[Record], Record]) -> Meant:
    """Of all records only the one of a section with an id or a name is another; it is what `change` makes of it."""

    def meant(before: dict[str, Content]) -> dict[str, Content]:
        return {file: [_changed(*one, section, name, change) for one in content] for file, content in before.items()}

    return meant


def _changed(
    section: str, record: Any, wanted: str, name: str, change: Callable[[Record], Record]
) -> tuple[str, Record]:
    is_it = section == wanted and record.get(key_of(section)) == name
    return section, change(record) if is_it else record
