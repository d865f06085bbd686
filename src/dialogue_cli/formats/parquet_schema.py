"""The columns of an exported Parquet file, and their types."""

from __future__ import annotations

import pyarrow as pa

METADATA = "dialogue.dataset"
"""The key of the file's metadata under which the dataset's header stands, as JSON."""
_TEXT, _DAY, _TRUTH, _NUMBER = pa.string(), pa.date32(), pa.bool_(), pa.int32()


def _must(name: str, kind: pa.DataType) -> pa.Field:
    return pa.field(name, kind, nullable=False)


def _list(kind: pa.DataType) -> pa.DataType:
    """Of what a record has several of: never null, and empty where it has none."""
    return pa.list_(_must("element", kind))


def _struct(*fields: pa.Field) -> pa.DataType:
    return pa.struct(fields)


_NAMED = _struct(_must("name", _TEXT), pa.field("as_written", _TEXT))
_PERSON = _struct(
    _must("person", _TEXT),
    *(pa.field(name, _TEXT) for name in ("name", "role", "represents", "capacity", "on_behalf_of", "certainty")),
)
_PLACE = _struct(
    *(pa.field(name, _TEXT) for name in ("city", "country", "venue")),
    *(pa.field(name, _TEXT) for name in ("name", "lies_in")),
)
_RELATED = _struct(_must("related_id", _TEXT), pa.field("relation", _TEXT))
_QUOTE = _struct(
    _must("source_id", _TEXT),
    _must("exact", _TEXT),
    pa.field("prefix", _TEXT),
    pa.field("suffix", _TEXT),
    _must("supports", _list(_TEXT)),
    pa.field("found", _TRUTH),
)
SCHEMA = pa.schema(
    [
        _must("id", _TEXT),
        _must("title", _TEXT),
        pa.field("series_id", _TEXT),
        pa.field("series_name", _TEXT),
        pa.field("series_as_written", _TEXT),
        pa.field("ordinal", _NUMBER),
        pa.field("kind", _TEXT),
        pa.field("mode", _TEXT),
        _must("status", _TEXT),
        pa.field("date", _TEXT),
        pa.field("earliest", _DAY),
        pa.field("latest", _DAY),
        pa.field("last_start", _DAY),
        pa.field("first_end", _DAY),
        pa.field("is_uncertain", _TRUTH),
        _must("years", _list(_NUMBER)),
        pa.field("previous_date", _TEXT),
        pa.field("date_note", _TEXT),
        pa.field("certain", _TRUTH),
        _must("places", _list(_PLACE)),
        pa.field("principal", _TEXT),
        pa.field("principal_name", _TEXT),
        _must("partners", _list(_NAMED)),
        _must("participants", _list(_PERSON)),
        _must("topics", _list(_NAMED)),
        _must("instruments", _list(_NAMED)),
        pa.field("summary", _TEXT),
        _must("outcomes", _list(_TEXT)),
        _must("related", _list(_RELATED)),
        pa.field("note", _TEXT),
        pa.field("url", _TEXT),
        _must("former_ids", _list(_TEXT)),
        pa.field("reviewed_by", _TEXT),
        pa.field("reviewed_on", _TEXT),
        _must("evidence", _list(_QUOTE)),
        _must("found_by_partner", _list(_TEXT)),
        _must("found_by_place", _list(_TEXT)),
        _must("words", _TEXT),
        # Last: where each year has a folder it is the name of that, and readers put it behind the others.
        pa.field("year", _NUMBER),
    ]
)
"""Described for users in docs/output.md."""
