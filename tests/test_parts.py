"""A large file is cut at its records: what is read of its parts is what is read of the whole, or the whole is read."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cli.dataset import cutting
from dialogue_cli.dataset.parts import PartReader
from dialogue_cli.dataset.problems import Problem
from dialogue_cli.dataset.reader import FileReader, Item
from tests.conftest import BUNDLED
from tests.test_update import cut_small

Found = list[tuple[Any, ...]]

# Pieces of files that have caught a reader of lines, or could.
RECORDS = [
    "- {id: ID, title: A}",
    "- id: ID\n  title: A",
    "- id: ID\n  title: A # said\n# a comment\n  partners:\n  - X\n  - Y\n\n",
    "-   id: ID\n    title: A\n    summary: |2-\n        two\n       one\n\n",
    "- id: ID\n  title: A\n  note: |\n    text\n\n    - not an item\n  kind: visit",
    "- id: ID\n  title: A\n  note: |+\n    text\n\n\n",
    "- id: ID\n  title: >-\n    folded\n    - text",
    "- id: ID\n  title: A\n  note: >\n\n",
    "- id: ID\n  title: plain text\n    that goes on\n    - and on",
    '- id: ID\n  title: "quoted\n- id: no\n  title: item"',
    "- id: ID\n  title: 'quoted\n\n- {id: no, title: item}\nmeetings:\n- id: z\n  title: z'",
    "- id: ID\n  title: A\n  topics: [a,\n- b,\n c]",
    "- {id: ID, title: A, topics: [a,\n- b\n]}",
    "- {id: ID,\ntitle: A,\npartners: [X]\n}",
    "- id: ID\n  title: A\n  topics:\n  - a\n  - - b\n",
    "- id: &a ID\n  title: *a",
    "- &b\n  id: ID\n  title: A",
    "- !!str ID",
    "- id: !x ID\n  title: A",
    "- id: ID\n  title: A\n  <<: {kind: visit}",
    "- id: ID\n  id: ID\n  title: A",
    "- id: ID\n  title: A\n  partner: X",
    "- id: ID\n  title: A\n  colour: red",
    "- id: ID\n  title: A\n  date: 31/12/2020",
    '- id: ID\n  title: "a\\ud83d\\ude00b"',
    "- id: ID\n  title: A\u2028  kind: visit",
    '- id: ID\n  title: "A\u0085 b\u2029c"\n  kind: visit\u2028- id: y\u2028  title: B',
    "- id: ID\r  title: A\r",
    "- id: ID\r\n  title: A\r\n  note: |\r\n    x\r\n",
    "-\tid: ID",
    "- id: ID\n\ttitle: A",
    "- id: ID\n  title:\tA",
    "- ? id\n  : ID\n  title: A",
    "- ? [id]\n  : ID",
    "-\n  id: ID\n  title: A",
    "- \n  id: ID\n  title: A",
    "- ",
    "-",
    "- null",
    "- text",
    "- [a, b]",
    "- id: ID\n  title: A\n  note:",
    "- id: ID\n  title: A\n  participants:\n  - name: X\n  - {role: Y,\n     name: Z}",
    "- id: ID\n  title: A\n  url: x",
    "- id: ID\n  title: A\ufeff",
    "- id: ID\n  title: A\x00",
    "- id: ID\n  title: @x",
    '- id: ID\n  title: "A',
    "- id: ID\n  title: [A",
    "- id: ID\n title: A",
    "- id: ID\n  title: " + "long " * 300,
    "- id: ID\n  title: A: b",
]
LINES = [
    "",
    "",
    "# a comment",
    "  # another",
    "---",
    "...",
    "--- {}",
    "%YAML 1.1",
    "%TAG ! tag:x,2000:",
    "]",
    "}",
    '"',
    "'",
    "text",
    "  text",
    "\t",
    "meetings:",
    "topics:",
    "notes:",
    '"topics":',
    "topics: # said",
    "topics: []",
    "topics: [",
    "topics: |",
    "topics: >2",
    "topics: &a",
    "? topics",
    ": ",
    "topics : ",
    "topics:\t",
    "dataset: {title: x}",
    "dataset:\n  title: x",
    "dataset:\n- title: x",
    "series: - x",
    "sources:\n\n# said\n\n  - id: s",
    "people:\n  - name: P\n  - name: Q\n- name: R",
    "\ufeff",
]
HEADS = [
    "",
    "",
    "",
    "dataset: {principal: X}\n",
    "# said\n",
    "---\n",
    "%YAML 1.1\n---\n",
    "\ufeff",
    "%TAG !x! y\n--- \n",
    "--- # x\n",
]


def hostile(chance: random.Random) -> str:
    """A file of all that is awkward, mostly one that can be read."""
    parts = [chance.choice(HEADS)]
    calm = chance.random() < 0.75
    number = 0
    for section in chance.sample(["sources", "topics", "notes", "meetings", "series"], chance.randint(1, 4)):
        lead = " " * chance.choice((0, 0, 0, 2, 4))
        parts.append(f"{section}:{chance.choice(('', '', ' # said', ' '))}\n")
        for _ in range(chance.randint(0, 12)):
            number += 1
            if section in ("meetings", "notes") and chance.random() < 0.7:
                record = chance.choice(RECORDS[:9] if calm else RECORDS)
            else:
                record = (
                    "- {id: ID, title: A}"
                    if section == "meetings"
                    else chance.choice(("- {id: ID, name: A}", "- name: ID\n  id: ID"))
                )
            text = record.replace("ID", f"m{number}")
            parts.append(
                "".join(lead + line for line in text.splitlines(keepends=True))
                + ("" if not calm and chance.random() < 0.03 else "\n")
            )
            if chance.random() < (0.02 if calm else 0.1):
                parts.append(chance.choice(LINES) + "\n")
    text = "".join(parts)
    if chance.random() < (0.1 if calm else 0.4):
        text = mutated(chance, text)
    return text.replace("\n", "\r\n") if chance.random() < 0.1 else text


def mutated(chance: random.Random, text: str) -> str:
    """The text with a few characters or lines changed."""
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(text) + 1)
        what = chance.random()
        if what < 0.4:
            text = text[:at] + chance.choice("\n\r\t '\"[]{}:-#|>&*!%@,?\u2028\u0085x") + text[at:]
        elif what < 0.7:
            text = text[:at] + text[at + chance.randint(1, 6) :]
        else:
            lines = text.split("\n")
            lines.insert(chance.randrange(len(lines) + 1), chance.choice(LINES))
            text = "\n".join(lines)
    return text


def told(item: Item, below: int) -> tuple[Any, ...]:
    """An item with its places in the file, of which so many lines come before what was read."""
    spots = [
        item.at(*path)
        for path in ((), ("id",), ("title",), ("partners", 0), ("topics", 1), ("participants", 0, "name"))
    ]
    return item.section, item.record, item.broken, [(line + below, column) for line, column in spots]


def shifted(problem: Problem, below: int) -> tuple[Any, ...]:
    return problem.line + below, problem.column, problem.code, problem.message


def in_parts(path: Path) -> tuple[Found, Found, list[Any], int] | None:
    """What the parts of a file give: items, problems, unknown sections, and how many parts. None: it must not be cut."""
    survey = cutting.survey(path)
    if survey is None:
        return None
    items: Found = []
    problems: Found = []
    unknown: list[Any] = []
    begun: list[str] = []
    lines, open_list = 0, None
    with path.open("rb") as file:
        for part in survey.parts:
            text = cutting.bytes_of(file, part)
            assert text is not None
            reader, below = PartReader(text, part.section), lines - bool(part.section)
            items += [told(item, below) for item in reader]
            if reader.has_errors or (part.section and open_list != (part.section, part.column)):
                return None
            problems += [shifted(problem, below) for problem in reader.problems]
            unknown += [(section, line + below, column) for section, line, column in reader.unknown]
            begun += sorted(reader.sections)
            lines, open_list = lines + reader.lines, reader.open_list
    if len(begun) > len(set(begun)):
        return None
    return items, problems, unknown, len(survey.parts)


def whole(path: Path) -> tuple[Found, Found, list[Any], bool]:
    """What the file gives when it is read in order, and whether it has an error."""
    reader = FileReader(path)
    items = [told(item, 0) for item in reader]
    # Sections that the format does not know are told when all of the file is read.
    late = {(line, column) for _, line, column in reader.unknown}
    problems = [shifted(p, 0) for p in reader.problems if (p.line, p.column) not in late]
    has_errors = any(p.severity == "error" and (p.line, p.column) not in late for p in reader.problems)
    return items, problems, reader.unknown, has_errors


def compare(path: Path) -> int:
    """Compares both ways of reading. Returns how many parts there were; 0 where the file must not be cut."""
    found = in_parts(path)
    if found is None:
        return 0
    items, problems, unknown, count = found
    all_items, all_problems, all_unknown, has_errors = whole(path)
    assert not has_errors
    assert items == all_items
    assert problems == all_problems
    assert unknown == all_unknown
    return count


@pytest.mark.long
@settings(max_examples=int(os.environ.get("DIALOGUE_EXAMPLES", "400")))
@given(st.integers(0, 2**32))
def test_a_file_read_in_parts_gives_what_the_whole_gives(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """A record cut out of a quoted text, or one that was swallowed, would be a fact that no file states."""
    chance = random.Random(seed)
    path = tmp_path_factory.getbasetemp() / "hostile.yaml"
    with pytest.MonkeyPatch.context() as patch:
        cut_small(patch)
        patch.setattr(cutting, "_LEAST", chance.choice((1, 20, 60)))
        patch.setattr(cutting, "_ONE_OF", chance.choice((1, 2)))
        patch.setattr(cutting, "_BLOCK", chance.choice((7, 64, 1 << 20)))
        patch.setattr(cutting, "_AHEAD", chance.choice((64, 100, 4096)))
        for _ in range(10):
            path.write_bytes(hostile(chance).encode("utf-8", "surrogatepass"))
            compare(path)


@pytest.mark.parametrize("seed", range(40))
def test_real_files_with_slips_are_read_alike_in_parts(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slip in a real file must not make the two ways of reading differ."""
    cut_small(monkeypatch)
    chance = random.Random(seed)
    path = tmp_path / "slips.yaml"
    path.write_text(
        mutated(chance, BUNDLED.read_text(encoding="utf-8")) if seed else BUNDLED.read_text("utf-8"), "utf-8"
    )
    assert compare(path) > 5 or seed
