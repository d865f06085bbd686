"""What is taken out of a file goes with its line or its comma, and nothing else does."""

from __future__ import annotations

import pytest

from dialogue_cli.curate import splice
from dialogue_cli.curate.places import sections
from tests.test_splice_forms import HEAD, items_in, place_in


@pytest.mark.parametrize(
    ("before", "i", "after"),
    [
        (" [t, u, v]\n", 0, " [u, v]\n"),
        (" [t, u, v]\n", 1, " [t, v]\n"),
        (" [t, u, v]\n", 2, " [t, u]\n"),
        (" [t]\n", 0, " []\n"),
        ("\n  - t # why\n  - u\n  kind: k\n", 0, "\n  - u\n  kind: k\n"),
        ("\n  - t\n  - u", 1, "\n  - t"),
        ("\r\n  - t\r\n  - u", 1, "\r\n  - t"),
    ],
)
def test_an_item_is_taken_out_with_its_comma_or_its_line(before: str, i: int, after: str) -> None:
    """A list would keep a comma without an item, or a file a line end that it had not."""
    text = f"{HEAD}  topics:{before}"
    edit = splice.removed_item(text, items_in(text, "topics"), i)
    assert splice.applied(text, [edit]) == f"{HEAD}  topics:{after}"


@pytest.mark.parametrize(
    ("before", "i", "after"),
    [
        ("\n- id: a\n- id: b\n", 0, "\n- id: b\n"),
        ("\n- id: a\n- id: b\n", 1, "\n- id: a\n"),
        ("\n- id: a\n", 0, " []\n"),
        (" [{id: a}, {id: b}]\n", 0, " [{id: b}]\n"),
        (" [{id: a}, {id: b}, {id: c}]\n", 1, " [{id: a}, {id: c}]\n"),
        (" [{id: a}, {id: b}]\n", 1, " [{id: a}]\n"),
        (" [{id: a}]\n", 0, " []\n"),
    ],
)
def test_a_record_is_taken_out_of_its_list(before: str, i: int, after: str) -> None:
    """The last record of a section would leave a key without a value, which is no list any more."""
    text = f"meetings:{before}"
    edit = splice.removed_record(text, place_in(text, i), sections(text))
    assert splice.applied(text, [edit]) == f"meetings:{after}"
