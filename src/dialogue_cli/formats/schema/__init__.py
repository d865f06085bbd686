"""The published shape of the JSON that the tool writes, as JSON Schema (draft 2020-12)."""

from __future__ import annotations

from importlib.resources import files


def schema_text() -> str:
    """The schema: of an array of meetings, and under `$defs` of one meeting and of the rows of the other commands."""
    return files(__name__).joinpath("meetings.schema.json").read_text(encoding="utf-8")
