"""A release as the rules see it: its words with their signs, its people, and which sentences tell the news."""

from __future__ import annotations

import re
from functools import cached_property

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.people import Mention, mentions
from dialogue_cli.curate.draft.release import Release
from dialogue_cli.curate.draft.rounds import Round, rounds_in
from dialogue_cli.curate.draft.tagging import Names, Tagged, tagged

Span = tuple[int, int]
_LEAD = 3


class Reading:
    """A release with everything that is looked up in it once."""

    def __init__(self, release: Release, names: Names) -> None:
        self.release = release
        self.text = release.text
        self.names = names
        self.words: Tagged = tagged(release.text, names, release.dates, [start for start, _ in release.sentences])
        self.people: list[Mention] = mentions(self.words, self.sentences)

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of the release; the first one of the body without its dateline."""
        start, end = self.release.dateline
        found = []
        for a, b in self.release.sentences:
            if a <= start < b and end > start:
                a = min(end, b)
            if a < b:
                found.append((a, b))
        return found

    @cached_property
    def about(self) -> list[Span]:
        """The sentences that may tell the news: the headline, and the body up to what only follows it."""
        headline = self.release.headline
        found = [one for one in self.sentences if headline and one[0] >= headline[0] and one[1] <= headline[1]]
        return found + [one for one in self.sentences if one[0] >= self.release.body and not self._is_beside(one)]

    def _is_beside(self, sentence: Span) -> bool:
        """Whether a sentence is no part of the text proper: a contact, a link, the line of a photograph."""
        said = self.text[slice(*sentence)]
        return (
            bool(
                re.match(
                    r"(?:read (?:also|more)|see also|related|photos?:|image|contact|for (?:more|further) information|tel|e-?mail|follow us|share|tags?\b|background:?$|notes? (?:to|for) editors|©|copyright|source:)",
                    said,
                    re.I,
                )
            )
            or len(said.split()) < 3
        )

    @cached_property
    def lead(self) -> list[Span]:
        """The headline and the first sentences of the body."""
        headline = [one for one in self.about if one[0] < self.release.body]
        return headline + [one for one in self.about if one[0] >= self.release.body][:_LEAD]

    def rounds(self, sentence: Span) -> list[Round]:
        """The numbered meetings that a sentence names."""
        return list(rounds_in(self.text, *sentence))

    def is_behind(self, sentence: Span, at: int) -> bool:
        """Whether what stands at a place belongs to something that went before, or is to come, not to the news."""
        before = self.text[sentence[0] : at]
        back = max((match.start() for match in cues.BACK.finditer(before)), default=-1)
        news = max((match.start() for match in cues.FINITE.finditer(before)), default=-1)
        return back > news

    def said(self, span: Span) -> str:
        """The words of a span."""
        return self.text[slice(*span)]
