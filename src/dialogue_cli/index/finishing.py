"""What is known of meetings and entities only when all names are tied."""

from __future__ import annotations

import json
import sqlite3

from dialogue_cli.index.schema import AGAIN, PRINCIPAL, SEPARATOR


def finish(connection: sqlite3.Connection, first_meeting: int) -> None:
    """Completes an index; the meetings from a number on are new in it."""
    _name_entities(connection)
    _leave_uncounted(connection, first_meeting)
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


def _leave_uncounted(connection: sqlite3.Connection, first_meeting: int) -> None:
    """Finds the links for which a meeting is not counted; a principal is not shown among its partners either."""
    execute = connection.execute
    principal = execute("SELECT value FROM meta WHERE key = 'principal'").fetchone()[0]
    execute(
        "INSERT INTO uncounted SELECT l.name, l.meeting, ?3 FROM name n CROSS JOIN link l ON l.name = n.number"
        " JOIN meeting m ON m.number = l.meeting WHERE n.field = 'partner' AND n.entity IN (SELECT ?1 UNION SELECT"
        " p.entity FROM name p WHERE p.number IN (SELECT principal FROM meeting WHERE principal IS NOT NULL))"
        " AND n.entity = coalesce((SELECT entity FROM name WHERE number = m.principal), ?1) AND l.meeting >= ?2",
        (principal, first_meeting, PRINCIPAL),
    )
    execute(
        "INSERT OR IGNORE INTO uncounted SELECT name, meeting, ?2 FROM (SELECT l.name, l.meeting, row_number() OVER"
        " (PARTITION BY n.field, n.entity, l.meeting ORDER BY l.certain DESC, n.text) AS place"
        " FROM name n CROSS JOIN link l ON l.name = n.number WHERE l.meeting >= ?1 AND (n.field, n.entity) IN"
        " (SELECT field, entity FROM name GROUP BY field, entity HAVING count(*) > 1)) WHERE place > 1",
        (first_meeting, AGAIN),
    )
    _show_no_principal(connection, first_meeting)
    fewer = execute(
        "SELECT count(*), u.meeting FROM uncounted u JOIN name n ON n.number = u.name"
        " WHERE n.field = 'partner' AND u.meeting >= ? GROUP BY u.meeting",
        (first_meeting,),
    ).fetchall()
    connection.executemany("UPDATE meeting SET parties = parties - ? WHERE number = ?", fewer)


def _show_no_principal(connection: sqlite3.Connection, first_meeting: int) -> None:
    """Leaves the principal out of the partners that a line of a meeting shows."""
    rows = connection.execute(
        "SELECT u.meeting, n.text, r.json FROM uncounted u JOIN name n ON n.number = u.name"
        " JOIN record r ON r.meeting = u.meeting WHERE u.why = ? AND u.meeting >= ?",
        (PRINCIPAL, first_meeting),
    ).fetchall()
    same: dict[int, set[str]] = {}
    for number, text, _ in rows:
        same.setdefault(number, set()).add(text)
    shown = [
        (SEPARATOR.join(n for n in json.loads(record).get("partners", ()) if n not in same[number]), number)
        for number, _, record in rows
    ]
    connection.executemany("UPDATE meeting SET partners = ? WHERE number = ?", shown)
