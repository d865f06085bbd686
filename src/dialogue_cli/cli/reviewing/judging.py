"""One claim before a person: what the document says, what they answer, and what they type in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dialogue_cli.cli.interview.asking import LEFT_OUT, Asking, Back
from dialogue_cli.cli.interview.lines import Lines
from dialogue_cli.cli.interview.questions import Questions
from dialogue_cli.cli.reviewing.wording import HELP, answer_of, answers, quoted, shown, title_of
from dialogue_cli.curate.adding.evidence import quoted_words
from dialogue_cli.curate.adding.fields import BY_NAME, Field
from dialogue_cli.curate.adding.known import Known
from dialogue_cli.curate.reviewing.building import Accepted
from dialogue_cli.curate.reviewing.claims import NEEDS_WORDS, Choice, Claim, Quote, quote_of
from dialogue_cli.curate.reviewing.papers import Papers, Span
from dialogue_cli.curate.reviewing.passages import passages, words_of
from dialogue_cli.errors import QueryError
from dialogue_cli.terminal.talk import Talk
from dialogue_cli.text import listing, shortened

_SHOWN = 2
"""So many passages of one claim are shown at once."""
_MORE = 5
"""So many sentences before and after are shown when more is asked for."""
_WORDS = (
    "The words of the document that say so, as far as you remember them; small slips do no harm. Enter keeps the ones"
    " that are shown."
)


class Quit(Exception):
    """The person stops here; what was answered is kept."""


class Skipped(Exception):
    """The person leaves a claim for the next time."""


class Never(Exception):
    """The person says that a claim is wrong."""


class Judging:
    """Asks for claims. `typed` are the lines of an edit that was interrupted, and what is done to keep them."""

    def __init__(self, lines: Lines, talk: Talk, known: Known, papers: Papers) -> None:
        self._lines = lines
        self._talk = talk
        self._known = known
        self._papers = papers
        self.asking = Asking(lines, talk)
        self._questions = Questions(self.asking, known, lambda _: None)
        self.edited = ""
        """The key of the claim that is being edited."""
        self._seen: set[tuple[str, Span]] = set()
        """The passages of the claim before: what stands around them was just shown."""

    def judge(self, claim: Claim, head: str, there: Any, begun: Sequence[str] = ()) -> Accepted:
        """A claim as it is accepted. Raises Skipped, Never, Back or Quit. `there` is what the meeting says now."""
        offered = [*claim.others, *self._as_known(claim)]
        self._show(claim, head, there, offered)
        if begun:
            self._talk.say("You were editing it:")
            if found := self._edit(claim, begun):
                return found
        while True:
            question = self._talk.choices("", answers(len(offered), is_stated=claim.stated is not None))
            answer = answer_of(self._lines.read(question, is_answer=True), len(offered))
            found = self._answered(answer, claim, offered, head, there)
            if found:
                return found

    def _answered(self, answer: str, claim: Claim, offered: Sequence[Choice], head: str, there: Any) -> Accepted | None:
        if answer.isdigit():
            return self._taken(claim, offered[int(answer) - 1])
        match answer:
            case "a":
                return self._taken(claim, claim.stated)
            case "e":
                return self._edit(claim)
            case "s":
                raise Skipped
            case "n":
                raise Never
            case "b":
                raise Back
            case "q":
                raise Quit
            case "m":
                self._show(claim, head, there, offered, is_more=True)
            case "?":
                for line in HELP:
                    self._talk.say(f"  {line}", "quiet", hang=3)
                self._talk.say(f"  {title_of(claim.field)}: {BY_NAME[claim.field].help}", "quiet")
            case _:
                self._talk.say("Please type one of these letters, and Enter. ? explains them.")
        return None

    # What is shown

    def _show(self, claim: Claim, head: str, there: Any, offered: Sequence[Choice], *, is_more: bool = False) -> None:
        said = shown(claim.field, claim.stated.value) if claim.stated else None
        parts = [*(said.parts if said else ())]
        if claim.note:
            parts.append(("how it is known", claim.note))
        if there is not None:
            parts.append(("in the dataset now", shown(claim.field, there).line))
        self._talk.claim(head, title_of(claim.field), said.text if said else "not sure", parts)
        value = claim.stated.value if claim.stated else claim.others[0].value if claim.others else ""
        self._passages(claim.quotes or claim.loose, claim.field, value, is_more=is_more)
        for remark in claim.remarks:
            self._talk.say(f"  Not sure: {remark}", "note")
        for number, choice in enumerate(offered, 1):
            self._talk.say(f"  {number}  {self._choice(claim, choice)}", hang=3)

    def _choice(self, claim: Claim, choice: Choice) -> str:
        words = f", by {quoted(shortened(choice.quotes[0].exact))}" if choice.quotes and choice in claim.others else ""
        reason = f": {choice.reason}" if choice.reason else ""
        return f"{shown(claim.field, choice.value).line}{words}{reason}"

    def _passages(self, quotes: Sequence[Quote], field: str, value: Any, *, is_more: bool) -> None:
        if not quotes:
            self._talk.say("  No words of the document stand behind it.", "note")
        rest: list[str] = []
        several = len({quote.source for quote in quotes}) > 1
        for i, quote in enumerate(quotes):
            paper, span = self._papers.of(quote), self._papers.span(quote)
            if paper is None or span is None:
                self._talk.say(f"  These words are not in the document: {quoted(quote.exact)}", "problem")
            elif i < _SHOWN or is_more:
                if several:
                    self._talk.say(f"  {paper.id}", "quiet")
                around = _MORE if is_more else int((paper.id, span) not in self._seen)
                found = passages(paper, span, words_of(field, value), around)
                self._talk.passages(found, is_whole=is_more)
            else:
                rest.append(str(paper.document.layout.line(span[0])))
        self._seen = {(self._papers.renamed(one).source, span) for one in quotes if (span := self._papers.span(one))}
        if rest:
            self._talk.say(
                f"  Also on line{'s' if len(rest) > 1 else ''} {listing(rest, 'and')}; m shows more.", "quiet"
            )

    # Answers

    def _taken(self, claim: Claim, choice: Choice | None) -> Accepted | None:
        """A value of the draft as it is accepted; None where it cannot be, which is said."""
        if choice is None:
            self._talk.say("The draft is not sure. Choose a number, or type the value with e.", "note")
            return None
        quotes = choice.quotes or (claim.quotes if claim.stated else claim.loose)
        if any(self._papers.span(quote) is None for quote in quotes):
            self._talk.say("Its words are not in the document, so it proves nothing; e takes other words.", "note")
            return None
        if not quotes and claim.field in NEEDS_WORDS:
            self._talk.say("Nothing in the document stands behind it; e takes the words that do.", "note")
            return None
        note = claim.note
        if claim.field == "date" and choice != claim.stated:
            note = self._asked_note(choice.reason[:1].upper() + choice.reason[1:])
        return Accepted(choice.value, tuple(map(self._papers.renamed, quotes)), note)

    def _as_known(self, claim: Claim) -> list[Choice]:
        """The value with its names as the dataset has them, where they are others."""
        if claim.stated is None:
            return []
        value, reasons = _with_names(claim.field, claim.stated.value, self._known)
        return [Choice(value, claim.stated.quotes, "; ".join(reasons))] if reasons else []

    # Another value

    def _edit(self, claim: Claim, begun: Sequence[str] = ()) -> Accepted | None:
        """Another value, or other words; None where the person goes back to the question."""
        self.edited = claim.key
        self.asking.trail.clear()
        self.asking.begin = list(begun)
        try:
            value = self._value(claim, is_begun=bool(begun))
            note = self._note(claim, value)
            quotes = self._words(claim)
        except Back:
            self.edited = ""
            return None
        self.edited = ""
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

    def _note(self, claim: Claim, value: Any) -> str:
        """How an edited date is known."""
        if claim.field != "date" or (claim.stated and value == claim.stated.value):
            return claim.note
        return self._asked_note(claim.note)

    def _asked_note(self, proposed: str) -> str:
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


def _with_names(field: str, value: Any, known: Known) -> tuple[Any, list[str]]:
    """A value with the names that the dataset has for those in it, and what is said of each that is another."""
    kinds = {"partners": "partner", "principal": "partner", "topics": "topic", "instruments": "instrument"}
    parts = {
        "participants": {"name": "person", "represents": "partner"},
        "place": {"city": "place", "country": "place"},
    }
    reasons: list[str] = []

    def named(kind: str, name: str) -> str:
        doubt = known.doubt(kind, name)
        if doubt is None:
            return name
        reasons.append("the name that the dataset has" if doubt.is_sure else "a name of the dataset that is near it")
        return doubt.known

    if field in kinds:
        return named(kinds[field], value), reasons
    if field in parts and isinstance(value, dict):
        return {
            part: named(parts[field][part], str(text)) if part in parts[field] else text for part, text in value.items()
        }, reasons
    return value, reasons
