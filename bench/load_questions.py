"""What the callers of a load ask, and whether an answer is that of one version: by a plain reading of the records."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import generate
from load_versions import ADDED, MARKS, TOPIC, WORD, Version, topic_of

Judge = Callable[[str, Version], bool]
"""Whether an output is the answer that a version gives."""
_LIBRARY = """
import json, sys
from dialogue_cli import Query, open_archive
with open_archive(sys.argv[1]) as archive:
    for _ in range(5):
        found = archive.find(Query(topic=(sys.argv[2], sys.argv[3])))
        print(json.dumps([len(archive), [[match.id, match.meeting.title] for match in found]]))
"""


class Question(NamedTuple):
    """The arguments of `dialogue`, or a program for Python; and the judge of the answer."""

    arguments: list[str]
    judge: Judge
    library: str = ""


class Facts:
    """What a plain reading of the records gives, as far as it is asked for."""

    def __init__(self, records: list[generate.Record], chance: random.Random) -> None:
        self.count = len(records)
        self.statuses = Counter(record.get("status", "held") for record in records)
        self.shown = chance.sample(records, min(200, len(records)))
        grouped = {n for p in generate.World(1).parties if p.members for n in (p.name, *p.members)}
        parties = Counter(name for record in records for name in set(record["partners"]) - grouped)
        self.parties = [name for name, count in parties.items() if count <= 60]
        self.meetings_with = self._ids(records, self.parties, lambda record: record["partners"])
        words = [_words(record) for record in records]
        seen = Counter(word for found in words for word in found)
        self.pairs = [found for found in (sorted(w for w in ws if seen[w] <= 5) for ws in words) if len(found) >= 2]
        wanted = {word for pair in self.pairs for word in pair[:2]}
        self.meetings_saying = self._ids(records, list(wanted), _words)

    @staticmethod
    def _ids(
        records: list[generate.Record], names: list[str], of: Callable[[generate.Record], Any]
    ) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {name: set() for name in names}
        for record in records:
            for name in of(record):
                if name in found:
                    found[name].add(record["id"])
        return found


def _words(record: generate.Record) -> set[str]:
    """The invented names in a summary: capitalised, and not at the beginning of a sentence."""
    return set(re.findall(r"(?<=[a-z] )[A-Z][a-z]+", record["summary"]))


def _marks(version: Version) -> list[list[str]]:
    return sorted([identifier, f"Mark {topic_of(version.number)}"] for identifier in MARKS)


def _added(version: Version) -> list[list[str]]:
    return [[f"load-added-{n}", f"Added {n}"] for n in range(1, version.added + 1)]


def _rows(out: str) -> list[list[str]]:
    return [line.split("\t") for line in out.splitlines()]


def _objects(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def of_marks(chance: random.Random) -> Question:
    """A question of which the answer tells the version."""
    both = ["--topic", TOPIC, "--topic", ADDED]
    columns = ["-F", "id,title"]

    def rows(out: str, version: Version) -> bool:
        return sorted(_rows(out)) == sorted(_marks(version) + _added(version))

    def objects(out: str, version: Version) -> bool:
        return sorted([o["id"], o["title"]] for o in _objects(out)) == sorted(_marks(version) + _added(version))

    def only_marks(out: str, version: Version) -> bool:
        return sorted(_rows(out)) == _marks(version)

    def shown(out: str, version: Version) -> bool:
        wanted = [TOPIC, topic_of(version.number)]
        found = _objects(out)
        return sorted([o["id"], o["title"]] for o in found) == _marks(version) and all(
            o["topics"] == wanted for o in found
        )

    def counted(out: str, version: Version) -> bool:
        wanted = {TOPIC: 3, topic_of(version.number): 3}
        return {name: int(count) for name, count in _rows(out)} == wanted

    def from_library(out: str, version: Version) -> bool:
        return all(
            sorted(found) == sorted(_marks(version) + _added(version)) for _, found in map(json.loads, out.splitlines())
        )

    return chance.choice(
        [
            Question(["list", *both, *columns], rows),
            Question(["timeline", *both, *columns], rows),
            Question(["search", WORD, *columns], only_marks),
            Question(["count", "--by", "topic", "--topic", TOPIC], counted),
            Question(["show", *MARKS, "-f", "jsonl"], shown),
            Question(["export", "jsonl", *both], objects),
            Question([TOPIC, ADDED], from_library, _LIBRARY),
        ]
    )


def of_records(chance: random.Random, facts: Facts) -> Question:
    """A question of which every version gives the same answer, but for the marks and what was added."""
    kind = chance.choice(["partner", "words", "show", "total", "status", "all"])
    if kind == "partner":
        name = chance.choice(facts.parties)
        return Question(["list", "-p", name, "--exact", "-f", "ids"], _same_ids(facts.meetings_with[name]))
    if kind == "words":
        first, second = chance.choice(facts.pairs)[:2]
        wanted = facts.meetings_saying[first] & facts.meetings_saying[second]
        return Question(["search", f'"{first}" "{second}"', "-f", "ids"], _same_ids(wanted))
    if kind == "show":
        record = chance.choice(facts.shown)
        return Question(["show", record["id"], "-f", "jsonl"], lambda out, _: _is_record(out, record))
    if kind == "status":
        return Question(["count", "--by", "status"], lambda out, version: _are_statuses(out, facts, version))
    if kind == "all":
        return Question(["list", "-f", "ids"], lambda out, v: len(set(out.splitlines())) == _total(facts, v))
    return Question(["count"], lambda out, version: out.strip() == str(_total(facts, version)))


def _same_ids(wanted: set[str]) -> Judge:
    return lambda out, _: sorted(out.splitlines()) == sorted(wanted)


def _total(facts: Facts, version: Version) -> int:
    return facts.count + len(MARKS) + version.added


def _is_record(out: str, record: generate.Record) -> bool:
    found = _objects(out)
    keys = ("id", "title", "partners", "topics", "summary", "date", "outcomes")
    return len(found) == 1 and all(found[0].get(key) == record.get(key) for key in keys)


def _are_statuses(out: str, facts: Facts, version: Version) -> bool:
    wanted = facts.statuses + Counter(held=len(MARKS) + version.added)
    return {name: int(count) for name, count in _rows(out)} == dict(wanted)
