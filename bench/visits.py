"""Turns a table of visits of foreign leaders to the United States into a dataset: `visits.py VISITS.csv OUT.yaml`.

The table (US Department of State, Office of the Historian; CC0) has the columns id, start_date, end_date,
visitor, country, country_id and description. It is not part of the project.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from typing import Any

import yaml

PRINCIPAL = "United States"


def edtf(start: str, end: str) -> str:
    """The day of a visit, or its first and last day."""
    return start if start == end else f"{start}/{end}"


def meeting(row: dict[str, str]) -> dict[str, Any]:
    """The record of one visit, which holds what its row holds and nothing else."""
    visitor, country = row["visitor"], row["country"]
    record: dict[str, Any] = {
        "id": f"visit-{row['id']}",
        "title": f"Visit of {visitor} ({country})",
        "kind": "visit",
        "date": edtf(row["start_date"], row["end_date"]),
        "partners": [country],
        "participants": [{"name": visitor, "represents": country}],
    }
    if row["description"]:
        record["summary"] = row["description"]
    return record


def dataset(table: Path) -> dict[str, Any]:
    """The whole table as a dataset."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = [{name: (value or "").strip() for name, value in row.items()} for row in csv.DictReader(lines)]
    return {
        "dataset": {"format": 1, "title": "Visits of foreign leaders to the United States", "principal": PRINCIPAL},
        "meetings": [meeting(row) for row in rows],
    }


def main() -> None:
    """Reads the table and writes the dataset."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path, metavar="VISITS.csv")
    parser.add_argument("out", type=Path, metavar="OUT.yaml")
    given = parser.parse_args()
    text = yaml.safe_dump(dataset(given.table), allow_unicode=True, sort_keys=False, width=10_000)
    given.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
