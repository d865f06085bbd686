"""Changes of a dataset by splicing: what is meant changes, and not a byte beside it."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dialogue_cli.curate import splice
from dialogue_cli.curate.desk import Desk
from dialogue_cli.curate.diff import unified
from dialogue_cli.curate.places import find, sections
from dialogue_cli.curate.tree import Items, Pairs, Scalar, parse
from dialogue_cli.errors import DialogueError
from tests.hands import WORDS, Hand, loaded

TEXTS = (*WORDS, "plain", "a: b", "[x]", "{y}", "null", "~", "1e3", "two\nlines", "tab\there", "\u200bx", "|", "> x")
Meeting = dict[str, Any]


def on_desk(text: str) -> Desk:
    """A dataset of one file with a text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "d.yaml")
        path.write_bytes(text.encode())
        return Desk(path)


def plain(node: Any) -> Any:
    """A node of a tree as plain data."""
    if isinstance(node, Pairs):
        return {key.value: plain(value) for key, value in node.pairs}
    return [plain(one) for one in node.items] if isinstance(node, Items) else node.value


def within(text: str, node: Any) -> None:
    """Every part of a tree is parsed alone from its span, and is what it was."""
    if isinstance(node, Scalar):
        if node.style not in ("|", ">") and "\n" not in text[node.start : node.end]:
            assert loaded(f"[{text[node.start : node.end]}]" if node.end > node.start else "['']") == [node.value]
        return
    parts = [one for pair in node.pairs for one in pair] if isinstance(node, Pairs) else list(node.items)
    for one in parts:
        assert node.start <= one.start <= one.end <= node.end
        within(text, one)
    if isinstance(node, Items) and not node.is_flow:
        assert all(text[dash] == "-" for dash in node.dashes)


@given(st.integers(0, 10**9))
@settings(max_examples=150)
def test_spans_are_those_of_the_parser(seed: int) -> None:
    """An edit would hit the text beside the value that it is to replace."""
    text = Hand(seed).text
    node = parse(text)
    assert plain(node) == loaded(text)
    within(text, node)


@given(st.integers(0, 10**9))
@settings(max_examples=100)
def test_a_record_is_found_by_its_lines_as_by_the_parser(seed: int) -> None:
    """A record in a large file, of which only a part is parsed, would be another one than in a small file."""
    hand = Hand(seed)
    for section in sections(hand.text):
        for place in section.places:
            name = "id" if section.key.value in ("sources", "series", "meetings") else "name"
            if section.key.value != "dataset":
                value = plain(place.node)[name]
                assert find(hand.text, section.key.value, name, value) == place


def a_title(meeting: Meeting, random: Random) -> tuple[str, Any]:
    return random.choice(["title", "note", "kind", "summary"]), random.choice(TEXTS)


def a_date(meeting: Meeting, random: Random) -> tuple[str, Any]:
    return "date", random.choice(["2026-01-02", "2026", "[2025-11-22..]", "2024-05/2024-06"])


def a_list(meeting: Meeting, random: Random) -> tuple[str, Any]:
    return random.choice(["partners", "topics", "outcomes"]), random.sample(TEXTS, random.randint(1, 3))


def a_mapping(meeting: Meeting, random: Random) -> tuple[str, Any]:
    return "place", {"city": random.choice(TEXTS), "country": "Belgium"}


def some_records(meeting: Meeting, random: Random) -> tuple[str, Any]:
    evidence = [{"source": "a", "exact": random.choice(TEXTS), "supports": ["title", "topics.x, y"]}]
    return random.choice([("evidence", evidence), ("participants", [{"name": "Ada", "role": random.choice(TEXTS)}])])


CHANGES = (a_title, a_date, a_list, a_mapping, some_records)


def comments_of(text: str) -> list[str]:
    """The comments that have a line of their own."""
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")]


def changed_at_most(before: str, after: str, start: int, end: int) -> None:
    """All is as it was before the line of a place, and behind the line where it ends."""
    head = before.rfind("\n", 0, start) + 1
    tail = before.find("\n", end)
    assert after.startswith(before[:head])
    assert tail < 0 or after.endswith(before[tail + 1 :])


