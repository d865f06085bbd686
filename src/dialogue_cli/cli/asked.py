"""From what was given for the options of a call to the query that it means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from dialogue_cli.cli.flags import FILTERS, PERIODS
from dialogue_cli.errors import QueryError
from dialogue_cli.query.query import Query
from dialogue_cli.text import key, shortened
from dialogue_cli.tuples import NamedTuple

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
        import shlex

        return shortened(" ".join(f"--{names.get(field, field)} {shlex.quote(value)}" for field, value in pairs))

    def note(self, command: str = "", *, all_match: bool = False) -> str:
        """The note about how they are read; of several names of one field any will do, unless `all_match`."""
        fields = [field for field, _ in dict.fromkeys(self.pairs)]
        is_any = len(set(fields)) < len(fields) and not all_match
        return f"read as {command}{self.options}" + (" (any of them; --all-match asks for all)" if is_any else "")

    def of(self, field: str) -> tuple[str, ...]:
        """The values of one field."""
        return tuple(value for one, value in self.pairs if one == field)


def named(archive: Archive, words: Sequence[str], first: str = "") -> Named:
    """What names without an option are, in the field `first` if they are there. QueryError with a hint for another."""
    from dialogue_cli.query.countable import way_to_count

    if found := next(filter(archive.match, words), None):
        raise QueryError(f'"{found}" is the id of a meeting: dialogue show {found}')

    counting = way_to_count(words[0]) if len(words) == 1 else ""
    try:
        # What is the name of a field is not taken for a misspelt name of something else.
        return Named(archive.reading(words, exactly=bool(counting), first=first))
    except QueryError as error:
        raise QueryError(_explained(error, words, counting, archive)) from None


def _explained(error: QueryError, words: Sequence[str], counting: str, archive: Archive) -> str:
    """What to say of words that are no names: what is wrong with a period, or what would be right."""
    if counting:
        return f"{error}; did you mean dialogue count {counting}?"
    if "is called" not in str(error):
        return str(error)
    from dialogue_cli.dates.periods import parse_period

    for word in words:
        if any(map(str.isdigit, word)) and f'"{word}"' in str(error):
            try:
                parse_period(word, archive.today)
            except QueryError as wrong:
                return str(wrong)
    is_searchable = any(key(word) for word in words) and not any(word.startswith("-") for word in words)
    import shlex

    search = f"; for words in the texts: dialogue search {shortened(shlex.join(words))}"
    return f"{error}{search if is_searchable else ''}"


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
    periods = given.of("period")
    if len(periods) > 1:
        first, last = periods[:2]
        raise QueryError(f'"{first}" and "{last}" are two periods; from one to the other is "{first}..{last}"')
    on = _once("--on", [*(values["on"] or ()), *periods])
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
