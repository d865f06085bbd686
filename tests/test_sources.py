"""`dialogue sources` for a person: how much of each document is quoted, and what is quoted from one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dialogue_cli.dataset.coverage import coverage, totals
from dialogue_cli.dataset.documents import Document
from dialogue_cli.dataset.model import Evidence
from dialogue_cli.dataset.sentences import sentences
from tests.conftest import Run

TEXT = "Mr. Dar spoke. He left at 5. They will meet again! Nobody said when."
SMALL = """
    sources:
    - {id: one, file: one.txt, publisher: Press, published: 2025-11-23, title: A Title}
    - {id: gone, file: gone.txt}
    - {id: idle, published: 2025-11}
    meetings:
    - id: a
      title: First Meeting
      evidence:
      - {source: one, exact: Mr. Dar spoke, supports: [title]}
      - {source: one, exact: They will meet, supports: [title, note]}
      note: A note.
    - id: b
      title: Second Meeting
      evidence:
      - {source: one, exact: meet again, supports: [title]}
      - {source: gone, exact: lost words, supports: [title]}
"""


@pytest.fixture
def small(dataset: Callable[..., Path]) -> str:
    path = dataset(SMALL)
    (path.parent / "one.txt").write_text(TEXT, encoding="utf-8")
    return str(path)


def test_each_document_and_the_totals(run: Callable[..., Run], small: str) -> None:
    """A person could not see how much of a document the records account for, or would count a meeting twice."""
    done = run("sources", "-f", "table", "--data", small, env={"COLUMNS": "80"})
    rows = [line.split() for line in done.out.splitlines()]
    assert rows[0] == "Document Published Meetings Quotes Claims Accounted for".split()
    assert rows[2] == "one 23 Nov 2025 2 3 4 2 of 4 50%".split()
    assert rows[3] == "Press · A Title".split()
    assert rows[4:6] == ["gone 1 1 1".split(), "the document is not at hand".split()]
    assert rows[6] == "idle Nov 2025 0 0 0".split()
    # Meeting b quotes two documents, and is one meeting.
    assert rows[8] == "3 documents 2 4 5 2 of 4 50%".split()
    assert done.status == 0


def test_in_a_pipe(run: Callable[..., Run], small: str) -> None:
    """A script that reads the columns would read others."""
    assert run("sources", "--data", small).rows == [
        ["one", "2025-11-23", "Press", "2", "3", "4", "A Title", "unverified", "4", "2", "50"],
        ["gone", "", "", "1", "1", "1", "", "missing", "", "", ""],
        ["idle", "2025-11", "", "0", "0", "0", "", "", "", "", ""],
    ]


def test_one_document_is_headed_once(run: Callable[..., Run], small: str) -> None:
    """The same document, and the same meeting, would stand above each of its quotes."""
    shown = run("sources", "one", "-f", "table", "--data", small, env={"COLUMNS": "80"}).out
    for words in ("A Title", "Press", "one.txt", "First Meeting", "Second Meeting"):
        assert shown.count(words) == 1
    lines = shown.splitlines()
    lines = [line.strip() for line in lines]
    assert "3 quotes for 4 claims in 2 meetings; 2 of 4 sentences accounted for (50%): 2 quoted" in " ".join(lines)
    assert "· “They will meet” for title, note" in lines
    assert run("sources", "nothing", "-f", "table", "--data", small).status == 1


@pytest.mark.parametrize("columns", [24, 40, 60, 80, 120, 200])
def test_it_fits(run: Callable[..., Run], small: str, columns: int) -> None:
    """A number that is cut off or broken says something else."""
    for call in (["sources"], ["sources", "eeas-2025-11-23"], ["sources", "--data", small]):
        shown = run(*call, "-f", "table", env={"COLUMNS": str(columns)}).out
        assert max(map(cell_len, shown.splitlines())) <= columns
    assert "2 of 4" in " ".join(
        run("sources", "--data", small, "-f", "table", env={"COLUMNS": str(columns)}).out.split()
    )


def test_of_very_many_documents_the_most_quoted_are_shown(
    run: Callable[..., Run], dataset: Callable[..., Path]
) -> None:
    """Thousands of rows would run past, or documents would be missing without a word."""
    sources = "".join(f"- {{id: s-{i}}}\n" for i in range(60))
    quotes = "".join(f"  - {{source: s-{i}, exact: x}}\n" for i in range(10, 60))
    path = str(dataset(f"sources:\n{sources}meetings:\n- id: a\n  title: A\n  evidence:\n{quotes}"))
    shown = re.sub(r"\x1b\[[\d;]*m", "", run("sources", "--data", path, "--color", "always").out)
    assert re.findall(r"^s-(\d+)", shown, re.MULTILINE) == [str(i) for i in range(10, 60)]
    assert "10 documents left out; these are quoted most. dialogue sources -f table shows all." in " ".join(
        shown.split()
    )
    assert len(re.findall(r"^s-\d+", run("sources", "--data", path, "-f", "table").out, re.MULTILINE)) == 60


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("One.", 1),
        ("No end", 1),
        ("One. Two! Three? Four", 4),
        ("He said “stop.” They stopped.", 2),
        ("Mr. Dar met J. Borrell and Dr. No in St. Gallen.", 1),
        ("1. Held at 3.5 percent, e.g. by U.S. officials.", 1),
        ("中文。日本！", 2),
        ("See www.example.org for more.", 1),
        ("On 11.11.2025 they met in hall No. 5. It was cold.", 2),
        ("No. They refused.", 2),
        ("Er kam am 21. November nach Berlin. Er blieb.", 2),
        ("with standards.Both sides agreed", 2),
        ("the U.S.-led effort, approx. five of them (cf. p. 7).", 1),
        ("Did he ask “Why?” or not? He did.", 2),
        ("قال الوزير إنه سيأتي؟ نعم.", 2),
        ("*** --- ***", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    """A share of sentences that are none would be false."""
    assert len(list(sentences(text))) == count


@given(st.lists(st.sampled_from(["One two.", "Three four five!", "Six?", "Seven eight nine."]), max_size=12), st.data())
def test_the_share_is_what_counting_by_letters_gives(parts: list[str], data: st.DataObject) -> None:
    """Quotes that overlap, or run over several sentences, would count twice or not at all."""
    text = " ".join(parts)
    document = Document(Path("d"), text, "")
    spans = [sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))))) for _ in range(3)]
    chosen = [squeezed for a, b in spans if (squeezed := text[a:b].strip())]
    quotes = [("m", Evidence("s", words)) for words in chosen]
    covered = {
        i for words in chosen for i in range(text.find(words), text.find(words) + len(words)) if text[i].isalnum()
    }
    wanted, start = 0, 0
    for part in parts:
        wanted += not covered.isdisjoint(range(start, start + len(part)))
        start += len(part) + 1
    found = totals(coverage(document, quotes))
    assert (found.accounted, found.sentences) == (wanted, len(parts))
    letters = [match.span() for match in re.finditer("[A-Za-z]+", text)]
    assert found.words_accounted == sum(not covered.isdisjoint(range(*span)) for span in letters)
    assert found.words == len(letters)
