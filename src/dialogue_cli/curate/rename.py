"""Gives something another name, or another id, wherever the dataset uses it.

What a document says stays as it is: quotes, and what a curator has written of a meeting in sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

from dialogue_cli.curate import splice
from dialogue_cli.curate.commit import Content, Meant
from dialogue_cli.curate.desk import Desk, key_of
from dialogue_cli.curate.manner import Around
from dialogue_cli.curate.places import Place
from dialogue_cli.curate.source_text import SourceText
from dialogue_cli.curate.tree import Items, Pairs, Scalar
from dialogue_cli.curate.uses import SUPPORTS, Kind, Use, renamed, uses
from dialogue_cli.dataset.model import Record

FORMER = {"sources": "former_ids", "meetings": "former_ids"}
"""Where a record keeps its old name; in the vocabularies it is an alias."""


class Rename:
    """A name or id that becomes another one; `prepare` gathers the edits. `records` counts the ones that change.

    A record is made for what has none, with what `entry` says is to be known of it besides; for None none is made.
    """

    def __init__(self, desk: Desk, kind: Kind, old: str, new: str, entry: Record | None) -> None:
        self._desk = desk
        self._kind = kind
        self._old = old
        self._new = new
        self._entry = entry
        self._claims = (f"{kind.claim}.{old}", f"{kind.claim}.{new}") if kind.claim else None
        self._former = FORMER.get(kind.section, "aliases")
        self._merged: list[str] = []
        self.records = 0
        """How many records use the name."""

    def prepare(self) -> Meant:
        """Gathers the edits on the desk. Returns what is meant by them."""
        entry, other = (self._desk.find(self._kind.section, name) for name in (self._old, self._new))
        if entry and other:
            self._merged = _aliases(entry[1], self._former)
            self._take_out(*entry)
        for file, place in self._desk.holding(self._old):
            is_gone = entry is not None and other is not None and place.start == entry[1].start and file is entry[0]
            if not is_gone:
                self._in_record(file, place, is_own=entry is not None and (file, place) == entry)
        if other:
            self._add_names(*other, [self._old, *self._merged])
        elif not entry and self._entry is not None:
            self._desk.add(self._kind.section, self._own_entry(), self._desk.home_of(self._kind.section).path)
        return self._meant(is_merge=bool(entry and other), is_new=not (entry or other) and self._entry is not None)

    def _own_entry(self) -> Record:
        return {"name": self._new, **(self._entry or {}), self._former: [self._old]}

    # The text

    def _in_record(self, file: SourceText, place: Place, *, is_own: bool) -> None:
        edits = [
            edit
            for section, path in self._kind.uses
            if section == place.section
            for edit in self._at(file, place.node, path, self._old, self._new)
        ]
        if self._claims and place.section == "meetings":
            edits += self._at(file, place.node, SUPPORTS, *self._claims)
        self.records += bool(edits)
        if is_own:
            edits += self._own(file, place)
        if edits:
            self._desk.edit(file, edits)

    def _at(self, file: SourceText, node: Pairs, path: tuple[str, ...], old: str, new: str) -> Iterator[splice.Edit]:
        for use in uses(node, path):
            if use.node.value == old:
                yield self._replaced(file, use, new)

    def _replaced(self, file: SourceText, use: Use, new: str) -> splice.Edit:
        if use.items and any(isinstance(one, Scalar) and one.value == new for one in use.items.items):
            return splice.removed_item(file.text, use.items, use.place)
        return splice.replaced_scalar(file.text, use.node, new, use.name, in_flow=use.is_in_flow)

    def _own(self, file: SourceText, place: Place) -> Iterator[splice.Edit]:
        """The entry itself gets the new name, and keeps the old one besides."""
        key = place.node.get(key_of(self._kind.section))
        assert isinstance(key, Scalar)
        yield splice.replaced_scalar(file.text, key, self._new, in_flow=place.node.is_flow)
        yield from self._with_names(file, place, [self._old])

    def _add_names(self, file: SourceText, place: Place, names: list[str]) -> None:
        self._desk.edit(file, list(self._with_names(file, place, names)))

    def _with_names(self, file: SourceText, place: Place, names: list[str]) -> Iterator[splice.Edit]:
        """Adds other names to an entry, but for its own; the new one is no other name any more."""
        around = self._desk.around(file, place)
        there = place.node.get(self._former)
        known = _aliases(place, self._former)
        more = [name for name in dict.fromkeys(names) if name not in (*known, self._new)]
        if not isinstance(there, Items) or not there.items:
            if more:
                yield splice.set_field(file.text, place, self._former, more, around)
            return
        if self._new in known:
            yield from self._without_new(file, place, there, more, around)
        elif more:
            yield splice.added_items(file.text, there, self._former, more, around)

    def _without_new(
        self, file: SourceText, place: Place, there: Items, more: list[str], around: Around
    ) -> Iterator[splice.Edit]:
        """Takes the new name out of the other names, and adds some at their end; comments between them stay."""
        names = [one.value if isinstance(one, Scalar) else None for one in there.items]
        at, last = names.index(self._new), len(names) - 1
        if names.count(self._new) > 1 or (not last and not more):
            kept = [name for name in names if name not in (self._new, None)]
            yield splice.set_field(file.text, place, self._former, [*kept, *more], around)
            return
        if at == last and more:
            replaced, *more = more
            node = cast("Scalar", there.items[at])
            yield splice.replaced_scalar(file.text, node, replaced, self._former, in_flow=there.is_flow)
        else:
            yield splice.removed_item(file.text, there, at)
        if more:
            yield splice.added_items(file.text, there, self._former, more, around)

    def _take_out(self, file: SourceText, place: Place) -> None:
        self._desk.edit(file, splice.removed_record(file.text, place, self._desk.sections(file)))

    # The records

    def _meant(self, *, is_merge: bool, is_new: bool) -> Meant:
        def meant(before: dict[str, Content]) -> dict[str, Content]:
            return {file: list(self._expected(content, is_merge)) for file, content in before.items()}

        return _with_entry(meant, self._kind.section, self._own_entry()) if is_new else meant

    def _expected(self, content: Content, is_merge: bool) -> Iterator[tuple[str, Any]]:
        key = key_of(self._kind.section)
        for section, record in content:
            found = record
            for used_in, path in self._kind.uses:
                if used_in == section:
                    found = renamed(found, path, self._old, self._new)
            if self._claims and section == "meetings":
                found = renamed(found, SUPPORTS, *self._claims)
            if section == self._kind.section and record.get(key) in (self._old, self._new):
                if is_merge and record[key] == self._old:
                    continue
                found = self._with_former(found, key)
            yield section, found

    def _with_former(self, record: Record, key: str) -> Record:
        names = [name for name in record.get(self._former, ()) if name != self._new]
        more = [name for name in (self._old, *self._merged) if name not in names and name != self._new]
        found = {**record, key: self._new, self._former: list(dict.fromkeys([*names, *more]))}
        return found if found[self._former] else {name: one for name, one in found.items() if name != self._former}


def _aliases(place: Place, field: str) -> list[str]:
    found = place.node.get(field)
    return [one.value for one in found.items if isinstance(one, Scalar)] if isinstance(found, Items) else []


def _with_entry(
    meant: Callable[[dict[str, Content]], dict[str, Content]], section: str, entry: Record
) -> Callable[[dict[str, Content]], dict[str, Content]]:
    """The same with a new entry, at the end of the entries of its section, or of the file where there were none."""

    def more(before: dict[str, Content]) -> dict[str, Content]:
        found = meant(before)
        ends = {name: [i for i, (one, _) in enumerate(of, 1) if one == section] for name, of in found.items()}
        home = next((name for name, places in ends.items() if places), next(iter(found)))
        found[home].insert(ends[home][-1] if ends[home] else len(found[home]), (section, entry))
        return found

    return more


def named_in_texts(record: Record, name: str) -> bool:
    """Whether a curator's own sentences about a meeting have a name."""
    texts = [record.get(field, "") for field in ("title", "summary", "note", "date_note")]
    return any(name in text for text in (*texts, *record.get("outcomes", ())))
