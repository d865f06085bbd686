"""The writer: a change of any YAML file. The first line says which change it is, the rest is the file.

Of the first line the first three bytes choose the change, the record and the field; the rest is the new value.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from dialogue_cli.curate import splice
from dialogue_cli.curate.desk import Desk
from dialogue_cli.curate.formatting import formatted
from dialogue_cli.curate.places import Place
from dialogue_cli.curate.rename import Rename
from dialogue_cli.curate.source_text import SourceText
from dialogue_cli.curate.tree import Items, NotPlainYaml, Scalar
from dialogue_cli.curate.uses import KINDS
from dialogue_cli.dataset.problems import UNREADABLE
from dialogue_cli.dataset.reader import FileReader
from dialogue_cli.errors import DialogueError
from dialogue_cli.text import UNICODE_BREAKS
from fuzz.harness import expect, text_of, written

Records = list[tuple[str, Any]]
_TEXTS = ("title", "note", "kind", "summary", "series", "date_note")
_LISTS = ("partners", "topics", "instruments", "outcomes")


def check(data: bytes) -> None:
    """What was meant is read back, and outside the record not a byte is another; or nothing is changed."""
    head, _, body = data.partition(b"\n")
    head = head.ljust(3, b"\0")
    path = written("d.yaml", body)
    before = _read(body)
    try:
        desk = Desk(path)
        file = desk.files[0]
        places = [place for one in desk.sections(file) if one.key.value == "meetings" for place in one.places]
    except (DialogueError, UnicodeError):
        return
    # A file with errors may be changed, too, but nobody can tell what it means.
    if before is None:
        return
    # What is put in goes by the lines that the writer knows; where others end, it refuses what would go wrong.
    if re.search(f"\r(?!\n)|[{UNICODE_BREAKS}]", file.text):
        return
    value = text_of(head[3:]).replace("\0", "") or "x"
    _CHANGES[head[0] % len(_CHANGES)](desk, file, places, before, head[1:3], value)


def _read(data: bytes) -> Records | None:
    """The records of a file; None where it has an error."""
    reader = FileReader(written("read.yaml", data))
    found = [(item.section, item.record) for item in reader]
    is_wrong = reader.has_errors or any(problem.code in UNREADABLE for problem in reader.problems)
    return None if is_wrong else found


def _expect_read(file: SourceText, text: str, meant: Records, what: str) -> None:
    after = _read(file.encoded(text))
    expect(after is not None, f"{what}: the file has no error", text)
    expect(after == meant, f"{what}: what was meant is read", text)


def _expect_beside(file: SourceText, text: str, place: Place, what: str) -> None:
    """All is as it was before the line of a record, and behind the line where it ends."""
    head = file.text.rfind("\n", 0, place.start) + 1
    tail = file.text.find("\n", place.end)
    expect(text.startswith(file.text[:head]), f"{what}: what stands above stays", text)
    expect(tail < 0 or text.endswith(file.text[tail + 1 :]), f"{what}: what stands below stays", text)


def _changed(desk: Desk) -> str:
    changes = desk.changes()
    return changes[0].text if changes else desk.files[0].text


def _one(before: Records, places: list[Place], which: int) -> tuple[int, Place] | None:
    """A meeting, by its number among the records that a reader has and among those in the text."""
    numbers = [i for i, (section, _) in enumerate(before) if section == "meetings"]
    if not numbers or len(numbers) != len(places):
        return None
    at = which % len(numbers)
    return numbers[at], places[at]


def _set(desk: Desk, file: SourceText, places: list[Place], before: Records, which: bytes, value: str) -> None:
    found = _one(before, places, which[0])
    if found is None:
        return
    number, place = found
    names = (*_TEXTS, *_LISTS)
    name = names[which[1] % len(names)]
    new: Any = list(dict.fromkeys(one for one in value.split(",") if one.strip())) if name in _LISTS else value
    new = new or ["x"]
    if not _is_text(new):
        return
    desk.edit(file, splice.set_field(file.text, place, name, new, desk.around(file, place)))
    text = _changed(desk)
    _expect_beside(file, text, place, "set")
    after = _read(file.encoded(text))
    meant = [(s, {**r, name: new} if i == number else r) for i, (s, r) in enumerate(before)]
    expect(after is not None, "set: the file has no error", name, new, text)
    expect(after == meant, "set: what was meant is read", name, new, text)


def _is_text(value: Any) -> bool:
    """Whether a reader gives a value back as it is: it trims a text, and reads `null` as nothing."""
    return all(
        one == one.strip() and one.isprintable() and one for one in ([value] if isinstance(value, str) else value)
    )


def _remove(desk: Desk, file: SourceText, places: list[Place], before: Records, which: bytes, value: str) -> None:
    found = _one(before, places, which[0])
    if found is None:
        return
    number, place = found
    lists = [(name, node) for name in _LISTS if isinstance(node := place.node.get(name), Items) and len(node.items) > 1]
    if not lists:
        return
    name, items = lists[which[1] % len(lists)]
    at = which[1] % len(items.items)
    kept = [one.value for i, one in enumerate(items.items) if i != at and isinstance(one, Scalar)]
    if before[number][1].get(name) != [one.value for one in items.items if isinstance(one, Scalar)]:
        return
    desk.edit(file, splice.removed_item(file.text, items, at))
    text = _changed(desk)
    _expect_beside(file, text, place, "remove")
    meant = [(s, {**r, name: kept} if i == number else r) for i, (s, r) in enumerate(before)]
    _expect_read(file, text, meant, "remove")


def _add(desk: Desk, file: SourceText, places: list[Place], before: Records, which: bytes, value: str) -> None:
    if not _is_text(value) or any(r.get("id") == "new-one" for _, r in before):
        return
    record = {"id": "new-one", "title": value, "partners": [value], "date": "2025-11-21", "topics": ["a", value]}
    try:
        added = desk.add("meetings", record)
    except DialogueError:
        return
    text = _changed(desk)
    if len({record.get("id") for section, record in before if section == "meetings"}) == len(places):
        meant = desk.with_added([added])({file.path.name: before})[file.path.name]
        # Places are found by the look of lines; a text in quotes can look like records, and then nothing is written.
        if not re.search(r"(?m)^ *-.*[\"']", file.text):
            _expect_read(file, text, meant, "add")


def _rename(desk: Desk, file: SourceText, places: list[Place], before: Records, which: bytes, value: str) -> None:
    kind = list(KINDS.values())[which[0] % len(KINDS)]
    old, _, new = value.partition(">")
    if not _is_text([old, new]) or old == new:
        return
    # Of two entries with the old name nobody can tell which one is meant; nothing is written then.
    if sum(section == kind.section and old in record.values() for section, record in before) > 1:
        return
    try:
        meant = Rename(desk, kind, old, new, None).prepare()
    except DialogueError:
        return
    text = _changed(desk)
    if text == file.text:
        return
    after = _read(file.encoded(text))
    if after is not None:
        expect(after == meant({file.path.name: before})[file.path.name], "rename: what was meant is read", text)


def _format(desk: Desk, file: SourceText, places: list[Place], before: Records, which: bytes, value: str) -> None:
    try:
        text = formatted(file.text)
    except NotPlainYaml:
        return
    _expect_read(file, text, before, "fmt")
    expect(formatted(text) == text, "fmt: what is laid out stays so", text)
    expect(file.text.count("#") == text.count("#"), "fmt: no comment is lost", text)


_CHANGES: tuple[Callable[[Desk, SourceText, list[Place], Records, bytes, str], None], ...] = (
    _set,
    _remove,
    _add,
    _rename,
    _format,
)
