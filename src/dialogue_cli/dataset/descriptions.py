"""What each key of the dataset format means, in a sentence: what an editor shows, and the tables of docs/format.md.

Only the JSON Schema of the format needs them, so they stand apart from the table of the format itself (`fields`). Tests
hold that they are about the same keys, and that docs/format.md says the same.
"""

from __future__ import annotations

from typing import Any

from dialogue_cli.dataset.model import (
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
from dialogue_cli.dataset.vocabulary import Instrument, Partner, Person, Place, Series, Topic

SECTIONS = {
    "dataset": "what the dataset says of itself",
    "sources": "the documents that are quoted as evidence",
    "partners": "states, organisations and groups: codes, other names, members",
    "series": "recurring meetings, which records name by their `id`",
    "topics": "subjects, with their other names",
    "instruments": "agreements, plans and schemes, with their other names",
    "places": "cities, and the countries they lie in",
    "people": "the people, with other spellings of their names",
    "meetings": "the records",
}
_ALIASES = "other names or spellings by which it is found; a list"
KEYS: dict[type[Any], dict[str, str]] = {
    Header: {
        "format": "the version of the format: 1",
        "title": "what the collection is called",
        "principal": "a party to every meeting that does not name another",
    },
    Source: {
        "id": "a short name, which evidence gives as its `source`; unique",
        "file": "the text of the document: the name of a file without a folder. Quotes are compared with it",
        "title": "the title that the document has",
        "url": "the address of the page that it is from (`https://…`)",
        "language": "the language that it is in, such as `en`",
        "publisher": "who published it, as the document says",
        "published": "when it was published, as the document says; a date",
        "accessed": "when the page was fetched; a date",
        "archived_url": "the address of a copy in an archive",
        "sha256": "the checksum of `file`; `check` uses it to notice a later change",
        "original": "what was received (a page, a PDF, an e-mail), if `file` is a text made of it",
        "extractor": "what made the text of the original: the program, its version and its rules",
        "unrelated": "passages that are about no meeting; a list",
        "former_ids": "ids that it had before, by which it is found too; a list",
    },
    Original: {
        "file": "the name of its file without a folder",
        "sha256": "the checksum of that file",
        "media_type": "what kind of file it is, such as `text/html`",
    },
    Unrelated: {
        "exact": "the words as the document has them; they are meant wherever they stand in it",
        "reason": "why they are about no meeting, in your own words",
    },
    Partner: {
        "name": "the name that is shown",
        "code": "the code of a country by ISO 3166, such as `KZ`, or another short code",
        "aliases": _ALIASES,
        "members": "the names of its members, if it is a group; a list",
    },
    Series: {
        "id": "a short name, which meetings give as their `series`; unique",
        "name": "the name that is shown",
        "aliases": _ALIASES,
    },
    Topic: {"name": "the name that is shown", "aliases": _ALIASES},
    Instrument: {"name": "the name that is shown", "aliases": _ALIASES},
    Place: {
        "name": "the name of a city or another place",
        "country": "the country it lies in",
        "aliases": _ALIASES,
    },
    Person: {"name": "the name that is shown", "aliases": "other spellings by which the person is found; a list"},
    Meeting: {
        "id": "lower-case letters (a to z) and digits joined by single hyphens; unique, and never reused",
        "title": "what the meeting is called",
        "series": "the series of recurring meetings it belongs to, by its `id` or a name",
        "ordinal": "which round of the series it was: 7 for the 7th",
        "kind": (
            "any word; common ones are `summit`, `ministerial`, `dialogue`, `council`, `committee`, `visit`,"
            " `negotiation`, …"
        ),
        "mode": "how the parties met: `in-person`, `video`, `telephone` or `hybrid`",
        "status": "`held` (the default), `planned`, `agreed` (to be launched), `cancelled` or `postponed`",
        "date": (
            "when it was or is to be held, as exactly as the documents say: `2025-11-21`, `2025-11`,"
            ' `2025-11-20/2025-11-21`, `"[2025-11-20..2025-12-03]"`, …'
        ),
        "previous_date": "when it was to be held before it was postponed; a date",
        "date_note": "how you inferred the date, if the documents do not state it",
        "place": "where it was held, as far as the documents name it: one place, or a list of places in order",
        "principal": "a party to this meeting instead of the `principal` of the dataset",
        "partners": "the other parties: states, organisations, groups; absent if there is none, or none is named",
        "participants": "the people who took part; a list",
        "topics": "its subjects; a list",
        "instruments": "the agreements, plans and schemes that it dealt with; a list",
        "summary": "what happened, in your own words",
        "outcomes": "what came of it, in your own words; a list",
        "related": "other meetings that it has to do with; a list",
        "note": "what a reader should know of ambiguities, in your own words",
        "url": "the address of a page about the meeting (`https://…`)",
        "former_ids": "ids that it had before, by which it is found too; `dialogue rename` keeps them here",
        "reviewed": "that a second person has read it against its documents",
        "check_ignore": "checks whose warnings about this meeting are not told; a list",
        "evidence": "quotes from the sources, and what they prove; a list",
    },
    Reviewed: {
        "by": "who",
        "on": "when; a date",
    },
    Ignored: {
        "check": "the code of a check that warns, such as `likely-misspelling`",
        "reason": "why it is no mistake here, in your own words",
    },
    Venue: {
        "city": "the city",
        "country": "the country",
        "venue": "a building or a room",
    },
    Participant: {
        "name": "the name; absent if the source gives none",
        "role": "the office or function, as the source says; a participant without a name needs it",
        "represents": "the party that the person represents",
        "capacity": "in what capacity the person took part, such as `co-chair`",
        "on_behalf_of": "the person or body for whom the person stood in",
        "certainty": "whether it is certain that the person took part: `certain` or `possible`",
    },
    Relation: {
        "id": "the `id` of the other meeting",
        "relation": "what it is to this one: `next`, `previous`, `concurrent`, `part-of`, …",
    },
    Evidence: {
        "source": "the `id` of the source that is quoted",
        "exact": "the quote, word for word",
        "prefix": "what comes just before it, if the same words occur more than once",
        "suffix": "what comes just after it, if the same words occur more than once",
        "supports": (
            "what it proves: a field, such as `date`, or one item, such as `topics.trade` or `outcomes.1`; a list"
        ),
    },
}
