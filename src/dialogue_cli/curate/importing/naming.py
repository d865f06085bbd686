"""What names mean in a dataset, by its vocabulary and nothing else: for comparing many rows."""

from __future__ import annotations

from dialogue_cli.dataset.vocabulary import Vocabularies
from dialogue_cli.names.catalogue import Catalogue


class Naming:
    """The meaning of names, as `curate.adding.likely` asks for it."""

    def __init__(self, vocabularies: Vocabularies | None = None) -> None:
        self._fields = Catalogue(vocabularies or Vocabularies()).fields
        self._series = {one.id: one.name or one.id for one in (vocabularies.series if vocabularies else ())}

    def entity(self, field: str, typed: str, /) -> tuple[str, str] | None:
        """The entity of a name, and the name."""
        found = self._fields[field].entity(typed)
        return (found, typed) if found else None

    def series_name(self, named: str, /) -> str:
        """The name of a series."""
        return self._series.get(named, named)
