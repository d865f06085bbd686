"""From what was given for the options of a call to the query that it means."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from dialogue_cli.cli.flags import FILTERS, PERIODS
from dialogue_cli.errors import QueryError
from dialogue_cli.query.query import Query
from dialogue_cli.text import shortened

if TYPE_CHECKING:
    from dialogue_cli.archive import Archive
    from dialogue_cli.dates.edtf import Period

_CHOICES = ("any_word", "sort", "reverse", "limit")


class Named(NamedTuple):
    """Names that were given without an option: what each is, as a field of `Query` and a value; and how to say so."""

    pairs: Sequence[tuple[str, str]] = ()

    @property
    def options(self) -> str:
        """The options that mean the same: `--partner Pakistan --on 2025`."""
        names = {"period": "on"}
        pairs = dict.fromkeys(self.pairs)
        return shortened(" ".join(f"--{names.get(field, field)} {shlex.quote(value)}" for field, value in pairs))

    def of(self, field: str) -> tuple[str, ...]:
        """The values of one field."""
        return tuple(value for one, value in self.pairs if one == field)


def named(archive: Archive, words: Sequence[str]) -> Named:
    """What names without an option are. QueryError with a hint for a word that is none."""
    from dialogue_cli.query.countable import field_of

    field = field_of(words[0]) if len(words) == 1 else None
    try:
        # What is the name of a field is not taken for a misspelt name of something else.
        return Named(archive.reading(words, exactly=field is not None))
    except QueryError as error:
        search = f"for words in the texts: dialogue search {shortened(shlex.join(words))}"
        raise QueryError(f"{error}; {f'did you mean dialogue count --by {field}?' if field else search}") from None


def query_of(
    values: Mapping[str, Any], given: Named, today: Callable[[], date], *, words: str | None, ids: tuple[str, ...]
) -> Query:
    """The query: each filter fills the field of its name, and so do the names that were given without one."""
    asked: dict[str, Any] = {"words": words, "id": ids, "period": _period(values, given, today)}
    for flag in FILTERS:
        if flag.field not in PERIODS:
            value = values[flag.field]
            asked[flag.field] = (*(value or ()), *given.of(flag.field)) if flag.repeats else value
    asked |= {name: values[name] for name in _CHOICES if name in values}
    sort = asked.get("sort")
    if sort and sort.startswith("-"):
        asked |= {"sort": sort.removeprefix("-"), "reverse": not asked.get("reverse")}
    return Query(**asked)


def _period(values: Mapping[str, Any], given: Named, today: Callable[[], date]) -> Period | None:
    since, until = (_once(f"--{name}", values[name]) for name in ("since", "until"))
    on = _once("--on", [*(values["on"] or ()), *given.of("period")])
    if since is None and until is None and on is None:
        return None
    from dialogue_cli.dates.edtf import Period
    from dialogue_cli.dates.periods import parse_period
    from dialogue_cli.dates.wording import day_date

    start = parse_period(since, today()).start if since is not None else None
    end = parse_period(until, today()).end if until is not None else None
    if start and end and start > end:
        first, last = day_date(start), day_date(end)
        raise QueryError(f"--since {since} begins on {first}, after --until {until} ends on {last}")
    period = Period(start, end)
    if on is not None:
        try:
            period = period.intersection(parse_period(on, today()))
        except ValueError:
            raise QueryError(f"--on {on} and the range of --since and --until have no day in common") from None
    return period


def _once(option: str, values: Sequence[str] | None) -> str | None:
    """The one value of an option that may be given once. QueryError for more."""
    if values and len(values) > 1:
        raise QueryError(f"{option} may be given once; it was given {len(values)} times")
    return values[0] if values else None
