"""Which dataset is meant, and where the bundled one lies: the one place that knows."""

from __future__ import annotations

import os

from dialogue_cli.errors import UnreadableError


def chosen_dataset(path: str | os.PathLike[str] | None = None) -> str:
    """The dataset that is meant: the one given, else the one that DIALOGUE_DATA names, else the bundled one."""
    chosen = path if path is not None else os.environ.get("DIALOGUE_DATA") or None
    if chosen is None:
        return bundled_dataset()
    named = os.fspath(chosen)
    if not named:
        raise UnreadableError("the name of the dataset is empty")
    found = os.path.expanduser(named)
    if found.startswith("~"):
        raise UnreadableError(f"{named} cannot be read: there is no such user")
    return found


def is_chosen(path: str | os.PathLike[str] | None) -> bool:
    """Whether someone has named the dataset, in the call or with DIALOGUE_DATA."""
    return path is not None or bool(os.environ.get("DIALOGUE_DATA"))


def bundled_dataset() -> str:
    """The bundled dataset: inside the package when installed from a wheel, beside `src/` in a checkout."""
    # The path of this file may have links in it, and no way up goes through them.
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = f"{here}/data/meetings.yaml"
    if os.path.exists(installed):
        return installed
    return f"{os.path.dirname(os.path.dirname(here))}/data/meetings.yaml"
