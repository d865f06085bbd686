"""What the names of a record mean, as an exported table shows it: labels, and the names by which filters find them."""

from __future__ import annotations

from collections.abc import Iterable

from dialogue_cli.archive import Archive
from dialogue_cli.dataset.labels import person_label
from dialogue_cli.dataset.model import Record
from dialogue_cli.text import key

_FIELDS = {"partners": "partner", "topics": "topic", "instruments": "instrument"}


class Names:
    """The labels of everything that the meetings of an archive name."""

    def __init__(self, archive: Archive) -> None:
        known = {
            field: {text: label for text, (_, label) in archive.names_of_meetings(field).items()}
            for field in ("partner", "topic", "instrument", "person", "place")
        }
        self._labels = known
        self._groups = archive.ask(lambda index: index.names.belonging("partner"))
        self._countries = archive.ask(lambda index: index.names.belonging("place"))
        own = archive.header.principal
        self._principal = archive.label("partner", own) if own else None
        ids = {key(series.id): series.id for series in archive.vocabularies().series}
        self._series = {
            text: (ids.get(entity, label), label)
            for text, (entity, label) in archive.names_of_meetings("series").items()
        }

    def _label(self, field: str, text: str) -> str:
        return self._labels[field].get(text, text)

    def listed(self, table: str, texts: Iterable[str]) -> list[Record]:
        """The items of a list, each with the spelling of the record where that is not the name."""
        found = [(self._label(_FIELDS[table], text), text) for text in texts]
        return [{"name": name, "as_written": text if text != name else None} for name, text in found]

    def series(self, text: str | None) -> Record:
        """The series that a record means."""
        if text is None:
            return {}
        identifier, name = self._series.get(text, (text, text))
        return {
            "series_id": identifier,
            "series_name": name,
            "series_as_written": text if text != identifier else None,
        }

    def principal(self, text: str | None) -> str | None:
        """The principal of a meeting: that of the dataset where the record names no other."""
        return self._label("partner", text) if text else self._principal

    def person(self, participant: Record) -> str:
        """Under which name someone is counted: where the source gives none, under the role."""
        return self._label("person", person_label(participant.get("name"), participant.get("role")))

    def place(self, place: Record) -> Record:
        """The name of a place, and of the country in which it lies: what the record states comes first."""
        name = place.get("city") or place.get("country")
        city, country = place.get("city"), place.get("country")
        known = self._countries.get(city or "", [None])[0]
        return {
            "name": self._label("place", name) if name else None,
            "lies_in": self._label("place", country) if country else known,
        }

    def parties(self, partners: Iterable[str], principal: str | None) -> list[str]:
        """By which names --partner finds a meeting: those of its parties, of their groups and of their members."""
        found: dict[str, None] = {}
        for text in (*partners, *filter(None, [principal])):
            found |= dict.fromkeys((self._label("partner", text), *self._groups.get(text, ())))
        if not principal and self._principal:
            found[self._principal] = None
        return list(found)

    def places(self, places: Iterable[Record]) -> list[str]:
        """By which names --place finds a meeting: those of its places, and of the countries in which they lie."""
        found: dict[str, None] = {}
        for place in places:
            stated = [place[part] for part in ("venue", "city", "country") if part in place]
            lies = self._countries.get(place.get("country") or place.get("city") or "", ())
            found |= dict.fromkeys((*(self._label("place", text) for text in stated), *lies))
        return list(found)
