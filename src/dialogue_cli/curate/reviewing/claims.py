"""The claims of a drafted record, one by one, each with the words that a draft gives for it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dialogue_cli.curate.rejected import canonical
from dialogue_cli.curate.reviewing.drafts import ORDER, Drafted
from dialogue_cli.dataset.evidence import LISTS, MUST_BE_PROVEN, proves
from dialogue_cli.dataset.labels import person_label
from dialogue_cli.dataset.model import Record, several

_NUMBERED = ("outcomes", "place")
NEEDS_WORDS = frozenset(MUST_BE_PROVEN)
"""The fields for which `check --strict` wants evidence, so that nothing of them is accepted without."""


class Quote(NamedTuple):
    """Words of a document that make a claim. `parts` says which parts of the value they are for; empty for all."""

    source: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    parts: tuple[str, ...] = ()

    @property
    def words(self) -> Record:
        """The words as a piece of evidence names them."""
        found = {"source": self.source, "exact": self.exact, "prefix": self.prefix, "suffix": self.suffix}
        return {name: text for name, text in found.items() if text}


class Choice(NamedTuple):
    """A value that can be taken, the words for it, and why it is offered."""

    value: Any
    quotes: tuple[Quote, ...] = ()
    reason: str = ""


class Claim(NamedTuple):
    """One claim: the value that the draft states, if it does, and others to choose from."""

    field: str
    item: str
    """What it is called in `supports`, where the field is a list: a name, or a number."""
    stated: Choice | None
    others: tuple[Choice, ...] = ()
    remarks: tuple[str, ...] = ()
    """What the draft is unsure of without another value to offer."""
    loose: tuple[Quote, ...] = ()
    """The words of these remarks."""
    note: str = ""
    """Of a date, how it was inferred."""
    own_key: str = ""
    """Its key, where it is not shown as the draft has it."""

    @property
    def choices(self) -> list[Choice]:
        """All values that can be taken."""
        return ([self.stated] if self.stated else []) + list(self.others)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The words to show: those of the stated value, else those of what is unsure."""
        if self.stated:
            return self.stated.quotes
        return tuple(dict.fromkeys([*self.loose, *(one for choice in self.others for one in choice.quotes)]))

    @property
    def key(self) -> str:
        """The same for the same field, value and words, wherever in a draft they stand."""
        if self.own_key:
            return self.own_key
        of = [self.stated] if self.stated else self.others or [Choice(None, self.loose)]
        parts = [self.field, *(canonical([one.value, [quote.exact for quote in one.quotes]]) for one in of)]
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def claims_of(drafted: Drafted, source: str) -> list[Claim]:
    """The claims of a drafted record in the order in which they are gone through.

    `source` is the one in which words are looked for that name none.
    """
    found: dict[str, Claim] = {}
    for field in ORDER:
        for claim in _of_field(field, drafted, source):
            found.setdefault(claim.key, claim)
    return list(found.values())


def _of_field(field: str, drafted: Drafted, source: str) -> Iterator[Claim]:
    record = drafted.record
    entries = record.get("evidence", [])
    unsure = [one for one in drafted.unsure if str(one["claim"]).partition(".")[0] == field]
    values = (
        several(record[field]) if field in LISTS and field in record else [record[field]] if field in record else []
    )
    for number, value in enumerate(values, 1):
        item = item_of(field, value, number) if field in LISTS else ""
        mine = [one for one in unsure if _is_of(one, field, item, is_only=len(values) == 1)]
        unsure = [one for one in unsure if one not in mine]
        stated = Choice(value, _quotes(entries, field, item, is_only=len(values) == 1))
        yield _with(
            Claim(field, item, stated, note=record.get("date_note", "") if field == "date" else ""), mine, source
        )
    if field in LISTS:
        for one in unsure:
            value = one.get("value")
            yield _with(Claim(field, item_of(field, value) if value else "", None), [one], source)
    elif unsure:
        yield _with(Claim(field, "", None), unsure, source)


def item_of(field: str, value: Any, number: int = 1) -> str:
    """What an item of a list is called in `supports`."""
    if field in _NUMBERED:
        return str(number)
    if not isinstance(value, dict):
        return str(value)
    return person_label(value.get("name"), value.get("role")) if field == "participants" else str(value.get("id", ""))


def _is_of(unsure: Record, field: str, item: str, *, is_only: bool) -> bool:
    """Whether something unsure is about a value that the record has."""
    path = str(unsure["claim"])
    if field not in LISTS:
        return True
    if path != field:
        return path == f"{field}.{item}" or path.startswith(f"{field}.{item}.")
    # Another place than the only one is the other reading of it; another topic is one more.
    return field == "place" and is_only


def _with(claim: Claim, unsure: Sequence[Record], source: str) -> Claim:
    others: list[Choice] = []
    remarks: list[str] = []
    loose: list[Quote] = []
    for one in unsure:
        quotes = (_quote(one, source),) if one.get("exact") else ()
        reason = str(one.get("reason") or "")
        if (value := one.get("value")) is not None:
            others.append(Choice(value, quotes, reason))
        else:
            remarks += [reason] if reason else []
            loose += quotes
    return claim._replace(others=tuple(others), remarks=tuple(remarks), loose=tuple(loose))


def _quote(entry: Mapping[str, Any], source: str = "", parts: tuple[str, ...] = ()) -> Quote:
    names = ("exact", "prefix", "suffix")
    exact, prefix, suffix = (str(entry.get(name) or "") for name in names)
    return Quote(str(entry.get("source") or source), exact, prefix, suffix, parts)


def _quotes(entries: Sequence[Record], field: str, item: str, *, is_only: bool) -> tuple[Quote, ...]:
    """The words that support a value of a record."""
    found = []
    for entry in entries:
        parts = {part for path in entry.get("supports", ()) if (part := _part(path, field, item, is_only)) is not None}
        if parts:
            found.append(_quote(entry, parts=() if "" in parts else tuple(sorted(parts))))
    return tuple(found)


def _part(path: str, field: str, item: str, is_only: bool) -> str | None:
    """Which part of a value a path in `supports` is about: empty for all of it, None for nothing of it."""
    if path == field or (item and proves(path, field, item) and not path.startswith(f"{field}.{item}.")):
        return ""
    if field == "place":
        # Of an only place the parts stand without its number.
        for head in (f"place.{item}.", *(["place."] if is_only else [])):
            if path.startswith(head):
                return path.removeprefix(head)
    return None


# As plain values, to be kept


def quote_of(values: Mapping[str, Any]) -> Quote:
    """A quote out of the plain values that `_asdict` gives."""
    return _quote(values, parts=tuple(values.get("parts", ())))
