"""What is taken for well laid out, and where the parts of a text are found: seen from the outside, to the column."""

from __future__ import annotations

import pytest

from dialogue_cli.curate.layout import has_comments, is_well
from dialogue_cli.curate.places import find, has_section, holding, last_ones, sections
from dialogue_cli.curate.spacing import spaced
from dialogue_cli.curate.tree import Items, NotPlainYaml, Pairs, Scalar, TooDeep, column_of, parse
from dialogue_cli.dataset.syntax import MAX_DEPTH


def pair_in(text: str) -> tuple[Scalar, object]:
    node = parse(text)
    assert isinstance(node, Pairs)
    return node.pairs[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: a b", True),
        # What a terminal would obey stands escaped.
        ('title: "a\\u202eb"', True),
        ("title: 'a b'", False),
        ("title: 'a: b'", True),
        ("title: 'a, b'", False),
        ("title:  a", False),
        ("'title': a", False),
        ("title: a\n  b", True),
        ("title: a\n   b", False),
        ("title: a\n  b  \n  c", False),
        ("title: " + "a" * 111, True),
        ("title: " + "a" * 112, False),
        ("note: |-\n  a\n  b", True),
        ('note: "a\\nb"', True),
        ("date: '2025-01-02'", True),
        ("note: '2025-01-02'", True),
        # In brackets a comma needs quotes.
        ("topics: ['a, b']", True),
        ("topics: ['a b']", False),
        ("topics: [a,\n  b]", True),
        ("topics: [a,\n    b]", False),
        ("topics:\n- a\n- b", True),
        ("topics:\n  - a", False),
        ("topics:\n- 'a, b'", False),
        ("outcomes:\n- a\n  b", True),
        ("outcomes:\n- a\n   b", False),
        ("outcomes:\n- |-\n  a\n  b", True),
        ("outcomes:\n- |-\n  a\n\n  b", True),
        ("note: |\n  a\n\n  b", True),
        ("note: >-\n  a\n\n  b", True),
        ("outcomes:\n- >-\n  a\n\n  b", True),
        ("note: 'a\n\n  b'", False),
        ('note: " a"', True),
        ("note: ' a'", False),
        ("place: {city: P}", True),
        ("place:\n  city: P", False),
        ("place:\n- {city: P}\n- {city: Q}", True),
        ("evidence:\n- source: s\n  exact: x", True),
        ("evidence:\n-  source: s\n   exact: x", False),
        ("evidence:\n- source: s\n  exact: x\n    y", True),
        ("evidence:\n- source: s\n  exact: x\n   y", False),
        ("evidence:\n- source: s\n  supports: ['a, b']", True),
        ("evidence:\n- source: s\n  supports:\n  - a", True),
        ("evidence:\n- source: s\n  supports:\n    - a", False),
        ("evidence:\n- source: s\n  exact:\n    a: b", False),
        # A key may have the quotes that it needs in braces.
        ("evidence:\n- source: s\n  'a, b': x", True),
        # A date within a record needs no quotes.
        ("reviewed:\n- by: x\n  on: '2025-01-02'", False),
        ("reviewed:\n- by: x\n  on: 2025-01-02", True),
        ("reviewed:\n- on: ['2025-01-02']", False),
    ],
)
def test_what_is_well_laid_out_stays(text: str, expected: bool) -> None:
    """`fmt` would write anew what is as it should be, or leave as it is what is not."""
    key, value = pair_in(text)
    assert is_well(text, key, value, text.split("\n")) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [b, c]", False),
        ("a: [b, 'c # d']", False),
        ("a: [b, # why\n  c]", True),
        ("a: [b, c # why\n  ]", True),
        ("a:\n- b # why\n- c", True),
        ("a: {b: c, # why\n  d: e}", True),
        ("a: {b: c}", False),
    ],
)
def test_a_comment_within_a_value_is_seen(text: str, expected: bool) -> None:
    """A comment between the items of a list would be lost when the list is laid out."""
    assert has_comments(text, pair_in(text)[1]) is expected  # type: ignore[arg-type]


