"""Meetings out of JSON: one object, an array of them, or JSON Lines, as `list -f json` writes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from dialogue_cli.dataset.model import Record
from dialogue_cli.dataset.plain import Pairs, decoded, is_too_deep
from dialogue_cli.dataset.problems import Problem
from dialogue_cli.dates.edtf import parse
from dialogue_cli.errors import QueryError
from dialogue_cli.text import one_line, plural

_OF_THE_ANSWER = ("certain", "score", "snippet", "missing", "matched")
"""What an output says of a question, and not of the meeting."""
_SHOWN = 20


class Read(NamedTuple):
    """A meeting out of JSON, and what is strange about it."""

    record: Record
    notes: list[str]


def read(text: str, name: str) -> list[Read]:
    """The meetings in a text; `name` is what messages call it. QueryError with all that is wrong, for any mistake."""
    values = values_of(text, name)
    wrong: list[str] = []
    found: list[Read] = []
    for i, value in enumerate(values, 1):
        which = f"{_called(value, i)}: " if len(values) > 1 else ""
        plain, problems = _without_derived(value)
        result = decoded(plain)
        if not (isinstance(plain, Pairs) and any(key == "id" for key, _ in plain)):
            problems += [_told(one) for one in result.refused if 'needs "id"' not in one.message]
        else:
            problems += [_told(one) for one in result.refused]
        wrong += [which + one for one in problems]
        record = {key: part for key, part in result.record.items() if key in result.given and part != ""}
        found.append(Read(record, [which + _told(one) for one in result.strange]))
    if wrong:
        more = [f"and {len(wrong) - _SHOWN:,} more"] if len(wrong) > _SHOWN else []
        count = plural(len(wrong), "mistake")
        raise QueryError(f"{name} has {count}, and nothing is written:", *wrong[:_SHOWN], *more)
    return found


def values_of(text: str, name: str) -> list[Any]:
    """The values of an array, of lines, or the only one, their objects as `Pairs`. QueryError for what is no JSON."""
    if not text.strip():
        raise QueryError(f"{name} is empty; it takes a meeting as JSON, an array of them, or one on each line")
    try:
        value = json.loads(text, object_pairs_hook=Pairs, parse_constant=_refused)
        found = value if isinstance(value, list) and not isinstance(value, Pairs) else [value]
    except RecursionError:
        raise _too_deep(name) from None
    except ValueError as error:
        found = list(_lines(text, name, error))
    if is_too_deep(found):
        raise _too_deep(name)
    return found


def _too_deep(name: str) -> QueryError:
    return QueryError(f"{name} is nested deeper than any record")


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")


def _lines(text: str, name: str, whole: ValueError) -> Iterator[Any]:
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    for number, line in lines:
        try:
            yield json.loads(line, object_pairs_hook=Pairs, parse_constant=_refused)
        except RecursionError:
            raise _too_deep(name) from None
        except ValueError as error:
            # What is no line of its own is a mistake in a text that goes over several.
            about = error if number > lines[0][0] else whole
            raise QueryError(f"{name} is not JSON: {_reason(about, number)}") from None


def _reason(error: Exception, line: int) -> str:
    if isinstance(error, json.JSONDecodeError):
        line = error.lineno if error.lineno > 1 else line
        return one_line(f"line {line}, column {error.colno}: {error.msg}")
    return one_line(f"line {line}: {error}")


def _called(value: Any, number: int) -> str:
    identifier = dict(value).get("id") if isinstance(value, Pairs) else None
    return f"meeting {number} ({one_line(identifier)})" if isinstance(identifier, str) else f"meeting {number}"


def _told(problem: Problem) -> str:
    return one_line(f"{problem.file}: {problem.message}" if problem.file else problem.message)


# What an output adds to a record


def _without_derived(value: Any) -> tuple[Any, list[str]]:
    """A value without the keys that an output adds, and what of these contradicts the record."""
    if not isinstance(value, Pairs):
        return value, []
    problems: list[str] = []
    kept = Pairs()
    for key, part in value:
        if key in _OF_THE_ANSWER:
            continue
        if key in ("earliest", "latest"):
            problems += _of_bound(key, part, dict(value))
        elif key == "sources":
            problems += _of_sources(part, dict(value))
        elif key == "evidence" and isinstance(part, list):
            kept.append((key, [_without_verdict(one) for one in part]))
        else:
            kept.append((key, part))
    return kept, problems


def _without_verdict(quote: Any) -> Any:
    if not isinstance(quote, Pairs):
        return quote
    return Pairs(pair for pair in quote if pair[0] != "found" or not (pair[1] is None or isinstance(pair[1], bool)))


def _of_bound(key: str, part: Any, record: dict[str, Any]) -> list[str]:
    try:
        bound = getattr(parse(record.get("date") or ""), key)
    except (ValueError, TypeError, AttributeError):
        bound = None
    if part is None or str(bound) == part:
        return []
    said = f"the date gives {bound}" if bound else "the date gives none"
    return [f"{key}: {json.dumps(part)} contradicts the record ({said}); leave it out, it follows from the date"]


def _of_sources(part: Any, record: dict[str, Any]) -> list[str]:
    evidence = record.get("evidence")
    quotes = [dict(one) for one in evidence if isinstance(one, Pairs)] if isinstance(evidence, list) else []
    found = list(dict.fromkeys(one.get("source") for one in quotes))
    if part is None or part == found:
        return []
    return [f"sources: {json.dumps(part)} contradicts the evidence; leave it out, it follows from the evidence"]
