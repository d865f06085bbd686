"""The parts of a date in a text, and the day or the days that they are."""

from __future__ import annotations

import datetime
import re
from itertools import pairwise
from typing import NamedTuple

from dialogue_cli.dates.month_names import AND, FILLERS, TO, month_of, weekdays
from dialogue_cli.dates.months import days_in_month
from dialogue_cli.text import folded

TOKEN = re.compile(r"\d+|[^\W\d_]+(?:-feira)?")
_SIGNS = re.compile(r"[\s.,/'-]*")
_WORDS = "|".join(map(re.escape, TO))
_FROM_TO = re.compile(rf"\s+(?:{_WORDS})\s+|\s+-+\s*|\s*-+\s+|--+|\s+/\s+", re.IGNORECASE)
_SEVERAL = re.compile(rf"\s*,\s*|\s+(?:{'|'.join(map(re.escape, AND))})\s+|\s*[&+]\s*", re.IGNORECASE)
# `Jan-14`, `Jan '14`: behind a hyphen or an apostrophe stands the year, not the day.
_MONTH_AND_YEAR = re.compile(r" *([^\W\d_]+)\.? ?(?:-|-?['’])(\d\d) *")
_DAY_AND_YEAR = re.compile(r" *(\d{1,2}),? +(\d{4})")


class NotUnderstood(Exception):
    """A cell that is no date; the text says why."""


