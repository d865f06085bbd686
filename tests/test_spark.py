"""docs/beyond.md: Apache Spark, on one machine, answers the ten questions of the page as the program does.

Ordinary installs have no Spark, which is over 300 MB; the gate has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dialogue_cli import Query, open_archive
from dialogue_cli.formats.parquet import write_file
from tests.answers import asked_of, from_1990_on, of_database, of_program
from tests.conftest import BUNDLED, ROOT
from tests.needs import need, need_module
from tests.test_readme import blocks

Ask = Callable[[str], Any]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path, bool], Ask]]:
    """Gives what asks Spark about a dataset, set up as the page says; one session for all, as it takes long to start."""
    need("java", "the package default-jre-headless")
    need_module("pyspark", "the extra spark: pip install -e '.[spark]'")
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    (example,) = blocks(ROOT / "docs" / "beyond.md", "python")

    def of(data: Path, by_year: bool) -> Ask:
        archive = open_archive(data)
        folder = tmp_path_factory.mktemp("spark")
        path = folder / "meetings.parquet"
        if by_year:
            path.mkdir()
        write_file(archive.find(Query()), archive, path, print, by_year=by_year)
        names: dict[str, Any] = {}
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(folder)
            exec(example.text.replace('"meetings.parquet"', f'"{path}"'), names)
        return names["ask"]  # type: ignore[no-any-return]

    yield of
    session.stop()


@pytest.mark.parametrize("name", ["bundled", "generated", "by year"])
# Closed by the garbage collector, as the library does it.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_spark_gives_the_same_answers(
    name: str,
    ask: Callable[[Path, bool], Ask],
    generated: Callable[[int], Path],
    environment: dict[str, str],
    tmp_path: Path,
) -> None:
    """Who goes to a cluster would get another answer to the same question, and not notice."""
    data = BUNDLED if name == "bundled" else from_1990_on(generated(3000), tmp_path)
    spark = ask(data, name == "by year")
    for question in asked_of(data):
        theirs = of_database(spark(question.sql).collect())
        assert theirs
        assert theirs == of_program(question, data, environment), question.title