def test_a_block_ends_with_its_last_word() -> None:
    """What follows a text would be put behind the blank lines that belong to nobody."""
    text = "a: |\n  x\n \n\nb: 1+1\n"
    _, value = pair_in(text)
    assert isinstance(value, Scalar)
    assert text[value.start : value.end] == "|\n  x"
    text = "a: |"
    _, value = pair_in(text)
    assert isinstance(value, Scalar)
    assert text[value.start : value.end] == "|"
    kept = "a: |+\n  x\n\nb: c\n"
    _, value = pair_in(kept)
    assert isinstance(value, Scalar)
    assert value.value == "x\n\n"
    text = "a: | # 1+1\n  x\n \n\nb: c\n"
    _, value = pair_in(text)
    assert isinstance(value, Scalar)
    assert text[value.start : value.end] == "| # 1+1\n  x"
    text = "a:\n- t: x\n  u: |+\n    y\n     \n\n- z\n"
    _, items = pair_in(text)
    assert isinstance(items, Items)
    assert text[items.items[0].start : items.items[0].end] == "t: x\n  u: |+\n    y\n     "


def test_places_are_counted_from_the_mark_of_the_encoding() -> None:
    """In a file of another editor every edit would hit one letter too early."""
    text = "\ufeffa: b\n"
    key, value = pair_in(text)
    assert isinstance(value, Scalar)
    assert (text[key.start : key.end], text[value.start : value.end]) == ("a", "b")
    node = parse("a: b", 10)
    assert isinstance(node, Pairs)
    assert [(one.start, one.end) for one in (node, *node.pairs[0])] == [(10, 14), (10, 11), (13, 14)]


def test_places_in_a_part_of_a_text_are_those_of_the_whole() -> None:
    """A record in a large file, of which only a part is parsed, would be looked for where it is not."""
    node = parse("- a\n- b\n", 10)
    assert isinstance(node, Items)
    assert (node.start, node.end, node.dashes) == (10, 17, (10, 14))
    assert [(one.start, one.end) for one in node.items] == [(12, 13), (16, 17)]
    assert [column_of("\nab\nc", at) for at in (0, 1, 2, 4)] == [0, 0, 1, 0]


@pytest.mark.parametrize("text", ["a: &x b", "a: &x [b]", "a: &x {b: c}", "a: *x", "[a]: b", "a: b\n---\nc: d", "a: ["])
def test_what_the_format_has_not_is_not_taken_apart(text: str) -> None:
    """A text that stands at one place and counts at another would be changed at one of them only."""
    with pytest.raises(NotPlainYaml):
        parse(text)


