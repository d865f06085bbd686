"""Goes through a draft, record by record and claim by claim, with answers that outlive the program."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from dialogue_cli.cli.interview.asking import Back
from dialogue_cli.cli.interview.lines import Lines
from dialogue_cli.cli.reviewing.closing import Closing, Later
from dialogue_cli.cli.reviewing.judging import Judging, Never, Quit, Skipped
from dialogue_cli.curate.adding.known import Known
from dialogue_cli.curate.rejected import Rejected
from dialogue_cli.curate.reviewing.building import Accepted, built
from dialogue_cli.curate.reviewing.claims import Claim
from dialogue_cli.curate.reviewing.drafts import Draft
from dialogue_cli.curate.reviewing.entries import Entries, Entry
from dialogue_cli.curate.reviewing.kept import ACCEPTED, REJECTED, SKIPPED, Kept
from dialogue_cli.curate.reviewing.papers import Papers
from dialogue_cli.dataset.model import Record
from dialogue_cli.errors import DialogueError
from dialogue_cli.files import ended_in_order
from dialogue_cli.terminal.talk import Talk
from dialogue_cli.text import one_line, plural

_HOW = "Type a letter and Enter for each claim; ? explains them. Ctrl-C or q stops, and every answer is kept."


class Review:
    """The review of one draft. `run` returns the ids of the meetings that were written or changed."""

    def __init__(
        self, known: Known, lines: Lines, talk: Talk, draft: Draft, papers: Papers, kept: Kept, into: Path | None
    ) -> None:
        self._known = known
        self._lines = lines
        self._talk = talk
        self._say = talk.say
        self._papers = papers
        self._kept = kept
        self._rejected = Rejected(known.archive.path)
        self._entries = Entries(known, papers, self._rejected, kept, draft)
        self._judging = Judging(lines, talk, known, papers)
        known.settle = self._judging.asking.settle
        self._closing = Closing(lines, talk, self._judging.asking, known, papers, self._entries.name_of, into)
        self._ids: list[str] = []
        for entry in self._entries:
            # What was being changed when the program ended is asked for again, with what was typed.
            if entry.progress.decisions.get(key := kept.typed.get("claim", ""), {}).get("answer") == ACCEPTED:
                del entry.progress.decisions[key]

    # The whole of it

    def run(self) -> list[str]:
        """Asks until all is decided or the person stops. Whatever ends it, the answers are in the file."""
        self._greet()
        try:
            with ended_in_order():
                self._go_through()
        except Quit:
            self._keep()
        except EOFError:
            # The prompt stands on the line.
            self._say()
            self._keep()
        except BaseException:
            self._say()
            self._keep(self._lines.unfinished)
            raise
        return list(dict.fromkeys(self._ids))

    def _greet(self) -> None:
        count = sum(len(list(self._entries.open_ones(one))) for one in self._entries)
        name = Path(self._kept.draft).name
        records, claims = plural(len(self._entries), "record"), plural(count, "claim")
        self._say(f"{name} for {self._known.archive.path}: {records}, {claims} to decide.")
        if self._entries.left_out:
            self._say(
                f"{plural(self._entries.left_out, 'claim')} rejected before and left out; --forget lists them.",
                "quiet",
            )
        if count:
            self._say(_HOW)

    def _go_through(self) -> None:
        for number, entry in enumerate(self._entries, 1):
            self._record(entry, f"Record {number} of {len(self._entries)}: {entry.title}")
        # How two records of a draft are related can be said when both are there.
        for entry in self._entries:
            if entry.progress.target and any(one.field == "related" for one in self._entries.open_ones(entry)):
                self._record(entry, f"Related: {entry.title}")
        self._end()

    def _end(self) -> None:
        left = sum(
            len([one for one in entry.claims if not self._entries.is_settled(entry, one)]) for entry in self._entries
        )
        waiting = sum(1 for entry in self._entries if self._entries.is_unwritten(entry))
        self._kept.is_done = not left and not waiting
        self._kept.save()
        self._say()
        if self._kept.is_done:
            self._say("All of it is decided.")
            return
        more = [plural(left, "claim") + " skipped"] if left else []
        more += [plural(waiting, "record") + " not in the dataset yet"] if waiting else []
        self._say(f"Left for the next time: {', '.join(more)}. dialogue review goes on there.")

    def _keep(self, unfinished: str = "") -> None:
        """Says where the answers are."""
        trail = self._judging.asking.trail
        if self._judging.editing.key:
            self._kept.typed = {
                "claim": self._judging.editing.key,
                "lines": [*trail, unfinished] if trail or unfinished else [],
            }
        self._kept.save()
        self._say("Every answer is kept in")
        # A path that is broken cannot be copied.
        self._talk.record([f"  {self._kept.path}"])
        self._say("dialogue review goes on there.")

    # One record

    def _record(self, entry: Entry, heading: str) -> None:
        if not any(self._entries.open_ones(entry)) and not self._entries.is_unwritten(entry):
            return
        self._talk.heading(heading)
        try:
            self._closing.settle_target(self._whole(entry), entry.progress)
            self._kept.save()
            self._tell_there(entry)
            at = 0
            while True:
                if not self._claims(entry, at):
                    return
                try:
                    self._close(entry)
                except Back:
                    at = -1
                    continue
                return
        except Later:
            self._say("It stays for the next time.", "quiet")

    def _whole(self, entry: Entry) -> Record:
        """The record as it was drafted, with what was accepted in its place, and without what was rejected."""
        accepted = {claim.key: one for claim, one in self._entries.accepted(entry)}
        stated = {
            claim.key: Accepted(claim.stated.value, ())
            for claim in entry.claims
            if claim.stated and entry.progress.answer(claim) != REJECTED
        }
        found = stated | accepted
        return built([(claim, found[claim.key]) for claim in entry.claims if claim.key in found], self._papers.where)

    def _tell_there(self, entry: Entry) -> None:
        count = sum(1 for one in entry.claims if self._entries.is_there(entry, one) and not entry.progress.answer(one))
        if count:
            self._say(
                f"{entry.progress.target} says {plural(count, 'claim')} of it already; they are not asked for.", "quiet"
            )

    def _claims(self, entry: Entry, at: int) -> bool:
        """Asks for each claim that is not decided. Returns whether the record can be closed.

        `at` is where to begin though it is decided: -1 for the last one.
        """
        every = [one for one in entry.claims if self._is_asked(entry, one)]
        again = at < 0
        i = max(len(every) - 1, 0) if again else 0
        while i < len(every):
            claim = every[i]
            if entry.progress.answer(claim) and not again:
                i += 1
                continue
            again = False
            try:
                self._decide(entry, claim, f"{i + 1} of {len(every)}")
            except Back:
                i = max(i - 1, 0)
                again = True
                continue
            if claim.field == "title" and not entry.progress.target and entry.progress.answer(claim) != ACCEPTED:
                again = entry.progress.answer(claim) == REJECTED and not self._reject_all(entry, claim)
                if again:
                    continue
                self._say("A record without a title cannot be finished.", "quiet")
                return False
            i += 1
        return True

    def _is_asked(self, entry: Entry, claim: Claim) -> bool:
        """Whether a claim is one to decide, or to come back to; what the dataset has is neither."""
        is_in = claim.key in entry.progress.written or self._entries.is_there(entry, claim)
        return not is_in and self._entries.resolved(claim) is not None

    def _decide(self, entry: Entry, claim: Claim, head: str) -> None:
        begun: list[str] = []
        if self._kept.typed.get("claim") == claim.key:
            begun, self._kept.typed = self._kept.typed["lines"], {}
        resolved = self._entries.resolved(claim) or claim
        was = entry.progress.answer(claim)
        try:
            accepted = self._judging.judge(resolved, head, self._entries.there(entry, resolved), begun)
        except Skipped:
            entry.progress.decide(claim, SKIPPED)
        except Never:
            self._rejected.add(self._entries.rejections(claim))
            entry.progress.decide(claim, REJECTED)
        else:
            entry.progress.decide(claim, ACCEPTED, accepted)
        if was == REJECTED and entry.progress.answer(claim) != REJECTED:
            self._rejected.forget(self._entries.rejections(claim))
        self._kept.save()

    def _reject_all(self, entry: Entry, title: Claim) -> bool:
        """Whether a record whose title is wrong is not to come back at all. Its claims are rejected then."""
        others = [one for one in entry.claims if one.key != title.key]
        more = f", with its {plural(len(others), 'other claim')}" if others else ""
        is_meant = False
        with suppress(Back):
            is_meant = self._judging.asking.yes(f"Never this record at all{more}?", default=False)
        if is_meant:
            self._rejected.add([found for one in others for found in self._entries.rejections(one)])
            for one in others:
                entry.progress.decide(one, REJECTED)
        else:
            self._rejected.forget(self._entries.rejections(title))
            del entry.progress.decisions[title.key]
            self._say("A record needs a title; e types another one.", "note")
        self._kept.save()
        return bool(entry.progress.answer(title))

    def _close(self, entry: Entry) -> None:
        accepted = [
            (claim, one) for claim, one in self._entries.accepted(entry) if claim.key not in entry.progress.written
        ]
        if not accepted:
            return
        record = built(accepted, self._papers.where)
        skipped = [one for one in entry.claims if entry.progress.answer(one) == SKIPPED]
        try:
            placed = self._closing.close(record, entry.progress, skipped)
        except DialogueError as error:
            self._say(f"{one_line(str(error))}", "problem")
            self._closing.look_again()
            raise Later from None
        if placed is None:
            raise Later
        identifier, where = placed
        entry.progress.target = identifier
        entry.progress.written += [claim.key for claim, _ in accepted]
        self._kept.save()
        if where:
            self._ids.append(identifier)
        self._say(f"Written: {identifier} ({where})" if where else f"{identifier} says all of it already.")
