"""How each field of a new meeting is asked for: single values, lists, participants, evidence."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from dialogue_cli.cli.interview.asking import LEFT_OUT, Asking, Back
from dialogue_cli.curate.adding.evidence import Quoted, checked_claims, evidence, supported
from dialogue_cli.curate.adding.fields import Field
from dialogue_cli.curate.adding.forms import evidence_text, participant_text
from dialogue_cli.curate.adding.known import Known
from dialogue_cli.dataset.model import Record
from dialogue_cli.dataset.plain import decoded
from dialogue_cli.dataset.typed_dates import read_back
from dialogue_cli.errors import QueryError
from dialogue_cli.query.query import Query
from dialogue_cli.text import one_line, squeeze

_EVIDENCE = (
    "Words of a document that prove what you have said: the id of its source, a semicolon, and the words as far as you"
    " remember them; small slips do no harm.\n  Example: eeas-2025-11-23; held in Brussels on 21 November 2025"
)
_SUPPORTS = (
    "What the words prove: a field (date), or one item of it (partners.Kazakhstan, topics.trade, outcomes.1), with ;"
    " between them. A field that comes later (the note, the address) can be added once it is answered."
)


class Questions:
    """Asks for fields; a name in doubt is asked about on the way."""

    def __init__(self, asking: Asking, known: Known, keep: Callable[[list[Any]], None]) -> None:
        self._asking = asking
        self._known = known
        self._keep = keep
        """Is told the items of a list as they are answered."""
        self.begun: list[Any] = []
        """The items of the next list that were answered before the program was interrupted."""

    def ask(self, field: Field, present: Any, answers: Record) -> Any:
        """The value of a field, `present` being what Enter takes; None for none. Raises Back."""
        self._asking.trail.clear()
        if field.name == "participants":
            return self._one_by_one(present or [], self._participant, participant_text)
        if field.name == "evidence":
            return self._one_by_one(present or [], lambda i, old: self._evidence(i, old, answers), evidence_text)
        if field.many and not field.splits:
            return self._one_by_one(present or [], lambda i, old: self._item(field, i, old), field.shown)
        if field.many:
            return self._several(field, present)
        value = self._value(field, field.title, field.shown(present) if present is not None else "")
        if value is None:
            return present
        if value is LEFT_OUT:
            return None
        if field.name in ("date", "previous_date"):
            self._asking.say(f"  {read_back(value)}", "quiet")
        return value

    def _value(self, field: Field, prompt: str, default: str) -> Any:
        return self._asking.value(
            prompt,
            lambda typed: self.read(field, typed),
            default=default,
            explained=f"{field.help}\n  Example: {field.example}",
            offers=field.offers,
        )

    def read(self, field: Field, typed: str) -> Any:
        """The value of a field, or one of several, that a line is. QueryError for one that is none."""
        value = field.read(squeeze(typed), self._known)
        plain = int(value) if field.name == "ordinal" and value.isascii() and value.isdigit() else value
        found = decoded({field.name: [plain] if field.many else plain})
        for problem in found.problems:
            if problem.file.startswith(field.name):
                if problem in found.refused:
                    raise QueryError(problem.message)
                self._asking.say(f"  {problem.message}")
        if field.name == "id" and self._known.archive.match(value):
            raise QueryError(f'there is a meeting with the id "{value}" already')
        return plain

    # Lists

    def _several(self, field: Field, present: Any) -> Any:
        """Values on one line or several, until an empty one."""
        old = present if isinstance(present, list) else [] if present is None else [present]
        found, self.begun = self.begun, []
        while True:
            self._keep(found)
            default = "" if found else "; ".join(map(field.shown, old))
            try:
                value = self._asking.value(
                    "  and" if found else field.title,
                    lambda typed: [self.read(field, one) for one in re.split(r"[;\n]", typed) if one.strip()],
                    default=default,
                    explained=f"{field.help} Several go on one line with ; between them, or on a line each.\n"
                    f"  Example: {field.example}",
                    offers=field.offers,
                    separator=";",
                )
            except Back:
                if not found:
                    raise Back(old) from None
                self._asking.begin = ["; ".join(map(field.shown, found))]
                old, found = found, []
                continue
            if value is None or value is LEFT_OUT:
                return found or (old if value is None else []) or None
            if field.name == "place":
                for one in value:
                    self._asking.say("  " + ", ".join(f"{part} {text}" for part, text in one.items()))
            found += value

    def _one_by_one(self, old: list[Any], ask: Callable[[int, Any], Any], shown: Callable[[Any], str]) -> Any:
        """Items one after another, until an empty line; those that are there already are gone through first."""
        found, self.begun = self.begun, []
        waiting = list(old)[len(found) :]
        while True:
            self._keep(found)
            present = waiting[0] if waiting else None
            try:
                value = ask(len(found) + 1, present)
            except Back:
                if not found:
                    raise Back(waiting) from None
                waiting.insert(0, found.pop())
                continue
            if value is None and present is None:
                return found or None
            if waiting:
                del waiting[0]
            if value is not LEFT_OUT:
                found.append(present if value is None else value)
            elif present is None:
                return found or None

    def _item(self, field: Field, number: int, old: Any) -> Any:
        return self._value(field, f"{field.title} {number}", field.shown(old) if old else "")

    # People

    def _participant(self, number: int, old: Any) -> Any:
        from dialogue_cli.curate.adding.fields import BY_NAME

        field = BY_NAME["participants"]
        while True:
            found = self._value(field, f"{field.title} {number}", participant_text(old) if old else "")
            if found is None or found is LEFT_OUT or len(found) > 1 or "name" not in found:
                return found
            try:
                return self._with_role(found)
            except Back:
                continue

    def _with_role(self, person: Record) -> Record:
        """A person of whom only the name was typed, with role and side; what was said of them last is proposed."""
        last = self._last(person["name"])
        while True:
            role = self._part("  Role", last.get("role", ""), "What they were, as the document says it.", str, "")
            try:
                side = self._part(
                    "  Side",
                    last.get("represents", ""),
                    "Whom they represent: a state or an organisation.",
                    lambda typed: self._known.written("partner", typed),
                    "partner",
                )
            except Back:
                continue
            return person | {name: text for name, text in (("role", role), ("represents", side)) if text}

    def _part(self, prompt: str, default: str, explained: str, read: Callable[[str], str], offers: str) -> str:
        value = self._asking.value(prompt, read, default=default, explained=explained, offers=offers)
        return "" if value is LEFT_OUT else str(value or default)

    def _last(self, name: str) -> Record:
        try:
            found = list(self._known.archive.find(Query(person=name, exact=True, reverse=True, limit=1)))
        except QueryError:
            return {}
        people = [one for match in found for one in match.meeting.participants]
        entity = self._known.archive.entity("person", name)
        for one in people:
            if one.name and self._known.archive.entity("person", one.name) == entity:
                return one.to_record()
        return {}

    # Evidence

    def _evidence(self, number: int, old: Any, answers: Record) -> Any:
        while True:
            quoted = self._asking.value(
                f"Evidence {number}",
                lambda typed: evidence(typed, self._known),
                default=evidence_text(old) if old else "",
                explained=_EVIDENCE,
                offers="source",
            )
            if not isinstance(quoted, Quoted):
                return quoted
            self._asking.say(f'  "{one_line(quoted.record["exact"])}"')
            if quoted.differs:
                self._asking.say(f"  The document does not have it as typed: {quoted.differs}")
            try:
                return self._with_claims(quoted.record, answers)
            except Back:
                continue

    def _with_claims(self, record: Record, answers: Record) -> Record:
        default = supported(answers, record["exact"])
        value = self._asking.value(
            "  It proves",
            lambda typed: checked_claims(re.split("[;,]", typed), answers),
            default="; ".join(default),
            explained=_SUPPORTS,
        )
        claims = [] if value is LEFT_OUT else value or default
        return record | ({"supports": claims} if claims else {})
