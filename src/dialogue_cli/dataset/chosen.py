"""Which dataset is meant, and where the bundled one lies: the one place that knows."""

from __future__ import annotations

import os
from pathlib import Path

from dialogue_cli.errors import UnreadableError


def chosen_dataset(path: str | os.PathLike[str] | None = None) -> Path:
    """The dataset that is meant: the one given, else the one that DIALOGUE_DATA names, else the bundled one."""
    chosen = path if path is not None else os.environ.get("DIALOGUE_DATA") or None
    if chosen is None:
        return bundled_dataset()
    if not os.fspath(chosen):
        raise UnreadableError("the name of the dataset is empty")
    try:
        return Path(chosen).expanduser()
    except RuntimeError:
        raise UnreadableError(f"{chosen} cannot be read: there is no such user") from None


def bundled_dataset() -> Path:
    """The bundled dataset: inside the package when installed from a wheel, beside `src/` in a checkout."""
    here = Path(__file__).parent.parent
    installed = here / "data" / "meetings.yaml"
    return installed if installed.exists() else here.parent.parent / "data" / "meetings.yaml"
