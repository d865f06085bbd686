"""In which manner a new record is written: as its neighbours are, and so that nothing of it is lost."""

from __future__ import annotations

import pytest

from dialogue_cli.curate.manner import Around, around
from dialogue_cli.curate.places import sections
from dialogue_cli.dataset.emitting import Manner


def test_a_record_stands_in_the_columns_of_its_neighbours() -> None:
    """A new record would be set in otherwise than those around it, which is another list or no YAML."""
    record = {"id": "b", "topics": ["t"], "evidence": [{"source": "s", "exact": "x\ny"}]}
    assert Around(dash=2, keys=5, list_indent=2).lines(record) == [
        "  -  id: b",
        "     topics: [t]",
        "     evidence:",
        "       - source: s",
        "         exact: |-",
        "           x",
        "           y",
    ]
    assert Around(dash=2, keys=4, is_flow=True).lines({"id": "b", "title": "T"}) == ["  - {id: b, title: T}"]


def test_a_record_is_written_in_the_manner_that_is_seen() -> None:
    """A blank line within a text would get spaces, a list would be broken within a name, a date would get quotes."""
    narrow = Around(manner=Manner(width=34, bare=frozenset(("on",))))
    assert narrow.field("topics", ["alpha beta", "gamma delta", "epsilon, zeta", "eta"]) == [
        "topics: [alpha beta, gamma delta,",
        "  'epsilon, zeta', eta]",
    ]
    fitting = Around(manner=Manner(width=27))
    assert fitting.field("topics", ["alpha beta", "gamma", "delta epsilon zeta"]) == [
        "topics: [alpha beta, gamma,",
        "  delta epsilon zeta]",
    ]
    narrower = Around(manner=Manner(width=26))
    assert narrower.field("topics", ["alpha beta", "gamma", "delta epsilon zeta"]) == [
        "topics: [alpha beta,",
        "  gamma,",
        "  delta epsilon zeta]",
    ]
    assert Around().field("place", [{"city": "P"}, {"city": "Q"}]) == ["place:", "- {city: P}", "- {city: Q}"]
    assert Around(is_flow=True).lines({"id": "b", "date": "2025-01-02"}) == ["- {id: b, date: 2025-01-02}"]
    assert narrow.item("related", {"id": "x", "on": "2025-01-02"}) == ["- {id: x, 'on': 2025-01-02}"]
    assert Around().item("evidence", {"exact": "a\n\nb"}) == ["- exact: |-", "    a", "", "    b"]
    assert Around().item("outcomes", "two\nlines") == ["- |-", "  two", "  lines"]
    assert Around().lines({"id": "b", "note": "a\n\nb"}) == ["- id: b", "  note: |-", "    a", "", "    b"]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("people:\n- name: a\n\n\n- name: b\n", (0, 2, 0, 2, False)),
        ("people:\r\n- name: a\r\n\r\n- name: b\r\n", (0, 2, 0, 1, False)),
        ("people:\n- name: a\n- name: b\n", (0, 2, 0, 0, False)),
        ("people:\n- name: a\n# c\n\n- name: b\n", (0, 2, 0, 1, False)),
        ("people:\n- {name: a}\n- {name: b}\n- name: c\n", (0, 2, 0, 0, True)),
        ("people:\n- {name: a}\n- name: c\n", (0, 2, 0, 0, False)),
        ("people:\n  -   name: a\n      aliases:\n        - b\n", (2, 6, 2, 0, False)),
        ("meetings:\n- id: a\n", (0, 2, 0, 1, False)),
        ("meetings:\n- {id: a}\n", (0, 2, 0, 0, True)),
    ],
)
def test_how_records_stand_is_seen(text: str, seen: tuple[int, int, int, int, bool]) -> None:
    """A new record would stand out among its neighbours, or without the blank lines that are between them."""
    [section] = sections(text)
    assert around(text, list(section.places))[:5] == seen


def test_a_date_is_written_with_quotes_where_the_others_have_them() -> None:
    """Of two dates side by side one would have quotes, and the other none."""
    for written, is_bare in (("2025-01-02", True), ("'2025-01-02'", False)):
        text = f"meetings:\n- id: a\n  date: {written}\n"
        [section] = sections(text)
        assert ("date" in around(text, list(section.places)).manner.bare) is is_bare


def test_lists_and_long_lines_are_written_as_the_others() -> None:
    """A list would stand in brackets among lists with dashes, or lines be broken in a file that breaks none."""

    def manner(record: str) -> Manner:
        text = f"people:\n- name: a\n  {record}\n"
        [section] = sections(text)
        return around(text, list(section.places)).manner

    assert "topics" in manner("topics:\n  - a").block
    assert "topics" not in manner("topics: [a]").block
    assert "outcomes" not in manner("outcomes: [a]").block
    assert [manner(f"note: {'a' * (length - 8)}").width for length in (50, 80, 104, 105, 140)] == [
        60,
        80,
        104,
        104,
        104,
    ]
    assert manner(f"note: {'a' * 133}").width > 10_000


def test_what_is_broken_over_lines_stays_in_its_column() -> None:
    """The second line of a record in braces would stand in front of its list, which is no YAML."""
    place = {"city": "P" * 25, "country": "Q" * 25, "venue": "R"}
    around = Around(dash=2, keys=4, list_indent=2, is_flow=True, manner=Manner(width=60))
    braces = [f"- {{city: {'P' * 25}, country: {'Q' * 25},", "  venue: R}"]
    assert around.item("place", place) == braces
    assert around.field("place", [place]) == ["place:", *(f"  {line}" for line in braces)]
    assert around.lines(place) == [f"  {line}" for line in braces]


def test_a_list_of_nothing_is_written() -> None:
    """A record without topics would have a bracket that is never closed."""
    assert Around().field("topics", []) == ["topics: []"]


@pytest.mark.parametrize("text", ["SpaceX", "a\u00a0", "a\u3000"])
def test_a_text_is_written_to_its_last_letter(text: str) -> None:
    """A name that ends with a letter, or with a space that YAML does not know, would be cut."""
    assert Around().item("topics", text) == [f"- {text}"]
    assert Around().field("title", text) == [f"title: {text}"]
