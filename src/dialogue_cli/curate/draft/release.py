"""A document as a release: its headline, its body in sentences, and when it says that it was published."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from dialogue_cli.curate.draft import cues
from dialogue_cli.curate.draft.dates import When, dates_in, edtf
from dialogue_cli.dataset.documents import Document
from dialogue_cli.dataset.sentences import sentences

Span = tuple[int, int]
_MOST_HEADER = 260
_LONGEST = 4_000
_HEADER_BLOCKS = 24
# Words that no dateline has.
_PROSE = re.compile(r"(?<![\w.])(?!date\b|and\b|the\b|for\b|immediate\b|release\b)[a-z]{3,}(?!\w)")
_DASH = re.compile(r"\s?(?:-{1,2}|–|—|:|/\.?|\||\u2022)\s?")
_PUBLICATION = re.compile(
    r"\b(?:date|published|release[d]?|press|posted|updated|issued|news|bulletin|no\.?|readout|statement|communiqué"
    r"|communique)\b",
    re.I,
)


_SENDER = re.compile(
    r"(?:the )?(?:ministry|department|embassy|government|office|press|news|statement|readout|for immediate"
    r"|directorate|federal|republic|european commission)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"Subject: (?:(?:Fwd?|Fw|Re|FW|RE|FWD): )*")
"""What a mail puts before its headline."""
_ENDS = (".", "!", "?", ":", ";", '"', "”", "’", "»", ")", "■", "'", "…")
_FOOTER = re.compile(
    r"(?:read (?:also|more|next)|see also|also read|related\b|photos?:|other news|latest\b|more news|you (?:may"
    r"|might) (?:also|be)|in the same section|additional materials|key ?words|tags?\b|topics?:|explore\b|share\b"
    r"|contacts?\b|press contacts?|media contacts?"
    r"|for (?:more|further|media) (?:information|inquiries|enquiries)|inquiries|enquiries|further information"
    r"|notes? (?:to|for) editors?|about (?:the|this)\b|about us|q&a|documents$|subscribe|follow us|sign up|stay up"
    r"|copyright|©|###|-end-|ends?$|\*\*\*|press office|editorial office|when using materials|most read|popular"
    r"|recommended|background( information)?:?$|previous(?: news)?$|mergers:|announcements$|your comment)",
    re.IGNORECASE,
)


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence; one that is longer than any that a person wrote in parts."""
    # Rules look at all that stands in it before a place.
    while end - start > _LONGEST:
        at = text.rfind(" ", start, start + _LONGEST) + 1 or start + _LONGEST
        yield start, at
        start = at
    yield start, end


