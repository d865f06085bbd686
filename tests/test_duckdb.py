"""DuckDB over JSON Lines: the recipe of the docs, and that its answers are ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.conftest import Run

PARTNERS = """
    SELECT partner, count(*) AS meetings
    FROM read_ndjson('meetings.jsonl'), unnest(partners) AS t(partner)
    GROUP BY partner ORDER BY meetings DESC, partner
"""
QUOTES = """
    SELECT quote.source, count(DISTINCT id) AS meetings, count(*) AS quotes, sum(len(quote.supports)) AS claims
    FROM (SELECT id, unnest(evidence) AS quote FROM read_ndjson('meetings.jsonl'))
    GROUP BY ALL ORDER BY ALL
"""
NOVEMBER = """
    SELECT id FROM read_ndjson('meetings.jsonl')
    WHERE date NOT NULL AND coalesce(earliest, '-infinity') <= DATE '2025-11-30' AND coalesce(latest, 'infinity') >= DATE '2025-11-01'
    ORDER BY id
"""


@pytest.fixture
def ask(
    run: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], list[tuple[object, ...]]]:
    """Asks DuckDB in a folder that holds the meetings as JSON Lines."""
    (tmp_path / "meetings.jsonl").write_text(run("list", "-f", "jsonl").out, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return lambda sql: duckdb.sql(sql).fetchall()


def test_meetings_by_partner(run: Callable[..., Run], ask: Callable[[str], list[tuple[object, ...]]]) -> None:
    """A list that DuckDB did not take for a list could not be counted."""
    assert [[partner, str(n)] for partner, n in ask(PARTNERS)] == run("count", "--by", "partner").rows


def test_quotes_by_source(run: Callable[..., Run], ask: Callable[[str], list[tuple[object, ...]]]) -> None:
    """Evidence whose parts came as text could not be unnested: which source carries how much would stay unsaid."""
    ours = [[row[0], *row[3:6]] for row in run("sources").rows]
    assert [[str(cell) for cell in row] for row in ask(QUOTES)] == sorted(ours)


def test_days_are_days(run: Callable[..., Run], ask: Callable[[str], list[tuple[object, ...]]]) -> None:
    """Bounds that DuckDB read as text could not be compared with a date."""
    assert [row[0] for row in ask(NOVEMBER)] == sorted(run("list", "--on", "2025-11", "-f", "ids").ids)
