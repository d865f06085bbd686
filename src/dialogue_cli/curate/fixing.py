"""Mends what has one right answer: a checksum that is not noted, an item that a list has twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dialogue_cli.curate import splice
from dialogue_cli.curate.commit import Content, Meant
from dialogue_cli.curate.desk import Desk
from dialogue_cli.curate.layout import has_comments
from dialogue_cli.curate.places import Place, named
from dialogue_cli.curate.source_text import SourceText
from dialogue_cli.curate.tree import Items, Pairs, Scalar
from dialogue_cli.dataset.documents import Library
from dialogue_cli.dataset.model import Evidence, Record, Source

_LISTS = ("partners", "topics", "instruments", "aliases", "members", "former_ids")
"""The fields whose items are texts of which each needs to stand only once. Evidence counts outcomes by their places."""


class Fixing:
    """Gathers what can be mended on a desk: `done` says what, a line for each, and `left` what was not, and why.

    `quotes` has those of each source, by its id.
    """

    def __init__(self, desk: Desk, library: Library, quotes: Mapping[str, Sequence[Evidence]]) -> None:
        self._desk = desk
        self._library = library
        self._quotes = quotes
        self._checksums: dict[str, str] = {}
        self._lists: set[tuple[str, str, str]] = set()
        """Section, record and field of the lists that lose an item."""
        self.done: list[str] = []
        self.left: list[str] = []

    def prepare(self) -> Meant:
        """Gathers the edits. Returns what is meant by them."""
        for file in self._desk.files:
            for section in self._desk.sections(file):
                for place in section.places:
                    self._of_record(file, place)
        return lambda before: {name: list(self._expected(content)) for name, content in before.items()}

    def _of_record(self, file: SourceText, place: Place) -> None:
        if place.section == "sources":
            self._checksum(file, place)
        for key, value in place.node.pairs:
            if key.value in _LISTS and isinstance(value, Items):
                self._twice(file, place, key.value, value)

    def _checksum(self, file: SourceText, place: Place) -> None:
        identifier, name = named(place, "id"), named(place, "file")
        if not identifier or not name or place.node.get("sha256") is not None:
            return
        document = self._library.open(Source(identifier, name))
        if document and not all(map(document.has, self._quotes.get(identifier, ()))):
            self.left.append(f"{identifier}: a quote is not in {name}, so it may be another text than was quoted")
        elif digest := self._library.digest(name):
            around = self._desk.around(file, place)
            self._desk.edit(file, splice.set_field(file.text, place, "sha256", digest, around))
            self._checksums[identifier] = digest
            self.done.append(f"{identifier}: sha256 of {name}")

    def _twice(self, file: SourceText, place: Place, field: str, items: Items) -> None:
        texts = [item.value for item in items.items if isinstance(item, Scalar)]
        again = [i for i, text in enumerate(texts) if text in texts[:i]]
        name = named(place, "id") or named(place, "name") or place.section
        if not again or len(texts) < len(items.items) or _is_ignored(place):
            return
        if has_comments(file.text, items) or _is_beside_comment(file.text, items, again):
            self.left.append(f"{name}: an item stands twice in {field}, beside a comment")
            return
        if len(again) == 1:
            self._desk.edit(file, splice.removed_item(file.text, items, again[0]))
        else:
            once, around = list(dict.fromkeys(texts)), self._desk.around(file, place)
            self._desk.edit(file, splice.set_field(file.text, place, field, once, around))
        self._lists.add((place.section, name, field))
        self.done += [f'{name}: "{text}" stood twice in {field}' for text in dict.fromkeys(texts[i] for i in again)]

    def _expected(self, content: Content) -> Iterator[tuple[str, Record]]:
        for section, record in content:
            own = record.get("id") or record.get("name") or section
            found = {
                name: list(dict.fromkeys(value)) if (section, own, name) in self._lists else value
                for name, value in record.items()
            }
            if section == "sources" and record.get("id") in self._checksums and "sha256" not in record:
                found["sha256"] = self._checksums[record["id"]]
            yield section, found


def _is_ignored(place: Place) -> bool:
    """Whether the record asks not to be told of items that stand twice."""
    wishes = place.node.get("check_ignore")
    found = [one.get("check") for one in wishes.items if isinstance(one, Pairs)] if isinstance(wishes, Items) else []
    return any(isinstance(one, Scalar) and one.value == "duplicate-item" for one in found)


def _is_beside_comment(text: str, items: Items, again: Sequence[int]) -> bool:
    """Whether an item that would go has a comment on its line; in brackets that is about the whole list."""
    return not items.is_flow and any("#" in _rest(text, items.items[i].end) for i in again)


def _rest(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[at : len(text) if end < 0 else end]
