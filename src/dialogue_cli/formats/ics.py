"""iCalendar (RFC 5545): the meetings whose days are known, as whole-day events of a calendar.

A calendar has no way to say *one day in November*: meetings with such a date, an open one or none are left
out and counted in a note. A day that is only uncertain (`2025-11-21?`) is shown, and its title says so.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TextIO

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vText
from icalendar.prop import vCategory

from dialogue_cli import __version__
from dialogue_cli.archive import Archive
from dialogue_cli.dataset.model import Source
from dialogue_cli.dates.edtf import Edtf
from dialogue_cli.dates.wording import human_date
from dialogue_cli.match import Match
from dialogue_cli.query.query import ONLY_POSSIBLY
from dialogue_cli.text import one_line, plural
from dialogue_cli.view.card import HEADINGS, Collection, Shape, facts
from dialogue_cli.view.status import SENTENCES, is_only_possible

Day = datetime.date
_ONE_DAY = datetime.timedelta(days=1)
_STATUS = {
    "held": "CONFIRMED",
    "planned": "TENTATIVE",
    "agreed": "TENTATIVE",
    "cancelled": "CANCELLED",
    "postponed": "TENTATIVE",
}
# The facts that have a property of their own in an event; what a status means is said in a sentence.
_ELSEWHERE = ("date", "place", "topics", "status")
_SHORT, _LISTS = (Shape.LINE, Shape.LINK, Shape.ASIDE), (Shape.NUMBERED, Shape.PEOPLE, Shape.MEETINGS)
# Printable ASCII without what RFC 3986 leaves out.
_URL = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+")


class _Text(vText):
    r"""A text of any kind, harmless: the library takes a backslash and an N in it for a line end (`C:\New`)."""

    def to_ical(self) -> bytes:
        lines = map(one_line, str(self).splitlines())
        return "\\n".join(re.sub(r"([\\;,])", r"\\\1", line) for line in lines).encode()


def write(matches: Iterable[Match], archive: Archive, out: TextIO, note: Callable[[str], None]) -> int:
    """Writes a calendar with an event for each meeting whose days are known. Returns the number of events.

    The times in it are those of `archive.today`: the same data give the same bytes on the same day.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//dialogue-cli//dialogue {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if archive.header.title:
        # What RFC 7986 calls it, and what most programs read.
        calendar.add("name", _Text(one_line(archive.header.title)))
        calendar.add("x-wr-calname", _Text(one_line(archive.header.title)))
    end = "END:VCALENDAR\r\n"
    out.write(_lines(calendar).removesuffix(end))
    stamp = datetime.datetime.combine(archive.today, datetime.time(), datetime.UTC)
    sources, collection = {source.id: source for source in archive.sources()}, Collection.of(archive)
    count = left_out = 0
    for match in matches:
        date = match.meeting.date
        # A qualifier does not matter: it is said beside the title.
        days = date.known_days if date else None
        if days is None:
            left_out += 1
            continue
        out.write(_lines(_event(match, collection, days, stamp, sources)))
        count += 1
    if not count:
        # The grammar of RFC 5545 (section 3.4) asks for one component at least; a time zone shows nothing.
        out.write(_lines(_utc()))
    out.write(end)
    if left_out:
        note(f"{plural(left_out, 'meeting')} without a known day left out: a calendar has no place for them")
    return count


def _lines(component: Calendar | Event | Timezone) -> str:
    text: str = component.to_ical().decode()
    return text


def _event(
    match: Match,
    collection: Collection,
    days: tuple[Day, Day],
    stamp: datetime.datetime,
    sources: Mapping[str, Source],
) -> Event:
    meeting = match.meeting
    first, last = days
    event = Event()
    event.add("uid", f"{meeting.id}@dialogue-cli")
    event.add("dtstamp", stamp)
    event.add("dtstart", first)
    if last < Day.max:
        event.add("dtend", last + _ONE_DAY)
    else:
        # There is no day after it.
        event.add("duration", last - first + _ONE_DAY)
    doubt = _doubt(meeting.date)
    event.add("summary", _Text(one_line(meeting.title) + (f" ({doubt})" if doubt else "")))
    place = "; ".join(map(str, meeting.places))
    if place:
        event.add("location", _Text(one_line(place)))
    if meeting.topics:
        categories = vCategory([])
        categories.cats = [_Text(one_line(topic)) for topic in meeting.topics]
        event.add("categories", categories)
    quoted = [sources[identifier] for identifier in meeting.sources if identifier in sources]
    event.add("description", _Text("\n".join(_description(match, collection, quoted))))
    pages = (meeting.url, *(source.url for source in quoted))
    url = next((page for page in pages if page and _URL.fullmatch(page)), None)
    if url:
        event.add("url", url)
    event.add("status", _STATUS[meeting.status])
    event.add("transp", "TRANSPARENT")
    return event


def _doubt(date: Edtf | None) -> str | None:
    """What the qualifiers of a date say, in words."""
    marks = [("uncertain", date.is_uncertain), ("approximate", date.is_approximate)] if date else []
    said = [word for word, is_said in marks if is_said]
    return f"date {' and '.join(said)}" if said else None


def _description(match: Match, collection: Collection, sources: Iterable[Source]) -> Iterator[str]:
    meeting = match.meeting
    if meeting.status in SENTENCES:
        yield SENTENCES[meeting.status]
    if is_only_possible(match):
        yield f"This meeting is {ONLY_POSSIBLY}."
    if meeting.date and meeting.date.qualified:
        yield f"{HEADINGS['date']}: {human_date(meeting.date)} ({_doubt(meeting.date)})"
    for fact in facts(match, collection):
        if fact.fields[0] in _ELSEWHERE:
            continue
        words = [value.words for value in fact.values]
        if fact.shape in _LISTS:
            yield from _listed(fact.heading, words)
        else:
            if fact.shape not in _SHORT:
                yield ""
            # A summary says by itself what it is.
            heading = "" if fact.fields == ("summary",) else f"{fact.heading}: "
            yield heading + fact.between.join(words)
    yield from _listed("Sources", map(_source, sources))


def _listed(heading: str, items: Iterable[str]) -> Iterator[str]:
    """A heading and a line for each item; nothing without one."""
    lines = [f"- {one_line(item)}" for item in items]
    if lines:
        yield from ("", f"{heading}:", *lines)


def _source(source: Source) -> str:
    published = human_date(source.published) if source.published else None
    parts = [source.title or source.id, source.publisher, published, source.url]
    return ", ".join(part for part in parts if part)


def _utc() -> Timezone:
    standard = TimezoneStandard()
    standard.add("dtstart", datetime.datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", datetime.timedelta())
    standard.add("tzoffsetto", datetime.timedelta())
    zone = Timezone()
    zone.add("tzid", "Etc/UTC")
    zone.add_component(standard)
    return zone
