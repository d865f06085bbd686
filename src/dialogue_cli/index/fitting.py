"""Whether what the parts of all files have brought fits together.

What is wrong is not said here: for that, everything is read in order.
"""

from __future__ import annotations

import sqlite3

from dialogue_cli.index.batch import SECTION, UNKNOWN

# Each finds something only where a dataset has an error, or was cut where it must not be.
_MISFITS = (
    # An id, or the description of the dataset, that is there twice.
    f"SELECT 1 FROM defined WHERE kind NOT IN ('{SECTION}', '{UNKNOWN}') GROUP BY kind, id HAVING count(*) > 1",
    # A section that begins twice in a file.
    f"SELECT 1 FROM defined d JOIN part p ON p.number = d.part WHERE d.kind = '{SECTION}'"
    " GROUP BY p.file, d.id HAVING count(*) > 1",
    # A reference that leads nowhere.
    "SELECT 1 FROM (SELECT DISTINCT id FROM wanted WHERE kind = 'meeting') WHERE id NOT IN (SELECT id FROM meeting)",
    "SELECT 1 FROM (SELECT DISTINCT id FROM wanted WHERE kind = 'source')"
    " WHERE id NOT IN (SELECT id FROM defined WHERE kind = 'source')",
    # A dataset without the section of meetings.
    f"SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM defined WHERE kind = '{SECTION}' AND id = 'meetings')",
    # A file in which that section is empty, and another holds them perhaps.
    f"SELECT 1 FROM (SELECT DISTINCT p.file FROM defined d JOIN part p ON p.number = d.part WHERE d.kind = '{UNKNOWN}')"
    " JOIN part q USING (file) JOIN defined e ON e.part = q.number"
    f" WHERE e.kind = '{SECTION}' AND e.id = 'meetings' AND NOT EXISTS"
    " (SELECT 1 FROM part r JOIN meeting m ON m.part = r.number WHERE r.file = q.file)",
    # A part that does not go on where the one before it ends.
    "SELECT 1 FROM part p LEFT JOIN part b ON b.file = p.file AND b.place = p.place - 1 WHERE p.place > 0"
    " AND (b.open_section, b.open_at) IS NOT (p.section, p.at)",
)


def fits(connection: sqlite3.Connection) -> bool:
    """Whether nothing is wrong between the parts."""
    return not any(connection.execute(f"{sql} LIMIT 1").fetchone() for sql in _MISFITS)
