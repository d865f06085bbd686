"""A quote of a proposal, where it stands in its document, and what the words around it say."""

from __future__ import annotations

from functools import cached_property

from dialogue_cli.curate.draft.people import Mention
from dialogue_cli.curate.draft.reading import Reading
from dialogue_cli.curate.draft.rounds import Round
from dialogue_cli.curate.draft.tagging import Word
from dialogue_cli.text import fold

Span = tuple[int, int]


class Quoted:
    """Words that stand in a document: from where to where, with what the rules read in them."""

    def __init__(self, reading: Reading, span: Span) -> None:
        self.reading, self.span = reading, span
        self.text = reading.text[slice(*span)]

    @cached_property
    def folded(self) -> str:
        """The words as names are compared, with a space on either side of each."""
        return f" {fold(self.text)} "

    @cached_property
    def sentences(self) -> list[Span]:
        """The whole sentences in which the quote lies: what a quote leaves out of them counts too."""
        start, end = self.span
        return [one for one in self.reading.release.sentences if one[0] < end and one[1] > start] or [self.span]

    @cached_property
    def around(self) -> str:
        """The words of these sentences."""
        return self.reading.text[self.sentences[0][0] : self.sentences[-1][1]]

    @cached_property
    def words(self) -> list[Word]:
        """The words of the quote with their signs."""
        first, last = self.reading.words.within(*self.span)
        return list(self.reading.words.words[first:last])

    @cached_property
    def people(self) -> list[Mention]:
        """The people whose names stand in the quote."""
        start, end = self.span
        return [one for one in self.reading.people if start <= one.name_span[0] and one.name_span[1] <= end]

    @cached_property
    def rounds(self) -> list[Round]:
        """The numbered meetings that the quote names."""
        return [one for one in self.named if one.start < self.span[1] and one.end > self.span[0]]

    @cached_property
    def named(self) -> list[Round]:
        """The numbered meetings that these sentences name, in the quote or beside it."""
        return sorted(
            (one for sentence in self.sentences for one in self.reading.rounds(sentence)), key=lambda one: one.start
        )

    def sentence_of(self, at: int) -> Span:
        """The sentence in which a place of the quote stands."""
        return next((one for one in self.sentences if one[0] <= at < one[1]), self.span)

    @cached_property
    def persons(self) -> list[tuple[str, Mention]]:
        """The same people with their full names, which the document may give elsewhere."""
        start, end = self.span
        return [
            (name, one) for name, one in self.reading.persons if start <= one.name_span[0] and one.name_span[1] <= end
        ]

    def has(self, words: str) -> bool:
        """Whether some words stand in the quote, one after the other; case, accents and hyphens apart."""
        folded = fold(words)
        return bool(folded) and f" {folded} " in self.folded

    def before(self, at: int) -> str:
        """The words of the sentence before a place."""
        start = max((one[0] for one in self.sentences if one[0] <= at), default=self.span[0])
        return self.reading.text[start:at]

    def after(self, at: int) -> str:
        """The words of the sentence behind a place."""
        end = min((one[1] for one in self.sentences if one[1] >= at), default=self.span[1])
        return self.reading.text[at:end]
