"""A new meeting by asking: one question after another, with answers that outlive the program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dialogue_cli.cli.interview.asking import Asking, Back
from dialogue_cli.cli.interview.closing import Closing, Outcome
from dialogue_cli.cli.interview.lines import Lines
from dialogue_cli.cli.interview.questions import Questions
from dialogue_cli.curate.adding.defaults import defaults
from dialogue_cli.curate.adding.fields import BY_NAME
from dialogue_cli.curate.adding.ids import proposed_id
from dialogue_cli.curate.adding.kept import Kept
from dialogue_cli.curate.adding.known import Known
from dialogue_cli.curate.adding.placing import Placed
from dialogue_cli.dates.edtf import parse
from dialogue_cli.files import ended_in_order
from dialogue_cli.terminal.talk import Talk

_ORDER = (
    *("series", "ordinal", "title", "date", "date_note", "status", "previous_date", "kind", "mode", "place"),
    *("principal", "partners", "participants", "topics", "instruments", "summary", "outcomes"),
    *("evidence", "note", "url", "id"),
)
REVIEW = "review"
_HOW = (
    "Enter takes what stands in brackets, or leaves the field out; - leaves it out in any case; < goes back;"
    " ? explains; Tab completes names. Ctrl-C stops and keeps the answers."
)


class Interview:
    """Asks for a meeting and writes it. `kept` is the file of the answers, which is removed when they are safe."""

    def __init__(self, known: Known, lines: Lines, talk: Talk, kept: Kept, into: Path | None) -> None:
        self._known = known
        self._lines = lines
        self._kept = kept
        self._answers = dict(kept.answers)
        self._asking = Asking(lines, talk)
        self._talk = talk
        self._say = talk.say
        known.settle = self._asking.settle
        self._questions = Questions(self._asking, known, self._save_items)
        self._given = frozenset() if kept.at else frozenset(kept.answers)
        """What the options said already."""
        self._closing = Closing(self._asking, talk, known, into)

    def run(self) -> Placed | None:
        """The meeting where it was written; None where it was given up or kept for later.

        Whatever ends the program meanwhile, the answers are in the file, and it is said in which.
        """
        archive = self._known.archive
        self._say(f"A new meeting for {archive.path} ({archive.coverage()}).\n{_HOW}")
        self._say()
        self._asking.begin, self._questions.begun = list(self._kept.typed), list(self._kept.begun)
        try:
            with ended_in_order():
                placed = self._ask_all(self._kept.at or self._after(""))
        except EOFError:
            # The prompt stands on the line.
            self._say()
            self._keep()
            return None
        except BaseException:
            self._say()
            self._keep(self._lines.unfinished)
            raise
        return placed

    def _ask_all(self, at: str) -> Placed | None:
        while True:
            while at != REVIEW:
                at = self._ask(at)
            outcome, field = self._closing.close(self._answers)
            if outcome is Outcome.WRITTEN:
                self._kept.remove()
                return self._closing.placed
            if outcome is Outcome.GIVEN_UP:
                self._kept.remove()
                self._say("Given up; nothing is written.")
                return None
            if outcome is Outcome.KEPT:
                self._keep()
                return None
            self._ask(field, returns=True)

    def _ask(self, name: str, *, returns: bool = False) -> str:
        """Asks one question. Returns which one is next."""
        if name != self._kept.at:
            self._save(name)
        try:
            value = self._questions.ask(BY_NAME[name], self._present(name), self._answers)
        except Back as back:
            if back.items:
                self._answers[name] = back.items
            return REVIEW if returns else self._before(name)
        if name == "title" and not value:
            self._say("  A meeting needs a title.")
            return name
        self._answers.pop(name, None)
        if value not in (None, [], ""):
            self._answers[name] = value
        if name == "ordinal" and (there := self._round_there()):
            self._say(f"  Round {value} is there already: {there}", "note")
        following = REVIEW if returns else self._after(name)
        self._save(following)
        return following

    def _present(self, name: str) -> Any:
        """What Enter takes: what was answered before, or what is proposed."""
        if name in self._answers:
            return self._answers[name]
        if name == "id":
            return proposed_id(self._answers, lambda one: self._known.archive.match(one) is not None)
        if name == "status":
            return "planned" if self._is_to_come() else "held"
        series = self._answers.get("series")
        return defaults(series, self._known, self._answers.get("ordinal")).get(name) if series else None

    def _round_there(self) -> str:
        """The id of the meeting that is the round which was answered; empty for none."""
        found = self._known.series(self._answers["series"])
        number = self._answers.get("ordinal")
        return next((one.id for one in found.rounds if number and one.ordinal == number), "") if found else ""

    def _is_to_come(self) -> bool:
        date = parse(self._answers["date"]) if "date" in self._answers else None
        return bool(date and date.earliest and date.earliest > self._known.today)

    # Which question is next

    def _after(self, name: str) -> str:
        following = _ORDER[_ORDER.index(name) + 1 :] if name in _ORDER else () if name else _ORDER
        return next((one for one in following if one not in self._given and self._is_asked(one)), REVIEW)

    def _before(self, name: str) -> str:
        earlier = _ORDER[: _ORDER.index(name)] if name in _ORDER else ()
        found = next(filter(self._is_asked, reversed(earlier)), None)
        if found is None:
            self._say("  This is the first question; Ctrl-C stops.")
        return found or name

    def _is_asked(self, name: str) -> bool:
        answers = self._answers
        if name == "ordinal":
            return "series" in answers
        if name == "date_note":
            date = parse(answers["date"]) if "date" in answers else None
            return bool(date and (date.earliest != date.latest and not date.is_span))
        if name == "previous_date":
            return answers.get("status") == "postponed"
        if name == "principal":
            return not self._known.archive.header.principal
        if name == "evidence":
            return bool(self._known.archive.sources())
        return True

    # Keeping

    def _save(self, at: str) -> None:
        self._kept = self._kept._replace(answers=dict(self._answers), at=at, begun=[], typed=[])
        self._kept.save()

    def _save_items(self, items: list[Any]) -> None:
        """Keeps the items of a list that is being asked for."""
        self._asking.trail.clear()
        if items != self._kept.begun:
            self._kept = self._kept._replace(begun=list(items), typed=[])
            self._kept.save()

    def _keep(self, unfinished: str = "") -> None:
        """Says where the answers are; where there are none, there is no file."""
        typed = [*self._asking.trail, unfinished] if self._asking.trail or unfinished else []
        if not self._answers and not self._kept.begun and not any(typed):
            self._kept.remove()
            self._say("Nothing was answered; nothing is written.")
            return
        self._kept = self._kept._replace(answers=dict(self._answers), typed=typed)
        self._kept.save()
        self._say("Nothing is written. The answers are kept in")
        # A path that is broken cannot be copied.
        self._talk.record([f"  {self._kept.path}"])
        self._say("dialogue add --resume goes on there.")
