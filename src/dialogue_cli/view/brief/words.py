"""The words of a briefing note: names with their articles, ordinals, and the parts of its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dialogue_cli.dataset.model import Meeting, Venue
from dialogue_cli.dates.edtf import Day, Edtf
from dialogue_cli.dates.sentences import day_words, when
from dialogue_cli.text import listing
from dialogue_cli.view.card import Value
from dialogue_cli.view.status import POSSIBLY

# The kinds of which one says that the parties met; None is no kind.
MET = (None, "dialogue", "summit", "ministerial", "council", "committee", "conference", "consultation", "meeting")
_NOUNS = {kind: f"{kind} meeting" for kind in ("ministerial", "council", "committee")} | {
    kind: kind
    for kind in (
        "briefing call conference consultation dialogue forum meeting seminar signing summit visit workshop"
    ).split()
}
# Whether talks were opened, held or closed, the kind alone does not say.
_NOUNS["negotiation"] = "step in negotiations"
# Names that English gives an article end in one of these, before an "of …": the Kyrgyz Republic, the Union of …
_WITH_ARTICLE = frozenset(
    "agency alliance assembly association bahamas bank board bureau coalition comoros commission commonwealth "
    "community confederation conference congress corps council emirates federation forum fund gambia group institute "
    "islands kingdom league maldives mission movement nations netherlands network organisation organization "
    "parliament partnership philippines republic secretariat see state states sultanate union".split()
)
BODIES = ("council", "committee")
_MODES = {"in-person": "in person", "video": "by video", "telephone": "by telephone", "hybrid": "in hybrid form"}
_FIRST = {1: "first", 2: "second", 3: "third"}


def ordinal(number: int) -> str:
    """`first`, `second`, `third`, `4th`, `21st`."""
    if number in _FIRST:
        return _FIRST[number]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def the(name: str) -> str:
    """A name with its article, where English gives it one: `the European Union`, `Pakistan`."""
    words = name.split()
    head = next((words[i - 1] for i in range(1, len(words)) if words[i].lower() == "of"), words[-1] if words else "")
    return f"the {name}" if head.lower() in _WITH_ARTICLE and words[0].lower() != "the" else name


def capital(text: str) -> str:
    """The beginning of a sentence; a name keeps its own first letter."""
    return "The " + text[4:] if text.startswith("the ") else text


def what(meeting: Meeting, parties: Sequence[str], more: Iterable[str]) -> str:
    """A meeting as the subject of a sentence: what it is, between whom, and between commas what more is said."""
    kind = meeting.kind
    noun = _NOUNS.get(kind, f"meeting of the kind “{kind}”") if kind else "meeting"
    names = listing(list(parties), "and") if parties else ""
    if not names:
        text = f"A {noun}"
    elif kind == "visit" and len(parties) > 1:
        text = f"A visit with {names} as its parties"
    else:
        text = f"A {noun} {'with' if len(parties) == 1 else 'between' if len(parties) == 2 else 'of'} {names}"
    said = ", ".join(filter(None, more))
    return f"{text}, {said}," if said else text


# Parts of sentences


def span_of(dates: Sequence[Edtf]) -> str:
    """From when to when some dates run, with open ends said as such."""
    first = min(day for date in dates if (day := date.earliest or date.latest))
    last = max(day for date in dates if (day := date.latest or date.earliest))
    earlier = " (or earlier)" if any(date.earliest is None for date in dates) else ""
    later = " (or later)" if any(date.latest is None for date in dates) else ""
    return f"their dates lie between {_end(first, dates)}{earlier} and {_end(last, dates)}{later}"


def _end(day: Day, dates: Sequence[Edtf]) -> str:
    """A day at which some of the dates begin or end, with what their qualifiers say of it."""
    ending = [date for date in dates if day in (date.earliest, date.latest)]
    about = "about " if any(date.is_approximate for date in ending) else ""
    return f"{about}{day_words(day)}{' (uncertain)' if any(date.is_uncertain for date in ending) else ''}"


def circumstances(meeting: Meeting) -> str:
    """Where and when, with a space or comma before."""
    places, date = [place for place in meeting.places if str(place)], meeting.date
    where = f" {listing(list(map(_in, places)), 'and')}" if places else ""
    where += f" {_MODES[meeting.mode]}" if meeting.mode else ""
    if not date:
        return where
    words = when(date)
    needs_comma = words.startswith("not ") or "," in where
    return f"{where}{',' if needs_comma else ''} {words}"


def postponed_from(meeting: Meeting) -> str:
    """When a meeting that was postponed was to be held, with a comma before it; nothing where that is not known."""
    date = meeting.previous_date
    return f", having been due {when(date)}" if date else ""


def _in(place: Venue) -> str:
    """A place with its preposition: `at the Berlaymont in Brussels, Belgium`."""
    country = the(place.country) if place.country else None
    where = ", ".join(filter(None, [place.city, country]))
    return " ".join(filter(None, [f"at {place.venue}" if place.venue else "", f"in {where}" if where else ""]))


def unsaid(meeting: Meeting) -> str:
    """That a date or a place is not stated, as it ends a sentence; nothing where both are."""
    # Talks by telephone have no place.
    has_place = any(map(str, meeting.places)) or meeting.mode in ("video", "telephone")
    if has_place and meeting.date:
        return ""
    if has_place:
        return "; the date is not stated"
    return "; the place is not stated" if meeting.date else "; neither date nor place is stated"


def stopped(text: str) -> str:
    """A sentence with its full stop."""
    return text if text.endswith(".") else text + "."


def person_words(person: Value) -> str:
    """A person with their capacity and role: `possibly Ada, chair, minister`."""
    words = ", ".join([person.text, *person.more])
    return f"{POSSIBLY} {words}" if person.lead else words
