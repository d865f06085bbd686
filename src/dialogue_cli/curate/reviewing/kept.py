"""What was decided of a draft, kept from the first answer on, so that nothing is asked or typed twice."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from dialogue_cli.curate.lock import held_alone
from dialogue_cli.curate.reviewing.building import Accepted
from dialogue_cli.curate.reviewing.claims import Claim, quote_of
from dialogue_cli.errors import DialogueError
from dialogue_cli.files import beside, state_folder
from dialogue_cli.text import slug

_FORMAT = 1
ACCEPTED, SKIPPED, REJECTED = "accepted", "skipped", "rejected"


@dataclass
class Progress:
    """What was decided of one record of a draft."""

    name: str
    """The id that the draft gives it."""
    decisions: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By the key of the claim: the answer, and of an accepted one the value, its words and a note."""
    target: str | None = None
    """The id of the meeting that it goes into; empty for a new one, None while that is open."""
    declined: list[str] = field(default_factory=list)
    """The ids of meetings that it is not, though it is much like them."""
    written: list[str] = field(default_factory=list)
    """The keys of the accepted claims that are in the dataset."""

    def answer(self, claim: Claim) -> str:
        """What was answered to a claim; empty for nothing."""
        return str(self.decisions.get(claim.key, {}).get("answer", ""))

    def accepted(self, claim: Claim) -> Accepted | None:
        """A claim as it was accepted; None where it was not."""
        one = self.decisions.get(claim.key, {})
        if one.get("answer") != ACCEPTED:
            return None
        return Accepted(one["value"], tuple(map(quote_of, one["quotes"])), one.get("note", ""))

    def decide(self, claim: Claim, answer: str, accepted: Accepted | None = None) -> None:
        """Notes an answer."""
        found: dict[str, Any] = {"answer": answer, "field": claim.field}
        if accepted:
            quotes = [one._asdict() for one in accepted.quotes]
            found |= {"value": accepted.value, "quotes": quotes, "note": accepted.note}
        self.decisions[claim.key] = found


@dataclass
class Kept:
    """The review of one draft for one dataset, in its file."""

    path: Path
    dataset: str
    draft: str
    """The file of the draft."""
    records: list[Progress] = field(default_factory=list)
    typed: dict[str, Any] = field(default_factory=dict)
    """What was begun to be typed when the program ended: the key of the claim, and the lines."""
    is_done: bool = False

    def save(self) -> None:
        """Writes it to its file. DialogueError where that cannot be done."""
        values = {name: value for name, value in asdict(self).items() if name != "path"}
        text = json.dumps({"format": _FORMAT, **values}, ensure_ascii=False, indent=1)
        try:
            with beside(self.path, durable=True) as new:
                new.chmod(0o600)
                new.write_text(text + "\n", encoding="utf-8", errors="surrogatepass")
        except OSError as error:
            raise DialogueError(f"answers cannot be kept in {self.path}: {error.strerror}") from None

    def progress(self, drafts: Sequence[tuple[str, Sequence[Claim]]]) -> list[Progress]:
        """What was decided of each record of the draft as it now is: by its id, or by the claims that it shares."""
        left = list(self.records)
        found: dict[int, Progress] = {}
        for i, (name, _) in enumerate(drafts):
            if one := next((one for one in left if name and one.name == name), None):
                found[i] = one
                left.remove(one)
        for i, (_, claims) in enumerate(drafts):
            keys = {claim.key for claim in claims}
            alike = max(left, key=lambda one: len(keys & one.decisions.keys()), default=None)
            if i not in found and alike and len(keys & alike.decisions.keys()) * 2 >= len(alike.decisions) > 0:
                found[i] = alike
                left.remove(alike)
        now = [found.get(i) or Progress(name) for i, (name, _) in enumerate(drafts)]
        for (name, _), one in zip(drafts, now, strict=True):
            one.name = name
        # What is no longer in the draft may come back with it.
        self.records = [*now, *left]
        return now


def folder() -> Path:
    """Where reviews are kept. Nobody else can read it."""
    path = state_folder("reviews")
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DialogueError(f"{path}, where answers are kept, cannot be made: {error.strerror}") from None
    return path


def kept_of(dataset: Path, draft: Path) -> Kept:
    """The review of a draft for a dataset, as it was kept, or a new one."""
    where, file = str(dataset.resolve()), str(draft.resolve())
    mark = hashlib.sha256(f"{where}\0{file}".encode("utf-8", "surrogateescape")).hexdigest()[:8]
    path = folder() / f"{slug(draft.stem)[:60] or 'draft'}.{mark}.json"
    found = _read(path)
    if path.exists() and found is None:
        # A disk that was full, or a person who looked into it: nothing of it is thrown away.
        path.rename(path.with_suffix(f".damaged-{int(time.time())}"))
    return found or Kept(path, where, file)


def keep_draft(text: str) -> Path:
    """Keeps a draft that came out of a pipe, and would otherwise be gone; the same one has the same file."""
    mark = hashlib.sha256(text.encode()).hexdigest()[:8]
    path = folder() / f"piped.{mark}.yaml"
    with beside(path, durable=True) as new:
        new.chmod(0o600)
        new.write_text(text, encoding="utf-8")
    return path


def unfinished(dataset: Path) -> list[Kept]:
    """The reviews for a dataset that are not finished, and whose drafts are there; the latest last."""
    where = str(dataset.resolve())
    found = [one for path in folder().glob("*.json") if (one := _read(path))]
    open_ones = [one for one in found if one.dataset == where and not one.is_done and Path(one.draft).is_file()]
    return sorted(open_ones, key=lambda one: one.path.stat().st_mtime)


def _read(path: Path) -> Kept | None:
    with suppress(OSError, ValueError, TypeError, AttributeError):
        values = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
        if values.pop("format", None) == _FORMAT:
            return _kept(path, values)
    return None


def _kept(path: Path, values: Mapping[str, Any]) -> Kept:
    records = [Progress(**one) for one in values["records"]]
    return Kept(path, **{**values, "records": records})


def held(kept: Kept) -> AbstractContextManager[None]:
    """Keeps other processes from the same review during the block. DialogueError where one is at it."""
    return held_alone(kept.path, f"{kept.draft} is being reviewed by another dialogue review")
