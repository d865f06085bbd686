"""Search: which meetings speak of something, and in which order.

The scores are BM25 (Robertson and Zaragoza 2009) with weights for the columns, as FTS5 computes it, one
query for each word. Few words must all be there. A question is ranked by the sum over its words, and then
by the words that its first hits have in common, weighted after Bo1 (Amati 2003): what they say besides
the question helps to find others that say it in other words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from dialogue_cli.index.database import numbers_in_json
from dialogue_cli.index.filters import Criteria, order, where
from dialogue_cli.index.fulltext import Expressions, quoted
from dialogue_cli.index.queries import Index, Row, other_value, shown
from dialogue_cli.index.schema import TEXTS
from dialogue_cli.query.query import Query
from dialogue_cli.query.search_syntax import ALL_MUST
from dialogue_cli.query.search_text import Plan, Unit
from dialogue_cli.text import plural


def _weights(**of_columns: float) -> str:
    """What a hit is worth in each column, in the order that bm25() takes."""
    return ", ".join(str(of_columns.pop(column)) for column in TEXTS)


# For a few words what a record is about counts, for a question all that it says.
_FEW_WORDS = _weights(
    title=10,
    topics=8,
    partners=6,
    people=4,
    place=4,
    series=4,
    instruments=5,
    date=1,
    summary=2,
    outcomes=2,
    evidence=1,
    notes=1,
)
# FTS5's k1 is 1.2. With weights smaller by a factor a word counts on for longer, as with a k1 larger by it: 1.6.
_QUESTION = _weights(
    title=3,
    topics=2.25,
    partners=0.375,
    people=0.375,
    place=0.375,
    series=0.375,
    instruments=0.375,
    date=0.075,
    summary=0.75,
    outcomes=0.75,
    evidence=0.225,
    notes=0.225,
)
FEEDBACK_MEETINGS = 5
FEEDBACK_WEIGHT = 0.35
EVERYWHERE = 0.5
"""A word in more than this share of the meetings does not make one an answer."""
_AT_LEAST = 5
"""Nor in a small collection does one in more than so many."""
EXACT = 1.1
"""How much more a meeting counts that has a word exactly as typed."""
PHRASE = 1.5
"""The same of one that has the words side by side."""
TITLE = 1.5
"""The same of one that has all words in its title: FTS5 counts a title for less, the longer the rest is."""
_BELOW = 0.999
COVERAGE = 0.7
"""How much it counts that a record has all of a question's rarity, and not one word of it many times."""
FEW = 10
"""When fewer meetings have all words, it is said how many have all but one."""
_FIRST_BATCH, _GROWTH, _BATCH = 100, 3, 5000
"""How many rows are fetched at once: few for the first screen, more and more for a pipe that wants all."""


