"""What a new dataset begins with: a file with one record as an example, and the document that it is about."""

from __future__ import annotations

from importlib.resources import files

from dialogue_cli.dataset.json_schema import schema_text

DATASET = "meetings.yaml"
SCHEMA = "meetings.schema.json"
DOCUMENT = "seeds/example.txt"


def starter() -> dict[str, bytes]:
    """The files of a new dataset by their paths in its folder; that of the records comes last."""
    here = files(__name__)
    return {
        DOCUMENT: here.joinpath("example.txt").read_bytes(),
        SCHEMA: schema_text().encode(),
        DATASET: here.joinpath("meetings.yaml").read_bytes(),
    }
