"""How an edit is written: in the form of what stands there, to the byte."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from dialogue_cli.curate import splice
from dialogue_cli.curate.manner import Around, around
from dialogue_cli.curate.places import Place, sections
from dialogue_cli.curate.tree import Items, Scalar

HEAD = "meetings:\n- id: a\n"
TALK = " ".join(["word"] * 26)
FOLDED = "".join(f"    {' '.join(['word'] * count)}\n" for count in (12, 12, 2))
LONG = ", ".join(f"Partner {i:02d}" for i in range(8))


def place_in(text: str, i: int = 0) -> Place:
    [section] = sections(text)
    return list(section.places)[i]


def items_in(text: str, name: str) -> Items:
    items = place_in(text).node.get(name)
    assert isinstance(items, Items)
    return items


@pytest.mark.parametrize(
    ("before", "name", "value", "after"),
    [
        ("  title: 'A'\n", "title", "B", "  title: 'B'\n"),
        ('  title: "A"\n', "title", "B", '  title: "B"\n'),
        ("  title: A\n", "title", "B", "  title: B\n"),
        ("  title: A\n", "title", "B: C", "  title: 'B: C'\n"),
        ("  title: 'A'\n", "title", "it's", "  title: it's\n"),
        ('  title: "A"\n', "title", 'say "x"', '  title: say "x"\n'),
        ('  title: "A"\n', "title", "a\\b", "  title: a\\b\n"),
        ("  title:\n", "title", "B", "  title: B\n"),
        ("  title: # why\n  kind: k\n", "title", "B", "  title: B # why\n  kind: k\n"),
        ("  date: 2025-01-02\n", "date", "2026-01-02", "  date: 2026-01-02\n"),
        ("  date: '2025-01-02'\n", "date", "2026-01-02", "  date: '2026-01-02'\n"),
        ("  note: x\n", "note", "2026-01-02", "  note: '2026-01-02'\n"),
        ("  note: |\n    one\n    two\n  kind: k\n", "note", "three", "  note: three\n  kind: k\n"),
        ("  note: >-\n    one\n    two\n  kind: k\n", "note", "three", "  note: three\n  kind: k\n"),
        ("  note: |\n    one # 1\n    two\n  kind: k\n", "note", ["a"], "  note: [a]\n  kind: k\n"),
        ("  note: | # see #5  \n    one\n  kind: k\n", "note", ["a"], "  # see #5\n  note: [a]\n  kind: k\n"),
        ("  note: one\n", "note", "two\nlines", "  note: |-\n    two\n    lines\n"),
        ("  note: one\n", "note", "a\n\nb", "  note: |-\n    a\n\n    b\n"),
        ("  note: one # why\n  kind: k\n", "note", "two\nlines", "  note: |- # why\n    two\n    lines\n  kind: k\n"),
        ("  note: one # why", "note", "two\nlines", "  note: |- # why\n    two\n    lines"),
        ("  note: one # why\r\n", "note", "two\nlines", "  note: |- # why\n    two\n    lines\r\n"),
        ("  note: one\n  # why\n", "note", "two\nlines", "  note: |-\n    two\n    lines\n  # why\n"),
        # White space behind the old value is no part of the new one.
        ("  note: one  \n  kind: k\n", "note", "two\nlines", "  note: |-\n    two\n    lines\n  kind: k\n"),
        ("  note: one \t\r\n", "note", "two\nlines", "  note: |-\n    two\n    lines\r\n"),
        ("  note: one # X  \n", "note", "two\nlines", "  note: |- # X\n    two\n    lines\n"),
        ("  outcomes: []  \n", "outcomes", ["a\nb"], "  outcomes:\n  - |-\n    a\n    b\n"),
        ("", "title", "T", "  title: T\n"),
        ("  note: |\n    one\n", "note", TALK, f"  note: >-\n{FOLDED}"),
        ("  note: >\n    one\n", "note", TALK, f"  note: >-\n{FOLDED}"),
        ("  note: one\n", "note", TALK, f"  note: {TALK}\n"),
        ("  partners: [P] # why\n", "partners", ["Q", "R"], "  partners: [Q, R] # why\n"),
        ("  place: {city: P} # why\n", "place", {"city": "Q"}, "  place: {city: Q} # why\n"),
        # A field that is new stands where the format has it.
        ("  zzz: z\n", "title", "T", "  title: T\n  zzz: z\n"),
        ("  title: T\n  zzz: z\n", "kind", "k", "  title: T\n  kind: k\n  zzz: z\n"),
        ("  title: T\n", "zzz", "z", "  title: T\n  zzz: z\n"),
        ("  title: T\n  kind: k\n  topics: [t]\n", "partners", ["P"], None),
        ("  title: T # why\n  topics: [t]\n", "kind", "k", "  title: T # why\n  kind: k\n  topics: [t]\n"),
    ],
)
def test_a_value_is_written_as_the_one_before_it(before: str, name: str, value: Any, after: str | None) -> None:
    """A diff would show quotation marks, comments and fields that nobody has touched."""
    if after is None:
        after = "  title: T\n  kind: k\n  partners: [P]\n  topics: [t]\n"
        before = "  title: T\n  kind: k\n  topics: [t]\n"
    text = HEAD + before
    place = place_in(text)
    edit = splice.set_field(text, place, name, value, around(text, [place]))
    assert splice.applied(text, [edit]) == HEAD + after


def test_a_comment_does_not_become_text() -> None:
    """A remark would stand between the quotation marks of a value, and be printed as a part of it."""
    text = f"{HEAD}  note: one # why\n"
    edit = splice.set_field(text, place_in(text), "note", f"{TALK} \n{TALK}", Around())
    after = splice.applied(text, [edit])
    found = place_in(after).node.get("note")
    assert isinstance(found, Scalar)
    assert found.value == f"{TALK} \n{TALK}"
    assert after[found.end :] == " # why\n"


@pytest.mark.parametrize("rest", ["", "  topics: [t]\n"])
def test_a_field_that_comes_first_stands_behind_the_dash(rest: str) -> None:
    """A record would begin with its second field, or without a dash."""
    text = f"meetings:\n- title: T\n{rest}"
    edit = splice.set_field(text, place_in(text), "id", "a", Around())
    assert splice.applied(text, [edit]) == f"meetings:\n- id: a\n  title: T\n{rest}"


@pytest.mark.parametrize(
    ("before", "name", "value", "after"),
    [
        ("{}", "title", "T", "{title: T}"),
        ("{id: a, title: }", "title", "T", "{id: a, title: T}"),
        ("{title: T, topics: [t]}", "id", "a", "{id: a, title: T, topics: [t]}"),
        ("{id: a, title: T, topics: [t]}", "kind", "k", "{id: a, title: T, kind: k, topics: [t]}"),
        ("{id: a, topics: [t]}", "topics", ["u", "v, w"], "{id: a, topics: [u, 'v, w']}"),
        ("{id: a, outcomes: [x]}", "outcomes", ["z"], "{id: a, outcomes: [z]}"),
        ("{id: a, note: x}", "note", "y\nz", '{id: a, note: "y\\nz"}'),
        ("{id: a, place: {city: P}}", "place", {"city": "Q"}, "{id: a, place: {city: Q}}"),
        ("{id: a}", "place", {"city": "Q", "on": "2025"}, "{id: a, place: {city: Q, on: 2025}}"),
        *(
            ("{id: a}", name, "2026-01-02", f"{{id: a, {name}: 2026-01-02}}")
            for name in ("date", "previous_date", "published", "accessed", "on")
        ),
        ("{id: a}", "title", "a, b", "{id: a, title: 'a, b'}"),
        ("{id: a}", "note", "2026-01-02", "{id: a, note: '2026-01-02'}"),
        ("{id: a, date: 2025-01-02}", "date", "2026-01-02", "{id: a, date: 2026-01-02}"),
        ('{id: a, title: "T"}', "title", "a, b", "{id: a, title: 'a, b'}"),
    ],
)
def test_a_record_in_braces_stays_on_its_line(before: str, name: str, value: Any, after: str) -> None:
    """A dataset of one record a line would be broken into blocks by the first edit."""
    text = f"meetings:\n- {before}\n"
    edit = splice.set_field(text, place_in(text), name, value, Around())
    assert splice.applied(text, [edit]) == f"meetings:\n- {after}\n"


@pytest.mark.parametrize(
    ("before", "name", "values", "after"),
    [
        ("[]", "topics", ["t"], "[t]"),
        ("[t]", "topics", ["u, v", "w"], "[t, 'u, v', w]"),
        ("[{city: P}]", "place", [{"city": "Q", "on": "2025"}], "[{city: P}, {city: Q, on: 2025}]"),
        ("[t,\n    u]", "topics", ["v"], "[t,\n    u, v]"),
        ("\n  - t # why\n  kind: k", "topics", ["u", "a: b"], "\n  - t # why\n  - u\n  - 'a: b'\n  kind: k"),
        ("\n    - t", "topics", ["u"], "\n    - t\n    - u"),
        (
            "\n  - {city: P}",
            "place",
            [{"city": "Q", "country": "R"}],
            "\n  - {city: P}\n  - {city: Q, country: R}",
        ),
        (
            "\n  - exact: x",
            "evidence",
            [{"source": "b", "exact": "two\nlines"}],
            "\n  - exact: x\n  - source: b\n    exact: |-\n      two\n      lines",
        ),
        # A line of 112 columns at most; what is broken stands below the key, or below what was broken before it.
        (f"[{LONG}]", "topics", ["t" * 4], f"[{LONG}, tttt]"),
        (f"[{LONG}]", "topics", ["t" * 5], f"[{LONG},\n    ttttt]"),
        (f"[t,\n      {LONG}]", "topics", ["t" * 9], f"[t,\n      {LONG}, {'t' * 9}]"),
        (f"[t,\n      {LONG}]", "topics", ["t" * 10], f"[t,\n      {LONG},\n      {'t' * 10}]"),
    ],
)
def test_an_item_is_written_as_those_before_it(before: str, name: str, values: list[Any], after: str) -> None:
    """A list would go on in another form, behind the edge of a screen, or in the column of a key."""
    text = f"{HEAD}  {name}: {before}\n"
    place = place_in(text)
    edit = splice.added_items(text, items_in(text, name), name, values, Around())
    assert splice.applied(text, [edit]) == f"{HEAD}  {name}: {after}\n"
    assert place.section == "meetings"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("topics: [t, # one\n    u] # two\n", "# one\n  topics: [v, w] # two\n"),
        ("topics: # one\n  - t\n", "# one\n  topics: [v, w]\n"),
        (
            "topics: # one\n  # two\n  - t # three\n  - u # four\n",
            "# one\n  # two\n  # three\n  topics: [v, w] # four\n",
        ),
        ("topics:\n  - |- # one\n    # no comment\n  - 'u # nor this'\n", "# one\n  topics: [v, w]\n"),
    ],
)
def test_the_comments_of_a_list_that_is_written_anew_stand_above_it(before: str, after: str) -> None:
    """What a curator has noted beside an item would be lost without a word."""
    text = f"{HEAD}  {before}"
    edit = splice.set_field(text, place_in(text), "topics", ["v", "w"], Around())
    assert splice.applied(text, [edit]) == f"{HEAD}  {after}"


def test_the_comments_of_a_list_stay_in_braces() -> None:
    """A record in braces over several lines would lose them, or become no YAML."""
    text = "meetings:\n- {topics: [t, # one\n    u], id: a}\n"
    edit = splice.set_field(text, place_in(text), "topics", ["v"], Around())
    after = splice.applied(text, [edit])
    assert "# one\n" in after
    assert yaml.safe_load(after) == {"meetings": [{"topics": ["v"], "id": "a"}]}


@pytest.mark.parametrize(
    ("before", "i", "after"),
    [
        (" [t, u, v]\n", 1, " [t, x, v]\n"),
        ("\n  - t # why\n  # of u\n  - u # end\n", 1, "\n  - t # why\n  # of u\n  - x # end\n"),
        ("\n  - t # why\n  - u", 0, "\n  - x # why\n  - u"),
    ],
)
def test_an_item_takes_the_place_of_another(before: str, i: int, after: str) -> None:
    """The comments between the items would go with the one that changes."""
    text = f"{HEAD}  topics:{before}"
    edit = splice.replaced_item(text, items_in(text, "topics"), i, "topics", "x", Around())
    assert splice.applied(text, [edit]) == f"{HEAD}  topics:{after}"


@pytest.mark.parametrize(
    ("record", "new"),
    [
        ({"id": "b"}, "\n- id: b"),
        ({"id": "b", "note": "one\ntwo\n"}, "\n- id: b\n  note: |\n    one\n    two\n"),
        ({"id": "b", "note": "one\ntwo"}, "\n- id: b\n  note: |-\n    one\n    two"),
        (
            {"id": "b", "evidence": [{"source": "s", "exact": "one\ntwo\n"}]},
            "\n- id: b\n  evidence:\n  - source: s\n    exact: |\n      one\n      two\n",
        ),
    ],
)
def test_a_record_behind_the_last_line_keeps_the_end_of_its_text(record: dict[str, Any], new: str) -> None:
    """A file without a last line end would lose the one at the end of a text, or get one that it had not."""
    text = "people:\n- id: a"
    edit = splice.appended(text, place_in(text), [record], Around())
    assert splice.applied(text, [edit]) == text + new
    ended = text + "\n"
    edit = splice.appended(ended, place_in(ended), [record], Around())
    assert splice.applied(ended, [edit]) == text + new.removesuffix("\n") + "\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (" [{city: P}, {city: Q}]\n", " [{city: R, on: 2025-01-02}, {city: Q}]\n"),
        ("\n  - {city: P}\n  - {city: Q}\n", "\n  - {city: R, 'on': 2025-01-02}\n  - {city: Q}\n"),
    ],
)
def test_a_place_that_is_replaced_stays_on_its_line(before: str, after: str) -> None:
    """A place would stand as a block within brackets, or otherwise than those around it."""
    text = f"{HEAD}  place:{before}"
    edit = splice.replaced_item(text, items_in(text, "place"), 0, "place", {"city": "R", "on": "2025-01-02"}, Around())
    assert splice.applied(text, [edit]) == f"{HEAD}  place:{after}"


def test_a_comment_of_the_first_field_stands_behind_the_dash() -> None:
    """A record would be set in by one more column."""
    text = "meetings:\n- topics: # why  \n  - t\n  kind: k\n"
    edit = splice.set_field(text, place_in(text), "topics", ["u"], Around())
    assert splice.applied(text, [edit]) == "meetings:\n- # why\n  topics: [u]\n  kind: k\n"


def test_edits_at_one_place_stand_in_their_order() -> None:
    """Two records that are added at once would change places, whatever their text."""
    edits = [splice.Edit(1, 1, "z"), splice.Edit(1, 1, "b"), splice.Edit(0, 1, "a\n")]
    assert splice.applied("xy", edits) == "a\nzby"
    assert splice.applied("xy", edits, "\r\n") == "a\r\nzby"
    with pytest.raises(ValueError, match=r"^edits overlap$"):
        splice.applied("xyz", [splice.Edit(0, 2, ""), splice.Edit(1, 3, "")])


def test_records_are_added_within_brackets() -> None:
    """A dataset that is JSON would get two records without a comma between them."""
    text = "meetings: [{id: a}]\n"
    edit = splice.behind_in_flow(place_in(text), [{"id": "b", "date": "2025-01-02"}, {"id": "c"}], Around())
    assert splice.applied(text, [edit]) == "meetings: [{id: a}, {id: b, date: 2025-01-02}, {id: c}]\n"
