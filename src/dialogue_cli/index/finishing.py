"""What is known of meetings and entities only when all names are tied."""

from __future__ import annotations

import json
import sqlite3

from dialogue_cli.index.schema import SEPARATOR


def finish(connection: sqlite3.Connection, first_meeting: int) -> None:
    """Completes an index; the meetings from a number on are new in it."""
    _name_entities(connection)
    _leave_out_principal(connection, first_meeting)
    connection.execute("INSERT OR REPLACE INTO meta SELECT 'meetings', count(*) FROM meeting")
    connection.commit()


def _name_entities(connection: sqlite3.Connection) -> None:
    """Shows an entity that no vocabulary names by the spelling that most meetings have."""
    execute = connection.execute
    for row in execute("SELECT field, entity FROM name GROUP BY field, entity HAVING count(*) > 1").fetchall():
        text = execute(
            "SELECT n.text FROM name n LEFT JOIN link l ON l.name = n.number WHERE n.field = ? AND n.entity = ?"
            " GROUP BY n.number ORDER BY count(l.meeting) DESC, n.text LIMIT 1",
            row,
        ).fetchone()
        if text:
            execute("UPDATE label SET text = ? WHERE field = ? AND entity = ? AND NOT in_vocabulary", (*text, *row))


def _leave_out_principal(connection: sqlite3.Connection, first_meeting: int) -> None:
    """A principal that a record lists among its partners is not counted or shown as one."""
    execute = connection.execute
    principal = execute("SELECT value FROM meta WHERE key = 'principal'").fetchone()[0]
    rows = execute(
        "SELECT l.meeting, n.text, r.json FROM meeting m JOIN link l ON l.meeting = m.number"
        " JOIN name n ON n.number = l.name JOIN record r ON r.meeting = m.number WHERE n.field = 'partner'"
        " AND n.entity = coalesce((SELECT entity FROM name WHERE number = m.principal), ?) AND m.number >= ?",
        (principal, first_meeting),
    ).fetchall()
    same: dict[int, set[str]] = {}
    for number, text, _ in rows:
        same.setdefault(number, set()).add(text)
    for number, _, record in rows:
        others = [name for name in json.loads(record).get("partners", ()) if name not in same[number]]
        execute(
            "UPDATE meeting SET partners = ?, parties = ? WHERE number = ?",
            (SEPARATOR.join(others), len(others), number),
        )
    # Two spellings of one party are one party.
    twice = execute(
        "SELECT l.meeting, count(*) - 1 FROM link l JOIN name n ON n.number = l.name JOIN meeting m"
        " ON m.number = l.meeting WHERE n.field = 'partner' AND l.meeting >= ?1 AND n.entity IN"
        " (SELECT entity FROM name WHERE field = 'partner' GROUP BY entity HAVING count(*) > 1)"
        " AND n.entity IS NOT coalesce((SELECT entity FROM name WHERE number = m.principal), ?2)"
        " GROUP BY l.meeting, n.entity HAVING count(*) > 1",
        (first_meeting, principal),
    ).fetchall()
    for number, more in twice:
        execute("UPDATE meeting SET parties = parties - ? WHERE number = ?", (more, number))