@given(st.integers(0, 10**9), st.sampled_from(CHANGES))
@example(1222, a_title)
@settings(max_examples=300)
def test_a_field_is_set_and_nothing_else(seed: int, change: Callable[[Meeting, Random], tuple[str, Any]]) -> None:
    """A comment, a quotation mark or a neighbour would be lost when a field is changed."""
    hand, random = Hand(seed), Random(seed)
    desk = on_desk(hand.text)
    meeting = random.choice(hand.data["meetings"])
    name, value = change(meeting, random)
    found = desk.find("meetings", meeting["id"])
    assert found
    file, place = found
    desk.edit(file, splice.set_field(file.text, place, name, value, desk.around(file, place)))
    [changed] = desk.changes()
    expected = copy.deepcopy(loaded(hand.text))
    next(one for one in expected["meetings"] if one["id"] == meeting["id"])[name] = value
    assert loaded(changed.text) == expected
    changed_at_most(hand.text, changed.text, place.start, place.end)
    assert ("\r\n" in changed.text) == ("\r\n" in hand.text)
    # Those of a list stand above it afterwards.
    assert sorted(comments_of(changed.text)) == sorted(comments_of(hand.text))


@given(st.integers(0, 10**9))
@settings(max_examples=200)
def test_an_item_is_added_and_taken_out(seed: int) -> None:
    """A list in brackets, or with dashes, would lose its form or a comma."""
    hand, random = Hand(seed), Random(seed)
    for meeting in hand.data["meetings"]:
        for name in ("partners", "topics", "evidence"):
            if name not in meeting:
                continue
            desk = on_desk(hand.text)
            found = desk.find("meetings", meeting["id"])
            assert found
            file, place = found
            items = place.node.get(name)
            assert isinstance(items, Items)
            new = {"source": "a", "exact": random.choice(TEXTS)} if name == "evidence" else random.choice(TEXTS)
            desk.edit(file, splice.added_items(file.text, items, name, [new], desk.around(file, place)))
            expected = copy.deepcopy(loaded(hand.text))
            mine = next(one for one in expected["meetings"] if one["id"] == meeting["id"])
            mine[name].append(new)
            [changed] = desk.changes()
            assert loaded(changed.text) == expected
            changed_at_most(hand.text, changed.text, place.start, place.end)
            if len(items.items) > 1:
                i = random.randrange(len(items.items))
                text = splice.applied(file.text, [splice.removed_item(file.text, items, i)])
                del mine[name][-1], mine[name][i]
                assert loaded(text) == expected


@given(st.integers(0, 10**9), st.sampled_from(["meetings", "people", "topics", "sources"]))
@settings(max_examples=250)
def test_a_record_is_added_as_its_neighbours_are_written(seed: int, section: str) -> None:
    """A new record would stand out, break the list that it joins, or move what is there."""
    hand, random = Hand(seed), Random(seed)
    record: Meeting = {"name": random.choice(TEXTS), "aliases": random.sample(TEXTS, 2)}
    if section == "meetings":
        record = {"id": "new", "title": random.choice(TEXTS), "series": "s-one", "partners": random.sample(TEXTS, 2)}
        record["evidence"] = [{"source": "a", "exact": random.choice(TEXTS)}]
    elif section == "sources":
        record = {"id": "new", "title": random.choice(TEXTS), "published": "2026-02-03"}
    desk = on_desk(hand.text)
    desk.add(section, record)
    [changed] = desk.changes()
    expected = copy.deepcopy(loaded(hand.text))
    old = expected.setdefault(section, [])
    series = [i for i, one in enumerate(old) if one.get("series") == record.get("series", "none")]
    old.insert(series[-1] + 1 if series else len(old), record)
    assert loaded(changed.text) == expected
    # What was there is there still, line by line, and in its order.
    rest = iter(changed.text.splitlines())
    assert all(line in rest for line in hand.text.splitlines())


@pytest.mark.parametrize(
    "text", ["  people: []\n", "  people: []", " ", "\ufeff  people: []\n", "  meetings:\n  people:\n"]
)
def test_the_first_record_stands_where_all_sections_do(text: str) -> None:
    """A dataset whose sections are all set in would get one that is not, and be no YAML any more."""
    desk = on_desk(text)
    desk.add("meetings", {"id": "a", "title": "A"})
    [changed] = desk.changes()
    assert loaded(changed.text)["meetings"] == [{"id": "a", "title": "A"}]
    assert changed.text.startswith(text.split("[]")[0].split("meetings:")[0])


