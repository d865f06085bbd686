"""The call of a command as a person can type it again, with something changed."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dialogue_cli.cli.flags import Flag


def call(command: str, flags: Sequence[Flag], values: Mapping[str, Any], **changed: Any) -> str:
    """The words of a call with those of the flags that were given; `changed` takes the place of what was given.

    >>> from dialogue_cli.cli.flags import FILTERS
    >>> call("timeline", FILTERS, {"partner": ["Central Asia"], "on": ["1995"]}, on=["1995-11"])
    "dialogue timeline --partner 'Central Asia' --on 1995-11"
    """
    given = {**values, **changed}
    words = [word for flag in flags for word in _words(flag, given.get(flag.field))]
    return shlex.join(["dialogue", command, *words])


def _words(flag: Flag, value: Any) -> Iterator[str]:
    if value is None or value is False or value == flag.default:
        return
    if flag.is_argument:
        yield from value if flag.repeats else [value]
        return
    name = flag.names[-1]
    if flag.kind is bool:
        yield name
        return
    for one in value if flag.repeats else [value]:
        # What begins with a hyphen would be read as an option.
        yield from [f"{name}={one}"] if str(one).startswith("-") else [name, str(one)]
