"""What is said of a meeting's status, and of one that only possibly lies in the period that was asked for.

Every word for either is here, so that a list, a card, a calendar and a briefing note say the same.
"""

from __future__ import annotations

from collections.abc import Collection

from dialogue_cli.match import Match
from dialogue_cli.query.query import ONLY_POSSIBLY

POSSIBLY = "possibly"
"""In a row, under the heading of a date or a status."""
POSSIBLE_MATCH = "possible match"
"""Where no heading says what is possible."""
POSSIBLY_PRESENT = "possibly present"
"""Of a participant."""
TONE = "possible"
"""How each of these is marked: the name of its style on a terminal and of its class on a page."""
# A status in a text that has no heading for it; a meeting that was held needs no word.
# Whether the day of a meeting that was put off is the old one or the new one, the record does not say.
SENTENCES = {
    "planned": "Planned.",
    "agreed": "Agreed to be launched.",
    "cancelled": "Cancelled.",
    "postponed": "Postponed: whether this day was set before or after that, the record does not say.",
}


def is_only_possible(match: Match) -> bool:
    """Whether a period was asked for and the meeting lies in it on some readings of its date only."""
    return match.certain is False


def status_parts(match: Match, possibly: str = POSSIBLY, *, held: bool = False) -> list[tuple[str, str]]:
    """What must be said of a meeting beside its date, each as words and their tone: a status, and `possibly`.

    A tone is a status or `TONE`. That a meeting was held goes without saying, unless `held`.
    """
    parts = [(match.status, match.status)] if held or match.status != "held" else []
    return [*parts, (possibly, TONE)] if is_only_possible(match) else parts


def status_words(match: Match, possibly: str = POSSIBLY, *, held: bool = False) -> str:
    """The same as text: `planned, possibly`; empty for a meeting that was certainly held."""
    return ", ".join(words for words, _ in status_parts(match, possibly, held=held))


def status_in_a_pipe(match: Match) -> str:
    """The status as one word for a program: `held`, or `held?` for a meeting only possibly among those asked for."""
    return match.status + ("?" if is_only_possible(match) else "")


def how_many_possibly(matches: Collection[Match]) -> str:
    """How many meetings are not certain: `2 of them only possibly among those asked for`; empty for none."""
    return possibly_words(sum(map(is_only_possible, matches)), len(matches))


def possibly_words(possible: int, all_: int) -> str:
    """The same of so many meetings."""
    if not possible:
        return ""
    return f"{'all' if possible == all_ else f'{possible:,} of them'} {ONLY_POSSIBLY}"
