"""What a search looks through in a record, by column of the full text."""

from __future__ import annotations

from dialogue_cli.dataset.records import MeetingRecord, VenueRecord, places_of

BETWEEN = " · "
"""What stands between the items of a column."""
PLAIN_BETWEEN = " | "
"""The same in the index: in ASCII, of which it is quick to make words."""


def place_names(place: VenueRecord) -> tuple[str | None, str | None, str | None]:
    """City, country and venue of a place, as far as they are known."""
    return place.get("city"), place.get("country"), place.get("venue")


def texts_of(record: MeetingRecord, between: str = BETWEEN) -> dict[str, str]:
    """The texts of a record by the columns of `schema.TEXTS`, as the record writes them."""

    def together(*texts: str | None) -> str:
        return between.join(filter(None, texts))

    people = [
        part
        for person in record.get("participants", ())
        for part in (person.get("name"), person.get("role"), person.get("represents"), person.get("on_behalf_of"))
    ]
    return {
        "title": record["title"],
        "topics": together(*record.get("topics", ())),
        "partners": together(*record.get("partners", ()), record.get("principal")),
        "people": together(*people),
        "place": together(*(", ".join(filter(None, place_names(place))) for place in places_of(record))),
        "series": " ".join(filter(None, (record.get("series"), record.get("kind"), record.get("mode")))),
        "instruments": together(*record.get("instruments", ())),
        "date": record.get("date", ""),
        "summary": record.get("summary", ""),
        "outcomes": together(*record.get("outcomes", ())),
        "evidence": together(*(quote["exact"] for quote in record.get("evidence", ()))),
        "notes": together(record.get("date_note"), record.get("note")),
    }
