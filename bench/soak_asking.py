"""The steps of a soak that only ask: a random question, and the answer compared with that of the oracle."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from contextlib import closing
from datetime import date

import yaml

from soak_calls import Bench, Done
from soak_oracle import Asked, Collection, Record, counted, span, values_of
from soak_world import WORDS

_PERIODS = ("2024", "2025-03", "2026-06-15", "2019-11", "2021")


def a_filter(bench: Bench, now: Collection) -> Asked:
    """A random filter of names that the records have."""
    chance = bench.chance
    found: dict[str, tuple[str, ...]] = {}
    for field in chance.sample(Asked._fields[:8], chance.choice((0, 1, 1, 1, 2))):
        values = now.values(field)
        found[field] = tuple(chance.sample(values, min(len(values), chance.choice((1, 1, 2)))))
    on = chance.choice(_PERIODS) if chance.random() < 0.3 else ""
    return Asked(**found, on=on, certain=chance.random() < 0.2)


def _ids(records: list[Record]) -> list[str]:
    return [record["id"] for record in records]


def _must_find(done: Done, found: list[str], records: list[Record]) -> None:
    done.must_end(0 if records else 1)
    done.must_be(found, _ids(records), "ids")


def lists(bench: Bench) -> None:
    """Which meetings, in which order."""
    now = bench.now
    asked = a_filter(bench, now)
    command = bench.chance.choice([["list"], ["timeline"], ["export", "ids"]])
    done = bench.call(*command, *asked.arguments(), *([] if command[0] == "export" else ["-f", "ids"]))
    _must_find(done, done.out.splitlines(), now.find(asked))


def limits(bench: Bench) -> None:
    """The first few of them, forwards or backwards, and tables for a person."""
    now = bench.now
    asked, limit = a_filter(bench, now), bench.chance.randint(1, 5)
    done = bench.call("list", *asked.arguments(), "-n", str(limit), "-f", "ids")
    _must_find(done, done.out.splitlines(), now.find(asked)[:limit])
    # All of them are not shown unasked.
    kind = bench.chance.choice(["list", "timeline", "show"] if asked.arguments() else ["list", "timeline"])
    bench.call(kind, *asked.arguments(), "-f", "table").must_end(0 if now.find(asked) else 1)


def counts(bench: Bench) -> None:
    """How many, in all and of each value."""
    now = bench.now
    asked = a_filter(bench, now)
    records = now.find(asked)
    done = bench.call("count", *asked.arguments())
    done.must_be(done.out.strip(), str(len(records)), "count")
    field = bench.chance.choice(["year", "partner", "topic", "instrument", "series", "kind", "status", "person"])
    done = bench.call("count", "--by", field, *asked.arguments(), "-f", "json")
    done.must_end(0 if records else 1)
    # A year in which there was nothing has a row where it lies between two others.
    rows = {now.name(field, str(row[field] or "")): row["count"] for row in json.loads(done.out) if row["count"]}
    done.must_be(rows, counted(now, records, field, certain=asked.certain), f"counts by {field}")


def _cells(done: Done) -> list[list[str]]:
    return [line.split("\t") for line in done.out.splitlines()]


def names(bench: Bench) -> None:
    """The names there are, with the number of meetings."""
    command, field = bench.chance.choice(
        [("people", "person"), ("partners", "partner"), ("topics", "topic"), ("instruments", "instrument")]
    )
    now = bench.now
    asked = a_filter(bench, now)
    done = bench.call(command, *asked.arguments(), "-q", "-f", "tsv")
    rows = {
        now.name(field, row[0]): int(row[1])
        for row in (line.split("\t") for line in done.out.splitlines())
        if row[1] != "0"
    }
    wanted = {
        name: count for name, count in counted(now, now.find(asked), field, certain=asked.certain).items() if name
    }
    if field == "partner":
        rows.pop(now.principal, None)
    done.must_be(rows, wanted, command)
    bench.call("places", *asked.arguments()).must_end(0, 1)


def shows(bench: Bench) -> None:
    """All about one meeting."""
    record = bench.chance.choice(bench.now.meetings)
    done = bench.call("show", record["id"], "-f", "json")
    done.must_end(0)
    found = json.loads(done.out)[0]
    wanted = {key: value for key, value in record.items() if key not in ("evidence", "ordinal")}
    found = {key: value for key, value in found.items() if key in wanted}
    done.must_be(found, wanted, "record")
    bench.call("show", "--evidence", record["id"]).must_end(0)


def searches(bench: Bench) -> None:
    """What speaks of words."""
    chance, now = bench.chance, bench.now
    first, second = chance.sample(WORDS, 2)
    said = {record["id"]: f"{record['title']} {record.get('summary', '')}" for record in now.meetings}
    has = {word: {one for one, text in said.items() if word in text} for word in (first, second)}
    asked, wanted = chance.choice(
        [
            ([first], has[first]),
            ([first, second], has[first] & has[second]),
            ([first, "OR", second], has[first] | has[second]),
            ([first, "NOT", second], has[first] - has[second]),
        ]
    )
    done = bench.call("search", *asked, "-f", "ids")
    if has[first] and has[second] and wanted:
        done.must_be(sorted(done.out.splitlines()), sorted(wanted), "found")
    bench.call("search", *asked, "-f", chance.choice(["json", "table", "tsv", "csv"])).must_end(0, 1)


def documents(bench: Bench) -> None:
    """The documents, what of them is accounted for, and the series."""
    now = bench.now
    done = bench.call("sources", "-f", "ids")
    done.must_be(sorted(done.out.splitlines()), sorted(one["id"] for one in now.data["sources"]), "sources")
    source = bench.chance.choice(now.data["sources"])["id"]
    done = bench.call("sources", "--coverage", source, "-f", "json")
    done.must_end(0)
    done.must("Tuesday" in done.out, "a sentence of the document is not there")
    done = bench.call("series", "-f", "json")
    rows = {row["name"]: sum("id" in one for one in row["rounds"]) for row in json.loads(done.out) if row["rounds"]}
    done.must_be(rows, {name: n for name, n in counted(now, now.meetings, "series").items() if name}, "series")


def briefs(bench: Bench) -> None:
    """A note has every meeting that it is asked for."""
    now = bench.now
    asked = a_filter(bench, now)
    records = now.find(asked)
    done = bench.call("brief", *asked.arguments())
    done.must_end(0 if records else 1)
    done.must(not records or f"covers {len(records)} meeting" in done.out, "another number of meetings")
    if len(records) <= 10:
        done.must(all(record["id"] in done.out for record in records), "a meeting is not there")


def checks(bench: Bench) -> None:
    """There is no error in what the soak has made."""
    done = bench.call("check", *bench.chance.choice([[], ["--strict"]]), "-f", "json")
    errors = [problem for problem in json.loads(done.out or "[]") if problem["severity"] == "error"]
    done.must_be(errors, [], "errors")
    bench.call("check", "-f", bench.chance.choice(["text", "github", "jsonl"])).must_end(0, 1)


def mistakes(bench: Bench) -> None:
    """What is wrong is refused, and what is not there is not found."""
    arguments, status = bench.chance.choice(
        [
            (["list", "--on", "2025-13"], 2),
            (["list", "--no-such-option"], 2),
            (["show", "zzz-qqq-none"], 1),
            (["list", "--topic", "xqzvwk"], 1),
            (["rename", "topic", "xqzvwk", "other"], 2),
            (["quote", "doc-0", "words that nobody has written there"], 1),
            (["add", "--json", "-"], 2),
            (["edit", "zzz-qqq-none", "--editor", "true"], 2),
            (["export", "nosuchformat"], 2),
            (["import", "not-there.csv", "--map", "not-there.yaml"], 2),
        ]
    )
    done = bench.call(*arguments, stdin='{"titel": 3')
    done.must_end(status)
    done.must(bool(done.err.strip()), "nothing was said")


def exports(bench: Bench) -> None:
    """The collection in each format, read back as far as the format can be."""
    now = bench.now
    asked = a_filter(bench, now)
    records = now.find(asked)
    name = bench.chance.choice(list(_READ))
    done = bench.call("export", name, *asked.arguments())
    if name == "ics":
        known = [record for record in records if _has_days(record)]
        done.must_be(done.out.count("BEGIN:VEVENT"), len(known), "events")
        return
    done.must_end(0 if records else 1)
    if records:
        _READ[name](done, records)


def databases(bench: Bench) -> None:
    """The collection as a database has every meeting."""
    out = bench.folder.parent / "out.sqlite"
    now = bench.now
    done = bench.call("export", "sqlite", "-o", str(out), "--force")
    done.must_end(0)
    with closing(sqlite3.connect(out)) as connection:
        found = [row[0] for row in connection.execute("SELECT id FROM meetings")]
        topics = connection.execute("SELECT count(*) FROM meeting_topics").fetchone()[0]
    done.must_be(sorted(found), sorted(_ids(now.meetings)), "rows")
    done.must_be(topics, sum(len(record.get("topics", ())) for record in now.meetings), "topics")


def _has_days(record: Record) -> bool:
    when = span(record.get("date", ""))
    return when is not None and date.min < when.first and when.last < date.max and (when.is_each or when[0] == when[1])


def _titles(done: Done, records: list[Record]) -> None:
    done.must(all(record["id"] in done.out for record in records), "a meeting is not there")


def _json(done: Done, records: list[Record]) -> None:
    found = json.loads(done.out)
    done.must_be([one["id"] for one in found], _ids(records), "ids")
    done.must_be([values_of(one, "topic") for one in found], [values_of(one, "topic") for one in records], "topics")


def _lines(done: Done, records: list[Record]) -> None:
    done.must_be([json.loads(line)["id"] for line in done.out.splitlines()], _ids(records), "ids")


def _yaml(done: Done, records: list[Record]) -> None:
    found = yaml.load(done.out, yaml.BaseLoader)["meetings"]
    # The status is written in any case.
    wanted = {one["id"]: {"status": "held"} | one for one in records}
    done.must_be({one["id"]: one for one in found}, wanted, "records")


def _csv(done: Done, records: list[Record]) -> None:
    done.must_be([row[0] for row in list(csv.reader(io.StringIO(done.out)))[1:]], _ids(records), "ids")


def _tsv(done: Done, records: list[Record]) -> None:
    done.must_be([line.split("\t")[0] for line in done.out.splitlines()], _ids(records), "ids")


def _svg(done: Done, records: list[Record]) -> None:
    ElementTree.fromstring(done.out)


def _html(done: Done, records: list[Record]) -> None:
    done.must(done.out.startswith("<!DOCTYPE html>") and done.out.rstrip().endswith("</html>"), "no whole page")


_READ: dict[str, Callable[[Done, list[Record]], None]] = {
    "json": _json,
    "jsonl": _lines,
    "yaml": _yaml,
    "csv": _csv,
    "tsv": _tsv,
    "markdown": lambda done, records: done.must(all(one["title"].split()[1] in done.out for one in records), "a title"),
    "svg": _svg,
    "html": _html,
    "ics": lambda done, records: None,
}
ASKING = (
    lists,
    lists,
    limits,
    counts,
    counts,
    names,
    shows,
    searches,
    documents,
    briefs,
    checks,
    mistakes,
    exports,
    exports,
    databases,
)
