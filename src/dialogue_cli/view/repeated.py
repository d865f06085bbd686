"""Meetings that their titles do not tell apart: what is said beside a title, and of many on one day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dialogue_cli.match import Match
from dialogue_cli.text import fold, plural
from dialogue_cli.view.status import POSSIBLY


class Repeated:
    """Knows which titles several meetings have."""

    def __init__(self, matches: Iterable[Match]) -> None:
        matches = list(matches)
        self._titles = Counter(match.title for match in matches)
        partners: dict[str, set[tuple[str, ...]]] = {}
        for match in matches:
            partners.setdefault(match.title, set()).add(match.partners)
        self._partners = partners

    def told(self, match: Match) -> str:
        """With whom a meeting was, if its title is that of others too and does not say it; empty otherwise.

        These are its partners, or where all meetings of this title have the same ones, the people.
        """
        if self._titles[match.title] < 2:
            return ""
        title = fold(match.title)
        if len(self._partners[match.title]) > 1:
            return ", ".join(name for name in match.partners if fold(name) not in title)
        people = [p for p in match.meeting.participants if fold(p.label) not in title]
        return ", ".join(p.label if p.is_certain else f"{p.label} ({POSSIBLY})" for p in people)


def of_crowd(matches: Sequence[Match]) -> tuple[str, str]:
    """What many meetings of one day are, and with whom each was: `("9 meetings", "Botswana, Malawi (2), …")`.

    One without partners is named by its title.
    """
    titles = {match.title for match in matches}
    names = Counter(", ".join(match.partners) or match.title for match in matches)
    listed = "; " if any(len(match.partners) > 1 for match in matches) else ", "
    who = listed.join(f"{name} ({number})" if number > 1 else name for name, number in names.items())
    if len(titles) == 1:
        return f"{len(matches)} times {titles.pop()}", who
    return plural(len(matches), "meeting"), who
