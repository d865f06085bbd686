"""The ten questions of docs/beyond.md: as the program is asked, and in SQL for DuckDB and Spark.

They are read off the page, so that what is tested and measured is what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).resolve().parent.parent / "docs" / "beyond.md"
UNNEST, EXPLODE = "unnest(", "LATERAL explode("
"""What DuckDB and Spark call it to make rows of a list."""
_SECTION = re.compile(
    r"^### (\d+)\. ([^\n]+)\n\n```console\n\$ (?P<command>[^\n]*(?:\n> [^\n]*)*)\n(?P<shown>.*?)```\n\n"
    r"```sql\n(?P<sql>.*?)```$",
    re.MULTILINE | re.DOTALL,
)
DATASET_OPTION = re.compile(r"\bdialogue (\w+)")


class Question(NamedTuple):
    """A question: for a shell, and for a database."""

    number: int
    title: str
    command: str
    sql: str

    @property
    def spark(self) -> str:
        """The SQL as Spark writes it."""
        return self.sql.replace(UNNEST, EXPLODE)

    def about(self, other: Mapping[str, str]) -> Question:
        """The same question about other names, documents, words."""
        command, sql = self.command, self.sql
        for name, instead in other.items():
            command, sql = command.replace(name, instead), sql.replace(name, instead)
        return self._replace(command=command, sql=sql)

    def of(self, dataset: Path) -> str:
        """The command, asked of a dataset."""
        return DATASET_OPTION.sub(rf"dialogue \1 --data '{dataset}'", self.command)


def questions() -> list[Question]:
    """The questions, in the order of the page."""
    text = PAGE.read_text(encoding="utf-8")
    return [
        Question(int(found[1]), found[2], found["command"].replace("\n> ", "\n"), found["sql"].strip())
        for found in _SECTION.finditer(text)
    ]
