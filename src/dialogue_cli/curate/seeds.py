"""Where a document is to lie beside a dataset."""

from __future__ import annotations

from pathlib import Path

from dialogue_cli.errors import QueryError


def room(folders: list[Path], name: str, data: bytes) -> Path | None:
    """Where a document is to lie: beside the others. None where it lies there already.

    QueryError where another document has its name.
    """
    for folder in folders:
        if (folder / name).exists():
            if (folder / name).read_bytes() == data:
                return None
            raise QueryError(f"{folder / name} is another document; give this one another name")
    usual = [folder for folder in folders[1:] if folder.is_dir()]
    return (usual or folders[1:])[-1 if usual else 0] / name
