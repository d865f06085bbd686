"""A release as the rules see it: its words with their signs, its people, and which sentences tell the news."""

from __future__ import annotations

import re
from functools import cached_property

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.gazetteer import Names
from dialogue_cli.curate.draft.people import Mention, mentions
from dialogue_cli.curate.draft.release import Release
from dialogue_cli.curate.draft.rounds import Round, rounds_in
from dialogue_cli.curate.draft.tagging import Tagged, tagged

Span = tuple[int, int]
_LEAD = 3


class Reading:
    """A release with everything that is looked up in it once."""

    def __init__(self, release: Release, names: Names) -> None:
        self.release = release
        self.text = release.text
        self.names = names
        self.words: Tagged = tagged(release.text, names, release.dates, [start for start, _ in release.sentences])
        self._rounds: dict[Span, list[Round]] = {}
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
        """The sentences that may tell the news: the headline, and the body without its headings and footer."""
        release = self.release
        headings = [release.headline] if release.headline else []
        found = [one for one in self.sentences if any(a <= one[0] and one[1] <= b for a, b in headings)]
        for one in self.sentences:
            is_heading = any(a <= one[0] and one[1] <= b for a, b in release.headings)
            if release.body <= one[0] < release.end and not is_heading and len(self.said(one).split()) > 2:
                found.append(one)
        return found

    @cached_property
    def lead(self) -> list[Span]:
        """The headline and the first sentences of the body."""
        headline = [one for one in self.about if one[0] < self.release.body]
        return headline + [one for one in self.about if one[0] >= self.release.body][:_LEAD]

    @cached_property
    def persons(self) -> list[tuple[str, Mention]]:
        """Every place that names a person, with the full name of whoever is meant."""
        from dialogue_cli.curate.draft.person import people_of

        return [(person.name, one) for person in people_of(self) for one in person.named]

    def rounds(self, sentence: Span) -> list[Round]:
        """The numbered meetings that a sentence names."""
        if sentence not in self._rounds:
            self._rounds[sentence] = list(rounds_in(self.text, *sentence))
        return self._rounds[sentence]

    def is_behind(self, sentence: Span, at: int, *, is_to_come: bool = False) -> bool:
        """Whether what stands at a place belongs to something that went before, or is to come, not to the news."""
        before = self.text[sentence[0] : at]
        if is_to_come:
            past = max((match.start() for match in cues.PAST.finditer(before)), default=-1)
            return past > max((match.start() for match in cues.TO_COME.finditer(before)), default=-1)
        if cues.FINITE.match(self.text, at):
            return False
        back = max((match.start() for match in cues.BACK.finditer(before)), default=-1)
        news = max((match.start() for match in cues.FINITE.finditer(before)), default=-1)
        return back > news or bool(
            re.search(r"\bhad (?:been |last |first |also )?(?:met|held|visited|paid|received)\b", before)
        )

    def sentence(self, span: Span) -> Span:
        """The sentence in which a place stands."""
        return next((one for one in self.sentences if one[0] <= span[0] < one[1]), span)

    def said(self, span: Span) -> str:
        """The words of a span."""
        return self.text[slice(*span)]
