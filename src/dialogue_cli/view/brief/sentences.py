"""One sentence about each meeting: who met whom, in which series and round, where and when."""

from __future__ import annotations

from collections.abc import Iterator

from dialogue_cli.archive import Archive
from dialogue_cli.dataset.evidence import Claim, proof
from dialogue_cli.dataset.model import Meeting, place_items
from dialogue_cli.text import listing
from dialogue_cli.view.brief.words import (
    BODIES,
    MET,
    capital,
    circumstances,
    ordinal,
    postponed_from,
    the,
    unsaid,
    what,
)


class Sentences:
    """Sentences by fixed patterns out of the fields of the records of one archive."""

    def __init__(self, archive: Archive) -> None:
        self.principal = archive.header.principal
        self.today = archive.today
        self._series_name = archive.series_name
        self._series_names = {entry.name for entry in archive.vocabularies().series if entry.name}

    def has_passed(self, meeting: Meeting) -> bool:
        """Whether the last day that the date of a meeting allows lies behind us."""
        last = meeting.date.latest if meeting.date else None
        return last is not None and last < self.today

    def has_begun(self, meeting: Meeting) -> bool:
        """Whether its date is open at the end, and the first day that it allows lies behind us."""
        first = meeting.date.earliest if meeting.date and meeting.date.latest is None else None
        return first is not None and first < self.today

    def claims(self, meeting: Meeting) -> Iterator[Claim]:
        """What the sentence about a meeting claims, and must be proven."""
        for name in meeting.partners:
            yield "partners", name
        if meeting.status != "held":
            yield "status", ""
        if meeting.kind and (meeting.kind not in MET or meeting.status not in ("held", "planned")):
            # The words that prove a title name the kind.
            yield ("title" if proof(meeting, "title") and not proof(meeting, "kind") else "kind"), ""
        if meeting.series:
            yield "series", ""
        if meeting.ordinal is not None:
            yield "ordinal", ""
        for part, _ in place_items(meeting.places):
            yield "place", part
        for field in ("mode", "date", "previous_date"):
            if getattr(meeting, field):
                yield field, ""

    def sentence(self, meeting: Meeting) -> str:
        """Who met whom, in which series and round, where and when: one sentence."""
        principal = meeting.principal or self.principal
        parties = [the(name) for name in dict.fromkeys(filter(None, [principal, *meeting.partners]))]
        round_, where, gaps = self._round(meeting), circumstances(meeting), unsaid(meeting)
        if len(parties) > 1 and meeting.kind in MET and meeting.status in ("held", "planned"):
            return self._they_met(meeting, parties, round_)
        before = postponed_from(meeting)
        subject = what(meeting, parties, [round_])
        if meeting.status == "held":
            return f"{subject} took place{where}{before}{gaps}."
        if meeting.status == "planned":
            is_ = "was" if self.has_passed(meeting) else "is"
            return f"{subject} {is_} planned to take place{where}{gaps}{self._doubt(meeting, 'it did')}."
        if meeting.status == "agreed":
            subject = what(meeting, parties, [round_, f"to be held{where}" if where else ""])
            return f"{subject} has been agreed and is not on record as held{gaps}."
        if meeting.status == "cancelled":
            return f"{what(meeting, parties, [round_, f'due{where}' if where else ''])} was cancelled{gaps}."
        if meeting.previous_date:
            return f"{subject} was postponed{before}{where and f'; it is now due{where}'}{gaps}."
        change = f"; the record has it{where}, without saying whether that was before or after the change"
        return f"{subject} was postponed{where and change}{gaps}."

    def _they_met(self, meeting: Meeting, parties: list[str], round_: str) -> str:
        names, where, gaps = capital(listing(parties, "and")), circumstances(meeting), unsaid(meeting)
        at = f" at {round_}" if round_ else ""
        if meeting.status == "held":
            return f"{names} met{at}{where}{postponed_from(meeting)}{gaps}."
        plan = "planned" if self.has_passed(meeting) else "plan"
        return f"{names} {plan} to meet{at}{where}{gaps}{self._doubt(meeting, 'they did')}."

    def _doubt(self, meeting: Meeting, they_did: str) -> str:
        is_due = self.has_passed(meeting) or self.has_begun(meeting)
        return f"; the record does not say whether {they_did}" if is_due else ""

    def _round(self, meeting: Meeting) -> str:
        """The series and round of a meeting: `the 8th EU-Pakistan Strategic Dialogue`."""
        name = self._series_name(meeting.series) if meeting.series else ""
        is_named = name in self._series_names
        name = name if is_named or not name else f"“{name}”"
        bare = name[4:] if name[:4].lower() == "the " else name
        if meeting.ordinal is None:
            return f"the {bare}" if name else ""
        number = f"the {ordinal(meeting.ordinal)}"
        if not name:
            return f"{number} round of a series not stated"
        if meeting.kind in BODIES:
            return f"{number} meeting of the {bare}"
        return f"{number} {bare}" if is_named else f"{number} round of {name}"
