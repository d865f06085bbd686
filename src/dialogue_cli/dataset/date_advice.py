"""What to write instead of a date that the format refuses: the commonest shapes of other programs and of people."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable

from dialogue_cli.dataset.characters import visible
from dialogue_cli.dates import edtf as dates
from dialogue_cli.dates.months import month_end
from dialogue_cli.dates.periods import parse_period
from dialogue_cli.errors import QueryError

_DAY_ZERO = datetime.date(1899, 12, 30)
# No date is longer, and patterns on a long text are slow.
_LONGEST = 80
_LEAVE_OUT = "leave the key out when the date is not known"
_NOTHING = {"unknown", "n/a", "na", "n.d.", "nd", "none", "tbd", "tba", "tbc", "?", "-", "--", "undated", "not known"}
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_TIME = r"[T ,]+(?:at )?\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:Z|[ap]\.?m\.?|UTC|GMT|CES?T|[+-]\d{2}:?\d{2})?"
_HOUR = r"T\d{1,2}(?:Z|[+-]\d{2}:?\d{2})?|T\d{4,6}Z?"
_WEEKDAY = r"\(?\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b\)?"
_SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": (12, 2),
}
_SEASON_CODES = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_PARTS = {"early": (1, 10), "beginning of": (1, 10), "mid": (11, 20), "late": (21, 31), "end of": (21, 31)}
_YEAR_PARTS = {"early": (1, 4), "beginning of": (1, 4), "mid": (5, 8), "late": (9, 12), "end of": (9, 12)}


def advice(text: str) -> str:
    """A clause such as `write 2021-10-27` about a date that `edtf.parse` refuses; empty for other texts."""
    if len(text) > _LONGEST:
        return ""
    plain = _plain(text)
    if plain != text and _is_date(plain):
        return f"write {plain}" if visible(text) == text else f"write {plain}, without {_unseen(text)}"
    if plain.lower() in _NOTHING:
        return _LEAVE_OUT
    for pattern, clause in _SHAPES:
        found = re.fullmatch(pattern, plain, re.IGNORECASE | re.ASCII)
        if found and (said := clause(found)):
            return said
    return _of_period(plain)


def _plain(text: str) -> str:
    """The text with ordinary digits, hyphens and spaces, and without what does not show."""
    normal = unicodedata.normalize("NFKC", text)
    seen = "".join(c for c in normal if unicodedata.category(c) != "Cf")
    return " ".join(seen.translate(_DASHES).split()).strip("\"'")


def _unseen(text: str) -> str:
    return next(f"U+{ord(c):04X}" for c in text if visible(c) != c)


def _is_date(text: str) -> bool:
    try:
        dates.parse(text)
    except ValueError:
        return False
    return True


def _written(text: str) -> str | None:
    """One date of the format for a text that is one, or that a person would take for a day, a month or a year."""
    text = re.sub(_WEEKDAY, "", text, flags=re.IGNORECASE).strip(" ,")
    if _is_date(text):
        return text
    try:
        period = parse_period(text, datetime.date(2000, 1, 1)) if re.search("[0-9]{4}", text) else None
    except QueryError:
        return None
    if period is None or period.start is None or period.end is None:
        return None
    if period.start == period.end:
        return str(period.start)
    if (period.start.day, period.end) == (1, month_end(period.start.year, period.start.month)):
        return str(period.start)[: len("2025-11")]
    if (period.start.month, period.start.day, period.end.month, period.end.day) == (1, 1, 12, 31):
        return str(period.start)[: len("2025")] if period.start.year == period.end.year else None
    return None


def _of_period(text: str) -> str:
    """For what a person may type as a period: its day, its month, or the window of its days."""
    if re.search("[0-9]{4}", text) is None:
        return ""
    single = _written(text)
    if single:
        return f"write {single}"
    try:
        period = parse_period(text, datetime.date(2000, 1, 1))
    except QueryError as error:
        return _readings(text) if "can be" in str(error) else ""
    if period.start is None or period.end is None:
        return ""
    return _window(str(period.start), str(period.end))


def _readings(text: str) -> str:
    found = re.fullmatch(r"(\d\d?)[/-](\d\d?)[/-](\d{4})", text, re.ASCII)
    if not found:
        # One side of a range.
        return ""
    first, second, year = int(found[1]), int(found[2]), found[3]
    return f"day and month look alike; write {year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}"


def _window(first: str, last: str) -> str:
    window = f"[{first}..{last}]"
    return f'write "{window}" for a day in it' if _is_date(window) else ""


def _timed(found: re.Match[str]) -> str:
    day = _written(found["day"])
    return f"a date has no time of day; write {day}" if day else ""


def _span(found: re.Match[str]) -> str:
    first, last = _written(found["first"]), _written(found["last"])
    if first and last and _is_date(f"{first}/{last}"):
        window = f', or "[{first}..{last}]" for one day in between' if len(first) == len(last) else ""
        return f"write {first}/{last} for all the days{window}"
    return ""


def _shortened(found: re.Match[str]) -> str:
    last = found["start"][: -len(found["last"])] + found["last"]
    span = f"{found['start']}/{last}"
    return f"write {span}" if _is_date(span) else ""


def _days(found: re.Match[str]) -> str:
    first, last = (
        _written(f"{found['a']} {found['month']} {found['year']}"),
        _written(f"{found['b']} {found['month']} {found['year']}"),
    )
    return f"write {first}/{last} for all the days" if first and last and _is_date(f"{first}/{last}") else ""


def _across(found: re.Match[str]) -> str:
    """`30 March - 2 April 2026`, `November-December 2025`: the year stands once."""
    first, last = _written(f"{found['first']} {found['year']}"), _written(f"{found['last']} {found['year']}")
    if not first or not last or not _is_date(f"{first}/{last}"):
        return ""
    if len(first) == len(last) == len("2025-11"):
        return _window(first, last)
    return f"write {first}/{last} for all the days"


def _half(found: re.Match[str]) -> str:
    year, half = found["year"] or found["year2"], found["half"] or found["half2"]
    return _window(f"{year}-01-01", f"{year}-06-30") if half == "1" else _window(f"{year}-07-01", f"{year}-12-31")


def _season(found: re.Match[str]) -> str:
    year, name = found["year"], found["season"].lower()
    begin, end = _SEASONS[_SEASON_CODES.get(name, name)]
    window = f"[{year}-{begin:02}..{int(year) + (end < begin):04}-{end:02}]"
    said = f'a season is not a date; write its months, such as "{window}" north of the equator'
    return said if _is_date(window) else ""


def _part(found: re.Match[str]) -> str:
    """`early 2025`, `mid-November 2025`: what the word means is for the curator to say."""
    rest, word = _written(found["rest"]), found["part"].lower()
    if not rest or not re.fullmatch(r"\d{4}(?:-\d\d)?", rest, re.ASCII):
        return ""
    if len(rest) == len("2025"):
        begin, end = _YEAR_PARTS[word]
        return f'write the months that are meant, such as "[{rest}-{begin:02}..{rest}-{end:02}]"'
    begin, end = _PARTS[word]
    end = min(end, month_end(int(rest[:4]), int(rest[5:])).day)
    return f'write the days that are meant, such as "[{rest}-{begin:02}..{rest}-{end:02}]"'


def _approximate(found: re.Match[str]) -> str:
    day = _written(found["day"])
    return f"write {day}~ for an approximate date" if day and _is_date(f"{day}~") else ""


def _bounded(found: re.Match[str]) -> str:
    """`before 2025-11-15`, `since 2024`: an open window."""
    day = _written(found["day"])
    if not day or not _is_date(f"[{day}..]"):
        return ""
    if found["word"].lower() in ("after", "since", "from"):
        return f'write "[{day}..]" for one day from then on'
    return f'write "[..{day}]" for one day up to then'


def _unknown_digits(found: re.Match[str]) -> str:
    written = re.sub(r"[uU?_*xX]", "X", found[0])
    digits = written.replace("-", "")
    if not digits.strip("X"):
        return _LEAVE_OUT
    if not _is_date(written) or "X" not in digits:
        return ""
    return f"the unknown digits are X; write {written}"


def _zeros(found: re.Match[str]) -> str:
    known = re.sub(r"(?:[-./]00?)+$", "", found[0])
    return f"leave out what is not known; write {known}" if _is_date(known) else _LEAVE_OUT


def _open(found: re.Match[str]) -> str:
    left, right = found["left"], found["right"]
    if right.lower() in ("", "..", "open", "unknown", "present", "now") and _is_date(f"[{left}..]"):
        return f'write "[{left}..]" for one day from then on'
    if left.lower() in ("", "..", "unknown", "open") and _is_date(f"[..{right}]"):
        return f'write "[..{right}]" for one day up to then'
    return ""


def _bracketless(found: re.Match[str]) -> str:
    first, last = found["first"], found["last"]
    if not first or not last:
        window = f"[{first}..{last}]"
        return f'write "{window}"' if _is_date(window) else ""
    if not _is_date(f"[{first}..{last}]"):
        return ""
    return f'write "[{first}..{last}]" for one day in it, or {first}/{last} for all the days'


def _set(found: re.Match[str]) -> str:
    days = [_written(part) for part in re.split(r",|\bor\b|\band\b", found["days"])]
    known = sorted(day for day in days if day)
    if len(known) != len(days) or len(days) < 2:
        return ""
    window, span = f"[{known[0]}..{known[-1]}]", f"{known[0]}/{known[-1]}"
    if not _is_date(window):
        return ""
    return f'a date is not a list; write "{window}" for one of the days, or {span} for all of them'


def _out_of_range(found: re.Match[str]) -> str:
    said = "the years of a date are 0001 to 9999"
    if _written(found[0]):
        return ""
    digits = found["number"]
    if digits and 20_000 <= int(digits) <= 80_000 and found[0] == digits:
        day = _DAY_ZERO + datetime.timedelta(days=int(digits))
        said += f"; as the number of a day in a spreadsheet it is {day}"
    return said


def _short_year(found: re.Match[str]) -> str:
    return "a date needs its year, with four digits, as in 2025-11-21"


def _two_years(found: re.Match[str]) -> str:
    first, last = found["first"], found["last"]
    full = first[: 4 - len(last)] + last
    return _window(first, full) if len(last) == 4 or int(full) == int(first) + 1 else ""


_YEARS = r"(?P<year>\d{4})"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = " ?- ?| to | and | & "
_MONTH = r"[A-Za-z]{3,9}\.?"
# Shapes and what is said of each, the first that has something to say; tried on the whole text, in any case.
_SHAPES: list[tuple[str, Callable[[re.Match[str]], str]]] = [
    (rf"(?P<day>.*?\d)(?:{_TIME}|{_HOUR})", _timed),
    (rf"{_YEARS}-?[HS](?P<half>[12])|[HS](?P<half2>[12])[ /-]?(?P<year2>\d{{4}})", _half),
    (rf"{_YEARS}-(?P<season>2[1-4])", _season),
    (rf"(?P<season>{'|'.join(_SEASONS)})(?: of)?,? {_YEARS}", _season),
    (rf"{_YEARS}[- ](?P<season>{'|'.join(_SEASONS)})", _season),
    (r"[\d]{0,4}[\duUxX?_*]{1,4}(?:-[\duUxX?_*]{2}){0,2}", _unknown_digits),
    (r"\d{4}(?:[-./]\d\d?)?[-./]00?|0000.*", _zeros),
    (r"(?P<left>[^/]*)/(?P<right>[^/]*)", _open),
    (r"(?P<start>\d{4}-\d\d-\d\d)(?:/|-| - )(?P<last>\d\d|\d\d-\d\d)", _shortened),
    (r"(?P<first>\d{4})[-/ ]{1,3}(?P<last>\d{2}|\d{4})", _two_years),
    (r"(?P<first>[\dX-]*)\.\.\.?(?P<last>[\dX-]*)", _bracketless),
    (rf"(?P<a>{_NTH})(?:{_TO})(?P<b>{_NTH}) (?P<month>{_MONTH}),? {_YEARS}", _days),
    (rf"(?P<month>{_MONTH}) (?P<a>{_NTH})(?:{_TO})(?P<b>{_NTH}),? {_YEARS}", _days),
    (rf"(?P<first>(?:\d{{1,2}} )?{_MONTH})(?: ?- ?| to | and )(?P<last>(?:\d{{1,2}} )?{_MONTH}),? {_YEARS}", _across),
    (r"(?:from )?(?P<first>.*\d{4}.*?)(?: -{1,2} |--| to | until |/| and (?=.*\d{4}))(?P<last>.*\d{4}.*)", _span),
    (r"[\[{](?P<days>[^\[\]{}]*)[\]}]|(?P<days2>)", lambda found: _set(found) if found["days"] else ""),
    (r"(?P<days>.*\d{4}.*(?:,| or | and ).*\d{4}.*)", _set),
    (r"(?:circa|ca\.?|c\.?|about|around|approx\.?|approximately|~) ?(?P<day>.+)", _approximate),
    (r"(?P<word>before|by|until|up to|after|since|from) (?P<day>.+)", _bounded),
    (r"(?P<part>early|beginning of|mid|late|end of)[ -](?:in )?(?P<rest>.+)", _part),
    (r"(?P<number>\d{5,})(?:-.*)?|[Yy](?P<number2>-?\d+).*|[-+]\d{4,}.*".replace("(?P<number2>", "(?:"), _out_of_range),
    (
        r"\d{1,2}[-./ ](?:\d{1,2}|[A-Za-z]{3,9})[-./ ]'?\d{2}|[A-Za-z]{3,9}[- ]'?\d{1,2}|\d{1,2} [A-Za-z]{3,9}",
        _short_year,
    ),
]
