"""The fields of a new meeting, each once: its option, its question, what explains it, and how it is read and shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from dialogue_cli.curate.adding import forms
from dialogue_cli.curate.adding.known import Known


class Field(NamedTuple):
    """A field of a record, as it is asked for and typed."""

    name: str
    """Its key in a record."""
    title: str
    """What the question calls it."""
    help: str
    """What it is, in a sentence or two."""
    example: str
    """A value as it may be typed."""
    read: Callable[[str, Known], Any] = forms.text_of
    """A value out of what is typed. Raises QueryError for what is none."""
    shown: Callable[[Any], str] = str
    """A value as it could be typed."""
    many: bool = False
    splits: bool = True
    """Of a list, whether several values can be typed on one line, with `;` between."""
    offers: str = ""
    """What the Tab key offers: see `completion.values`."""
    option: str = ""
    """The name of its option, where it is not that of the key."""

    @property
    def value_name(self) -> str:
        """The name of its option as a key of the values of a call."""
        return self.option or self.name


FIELDS = (
    Field(
        "series",
        "Series",
        "The recurring format that the meeting belongs to, if any. The next number, the partners and the place are"
        " then proposed out of its last meeting.",
        "EU-Pakistan Strategic Dialogue",
        forms.name_of("series"),
        offers="series",
    ),
    Field("ordinal", "Round", "Which meeting of the series it was: 7 for the seventh.", "7", option="round"),
    Field(
        "title",
        "Title",
        "What the meeting is called, as the document says it. It is the only thing that a meeting must have.",
        "7th Round of the EU-Pakistan Strategic Dialogue",
    ),
    Field(
        "date",
        "Date",
        "When it was, as exactly as the document says: a day, a month, a year, the days from one to another, or"
        " [2025-11-20..2025-12-03] for one day in that time. The date of publication is not that of the meeting.",
        "3 March 2026, March 2026, 20-21 March 2026",
        forms.date,
        offers="date",
    ),
    Field(
        "date_note",
        "How the date is known",
        "How you know the date, where the document does not state it.",
        'The document says "last week".',
    ),
    Field(
        "status",
        "Status",
        "held, planned, agreed (to be launched), cancelled or postponed.",
        "planned",
        forms.word,
        offers="status",
    ),
    Field("previous_date", "Date before", "When a postponed one was to be held before.", "2 March 2026", forms.date),
    Field("kind", "Kind", "What kind of meeting it was, in a word.", "dialogue", forms.name_of("kind"), offers="kind"),
    Field("mode", "Mode", "How they met: in-person, video, telephone or hybrid.", "video", forms.word, offers="mode"),
    Field(
        "place",
        "Place",
        "Where it was, as far as the document says: a city; a city and a country; a venue before them. Several places"
        " in their order.",
        "Berlaymont, Brussels, Belgium",
        forms.place,
        forms.place_text,
        many=True,
        offers="place",
    ),
    Field(
        "principal",
        "Principal",
        "The party from whose side the meeting is told, if it is not that of the dataset.",
        "Council of Europe",
        forms.name_of("partner"),
        offers="partner",
    ),
    Field(
        "partners",
        "Partners",
        "The other parties: states, organisations, groups.",
        "Kazakhstan; Uzbekistan",
        forms.name_of("partner"),
        many=True,
        offers="partner",
        option="partner",
    ),
    Field(
        "participants",
        "Participant",
        "Someone who took part: name; role; side; and if you like capacity, such as chair. Where the document gives no"
        ' name, begin with ";". "(possibly)" behind a name says that the document leaves it open.',
        "Kaja Kallas; High Representative; European Union; co-chair",
        forms.participant,
        forms.participant_text,
        many=True,
        splits=False,
        offers="person",
        option="participant",
    ),
    Field(
        "topics",
        "Topics",
        "What they spoke of.",
        "trade; migration",
        forms.name_of("topic"),
        many=True,
        offers="topic",
        option="topic",
    ),
    Field(
        "instruments",
        "Instruments",
        "The agreements, plans and schemes that it dealt with.",
        "GSP+",
        forms.name_of("instrument"),
        many=True,
        offers="instrument",
        option="instrument",
    ),
    Field("summary", "Summary", "What happened, in a sentence or two of your own.", "The sides reviewed …"),
    Field(
        "outcomes",
        "Outcome",
        "What came of it, each in a sentence.",
        "The sides agreed to meet again in 2027.",
        many=True,
        splits=False,
        option="outcome",
    ),
    Field(
        "related",
        "Related meeting",
        "Another meeting of the dataset, by its id, and what it is to this one.",
        "eu-pakistan-strategic-dialogue-7; previous",
        forms.relation,
        forms.relation_text,
        many=True,
        splits=False,
        offers="id",
    ),
    Field(
        "evidence",
        "Evidence",
        "Words of a document that prove what the record says.",
        "eeas-2025-11-23; held in Brussels on 21 November 2025",
        many=True,
        splits=False,
        offers="source",
    ),
    Field("note", "Note", "What a reader must know, such as what the document leaves open.", "The year is not stated."),
    Field("url", "Address", "The address of a page about the meeting.", "https://example.org/meeting"),
    Field("id", "Id", "The name of the record: lower-case letters, digits and hyphens.", "eu-pakistan-dialogue-8"),
)
BY_NAME = {field.name: field for field in FIELDS}
