"""Datasets of any size, alike for a size and a seed: `python bench/generate.py N OUT.yaml`.

Records are made and written one at a time, in the order of time. The same records can be written for
other programs too (`--also`), with a few facts about them that a benchmark needs (`facts.json`).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate, chain, islice
from pathlib import Path
from typing import Any, Generic, TypeVar

import vocabulary as words
from peers import SINKS

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2026, 12, 31)
# When the collection was made: what lies later is planned.
COLLECTED = date(2025, 6, 30)
PRINCIPAL = "European Union"
ORGANISATIONS, PEOPLE, KNOWN_PEOPLE, RARE_WORDS = 800, 20_000, 300, 12_000
WIDTH = 112

Record = dict[str, Any]
T = TypeVar("T")


class Zipf(Generic[T]):
    """Things of which the n-th is drawn in proportion to 1/n."""

    def __init__(self, things: Sequence[T]) -> None:
        self.things = things
        self._weights = list(accumulate(1 / n for n in range(1, len(things) + 1)))

    def draw(self, chance: random.Random, count: int) -> list[T]:
        """So many of them, some possibly twice."""
        return chance.choices(self.things, cum_weights=self._weights, k=count)

    def one(self, chance: random.Random) -> T:
        """One of them."""
        return self.draw(chance, 1)[0]

    def unlike(self, chance: random.Random, count: int) -> list[T]:
        """So many of them, each once."""
        found: dict[T, None] = {}
        while len(found) < count:
            found.update(dict.fromkeys(self.draw(chance, count - len(found))))
        return list(found)


@dataclass(frozen=True)
class Format:
    """A recurring format of meetings with one party."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True)
class Party:
    """A country, a group or an organisation."""

    name: str
    code: str = ""
    capital: str = ""
    members: tuple[str, ...] = ()
    formats: Zipf[Format] | None = field(default=None, compare=False)


def slug(text: str) -> str:
    """A text as part of an id."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain))


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th …"""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


