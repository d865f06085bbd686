"""`fmt`: one layout, in which every reader sees what was there, and no comment is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cli.curate.formatting import formatted
from dialogue_cli.curate.tree import NotPlainYaml
from tests.conftest import ROOT, Run
from tests.hands import Hand, loaded


def comments(text: str) -> Counter[str]:
    """The comments that stand on lines of their own."""
    return Counter(line.strip() for line in text.splitlines() if line.lstrip().startswith("#"))


@given(st.integers(0, 10**9))
@settings(max_examples=400)
def test_a_reader_sees_the_same_and_the_second_time_nothing_changes(seed: int) -> None:
    """A curator who tidies up would change a fact, lose a comment, or get another diff at every run."""
    text = Hand(seed).text
    found = formatted(text)
    assert loaded(found) == loaded(text)
    assert comments(found) == comments(text)
    assert found.count("# so it is") == text.count("# so it is")
    assert formatted(found) == found
    assert found.endswith("\n")
    assert "\n\n\n" not in found
    if '"' not in text and "|" not in text:
        assert not [line for line in found.splitlines() if line != line.rstrip()]


MESS = """meetings:


    -   title: "One"   # the first
        # about the date
        date:   '2025-03-01'
        id:  one


        partners:
            - "Pakistan"
            - 'NO'
        topics: [ trade,
            'visas' ]
        extra: kept
    # about two
    - {title: Two, id: two}
    - id: three
      title: Three
      partners:
      # why
      - Chad
      summary: >-
        It is
        folded.
      outcomes: [a very long outcome that goes on and on and on, another one that is about as long, and a third one of the kind]
people:
- {name: Ada,   aliases: [ A ]}
"""
NEAT = """meetings:

- id: one
  title: One  # the first
  # about the date
  date: 2025-03-01
  partners:
  - Pakistan
  - 'NO'
  topics: [trade, visas]
  extra: kept

# about two
- {id: two, title: Two}

- id: three
  title: Three
  partners:
  # why
  - Chad
  summary: >-
    It is
    folded.
  outcomes:
  - a very long outcome that goes on and on and on
  - another one that is about as long
  - and a third one of the kind

people:
- {name: Ada, aliases: [A]}
"""


def test_what_it_makes_of_a_mess() -> None:
    """The layout would not be the one that the docs promise."""
    assert formatted(MESS) == NEAT


def test_the_bundled_collection_has_the_layout(run: Callable[..., Run]) -> None:
    """The example that everybody copies would be changed by the first fmt."""
    done = run("fmt", "--check", ROOT / "data" / "meetings.yaml")
    assert (done.status, done.out, done.err) == (0, "", "note: nothing would change\n")


def test_the_command(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A gate in CI would pass a file that is not tidy, or a look at it would change it."""
    path = dataset(MESS)
    check = run("fmt", "--check", path)
    assert (check.status, check.out, check.err) == (1, "", f"note: {path.name} would change\n")
    diff = run("fmt", "--diff", path)
    assert diff.status == 1
    assert '-    -   title: "One"   # the first\n' in diff.out
    assert "+  title: One  # the first\n" in diff.out
    assert path.read_text(encoding="utf-8") == MESS
    done = run("fmt", path)
    assert (done.status, done.out, done.err) == (0, "", f"note: {path.name} has the one layout now\n")
    assert path.read_text(encoding="utf-8") == NEAT
    again = run("fmt", path)
    assert (again.status, again.err) == (0, "note: nothing to do\n")


def test_a_comment_behind_the_sign_of_a_long_text_stays() -> None:
    """What a person had noted beside a text was lost where the text was written anew."""
    text = f"meetings:\n- id: a\n  note: >-  # mine\n    {'long ' * 30}\n  title: A\n"
    assert "# mine" in formatted(text)
    assert "# mine" in formatted(formatted(text))
    assert loaded(formatted(text)) == loaded(text)


def test_a_record_that_stays_as_it_is_keeps_its_neighbours_in_their_column() -> None:
    """One record with a comment at its dash, in a list that is set in, kept fmt from doing anything."""
    text = "meetings:\n  - # mine\n    id: a\n    title: A\n  - title: B\n    id: b\n"
    assert loaded(formatted(text)) == loaded(text)


def test_a_comment_behind_a_text_over_lines_stays_behind_it() -> None:
    """Behind the first line of a text in quotes the comment would be part of the text, and fmt refused the file."""
    title = f"'#tag {'long ' * 20}#\n    id: b'"
    text = f"meetings:\n- id: a\n  title: {title}  # mine\n"
    found = formatted(text)
    assert loaded(found) == loaded(text)
    assert found.endswith("  # mine\n")
    assert formatted(found) == found


def test_what_the_format_does_not_have_stays_as_it_is() -> None:
    """A reader does not see such a value, so that nobody would notice what fmt makes of it."""
    text = "dataset:\n  format: 1\n  mine:\n    a: 1\n    b:\n    a: 2\n"
    assert formatted(text) == text


def test_line_ends_stay(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """Every line of a file from Windows would be in the diff."""
    path = dataset("meetings: []\n")
    path.write_bytes(MESS.replace("\n", "\r\n").encode())
    assert run("fmt", path).status == 0
    assert path.read_bytes() == NEAT.replace("\n", "\r\n").encode()


def test_what_is_no_plain_yaml_is_left_alone(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """A broken file would be broken further."""
    text = "meetings:\n- {id: a, title: 'A}\n"
    path = dataset(text)
    done = run("fmt", path)
    assert (done.status, done.out) == (2, "")
    assert "is not plain YAML; dialogue check says where" in done.err
    assert path.read_text(encoding="utf-8") == text
    with pytest.raises(NotPlainYaml):
        formatted("meetings:\n- &a {id: a, title: A}\n- *a\n")
    assert formatted('{"meetings": []}\n') == '{"meetings": []}\n'


@pytest.mark.parametrize(
    "fields",
    [
        "  a(b: x\n",
        "  '[a': x\n",
        "  note: |\n    ends in a space \n  kind: visit\n",
        "  note: |\n    a\n       \n    b\n",
        f"  {'long ' * 30}key: x\n",
        "  ? a\n  : x\n",
    ],
)
def test_no_key_and_no_text_is_too_odd(fields: str) -> None:
    """A key with a sign of regular expressions ended in a traceback; a space that a text ends in was lost."""
    text = f"meetings:\n- id: a\n  title: A\n{fields}"
    found = formatted(text)
    assert loaded(found) == loaded(text)
    assert formatted(found) == found
