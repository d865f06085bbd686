"""From a query as a person asks it to criteria in the terms of the index, and notes about what was understood."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import cast

from dialogue_cli.errors import QueryError
from dialogue_cli.index.filters import Criteria, rivals
from dialogue_cli.index.queries import Index
from dialogue_cli.query.query import NAMED, Query, checked
from dialogue_cli.text import key, listing, plural
from dialogue_cli.tuples import NamedTuple

NOT = "!"
"""In front of a name: what matches it is left out."""
NOTHING_CERTAIN = "--certain has nothing to be certain of here: it goes with --since, --until, --on or --person"


class Understood(NamedTuple):
    """A query in the terms of the index. `matched` maps what was typed to what it was taken for."""

    criteria: Criteria
    notes: list[str]
    matched: dict[str, str]


def understood(index: Index, query: Query, today: Callable[[], datetime.date]) -> Understood:
    """A query with its names resolved. QueryError for a value that is not valid, or a name that could be several."""
    query = checked(query, today)
    criteria = Criteria(query, today().isoformat() if query.last or query.next else "")
    found = Understood(criteria, [], {})
    for field in NAMED:
        typed: tuple[str, ...] = cast(tuple[str, ...], getattr(query, field))
        if not typed:
            continue
        from dialogue_cli.index.naming import any_of, named

        wanted = [named(index, field, text, found) for text in typed if not text.startswith(NOT)]
        criteria.names += wanted if query.all_match or len(wanted) < 2 else [any_of(field, wanted)]
        unwanted = [text.removeprefix(NOT) for text in typed if text.startswith(NOT)]
        if not all(map(key, unwanted)):
            raise QueryError(f'the name of the {field} is missing after "{NOT}"')
        if unwanted:
            criteria.excluded.append(
                any_of(field, [named(index, field, text, found, is_excluded=True) for text in unwanted])
            )
    if query.words is not None:
        _plan(index, query, query.words, found)
    if query.certain and not (query.period or query.person):
        found.notes.append(NOTHING_CERTAIN)
    if (query.period or query.last or query.next) and (undated := _undated(index, criteria)):
        found.notes.append(f"{plural(undated, 'undated meeting')} left out: undated meetings match no period")
    if (query.last or query.next) and not criteria.plan:
        found.notes.extend(_rivals(index, criteria))
    # Two names may get the same note.
    found.notes[:] = dict.fromkeys(found.notes)
    return found


def _plan(index: Index, query: Query, words: str, found: Understood) -> None:
    """What to look for: words that no record has are taken for near ones that some record has."""
    from dialogue_cli.index.respelling import Speller
    from dialogue_cli.query.search_text import parse_search

    asked = parse_search(words, any_word=query.any_word)
    found.notes.extend(asked.notes)
    speller = Speller(index, asked)
    found.criteria.plan = plan = speller.respelt()
    for phrase in speller.loosened:
        found.notes.append(f"no {phrase}; looking for its words")
    for typed, word in speller.taken.items():
        noun = "" if " " in typed else "word "
        found.notes.append(f'no {noun}"{typed}"; taken for "{word}"')
    for typed, begun in speller.begun.items():
        found.notes.append(f'no word "{typed}"; taken for the beginning of {listing(begun)}')
        found.matched[typed] = ", ".join(begun)
    for typed, others in speller.variants.items():
        found.notes.append(f'"{typed}" is also looked for as {listing(others, "and")}')
        found.matched[typed] = ", ".join(others)
    if speller.unknown:
        unknown = [f'"{word}"' for word in speller.unknown]
        found.notes.append(f"no meeting has {listing(unknown)}")
    if speller.not_left_out:
        unknown = [f'"{word}"' for word in speller.not_left_out]
        found.notes.append(f"no meeting has {listing(unknown)}, so nothing is left out for it")
    if speller.left_out:
        kept = plural(len(plan.units), "word")
        found.notes.append(f"only the {kept} that tell most are looked for; {speller.left_out:,} are left out")
    found.matched.update(speller.taken)


def _rivals(index: Index, criteria: Criteria) -> Iterator[str]:
    """Notes about meetings that may be among the last or the next ones as well."""
    for word, (sql, values) in rivals(criteria):
        if count := index.number(f"SELECT count(*) FROM meeting m WHERE {sql}", values):
            yield f"{plural(count, 'other meeting')} may be {word}: the dates do not tell"


def _undated(index: Index, criteria: Criteria) -> int:
    """How many meetings would match if they had a date."""
    if not criteria.plan:
        return index.count(criteria, undated=True)
    from dialogue_cli.index.ranking import Hits

    return Hits(index, criteria.but(period=None, last=None, next=None)).undated()
