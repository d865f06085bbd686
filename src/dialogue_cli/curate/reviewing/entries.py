"""The records of a draft beside what was decided of them and what the dataset says: which claims are open."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from dialogue_cli.curate.adding.known import Known
from dialogue_cli.curate.rejected import Rejected, Rejection
from dialogue_cli.curate.reviewing.building import Accepted
from dialogue_cli.curate.reviewing.claims import Choice, Claim, Quote, claims_of
from dialogue_cli.curate.reviewing.drafts import Draft, Drafted
from dialogue_cli.curate.reviewing.kept import ACCEPTED, REJECTED, SKIPPED, Kept, Progress
from dialogue_cli.curate.reviewing.merging import is_said
from dialogue_cli.curate.reviewing.merging import there as said_of
from dialogue_cli.curate.reviewing.papers import Papers
from dialogue_cli.text import one_line


class Entry(NamedTuple):
    """A record of the draft, its claims, and what was decided of them."""

    drafted: Drafted
    claims: list[Claim]
    progress: Progress

    @property
    def title(self) -> str:
        """What to call it."""
        return one_line(str(self.drafted.record.get("title") or self.progress.name or "a record without a title"))


class Entries:
    """All records of a draft. What was skipped is open again, and what was rejected before is left out."""

    def __init__(self, known: Known, papers: Papers, rejected: Rejected, kept: Kept, draft: Draft) -> None:
        self._known = known
        self._papers = papers
        self._rejected = rejected
        self._kept = kept
        self.left_out = 0
        """How many claims were rejected before."""
        self._all = self._read(draft)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def name_of(self, kind: str, name: str) -> str:
        """What a name of a field is, however it is written."""
        found = self._known.archive.entity(kind, name)
        return found[0] if found else name.casefold()

    def _read(self, draft: Draft) -> list[Entry]:
        claims = [claims_of(one, self._papers.first) for one in draft.meetings]
        names = [str(one.record.get("id", "")) for one in draft.meetings]
        progress = self._kept.progress(list(zip(names, claims, strict=True)))
        for done in progress:
            # What was skipped comes back.
            done.decisions = {key: found for key, found in done.decisions.items() if found["answer"] != SKIPPED}
        left = [self._left(found) for found in claims]
        return [Entry(*found) for found in zip(draft.meetings, left, progress, strict=True)]

    def _left(self, claims: list[Claim]) -> list[Claim]:
        """The claims of a record that were not rejected before; it is asked for a title if it has none then."""
        left = [found for one in claims if (found := self._not_rejected(one))]
        has_title = any(one.field == "title" for one in left)
        return left if has_title or not left else [Claim("title", "", None), *left]

    def _not_rejected(self, claim: Claim) -> Claim | None:
        """The claim without what was rejected of this document before; None where nothing is left."""

        def is_left(choice: Choice) -> bool:
            return not all(
                self._rejected.is_rejected(self._document(quote), claim.field, choice.value, quote.exact)
                for quote in choice.quotes or claim.loose
            ) or not (choice.quotes or claim.loose)

        choices = claim.choices or [Choice(None, claim.loose)]
        left = [choice for choice in choices if is_left(choice)]
        self.left_out += len(choices) > len(left)
        if not left:
            return None
        stated = claim.stated if claim.stated in left else None
        others = tuple(one for one in claim.others if one in left)
        return claim._replace(stated=stated, others=others, own_key=claim.key)

    def _document(self, quote: Quote) -> str:
        paper = self._papers.of(quote)
        return paper.document.sha256 if paper else quote.source

    # What is open

    def open_ones(self, entry: Entry) -> Iterator[Claim]:
        """The claims that are to be asked for."""
        for one in entry.claims:
            if not entry.progress.answer(one) and not self.is_there(entry, one) and self.resolved(one):
                yield one

    def is_settled(self, entry: Entry, claim: Claim) -> bool:
        """Whether a claim does not come back."""
        answer = entry.progress.answer(claim)
        is_waiting = not self.resolved(claim)
        return answer in (ACCEPTED, REJECTED) or is_waiting or self.is_there(entry, claim)

    def is_unwritten(self, entry: Entry) -> bool:
        """Whether something was accepted that is not in the dataset."""
        return any(claim.key not in entry.progress.written for claim, _ in self.accepted(entry))

    def accepted(self, entry: Entry) -> list[tuple[Claim, Accepted]]:
        """The claims that were accepted, each as it was."""
        found = ((claim, entry.progress.accepted(claim)) for claim in entry.claims)
        return [(claim, one) for claim, one in found if one]

    def there(self, entry: Entry, claim: Claim) -> object:
        """What the meeting that a record goes into says of a claim."""
        meeting = self._known.archive.get(entry.progress.target) if entry.progress.target else None
        value = claim.stated.value if claim.stated else None
        if meeting is None or (value is None and claim.item):
            return None
        return said_of(claim.field, value, meeting.to_record(), self.name_of)

    def is_there(self, entry: Entry, claim: Claim) -> bool:
        """Whether the meeting that a record goes into says all of a claim already."""
        resolved = self.resolved(claim)
        if not (entry.progress.target and resolved and resolved.stated):
            return False
        old = self.there(entry, resolved)
        return is_said(claim.field, resolved.stated.value, old)

    def resolved(self, claim: Claim) -> Claim | None:
        """A claim about another record of the draft with the id under which it is in the dataset; None before that."""
        if claim.field != "related" or claim.stated is None:
            return claim
        wanted = claim.stated.value["id"]
        sibling = next((one for one in self._all if one.drafted.record.get("id") == wanted), None)
        identifier = wanted if sibling is None else (sibling.progress.target or "")
        if not identifier or self._known.archive.match(identifier) is None:
            return None
        value = {**claim.stated.value, "id": identifier}
        return claim._replace(stated=claim.stated._replace(value=value), item=identifier, own_key=claim.key)

    # Rejecting

    def rejections(self, claim: Claim) -> Iterator[Rejection]:
        """What is noted of a claim that is not to come back: each value that was offered, with its words."""
        today = datetime.date.isoformat(self._known.today)
        for choice in claim.choices or [Choice(None, claim.loose)]:
            for quote in choice.quotes or claim.loose:
                source = self._papers.renamed(quote).source
                yield Rejection(self._document(quote), source, claim.field, choice.value, quote.exact, today)
