"""What a dataset knows that a draft uses: its names, so that a record is written as its neighbours are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from dialogue_cli.curate.draft.gazetteer import Names, names_known
from dialogue_cli.dataset.vocabulary import Vocabularies
from dialogue_cli.text import fold, key


def _none(_: str) -> dict[str, Any] | None:
    return None


class Known(NamedTuple):
    """The vocabularies of a dataset, its principal, the ids of its meetings, and its record of an id."""

    vocabularies: Vocabularies
    principal: str | None = None
    ids: frozenset[str] = frozenset()
    record: Callable[[str], dict[str, Any] | None] = _none

    @property
    def names(self) -> Names:
        """The parties and places to look for."""
        return _names_of(self.vocabularies)

    def series(self, name: str) -> str | None:
        """The id of the series that a text calls so: by its whole name, or an alias, hyphens and brackets apart."""
        wanted = _bare(name)
        for one in self.vocabularies.series:
            if any(_bare(other) == wanted for other in (one.name or one.id, *one.aliases)):
                return one.id
        return None

    def series_in(self, text: str) -> str | None:
        """The id of the one series whose name stands in a text, in capitals or not; short names may mean others."""
        said = f" {fold(text)} "
        found = {
            one.id
            for one in self.vocabularies.series
            for name in (one.name, *one.aliases)
            if name and len(fold(name).split()) > 3 and f" {fold(name)} " in said
        }
        return found.pop() if len(found) == 1 else None

    def topics(self) -> list[tuple[str, Sequence[str]]]:
        """The topics with their other names."""
        return [(one.name, one.aliases) for one in self.vocabularies.topics]

    def instruments(self) -> list[tuple[str, Sequence[str]]]:
        """The instruments with their other names."""
        return [(one.name, one.aliases) for one in self.vocabularies.instruments]

    def person(self, name: str) -> str:
        """A person's name as the dataset writes it."""
        for one in self.vocabularies.people:
            if key(name) in {key(other) for other in (one.name, *one.aliases)}:
                return one.name
        return name


@lru_cache(maxsize=4)
def _names_of(vocabularies: Vocabularies) -> Names:
    return names_known(
        ((one.name, one.aliases) for one in vocabularies.partners),
        ((one.name, one.country, one.aliases) for one in vocabularies.places),
    )


def _bare(name: str) -> str:
    import re

    return key(re.sub(r"\([^()]*\)", "", name))