class Part(NamedTuple):
    """A year, a month and a day, as far as they are said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def filled(self, other: Part) -> Part:
        """With what it does not say and the other one does."""
        year, month = other.year if self.year is None else self.year, other.month if self.month is None else self.month
        return Part(year, month, self.day)

    def text(self) -> str:
        """The date of a record. NotUnderstood where there is no such day."""
        if self.year is None:
            raise NotUnderstood("no year" if self.month or self.day else "not a date")
        if self.month is None:
            if self.day is not None:
                raise NotUnderstood("not a date")
            return f"{self.year:04d}"
        if not 1 <= self.month <= 12:
            raise NotUnderstood("there is no such month")
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        if not 1 <= self.day <= days_in_month(self.year, self.month):
            raise NotUnderstood("there is no such day")
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"


class Cell:
    """Reads one cell."""

    def __init__(self, day_first: bool | None, century: tuple[int, int] | None, year: int | None) -> None:
        self._day_first = day_first
        self._century = century
        self._year = year

    def date(self, text: str) -> str:
        """The date of a record."""
        reasons = []
        for way in (self._single, self._from_to, self._days):
            try:
                return way(text)
            except NotUnderstood as error:
                reasons.append(str(error))
        # That there is no such day says more than that a cell is no date.
        raise NotUnderstood(next((one for one in reasons if one != "not a date"), "not a date"))

    def _single(self, text: str) -> str:
        return self._with_year(self._part(text)).text()

    def _with_year(self, part: Part) -> Part:
        return part._replace(year=part.year or self._year)

    def _from_to(self, text: str) -> str:
        spaced = [(one.start(), one.end()) for one in _FROM_TO.finditer(text)]
        bare = [(i, i + 1) for i, c in enumerate(text) if c in "-/"]
        reason = "not a date"
        for start, end in (*spaced, *bare):
            try:
                first = self._part(text[:start])
                # `March 16-18, 2014`: the month stands once, before both days.
                after = _DAY_AND_YEAR.fullmatch(text, end) if first.month and first.day else None
                last = Part(int(after[2]), first.month, int(after[1])) if after else self._part(text[end:])
                return self._span(first, last)
            except NotUnderstood as error:
                reason = str(error) if reason == "not a date" else reason
        raise NotUnderstood(reason)

    def _span(self, first: Part, last: Part) -> str:
        if not (first.year or last.year):
            last = self._with_year(last)
        # `30 December - 2 January 2011` begins in the year before.
        is_new_year = first.year is None and first.month and last.month and last.year and first.month > last.month
        last = last.filled(first)
        first = first.filled(last)
        if is_new_year and first.year:
            first = first._replace(year=first.year - 1)
        begin, end = first.text(), last.text()
        if len(begin) != len(end):
            raise NotUnderstood("not a date")
        if begin > end:
            raise NotUnderstood("ends before it begins")
        if begin == end:
            return begin
        return f"{begin}/{end}" if first.day else f"[{begin}..{end}]"

    def _days(self, text: str) -> str:
        """`16, 17 and 18 March 2014`: days one after the other."""
        pieces = [piece for piece in _SEVERAL.split(text) if piece]
        # The comma before the year separates nothing.
        if len(pieces) > 2 and re.fullmatch(r"\d{4}", pieces[-1]):
            pieces[-2:] = [f"{pieces[-2]} {pieces[-1]}"]
        if not 2 <= len(pieces) <= 31:
            raise NotUnderstood("not a date")
        parts = [self._with_year(self._part(pieces[-1]))]
        for piece in reversed(pieces[:-1]):
            parts.insert(0, self._part(piece).filled(parts[0]))
        if not all(part.day for part in parts):
            raise NotUnderstood("not a date")
        days = [datetime.date.fromisoformat(part.text()) for part in parts]
        if any((after - before).days != 1 for before, after in pairwise(days)):
            raise NotUnderstood("days that do not follow one another")
        return f"{days[0]}/{days[-1]}"

    def _part(self, text: str) -> Part:
        """The parts of a date in a text that is one."""
        if (found := _MONTH_AND_YEAR.fullmatch(text)) and (named := month_of(found[1])):
            return Part(self._full(int(found[2])), named)
        numbers: list[str] = []
        month, at = None, 0
        for found in TOKEN.finditer(text):
            if not _SIGNS.fullmatch(text, at, found.start()):
                raise NotUnderstood("not a date")
            at = found.end()
            word = folded(found[0])
            if word.isdigit():
                numbers.append(found[0])
            elif (number := month_of(word)) and month is None:
                month = (number, len(numbers))
            elif word not in weekdays() and word not in FILLERS:
                raise NotUnderstood("not a date")
        if not _SIGNS.fullmatch(text, at):
            raise NotUnderstood("not a date")
        return self._of_words(numbers, *month) if month else self._of_numbers(numbers)

    def _of_words(self, numbers: list[str], month: int, place: int) -> Part:
        """`5 March 2019`, `March 5, 2019`, `2019 March 5`, `March 2019`, `5 March`."""
        years = [one for one in numbers if len(one) == 4]
        days = [int(one) for one in numbers if len(one) <= 2]
        if len(years) + len(days) != len(numbers) or len(years) > 1 or len(days) > 2 - bool(years):
            raise NotUnderstood("not a date")
        if len(days) == 2:
            # Two digits behind the day are the year.
            return Part(self._full(days[1]), month, days[0])
        return Part(int(years[0]) if years else None, month, days[0] if days else None)

    def _of_numbers(self, numbers: list[str]) -> Part:
        lengths = [len(one) for one in numbers]
        values = [int(one) for one in numbers]
        if not numbers or len(numbers) > 3 or any(length > 4 or length == 3 for length in lengths):
            if lengths == [8]:
                return Part(int(numbers[0][:4]), int(numbers[0][4:6]), int(numbers[0][6:]))
            raise NotUnderstood("not a date")
        if lengths[0] == 4 and max(lengths[1:], default=0) <= 2:
            return Part(*values)
        if lengths[0] > 2 or 4 in lengths[:-1]:
            raise NotUnderstood("not a date")
        if len(numbers) == 3:
            month, day = self._ordered(values[0], values[1])
            return Part(values[2] if lengths[2] == 4 else self._full(values[2]), month, day)
        if len(numbers) == 2:
            if lengths[1] == 4:
                return Part(values[1], values[0])
            return Part(None, *self._ordered(*values))
        return Part(None, None, values[0])

    def _ordered(self, first: int, second: int) -> tuple[int, int]:
        """Month and day out of two numbers."""
        day_first = self._day_first
        if day_first is None:
            if first == second:
                return first, second
            if (first > 12) == (second > 12):
                raise NotUnderstood("day or month first? (day_first)" if first <= 12 else "there is no such month")
            day_first = first > 12
        month, day = (second, first) if day_first else (first, second)
        if month > 12 and 1 <= day <= 12:
            order = "day" if day_first else "month"
            raise NotUnderstood(f"there is no such month; the {order} stands first here")
        return month, day

    def _full(self, year: int) -> int:
        if self._century is None:
            raise NotUnderstood("a year of two digits (century)")
        first, _ = self._century
        return first + (year - first) % 100
