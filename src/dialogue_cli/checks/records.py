"""What is likely a slip in one meeting: a status that its date contradicts, or nobody who met."""

from __future__ import annotations

from collections.abc import Iterator

from dialogue_cli.checks.context import Context, MeetingCheck
from dialogue_cli.dataset.model import Header, Meeting
from dialogue_cli.dataset.problems import Problem
from dialogue_cli.dataset.reader import Item
from dialogue_cli.dates.wording import day_date, human_date


def held_in_future(item: Item, meeting: Meeting, context: Context) -> Iterator[Problem]:
    """A meeting that is recorded as held although its first possible day is in the future."""
    if meeting.status == "held" and meeting.date and meeting.date.earliest and meeting.date.earliest > context.today:
        message = f'{human_date(meeting.date)} is in the future; is the status "planned"?'
        yield item.problem("held-in-future", message, "date")


def date_after_source(item: Item, meeting: Meeting, context: Context) -> Iterator[Problem]:
    """A meeting that is recorded as held later than every one of its sources was published."""
    quoted = [context.sources[s] for s in meeting.sources if s in context.sources]
    published = [s.published.latest for s in quoted if s.published]
    if meeting.status != "held" or not meeting.date or not meeting.date.earliest or len(published) < len(quoted):
        return
    if meeting.date.earliest > context.today:
        return  # said already
    last = max((day for day in published if day), default=None)
    if last and None not in published and meeting.date.earliest > last:
        message = f"{human_date(meeting.date)} is after the last of its sources was published, on {day_date(last)}"
        yield item.problem("date-after-source", message, "date")


class Parties:
    """Meetings that name nobody: no partner, no participant, and no principal of their own or of the dataset."""

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._has_principal = False

    def add(self, item: Item) -> None:
        """Takes note of one record."""
        value = item.value
        if isinstance(value, Header):
            self._has_principal |= bool(value.principal)
        elif isinstance(value, Meeting) and not (value.partners or value.principal or value.participants):
            message = "the meeting names neither a partner nor a participant, and no principal"
            self._found.append(item.problem("no-party", message))

    def finish(self) -> list[Problem]:
        """Every problem; call it once all records are added."""
        return [] if self._has_principal else self._found


MEETING_CHECKS: tuple[MeetingCheck, ...] = (held_in_future, date_after_source)
