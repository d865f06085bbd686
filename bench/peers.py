"""The same records for other programs, and the same questions to them.

The records are those of the dataset, but for `status`, which always stands there.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol, Self

Record = dict[str, Any]

_ROW = (
    '[.id, .date, .status, (.partners | join("; ")), ([.place.city, .place.country] | map(values) | join(", ")),'
    " .title] | @tsv"
)
_JQ_PARTNER = "select(.partners | index($partner))"
_REC_FIELDS = "Id,Date,Status,Partner,City,Country,Title"
_REC_NAMES = {"partners": "Partner", "topics": "Topic", "instruments": "Instrument", "outcomes": "Outcome"}
_COLUMNS = ("id", "date", "status", "partners", "place", "title")


class Sink(Protocol):
    """A file that takes records one at a time."""

    def __init__(self, path: Path) -> None: ...

    def add(self, record: Record) -> None:
        """Takes in one record."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


class _Text:
    def __init__(self, path: Path) -> None:
        self.file = path.open("w", encoding="utf-8")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()


def _json(record: Record) -> str:
    full = {"status": "held", **record}
    return json.dumps(full, ensure_ascii=False, separators=(",", ":"))


class JsonLines(_Text):
    """JSON Lines: a record a line."""

    def add(self, record: Record) -> None:
        """Takes in one record."""
        self.file.write(_json(record) + "\n")


class JsonArray(_Text):
    """One JSON array."""

    _lead = "[\n"

    def add(self, record: Record) -> None:
        """Takes in one record."""
        self.file.write(self._lead + _json(record))
        self._lead = ",\n"

    def __exit__(self, *_: object) -> None:
        self.file.write("\n]\n" if self._lead != "[\n" else "[]\n")
        super().__exit__()


class Recfile(_Text):
    """A file of GNU recutils; what is a list is a field that stands several times."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.file.write("%rec: Meeting\n%key: Id\n")

    def add(self, record: Record) -> None:
        """Takes in one record."""
        lines = (f"{name}: {self._value(value)}\n" for name, value in self._fields({"status": "held", **record}))
        self.file.write("\n" + "".join(lines))

    def _fields(self, record: Record) -> Iterator[tuple[str, Any]]:
        for key, value in record.items():
            name = _REC_NAMES.get(key, key.title().replace("_", ""))
            if isinstance(value, dict):
                yield from ((part.title(), text) for part, text in value.items())
            elif isinstance(value, list):
                yield from ((name, item) for item in value)
            else:
                yield name, value

    @staticmethod
    def _value(value: Any) -> str:
        if isinstance(value, dict):
            value = ", ".join(str(part) for part in value.values())
        return str(value).replace("\n", "\n+ ")


class Database:
    """An SQLite database: a table of meetings, and one of their partners with an index on the name."""

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self.connection = sqlite3.connect(path)
        self.connection.executescript(
            "CREATE TABLE meetings (id TEXT PRIMARY KEY, date TEXT, status TEXT, partners TEXT, place TEXT, title TEXT,"
            " record TEXT); CREATE TABLE partners (name TEXT, meeting TEXT);"
        )

    def add(self, record: Record) -> None:
        """Takes in one record."""
        place = ", ".join(record.get("place", {}).values())
        partners = "; ".join(record["partners"])
        row = (record["id"], record.get("date"), record.get("status", "held"), partners, place, record["title"])
        self.connection.execute("INSERT INTO meetings VALUES (?,?,?,?,?,?,?)", (*row, _json(record)))
        pairs = [(name, record["id"]) for name in record["partners"]]
        self.connection.executemany("INSERT INTO partners VALUES (?,?)", pairs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.execute("CREATE INDEX partner_name ON partners (name)")
        self.connection.commit()
        self.connection.close()


SINKS: dict[str, type[Sink]] = {"jsonl": JsonLines, "json": JsonArray, "rec": Recfile, "sqlite": Database}

# What says a peer's version, and the format that it reads.
VERSIONS: dict[str, list[str]] = {
    "jq": ["jq", "--version"],
    "recsel": ["recsel", "--version"],
    "ripgrep": ["rg", "--version"],
    "sqlite3": ["sqlite3", "--version"],
    "sqlite-utils": ["sqlite-utils", "--version"],
    "yq": ["yq", "--version"],
}


def filter_by_partner(peer: str, data: Path, partner: str) -> list[str]:
    """The command with which a peer prints the meetings with a partner; `data` is the YAML file."""
    lines, records, database = (str(data.with_suffix(f".{suffix}")) for suffix in ("jsonl", "rec", "sqlite"))
    sql = f"SELECT {', '.join(_COLUMNS)} FROM meetings WHERE id IN (SELECT meeting FROM partners WHERE name ="
    text = json.dumps(partner, ensure_ascii=False)
    yaml_row = _ROW.replace(".status", '(.status // "held")')
    return {
        "jq": ["jq", "-r", "--arg", "partner", partner, f"{_JQ_PARTNER} | {_ROW}", lines],
        "recsel": ["recsel", "-t", "Meeting", "-e", f"Partner = {text}", "-R", _REC_FIELDS, records],
        "ripgrep": ["rg", "-N", rf'"partners":\[[^\]]*{re.escape(text)}', lines],
        "sqlite3": ["sqlite3", "-tabs", database, sql + " '{}')".format(partner.replace("'", "''"))],
        "sqlite-utils": [
            "sqlite-utils",
            database,
            f"{sql} :partner)",
            "-p",
            "partner",
            partner,
            "--tsv",
            "--no-headers",
        ],
        "yq": ["yq", "-r", "--arg", "partner", partner, f".meetings[] | {_JQ_PARTNER} | {yaml_row}", str(data)],
    }[peer]


def list_all(peer: str, data: Path) -> list[str]:
    """The command with which a peer prints a line for every meeting."""
    return {"jq": ["jq", "-r", _ROW, str(data.with_suffix(".jsonl"))]}[peer]
