"""What has changed in the files of an index: which of their parts stay, and what the others had brought."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from dialogue_cli.dataset.fields import SECTIONS
from dialogue_cli.index.forgetting import forget
from dialogue_cli.index.intake import Plan
from dialogue_cli.index.schema import ENTRIES, stored


class Changes:
    """Takes out of a database what some files have no longer; `gone` names those that are no longer there.

    `plans` has the others, each with the numbers of the parts that stay, by their place in the file as it is now.
    """

    def __init__(self, connection: sqlite3.Connection, plans: Sequence[Plan], gone: Sequence[str]) -> None:
        self._execute = connection.execute
        self.plans: list[tuple[Plan, dict[int, int]]] = []
        lost = [number for name in gone for number, *_ in self._parts(name)]
        is_moved = False
        for plan in map(self._as_before, plans):
            known = self._parts(_name(plan.file))
            kept = _kept(plan, known)
            staying = set(kept.values())
            lost += [number for number, *_ in known if number not in staying]
            is_moved |= [number for number, *_ in known if number in staying] != list(kept.values())
            self.plans.append((plan, kept))
        is_touched = is_moved or any(self._has_entries(number) for number in lost)
        self._before = self._vocabulary() if is_touched else None
        self.loose = forget(connection, lost)
        """The numbers of names that perhaps no meeting bears any more."""
        connection.executemany(
            "DELETE FROM file WHERE name = ?", [(name,) for name in (*gone, *(_name(plan.file) for plan in plans))]
        )
        self.size = sum(plan.left(kept) for plan, kept in self.plans)
        """How many bytes are to be read."""

    def sections(self, first_part: int) -> set[str]:
        """The sections besides the meetings that have changed, once the parts from a number on are taken in."""
        if self._before is None:
            rows = self._execute("SELECT DISTINCT section FROM entry WHERE part >= ?", (first_part,))
            return {section for (section,) in rows}
        now = self._vocabulary()
        return {section for section in SECTIONS if self._before[section] != now[section]}

    def _as_before(self, plan: Plan) -> Plan:
        """The plan of a file, which is read whole if it had to be."""
        row = self._execute("SELECT whole FROM file WHERE name = ?", (_name(plan.file),)).fetchone()
        return plan._replace(survey=None, is_doubtful=True) if row and row[0] else plan

    def _parts(self, name: str) -> list[tuple[int, str, str]]:
        """Number, section and SHA-256 of the parts of a file, in their order."""
        return self._execute(
            "SELECT p.number, p.section, p.sha256 FROM file f JOIN part p ON p.file = f.number WHERE f.name = ?"
            " ORDER BY p.place",
            (name,),
        ).fetchall()

    def _has_entries(self, part: int) -> bool:
        return self._execute("SELECT 1 FROM entry WHERE part = ? LIMIT 1", (part,)).fetchone() is not None

    def _vocabulary(self) -> dict[str, bytes]:
        """A digest of the entries of each section, in their order."""
        found: dict[str, bytes] = {}
        for section in SECTIONS:
            digest = hashlib.sha256()
            for (record,) in self._execute(ENTRIES, (section,)):
                # No JSON of the index has a line end.
                digest.update(f"{record}\n".encode("utf-8", "surrogatepass"))
            found[section] = digest.digest()
        return found


def _name(file: Path) -> str:
    return stored(file.name)


def _kept(plan: Plan, known: Sequence[tuple[int, str, str]]) -> dict[int, int]:
    """The numbers of the parts that are as they were, by their place now. Of equal ones each stays once."""
    if not plan.survey:
        return {}
    numbers: dict[tuple[str, str], list[int]] = {}
    for number, *of_part in reversed(known):
        section, digest = of_part
        numbers.setdefault((section, digest), []).append(number)
    kept: dict[int, int] = {}
    for place, part in enumerate(plan.survey.parts):
        if same := numbers.get((part.section, part.digest)):
            kept[place] = same.pop()
    return kept