@pytest.mark.parametrize("value", ["short", "two\nlines", "long " * 60])
def test_a_comment_behind_the_sign_of_a_long_text_stays(value: str) -> None:
    """What a person had noted beside a text would be lost with the old text."""
    desk = on_desk("meetings:\n- id: a\n  title: A\n  note: |  # mine\n    old\n  kind: visit\n")
    found = desk.find("meetings", "a")
    assert found
    file, place = found
    desk.edit(file, splice.set_field(file.text, place, "note", value.strip(), desk.around(file, place)))
    [changed] = desk.changes()
    [meeting] = loaded(changed.text)["meetings"]
    assert meeting == {"id": "a", "title": "A", "note": value.strip(), "kind": "visit"}
    assert "# mine" in changed.text


def test_a_text_that_looks_like_a_record_is_none() -> None:
    """Adding behind a text in quotes that looks like a record ended in a traceback."""
    desk = on_desk('meetings:\n- id: a\n  title: "\n- d: :"\n')
    added = desk.add("meetings", {"id": "b", "title": "B"})
    meant = desk.with_added([added])({"d.yaml": [("meetings", {"id": "a", "title": "- d: :"})]})
    assert [record["id"] for _, record in meant["d.yaml"]] == ["a", "b"]


@pytest.mark.parametrize("text", ["|", "''\n", ">-\n"])
def test_an_empty_text_is_no_place_for_a_record(text: str) -> None:
    """The first record of a dataset would become part of a text."""
    with pytest.raises(DialogueError, match="it is not plain YAML"):
        on_desk(text).add("meetings", {"id": "a", "title": "A"})


@pytest.mark.parametrize("end", ["\r", "\x85", "\u2028"])
def test_records_are_told_apart_where_other_signs_end_lines(end: str) -> None:
    """A record behind such a line end was taken for one of the section before, and adding ended in a traceback."""
    desk = on_desk(f"meetings:\n- id: a\n  title: A{end}sources:\n- id: s\n")
    added = desk.add("meetings", {"id": "b", "title": "B"})
    assert added.after
    assert plain(added.after.node) == {"id": "a", "title": "A"}


def test_of_a_list_in_brackets_too(tmp_path: Path) -> None:
    """A dataset that is JSON, which YAML includes, could not be changed."""
    path = tmp_path / "d.yaml"
    path.write_text('{"meetings": [{"id": "a", "title": "A"}], "people": []}', encoding="utf-8")
    desk = Desk(path)
    desk.add("meetings", {"id": "b", "title": "B"})
    desk.add("people", {"name": "Ada"})
    found = desk.find("meetings", "a")
    assert found
    file, place = found
    desk.edit(file, splice.set_field(file.text, place, "kind", "visit", desk.around(file, place)))
    [changed] = desk.changes()
    assert loaded(changed.text) == {
        "meetings": [{"id": "a", "title": "A", "kind": "visit"}, {"id": "b", "title": "B"}],
        "people": [{"name": "Ada"}],
    }


@given(st.lists(st.sampled_from("abc"), max_size=30), st.lists(st.sampled_from("abc"), max_size=30), st.booleans())
@settings(max_examples=300)
def test_a_diff_leads_from_the_old_text_to_the_new_one(old: list[str], new: list[str], ends: bool) -> None:
    """What --dry-run shows would not be what is written."""
    before, after = ("".join(f"{line}\n" for line in lines) for lines in (old, new))
    after = after if ends else after.removesuffix("\n")
    lines = list(unified("f", before, after))[2:]
    assert _patched(before.splitlines(keepends=True), lines) == after


def _patched(old: list[str], lines: list[str]) -> str:
    """Applies a unified diff, and holds it to what it says of the old text."""
    found, at, was = list[str](), 0, ""
    for line in lines:
        if line.startswith("@@"):
            start, _, count = line.split()[1].removeprefix("-").partition(",")
            begin = int(start) - (count != "0")
            found += old[at:begin]
            at = begin
        elif line.startswith("\\"):
            found[-1:] = [one.removesuffix("\n") for one in found[-1:]] if was == "+" else found[-1:]
        elif line.startswith("+"):
            found.append(line[1:] + "\n")
        else:
            assert old[at].rstrip("\n") == line[1:]
            found += [old[at]] if line.startswith(" ") else []
            at += 1
        was = line[:1]
    return "".join([*found, *old[at:]])
