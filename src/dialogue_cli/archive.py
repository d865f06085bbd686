"""An archive: a dataset that can be asked. Names are resolved here, and what was understood is said.

>>> from dialogue_cli import Query, open_archive
>>> [match.id for match in open_archive().find(Query(series=("eu-pakistan-strategic-dialogue",), round=(7,)))]
['eu-pakistan-strategic-dialogue-7']
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogue_cli.dataset.bundled import bundled_dataset
from dialogue_cli.errors import QueryError, UnknownName, UnreadableError
from dialogue_cli.index.cache import connect
from dialogue_cli.index.queries import Criteria, Index, Row
from dialogue_cli.match import ONLY_POSSIBLY, Match
from dialogue_cli.query.query import NAMED, SORTS, Query
from dialogue_cli.text import key, listing, plural

if TYPE_CHECKING:
    import datetime

    from dialogue_cli.dataset.model import Header, Meeting, Source, Vocabularies
    from dialogue_cli.dataset.series import Recurring
    from dialogue_cli.query.counts import Counts
    from dialogue_cli.query.search_text import Plan


NOTHING_CERTAIN = "--certain has nothing to be certain of here: it goes with --since, --until, --on or --person"


class Result:
    """The answer to a query: iterate over its matches, once; `notes` say what a reader must know.

    >>> from dialogue_cli import Query, open_archive
    >>> result = open_archive().find(Query(partner=("Pakstan",), status=("planned",)))
    >>> [match.id for match in result], result.notes
    (['eu-pakistan-strategic-dialogue-8'], ['no partner "Pakstan"; taken for "Pakistan"'])
    """

    def __init__(self, matches: Iterator[Match], notes: list[str], matched: dict[str, str], query: Query) -> None:
        self.matches = matches
        self.notes = notes
        self.matched = matched
        self.query = query

    def __iter__(self) -> Iterator[Match]:
        return self.matches


class Archive:
    """A dataset, opened. Use `open_archive`; `len` is the number of its meetings.

    >>> from dialogue_cli import open_archive
    >>> archive = open_archive()
    >>> len(archive), archive.header.principal
    (12, 'European Union')
    """

    def __init__(self, path: Path, index: Index, today: datetime.date | None = None) -> None:
        self.path = path
        self.index = index
        self._today = today

    @cached_property
    def today(self) -> datetime.date:
        """The day that `last` and `next` count from."""
        from dialogue_cli.dates.periods import today

        return self._today or today()

    @cached_property
    def header(self) -> Header:
        """What the dataset says of itself."""
        from dialogue_cli.dataset.model import Header

        return Header.from_record(self.index.decode(self.index.header))

    def __len__(self) -> int:
        return self.index.size

    def get(self, identifier: str) -> Meeting | None:
        """The meeting with an id, or None.

        >>> from dialogue_cli import open_archive
        >>> open_archive().get("eu-central-asia-summit-1").outcomes
        ('A strategic partnership was established between the European Union and Central Asia.',)
        """
        found = self.match(identifier)
        return found.meeting if found else None

    def match(self, identifier: str) -> Match | None:
        """The meeting with an id as `find` gives it, or None."""
        row = self.index.match(identifier)
        return self._match(row, {}) if row else None

    def _match(self, row: Row, matched: dict[str, str]) -> Match:
        certain = None if row.certain is None else bool(row.certain)
        return Match(
            *row[1:9],
            certain,
            row.score,
            row.snippet,
            row.missing,
            matched,
            lambda: row.json or "{}",
            self.index.decode,
        )

    def ids(self) -> list[str]:
        """The ids of all meetings, in time order."""
        return list(self.index.ids())

    def names(self, field: str, start: str = "") -> list[tuple[str, str]]:
        """The names of a field (a filter of `Query`, or `id`) that begin so, each with a few words about it."""
        if field == "id":
            return self.index.ids_beginning(start)
        return [(name, plural(count, "meeting")) for name, count in self.index.beginning(field, start)]

    def sources(self) -> Iterator[Source]:
        """All sources, in the order of the dataset."""
        from dialogue_cli.dataset.model import Source

        for record in self.index.entries("sources"):
            yield Source.from_record(self.index.decode(record))

    def vocabularies(self) -> Vocabularies:
        """The vocabularies, entire, each in the order of the dataset."""
        from dialogue_cli.dataset import model

        kinds: dict[str, Any] = {
            "partners": model.Partner,
            "series": model.Series,
            "topics": model.Topic,
            "instruments": model.Instrument,
            "places": model.Place,
            "people": model.Person,
        }
        found: dict[str, Any] = {
            section: tuple(kind.from_record(self.index.decode(entry)) for entry in self.index.entries(section))
            for section, kind in kinds.items()
        }
        return model.Vocabularies(**found)

    def find(self, query: Query, *, records: bool = True, snippets: bool = True) -> Result:
        """The meetings that match a query, in its order.

        Without `records` the matches know only what a line shows, and come faster; so do those of a search
        without `snippets`. Raises QueryError for a name that could be several, a search without words, or
        an option without sense.

        >>> from dialogue_cli import Query, open_archive, parse_period
        >>> archive = open_archive()
        >>> december = parse_period("2025-12", archive.today)
        >>> for match in archive.find(Query(period=december, partner=("KZ",))):
        ...     print(match.id, match.meeting.date, match.certain)
        eu-kazakhstan-cooperation-council-22 [2025-11-01..2025-12-03] False
        eu-kazakhstan-visa-readmission-talks 2025-12-02 True
        """
        criteria, notes, matched = self.understand(query)
        if criteria.plan:
            from dialogue_cli.index.ranking import Hits

            hits = Hits(self.index, criteria)
            if hits.is_partial:
                notes.append("no meeting has all of these words; these have some of them")
            rows = hits.rows(records=records, snippets=snippets)
        else:
            rows = self.index.select(criteria, records=records)
        return Result((self._match(row, matched) for row in rows), notes, matched, query)

    def count(self, query: Query) -> int:
        """How many meetings match a query; its limit does not count. Raises QueryError as `find` does.

        >>> from dialogue_cli import Query, open_archive
        >>> open_archive().count(Query(place=("Belgium",)))
        4
        """
        criteria = self.understand(query)[0]
        if not criteria.plan:
            return self.index.count(criteria)
        from dialogue_cli.index.ranking import Hits

        return len(Hits(self.index, criteria))

    def count_by(self, query: Query, fields: Sequence[str]) -> Counts:
        """How many of the meetings that match have which year, partner, …: one field of `counts.FIELDS`, two or none.

        A meeting counts for each of its values: for each year or month in which it lies for certain, the
        principal left out, a place by its city where it has one. The order of the query is not heeded; its
        `reverse` turns the order of the first field's values around, and its `limit` keeps so many of them.
        Raises QueryError for an unknown field, for three, and for what `find` raises it.

        >>> from dialogue_cli import Query, open_archive
        >>> list(open_archive().count_by(Query(), ["status"]))
        [(('held',), 10), (('agreed',), 1), (('planned',), 1)]
        """
        from dialogue_cli.index import counting as tally
        from dialogue_cli.query.counts import Counts, in_order, parse_fields

        fields = parse_fields(fields)
        criteria, notes, _ = self.understand(query)
        if "person" in fields:
            notes = [note for note in notes if note != NOTHING_CERTAIN]
        meetings = self.index.count(criteria)
        found = [tally.cells(self.index, criteria, (field,)) for field in fields]
        cells = tally.cells(self.index, criteria, fields) if len(fields) > 1 else found[0] if found else {}
        totals = [
            in_order(field, {value: number for (value,), number in one.items()}, reverse=query.reverse and not i)
            for i, (field, one) in enumerate(zip(fields, found, strict=True))
        ]
        left_out = 0
        if totals and query.limit is not None:
            left_out = max(len(totals[0]) - query.limit, 0)
            totals[0] = dict(list(totals[0].items())[: query.limit])
        several = tuple(tally.several(self.index, criteria, field) for field in fields)
        doubtful = self.index.doubtful(criteria)
        if doubtful:
            are = "is" if doubtful == 1 else "are"
            notes.append(f"{doubtful:,} of {plural(meetings, 'meeting')} {are} {ONLY_POSSIBLY}")
        if "person" in fields and not criteria.certain and (possible := self.index.possible(criteria)):
            has = "has" if possible == 1 else "have"
            notes.append(
                f"{plural(possible, 'meeting')} {has} people who only possibly took part; --certain leaves them out"
            )
        for field, number in zip(fields, several, strict=True):
            if number:
                has, counts = ("has", "counts") if number == 1 else ("have", "count")
                notes.append(f"{plural(number, 'meeting')} {has} more than one {field} and {counts} for each")
        return Counts(fields, cells, tuple(totals), several, meetings, left_out, tuple(notes))

    def series(self, names: Sequence[str] = ()) -> tuple[list[Recurring], list[str]]:
        """The recurring formats with their rounds: all of them, or those that names mean; and notes about the names.

        Those of the vocabulary come first, in its order, also when no meeting is of them. Names are resolved
        as by `find`; raises QueryError for one that could be several.

        >>> import datetime
        >>> from dialogue_cli import open_archive
        >>> (found,), notes = open_archive(today=datetime.date(2026, 1, 15)).series(["eu-pakistan-strategic-dialogue"])
        >>> found.ordinals, found.missing, found.next.id
        ([7, 8], ((1, 6),), 'eu-pakistan-strategic-dialogue-8')
        """
        from dialogue_cli.dataset.series import Round, recurring
        from dialogue_cli.dates.edtf import parse

        notes: list[str] = []
        wanted = {self._entity("series", name, notes, {}) for name in names} if names else None
        rounds: dict[str, list[Round]] = {}
        for entity, identifier, ordinal, date, status, place in self.index.rounds():
            found = Round(identifier, ordinal, parse(date) if date else None, status, place)
            rounds.setdefault(entity, []).append(found)
        return [
            recurring(identifier, name, rounds.get(entity, []), self.today)
            for entity, identifier, name in self.index.series()
            if wanted is None or entity in wanted
        ], notes

    def understand(self, query: Query) -> tuple[Criteria, list[str], dict[str, str]]:
        """A query with its names resolved, notes about what was taken for what, and the same as a mapping."""
        notes: list[str] = []
        matched: dict[str, str] = {}
        criteria = Criteria(
            rounds=tuple(_countable(number) or 0 for number in query.round),
            period=query.period,
            certain=query.certain,
            bilateral=query.bilateral,
            any_status=not query.status,
            last=_countable(query.last),
            next=_countable(query.next),
            today=self.today.isoformat() if query.last or query.next else "",
            reverse=query.reverse,
            limit=_countable(query.limit),
        )
        if query.sort and query.sort not in SORTS:
            raise QueryError(f'there is no order "{query.sort}"; sort by {listing(list(SORTS))}')
        if query.sort == "score" and query.words is None:
            raise QueryError("only a search has a score to sort by")
        criteria.sort = query.sort or ("date" if query.words is None else "score")
        for name in NAMED:
            typed = getattr(query, name)
            if isinstance(typed, str):
                # One name, where a tuple of them is meant: its letters are none.
                typed = (typed,)
            if typed:
                criteria.names[name] = set()
                for text in typed:
                    criteria.names[name] |= self._resolve(name, text, criteria, notes, matched)
        if query.words is not None:
            from dialogue_cli.query.search_text import parse_search

            criteria.plan = self._respelt(parse_search(query.words), notes, matched)
        if query.certain and not (query.period or query.person):
            notes.append(NOTHING_CERTAIN)
        if query.period or query.last or query.next:
            undated = self._undated(criteria)
            if undated:
                notes.append(f"{plural(undated, 'undated meeting')} left out: no period can hold what has no date")
        return criteria, notes, matched

    def _undated(self, criteria: Criteria) -> int:
        """How many meetings would match if they had a date."""
        if not criteria.plan:
            return self.index.count(criteria, undated=True)
        from dataclasses import replace

        from dialogue_cli.index.ranking import Hits

        return Hits(self.index, replace(criteria, period=None, last=None, next=None)).undated()

    def _respelt(self, plan: Plan, notes: list[str], matched: dict[str, str]) -> Plan:
        """A search with the words that no record has taken for near ones that some record has."""
        from dialogue_cli.index.respelling import Speller

        speller = Speller(self.index, plan)
        plan = speller.respelt()
        for typed, word in speller.taken.items():
            notes.append(f'no word "{typed}"; taken for "{word}"')
        if speller.left_out:
            kept = plural(len(plan.units), "word")
            notes.append(f"a question is looked for by its {kept} that tell most; {speller.left_out:,} are left out")
        matched |= speller.taken
        return plan

    def _resolve(
        self, name: str, typed: str, criteria: Criteria, notes: list[str], matched: dict[str, str]
    ) -> set[str]:
        """The entities that a typed name means, with what belongs to them."""
        entity = self._entity(name, typed, notes, matched)
        if entity is None:
            return set()
        found = {entity}
        if name == "partner":
            criteria.principal |= entity == self.index.principal
            found |= self.index.members(entity) | self.index.groups(entity)
        elif name == "place":
            found |= self.index.cities(entity)
        if name != "status" and not criteria.principal and not self.index.uses(name, found):
            notes.append(f'"{self._label(name, entity)}" is a known {name}, but no meeting names it')
        return found

    def _entity(self, name: str, typed: str, notes: list[str], matched: dict[str, str]) -> str | None:
        """The one entity that a typed name means; None, with a note, when it means none."""
        if not key(typed):
            raise QueryError(f'"{typed}" is no {name}')
        forms = self.index.forms(name, key(typed))
        strongest = [form for form in forms if form[1] == forms[0][1]]
        if len(strongest) > 1:
            raise UnknownName(f'"{typed}" can be {listing([label for _, _, label in strongest])}; which one?')
        if strongest:
            return strongest[0][0]
        from dialogue_cli import spelling
        from dialogue_cli.names import forms as names

        if name == "status":
            from dialogue_cli.dataset.model import STATUSES

            near = spelling.misspelt(key(typed), STATUSES)
            if near is None and key(typed) not in STATUSES:
                raise UnknownName(f'there is no status "{typed}"; it is {listing(list(STATUSES))}')
            if near and near != key(typed):
                notes.append(f'no status "{typed}"; taken for "{near}"')
                matched[typed] = near
            return near or key(typed)
        is_land = name in ("partner", "place")
        if is_land:
            from dialogue_cli.names.countries import country_code, country_names

            code = country_code(typed)
            if code:
                notes.append(f'"{country_names(code)[0]}" is a known {name}, but no meeting names it')
                return None
        known = [names.Form(*row) for row in self.index.all_forms(name)]
        found = names.with_part(typed, known)
        if not found:
            if is_land:
                known += names.country_forms({form.key for form in known})
            found = names.with_spelling(typed, known, least=5 if is_land else 4)
        if len(found) > 1:
            labels = [self._label(name, entity) for entity in found]
            more = f" and {len(labels) - 8} more" if len(labels) > 8 else ""
            raise UnknownName(f'no {name} "{typed}"; it could be {", ".join(labels[:8])}{more}; which one?')
        if not found:
            near = spelling.nearest(typed, [form.text for form in known if len(form.key) > 3])
            hint = f'; the nearest is "{near}"' if near else ""
            notes.append(f'no {name} "{typed}" in this dataset{hint}')
            return None
        label = self._label(name, found[0])
        notes.append(f'no {name} "{typed}"; taken for "{label}"')
        matched[typed] = label
        return found[0]

    def label(self, field: str, typed: str) -> str:
        """The name that an exact name, alias or code stands for; what was typed where it stands for none.

        >>> from dialogue_cli import open_archive
        >>> open_archive().label("partner", "KZ")
        'Kazakhstan'
        """
        forms = self.index.forms(field, key(typed))
        return forms[0][2] if forms else typed

    def series_name(self, identifier: str) -> str:
        """The name of a series, or its id where the vocabulary has none."""
        return self.index.labels("series", [key(identifier)])[0]

    def _label(self, name: str, entity: str) -> str:
        """The name to show for an entity of a field, also for a country that no meeting names."""
        label = self.index.labels(name, [entity])[0]
        if label == entity and label.startswith("="):
            from dialogue_cli.names.countries import country_names

            return next(iter(country_names(label[1:])), label)
        return label

    def span(self) -> tuple[str | None, str | None]:
        """The earliest and the latest day that is known of any meeting, as ISO days."""
        return self.index.span()

    def accounts(self) -> dict[str, tuple[int, int, int]]:
        """How many meetings, quotes and claims rest on each source that is quoted, by its id."""
        return self.index.accounts()

    def spellings(self, field: str) -> Iterator[tuple[str, str]]:
        """Every spelling that leads to a name of a field, with that name."""
        forms = self.index.all_forms(field)
        labels = self.index.labels(field, [entity for _, entity, _, _ in forms])
        return zip((text for *_, text in forms), labels, strict=True)

    def coverage(self) -> str:
        """How many meetings the archive holds, and of which time: `"12 meetings, 2022 to 2025"`."""
        first, last = self.index.span()
        years = sorted({day[:4] for day in (first, last) if day})
        return plural(len(self), "meeting") + (f", {' to '.join(years)}" if years else "")


def _countable(number: int | None) -> int | None:
    """A number that SQLite can hold; no collection has more."""
    return None if number is None else min(number, 2**62)


def dataset_path(path: str | os.PathLike[str] | None = None) -> Path:
    """The dataset that is meant: the one given, else the one that DIALOGUE_DATA names, else the bundled one."""
    chosen = path if path is not None else os.environ.get("DIALOGUE_DATA") or None
    if chosen is None:
        return bundled_dataset()
    try:
        found = Path(chosen).expanduser()
    except RuntimeError:
        raise UnreadableError(f"{chosen} cannot be read: there is no such user") from None
    if not os.fspath(chosen):
        raise UnreadableError("the name of the dataset is empty")
    return found


def open_archive(
    path: str | os.PathLike[str] | None = None,
    *,
    today: datetime.date | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Archive:
    """Opens a dataset: a YAML file or a folder of them, by default the bundled one.

    `today` is what `last` and `next` count from; by default DIALOGUE_TODAY or the clock says. `progress`
    is told the bytes read and their total while an index is made.
    Raises UnreadableError when there is nothing to read and DatasetError when the dataset has errors.

    >>> from dialogue_cli import UnreadableError, open_archive
    >>> try:
    ...     open_archive("no-such-file.yaml")
    ... except UnreadableError as error:
    ...     print(error)
    no-such-file.yaml cannot be read: No such file or directory
    """
    chosen = dataset_path(path)
    return Archive(chosen, Index(connect(chosen, progress)), today)


__all__ = ["Archive", "Match", "Result", "dataset_path", "open_archive"]
