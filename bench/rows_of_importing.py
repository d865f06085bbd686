"""What an import costs: a table of many rows into a new dataset, once more, and a later one into it."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from measure import Effort, in_turn
from workbench import MIB, Bench, Line, seconds_text

_MAPPING = """\
format: 1
dataset: {title: Visits, principal: United States}
id: {columns: [id], prefix: visit-}
title: "Visit of {visitor} of {country}"
kind: visit
date: {column: dates}
partners: {column: country, split: [";", " and "]}
participants: {column: visitor, split: [","], represents: {column: country}}
summary: {column: text}
"""
_COUNTRIES = "Norway Chile Chad Peru Japan Kenya Ghana Nepal Malta Cuba Togo Fiji Oman Qatar Spain Italy".split()
_WORDS = "trade energy fisheries visas water security culture science migration transport health education".split()


def _table(b: Bench, rows: range) -> Path:
    """A table of invented visits, half of them of several days, with the mapping beside it."""
    folder = b.work / "import"
    folder.mkdir(exist_ok=True)
    (folder / "map.yaml").write_text(_MAPPING, "utf-8")
    path = folder / f"{rows.start}-{rows.stop}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("id", "dates", "visitor", "country", "text"))
        for number in rows:
            chance = random.Random(number)
            day, month, year = chance.randint(1, 20), chance.randint(1, 12), chance.randint(1950, 2024)
            dates = f"{day}-{day + chance.randint(1, 8)}/{month}/{year}" if number % 2 else f"{day + 8}/{month}/{year}"
            people = ", ".join(f"Minister {chance.choice('ABCDEF')}{chance.randint(1, 9999)}" for _ in range(2))
            text = "Talks on " + ", ".join(chance.choices(_WORDS, k=25)) + "."
            out.writerow((number, dates, people, chance.choice(_COUNTRIES), text))
    return path


def importing(b: Bench) -> Iterator[Line]:
    """A table into a new dataset, the same once more, and another one into it."""
    count = 500 if b.quick else 25_000
    first, later = _table(b, range(count)), _table(b, range(count, 2 * count))
    data = first.with_name("new.yaml")
    call = b.tool("import", str(first), "--map", str(first.with_name("map.yaml")), "--day-first", data=data)
    effort = Effort(1, 2, 2) if b.quick else Effort(3, 3, 60)
    new = replace(call, label="import", before=lambda: data.unlink(missing_ok=True))
    (taken,) = in_turn([new], b.out, effort, warm=False)
    work = f"`import` of {count:,} rows into a new dataset"
    yield Line(work, seconds_text(taken.seconds), bar="≤ 20 s", met=b.met(taken.seconds <= 20))
    yield b.memory(f"{work}: peak memory", taken, 300 * MIB)
    (again,) = in_turn([replace(call, label="import again")], b.out, effort, warm=False)
    yield Line("the same once more: nothing is added", seconds_text(again.seconds))
    text = data.read_bytes()
    other = b.tool("import", str(later), "--map", str(first.with_name("map.yaml")), "--day-first", data=data)
    (more,) = in_turn(
        [replace(other, label="import more", before=lambda: data.write_bytes(text) and None)], b.out, effort, warm=False
    )
    work = f"{count:,} other rows into these"
    yield Line(work, seconds_text(more.seconds), bar="≤ 20 s", met=b.met(more.seconds <= 20))
    yield b.memory(f"{work}: peak memory", more, 300 * MIB)