class Engine:
    """Runs one plan over the meetings that the filters leave."""

    def __init__(self, index: Index, criteria: Criteria) -> None:
        assert criteria.plan
        self.index = index
        self.criteria = criteria
        self.plan: Plan = criteria.plan
        self.expressions = Expressions(index, are_loose=not self.plan.is_question)
        # `last` and `next` count what the words leave, so they come after them.
        self.where, self.values = where(criteria.but(last=None, next=None))
        if self.plan.excluded:
            self.where += " AND m.number NOT IN (SELECT rowid FROM words WHERE words MATCH ?)"
            self.values = [*self.values, self.expressions.excluded(self.plan.excluded, self.plan.meant)]

    # Scores

    def scores(self, expression: str, weights: str, units: Iterable[Unit] = ()) -> dict[int, float]:
        """The BM25 score of each meeting that an expression finds, greater being better."""
        begun, more = self.expressions.begun(units)
        if self.where == "1" and not begun:
            sql, values = f"SELECT rowid, -bm25(words, {weights}) FROM words WHERE words MATCH ?", [expression]
        else:
            sql = (
                f"SELECT m.number, -bm25(words, {weights}) FROM words JOIN meeting m ON m.number = words.rowid"
                f" WHERE words MATCH ? AND {self.where}{begun}"
            )
            values = [expression, *self.values, *more]
        return dict(self.index.rows(sql, values))

    def all_words(self) -> dict[int, float]:
        """The meetings that have all words, with their scores."""
        scores = self.scores(self.expressions.all_of(self.plan.units), _FEW_WORDS, self.plan.units)
        if len(scores) > 1:
            self._lift(scores)
            self._lower_variants(scores, self.plan.units, _FEW_WORDS)
        return scores

    def _lift(self, scores: dict[int, float]) -> None:
        """Lifts the meetings that have a word exactly as typed, words side by side as typed, or all in their title."""
        words = {unit.atoms[0].words[0] for unit in self.plan.units if len(unit.atoms[0].words) == 1}
        lifts = [("plain", quoted(word), EXACT) for word in words]
        lifts += [("words", phrase.fts, PHRASE) for phrase in self.plan.phrases]
        lifts.append(("words", " AND ".join(f"title : {unit.atoms[0].fts}" for unit in self.plan.units), TITLE))
        for table, expression, lift in lifts:
            # To ask only for those that have scores would take one look-up for each of them.
            for (number,) in self.index.rows(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", (expression,)):
                if number in scores:
                    scores[number] *= lift

    def _lower_variants(self, scores: dict[int, float], units: Sequence[Unit], weights: str) -> None:
        """Puts what has only another spelling of a word below all that has the word as typed."""
        if len(scores) < 2 or not any(unit.variants for unit in units):
            return
        typed = self.scores(" AND ".join(map(self.expressions.unit, units)), weights, units)
        least = min((scores[number] for number in typed), default=0.0)
        most = max(scores.values())
        for number in scores.keys() - typed.keys() if typed else ():
            scores[number] *= _BELOW * least / most

    def all_but_one(self) -> int:
        """How many meetings have all units, or all but one of them."""
        clauses, values = list[str](), list[Any]()
        for unit in self.plan.units:
            others = [one for one in self.plan.units if one is not unit]
            begun, more = self.expressions.begun(others)
            clauses.append(f"m.number IN (SELECT rowid FROM words WHERE words MATCH ?){begun}")
            values += [self.expressions.all_of(others), *more]
        sql = f"SELECT count(*) FROM meeting m WHERE ({' OR '.join(clauses)}) AND {self.where}"
        return self.index.number(sql, [*values, *self.values])

    def some_words(self) -> tuple[dict[int, float], dict[int, int]]:
        """The meetings that have some of the words, with their scores, and which they have: a bit for each unit."""
        total: dict[int, float] = {}
        having: dict[int, int] = {}
        rarity: list[float] = []
        telling = 0
        for i, unit in enumerate(self.plan.units):
            scores = self.scores(self.expressions.widely(unit), _QUESTION, [unit])
            self._lower_variants(scores, [unit], _QUESTION)
            rarity.append(math.log(1 + self.index.size / (0.5 + len(scores))))
            telling |= (len(scores) <= max(EVERYWHERE * self.index.size, _AT_LEAST)) << i
            for number, score in scores.items():
                total[number] = total.get(number, 0.0) + unit.times * score
                having[number] = having.get(number, 0) | 1 << i
        covered = {bits: sum(rare for i, rare in enumerate(rarity) if bits >> i & 1) for bits in set(having.values())}
        if telling and not self.plan.any_word:
            having = {number: bits for number, bits in having.items() if bits & telling}
        if self.plan.is_question:
            whole = sum(rarity)
            total = {number: total[number] * (covered[bits] / whole) ** COVERAGE for number, bits in having.items()}
            self._feed_back(total)
        else:
            # Of a few words, those that are rare say more than all the others together.
            total = {number: total[number] + 100 * covered[bits] for number, bits in having.items()}
        return total, having

    def _feed_back(self, total: dict[int, float]) -> None:
        """Adds to the scores what meetings have in common with the first hits."""
        from dialogue_cli.index.feedback import common_words

        first = sorted(total, key=lambda number: -total[number])[:FEEDBACK_MEETINGS]
        weights = (
            common_words(self.index, {number: total[number] / total[first[0]] for number in first}) if first else {}
        )
        if not weights:
            return
        heaviest = max(weights.values())
        for word, weight in weights.items():
            share = FEEDBACK_WEIGHT * weight / heaviest
            for number, score in self.scores(quoted(word), _QUESTION).items():
                if number in total:
                    total[number] += share * score


class Hits:
    """What a plan finds: scores by meeting, and whether they have all words or only some."""

    def __init__(self, index: Index, criteria: Criteria) -> None:
        self.index = index
        self.criteria = criteria
        self.engine = Engine(index, criteria)
        self._having: dict[int, int] = {}
        self._scores: dict[int, float] = {}
        self.is_partial = False
        """Whether no meeting has all of the few words that were asked for, though some have one of them."""
        plan = self.engine.plan
        if plan.must_have_all:
            self._scores = self.engine.all_words()
        if not self._scores:
            self._scores, self._having = self.engine.some_words()
            self.is_partial = bool(self._scores) and plan.must_have_all and len(plan.units) > 1

    def rows(self, *, records: bool, snippets: bool) -> Iterator[Row]:
        """The meetings, best first or in the order asked for; with their JSON and snippets where these are wanted."""
        units = self.engine.plan.units
        columns, join, days = shown(self.criteria, records)
        sql = f"SELECT {columns} FROM meeting m{join} WHERE m.number IN (SELECT value FROM json_each(?))"
        start, size = 0, _FIRST_BATCH
        while start < len(self.numbers):
            batch = self.numbers[start : start + size]
            among = numbers_in_json(batch)
            found = {row[0]: row for row in self.index.rows(sql, [*days, among])}
            passages = self._snippets(among) if snippets else {}
            if len(found) < len(batch):
                self.index.damaged(LookupError("a meeting that has the words has no row"))
            for number in batch:
                bits = self._having.get(number)
                missing = () if bits is None else tuple(u.typed for i, u in enumerate(units) if not bits >> i & 1)
                yield Row(*(*found[number], self._scores[number], passages.get(number), missing))
            start, size = start + size, min(size * _GROWTH, _BATCH)

    @cached_property
    def numbers(self) -> list[int]:
        """The numbers of the meetings that are shown, in the order asked for."""
        return _ordered(self.index, self.criteria, self._scores)

    def differ(self, column: str, identifier: str) -> bool:
        """Whether a meeting among them has another value in a column than the meeting with an id."""
        sql = f"SELECT {column} AS value FROM meeting WHERE number IN (SELECT value FROM json_each(?))"
        return self.index.row(*other_value(sql, [numbers_in_json(self.numbers)], column, identifier)) is not None

    def __len__(self) -> int:
        if self.criteria.query.limit is None:
            return len(self.numbers)
        return len(_ordered(self.index, self.criteria.but(limit=None), self._scores))

    def note(self) -> str | None:
        """What is to be said when few meetings have all words, or none has."""
        if self.is_partial:
            return "no meeting has all of these words; these have some of them"
        plan = self.engine.plan
        size, units = len(self._scores), len(plan.units)
        if not plan.must_have_all or not 2 <= units <= ALL_MUST or not 0 < size < FEW:
            return None
        if not (more := self.engine.all_but_one() - size):
            return None
        have, lack = ("has" if size == 1 else "have"), ("lacks" if more == 1 else "lack")
        all_words = "both words" if units == 2 else f"all {units} words"
        return f"{plural(size, 'meeting')} {have} {all_words}; {more:,} more {lack} one of them: --any shows them"

    def undated(self) -> int:
        """How many of the meetings have no date."""
        sql = "SELECT count(*) FROM meeting WHERE date IS NULL AND number IN (SELECT value FROM json_each(?))"
        return self.index.number(sql, [numbers_in_json(self._scores)])

    def _snippets(self, among: str) -> dict[int, str]:
        from dialogue_cli.index.snippets import snippets as snippets_of

        expression = " OR ".join(map(self.engine.expressions.widely, self.engine.plan.units))
        return snippets_of(self.index, expression, among)


def _ordered(index: Index, criteria: Criteria, scores: dict[int, float]) -> list[int]:
    """The numbers of the meetings found, in the order asked for, after `last`, `next` and the limit."""
    query = criteria.query
    counted = Criteria(Query(last=query.last, next=query.next, status=query.status), criteria.today)
    clause, values = where(counted, among=numbers_in_json(scores))
    by = criteria.but(sort="id", reverse=False) if query.sort == "score" else criteria
    rows = index.rows(f"SELECT m.number FROM meeting m WHERE {clause} {order(by)}", values)
    numbers = [number for (number,) in rows]
    if query.sort == "score":
        # Equal scores are in the order of their ids, so that the same question has one answer.
        numbers.sort(key=lambda number: -scores[number])
        if query.reverse:
            numbers.reverse()
    return numbers[: query.limit]
