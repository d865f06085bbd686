"""A meeting that matches a query, and how: what every view and format is given."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogue_cli.dataset.model import Meeting, Record

ONLY_POSSIBLY = "only possibly in the period"
"""What notes and sums say of meetings that are not `certain`; all other words for it are in `view.status`."""


# The records' own classes are imported where one is decoded: most lines are written without any.
class Match:
    """A meeting that matches a query, and how.

    `id`, `date` (EDTF), `status`, `partners`, `place`, `title` are text as a line shows it; `earliest` and `latest`
    are ISO days, None where the date is open. `certain` says whether the meeting lies certainly in the asked period
    (None without one). A search adds `score` (higher is better), `snippet` and `missing` (the words that the meeting
    lacks); `matched` maps what was typed to what it was taken for. `record` and `meeting` hold the whole record.

    >>> from dialogue_cli import Query, open_archive
    >>> match = next(iter(open_archive().find(Query(words="readmission", kind=("negotiation",)))))
    >>> match.id, match.place, match.meeting.place.city, match.certain
    ('eu-kazakhstan-visa-readmission-talks', 'Brussels', 'Brussels', None)
    """

    def __init__(
        self,
        id: str,
        date: str | None,
        status: str,
        partners: str,
        place: str,
        title: str,
        earliest: str | None,
        latest: str | None,
        certain: bool | None,
        score: float | None,
        snippet: str | None,
        missing: tuple[str, ...],
        matched: dict[str, str],
        json: Callable[[], str],
        decode: Callable[[str], Record],
    ) -> None:
        self.id = id
        self.date = date
        self.status = status
        self.partners = partners
        self.place = place
        self.title = title
        self.earliest = earliest
        self.latest = latest
        self.certain = certain
        self.score = score
        self.snippet = snippet
        self.missing = missing
        self.matched = matched
        self._json = json
        self._decode = decode

    def __repr__(self) -> str:
        about = "" if self.certain is None else f", certain={self.certain}"
        return f"Match({self.id!r}, {self.date!r}, {self.title!r}{about})"

    @cached_property
    def json(self) -> str:
        """The record as JSON, in one line."""
        return self._json()

    @cached_property
    def record(self) -> Record:
        """The meeting in the form of the dataset; see `dialogue_cli.dataset.model`."""
        return self._decode(self.json)

    @cached_property
    def meeting(self) -> Meeting:
        """The meeting as a dataclass."""
        from dialogue_cli.dataset.model import Meeting

        return Meeting.from_record(self.record)
