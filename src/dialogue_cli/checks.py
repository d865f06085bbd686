"""What can be wrong between records, and what is likely a slip. Each check is a small named function.

`References` holds the errors that no single record shows; every reading of a dataset runs it. The
warnings are looked for by `examine` alone, which `dialogue check` is a face of.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from dialogue_cli import names, spelling
from dialogue_cli.claims import claims, proof, to_prove
from dialogue_cli.countries import country_code
from dialogue_cli.documents import Document, Library
from dialogue_cli.model import Evidence, Header, Meeting, Series, Source
from dialogue_cli.problems import Problem
from dialogue_cli.reader import FileReader, Item, dataset_files
from dialogue_cli.text import key, one_line, plural, squeeze


class Spot(NamedTuple):
    """A place in a file, line and column counted from 1."""

    file: str
    line: int
    column: int

    def problem(self, code: str, message: str) -> Problem:
        """A problem at this place."""
        return Problem(*self, code, message)


class References:
    """Ids that must be unique and references that must lead somewhere, over all files of a dataset."""

    def __init__(self) -> None:
        self.meetings: dict[str, Spot] = {}
        self.sources: dict[str, Spot] = {}
        self.series: dict[str, Spot] = {}
        self.header: Spot | None = None
        self.with_meetings: set[str] = set()
        """The files that have a section `meetings`, or may have one that can not be read."""
        self.wanted: dict[str, list[tuple[str, str, Spot]]] = {}
        """Kind of record, its id, and where it is named, by file.

        What was known when it was named stands once for each file, what was not, at every place.
        """
        self.files: list[str] = []
        self.problems: list[Problem] = []
        self._named: set[tuple[str, str, str]] = set()

    def add(self, item: Item) -> None:
        """Takes note of one record."""
        record = item.record
        if item.section == "meetings":
            if record["id"]:
                self._define("meeting", record["id"], Spot(item.file, *item.at("id")))
            for i, relation in enumerate(record.get("related", ())):
                self._want(item, "meeting", relation["id"], self.meetings, "related", i, "id")
            for i, quote in enumerate(record.get("evidence", ())):
                self._want(item, "source", quote["source"], self.sources, "evidence", i, "source")
        elif item.section in ("sources", "series"):
            if record["id"]:
                kind = "source" if item.section == "sources" else "series"
                self._define(kind, record["id"], Spot(item.file, *item.at("id")))
        elif item.section == "dataset":
            self._define("dataset", "", Spot(item.file, *item.at()))

    def _want(self, item: Item, kind: str, identifier: str, known: dict[str, Spot], *path: str | int) -> None:
        named = (item.file, kind, identifier)
        if identifier and (named not in self._named or identifier not in known):
            self._named.add(named)
            self.wanted.setdefault(item.file, []).append((kind, identifier, Spot(item.file, *item.at(*path))))

    def _define(self, kind: str, identifier: str, spot: Spot) -> None:
        if kind == "dataset":
            if self.header:
                message = f"the dataset is described already in {self.header.file}"
                self.problems.append(spot.problem("duplicate-key", message))
            self.header = self.header or spot
            return
        known = {"meeting": self.meetings, "source": self.sources, "series": self.series}[kind]
        if identifier in known:
            first = known[identifier]
            where = f"line {first.line}" if first.file == spot.file else f"{first.file}:{first.line}"
            message = f'the {kind} id "{one_line(identifier)}" is taken already, in {where}'
            self.problems.append(spot.problem("duplicate-id", message))
        else:
            known[identifier] = spot

    def spots_of(self, file: str) -> Iterator[tuple[str, str, str, int, int]]:
        """Role, kind, id, line and column of all that a file defines and wants."""
        kinds = {"meeting": self.meetings, "source": self.sources, "series": self.series}
        for kind, known in kinds.items():
            for identifier, spot in known.items():
                if spot.file == file:
                    yield "defines", kind, identifier, spot.line, spot.column
        if self.header and self.header.file == file:
            yield "defines", "dataset", "", self.header.line, self.header.column
        if file in self.with_meetings:
            yield "defines", "section", "meetings", 0, 0
        for kind, identifier, spot in self.wanted.get(file, ()):
            yield "wants", kind, identifier, spot.line, spot.column

    def saw(self, reader: FileReader) -> None:
        """Takes note of a file that has been read to its end."""
        self.files.append(reader.name)
        broken = any(p.code in ("syntax", "nesting", "encoding", "document") for p in reader.problems)
        if "meetings" in reader.sections or broken:
            self.with_meetings.add(reader.name)

    def finish(self, path: str) -> list[Problem]:
        """Every problem between records; call it once all are added."""
        problems = list(self.problems)
        known = {"meeting": self.meetings, "source": self.sources}
        for kind, identifier, spot in (one for wanted in self.wanted.values() for one in wanted):
            if identifier in known[kind]:
                continue
            near = spelling.nearest(identifier, known[kind])
            hint = f'; did you mean "{near}"?' if near else ""
            problems.append(
                spot.problem("dangling-reference", f'there is no {kind} with the id "{one_line(identifier)}"{hint}')
            )
        if not self.with_meetings:
            problems.append(Problem(path, 0, 0, "missing", "a dataset needs a section meetings:"))
        return problems


class Context(NamedTuple):
    """What a check of one meeting may need beside it."""

    library: Library
    sources: dict[str, Source]
    today: datetime.date


Check = Callable[[Item, Meeting, Context], Iterator[Problem]]


def duplicate_items(item: Item, meeting: Meeting, context: Context) -> Iterator[Problem]:
    """A partner, participant, topic or instrument that stands twice in one list."""
    lists = {
        "partners": meeting.partners,
        "participants": tuple(p.label for p in meeting.participants),
        "topics": meeting.topics,
        "instruments": meeting.instruments,
    }
    for field, values in lists.items():
        seen: set[str] = set()
        for i, value in enumerate(values):
            if value and value in seen:
                yield item.problem("duplicate-item", f'"{one_line(value)}" stands twice in {field}', field, i)
            seen.add(value)


def held_in_future(item: Item, meeting: Meeting, context: Context) -> Iterator[Problem]:
    """A meeting that is said to be held and whose first possible day is still to come."""
    if meeting.status == "held" and meeting.date and meeting.date.earliest and meeting.date.earliest > context.today:
        yield item.problem("held-in-future", f"{meeting.date} is still to come; status: planned?", "date")


def date_after_source(item: Item, meeting: Meeting, context: Context) -> Iterator[Problem]:
    """A meeting that is said to be held later than every one of its sources was published."""
    quoted = [context.sources[s] for s in meeting.sources if s in context.sources]
    published = [s.published.latest for s in quoted if s.published]
    if meeting.status != "held" or not meeting.date or not meeting.date.earliest or len(published) < len(quoted):
        return
    last = max((day for day in published if day), default=None)
    if last and None not in published and meeting.date.earliest > last:
        yield item.problem(
            "date-after-source", f"{meeting.date} is after the last of its sources, published {last}", "date"
        )


def unknown_claims(item: Item, meeting: Meeting, context: Context) -> Iterator[Problem]:
    """Evidence for a field or an item that the record does not have."""
    known = claims(meeting)
    for i, quote in enumerate(meeting.evidence):
        for j, claim in enumerate(quote.supports):
            field, dot, part = claim.partition(".")
            where = ("evidence", i, "supports", j)
            if field not in known:
                near = spelling.nearest(field, known)
                hint = f'; did you mean "{near}"?' if near else f"; it has {', '.join(known)}"
                yield item.problem("unknown-claim", f'the record has no "{one_line(field)}" to support{hint}', *where)
            elif dot and part not in known[field]:
                near = spelling.nearest(part, known[field])
                hint = f'; did you mean "{field}.{near}"?' if near else ""
                yield item.problem("unknown-claim", f'{field} has no item "{one_line(part)}"{hint}', *where)


def quotes(item: Item, meeting: Meeting, context: Context) -> Iterator[Problem]:
    """Quoted words that are not in their source, or stand there more than once."""
    for i, quote in enumerate(meeting.evidence):
        source = context.sources.get(quote.source)
        document = context.library.open(source) if source else None
        if document is None or not quote.exact:
            continue
        yield from _quote(item, i, quote, document)


def _quote(item: Item, i: int, quote: Evidence, document: Document) -> Iterator[Problem]:
    count = document.count(quote)
    if count == 1:
        return
    shown = one_line(squeeze(quote.exact))
    if count > 1:
        yield item.problem(
            "quote-ambiguous",
            f'"{shown}" stands {count} times in {document.path.name}; add a prefix or a suffix that tells which',
            "evidence",
            i,
            "exact",
        )
        return
    if quote.prefix or quote.suffix:
        bare = document.count(Evidence(source=quote.source, exact=quote.exact))
        if bare:
            yield item.problem(
                "quote-not-found",
                f'"{shown}" is in {document.path.name}, but not with this prefix and suffix',
                "evidence",
                i,
                "exact",
            )
            return
    near = document.nearest(quote)
    hint = f'; it has "{one_line(near)}"' if near else ""
    yield item.problem("quote-not-found", f'"{shown}" is not in {document.path.name}{hint}', "evidence", i, "exact")


def no_evidence(item: Item, meeting: Meeting, context: Context) -> Iterator[Problem]:
    """Claims that no evidence supports."""
    for field, items in to_prove(meeting).items():
        for i, part in enumerate(items):
            if proof(meeting, field, part):
                continue
            if part:
                step = part if field == "place" else i
                yield item.problem("no-evidence", f"{field}.{one_line(part)} has no evidence", field, step)
            else:
                yield item.problem("no-evidence", f"{field} has no evidence", field)


MEETING_CHECKS: tuple[Check, ...] = (duplicate_items, held_in_future, unknown_claims)
# These need the sources, which may stand after the meetings.
SOURCE_CHECKS: tuple[Check, ...] = (date_after_source, quotes)


def source_files(item: Item, source: Source, library: Library) -> Iterator[Problem]:
    """A source whose file is missing, or is not the one that was quoted."""
    if not source.file:
        return
    document = library.open(source)
    if document is None:
        sought = ", ".join(str(folder) for folder in library.folders)
        yield item.problem("source-missing", f"{one_line(source.file)} is not in {sought}", "file")
    elif source.sha256 and source.sha256 != document.sha256:
        yield item.problem("source-changed", f"{source.file} has changed: its SHA-256 is {document.sha256}", "sha256")


class Likeness:
    """Slips that show only over the whole dataset: near-miss names, rounds out of order."""

    FIELDS = ("partners", "topics", "instruments", "places", "people", "series")

    def __init__(self) -> None:
        self.vocabulary: dict[str, dict[str, str]] = {field: {} for field in self.FIELDS}
        self.used: dict[str, dict[str, tuple[str, Spot]]] = {field: {} for field in self.FIELDS}
        self.entries: set[tuple[str, str]] = set()
        self.rounds: dict[str, list[tuple[int, Meeting, Spot]]] = {}
        self.problems: list[Problem] = []

    def add(self, item: Item) -> None:
        """Takes note of one record."""
        value = item.value
        if isinstance(value, Meeting):
            self._meeting(item, value)
        elif item.section in self.vocabulary and not isinstance(value, (Header, Source)):
            own = value.id if isinstance(value, Series) else value.name
            known = self.vocabulary[item.section]
            twice = (item.section, own) in self.entries
            self.entries.add((item.section, own))
            for name, path in names.spellings(value):
                if known.setdefault(key(name), own) != own or (twice and name == own):
                    self.problems.append(
                        item.problem(
                            "ambiguous-name", f'"{one_line(name)}" also names {one_line(known[key(name)])}', *path
                        )
                    )

    def _meeting(self, item: Item, meeting: Meeting) -> None:
        uses: list[tuple[str, str, tuple[str | int, ...]]] = []
        uses += [("partners", name, ("partners", i)) for i, name in enumerate(meeting.partners)]
        uses += [("topics", name, ("topics", i)) for i, name in enumerate(meeting.topics)]
        uses += [("instruments", name, ("instruments", i)) for i, name in enumerate(meeting.instruments)]
        uses += [("people", p.name, ("participants", i, "name")) for i, p in enumerate(meeting.participants) if p.name]
        uses += [("places", meeting.place.city, ("place", "city"))] if meeting.place and meeting.place.city else []
        uses += [("series", meeting.series, ("series",))] if meeting.series else []
        for field, name, path in uses:
            if key(name) not in self.used[field]:
                self.used[field][key(name)] = (name, Spot(item.file, *item.at(*path)))
        if meeting.series and meeting.ordinal:
            spot = Spot(item.file, *item.at("ordinal"))
            self.rounds.setdefault(meeting.series, []).append((meeting.ordinal, meeting, spot))

    def finish(self) -> list[Problem]:
        """Every likely slip; call it once all records are added."""
        problems = list(self.problems)
        for field in self.FIELDS:
            known = self.vocabulary[field]
            for folded, (name, spot) in self.used[field].items():
                if folded in known:
                    continue
                near = spelling.misspelt(folded, known)
                if near and not (field == "partners" and country_code(name)):
                    problems.append(
                        spot.problem(
                            "likely-misspelling",
                            f'"{one_line(name)}" is not in the vocabulary; did you mean "{one_line(known[near])}"?',
                        )
                    )
        series = self.vocabulary["series"]
        of_series: dict[str, list[tuple[int, Meeting, Spot]]] = {}
        for name, rounds in self.rounds.items():
            # A series may be named by its id, its name or an alias.
            of_series.setdefault(series.get(key(name), name), []).extend(rounds)
        for rounds in of_series.values():
            problems += _rounds(rounds)
        return problems


def _rounds(rounds: list[tuple[int, Meeting, Spot]]) -> Iterator[Problem]:
    """Rounds of one series that stand twice, or in the wrong order of time."""
    rounds = sorted(rounds, key=lambda r: (r[0], r[2]))
    for (number, meeting, _), (following, _, spot) in pairwise(rounds):
        if number == following:
            yield spot.problem("duplicate-ordinal", f'"{meeting.id}" is round {number} of this series too')
    latest: tuple[int, Meeting] | None = None
    for number, meeting, spot in rounds:
        if meeting.status in ("cancelled", "postponed") or not meeting.date:
            continue
        if latest and number > latest[0] and _is_before(meeting, latest[1]):
            message = f"round {number} ({meeting.date}) lies before round {latest[0]} ({latest[1].date})"
            yield spot.problem("ordinal-order", message)
        elif latest is None or _begins_later(meeting, latest[1]):
            latest = number, meeting


def _begins_later(one: Meeting, other: Meeting) -> bool:
    """Whether the first possible day of one meeting is after that of another."""
    first = one.date.earliest if one.date else None
    second = other.date.earliest if other.date else None
    return first is not None and (second is None or first > second)


def _is_before(one: Meeting, other: Meeting) -> bool:
    """Whether one meeting was over before the other can have begun."""
    if not one.date or not other.date or not one.date.latest or not other.date.earliest:
        return False
    return one.date.latest < other.date.earliest


class Examination(NamedTuple):
    """All that a check found, and what it looked at."""

    problems: list[Problem]
    files: int
    meetings: int
    sources: int
    quotes: int

    def __str__(self) -> str:
        files = f"{plural(self.files, 'file')}, " if self.files > 1 else ""
        return (
            f"{files}{plural(self.meetings, 'meeting')}, {plural(self.sources, 'source')}, "
            f"{plural(self.quotes, 'quote')}"
        )


def examine(path: Path, today: datetime.date, *, strict: bool = False) -> Examination:
    """Every problem of a dataset, in the order of its files and lines.

    With `strict`, claims without evidence are problems too. Raises UnreadableError when there is nothing to read.
    """
    files = dataset_files(path)
    references, likeness = References(), Likeness()
    context = Context(Library(path), {}, today)
    problems: list[Problem] = []
    waiting: list[tuple[Item, Meeting]] = []
    meetings = quoted = 0
    for file in files:
        reader = FileReader(file)
        for item in reader:
            references.add(item)
            likeness.add(item)
            value = item.value
            if isinstance(value, Source):
                context.sources.setdefault(value.id, value)
                problems += source_files(item, value, context.library)
            elif isinstance(value, Meeting):
                meetings += 1
                quoted += len(value.evidence)
                checks = (*MEETING_CHECKS, no_evidence) if strict else MEETING_CHECKS
                for check in checks:
                    problems += check(item, value, context)
                if all(source in context.sources for source in value.sources):
                    problems += _source_checks(item, value, context)
                else:
                    waiting.append((item, value))
        problems += reader.problems
        references.saw(reader)
    for item, meeting in waiting:
        problems += _source_checks(item, meeting, context)
    problems += references.finish(str(path))
    problems += likeness.finish()
    order = {str(file): i for i, file in enumerate(files)}
    problems.sort(key=lambda p: (order.get(p.file, -1), p.line, p.column))
    return Examination(problems, len(files), meetings, len(context.sources), quoted)


def _source_checks(item: Item, meeting: Meeting, context: Context) -> Iterable[Problem]:
    for check in SOURCE_CHECKS:
        yield from check(item, meeting, context)
