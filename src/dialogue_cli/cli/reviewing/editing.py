"""What a person types in place of a claim: another value, how a date is known, other words of the document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dialogue_cli.cli.interview.asking import LEFT_OUT, Asking, Back
from dialogue_cli.cli.interview.lines import Lines
from dialogue_cli.cli.interview.questions import Questions
from dialogue_cli.cli.reviewing.wording import quoted, shown, title_of
from dialogue_cli.curate.adding.evidence import quoted_words
from dialogue_cli.curate.adding.fields import BY_NAME, Field
from dialogue_cli.curate.adding.known import Known
from dialogue_cli.curate.reviewing.building import Accepted
from dialogue_cli.curate.reviewing.claims import NEEDS_WORDS, Claim, Quote, quote_of
from dialogue_cli.curate.reviewing.papers import Papers
from dialogue_cli.errors import QueryError
from dialogue_cli.terminal.talk import Talk

_WORDS = (
    "The words of the document that say so, as far as you remember them; small slips do no harm. Enter keeps the ones"
    " that are shown."
)


class Editing:
    """Edits one claim at a time. `key` is that of the claim that is being edited; empty for none."""

    def __init__(self, lines: Lines, talk: Talk, asking: Asking, known: Known, papers: Papers) -> None:
        self._lines = lines
        self._talk = talk
        self.asking = asking
        self._papers = papers
        self._questions = Questions(asking, known, lambda _: None)
        self.key = ""

    def edit(self, claim: Claim, begun: Sequence[str] = ()) -> Accepted | None:
        """Another value, or other words; None where the person goes back to the question."""
        self.key = claim.key
        self.asking.trail.clear()
        self.asking.begin = list(begun)
        try:
            value = self._value(claim, is_begun=bool(begun))
            note = self._note_of(claim, value)
            quotes = self._words(claim)
        except Back:
            self.key = ""
            return None
        self.key = ""
        return Accepted(value, quotes, note)

    def _value(self, claim: Claim, *, is_begun: bool) -> Any:
        field = BY_NAME[claim.field]
        old = claim.stated.value if claim.stated else None
        text = "" if old is None else field.shown(old)
        value = self._line(
            f"  {title_of(claim.field)}",
            text,
            lambda typed: self._questions.read(field, _one(field, typed)),
            f"{field.help}\n  Example: {field.example}",
            offers=field.offers,
            is_begun=is_begun,
        )
        if isinstance(value, dict) and isinstance(old, dict) and value.get("name") == old.get("name"):
            # What the line has no place for.
            value |= {part: old[part] for part in ("on_behalf_of",) if part in old}
        if claim.field in ("date", "previous_date"):
            self._talk.say(f"  {shown(claim.field, value).text}", "quiet")
        return value

    def _line(
        self,
        question: str,
        text: str,
        read: Callable[[str], Any],
        explained: str,
        *,
        offers: str = "",
        is_begun: bool = False,
    ) -> Any:
        """What is typed in place of a text, which stands on the line already where that can be. Raises Back."""
        default = ""
        if self._lines.can_begin:
            self.asking.begin = self.asking.begin or ([text] if text and not is_begun else [])
        else:
            default = text
        value = self.asking.value(question, read, default=default, explained=explained, offers=offers)
        if value is None and default:
            return read(default)
        if value is None or value is LEFT_OUT:
            self._talk.say("  Nothing was typed, and nothing is changed.", "quiet")
            raise Back
        return value

    def _note_of(self, claim: Claim, value: Any) -> str:
        """How an edited date is known."""
        if claim.field != "date" or (claim.stated and value == claim.stated.value):
            return claim.note
        return self.note(claim.note)

    def note(self, proposed: str) -> str:
        """How a date is known that the draft did not state; what is proposed stands on the line already."""
        field = BY_NAME["date_note"]
        if self._lines.can_begin and not self.asking.begin and proposed:
            self.asking.begin = [proposed]
        explained = f"{field.help} An empty line leaves it out."
        found = self.asking.value(f"  {field.title}", str, explained=explained)
        return found if isinstance(found, str) else ""

    def _words(self, claim: Claim) -> tuple[Quote, ...]:
        """The words that say it: those of the draft, or what is typed in their place."""
        old = tuple(map(self._papers.renamed, claim.quotes or claim.loose))
        is_good = bool(old) and all(self._papers.span(quote) is not None for quote in old)
        while True:
            hint = "as above" if is_good else ""
            value = self.asking.value("  Its words", self._found, default=hint, explained=_WORDS)
            if isinstance(value, Quote):
                return (value,)
            if is_good and value is not LEFT_OUT:
                return old
            if claim.field not in NEEDS_WORDS:
                return ()
            self._talk.say("  It needs words of the document; < goes back.", "note")

    def _found(self, typed: str) -> Quote:
        """The words as a document has them. QueryError where none has."""
        wrong: list[QueryError] = []
        for paper in self._papers.all:
            try:
                found = quoted_words(paper.finder, paper.id, typed)
            except QueryError as error:
                wrong.append(error)
                continue
            self._talk.say(f"  {quoted(found.record['exact'])}")
            return quote_of(found.record)
        raise wrong[0]


def _one(field: Field, typed: str) -> str:
    """What is typed for one value. QueryError for several, which are claims of their own."""
    if field.many and field.splits and ";" in typed:
        raise QueryError("one value at a time; the others are claims of their own")
    return typed
