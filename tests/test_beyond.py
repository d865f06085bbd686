"""docs/beyond.md: DuckDB over the Parquet file answers the ten questions of the page as the program does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dialogue_cli import Query, open_archive
from dialogue_cli.formats.parquet import write_file
from questions import questions
from tests.answers import asked_of, from_1990_on, of_database, of_program
from tests.conftest import BUNDLED

NUMBERS = range(1, 11)


def test_the_page_asks_ten_questions() -> None:
    """The tests below would hold of a page on which nothing is asked."""
    assert [question.number for question in questions()] == list(NUMBERS)


@pytest.fixture(scope="module")
def collections(
    generated: Callable[[int], Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Path, Path]]:
    """Two datasets, each with its Parquet."""
    found = {}
    part = from_1990_on(generated(3000), tmp_path_factory.mktemp("part"))
    for name, data in (("bundled", BUNDLED), ("generated", part)):
        archive = open_archive(data)
        folder = tmp_path_factory.mktemp(name)
        write_file(archive.find(Query()), archive, folder / "meetings.parquet", print)
        found[name] = (data, folder / "meetings.parquet")
    return found


@pytest.mark.parametrize("name", ["bundled", "generated"])
@pytest.mark.parametrize("number", NUMBERS)
def test_duckdb_gives_the_same_answer(
    number: int, name: str, collections: dict[str, tuple[Path, Path]], environment: dict[str, str]
) -> None:
    """Who leaves the program for SQL would get another answer to the same question, and not notice."""
    data, file = collections[name]
    question = asked_of(data)[number - 1]
    ours = of_program(question, data, environment)
    with duckdb.connect() as connection:
        connection.sql(f"CREATE VIEW meetings AS FROM '{file}'")
        theirs = of_database(connection.sql(question.sql).fetchall())
    assert ours
    assert theirs == ours
