"""What the columns of a table look like, for a mapping to begin with."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from dialogue_cli.curate.importing.dates import Reader
from dialogue_cli.curate.importing.day_cells import NotUnderstood
from dialogue_cli.dataset.emitting import scalar
from dialogue_cli.names.iso import state_of_name
from dialogue_cli.text import fold, one_line, shortened

END = {"end", "to", "until", "ende", "bis", "tot", "einde", "fin", "fine", "last", "dtend", "enddate"}

CALLED_DATE = END | set(
    "date dates datum fecha data day when jour tag termin start begin from van von debut inicio inizio dtstart"
    " startdate first".split()
)


class Column(NamedTuple):
    """A column of a table by its name and cells."""

    name: str
    cells: list[str]
    """Its cells that are not blank."""
    are_lists: bool = False

    @property
    def words(self) -> set[str]:
        """The words of its name, also those that are written together (`startDate`)."""
        return set(fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", self.name).replace(".", " ")).split())

    @property
    def yaml(self) -> str:
        """Its name as it stands in a mapping."""
        return scalar(self.name, in_flow=True)

    @property
    def examples(self) -> str:
        """Some of its cells."""
        some = list(dict.fromkeys(self.cells))[:2]
        return ", ".join(shortened(one_line(one), 40) for one in some) or "blank"


def why_not(cell: str) -> str:
    """Why a cell is no date; empty for one that is."""
    reasons = []
    for day_first in (True, False):
        try:
            Reader(day_first).read(cell)
        except NotUnderstood as error:
            reasons.append(str(error))
        else:
            return ""
    # A year that lacks or is short says more than a month that does not exist in one of the orders.
    return next((one for one in reasons if "year" in one), reasons[0])


def is_date(column: Column) -> bool:
    """Whether most cells of a column are dates, and no mere numbers."""
    if not column.cells or sum(cell.isdigit() and len(cell) < 8 for cell in column.cells) * 2 > len(column.cells):
        return bool(column.cells) and bool(column.words & {"year", "jaar", "jahr", "annee", "ano"})
    sure = sum(why_not(cell) != "not a date" for cell in column.cells[:100])
    return sure * 5 >= len(column.cells[:100]) * 3


def are_span(dates: list[Column]) -> bool:
    """Whether two columns of dates are a first and a last day."""
    return len(dates) >= 2 and sum(bool(one.words & END) for one in dates[:2]) == 1


def are_countries(column: Column) -> bool:
    """Whether most cells are names of countries."""
    names = set(column.cells[:100])
    return bool(names) and sum(state_of_name(name) is not None for name in names) * 2 > len(names)


def label(column: Column) -> str:
    """What a mapping says of labels that stand before lists, as in `Attendees: A, B`."""
    labels = Counter(found[1] for cell in column.cells if (found := re.match(r"([^\W\d][^:,;\n]{0,30}):\s", cell)))
    common = [label for label, count in labels.items() if count * 4 > len(column.cells)]
    return f", strip: {{labels: [{', '.join(scalar(one, in_flow=True) for one in common)}]}}" if common else ""