class World:
    """All that records are made of, for a seed."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(f"world {seed}")
        names = {code: name for code, name, _ in words.COUNTRIES}
        states = [self._party(chance, name, code, capital) for code, name, capital in words.COUNTRIES]
        groups = [
            self._party(chance, name, members=tuple(names[code] for code in codes))
            for name, codes in words.GROUPS.items()
        ]
        parties = [*states, *groups]
        chance.shuffle(parties)
        self.parties: list[Party] = [*parties, *(Party(name) for name in self._organisations(chance))]
        self.party = Zipf(self.parties)
        topics = [f"{area} {noun}" for area in words.TOPIC_AREAS for noun in words.TOPIC_NOUNS]
        chance.shuffle(topics)
        self.topics = [*words.TOPICS, *topics]
        self.topic = Zipf(self.topics)
        self.instrument = Zipf(words.INSTRUMENTS)
        people = [f"{first} {last}" for first in words.FIRST_NAMES for last in words.LAST_NAMES]
        chance.shuffle(people)
        self.people = people[:PEOPLE]
        self.person = Zipf(self.people)
        compounds = [start + end for start in words.WORD_STARTS for end in words.WORD_ENDS]
        chance.shuffle(compounds)
        self.word = Zipf([*words.COMMON_WORDS, *compounds])
        rare = [a + b + c for a in words.NAME_STARTS for b in words.NAME_MIDDLES for c in words.NAME_ENDS]
        self.rare = chance.sample(rare, RARE_WORDS)
        self.cities = [party.capital for party in states]

    @staticmethod
    def _party(
        chance: random.Random, name: str, code: str = "", capital: str = "", members: tuple[str, ...] = ()
    ) -> Party:
        kinds = dict(zip(words.DIALOGUES, words.KINDS, strict=True))
        chosen = chance.sample(words.DIALOGUES, chance.randint(3, 9))
        formats = [Format(slug(f"EU {name} {d}"), f"EU-{name} {d}", kinds[d]) for d in chosen]
        return Party(name, code, capital, members, Zipf(formats))

    @staticmethod
    def _organisations(chance: random.Random) -> list[str]:
        parts = words.ORGANISATION_SCOPES, words.ORGANISATION_SUBJECTS, words.ORGANISATION_KINDS
        names = [f"{scope} {subject} {kind}" for scope in parts[0] for subject in parts[1] for kind in parts[2]]
        return chance.sample(names, ORGANISATIONS)


def day_of(number: int, count: int) -> date:
    """About when the meeting of a number took place: the later, the more of them."""
    return FIRST_DAY + (LAST_DAY - FIRST_DAY) * float(((number + 0.5) / count) ** 0.6)


def source_of(number: int) -> str:
    """The id of the document that reports the meeting of a number, two meetings a document."""
    return f"eu-press-{number // 2 + 1}"


def sources(count: int, seed: int) -> Iterator[Record]:
    """The documents that the meetings quote."""
    chance = random.Random(f"sources {seed}")
    for number in range(1, count + 1, 2):
        published = min(day_of(number, count) + timedelta(days=3), COLLECTED)
        yield {
            "id": source_of(number - 1),
            "url": f"https://press.example/{published.year}/{number}",
            "publisher": chance.choice(words.PUBLISHERS),
            "published": published.isoformat(),
        }


class Author:
    """Writes the meetings of a world, one after the other."""

    def __init__(self, world: World, count: int, seed: int) -> None:
        self.world = world
        self.count = count
        self.chance = random.Random(f"meetings {seed}")
        self.rounds: dict[str, tuple[int, str]] = {}
        self.previous = ""

    def meetings(self) -> Iterator[Record]:
        """All of them."""
        for number in range(self.count):
            record = self._meeting(number)
            self.previous = record["id"]
            yield record

    def _meeting(self, number: int) -> Record:
        chance, world, day = self.chance, self.world, day_of(number, self.count)
        party = world.party.one(chance)
        topics = world.topic.unlike(chance, chance.choices((1, 2, 3, 4, 6), (2, 4, 4, 2, 1))[0])
        record: Record = {"id": "", "title": ""}
        earlier = self._occasion(record, number, day, party, topics)
        status = self._status(day)
        if status != "held":
            record["status"] = status
        when = self._date(day, status)
        if when:
            record["date"] = when
        place = self._place(party)
        if place:
            record["place"] = place
        others = world.party.unlike(chance, chance.choices(range(5), (72, 16, 7, 3, 2))[0])
        record["partners"] = list(dict.fromkeys([party.name, *(other.name for other in others)]))
        record["participants"] = self._participants(record["partners"])
        record["topics"] = topics
        if chance.random() < 0.35:
            record["instruments"] = world.instrument.unlike(chance, chance.randint(1, 2))
        record["summary"] = " ".join(self._sentence() for _ in range(chance.randint(2, 4)))
        outcomes = [self._outcome(topics) for _ in range(chance.choices((0, 1, 2), (4, 4, 2))[0])]
        if outcomes:
            record["outcomes"] = outcomes
        if earlier:
            record["related"] = [{"id": earlier, "relation": "previous"}]
        elif self.previous and chance.random() < 0.1:
            record["related"] = [{"id": self.previous, "relation": chance.choice(words.RELATIONS)}]
        record["evidence"] = self._evidence(record, number)
        return record

    def _occasion(self, record: Record, number: int, day: date, party: Party, topics: list[str]) -> str:
        """Fills in what the meeting is; gives the id of the round before it, if it is one of a series."""
        chance = self.chance
        if party.formats is None or chance.random() < 0.3:
            kind = chance.choice(words.SINGLE_KINDS)
            record["id"] = f"{kind}-{slug(party.name)}-{day.year}-{number + 1}"
            record["title"] = f"{kind.capitalize()} on {chance.choice(topics)}: {party.name} and the European Union"
            record["kind"] = kind
            return ""
        series = party.formats.one(chance)
        last, earlier = self.rounds.get(series.id, (0, ""))
        record["id"] = f"{series.id}-{last + 1}"
        record["title"] = f"{ordinal(last + 1)} {series.name}"
        record |= {"series": series.id, "ordinal": last + 1, "kind": series.kind}
        self.rounds[series.id] = last + 1, record["id"]
        return earlier if chance.random() < 0.5 else ""

    def _status(self, day: date) -> str:
        if day > COLLECTED:
            return self.chance.choices(("planned", "agreed"), (9, 1))[0]
        return self.chance.choices(("held", "cancelled", "postponed", "agreed"), (950, 20, 20, 10))[0]

    def _date(self, day: date, status: str) -> str:
        """A date as exact as a source may support it; empty when it is unknown."""
        shape = self.chance.choices(
            ("day", "span", "month", "window", "up to", "from", "year", "digits", "uncertain", ""),
            (700, 90, 60, 45, 15, 10, 10, 5, 25, 40),
        )[0]
        if status == "agreed":
            return ""
        if status == "planned" and shape != "day":
            return f"[{day}..]"
        later = day + timedelta(days=self.chance.randint(1, 3 if shape == "span" else 40))
        texts = {
            "day": f"{day}",
            "span": f"{day}/{later}",
            "month": f"{day:%Y-%m}",
            "window": f"[{day}..{later}]",
            "up to": f"[..{later}]",
            "from": f"[{day}..]",
            "year": f"{day.year}",
            "digits": f"{day:%Y-%m}-XX",
            "uncertain": f"{day}{self.chance.choice('?~%')}",
        }
        return texts.get(shape, "")

    def _place(self, party: Party) -> Record:
        where = self.chance.random()
        if where < 0.15:
            return {}
        if where < 0.5 and party.capital:
            return {"city": party.capital, "country": party.name} if where < 0.3 else {"city": party.capital}
        return {"city": self.chance.choice(self.world.cities if where > 0.95 else words.VENUES)}

    def _participants(self, partners: list[str]) -> list[Record]:
        chance, found = self.chance, []
        for i, name in enumerate(self.world.person.unlike(chance, chance.choices((2, 3, 4, 6), (4, 3, 2, 1))[0])):
            ours = i % 2 == 0
            person: Record = {} if chance.random() < 0.04 else {"name": name}
            person["role"] = chance.choice(words.EU_ROLES if ours else words.ROLES)
            person["represents"] = PRINCIPAL if ours else chance.choice(partners)
            if i < 2 and chance.random() < 0.5:
                person["capacity"] = "co-chair"
            if chance.random() < 0.02:
                person["certainty"] = "possible"
            found.append(person)
        return list({person.get("name", person["role"]): person for person in found}.values())

    def _sentence(self) -> str:
        chance = self.chance
        said = self.world.word.draw(chance, chance.randint(7, 15))
        if chance.random() < 0.22:
            said.insert(chance.randint(1, len(said)), chance.choice(self.world.rare))
        said[0] = said[0][0].upper() + said[0][1:]
        return " ".join(said) + "."

    def _outcome(self, topics: list[str]) -> str:
        verb = self.chance.choice(("agreed", "adopted", "launched", "extended", "reviewed"))
        said = " ".join(self.world.word.draw(self.chance, 6))
        return f"A {self.chance.choice(('roadmap', 'work plan', 'declaration'))} on {topics[0]} was {verb}, {said}."

    def _evidence(self, record: Record, number: int) -> list[Record]:
        source, partner = source_of(number), record["partners"][0]
        quotes: list[Record] = []
        if "date" in record:
            proven = [name for name in ("date", "place", "status") if name in record]
            where = f" in {record['place']['city']}" if "place" in record else ""
            day = f"on {day_of(number, self.count):%d %B %Y}".replace("on 0", "on ")
            quotes.append({"source": source, "exact": f"{record['kind']} held{where} {day}", "supports": proven})
        about = record["topics"][0]
        said = record["summary"].partition(".")[0]
        supports = [f"partners.{partner}", f"topics.{about}", "summary"]
        quotes.append({"source": source, "exact": f"{said}, with {partner}, on {about}", "supports": supports})
        return quotes


_PLAIN = re.compile(r"[^\W_](?:[\w .+/’'()-]*[\w.+)])?")
_GUESSED = frozenset("y n yes no on off true false null".split())


def scalar(text: object) -> str:
    """A value in YAML, in quotes only where it needs them."""
    text = str(text)
    if _PLAIN.fullmatch(text) and text.lower() not in _GUESSED:
        return text
    return json.dumps(text, ensure_ascii=False)


def _flow(record: Record) -> str:
    parts = (f"{key}: {_list(v) if isinstance(v, (list, tuple)) else scalar(v)}" for key, v in record.items())
    return f"{{{', '.join(parts)}}}"


def _list(items: Iterable[object]) -> str:
    return f"[{', '.join(map(scalar, items))}]"


def _wrapped(pieces: Iterable[str], indent: str) -> str:
    lines, line = [], indent
    for piece in pieces:
        if len(line) + len(piece) >= WIDTH and line != indent:
            lines.append(line.rstrip(" "))
            line = indent
        line += piece + " "
    return "\n".join([*lines, line.rstrip(" ")])


def _text(key: str, text: str, lead: str) -> str:
    """A text, folded over several lines when it is long."""
    if len(lead) + len(key) + len(text) < WIDTH:
        return f"{lead}{key}: {scalar(text)}\n"
    indent = " " * (len(lead) + 2)
    return f"{lead}{key}: >-\n{_wrapped(text.split(' '), indent)}\n"


def _field(key: str, value: Any) -> str:
    if isinstance(value, dict):
        return f"  {key}: {_flow(value)}\n"
    if not isinstance(value, list):
        return _text(key, value, "  ") if isinstance(value, str) else f"  {key}: {value}\n"
    if key == "evidence":
        return "  evidence:\n" + "".join(
            f"  - source: {quote['source']}\n"
            + _text("exact", quote["exact"], "    ")
            + f"    supports: {_list(quote['supports'])}\n"
            for quote in value
        )
    if key in ("participants", "related"):
        return f"  {key}:\n" + "".join(f"  - {_flow(item)}\n" for item in value)
    if key == "outcomes":
        return f"  {key}:\n" + "".join(f"  - {scalar(item)}\n" for item in value)
    items = [f"{scalar(item)}," for item in value]
    items[-1] = items[-1][:-1] + "]"
    return f"  {key}: [" + _wrapped(items, "    ").lstrip() + "\n"


def yaml_of(record: Record) -> str:
    """A meeting as an item of a YAML list."""
    return "- " + "".join(_field(key, value) for key, value in record.items())[2:]


def preamble(world: World, count: int, seed: int) -> Iterator[str]:
    """All sections of a dataset but its meetings, as lines."""
    yield "dataset:\n  format: 1\n"
    yield f"  title: Generated meetings of the European Union\n  principal: {PRINCIPAL}\n"
    sections: dict[str, Iterable[Record]] = {
        "sources": sources(count, seed),
        "partners": chain([{"name": PRINCIPAL, "code": "EU"}], map(_partner, world.parties)),
        "series": (
            {"id": series.id, "name": series.name}
            for party in world.parties
            if party.formats
            for series in party.formats.things
        ),
        "topics": ({"name": topic, "aliases": [f"{topic} matters"]} for topic in world.topics),
        "instruments": ({"name": instrument} for instrument in words.INSTRUMENTS),
        "places": ({"name": capital, "country": name} for _, name, capital in words.COUNTRIES),
        "people": (_person(name) for name in world.people[:KNOWN_PEOPLE]),
    }
    for section, entries in sections.items():
        yield f"{section}:\n"
        yield from (f"- {_flow(entry)}\n" for entry in entries)


def _partner(party: Party) -> Record:
    found: Record = {"name": party.name, "code": party.code, "members": party.members}
    return {key: value for key, value in found.items() if value}


def _person(name: str) -> Record:
    first, _, last = name.partition(" ")
    return {"name": name, "aliases": [f"{last} {first}"]}


class Tally:
    """Counts what a benchmark needs to know of the records."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rare = frozenset(world.rare)
        self.meetings = 0
        self.partners: Counter[str] = Counter()
        self.words: Counter[str] = Counter()
        self.pairs: list[list[str]] = []

    def add(self, record: Record) -> None:
        """Takes note of one record."""
        self.meetings += 1
        self.partners.update(record["partners"])
        found = sorted(self._rare.intersection(record["summary"].replace(".", "").split()))
        self.words.update(found)
        if len(found) == 2:
            self.pairs.append(found)

    def facts(self) -> dict[str, Any]:
        """A partner of a few dozen meetings, one of a hundredth of them, and two rare words that stand in one record.

        The partners are no groups and in none, so that a plain comparison of names finds the same meetings.
        """
        grouped = {name for party in self._world.parties if party.members for name in (party.name, *party.members)}
        alone = {name: count for name, count in self.partners.items() if name not in grouped}

        def near(wanted: float) -> dict[str, Any]:
            name = min(alone, key=lambda name: (abs(alone[name] - wanted), name))
            return {"name": name, "meetings": alone[name]}

        pair = min(self.pairs, key=lambda pair: sum(abs(self.words[word] - 5) for word in pair), default=[])
        return {
            "meetings": self.meetings,
            "few": near(40),
            "hundredth": near(self.meetings / 100),
            "rare_words": pair,
            "rare_word_meetings": [self.words[word] for word in pair],
        }


