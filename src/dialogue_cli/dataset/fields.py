"""The dataset format as one table: for each kind of record its keys in order, and what is required.

A new field is a line here, a field of the dataclass in `model.py`, and a line of `docs/format.md`.
"""

from __future__ import annotations

from dialogue_cli.dataset.decoding import (
    Choice,
    date,
    file_name,
    format_number,
    integer,
    sha256,
    slug,
    text,
    texts,
    url,
)
from dialogue_cli.dataset.model import (
    CERTAINTIES,
    MODES,
    STATUSES,
    Evidence,
    Header,
    Ignored,
    Meeting,
    Original,
    Participant,
    Relation,
    Reviewed,
    Source,
    Unrelated,
    Venue,
)
from dialogue_cli.dataset.shapes import Many, One, OneOrMany, Shape
from dialogue_cli.dataset.vocabulary import Instrument, Partner, Person, Place, Series, Topic

_VENUE = Shape(Venue, "the place", {"city": text, "country": text, "venue": text})
_PARTICIPANT = Shape(
    Participant,
    "a participant",
    {
        "name": text,
        "role": text,
        "represents": text,
        "capacity": text,
        "on_behalf_of": text,
        "certainty": Choice(CERTAINTIES),
    },
    one_of=("name", "role"),
)
_RELATION = Shape(Relation, "a related meeting", {"id": text, "relation": text}, required=("id",))
_EVIDENCE = Shape(
    Evidence,
    "a piece of evidence",
    {"source": text, "exact": text, "prefix": text, "suffix": text, "supports": texts},
    required=("source", "exact"),
)
_REVIEWED = Shape(Reviewed, "a review", {"by": text, "on": date}, required=("by", "on"))
_IGNORED = Shape(Ignored, "an ignored check", {"check": text, "reason": text}, required=("check", "reason"))
_MEETING = Shape(
    Meeting,
    "a meeting",
    {
        "id": slug,
        "title": text,
        "series": text,
        "ordinal": integer,
        "kind": text,
        "mode": Choice(MODES),
        "status": Choice(STATUSES),
        "date": date,
        "previous_date": date,
        "date_note": text,
        "place": OneOrMany(_VENUE),
        "principal": text,
        "partners": texts,
        "participants": Many(_PARTICIPANT),
        "topics": texts,
        "instruments": texts,
        "summary": text,
        "outcomes": texts,
        "related": Many(_RELATION),
        "note": text,
        "url": url,
        "former_ids": texts,
        "reviewed": One(_REVIEWED),
        "check_ignore": Many(_IGNORED),
        "evidence": Many(_EVIDENCE),
    },
    required=("id", "title"),
    guarded=("partners",),
    defaults=(("status", "held"),),
)
HEADER = Shape(Header, "the dataset", {"format": format_number, "title": text, "principal": text})
_ORIGINAL = Shape(
    Original, "the original", {"file": file_name, "sha256": sha256, "media_type": text}, required=("file",)
)
_UNRELATED = Shape(Unrelated, "an unrelated passage", {"exact": text, "reason": text}, required=("exact", "reason"))
_SOURCE = Shape(
    Source,
    "a source",
    {
        "id": text,
        "file": file_name,
        "title": text,
        "url": url,
        "language": text,
        "publisher": text,
        "published": date,
        "accessed": date,
        "archived_url": url,
        "sha256": sha256,
        "original": One(_ORIGINAL),
        "extractor": text,
        "unrelated": Many(_UNRELATED),
        "former_ids": texts,
    },
    required=("id",),
)
_PARTNER = Shape(
    Partner, "a partner", {"name": text, "code": text, "aliases": texts, "members": texts}, required=("name",)
)
_SERIES = Shape(Series, "a series", {"id": text, "name": text, "aliases": texts}, required=("id",))
_TOPIC = Shape(Topic, "a topic", {"name": text, "aliases": texts}, required=("name",))
_INSTRUMENT = Shape(Instrument, "an instrument", {"name": text, "aliases": texts}, required=("name",))
_PLACE = Shape(Place, "a place", {"name": text, "country": text, "aliases": texts}, required=("name",))
_PERSON = Shape(Person, "a person", {"name": text, "aliases": texts}, required=("name",))

# The header is one record; every other section is a list of them.
SECTIONS: dict[str, Shape] = {
    "dataset": HEADER,
    "sources": _SOURCE,
    "partners": _PARTNER,
    "series": _SERIES,
    "topics": _TOPIC,
    "instruments": _INSTRUMENT,
    "places": _PLACE,
    "people": _PERSON,
    "meetings": _MEETING,
}
