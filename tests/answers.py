"""The answers to the questions of docs/beyond.md, in one form, whoever gives them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dialogue_cli import Query, open_archive, parse_period
from dialogue_cli.formats import yaml_text
from dialogue_cli.view.columns import as_text
from questions import Question, questions
from tests.conftest import BUNDLED, DIALOGUE, TODAY
from tests.needs import need
from tests.processes import PATIENCE

Answer = list[tuple[str, ...]]


def from_1990_on(data: Path, folder: Path) -> Path:
    """A part of a generated dataset, in which rounds of series are missing."""
    archive = open_archive(data)
    path = folder / "from-1990-on.yaml"
    with path.open("w", encoding="utf-8") as out:
        since = parse_period("1990..", archive.today)
        yaml_text.write(archive.find(Query(period=since)), archive, out, lambda note: None)
    return path


def asked_of(data: Path) -> list[Question]:
    """The questions, about what a dataset has: the page's document and word are those of the bundled collection."""
    archive = open_archive(data)
    other = {"current_date": f"DATE '{TODAY}'"}
    if data != BUNDLED:
        quoted = next(iter(archive.accounts()))
        rare = archive.get(archive.ids()[0])
        assert rare
        assert rare.summary
        # The longest word of a summary is a rare one.
        word = max(rare.summary.replace(".", "").split(), key=len).lower()
        other |= {"eeas-2025-11-23": quoted, "readmission": word}
    return [question.about(other) for question in questions()]


def of_program(question: Question, data: Path, environment: dict[str, str]) -> Answer:
    """What the program answers."""
    if "jq " in question.command:
        need("jq", "the package jq")
    path = f"{DIALOGUE.parent}:{environment['PATH']}"
    done = subprocess.run(
        ["bash", "-c", question.of(data)],
        env=environment | {"PATH": path, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=True,
    )
    return sorted(tuple(line.split("\t")) for line in done.stdout.splitlines())


def of_database(rows: Iterable[Sequence[Any]]) -> Answer:
    """What a database answers, as the program writes it."""
    return sorted(tuple(map(as_text, row)) for row in rows)