class Release:
    """What rules ask of a document. `given` is the day of publication that a person states."""

    def __init__(self, document: Document, given: datetime.date | None = None) -> None:
        self.document = document
        self.text = document.text
        whole = sentences(self.text, document.layout.breaks)
        self.sentences: list[Span] = [part for start, end in whole for part in _parts(self.text, start, end)]
        self.dates: list[When] = dates_in(self.text)
        self._given = given

    @cached_property
    def blocks(self) -> list[Span]:
        """The paragraphs, from where to where."""
        cuts = [0, *(at + 1 for at in self.document.layout.breaks), len(self.text) + 1]
        return [(start, end - 1) for start, end in pairwise(cuts) if end - 1 > start]

    @cached_property
    def body(self) -> int:
        """Where the text proper begins, behind its headline and what stands beside it."""
        for i, (start, end) in enumerate(self.blocks[:_HEADER_BLOCKS]):
            block = self.text[start:end]
            is_long = len(block) > _MOST_HEADER or (len(block.split()) > 9 and block.rstrip("\"'”’»)")[-1:] in ".!?:")
            if is_long or i == len(self.blocks) - 1:
                return start
        ended = [start for start, end in self.blocks if self.text[start:end].endswith((".", "!"))]
        return (ended or [start for start, _ in self.blocks] or [0])[0]

    @cached_property
    def headline(self) -> Span | None:
        """The heading of the text: of the lines before its body the one that most reads like one."""
        lines = [(self._weight(start, end), start, end) for start, end in self.blocks if start < self.body]
        weight, start, end = max(lines, default=(0, 0, 0))
        if not weight > 0:
            return None
        label = _LABEL.match(self.text, start, end)
        return (label.end() if label else start), end

    def _weight(self, start: int, end: int) -> float:
        """How much a line reads like a headline: words, a meeting, a verb; not the way through a site, or a sender."""
        said = self._without_dates(start, end)
        words = re.findall(r"[^\W\d_][^\W_]+", said)
        if len(words) < 4 or re.search(r"[>|@©]|https?:|www\.|^\S+ / |P\.O\. Box|\bTel\b", said):
            return 0
        weight = min(len(words), 16) / 16
        weight += 2 if cues.MET.search(said) or cues.TO_COME.search(said) else 1.5 if cues.NOUN.search(said) else 0
        weight -= 1 if said.isupper() else 0
        weight -= 1 if _SENDER.match(said) else 0
        # Of two that are alike the one nearer to the text.
        return max(0.01, weight) + start / 100_000

    def dates_within(self, start: int, end: int) -> list[When]:
        """The dates that stand in a stretch of the text, in order."""
        first, last = (bisect_left(self.dates, at, key=lambda one: one.start) for at in (start, end))
        return [one for one in self.dates[first:last] if one.end <= end]

    def _without_dates(self, start: int, end: int) -> str:
        text = self.text[start:end]
        for one in reversed(self.dates_within(start, end)):
            text = text[: one.start - start] + text[one.end - start :]
        return text

    @cached_property
    def header(self) -> list[Span]:
        """The lines before the body that are no headline: dates, publishers, places."""
        headline = self.headline or (0, 0)
        return [one for one in self.blocks if one[0] < self.body and one[1] != headline[1]]

    @cached_property
    def dateline(self) -> Span:
        """The beginning of the body that says where and when the text was written, or an empty place there."""
        line = self.text[self.body : self.body + 110]
        for dash in _DASH.finditer(line):
            before = line[: dash.start()]
            if re.search(r"[.!?]\s+[A-Z][a-z]+ [a-z]", before) or len(before.split()) > 11:
                break
            if _PROSE.search(before):
                break
            if dash[0].strip() in ("-", "") and not dash[0].startswith(" "):
                continue
            if (
                dash[0].strip() == ":"
                and line[dash.end() - 1 : dash.end()] == ":"
                and line[dash.end() : dash.end() + 1].isdigit()
            ):
                continue
            has_date = bool(self.dates_within(self.body, self.body + dash.start() + 1))
            is_place = re.fullmatch(r"[\s(]*(?:[A-ZÀ-Þ][\w'’.-]+[\s,)]*(?:\([^()]+\)\s?)?){1,5}", before)
            if has_date or (is_place and (dash[0].strip() not in (":",) or len(before.split()) < 3)):
                return self.body, self.body + dash.end()
        if match := re.match(r"\(?(?:[A-ZÀ-Þ][\w'’-]+(?:\s[A-Z][\w'’-]+)?,\s)?", line):
            for one in self.dates_within(self.body, self.body + len(line)):
                rest = line[one.end - self.body :]
                begins = one.start == self.body + match.end() and one.kind in ("full", "yearless")
                if begins and re.match(r"\s?[.):–—-][\s.)]*[^\W\d_a-z]", rest):
                    return self.body, one.end
        return self.body, self.body

    @cached_property
    def published_in_text(self) -> When | None:
        """The date that stands beside the headline, in the dateline or in a line of its own at the end."""
        places = [*self.header, self.dateline]
        for start, end in places:
            for one in self.dates_within(start, end):
                if one.kind in ("full", "yearless") and one.first == one.last:
                    return one
        for start, end in self.blocks:
            inside = [one for one in self.dates_within(start, end) if one.kind == "full"]
            if len(inside) == 1 and inside[0].first == inside[0].last and start > self.body:
                rest = self._without_dates(start, end)
                if (
                    len(rest.split()) <= 6
                    and (end - start < 60)
                    and (not rest.split() or _PUBLICATION.search(rest) or len(rest.split()) <= 3)
                ):
                    return inside[0]
        return None

    @cached_property
    def published(self) -> datetime.date | None:
        """The day of publication: as a person states it, else as the text does."""
        if self._given:
            return self._given
        one = self.published_in_text
        value = edtf(one) if one else None
        return datetime.date.fromisoformat(value) if value and len(value) == 10 else None

    @cached_property
    def end(self) -> int:
        """Where what only follows the text begins: other news, contacts, background."""
        for start, end in self.blocks:
            said = self.text[start:end].lstrip("—–-•>*# ")
            if start > self.body and _FOOTER.match(said) and (len(said.split()) < 9 or not said.endswith(_ENDS)):
                return start
        return len(self.text)

    @cached_property
    def headings(self) -> list[Span]:
        """The headings within the body: short lines that end in no stop."""
        return [
            (start, end)
            for start, end in self.blocks
            if self.body < start < self.end and not self.text[start:end].endswith(_ENDS) and end - start < 130
        ]

    def says(self, span: Span) -> str:
        """The words of a part of the text."""
        return self.text[span[0] : span[1]]
