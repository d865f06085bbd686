"""A release as the rules see it: its words with their signs, its people, and which sentences tell the news."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.gazetteer import Names
from dialogue_cli.curate.draft.people import Mention, mentions
from dialogue_cli.curate.draft.release import Release
from dialogue_cli.curate.draft.rounds import Round, rounds_in
from dialogue_cli.curate.draft.tagging import Tagged, tagged

Span = tuple[int, int]
_LEAD = 3
_HAD = re.compile(r"\bhad (?:been |last |first |also )?(?:met|held|visited|paid|received)\b")


class Reading:
    """A release with everything that is looked up in it once."""

    def __init__(self, release: Release, names: Names) -> None:
        self.release = release
        self.text = release.text
        self.names = names
        self.words: Tagged = tagged(release.text, names, release.dates, [start for start, _ in release.sentences])
        self._rounds: dict[Span, list[Round]] = {}
        self._cues: dict[tuple[Span, re.Pattern[str]], list[Span]] = {}
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
        starts = [start for start, _ in release.headings]
        for one in self.sentences:
            at = bisect_right(starts, one[0])
            is_heading = at > 0 and one[1] <= release.headings[at - 1][1]
            if release.body <= one[0] < release.end and not is_heading and len(self.said(one).split()) > 2:
                found.append(one)
        return found

    def people_within(self, span: Span) -> list[Mention]:
        """The people whose names begin in a stretch of the text, in order."""
        first, last = (bisect_left(self.people, at, key=lambda one: one.name_span[0]) for at in span)
        return self.people[first:last]

    @cached_property
    def ends_of_people(self) -> frozenset[int]:
        """Where the names of people end, with what stands behind them of their office."""
        return frozenset(one.span[1] for one in self.people)

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
        if is_to_come:
            past = self._last_before(cues.PAST, sentence, at)
            return past > self._last_before(cues.TO_COME, sentence, at)
        if cues.FINITE.match(self.text, at):
            return False
        back = self._last_before(cues.BACK, sentence, at)
        return back > self._last_before(cues.FINITE, sentence, at) or self._last_before(_HAD, sentence, at) >= 0

    def _last_before(self, cue: re.Pattern[str], sentence: Span, at: int) -> int:
        """Where in a sentence the last cue of a kind before a place begins; -1 for none."""
        # Once for each sentence: one without an end has many places.
        if (sentence, cue) not in self._cues:
            self._cues[sentence, cue] = [match.span() for match in cue.finditer(self.said(sentence))]
        found = self._cues[sentence, cue]
        before = bisect_right(found, at - sentence[0], key=lambda span: span[1])
        return found[before - 1][0] if before else -1

    def sentence(self, span: Span) -> Span:
        """The sentence in which a place stands."""
        at = bisect_right(self.sentences, span[0], key=lambda one: one[0])
        return self.sentences[at - 1] if at and span[0] < self.sentences[at - 1][1] else span

    def said(self, span: Span) -> str:
        """The words of a span."""
        return self.text[slice(*span)]
