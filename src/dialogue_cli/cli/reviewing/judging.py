"""One claim before a person: what the document says, what they answer, and what they type in its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dialogue_cli.cli.interview.asking import Asking, Back
from dialogue_cli.cli.interview.lines import Lines
from dialogue_cli.cli.reviewing.editing import Editing
from dialogue_cli.cli.reviewing.wording import HELP, answer_of, answers, quoted, shown, title_of
from dialogue_cli.curate.adding.fields import BY_NAME
from dialogue_cli.curate.adding.known import Known
from dialogue_cli.curate.reviewing.building import Accepted
from dialogue_cli.curate.reviewing.claims import NEEDS_WORDS, Choice, Claim, Quote
from dialogue_cli.curate.reviewing.papers import Papers, Span
from dialogue_cli.curate.reviewing.passages import passages, words_of
from dialogue_cli.terminal.talk import Talk
from dialogue_cli.text import listing, shortened

_SHOWN = 2
"""So many passages of one claim are shown at once."""
_MORE = 5
"""So many sentences before and after are shown when more is asked for."""


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
        self.editing = Editing(lines, talk, self.asking, known, papers)
        self._seen: set[tuple[str, Span]] = set()
        """The passages of the claim before: what stands around them was just shown."""

    def judge(self, claim: Claim, head: str, there: Any, begun: Sequence[str] = ()) -> Accepted:
        """A claim as it is accepted. Raises Skipped, Never, Back or Quit. `there` is what the meeting says now."""
        offered = [*claim.others, *self._as_known(claim)]
        self._show(claim, head, there, offered)
        if begun:
            self._talk.say("You were editing it:")
            if found := self.editing.edit(claim, begun):
                return found
        while True:
            question = self._talk.choices("", answers(len(offered), is_stated=claim.stated is not None), is_usual=True)
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
                return self.editing.edit(claim)
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
        value = claim.choices[0].value if claim.choices else None
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
            note = self.editing.note(choice.reason[:1].upper() + choice.reason[1:])
        return Accepted(choice.value, tuple(map(self._papers.renamed, quotes)), note)

    def _as_known(self, claim: Claim) -> list[Choice]:
        """The value with its names as the dataset has them, where they are others."""
        if claim.stated is None:
            return []
        value, reasons = _with_names(claim.field, claim.stated.value, self._known)
        return [Choice(value, claim.stated.quotes, "; ".join(reasons))] if reasons else []


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
