"""`dialogue sources --coverage`: which sentences of a document the records account for, and which nothing does."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dialogue_cli import open_archive
from dialogue_cli.dataset.coverage import coverage
from dialogue_cli.dataset.documents import Document
from dialogue_cli.dataset.layout import Layout
from dialogue_cli.dataset.model import Evidence, Unrelated
from dialogue_cli.text import compared
from tests.conftest import DIALOGUE, Run
from tests.terminal import look

TEXT = "Menu\r\nHome | About\r\n\r\nThey met in Oslo. Both spoke of trade.\r\nNobody left.\r\n\r\nMenu\r\n"
SMALL = """
    sources:
    - id: one
      file: one.txt
      title: The First Release
      unrelated:
      - {exact: Menu, reason: the menu of the page}
      - {exact: Home | About, reason: links}
    - {id: gone, file: gone.txt}
    meetings:
    - id: a
      title: First Meeting
      evidence:
      - {source: one, exact: They met in Oslo., supports: [title]}
    - id: b
      title: Second Meeting
      evidence:
      - {source: one, exact: met in Oslo. Both, supports: [title]}
"""


@pytest.fixture
def small(dataset: Callable[..., Path]) -> str:
    path = dataset(SMALL)
    (path.parent / "one.txt").write_bytes(TEXT.encode())
    return str(path)


def test_each_sentence_says_who_accounts_for_it(run: Callable[..., Run], small: str) -> None:
    """A curator would not see what of a document is still to be recorded."""
    done = run("sources", "--coverage", "one", "--data", small)
    assert done.rows == [
        ["one", "1", "unrelated", "1", "1", "", "the menu of the page", "Menu"],
        ["one", "2", "unrelated", "2", "2", "", "links", "Home | About"],
        ["one", "4", "quoted", "4", "4", "a; b", "", "They met in Oslo."],
        ["one", "4", "partly", "4", "1", "b", "", "Both spoke of trade."],
        ["one", "5", "missing", "2", "0", "", "", "Nobody left."],
        ["one", "7", "unrelated", "1", "1", "", "the menu of the page", "Menu"],
    ]
    assert (done.err, done.status) == ("", 0)
    found = json.loads(run("sources", "--coverage", "first release", "-f", "json", "--data", small).out)
    assert found[2]["meetings"] == ["a", "b"]
    assert found[1]["reasons"] == ["links"]


def test_only_what_is_missing(run: Callable[..., Run], small: str) -> None:
    """In a long document what nothing accounts for would have to be looked for."""
    done = run("sources", "--missing", "--data", small)
    assert done.rows == [["one", "5", "missing", "2", "0", "", "", "Nobody left."]]
    assert 'note: the document of "gone" is not at hand as UTF-8 text, so nothing can be said of it' in done.err
    assert done.status == 0
    nothing = run("sources", "--missing")
    assert (nothing.out, nothing.status) == ("", 1)
    assert nothing.err == "note: every sentence of 4 documents is accounted for\n"
    gone = run("sources", "--missing", "gone", "--data", small)
    assert (gone.out, gone.status) == ("", 1)
    assert "accounted for" not in gone.err


def test_json_has_the_numbers(run: Callable[..., Run], small: str) -> None:
    """A program would have a percentage only, or a number for a document that nobody has read."""
    one, gone = json.loads(run("sources", "-f", "json", "--data", small).out)
    assert one["coverage"] == {
        "sentences": 6,
        "accounted": 5,
        "quoted": 2,
        "unrelated": 3,
        "missing": 1,
        "words": 14,
        "words_accounted": 9,
    }
    assert gone["coverage"] is None


def test_ids_are_of_no_sentence(run: Callable[..., Run]) -> None:
    """The id of the source would be written once for each sentence."""
    assert run("sources", "--coverage", "-f", "ids").status == 2


def test_the_bundled_documents_are_accounted_for(run: Callable[..., Run]) -> None:
    """The collection that ships with the program would not do what its documentation asks for."""
    for source in json.loads(run("sources", "-f", "json").out):
        assert source["coverage"]["missing"] == 0
        assert source["coverage"]["accounted"] == source["coverage"]["sentences"] > 0
    for source in open_archive().sources():
        assert all(len(passage.reason) > 5 for passage in source.unrelated)


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_it_fits(run: Callable[..., Run], small: str, columns: int) -> None:
    """A number in the margin or a sentence would be cut off."""
    for call in (["eeas"], ["--data", small]):
        shown = run("sources", "--coverage", *call, "-f", "table", env={"COLUMNS": str(columns)}).out
        assert max(map(cell_len, shown.splitlines())) <= columns
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert "4 AB 100% They met in Oslo." in lines
    assert "4 B 25% Both *spoke of trade*." in lines
    assert "5 none 0% Nobody left." in lines
    assert "about no meeting: links" in lines
    assert "Line By Words Sentence" in lines


def test_in_ascii_and_in_colour_the_same_is_said(environment: dict[str, str], small: str) -> None:
    """What only a colour or a sign of Unicode says is lost on some terminals."""
    for env, marked in (({"LC_ALL": "C", "PYTHONUTF8": "0"}, False), ({"NO_COLOR": "1"}, True), ({}, False)):
        seen = look([DIALOGUE, "sources", "--coverage", "one", "--data", small], environment | env, columns=80)
        assert "none" in seen.text
        assert "25%" in seen.text
        assert ("*spoke of trade*" in seen.text) == marked


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("A heading\nA sentence that is broken at\nthe width. Another one that is here.", 3),
        ("- one\n- two\n- three", 3),
        ("1. one thing\n2. another thing", 2),
        ("Name\nOffice of the Spokesperson for Foreign Affairs\n+32 2 298", 3),
        ("外交部长会见了代表团。双方讨论了贸易。", 2),
        ("قال الوزير إنه سيأتي. ثم غادر.", 2),
        ("x" * 5000 + ". Y" + " y" * 5000, 2),
        ("", 0),
    ],
)
def test_lines_that_end_a_sentence(text: str, lines: int) -> None:
    """A heading would be taken for a part of the sentence below it, or a broken sentence for two."""
    document = Document.of_text(text)
    assert len(coverage(document, [])) == lines
    assert len(coverage(Document.of_text(text.replace("\n", "\r\n")), [])) == lines


@given(st.lists(st.text("ab. \n\r\t\u00a0é\u0301", max_size=30), max_size=6).map("\n".join))
def test_the_lines_are_those_of_the_file(text: str) -> None:
    """A line number in the margin would lead an editor to another line."""
    layout, squeezed = Layout(text), compared(text)
    lines = [compared(line) for line in text.splitlines()]
    for at, character in enumerate(squeezed):
        if character != " ":
            assert character in lines[layout.line(at) - 1]
    assert all(squeezed[at : at + 1] in (" ", "") for at in layout.breaks)


@given(st.text("ab. ", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_words_are_counted_as_by_hand(text: str, spans: list[tuple[int, int]]) -> None:
    """A share would be more or less than what is quoted."""
    document = Document.of_text(text)
    chosen = [document.text[min(span) : max(span)].strip() for span in spans]
    chosen = [words for words in chosen if words]
    places = [(document.text.find(words), document.text.find(words) + len(words)) for words in chosen]
    found = coverage(document, [("m", Evidence("s", words)) for words in chosen])
    assert "".join(document.text[one.start : one.end] for one in found).replace(" ", "") == "".join(
        part for one in found for part in document.text[one.start : one.end].replace(" ", "")
    )
    for one in found:
        inside = [at for at in range(one.start, one.end) if document.text[at].isalnum()]
        is_touched = any(start <= at < end for at in inside for start, end in places)
        assert (one.state != "missing") == is_touched
        opened = {at for start, end in one.open for at in range(start, end)}
        assert (one.accounted == one.words) == (not opened)


def test_what_is_unrelated_is_so_wherever_it_stands() -> None:
    """A menu that a page has twice would have to be marked twice; a quote would be hidden by a mark."""
    document = Document.of_text("Read more\n\nThey met. Read more\n\nRead more")
    found = coverage(document, [("m", Evidence("s", "They met. Read"))], [Unrelated("Read more", "a link")])
    assert [(one.state, one.reasons, one.meetings) for one in found] == [
        ("unrelated", ("a link",), ()),
        ("quoted", (), ("m",)),
        ("quoted", ("a link",), ("m",)),
        ("unrelated", ("a link",), ()),
    ]


def test_the_new_keys_of_a_source_come_back(run: Callable[..., Run], dataset: Callable[..., Path]) -> None:
    """What was received, and when and how its text was made, would be lost in a copy."""
    page = b"<p>They met.</p>"
    source = {
        "id": "one",
        "file": "one.txt",
        "accessed": "2026-01-02",
        "archived_url": "https://web.archive.org/x",
        "original": {
            "file": "one.html",
            "sha256": hashlib.sha256(page).hexdigest(),
            "media_type": "text/html",
        },
        "extractor": "selectolax 0.3, rules 1",
        "unrelated": [{"exact": "Menu", "reason": "the menu"}],
    }
    path = dataset(yaml.safe_dump({"sources": [source], "meetings": [{"id": "a", "title": "A"}]}, sort_keys=False))
    (path.parent / "one.txt").write_text("Menu\n\nThey met.", encoding="utf-8")
    (path.parent / "one.html").write_bytes(page)
    assert run("check", str(path)).out == ""
    copy = run("export", "yaml", "--data", str(path)).out
    assert yaml.load(copy, yaml.BaseLoader)["sources"] == [source]
    (row,) = json.loads(run("sources", "-f", "json", "--data", str(path)).out)
    assert {key: row[key] for key in source} == source
    (path.parent / "one.html").write_bytes(b"other")
    assert "warning[original-changed]" in run("check", str(path)).out


def test_a_document_is_named_by_its_title(run: Callable[..., Run]) -> None:
    """Someone who has the heading of a release before them would have to look for its id."""
    done = run("sources", "--coverage", "seventh round of the european union")
    assert done.rows[0][0] == "eeas-2025-11-23"
    assert "note:" in done.err
    assert run(
        "list", "--source", "Seventh Round of the European Union-Pakistan Strategic Dialogue on 21 November 2025"
    ).ids