def write_dataset(out: Path, count: int, seed: int, files: int, records: Iterable[Record]) -> None:
    """Writes a file, or (with `files`, two at least) a folder whose first file holds all but the meetings."""
    start = preamble(World(seed), count, seed)
    if not files:
        with out.open("w", encoding="utf-8") as file:
            file.writelines(chain(start, ["meetings:\n"], map(yaml_of, records)))
        return
    out.mkdir(parents=True, exist_ok=True)
    with (out / "dataset.yaml").open("w", encoding="utf-8") as file:
        file.writelines(start)
    rest, parts = iter(records), files - 1
    for part in range(parts):
        share = count * (part + 1) // parts - count * part // parts
        with (out / f"meetings-{part + 1:04d}.yaml").open("w", encoding="utf-8") as file:
            file.writelines(chain(["meetings:\n"], map(yaml_of, islice(rest, share))))


def generate(
    out: Path, count: int, seed: int = 1, files: int = 0, also: Sequence[str] = (), *, facts: bool = False
) -> None:
    """Writes a dataset; beside it the same records in other formats, and with them or `facts` also `facts.json`."""
    world = World(seed)
    tally = Tally(world)
    with ExitStack() as stack:
        sinks = [stack.enter_context(SINKS[name](out.with_suffix(f".{name}"))) for name in also]

        def records() -> Iterator[Record]:
            for record in Author(world, count, seed).meetings():
                if facts or sinks:
                    tally.add(record)
                for sink in sinks:
                    sink.add(record)
                yield record

        write_dataset(out, count, seed, files, records())
    if facts or sinks:
        out.with_name("facts.json").write_text(json.dumps(tally.facts(), ensure_ascii=False), encoding="utf-8")


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description="Write a dataset of generated meetings.")
    parser.add_argument("count", metavar="N", type=int, help="how many meetings")
    parser.add_argument("out", metavar="OUT", type=Path, help="the YAML file to write, or with --folder the folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", metavar="FILES", type=int, default=0, help="a folder of so many files, 2 at least")
    parser.add_argument("--also", metavar="FORMAT", nargs="+", choices=list(SINKS), default=(), help=", ".join(SINKS))
    parser.add_argument("--facts", action="store_true", help="facts.json also without another format")
    options = parser.parse_args()
    if options.count < 1 or options.folder == 1 or options.folder < 0:
        parser.error("N is 1 at least, and FILES 2")
    generate(options.out, options.count, options.seed, options.folder, options.also, facts=options.facts)


if __name__ == "__main__":
    main()