def test_what_is_too_deep_is_told_from_what_is_long() -> None:
    """A list of many lists would be refused, or a deep one end in a traceback."""
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert parse(f"[{'[], ' * MAX_DEPTH}]")
    for level in ("[", "[[], "):
        with pytest.raises(TooDeep):
            parse(level * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n"])
def test_an_empty_file_has_no_sections(text: str) -> None:
    """The first record could not be added to a file that has only a comment."""
    assert sections(text) == []


@pytest.mark.parametrize("text", ["people: []\ntopics:\n- name: x\n", "{people: [], topics: [{name: x}]}"])
def test_a_section_is_there_or_not(text: str) -> None:
    """A section would be begun twice, or a record be added to none."""
    assert [has_section(text, name) for name in ("people", "topics", "places")] == [True, True, False]
    with pytest.raises(NotPlainYaml):
        sections("a")


def test_a_record_is_found_in_its_section_however_it_is_escaped() -> None:
    """Another record of the same name would be changed, or one whose letters are escaped not be found."""
    text = 'topics:\n- name: Ada\npeople:\n- name: Bo\n- name: "Ad\\x61"\n'
    found = find(text, "people", "name", "Ada")
    assert found
    assert (found.section, text[found.start : found.end]) == ("people", '- name: "Ad\\x61"')


def test_a_record_beside_one_that_is_no_yaml_is_found() -> None:
    """One slip in a large file would keep every other record of it from being edited."""
    text = "dataset: {title: 'It''s'}\npeople:\n- name: 'Tip O''Neill'\nmeetings:\n- id: a\n- id: b\n  title: A: B\n"
    found = find(text, "people", "name", "Tip O'Neill")
    assert found
    assert text[found.start : found.end] == "- name: 'Tip O''Neill'"
    assert "dataset" in [place.section for place in holding(text, "It's")]
    assert [text[place.start : place.end] for place in holding(text, "a", ("meetings",))] == ["- id: a"]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        # The blank lines and dashes of a text are its own.
        (
            "meetings:\n- id: a\n  note: |\n    x\n\n\n    - y\n- id: b\n",
            "meetings:\n- id: a\n  note: |\n    x\n\n\n    - y\n\n- id: b\n",
        ),
        ("meetings:\n- id: a\n  note: |\n    x  \n    y\n", "meetings:\n- id: a\n  note: |\n    x  \n    y\n"),
        ("Ab: x\nCd: y\n", "Ab: x\nCd: y\n"),
        ("Xy: z\n# XX\n", "Xy: z\n# XX\n"),
        ("sources:\n- id: a\n- id: b\n", "sources:\n- id: a\n\n- id: b\n"),
        ("Ab:\n# c\nCd: x\n", "Ab:\n# c\nCd: x\n"),
        ("meetings:\n- id: a\n  note: |\n    x  \n", "meetings:\n- id: a\n  note: |\n    x  \n"),
        ("", "\n"),
        ("# head\nmeetings:\n- id: a\n", "# head\nmeetings:\n- id: a\n"),
        ("people: []\n# c\nmeetings: []\n", "people: []\n\n# c\nmeetings: []\n"),
        (
            "meetings:\n- id: a\n# about b\n- id: b\npeople:\n- name: a\n- name: b\n",
            "meetings:\n- id: a\n\n# about b\n- id: b\n\npeople:\n- name: a\n- name: b\n",
        ),
        ("# head\n\n\nmeetings:\n- id: a  \n", "# head\n\nmeetings:\n- id: a\n"),
    ],
)
def test_blank_lines_stand_between_records_and_not_within(text: str, after: str) -> None:
    """A text of several paragraphs would lose its blank lines, or a comment be parted from its record."""
    assert spaced(text) == spaced(after) == after


@pytest.mark.parametrize(
    ("text", "dashes"),
    [("a:\n-\n- b - c\n", (3, 5)), ("a:\n- # - x\n  b\n- c\n", (3, 15)), ("a:\n- b-c # - d\n#- e\n- f\n", (3, 20))],
)
def test_the_dash_of_an_item_is_its_own(text: str, dashes: tuple[int, ...]) -> None:
    """An item would be taken out with a part of a comment, or of the item before it."""
    _, value = pair_in(text)
    assert isinstance(value, Items)
    assert value.dashes == dashes


@pytest.mark.parametrize(("text", "is_in_flow"), [("dataset: {title: T}\n", True), ("dataset:\n  title: T\n", False)])
def test_the_head_of_a_dataset_is_a_place_too(text: str, is_in_flow: bool) -> None:
    """A field of the head would be written in another form than the head."""
    [section] = sections(text)
    [place] = section.places
    assert (place.section, place.is_in_flow) == ("dataset", is_in_flow)
    assert text[place.start : place.end] in ("{title: T}", "title: T")
    assert last_ones(text, "dataset", place.start) == [place]
    assert last_ones(text, "dataset", place.start - 1) == []


@pytest.mark.parametrize("text", ["m:\n- id: a\n- id: b\n- id: c\n", "m: [{id: a}, {id: b}, {id: c}]\n"])
def test_the_last_records_are_those_up_to_a_place(text: str) -> None:
    """A new record would be written as those behind it, or not as the one that it follows."""
    [section] = sections(text)
    places = list(section.places)
    assert last_ones(text, "m") == places
    assert last_ones(text, "m", places[1].start) == places[:2]
    assert last_ones(text, "m", places[1].start, 1) == [places[1]]
    assert last_ones(text, "m", count=2) == places[1:]
    assert last_ones(text, "n") == []


def test_a_name_of_nothing_is_looked_for() -> None:
    """A record whose id is still to be filled in could not be edited."""
    found = find("meetings:\n- id: a\n- id: ''\n", "meetings", "id", "")
    assert found
    assert found.start == 18


def test_a_name_that_goes_over_a_line_is_found() -> None:
    """A record whose name was broken by an editor could not be edited."""
    found = find("people:\n- name: Bo\n- name: Ada\n    King\n", "people", "name", "Ada King")
    assert found
    assert found.start == 19
